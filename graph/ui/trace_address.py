"""Around the page 'Volg een begrip': what is read once, its links and addresses, and its search field."""

from __future__ import annotations

import json
from dataclasses import replace
from html import escape
from typing import Any
from urllib.parse import parse_qsl, urlencode

import streamlit as st

from graph.messages import Language, get_language, in_language, say
from graph.passport import (
    Passport,
    Texts,
    Trace,
    list_forms,
    make_passport,
    near_spellings,
    read_texts,
    trace_to_query,
)
from graph.passport import fragments as pieces
from graph.passport.address import USUAL_LINES
from graph.rows import Window
from graph.ui import pages
from graph.ui.chrome import ignored_html, kind_word
from graph.ui.component import read_asset
from graph.ui.language import with_language, write_query
from graph.ui.moving import move_to
from graph.ui.source import Version, load_aliases, load_nodes, open_graph
from graph.wording import clean_label

ASK, ASK_SECOND, ELSEWHERE = "trace_ask", "trace_ask_second", "trace_elsewhere"
MAX_OPTIONS = 4000
FORMS_EACH = 6


@st.cache_resource(max_entries=3, show_spinner=False)
def load_texts(version: Version) -> Texts:
    """Return all texts with their mentions."""
    return read_texts(open_graph(version))


@st.cache_resource(max_entries=3, show_spinner=False)
def load_forms(version: Version) -> dict[str, str]:
    """Return every way of writing with the node that it means."""
    return list_forms(load_nodes(version).values(), load_aliases(version))


@st.cache_resource(max_entries=60, show_spinner=False)
def load_passport(version: Version, node_id: str, window: Window) -> Passport:
    """Return the passport of one term."""
    return make_passport(load_texts(version), node_id, window)


@st.cache_resource(max_entries=6, show_spinner=False)
def _options(version: Version, language: Language) -> str:
    """Return what the search field proposes, the most frequent first: id, label, kind, other forms."""
    texts = load_texts(version)
    nodes = [node for node_id, node in load_nodes(version).items() if node_id in texts.mentions]
    nodes.sort(key=lambda node: (node.status == "proposed", -node.n_mentions, node.label.casefold()))
    forms: dict[str, list[str]] = {}
    for alias in load_aliases(version):
        held = forms.setdefault(alias.node_id, [])
        if len(held) < FORMS_EACH and alias.alias:
            held.append(clean_label(alias.alias, 60))
    with in_language(language):
        rows = [
            [
                node.node_id,
                clean_label(node.label, 70),
                kind_word(node),
                [form for form in forms.get(node.node_id, []) if form.casefold() != node.label.casefold()],
            ]
            for node in nodes[:MAX_OPTIONS]
        ]
    return json.dumps(rows, ensure_ascii=False)


# -- addresses --------------------------------------------------------------------------------------------------------


def address_of(trace: Trace) -> str:
    """Return the address of a view of this page."""
    return "?" + urlencode(with_language(trace_to_query(trace)), safe=":~")


def make_links(trace: Trace, place: int = 0) -> pieces.Links:
    """Return where names lead to (another term at ``place``) and sentences (their text)."""
    return pieces.Links(
        to_term=lambda node_id: address_of(trace.with_term(node_id, place)),
        to_sentence=lambda document_id, sentence_id: (
            "documenten?"
            + urlencode(
                with_language({"tekst": document_id, **({"zin": sentence_id} if sentence_id else {})}), safe=":~"
            )
        ),
    )


@st.cache_resource(show_spinner=False)
def _component() -> Any:
    return st.components.v2.component(
        "begrippengraaf_volg", js=read_asset("trace.js"), css=read_asset("trace_field.css")
    )


def show_field(version: Version, trace: Trace, place: int, label: str, *, leads: bool = False) -> None:
    """Show a search field for the term at ``place``; the field that ``leads`` also takes care of the page's links."""
    key = ASK if leads else ASK_SECOND
    marker = "{id}"
    terms = [*trace.terms[:place], marker, *trace.terms[place + 1 :]]
    query = trace_to_query(replace(trace, terms=tuple(terms), n_lines=USUAL_LINES))
    _component()(
        key=key,
        data={
            "label": label,
            "placeholder": say("Typ een woord of naam"),
            "words": {
                "near": say("Niets gevonden. Bedoelt u:"),
                "none": say("Niets gevonden; probeer een ander woord."),
                "one": say("1 voorstel"),
                "many": say("{n} voorstellen", n="{n}"),
            },
            "options": _options(version, get_language()),
            "address": "?" + urlencode(with_language(query), safe=":~{}"),
            "terms": "~".join(trace.terms),
            "leads": leads,
        },
        on_go_change=_go if leads else _go_second,
    )


def _go() -> None:
    _follow(ASK)


def _go_second() -> None:
    _follow(ASK_SECOND)


def _follow(key: str) -> None:
    """Take over the address of a link that was clicked, or of a term that was chosen."""
    address = str((st.session_state.get(key) or {}).get("go") or "")
    page, _, query = address.partition("?")
    if page:
        st.session_state[ELSEWHERE] = (page, dict(parse_qsl(query)))
    elif address:
        write_query(dict(parse_qsl(query)))


def leave_for_another_page() -> None:
    """Go to the page that a link was clicked for, if it is not this one."""
    page, query = st.session_state.pop(ELSEWHERE, ("", {}))
    if page == "documenten":
        move_to(pages.documents_page(), query)
    elif page == "./":
        move_to(pages.explore_page(), query)


def tell_notes(version: Version, trace: Trace, ignored: tuple[str, ...], unknown: tuple[str, ...]) -> str:
    """Return what was not understood of the address, with near spellings for terms that are not there."""
    parts: list[str] = []
    nodes = load_nodes(version)
    for text in unknown:
        place = len(trace.terms)
        near = near_spellings(text.split(":", 1)[-1].replace("-", " "), load_forms(version))
        links = [
            pieces.link(clean_label(nodes[node_id].label, 60), address_of(trace.with_term(node_id, place)))
            for node_id in near
        ]
        names = "".join(f"<li>{item}</li>" for item in links)
        said = (
            say("‘{asked}’ staat niet in deze teksten. Bedoelt u:", asked=text)
            if names
            else say("‘{asked}’ staat niet in deze teksten. Kies hieronder of zoek een ander woord.", asked=text)
        )
        parts.append(
            f'<div class="ignored" role="status"><p>{escape(said)}</p>'
            + (f'<ul class="near">{names}</ul>' if names else "")
            + "</div>"
        )
    if ignored:
        parts.append(ignored_html(ignored))
    return "".join(parts)
