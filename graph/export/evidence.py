"""The sentences behind all nodes and links of a view at once; asking for each link apart would take minutes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass

from graph.rows import Excerpt, Kind, Mark, Window
from graph.store import GraphFile

Pair = tuple[str, str]
_Place = tuple[int, int, str, Kind, str, str]  # start, end, node, kind, sentence, document


@dataclass(frozen=True, slots=True)
class Evidence:
    """Excerpts by node and by link, in the order of document title and place."""

    of_nodes: Mapping[str, tuple[Excerpt, ...]]
    of_links: Mapping[Pair, tuple[Excerpt, ...]]


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A window of text: characters ``start`` to ``end`` of a passage, and its place in the order of reading."""

    window_id: str
    document_id: str
    passage_id: str
    start: int
    end: int
    place: int


def read_evidence(
    graph: GraphFile,
    *,
    window: Window,
    node_ids: Set[str],
    pairs: Set[Pair],
    document_ids: Set[str] | None,
    most: int,
    clean: Callable[[str], str],
) -> Evidence:
    """Return what ``GraphFile.node_excerpts`` and ``link_excerpts`` return, for many at once.

    Args:
        graph: the graph file.
        window: the window of the links.
        node_ids: nodes to read the sentences of.
        pairs: links to read the windows of, as (source, target).
        document_ids: documents to stay within; None is all.
        most: excerpts to keep of each node and of each link.
        clean: makes a text fit for writing without changing its length.
    """
    if most <= 0:
        return Evidence({}, {})
    titles = {document.document_id: document for document in graph.documents()}
    inside = set(titles) if document_ids is None else set(titles) & document_ids
    order = {
        document_id: place
        for place, document_id in enumerate(sorted(inside, key=lambda key: (titles[key].title.lower(), key)))
    }
    sentences = _read_sentences(graph, inside)
    mentions = _read_mentions(graph, inside, node_ids)
    stretches = sentences if window != "paragraph" else {**sentences, **_read_paragraphs(graph, inside)}
    links_of_windows = _read_link_windows(graph, window, pairs, inside)

    def keep(ids: Set[str]) -> list[str]:
        known = [stretch for key in ids if (stretch := stretches.get(key))]
        known.sort(key=lambda stretch: (order[stretch.document_id], stretch.place, stretch.window_id))
        return [stretch.window_id for stretch in known[:most]]

    sentences_of: dict[str, set[str]] = {}
    in_document: dict[Pair, set[str]] = {}
    for held in mentions.values():
        for _, _, node_id, _, sentence_id, document_id in held:
            if sentence_id:
                sentences_of.setdefault(node_id, set()).add(sentence_id)
                if window == "document":
                    in_document.setdefault((node_id, document_id), set()).add(sentence_id)
    kept_nodes = {node_id: keep(sentences_of.get(node_id, set())) for node_id in sorted(node_ids)}
    kept_links: dict[Pair, list[str]] = {}
    for pair in sorted(pairs):
        ids = links_of_windows.get(pair, set())
        if window == "document":
            # A whole document is too much to read: it opens to the sentences that name one of the two.
            ids = {s for document_id in ids for node_id in pair for s in in_document.get((node_id, document_id), ())}
        kept_links[pair] = keep(ids)
    wanted = {stretches[key].passage_id for ids in (*kept_nodes.values(), *kept_links.values()) for key in ids}
    texts = {
        row["passage_id"]: clean(row["text"])
        for row in graph.iterate("passages", "passage_id")
        if row["passage_id"] in wanted
    }
    cut: dict[str, str] = {}

    def excerpt(window_id: str, marked: tuple[str, ...]) -> Excerpt:
        stretch = stretches[window_id]
        document = titles[stretch.document_id]
        if window_id not in cut:
            text = texts[stretch.passage_id]
            cut[window_id] = text[stretch.start : stretch.end if stretch.end >= 0 else len(text)]
        last = stretch.start + len(cut[window_id])
        return Excerpt(
            window_id=window_id,
            document_id=stretch.document_id,
            title=clean(document.title),
            authors=tuple(clean(author) for author in document.authors),
            date=document.date,
            passage_id=stretch.passage_id,
            text=cut[window_id],
            marks=tuple(
                Mark(start - stretch.start, end - stretch.start, node_id, kind)
                for start, end, node_id, kind, _, _ in mentions.get(stretch.passage_id, ())
                if node_id in marked and stretch.start <= start and end <= last
            ),
        )

    return Evidence(
        {node_id: tuple(excerpt(key, (node_id,)) for key in ids) for node_id, ids in kept_nodes.items()},
        {pair: tuple(excerpt(key, pair) for key in ids) for pair, ids in kept_links.items()},
    )


def _read_sentences(graph: GraphFile, inside: Set[str]) -> dict[str, _Stretch]:
    return {
        row["sentence_id"]: _Stretch(
            row["sentence_id"], row["document_id"], row["passage_id"], row["start"], row["end"], row["position"]
        )
        for row in graph.iterate("sentences", "sentence_id")
        if row["document_id"] in inside
    }


def _read_paragraphs(graph: GraphFile, inside: Set[str]) -> dict[str, _Stretch]:
    return {
        row["passage_id"]: _Stretch(row["passage_id"], row["document_id"], row["passage_id"], 0, -1, row["position"])
        for row in graph.iterate("passages", "passage_id")
        if row["document_id"] in inside
    }


def _read_mentions(graph: GraphFile, inside: Set[str], node_ids: Set[str]) -> dict[str, list[_Place]]:
    held: dict[str, list[_Place]] = {}
    for row in graph.iterate("mentions", 'passage_id, start, "end", mention_id'):
        if row["node_id"] in node_ids and row["document_id"] in inside:
            held.setdefault(row["passage_id"], []).append(
                (row["start"], row["end"], row["node_id"], row["kind"], row["sentence_id"], row["document_id"])
            )
    return held


def _read_link_windows(graph: GraphFile, window: Window, pairs: Set[Pair], inside: Set[str]) -> dict[Pair, set[str]]:
    pair_of = {
        row["link_id"]: (row["source"], row["target"])
        for row in graph.iterate("links", "link_id")
        if row["window"] == window and (row["source"], row["target"]) in pairs
    }
    held: dict[Pair, set[str]] = {}
    for row in graph.iterate("evidence", "link_id"):
        pair = pair_of.get(row["link_id"])
        if pair is not None and row["document_id"] in inside:
            held.setdefault(pair, set()).add(row["window_id"])
    return held
