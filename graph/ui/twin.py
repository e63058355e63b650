"""The present view as two real tables, its nodes and its links: the same filters, the same numbers, the same panel."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from html import escape
from typing import Any

import streamlit as st

from graph.filters import Filters
from graph.material import Material
from graph.messages import mark, say
from graph.rows import Link, Node
from graph.ui import state
from graph.ui.reading import LINK_ORDERS, NODE_ORDERS, Order
from graph.ui.source import Version, load_nodes
from graph.ui.table import Column, Row, read_event, show_table
from graph.view import View, ViewLink, project_links
from graph.wording import (
    KIND_WORDS,
    MEASURE_WORDS,
    clean_label,
    count_words,
    format_chance,
    format_measure,
    format_number,
    start_sentence,
)

NODES, LINKS = "twin-nodes", "twin-links"
FIRST = 500  # rows: with thousands at once a browser takes seconds to lay out a table
PAIR = "~"
NODE_HEADS = {
    "naam": mark("Naam"),
    "soort": mark("Soort"),
    "keer": mark("Genoemd"),
    "teksten": mark("Teksten"),
    "banden": mark("Banden in beeld"),
}
TEXT_COLUMNS = {"naam", "soort", "band"}


def show_switch() -> None:
    """Show the button that turns the picture into tables and back."""
    as_table = state.get_reading().as_table
    label = say("Als beeld") if as_table else say("Als tabel")
    st.button(label, key="as-table", type="tertiary", on_click=state.change_reading, kwargs={"as_table": not as_table})


def show_twin(version: Version, view: View, material: Material, filters: Filters, selection: Sequence[str]) -> None:
    """Show the tables of what the picture shows; a row opens in the panel."""
    reading = state.get_reading()
    nodes = load_nodes(version)
    with st.container(key="twin-tables"):
        rows = _node_rows(view, material, nodes, reading.nodes_by)
        _show(
            NODES,
            say("Knopen"),
            ("knoop", "knopen"),
            [_column(key, say(NODE_HEADS[key])) for key in NODE_ORDERS],
            rows,
            reading.nodes_by,
            selection,
            _take_node_event,
        )
        heads = {
            "band": say("Band"),
            "samen": start_sentence(say(filters.unit[1])),
            "sterkte": start_sentence(say(MEASURE_WORDS[filters.measure])),
            "toeval": say("Kans op toeval (q)"),
            "teksten": say("Teksten"),
        }
        _show(
            LINKS,
            say("Banden"),
            ("band", "banden"),
            [_column(key, heads[key]) for key in LINK_ORDERS],
            _link_rows(view, material, filters, nodes, reading.links_by),
            reading.links_by,
            selection,
            _take_link_event,
        )


def _column(key: str, label: str) -> Column:
    return Column(label, key, numeric=key not in TEXT_COLUMNS)


def _show(
    key: str,
    title: str,
    words: tuple[str, str],
    columns: Sequence[Column],
    rows: Sequence[Row],
    order: Order,
    selection: Sequence[str],
    take: Callable[[], None],
) -> None:
    whole = bool(st.session_state.get(f"{key}-whole"))
    st.html(f'<h2 class="twin">{escape(title)}</h2>')
    shown = rows if whole else rows[:FIRST]
    caption = count_words(len(rows), words)
    if len(shown) < len(rows):
        caption = say("{shown} van {whole}", shown=format_number(len(shown)), whole=caption)
    show_table(
        key,
        say("{count}, dezelfde als in het beeld. Een rij opent in het paneel.", count=caption),
        columns,
        shown,
        take,
        order=order.by,
        descending=order.descending,
        open_id=PAIR.join(sorted(selection)),
        detail=None,
    )
    if len(shown) < len(rows):
        text = say("Toon ze alle {n}", n=format_number(len(rows)))
        st.button(text, key=f"button-{key}-whole", type="tertiary", on_click=_show_whole, args=(key,))


def _show_whole(key: str) -> None:
    st.session_state[f"{key}-whole"] = True


def _node_rows(view: View, material: Material, nodes: Mapping[str, Node], order: Order) -> list[Row]:
    here = {node.node_id: node for node in material.nodes}
    n_links: dict[str, int] = {}
    for link in view.links:
        for end in (link.source, link.target):
            n_links[end] = n_links.get(end, 0) + 1
    values: list[tuple[dict[str, Any], Row]] = []
    for shown in view.nodes:
        node = here.get(shown.node_id, nodes[shown.node_id])
        label = clean_label(node.label, 80)
        kind = say("voorgesteld begrip") if node.status == "proposed" else say(KIND_WORDS[node.kind][0])
        is_text = node.kind == "document"
        cells = (
            escape(kind),
            "" if is_text else format_number(node.n_mentions),
            "" if is_text else format_number(node.n_documents),
            format_number(n_links.get(node.node_id, 0)),
        )
        sort_by = {
            "naam": label.casefold(),
            "soort": kind,
            "keer": -1 if is_text else node.n_mentions,
            "teksten": -1 if is_text else node.n_documents,
            "banden": n_links.get(node.node_id, 0),
        }
        values.append((sort_by, Row(node.node_id, escape(label), cells)))
    return _sort(values, order, "naam")


def _link_rows(view: View, material: Material, filters: Filters, nodes: Mapping[str, Node], order: Order) -> list[Row]:
    measured = {(link.source, link.target): link for link in project_links(material, filters)}
    values: list[tuple[dict[str, Any], Row]] = []
    for shown in view.links:
        link = measured.get((shown.source, shown.target))
        first, second = sorted(
            (clean_label(nodes[end].label, 50) for end in (shown.source, shown.target)), key=str.casefold
        )
        title = f'{escape(first)} <span class="dash">—</span> {escape(second)}'
        cells = (
            format_number(shown.count),
            format_measure(shown.value),
            format_chance(link.q_value) if link else "",
            format_number(link.n_documents) if link and link.n_documents else "",
        )
        pair = PAIR.join(sorted((shown.source, shown.target)))
        values.append((_link_values(shown, link, f"{first} {second}".casefold()), Row(pair, title, cells)))
    return _sort(values, order, "band")


def _link_values(shown: ViewLink, link: Link | None, name: str) -> dict[str, Any]:
    return {
        "band": name,
        "samen": shown.count,
        "sterkte": shown.value,
        "toeval": link.q_value if link else 2.0,
        "teksten": link.n_documents if link else 0,
    }


def _sort(values: Sequence[tuple[dict[str, Any], Row]], order: Order, name: str) -> list[Row]:
    named = sorted(values, key=lambda item: (item[0][name], item[1].row_id))
    return [row for _, row in sorted(named, key=lambda item: item[0][order.by], reverse=order.descending)]


def _take_node_event() -> None:
    _take(NODES, "nodes_by")


def _take_link_event() -> None:
    _take(LINKS, "links_by")


def _take(key: str, field: str) -> None:
    act, value = read_event(key)
    if act == "open":
        chosen = tuple(value.split(PAIR))
        # The row that is open closes when it is pressed again.
        state.set_selection(*(() if sorted(chosen) == sorted(state.get_selection()) else chosen))
    elif act == "sort" and value in (NODE_ORDERS if key == NODES else LINK_ORDERS):
        held: Order = getattr(state.get_reading(), field)
        # Names begin at a, numbers at the largest; the same head again turns the order round.
        descending = not held.descending if held.by == value else value not in TEXT_COLUMNS and value != "toeval"
        state.change_reading(**{field: Order(value, descending)})
