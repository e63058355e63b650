"""What lies on what in the picture: names on names, names on nodes."""

from __future__ import annotations

from typing import Any

from tests.browser.conftest import Visit


def find_collisions(visit: Visit) -> tuple[int, list[tuple[str, str]]]:
    """Return how many names are shown, and each name with what it lies on: another name, a node, or the edge."""
    labels, discs, (left, right) = visit.page.evaluate(
        """[begrippengraaf.picture.visibleLabels, begrippengraaf.picture.discs(), [0, begrippengraaf.root.clientWidth]
            .map((x) => begrippengraaf.network.DOMtoCanvas({ x, y: 0 }).x)]"""
    )
    found = []
    for place, label in enumerate(labels):
        box = label["box"]
        found += [(label["id"], other["id"]) for other in labels[place + 1 :] if _overlap(box, other["box"])]
        found += [(label["id"], disc["id"]) for disc in discs if disc["id"] != label["id"] and _covers(box, disc)]
        if box["left"] < left - 0.01 or box["right"] > right + 0.01:
            found.append((label["id"], "edge"))
    return len(labels), found


def _overlap(a: dict[str, Any], b: dict[str, Any]) -> bool:
    across = a["left"] < b["right"] and b["left"] < a["right"]
    return across and a["top"] < b["bottom"] and b["top"] < a["bottom"]


def _covers(box: dict[str, Any], disc: dict[str, Any]) -> bool:
    dx = max(box["left"] - disc["x"], 0, disc["x"] - box["right"])
    dy = max(box["top"] - disc["y"], 0, disc["y"] - box["bottom"])
    return bool(dx * dx + dy * dy < disc["r"] * disc["r"] * 0.999)
