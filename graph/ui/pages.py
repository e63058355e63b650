"""The pages of the app and their addresses. Imported late by the pages themselves, which link to each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

if TYPE_CHECKING:
    from streamlit.navigation.page import Page


def _explore() -> None:
    from graph.ui import explore

    explore.show()


def _documents() -> None:
    from graph.ui import reader

    reader.show()


def explore_page() -> Page:
    """Return the page with the graph."""
    return st.Page(_explore, title="Verkennen", url_path="verkennen", default=True)


def documents_page() -> Page:
    """Return the page with the documents and the reader."""
    return st.Page(_documents, title="Documenten", url_path="documenten")
