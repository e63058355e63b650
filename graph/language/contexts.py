"""Conditions under which a term of a concept means something else: words near it, before or after it, parts of speech.

A condition is a line of parts divided by ``&`` or ``+``; a part is a row of words. A word stands for itself as
written or as a lemma; ``a/b`` is one of several, ``spoor*`` and ``*lijn`` go by beginning or end, ``verbond:zn`` asks
for a kind of word as well, and ``*:plaats`` is any word of that kind. Between two words ``*`` stands for one to three
words and ``…`` for any number within the clause. The condition holds for a mention if one of the parts runs over it
and every other part is found near it in the same sentence; a part behind a ``+`` may stand in the sentence before as
well. None of the parts behind a ``!`` may be there.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from zlib import crc32

from spacy.tokens import Doc, Token

from graph.rows import Kind, LabelPattern

NEAR = 10
"""Words on either side of a mention."""
LONGEST_GAP = 12
LONGEST_NAME = 60
NAME_KINDS: dict[str, Kind] = {
    "PER": "person", "PERSON": "person", "ORG": "organisation", "LOC": "place", "GPE": "place", "FAC": "place",
}  # fmt: skip
"""Kinds of names by the labels of our own pipeline and of spaCy's nl_core_news pipelines."""
NAMES: dict[str, Kind] = {"plaats": "place", "persoon": "person", "organisatie": "organisation"}
KINDS = {
    "zn": frozenset(("NOUN", "PROPN")),
    "ww": frozenset(("VERB", "AUX")),
    "bn": frozenset(("ADJ",)),
} | {name: frozenset(label for label, kind in NAME_KINDS.items() if kind == NAMES[name]) for name in NAMES}
CLAUSE_MARKS = frozenset(".,;:!?()–—…")
CLAUSE_OPENERS = frozenset(
    "omdat als toen terwijl zodat want maar doordat wanneer zoals hoe wie die dat om waar waardoor waarin".split()
)


@dataclass(frozen=True, slots=True)
class _Word:
    """One place in a part; ``gap`` is how many words at most may stand before it, ``least`` how many must."""

    forms: frozenset[str]
    starts: tuple[str, ...]
    ends: tuple[str, ...]
    kind: str
    least: int
    gap: int

    def fits(self, token: Token) -> bool:
        if self.kind in NAMES and token.ent_type_ not in KINDS[self.kind]:
            return False
        # A pipeline without parts of speech cannot tell; then the condition on them does not hold.
        if self.kind and self.kind not in NAMES and token.pos_ not in KINDS[self.kind]:
            return False
        low = token.lower_
        if not self.forms and not self.starts and not self.ends:
            return True
        return low in self.forms or token.lemma_ in self.forms or low.startswith(self.starts) or low.endswith(self.ends)


@dataclass(frozen=True, slots=True)
class _Part:
    words: tuple[_Word, ...]
    may_precede: bool = False  # stands in the sentence before, perhaps
    is_absent: bool = False

    def is_among(self, doc: Doc, places: Sequence[int], here: int) -> bool:
        """Say whether the part is found at one of ``places``; ``here`` is where the sentence begins."""
        return any(
            (self.may_precede or place >= here)
            and self.words[0].fits(doc[place])
            and _follows(doc, self.words[1:], place)
            for place in places
        )


@dataclass(frozen=True, slots=True)
class _Condition:
    name: str
    parts: tuple[_Part, ...]

    def holds(self, doc: Doc, start: int, end: int) -> bool:
        over = [
            part
            for part in self.parts
            if not part.is_absent and any(_runs_over(doc, part.words, place) for place in range(start, end))
        ]
        if not over:
            return False
        before, here, after = _sentences_around(doc, start, end)
        # A compound of the term says nothing about the term itself: "geen treinverbinding maar verbinding".
        own = doc[end - 1].lower_, doc[end - 1].lemma_
        near = [
            place
            for place in range(max(before, start - NEAR), min(after, end + NEAR))
            if start <= place < end or not doc[place].lower_.endswith(own)
        ]
        return all(part is over[0] or part.is_among(doc, near, here) != part.is_absent for part in self.parts)


class Conditions:
    """The conditions of all concepts."""

    def __init__(self, patterns: Iterable[LabelPattern]) -> None:
        self._conditions: dict[str, list[_Condition]] = {}
        for pattern in patterns:
            condition = _read(pattern.words)
            if condition.parts:
                self._conditions.setdefault(pattern.concept_id, []).append(condition)

    def hold(self, doc: Doc, start: int, end: int, concept_id: str) -> bool:
        """Return whether tokens start..end mean something else than the concept that they look like."""
        return any(condition.holds(doc, start, end) for condition in self._conditions.get(concept_id, ()))

    def find(self, doc: Doc, start: int, end: int, concept_id: str) -> list[str]:
        """Return the names of all conditions of a concept that hold for tokens start..end."""
        return [
            condition.name for condition in self._conditions.get(concept_id, ()) if condition.holds(doc, start, end)
        ]

    def list_names(self, concept_id: str) -> list[str]:
        """Return the names of the conditions of a concept."""
        return [condition.name for condition in self._conditions.get(concept_id, ())]


def _read(words: Sequence[str]) -> _Condition:
    parts: list[_Part] = []
    part: list[_Word] = []
    least = gap = 0
    is_absent = may_precede = False
    for text in (*words, "&"):
        if text in ("&", "+"):
            if part:
                parts.append(_Part(tuple(part), may_precede, is_absent))
            part, least, gap, is_absent, may_precede = [], 0, 0, False, text == "+"
        elif text == "*":
            least, gap = 1, 3
        elif text == "…":
            least, gap = 0, LONGEST_GAP
        else:
            if not part and text.startswith("!"):
                is_absent, text = True, text[1:]
            part.append(_read_word(text, least, gap))
            least = gap = 0
    return _Condition(_shorten(" ".join(words)), tuple(parts))


def _shorten(text: str) -> str:
    """Return a name for a condition: itself, or its beginning with figures that tell it from others."""
    return text if len(text) <= LONGEST_NAME else f"{text[:LONGEST_NAME]}… {crc32(text.encode()):08x}"


def _read_word(text: str, least: int, gap: int) -> _Word:
    before, _, kind = text.rpartition(":")
    if kind not in KINDS:
        before, kind = text, ""
    forms = [form for form in before.lower().split("/") if form.strip("*")]
    return _Word(
        frozenset(form for form in forms if "*" not in form),
        tuple(form[:-1] for form in forms if form.endswith("*")),
        tuple(form[1:] for form in forms if form.startswith("*")),
        kind,
        least,
        gap,
    )


def _sentences_around(doc: Doc, start: int, end: int) -> tuple[int, int, int]:
    """Return where the sentence before tokens start..end begins, their own, and the one after; no farther than near."""
    first, last = max(start - NEAR, 0), min(end + NEAR, len(doc))
    here, after = start, end
    while here > first and not doc[here].is_sent_start:
        here -= 1
    before = max(here - 1, first)
    while before > first and not doc[before].is_sent_start:
        before -= 1
    while after < last and not doc[after].is_sent_start:
        after += 1
    return before, here, after


def _runs_over(doc: Doc, part: Sequence[_Word], place: int) -> bool:
    return any(
        word.fits(doc[place]) and _follows(doc, part[number + 1 :], place) and _precedes(doc, part[: number + 1], place)
        for number, word in enumerate(part)
    )


def _follows(doc: Doc, rest: Sequence[_Word], place: int) -> bool:
    """Say whether ``rest`` is found after token ``place``."""
    if not rest:
        return True
    word = rest[0]
    for gap, at in enumerate(range(place + 1, min(place + word.gap + 2, len(doc)))):
        if gap >= word.least and word.fits(doc[at]) and _follows(doc, rest[1:], at):
            return True
        if _ends_clause(doc, at, gap):
            return False
    return False


def _precedes(doc: Doc, part: Sequence[_Word], place: int) -> bool:
    """Say whether the words of ``part`` but the last are found before token ``place``, which fits the last."""
    if len(part) == 1:
        return True
    last, before = part[-1], part[:-1]
    for at in range(place - 1, max(place - last.gap - 2, -1), -1):
        gap = place - at - 1
        # A clause may open right after a word ("aan die bijdrage … verbonden"), not further on.
        if (
            gap >= last.least
            and before[-1].fits(doc[at])
            and _precedes(doc, before, at)
            and not any(_ends_clause(doc, inside, inside - at - 1) for inside in range(at + 1, place))
        ):
            return True
        if doc[at].text in CLAUSE_MARKS:
            return False
    return False


def _ends_clause(doc: Doc, at: int, gap: int) -> bool:
    token = doc[at]
    if token.text in CLAUSE_MARKS or token.is_sent_start:
        return True
    return token.lower_ in CLAUSE_OPENERS if gap else token.lower_ in ("en", "of")
