"""Groups of nodes that hang together, and groups of documents; names and colours that filters leave alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath

from graph.material import Material
from graph.network import find_groups
from graph.palette import NEUTRAL, THEME_COLOURS, Colour
from graph.rows import Document, Link, Node
from graph.wording import clean_label

TELLING = 3.84
"""Log-likelihood from which a link counts for groups: 5 % of the chi-square distribution with one degree of freedom."""
SMALLEST = 3


def make_groups(nodes: Sequence[Node], links: Sequence[Link]) -> dict[str, str]:
    """Return for each node in a group the node that the group is named after: its most widely named concept.

    Documents and proposed concepts take no part; groups of fewer than ``SMALLEST`` nodes have no name.
    """
    known = sorted(
        (node for node in nodes if node.kind != "document" and node.status == "known"), key=lambda node: node.node_id
    )
    number = {node.node_id: place for place, node in enumerate(known)}
    telling = sorted(
        (number[link.source], number[link.target], link.log_likelihood)
        for link in links
        if link.source in number
        and link.target in number
        and link.count > link.expected
        and link.log_likelihood >= TELLING
    )
    if not telling:
        return {}
    membership = find_groups([(a, b) for a, b, _ in telling], [weight for *_, weight in telling], len(known))
    members: dict[int, list[Node]] = {}
    for node, group in zip(known, membership.tolist(), strict=True):
        members.setdefault(group, []).append(node)
    found: dict[str, str] = {}
    for held in members.values():
        if len(held) >= SMALLEST:
            leader = min(held, key=_prominence)
            found.update({node.node_id: leader.node_id for node in held})
    return found


def _prominence(node: Node) -> tuple[bool, int, int, str]:
    return node.kind != "concept", -node.n_documents, -node.n_mentions, node.node_id


def read_groups(material: Material) -> Mapping[str, str]:
    """Return the groups of the whole graph where the caller knows them, else those of this material."""
    if material.groups is not None:
        return material.groups
    return material.remember("groups", lambda: make_groups(material.nodes, material.links))


def name_groups(groups: Mapping[str, str], nodes: Sequence[Node], n_names: int = 3) -> dict[str, str]:
    """Return leader -> 'verbinding, vertrouwen, nabijheid', the largest group first."""
    members: dict[str, list[Node]] = {}
    for node in nodes:
        if node.node_id in groups:
            members.setdefault(groups[node.node_id], []).append(node)
    ordered = sorted(members, key=lambda leader: (-len(members[leader]), leader))
    return {
        leader: ", ".join(clean_label(node.label, 24) for node in sorted(members[leader], key=_prominence)[:n_names])
        for leader in ordered
    }


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
            return {document_id: name or "zonder naam" for document_id, name in way.items()}
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
