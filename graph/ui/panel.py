"""The panel at the right: what is known about the chosen node or link, down to the sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from html import escape

import streamlit as st

from graph.errors import ReadableError
from graph.filters import MAX_STEPS, Filters
from graph.material import Material
from graph.passport.finding import near_spellings
from graph.pins import change_pins
from graph.rows import Document, Excerpt, Link, Node
from graph.sentence import strongest_links
from graph.ui import pages, state
from graph.ui.chrome import kind_word, load_forms
from graph.ui.panel_link import show_link, show_routes
from graph.ui.panel_parts import MOST, act, head, heading, more_button, numbers, row, show_lines, within
from graph.ui.panel_path import show_paths
from graph.ui.source import Version, graph_path, load_documents, load_nodes, load_pins, open_graph
from graph.ui.text import document_line, source_line
from graph.view import View, project_links, select_links
from graph.wording import clean_label, count_words, format_number, start_sentence

LIST_LENGTH = 8
ROUTE_FROM = "route_from"


def show(version: Version, view: View, material: Material, filters: Filters, selection: Sequence[str]) -> None:
    """Show what belongs to the selection, or where to begin when there is none."""
    nodes = load_nodes(version)
    chosen = [nodes[node_id] for node_id in selection if node_id in nodes]
    if missed := state.get_missed():
        _show_missed(version, missed)
    if len(chosen) == 2:
        show_link(version, material, filters, chosen[0], chosen[1])
    elif len(chosen) == 1 and chosen[0].kind == "document":
        _show_document(version, material, filters, chosen[0])
    elif len(chosen) == 1:
        _show_node(version, view, material, filters, chosen[0])
    elif filters.path:
        show_paths(version, view, material, filters)
    else:
        _show_beginning(view, filters, nodes)


def _show_missed(version: Version, missed: str) -> None:
    """Say that something does not exist, and propose what is spelt nearly so."""
    near = near_spellings(missed, load_forms(version), LIST_LENGTH)
    nodes = load_nodes(version)
    advice = "Bedoelde u een van deze?" if near else "Zoek bovenaan met een ander woord."
    st.html(f'<p class="ignored">‘{escape(clean_label(missed, 60))}’ staat niet in deze graaf. {advice}</p>')
    if near:
        with st.container(key="strongest"):
            for place, node_id in enumerate(near):
                row(f"near-{place}", clean_label(nodes[node_id].label, 50), kind_word(nodes[node_id]), (node_id,))


# -- nothing chosen ---------------------------------------------------------------------------------------------------


def _show_beginning(view: View, filters: Filters, nodes: Mapping[str, Node]) -> None:
    st.html(
        '<header class="panel"><p class="kind">Begin hier</p><h2>Klik op een begrip of een band</h2>'
        '<p class="body">Een band is een claim die u kunt openen: u leest de zinnen waarop hij rust. '
        "Zoeken kan bovenaan; alles in het beeld staat ook in de lijsten hieronder.</p></header>"
    )
    with st.container(key="twin"):
        links = sorted(view.links, key=lambda link: (-link.value, -link.count, link.source))
        heading("Sterkste banden in beeld")
        n_links = LIST_LENGTH + 4 + int(st.session_state.get("more_links", 0))
        for place, link in enumerate(links[:n_links]):
            label = f"{clean_label(nodes[link.source].label, 40)} — {clean_label(nodes[link.target].label, 40)}"
            count = count_words(link.count, filters.unit)
            row(f"all-link-{place}", label, count, (link.source, link.target))
        more_button("more_links", len(links) - n_links, ("band", "banden"))
        heading("Knopen in beeld")
        n_nodes = LIST_LENGTH + 4 + int(st.session_state.get("more_nodes", 0))
        for place, shown in enumerate(view.nodes[:n_nodes]):
            node = nodes[shown.node_id]
            count = "document" if node.kind == "document" else f"{format_number(node.n_mentions)} keer"
            row(f"all-node-{place}", clean_label(node.label, 60), count, (node.node_id,))
        more_button("more_nodes", len(view.nodes) - n_nodes, ("knoop", "knopen"))


# -- a node -----------------------------------------------------------------------------------------------------------


def _show_node(version: Version, view: View, material: Material, filters: Filters, node: Node) -> None:
    here = next((held for held in material.nodes if held.node_id == node.node_id), None)
    kind = start_sentence(kind_word(node)) + (f", thema {node.theme}" if node.theme else "")
    head(kind, node.label, node.role)
    if node.definition:
        st.html(f'<p class="definition">{escape(node.definition)}</p>')
    n_documents = len(material.documents)
    drawn = sum(node.node_id in (link.source, link.target) for link in view.links)
    numbers(
        [
            (format_number(here.n_mentions if here else 0), "keer genoemd"),
            (
                format_number(here.n_documents if here else 0),
                "tekst" if n_documents == 1 else f"van {format_number(n_documents)} teksten",
            ),
            (format_number(drawn), "band in beeld" if drawn == 1 else "banden in beeld"),
        ]
    )
    excerpts = within(version, open_graph(version).node_excerpts(node.node_id, MOST), filters)
    _say_first(version, excerpts)
    _show_acts(version, filters, node)
    _strongest(version, material, filters, node)
    _show_documents(version, excerpts)
    forms = [form for form in open_graph(version).aliases(node.node_id) if form.n_mentions]
    if len(forms) > 1:
        heading("Woorden waarin het staat")
        chips = "".join(
            f"<li>{escape(clean_label(form.alias, 60))} <span>{format_number(form.n_mentions)}</span></li>"
            for form in forms[:14]
        )
        st.html(f'<ul class="forms">{chips}</ul>')
    heading("In de teksten")
    show_lines(version, filters, node.node_id, excerpts)


def _say_first(version: Version, excerpts: Sequence[Excerpt]) -> None:
    """Say in which text it is named first: the oldest one with a date, else none can be told."""
    dated = [excerpt for excerpt in excerpts if excerpt.date]
    if not dated:
        return
    first = min(dated, key=lambda excerpt: excerpt.date)
    title = escape(clean_label(first.title, 80))
    some = "" if len(dated) == len(excerpts) else " (van de teksten met een datum)"
    with st.container(key="first-named", gap=None):
        line = escape(source_line(first.authors, first.date))
        st.html(f'<p class="rests">Het eerst genoemd in <cite>{title}</cite>, {line}{some}.</p>')
        st.page_link(
            pages.documents_page(),
            label="Lees die zin",
            query_params={"tekst": first.document_id, "zin": first.window_id},
        )


def _show_acts(version: Version, filters: Filters, node: Node) -> None:
    """Show what can be done with this node in the picture."""
    with st.container(key="acts", horizontal=True, gap="small"):
        if node.node_id not in filters.focus:
            words = "Ook de omgeving hiervan" if filters.focus else "Alleen de omgeving"
            act(words, "focus-node", _focus, node.node_id)
        elif filters.steps < MAX_STEPS:
            act("Een stap verder", "focus-wider", _change, replace(filters, steps=filters.steps + 1))
        if node.node_id not in filters.opened:
            act("Alle buren erbij", "open-node", _change, replace(filters, opened=(*filters.opened, node.node_id)))
        act("Verberg deze knoop", "hide-node", _hide, node.node_id)
        if node.node_id in load_pins(version)[0]:
            act("Zet terug op zijn plaats", "unpin-node", _unpin, node.node_id)
        if node.kind != "document":
            st.page_link(pages.trace_page(), label="Volg dit door de teksten", query_params={"begrip": node.node_id})
        if st.session_state.get(ROUTE_FROM) != node.node_id:
            act("Zoek een weg vanaf hier", "route-open", _ask_route, node.node_id)
    if st.session_state.get(ROUTE_FROM) == node.node_id:
        _show_route_field(version, node)


def _ask_route(node_id: str) -> None:
    st.session_state[ROUTE_FROM] = node_id


def _show_route_field(version: Version, node: Node) -> None:
    # Only when asked for: with thousands of nodes the list would be sent along with every click.
    nodes = load_nodes(version)
    others = sorted(
        (held.node_id for held in nodes.values() if held.node_id != node.node_id and held.status == "known"),
        key=lambda node_id: -nodes[node_id].n_mentions,
    )
    st.selectbox(
        "Zoek een weg naar",
        others,
        index=None,
        format_func=lambda node_id: clean_label(nodes[node_id].label, 60) if node_id in nodes else "",
        placeholder="Zoek een weg naar …",
        label_visibility="collapsed",
        key=f"route-from-{node.node_id}",
        on_change=_find_routes,
        args=(node.node_id,),
    )


def _find_routes(node_id: str) -> None:
    if target := st.session_state.get(f"route-from-{node_id}"):
        st.session_state[ROUTE_FROM] = ""
        show_routes(node_id, target)


def _focus(node_id: str) -> None:
    filters = state.get_filters()
    _change(replace(filters, focus=(*filters.focus, node_id), path=()))


def _change(filters: Filters) -> None:
    state.change_filters(**{name: getattr(filters, name) for name in ("focus", "steps", "path", "opened", "hidden")})
    st.session_state["whole_page"] = True


def _unpin(node_id: str) -> None:
    try:
        change_pins(graph_path(), {node_id: None})
    except ReadableError as error:
        st.session_state["notice"] = str(error)


def _show_documents(version: Version, excerpts: Sequence[Excerpt]) -> None:
    documents = load_documents(version)
    counts: dict[str, int] = {}
    for excerpt in excerpts:
        counts[excerpt.document_id] = counts.get(excerpt.document_id, 0) + 1
    if len(counts) < 2:
        return
    heading("In welke teksten")
    ordered = sorted(counts, key=lambda document_id: (-counts[document_id], documents[document_id].title))
    with st.container(key="often"):
        n = LIST_LENGTH - 3 + int(st.session_state.get("more_texts", 0))
        for place, document_id in enumerate(ordered[:n]):
            label = clean_label(documents[document_id].title, 60)
            row(f"text-{place}", label, count_words(counts[document_id], ("zin", "zinnen")), (document_id,))
        more_button("more_texts", len(ordered) - n, ("tekst", "teksten"))


def _hide(node_id: str) -> None:
    state.change_filters(hidden=state.get_filters().hidden | {node_id})
    state.set_selection()
    st.session_state["whole_page"] = True


def _strongest(
    version: Version, material: Material, filters: Filters, node: Node, title: str = "Sterkste banden"
) -> None:
    nodes = load_nodes(version)
    mine = [link for link in project_links(material, filters) if node.node_id in (link.source, link.target)]
    known = [
        link
        for link in strongest_links(select_links(mine, filters), filters)
        if _is_listed(nodes[_other(link, node.node_id)], filters)
    ]
    if not known:
        return
    heading(title)
    with st.container(key="strongest"):
        n = LIST_LENGTH + int(st.session_state.get("more_strongest", 0))
        for place, link in enumerate(known[:n]):
            other = nodes[_other(link, node.node_id)]
            count = count_words(link.count, filters.unit)
            row(f"strong-{place}", clean_label(other.label, 50), count, (node.node_id, other.node_id))
        more_button("more_strongest", len(known) - n, ("band", "banden"))


def _is_listed(node: Node, filters: Filters) -> bool:
    if node.status == "proposed":
        return filters.proposed
    return node.kind in (filters.kinds | {"concept", "person"} if filters.projection == "all" else filters.drawn_kinds)


def _other(link: Link, node_id: str) -> str:
    return link.target if link.source == node_id else link.source


# -- a document -------------------------------------------------------------------------------------------------------


def _show_document(version: Version, material: Material, filters: Filters, node: Node) -> None:
    document: Document = load_documents(version)[node.node_id]
    head("Document", document.title, document_line(document))
    if document.source:
        st.html(f'<p class="body">Naar: {escape(document.source)}</p>')
    mentions = open_graph(version).mentions(node.node_id)
    numbers(
        [
            (format_number(document.n_words), "woorden"),
            (format_number(len(mentions)), "vermeldingen"),
            (format_number(len({mention.node_id for mention in mentions})), "verschillende knopen"),
        ]
    )
    with st.container(key="acts", horizontal=True, gap="small"):
        st.page_link(pages.documents_page(), label="Lees de tekst", query_params={"tekst": node.node_id})
        if node.node_id not in filters.focus:
            act("Alleen de omgeving", "focus-node", _focus, node.node_id)
        act("Verberg deze knoop", "hide-node", _hide, node.node_id)
        if node.node_id in load_pins(version)[0]:
            act("Zet terug op zijn plaats", "unpin-node", _unpin, node.node_id)
    _strongest(version, material, filters, node, "Tekenend voor deze tekst")
    counts: dict[str, int] = {}
    for mention in mentions:
        counts[mention.node_id] = counts.get(mention.node_id, 0) + 1
    nodes = load_nodes(version)
    often = [
        node_id
        for node_id in sorted(counts, key=lambda node_id: (-counts[node_id], node_id))
        if node_id in nodes and _is_listed(nodes[node_id], filters)
    ]
    if often:
        heading("Vaakst genoemd")
        with st.container(key="often"):
            for place, node_id in enumerate(often[:LIST_LENGTH]):
                label = clean_label(nodes[node_id].label, 50)
                row(f"often-{place}", label, f"{format_number(counts[node_id])} keer", (node_id,))
