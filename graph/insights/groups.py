"""What hangs together: groups of nodes, what they are about, and how well they stand when the texts differ."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from graph.groups import SMALLEST, list_members
from graph.insights.counts import Counts, FloatArray, IntArray, Weighed, draw_samples, weigh_links
from graph.network import count_crossings, find_groups

N_SAMPLES = 100
FIRM, FAIR = 0.75, 0.6
"""From which mean overlap a group stands (0.75) or is a pattern at least (0.6); Hennig 2008 after Hennig 2007."""
CORE = 0.75
"""Share of the samples in which a member of the core stays with its group."""
TOP = 10
"""How many places count as 'at the top' when brokers are ranked again in each sample."""

Firmness = Literal["firm", "fair", "shaky"]


@dataclass(frozen=True, slots=True)
class Group:
    """Nodes that hang together, the most telling first: those of them that take part.

    ``named_after``: the nodes that the group is named after everywhere, its leader first.
    ``overlap``: mean Jaccard overlap with the nearest group in resamples of the documents, 0 to 1.
    ``core``: members that stay together in at least three of four resamples.
    ``documents``: (document id, share of the shared windows inside the group), the largest first.
    """

    members: tuple[str, ...]
    overlap: float
    core: tuple[str, ...]
    n_links: int
    strongest: tuple[str, str] | None
    documents: tuple[tuple[str, float], ...]
    named_after: tuple[str, ...] = ()

    @property
    def firmness(self) -> Firmness:
        """Whether the group stands when other texts had been chosen."""
        if self.overlap >= FIRM:
            return "firm"
        return "fair" if self.overlap >= FAIR else "shaky"

    def name(self, n: int = 3) -> tuple[str, ...]:
        """Return the ids of the nodes that tell most what the group is about."""
        return (self.named_after or self.members)[:n]


@dataclass(frozen=True)
class Resampled:
    """The groups that came out when documents were drawn again, one row a sample.

    ``membership``: the group of each node; ``present``: which nodes occur.
    """

    membership: IntArray
    present: FloatArray


def resample_groups(counts: Counts, n_samples: int = N_SAMPLES, seed: int = 1) -> Resampled:
    """Return the groups of ``n_samples`` bootstrap samples of the documents.

    Everything is computed again in each sample: shared windows, expectations, links, groups.
    """
    n = len(counts.nodes)
    membership, present = [], []
    for times in draw_samples(len(counts.documents), n_samples, seed):
        weighed = weigh_links(counts, times)
        membership.append(find_groups(weighed.edges, weighed.strength, n, seed))
        present.append(weighed.present)
    return Resampled(
        np.array(membership, dtype=np.int64).reshape(n_samples, n),
        np.array(present, dtype=np.float64).reshape(n_samples, n),
    )


def resample_crossings(counts: Counts, n_samples: int = N_SAMPLES, seed: int = 1) -> FloatArray:
    """Return every node's betweenness in ``n_samples`` bootstrap samples of the documents, one row a sample."""
    n = len(counts.nodes)
    found = []
    for times in draw_samples(len(counts.documents), n_samples, seed):
        weighed = weigh_links(counts, times)
        found.append(count_crossings(weighed.edges, weighed.strength, n))
    return np.array(found, dtype=np.float64).reshape(n_samples, n)


def list_groups(
    counts: Counts, weighed: Weighed, groups: Mapping[str, str], taking_part: Collection[str], resampled: Resampled
) -> list[Group]:
    """Return the groups of which at least ``SMALLEST`` nodes take part, the largest first.

    Args:
        counts: shared windows by document.
        weighed: the links over all of these documents.
        groups: the groups of the whole graph, from :func:`graph.groups.make_groups`.
        taking_part: ids of the nodes to speak of.
        resampled: from :func:`resample_groups`.
    """
    number = {node.node_id: place for place, node in enumerate(counts.nodes)}
    found: list[Group] = []
    for whole in list_members(groups).values():
        members = [node_id for node_id in whole if node_id in taking_part and node_id in number]
        if len(members) < SMALLEST:
            continue
        places = np.array([number[node_id] for node_id in whole if node_id in number], dtype=np.int64)
        links = np.flatnonzero(np.isin(weighed.edges, places).all(axis=1))
        overlap, stays = measure_overlap(places, resampled)
        found.append(
            Group(
                members=tuple(members),
                overlap=overlap,
                core=tuple(node_id for node_id in members if stays[number[node_id]] >= CORE),
                n_links=len(links),
                strongest=_strongest(counts, weighed, links),
                documents=_documents(counts, weighed, links),
                named_after=tuple(whole),
            )
        )
    return sorted(found, key=lambda group: (-len(group.members), group.members))


def measure_overlap(members: IntArray, resampled: Resampled) -> tuple[float, FloatArray]:
    """Return how well a group comes back in the samples, and for every node how often it is in the group that does.

    For each sample the Jaccard overlap |A ∩ B| / |A ∪ B| with the most similar group of that sample, over the nodes
    that the sample knows (Hennig 2007, section 3); the mean over the samples. A sample that knows no member at all is
    left out.
    """
    n_samples, n_nodes = resampled.membership.shape
    mine = np.zeros(n_nodes, dtype=bool)
    mine[members] = True
    overlaps: list[float] = []
    stays, known = np.zeros(n_nodes), np.zeros(n_nodes)
    for sample in range(n_samples):
        present = resampled.present[sample] > 0
        here = mine & present
        if not here.any():
            continue
        groups = resampled.membership[sample]
        size = int(groups.max()) + 1
        shared = np.bincount(groups[here], minlength=size)
        jaccard = shared / (here.sum() + np.bincount(groups[present], minlength=size) - shared)
        best = int(jaccard.argmax())
        overlaps.append(float(jaccard[best]))
        known += present
        stays += present & (groups == best)
    return (float(np.mean(overlaps)) if overlaps else 0.0), stays / np.where(known > 0, known, 1.0)


def _strongest(counts: Counts, weighed: Weighed, links: Sequence[int] | IntArray) -> tuple[str, str] | None:
    if not len(links):
        return None
    first, second = weighed.edges[max(links, key=lambda link: (weighed.strength[link], -link))]
    return counts.nodes[first].node_id, counts.nodes[second].node_id


def _documents(counts: Counts, weighed: Weighed, links: IntArray) -> tuple[tuple[str, float], ...]:
    shares = np.asarray(counts.shared[weighed.place[links]].sum(axis=0), dtype=np.float64).ravel()
    total = shares.sum()
    held = [
        (document.document_id, float(share / total))
        for document, share in zip(counts.documents, shares, strict=True)
        if share > 0
    ]
    return tuple(sorted(held, key=lambda item: (-item[1], item[0])))
