"""The page with the graph: filters, picture and panel."""

from __future__ import annotations

from dataclasses import replace
from html import escape

import streamlit as st

from graph.errors import ReadableError
from graph.filters import SIGHT_KEY, Filters, list_chips, read_sight
from graph.material import Material
from graph.messages import Language, get_language, in_language, say
from graph.pins import change_pins
from graph.sentence import describe_view
from graph.ui import chrome, exporting, filter_panel, help, legend, pages, panel, snapshots_dialogs, state, twin
from graph.ui.component import (
    Drawing,
    Look,
    Takers,
    make_drawing,
    read_click,
    read_double_click,
    read_drag,
    read_followed,
    read_key,
    read_look,
    show_picture,
    watch_links,
    watch_sight,
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

WHOLE, NOTICE, GO = "whole_page", "notice", "explore_go"


def show() -> None:
    """Show the page."""
    version = graph_version(graph_path())
    defaults = load_defaults(version)
    state.read_address(defaults, load_known(version))
    st.session_state.pop("found", None)
    if not load_nodes(version):
        chrome.show_message(
            say("Nog geen begrippen"),
            say("De gelezen teksten noemen niets dat in de graaf hoort; zet andere teksten in de map en bouw opnieuw."),
        )
        return
    with st.container(key="explorer"):
        with st.container(key="filters"):
            filter_panel.show(version, load_drawing(version, state.get_filters(), (), load_pins(version)[1]).view)
        _show_picture_and_panel(version)
    _watch()


def load_drawing(version: Version, filters: Filters, also: tuple[str, ...], pins: int) -> Drawing:
    """Return the view of a choice, ready to be sent; kept, since people go back and forth between choices.

    ``pins`` tells the places that were set by hand from former ones.
    """
    return _load_drawing(version, filters, also, pins, get_language())


@st.cache_resource(max_entries=40, show_spinner=False)
def _load_drawing(version: Version, filters: Filters, also: tuple[str, ...], pins: int, language: Language) -> Drawing:
    if also:
        drawing = _load_drawing(version, filters, (), pins, language)
        if drawing.shows(also):
            return drawing  # a click on what is there changes nothing that is drawn
    with in_language(language):  # the reasons that a pointer shows, and the legend
        return make_drawing(make_view(load_chosen_material(version, filters), filters, also))


def _take_click() -> None:
    state.set_selection(*read_click())


@st.fragment
def _watch() -> None:
    """Looking around and following a link run only this part of the page again: it draws nothing."""
    if target := st.session_state.pop(GO, None):
        st.switch_page(pages.documents_page(), query_params=target)
    watch_sight(_take_sight)
    watch_links(_take_link)


def _take_link() -> None:
    st.session_state[GO] = read_followed()


def _take_sight() -> None:
    text = read_look()
    state.set_sight(read_sight({SIGHT_KEY: text} if text else {})[0])


def _take_drag() -> None:
    keep_place(read_drag())


def keep_place(moved: dict[str, tuple[float, float] | None] | None) -> None:
    """Keep a node where it was put, in every picture from now on."""
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
            st.html(f'<h1 class="unseen">{escape(say("Verkennen"))}</h1><p class="said">{escape(description)}</p>')
            if ignored := state.ignored():
                chrome.show_ignored(ignored)
            if notice := st.session_state.pop(NOTICE, ""):
                st.html(f'<p class="ignored">{escape(notice)}</p>')
        help.show_hint()
        _show_chips(version, filters, view, defaults, description, material)
        with st.container(key="picture"):
            show_picture(
                drawing,
                description,
                selection,
                Look(state.get_sight(), state.count_looks()),
                Takers(look=_take_sight, select=_take_click, drag=_take_drag, expand=_take_double_click, key=_take_key),
            )
        if state.get_reading().as_table:  # the picture stays under it, out of sight: back in it, nothing has moved
            twin.show_twin(version, view, material, filters, selection)
        legend.show(version, view, filters)
        snapshots_dialogs.show_saved()
    with st.container(key="panel"):
        panel.show(version, view, material, filters, selection)


def _show_chips(
    version: Version, filters: Filters, view: View, defaults: Filters, description: str, material: Material
) -> None:
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
            st.button(say("Alles terug"), key="chip-reset", on_click=replace_filters, args=(defaults,))
        left = (
            f"{count_words(len(view.nodes), ('knoop', 'knopen'))}, {count_words(len(view.links), ('band', 'banden'))}"
        )
        st.html(f'<span class="left">{left}</span>', width="content")
        n_past, n_future = state.count_steps()
        if n_past:
            st.button(say("Ongedaan maken"), key="undo", type="tertiary", on_click=_go, args=("undo",))
        if n_future:
            st.button(say("Opnieuw"), key="redo", type="tertiary", on_click=_go, args=("redo",))
        with st.container(key="actions", horizontal=True, width="content"):
            snapshots_dialogs.show_save_button(version, view, material, filters, state.get_selection(), description)
            exporting.show_button(version, view, material, filters, state.get_selection())
        twin.show_switch()
        help.show_help_button()


def _go(where: str) -> None:
    (state.redo if where == "redo" else state.undo)()
    st.session_state[WHOLE] = True
