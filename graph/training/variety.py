"""Vary marked texts so that a model learns contexts and shapes, not the names that happen to stand in the corpus."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from graph.marked.texts import Mark, MarkedText
from graph.people.lexicon import list_elsewhere

PARTICLES = frozenset("van der de den ter ten te 't op in von di el al bin da la le d'".split())
LONGEST = 40
ELSEWHERE = 0.25
"""How often a name is drawn from the list of names from everywhere."""


@dataclass(frozen=True, slots=True)
class Pools:
    """Names to put in the place of others, each list in a fixed order."""

    first: Sequence[str]
    surnames: Sequence[str]  # with their particles
    persons: Sequence[str]  # whole names out of the corpora
    places: Sequence[str]
    organisations: Sequence[str]
    first_elsewhere: Sequence[str] = ()  # of all countries
    surnames_elsewhere: Sequence[str] = ()


def make_pools(names: Path, texts: Iterable[MarkedText]) -> Pools:
    """Return pools out of the lists of names in folder ``names`` and the marks of ``texts``."""
    by_label: dict[str, set[str]] = {"PER": set(), "LOC": set(), "ORG": set()}
    for text in texts:
        for mark in text.marks:
            surface = text.text[mark.start : mark.end]
            if mark.label in by_label and 2 < len(surface) <= LONGEST and "\n" not in surface:
                by_label[mark.label].add(surface)
    elsewhere = list_elsewhere(names)
    return Pools(
        first=_read(names / "first_names.txt"),
        surnames=_read(names / "surnames.txt"),
        persons=sorted(name for name in by_label["PER"] if " " in name and name[0].isupper()),
        places=sorted({*by_label["LOC"], *_read(names / "places.txt")}),
        organisations=sorted({*by_label["ORG"], *_read(names / "organisations.txt")}),
        first_elsewhere=[name for name, kinds in elsewhere.items() if kinds == "G"],
        surnames_elsewhere=[name for name, kinds in elsewhere.items() if kinds == "U"],
    )


def _read(path: Path) -> list[str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    words = [line.split("\t")[0].strip().replace("’", "'") for line in lines if not line.startswith("#")]
    return [word for word in words if word]


class Varier:
    """Make variants of marked texts with one generator of chances."""

    def __init__(self, pools: Pools, rng: Random) -> None:
        self._pools = pools
        self._rng = rng
        self._first_names = frozenset(pools.first)
        self._surnames = frozenset(pools.surnames)

    def vary(self, text: MarkedText, persons: float = 0.75, things: float = 0.4) -> MarkedText:
        """Return ``text`` with other names; each is swapped with the chance given for its kind."""
        bearers: dict[str, tuple[str, str]] = {}

        def swap(surface: str, mark: Mark) -> str:
            chance = persons if mark.label == "PER" else things
            if self._rng.random() >= chance or not any(letter.isupper() for letter in surface):
                return surface
            if mark.label == "PER":
                return self._swap_person(surface, bearers)
            return self.place() if mark.label == "LOC" else self.organisation()

        return replace_marks(text, swap)

    def _swap_person(self, surface: str, bearers: dict[str, tuple[str, str]]) -> str:
        words = surface.split()
        key = words[-1]
        if len(words) > 1 and words[0][0].isupper() and words[0].lower() not in PARTICLES:
            if self._rng.random() < 0.15 and self._pools.persons:
                return self._rng.choice(self._pools.persons)
            first, last = bearers.setdefault(key, (self.first(), self.surname()))
            bearers[words[0]] = (first, last)
            return self._join_full(surface, first, last)
        if key in bearers:
            first, last = bearers[key]
            return (
                first
                if len(words) == 1 and key not in surface.split()[:-1] and self._rng.random() < 0.3
                else _big(last)
            )
        if len(words) == 1 and key in self._first_names and key not in self._surnames:
            return self.first()
        return _big(self.surname())

    def _join_full(self, surface: str, first: str, last: str) -> str:
        if surface[1:2] == ".":
            return f"{self.initials()} {last}"
        if self._rng.random() < 0.04:
            return f"{first} {self._rng.choice('ABCDEFGHJKLMPRSTVW')}. {last}"
        if self._rng.random() < 0.03:
            return f"{first} {_big(last)}"
        if self._rng.random() < 0.02:
            return self.nicknamed(first, last)
        return f"{first} {last}"

    def initials(self) -> str:
        """Return one to three initials with full stops."""
        letters = [self._rng.choice("ABCDEFGHIJKLMNPRSTVWZ") + "." for _ in range(self._rng.choice((1, 1, 2, 2, 3)))]
        return self._rng.choice(("", " ")).join(letters)

    def nicknamed(self, first: str, last: str) -> str:
        """Return a full name with a nickname in quotes or brackets."""
        left, right = self._rng.choice(("()", "''", '""'))
        return f"{first} {left}{self.first()}{right} {last}"

    def place(self) -> str:
        """Return a place."""
        return self._rng.choice(self._pools.places)

    def organisation(self) -> str:
        """Return an organisation."""
        return self._rng.choice(self._pools.organisations)

    def first(self) -> str:
        """Return a first name, sometimes one that stands in no list."""
        name = self._draw(self._pools.first, self._pools.first_elsewhere)
        chance = self._rng.random()
        if chance < 0.12:
            return self._blend(name, self._rng.choice(self._pools.first))
        if chance < 0.16 and "-" not in name:
            return f"{name}-{self._rng.choice(self._pools.first)}"
        return name

    def surname(self) -> str:
        """Return a surname with its particles, sometimes one that stands in no list."""
        name = self._draw(self._pools.surnames, self._pools.surnames_elsewhere)
        chance = self._rng.random()
        if chance < 0.32:
            *before, head = name.split()
            other = self._rng.choice(self._pools.surnames).split()[-1]
            return " ".join([*before, self._blend(head, other)])
        if chance < 0.37:
            other = self._rng.choice(self._pools.surnames)
            return f"{name}-{other if self._rng.random() < 0.5 else _big(other)}"
        return name

    def _draw(self, near: Sequence[str], elsewhere: Sequence[str]) -> str:
        return self._rng.choice(elsewhere if elsewhere and self._rng.random() < ELSEWHERE else near)

    def _blend(self, one: str, other: str) -> str:
        """Return a name that stands in no list: the head of one with the tail of another."""
        if len(one) < 4 or len(other) < 5:
            return one
        return one[: self._rng.randint(2, len(one) - 1)] + other[self._rng.randint(2, len(other) - 2) :].lower()


def _big(name: str) -> str:
    return name if name[0] == "'" else name[0].upper() + name[1:]


def replace_marks(text: MarkedText, swap: Callable[[str, Mark], str]) -> MarkedText:
    """Return ``text`` with every marked surface replaced by what ``swap`` gives for it; other characters stay."""
    pieces: list[str] = []
    marks: list[Mark] = []
    at = length = 0
    for mark in text.marks:
        before, surface = text.text[at : mark.start], swap(text.text[mark.start : mark.end], mark)
        length += len(before)
        pieces += [before, surface]
        marks.append(Mark(length, length + len(surface), mark.label, mark.key))
        length += len(surface)
        at = mark.end
    pieces.append(text.text[at:])
    return MarkedText("".join(pieces), tuple(marks), text.source, text.document)


def join_texts(texts: Sequence[MarkedText], between: str = " ") -> MarkedText:
    """Return texts that follow on each other as one."""
    pieces: list[str] = []
    marks: list[Mark] = []
    length = 0
    for text in texts:
        marks.extend(Mark(m.start + length, m.end + length, m.label, m.key) for m in text.marks)
        pieces.append(text.text)
        length += len(text.text) + len(between)
    return MarkedText(between.join(pieces), tuple(marks), texts[0].source, texts[0].document)


def group_texts(texts: Sequence[MarkedText], rng: Random, most: int = 4) -> list[MarkedText]:
    """Return sentences in runs of 1 to ``most`` that follow each other in one document."""
    runs: list[list[MarkedText]] = []
    room = 0
    for text in texts:
        if room == 0 or runs[-1][0].document != text.document:
            runs.append([])
            room = rng.randint(1, most)
        runs[-1].append(text)
        room -= 1
    return [join_texts(run) for run in runs]


def shout(text: MarkedText) -> MarkedText:
    """Return ``text`` in capitals, as a heading."""
    if len(text.text.upper()) != len(text.text):
        return text
    return MarkedText(text.text.upper(), text.marks, text.source, text.document)


def whisper(text: MarkedText) -> MarkedText:
    """Return ``text`` without capitals."""
    if len(text.text.lower()) != len(text.text):
        return text
    return MarkedText(text.text.lower(), text.marks, text.source, text.document)
