"""A name that was found once is found again in the whole document: surnames, first names, "Jan en Piet"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from graph.people.lexicon import is_ordinary_word
from graph.people.passage import PassageView
from graph.people.persons import ARTICLES, SAYING, is_unknown
from graph.people.roles import shows_person
from graph.people.spans import Found, join_words

PLACE_WORDS = frozenset("in te uit naar gemeente bij rond stad vanuit richting".split())
ARTICLED = ("'t", "d'", "l'")
HYPHEN = re.compile("[-/]")


@dataclass(frozen=True, slots=True)
class _Known:
    """The names of the persons that a document holds; ``beginnings`` are their first words in small letters."""

    surnames: frozenset[str]
    given: frozenset[str]
    beginnings: frozenset[str]


def spread_names(views: Sequence[PassageView], found: Sequence[list[Found]]) -> None:
    """Add to ``found`` (one list a passage) the further mentions of persons that it already holds."""
    known = _gather(found)
    for view, spans in zip(views, found, strict=True):
        taken = {index for span in spans for index in range(span.start, span.end)}
        full = {index for span in spans if span.given and span.surname for index in (span.start, span.end - 1)}
        for at, word in enumerate(view.words):
            if not (word[:1].isupper() or word[:2] in ARTICLED or view.capitals[at]) or at in taken:
                continue
            match = _match(view, at, known, taken)
            if match is None:
                match = _match_in_row(view, at, full)
                if match:
                    full.update((match.start, match.end - 1))
            if match and not taken.intersection(range(match.start, match.end)):
                spans.append(match)
                taken.update(range(match.start, match.end))
        spans.sort(key=lambda span: span.start)


def _gather(found: Sequence[list[Found]]) -> _Known:
    persons = [span for spans in found for span in spans if span.kind == "person"]
    surnames = frozenset(span.surname for span in persons if span.surname)
    given = frozenset(span.given[0] for span in persons if span.given and not span.given[0].endswith("."))
    firsts = {first.lower() for name in surnames | given for first in name.split()[:1]}
    # a name that was parted at its hyphen begins with the word up to there: "Aarts-" of "Aarts-de Koning"
    parted = {first[: match.end()] for first in firsts for match in HYPHEN.finditer(first)}
    return _Known(surnames, given, frozenset(firsts | parted))


def _match(view: PassageView, at: int, known: _Known, taken: set[int]) -> Found | None:
    if view.is_shouted or (view.is_title_case and len(view) > 3):
        return None
    word = view.word(at)
    if not (word[:1].isupper() or word[:2] in ARTICLED):
        return None
    if at > 0 and at - 1 not in taken and view.is_capital(at - 1) and not view.opens(at - 1):
        return None
    if view.word(at - 1).lower() in ARTICLES and not view.begins_sentence(at) and word != "'t":
        return None
    low = view.form(at).lower()
    if low in known.beginnings or low.removesuffix("s") in known.beginnings:
        match = _match_known(view, at, known)
        if match:
            return match
    return _match_beside(view, at, taken)


def _match_known(view: PassageView, at: int, known: _Known) -> Found | None:
    """Return the longest known surname, or else the known given name, that begins at ``at``."""
    for end in range(min(at + 5, len(view)), at, -1):
        if any(view.begins_sentence(index) for index in range(at + 1, end)):
            continue
        words = [view.form(index) for index in range(at, end)]
        if end - at == 1:
            words = [_bare(words[0], known)]
        whole = join_words(words)
        small = whole[0].lower() + whole[1:] if view.is_particle(at) else whole
        small = small if small in known.surnames else _small(view, at, end, words)
        if small in known.surnames and _is_name_here(view, at, end, small):
            return Found(at, end, "person", whole, (), small)
        if end - at == 1 and words[0] in known.given and _is_name_here(view, at, end, words[0]):
            return Found(at, end, "person", words[0], (words[0],), "")
    return None


def _bare(word: str, known: _Known) -> str:
    """Take the possessive -s off a known name: "Arnes"."""
    if word not in known.surnames and word not in known.given and word.endswith("s"):
        bare = word[:-1]
        if (bare in known.surnames or bare in known.given) and not is_ordinary_word(word):
            return bare
    return word


def _small(view: PassageView, at: int, end: int, words: list[str]) -> str:
    return join_words([w.lower() if view.is_particle(at + i) else w for i, w in enumerate(words)])


def _is_name_here(view: PassageView, at: int, end: int, name: str) -> bool:
    before, after = view.word(at - 1), view.word(end)
    if view.is_capital(end) and not view.begins_sentence(end) and (view.form(end) in view.lexicon.heads_after):
        return False
    if after == "-" and end < len(view) and view.tokens[end - 1].end == view.tokens[end].start:
        return False
    head = name.split()[-1]
    if head in view.lexicon.places and before.lower() in PLACE_WORDS:
        return False
    if not view.opens(at) or not is_ordinary_word(view.form(at)):
        return True
    if end - at > 1:
        return True
    return view.is_speech(end) or after in ("'", "(", "is", "heeft", "was", "had") or bool(shows_person(view, at - 1))


def _match_beside(view: PassageView, at: int, taken: set[int]) -> Found | None:
    """Return a first name that opens a sentence and is joined to a found person: "Jan en Piet de Vries"."""
    word = view.form(at)
    if not view.lexicon.is_first_name(word) or not view.is_capital(at):
        return None
    beside = (at + 1, at + 2), (at - 1, at - 2)
    joined = any(view.word(link) in ("en", "of", "tot") and other in taken for link, other in beside)
    if joined and (view.lexicon.is_plain_first_name(word) or view.word(at - 1) in SAYING):
        return Found(at, at + 1, "person", word, (word,), "")
    return None


def _match_in_row(view: PassageView, at: int, full: set[int]) -> Found | None:
    """Return two unknown words in a row of full names: "Jan de Vries, Saira Sadloe en Piet Smit"."""
    if not (is_unknown(view, at) and is_unknown(view, at + 1)) or view.opens(at) or view.begins_sentence(at + 1):
        return None
    if view.is_capital(at + 2) or view.is_particle(at + 2) or view.word(at + 2) == "&":
        return None
    before = view.word(at - 1) in (",", "en", "/", ";") and at - 2 in full
    after = view.word(at + 2) in (",", "en", "/", ";") and at + 3 in full
    if not (before or after):
        return None
    first, second = view.form(at), view.form(at + 1)
    return Found(at, at + 2, "person", f"{first} {second}", (first,), second)
