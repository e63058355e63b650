"""The page 'Volg een begrip': the passport of one term, or of two side by side. The address holds the whole view."""

from __future__ import annotations

from dataclasses import replace
from html import escape
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from graph.export.passport import make_passport_page, sentences_csv, texts_csv
from graph.messages import mark, say
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
from graph.ui.language import keep_language, read_query, with_language
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
from graph.wording import clean_label, count_words, dutch, format_number, start_sentence

__all__ = ["load_texts", "show_page"]

WIDTHS = (5, 10, 20, 30, 50)
WORD = mark("Volg een begrip of naam")
SEGMENT_WORDS = {
    "zin": mark("zin"),
    "alinea": mark("alinea"),
    "tekst": mark("tekst"),
    "links": mark("woord links"),
    "rechts": mark("woord rechts"),
}


def show_page() -> None:
    """Show the page."""
    leave_for_another_page()
    version = graph_version(graph_path())
    texts = load_texts(version)
    trace, ignored, unknown = read_trace(read_query(), texts.mentions.keys(), load_forms(version))
    st.html(f"<style>{pieces.read_style()}\n{read_asset('trace.css')}\n{_dark_colours()}</style>")
    if not texts.mentions:
        show_message(
            say("Nog niets om te volgen"),
            say("De gelezen teksten noemen geen begrippen of namen; zet andere teksten in de map en bouw opnieuw."),
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
    text = say(
        "Waar staat het, hoe vaak, in welke woorden, naast wat, en hoe verandert dat van tekst tot tekst? Kies een "
        "begrip, persoon, organisatie of plaats."
    )
    with st.container(key="volg-top"):
        st.html(
            f'<header class="trace"><h1>{escape(say("Volg een begrip"))}</h1><p class="sub">{escape(text)}</p>'
            f"{notes}</header>"
        )
        show_field(version, trace, 0, say(WORD), leads=True)
    kinds: tuple[tuple[Kind, str, int], ...] = (
        ("concept", say("Vaakst genoemde begrippen"), 24),
        ("person", say("Personen"), 12),
        ("organisation", say("Organisaties"), 8),
        ("place", say("Plaatsen"), 8),
    )
    sections = []
    for kind, title, most in kinds:
        held = [node for node in load_nodes(version).values() if node.kind == kind and node.node_id in texts.mentions]
        held.sort(key=lambda node: (node.status == "proposed", -node.n_mentions, node.label.casefold()))
        items = "".join(
            f"<li>{pieces.link(clean_label(node.label, 50), address_of(trace.with_term(node.node_id, 0)))}"
            f"<span>{escape(pieces.say_where(node.n_mentions, node.n_documents))}</span></li>"
            for node in held[:most]
        )
        if items:
            sections.append(f'<section><h2>{escape(title)}</h2><ul class="starts">{items}</ul></section>')
    st.html(f'<div class="passport whole">{"".join(sections)}</div>')


# -- one term ---------------------------------------------------------------------------------------------------------


def _kind_line(node: Node) -> str:
    kind = start_sentence(kind_word(node))
    if node.theme:
        kind = say("{kind}, thema {theme}", kind=kind, theme=node.theme)
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
        show_field(version, trace, 0, say(WORD), leads=True)
    with st.container(key="volg-cols"):
        with st.container(key="volg-main"):
            st.html(
                f'<div class="passport">{_rows(passport, "a", trace, links)}'
                f"{_time(passport, 'a')}{_lines(texts, passport, 'a', trace, links)}</div>"
            )
        with st.container(key="volg-side"):
            st.html(f'<div class="passport side">{_side(passport, "a", links)}</div>')
            show_field(version, trace, 1, say("Leg een tweede begrip ernaast"))
            _show_actions(version, texts, trace, [passport])


def _rows(passport: Passport, letter: str, trace: Trace, links: pieces.Links) -> str:
    choice = _segments(say("Buren in dezelfde"), "samen", trace, "window", dict(WINDOWS))
    explained = explain_dispersion(passport.dispersion)
    return (
        f'<section><h2 class="unseen">{escape(say("Per tekst"))}</h2>'
        f"{pieces.rows_table(passport, letter, links, choice)}"
        + (f'<p class="key">{escape(explained)}</p>' if explained else "")
        + "</section>"
    )


def _time(passport: Passport, letter: str) -> str:
    line = pieces.timeline_html(passport, letter)
    return f"<section><h2>{escape(say('In de tijd'))}</h2>{line}</section>" if line else ""


def _lines(texts: Texts, passport: Passport, letter: str, trace: Trace, links: pieces.Links, title: str = "") -> str:
    lines = make_concordance(texts, passport.node.node_id, trace.n_words, trace.order)
    widths = {str(width): width for width in sorted({*WIDTHS, trace.n_words})}
    bar = _bar(
        title or say("In de zin"),
        [
            _segments(say("Op volgorde van"), "orde", trace, "order", dict(ORDERS)),
            _segments(say("Woorden eromheen"), "woorden", trace, "n_words", widths),
        ],
    )
    left = len(lines) - trace.n_lines
    more = ""
    if left > 0:
        step = min(left, 100)
        more = pieces.link(
            say("Nog {more}", more=count_words(step, ("regel", "regels"))),
            address_of(replace(trace, n_lines=trace.n_lines + step)),
        )
        if left > step and len(lines) <= MAX_LINES:
            whole = say("Alle {n}", n=format_number(len(lines)))
            more += pieces.link(whole, address_of(replace(trace, n_lines=len(lines))))
        more = f'<p class="more">{more}</p>'
    table = pieces.concordance_table(lines[: trace.n_lines], clean_label(passport.node.label, 60), letter, links)
    return f"<section>{bar}{table}{more}</section>"


def _bar(title: str, choices: list[str]) -> str:
    return f'<div class="bar"><h2>{escape(title)}</h2>{"".join(choices)}</div>'


def _segments(label: str, name: str, trace: Trace, field: str, options: dict[str, Any]) -> str:
    """Return a choice as a row of links; each holds the address that it leads to."""
    items = []
    for word, value in options.items():
        here = ' aria-current="true"' if getattr(trace, field) == value else ""
        address = escape(address_of(replace(trace, **{field: value})))
        shown = say(SEGMENT_WORDS[word]) if word in SEGMENT_WORDS else word
        items.append(f'<a href="{address}" data-key="{name}-{word}"{here}>{escape(shown)}</a>')
    return (
        f'<div class="choice" role="group" aria-label="{escape(label)}"><span aria-hidden="true">{escape(label)}</span>'
        f'<span class="segments">{"".join(items)}</span></div>'
    )


def _side(passport: Passport, letter: str, links: pieces.Links) -> str:
    node_id = passport.node.node_id
    sections = [(say("Woorden waarin het staat"), pieces.forms_html(passport))]
    if passport.steps:
        sections.append((say("Buren die erbij kwamen en wegvielen"), pieces.steps_html(passport.steps, links)))
    people = say("Andere mensen eromheen") if passport.node.kind == "person" else say("Mensen eromheen")
    sections.append((people, pieces.people_html(passport.people, links)))
    quotes = pieces.definitions_html(passport.definitions, node_id, letter, links)
    sections.append((say("Zo omschrijven de teksten het"), quotes))
    if passport.node.definition:
        definition = f"<blockquote{dutch()}>{escape(passport.node.definition)}</blockquote>"
        sections.append((say("In de begrippenlijst"), definition))
    if appearances := pieces.appearances_html(passport, letter, links):
        sections.append((say("Eerste en laatste keer"), appearances))
    return "".join(f"<section><h2>{escape(title)}</h2>{inner}</section>" for title, inner in sections)


def _show_actions(version: Version, texts: Texts, trace: Trace, passports: list[Passport]) -> None:
    name = "-".join(make_slug(passport.node.label) or "term" for passport in passports)
    in_graph = "./?" + urlencode(with_language({"kies": "~".join(trace.terms)}), safe=":~")
    with st.container(key="volg-actions", horizontal=True):
        st.html(f'<p class="trace">{pieces.link(say("Toon in de graaf"), in_graph)}</p>', width="content")
        st.download_button(
            say("Bewaar per tekst (CSV)"),
            keep_language(lambda: texts_csv(passports)),
            f"{name}-{say('teksten')}.csv",
            "text/csv",
            key="trace-csv",
            type="tertiary",
            on_click="ignore",
        )
        st.download_button(
            say("Bewaar zinnen (CSV)"),
            keep_language(lambda: sentences_csv(texts, passports, trace.n_words, trace.order)),
            f"{name}-{say('zinnen')}.csv",
            "text/csv",
            key="trace-csv-lines",
            type="tertiary",
            on_click="ignore",
        )
        st.download_button(
            say("Bewaar om af te drukken"),
            keep_language(lambda: make_passport_page(texts, passports, trace, open_graph(version).build_info())),
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
        pieces.link(
            say("Alleen {name}", name=clean_label(passport.node.label, 40)),
            address_of(replace(trace, terms=(node_id,))),
        )
        for passport, node_id in zip((first, second), trace.terms, strict=True)
    ]
    swap = pieces.link(say("Wissel om"), address_of(replace(trace, terms=trace.terms[::-1])))
    with st.container(key="volg-top"):
        st.html(
            f'<header class="trace"><p class="kind">{escape(say("Twee paspoorten naast elkaar"))}</p>'
            f'<h1>{labels[0]} <span class="and">{escape(say("en"))}</span> {labels[1]}</h1>'
            f'<p class="sub">{escape(describe_comparison(first, second, comparison))}</p>'
            f'<ul class="near">{"".join(f"<li>{item}</li>" for item in (*singles, swap))}</ul>{notes}</header>'
        )
        show_field(version, trace, 1, say("Ander begrip ernaast"), leads=True)
    links = make_links(trace, 1)
    bar = _bar(say("Per tekst"), [_segments(say("Buren in dezelfde"), "samen", trace, "window", dict(WINDOWS))])
    st.html(
        f'<div class="passport whole"><section>{bar}{pieces.both_table(first, second, comparison, links)}</section>'
        f"<section><h2>{escape(say('Wat ze delen'))}</h2>"
        f"{pieces.shared_html(first, second, comparison, links)}</section></div>"
    )
    with st.container(key="volg-pair"):
        for place, passport in enumerate((first, second)):
            letter = "ab"[place]
            own = make_links(trace, place)
            title = say("{name} in de zin", name=clean_label(passport.node.label, 40))
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
