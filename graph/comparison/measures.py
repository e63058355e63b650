"""How surely two selections differ in how often something occurs. Pure functions on numpy arrays."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import stats  # type: ignore[import-untyped]

from graph.links import LEVEL, FloatArray, adjust_p_values, measure_pairs

SMALLEST = 0.5  # stands for a count of nought in a ratio
NORMAL_95 = 1.959963984540054


@dataclass(frozen=True, slots=True)
class Differences:
    """Measures of difference, one entry a pair; see :func:`measure_differences`."""

    log_ratio: FloatArray
    low: FloatArray
    high: FloatArray
    log_likelihood: FloatArray
    p_value: FloatArray


def measure_differences(here: ArrayLike, n_here: int, there: ArrayLike, n_there: int) -> Differences:
    """Return how much more often each pair occurs here than there, for selections of different size.

    With a of the n windows here and b of the m windows there:

    - log_ratio: log2((a/n) / (b/m)) (Hardie 2014); 1 is twice as often, a count of nought is taken as 0.5.
    - low, high: its 95 % interval, log_ratio ± 1.96·sqrt(1/a - 1/n + 1/b - 1/m) / ln 2 (Katz et al. 1978).
    - log_likelihood: G² = 2 Σ O ln(O/E) over the four cells with / without the pair × here / there (Dunning 1993;
      between two bodies of text: Rayson & Garside 2000).
    - p_value: Fisher's exact test, two-sided by doubling the smaller tail; it holds for counts as small as ours, where
      the χ² distribution of G² does not.

    The limit: windows of one text resemble each other, so that a difference that rests on one text is less sure than
    its p-value says.

    Args:
        here, there: arrays of equal length, windows with the pair.
        n_here, n_there: all windows of each selection.

    Raises:
        ValueError: a selection has no windows, or fewer than a pair occurs in.
    """
    a, b = np.asarray(here, dtype=np.float64), np.asarray(there, dtype=np.float64)
    if n_here <= 0 or n_there <= 0 or np.any(a > n_here) or np.any(b > n_there):
        raise ValueError("a selection has fewer windows than a pair occurs in, or none")
    first, second = np.maximum(a, SMALLEST), np.maximum(b, SMALLEST)
    log_ratio = np.log2((first / n_here) / (second / n_there))
    spread = np.sqrt(np.maximum(1 / first - 1 / n_here + 1 / second - 1 / n_there, 0.0)) / np.log(2)
    total, n = a + b, n_here + n_there
    more = stats.hypergeom.sf(a - 1, n, total, n_here)
    fewer = stats.hypergeom.cdf(a, n, total, n_here)
    return Differences(
        log_ratio=log_ratio,
        low=log_ratio - NORMAL_95 * spread,
        high=log_ratio + NORMAL_95 * spread,
        log_likelihood=measure_pairs(a, total, np.full_like(a, n_here), n).log_likelihood,
        p_value=np.minimum(2 * np.minimum(more, fewer), 1.0),
    )


def smallest_p_values(total: ArrayLike, n_here: int, n_there: int) -> FloatArray:
    """Return the p-value that each pair would have if all its windows were on one side: it cannot get smaller."""
    t = np.asarray(total, dtype=np.float64)
    n = n_here + n_there
    all_here = stats.hypergeom.sf(np.minimum(t, n_here) - 1, n, t, n_here)
    all_there = stats.hypergeom.cdf(np.maximum(t - n_there, 0), n, t, n_here)
    return np.asarray(np.minimum(2 * np.minimum(all_here, all_there), 1.0), dtype=np.float64)


def adjust_by_group(
    p_values: ArrayLike, smallest: ArrayLike, groups: Sequence[Hashable], level: float = LEVEL
) -> FloatArray:
    """Return q-values (Benjamini & Hochberg 1995), adjusted within each group.

    A pair that is too rare to differ surely, wherever its windows fall, is no test and gets q = 1. How rare it is says
    nothing of where they fall, so that leaving it out spoils nothing (Bourgon, Gentleman & Huber 2010).

    Args:
        p_values, smallest: one entry a pair; ``smallest`` from :func:`smallest_p_values`.
        groups: the group of every pair.
        level: the level at which a pair must be able to differ on its own.
    """
    p, least = np.asarray(p_values, dtype=np.float64), np.asarray(smallest, dtype=np.float64)
    q = np.ones_like(p)
    members: dict[Hashable, list[int]] = {}
    for place, group in enumerate(groups):
        if least[place] < level:
            members.setdefault(group, []).append(place)
    for places in members.values():
        q[places] = adjust_p_values(p[places], len(places))
    return q
