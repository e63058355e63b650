"""Count which nodes share windows of text and measure how telling that is. Pure functions on numpy arrays.

A link is a set of shared windows, not a stated relation: it says that two things are spoken of together, not why.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import stats  # type: ignore[import-untyped]
from scipy.special import xlogy  # type: ignore[import-untyped]

LEVEL = 0.05
"""The false discovery rate at which links are told from chance."""

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class WindowedPairs:
    """All pairs of nodes that share a window, and the windows that they share.

    ``source``, ``target``, ``count``: one entry a pair, node numbers with source < target, sorted.
    ``pair``, ``window``: one entry for each pair and window it rests on, sorted by pair, then window.
    ``marginals``: for every node the number of windows that it occurs in. ``n_windows``: how many windows there are.
    """

    source: IntArray
    target: IntArray
    count: IntArray
    pair: IntArray
    window: IntArray
    marginals: IntArray
    n_windows: int


def count_pairs(windows: Sequence[Iterable[int]], n_nodes: int) -> WindowedPairs:
    """Return every pair of nodes that share at least one window; a node counts once a window.

    Args:
        windows: for each window the numbers (0 … n_nodes - 1) of the nodes in it; empty windows count as windows.
        n_nodes: how many nodes there are.
    """
    rows: list[int] = []
    columns: list[int] = []
    for number, members in enumerate(windows):
        unique = sorted(set(members))
        rows.extend([number] * len(unique))
        columns.extend(unique)
    marginals = np.bincount(np.asarray(columns, dtype=np.int64), minlength=n_nodes).astype(np.int64)
    starts = np.searchsorted(np.asarray(rows, dtype=np.int64), np.arange(len(windows) + 1))
    nodes = np.asarray(columns, dtype=np.int64)
    sources: list[IntArray] = [np.empty(0, np.int64)]
    targets: list[IntArray] = [np.empty(0, np.int64)]
    places: list[IntArray] = [np.empty(0, np.int64)]
    for number in range(len(windows)):
        members_here = nodes[starts[number] : starts[number + 1]]
        if len(members_here) < 2:
            continue
        first, second = np.triu_indices(len(members_here), k=1)
        sources.append(members_here[first])
        targets.append(members_here[second])
        places.append(np.full(len(first), number, dtype=np.int64))
    source, target, place = np.concatenate(sources), np.concatenate(targets), np.concatenate(places)
    order = np.lexsort((place, target, source))
    source, target, place = source[order], target[order], place[order]
    opens = np.ones(len(source), dtype=bool)
    opens[1:] = (source[1:] != source[:-1]) | (target[1:] != target[:-1])
    pair = np.cumsum(opens) - 1
    return WindowedPairs(
        source=source[opens],
        target=target[opens],
        count=np.bincount(pair, minlength=int(opens.sum())).astype(np.int64),
        pair=pair.astype(np.int64),
        window=place,
        marginals=marginals,
        n_windows=len(windows),
    )


@dataclass(frozen=True, slots=True)
class Measures:
    """Association measures, one entry a pair; see :func:`measure_pairs`."""

    expected: FloatArray
    npmi: FloatArray
    log_likelihood: FloatArray
    association_strength: FloatArray
    jaccard: FloatArray
    p_value: FloatArray


def measure_pairs(count: ArrayLike, n_source: ArrayLike, n_target: ArrayLike, n_windows: int) -> Measures:
    """Return how strongly each pair is associated, given c shared windows, a and b windows of its nodes, n in all.

    - expected: a·b / n, the shared windows to expect if the two had nothing to do with each other.
    - npmi: ln(p_ab / (p_a·p_b)) / -ln p_ab (Bouma 2009, eq. 7); 1 when both fill every window, -1 when they never meet.
    - log_likelihood: G² = 2 Σ O ln(O/E) over the four cells of the 2×2 table (Dunning 1993); two-sided, unsigned.
    - association_strength: c / (a·b) (van Eck & Waltman 2009, eq. 6); times n it is observed over expected.
    - jaccard: c / (a + b - c).
    - p_value: Fisher's exact test, one-sided: the chance of c or more shared windows (hypergeometric distribution).

    Args:
        count, n_source, n_target: arrays of equal length, windows.
        n_windows: how many windows there are, those without any node included.

    Raises:
        ValueError: a pair shares more windows than one of its nodes has, or than can be.
    """
    c, a, b = (np.asarray(values, dtype=np.float64) for values in (count, n_source, n_target))
    n = float(n_windows)
    if np.any(c > np.minimum(a, b)) or np.any(np.maximum(a, b) > n) or np.any(c < np.maximum(0, a + b - n)):
        raise ValueError("a pair cannot share more windows than its nodes have, nor fewer than they must")
    with np.errstate(divide="ignore", invalid="ignore"):
        expected = a * b / n if n else np.zeros_like(c)
        share = c / n
        raw = np.log(share * n * n / (a * b)) / -np.log(share)
        npmi = np.where(c == 0, -1.0, np.where(c == n, 1.0, raw))
        strength = np.where(a * b > 0, c / (a * b), 0.0)
        jaccard = np.where(a + b - c > 0, c / (a + b - c), 0.0)
    cells = (c, a - c, b - c, n - a - b + c)
    margins = (a * b, a * (n - b), (n - a) * b, (n - a) * (n - b))
    total = sum((xlogy(o, o * n) - xlogy(o, e) for o, e in zip(cells, margins, strict=True)), np.zeros_like(c))
    return Measures(
        expected=expected,
        npmi=np.clip(npmi, -1.0, 1.0),
        log_likelihood=np.maximum(2.0 * total, 0.0),
        association_strength=strength,
        jaccard=jaccard,
        p_value=np.clip(stats.hypergeom.sf(c - 1, n, a, b), 0.0, 1.0),
    )


def adjust_p_values(p_values: ArrayLike, n_tests: int) -> FloatArray:
    """Return q-values that hold the false discovery rate (Benjamini & Hochberg 1995).

    Args:
        p_values: the p-values of the pairs that were seen together.
        n_tests: how many pairs were tested. Pairs that were never seen together have p = 1 and count as tests too:
            to leave them out would be to choose the tests by their outcome.
    """
    p = np.asarray(p_values, dtype=np.float64)
    if len(p) > n_tests:
        raise ValueError("there are more p-values than tests")
    order = np.argsort(p, kind="stable")
    scaled = p[order] * n_tests / np.arange(1, len(p) + 1)
    adjusted = np.minimum(np.minimum.accumulate(scaled[::-1])[::-1], 1.0)
    q = np.empty_like(adjusted)
    q[order] = adjusted
    return q


def smallest_p_values(n_source: ArrayLike, n_target: ArrayLike, n_windows: int) -> FloatArray:
    """Return the p-value each pair would have if the rarer node always met the other: it cannot get smaller."""
    a, b = np.asarray(n_source, dtype=np.float64), np.asarray(n_target, dtype=np.float64)
    return np.asarray(stats.hypergeom.sf(np.minimum(a, b) - 1, n_windows, a, b), dtype=np.float64)


def count_tests(first: ArrayLike, second: ArrayLike | None, n_windows: int, level: float = LEVEL) -> tuple[int, float]:
    """Return how many pairs can show anything at all, and the p-value that a pair must be able to reach.

    Two things that each occur once cannot be told from chance, however they fall; such pairs are no tests and need no
    correction (Tarone 1990; for the false discovery rate Gilbert 2005). K is the smallest number for which at most K
    pairs can reach level / K.

    Args:
        first: windows of each node of the first kind.
        second: windows of each node of the second kind; None for pairs within the first.
        n_windows: how many windows there are.
        level: the level of the false discovery rate that the tests are meant for.
    """
    values, numbers = np.unique(np.asarray(first, dtype=np.int64), return_counts=True)
    if second is None:
        row, column = np.triu_indices(len(values))
        weight = np.where(row == column, numbers[row] * (numbers[row] - 1) // 2, numbers[row] * numbers[column])
        a, b = values[row], values[column]
    else:
        others, other_numbers = np.unique(np.asarray(second, dtype=np.int64), return_counts=True)
        a, b = np.repeat(values, len(others)), np.tile(others, len(values))
        weight = np.repeat(numbers, len(others)) * np.tile(other_numbers, len(values))
    smallest = smallest_p_values(a, b, n_windows)
    order = np.argsort(smallest, kind="stable")
    smallest, reached = smallest[order], np.cumsum(weight[order])

    def n_able(k: int) -> int:
        able = int(np.searchsorted(smallest, level / k, side="right"))
        return int(reached[able - 1]) if able else 0

    # The more tests are allowed for, the fewer pairs can pass: the first K that holds is found by halving.
    low, high = 1, max(int(reached[-1]) if len(reached) else 0, 1)
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if n_able(middle) <= middle else (middle + 1, high)
    return n_able(low), level / low


def adjust_by_family(
    p_values: ArrayLike,
    ends: tuple[IntArray, IntArray],
    families: Sequence[str],
    marginals: ArrayLike,
    n_windows: int,
) -> FloatArray:
    """Return q-values, adjusted apart for each combination of two families of nodes (concepts, persons, …).

    To look for proposed concepts, or for places, so takes nothing away from what is known of the others. A pair that
    could never have shown anything (see :func:`count_tests`) gets q = 1.

    Args:
        p_values: one entry a pair.
        ends: the numbers of the two nodes of each pair.
        families: the family of every node.
        marginals: the windows of every node.
        n_windows: how many windows there are.
    """
    p = np.asarray(p_values, dtype=np.float64)
    windows_of = np.asarray(marginals, dtype=np.int64)
    names = np.asarray(families, dtype=object)
    smallest = smallest_p_values(windows_of[ends[0]], windows_of[ends[1]], n_windows)
    q = np.ones_like(p)
    groups: dict[tuple[str, str], list[int]] = {}
    for place, pair in enumerate(zip(names[ends[0]], names[ends[1]], strict=True)):
        first, second = sorted(pair)
        groups.setdefault((first, second), []).append(place)
    for (first, second), members in groups.items():
        seen = windows_of > 0
        mine = windows_of[(names == first) & seen]
        n_tests, reach = count_tests(mine, None if first == second else windows_of[(names == second) & seen], n_windows)
        tested = np.asarray(members)[smallest[members] <= reach]
        q[tested] = adjust_p_values(p[tested], n_tests)
    return q
