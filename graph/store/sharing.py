"""Questions about who shares windows where: counts by document, and places of mentions. Functions on a graph file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from graph.rows import Excerpt, Window
from graph.store.reader import GraphFile


class PlaceOfMention(NamedTuple):
    """Where a node is named: in which sentence, and how far that sentence and its passage are into the document."""

    node_id: str
    document_id: str
    sentence_id: str
    sentence: int
    passage: int


def count_pairs_by_document(store: GraphFile, window: Window) -> list[tuple[str, str, str, int]]:
    """Return (source, target, document, shared windows) for every link of two nodes that are no documents."""
    found = store._ask(
        "SELECT source, target, document_id, count(*) FROM links JOIN evidence USING (link_id) "
        "WHERE \"window\" = ? AND NOT starts_with(source, 'd:') AND NOT starts_with(target, 'd:') "
        "GROUP BY source, target, document_id ORDER BY source, target, document_id",
        [window],
    )
    return [(source, target, document_id, int(count)) for source, target, document_id, count in found]


def count_pair_by_document(
    store: GraphFile, window: Window, source: str, target: str
) -> list[tuple[str, int, int, int, int]]:
    """Return for every document how many windows hold both nodes, the one, the other, and how many it has at all."""
    first, second = sorted((source, target))
    found = store._ask(
        "SELECT document_id, coalesce(any_value(shared.n), 0), coalesce(any_value(one.n), 0), "
        "coalesce(any_value(other.n), 0), any_value(whole.n) "
        'FROM (SELECT document_id, sum(n_windows) AS n FROM windows WHERE "window" = ? GROUP BY document_id) whole '
        "LEFT JOIN (SELECT document_id, count(*) AS n FROM links JOIN evidence USING (link_id) "
        'WHERE "window" = ? AND source = ? AND target = ? GROUP BY document_id) shared USING (document_id) '
        'LEFT JOIN (SELECT document_id, sum(n_windows) AS n FROM marginals WHERE "window" = ? AND node_id = ? '
        "GROUP BY document_id) one USING (document_id) "
        'LEFT JOIN (SELECT document_id, sum(n_windows) AS n FROM marginals WHERE "window" = ? AND node_id = ? '
        "GROUP BY document_id) other USING (document_id) GROUP BY document_id ORDER BY document_id",
        [window, window, first, second, window, source, window, target],
    )
    return [
        (document_id, int(both), int(one), int(other), int(whole)) for document_id, both, one, other, whole in found
    ]


def count_marginals_by_document(store: GraphFile, window: Window) -> list[tuple[str, str, int]]:
    """Return (node, document, windows that hold the node)."""
    found = store._ask(
        'SELECT node_id, document_id, sum(n_windows) FROM marginals WHERE "window" = ? '
        "GROUP BY node_id, document_id ORDER BY node_id, document_id",
        [window],
    )
    return [(node_id, document_id, int(count)) for node_id, document_id, count in found]


def count_windows_by_document(store: GraphFile, window: Window) -> dict[str, int]:
    """Return how many windows each document has."""
    found = store._ask(
        'SELECT document_id, sum(n_windows) FROM windows WHERE "window" = ? GROUP BY document_id ORDER BY document_id',
        [window],
    )
    return {document_id: int(count) for document_id, count in found}


def places_of_mentions(store: GraphFile, node_ids: Sequence[str]) -> list[PlaceOfMention]:
    """Return where the given nodes are named, each sentence once a node, in reading order."""
    found = store._ask(
        "SELECT DISTINCT m.node_id, m.document_id, m.sentence_id, s.position AS sentence, p.position AS passage "
        "FROM mentions m JOIN sentences s USING (sentence_id) JOIN passages p ON p.passage_id = m.passage_id "
        "WHERE list_contains(?, m.node_id) ORDER BY m.document_id, sentence, m.node_id",
        [list(node_ids)],
    )
    return [PlaceOfMention(*row) for row in found]


def read_sentences(store: GraphFile, sentence_ids: Sequence[str], marked: Sequence[str]) -> dict[str, Excerpt]:
    """Return the given sentences by id, with the nodes ``marked`` in them."""
    if not sentence_ids:
        return {}
    wanted = sorted(set(sentence_ids))
    ids = "SELECT unnest(?::VARCHAR[])"
    return {e.window_id: e for e in store._excerpts(ids, [wanted], "sentence", list(marked), len(wanted), 0)}
