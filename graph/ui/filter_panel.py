"""The filters at the left. Each widget shows the filters of the session and changes them through a callback."""

from __future__ import annotations

from html import escape
from typing import Any

import streamlit as st

from graph.filters import (
    MAX_NODES,
    MAX_STEPS,
    MIN_NODES,
    OPENING_Q,
    PROJECTION_WORDS,
    Colouring,
    Filters,
    Sizing,
    format_threshold,
)
from graph.groups import name_groups
from graph.messages import mark, say
from graph.rows import Kind, Window
from graph.ui import state
from graph.ui.source import Version, load_authors, load_defaults, load_documents, load_groups, load_nodes
from graph.view import View
from graph.wording import KIND_WORDS, MEASURE_WORDS, MEASURES, clean_label, format_number, start_sentence

WINDOWS: dict[Window, str] = {"sentence": mark("zin"), "paragraph": mark("alinea"), "document": mark("document")}
COLOURINGS: dict[Colouring, str] = {
    "kind": mark("soort"),
    "theme": mark("thema"),
    "group": mark("groep"),
    "texts": mark("tekst"),
}
SIZINGS: dict[Sizing, str] = {
    "mentions": mark("hoe vaak genoemd"),
    "documents": mark("in hoeveel teksten"),
    "degree": mark("aantal banden"),
    "betweenness": mark("tussenpositie"),
    "none": mark("alle even groot"),
}


def show(version: Version, view: View) -> None:
    """Show all filters."""
    filters = state.get_filters()
    with st.container(key="fold-wide"):
        st.checkbox(say("Filters verbergen"), key="folded")
    with st.container(key="fold-narrow"):
        st.checkbox(say("Filters tonen"), key="unfolded")
    with st.container(key="filter-list"):
        _choice(say("Wat u ziet"), "projection", PROJECTION_WORDS, filters.projection)
        if filters.projection == "all":
            for kind, words in KIND_WORDS.items():
                _kind_box(kind, start_sentence(say(words[1])), view.counts[kind], filters)
        elif filters.is_derived:
            _note(say("een band is: dezelfde begrippen delen"))
        if view.counts["proposed"] and (filters.projection == "all" or "concept" in filters.drawn_kinds):
            _kind_box("proposed", say("Voorgesteld"), view.counts["proposed"], filters)
        if filters.focus:
            steps = {n: str(n) for n in range(1, MAX_STEPS + 1)}
            _segments(say("Omgeving: hoeveel stappen"), "steps", steps, filters.steps)
        _segments(say("Samen in één"), "window", WINDOWS, filters.window)
        _strength(view, filters)
        _heading(say("Toeval"))
        _put("only_q", filters.max_q is not None)
        st.checkbox(say("alleen q < {q}", q=format_threshold(OPENING_Q)), key="only_q", on_change=_change_q)
        if filters.max_q is None and load_defaults(version).max_q is None:
            _note(say("staat uit: anders blijven er te weinig banden over"))
        _put("backbone", filters.backbone)
        st.checkbox(say("alleen de ruggengraat"), key="backbone", on_change=_change_backbone)
        _documents(version, filters)
        _groups(version, filters)
        _segments(say("Kleur"), "colouring", COLOURINGS, filters.colouring)
        _choice(say("Grootte"), "sizing", SIZINGS, filters.sizing)
        _at_most(view, filters)


def _choice(label: str, field: str, options: dict[Any, str], value: Any) -> None:
    _heading(label)
    _put(field, value)
    st.selectbox(
        label,
        list(options),
        format_func=lambda option: say(options[option]),
        key=field,
        on_change=_change_choice,
        args=(field, tuple(options)),
        label_visibility="collapsed",
    )


def _heading(text: str) -> None:
    st.html(f'<h3 class="filter">{escape(text)}</h3>')


def _note(text: str) -> None:
    st.html(f'<p class="filter">{escape(text)}</p>')


def _put(key: str, value: Any) -> None:
    if st.session_state.get(key) != value or key not in st.session_state:
        st.session_state[key] = value


def _kind_box(kind: Kind | str, label: str, n: int, filters: Filters) -> None:
    key = f"kind-{kind}"
    _put(key, filters.proposed if kind == "proposed" else kind in filters.kinds)
    st.checkbox(
        f"{label} *{format_number(n)}*", key=key, on_change=_change_kind, args=(kind,), disabled=n == 0, width="stretch"
    )


def _change_kind(kind: Any) -> None:
    on = bool(st.session_state[f"kind-{kind}"])
    if kind == "proposed":
        state.change_filters(proposed=on)
    else:
        kinds = state.get_filters().kinds
        state.change_filters(kinds=kinds | {kind} if on else kinds - {kind})


def _segments(label: str, field: str, options: dict[Any, str], value: Any) -> None:
    _heading(label)
    _put(field, value)
    st.segmented_control(
        label,
        list(options),
        format_func=lambda option: say(options[option]),
        key=field,
        on_change=_change_segment,
        args=(field,),
        label_visibility="collapsed",
        required=True,
        width="stretch",
    )


def _change_segment(field: str) -> None:
    if st.session_state[field] is not None:
        state.change_filters(**{field: st.session_state[field]})


def _change_choice(field: str, options: tuple[Any, ...]) -> None:
    # Streamlit sends a choice by its words; after a change of language the browser may still send the former ones.
    if st.session_state[field] in options:
        _change_segment(field)


def _strength(view: View, filters: Filters) -> None:
    _heading(say("Sterkte van de band"))
    _put("measure", filters.measure)
    st.selectbox(
        say("Maat"),
        MEASURES,
        format_func=lambda measure: say(MEASURE_WORDS[measure]),
        key="measure",
        on_change=_change_choice,
        args=("measure", MEASURES),
        label_visibility="collapsed",
    )
    stops = sorted({*(bar.low for bar in view.histogram), view.threshold})
    tallest = max((bar.n_links for bar in view.histogram), default=0) or 1
    bars = "".join(
        f'<i class="{"on" if bar.low >= view.threshold else "off"}" '
        f'style="height:{max(4, 100 * bar.n_links // tallest)}%"></i>'
        for bar in view.histogram
    )
    n_shown = sum(bar.n_links for bar in view.histogram if bar.low >= view.threshold)
    total = sum(bar.n_links for bar in view.histogram)
    text = say("{n} van {m} banden", n=format_number(n_shown), m=format_number(total))
    st.html(f'<div class="histogram" role="img" aria-label="{text}">{bars}</div>')
    if len(stops) > 1:
        _put("threshold", view.threshold)
        st.select_slider(
            say("Vanaf"),
            stops,
            format_func=format_threshold,
            key="threshold",
            on_change=_change_segment,
            args=("threshold",),
            label_visibility="collapsed",
        )
    from_here = say(
        "{measure} vanaf {threshold}",
        measure=say(MEASURE_WORDS[filters.measure]),
        threshold=format_threshold(view.threshold),
    )
    by_itself = filters.threshold is None and view.threshold
    own = f"<br>{escape(say('zo gekozen dat het leesbaar blijft'))}" if by_itself else ""
    st.html(f'<p class="filter">{escape(from_here)}: {escape(text)}{own}</p>')


def _change_q() -> None:
    state.change_filters(max_q=OPENING_Q if st.session_state["only_q"] else None, threshold=None)


def _documents(version: Version, filters: Filters) -> None:
    documents = load_documents(version)
    _heading(say("Documenten"))
    _put("all_documents", filters.documents is None and not st.session_state.get("choosing"))
    every = say("Alle {n} teksten", n=format_number(len(documents)))
    st.checkbox(every, key="all_documents", on_change=_change_all)
    years = sorted({document.date[:4] for document in documents.values() if document.date})
    if years:
        _period(filters, years)
    _authors(version, filters)
    if filters.documents is None and not st.session_state.get("choosing"):
        return
    _put("documents", list(filters.documents or ()))
    st.multiselect(
        say("Kies teksten"),
        list(documents),
        format_func=lambda document_id: clean_label(documents[document_id].title, 60),
        key="documents",
        on_change=_change_documents,
        placeholder=say("Kies teksten"),
        label_visibility="collapsed",
        select_all=False,
    )


def _period(filters: Filters, years: list[str]) -> None:
    if years[0] == years[-1]:
        _note(say("alle uit {year}", year=years[0]))
        return
    first, last = filters.period or (years[0], years[-1])
    held = (max(first[:4], years[0]), min(last[:4], years[-1]))
    _put("period", held if held[0] <= held[1] else (years[0], years[-1]))
    every = [str(year) for year in range(int(years[0]), int(years[-1]) + 1)]
    st.select_slider(
        say("Periode"),
        every,
        value=(years[0], years[-1]),  # two ends: without this Streamlit hands back the lower one alone
        key="period",
        on_change=_change_period,
        args=(years[0], years[-1]),
        label_visibility="collapsed",
    )
    first, last = held
    st.html(f'<p class="filter">{first} – {last}</p>')


def _change_period(first: str, last: str) -> None:
    chosen = st.session_state["period"]
    if not isinstance(chosen, tuple | list) or len(chosen) != 2:
        return
    chosen = tuple(chosen)
    state.change_filters(period=None if chosen == (first, last) else chosen)


def _authors(version: Version, filters: Filters) -> None:
    authors = load_authors(version)
    if len(authors) > 1:
        _several(
            "authors", say("Alle auteurs"), {author: clean_label(author, 50) for author in authors}, filters.authors
        )


def _groups(version: Version, filters: Filters) -> None:
    names = name_groups(load_groups(version), list(load_nodes(version).values()))
    if len(names) > 1:
        _heading(say("Groepen"))
        _several("groups", say("Alle groepen"), names, filters.groups)


def _several(field: str, label: str, options: dict[str, str], value: tuple[str, ...] | None) -> None:
    _put(f"several-{field}", [option for option in value or () if option in options])
    st.multiselect(
        label,
        list(options),
        format_func=lambda option: options.get(option, option),
        key=f"several-{field}",
        on_change=_change_several,
        args=(field,),
        placeholder=label,
        label_visibility="collapsed",
        select_all=False,
    )


def _change_several(field: str) -> None:
    state.change_filters(**{field: tuple(st.session_state[f"several-{field}"]) or None})


def _change_backbone() -> None:
    state.change_filters(backbone=bool(st.session_state["backbone"]))


def _change_all() -> None:
    st.session_state["choosing"] = not st.session_state["all_documents"]
    if st.session_state["all_documents"]:
        state.change_filters(documents=None)


def _change_documents() -> None:
    chosen = tuple(st.session_state["documents"])
    state.change_filters(documents=chosen or None)
    st.session_state["choosing"] = True


def _at_most(view: View, filters: Filters) -> None:
    _heading(say("Ten hoogste"))
    high = min(MAX_NODES, max(view.n_possible, filters.max_nodes, MIN_NODES + 1))
    _put("max_nodes", filters.max_nodes)
    st.slider(
        say("Ten hoogste zoveel knopen"),
        MIN_NODES,
        high,
        key="max_nodes",
        on_change=_change_segment,
        args=("max_nodes",),
        label_visibility="collapsed",
    )
    _note(say("{n} van {m} knopen", n=format_number(len(view.nodes)), m=format_number(view.n_possible)))
