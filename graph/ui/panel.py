"""The panel at the right: what is known about the chosen node or link, down to the sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from html import escape

import streamlit as st

from graph.errors import ReadableError
from graph.filters import MAX_STEPS, Filters
from graph.material import Material
from graph.messages import say
from graph.passport.finding import near_spellings
from graph.pins import change_pins
from graph.rows import Document, Excerpt, Link, Node
from graph.sentence import strongest_links
from graph.ui import pages, state
from graph.ui.chrome import kind_word, load_forms
from graph.ui.language import with_language
from graph.ui.panel_family import show_family
from graph.ui.panel_link import show_link, show_routes
from graph.ui.panel_parts import (
    MOST,
    act,
    head_html,
    heading,
    more_button,
    numbers_html,
    row,
    show_lines,
    text_link_html,
    within,
)
from graph.ui.panel_path import show_paths
from graph.ui.source import Version, graph_path, load_documents, load_nodes, load_pins, open_graph
from graph.ui.text import document_line, source_line
from graph.view import View, project_links, select_links
from graph.wording import clean_label, count_times, count_words, dutch, format_number, start_sentence

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
    asked = clean_label(missed, 60)
    text = (
        say("‘{asked}’ staat niet in deze graaf. Bedoelde u een van deze?", asked=asked)
        if near
        else say("‘{asked}’ staat niet in deze graaf. Zoek bovenaan met een ander woord.", asked=asked)
    )
    st.html(f'<p class="ignored">{escape(text)}</p>')
    if near:
        with st.container(key="strongest"):
            for place, node_id in enumerate(near):
                row(f"near-{place}", clean_label(nodes[node_id].label, 50), kind_word(nodes[node_id]), (node_id,))


# -- nothing chosen ---------------------------------------------------------------------------------------------------


def _show_beginning(view: View, filters: Filters, nodes: Mapping[str, Node]) -> None:
    st.html(
        f'<header class="panel"><p class="kind">{escape(say("Begin hier"))}</p>'
        f'<h2>{escape(say("Klik op een begrip of een band"))}</h2><p class="body">'
        + escape(
            say(
                "Een band is een claim die u kunt openen: u leest de zinnen waarop hij rust. Zoeken kan bovenaan; "
                "alles in het beeld staat ook in de lijsten hieronder."
            )
        )
        + "</p></header>"
    )
    with st.container(key="twin"):
        links = sorted(view.links, key=lambda link: (-link.value, -link.count, link.source))
        heading(say("Sterkste banden in beeld"))
        n_links = LIST_LENGTH + 4 + int(st.session_state.get("more_links", 0))
        for place, link in enumerate(links[:n_links]):
            label = f"{clean_label(nodes[link.source].label, 40)} — {clean_label(nodes[link.target].label, 40)}"
            count = count_words(link.count, filters.unit)
            row(f"all-link-{place}", label, count, (link.source, link.target))
        more_button("more_links", len(links) - n_links, ("band", "banden"))
        heading(say("Knopen in beeld"))
        n_nodes = LIST_LENGTH + 4 + int(st.session_state.get("more_nodes", 0))
        for place, shown in enumerate(view.nodes[:n_nodes]):
            node = nodes[shown.node_id]
            count = say("document") if node.kind == "document" else count_times(node.n_mentions)
            row(f"all-node-{place}", clean_label(node.label, 60), count, (node.node_id,))
        more_button("more_nodes", len(view.nodes) - n_nodes, ("knoop", "knopen"))


# -- a node -----------------------------------------------------------------------------------------------------------


def _show_node(version: Version, view: View, material: Material, filters: Filters, node: Node) -> None:
    here = next((held for held in material.nodes if held.node_id == node.node_id), None)
    kind = start_sentence(kind_word(node))
    if node.theme:
        kind = say("{kind}, thema {theme}", kind=kind, theme=node.theme)
    definition = f'<p class="definition"{dutch()}>{escape(node.definition)}</p>' if node.definition else ""
    n_documents = len(material.documents)
    drawn = sum(node.node_id in (link.source, link.target) for link in view.links)
    pairs = [
        (format_number(here.n_mentions if here else 0), say("keer genoemd")),
        (
            format_number(here.n_documents if here else 0),
            say("tekst") if n_documents == 1 else say("van {n} teksten", n=format_number(n_documents)),
        ),
        (format_number(drawn), say("band in beeld") if drawn == 1 else say("banden in beeld")),
    ]
    excerpts = within(version, open_graph(version).node_excerpts(node.node_id, MOST), filters)
    head = head_html(kind, node.label, node.role)
    st.html(f"{head}{definition}{numbers_html(pairs)}{_first_html(excerpts)}")
    _show_acts(version, filters, node)
    show_family(version, filters, node)
    _strongest(version, material, filters, node)
    _show_documents(version, excerpts)
    forms = [form for form in open_graph(version).aliases(node.node_id) if form.n_mentions]
    if len(forms) > 1:
        heading(say("Woorden waarin het staat"))
        chips = "".join(
            f"<li>{escape(clean_label(form.alias, 60))} <span>{format_number(form.n_mentions)}</span></li>"
            for form in forms[:14]
        )
        st.html(f'<ul class="forms">{chips}</ul>')
    heading(say("In de teksten"))
    show_lines(version, filters, node.node_id, excerpts)


def _first_html(excerpts: Sequence[Excerpt]) -> str:
    """Return in which text it is named first: the oldest one with a date, else none can be told."""
    dated = [excerpt for excerpt in excerpts if excerpt.date]
    if not dated:
        return ""
    first = min(dated, key=lambda excerpt: excerpt.date)
    title = f"<cite{dutch()}>{escape(clean_label(first.title, 80))}</cite>"
    line = escape(source_line(first.authors, first.date))
    text = (
        say("Het eerst genoemd in {title}, {source}.", title=title, source=line)
        if len(dated) == len(excerpts)
        else say("Het eerst genoemd in {title}, {source} (van de teksten met een datum).", title=title, source=line)
    )
    link = text_link_html(say("Lees die zin"), first.document_id, first.window_id)
    return f'<p class="rests">{text}</p>{link}'


def _show_acts(version: Version, filters: Filters, node: Node) -> None:
    """Show what can be done with this node in the picture."""
    with st.container(key="acts", horizontal=True, gap="small"):
        if node.node_id not in filters.focus:
            words = say("Ook de omgeving hiervan") if filters.focus else say("Alleen de omgeving")
            act(words, "focus-node", _focus, node.node_id)
        elif filters.steps < MAX_STEPS:
            act(say("Een stap verder"), "focus-wider", _change, replace(filters, steps=filters.steps + 1))
        if node.node_id not in filters.opened:
            opened = replace(filters, opened=(*filters.opened, node.node_id))
            act(say("Alle buren erbij"), "open-node", _change, opened)
        act(say("Verberg deze knoop"), "hide-node", _hide, node.node_id)
        if node.node_id in load_pins(version)[0]:
            act(say("Zet terug op zijn plaats"), "unpin-node", _unpin, node.node_id)
        if node.kind != "document":
            query = with_language({"begrip": node.node_id})
            st.page_link(pages.trace_page(), label=say("Volg dit door de teksten"), query_params=query)
        if st.session_state.get(ROUTE_FROM) != node.node_id:
            act(say("Zoek een weg vanaf hier"), "route-open", _ask_route, node.node_id)
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
        say("Zoek een weg naar"),
        others,
        index=None,
        format_func=lambda node_id: clean_label(nodes[node_id].label, 60) if node_id in nodes else "",
        placeholder=say("Zoek een weg naar …"),
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
    heading(say("In welke teksten"))
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


def _strongest(version: Version, material: Material, filters: Filters, node: Node, title: str = "") -> None:
    nodes = load_nodes(version)
    mine = [link for link in project_links(material, filters) if node.node_id in (link.source, link.target)]
    known = [
        link
        for link in strongest_links(select_links(mine, filters), filters)
        if _is_listed(nodes[_other(link, node.node_id)], filters)
    ]
    if not known:
        return
    heading(title or say("Sterkste banden"))
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
    head = head_html(say("Document"), document.title, document_line(document))
    source = say("Naar: {source}", source=document.source) if document.source else ""
    source = f'<p class="body">{escape(source)}</p>' if source else ""
    mentions = open_graph(version).mentions(node.node_id)
    pairs = [
        (format_number(document.n_words), say("woorden")),
        (format_number(len(mentions)), say("vermeldingen")),
        (format_number(len({mention.node_id for mention in mentions})), say("verschillende knopen")),
    ]
    st.html(f"{head}{source}{numbers_html(pairs)}")
    with st.container(key="acts", horizontal=True, gap="small"):
        query = with_language({"tekst": node.node_id})
        st.page_link(pages.documents_page(), label=say("Lees de tekst"), query_params=query)
        if node.node_id not in filters.focus:
            act(say("Alleen de omgeving"), "focus-node", _focus, node.node_id)
        act(say("Verberg deze knoop"), "hide-node", _hide, node.node_id)
        if node.node_id in load_pins(version)[0]:
            act(say("Zet terug op zijn plaats"), "unpin-node", _unpin, node.node_id)
    _strongest(version, material, filters, node, say("Tekenend voor deze tekst"))
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
        heading(say("Vaakst genoemd"))
        with st.container(key="often"):
            for place, node_id in enumerate(often[:LIST_LENGTH]):
                label = clean_label(nodes[node_id].label, 50)
                row(f"often-{place}", label, count_times(counts[node_id]), (node_id,))
