"""Two passports side by side: what they share and what only one of them has."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from graph.passport.shapes import Company, InText, Passport
from graph.passport.texts import Texts
from graph.rows import Document, Excerpt


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two terms. ``rows`` holds every text that names one of them, in the order of the texts."""

    rows: tuple[tuple[Document, InText | None, InText | None], ...]
    together: tuple[Excerpt, ...]  # sentences with both, both marked
    shared: tuple[Company, ...]  # neighbours of both; ``n_windows`` adds the two up
    only_first: tuple[Company, ...]
    only_second: tuple[Company, ...]

    @property
    def n_both(self) -> int:
        """Return the number of texts that name both."""
        return sum(first is not None and second is not None for _, first, second in self.rows)


def compare_passports(texts: Texts, first: Passport, second: Passport) -> Comparison:
    """Return what two terms share. Neither is counted as a neighbour of the other: that is told by ``together``."""
    in_first = {text.document.document_id: text for text in first.texts}
    in_second = {text.document.document_id: text for text in second.texts}
    rows = tuple(
        (document, in_first.get(document_id), in_second.get(document_id))
        for document_id, document in texts.documents.items()
        if document_id in in_first or document_id in in_second
    )
    ends = {first.node.node_id, second.node.node_id}
    of_first = {row.node_id: row for row in first.neighbours if row.node_id not in ends}
    of_second = {row.node_id: row for row in second.neighbours if row.node_id not in ends}
    shared = [
        Company(
            node_id,
            row.label,
            row.n_windows + of_second[node_id].n_windows,
            row.n_documents + of_second[node_id].n_documents,
        )
        for node_id, row in of_first.items()
        if node_id in of_second
    ]
    return Comparison(
        rows=rows,
        together=tuple(_sentences_with_both(texts, first.node.node_id, second.node.node_id)),
        shared=tuple(sorted(shared, key=lambda row: (-row.n_windows, row.node_id))),
        only_first=tuple(row for row in of_first.values() if row.node_id not in of_second),
        only_second=tuple(row for row in of_second.values() if row.node_id not in of_first),
    )


def _sentences_with_both(texts: Texts, first: str, second: str) -> Iterable[Excerpt]:
    seen: set[str] = set()
    for mention in texts.mentions.get(first, ()):
        sentence_id = mention.sentence_id
        if sentence_id in seen or second not in texts.in_sentence[sentence_id]:
            continue
        seen.add(sentence_id)
        one, other = texts.excerpt(sentence_id, first), texts.excerpt(sentence_id, second)
        yield Excerpt(
            one.window_id,
            one.document_id,
            one.title,
            one.authors,
            one.date,
            one.passage_id,
            one.text,
            tuple(sorted(one.marks + other.marks)),
        )
