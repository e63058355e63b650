"""Nodes that somebody dragged keep their place: a small file beside the graph file, which no build touches."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from pathlib import Path

from filelock import FileLock

from graph.errors import ReadableError
from graph.messages import say

Places = dict[str, tuple[float, float]]
FARTHEST = 100_000.0
"""Pixels from the middle of the map; what lies farther was no drag."""


def pins_path(graph: Path) -> Path:
    """Return the file with the places for a graph file: ``graph.duckdb`` has ``graph.places.json``."""
    return graph.with_suffix(".places.json")


def read_pins(graph: Path) -> Places:
    """Return the places that were set by hand; what cannot be understood is left out."""
    try:
        held = json.loads(pins_path(graph).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    places = held.get("places") if isinstance(held, dict) else None
    if not isinstance(places, dict):
        return {}
    return {node_id: (place[0], place[1]) for node_id, place in places.items() if _is_place(place)}


def _is_place(place: object) -> bool:
    return (
        isinstance(place, list)
        and len(place) == 2
        and all(type(number) in (int, float) and math.isfinite(number) and abs(number) < FARTHEST for number in place)
    )


def change_pins(graph: Path, changes: Mapping[str, tuple[float, float] | None]) -> Places:
    """Set places, take back those that are None, and return all that are set now.

    Raises:
        ReadableError: the file cannot be written.
    """
    path = pins_path(graph)
    try:
        # Two visitors may drag at the same time; each must keep what the other did.
        with FileLock(path.with_suffix(".lock"), timeout=5):
            places = read_pins(graph)
            for node_id, place in changes.items():
                if place is None:
                    places.pop(node_id, None)
                elif _is_place(list(place)):
                    places[node_id] = (round(place[0], 1), round(place[1], 1))
            text = json.dumps({"places": dict(sorted(places.items()))}, ensure_ascii=False, indent=1) + "\n"
            part = path.with_suffix(".tmp")
            part.write_text(text, encoding="utf-8")
            part.replace(path)
    except OSError as error:  # a lock that does not come free is a TimeoutError, which is one too
        raise ReadableError(
            say(
                "{path}: de plaats kan niet bewaard worden ({value}); hij geldt tot de pagina sluit.",
                path=path,
                value=error.strerror or error,
            )
        ) from None
    return places
