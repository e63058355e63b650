"""What is drawn around chosen nodes, on the paths between two, and of the backbone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from graph.filters import Filters
from graph.network import Network, find_paths, find_surroundings, make_network, measure_disparity
from graph.rows import Link, Node
from graph.view.choice import read_measure

N_PATHS = 3
MOST_OPENED = 25
BACKBONE_LEVEL = 0.05


def keep_backbone(links: Sequence[Link], nodes: Iterable[Node], filters: Filters) -> list[Link]:
    """Return the links that the disparity filter keeps; see :func:`graph.network.measure_disparity`."""
    chances = measure_disparity(_network(nodes, links, filters))
    return [link for link in links if chances.get((link.source, link.target), 1.0) < BACKBONE_LEVEL]


def find_routes(nodes: Sequence[Node], links: Sequence[Link], filters: Filters) -> list[list[str]]:
    """Return the strongest paths between the two nodes of ``filters.path``.

    They run through a document only where documents are what is drawn or asked for: that two things stand somewhere in
    the same text says little.
    """
    if len(filters.path) != 2:
        return []
    if filters.projection == "all":
        kept = {node.node_id for node in nodes if node.kind != "document" or node.node_id in filters.path}
        nodes = [node for node in nodes if node.node_id in kept]
    return find_paths(_network(nodes, links, filters), filters.path[0], filters.path[1], N_PATHS)


def _network(nodes: Iterable[Node], links: Iterable[Link], filters: Filters) -> Network:
    return make_network(nodes, [link for link in links if read_measure(link, filters.measure) > 0], filters.measure)


def choose_around(nodes: Sequence[Node], links: Sequence[Link], filters: Filters) -> tuple[list[Node], list[Link]]:
    """Return at most ``max_nodes`` nodes around the focus, the nearest first and of these the strongest bound.

    The links are those that tie each of them to the focus: the strongest to a node one step nearer. They are drawn
    whatever the threshold, so that nothing hangs loose.
    """
    network = _network(nodes, links, filters)
    distances = find_surroundings(network, filters.focus, filters.steps)
    inward = _strongest_inward(links, distances, filters)
    held = {node.node_id: node for node in nodes}
    chosen: dict[str, Node] = {}
    ties: list[Link] = []

    def order(node_id: str) -> tuple[int, float, str]:
        strength = read_measure(inward[node_id], filters.measure) if node_id in inward else 0.0
        return distances[node_id], -strength, node_id

    for node_id in sorted(distances, key=order):
        tie = inward.get(node_id)
        if len(chosen) >= max(filters.max_nodes, len(filters.focus)):
            break
        if tie is not None:
            if (tie.target if tie.source == node_id else tie.source) not in chosen:
                continue  # what it hangs on found no room
            ties.append(tie)
        chosen[node_id] = held[node_id]
    return list(chosen.values()), ties


def _strongest_inward(links: Iterable[Link], distances: Mapping[str, int], filters: Filters) -> dict[str, Link]:
    best: dict[str, Link] = {}
    for link in links:
        a, b = distances.get(link.source), distances.get(link.target)
        if a is None or b is None or abs(a - b) != 1:
            continue
        outer = link.source if a > b else link.target
        if outer not in best or read_measure(link, filters.measure) > read_measure(best[outer], filters.measure):
            best[outer] = link
    return best


def choose_opened(
    nodes: Iterable[Node], links: Sequence[Link], filters: Filters, drawn: set[str]
) -> tuple[list[Node], list[Link]]:
    """Return the neighbours of the opened nodes that are not drawn yet, with the links that tie them."""
    held = {node.node_id: node for node in nodes}
    added: dict[str, Node] = {}
    ties: list[Link] = []
    for node_id in filters.opened:
        mine = [link for link in links if node_id in (link.source, link.target)]
        mine.sort(key=lambda link: (-read_measure(link, filters.measure), link.source, link.target))
        n = 0
        for link in mine:
            other = link.target if link.source == node_id else link.source
            if other in drawn or other not in held or n >= MOST_OPENED:
                continue
            added[other] = held[other]
            ties.append(link)
            n += 1
        if node_id not in drawn and node_id in held:
            added[node_id] = held[node_id]
    return list(added.values()), ties
