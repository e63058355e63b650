"""Settle what stands where in a document: sentences, and mentions that do not overlap, the longest first."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from graph.rows import Kind, Mention, NameSpan, Passage, Sentence


class Span(NamedTuple):
    """A find at characters start..end of passage number ``passage``."""

    passage: int
    start: int
    end: int
    kind: Kind
    rank: int  # of two equally long finds the lower rank wins: concepts 0, names 1, candidates 2
    node_id: str
    name: str = ""
    role: str = ""


def span_names(names: Iterable[NameSpan]) -> list[Span]:
    """Return names as spans."""
    return [Span(name.passage, name.start, name.end, name.kind, 1, "", name.name, name.role) for name in names]


def make_sentences(
    document_id: str, passages: Sequence[Passage], bounds: Sequence[Sequence[tuple[int, int]]]
) -> list[Sentence]:
    """Return the sentences of a document, numbered in reading order; ``bounds`` holds start and end by passage."""
    found = [
        (passage.passage_id, start, end)
        for passage, inside in zip(passages, bounds, strict=True)
        for start, end in inside
    ]
    return [
        Sentence(f"{document_id}.s{number}", document_id, passage_id, number, start, end)
        for number, (passage_id, start, end) in enumerate(found)
    ]


def make_mentions(
    document_id: str, passages: Sequence[Passage], sentences: Sequence[Sentence], spans: Iterable[Span]
) -> list[Mention]:
    """Return mentions that do not overlap, in reading order; where finds overlap the longest stands.

    A name or concept always goes before a candidate for a proposed concept, however long. A find that lies in no
    sentence (white space, say) is left out.
    """
    by_passage: dict[str, list[Sentence]] = {}
    for sentence in sentences:
        by_passage.setdefault(sentence.passage_id, []).append(sentence)
    ordered = sorted(
        spans, key=lambda span: (span.rank == 2, span.start - span.end, span.rank, span.passage, span.start, span.name)
    )
    taken: dict[int, list[tuple[int, int]]] = {}
    kept: list[Span] = []
    for span in ordered:
        others = taken.setdefault(span.passage, [])
        # Candidates may lie inside one another: which of them become concepts is decided for the whole corpus.
        if _is_free(others, span.start, span.end):
            kept.append(span)
            if span.rank < 2:
                insort(others, (span.start, span.end))
    mentions: list[Mention] = []
    for span in sorted(kept, key=lambda span: (span.passage, span.start, span.end)):
        passage = passages[span.passage]
        within = _sentence_of(by_passage.get(passage.passage_id, ()), span)
        if within is None:
            continue
        mentions.append(
            Mention(
                mention_id=f"{document_id}.m{len(mentions)}",
                document_id=document_id,
                passage_id=passage.passage_id,
                sentence_id=within.sentence_id,
                start=span.start,
                end=span.end,
                surface=passage.text[span.start : span.end],
                kind=span.kind,
                node_id=span.node_id,
                name=span.name,
                role=span.role,
            )
        )
    return mentions


def _is_free(taken: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Say whether start..end touches none of ``taken``, which are in order and apart."""
    place = bisect_left(taken, (start, end))
    return not (place and taken[place - 1][1] > start) and not (place < len(taken) and taken[place][0] < end)


def _sentence_of(sentences: Sequence[Sentence], span: Span) -> Sentence | None:
    place = bisect_right(sentences, span.start, key=lambda sentence: sentence.start) - 1
    return sentences[place] if place >= 0 and span.start < sentences[place].end else None


def drop_nested(mentions: Sequence[Mention]) -> list[Mention]:
    """Return the mentions without those that lie inside a longer one of the same passage; order is kept."""
    spans: dict[str, set[tuple[int, int]]] = {}
    for mention in mentions:
        spans.setdefault(mention.passage_id, set()).add((mention.start, mention.end))
    nested: set[tuple[str, int, int]] = set()
    for passage_id, found in spans.items():
        farthest = -1
        # Whatever a span lies in begins no later, and goes before it when the longer of two goes first.
        for start, end in sorted(found, key=lambda span: (span[0], -span[1])):
            if end <= farthest:
                nested.add((passage_id, start, end))
            farthest = max(farthest, end)
    return [mention for mention in mentions if (mention.passage_id, mention.start, mention.end) not in nested]
