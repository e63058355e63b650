"""The page with the graph: filters, picture and panel."""

from __future__ import annotations

from html import escape

import streamlit as st

from graph.filters import Filters, list_chips
from graph.sentence import describe_view
from graph.ui import chrome, filter_panel, panel, state
from graph.ui.component import Drawing, make_drawing, read_click, show_picture
from graph.ui.source import (
    Version,
    graph_path,
    graph_version,
    load_defaults,
    load_documents,
    load_known,
    load_material,
    load_nodes,
)
from graph.ui.text import escape_markdown
from graph.view import LegendEntry, View, make_view
from graph.wording import count_words

WHOLE = "whole_page"


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
            filter_panel.show(version, load_drawing(version, state.get_filters(), ()).view)
        _show_picture_and_panel(version)


@st.cache_resource(max_entries=40, show_spinner=False)
def load_drawing(version: Version, filters: Filters, also: tuple[str, ...]) -> Drawing:
    """Return the view of a choice, ready to be sent; kept, since people go back and forth between choices."""
    if also:
        drawing = load_drawing(version, filters, ())
        shown = {node.node_id for node in drawing.view.nodes}
        pairs = {(link.source, link.target) for link in drawing.view.links}
        if shown.issuperset(also) and (len(also) == 1 or tuple(sorted(also)) in pairs):
            return drawing  # a click on what is there changes nothing that is drawn
    return make_drawing(make_view(load_material(version, filters.window, filters.documents), filters, also))


def _take_click() -> None:
    state.set_selection(*read_click())


def _replace_filters(filters: Filters) -> None:
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
    material = load_material(version, filters.window, filters.documents)
    drawing = load_drawing(version, filters, selection)
    view = drawing.view
    description = describe_view(view, material, filters, selection)
    with st.container(key="stage"):
        with st.container(key="said"):
            st.html(f'<h1 class="unseen">Verkennen</h1><p class="said">{escape(description)}</p>')
            if ignored := state.ignored():
                st.html(f'<p class="ignored">Van het adres is dit niet herkend: {escape("; ".join(ignored))}</p>')
        _show_chips(version, filters, view, defaults)
        with st.container(key="picture"):
            show_picture(drawing, description, selection, _take_click)
        _show_legend(view, filters)
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
                on_click=_replace_filters,
                args=(chip.without,),
            )
        if filters != defaults:
            st.button("Alles terug", key="chip-reset", on_click=_replace_filters, args=(defaults,))
        left = (
            f"{count_words(len(view.nodes), ('knoop', 'knopen'))}, {count_words(len(view.links), ('band', 'banden'))}"
        )
        st.html(f'<span class="left">{left}</span>', width="content")


def _toggle_theme(theme: str) -> None:
    filters = state.get_filters()
    state.change_filters(themes=None if filters.themes == (theme,) else (theme,))
    st.session_state[WHOLE] = True


def _show_legend(view: View, filters: Filters) -> None:
    kinds = [entry for entry in view.legend if entry.kind]
    themes = [entry for entry in view.legend if entry.theme]
    with st.container(key="legend", horizontal=True, gap="small", vertical_alignment="center"):
        st.html(f'<ul class="legend">{"".join(map(_kind_entry, kinds))}</ul>', width="content")
        style = []
        for place, entry in enumerate(themes):
            side = 1 if st.context.theme.type == "dark" else 0
            style.append(f".st-key-theme-{place} button {{ --own: {entry.colour[side]}; }}")
            st.button(
                escape_markdown(entry.theme or ""),
                key=f"theme-{place}",
                type="tertiary",
                on_click=_toggle_theme,
                args=(entry.theme,),
                help=None,
            )
        st.html(f"<style>{''.join(style)}</style>", width="content")


def _kind_entry(entry: LegendEntry) -> str:
    grows = {"concept": ": groter is vaker"} if entry.kind == "concept" else {}
    side = 1 if st.context.theme.type == "dark" else 0
    return (
        f'<li style="--own: {entry.colour[side]}"><span class="shape {entry.kind}"></span>'
        f"{escape(entry.text)}{grows.get(str(entry.kind), '')}</li>"
    )
