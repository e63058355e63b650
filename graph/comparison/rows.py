"""Two selections of texts → every link with how often it is here and there, and what of that is worth drawing."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from graph.comparison.measures import adjust_by_group, measure_differences, smallest_p_values
from graph.links import LEVEL
from graph.rows import Node, Window
from graph.store import GraphFile

Where = Literal["here", "there", "both"]
WHERES: tuple[Where, ...] = ("here", "there", "both")
MAX_DRAWN_NODES, MAX_DRAWN_LINKS = 40, 66


@dataclass(frozen=True, slots=True)
class Half:
    """A link within one selection: windows with both, windows to expect by chance, and the texts it rests on."""

    count: int
    expected: float
    n_documents: int
    n_source: int  # windows with the first node, and with the second
    n_target: int


@dataclass(frozen=True, slots=True)
class ComparedLink:
    """A link in two selections. Measures: graph/comparison/measures.py; ``log_ratio`` above 0 is stronger here."""

    source: str
    target: str
    here: Half
    there: Half
    log_ratio: float
    low: float
    high: float
    log_likelihood: float
    q_value: float

    @property
    def where(self) -> Where:
        """Return in which of the two selections the link is."""
        if self.here.count and self.there.count:
            return "both"
        return "here" if self.here.count else "there"

    @property
    def is_clear(self) -> bool:
        """Answer whether the difference is larger than chance explains."""
        return self.q_value < LEVEL

    @property
    def rests_on_one_text(self) -> bool:
        """Answer whether all its windows stand in one text."""
        return self.here.n_documents + self.there.n_documents == 1


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two selections compared: their links, the clearest difference first, and their sizes in windows."""

    links: tuple[ComparedLink, ...]
    window: Window
    n_here: int
    n_there: int

    def count(self, where: Where) -> int:
        """Return how many links are only here, only there, or in both."""
        return sum(link.where == where for link in self.links)


def compare_selections(
    store: GraphFile, window: Window, here: Sequence[str], there: Sequence[str], nodes: Iterable[Node]
) -> Comparison:
    """Return the links among ``nodes`` in two selections of documents.

    A text that is in both selections counts in both.

    Args:
        store: the graph.
        window: within what two nodes must stand to be linked.
        here, there: document ids.
        nodes: between which nodes; documents are left out, since every sentence is in one.
    """
    families = {
        node.node_id: "proposed" if node.status == "proposed" else str(node.kind)
        for node in nodes
        if node.kind != "document"
    }
    sizes = store.count_windows(window, here), store.count_windows(window, there)
    if not all(sizes):
        return Comparison((), window, *sizes)
    pairs: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for side, document_ids in enumerate((here, there)):
        for source, target, count, n_documents in store.count_pairs(window, document_ids):
            if source in families and target in families:
                pairs.setdefault((source, target), [(0, 0), (0, 0)])[side] = (count, n_documents)
    marginals = store.count_marginals(window, here), store.count_marginals(window, there)
    counts = tuple([found[side][0] for found in pairs.values()] for side in (0, 1))
    if not pairs:
        return Comparison((), window, *sizes)
    measured = measure_differences(counts[0], sizes[0], counts[1], sizes[1])
    smallest = smallest_p_values([a + b for a, b in zip(*counts, strict=True)], *sizes)
    groups = [tuple(sorted((families[source], families[target]))) for source, target in pairs]
    q_values = adjust_by_group(measured.p_value, smallest, groups)

    def half(side: int, pair: tuple[str, str], found: tuple[int, int]) -> Half:
        first, second = (marginals[side].get(node_id, 0) for node_id in pair)
        return Half(found[0], first * second / sizes[side], found[1], first, second)

    links = [
        ComparedLink(
            source=pair[0],
            target=pair[1],
            here=half(0, pair, found[0]),
            there=half(1, pair, found[1]),
            log_ratio=float(measured.log_ratio[place]),
            low=float(measured.low[place]),
            high=float(measured.high[place]),
            log_likelihood=float(measured.log_likelihood[place]),
            q_value=float(q_values[place]),
        )
        for place, (pair, found) in enumerate(pairs.items())
    ]
    return Comparison(tuple(sorted(links, key=_by_difference)), window, *sizes)


def _by_difference(link: ComparedLink) -> tuple[bool, float, int, str, str]:
    return (
        not link.is_clear,
        -round(link.log_likelihood, 9),
        -(link.here.count + link.there.count),
        link.source,
        link.target,
    )


def _by_presence(link: ComparedLink) -> tuple[int, float, str, str]:
    return (-min(link.here.count, link.there.count), -link.log_likelihood, link.source, link.target)


def choose_drawn(
    links: Sequence[ComparedLink],
    wheres: Collection[Where] = WHERES,
    also: Sequence[str] = (),
    max_nodes: int = MAX_DRAWN_NODES,
    max_links: int = MAX_DRAWN_LINKS,
) -> list[ComparedLink]:
    """Return the links that are drawn: turn by turn the foremost of those only here, only there and in both.

    A pair that meets no more than chance would have it, on the side where it is, says nothing and is left out.

    Args:
        links: all links.
        wheres: which of the three kinds take part.
        also: the two ends of a link that is drawn whatever happens.
        max_nodes, max_links: how many there may be.
    """
    telling = [link for link in links if link.where in wheres and _is_bound(link)]
    queues = [
        sorted(
            (link for link in telling if link.where == where), key=_by_presence if where == "both" else _by_difference
        )
        for where in WHERES
    ]
    asked = [link for link in links if set(also) == {link.source, link.target}]
    chosen: list[ComparedLink] = asked[:]
    nodes = {node_id for link in chosen for node_id in (link.source, link.target)}
    longest = max(map(len, queues))
    for turn in range(longest):
        for queue in queues:
            if turn >= len(queue) or len(chosen) >= max_links or queue[turn] in asked:
                continue
            ends = {queue[turn].source, queue[turn].target}
            if len(nodes | ends) <= max_nodes:
                nodes |= ends
                chosen.append(queue[turn])
    return chosen


def _is_bound(link: ComparedLink) -> bool:
    return any(half.count > half.expected for half in (link.here, link.there))
