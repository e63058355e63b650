"""The groups that a view is coloured and filtered by: those of nodes, and those of documents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath

from graph.groups import make_groups
from graph.material import Material
from graph.messages import mark
from graph.palette import NEUTRAL, THEME_COLOURS, Colour
from graph.rows import Document, Link

NAMELESS = mark("zonder naam")


def read_groups(material: Material) -> Mapping[str, str]:
    """Return the groups of the whole graph where the caller knows them, else those of this material."""
    if material.groups is not None:
        return material.groups
    return material.remember("groups", lambda: make_groups(material.nodes, material.links))


def group_documents(documents: Sequence[Document]) -> dict[str, str]:
    """Return document id -> its group: its folder, else its first author, else the text itself.

    The first of these that tells documents apart without giving each a group of its own is taken.
    """
    ways = (
        {document.document_id: PurePosixPath(document.path).parent.name for document in documents},
        {document.document_id: document.authors[0] if document.authors else "" for document in documents},
    )
    for way in ways:
        if 1 < len(set(way.values())) <= max(len(documents) // 2, 2):
            return {document_id: name or NAMELESS for document_id, name in way.items()}
    return {document.document_id: document.title for document in documents}


def attribute_texts(links: Sequence[Link], groups: Mapping[str, str]) -> dict[str, str]:
    """Return for each node the group of documents in which it stands out most (log-likelihood, summed)."""
    pull: dict[str, dict[str, float]] = {}
    for link in links:
        for node_id, other in ((link.source, link.target), (link.target, link.source)):
            if other in groups and node_id not in groups and link.count > link.expected:
                mine = pull.setdefault(node_id, {})
                mine[groups[other]] = mine.get(groups[other], 0.0) + link.log_likelihood
    found = {node_id: min(mine, key=lambda name: (-mine[name], name)) for node_id, mine in pull.items()}
    return {**found, **groups}


def colour_groups(names: Mapping[str, str] | Sequence[str]) -> dict[str, Colour]:
    """Return a colour for the first eight, in their order; grey for the others."""
    return {name: THEME_COLOURS[n] if n < len(THEME_COLOURS) else NEUTRAL for n, name in enumerate(names)}
