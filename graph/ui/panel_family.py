"""The line of the panel with the concepts that share a word with the chosen one."""

from __future__ import annotations

from html import escape

import streamlit as st

from graph.families import find_families
from graph.filters import Filters
from graph.messages import say
from graph.rows import Node
from graph.ui import state
from graph.ui.panel_parts import act
from graph.ui.source import Version, load_nodes
from graph.wording import clean_label

MOST_KIN = 6


def show_family(version: Version, filters: Filters, node: Node) -> None:
    """Show the concepts of the graph that share a stem with ``node``, the nearest first; nothing if there are none."""
    nodes = load_nodes(version)
    kin = [nodes[other] for other in _load_families(version).get(node.node_id, ())]
    shown = [other for other in kin if other.status == "known" or filters.proposed][:MOST_KIN]
    if not shown:
        return
    with st.container(key="kin", horizontal=True, gap="small"):
        st.html(f'<p class="caption">{escape(say("Zelfde stam:"))}</p>')
        for place, other in enumerate(shown):
            act(clean_label(other.label, 50), f"kin-{place}", state.set_selection, other.node_id)


@st.cache_resource(max_entries=3, show_spinner=False)
def _load_families(version: Version) -> dict[str, tuple[str, ...]]:
    return find_families({node.node_id: node.label for node in load_nodes(version).values() if node.kind == "concept"})
