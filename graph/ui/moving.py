"""Going to another page of the app from Python as a link does it: the back button leads back to the same view.

Streamlit's own way forgets the query of the page that is left, so that one comes back to another view than one left.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NoReturn
from urllib.parse import urlencode

import streamlit as st

from graph.ui.component import read_asset
from graph.ui.language import with_language

if TYPE_CHECKING:
    from streamlit.navigation.page import Page


@st.cache_resource(show_spinner=False)
def _mover() -> Any:
    return st.components.v2.component("begrippengraaf_mover", js=read_asset("mover.js"))


def move_to(page: Page, query: Mapping[str, str]) -> NoReturn:
    """Open a page at an address of its own, in the visitor's language; this run ends here."""
    parts = urlencode(with_language(query))
    address = f"./{page.url_path}{'?' if parts else ''}{parts}"
    _mover()(key="mover", data={"address": address, "turn": str(time.time_ns())}, height=1)
    st.stop()
