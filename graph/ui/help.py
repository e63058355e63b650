"""Help that is out of the way: three steps at a first visit, the keys, and a link past the header.

That the steps were closed is kept by the browser alone; nothing of it is sent.
"""

from __future__ import annotations

from html import escape
from typing import Any

import streamlit as st

from graph.messages import mark, say
from graph.ui.component import read_asset

STEPS = (
    (
        mark("Kies een begrip of een band"),
        mark("Klik erop, of zoek bovenaan. Het paneel toont de zinnen waarop het rust."),
    ),
    (
        mark("Maak de vraag kleiner"),
        mark("Kies soorten, teksten of jaren. Elke keuze staat boven het beeld en gaat met één klik weer weg."),
    ),
    (
        mark("Bewaar wat u ziet"),
        mark("‘Bewaar dit beeld’ houdt het vast voor een dia of verslag. Het adres van de pagina kunt u delen."),
    ),
)
KEYS = (
    ("n, p", mark("naar de volgende of de vorige knoop")),
    ("Enter", mark("open de knoop in het paneel")),
    ("Escape", mark("niets meer gekozen")),
    ("b", mark("alle buren erbij")),
    ("f", mark("alleen de omgeving van de gekozen knoop")),
    ("w", mark("zoek een weg vanaf de gekozen knoop")),
    ("v", mark("verberg de gekozen knoop")),
    ("i", mark("naar het paneel; met Escape weer terug")),
    ("t", mark("tabel of beeld")),
    ("/", mark("zoeken")),
    ("z, y", mark("ongedaan maken, opnieuw")),
    ("+, −, 0", mark("inzoomen, uitzoomen, alles in beeld")),
    ("?", mark("deze hulp")),
)


@st.cache_resource(show_spinner=False)
def _components() -> tuple[Any, Any]:
    keys = st.components.v2.component("begrippengraaf_keys", js=read_asset("keys.js"))
    hint = st.components.v2.component("begrippengraaf_help", js=read_asset("help.js"), css=read_asset("help.css"))
    return keys, hint


def listen_to_keys() -> None:
    """Let the keys of the explorer work, and the link past the header, Streamlit's own, in the visitor's language."""
    data = {"skip": say("Naar de inhoud"), "ends": {"start": say("van"), "end": say("tot en met")}}
    _components()[0](key="keys", data=data, height=1)


def show_hint() -> None:
    """Show the three steps to who did not close them before, and to who asks for help."""
    _components()[1](
        key="hint",
        data={
            "steps": [[say(title), say(text)] for title, text in STEPS],
            "keys": [[keys, say(text)] for keys, text in KEYS],
            "title": say("In drie stappen"),
            "keys_title": say("Toetsen"),
            "keys_where": say("Deze toetsen werken als het beeld of de tabel gekozen is, met Tab of een klik."),
            "close": say("Sluit deze uitleg"),
        },
    )


def show_help_button() -> None:
    """Show what brings the three steps back."""
    st.html(f'<button type="button" class="help" data-help="">{escape(say("Hulp"))}</button>', width="content")
