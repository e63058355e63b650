"""What is missing: pairs that are both frequent, share many neighbours, and meet much less than expected or never."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log

import numpy as np
from numpy.typing import NDArray
from scipy import stats  # type: ignore[import-untyped]

from graph.insights.counts import Counts, Weighed
from graph.store.sharing import PlaceOfMention

LEVEL = 0.05
"""Chance below which 'so few' is taken for more than an accident of these texts."""
LEAST_EXPECTED = 0.5
"""Shared windows that two nodes must let expect to count as both frequent."""
LEAST_SHARED = 2
"""Neighbours that a pair must share: what lives in other worlds does not miss one another."""
MOST_OF_EXPECTED = 1 / 3
N_NEAREST = 2


@dataclass(frozen=True, slots=True)
class MissingPair:
    """Two nodes that one would expect together.

    ``n_source``, ``n_target``: windows of each; ``count``, ``expected``: shared windows, found and expected.
    ``chance``: of so few or fewer shared windows if the two had nothing to do with each other.
    ``neighbours``: nodes with a link to both, the most telling first; ``kinship``: their weight together.
    ``n_kin``: the other frequent pairs of at least this kinship; ``n_kin_meet`` of them do meet.
    """

    source: str
    target: str
    n_source: int
    n_target: int
    count: int
    expected: float
    chance: float
    neighbours: tuple[str, ...]
    kinship: float
    n_kin: int
    n_kin_meet: int

    @property
    def is_striking(self) -> bool:
        """Whether so few is more than an accident of these texts, taken by itself."""
        return self.chance < LEVEL


@dataclass(frozen=True, slots=True)
class Missing:
    """Missing pairs out of ``n_tested``, ordered by kinship times surprise (-ln chance): many shared neighbours, and
    many meetings that did not take place.

    ``n_by_chance``: how many of the tested pairs would be striking for no reason.
    """

    pairs: tuple[MissingPair, ...]
    n_tested: int
    n_by_chance: float


@dataclass(frozen=True, slots=True)
class Nearest:
    """Where two nodes come nearest in one document; distances are 0 within the same sentence or passage."""

    document_id: str
    source_sentence: str
    target_sentence: str
    n_sentences: int
    n_passages: int


def find_missing_pairs(counts: Counts, weighed: Weighed) -> Missing:
    """Return the pairs that ought to meet.

    - both frequent: n_a · n_b / n ≥ ``LEAST_EXPECTED`` shared windows to expect;
    - kin: at least ``LEAST_SHARED`` nodes have a link to both, weighed by Σ 1 / ln k of those nodes' numbers of links
      (Adamic & Adar 2003; the best simple predictor of links to come in Liben-Nowell & Kleinberg 2007);
    - apart: at most a third of the expected windows. How striking that is, P(X ≤ found) tells: the hypergeometric
      distribution with n windows of which n_a and n_b hold the two (Fisher's exact test, the lower side).

    ``n_by_chance`` is the sum over all tested pairs of the chance to be apart and striking for no reason.
    """
    n = len(counts.nodes)
    windows_of = counts.marginals.sum(axis=1)
    n_windows = float(counts.n_windows.sum())
    if n < 2 or n_windows == 0:
        return Missing((), 0, 0.0)
    near = np.zeros((n, n), dtype=bool)
    near[weighed.edges[:, 0], weighed.edges[:, 1]] = True
    near |= near.T
    degree = near.sum(axis=1)
    telling = np.where(degree > 1, 1.0 / np.log(np.maximum(degree, 2)), 0.0)
    kinship = (near * telling) @ near.T
    n_shared = near.astype(np.int64) @ near.T.astype(np.int64)
    found = np.zeros((n, n))
    found[counts.pairs[:, 0], counts.pairs[:, 1]] = np.asarray(counts.shared.sum(axis=1)).ravel()
    expected = np.outer(windows_of, windows_of) / n_windows
    wanted = np.triu((expected >= LEAST_EXPECTED) & (n_shared >= LEAST_SHARED), k=1)
    first, second = np.nonzero(wanted)
    a, b = windows_of[first], windows_of[second]
    chance = stats.hypergeom.cdf(found[first, second], n_windows, a, b)
    reachable = np.floor(expected[first, second] * MOST_OF_EXPECTED)
    limit = np.minimum(stats.hypergeom.ppf(LEVEL, n_windows, a, b), reachable)
    attained = stats.hypergeom.cdf(limit, n_windows, a, b)
    attained = np.where(attained < LEVEL, attained, stats.hypergeom.cdf(limit - 1, n_windows, a, b))
    passed = np.flatnonzero(found[first, second] <= expected[first, second] * MOST_OF_EXPECTED)
    kin = kinship[first, second]
    meets = found[first, second] > 0

    def others_like(pair: int) -> NDArray[np.bool_]:
        others = np.asarray(kin >= kin[pair] - 1e-9)
        others[pair] = False
        return others

    pairs = [
        MissingPair(
            source=counts.nodes[i].node_id,
            target=counts.nodes[j].node_id,
            n_source=int(windows_of[i]),
            n_target=int(windows_of[j]),
            count=int(found[i, j]),
            expected=float(expected[i, j]),
            chance=float(p),
            neighbours=tuple(
                counts.nodes[k].node_id
                for k in sorted(np.flatnonzero(near[i] & near[j]), key=lambda k: (-telling[k], counts.nodes[k].node_id))
            ),
            kinship=float(kinship[i, j]),
            n_kin=int(others_like(int(pair)).sum()),
            n_kin_meet=int((others_like(int(pair)) & meets).sum()),
        )
        for pair, i, j, p in zip(passed, first[passed], second[passed], chance[passed], strict=True)
    ]
    pairs.sort(key=lambda pair: (pair.kinship * log(max(pair.chance, 1e-12)), pair.source, pair.target))
    return Missing(tuple(pairs), len(first), float(attained.sum()))


def find_nearest(
    source: str, target: str, places: Sequence[PlaceOfMention], limit: int | None = N_NEAREST
) -> list[Nearest]:
    """Return the documents in which two nodes come nearest to each other, and the two sentences, the nearest first.

    Nearest in sentences, then in passages. Each document counts once; of equally near places the first.

    Args:
        source, target: the two nodes.
        places: where nodes are named (of other nodes too), sorted by document and sentence.
        limit: how many documents at most; None for all that name both.
    """
    best: dict[str, Nearest] = {}
    last: dict[str, PlaceOfMention] = {}
    mine = [place for place in places if place.node_id in (source, target)]
    ordered = sorted(mine, key=lambda place: (place.document_id, place.sentence))
    for former, place in pairwise([*ordered[:1], *ordered]):
        if former.document_id != place.document_id:
            last.clear()
        last[place.node_id] = place
        if len(last) < 2:
            continue
        a, b = last[source], last[target]
        here = Nearest(
            place.document_id,
            a.sentence_id,
            b.sentence_id,
            abs(a.sentence - b.sentence),
            abs(a.passage - b.passage),
        )
        held = best.get(place.document_id)
        if held is None or (here.n_sentences, here.n_passages) < (held.n_sentences, held.n_passages):
            best[place.document_id] = here
    found = sorted(best.values(), key=lambda near: (near.n_sentences, near.n_passages, near.document_id))
    return found if limit is None else found[:limit]
