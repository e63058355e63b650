"""What is left of a link when one text is left out: a link that only stands with one text says little of the whole."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from graph.insights.counts import LEAST_EVIDENCE, FloatArray, measure_evidence
from graph.rows import Window
from graph.store import GraphFile
from graph.store.sharing import count_pair_by_document


@dataclass(frozen=True, slots=True)
class Without:
    """A link without the text that it needs most: shared windows, how many one would expect, and log-likelihood."""

    document_id: str
    count: int
    expected: float
    strength: float

    @property
    def stands(self) -> bool:
        """Whether the two still meet more often than chance easily yields."""
        return self.count > self.expected and self.strength >= LEAST_EVIDENCE


def measure_without_each(
    shared: FloatArray, first: FloatArray, second: FloatArray, windows: FloatArray
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Return shared windows, expected ones and log-likelihood when each text in turn is left out (leave-one-out).

    The log-likelihood is that of :mod:`graph.links`; it is 0 where the two meet less often than expected.

    Args:
        shared: windows that hold both, by text; the last axis is the texts, as in all four.
        first: windows that hold the one.
        second: windows that hold the other.
        windows: all windows of each text.
    """
    count, a, b, n = (part.sum(axis=-1, keepdims=True) - part for part in (shared, first, second, windows))
    n = np.broadcast_to(n, count.shape)
    expected = np.divide(a * b, n, out=np.zeros_like(count), where=n > 0)
    strength = np.where((n > 0) & (count > expected), measure_evidence(count, a, b, n), 0.0)
    return count, expected, strength


def find_without(
    store: GraphFile, window: Window, source: str, target: str, documents: Collection[str] | None = None
) -> Without | None:
    """Return what is left of a link without the text that it needs most; None if it rests on one text or none.

    Args:
        store: the graph.
        window: what counts as together.
        source, target: the ends; neither is a document.
        documents: the texts that count, None for all.
    """
    rows = [
        row for row in count_pair_by_document(store, window, source, target) if documents is None or row[0] in documents
    ]
    held = [place for place, row in enumerate(rows) if row[1]]
    if len(held) < 2:
        return None
    shared, first, second, windows = (np.array([row[part] for row in rows], dtype=np.float64) for part in range(1, 5))
    count, expected, strength = measure_without_each(shared, first, second, windows)
    worst = min(held, key=lambda place: (strength[place], count[place], rows[place][0]))
    return Without(rows[worst][0], int(count[worst]), float(expected[worst]), float(strength[worst]))
