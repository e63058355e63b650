"""Which nodes and links may be drawn: the filters, and a share of the room for every kind."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from graph.filters import Filters
from graph.rows import Kind, Link, Node
from graph.wording import Measure

QUOTAS: dict[Kind, int] = {"concept": 70, "person": 17, "document": 13, "organisation": 10, "place": 10}


def read_measure(link: Link, measure: Measure) -> float:
    """Return the strength of a link by one measure."""
    return float(getattr(link, measure))


def select_links(links: Iterable[Link], filters: Filters) -> list[Link]:
    """Return the links that may be shown: more often together than expected, and no likely chance if so asked.

    Log-likelihood has no sign: without the first condition, things that avoid each other would count as bound.
    """
    limit = filters.max_q
    return [
        link
        for link in links
        if (link.count > link.expected or filters.measure == "count") and (limit is None or link.q_value < limit)
    ]


def attribute_themes(nodes: Iterable[Node], links: Iterable[Link]) -> dict[str, str]:
    """Return the theme of every concept, and for the other nodes the theme that their strongest links lead to."""
    themes = {node.node_id: node.theme for node in nodes if node.kind == "concept" and node.theme}
    pull: dict[str, dict[str, float]] = {}
    for link in links:
        for node_id, other in ((link.source, link.target), (link.target, link.source)):
            if other in themes and node_id not in themes:
                per_theme = pull.setdefault(node_id, {})
                per_theme[themes[other]] = per_theme.get(themes[other], 0.0) + link.log_likelihood
    for node_id, per_theme in pull.items():
        themes[node_id] = min(per_theme, key=lambda theme: (-per_theme[theme], theme))
    return themes


def is_wanted(node: Node, filters: Filters) -> bool:
    """Return whether the chosen kinds include this node; proposed concepts are a kind of their own."""
    if node.kind == "concept" and node.status == "proposed":
        return filters.proposed and (filters.projection == "all" or "concept" in filters.drawn_kinds)
    return node.kind in filters.drawn_kinds


def share_room(sizes: Mapping[Kind, int], room: int) -> dict[Kind, int]:
    """Return how many nodes each kind may show: by quota, and what one kind leaves goes to the others.

    >>> share_room({"concept": 100, "person": 3, "document": 50}, 60)
    {'concept': 49, 'person': 3, 'document': 8}
    """
    shares = dict.fromkeys(sizes, 0)
    open_kinds = [kind for kind in sizes if sizes[kind]]
    left = min(room, sum(sizes.values()))
    while left > 0:
        weight = sum(QUOTAS[kind] for kind in open_kinds)
        exact = {kind: left * QUOTAS[kind] / weight for kind in open_kinds}
        given = {kind: min(int(exact[kind]), sizes[kind] - shares[kind]) for kind in open_kinds}
        if not any(given.values()):
            # Less room than kinds: one each, the largest remainder first.
            for kind in sorted(open_kinds, key=lambda kind: -exact[kind])[:left]:
                given[kind] = 1
        for kind, n in given.items():
            shares[kind] += n
            left -= n
        open_kinds = [kind for kind in open_kinds if shares[kind] < sizes[kind]]
    return shares


def choose_nodes(candidates: Sequence[Node], max_nodes: int, links: Sequence[Link]) -> list[Node]:
    """Return at most ``max_nodes`` nodes: quotas by kind, within a kind the most widely and often named.

    A node with a link to what is shown goes before one without: loose nodes say nothing about what hangs together.
    Documents are not named; they rank by the strength of their links to the nodes chosen so far.
    """
    by_kind: dict[Kind, list[Node]] = {kind: [] for kind in QUOTAS}
    for node in candidates:
        by_kind[node.kind].append(node)
    shares = share_room({kind: len(nodes) for kind, nodes in by_kind.items()}, max_nodes)
    chosen: list[Node] = []
    for kind, nodes in by_kind.items():
        if not shares[kind]:
            continue
        strengths = _sum_strengths(links, {node.node_id for node in nodes}, {node.node_id for node in chosen})

        def order(node: Node, strengths: Mapping[str, float] = strengths) -> tuple[float, float, float, str]:
            strength = strengths.get(node.node_id, 0.0)
            if node.kind == "document":
                return (-strength, 0.0, 0.0, node.node_id)
            return (0.0 if strength else 1.0, -node.n_documents, -node.n_mentions, node.node_id)

        chosen.extend(sorted(nodes, key=order)[: shares[kind]])
    return chosen


def _sum_strengths(links: Iterable[Link], mine: set[str], others: set[str]) -> dict[str, float]:
    """Return for each node of ``mine`` the log-likelihoods of its links with each other and with ``others``, summed."""
    strengths: dict[str, float] = {}
    for link in links:
        for node_id, other in ((link.source, link.target), (link.target, link.source)):
            if node_id in mine and (other in mine or other in others):
                strengths[node_id] = strengths.get(node_id, 0.0) + link.log_likelihood
    return strengths
