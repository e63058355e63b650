"""The filters at the left. Each widget shows the filters of the session and changes them through a callback."""

from __future__ import annotations

from typing import Any

import streamlit as st

from graph.filters import MAX_NODES, MIN_NODES, OPENING_Q, Colouring, Filters, Sizing, format_threshold
from graph.rows import Kind, Window
from graph.ui import state
from graph.ui.source import Version, load_defaults, load_documents
from graph.view import View
from graph.wording import KIND_WORDS, MEASURE_WORDS, MEASURES, clean_label, format_number, start_sentence

WINDOWS: dict[Window, str] = {"sentence": "zin", "paragraph": "alinea", "document": "document"}
COLOURINGS: dict[Colouring, str] = {"theme": "thema", "kind": "soort"}
SIZINGS: dict[Sizing, str] = {"mentions": "vaak", "documents": "breed"}


def show(version: Version, view: View) -> None:
    """Show all filters."""
    filters = state.get_filters()
    with st.container(key="fold-wide"):
        st.checkbox("Filters verbergen", key="folded")
    with st.container(key="fold-narrow"):
        st.checkbox("Filters tonen", key="unfolded")
    with st.container(key="filter-list"):
        _heading("Wat u ziet")
        for kind, words in KIND_WORDS.items():
            _kind_box(kind, start_sentence(words[1]), view.counts[kind], filters)
        if view.counts["proposed"]:
            _kind_box("proposed", "Voorgesteld", view.counts["proposed"], filters)
        _segments("Samen in één", "window", WINDOWS, filters.window)
        _strength(view, filters)
        _heading("Toeval")
        _put("only_q", filters.max_q is not None)
        st.checkbox("alleen q < 0,05", key="only_q", on_change=_change_q)
        if filters.max_q is None and load_defaults(version).max_q is None:
            st.html('<p class="filter">staat uit: anders blijven er te weinig banden over</p>')
        _documents(version, filters)
        _segments("Kleur", "colouring", COLOURINGS, filters.colouring)
        _segments("Grootte", "sizing", SIZINGS, filters.sizing)
        _at_most(view, filters)


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


def _segments(label: str, field: str, options: dict[Any, str], value: str) -> None:
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
    if filters.documents is None and not st.session_state.get("choosing"):
        if years:
            st.html(f'<p class="filter">{years[0]} – {years[-1]}</p>')
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
