"""What the insights are computed from: who shares how many windows with whom, document by document."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse  # type: ignore[import-untyped]
from scipy.special import xlogy  # type: ignore[import-untyped]

from graph.groups import TELLING
from graph.rows import Document, Kind, Node, Window
from graph.store import GraphFile
from graph.store.sharing import count_marginals_by_document, count_pairs_by_document, count_windows_by_document

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]

LEAST_EVIDENCE = TELLING
"""Log-likelihood from which a pair counts as a link here: the 5 % point of chi-square with one degree of freedom
(Dunning 1993). That one link is no chance is for q to say; to see what hangs together, weak hints weigh too."""
LEAST_DOCUMENTS = 2
"""In how many documents a node must be named: what one text alone names tells about that text, not about the whole."""


@dataclass(frozen=True)
class Counts:
    """Shared windows by document.

    ``pairs``: node numbers (place in ``nodes``), source < target, shape (n pairs, 2).
    ``shared``: shared windows, sparse, shape (n pairs, n documents).
    ``marginals``: windows of each node, shape (n nodes, n documents). ``n_windows``: windows of each document.
    """

    window: Window
    nodes: tuple[Node, ...]
    documents: tuple[Document, ...]
    pairs: IntArray
    shared: sparse.csr_array
    marginals: FloatArray
    n_windows: FloatArray


@dataclass(frozen=True)
class Weighed:
    """The links that a choice (or a resample) of the documents yields, with their strength.

    ``place``: which of ``Counts.pairs`` each link is; the other arrays have one entry a link.
    ``present``: which nodes occur at all.
    """

    place: IntArray
    edges: IntArray
    count: FloatArray
    expected: FloatArray
    strength: FloatArray
    present: NDArray[np.bool_]


def read_counts(
    store: GraphFile,
    window: Window,
    kinds: Collection[Kind],
    chosen: Collection[str] | None = None,
    least: int = LEAST_DOCUMENTS,
) -> Counts:
    """Return the counts for the known nodes of the given kinds that are named in enough documents.

    Args:
        store: the graph.
        window: what counts as together.
        kinds: who takes part.
        chosen: the ids of the documents that count, None for all.
        least: in how many of these a node must be named, as far as there are that many.
    """
    documents = tuple(item for item in store.documents() if chosen is None or item.document_id in chosen)
    column = {document.document_id: place for place, document in enumerate(documents)}
    rows_of: dict[str, list[tuple[int, int]]] = {}
    for node_id, document_id, count in count_marginals_by_document(store, window):
        if document_id in column:
            rows_of.setdefault(node_id, []).append((column[document_id], count))
    least = min(least, len(documents))
    nodes = tuple(
        node
        for node in store.nodes()
        if node.kind in kinds
        and node.kind != "document"
        and node.status == "known"
        and len(rows_of.get(node.node_id, ())) >= least
    )
    number = {node.node_id: place for place, node in enumerate(nodes)}
    marginals = np.zeros((len(nodes), len(documents)))
    for node_id, place in number.items():
        for document, count in rows_of.get(node_id, ()):
            marginals[place, document] = count
    pairs: dict[tuple[int, int], int] = {}
    rows, columns, values = [], [], []
    for source, target, document_id, count in count_pairs_by_document(store, window):
        if source in number and target in number and document_id in column:
            # Links come sorted by node id, and so do the nodes: the first seen pair is the first in order.
            rows.append(pairs.setdefault((number[source], number[target]), len(pairs)))
            columns.append(column[document_id])
            values.append(float(count))
    windows = count_windows_by_document(store, window)
    return Counts(
        window=window,
        nodes=nodes,
        documents=documents,
        pairs=np.array(sorted(pairs), dtype=np.int64).reshape(-1, 2),
        shared=sparse.csr_array((values, (rows, columns)), shape=(len(pairs), len(documents)), dtype=np.float64),
        marginals=marginals,
        n_windows=np.array([windows.get(document.document_id, 0) for document in documents], dtype=np.float64),
    )


def weigh_links(counts: Counts, times: FloatArray | None = None) -> Weighed:
    """Return the pairs that meet more often than expected, weighed by their log-likelihood (see graph.links).

    Args:
        counts: shared windows by document.
        times: how often each document counts; once each if None. A resample draws some twice and leaves others out.
    """
    times = np.ones(len(counts.documents)) if times is None else times
    count = np.asarray(counts.shared @ times, dtype=np.float64)
    windows_of = counts.marginals @ times
    n_windows = float(counts.n_windows @ times)
    seen = np.flatnonzero(count > 0)
    ends = counts.pairs[seen]
    a, b = windows_of[ends[:, 0]], windows_of[ends[:, 1]]
    expected = a * b / n_windows if n_windows else np.zeros(len(seen))
    more = count[seen] > expected
    seen, ends, expected = seen[more], ends[more], expected[more]
    strength = measure_evidence(count[seen], a[more], b[more], n_windows)
    kept = strength >= LEAST_EVIDENCE
    return Weighed(
        place=seen[kept],
        edges=ends[kept],
        count=count[seen][kept],
        expected=expected[kept],
        strength=strength[kept],
        present=windows_of > 0,
    )


def measure_evidence(count: FloatArray, a: FloatArray, b: FloatArray, n: float | FloatArray) -> FloatArray:
    """Return the log-likelihood of pairs exactly as :func:`graph.links.measure_pairs` does, without its other measures.

    A hundred resamples would spend nine tenths of their time on exact p-values that nobody asks for.
    """
    cells = (count, a - count, b - count, n - a - b + count)
    margins = (a * b, a * (n - b), (n - a) * b, (n - a) * (n - b))
    parts = (xlogy(o, o * n) - xlogy(o, e) for o, e in zip(cells, margins, strict=True))
    return np.maximum(2.0 * sum(parts, np.zeros_like(count)), 0.0)


def draw_samples(n_documents: int, n_samples: int, seed: int) -> FloatArray:
    """Return how often each document is drawn in each sample (bootstrap, Efron 1979); shape (samples, documents)."""
    if n_documents == 0:
        return np.zeros((n_samples, 0))
    even = np.full(n_documents, 1.0 / n_documents)
    return np.random.default_rng(seed).multinomial(n_documents, even, size=n_samples).astype(np.float64)
