"""The filters at the left. Each widget shows the filters of the session and changes them through a callback."""

from __future__ import annotations

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
from graph.rows import Kind, Window
from graph.ui import state
from graph.ui.source import Version, load_authors, load_defaults, load_documents, load_groups, load_nodes
from graph.view import View, name_groups
from graph.wording import KIND_WORDS, MEASURE_WORDS, MEASURES, clean_label, format_number, start_sentence

WINDOWS: dict[Window, str] = {"sentence": "zin", "paragraph": "alinea", "document": "document"}
COLOURINGS: dict[Colouring, str] = {"kind": "soort", "theme": "thema", "group": "groep", "texts": "tekst"}
SIZINGS: dict[Sizing, str] = {
    "mentions": "hoe vaak genoemd",
    "documents": "in hoeveel teksten",
    "degree": "aantal banden",
    "betweenness": "tussenpositie",
    "none": "alle even groot",
}


def show(version: Version, view: View) -> None:
    """Show all filters."""
    filters = state.get_filters()
    with st.container(key="fold-wide"):
        st.checkbox("Filters verbergen", key="folded")
    with st.container(key="fold-narrow"):
        st.checkbox("Filters tonen", key="unfolded")
    with st.container(key="filter-list"):
        _choice("Wat u ziet", "projection", PROJECTION_WORDS, filters.projection)
        if filters.projection == "all":
            for kind, words in KIND_WORDS.items():
                _kind_box(kind, start_sentence(words[1]), view.counts[kind], filters)
        elif filters.is_derived:
            st.html('<p class="filter">een band is: dezelfde begrippen delen</p>')
        if view.counts["proposed"] and (filters.projection == "all" or "concept" in filters.drawn_kinds):
            _kind_box("proposed", "Voorgesteld", view.counts["proposed"], filters)
        if filters.focus:
            _segments("Omgeving: hoeveel stappen", "steps", {n: str(n) for n in range(1, MAX_STEPS + 1)}, filters.steps)
        _segments("Samen in één", "window", WINDOWS, filters.window)
        _strength(view, filters)
        _heading("Toeval")
        _put("only_q", filters.max_q is not None)
        st.checkbox("alleen q < 0,05", key="only_q", on_change=_change_q)
        if filters.max_q is None and load_defaults(version).max_q is None:
            st.html('<p class="filter">staat uit: anders blijven er te weinig banden over</p>')
        _put("backbone", filters.backbone)
        st.checkbox("alleen de ruggengraat", key="backbone", on_change=_change_backbone)
        _documents(version, filters)
        _groups(version, filters)
        _segments("Kleur", "colouring", COLOURINGS, filters.colouring)
        _choice("Grootte", "sizing", SIZINGS, filters.sizing)
        _at_most(view, filters)


def _choice(label: str, field: str, options: dict[Any, str], value: Any) -> None:
    _heading(label)
    _put(field, value)
    st.selectbox(
        label,
        list(options),
        format_func=lambda option: options[option],
        key=field,
        on_change=_change_segment,
        args=(field,),
        label_visibility="collapsed",
    )


def _heading(text: str) -> None:
    st.html(f'<h3 class="filter">{text}</h3>')


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
        format_func=lambda option: options[option],
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


def _strength(view: View, filters: Filters) -> None:
    _heading("Sterkte van de band")
    _put("measure", filters.measure)
    st.selectbox(
        "Maat",
        MEASURES,
        format_func=lambda measure: MEASURE_WORDS[measure],
        key="measure",
        on_change=_change_segment,
        args=("measure",),
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
    text = f"{format_number(n_shown)} van {format_number(total)} banden"
    st.html(f'<div class="histogram" role="img" aria-label="{text}">{bars}</div>')
    if len(stops) > 1:
        _put("threshold", view.threshold)
        st.select_slider(
            "Vanaf",
            stops,
            format_func=format_threshold,
            key="threshold",
            on_change=_change_segment,
            args=("threshold",),
            label_visibility="collapsed",
        )
    own = "" if filters.threshold is not None or not view.threshold else "<br>zo gekozen dat het leesbaar blijft"
    st.html(
        f'<p class="filter">{MEASURE_WORDS[filters.measure]} vanaf {format_threshold(view.threshold)}: {text}{own}</p>'
    )


def _change_q() -> None:
    state.change_filters(max_q=OPENING_Q if st.session_state["only_q"] else None, threshold=None)


def _documents(version: Version, filters: Filters) -> None:
    documents = load_documents(version)
    _heading("Documenten")
    _put("all_documents", filters.documents is None and not st.session_state.get("choosing"))
    st.checkbox(f"Alle {format_number(len(documents))} teksten", key="all_documents", on_change=_change_all)
    years = sorted({document.date[:4] for document in documents.values() if document.date})
    if years:
        _period(filters, years)
    _authors(version, filters)
    if filters.documents is None and not st.session_state.get("choosing"):
        return
    _put("documents", list(filters.documents or ()))
    st.multiselect(
        "Kies teksten",
        list(documents),
        format_func=lambda document_id: clean_label(documents[document_id].title, 60),
        key="documents",
        on_change=_change_documents,
        placeholder="Kies teksten",
        label_visibility="collapsed",
        select_all=False,
    )


def _period(filters: Filters, years: list[str]) -> None:
    if years[0] == years[-1]:
        st.html(f'<p class="filter">alle uit {years[0]}</p>')
        return
    first, last = filters.period or (years[0], years[-1])
    held = (max(first[:4], years[0]), min(last[:4], years[-1]))
    _put("period", held if held[0] <= held[1] else (years[0], years[-1]))
    every = [str(year) for year in range(int(years[0]), int(years[-1]) + 1)]
    st.select_slider(
        "Periode",
        every,
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
        _several("authors", "Alle auteurs", {author: clean_label(author, 50) for author in authors}, filters.authors)


def _groups(version: Version, filters: Filters) -> None:
    names = name_groups(load_groups(version), list(load_nodes(version).values()))
    if len(names) > 1:
        _heading("Groepen")
        _several("groups", "Alle groepen", names, filters.groups)


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
    _heading("Ten hoogste")
    high = min(MAX_NODES, max(view.n_possible, filters.max_nodes, MIN_NODES + 1))
    _put("max_nodes", filters.max_nodes)
    st.slider(
        "Ten hoogste zoveel knopen",
        MIN_NODES,
        high,
        key="max_nodes",
        on_change=_change_segment,
        args=("max_nodes",),
        label_visibility="collapsed",
    )
    st.html(f'<p class="filter">{format_number(len(view.nodes))} van {format_number(view.n_possible)} knopen</p>')
