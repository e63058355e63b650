"""How large a node is drawn, and why: what is counted, and its place in the order of that count."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from graph.filters import Filters
from graph.groups import TELLING
from graph.material import Material
from graph.messages import say
from graph.network import make_network, measure_betweenness, rank_nodes
from graph.rows import KINDS, Link, Node
from graph.wording import KIND_WORDS, count_words, format_number, format_rank


@dataclass(frozen=True)
class Standing:
    """``values``: what sizes are drawn from. ``places``: place in the order and of how many, in words."""

    values: Mapping[str, float]
    places: Mapping[str, str]


def measure_standing(
    material: Material, filters: Filters, candidates: Sequence[Node], links: Sequence[Link]
) -> Standing:
    """Return size and place of every candidate.

    Mentions and documents are compared within a kind; links and positions in between among all nodes but documents.
    """
    named = [node for node in candidates if node.kind != "document"]
    if filters.sizing == "none":
        return Standing({node.node_id: 1.0 for node in candidates}, {})
    if filters.sizing in ("mentions", "documents"):
        return _by_count(candidates, documents=filters.sizing == "documents")
    if filters.sizing == "degree":
        values = count_links(links)
        degrees = {node.node_id: float(values.get(node.node_id, 0)) for node in named}
        ranks = rank_nodes(degrees)
        places = {
            node_id: say(
                "{links}; {rank} in aantal banden van {n}",
                links=count_words(int(degrees[node_id]), ("band", "banden")),
                rank=format_rank(rank),
                n=format_number(len(named)),
            )
            for node_id, rank in ranks.items()
        }
        return Standing(degrees, places)
    between = read_betweenness(material)
    crossings = {node.node_id: between.get(node.node_id, 0.0) for node in named}
    places = {
        node_id: say("{rank} in tussenpositie van {n}", rank=format_rank(rank), n=format_number(len(named)))
        if crossings[node_id] > 0
        else say("geen tussenpositie")
        for node_id, rank in rank_nodes(crossings).items()
    }
    return Standing(crossings, places)


def _by_count(candidates: Sequence[Node], *, documents: bool) -> Standing:
    values: dict[str, float] = {}
    places: dict[str, str] = {}
    for kind in KINDS:
        mine = {
            node.node_id: float(node.n_documents if documents else node.n_mentions)
            for node in candidates
            if node.kind == kind
        }
        values.update(mine)
        total = count_words(len(mine), KIND_WORDS[kind])
        places.update(
            {
                node_id: say("{rank} van {total}", rank=format_rank(rank), total=total)
                for node_id, rank in rank_nodes(mine).items()
            }
        )
    return Standing(values, places)


def count_links(links: Iterable[Link]) -> dict[str, int]:
    """Return how many links each node has."""
    counts: dict[str, int] = {}
    for link in links:
        for node_id in (link.source, link.target):
            counts[node_id] = counts.get(node_id, 0) + 1
    return counts


def read_betweenness(material: Material) -> Mapping[str, float]:
    """Return the betweenness of all nodes but documents, over telling links; the filters leave it alone."""

    def measure() -> dict[str, float]:
        nodes = [node for node in material.nodes if node.kind != "document"]
        telling = [link for link in material.links if link.count > link.expected and link.log_likelihood >= TELLING]
        return measure_betweenness(make_network(nodes, telling))

    return material.remember("betweenness", measure)
