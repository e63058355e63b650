"""The two-way graph component: a constant part loads vis-network, the picture is updated by differences."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from importlib import resources
from typing import Any

import streamlit as st

from graph.render import make_vis_data, picture_colours, picture_javascript, vis_javascript
from graph.view import View

COMPONENT_KEY = "graph"


def read_asset(name: str) -> str:
    """Return a text file of this package."""
    return resources.files("graph.ui").joinpath(name).read_text(encoding="utf-8")


# The libraries are in a component of their own that never gets data: as part of the picture's component their half
# megabyte would be sent again whenever the data change.
@st.cache_resource(show_spinner=False)
def _components() -> tuple[Any, Any]:
    loader = st.components.v2.component(
        "begrippengraaf_loader",
        js=f"{vis_javascript()}\n;\n{picture_javascript()}\nexport default function () {{ return () => {{}}; }}\n",
    )
    picture = st.components.v2.component(
        "begrippengraaf_picture",
        js=read_asset("graph_component.js"),
        css=read_asset("graph_component.css"),
    )
    return loader, picture


@dataclass(frozen=True)
class Drawing:
    """A view with its drawing data, compressed, and a fingerprint of them: made once, sent as often as needed."""

    view: View
    packed: str
    fingerprint: str


def make_drawing(view: View) -> Drawing:
    """Return a view ready to be sent to the browser."""
    text = json.dumps(make_vis_data(view), ensure_ascii=False, sort_keys=True).encode()
    packed = base64.b64encode(gzip.compress(text, 6, mtime=0)).decode("ascii")
    return Drawing(view, packed, hashlib.sha256(text).hexdigest()[:16])


@dataclass(frozen=True)
class Takers:
    """What is called, without arguments and before the next run, when something is done in the picture."""

    select: Callable[[], None]  # a node, a link or nothing was clicked: read_click
    drag: Callable[[], None]  # a node was put elsewhere: read_drag
    expand: Callable[[], None]  # a node was clicked twice: read_double_click
    key: Callable[[], None]  # a key for the whole view was pressed: read_key


def show_picture(drawing: Drawing, description: str, selection: tuple[str, ...], takers: Takers) -> None:
    """Draw the view.

    Args:
        drawing: what is drawn.
        description: the text alternative.
        selection: what is chosen now, by a click, the address or a list.
        takers: who is told what is done in the picture.
    """
    loader, picture = _components()
    loader(key="loader", height=1)
    picture(
        key=COMPONENT_KEY,
        data={
            "packed": drawing.packed,
            "fingerprint": drawing.fingerprint,
            "selection": list(selection),
            "description": description,
            "colours": {"light": picture_colours(dark=False), "dark": picture_colours(dark=True)},
        },
        default={"clicked": {"nodes": list(selection), "turn": 0}, "dragged": None, "expanded": None, "pressed": None},
        on_clicked_change=takers.select,
        on_dragged_change=takers.drag,
        on_expanded_change=takers.expand,
        on_pressed_change=takers.key,
        height="stretch",
    )


def _read(name: str) -> dict[str, Any]:
    state = st.session_state.get(COMPONENT_KEY) or {}
    held = state.get(name) or {}
    return dict(held)


def read_click() -> tuple[str, ...]:
    """Return the ids of what was clicked last: none, one (a node) or two (a link)."""
    nodes = _read("clicked").get("nodes") or []
    return tuple(str(node_id) for node_id in nodes[:2])


def read_drag() -> dict[str, tuple[float, float] | None] | None:
    """Return the node that was dragged last with its new place, or None."""
    held = _read("dragged")
    try:
        return {str(held["node"]): (float(held["x"]), float(held["y"]))}
    except (KeyError, TypeError, ValueError):
        return None


def read_double_click() -> str:
    """Return the node that was clicked twice last, or ''."""
    return str(_read("expanded").get("node") or "")


def read_key() -> str:
    """Return what the last key asks for: 'undo' or 'redo'."""
    return str(_read("pressed").get("act") or "")
