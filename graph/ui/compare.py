"""The page that compares two selections of texts: a choice for each, one picture in three colours, and the table."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from graph.comparison import (
    WHERES,
    Choice,
    ComparedLink,
    Comparison,
    choose_drawn,
    compare_selections,
    describe_comparison,
    describe_side,
    order_links,
    resolve_sides,
)
from graph.palette import NEUTRAL, THEME_COLOURS
from graph.rows import Kind, Window
from graph.ui import pages
from graph.ui.chrome import show_message
from graph.ui.compare_picture import KEY as PICTURE_KEY
from graph.ui.compare_picture import picture_data, show_picture
from graph.ui.compare_sides import show_sides
from graph.ui.compare_state import (
    GO,
    IGNORED,
    MORE_QUOTES,
    MORE_ROWS,
    change,
    get_choice,
    load_defaults,
    put,
    read_address,
    write_address,
)
from graph.ui.compare_table import detail_html, table_row
from graph.ui.component import read_asset
from graph.ui.source import Version, graph_path, graph_version, load_documents, load_nodes, open_graph
from graph.ui.table import Column, read_event, show_table
from graph.ui.text import escape_markdown
from graph.wording import (
    WINDOW_WORDS,
    clean_label,
    count_words,
    format_number,
    start_sentence,
)

TABLE_KEY = "compare-table"
FIRST_ROWS, STEP_ROWS, STEP_QUOTES, MOST_QUOTES = 25, 75, 20, 2000
SHOW_WORDS = {"here": "Alleen hier", "there": "Alleen daar", "both": "In beide"}
HERE, THERE, BOTH = THEME_COLOURS[0], THEME_COLOURS[4], NEUTRAL


def show_page() -> None:
    """Show the page."""
    version = graph_version(graph_path())
    documents = load_documents(version)
    _put_style()
    if len(documents) < 2:
        show_message(
            "Nog niets te vergelijken", "Vergelijken kan met twee teksten of meer; voeg er toe bij Documenten."
        )
        return
    defaults = load_defaults(version)
    read_address(version, defaults)
    with st.container(key="compare"):
        st.html('<header class="page"><h1>Vergelijk</h1></header>')
        if ignored := st.session_state.get(IGNORED):
            st.html(f'<p class="ignored">Van het adres is dit niet herkend: {escape("; ".join(ignored))}</p>')
        with st.container(key="compare-sides"):
            st.checkbox("Keuzes tonen", key="compare-unfold")
            show_sides(documents)
        with st.container(key="compare-result"):
            _show_result(version)


def _put_style() -> None:
    side = 1 if st.context.theme.type == "dark" else 0
    tokens = f":root {{ --here: {HERE[side]}; --there: {THERE[side]}; --both: {BOTH[side]}; }}"
    st.html(f"<style>{tokens}\n{read_asset('compare.css')}</style>")


@st.cache_resource(max_entries=16, show_spinner=False)
def load_comparison(
    version: Version,
    window: Window,
    here: tuple[str, ...],
    there: tuple[str, ...],
    kinds: frozenset[Kind],
    proposed: bool,
) -> Comparison:
    """Return the links of two selections; kept, since people go back and forth between choices."""
    nodes = [
        node for node in load_nodes(version).values() if (proposed if node.status == "proposed" else node.kind in kinds)
    ]
    return compare_selections(open_graph(version), window, here, there, nodes)


@st.cache_resource(max_entries=3, show_spinner=False)
def _load_positions(version: Version) -> dict[str, tuple[float, float]]:
    return open_graph(version).positions()


# -- what comes out of it ---------------------------------------------------------------------------------------------


@st.fragment
def _show_result(version: Version) -> None:
    """A click in the picture or the table runs only this part of the page again."""
    if target := st.session_state.pop(GO, None):
        st.switch_page(pages.documents_page(), query_params=target)
    write_address(load_defaults(version))
    choice, documents, nodes = get_choice(), load_documents(version), load_nodes(version)
    here, there = resolve_sides(choice.here, choice.there, list(documents.values()))
    comparison = load_comparison(version, choice.window, here, there, choice.kinds, choice.proposed)
    description = describe_comparison(comparison, nodes)
    names = [describe_side(side, documents, len(ids)) for side, ids in ((choice.here, here), (choice.there, there))]
    sizes = [count_words(n, WINDOW_WORDS[choice.window]) for n in (comparison.n_here, comparison.n_there)]
    st.html(
        f'<p class="said">{escape(description)}</p>'
        f'<p class="caption">Hier: {escape(names[0])}, {sizes[0]}. Daar: {escape(names[1])}, {sizes[1]}.</p>'
        + _warn(here, there)
    )
    if not comparison.links:
        return
    _show_legend(comparison, choice)
    wheres = WHERES if choice.show is None else (choice.show,)
    links = [link for link in comparison.links if link.where in wheres and (link.is_clear or not choice.only_clear)]
    if choice.node:
        links = [link for link in links if choice.node in (link.source, link.target)]
    drawn = choose_drawn(links, wheres, choice.pair)
    if not drawn:
        st.html('<p class="body">Met deze keuze blijft er geen band over; haal een filter weg.</p>')
        return
    with st.container(key="compare-picture-frame"):
        data = picture_data(drawn, comparison, nodes, _load_positions(version))
        show_picture(data, description, choice.pair, choice.node, _take_click)
    _show_table(version, choice, comparison, links, (here, there))


def _warn(here: Sequence[str], there: Sequence[str]) -> str:
    if not here or not there:
        return '<p class="ignored">Een van beide keuzes is leeg; kies teksten, een auteur of een periode.</p>'
    shared = len(set(here) & set(there))
    if not shared:
        return ""
    if set(here) == set(there):
        return '<p class="ignored">Beide keuzes zijn dezelfde teksten; er valt niets te vergelijken.</p>'
    verb = "zit" if shared == 1 else "zitten"
    return (
        f'<p class="ignored">{start_sentence(count_words(shared, ("tekst", "teksten")))} {verb} in beide keuzes en '
        "telt in allebei mee; verschillen lijken daardoor kleiner dan ze zijn.</p>"
    )


def _show_legend(comparison: Comparison, choice: Choice) -> None:
    options = ["all", *WHERES]
    counts: dict[str, int] = {where: comparison.count(where) for where in WHERES}
    counts["all"] = len(comparison.links)
    with st.container(key="compare-legend", horizontal=True, vertical_alignment="center"):
        put("compare-show", choice.show or "all")
        st.segmented_control(
            "Welke banden",
            options,
            format_func=lambda option: f"{SHOW_WORDS.get(option, 'Alles')} *{format_number(counts[option])}*",
            key="compare-show",
            on_change=_change_show,
            label_visibility="collapsed",
            required=True,
        )
        n_clear = sum(link.is_clear for link in comparison.links)
        put("compare-clear", choice.only_clear)
        st.checkbox(
            f"alleen duidelijke verschillen, q < 0,05 *{format_number(n_clear)}*",
            key="compare-clear",
            on_change=lambda: change(only_clear=bool(st.session_state["compare-clear"])),
            disabled=n_clear == 0 and not choice.only_clear,
        )
        if choice.node:
            nodes = load_nodes(graph_version(graph_path()))
            st.button(
                f"alleen {escape_markdown(clean_label(nodes[choice.node].label, 30))} ×",
                key="compare-node",
                on_click=lambda: change(node="", pair=()),
            )


def _change_show() -> None:
    value = st.session_state["compare-show"]
    change(show=None if value == "all" else value, pair=())


def _take_click() -> None:
    act, value = read_event(PICTURE_KEY)
    if act == "pair":
        change(pair=tuple(value.split("~")))
    elif act == "node":
        change(node="" if get_choice().node == value else value, pair=())
    elif act == "nothing" and (get_choice().pair or get_choice().node):
        change(pair=(), node="")


def _take_event() -> None:
    act, value = read_event(TABLE_KEY)
    if act == "sort":
        change(order=value)
    elif act == "open":
        pair = tuple(value.split("~"))
        change(pair=() if get_choice().pair == pair else pair)
    elif act == "more":
        st.session_state[MORE_QUOTES] = int(st.session_state.get(MORE_QUOTES, 0)) + STEP_QUOTES
    elif act == "read":
        document_id, _, window_id = value.partition("~")
        st.session_state[GO] = {"tekst": document_id, "zin": window_id}


def _show_table(
    version: Version,
    choice: Choice,
    comparison: Comparison,
    links: list[ComparedLink],
    ids: tuple[tuple[str, ...], tuple[str, ...]],
) -> None:
    nodes = load_nodes(version)
    st.html('<h2 class="table">De banden op een rij</h2>')
    ordered = order_links(links, choice.order, nodes)
    n = FIRST_ROWS + int(st.session_state.get(MORE_ROWS, 0))
    shown = ordered[:n]
    asked = next((k for k in comparison.links if choice.pair and {k.source, k.target} == set(choice.pair)), None)
    if asked is not None and asked not in shown:
        shown = [asked, *shown]
    words = WINDOW_WORDS[choice.window]
    detail = ""
    if asked is not None:
        excerpts = open_graph(version).link_excerpts(asked.source, asked.target, choice.window, MOST_QUOTES)
        detail = detail_html(asked, nodes, excerpts, choice.window, ids, int(st.session_state.get(MORE_QUOTES, 0)))
    show_table(
        TABLE_KEY,
        f"{count_words(len(links), ('band', 'banden'))}; aantallen zijn {words[1]} waarin beide staan. "
        "Open een rij om die te lezen.",
        (
            Column("Band", "name"),
            Column("Hier", "here", numeric=True),
            Column("Daar", "there", numeric=True),
            Column("Verschil", "difference"),
            Column("G²", numeric=True),
            Column("Kans op toeval (q)", numeric=True),
        ),
        [table_row(link, nodes, comparison, len(ids[link.where == "there"])) for link in shown],
        _take_event,
        order=choice.order,
        descending=choice.order != "name",
        open_id=f"{asked.source}~{asked.target}" if asked else "",
        detail=detail,
    )
    if choice.pair and asked is None:
        st.html('<p class="ignored">De gevraagde band komt in geen van beide keuzes voor.</p>')
    left = len(ordered) - n
    if left > 0:
        st.button(
            f"Nog {count_words(left, ('band', 'banden'))}",
            key="compare-more",
            type="tertiary",
            on_click=_add_rows,
        )
    st.html(f'<p class="caption">{METHOD}</p>')


METHOD = (
    "Vergeleken wordt per zin of alinea, zodat een grote en een kleine keuze naast elkaar kunnen staan. ‘Keer zo vaak’ "
    "is de verhouding van de aantallen per 1.000 (log-ratio, Hardie 2014). G² zegt hoe ver de verdeling over hier en "
    "daar van gelijk af ligt (Dunning 1993; Rayson en Garside 2000). De kans op toeval is die van de exacte toets van "
    "Fisher, gecorrigeerd voor het aantal banden dat vergeleken is (Benjamini en Hochberg 1995); 1,00 betekent ook: "
    "te zeldzaam om er iets over te zeggen."
)


def _add_rows() -> None:
    st.session_state[MORE_ROWS] = int(st.session_state.get(MORE_ROWS, 0)) + STEP_ROWS
