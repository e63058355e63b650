"""The panel of the strongest paths between two nodes: every step with the sentence that shows it best."""

from __future__ import annotations

from html import escape
from itertools import pairwise

import streamlit as st

from graph.filters import Filters
from graph.insights.paths import LOOKED_AT, choose_sentence
from graph.material import Material
from graph.messages import say
from graph.ui import pages
from graph.ui.language import with_language
from graph.ui.panel_parts import heading, row, within
from graph.ui.source import Version, load_nodes, open_graph
from graph.ui.text import quote_html, source_line
from graph.view import View, find_link
from graph.wording import clean_label, count_words


def show_paths(version: Version, view: View, material: Material, filters: Filters) -> None:
    """Show the paths; that none was found is said in the sentence above the picture."""
    nodes = load_nodes(version)
    first, second = (clean_label(nodes[node_id].label) for node_id in filters.path)
    st.html(
        f'<header class="panel"><p class="kind">{escape(say("Wegen tussen"))}</p>'
        f'<h2>{escape(first)} <span class="dash">—</span> {escape(second)}</h2></header>'
    )
    if not view.routes:
        text = say(
            "Met deze filters loopt er geen weg. Haal een filter weg, laat ook mogelijk toeval zien, of kies ‘alinea’ "
            "als venster."
        )
        st.html(f'<p class="body">{escape(text)}</p>')
        return
    text = say(
        "Elke stap is een band tussen twee knopen. Een weg zegt niet dat de uiteinden ergens samen genoemd worden."
    )
    st.html(f'<p class="caption">{escape(text)}</p>')
    with st.container(key="routes"):
        for n, route in enumerate(view.routes):
            steps = count_words(len(route) - 1, ("stap", "stappen"))
            name = say("Sterkste weg") if n == 0 else say("Weg {n}", n=n + 1)
            heading(f"{name}, {steps}")
            for place, (a, b) in enumerate(pairwise(route)):
                _show_step(version, material, filters, f"{n}-{place}", a, b)


def _show_step(version: Version, material: Material, filters: Filters, key: str, a: str, b: str) -> None:
    nodes = load_nodes(version)
    link = find_link(material, filters, a, b)
    count = count_words(link.count, filters.unit) if link else ""
    row(f"step-{key}", f"{clean_label(nodes[a].label, 40)} — {clean_label(nodes[b].label, 40)}", count, (a, b))
    if filters.is_derived:
        return
    found = within(version, open_graph(version).link_excerpts(a, b, filters.window, LOOKED_AT), filters)
    best = choose_sentence(found, a, b)
    if best is None:
        return
    st.html(
        quote_html(best, {a: "a", b: "b"})
        + f'<p class="caption from">{escape(clean_label(best.title, 70))}'
        + (f", {escape(line)}" if (line := source_line(best.authors, best.date)) else "")
        + "</p>"
    )
    st.page_link(
        pages.documents_page(),
        label=say("Open in tekst"),
        query_params=with_language({"tekst": best.document_id, "zin": best.window_id}),
    )
