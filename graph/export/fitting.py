"""How large and where: the scale at which a view with its names fills a rectangle, and how sizes go along with it."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import replace

from graph.export.bundle import Bundle
from graph.export.fonts import Face, Fonts
from graph.export.labels import Box
from graph.filters import Sight
from graph.view import View, ViewNode

FARTHEST, NEAREST = 0.01, 6.0  # page units to one unit of the view
# Units of the view that a page holds at least at zoom 1. On the screen the picture is then 800 units wide (picture.js);
# how high differs from window to window, and in most is no more than this.
SIGHT = 800.0, 600.0


def node_growth(scale: float, room: float = 100.0) -> float:
    """Return how much larger than at zoom 1 a node is drawn when places are spread by ``scale``.

    Args:
        scale: page units to one unit of the view.
        room: side of the square that each node has on average; a crowd gets smaller nodes, to leave room for names.
    """
    return min(1.6, max(0.55, float(scale**0.35)), max(0.3, room / 85))


def letter_growth(scale: float) -> float:
    """Return how much larger than at zoom 1 a label is drawn when places are spread by ``scale``."""
    return min(1.4, max(1.0, float(scale**0.25)))


def label_face(node: ViewNode, chosen: bool = False) -> Face:
    """Return the letters of a node's label: documents in italics, what leads or is chosen heavier."""
    if node.label_weight >= 600 or chosen:
        return "sans-semibold"
    return "sans-italic" if node.kind == "document" else "sans"


def fit_view(view: View, fonts: Fonts, selection: Iterable[str], box: Box) -> tuple[float, float, float]:
    """Return the scale and shift at which all nodes, with a label under each, just fill the box."""
    chosen = set(selection)
    left, top, right, bottom = box
    if not view.nodes:
        return 1.0, (left + right) / 2, (top + bottom) / 2
    room = room_of_each(view, box)
    marked = [
        (n.x, n.y, n.size, n.label_size, fonts.measure(n.label, label_face(n, n.node_id in chosen), n.label_size) / 2)
        for n in view.nodes
    ]

    def extent(scale: float) -> Box:
        k, q = node_growth(scale, room) * 1.25, letter_growth(scale)
        return (
            min(x * scale - max(half * q, size * k) for x, _, size, _, half in marked) - 3,
            min(y * scale - size * k for _, y, size, _, _ in marked) - 6,
            max(x * scale + max(half * q, size * k) for x, _, size, _, half in marked) + 3,
            max(y * scale + size * k + letter * q * 1.15 for _, y, size, letter, _ in marked) + 6,
        )

    low, high = 0.005, 2.5
    for _ in range(30):
        middle = (low * high) ** 0.5
        w, n, e, s = extent(middle)
        if e - w <= right - left and s - n <= bottom - top:
            low = middle
        else:
            high = middle
    w, n, e, s = extent(low)
    return low, (left + right - w - e) / 2, (top + bottom - n - s) / 2


def look_at(sight: Sight, box: Box) -> tuple[float, float, float]:
    """Return the scale and shift at which the box shows what was in sight on the screen, and more where it is wider."""
    left, top, right, bottom = box
    scale = sight.zoom * min((right - left) / SIGHT[0], (bottom - top) / SIGHT[1])
    scale = min(max(scale, FARTHEST), NEAREST)
    return scale, (left + right) / 2 - sight.centre[0] * scale, (top + bottom) / 2 - sight.centre[1] * scale


def cut_out(bundle: Bundle, scale: float, dx: float, dy: float, box: Box) -> tuple[Bundle, int]:
    """Return the bundle with the nodes that lie in the box and their links, and how many lie outside."""
    view = bundle.view
    left, top, right, bottom = box
    inside = []
    for node in view.nodes:
        x, y, reach = node.x * scale + dx, node.y * scale + dy, node.size * 1.6 * 1.2
        if left + reach <= x <= right - reach and top + reach <= y <= bottom - reach:
            inside.append(node)
    ids = {node.node_id for node in inside}
    links = tuple(link for link in view.links if link.source in ids and link.target in ids)
    return replace(bundle, view=replace(view, nodes=tuple(inside), links=links)), len(view.nodes) - len(inside)


def run_to_edge(start: tuple[float, float], towards: tuple[float, float], box: Box, radius: float) -> Box:
    """Return the line from ``radius`` off a point in the box, in the direction of another, to the edge of the box."""
    ends = []
    for place, to, low, high in zip(start, towards, box[:2], box[2:], strict=True):
        if to != place:
            ends.append(((high if to > place else low) - place) / (to - place))
    last = min(ends, default=0.0)
    first = min(last, radius / (math.dist(start, towards) or 1.0))
    across, down = towards[0] - start[0], towards[1] - start[1]
    x1, y1, x2, y2 = (
        value for share in (first, last) for value in (start[0] + across * share, start[1] + down * share)
    )
    return round(x1, 2), round(y1, 2), round(x2, 2), round(y2, 2)


def room_of_each(view: View, box: Box) -> float:
    return math.sqrt((box[2] - box[0]) * (box[3] - box[1]) / max(len(view.nodes), 1))
