"""The storyboard full screen: a component with the button that starts it. Its pictures are those of the gallery."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st

from graph.messages import say
from graph.snapshots import Snapshot
from graph.ui.component import read_asset

PLAYING = "beeld"  # the part of the address that names the snapshot on the screen


@st.cache_resource(show_spinner=False)
def _player() -> Any:
    return st.components.v2.component(
        "begrippengraaf_player", js=read_asset("snapshots_player.js"), css=read_asset("snapshots_player.css")
    )


def show_player(snapshots: Sequence[Snapshot], focus: tuple[str, int]) -> None:
    """Show the button that plays the snapshots one after the other; there is none without snapshots.

    Args:
        snapshots: what is played, in this order.
        focus: key of the button that has the keyboard after what was just done ('' for none), and a number that
            tells this time from the former.
    """
    _player()(
        key="snapshots-player",
        data={
            "slides": [
                {"name": held.name, "title": held.title, "caption": held.caption, "note": held.note}
                for held in snapshots
            ],
            "focus": {"key": focus[0], "turn": focus[1]},
            "words": {
                "play": say("Afspelen"),
                "player": say("Momentopnamen, één voor één"),
                "former": say("Vorige"),
                "next": say("Volgende"),
                "note": say("Notitie (N)"),
                "whole": say("Volledig scherm (F)"),
                "close": say("Sluiten (Esc)"),
                "empty": say("Bij dit beeld staat geen notitie."),
                "wait": say("Het beeld wordt getekend."),
                "keys": say("Met de pijltjes gaat u naar het vorige en het volgende beeld."),
            },
        },
    )
