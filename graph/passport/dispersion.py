"""How often and how evenly: frequency per 1,000 words and the deviation of proportions. Standard library only."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Dispersion:
    """How a term is spread over the texts; ``normalised`` is None where there is one text only."""

    dp: float
    normalised: float | None
    by_chance: float  # the DP to expect if the same mentions fell anywhere
    n_parts: int  # texts that hold words
    n_mentions: int


def count_per_thousand(n: int, n_words: int) -> float:
    """Return the frequency per 1,000 words; 0 for a text without words.

    >>> count_per_thousand(3, 600)
    5.0
    """
    return 1000 * n / n_words if n_words > 0 else 0.0


def measure_dispersion(counts: Sequence[int], n_words: Sequence[int]) -> Dispersion | None:
    """Return the deviation of proportions over texts, or None if nothing is counted.

    DP = ½ Σ |v_i − s_i|, where s_i is the share of text i in all words and v_i its share in all mentions (Gries 2008,
    "Dispersions and adjusted frequencies in corpora", section 3.2): 0 when the term follows the length of the texts,
    near 1 when all of it stands in one small text. The highest value that can be reached is 1 − min s, so the
    normalised form is DP / (1 − min s) (Lijffijt & Gries 2012, correcting Gries 2008).

    The limit: it looks at whole texts, not at places within them. A rare term cannot be spread evenly; ``by_chance``
    tells which DP its mentions would have if they fell at random (see :func:`expect_dispersion`).

    >>> measure_dispersion([3, 1, 0], [50, 25, 25]).dp
    0.25

    Args:
        counts: mentions in each text, those with none included.
        n_words: words of each text; texts without words are no parts.

    Raises:
        ValueError: the two differ in length.
    """
    if len(counts) != len(n_words):
        raise ValueError("every text needs a count and a length")
    parts = [(count, words) for count, words in zip(counts, n_words, strict=True) if words > 0]
    all_mentions = sum(count for count, _ in parts)
    all_words = sum(words for _, words in parts)
    if not all_mentions or not all_words:
        return None
    dp = 0.5 * sum(abs(count / all_mentions - words / all_words) for count, words in parts)
    smallest = min(words for _, words in parts) / all_words
    normalised = min(dp / (1 - smallest), 1.0) if len(parts) > 1 else None
    chance = expect_dispersion(all_mentions, [words for _, words in parts])
    return Dispersion(dp, normalised, chance, len(parts), all_mentions)


def expect_dispersion(n_mentions: int, n_words: Sequence[int]) -> float:
    """Return the mean DP of a term whose mentions fall on words at random.

    Each text's count is then binomial with n mentions and share s; its mean absolute deviation from n·s is
    2·m·C(n, m)·s^m·(1 − s)^(n − m + 1) with m = ⌊n·s⌋ + 1 (de Moivre 1730; Diaconis & Zabell 1991, eq. 1.1).

    >>> expect_dispersion(1, [50, 50])
    0.5
    """
    total = sum(n_words)
    if n_mentions <= 0 or total <= 0:
        return 0.0
    deviation = 0.0
    for words in n_words:
        share = words / total
        if not 0 < share < 1:
            continue
        m = min(math.floor(n_mentions * share) + 1, n_mentions)
        log_value = (
            math.lgamma(n_mentions + 1)
            - math.lgamma(m + 1)
            - math.lgamma(n_mentions - m + 1)
            + m * math.log(share)
            + (n_mentions - m + 1) * math.log1p(-share)
        )
        deviation += 2 * m * math.exp(log_value) / n_mentions
    return round(0.5 * deviation, 12)
