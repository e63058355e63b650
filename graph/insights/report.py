"""All insights into one graph at once."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from graph.groups import make_groups
from graph.insights.brokers import Broker, list_brokers
from graph.insights.counts import read_counts, weigh_links
from graph.insights.groups import N_SAMPLES, Group, list_groups, resample_crossings, resample_groups
from graph.insights.missing import Missing, MissingPair, Nearest, find_missing_pairs, find_nearest
from graph.insights.spanning import Span, list_spans
from graph.insights.thin import Thinness, find_thin_links
from graph.rows import KINDS, Document, Excerpt, Kind, Node, Window
from graph.store import GraphFile
from graph.store.sharing import places_of_mentions, read_sentences


@dataclass(frozen=True)
class Insights:
    """What there is to tell.

    ``nodes`` took part, ``named`` are all that have a name; ``documents`` are those that count, of all that there are;
    ``group_of`` is the place in ``groups``.
    """

    window: Window
    nodes: Mapping[str, Node]
    named: Mapping[str, Node]
    documents: Mapping[str, Document]
    n_documents_in_all: int
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
    store: GraphFile,
    window: Window,
    kinds: Sequence[Kind],
    chosen: Collection[str] | None = None,
    n_samples: int = N_SAMPLES,
    seed: int = 1,
) -> Insights:
    """Return all insights within ``window`` among the nodes of ``kinds``. The same graph gives the same insights.

    The groups are those of the whole graph, which the explorer shows; how well they stand is measured on ``chosen``.

    Args:
        store: the graph.
        window: what counts as together.
        kinds: who takes part.
        chosen: the ids of the documents that count, None for all.
        n_samples: resamples of the documents.
        seed: for these.
    """
    everyone = store.nodes()
    counts = read_counts(store, window, kinds, chosen)
    weighed = weigh_links(counts)
    # Groups are made of shared sentences among all kinds, wherever they are spoken of: see graph.groups.
    basis = read_counts(store, "sentence", KINDS, chosen, least=1)
    taking_part = {node.node_id for node in everyone if node.kind in kinds}
    division = make_groups(everyone, store.links("sentence"))
    groups = list_groups(basis, weigh_links(basis), division, taking_part, resample_groups(basis, n_samples, seed))
    group_of = {node_id: place for place, group in enumerate(groups) for node_id in group.members}
    return Insights(
        window=window,
        nodes={node.node_id: node for node in counts.nodes},
        named={node.node_id: node for node in everyone},
        documents={document.document_id: document for document in counts.documents},
        n_documents_in_all=len(store.documents()),
        n_links=len(weighed.place),
        n_samples=n_samples,
        groups=tuple(groups),
        group_of=group_of,
        brokers=tuple(list_brokers(counts, weighed, group_of, resample_crossings(counts, n_samples, seed))),
        spans=tuple(list_spans(counts)),
        missing=find_missing_pairs(counts, weighed),
        thinness=find_thin_links(counts, weighed),
    )


def find_meetings(
    store: GraphFile, pairs: Sequence[MissingPair], chosen: Collection[str] | None = None
) -> dict[tuple[str, str], tuple[Meeting, ...]]:
    """Return for each pair the documents in which it comes nearest, with their sentences, both nodes marked.

    ``chosen``: the ids of the documents that count, None for all.
    """
    wanted = sorted({node_id for pair in pairs for node_id in (pair.source, pair.target)})
    found_places = places_of_mentions(store, wanted)
    places = [place for place in found_places if chosen is None or place.document_id in chosen]
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
