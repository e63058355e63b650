"""All insights into one graph at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graph.insights.brokers import Broker, list_brokers
from graph.insights.counts import read_counts, weigh_links
from graph.insights.groups import N_SAMPLES, Group, list_groups, resample
from graph.insights.missing import Missing, MissingPair, Nearest, find_missing_pairs, find_nearest
from graph.insights.spanning import Span, list_spans
from graph.insights.thin import Thinness, find_thin_links
from graph.network import find_groups
from graph.rows import Document, Excerpt, Kind, Node, Window
from graph.store import GraphFile
from graph.store.sharing import places_of_mentions, read_sentences


@dataclass(frozen=True)
class Insights:
    """What there is to tell. ``nodes`` took part; ``documents`` are all; ``group_of`` is the place in ``groups``."""

    window: Window
    nodes: Mapping[str, Node]
    documents: Mapping[str, Document]
    n_links: int
    n_samples: int
    groups: tuple[Group, ...]
    group_of: Mapping[str, int]
    brokers: tuple[Broker, ...]
    spans: tuple[Span, ...]
    missing: Missing
    thinness: Thinness


@dataclass(frozen=True)
class Meeting:
    """Where a missing pair comes nearest in one document, with the sentences themselves (once, if it is the same)."""

    nearest: Nearest
    sentences: tuple[Excerpt, ...]


def make_insights(
    store: GraphFile, window: Window, kinds: Sequence[Kind], n_samples: int = N_SAMPLES, seed: int = 1
) -> Insights:
    """Return all insights within ``window`` among the nodes of ``kinds``. The same graph gives the same insights."""
    counts = read_counts(store, window, kinds)
    weighed = weigh_links(counts)
    membership = find_groups(weighed.edges, weighed.strength, len(counts.nodes), seed)
    resampled = resample(counts, n_samples, seed)
    groups = list_groups(counts, weighed, membership, resampled)
    group_of = {node_id: place for place, group in enumerate(groups) for node_id in group.members}
    return Insights(
        window=window,
        nodes={node.node_id: node for node in counts.nodes},
        documents={document.document_id: document for document in counts.documents},
        n_links=len(weighed.place),
        n_samples=n_samples,
        groups=tuple(groups),
        group_of=group_of,
        brokers=tuple(list_brokers(counts, weighed, group_of, resampled)),
        spans=tuple(list_spans(counts)),
        missing=find_missing_pairs(counts, weighed),
        thinness=find_thin_links(counts, weighed),
    )


def find_meetings(store: GraphFile, pairs: Sequence[MissingPair]) -> dict[tuple[str, str], tuple[Meeting, ...]]:
    """Return for each pair the documents in which it comes nearest, with their sentences, both nodes marked."""
    wanted = sorted({node_id for pair in pairs for node_id in (pair.source, pair.target)})
    places = places_of_mentions(store, wanted)
    found: dict[tuple[str, str], tuple[Meeting, ...]] = {}
    for pair in pairs:
        nearest = find_nearest(pair.source, pair.target, places)
        ids = [sentence for near in nearest for sentence in (near.source_sentence, near.target_sentence)]
        excerpts = read_sentences(store, ids, (pair.source, pair.target))
        found[pair.source, pair.target] = tuple(
            Meeting(
                near,
                tuple(
                    excerpts[sentence]
                    for sentence in dict.fromkeys((near.source_sentence, near.target_sentence))
                    if sentence in excerpts
                ),
            )
            for near in nearest
        )
    return found
