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
from graph.links import LEVEL
from graph.messages import mark, say
from graph.rows import Kind, Window
from graph.ui import pages
from graph.ui.chrome import show_ignored, show_message
from graph.ui.compare_picture import COLOURS, make_comparison_view, show_comparison, takers
from graph.ui.compare_picture import KEY as PICTURE_KEY
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
from graph.ui.component import read_asset, read_drag
from graph.ui.explore import keep_place
from graph.ui.moving import move_to
from graph.ui.source import Version, graph_path, graph_version, load_documents, load_nodes, load_pins, open_graph
from graph.ui.table import Column, read_event, show_table
from graph.ui.text import escape_markdown
from graph.wording import (
    WINDOW_WORDS,
    clean_label,
    count_words,
    format_number,
)

TABLE_KEY = "compare-table"
FIRST_ROWS, STEP_ROWS, STEP_QUOTES, MOST_QUOTES = 25, 75, 20, 2000
SHOW_WORDS = {
    "all": mark("Alles"),
    "here": mark("Alleen hier"),
    "there": mark("Alleen daar"),
    "both": mark("In beide"),
}


def show_page() -> None:
    """Show the page."""
    version = graph_version(graph_path())
    documents = load_documents(version)
    _put_style()
    if len(documents) < 2:
        show_message(
            say("Nog niets te vergelijken"),
            say("Vergelijken kan met twee teksten of meer; voeg er toe bij Documenten."),
        )
        return
    defaults = load_defaults(version)
    read_address(version, defaults)
    with st.container(key="compare"):
        st.html(f'<header class="page"><h1>{escape(say("Vergelijk"))}</h1></header>')
        if ignored := st.session_state.get(IGNORED):
            show_ignored(ignored)
        with st.container(key="compare-sides"):
            st.checkbox(say("Keuzes tonen"), key="compare-unfold")
            show_sides(documents)
        with st.container(key="compare-result"):
            _show_result(version)


def _put_style() -> None:
    side = 1 if st.context.theme.type == "dark" else 0
    tokens = ":root {" + "".join(f"--{where}: {colour[side]};" for where, colour in COLOURS.items()) + "}"
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
        move_to(pages.documents_page(), target)
    write_address(load_defaults(version))
    choice, documents, nodes = get_choice(), load_documents(version), load_nodes(version)
    here, there = resolve_sides(choice.here, choice.there, list(documents.values()))
    comparison = load_comparison(version, choice.window, here, there, choice.kinds, choice.proposed)
    description = describe_comparison(comparison, nodes)
    names = [describe_side(side, documents, len(ids)) for side, ids in ((choice.here, here), (choice.there, there))]
    sizes = [count_words(n, WINDOW_WORDS[choice.window]) for n in (comparison.n_here, comparison.n_there)]
    caption = say(
        "Hier: {here}, {n_here}. Daar: {there}, {n_there}.",
        here=names[0],
        n_here=sizes[0],
        there=names[1],
        n_there=sizes[1],
    )
    st.html(f'<p class="said">{escape(description)}</p><p class="caption">{escape(caption)}</p>' + _warn(here, there))
    if not comparison.links:
        return
    _show_legend(comparison, choice)
    wheres = WHERES if choice.show is None else (choice.show,)
    links = [link for link in comparison.links if link.where in wheres and (link.is_clear or not choice.only_clear)]
    if choice.node:
        links = [link for link in links if choice.node in (link.source, link.target)]
    drawn = choose_drawn(links, wheres, choice.pair)
    if not drawn:
        text = say("Met deze keuze blijft er geen band over; haal een filter weg.")
        st.html(f'<p class="body">{escape(text)}</p>')
        return
    with st.container(key="compare-picture-frame"):
        places = {**_load_positions(version), **load_pins(version)[0]}
        view = make_comparison_view(drawn, comparison, nodes, places)
        selection = tuple(choice.pair) or ((choice.node,) if choice.node else ())
        show_comparison(view, description, selection, (here, there), takers(_choose, _take_drag))
    _show_table(version, choice, comparison, links, (here, there))


def _warn(here: Sequence[str], there: Sequence[str]) -> str:
    if not here or not there:
        text = say("Een van beide keuzes is leeg; kies teksten, een auteur of een periode.")
        return f'<p class="ignored">{escape(text)}</p>'
    shared = len(set(here) & set(there))
    if not shared:
        return ""
    if set(here) == set(there):
        text = say("Beide keuzes zijn dezelfde teksten; er valt niets te vergelijken.")
    elif shared == 1:
        text = say(
            "1 tekst zit in beide keuzes en telt in allebei mee; verschillen lijken daardoor kleiner dan ze zijn."
        )
    else:
        text = say(
            "{n} teksten zitten in beide keuzes en telt in allebei mee; verschillen lijken daardoor kleiner dan ze "
            "zijn.",
            n=format_number(shared),
        )
    return f'<p class="ignored">{escape(text)}</p>'


def _show_legend(comparison: Comparison, choice: Choice) -> None:
    options = ["all", *WHERES]
    counts: dict[str, int] = {where: comparison.count(where) for where in WHERES}
    counts["all"] = len(comparison.links)
    with st.container(key="compare-legend", horizontal=True, vertical_alignment="center"):
        put("compare-show", choice.show or "all")
        st.segmented_control(
            say("Welke banden"),
            options,
            format_func=lambda option: f"{say(SHOW_WORDS[option])} *{format_number(counts[option])}*",
            key="compare-show",
            on_change=_change_show,
            label_visibility="collapsed",
            required=True,
        )
        n_clear = sum(link.is_clear for link in comparison.links)
        put("compare-clear", choice.only_clear)
        clear = say("alleen duidelijke verschillen, q < {q}", q=format_number(LEVEL, 2))
        st.checkbox(
            f"{clear} *{format_number(n_clear)}*",
            key="compare-clear",
            on_change=lambda: change(only_clear=bool(st.session_state["compare-clear"])),
            disabled=n_clear == 0 and not choice.only_clear,
        )
        if choice.node:
            nodes = load_nodes(graph_version(graph_path()))
            name = escape_markdown(clean_label(nodes[choice.node].label, 30))
            st.button(
                say("alleen {name} ×", name=name),
                key="compare-node",
                on_click=lambda: change(node="", pair=()),
            )


def _change_show() -> None:
    value = st.session_state["compare-show"]
    change(show=None if value == "all" else value, pair=())


def _choose(node_ids: tuple[str, ...]) -> None:
    """Take over what was chosen in the picture: a link, a node, or nothing."""
    if len(node_ids) == 2:
        change(pair=node_ids)
    else:
        change(node="".join(node_ids), pair=())


def _take_drag() -> None:
    keep_place(read_drag(PICTURE_KEY))


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
    st.html(f'<h2 class="table">{escape(say("De banden op een rij"))}</h2>')
    ordered = order_links(links, choice.order, nodes)
    n = FIRST_ROWS + int(st.session_state.get(MORE_ROWS, 0))
    shown = ordered[:n]
    asked = next((k for k in comparison.links if choice.pair and {k.source, k.target} == set(choice.pair)), None)
    if asked is not None and asked not in shown:
        shown = [asked, *shown]
    caption = say(
        "{links}; aantallen zijn {windows} waarin beide staan. Open een rij om die te lezen.",
        links=count_words(len(links), ("band", "banden")),
        windows=say(WINDOW_WORDS[choice.window][1]),
    )
    detail = ""
    if asked is not None:
        excerpts = open_graph(version).link_excerpts(asked.source, asked.target, choice.window, MOST_QUOTES)
        detail = detail_html(asked, nodes, excerpts, choice.window, ids, int(st.session_state.get(MORE_QUOTES, 0)))
    show_table(
        TABLE_KEY,
        caption,
        (
            Column(say("Band"), "name"),
            Column(say("Hier"), "here", numeric=True),
            Column(say("Daar"), "there", numeric=True),
            Column(say("Verschil"), "difference"),
            Column("G²", numeric=True),
            Column(say("Kans op toeval (q)"), numeric=True),
        ),
        [table_row(link, nodes, comparison, len(ids[link.where == "there"])) for link in shown],
        _take_event,
        order=choice.order,
        descending=choice.order != "name",
        open_id=f"{asked.source}~{asked.target}" if asked else "",
        detail=detail,
    )
    if choice.pair and asked is None:
        text = say("De gevraagde band komt in geen van beide keuzes voor.")
        st.html(f'<p class="ignored">{escape(text)}</p>')
    left = len(ordered) - n
    if left > 0:
        st.button(
            say("Nog {more}", more=count_words(left, ("band", "banden"))),
            key="compare-more",
            type="tertiary",
            on_click=_add_rows,
        )
    st.html(f'<p class="caption">{escape(say(METHOD))}</p>')


METHOD = mark(
    "Vergeleken wordt per zin of alinea, zodat een grote en een kleine keuze naast elkaar kunnen staan. ‘Keer zo vaak’ "
    "is de verhouding van de aantallen per 1.000 (log-ratio, Hardie 2014). G² zegt hoe ver de verdeling over hier en "
    "daar van gelijk af ligt (Dunning 1993; Rayson en Garside 2000). De kans op toeval is die van de exacte toets van "
    "Fisher, gecorrigeerd voor het aantal banden dat vergeleken is (Benjamini en Hochberg 1995); 1,00 betekent ook: "
    "te zeldzaam om er iets over te zeggen."
)


def _add_rows() -> None:
    st.session_state[MORE_ROWS] = int(st.session_state.get(MORE_ROWS, 0)) + STEP_ROWS
