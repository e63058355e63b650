"""Pieces of the panel: head, numbers, rows, and sentences in their documents or as a concordance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from graph.filters import Filters
from graph.messages import mark, say
from graph.passport import Texts, make_concordance
from graph.passport.address import Order
from graph.passport.concordance import Line
from graph.rows import Excerpt
from graph.ui import pages, state
from graph.ui.language import with_language
from graph.ui.reading import LEAST_WORDS, MOST_WORDS, Lines
from graph.ui.source import Version, load_document_ids
from graph.ui.text import escape_markdown, quote_html, source_line
from graph.wording import clean_label, count_words, dutch

FIRST, STEP, MOST = 8, 20, 2000
LINE_WORDS: dict[Lines, str] = {
    "sentences": mark("zinnen"),
    "text": mark("per tekst"),
    "left": mark("links"),
    "right": mark("rechts"),
}
LINE_ORDERS: dict[Lines, Order] = {"text": "text", "left": "left", "right": "right"}


# What needs no answer is put together and shown as one element: every element is a message of its own at every click.


def head_html(kind: str, title: str, below: str = "") -> str:
    """Return what is chosen: its kind, its name and a line below."""
    below_html = f'<p class="caption">{escape(below)}</p>' if below else ""
    return f'<header class="panel"><p class="kind">{escape(kind)}</p><h2>{escape(title)}</h2>{below_html}</header>'


def numbers_html(pairs: Sequence[tuple[str, str]]) -> str:
    """Return numbers in a row, each with what it counts."""
    cells = "".join(f"<div><dd>{escape(number)}</dd><dt>{escape(what)}</dt></div>" for number, what in pairs)
    return f'<dl class="numbers n{len(pairs)}">{cells}</dl>'


def text_link_html(label: str, document_id: str, window_id: str) -> str:
    """Return a link to a sentence in its text; a plain click on it opens that page within the app (follow.js)."""
    query = urlencode(with_language({"tekst": document_id, "zin": window_id}))
    return f'<a class="to-text" href="{escape(f"{pages.documents_page().url_path}?{query}")}">{escape(label)}</a>'


def heading(text: str) -> None:
    """Show a heading."""
    st.html(f'<h3 class="panel">{escape(text)}</h3>')


def row(key: str, label: str, count: str, selection: Sequence[str]) -> None:
    """Show a line of a list that chooses a node or a link when clicked."""
    st.button(
        f"{escape_markdown(label)} *{count}*",
        key=key,
        type="tertiary",
        width="stretch",
        on_click=state.set_selection,
        args=tuple(selection),
    )


def more_button(key: str, n_left: int, words: tuple[str, str]) -> None:
    """Show a button for the rest of a list, if there is any."""
    if n_left > 0:
        text = say("Nog {more}", more=count_words(n_left, words))
        st.button(text, key=f"button-{key}", type="tertiary", on_click=_add, args=(key,))


def _add(key: str) -> None:
    st.session_state[key] = int(st.session_state.get(key, 0)) + 60


def within(version: Version, excerpts: Sequence[Excerpt], filters: Filters) -> list[Excerpt]:
    """Return the excerpts that stand in the chosen documents."""
    ids = load_document_ids(version, filters)
    return list(excerpts) if ids is None else [excerpt for excerpt in excerpts if excerpt.document_id in set(ids)]


def show_excerpts(
    version: Version, excerpts: Sequence[Excerpt], classes: Mapping[str, str], words: tuple[str, str]
) -> None:
    """Show sentences grouped by document; each opens its document at its place."""
    if not excerpts:
        st.html(f'<p class="caption">{escape(say("Geen zinnen in de gekozen teksten."))}</p>')
        return
    n = FIRST + int(st.session_state.get(state.MORE, 0))
    former = ""
    shown = []
    for excerpt in excerpts[:n]:
        if excerpt.document_id != former:
            former = excerpt.document_id
            title = escape(clean_label(excerpt.title, 120))
            source = escape(source_line(excerpt.authors, excerpt.date))
            shown.append(f'<div class="source"><h4{dutch()}>{title}</h4><span>{source}</span></div>')
        shown.append(quote_html(excerpt, classes))
        shown.append(text_link_html(say("Open in tekst"), excerpt.document_id, excerpt.window_id))
    with st.container(key="sentences"):
        st.html("".join(shown))
        left = len(excerpts) - n
        if left > 0:
            text = say("Nog {more}", more=count_words(left, words))
            st.button(text, key="more-sentences", type="tertiary", on_click=_add_sentences)


def _add_sentences() -> None:
    st.session_state[state.MORE] = int(st.session_state.get(state.MORE, 0)) + STEP


# -- the concordance --------------------------------------------------------------------------------------------------


def show_lines(version: Version, filters: Filters, node_id: str, excerpts: Sequence[Excerpt]) -> None:
    """Show where a node is named: whole sentences by document, or a concordance in the order that the reader wants."""
    reading = state.get_reading()
    with st.container(key="reading"):
        if st.session_state.get("lines") != reading.lines:
            st.session_state["lines"] = reading.lines
        st.segmented_control(
            say("Volgorde van de zinnen"),
            list(LINE_WORDS),
            format_func=lambda lines: say(LINE_WORDS[lines]),
            key="lines",
            on_change=_change_lines,
            label_visibility="collapsed",
            required=True,
            width="stretch",
        )
        if reading.lines == "sentences":
            show_excerpts(version, excerpts, {node_id: "a"}, ("zin", "zinnen"))
            return
        if st.session_state.get("n_words") != reading.n_words:
            st.session_state["n_words"] = reading.n_words
        st.slider(
            say("Woorden links en rechts"), LEAST_WORDS, MOST_WORDS, key="n_words", on_change=_change_width, format="%d"
        )
    lines = make_concordance(_load_texts(version), node_id, reading.n_words, LINE_ORDERS[reading.lines])
    ids = load_document_ids(version, filters)
    lines = [line for line in lines if ids is None or line.document.document_id in ids]
    n = 2 * FIRST + int(st.session_state.get(state.MORE, 0))
    st.html(f'<ol class="lines"{dutch()}>{"".join(map(_line_html, lines[:n]))}</ol>')
    if len(lines) > n:
        text = say("Nog {more}", more=count_words(len(lines) - n, ("regel", "regels")))
        st.button(text, key="more-sentences", type="tertiary", on_click=_add_sentences)


def _load_texts(version: Version) -> Texts:
    from graph.ui.trace import load_texts  # kept there once for both pages

    return load_texts(version)


def _change_lines() -> None:
    if st.session_state["lines"] is not None:
        state.change_reading(lines=st.session_state["lines"])


def _change_width() -> None:
    state.change_reading(n_words=st.session_state["n_words"])


def _line_html(line: Line) -> str:
    left = escape(line.left) + ("" if line.joined_left else " ")
    right = ("" if line.joined_right else " ") + escape(line.right)
    title = escape(clean_label(line.document.title, 60))
    return f'<li>{left}<mark class="a">{escape(line.keyword)}</mark>{right}<span>{title}</span></li>'


def act(label: str, key: str, call: Any, *args: Any) -> None:
    """Show a button that looks like a link and does something with the view."""
    st.button(escape_markdown(label), key=key, type="tertiary", on_click=call, args=args)
