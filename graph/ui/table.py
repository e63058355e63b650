"""A real table: column heads that sort, rows that open in place, links and buttons that are reported back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import streamlit as st

from graph.ui.component import read_asset


@dataclass(frozen=True, slots=True)
class Column:
    """A column; one with an ``order`` sorts by it when its head is clicked."""

    label: str
    order: str = ""
    numeric: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row. ``title`` and ``cells`` are HTML, escaped by the caller; the title opens the row."""

    row_id: str
    title: str
    cells: tuple[str, ...]


@st.cache_resource(show_spinner=False)
def _table() -> Any:
    return st.components.v2.component("begrippengraaf_table", js=read_asset("table.js"), css=read_asset("table.css"))


def show_table(
    key: str,
    caption: str,
    columns: Sequence[Column],
    rows: Sequence[Row],
    on_event: Callable[[], None],
    *,
    order: str = "",
    descending: bool = False,
    open_id: str = "",
    detail: str | None = "",
) -> None:
    """Show a table; ``on_event`` is called when something in it is chosen, :func:`read_event` tells what.

    Args:
        key: the widget's key.
        caption: what the table holds, plain text.
        columns: the first one is the row's title.
        rows: the rows in the order in which they are shown.
        on_event: called without arguments before the next run.
        order, descending: by which column the rows are sorted, said to screen readers.
        open_id, detail: the row that is open, and the HTML shown below it; an element with ``data-act`` and
            ``data-value`` reports these when it is clicked. Without HTML (None) a row opens elsewhere on the page.
    """
    _table()(
        key=key,
        data={
            "caption": caption,
            "columns": [asdict(column) for column in columns],
            "rows": [asdict(row) for row in rows],
            "order": order,
            "descending": descending,
            "open": open_id,
            "detail": detail,
        },
        on_event_change=on_event,
    )


def read_event(key: str) -> tuple[str, str]:
    """Return what was done in the table last ("sort", "open" or the name of an own act), and its value."""
    state = st.session_state.get(key) or {}
    event = state.get("event") or {}
    return str(event.get("act", "")), str(event.get("value", ""))
