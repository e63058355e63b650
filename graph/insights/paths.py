"""The strongest paths between two nodes, each step with the sentence that shows it best."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from graph.network import Network, find_paths
from graph.rows import Excerpt, Window
from graph.store import GraphFile

LONGEST = 320
"""Characters from which a sentence is only shown if there is no shorter one."""
LOOKED_AT = 200


@dataclass(frozen=True, slots=True)
class Step:
    """One link of a path, with its sentence (None if the link has none, as between document and document)."""

    source: str
    target: str
    strength: float
    count: int
    sentence: Excerpt | None


def list_paths(
    store: GraphFile, network: Network, window: Window, source: str, target: str, limit: int = 3
) -> list[tuple[Step, ...]]:
    """Return at most ``limit`` strongest paths from ``source`` to ``target``; see :func:`graph.network.find_paths`.

    A path is a chain of links between pairs. It does not say that its ends are spoken of together anywhere.
    """
    steps: dict[tuple[str, str], Step] = {}
    found = []
    for path in find_paths(network, source, target, limit):
        for a, b in pairwise(path):
            if (a, b) not in steps:
                link = network.edges[a, b]
                excerpts = store.link_excerpts(a, b, window, LOOKED_AT)
                steps[a, b] = Step(a, b, float(link["weight"]), int(link["count"]), choose_sentence(excerpts, a, b))
        found.append(tuple(steps[a, b] for a, b in pairwise(path)))
    return found


def choose_sentence(excerpts: Sequence[Excerpt], source: str, target: str) -> Excerpt | None:
    """Return the excerpt in which the two nodes stand nearest to each other; of equals the shortest, then the first.

    A long one is chosen only if all are long: who follows a path wants to read on.
    """

    def order(excerpt: Excerpt) -> tuple[bool, int, int]:
        return len(excerpt.text) > LONGEST, _gap(excerpt, source, target), len(excerpt.text)

    return min(excerpts, key=order, default=None)


def _gap(excerpt: Excerpt, source: str, target: str) -> int:
    """Return the characters between the nearest marks of the two; the length of the text where one has no mark."""
    first = [mark for mark in excerpt.marks if mark.node_id == source]
    second = [mark for mark in excerpt.marks if mark.node_id == target]
    gaps = [max(b.start - a.end, a.start - b.end, 0) for a in first for b in second]
    return min(gaps, default=len(excerpt.text))
