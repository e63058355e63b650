"""The page 'Volg een begrip': the passport of one term, or of two side by side. The address holds the whole view."""

from __future__ import annotations

from dataclasses import replace
from html import escape
from typing import Any
from urllib.parse import urlencode

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
    make_concordance,
    read_trace,
)
from graph.passport import fragments as pieces
from graph.passport.address import MAX_LINES, ORDERS, WINDOWS
from graph.rows import Kind, Node, Window, make_slug
from graph.ui.chrome import kind_word, show_message
from graph.ui.component import read_asset
from graph.ui.source import Version, graph_path, graph_version, load_nodes, open_graph
from graph.ui.trace_address import (
    address_of,
    leave_for_another_page,
    load_forms,
    load_passport,
    load_texts,
    make_links,
    show_field,
    tell_notes,
)
from graph.wording import clean_label, count_words, format_number, start_sentence

__all__ = ["load_texts", "show_page"]

WIDTHS = (5, 10, 20, 30, 50)
WORD = "Volg een begrip of naam"


def show_page() -> None:
    """Show the page."""
    leave_for_another_page()
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
    notes = tell_notes(version, trace, ignored, unknown)
    with st.container(key="volg"):
        if not trace.terms:
            _show_beginning(version, texts, trace, notes)
        elif len(trace.terms) == 1:
            _show_one(version, texts, trace, notes)
        else:
            _show_two(version, texts, trace, notes)


def _dark_colours() -> str:
    if st.context.theme.type != "dark":
        return ""
    return ".passport { --dot: #B9C1CB; --gained: #74BC82; --lost: #F093AE; }"


# -- nothing chosen ---------------------------------------------------------------------------------------------------


def _show_beginning(version: Version, texts: Texts, trace: Trace, notes: str) -> None:
    with st.container(key="volg-top"):
        st.html(
            '<header class="trace"><h1>Volg een begrip</h1><p class="sub">Waar staat het, hoe vaak, in welke woorden, '
            "naast wat, en hoe verandert dat van tekst tot tekst? Kies een begrip, persoon, organisatie of plaats.</p>"
            f"{notes}</header>"
        )
        show_field(version, trace, 0, WORD, leads=True)
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
            f"<li>{pieces.link(clean_label(node.label, 50), address_of(trace.with_term(node.node_id, 0)))}"
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
    links = make_links(trace)
    with st.container(key="volg-top"):
        st.html(
            f'<header class="trace"><p class="kind">{escape(clean_label(_kind_line(passport.node), 160))}</p>'
            f"<h1>{escape(clean_label(passport.node.label, 120))}</h1>"
            f'<p class="sub">{escape(describe_passport(passport))}</p>{notes}</header>'
        )
        show_field(version, trace, 0, WORD, leads=True)
    with st.container(key="volg-cols"):
        with st.container(key="volg-main"):
            st.html(
                f'<div class="passport">{_rows(passport, "a", trace, links)}'
                f"{_time(passport, 'a')}{_lines(texts, passport, 'a', trace, links)}</div>"
            )
        with st.container(key="volg-side"):
            st.html(f'<div class="passport side">{_side(passport, "a", links)}</div>')
            show_field(version, trace, 1, "Leg een tweede begrip ernaast")
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
            f"Nog {count_words(step, ('regel', 'regels'))}", address_of(replace(trace, n_lines=trace.n_lines + step))
        )
        if left > step and len(lines) <= MAX_LINES:
            more += pieces.link(f"Alle {format_number(len(lines))}", address_of(replace(trace, n_lines=len(lines))))
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
        address = escape(address_of(replace(trace, **{field: value})))
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
    quotes = pieces.definitions_html(passport.definitions, node_id, letter, links)
    sections.append(("Zo omschrijven de teksten het", quotes))
    if passport.node.definition:
        sections.append(("In de begrippenlijst", f"<blockquote>{escape(passport.node.definition)}</blockquote>"))
    if appearances := pieces.appearances_html(passport, letter, links):
        sections.append(("Eerste en laatste keer", appearances))
    return "".join(f"<section><h2>{title}</h2>{inner}</section>" for title, inner in sections)


def _show_actions(version: Version, texts: Texts, trace: Trace, passports: list[Passport]) -> None:
    name = "-".join(make_slug(passport.node.label) or "term" for passport in passports)
    in_graph = "./?" + urlencode({"kies": "~".join(trace.terms)}, safe=":~")
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
        pieces.link(f"Alleen {clean_label(passport.node.label, 40)}", address_of(replace(trace, terms=(node_id,))))
        for passport, node_id in zip((first, second), trace.terms, strict=True)
    ]
    swap = pieces.link("Wissel om", address_of(replace(trace, terms=trace.terms[::-1])))
    with st.container(key="volg-top"):
        st.html(
            '<header class="trace"><p class="kind">Twee paspoorten naast elkaar</p>'
            f'<h1>{labels[0]} <span class="and">en</span> {labels[1]}</h1>'
            f'<p class="sub">{escape(describe_comparison(first, second, comparison))}</p>'
            f'<ul class="near">{"".join(f"<li>{item}</li>" for item in (*singles, swap))}</ul>{notes}</header>'
        )
        show_field(version, trace, 1, "Ander begrip ernaast", leads=True)
    links = make_links(trace, 1)
    bar = _bar("Per tekst", [_segments("Buren in dezelfde", "samen", trace, "window", dict(WINDOWS))])
    st.html(
        f'<div class="passport whole"><section>{bar}{pieces.both_table(first, second, comparison, links)}</section>'
        "<section><h2>Wat ze delen</h2>"
        f"{pieces.shared_html(first, second, comparison, links)}</section></div>"
    )
    with st.container(key="volg-pair"):
        for place, passport in enumerate((first, second)):
            letter = "ab"[place]
            own = make_links(trace, place)
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
