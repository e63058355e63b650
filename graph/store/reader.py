"""Answer questions about a graph file, read-only."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any, TypeVar

import duckdb

from graph.errors import ReadableError
from graph.messages import say
from graph.rows import (
    Alias,
    BuildInfo,
    Document,
    Excerpt,
    Kind,
    Link,
    Mark,
    Mention,
    Node,
    Passage,
    Removal,
    Sentence,
    Unread,
    Window,
)
from graph.schema import SCHEMA_VERSION, TABLES
from graph.store.writer import BATCH, list_columns

Row = TypeVar("Row")


class GraphFile:
    """A graph file, opened read-only. Safe to share between threads; every method is one question."""

    def __init__(self, path: Path) -> None:
        """Open ``path``.

        Raises:
            ReadableError: there is no such file, it is no graph file, or it was made by another version.
        """
        self.path = path
        self._local = threading.local()
        if not path.is_file():
            raise ReadableError(
                say("{path}: dit bestand bestaat niet; maak het eerst met 'begrippengraaf build'.", path=path)
            )
        # An in-memory database with the file attached: connecting to the file itself would return the former, still
        # open database of this process after a build has swapped the file.
        self._connection = duckdb.connect(":memory:")
        try:
            self._connection.execute(f"ATTACH {_quote(path)} AS graph_file (READ_ONLY)")
            self._connection.execute("USE graph_file")
            found = self._connection.execute("SELECT schema_version FROM build").fetchone()
        except duckdb.Error:
            self._connection.close()
            raise ReadableError(
                say("{path}: dit is geen (heel) graafbestand; maak het opnieuw met 'begrippengraaf build'.", path=path)
            ) from None
        if found is None or found[0] != SCHEMA_VERSION:
            self._connection.close()
            version = "onbekend" if found is None else found[0]
            raise ReadableError(
                say(
                    "{path}: dit graafbestand is van een andere versie ({version}, nodig is "
                    "{schema_version}); maak het opnieuw met 'begrippengraaf build'.",
                    path=path,
                    version=version,
                    schema_version=SCHEMA_VERSION,
                )
            )

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def __enter__(self) -> GraphFile:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _ask(self, sql: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        # A cursor of its own for each thread: a DuckDB connection holds one result at a time.
        if not hasattr(self._local, "cursor"):
            self._local.cursor = self._connection.cursor()
            self._local.cursor.execute("USE graph_file")
        return list(self._local.cursor.execute(sql, list(parameters)).fetchall())

    def _rows(self, row: type[Row], table: str, tail: str = "", parameters: Sequence[Any] = ()) -> list[Row]:
        names = [field.name for field in fields(row)]  # type: ignore[arg-type]
        columns = ", ".join(f'"{name}"' for name in names)
        found = self._ask(f"SELECT {columns} FROM {table} {tail}", parameters)
        return [row(*(tuple(value) if isinstance(value, list) else value for value in values)) for values in found]

    # -- whole tables ---------------------------------------------------------------------------------------------

    def build_info(self) -> BuildInfo:
        """Return how this file was made."""
        return self._rows(BuildInfo, "build")[0]

    def documents(self) -> list[Document]:
        """Return all documents, by title."""
        return self._rows(Document, "documents", "ORDER BY lower(title), document_id")

    def nodes(self) -> list[Node]:
        """Return all nodes, by node id."""
        return self._rows(Node, "nodes", "ORDER BY node_id")

    def links(self, window: Window) -> list[Link]:
        """Return the links within ``window``, by source and target."""
        return self._rows(Link, "links", 'WHERE "window" = ? ORDER BY source, target', [window])

    def positions(self) -> dict[str, tuple[float, float]]:
        """Return the stored place of every node, in pixels at zoom 1."""
        return {node_id: (x, y) for node_id, x, y in self._ask("SELECT node_id, x, y FROM positions ORDER BY node_id")}

    def unread(self) -> list[Unread]:
        """Return the files that could not be read, by path."""
        return self._rows(Unread, "unread", "ORDER BY path")

    def iterate(self, table: str, order: str) -> Iterator[dict[str, Any]]:
        """Yield the rows of ``table`` as mappings, ordered by the columns ``order``, without holding them all."""
        cursor = self._connection.cursor()
        cursor.execute("USE graph_file")
        cursor.execute(f"SELECT {list_columns(table)} FROM {table} ORDER BY {order}")
        names = list(TABLES[table])
        while batch := cursor.fetchmany(BATCH):
            for values in batch:
                yield dict(zip(names, values, strict=True))

    # -- one document ---------------------------------------------------------------------------------------------

    def passages(self, document_id: str) -> list[Passage]:
        """Return the passages of a document in reading order."""
        return self._rows(Passage, "passages", "WHERE document_id = ? ORDER BY position", [document_id])

    def removals(self, document_id: str) -> list[Removal]:
        """Return what was cleaned away from a document, in order."""
        return self._rows(Removal, "removals", "WHERE document_id = ? ORDER BY position", [document_id])

    def sentences(self, document_id: str) -> list[Sentence]:
        """Return the sentences of a document in order."""
        return self._rows(Sentence, "sentences", "WHERE document_id = ? ORDER BY position", [document_id])

    def mentions(self, document_id: str, *, with_candidates: bool = False) -> list[Mention]:
        """Return the mentions in a document, in order; candidates are noun phrases that did not become a concept."""
        keep = "" if with_candidates else "AND node_id <> ''"
        order = "ORDER BY (SELECT position FROM passages p WHERE p.passage_id = mentions.passage_id), start, mention_id"
        return self._rows(Mention, "mentions", f"WHERE document_id = ? {keep} {order}", [document_id])

    # -- one node -------------------------------------------------------------------------------------------------

    def node(self, node_id: str) -> Node | None:
        """Return the node, or None if there is none of that id."""
        found = self._rows(Node, "nodes", "WHERE node_id = ?", [node_id])
        return found[0] if found else None

    def aliases(self, node_id: str) -> list[Alias]:
        """Return the forms of a node, the most frequent first."""
        return self._rows(Alias, "aliases", "WHERE node_id = ? ORDER BY n_mentions DESC, alias", [node_id])

    def find_nodes(self, text: str, limit: int = 20) -> list[Node]:
        """Return nodes whose label or alias holds ``text`` (case and accents ignored), the best match first."""
        found = self._ask(
            """
            WITH asked AS (SELECT strip_accents(lower(trim(?))) AS t),
            forms AS (SELECT node_id, label AS form FROM nodes UNION ALL SELECT node_id, alias FROM aliases),
            hits AS (
              SELECT node_id, min(CASE WHEN strip_accents(lower(form)) = t THEN 0
                                       WHEN starts_with(strip_accents(lower(form)), t) THEN 1 ELSE 2 END) AS rank
              FROM forms, asked WHERE t <> '' AND contains(strip_accents(lower(form)), t) GROUP BY node_id)
            SELECT nodes.node_id FROM hits JOIN nodes USING (node_id)
            ORDER BY rank, status, n_mentions DESC, node_id LIMIT ?
            """,
            [text, limit],
        )
        nodes = [self.node(node_id) for (node_id,) in found]
        return [node for node in nodes if node is not None]

    def find_similar(self, text: str, limit: int = 5) -> list[Node]:
        """Return nodes whose label looks like ``text`` (Jaro-Winkler similarity of 0.8 or more), the nearest first."""
        found = self._ask(
            """
            SELECT node_id FROM nodes, (SELECT strip_accents(lower(trim(?))) AS t) AS asked
            WHERE jaro_winkler_similarity(strip_accents(lower(label)), t) >= 0.8
            ORDER BY jaro_winkler_similarity(strip_accents(lower(label)), t) DESC, node_id LIMIT ?
            """,
            [text, limit],
        )
        nodes = [self.node(node_id) for (node_id,) in found]
        return [node for node in nodes if node is not None]

    def node_documents(self, node_id: str) -> list[tuple[str, int]]:
        """Return (document id, number of mentions) for the documents that name the node, the most mentions first."""
        return [
            (document_id, int(count))
            for document_id, count in self._ask(
                "SELECT document_id, count(*) AS n FROM mentions WHERE node_id = ? GROUP BY ALL ORDER BY n DESC, 1",
                [node_id],
            )
        ]

    def node_links(self, node_id: str, window: Window) -> list[Link]:
        """Return the links of one node within ``window``, the highest log-likelihood first."""
        tail = 'WHERE "window" = ? AND ? IN (source, target) ORDER BY log_likelihood DESC, source, target'
        return self._rows(Link, "links", tail, [window, node_id])

    def node_excerpts(self, node_id: str, limit: int = 50, offset: int = 0) -> list[Excerpt]:
        """Return the sentences that name the node, with the node marked, by document title and place."""
        return self._excerpts(
            "SELECT DISTINCT sentence_id FROM mentions WHERE node_id = ? AND sentence_id <> ''",
            [node_id],
            "sentence",
            (node_id,),
            limit,
            offset,
        )

    # -- one link -------------------------------------------------------------------------------------------------

    def link(self, source: str, target: str, window: Window) -> Link | None:
        """Return the link between two nodes (in either order) within ``window``, or None."""
        first, second = sorted((source, target))
        tail = 'WHERE "window" = ? AND source = ? AND target = ?'
        found = self._rows(Link, "links", tail, [window, first, second])
        return found[0] if found else None

    def link_excerpts(
        self, source: str, target: str, window: Window, limit: int = 50, offset: int = 0
    ) -> list[Excerpt]:
        """Return the windows that a link rests on, both nodes marked; document windows open to their sentences."""
        first, second = sorted((source, target))
        pair = tuple(node_id for node_id in (source, target) if not node_id.startswith("d:"))
        held = "SELECT window_id FROM evidence JOIN links USING (link_id) WHERE source = ? AND target = ? AND "
        if window == "document":
            marks = ", ".join("?" for _ in pair)
            ids = (
                f"SELECT DISTINCT m.sentence_id FROM mentions m WHERE m.node_id IN ({marks}) "
                f"AND m.document_id IN ({held} \"window\" = 'document')"
            )
            return self._excerpts(ids, [*pair, first, second], "sentence", pair, limit, offset)
        return self._excerpts(held + '"window" = ?', [first, second, window], window, pair, limit, offset)

    def _excerpts(
        self,
        ids: str,
        parameters: Sequence[Any],
        window: Window,
        marked: Sequence[str],
        limit: int,
        offset: int,
    ) -> list[Excerpt]:
        if window == "sentence":
            source = (
                "SELECT s.sentence_id AS id, s.document_id, s.passage_id, s.start AS first, s.end AS last, "
                'substr(p.text, s.start + 1, s."end" - s.start) AS text, s.position AS place '
                "FROM sentences s JOIN passages p USING (passage_id)"
            )
        else:
            source = (
                "SELECT passage_id AS id, document_id, passage_id, 0 AS first, length(text) AS last, text, "
                "position AS place FROM passages"
            )
        found = self._ask(
            f"WITH ids(id) AS ({ids}), texts AS ({source}) "
            "SELECT id, t.document_id, d.title, d.authors, d.date, t.passage_id, t.first, t.last, t.text "
            "FROM ids JOIN texts t USING (id) JOIN documents d ON d.document_id = t.document_id "
            "ORDER BY lower(d.title), t.document_id, t.place LIMIT ? OFFSET ?",
            [*parameters, limit, offset],
        )
        passage_ids = list({row[5] for row in found})
        marks: dict[str, list[tuple[int, int, str, Kind]]] = {}
        if passage_ids and marked:
            for passage_id, start, end, node_id, kind in self._ask(
                f'SELECT passage_id, start, "end", node_id, kind FROM mentions WHERE node_id IN '
                f"({', '.join('?' for _ in marked)}) AND passage_id IN ({', '.join('?' for _ in passage_ids)}) "
                "ORDER BY start",
                [*marked, *passage_ids],
            ):
                marks.setdefault(passage_id, []).append((start, end, node_id, kind))
        return [
            Excerpt(
                window_id=window_id,
                document_id=document_id,
                title=title,
                authors=tuple(authors),
                date=date,
                passage_id=passage_id,
                text=text,
                marks=tuple(
                    Mark(start - first, end - first, node_id, kind)
                    for start, end, node_id, kind in marks.get(passage_id, [])
                    if first <= start and end <= last
                ),
            )
            for window_id, document_id, title, authors, date, passage_id, first, last, text in found
        ]

    # -- counts for a choice of documents ---------------------------------------------------------------------------

    def count_windows(self, window: Window, document_ids: Sequence[str] | None = None) -> int:
        """Return the number of windows, in all documents or in those given."""
        where, parameters = _within(document_ids)
        found = self._ask(
            f'SELECT coalesce(sum(n_windows), 0) FROM windows WHERE "window" = ? {where}', [window, *parameters]
        )
        return int(found[0][0])

    def count_marginals(self, window: Window, document_ids: Sequence[str] | None = None) -> dict[str, int]:
        """Return for every node in how many windows it occurs, in all documents or in those given."""
        where, parameters = _within(document_ids)
        found = self._ask(
            f'SELECT node_id, sum(n_windows) FROM marginals WHERE "window" = ? {where} GROUP BY node_id ORDER BY 1',
            [window, *parameters],
        )
        return {node_id: int(count) for node_id, count in found}

    def count_pairs(self, window: Window, document_ids: Sequence[str]) -> list[tuple[str, str, int, int]]:
        """Return (source, target, shared windows, documents) for the links that rest on the given documents."""
        where, parameters = _within(document_ids)
        found = self._ask(
            "SELECT source, target, count(*), count(DISTINCT document_id) FROM evidence JOIN links USING (link_id) "
            f'WHERE "window" = ? {where} GROUP BY source, target ORDER BY source, target',
            [window, *parameters],
        )
        return [(source, target, int(count), int(documents)) for source, target, count, documents in found]

    def count_mentions(self, document_ids: Sequence[str]) -> dict[str, tuple[int, int]]:
        """Return (mentions, documents) of every node within the given documents."""
        where, parameters = _within(document_ids)
        found = self._ask(
            "SELECT node_id, count(*), count(DISTINCT document_id) FROM mentions "
            f"WHERE node_id <> '' {where} GROUP BY node_id ORDER BY node_id",
            parameters,
        )
        return {node_id: (int(mentions), int(documents)) for node_id, mentions, documents in found}


def _within(document_ids: Sequence[str] | None) -> tuple[str, list[Any]]:
    if document_ids is None:
        return "", []
    return "AND list_contains(?, document_id)", [list(document_ids)]


def _quote(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"
