"""The legend under the picture: what shapes, colours and lines mean; a click on a line of it filters."""

from __future__ import annotations

from html import escape

import streamlit as st

from graph.filters import OPENING_Q, Filters, Sizing
from graph.messages import mark, say
from graph.rows import Kind
from graph.ui import state
from graph.ui.source import Version, load_defaults, load_documents
from graph.ui.text import escape_markdown
from graph.view import LegendEntry, View, group_documents
from graph.wording import format_number

MANY_LINKS = 1500  # as in picture_links.js: from here on broken lines could not be told from whole ones
SIZE_WORDS: dict[Sizing, str] = {
    "mentions": mark("groter: vaker genoemd"),
    "documents": mark("groter: in meer teksten"),
    "degree": mark("groter: meer banden"),
    "betweenness": mark("groter: meer tussen andere in"),
    "none": "",
}


def show(version: Version, view: View, filters: Filters) -> None:
    """Show the legend."""
    side = 1 if st.context.theme.type == "dark" else 0
    style = []
    with st.container(key="legend", horizontal=True, gap="small", vertical_alignment="center"):
        for place, entry in enumerate(view.legend):
            if entry.kind is None and entry.theme is None and entry.group is None:
                continue
            key = f"kind-of-{entry.kind}" if entry.kind else f"colour-{place}"
            style.append(f".st-key-legend-{key} button {{ --own: {entry.colour[side]}; }}")
            st.button(
                escape_markdown(entry.text),
                key=f"legend-{key}",
                type="tertiary",
                on_click=_choose,
                args=(version, entry),
                disabled=entry.kind is not None and filters.projection != "all",
            )
        others = (e for e in view.legend if e.kind is None and e.theme is None and e.group is None)
        notes = [f'<span class="others"></span>{escape(entry.text)}' for entry in others]
        notes.append(escape(say(SIZE_WORDS[filters.sizing])))
        if any(link.doubtful for link in view.links):
            q = format_number(OPENING_Q, 2)
            notes.append(
                escape(say("bleker: kan toeval zijn (q {q} of meer)", q=q))
                if len(view.links) > MANY_LINKS
                else f'<span class="broken"></span> {escape(say("kan toeval zijn (q {q} of meer)", q=q))}'
            )
        html = "".join(f"<li>{note}</li>" for note in notes if note)
        st.html(f'<ul class="legend">{html}</ul>', width="content")
        st.html(f"<style>{''.join(style)}</style>", width="content")


def _choose(version: Version, entry: LegendEntry) -> None:
    """Draw only this kind, theme or group; a second click brings the others back."""
    filters = state.get_filters()
    if entry.kind is not None:
        only: frozenset[Kind] = frozenset((entry.kind,))
        state.change_filters(kinds=load_defaults(version).kinds if filters.kinds == only else only)
    elif entry.theme is not None:
        state.change_filters(themes=None if filters.themes == (entry.theme,) else (entry.theme,))
    elif entry.group is not None and filters.colouring == "group":
        state.change_filters(groups=None if filters.groups == (entry.group,) else (entry.group,))
    elif entry.group is not None:
        of_document = group_documents(list(load_documents(version).values()))
        chosen = tuple(document for document, group in of_document.items() if group == entry.group)
        state.change_filters(documents=None if filters.documents == chosen else chosen)
    st.session_state["whole_page"] = True
