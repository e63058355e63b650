"""Which pairs of kinds are drawn; and links between people, or documents, that share concepts."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from graph.filters import Filters
from graph.links import adjust_p_values, count_pairs, measure_pairs
from graph.material import Material
from graph.rows import Kind, Link

PAIRS: dict[str, tuple[Kind, Kind]] = {
    "concepts": ("concept", "concept"),
    "concept_person": ("concept", "person"),
    "concept_document": ("concept", "document"),
}
DERIVED_KINDS: dict[str, Kind] = {"persons": "person", "documents": "document"}


def project_links(material: Material, filters: Filters) -> Sequence[Link]:
    """Return the links of the chosen projection, chance and threshold left aside."""
    if filters.projection == "all":
        return material.links
    if filters.is_derived:
        kind = DERIVED_KINDS[filters.projection]
        return material.remember(
            ("derived", kind, filters.proposed), lambda: derive_links(material, kind, proposed=filters.proposed)
        )
    wanted = PAIRS[filters.projection]
    kinds = {node.node_id: node.kind for node in material.nodes}
    pairs = {wanted, wanted[::-1]}
    return [link for link in material.links if (kinds.get(link.source), kinds.get(link.target)) in pairs]


def find_link(material: Material, filters: Filters, first: str, second: str) -> Link | None:
    """Return the link between two nodes in the chosen projection; where it has none, their shared windows."""
    pair = (min(first, second), max(first, second))
    for links in (project_links(material, filters), material.links):
        for link in links:
            if (link.source, link.target) == pair:
                return link
    return None


def shared_concepts(material: Material, kind: Kind, *, proposed: bool) -> dict[str, set[str]]:
    """Return for each node of ``kind`` the concepts that it meets more often than expected."""
    concepts = {
        node.node_id for node in material.nodes if node.kind == "concept" and (proposed or node.status == "known")
    }
    found: dict[str, set[str]] = {node.node_id: set() for node in material.nodes if node.kind == kind}
    for link in material.links:
        if link.count > link.expected:
            for node_id, other in ((link.source, link.target), (link.target, link.source)):
                if node_id in found and other in concepts:
                    found[node_id].add(other)
    return found


def derive_links(material: Material, kind: Kind, *, proposed: bool) -> tuple[Link, ...]:
    """Return links between nodes of one kind that meet the same concepts.

    Every concept is a window here, and who meets it is in that window; the measures and the chance are those of
    :mod:`graph.links`. ``n_documents`` is 0: such a link stands in no document.
    """
    near = shared_concepts(material, kind, proposed=proposed)
    ids = sorted(near)
    windows: dict[str, list[int]] = {}
    for place, node_id in enumerate(ids):
        for concept in near[node_id]:
            windows.setdefault(concept, []).append(place)
    found = count_pairs([windows[concept] for concept in sorted(windows)], len(ids))
    if not len(found.source):
        return ()
    measures = measure_pairs(found.count, found.marginals[found.source], found.marginals[found.target], found.n_windows)
    n = int((found.marginals > 0).sum())
    q_values = adjust_p_values(np.asarray(measures.p_value), n * (n - 1) // 2)
    return tuple(
        Link(
            source=ids[int(found.source[place])],
            target=ids[int(found.target[place])],
            window="sentence",
            count=int(found.count[place]),
            npmi=float(measures.npmi[place]),
            log_likelihood=float(measures.log_likelihood[place]),
            association_strength=float(measures.association_strength[place]),
            jaccard=float(measures.jaccard[place]),
            q_value=float(q_values[place]),
            expected=float(measures.expected[place]),
            n_documents=0,
        )
        for place in range(len(found.source))
    )
