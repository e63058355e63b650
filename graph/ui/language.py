"""The visitor's language: kept in the session, and in the address of every page (``taal=en``; Dutch has no part)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape
from typing import Any, TypeVar
from urllib.parse import urlencode

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from graph.messages import LANGUAGES, Language, get_language, in_language, say, take_language_from
from graph.ui.component import read_asset

NAME, SESSION, SCRIPT = "taal", "visitors_language", "language"
LANGUAGE_NAMES: dict[Language, str] = {"nl": "Nederlands", "en": "English"}

Result = TypeVar("Result")


def find_visitors_language() -> Language | None:
    """Return the language of the visitor for whom this thread runs a page, or None where it runs for nobody."""
    if get_script_run_ctx(suppress_warning=True) is None:
        return None
    language: Language = st.session_state.get(SESSION, "nl")
    return language


take_language_from(find_visitors_language)


def read_language() -> None:
    """Take over the language of the page's address, before anything is said."""
    st.session_state[SESSION] = "en" if st.query_params.get(NAME) == "en" else "nl"


def read_query() -> dict[str, str]:
    """Return the query of the page's address without the language, which no page need know of."""
    return {name: value for name, value in st.query_params.to_dict().items() if name != NAME}


def write_query(query: Mapping[str, str]) -> None:
    """Put a query into the page's address; the language stays."""
    whole = with_language(query)
    if st.query_params.to_dict() != whole:
        st.query_params.from_dict(whole)


def with_language(query: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return the query of a link within the app: it opens in the language of now."""
    return {**(query or {}), **({NAME: "en"} if get_language() == "en" else {})}


def keep_language(call: Callable[[], Result]) -> Callable[[], Result]:
    """Return ``call`` so that it speaks the language of now when it is called later, outside the run of the page."""
    language = get_language()

    def speak() -> Result:
        with in_language(language):
            return call()

    return speak


@st.cache_resource(show_spinner=False)
def _script() -> Any:
    return st.components.v2.component("begrippengraaf_language", js=read_asset("language.js"))


def mark_page() -> None:
    """Tell the browser in which language the page is, and let the links of the switch work without a new page."""
    _script()(key=SCRIPT, data={"language": get_language()}, on_asked_change=_change, height=1)


def _change() -> None:
    """Take over what was asked for, and put it into the address; the rest of that stays."""
    asked = (st.session_state.get(SCRIPT) or {}).get("asked")
    if asked in LANGUAGES:
        query = read_query()
        st.session_state[SESSION] = asked
        write_query(query)


def show_switch() -> None:
    """Show the switch. Its links are the address of this page in either language."""
    st.html(
        f'<nav class="languages" aria-label="{escape(say("Taal"))}"><ul>'
        + "".join(_link(language) for language in LANGUAGES)
        + "</ul></nav>",
        width="content",
    )


def _link(language: Language) -> str:
    query = read_query() | ({} if language == "nl" else {NAME: language})
    here = ' aria-current="true"' if language == get_language() else ""
    name = f"{language.upper()}, {LANGUAGE_NAMES[language]}"
    return (
        f'<li><a class="language" href="{escape("?" + urlencode(query, safe=":~"))}" hreflang="{language}" '
        f'lang="{language}" aria-label="{name}"{here}>{language.upper()}</a></li>'
    )
