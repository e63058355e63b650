"""Bare names in pieces that can be compared: given names, initials, surname with its particles."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from graph.people.folding import fold
from graph.people.lexicon import PARTICLES

SUFFIXES = frozenset("jr. jr sr. sr junior senior".split())
INITIAL = re.compile(r"(?:[a-z]{1,3}\.-?)+")


CODE = re.compile(r"[A-ZÀ-Þ](?:[vdtl]{0,2}[A-ZÀ-Þ]){1,3}")
"""Initials of somebody without full stops: "JvD"."""


@dataclass(frozen=True, slots=True)
class NameParts:
    """Folded words of a name (no accents, no capitals); ``given`` and ``surname`` are runs of ``words``."""

    words: tuple[str, ...]
    given: tuple[str, ...]
    surname: tuple[str, ...]

    @property
    def is_full(self) -> bool:
        """Return whether the name has both a given name (or initials) and a surname."""
        return bool(self.given and self.surname)

    @property
    def has_initials_only(self) -> bool:
        """Return whether all given names are initials."""
        return bool(self.given) and all(INITIAL.fullmatch(word) for word in self.given)


@lru_cache(maxsize=50_000)
def split_name(name: str) -> NameParts:
    """Return the parts of a bare name.

    >>> split_name("Paul ’t Hart").surname
    ("'t", 'hart')
    >>> split_name("Gonnie Deckers-van Mol").surname
    ('deckers-van', 'mol')
    """
    words = tuple(fold(name).split())
    if len(words) > 1 and words[-1] in SUFFIXES:
        rest = split_name(" ".join(words[:-1]))
        # "Jan Mol jr." is as full as "Jan Mol", but the words stay apart: there may be a "Jan Mol sr."
        return NameParts(words, rest.given, (*rest.surname, words[-1]))
    cut = next((index for index, word in enumerate(words) if word in PARTICLES and index + 1 < len(words)), None)
    if cut is None or any("-" in word for word in words[:cut]):
        joint = next((index for index, word in enumerate(words[:-1]) if index and _opens_double(word)), None)
        cut = cut if joint is None else joint
    if cut is None:
        cut = max(len(words) - 1, 0)
        if len(words) == 1 or INITIAL.fullmatch(words[-1] if words else ""):
            return NameParts(words, (), words)
    return NameParts(words, words[:cut], words[cut:])


def _opens_double(word: str) -> bool:
    """Return whether a double surname begins with ``word``, its second half with a particle: "Deckers-van Mol"."""
    first, mark, second = word.rpartition("-")
    return bool(first and mark) and second in PARTICLES


def agree_given(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Return whether two rows of given names can belong to one person: "J.R." and "Johan Rudolph"."""
    left, right = _spell(one), _spell(other)
    return bool(left and right) and all(_agree(a, b) for a, b in zip(left, right, strict=False))


@lru_cache(maxsize=50_000)
def _spell(given: tuple[str, ...]) -> tuple[str, ...]:
    pieces: list[str] = []
    for word in given:
        if INITIAL.fullmatch(word):
            pieces.extend(piece.lstrip("-") + "." for piece in word.split(".") if piece.strip("-"))
        else:
            pieces.extend(piece for piece in word.split("-") if piece)
    return tuple(pieces)


def _agree(one: str, other: str) -> bool:
    if one.endswith("."):
        return other.startswith(one[:-1])
    if other.endswith("."):
        return one.startswith(other[:-1])
    return one == other


def list_short_forms(full: NameParts) -> list[tuple[tuple[str, ...], str]]:
    """Return the short forms of a full name with what they are: surname, end of a double surname, first name(s).

    >>> list_short_forms(split_name("Paul 't Hart"))
    [(("'t", 'hart'), 'achternaam'), (('paul',), 'voornaam')]
    """
    if not full.is_full:
        return []
    words = drop_suffix(full.words)
    forms = [
        (end[cut:], "achternaam")
        for end in dict.fromkeys((full.words, words))
        for cut in range(1, len(words))
        if end[cut - 1] not in PARTICLES and not INITIAL.fullmatch(end[cut])
    ]
    if not full.has_initials_only:
        forms += [(full.given[:cut], "voornaam") for cut in range(1, len(full.given) + 1)]
    return forms


def drop_suffix(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words without "jr." or "senior" behind them.

    >>> drop_suffix(("mol", "jr."))
    ('mol',)
    """
    return words[:-1] if len(words) > 1 and words[-1] in SUFFIXES else words


def split_surname(surname: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Return the two halves of a double surname, or nothing: "van der Plaats-Offringa".

    >>> split_surname(("van", "der", "plaats-offringa"))
    [('van', 'der', 'plaats'), ('offringa',)]
    >>> split_surname(("visch-van", "den", "bosch"))
    [('visch',), ('van', 'den', 'bosch')]
    """
    for index, word in enumerate(surname):
        left, mark, right = re.sub("[–—]", "-", word).partition("-")
        if mark and len(left) > 2 and (right or index + 1 < len(surname)):
            return [(*surname[:index], left), (*([right] if right else []), *surname[index + 1 :])]
    return []


def list_codes(full: NameParts) -> set[str]:
    """Return, in small letters, the initials by which minutes call somebody: "JvD", "JD", "KJT".

    >>> sorted(list_codes(NameParts((), ("joris",), ("van", "dam"))))
    ['jd', 'jvd']
    >>> sorted(list_codes(NameParts((), ("klaas", "jan"), ("trip",))))
    ['kj', 'kjt', 'kt']
    """
    given = [piece[0] for word in full.given for piece in re.split(r"[.-]", word) if piece]
    last = [
        (piece[0], piece in PARTICLES) for word in full.surname for piece in word.replace("'", "").split("-") if piece
    ]
    every, bold = "".join(letter for letter, _ in last), "".join(letter for letter, small in last if not small)
    runs = {"".join(given), given[0] if given else ""}
    codes = {run + end for run in runs for end in (every, bold, bold[:1])} | {"".join(given)}
    return {code for code in codes if len(code) > 1}


def is_code(surface: str) -> bool:
    """Return whether a name is written as initials without full stops.

    >>> [is_code(name) for name in ("JvD", "HD", "Jan", "DE VRIES", "Bo")]
    [True, True, False, False, False]
    """
    return bool(CODE.fullmatch(surface))
