"""The app as a whole: page settings, header, and which page runs."""

from __future__ import annotations

import streamlit as st

from graph.errors import ReadableError
from graph.messages import retell, say
from graph.ui import chrome, language, pages
from graph.ui.source import ensure_graph, graph_path, graph_version, load_nodes


def run_app() -> None:
    """Run one pass of the app."""
    language.read_language()
    st.set_page_config(page_title="Begrippengraaf", layout="wide", initial_sidebar_state="collapsed")
    page = st.navigation(pages.all_pages(), position="hidden")
    st.set_page_config(page_title=f"{page.title} – Begrippengraaf")
    chrome.put_style()
    try:
        ensure_graph(graph_path())
        version = graph_version(graph_path())
        load_nodes(version)
    except ReadableError as error:
        chrome.show_header(page.title, None)
        chrome.show_message(say("De graaf kan niet worden geopend"), retell(str(error)))
        return
    chrome.show_header(page.title, version)
    try:
        page.run()
    except ReadableError as error:
        chrome.show_message(say("De graaf kan niet worden gelezen"), retell(str(error)))
