"""What else in a document may be a person, beside what rules and pipeline found: to be judged, not to be believed.

Each of these is often no name at all. They are proposed because a reader would look at them twice: the surname of
somebody who was named in full, a name behind initials or a form of address, part of a name that runs on too far, and
the label of a speaker.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from graph.people.grammar import read_particles
from graph.people.lexicon import is_ordinary_word
from graph.people.passage import PassageView
from graph.people.roles import shows_person
from graph.people.spans import Found, join_words
from graph.people.suggested import read_person

SHORTEST, LONGEST = 3, 6
"""Words of a name of which parts are looked at."""
LEAST_LABEL = 3
"""Letters of a speaker's label: "OZB:" is no speaker, and neither is what stands there once."""
LABELS = 2


@dataclass(frozen=True, slots=True)
class _Known:
    """Surnames, with particles in small letters, and given names of those who are named in full."""

    surnames: frozenset[str]
    heads: frozenset[str]  # their first words without particles, as spelled
    given: frozenset[str]


def propose_further(views: Sequence[PassageView], persons: Sequence[Sequence[Found]]) -> list[list[Found]]:
    """Return what else may be a person, passage by passage.

    Args:
        views: the passages of one document.
        persons: by passage, the persons that are proposed already.
    """
    known = _gather(persons)
    labels = _list_labels(views)
    return [
        [
            *_find_known(view, known, {at for item in items if item.given and item.surname for at in _places(item)}),
            *_find_announced(view),
            *_find_parts(view, items),
            *(_name(view, at, at + 1) for at in _label_places(view) if view.word(at) in labels),
        ]
        for view, items in zip(views, persons, strict=True)
    ]


def _gather(persons: Iterable[Sequence[Found]]) -> _Known:
    full = [item for items in persons for item in items if item.given and item.surname]
    surnames = frozenset(item.surname for item in full)
    heads = {next((word for word in name.split() if not word.islower()), "") for name in surnames}
    given = frozenset(item.given[0] for item in full if not item.given[0].endswith("."))
    return _Known(surnames, frozenset(heads - {""}), given)


def _places(item: Found) -> range:
    return range(item.start, item.end)


def _find_known(view: PassageView, known: _Known, taken: Collection[int]) -> Iterator[Found]:
    """Yield surnames, with their particles, and given names of those whom the document names in full.

    The words at ``taken`` belong to a full name already.
    """
    for at, form in enumerate(view.forms):
        if not view.is_capital(at) or at in taken:
            continue
        if form in known.given:
            yield Found(at, at + 1, "person", form, (form,), "")
        if form not in known.heads:
            continue
        start = at
        while start > 0 and at - start < 3 and view.is_particle(start - 1) and not view.begins_sentence(start):
            start -= 1
        for end in range(at + 1, min(at + 4, len(view) + 1)):
            for first in range(start, at + 1):
                words = [view.form(index).lower() for index in range(first, at)]
                words += [view.form(index) for index in range(at, end)]
                if join_words(words) in known.surnames:
                    yield _name(view, first, end)


def _find_announced(view: PassageView) -> Iterator[Found]:
    """Yield what stands behind initials, a form of address or a role: particles, a capital, and a second one."""
    for at in range(len(view)):
        initial = view.is_initials(at) and not view.is_initials(at - 1)
        titled = not initial and shows_person(view, at) == "strong"
        if not (initial or titled):
            continue
        head = at + 1
        while head < len(view) and view.is_initials(head):
            head += 1
        start = at if initial else at + 1
        _, head = read_particles(view, head)
        for end in (head + 1, head + 2):
            inside = range(start + 1, end)
            if end > len(view) or not view.is_capital(end - 1) or any(view.begins_sentence(index) for index in inside):
                break
            if titled and view.begins_sentence(start):
                break
            yield _name(view, start, end)


def _find_parts(view: PassageView, persons: Sequence[Found]) -> Iterator[Found]:
    """Yield names without their first or last word: what runs on over the end of a line holds a name too many."""
    for item in persons:
        if not SHORTEST <= item.end - item.start <= LONGEST:
            continue
        if any(view.word(at) == "," for at in range(item.start, item.end)):
            continue
        for start, end in ((item.start, item.end - 1), (item.start + 1, item.end)):
            if view.is_capital(end - 1) and not view.is_particle(end - 1) and view.word(start)[:1].isupper():
                yield _name(view, start, end)


def _list_labels(views: Sequence[PassageView]) -> frozenset[str]:
    counts = Counter(view.word(at) for view in views for at in _label_places(view))
    return frozenset(word for word, count in counts.items() if count >= LABELS)


def _label_places(view: PassageView) -> Iterator[int]:
    """Yield the words in capitals with a colon behind them that open a sentence: "SLOOT: Ja."."""
    for at, word in enumerate(view.words):
        if view.word(at + 1) != ":" or not view.opens(at) or len(word) < LEAST_LABEL:
            continue
        is_name = word.isupper() and word.replace("-", "").isalpha() and not is_ordinary_word(word)
        if is_name and not view.lexicon.is_excluded(word.capitalize()):
            yield at


def _name(view: PassageView, start: int, end: int) -> Found:
    found = read_person(view, start, end)
    if found is not None and (found.start, found.end, found.kind) == (start, end, "person"):
        return found
    name = join_words([view.form(at) for at in range(start, end)])
    return Found(start, end, "person", name, (), name)
