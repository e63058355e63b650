"""The two-way graph component: a constant part loads vis-network, the picture is updated by differences."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from importlib import resources
from typing import Any
from urllib.parse import parse_qsl

import streamlit as st

from graph.filters import Sight
from graph.messages import say
from graph.render import make_vis_data, picture_colours, picture_javascript, vis_javascript
from graph.view import View

COMPONENT_KEY, SIGHT_COMPONENT, FOLLOW_COMPONENT = "graph", "graph-sight", "graph-follow"


def read_asset(name: str) -> str:
    """Return a text file of this package."""
    return resources.files("graph.ui").joinpath(name).read_text(encoding="utf-8")


# Keeps the last few drawings where the picture finds them.
KEEPER = """
export default function ({ data }) {
  const held = (globalThis.begrippengraafDrawings ??= new Map());
  held.delete(data.fingerprint);
  held.set(data.fingerprint, data.packed);
  if (held.size > 4) held.delete(held.keys().next().value);
  return () => {};
}
"""


# The libraries are in a component of their own that never gets data: as part of the picture's component their half
# megabyte would be sent again whenever the data change; and so would the drawing at every click.
@st.cache_resource(show_spinner=False)
def _components() -> tuple[Any, Any, Any]:
    loader = st.components.v2.component(
        "begrippengraaf_loader",
        js=f"{vis_javascript()}\n;\n{picture_javascript()}\nexport default function () {{ return () => {{}}; }}\n",
    )
    picture = st.components.v2.component(
        "begrippengraaf_picture",
        js=read_asset("graph_component.js"),
        css=read_asset("graph_component.css"),
    )
    return loader, st.components.v2.component("begrippengraaf_drawing", js=KEEPER), picture


@dataclass(frozen=True)
class Drawing:
    """A view with its drawing data, compressed, and a fingerprint of them: made once, sent as often as needed."""

    view: View
    packed: str
    fingerprint: str
    node_ids: frozenset[str]
    pairs: frozenset[tuple[str, str]]

    def shows(self, chosen: tuple[str, ...]) -> bool:
        """Answer whether a chosen node, or both ends of a chosen link and the link itself, are drawn already."""
        return self.node_ids.issuperset(chosen) and (len(chosen) == 1 or tuple(sorted(chosen)) in self.pairs)


def make_drawing(view: View) -> Drawing:
    """Return a view ready to be sent to the browser."""
    text = json.dumps(make_vis_data(view), ensure_ascii=False, sort_keys=True).encode()
    packed = base64.b64encode(gzip.compress(text, 6, mtime=0)).decode("ascii")
    return Drawing(
        view=view,
        packed=packed,
        fingerprint=hashlib.sha256(text).hexdigest()[:16],
        node_ids=frozenset(node.node_id for node in view.nodes),
        pairs=frozenset((link.source, link.target) for link in view.links),
    )


@dataclass(frozen=True)
class Takers:
    """What is called, without arguments and before the next run, when something is done in the picture."""

    select: Callable[[], None]  # a node, a link or nothing was clicked: read_click
    drag: Callable[[], None]  # a node was put elsewhere: read_drag
    expand: Callable[[], None]  # a node was clicked twice: read_double_click
    key: Callable[[], None]  # a key for the whole view was pressed: read_key
    look: Callable[[], None] = lambda: None  # called before each of these: read_look

    def after_look(self, take: Callable[[], None]) -> Callable[[], None]:
        """Return ``take``, called after ``look``: what is done in the picture comes with where one looked then."""

        def take_both() -> None:
            self.look()
            take()

        return take_both


@st.cache_resource(show_spinner=False)
def _sight_component() -> Any:
    return st.components.v2.component("begrippengraaf_sight", js=read_asset("sight.js"))


def watch_sight(take: Callable[[], None]) -> None:
    """Let the browser keep the page's address at where one looks, and call ``take`` for it: :func:`read_look`.

    A component beside the picture, so that looking around costs a run of this alone.
    """
    _sight_component()(key=SIGHT_COMPONENT, default={"looked": None}, on_looked_change=take, height=1)


@st.cache_resource(show_spinner=False)
def _follow_component() -> Any:
    return st.components.v2.component("begrippengraaf_follow", js=read_asset("follow.js"))


def watch_links(take: Callable[[], None]) -> None:
    """Let links of the class ``to-text`` within HTML open their page in the app: :func:`read_followed`."""
    _follow_component()(key=FOLLOW_COMPONENT, default={"followed": None}, on_followed_change=take, height=1)


def read_followed() -> dict[str, str]:
    """Return the query of the link that was followed last."""
    return dict(parse_qsl(str(_read("followed", FOLLOW_COMPONENT).get("query") or "")))


@dataclass(frozen=True)
class Look:
    """Where the picture opens. ``turn``: a picture that stands goes there only when this is another than before."""

    sight: Sight | None
    turn: int


def show_picture(
    drawing: Drawing,
    description: str,
    selection: tuple[str, ...],
    look: Look,
    takers: Takers,
    key: str = COMPONENT_KEY,
) -> None:
    """Draw the view.

    Args:
        drawing: what is drawn.
        description: the text alternative.
        selection: what is chosen now, by a click, the address or a list.
        look: where the reader looks, or an address asks to look.
        takers: who is told what is done in the picture.
        key: the name under which what is done is read.
    """
    loader, keeper, picture = _components()
    loader(key="loader", height=1)
    keeper(key="drawing", data={"packed": drawing.packed, "fingerprint": drawing.fingerprint}, height=1)
    picture(
        key=key,
        data={
            "fingerprint": drawing.fingerprint,
            "selection": list(selection),
            "sight": asdict(look.sight) if look.sight else None,
            "looks": look.turn,
            "description": description,
            "words": {
                "role": say("graaf"),
                "keys": say(
                    "Met n en p loopt u langs de knopen, met Enter opent u er een. Alles in het beeld staat ook als "
                    "lijst ernaast."
                ),
                "nearer": say("Inzoomen"),
                "further": say("Uitzoomen"),
                "fit": say("Alles in beeld"),
            },
            "colours": {"light": picture_colours(dark=False), "dark": picture_colours(dark=True)},
        },
        default={"clicked": {"nodes": list(selection)}, "dragged": None, "expanded": None, "pressed": None},
        on_clicked_change=takers.after_look(takers.select),
        on_dragged_change=takers.after_look(takers.drag),
        on_expanded_change=takers.after_look(takers.expand),
        on_pressed_change=takers.after_look(takers.key),
        height="stretch",
    )


def _read(name: str, component: str = COMPONENT_KEY) -> dict[str, Any]:
    state = st.session_state.get(component) or {}
    held = state.get(name) or {}
    return dict(held)


def read_click(key: str = COMPONENT_KEY) -> tuple[str, ...]:
    """Return the ids of what was clicked last: none, one (a node) or two (a link)."""
    nodes = _read("clicked", key).get("nodes") or []
    return tuple(str(node_id) for node_id in nodes[:2])


def read_drag(key: str = COMPONENT_KEY) -> dict[str, tuple[float, float] | None] | None:
    """Return the node that was dragged last with its new place, or None."""
    held = _read("dragged", key)
    try:
        return {str(held["node"]): (float(held["x"]), float(held["y"]))}
    except (KeyError, TypeError, ValueError):
        return None


def read_double_click(key: str = COMPONENT_KEY) -> str:
    """Return the node that was clicked twice last, or ''."""
    return str(_read("expanded", key).get("node") or "")


def read_look() -> str:
    """Return where the picture said last that one looks, as it stands in the address; '' is everything in sight."""
    told = [_read("looked", SIGHT_COMPONENT), *map(_read, ("clicked", "dragged", "expanded", "pressed"))]
    return str(max(told, key=lambda held: held.get("turn", 0)).get("sight") or "")


def read_key() -> str:
    """Return what the last key asks for: 'undo' or 'redo'."""
    return str(_read("pressed").get("act") or "")
