"""Groups of nodes that hang together: one division of the whole graph, for the colours, the filter and the insights.

It is made once from all texts, on shared sentences, so that no choice of texts, window or kinds gives a group another
name or other members.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from graph.network import find_groups
from graph.rows import Link, Node
from graph.wording import clean_label

TELLING = 3.84
"""Log-likelihood from which a link counts for groups: 5 % of the chi-square distribution with one degree of freedom."""
SMALLEST = 3
"""Nodes in the smallest group that is worth a name."""


def make_groups(nodes: Sequence[Node], links: Sequence[Link]) -> dict[str, str]:
    """Return for each node in a group the node that the group is named after: its most telling concept.

    Telling is what is strong in the group and little elsewhere: the strength of its links inside, times the share of
    all its strength that is inside. The nodes of a group stand together, concepts first, the most telling first.
    Documents and proposed concepts take no part; groups of fewer than ``SMALLEST`` nodes have no name.

    Args:
        nodes: all nodes of the graph.
        links: all its links within a sentence.
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
    whole, inside = np.zeros(len(known)), np.zeros(len(known))
    for a, b, weight in telling:
        for end in (a, b):
            whole[end] += weight
            inside[end] += weight if membership[a] == membership[b] else 0.0
    shares = inside**2 / np.where(whole > 0, whole, 1.0)
    members: dict[int, list[int]] = {}
    for place, group in enumerate(membership.tolist()):
        members.setdefault(group, []).append(place)
    found: dict[str, str] = {}
    for held in members.values():
        if len(held) >= SMALLEST:
            held.sort(key=lambda place: (known[place].kind != "concept", -shares[place], known[place].node_id))
            found.update({known[place].node_id: known[held[0]].node_id for place in held})
    return found


def list_members(groups: Mapping[str, str]) -> dict[str, list[str]]:
    """Return leader -> the nodes of its group, the most telling first; the largest group first."""
    members: dict[str, list[str]] = {}
    for node_id, leader in groups.items():
        members.setdefault(leader, []).append(node_id)
    return {leader: members[leader] for leader in sorted(members, key=lambda leader: (-len(members[leader]), leader))}


def name_groups(groups: Mapping[str, str], nodes: Sequence[Node], n_names: int = 3) -> dict[str, str]:
    """Return leader -> 'verbinding, vertrouwen, nabijheid', the largest group first."""
    labels = {node.node_id: clean_label(node.label, 24) for node in nodes if node.node_id in groups}
    named = {
        leader: ", ".join([labels[node_id] for node_id in held if node_id in labels][:n_names])
        for leader, held in list_members(groups).items()
    }
    return {leader: name for leader, name in named.items() if name}
