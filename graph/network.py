"""The only networkx analysis: make a network of nodes and links, and find what hangs together in it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

import networkx as nx  # type: ignore[import-untyped]

from graph.rows import Link, Node

Network: TypeAlias = nx.Graph


def make_network(nodes: Iterable[Node], links: Iterable[Link], measure: str = "log_likelihood") -> Network:
    """Return a network whose links weigh what ``measure`` says; links between other nodes are left out.

    Nodes and links go in sorted: several algorithms of networkx give another answer for another order.
    """
    network = nx.Graph()
    for node in sorted(nodes, key=lambda node: node.node_id):
        network.add_node(node.node_id, kind=node.kind, label=node.label, theme=node.theme)
    for link in sorted(links, key=lambda link: (link.source, link.target)):
        if link.source in network and link.target in network:
            network.add_edge(link.source, link.target, weight=float(getattr(link, measure)), count=link.count)
    return network


def find_communities(network: Network, seed: int = 1) -> list[list[str]]:
    """Return groups of nodes that hang together (Louvain; Blondel et al. 2008), the largest first, each sorted."""
    if network.number_of_nodes() == 0:
        return []
    found = nx.community.louvain_communities(network, weight="weight", seed=seed)
    return sorted((sorted(group) for group in found), key=lambda group: (-len(group), group[0]))
