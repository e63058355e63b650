"""The panel at the right: what is known about the chosen node or link, down to the sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

import streamlit as st

from graph.filters import Filters
from graph.material import Material
from graph.rows import Document, Excerpt, Link, Node
from graph.sentence import strongest_links
from graph.ui import pages, state
from graph.ui.chrome import kind_word
from graph.ui.source import Version, load_documents, load_nodes, open_graph
from graph.ui.text import document_line, escape_markdown, quote_html, source_line
from graph.view import View, select_links
from graph.wording import (
    MEASURE_WORDS,
    WINDOW_WORDS,
    clean_label,
    count_words,
    format_chance,
    format_measure,
    format_number,
    start_sentence,
)

FIRST, STEP, MOST = 8, 20, 2000
LIST_LENGTH = 8


def show(version: Version, view: View, material: Material, filters: Filters, selection: Sequence[str]) -> None:
    """Show what belongs to the selection, or where to begin when there is none."""
    nodes = load_nodes(version)
    chosen = [nodes[node_id] for node_id in selection if node_id in nodes]
    if len(chosen) == 2:
        _show_link(version, material, filters, chosen[0], chosen[1])
    elif len(chosen) == 1 and chosen[0].kind == "document":
        _show_document(version, material, filters, chosen[0])
    elif len(chosen) == 1:
        _show_node(version, view, material, filters, chosen[0])
    else:
        _show_beginning(view, filters, nodes)


def _head(kind: str, title: str, below: str = "") -> None:
    below_html = f'<p class="caption">{escape(below)}</p>' if below else ""
    st.html(f'<header class="panel"><p class="kind">{escape(kind)}</p><h2>{escape(title)}</h2>{below_html}</header>')


def _numbers(pairs: Sequence[tuple[str, str]]) -> None:
    cells = "".join(f"<div><dd>{escape(number)}</dd><dt>{escape(what)}</dt></div>" for number, what in pairs)
    st.html(f'<dl class="numbers n{len(pairs)}">{cells}</dl>')


def _heading(text: str) -> None:
    st.html(f'<h3 class="panel">{escape(text)}</h3>')


def _row(key: str, label: str, count: str, selection: Sequence[str]) -> None:
    st.button(
        f"{escape_markdown(label)} *{count}*",
        key=key,
        type="tertiary",
        width="stretch",
        on_click=state.set_selection,
        args=tuple(selection),
    )


# -- nothing chosen ---------------------------------------------------------------------------------------------------


def _show_beginning(view: View, filters: Filters, nodes: Mapping[str, Node]) -> None:
    st.html(
        '<header class="panel"><p class="kind">Begin hier</p><h2>Klik op een begrip of een band</h2>'
        '<p class="body">Een band is een claim die u kunt openen: u leest de zinnen waarop hij rust. '
        "Zoeken kan bovenaan; alles in het beeld staat ook in de lijsten hieronder.</p></header>"
    )
    with st.container(key="twin"):
        links = sorted(view.links, key=lambda link: (-link.value, -link.count, link.source))
        _heading("Sterkste banden in beeld")
        n_links = LIST_LENGTH + 4 + int(st.session_state.get("more_links", 0))
        for place, link in enumerate(links[:n_links]):
            label = f"{clean_label(nodes[link.source].label, 40)} — {clean_label(nodes[link.target].label, 40)}"
            count = count_words(link.count, WINDOW_WORDS[filters.window])
            _row(f"all-link-{place}", label, count, (link.source, link.target))
        _more_button("more_links", len(links) - n_links, ("band", "banden"))
        _heading("Knopen in beeld")
        n_nodes = LIST_LENGTH + 4 + int(st.session_state.get("more_nodes", 0))
        for place, shown in enumerate(view.nodes[:n_nodes]):
            node = nodes[shown.node_id]
            count = "document" if node.kind == "document" else f"{format_number(node.n_mentions)} keer"
            _row(f"all-node-{place}", clean_label(node.label, 60), count, (node.node_id,))
        _more_button("more_nodes", len(view.nodes) - n_nodes, ("knoop", "knopen"))


def _more_button(key: str, n_left: int, words: tuple[str, str]) -> None:
    if n_left > 0:
        st.button(f"Nog {count_words(n_left, words)}", key=f"button-{key}", type="tertiary", on_click=_add, args=(key,))


def _add(key: str) -> None:
    st.session_state[key] = int(st.session_state.get(key, 0)) + 60


# -- a node -----------------------------------------------------------------------------------------------------------


def _show_node(version: Version, view: View, material: Material, filters: Filters, node: Node) -> None:
    here = next((held for held in material.nodes if held.node_id == node.node_id), None)
    kind = start_sentence(kind_word(node)) + (f", thema {node.theme}" if node.theme else "")
    _head(kind, node.label, node.role)
    if node.definition:
        st.html(f'<p class="definition">{escape(node.definition)}</p>')
    n_documents = len(material.documents)
    drawn = sum(node.node_id in (link.source, link.target) for link in view.links)
    _numbers(
        [
            (format_number(here.n_mentions if here else 0), "keer genoemd"),
            (
                format_number(here.n_documents if here else 0),
                "tekst" if n_documents == 1 else f"van {format_number(n_documents)} teksten",
            ),
            (format_number(drawn), "band in beeld" if drawn == 1 else "banden in beeld"),
        ]
    )
    _strongest(version, material, filters, node)
    forms = [form for form in open_graph(version).aliases(node.node_id) if form.n_mentions]
    if len(forms) > 1:
        _heading("Woorden waarin het staat")
        chips = "".join(
            f"<li>{escape(clean_label(form.alias, 60))} <span>{format_number(form.n_mentions)}</span></li>"
            for form in forms[:14]
        )
        st.html(f'<ul class="forms">{chips}</ul>')
    _heading("In de teksten")
    excerpts = open_graph(version).node_excerpts(node.node_id, MOST)
    _show_excerpts(version, _within(excerpts, filters), {node.node_id: "a"}, ("zin", "zinnen"))
    st.button("Verberg deze knoop", key="hide-node", type="tertiary", on_click=_hide, args=(node.node_id,))


def _hide(node_id: str) -> None:
    state.change_filters(hidden=state.get_filters().hidden | {node_id})
    state.set_selection()
    st.session_state["whole_page"] = True


def _strongest(
    version: Version, material: Material, filters: Filters, node: Node, title: str = "Sterkste banden"
) -> None:
    nodes = load_nodes(version)
    mine = [link for link in material.links if node.node_id in (link.source, link.target)]
    known = [
        link
        for link in strongest_links(select_links(mine, filters), filters)
        if _is_listed(nodes[_other(link, node.node_id)], filters)
    ]
    if not known:
        return
    _heading(title)
    with st.container(key="strongest"):
        n = LIST_LENGTH + int(st.session_state.get("more_strongest", 0))
        for place, link in enumerate(known[:n]):
            other = nodes[_other(link, node.node_id)]
            count = count_words(link.count, WINDOW_WORDS[filters.window])
            _row(f"strong-{place}", clean_label(other.label, 50), count, (node.node_id, other.node_id))
        _more_button("more_strongest", len(known) - n, ("band", "banden"))


def _is_listed(node: Node, filters: Filters) -> bool:
    return filters.proposed if node.status == "proposed" else node.kind in filters.kinds | {"concept", "person"}


def _other(link: Link, node_id: str) -> str:
    return link.target if link.source == node_id else link.source


# -- a link -----------------------------------------------------------------------------------------------------------


def _show_link(version: Version, material: Material, filters: Filters, first: Node, second: Node) -> None:
    source, target = sorted((first.node_id, second.node_id))
    link = next((held for held in material.links if held.source == source and held.target == target), None)
    kinds = {first.kind, second.kind}
    title = (
        "Band tussen twee begrippen"
        if kinds == {"concept"}
        else (f"Band tussen {kind_word(first)} en {kind_word(second)}")
    )
    st.html(
        f'<header class="panel"><p class="kind">{title}</p><h2>{escape(clean_label(first.label))} '
        f'<span class="dash">—</span> {escape(clean_label(second.label))}</h2></header>'
    )
    with st.container(key="ends", horizontal=True, gap="small"):
        for place, node in enumerate((first, second)):
            st.button(
                f"Open {escape_markdown(clean_label(node.label, 28))}",
                key=f"end-{place}",
                type="tertiary",
                on_click=state.set_selection,
                args=(node.node_id,),
            )
    words = WINDOW_WORDS[filters.window]
    if link is None:
        st.html(
            f'<p class="body">In de gekozen teksten staan deze twee nergens samen in één {words[0]}. '
            "Kies een ruimer venster of meer teksten.</p>"
        )
        return
    measure = filters.measure if filters.measure != "count" else "log_likelihood"
    _numbers(
        [
            (format_number(link.count), f"{words[0] if link.count == 1 else words[1]} samen"),
            (format_number(link.expected, 1), "verwacht"),
            (format_measure(getattr(link, measure)), MEASURE_WORDS[measure]),
            (format_chance(link.q_value), "q, kans op toeval"),
        ]
    )
    excerpts = _within(open_graph(version).link_excerpts(first.node_id, second.node_id, filters.window, MOST), filters)
    st.html(f'<p class="rests">{_rests_on(link, excerpts, material)}</p>')
    classes = {node.node_id: letter for node, letter in ((first, "a"), (second, "b")) if node.kind != "document"}
    _show_excerpts(version, excerpts, classes, words if filters.window != "document" else ("zin", "zinnen"))


def _rests_on(link: Link, excerpts: Sequence[Excerpt], material: Material) -> str:
    total = len(material.documents)
    if link.n_documents == 1:
        return "<strong>Rust op één tekst.</strong>" if total > 1 else "Er is één tekst gekozen."
    authors = {author for excerpt in excerpts for author in excerpt.authors}
    by = f", van {count_words(len(authors), ('auteur', 'auteurs'))}" if authors else ""
    return f"In {format_number(link.n_documents)} van {format_number(total)} teksten{by}."


def _within(excerpts: Sequence[Excerpt], filters: Filters) -> list[Excerpt]:
    if filters.documents is None:
        return list(excerpts)
    return [excerpt for excerpt in excerpts if excerpt.document_id in filters.documents]


def _show_excerpts(
    version: Version, excerpts: Sequence[Excerpt], classes: Mapping[str, str], words: tuple[str, str]
) -> None:
    """Show sentences grouped by document; each opens its document at its place."""
    if not excerpts:
        st.html('<p class="caption">Geen zinnen in de gekozen teksten.</p>')
        return
    n = FIRST + int(st.session_state.get(state.MORE, 0))
    former = ""
    with st.container(key="sentences"):
        for excerpt in excerpts[:n]:
            if excerpt.document_id != former:
                former = excerpt.document_id
                source = escape(source_line(excerpt.authors, excerpt.date))
                st.html(
                    f'<div class="source"><h4>{escape(clean_label(excerpt.title, 120))}</h4><span>{source}</span></div>'
                )
            st.html(quote_html(excerpt, classes))
            st.page_link(
                pages.documents_page(),
                label="Open in tekst",
                query_params={"tekst": excerpt.document_id, "zin": excerpt.window_id},
            )
        left = len(excerpts) - n
        if left > 0:
            text = f"Nog {count_words(left, words)}"
            st.button(text, key="more-sentences", type="tertiary", on_click=_add_sentences)


def _add_sentences() -> None:
    st.session_state[state.MORE] = int(st.session_state.get(state.MORE, 0)) + STEP


# -- a document -------------------------------------------------------------------------------------------------------


def _show_document(version: Version, material: Material, filters: Filters, node: Node) -> None:
    document: Document = load_documents(version)[node.node_id]
    _head("Document", document.title, document_line(document))
    if document.source:
        st.html(f'<p class="body">Naar: {escape(document.source)}</p>')
    mentions = open_graph(version).mentions(node.node_id)
    _numbers(
        [
            (format_number(document.n_words), "woorden"),
            (format_number(len(mentions)), "vermeldingen"),
            (format_number(len({mention.node_id for mention in mentions})), "verschillende knopen"),
        ]
    )
    st.page_link(pages.documents_page(), label="Lees de tekst", query_params={"tekst": node.node_id})
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
        _heading("Vaakst genoemd")
        with st.container(key="often"):
            for place, node_id in enumerate(often[:LIST_LENGTH]):
                label = clean_label(nodes[node_id].label, 50)
                _row(f"often-{place}", label, f"{format_number(counts[node_id])} keer", (node_id,))
