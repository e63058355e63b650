"""The two selections of a comparison and how they are chosen: by text, author, period, or all that is left."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

import streamlit as st

from graph.comparison import By, Choice, Side, list_authors, list_sets, list_years, resolve_sides
from graph.messages import mark, say
from graph.rows import Document, Window
from graph.ui.compare_state import SIDES, change, get_choice, put
from graph.ui.compare_table import SIDE_TITLES
from graph.ui.source import graph_path, graph_version, load_documents
from graph.wording import KIND_WORDS, clean_label, count_words, format_number, start_sentence

BY_WORDS: dict[By, str] = {
    "documents": mark("teksten"),
    "sets": mark("verzameling"),
    "authors": mark("auteur"),
    "period": mark("periode"),
    "rest": mark("de rest"),
}
WINDOWS: dict[Window, str] = {"sentence": mark("zin"), "paragraph": mark("alinea")}


def show_sides(documents: Mapping[str, Document]) -> None:
    """Show the choice of both selections, and of what counts as a link."""
    choice = get_choice()
    ids = resolve_sides(choice.here, choice.there, list(documents.values()))
    for place, name in enumerate(SIDES):
        with st.container(key=f"compare-side-{name}"):
            st.html(f'<h2 class="side">{escape(say(SIDE_TITLES[name]))}</h2>')
            _show_side(name, choice, documents)
            n_words = sum(documents[document_id].n_words for document_id in ids[place])
            side: Side = getattr(choice, name)
            size = say("{n} woorden", n=format_number(n_words))
            text = f"{count_words(len(ids[place]), ('tekst', 'teksten'))}, {size}"
            if side.by == "period":
                text = f"{' – '.join(dict.fromkeys(side.values))}; {text}"
            st.html(f'<p class="caption">{escape(text)}</p>')
    with st.container(key="compare-how"):
        st.html(f'<h2 class="filter">{escape(say("Samen in één"))}</h2>')
        put("compare-window", choice.window)
        st.segmented_control(
            say("Samen in één"),
            list(WINDOWS),
            format_func=lambda window: say(WINDOWS[window]),
            key="compare-window",
            on_change=lambda: change(window=st.session_state["compare-window"]),
            label_visibility="collapsed",
            required=True,
            width="stretch",
        )
        st.html(f'<h2 class="filter">{escape(say("Tussen"))}</h2>')
        for kind, words in KIND_WORDS.items():
            if kind != "document":
                _kind_box(kind, start_sentence(say(words[1])), kind in choice.kinds)
        _kind_box("proposed", say("Voorgesteld"), choice.proposed)


def _kind_box(kind: str, label: str, is_on: bool) -> None:
    key = f"compare-kind-{kind}"
    put(key, is_on)
    st.checkbox(label, key=key, on_change=_change_kind, args=(kind,))


def _change_kind(kind: Any) -> None:
    is_on = bool(st.session_state[f"compare-kind-{kind}"])
    if kind == "proposed":
        change(proposed=is_on)
    else:
        change(kinds=get_choice().kinds | {kind} if is_on else get_choice().kinds - {kind})


def _show_side(name: str, choice: Choice, documents: Mapping[str, Document]) -> None:
    side: Side = getattr(choice, name)
    other: Side = getattr(choice, SIDES[1 - SIDES.index(name)])
    years, authors = list_years(documents.values()), list_authors(documents.values())
    ways: list[By] = ["documents"]
    if sets := list_sets(documents.values()):
        ways.append("sets")
    if len(authors) > 1:
        ways.append("authors")
    if len(years) > 1:
        ways.append("period")
    if other.by != "rest":
        ways.append("rest")
    by = st.session_state.get(f"compare-by-{name}-asked", side.by)
    key = f"compare-by-{name}"
    put(key, by)
    st.segmented_control(
        say("{side}: kies op", side=say(SIDE_TITLES[name])),
        ways,
        format_func=lambda way: say(BY_WORDS[way]),
        key=key,
        on_change=_change_way,
        args=(name,),
        label_visibility="collapsed",
        required=True,
        width="stretch",
    )
    values = list(side.values) if side.by == by else []
    if by == "period":
        put(f"compare-period-{name}", (values[0], values[1]) if values else (years[0], years[-1]))
        st.select_slider(
            say("{side}: jaren", side=say(SIDE_TITLES[name])),
            years,
            value=(years[0], years[-1]),  # two ends: without this Streamlit hands back the lower one alone
            key=f"compare-period-{name}",
            on_change=lambda: _change_side(name, "period", st.session_state[f"compare-period-{name}"]),
            label_visibility="collapsed",
        )
    elif by in ("documents", "sets", "authors"):
        options = {"documents": list(documents), "sets": sets, "authors": authors}[by]
        what = say({"documents": mark("teksten"), "sets": mark("verzamelingen"), "authors": mark("auteurs")}[by])
        put(f"compare-{by}-{name}", values)
        st.multiselect(
            f"{say(SIDE_TITLES[name])}: {what}",
            options,
            format_func=lambda value: clean_label(documents[value].title if by == "documents" else value, 60),
            key=f"compare-{by}-{name}",
            on_change=lambda: _change_side(name, by, st.session_state[f"compare-{by}-{name}"]),
            placeholder=say("Kies {what}", what=what),
            label_visibility="collapsed",
            select_all=False,
        )


def _change_way(name: str) -> None:
    by: By = st.session_state[f"compare-by-{name}"]
    st.session_state[f"compare-by-{name}-asked"] = by
    if by == "rest":
        change(**{name: Side("rest")})
    elif by == "period":
        years = list_years(load_documents(graph_version(graph_path())).values())
        change(**{name: Side("period", (years[0], years[-1]))})


def _change_side(name: str, by: By, values: Sequence[str]) -> None:
    if values:
        change(**{name: Side(by, tuple(values))})
