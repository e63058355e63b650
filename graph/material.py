"""Nodes and links as they count within the chosen documents: the store's rows, measured again for a choice of texts."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

import numpy as np

from graph.links import adjust_by_family, measure_pairs
from graph.rows import Document, Link, Node, Window
from graph.store import GraphFile

Made = TypeVar("Made")


@dataclass(frozen=True)
class Material:
    """What a view is made from. ``nodes`` holds only those that the chosen documents name, with their counts there.

    ``groups`` (node id -> the node that its group is named after) are those of the whole graph, None if not known.
    """

    nodes: tuple[Node, ...]
    links: tuple[Link, ...]
    positions: dict[str, tuple[float, float]]
    documents: tuple[Document, ...]
    n_documents_in_all: int
    n_windows: int
    themes: dict[str, int]  # theme -> number of its concepts in the whole graph
    groups: Mapping[str, str] | None = None
    _made: dict[Hashable, Any] = field(default_factory=dict, repr=False, compare=False)

    def remember(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """Return what ``make`` returns, computed once for this material; it may not depend on places or groups."""
        if key not in self._made:
            self._made[key] = make()
        made: Made = self._made[key]
        return made


def read_material(store: GraphFile, window: Window, document_ids: Sequence[str] | None = None) -> Material:
    """Return the material for all documents, or counted and measured again for those given."""
    everything = store.nodes()
    documents = store.documents()
    themes: dict[str, int] = {}
    for node in everything:
        if node.kind == "concept" and node.theme:
            themes[node.theme] = themes.get(node.theme, 0) + 1
    if document_ids is None:
        nodes, links = tuple(everything), tuple(store.links(window))
        chosen = tuple(documents)
    else:
        held = set(document_ids)
        chosen = tuple(document for document in documents if document.document_id in held)
        nodes = _count_again(store, everything, held)
        links = _measure_again(store, window, nodes, document_ids)
    return Material(
        nodes=nodes,
        links=links,
        positions=store.positions(),
        documents=chosen,
        n_documents_in_all=len(documents),
        n_windows=store.count_windows(window, document_ids),
        themes=themes,
    )


def _count_again(store: GraphFile, nodes: Sequence[Node], document_ids: set[str]) -> tuple[Node, ...]:
    counts = store.count_mentions(sorted(document_ids))
    kept = []
    for node in nodes:
        if node.kind == "document":
            if node.node_id in document_ids:
                kept.append(node)
        elif node.node_id in counts:
            n_mentions, n_documents = counts[node.node_id]
            kept.append(replace(node, n_mentions=n_mentions, n_documents=n_documents))
    return tuple(kept)


def _measure_again(
    store: GraphFile, window: Window, nodes: Sequence[Node], document_ids: Sequence[str]
) -> tuple[Link, ...]:
    number = {node.node_id: place for place, node in enumerate(nodes)}
    pairs = [pair for pair in store.count_pairs(window, document_ids) if pair[0] in number and pair[1] in number]
    if not pairs:
        return ()
    windows_of = store.count_marginals(window, document_ids)
    marginals = np.array([windows_of.get(node.node_id, 0) for node in nodes], dtype=np.int64)
    n_windows = store.count_windows(window, document_ids)
    sources = np.array([number[source] for source, *_ in pairs], dtype=np.int64)
    targets = np.array([number[pair[1]] for pair in pairs], dtype=np.int64)
    counts = [count for _, _, count, _ in pairs]
    measures = measure_pairs(counts, marginals[sources], marginals[targets], n_windows)
    # The same families as when the graph was built, so that choosing all documents one by one changes no number.
    families = ["proposed" if node.status == "proposed" else str(node.kind) for node in nodes]
    q_values = adjust_by_family(measures.p_value, (sources, targets), families, marginals, n_windows)
    return tuple(
        Link(
            source=source,
            target=target,
            window=window,
            count=count,
            npmi=float(measures.npmi[place]),
            log_likelihood=float(measures.log_likelihood[place]),
            association_strength=float(measures.association_strength[place]),
            jaccard=float(measures.jaccard[place]),
            q_value=float(q_values[place]),
            expected=float(measures.expected[place]),
            n_documents=n_documents,
        )
        for place, (source, target, count, n_documents) in enumerate(pairs)
    )
