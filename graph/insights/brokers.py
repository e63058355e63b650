"""Who stands in between: nodes that many shortest paths run through, and texts that span what others keep apart."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from graph.insights.counts import Counts, FloatArray, IntArray, Weighed
from graph.insights.groups import TOP
from graph.network import count_crossings, count_link_crossings

MAX_BRIDGES = 4


@dataclass(frozen=True, slots=True)
class Bridge:
    """A link of a broker into one group; ``crossings`` is the share of all pairs whose shortest path runs over it."""

    other: str
    group: int | None
    count: int
    crossings: float


@dataclass(frozen=True, slots=True)
class Broker:
    """A node in between.

    ``crossings``: share of all other pairs whose shortest path runs through it.
    ``at_top``: share of the resamples in which it is among the first ten.
    ``bridges``: for each group (or node outside all groups) that it has links to, the link that carries most; the most
    carrying first.
    """

    node_id: str
    rank: int
    crossings: float
    at_top: float
    n_links: int
    group: int | None
    bridges: tuple[Bridge, ...]


def list_brokers(
    counts: Counts, weighed: Weighed, group_of: Mapping[str, int], resampled: FloatArray, limit: int = 20
) -> list[Broker]:
    """Return at most ``limit`` nodes with the highest betweenness, the highest first; nodes without any are left out.

    Args:
        counts: shared windows by document.
        weighed: the links over all documents.
        group_of: number of the group of each node that is in one.
        resampled: betweenness in resamples of the documents, from :func:`graph.insights.groups.resample_crossings`.
    """
    n = len(counts.nodes)
    crossings = count_crossings(weighed.edges, weighed.strength, n)
    over = count_link_crossings(weighed.edges, weighed.strength, n)
    order = sorted(np.flatnonzero(crossings > 0), key=lambda node: (-crossings[node], counts.nodes[node].node_id))
    at_top = _count_at_top(resampled)
    found = []
    for rank, node in enumerate(order[:limit], 1):
        node_id = counts.nodes[node].node_id
        near = np.flatnonzero((weighed.edges == node).any(axis=1))
        found.append(
            Broker(
                node_id=node_id,
                rank=rank,
                crossings=float(crossings[node]),
                at_top=float(at_top[node]),
                n_links=len(near),
                group=group_of.get(node_id),
                bridges=_bridges(counts, weighed, int(node), near, over, group_of),
            )
        )
    return found


def _count_at_top(crossings: FloatArray) -> FloatArray:
    """Return for each node the share of the samples (rows) in which it is among the first ``TOP`` that have any."""
    if crossings.size == 0:
        return np.zeros(crossings.shape[1])
    limit = np.sort(crossings, axis=1)[:, ::-1][:, : TOP + 1]
    lowest = limit[:, min(TOP, limit.shape[1]) - 1]
    return np.asarray(((crossings >= lowest[:, None]) & (crossings > 0)).mean(axis=0), dtype=np.float64)


def _bridges(
    counts: Counts, weighed: Weighed, node: int, near: IntArray, over: FloatArray, group_of: Mapping[str, int]
) -> tuple[Bridge, ...]:
    best: dict[int | str, Bridge] = {}
    for link in sorted(near, key=lambda link: (-over[link], -weighed.strength[link], link)):
        first, second = weighed.edges[link]
        other = counts.nodes[second if first == node else first].node_id
        bridge = Bridge(other, group_of.get(other), int(weighed.count[link]), float(over[link]))
        best.setdefault(other if bridge.group is None else bridge.group, bridge)
    return tuple(best.values())[:MAX_BRIDGES]
