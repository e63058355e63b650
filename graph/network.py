"""The only networkx analysis: make a network, and find groups, positions in between, backbone, paths and surroundings.

igraph does what must be done a hundred times over. Everything goes in sorted and with a seed, so that the same graph
always gives the same answer.
"""

from __future__ import annotations

import random
import threading
from collections.abc import Iterable, Mapping
from itertools import islice
from typing import TypeAlias

import igraph  # type: ignore[import-untyped]
import networkx as nx  # type: ignore[import-untyped]
import numpy as np
from numpy.typing import ArrayLike, NDArray

from graph.rows import Link, Node

Network: TypeAlias = nx.Graph
Pair: TypeAlias = tuple[str, str]

DISTANCE_POWER = 0.5
"""How much a link's strength counts beside the number of steps (alpha of Opsahl et al. 2010): 0 only steps, 1 only
strength. Strengths differ a hundredfold: with 1 a path rather takes five strong links than one of ordinary size."""

# The chance that igraph uses is one for the whole process; two visitors must not take turns in it.
_CHANCE = threading.Lock()


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


# -- groups -----------------------------------------------------------------------------------------------------------


def find_communities(network: Network, seed: int = 1) -> list[list[str]]:
    """Return groups of nodes that hang together (Louvain; Blondel et al. 2008), the largest first, each sorted."""
    if network.number_of_nodes() == 0:
        return []
    found = nx.community.louvain_communities(network, weight="weight", seed=seed)
    return sorted((sorted(group) for group in found), key=lambda group: (-len(group), group[0]))


def find_groups(edges: ArrayLike, weights: ArrayLike, n_nodes: int, seed: int = 1) -> NDArray[np.int64]:
    """Return the number of the group that each node falls in, such that groups hang together inside.

    Modularity (Newman & Girvan 2004) is made large by the Leiden algorithm (Traag, Waltman & van Eck 2019), which
    unlike Louvain never leaves a group in loose parts. A node without links is a group of its own.

    Args:
        edges: pairs of node numbers, sorted; shape (n, 2).
        weights: one a pair, above 0.
        n_nodes: how many nodes there are.
        seed: for the order in which nodes are tried.
    """
    graph = igraph.Graph(n=n_nodes, edges=np.asarray(edges, dtype=np.int64).reshape(-1, 2).tolist())
    if graph.ecount() == 0:
        return np.arange(n_nodes, dtype=np.int64)
    with _CHANCE:
        igraph.set_random_number_generator(random.Random(seed))
        found = graph.community_leiden("modularity", weights=np.asarray(weights).tolist(), n_iterations=-1)
        igraph.set_random_number_generator(random)
    return np.asarray(found.membership, dtype=np.int64)


# -- in between -------------------------------------------------------------------------------------------------------


def measure_distances(weights: ArrayLike, power: float = DISTANCE_POWER) -> NDArray[np.float64]:
    """Return how long each link is for a path: 1 / weight^power (Opsahl, Agneessens & Skvoretz 2010, eq. 7)."""
    return np.asarray(weights, dtype=np.float64) ** -power


def count_crossings(edges: ArrayLike, weights: ArrayLike, n_nodes: int) -> NDArray[np.float64]:
    """Return for each node the share of all other pairs whose shortest path runs through it (betweenness).

    Freeman 1977, computed by Brandes 2001 on the distances of :func:`measure_distances`; where several paths are
    equally short each counts for its part. 1 is every path between two others, 0 none.
    """
    graph, distances = _as_igraph(edges, weights, n_nodes)
    found = np.asarray(graph.betweenness(weights=distances, directed=False), dtype=np.float64)
    pairs = (n_nodes - 1) * (n_nodes - 2) / 2
    return found / pairs if pairs > 0 else np.zeros(n_nodes)


def count_link_crossings(edges: ArrayLike, weights: ArrayLike, n_nodes: int) -> NDArray[np.float64]:
    """Return for each link the share of all pairs whose shortest path runs over it (Girvan & Newman 2002)."""
    graph, distances = _as_igraph(edges, weights, n_nodes)
    found = np.asarray(graph.edge_betweenness(weights=distances, directed=False), dtype=np.float64)
    pairs = n_nodes * (n_nodes - 1) / 2
    return found / pairs if pairs > 0 else found


def _as_igraph(edges: ArrayLike, weights: ArrayLike, n_nodes: int) -> tuple[igraph.Graph, list[float]]:
    ends = np.asarray(edges, dtype=np.int64).reshape(-1, 2)
    return igraph.Graph(n=n_nodes, edges=ends.tolist()), measure_distances(weights).tolist()


def measure_betweenness(network: Network) -> dict[str, float]:
    """Return the betweenness of every node; see :func:`count_crossings`. Links without weight carry no path."""
    nodes = sorted(network)
    number = {node: place for place, node in enumerate(nodes)}
    links = [(*sorted((a, b)), float(data["weight"])) for a, b, data in network.edges(data=True) if data["weight"] > 0]
    links.sort()
    edges = [(number[a], number[b]) for a, b, _ in links]
    shares = count_crossings(edges, [weight for *_, weight in links], len(nodes))
    return {node: float(share) for node, share in zip(nodes, shares, strict=True)}


def rank_nodes(values: Mapping[str, float]) -> dict[str, int]:
    """Return the place of every node in the order of ``values``, the highest 1; equal values share a place.

    >>> rank_nodes({"a": 0.5, "b": 0.1, "c": 0.5, "d": 0.0})
    {'a': 1, 'c': 1, 'b': 3, 'd': 4}
    """
    ordered = sorted(values, key=lambda node: (-values[node], node))
    ranks: dict[str, int] = {}
    for place, node in enumerate(ordered, 1):
        former = ordered[place - 2] if place > 1 else None
        ranks[node] = ranks[former] if former is not None and values[former] == values[node] else place
    return ranks


# -- backbone ---------------------------------------------------------------------------------------------------------


def measure_disparity(network: Network) -> dict[Pair, float]:
    """Return for each link (source < target) how likely a weight so large is if a node spread its weight at random.

    The disparity filter (Serrano, Boguñá & Vespignani 2009, eq. 2): (1 - w/s)^(k - 1) for an end with k links that
    weigh s together; of the two ends the smaller counts. An end with one link says nothing (1).
    """
    strengths = dict(network.degree(weight="weight"))
    degrees = dict(network.degree())
    found: dict[Pair, float] = {}
    for a, b, data in network.edges(data=True):
        first, second = sorted((a, b))
        chances = [
            (1.0 - min(data["weight"] / strengths[end], 1.0)) ** (degrees[end] - 1)
            for end in (first, second)
            if degrees[end] > 1 and strengths[end] > 0
        ]
        found[first, second] = min(chances, default=1.0)
    return dict(sorted(found.items()))


def find_backbone(network: Network, level: float = 0.05) -> Network:
    """Return the network with only the links whose :func:`measure_disparity` lies below ``level``; all nodes stay."""
    kept = nx.Graph()
    kept.add_nodes_from(network.nodes(data=True))
    for (a, b), chance in measure_disparity(network).items():
        if chance < level:
            kept.add_edge(a, b, **network.edges[a, b])
    return kept


# -- paths and surroundings -------------------------------------------------------------------------------------------


def find_paths(network: Network, source: str, target: str, limit: int = 3) -> list[list[str]]:
    """Return at most ``limit`` strongest paths between two nodes, the shortest first; none if nothing joins them.

    Paths without detours in the order of their length (Yen 1971) over the distances of :func:`measure_distances`.
    """
    if source not in network or target not in network or source == target:
        return []
    positive = nx.Graph()
    positive.add_nodes_from(sorted(network))
    for a, b, data in sorted(network.edges(data=True), key=lambda edge: tuple(sorted(edge[:2]))):
        if data["weight"] > 0:
            positive.add_edge(a, b, distance=float(measure_distances(data["weight"])))
    try:
        return [list(path) for path in islice(nx.shortest_simple_paths(positive, source, target, "distance"), limit)]
    except nx.NetworkXNoPath:
        return []


def find_surroundings(network: Network, centres: Iterable[str], steps: int = 1) -> dict[str, int]:
    """Return the nodes at most ``steps`` links away from any of ``centres``, with how far: their ego network.

    Centres that do not exist are left out. The centres come first, then what is nearest; equals by id.
    """
    reached = {centre: 0 for centre in sorted(set(centres)) if centre in network}
    edge = list(reached)
    for step in range(1, steps + 1):
        edge = sorted({other for node in edge for other in network[node]} - reached.keys())
        reached.update(dict.fromkeys(edge, step))
    return reached
