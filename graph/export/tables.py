"""Write the tables of a graph file as CSV, for a spreadsheet or another program."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from graph.errors import ReadableError
from graph.store import GraphFile

COLUMNS: dict[str, tuple[str, ...]] = {
    "documents": (
        *("document_id", "title", "authors", "date", "source", "path", "n_words", "publication", "url", "format"),
        *("title_from", "authors_from", "date_from", "publication_from", "url_from"),
    ),
    "passages": ("passage_id", "document_id", "position", "kind", "text"),
    "sentences": ("sentence_id", "document_id", "passage_id", "position", "start", "end"),
    "mentions": (
        *("mention_id", "document_id", "passage_id", "sentence_id", "start", "end", "surface", "kind", "node_id"),
        "role",
    ),
    "nodes": ("node_id", "kind", "label", "n_mentions", "n_documents", "status", "theme", "role", "definition"),
    "aliases": ("node_id", "alias", "n_mentions", "reason"),
    "links": (
        *("source", "target", "window", "count", "npmi", "log_likelihood", "association_strength", "jaccard"),
        *("q_value", "expected", "n_documents", "link_id"),
    ),
    "evidence": ("link_id", "document_id", "window_id"),
    "removals": ("document_id", "position", "reason", "text"),
    "unread": ("path", "reason"),
}
ORDER = {
    "documents": "document_id",
    "passages": "document_id, position",
    "sentences": "document_id, position",
    "mentions": 'document_id, passage_id, start, "end", mention_id',
    "nodes": "node_id",
    "aliases": "node_id, n_mentions DESC, alias",
    "links": '"window", source, target',
    "evidence": "link_id, document_id, window_id",
    "removals": "document_id, position",
    "unread": "path",
}


def export_tables(graph: GraphFile, folder: Path) -> list[Path]:
    """Write one CSV file a table (UTF-8, comma, header line) into ``folder`` and return their paths.

    Several authors are joined by "; ". A text that a spreadsheet would take for a formula gets an apostrophe in front,
    except the running text of passages and removals and the surfaces of mentions, which must stay exact.

    Raises:
        ReadableError: the folder cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return [_write_table(graph, table, folder / f"{table}.csv") for table in COLUMNS]
    except OSError as error:
        raise ReadableError(
            f"{folder}: hier kan niet geschreven worden ({error.strerror}); kies met --out een andere map."
        ) from None


def _write_table(graph: GraphFile, table: str, path: Path) -> Path:
    rows: Iterable[dict[str, Any]] = graph.iterate(table, ORDER[table])
    if table == "mentions":
        rows = (row for row in rows if row["node_id"])
    new = path.with_name(path.name + ".tmp")
    with new.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle)
        writer.writerow(COLUMNS[table])
        for row in rows:
            writer.writerow([_cell(column, row[column]) for column in COLUMNS[table]])
    new.replace(path)
    return path


def _cell(column: str, value: Any) -> Any:
    if isinstance(value, list):
        return "; ".join(value)
    if isinstance(value, float):
        return f"{value:.10g}"
    if isinstance(value, str) and column not in ("text", "surface") and value[:1] in ("=", "+", "-", "@", "\t", "\r"):
        return "'" + value
    return value
