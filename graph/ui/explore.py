"""The page with the graph: filters, picture and panel."""

from __future__ import annotations

from dataclasses import replace
from html import escape

import streamlit as st

from graph.errors import ReadableError
from graph.filters import Filters, list_chips
from graph.pins import change_pins
from graph.sentence import describe_view
from graph.ui import chrome, filter_panel, legend, panel, state
from graph.ui.component import (
    Drawing,
    Takers,
    make_drawing,
    read_click,
    read_double_click,
    read_drag,
    read_key,
    show_picture,
)
from graph.ui.source import (
    Version,
    graph_path,
    graph_version,
    load_chosen_material,
    load_defaults,
    load_documents,
    load_known,
    load_nodes,
    load_pins,
)
from graph.ui.text import escape_markdown
from graph.view import View, make_view
from graph.wording import count_words

WHOLE, NOTICE = "whole_page", "notice"


def show() -> None:
    """Show the page."""
    version = graph_version(graph_path())
    defaults = load_defaults(version)
    state.read_address(defaults, load_known(version))
    st.session_state.pop("found", None)
    if not load_nodes(version):
        chrome.show_message(
            "Nog geen begrippen",
            "De gelezen teksten noemen niets dat in de graaf hoort; zet andere teksten in de map en bouw opnieuw.",
        )
        return
    with st.container(key="explorer"):
        with st.container(key="filters"):
            filter_panel.show(version, load_drawing(version, state.get_filters(), (), load_pins(version)[1]).view)
        _show_picture_and_panel(version)


@st.cache_resource(max_entries=40, show_spinner=False)
def load_drawing(version: Version, filters: Filters, also: tuple[str, ...], pins: int) -> Drawing:
    """Return the view of a choice, ready to be sent; kept, since people go back and forth between choices.

    ``pins`` tells the places that were set by hand from former ones.
    """
    if also:
        drawing = load_drawing(version, filters, (), pins)
        shown = {node.node_id for node in drawing.view.nodes}
        pairs = {(link.source, link.target) for link in drawing.view.links}
        if shown.issuperset(also) and (len(also) == 1 or tuple(sorted(also)) in pairs):
            return drawing  # a click on what is there changes nothing that is drawn
    return make_drawing(make_view(load_chosen_material(version, filters), filters, also))


def _take_click() -> None:
    state.set_selection(*read_click())


def _take_drag() -> None:
    moved = read_drag()
    if moved is None:
        return
    try:
        change_pins(graph_path(), moved)
    except ReadableError as error:
        st.session_state[NOTICE] = str(error)


def _take_double_click() -> None:
    node_id = read_double_click()
    opened = state.get_filters().opened
    if node_id and node_id not in opened:
        state.set_selection(node_id)
        replace_filters(replace(state.get_filters(), opened=(*opened, node_id)))


def _take_key() -> None:
    (state.redo if read_key() == "redo" else state.undo)()
    st.session_state[WHOLE] = True


def replace_filters(filters: Filters) -> None:
    """Replace the filters from inside the fragment; the widgets outside it follow."""
    state.set_filters(filters)
    st.session_state[WHOLE] = True


@st.fragment
def _show_picture_and_panel(version: Version) -> None:
    """A click in the picture or the panel runs only this part of the page again."""
    if st.session_state.pop(WHOLE, False):
        st.rerun(scope="app")
    defaults = load_defaults(version)
    filters, selection = state.get_filters(), state.get_selection()
    state.write_address(defaults)
    material = load_chosen_material(version, filters)
    drawing = load_drawing(version, filters, selection, load_pins(version)[1])
    view = drawing.view
    description = describe_view(view, material, filters, selection)
    with st.container(key="stage"):
        with st.container(key="said"):
            st.html(f'<h1 class="unseen">Verkennen</h1><p class="said">{escape(description)}</p>')
            if ignored := state.ignored():
                st.html(f'<p class="ignored">Van het adres is dit niet herkend: {escape("; ".join(ignored))}</p>')
            if notice := st.session_state.pop(NOTICE, ""):
                st.html(f'<p class="ignored">{escape(notice)}</p>')
        _show_chips(version, filters, view, defaults)
        with st.container(key="picture"):
            show_picture(
                drawing,
                description,
                selection,
                Takers(select=_take_click, drag=_take_drag, expand=_take_double_click, key=_take_key),
            )
        legend.show(version, view, filters)
    with st.container(key="panel"):
        panel.show(version, view, material, filters, selection)


def _show_chips(version: Version, filters: Filters, view: View, defaults: Filters) -> None:
    titles = {document_id: document.title for document_id, document in load_documents(version).items()}
    labels = {node_id: node.label for node_id, node in load_nodes(version).items()}
    chips = list_chips(filters, view.threshold, titles, labels)
    with st.container(key="chips", horizontal=True, gap="small"):
        for place, chip in enumerate(chips):
            st.button(
                f"{escape_markdown(chip.text)} ×",
                key=f"chip-{place}",
                help=None,
                on_click=replace_filters,
                args=(chip.without,),
            )
        if filters != defaults:
            st.button("Alles terug", key="chip-reset", on_click=replace_filters, args=(defaults,))
        left = (
            f"{count_words(len(view.nodes), ('knoop', 'knopen'))}, {count_words(len(view.links), ('band', 'banden'))}"
        )
        st.html(f'<span class="left">{left}</span>', width="content")
        n_past, n_future = state.count_steps()
        if n_past:
            st.button("Ongedaan maken", key="undo", type="tertiary", on_click=_go, args=("undo",))
        if n_future:
            st.button("Opnieuw", key="redo", type="tertiary", on_click=_go, args=("redo",))


def _go(where: str) -> None:
    (state.redo if where == "redo" else state.undo)()
    st.session_state[WHOLE] = True
