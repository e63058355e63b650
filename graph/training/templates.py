"""Fill the open places of our own template sentences with names and words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from random import Random

from graph.marked.texts import Mark, MarkedText
from graph.training.variety import Varier

SLOT = re.compile(r"\{(\w+)(?::(\w))?\}")
MONTHS = "januari februari maart april mei juni juli augustus september oktober november december".split()


def read_templates(path: Path) -> list[str]:
    """Return the templates of a file, one a line; ``\\n`` in a line is a line break."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.replace("\\n", "\n") for line in lines if line.strip() and not line.startswith("#")]


class Filler:
    """Fill templates with names from a :class:`Varier` and with ordinary words."""

    def __init__(self, varier: Varier, words: Sequence[str], roles: Sequence[str], rng: Random) -> None:
        self._varier = varier
        self._words = words
        self._roles = roles
        self._rng = rng

    def fill(self, template: str) -> MarkedText:
        """Return the template with every place filled and its names marked."""
        bearers: dict[str, tuple[str, str]] = {}
        pieces: list[str] = []
        marks: list[Mark] = []
        at = length = 0
        for match in SLOT.finditer(template):
            kind, key = match[1], match[2] or ""
            before, surface = template[at : match.start()], self._choose(kind, key, bearers)
            length += len(before)
            label = {"org": "ORG", "loc": "LOC"}.get(kind, "PER" if key else "")
            if label:
                marks.append(Mark(length, length + len(surface), label, key))
            pieces += [before, surface]
            length += len(surface)
            at = match.end()
        pieces.append(template[at:])
        return MarkedText("".join(pieces), tuple(_join_letters(marks, "".join(pieces))), "template")

    def _choose(self, kind: str, key: str, bearers: dict[str, tuple[str, str]]) -> str:
        rng, varier = self._rng, self._varier
        if key:
            first, last = bearers.setdefault(key, (varier.first(), varier.surname()))
            big = last if last[0] == "'" else last[0].upper() + last[1:]
            small = last if rng.random() < 0.9 else big
            *particles, head = last.split()
            return {
                "first": first,
                "last": big,
                "full": f"{first} {small}",
                "ini": f"{varier.initials()} {small}",
                "rev": ", ".join([head, " ".join([varier.initials(), *particles])]),
                "caps": last.upper(),
                "small": last,
                "nick": varier.nicknamed(first, small),
                "king": f"{first} {rng.choice(('I', 'II', 'III', 'IV', 'V', 'VI', 'XIV'))}",
            }[kind]
        if kind in ("org", "loc"):
            return varier.organisation() if kind == "org" else varier.place()
        if kind == "num":
            return str(rng.randint(1, 99))
        if kind == "year":
            return str(rng.randint(1850, 2024))
        if kind == "letter":
            return rng.choice("ABDEGHJKLMPRSTVWZ")
        if kind == "month":
            return rng.choice(MONTHS)
        if kind == "role":
            return rng.choice(self._roles)
        word = rng.choice(self._words)
        return word[0].upper() + word[1:] if kind == "Word" else word


def _join_letters(marks: Sequence[Mark], text: str) -> list[Mark]:
    """Take the initial after a first name ("Ramon V.") into the name."""
    joined = []
    for mark in marks:
        match = re.compile(r" [A-Z]\.").match(text, mark.end) if mark.label == "PER" else None
        joined.append(mark._replace(end=match.end()) if match else mark)
    return joined
