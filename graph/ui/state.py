"""What the visitor chose, kept in the session and in the address of the page."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import streamlit as st

from graph.filters import Filters, Known, filters_to_query, read_query, read_selection, selection_to_query
from graph.ui.reading import Reading, read_reading, reading_to_query

FILTERS, SELECTION, IGNORED, WRITTEN, MORE = "filters", "selection", "ignored", "written_query", "more"
READING, MISSED, PAST, FUTURE = "reading", "missed", "past", "future"
MOST_PAST = 100
ANEW = {"measure", "window", "documents", "authors", "period", "projection", "focus", "steps", "path", "backbone"}
TOUCHED = "touched"  # a widget or the picture changed the choice since the address was last looked at


def read_address(defaults: Filters, known: Known) -> None:
    """Take over filters and selection from the page's address, when it is not the one that was written last.

    After a change by hand the address is not looked at: with two changes close together the browser still sends the
    address from before the first, and taking that over would undo them.
    """
    query = dict(st.query_params.to_dict())
    touched = st.session_state.get(TOUCHED, False)
    if FILTERS in st.session_state and (touched or query == st.session_state.get(WRITTEN)):
        return
    filters, ignored = read_query(query, defaults, known)
    selection, also_ignored = read_selection(query, known.nodes)
    reading, ignored_too = read_reading(query)
    st.session_state[FILTERS] = filters
    st.session_state[SELECTION] = selection
    st.session_state[READING] = reading
    st.session_state[IGNORED] = ignored + also_ignored + ignored_too
    gone = [part.removeprefix("kies=") for part in also_ignored]
    st.session_state[MISSED] = gone[0].partition(":")[2].replace("-", " ") if gone else ""


def explorer_query(defaults: Filters) -> dict[str, str]:
    """Return the query that opens the present view again."""
    if FILTERS not in st.session_state:
        return {}
    return {
        **filters_to_query(st.session_state[FILTERS], defaults),
        **selection_to_query(get_selection()),
        **reading_to_query(get_reading()),
    }


def query_with(defaults: Filters, *node_ids: str) -> dict[str, str]:
    """Return the query of the present filters with another selection."""
    filters = st.session_state.get(FILTERS, defaults)
    return {**filters_to_query(filters, defaults), **selection_to_query(node_ids)}


def write_address(defaults: Filters) -> None:
    """Put filters and selection into the page's address."""
    query = explorer_query(defaults)
    # Noted before it is written: the run may be cut short by the next click in between.
    st.session_state[WRITTEN] = query
    st.session_state[TOUCHED] = False
    if st.query_params.to_dict() != query:
        st.query_params.from_dict(query)


def get_filters() -> Filters:
    """Return the present filters."""
    filters: Filters = st.session_state[FILTERS]
    return filters


def set_filters(filters: Filters) -> None:
    """Replace the filters; what they were can be brought back."""
    former = get_filters()
    if filters != former:
        st.session_state[PAST] = [*st.session_state.get(PAST, []), former][-MOST_PAST:]
        st.session_state[FUTURE] = []
    _put(filters)


def _put(filters: Filters) -> None:
    st.session_state[FILTERS] = filters
    st.session_state[IGNORED] = ()
    st.session_state[MISSED] = ""
    st.session_state[TOUCHED] = True


def count_steps() -> tuple[int, int]:
    """Return how many changes can be undone, and how many redone."""
    return len(st.session_state.get(PAST, [])), len(st.session_state.get(FUTURE, []))


def undo() -> None:
    """Take the last change of the view back."""
    _step(PAST, FUTURE)


def redo() -> None:
    """Do again what was taken back."""
    _step(FUTURE, PAST)


def _step(source: str, target: str) -> None:
    held = list(st.session_state.get(source, []))
    if held:
        st.session_state[target] = [*st.session_state.get(target, []), get_filters()]
        _put(held.pop())
        st.session_state[source] = held


def change_filters(**changes: Any) -> None:
    """Change some of the filters; another measure or window needs another threshold, so that one is chosen anew."""
    if ANEW & changes.keys():
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
    st.session_state[MISSED] = ""
    st.session_state[TOUCHED] = True


def ignored() -> tuple[str, ...]:
    """Return what in the address was not understood."""
    return tuple(st.session_state.get(IGNORED, ()))


def get_reading() -> Reading:
    """Return how sentences are shown."""
    reading: Reading = st.session_state.get(READING) or Reading()
    return reading


def change_reading(**changes: Any) -> None:
    """Show sentences in another way, from the first on."""
    st.session_state[READING] = replace(get_reading(), **changes)
    st.session_state[MORE] = 0
    st.session_state[TOUCHED] = True


def set_missed(text: str) -> None:
    """Note that ``text`` was looked for and not found."""
    st.session_state[MISSED] = text


def get_missed() -> str:
    """Return what was looked for and not found, or ''."""
    return str(st.session_state.get(MISSED, ""))
