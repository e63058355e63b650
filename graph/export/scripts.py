"""Text in the order in which it is drawn: right-to-left words turned, Arabic letters joined. For PDF and PNG.

A plain reading of the rules for names and titles of one line, not the whole Unicode Bidirectional Algorithm.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

RIGHT = ("R", "AL")
MIRRORED = str.maketrans("()[]{}<>«»‹›", ")(][}{><»«›‹")
INVISIBLE = ("Cf", "Cc")
VARIATIONS = {*map(chr, range(0xFE00, 0xFE10))}


# Signs that turn the order of all that follows: in a name they only mislead.
OVERRIDES = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])


def without_overrides(text: str) -> str:
    """Return ``text`` for a program that orders it by itself, without the signs that force an order upon it."""
    return text.translate(OVERRIDES)


def order_for_drawing(text: str) -> str:
    """Return ``text`` as its signs follow each other from left to right on paper; signs without a shape are left out.

    >>> order_for_drawing("abc")
    'abc'
    """
    seen = "".join(c for c in text if unicodedata.category(c) not in INVISIBLE and c not in VARIATIONS)
    if not any(unicodedata.bidirectional(c) in RIGHT for c in seen):
        return seen
    return _reorder(_join_letters(seen))


def _reorder(text: str) -> str:
    directions = [_direction(c) for c in text]
    base = next((d for d in directions if d in ("L", "R")), "L")
    # Numbers go along with the words before them.
    strong = base
    for place, direction in enumerate(directions):
        if direction == "N":
            directions[place] = strong
        elif direction:
            strong = direction
    # Spaces and marks take the direction of both sides where those agree, and else that of the whole.
    filled = list(directions)
    for place, direction in enumerate(directions):
        if not direction:
            before = next((d for d in reversed(filled[:place]) if d), base)
            after = next((d for d in directions[place:] if d), base)
            filled[place] = before if before == after else base
    runs: list[tuple[str, str]] = []
    for letter, direction in zip(text, filled, strict=True):
        if runs and runs[-1][0] == direction:
            runs[-1] = (direction, runs[-1][1] + letter)
        else:
            runs.append((direction, letter))
    drawn = [_turn(run) if direction == "R" else run for direction, run in runs]
    return "".join(reversed(drawn) if base == "R" else drawn)


def _turn(run: str) -> str:
    # Numbers are read from left to right in every script.
    return re.sub(r"\d+(?:[-+.,:/]\d+)*", lambda found: found[0][::-1], run[::-1].translate(MIRRORED))


def _direction(letter: str) -> str:
    kind = unicodedata.bidirectional(letter)
    if kind in RIGHT or kind == "NSM":
        return "R"
    return {"L": "L", "EN": "N", "AN": "N"}.get(kind, "")


@cache
def _forms() -> dict[str, dict[str, str]]:
    """Return for every Arabic letter, or lam with alef, its isolated, initial, medial and final forms."""
    forms: dict[str, dict[str, str]] = {}
    for code in (*range(0xFB50, 0xFDD0), *range(0xFE70, 0xFEFD)):
        kind, _, parts = unicodedata.decomposition(chr(code)).partition(" ")
        letters = "".join(chr(int(part, 16)) for part in parts.split())
        if kind in ("<isolated>", "<initial>", "<medial>", "<final>") and (
            len(letters) == 1
            or (len(letters) == 2 and letters[0] == "\u0644" and letters[1] in "\u0622\u0623\u0625\u0627")
        ):
            forms.setdefault(letters, {}).setdefault(kind[1:-1], chr(code))
    return forms


def _join_letters(text: str) -> str:
    forms = _forms()
    units: list[str] = []
    for letter in text:
        if units and units[-1] + letter in forms:
            units[-1] += letter
        else:
            units.append(letter)

    def joins_next(unit: str) -> bool:
        return "initial" in forms.get(unit, {})

    drawn = []
    for place, unit in enumerate(units):
        own = forms.get(unit)
        if own is None:
            drawn.append(unit)
            continue
        after_one = place > 0 and joins_next(units[place - 1]) and "final" in own
        before_one = joins_next(unit) and place + 1 < len(units) and "final" in forms.get(units[place + 1], {})
        kind = {(True, True): "medial", (True, False): "final", (False, True): "initial"}.get(
            (after_one, before_one), "isolated"
        )
        drawn.append(own.get(kind, unit))
    return "".join(drawn)
