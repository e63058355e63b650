"""Write nodes and links as CSV (UTF-8, comma, header line), never with a formula that a spreadsheet would run."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from io import StringIO
from pathlib import Path

from graph.export.about import (
    LINK_COLUMNS,
    NODE_COLUMNS,
    Cell,
    describe,
    link_row,
    node_labels,
    node_row,
    sorted_links,
    sorted_nodes,
)
from graph.export.bundle import Bundle
from graph.export.writing import pack_zip, replacing, write_file
from graph.messages import say

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def export_csv(bundle: Bundle, path: Path) -> None:
    """Write nodes, links and what they are about.

    A ``path`` that ends in .zip becomes one file with all three. Any other becomes the CSV file of the links, with the
    nodes beside it in '…-knopen.csv' and the citation in '…-over.csv'.

    Raises:
        ReadableError: the folder cannot be written.
    """
    tables = {"nodes": _nodes(bundle), "links": _links(bundle), "about": _about(bundle)}
    names = {"nodes": say("knopen"), "links": say("banden"), "about": say("over")}
    if path.suffix.lower() == ".zip":
        write_file(path, pack_zip({f"{names[key]}.csv": text.encode("utf-8") for key, text in tables.items()}))
        return
    beside = {key: path.with_name(f"{path.stem}-{names[key]}.csv") for key in ("nodes", "about")}
    # All three are whole before any of them takes its place.
    with ExitStack() as stack:
        for key, target in (("links", path), *beside.items()):
            stack.enter_context(replacing(target)).write_bytes(tables[key].encode("utf-8"))


def guard(value: Cell) -> Cell:
    """Return a text that no spreadsheet takes for a formula; numbers stay numbers."""
    if isinstance(value, float):
        return f"{value:.10g}"
    if isinstance(value, str) and value.lstrip(" ").startswith(FORMULA_SIGNS):
        return "'" + value
    return value


def _table(columns: Sequence[str], rows: Iterable[Mapping[str, Cell]]) -> str:
    held = StringIO(newline="")
    writer = csv.writer(held)
    writer.writerow(columns)
    for row in rows:
        writer.writerow([guard(row[column]) for column in columns])
    return held.getvalue()


def _nodes(bundle: Bundle) -> str:
    return _table(NODE_COLUMNS, (node_row(bundle, node) for node in sorted_nodes(bundle)))


def _links(bundle: Bundle) -> str:
    labels = node_labels(bundle)
    return _table(LINK_COLUMNS, (link_row(bundle, link, labels) for link in sorted_links(bundle)))


def _about(bundle: Bundle) -> str:
    what, told = say("wat"), say("tekst")
    return _table((what, told), ({what: word, told: text} for word, text in describe(bundle)))
