"""The pages of the app and their addresses. Imported late by the pages themselves, which link to each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from graph.messages import say

if TYPE_CHECKING:
    from streamlit.navigation.page import Page


def _explore() -> None:
    from graph.ui import explore

    explore.show()


def _trace() -> None:
    from graph.ui import trace

    trace.show_page()


def _compare() -> None:
    from graph.ui import compare

    compare.show_page()


def _insights() -> None:
    from graph.ui import insights

    insights.show_page()


def _documents() -> None:
    from graph.ui import documents

    documents.show_page()


def _snapshots() -> None:
    from graph.ui import snapshots

    snapshots.show_page()


def explore_page() -> Page:
    """Return the page with the graph."""
    return st.Page(_explore, title=say("Verkennen"), url_path="verkennen", default=True)


def trace_page() -> Page:
    """Return the page with the passport of a concept or a person."""
    return st.Page(_trace, title=say("Volg een begrip"), url_path="volg")


def compare_page() -> Page:
    """Return the page that compares two selections of texts."""
    return st.Page(_compare, title=say("Vergelijk"), url_path="vergelijk")


def insights_page() -> Page:
    """Return the page with groups, brokers and what is missing."""
    return st.Page(_insights, title=say("Inzichten"), url_path="inzichten")


def documents_page() -> Page:
    """Return the page with the documents and the reader."""
    return st.Page(_documents, title=say("Documenten"), url_path="documenten")


def snapshots_page() -> Page:
    """Return the page with the snapshots."""
    return st.Page(_snapshots, title=say("Momentopnamen"), url_path="momentopnamen")


def all_pages() -> list[Page]:
    """Return the pages in the order of the navigation."""
    return [
        explore_page(),
        trace_page(),
        compare_page(),
        insights_page(),
        documents_page(),
        snapshots_page(),
    ]
