"""What the visitor chose, kept in the session and in the address of the page."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import streamlit as st

from graph.filters import Filters, Known, filters_to_query, read_query, read_selection, selection_to_query

FILTERS, SELECTION, IGNORED, WRITTEN, MORE = "filters", "selection", "ignored", "written_query", "more"


def read_address(defaults: Filters, known: Known) -> None:
    """Take over filters and selection from the page's address, when it is not the one that was written last."""
    query = dict(st.query_params.to_dict())
    if FILTERS in st.session_state and query == st.session_state.get(WRITTEN):
        return
    filters, ignored = read_query(query, defaults, known)
    selection, also_ignored = read_selection(query, known.nodes)
    st.session_state[FILTERS] = filters
    st.session_state[SELECTION] = selection
    st.session_state[IGNORED] = ignored + also_ignored


def explorer_query(defaults: Filters) -> dict[str, str]:
    """Return the query that opens the present view again."""
    if FILTERS not in st.session_state:
        return {}
    return {**filters_to_query(st.session_state[FILTERS], defaults), **selection_to_query(get_selection())}


def write_address(defaults: Filters) -> None:
    """Put filters and selection into the page's address."""
    query = explorer_query(defaults)
    if st.query_params.to_dict() != query:
        st.query_params.from_dict(query)
    st.session_state[WRITTEN] = query


def get_filters() -> Filters:
    """Return the present filters."""
    filters: Filters = st.session_state[FILTERS]
    return filters


def set_filters(filters: Filters) -> None:
    """Replace the filters."""
    st.session_state[FILTERS] = filters
    st.session_state[IGNORED] = ()


def change_filters(**changes: Any) -> None:
    """Change some of the filters; another measure or window needs another threshold, so that one is chosen anew."""
    if {"measure", "window", "documents"} & changes.keys():
        changes.setdefault("threshold", None)
    set_filters(replace(get_filters(), **changes))


def get_selection() -> tuple[str, ...]:
    """Return the chosen node (one id) or the ends of the chosen link (two ids), or ()."""
    return tuple(st.session_state.get(SELECTION, ()))


def set_selection(*node_ids: str) -> None:
    """Choose a node or a link; the panel starts again at its first sentences."""
    st.session_state[SELECTION] = node_ids
    st.session_state[MORE] = 0
    st.session_state[IGNORED] = ()


def ignored() -> tuple[str, ...]:
    """Return what in the address was not understood."""
    return tuple(st.session_state.get(IGNORED, ()))
