"""The little XML that GEXF and GraphML share: escaped text, values by type, and the sentences of a node or link."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape

from graph.export.about import LINK_COLUMNS, NODE_COLUMNS, Cell, quote
from graph.export.bundle import writable
from graph.rows import Excerpt

FIRST_SENTENCES = 3
NUMBERS = {
    **dict.fromkeys(("n_mentions", "n_documents", "count", "rank"), "integer"),
    **dict.fromkeys(
        (
            *("x", "y", "size", "expected", "npmi", "log_likelihood", "association_strength", "jaccard"),
            *("q_value", "weight", "width"),
        ),
        "double",
    ),
}
LINE_SIGNS = {'"': "&quot;", "\n": "&#10;", "\r": "&#13;", "\t": "&#9;"}


def attribute(value: Cell) -> str:
    """Return a value as an XML attribute with its quotation marks; a line break survives being read."""
    return f'"{escape(writable(show(value)), LINE_SIGNS)}"'


def content(value: Cell) -> str:
    """Return a value as the text of an XML element."""
    return escape(writable(show(value)), {"\r": "&#13;"})


def show(value: Cell) -> str:
    """Return a value as plain text, a number with at most ten digits that mean something."""
    return f"{value:.10g}" if isinstance(value, float) else str(value)


def kind_of(column: str) -> str:
    """Return 'integer', 'double' or 'string'."""
    return NUMBERS.get(column, "string")


def sentences(excerpts: Sequence[Excerpt]) -> str:
    """Return the first sentences with their sources, one a line."""
    return "\n".join(quote(excerpt) for excerpt in excerpts[:FIRST_SENTENCES])


def columns_of(which: str, leave_out: Iterable[str]) -> list[str]:
    """Return the columns of 'node' or 'edge' that become attributes, and one for the sentences."""
    columns = NODE_COLUMNS if which == "node" else LINK_COLUMNS
    return [*(column for column in columns if column not in set(leave_out)), "sentences"]


def rgb(colour: str) -> tuple[int, int, int]:
    """Return the parts of '#RRGGBB'."""
    found = re.fullmatch(r"#(..)(..)(..)", colour)
    if found is None:
        raise ValueError(f"no colour: {colour}")
    red, green, blue = (int(part, 16) for part in found.groups())
    return red, green, blue
