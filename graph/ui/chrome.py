"""What stands around every page: style, header with navigation and search, and messages."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

import streamlit as st

from graph.messages import Language, get_language, in_language, say
from graph.palette import EDGE, GROUND, INK, NEUTRAL, SELECTION, THEME_COLOURS
from graph.passport.finding import find_term, fold, list_forms
from graph.rows import Node
from graph.ui import help, language, pages, state
from graph.ui.component import read_asset
from graph.ui.moving import move_to
from graph.ui.source import Version, load_aliases, load_defaults, load_nodes
from graph.wording import KIND_WORDS, clean_label

SEARCH = "search"
MAX_OPTIONS = 6000


def _tokens() -> str:
    side = 1 if st.context.theme.type == "dark" else 0
    named = {
        "ground": GROUND[side],
        "sheet": ("#FFFFFF", "#1B2027")[side],
        "ink": INK[side],
        "second": NEUTRAL[side],
        "rule": ("#E3E0D8", "#2A3038")[side],
        "edge": EDGE[side],
        "control": ("#868D97", "#6A737E")[side],
        "selection": SELECTION[side],
        "selection-text": ("#B93A08", "#FF8A50")[side],
        "mark-a": ("#F6DFC3", "#5A3E1E")[side],
        "mark-b": ("#CDE6EC", "#1E4A55")[side],
        "mark-c": ("#E6DFF2", "#3A2F55")[side],
        "mark-d": ("#DCEBDD", "#24452B")[side],
        "link": ("#0B5567", "#7CC4D6")[side],
        **{f"theme-{place}": colour[side] for place, colour in enumerate(THEME_COLOURS)},
    }
    return ":root {" + "".join(f"--{name}: {value};" for name, value in named.items()) + "}"


def _words() -> str:
    """Return what the style sheets put in the place of Streamlit's own English words, which cannot be set."""
    said = {
        "nothing-found": say("Niets gevonden; probeer een ander woord"),
        "show-likely": say("Toon wat hierop lijkt"),
        "filters": say("Filters"),
        "choose-files": say("Kies bestanden"),
        "or-drag": say("of sleep ze hierheen"),
    }
    return ":root {" + "".join(f'--said-{name}: "{text}";' for name, text in said.items()) + "}"


def put_style() -> None:
    """Put the style sheet into the page; it hides Streamlit's own chrome."""
    st.html(f"<style>{_tokens()}\n{_words()}\n{read_asset('style.css')}</style>")


def show_header(title: str, version: Version | None) -> None:
    """Show the name, the pages, the search field and the switch between languages."""
    language.mark_page()
    help.listen_to_keys()
    with st.container(key="header", horizontal=True, vertical_alignment="center"):
        st.html('<span class="brand">Begrippengraaf</span>', width="content")
        query = state.explorer_query(load_defaults(version)) if version else {}
        for page in pages.all_pages():
            with st.container(key=f"nav-{'here-' if page.title == title else ''}{page.title}", width="content"):
                explorer = page.title == pages.explore_page().title
                st.page_link(
                    page, label=page.title, query_params=language.with_language(query if explorer else {}) or None
                )
        if version is not None:
            with st.container(key="search-box"):
                _show_search(version, title)
        with st.container(key="language-switch", width="content"):
            language.show_switch()


def _search_options(version: Version) -> dict[str, str]:
    """Return option id -> what is shown; a form that does not resemble its label is an option of its own."""
    return _load_options(version, get_language())


@st.cache_resource(max_entries=6, show_spinner=False)
def _load_options(version: Version, speech: Language) -> dict[str, str]:
    nodes = load_nodes(version)
    ordered = sorted(nodes.values(), key=lambda n: (n.status, -n.n_mentions, n.label.casefold()))[:MAX_OPTIONS]
    with in_language(speech):
        options = {node.node_id: f"{clean_label(node.label)}  ·  {kind_word(node)}" for node in ordered}
    for alias in load_aliases(version):
        node = nodes.get(alias.node_id)
        if node is None or node.status == "proposed" or len(options) >= 2 * MAX_OPTIONS:
            continue
        form, label = alias.alias.casefold(), node.label.casefold()
        if form not in label and label not in form:
            options[f"{alias.node_id}\n{alias.alias}"] = (
                f"{clean_label(alias.alias, 50)}  ·  {clean_label(node.label, 50)}"
            )
    return options


def kind_word(node: Node) -> str:
    """Return the word for the kind of a node."""
    return say("voorgesteld begrip") if node.status == "proposed" else say(KIND_WORDS[node.kind][0])


def _show_search(version: Version, title: str) -> None:
    options = _search_options(version)
    chosen = st.selectbox(
        say("Zoek begrip, persoon of document"),
        list(options),
        index=None,
        format_func=lambda option: options.get(option, option),
        placeholder=say("Zoek begrip, persoon of document"),
        label_visibility="collapsed",
        key=SEARCH,
        on_change=_choose_found,
        args=(version,),
        accept_new_options=True,  # what is not there is answered with near spellings
    )
    found = st.session_state.pop("found", None)
    if chosen is None and found is not None and title != pages.explore_page().title:
        move_to(pages.explore_page(), state.query_with(load_defaults(version), *found))


def _choose_found(version: Version) -> None:
    option = st.session_state.get(SEARCH)
    if not option:
        return
    st.session_state[SEARCH] = None
    if option in _search_options(version):
        node_ids: tuple[str, ...] = (option.split("\n")[0],)
    else:
        likely = find_term(option, load_forms(version)) or _find_in_options(version, option)
        node_ids = (likely.split("\n")[0],) if likely else ()
    state.set_selection(*node_ids)
    if not node_ids:
        state.set_missed(option)
    st.session_state["found"] = node_ids


def _find_in_options(version: Version, text: str) -> str | None:
    """Return the first proposal that holds what was typed: Enter without choosing means that one."""
    asked = fold(text)
    holding = [option for option, shown in _search_options(version).items() if asked in fold(shown)]
    return min(holding, key=lambda option: not fold(_search_options(version)[option]).startswith(asked), default=None)


@st.cache_resource(max_entries=3, show_spinner=False)
def load_forms(version: Version) -> dict[str, str]:
    """Return every way of writing with the node that it means; documents by their title."""
    nodes = load_nodes(version)
    forms = list_forms(nodes.values(), load_aliases(version))
    for node in nodes.values():
        if node.kind == "document":
            forms.setdefault(fold(node.label), node.node_id)
    return forms


def ignored_html(ignored: Iterable[str]) -> str:
    """Return the line that says what of the page's address was not understood, '' if all of it was."""
    parts = "; ".join(ignored)
    if not parts:
        return ""
    return f'<p class="ignored">{escape(say("Van het adres is dit niet herkend: {parts}", parts=parts))}</p>'


def show_ignored(ignored: Iterable[str]) -> None:
    """Show what of the page's address was not understood."""
    st.html(ignored_html(ignored))


def show_message(title: str, text: str) -> None:
    """Show a heading and one sentence in the middle of an otherwise empty page."""
    st.html(f'<section class="message"><h2>{escape(title)}</h2><p>{escape(text)}</p></section>')
