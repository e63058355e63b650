"""What the visitor chose, kept in the session and in the address of the page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import streamlit as st

from graph.filters import (
    SIGHT_KEY,
    Filters,
    Known,
    Sight,
    filters_to_query,
    read_query,
    read_selection,
    read_sight,
    selection_to_query,
    sight_to_query,
)
from graph.ui.language import read_query as read_page_query
from graph.ui.language import write_query
from graph.ui.reading import Reading, read_reading, reading_to_query

FILTERS, SELECTION, IGNORED, WRITTEN, MORE = "filters", "selection", "ignored", "written_query", "more"
READING, MISSED, PAST, FUTURE = "reading", "missed", "past", "future"
MOST_PAST = 100
ANEW = {"measure", "window", "documents", "authors", "period", "projection", "focus", "steps", "path", "backbone"}
SIGHT, LOOKS, SEEN = "sight", "sight_looks", "sight_seen"
TOUCHED = "touched"  # a widget or the picture changed the choice since the address was last looked at


def read_address(defaults: Filters, known: Known) -> None:
    """Take over filters and selection from the page's address, when it is not the one that was written last.

    After a change by hand the address is not looked at: with two changes close together the browser still sends the
    address from before the first, and taking that over would undo them.
    """
    query = read_page_query()
    touched = st.session_state.get(TOUCHED, False)
    if FILTERS in st.session_state and (touched or _is_known(query)):
        return
    filters, ignored = read_query(query, defaults, known)
    selection, also_ignored = read_selection(query, known.nodes)
    reading, ignored_too = read_reading(query)
    sight, ignored_as_well = read_sight(query)
    st.session_state[FILTERS] = filters
    st.session_state[SIGHT] = sight
    st.session_state[LOOKS] = count_looks() + 1
    st.session_state[SEEN] = False
    st.session_state[SELECTION] = selection
    st.session_state[READING] = reading
    st.session_state[IGNORED] = ignored + also_ignored + ignored_too + ignored_as_well
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
        **sight_to_query(get_sight()),  # last: the browser itself puts it there as well
    }


def query_with(defaults: Filters, *node_ids: str) -> dict[str, str]:
    """Return the query of the present filters with another selection."""
    filters = st.session_state.get(FILTERS, defaults)
    return {**filters_to_query(filters, defaults), **selection_to_query(node_ids)}


def write_address(defaults: Filters) -> None:
    """Put filters and selection into the page's address, and where one looks.

    A new zoom alone is not written: the browser has put it into the address already, without a step in its history.
    """
    query = explorer_query(defaults)
    present = read_page_query()
    if st.session_state.get(SEEN) and _without_sight(present) == _without_sight(query):
        query = present
    # Noted before it is written: the run may be cut short by the next click in between.
    st.session_state[WRITTEN] = query
    st.session_state[TOUCHED] = False
    write_query(query)


def _without_sight(query: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in query.items() if name != SIGHT_KEY}


def _is_known(query: Mapping[str, str]) -> bool:
    """Answer whether an address is the one written last, with where one looked then or looks now."""
    written = st.session_state.get(WRITTEN)
    if query == written:
        return True
    return written is not None and (
        _without_sight(query) == _without_sight(written) and read_sight(query) == (get_sight(), ())
    )


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


def get_sight() -> Sight | None:
    """Return where one looks in the picture; None is everything in sight."""
    sight: Sight | None = st.session_state.get(SIGHT)
    return sight


def set_sight(sight: Sight | None) -> None:
    """Note where the picture says that one looks now; this is no change of the view, and cannot be undone."""
    st.session_state[SIGHT] = sight
    st.session_state[SEEN] = True


def count_looks() -> int:
    """Return how many times an address was taken over: with a new one the picture goes where that one looks."""
    return int(st.session_state.get(LOOKS, 0))


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
