"""All texts of a graph file with their mentions, read once and put in order; the passports are made from them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from graph.rows import Document, Excerpt, Mark, Mention, Node, Passage, Sentence
from graph.store import GraphFile

WORD = re.compile(r"\S*\w\S*")


@dataclass(frozen=True)
class Texts:
    """What is read, by id. ``mentions`` holds those of each node in the order of ``documents`` and of reading."""

    documents: dict[str, Document]  # dated ones first, the oldest first; then the others by title
    nodes: dict[str, Node]
    passages: dict[str, Passage]
    sentences: dict[str, Sentence]
    mentions: dict[str, tuple[Mention, ...]]
    in_sentence: dict[str, frozenset[str]]  # sentence id -> node ids
    in_passage: dict[str, frozenset[str]]
    words_before: dict[str, int]  # passage id -> words of its document before it
    words_in: dict[str, int]  # document id -> words, counted as for ``words_before``

    def place(self, mention: Mention) -> float:
        """Return how far into its document a mention stands: 0 at the beginning, just under 1 at the end."""
        passage = self.passages[mention.passage_id]
        before = self.words_before[mention.passage_id] + count_tokens(passage.text[: mention.start])
        total = self.words_in[mention.document_id]
        return min(before / total, 1.0) if total else 0.0

    def excerpt(self, sentence_id: str, node_id: str) -> Excerpt:
        """Return a sentence with its source, the mentions of one node marked."""
        sentence = self.sentences[sentence_id]
        document = self.documents[sentence.document_id]
        marks = tuple(
            Mark(mention.start - sentence.start, mention.end - sentence.start, node_id, mention.kind)
            for mention in self.mentions.get(node_id, ())
            if mention.sentence_id == sentence_id and mention.end <= sentence.end
        )
        return Excerpt(
            window_id=sentence_id,
            document_id=document.document_id,
            title=document.title,
            authors=document.authors,
            date=document.date,
            passage_id=sentence.passage_id,
            text=self.passages[sentence.passage_id].text[sentence.start : sentence.end],
            marks=marks,
        )


def count_tokens(text: str) -> int:
    """Return the number of stretches between white space that hold a letter or a digit."""
    return sum(1 for _ in WORD.finditer(text))


def sort_documents(documents: Iterable[Document]) -> list[Document]:
    """Return documents by date, the oldest first, those of one date by title; those without a date come last.

    A date that is known less precisely ("2024") comes before the precise ones within it ("2024-03").
    """
    return sorted(documents, key=lambda row: (not row.date, row.date, row.title.casefold(), row.document_id))


def read_texts(store: GraphFile) -> Texts:
    """Return everything that passports need, in four questions to the graph file; keep it, it is read at one go."""
    documents = {row.document_id: row for row in sort_documents(store.documents())}
    passages = {
        row["passage_id"]: Passage(**row) for row in store.iterate("passages", "document_id, position, passage_id")
    }
    sentences = {
        row["sentence_id"]: Sentence(**row) for row in store.iterate("sentences", "document_id, position, sentence_id")
    }
    mentions = [Mention(**row) for row in store.iterate("mentions", "mention_id") if row["node_id"]]
    return arrange_texts(documents, store.nodes(), passages, sentences, mentions)


def arrange_texts(
    documents: dict[str, Document],
    nodes: Iterable[Node],
    passages: dict[str, Passage],
    sentences: dict[str, Sentence],
    mentions: Iterable[Mention],
) -> Texts:
    """Return the rows in order, with what is counted of them; ``passages`` comes in reading order."""
    words_before: dict[str, int] = {}
    words_in: dict[str, int] = dict.fromkeys(documents, 0)
    for passage in passages.values():
        if passage.document_id not in words_in:
            continue
        words_before[passage.passage_id] = words_in[passage.document_id]
        if passage.kind != "comment":  # what readers wrote below it is no part of the text
            words_in[passage.document_id] += count_tokens(passage.text)
    rank = {document_id: place for place, document_id in enumerate(documents)}
    of_node: dict[str, list[Mention]] = {}
    in_sentence: dict[str, set[str]] = {}
    in_passage: dict[str, set[str]] = {}
    for mention in mentions:
        if mention.document_id not in rank or mention.passage_id not in passages:
            continue
        of_node.setdefault(mention.node_id, []).append(mention)
        in_sentence.setdefault(mention.sentence_id, set()).add(mention.node_id)
        in_passage.setdefault(mention.passage_id, set()).add(mention.node_id)
    for held in of_node.values():
        held.sort(key=lambda m: (rank[m.document_id], passages[m.passage_id].position, m.start, m.mention_id))
    return Texts(
        documents=documents,
        nodes={node.node_id: node for node in nodes},
        passages=passages,
        sentences=sentences,
        mentions={node_id: tuple(held) for node_id, held in of_node.items()},
        in_sentence={key: frozenset(held) for key, held in in_sentence.items()},
        in_passage={key: frozenset(held) for key, held in in_passage.items()},
        words_before=words_before,
        words_in=words_in,
    )
