"""What the visitor compares, kept in the session and in the address of the page."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import streamlit as st

from graph.comparison import Choice, choice_to_query, choose_sides, read_choice
from graph.ui.language import read_query, write_query
from graph.ui.source import Version, load_documents, load_nodes

CHOICE, WRITTEN, TOUCHED, IGNORED = "compare_choice", "compare_written", "compare_touched", "compare_ignored"
MORE_ROWS, MORE_QUOTES, GO = "compare_rows", "compare_quotes", "compare_go"
SEEN = "compare_version"
SIDES = ("here", "there")


@st.cache_resource(max_entries=3, show_spinner=False)
def load_defaults(version: Version) -> Choice:
    """Return the comparison that the page opens with."""
    here, there = choose_sides(list(load_documents(version).values()))
    return Choice(here, there)


def read_address(version: Version, defaults: Choice) -> None:
    """Take over the choice from the address, when it is not the one that was written last."""
    query = read_query()
    same = st.session_state.get(SEEN) == version  # after a rebuild, what was chosen may be gone
    if (
        same
        and CHOICE in st.session_state
        and (st.session_state.get(TOUCHED) or query == st.session_state.get(WRITTEN))
    ):
        return
    choice, ignored = read_choice(query, defaults, load_documents(version), load_nodes(version).keys())
    st.session_state[CHOICE] = choice
    st.session_state[SEEN] = version
    st.session_state[IGNORED] = ignored
    for side in SIDES:
        st.session_state.pop(f"compare-by-{side}-asked", None)


def write_address(defaults: Choice) -> None:
    """Put the choice into the page's address."""
    query = choice_to_query(get_choice(), defaults)
    st.session_state[WRITTEN] = query
    st.session_state[TOUCHED] = False
    write_query(query)


def get_choice() -> Choice:
    """Return the present choice."""
    choice: Choice = st.session_state[CHOICE]
    return choice


def change(**changes: Any) -> None:
    """Change some of the choice; the lists start again at their first rows."""
    st.session_state[CHOICE] = replace(get_choice(), **changes)
    st.session_state[TOUCHED] = True
    st.session_state[IGNORED] = ()
    if changes.keys() != {"pair"}:
        st.session_state[MORE_ROWS] = 0
    st.session_state[MORE_QUOTES] = 0


def put(key: str, value: Any) -> None:
    """Let a widget show what was chosen, whoever chose it."""
    if key not in st.session_state or st.session_state[key] != value:
        st.session_state[key] = value
