"""One snapshot: a view with what is said about it, as a plain JSON file, and what it asks for in a graph."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from graph.errors import ReadableError
from graph.export.writing import write_file
from graph.filters import (
    Filters,
    Known,
    Sight,
    read_query,
    read_selection,
    read_sight,
    selection_to_query,
    sight_to_query,
)
from graph.messages import say

SUFFIX = ".json"
VERSION = 1


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A view that somebody wanted to keep: what was chosen, where one looked, and what is said about it."""

    title: str  # a sentence
    query: Mapping[str, str] = field(default_factory=dict)  # the filters as they stand in the address of the page
    selection: tuple[str, ...] = ()  # ids of the chosen node (one) or link (two)
    zoom: float | None = None  # 1 shows a width of 800 units of the map in any window, 2 half of that; None: everything
    centre: tuple[float, float] | None = None  # what is in the middle, in the picture's own coordinates
    note: str = ""  # for the speaker
    caption: str = ""  # for the audience, below the picture in a storyboard
    corpus: str = ""  # fingerprint of the texts that it was made from
    saved: str = ""  # ISO date
    name: str = ""  # of the file, without its suffix; '' until it is saved
    order: int = 0  # place in the storyboard, from 0


@dataclass(frozen=True, slots=True)
class Kept:
    """What a snapshot shows in a graph of now: the nearest to it that there is."""

    filters: Filters
    selection: tuple[str, ...]
    sight: Sight | None
    ignored: tuple[str, ...]  # what it asks for and the graph does not have


def find_kept(snapshot: Snapshot, defaults: Filters, known: Known) -> Kept:
    """Return what ``snapshot`` shows.

    Args:
        snapshot: its query may be a whole address of the explorer, with selection and sight.
        defaults: the opening view.
        known: what there is in the graph.
    """
    query = snapshot_to_query(snapshot)
    filters, ignored = read_query(query, defaults, known)
    sight, ignored_too = read_sight(query)
    # Of a pair of which one is gone the other is still shown.
    selection, also_ignored = read_selection(query, known.nodes)
    chosen = selection or tuple(node_id for node_id in snapshot.selection if node_id in known.nodes)
    return Kept(filters, chosen, sight, (*ignored, *also_ignored, *ignored_too))


def snapshot_to_query(snapshot: Snapshot) -> dict[str, str]:
    """Return the query of the explorer's address that shows the view of ``snapshot``."""
    sight = None
    if snapshot.zoom and snapshot.zoom > 0 and snapshot.centre:
        sight = Sight(snapshot.zoom, snapshot.centre)
    return {**snapshot.query, **selection_to_query(snapshot.selection), **sight_to_query(sight)}


def write_snapshot(snapshot: Snapshot, path: Path) -> None:
    """Write ``snapshot`` to ``path``, wholly or not at all.

    Raises:
        ReadableError: the folder cannot be written.
    """
    held = {key: value for key, value in asdict(snapshot).items() if key != "name"}
    text = json.dumps({"version": VERSION, **held}, ensure_ascii=False, indent=2) + "\n"
    write_file(path, text.encode("utf-8", "replace"))


def read_snapshot(path: Path) -> Snapshot:
    """Return the snapshot in a file; nonsense in a field is left out.

    Raises:
        ReadableError: the file is no snapshot.
    """
    try:
        held = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        raise ReadableError(
            say(
                "{path}: dit is geen (heel) bestand van een momentopname; gooi het weg of zet een kopie terug.",
                path=path,
            )
        ) from None
    if not isinstance(held, dict) or not isinstance(held.get("title"), str):
        raise ReadableError(
            say("{path}: in dit bestand ontbreekt de titel van de momentopname; zet een kopie terug.", path=path)
        )
    if held.get("version", VERSION) != VERSION:
        raise ReadableError(
            say("{path}: deze momentopname is van een andere versie; werk Begrippengraaf bij.", path=path)
        )
    query = held.get("query")
    selection = held.get("selection")
    centre, zoom = _numbers(held.get("centre")), _numbers([held.get("zoom")])
    return Snapshot(
        title=held["title"],
        query={str(key): str(value) for key, value in query.items()} if isinstance(query, dict) else {},
        selection=tuple(str(node_id) for node_id in selection[:2]) if isinstance(selection, list) else (),
        zoom=zoom[0] if zoom else None,
        centre=(centre[0], centre[1]) if len(centre) == 2 else None,
        note=_text(held, "note"),
        caption=_text(held, "caption"),
        corpus=_text(held, "corpus"),
        saved=_text(held, "saved"),
        name=path.stem,
        order=held["order"] if type(held.get("order")) is int else 0,
    )


def _text(held: Mapping[str, Any], key: str) -> str:
    value = held.get(key)
    return value if isinstance(value, str) else ""


def _numbers(value: Any) -> list[float]:
    if not isinstance(value, list) or not all(type(number) in (int, float) and -1e9 < number < 1e9 for number in value):
        return []
    return [float(number) for number in value]
