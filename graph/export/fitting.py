"""How large and where: the scale at which a view with its names fills a rectangle, and how sizes go along with it."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import replace

from graph.export.bundle import Bundle
from graph.export.fonts import Face, Fonts
from graph.export.labels import Box
from graph.view import View, ViewNode

FARTHEST, NEAREST = 0.01, 6.0  # page units to one unit of the view


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


def room_of_each(view: View, box: Box) -> float:
    return math.sqrt((box[2] - box[0]) * (box[3] - box[1]) / max(len(view.nodes), 1))
