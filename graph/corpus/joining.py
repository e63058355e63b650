"""Words that were broken over a line end are made whole; hyphens that belong to the word stay."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache

from wordfreq import zipf_frequency

_LAST_PART = re.compile(r"([\w’'.]+(?:-[\w’'.]+)*)[-‐]$")
_FIRST_PART = re.compile(r"[^\W\d_]+")
_HYPHENATED = re.compile(r"(?<![^\W\d_])[^\W\d_]+(?:-[^\W\d_]+)+")
# First halves that Dutch writes with a hyphen before a second half of the same rank ("sociaal-economisch").
_HYPHEN_STARTS = frozenset(
    """sociaal politiek bestuurlijk juridisch economisch financieel technisch ruimtelijk fysiek cultureel
    maatschappelijk historisch religieus medisch psychisch ethisch ecologisch wettelijk organisatorisch
    nederlands frans duits engels
    belgisch vlaams europees amerikaans grieks rooms noord zuid oost west niet ex oud vice adjunct substituut kandidaat
    aspirant waarnemend minister directeur secretaris assistent leerling bijna pro anti non quasi pseudo semi auto co
    christen""".split()
)
_ABBREVIATIONS = frozenset("mbo hbo vmbo havo vwo wo mkb zzp ggz ggd cao ov ict btw wmo aow pgb tv hr it pr".split())
_ADJECTIVE_ENDS = ("isch", "lijk", "eel", "el", "aal", "al", "iek", "ief", "iev")
# Prefixes that take a hyphen only before a capital, before a clash of vowels, or ("oud") in the sense of former.
_MOSTLY_JOINED = frozenset(
    {"oud", "co", "auto", "anti", "pro", "semi", "pseudo", "quasi", "noord", "zuid", "oost", "west"}
)
_LINKING = frozenset("en of tot noch maar dan als respectievelijk resp c.q. cq".split())
_CLASHES = frozenset("aa ae ai au ee ei eu ie ii ij oe oi oo ou ui uu éa".split())
_TREMAS = {"e": "ë", "i": "ï", "o": "ö", "u": "ü", "a": "ä"}


def count_hyphenated(lines: Iterable[str]) -> Counter[str]:
    """Return how often each word with a hyphen inside, its first half with the hyphen, and each plain word occurs."""
    counts: Counter[str] = Counter()
    for line in lines:
        hyphenated = [word.lower() for word in _HYPHENATED.findall(line)]
        counts.update(hyphenated)
        counts.update(word.split("-", 1)[0] + "-" for word in hyphenated)
        counts.update(word.lower() for word in _FIRST_PART.findall(line))
    return counts


def join_lines(lines: Sequence[str], known: Counter[str] | None = None) -> str:
    """Return the lines of one paragraph as one line.

    Args:
        lines: the lines in order.
        known: words of the whole document, from ``count_hyphenated``; they decide in case of doubt.

    >>> join_lines(["De gemeente-", "raad van Noord-", "Holland koos zorg-", "en jeugdbeleid."])
    'De gemeenteraad van Noord-Holland koos zorg- en jeugdbeleid.'
    """
    known = known or Counter()
    parts: list[str] = []
    for line in lines:
        line = line.strip().replace("\u00ad ", "").rstrip("\u00ad") + ("-" if line.rstrip().endswith("\u00ad") else "")
        if not line:
            continue
        if not parts:
            parts.append(line)
            continue
        before, glue, after = _glue(parts[-1], line, known)
        parts[-1] = before
        parts.append(glue + after)
    return "".join(parts)


def _glue(before: str, after: str, known: Counter[str]) -> tuple[str, str, str]:
    """Return the end of the line, what comes in between, and the start of the next line."""
    match = _LAST_PART.search(before[-100:]) if before.endswith(("-", "‐")) else None
    start = _FIRST_PART.match(after)
    if not match or before.endswith("--"):
        # A dash between digits or after a bracket: "(on-" ends with a letter, so this is no broken word.
        return before, " ", after
    if not start:
        return before, "" if after[0].isdigit() else " ", after
    left, right = match.group(1), start.group(0)
    if right in _LINKING and not (right == "en" and _is_plural(left, known)):
        return before, " ", after
    if keeps_hyphen(left, right, known):
        return before, "", after
    stem = before[:-1]
    last = left.rsplit("-", 1)[-1]
    if right[0] in _TREMAS and last[-1:].lower() in "aeiou":
        with_trema = last + _TREMAS[right[0]] + right[1:]
        if _rank(with_trema, known) > _rank(last + right, known):
            return stem, "", _TREMAS[right[0]] + after[1:]
    return stem, "", after


def _is_plural(left: str, known: Counter[str]) -> bool:
    """Return whether "-en" after ``left`` is the end of a plural such as "ideeën", and not the word "en".

    Dutch breaks a word before "en" after a vowel only.
    """
    return left.endswith(("ee", "ie")) and left.lower() not in {"twee", "drie", "zee"} and _rank(left + "ën", known) > 2


def keeps_hyphen(left: str, right: str, known: Counter[str]) -> bool:
    """Return whether the hyphen between two halves of a word belongs to the word.

    Args:
        left: what stands before the hyphen, without spaces ("sociaal").
        right: the letters after it ("economisch").
        known: the words of the document.
    """
    last = left.rsplit("-", 1)[-1]
    lower, joined = last.lower(), (last + right).lower()
    if not right[0].islower():
        return not (last.isupper() and right.isupper() and len(last) > 3)
    if last[-1].isdigit() or len(last) == 1 or not last[-1].isalpha() or lower in _ABBREVIATIONS:
        return True
    if last.isupper() or any(letter.isupper() for letter in last[1:]):
        return True
    n_hyphen, n_joined = known[f"{lower}-{right.lower()}"], known[joined]
    if n_hyphen != n_joined:
        return n_hyphen > n_joined
    if (
        lower in _HYPHEN_STARTS
        and lower.endswith(_ADJECTIVE_ENDS)
        and right.lower().removesuffix("e").endswith(_ADJECTIVE_ENDS)
    ):
        return True  # two of the same rank, whichever spelling is the more common
    if _is_word(joined, Counter()):
        return False
    if known[lower + "-"] >= (1 if len(lower) <= 3 else 2):
        return True
    if lower in _HYPHEN_STARTS - _MOSTLY_JOINED and _is_word(right, known):
        return True
    # Dutch sets a hyphen where the vowels of two words would be read as one sound ("zee-egel", "milieu-effect").
    return (
        lower[-1] + right[0] in _CLASHES
        and len(right) > 3
        and _rank(lower, known) > 3
        and _rank(right, known) > 3
        and _rank(last + _TREMAS.get(right[0], right[0]) + right[1:], known) == 0
    )


def _is_word(word: str, known: Counter[str]) -> bool:
    return _rank(word, known) > 0


def _rank(word: str, known: Counter[str]) -> float:
    return max(_frequency(word.lower()), 1.0 if known[word.lower()] else 0.0)


@lru_cache(maxsize=20_000)
def _frequency(word: str) -> float:
    return zipf_frequency(word, "nl")
