"""Texts that span: like texts that are unlike each other. Textual spanning after Stoltz & Taylor (2019)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from graph.insights.counts import Counts, FloatArray

FEWEST = 4
"""Texts from which the measure says anything: of three, two are always the others."""
N_SHARED = 3


@dataclass(frozen=True, slots=True)
class Side:
    """A text on one side of a spanning text, and the nodes that the two share most."""

    document_id: str
    likeness: float
    shared: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Span:
    """A text that lies between two others.

    ``spanning``: standard deviations above the mean of all texts. ``sides``: the two texts that it is like while they
    are unlike each other; ``likeness`` of the two is ``apart``. All likenesses are cosines, 0 to 1.
    """

    document_id: str
    spanning: float
    sides: tuple[Side, Side]
    apart: float


def measure_spanning(likeness: Sequence[Sequence[float]] | FloatArray, alpha: float = 1.0) -> FloatArray:
    """Return the textual spanning of each text, standardised: high for a text that is like texts unlike each other.

    Stoltz & Taylor 2019, Textual Spanning, Socius 5, eq. 1-3, in the form of their correction of 2021 (Socius 7, doi
    10.1177/23780231211013022), where the program was brought in line with the equations:

    - p_ij = a_ij / (k_i · (Σ_q a_iq / k_i)^alpha), a the likeness, k_i the number of texts that i is like at all;
    - S_i = Σ_j (p_ij + Σ_q p_qj / p_iq)² over the other texts j; a q that i is not like counts for nothing;
    - the score is -(S_i - mean S) / sd S, with n - 1 in the standard deviation.

    Their program also adds j = i, which Burt's constraint (1992), that this is made after, leaves out: that term is
    Σ_q p_qi / p_iq, large for what is like much, and would put texts that are like nothing on top. It is left out here.

    Meant for networks in which every text is somewhat like every other; where many likenesses are 0 it says little.

    Args:
        likeness: symmetric, the diagonal is ignored.
        alpha: 1 counts likeness only, 0 the number of like texts only.
    """
    a = np.array(likeness, dtype=np.float64)
    np.fill_diagonal(a, 0.0)
    degree = (a != 0).sum(axis=1)
    mean = np.divide(a.sum(axis=1), degree, out=np.zeros(len(a)), where=degree > 0)
    size = degree * mean**alpha
    p = np.divide(a, size[:, None], out=np.zeros_like(a), where=size[:, None] > 0)
    inverse = np.divide(1.0, p, out=np.zeros_like(p), where=p > 0)
    paths = (p + inverse @ p) ** 2
    np.fill_diagonal(paths, 0.0)
    total = paths.sum(axis=1)
    spread = total.std(ddof=1) if len(total) > 1 else 0.0
    return -(total - total.mean()) / spread if spread > 0 else np.zeros(len(total))


def measure_likeness(amounts: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return the cosine of each two texts, and the weighed amounts it is computed from.

    Args:
        amounts: how often each node (row) is named in each text (column). An amount counts as 1 + ln amount, times
            1 + ln (n / texts with the node), so that what every text names counts least but never for nothing.
    """
    n = amounts.shape[1]
    held = (amounts > 0).sum(axis=1)
    rarity = np.log(np.divide(n, held, out=np.ones(len(held)), where=held > 0)) + 1.0
    weights = np.where(amounts > 0, 1.0 + np.log(np.maximum(amounts, 1.0)), 0.0) * rarity[:, None]
    length = np.linalg.norm(weights, axis=0)
    scaled = np.divide(weights, length, out=np.zeros_like(weights), where=length > 0)
    return scaled.T @ scaled, scaled


def list_spans(counts: Counts, limit: int = 10) -> list[Span]:
    """Return the texts that span more than average, the most first; none if there are too few texts.

    Only texts for which two others can be pointed out that are less like each other than each is like the text.
    """
    named = np.flatnonzero(counts.marginals.sum(axis=0) > 0)
    if len(named) < FEWEST:
        return []
    likeness, scaled = measure_likeness(counts.marginals[:, named])
    scores = measure_spanning(likeness)
    found: list[Span] = []
    for place in sorted(range(len(named)), key=lambda place: (-scores[place], place)):
        if scores[place] <= 0 or len(found) == limit:
            break
        sides = _find_sides(likeness, place)
        if sides is None or likeness[sides] >= min(likeness[place, sides[0]], likeness[place, sides[1]]):
            continue  # the score alone is no evidence: the reader must be able to see between what it lies
        first, second = (
            Side(
                counts.documents[named[other]].document_id,
                float(likeness[place, other]),
                _shared(counts, scaled, place, other),
            )
            for other in sides
        )
        document = counts.documents[named[place]]
        found.append(Span(document.document_id, float(scores[place]), (first, second), float(likeness[sides])))
    return found


def _find_sides(likeness: FloatArray, place: int) -> tuple[int, int] | None:
    """Return the two texts for which likeness to ``place`` on both sides times their unlikeness is largest."""
    near = likeness[place].copy()
    near[place] = 0.0
    value = np.triu(np.outer(near, near) * (1.0 - likeness), k=1)
    if value.max() <= 0:
        return None
    first, second = np.unravel_index(int(value.argmax()), value.shape)
    return (int(first), int(second)) if near[first] >= near[second] else (int(second), int(first))


def _shared(counts: Counts, scaled: FloatArray, first: int, second: int) -> tuple[str, ...]:
    parts = scaled[:, first] * scaled[:, second]
    order = sorted(np.flatnonzero(parts > 0), key=lambda node: (-parts[node], counts.nodes[node].node_id))
    return tuple(counts.nodes[node].node_id for node in order[:N_SHARED])
