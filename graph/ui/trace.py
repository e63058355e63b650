"""The page 'Volg een begrip': the passport of one term, or of two side by side. The address holds the whole view."""

from __future__ import annotations

import json
from dataclasses import replace
from html import escape
from typing import Any
from urllib.parse import parse_qsl, urlencode

import streamlit as st

from graph.export.passport import make_passport_page, sentences_csv, texts_csv
from graph.passport import (
    Comparison,
    Passport,
    Texts,
    Trace,
    compare_passports,
    describe_comparison,
    describe_passport,
    explain_dispersion,
    list_forms,
    make_concordance,
    make_passport,
    near_spellings,
    read_texts,
    read_trace,
    trace_to_query,
)
from graph.passport import fragments as pieces
from graph.passport.address import MAX_LINES, ORDERS, USUAL_LINES, WINDOWS
from graph.rows import Kind, Node, Window, make_slug
from graph.ui import pages
from graph.ui.chrome import kind_word, show_message
from graph.ui.component import read_asset
from graph.ui.source import Version, graph_path, graph_version, load_aliases, load_nodes, open_graph
from graph.wording import clean_label, count_words, format_number, start_sentence

ASK, ASK_SECOND, ELSEWHERE = "trace_ask", "trace_ask_second", "trace_elsewhere"
WIDTHS = (5, 10, 20, 30, 50)
MAX_OPTIONS = 4000
FORMS_EACH = 6
WORD = "Volg een begrip of naam"


def show_page() -> None:
    """Show the page."""
    _leave_for_another_page()
    version = graph_version(graph_path())
    texts = load_texts(version)
    trace, ignored, unknown = read_trace(st.query_params.to_dict(), texts.mentions.keys(), load_forms(version))
    st.html(f"<style>{pieces.read_style()}\n{read_asset('trace.css')}\n{_dark_colours()}</style>")
    if not texts.mentions:
        show_message(
            "Nog niets om te volgen",
            "De gelezen teksten noemen geen begrippen of namen; zet andere teksten in de map en bouw opnieuw.",
        )
        return
    notes = _notes(version, trace, ignored, unknown)
    with st.container(key="volg"):
        if not trace.terms:
            _show_beginning(version, texts, trace, notes, missing=bool(unknown))
        elif len(trace.terms) == 1:
            _show_one(version, texts, trace, notes)
        else:
            _show_two(version, texts, trace, notes)


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


@st.cache_resource(max_entries=3, show_spinner=False)
def _options(version: Version) -> str:
    """Return what the search field proposes, the most frequent first: id, label, kind, other forms."""
    texts = load_texts(version)
    nodes = [node for node_id, node in load_nodes(version).items() if node_id in texts.mentions]
    nodes.sort(key=lambda node: (node.status == "proposed", -node.n_mentions, node.label.casefold()))
    forms: dict[str, list[str]] = {}
    for alias in load_aliases(version):
        held = forms.setdefault(alias.node_id, [])
        if len(held) < FORMS_EACH and alias.alias:
            held.append(clean_label(alias.alias, 60))
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


def _dark_colours() -> str:
    if st.context.theme.type != "dark":
        return ""
    return ".passport { --dot: #B9C1CB; --gained: #74BC82; --lost: #F093AE; }"


# -- addresses --------------------------------------------------------------------------------------------------------


def _address(trace: Trace) -> str:
    return "?" + urlencode(trace_to_query(trace), safe=":~")


def _links(trace: Trace, place: int = 0) -> pieces.Links:
    return pieces.Links(
        to_term=lambda node_id: _address(trace.with_term(node_id, place)),
        to_sentence=lambda document_id, sentence_id: (
            "documenten?"
            + urlencode({"tekst": document_id, **({"zin": sentence_id} if sentence_id else {})}, safe=":~")
        ),
    )


@st.cache_resource(show_spinner=False)
def _component() -> Any:
    return st.components.v2.component(
        "begrippengraaf_volg", js=read_asset("trace.js"), css=read_asset("trace_field.css")
    )


def _ask(version: Version, trace: Trace, place: int, label: str, *, leads: bool = False) -> None:
    """Show a search field for the term at ``place``; the field that ``leads`` also takes care of the page's links."""
    key = ASK if leads else ASK_SECOND
    marker = "{id}"
    terms = [*trace.terms[:place], marker, *trace.terms[place + 1 :]]
    query = trace_to_query(replace(trace, terms=tuple(terms), n_lines=USUAL_LINES))
    _component()(
        key=key,
        data={
            "label": label,
            "placeholder": "Typ een woord of naam",
            "options": _options(version),
            "address": "?" + urlencode(query, safe=":~{}"),
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
        st.query_params.from_dict(dict(parse_qsl(query)))


def _leave_for_another_page() -> None:
    page, query = st.session_state.pop(ELSEWHERE, ("", {}))
    if page == "documenten":
        st.switch_page(pages.documents_page(), query_params=query)
    elif page == "verkennen":
        st.switch_page(pages.explore_page(), query_params=query)


def _notes(version: Version, trace: Trace, ignored: tuple[str, ...], unknown: tuple[str, ...]) -> str:
    """Return what was not understood of the address, with near spellings for terms that are not there."""
    parts: list[str] = []
    nodes = load_nodes(version)
    for text in unknown:
        place = len(trace.terms)
        near = near_spellings(text.split(":", 1)[-1].replace("-", " "), load_forms(version))
        links = [
            pieces.link(clean_label(nodes[node_id].label, 60), _address(trace.with_term(node_id, place)))
            for node_id in near
        ]
        names = "".join(f"<li>{item}</li>" for item in links)
        parts.append(
            f'<div class="ignored" role="status"><p>‘{escape(text)}’ staat niet in deze teksten.'
            + (" Bedoelt u:" if names else " Kies hieronder of zoek een ander woord.")
            + "</p>"
            + (f'<ul class="near">{names}</ul>' if names else "")
            + "</div>"
        )
    if ignored:
        parts.append(f'<p class="ignored">Van het adres is dit niet herkend: {escape("; ".join(ignored))}</p>')
    return "".join(parts)


# -- nothing chosen ---------------------------------------------------------------------------------------------------


def _show_beginning(version: Version, texts: Texts, trace: Trace, notes: str, *, missing: bool) -> None:
    with st.container(key="volg-top"):
        st.html(
            '<header class="trace"><h1>Volg een begrip</h1><p class="sub">Waar staat het, hoe vaak, in welke woorden, '
            "naast wat, en hoe verandert dat van tekst tot tekst? Kies een begrip, persoon, organisatie of plaats.</p>"
            f"{notes}</header>"
        )
        _ask(version, trace, 0, WORD, leads=True)
    kinds: tuple[tuple[Kind, str, int], ...] = (
        ("concept", "Vaakst genoemde begrippen", 24),
        ("person", "Personen", 12),
        ("organisation", "Organisaties", 8),
        ("place", "Plaatsen", 8),
    )
    sections = []
    for kind, title, most in kinds:
        held = [node for node in load_nodes(version).values() if node.kind == kind and node.node_id in texts.mentions]
        held.sort(key=lambda node: (node.status == "proposed", -node.n_mentions, node.label.casefold()))
        items = "".join(
            f"<li>{pieces.link(clean_label(node.label, 50), _address(trace.with_term(node.node_id, 0)))}"
            f"<span>{format_number(node.n_mentions)} keer in "
            f"{count_words(node.n_documents, ('tekst', 'teksten'))}</span></li>"
            for node in held[:most]
        )
        if items:
            sections.append(f'<section><h2>{title}</h2><ul class="starts">{items}</ul></section>')
    st.html(f'<div class="passport whole">{"".join(sections)}</div>')


# -- one term ---------------------------------------------------------------------------------------------------------


def _kind_line(node: Node) -> str:
    kind = start_sentence(kind_word(node)) + (f", thema {node.theme}" if node.theme else "")
    return f"{kind}, {node.role}" if node.role else kind


def _show_one(version: Version, texts: Texts, trace: Trace, notes: str) -> None:
    passport = load_passport(version, trace.terms[0], trace.window)
    links = _links(trace)
    with st.container(key="volg-top"):
        st.html(
            f'<header class="trace"><p class="kind">{escape(clean_label(_kind_line(passport.node), 160))}</p>'
            f"<h1>{escape(clean_label(passport.node.label, 120))}</h1>"
            f'<p class="sub">{escape(describe_passport(passport))}</p>{notes}</header>'
        )
        _ask(version, trace, 0, WORD, leads=True)
    with st.container(key="volg-cols"):
        with st.container(key="volg-main"):
            st.html(
                f'<div class="passport">{_rows(passport, "a", trace, links)}'
                f"{_time(passport, 'a')}{_lines(texts, passport, 'a', trace, links)}</div>"
            )
        with st.container(key="volg-side"):
            st.html(f'<div class="passport side">{_side(passport, "a", links)}</div>')
            _ask(version, trace, 1, "Leg een tweede begrip ernaast")
            _show_actions(version, texts, trace, [passport])


def _rows(passport: Passport, letter: str, trace: Trace, links: pieces.Links) -> str:
    choice = _segments("Buren in dezelfde", "samen", trace, "window", dict(WINDOWS))
    explained = explain_dispersion(passport.dispersion)
    return (
        f'<section><h2 class="unseen">Per tekst</h2>{pieces.rows_table(passport, letter, links, choice)}'
        + (f'<p class="key">{escape(explained)}</p>' if explained else "")
        + "</section>"
    )


def _time(passport: Passport, letter: str) -> str:
    line = pieces.timeline_html(passport, letter)
    return f"<section><h2>In de tijd</h2>{line}</section>" if line else ""


def _lines(texts: Texts, passport: Passport, letter: str, trace: Trace, links: pieces.Links, title: str = "") -> str:
    lines = make_concordance(texts, passport.node.node_id, trace.n_words, trace.order)
    widths = {str(width): width for width in sorted({*WIDTHS, trace.n_words})}
    bar = _bar(
        title or "In de zin",
        [
            _segments("Op volgorde van", "orde", trace, "order", dict(ORDERS)),
            _segments("Woorden eromheen", "woorden", trace, "n_words", widths),
        ],
    )
    left = len(lines) - trace.n_lines
    more = ""
    if left > 0:
        step = min(left, 100)
        more = pieces.link(
            f"Nog {count_words(step, ('regel', 'regels'))}", _address(replace(trace, n_lines=trace.n_lines + step))
        )
        if left > step and len(lines) <= MAX_LINES:
            more += pieces.link(f"Alle {format_number(len(lines))}", _address(replace(trace, n_lines=len(lines))))
        more = f'<p class="more">{more}</p>'
    table = pieces.concordance_table(lines[: trace.n_lines], clean_label(passport.node.label, 60), letter, links)
    return f"<section>{bar}{table}{more}</section>"


def _bar(title: str, choices: list[str]) -> str:
    return f'<div class="bar"><h2>{escape(title)}</h2>{"".join(choices)}</div>'


def _segments(label: str, name: str, trace: Trace, field: str, options: dict[str, Any]) -> str:
    """Return a choice as a row of links; each holds the address that it leads to."""
    words = {"links": "woord links", "rechts": "woord rechts"}
    items = []
    for word, value in options.items():
        here = ' aria-current="true"' if getattr(trace, field) == value else ""
        address = escape(_address(replace(trace, **{field: value})))
        items.append(f'<a href="{address}" data-key="{name}-{word}"{here}>{words.get(word, word)}</a>')
    return (
        f'<div class="choice" role="group" aria-label="{escape(label)}"><span aria-hidden="true">{escape(label)}</span>'
        f'<span class="segments">{"".join(items)}</span></div>'
    )


def _side(passport: Passport, letter: str, links: pieces.Links) -> str:
    node_id = passport.node.node_id
    sections = [("Woorden waarin het staat", pieces.forms_html(passport))]
    if passport.steps:
        sections.append(("Buren die erbij kwamen en wegvielen", pieces.steps_html(passport.steps, links)))
    people = "Andere mensen eromheen" if passport.node.kind == "person" else "Mensen eromheen"
    sections.append((people, pieces.people_html(passport.people, links)))
    if passport.definitions:
        quotes = pieces.definitions_html(passport.definitions, node_id, letter, links)
        sections.append(("Zo omschrijven de teksten het", quotes))
    if passport.node.definition:
        sections.append(("In de begrippenlijst", f"<blockquote>{escape(passport.node.definition)}</blockquote>"))
    if appearances := pieces.appearances_html(passport, letter, links):
        sections.append(("Eerste en laatste keer", appearances))
    return "".join(f"<section><h2>{title}</h2>{inner}</section>" for title, inner in sections)


def _show_actions(version: Version, texts: Texts, trace: Trace, passports: list[Passport]) -> None:
    name = "-".join(make_slug(passport.node.label) or "term" for passport in passports)
    in_graph = "verkennen?" + urlencode({"kies": "~".join(trace.terms)}, safe=":~")
    with st.container(key="volg-actions", horizontal=True):
        st.html(f'<p class="trace">{pieces.link("Toon in de graaf", in_graph)}</p>', width="content")
        st.download_button(
            "Bewaar per tekst (CSV)",
            lambda: texts_csv(passports),
            f"{name}-teksten.csv",
            "text/csv",
            key="trace-csv",
            type="tertiary",
            on_click="ignore",
        )
        st.download_button(
            "Bewaar zinnen (CSV)",
            lambda: sentences_csv(texts, passports, trace.n_words, trace.order),
            f"{name}-zinnen.csv",
            "text/csv",
            key="trace-csv-lines",
            type="tertiary",
            on_click="ignore",
        )
        st.download_button(
            "Bewaar om af te drukken",
            lambda: make_passport_page(texts, passports, trace, open_graph(version).build_info()),
            f"{name}.html",
            "text/html",
            key="trace-print",
            type="tertiary",
            on_click="ignore",
        )


# -- two terms --------------------------------------------------------------------------------------------------------


def _show_two(version: Version, texts: Texts, trace: Trace, notes: str) -> None:
    first, second = (load_passport(version, node_id, trace.window) for node_id in trace.terms)
    comparison = _compare(version, trace.terms, trace.window)
    labels = [escape(clean_label(passport.node.label, 80)) for passport in (first, second)]
    singles = [
        pieces.link(f"Alleen {clean_label(passport.node.label, 40)}", _address(replace(trace, terms=(node_id,))))
        for passport, node_id in zip((first, second), trace.terms, strict=True)
    ]
    swap = pieces.link("Wissel om", _address(replace(trace, terms=trace.terms[::-1])))
    with st.container(key="volg-top"):
        st.html(
            '<header class="trace"><p class="kind">Twee paspoorten naast elkaar</p>'
            f'<h1>{labels[0]} <span class="and">en</span> {labels[1]}</h1>'
            f'<p class="sub">{escape(describe_comparison(first, second, comparison))}</p>'
            f'<ul class="near">{"".join(f"<li>{item}</li>" for item in (*singles, swap))}</ul>{notes}</header>'
        )
        _ask(version, trace, 1, "Ander begrip ernaast", leads=True)
    links = _links(trace, 1)
    bar = _bar("Per tekst", [_segments("Buren in dezelfde", "samen", trace, "window", dict(WINDOWS))])
    st.html(
        f'<div class="passport whole"><section>{bar}{pieces.both_table(first, second, comparison, links)}</section>'
        "<section><h2>Wat ze delen</h2>"
        f"{pieces.shared_html(first, second, comparison, links)}</section></div>"
    )
    with st.container(key="volg-pair"):
        for place, passport in enumerate((first, second)):
            letter = "ab"[place]
            own = _links(trace, place)
            title = f"{clean_label(passport.node.label, 40)} in de zin"
            explained = explain_dispersion(passport.dispersion)
            st.html(
                f'<div class="passport side"><section><h2><mark class="{letter}">{labels[place]}</mark></h2>'
                f"<p>{escape(describe_passport(passport))}</p>"
                + (f'<p class="key">{escape(explained)}</p>' if explained else "")
                + f"</section>{_time(passport, letter)}{_side(passport, letter, own)}"
                f"{_lines(texts, passport, letter, trace, own, title)}</div>"
            )
    _show_actions(version, texts, trace, [first, second])


@st.cache_resource(max_entries=20, show_spinner=False)
def _compare(version: Version, terms: tuple[str, ...], window: Window) -> Comparison:
    first, second = (load_passport(version, node_id, window) for node_id in terms)
    return compare_passports(load_texts(version), first, second)
