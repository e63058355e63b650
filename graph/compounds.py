"""Dutch compounds in their parts: "omgevingsplanwijziging" is omgeving, plan and wijziging. Dictionary and counts only.

After Koehn & Knight (2003), "Empirical methods for compound splitting": of all ways to cut a word into words that Dutch
has, with the letters that may link them, the one whose parts are the most common; none if the whole is more common
than its parts. The limit: what is a compound is a matter of opinion ("huisarts"), and a part that no dictionary
has is not seen.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from simplemma import is_known
from wordfreq import zipf_frequency

LINKS = ("", "s", "en", "e", "n")
SHORTEST = 3
SHORTEST_COMPOUND = 7
COMMON = 3.5
"""Zipf frequency that a part of three letters must have, and from which a whole may be more common than its parts."""
RARE = 2.0
"""Zipf frequency that every part must have."""
LINK_COSTS = 0.5
WHOLE_GAINS = 0.5
PREFIXES = ("be", "ge", "ver", "ont", "her")
NOT_FIRST = frozenset(
    """aan achter af bes bij boven buiten dan de den der des dia die dit door een en er haar het hij hoe ik in is jij
    kan kar laat logs maar mede mee men met mis na naar neer niet nu of om on onder op over peri pre pro rege
    rings rond sings tegen tele ten ter terug toe tor tot trans tussen uit van ver verga vert voor voort wan
    want wat weer wie wij zij zijn zo""".split()
)
"""Words that are prefixes, or the beginning of many words that are no compounds."""
NOT_LAST = frozenset(
    """aar aard age ant baar bare chap der ding dom eel els enten eren erij fier gel ger hap heden heid ief iek ier ing
    ingen isch isme ist iteit ken ker king laar lijk ling loos loze ment menten mie mier ming naar natie ning
    nis per raar ren rij ring rouw schap schappen sen ser sie sing sluit ster teit tel ten test tie ties ting
    tof tor uren uur ver""".split()
)
"""Words that are endings more often."""


@lru_cache(maxsize=50_000)
def split_compound(word: str) -> tuple[str, ...]:
    """Return the parts of a lower-case word without what links them; one part if it is no compound.

    >>> split_compound("omgevingsplanwijziging"), split_compound("verbinding")
    (('omgeving', 'plan', 'wijziging'), ('verbinding',))
    """
    if "-" in word.strip("-"):
        return tuple(part for piece in word.split("-") if piece for part in split_compound(piece))
    best = max(_cuts(word), default=None)
    if best is None:
        return (word,)
    score, cut, first = best
    whole = _frequency(word)
    if whole >= COMMON and score < whole + WHOLE_GAINS:
        return (word,)
    return (*split_compound(first), *split_compound(word[cut:]))


def _cuts(word: str) -> Iterator[tuple[float, int, str]]:
    """Yield each way to cut ``word`` in two: how common the parts are, where the second begins, and the first."""
    if len(word) < SHORTEST_COMPOUND:
        return
    least = 5 if word.startswith(PREFIXES) else SHORTEST
    for cut in range(least, len(word) - SHORTEST + 1):
        last = word[cut:]
        if last in NOT_LAST or not _is_part(last):
            continue
        for link in LINKS:
            first = word[: cut - len(link)]
            if word[:cut].endswith(link) and first not in NOT_FIRST and (_is_part(first) or _is_compound(first)):
                costs = LINK_COSTS if link else 0.0
                yield (_frequency(first) + _frequency(last)) / 2 - costs, cut, first


def _is_part(word: str) -> bool:
    if len(word) < SHORTEST or not is_known(word, "nl"):
        return False
    return _frequency(word) >= (COMMON if len(word) == SHORTEST else RARE)


def _is_compound(word: str) -> bool:
    return len(word) >= SHORTEST_COMPOUND and len(split_compound(word)) > 1


@lru_cache(maxsize=50_000)
def _frequency(word: str) -> float:
    return zipf_frequency(word, "nl")
