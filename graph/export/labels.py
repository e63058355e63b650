"""Where the names of the nodes stand: each next to its node, none over another, none over the edge of the picture."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import floor

from graph.export.fonts import Face, Fonts

Box = tuple[float, float, float, float]  # left, top, right, bottom

RISE, DROP = 0.92, 0.26  # of the letters above and under their base line, in ems
SMALLER = (1.0, 0.9, 0.8)  # a name that finds no room gets smaller letters before it is left out
LEAST_SIZE = 9.5


@dataclass(frozen=True, slots=True)
class Spot:
    """A node that wants its name next to it; a lower ``order`` goes first."""

    node_id: str
    text: str
    x: float
    y: float
    reach: float  # half the height of the node
    size: float
    face: Face
    colour: str
    opacity: float
    order: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Label:
    """A name in its place: ``x`` is its middle, ``y`` its base line."""

    node_id: str
    text: str
    x: float
    y: float
    size: float
    face: Face
    colour: str
    opacity: float
    width: float

    @property
    def box(self) -> Box:
        """Return left, top, right and bottom of the room that the letters take."""
        half = self.width / 2
        return self.x - half, self.y - RISE * self.size, self.x + half, self.y + DROP * self.size


class _Taken:
    """Boxes on a grid, so that asking whether a place is free does not look at all of them."""

    def __init__(self, cell: float = 48.0) -> None:
        self.cell = cell
        self.cells: dict[tuple[int, int], list[tuple[Box, str]]] = {}

    def _cells(self, box: Box) -> Iterator[tuple[int, int]]:
        for i in range(floor(box[0] / self.cell), floor(box[2] / self.cell) + 1):
            for j in range(floor(box[1] / self.cell), floor(box[3] / self.cell) + 1):
                yield i, j

    def add(self, box: Box, owner: str) -> None:
        for cell in self._cells(box):
            self.cells.setdefault(cell, []).append((box, owner))

    def hits(self, box: Box, owner: str) -> bool:
        return any(
            other_owner != owner and box[0] < other[2] and box[2] > other[0] and box[1] < other[3] and box[3] > other[1]
            for cell in self._cells(box)
            for other, other_owner in self.cells.get(cell, ())
        )


def _places(spot: Spot, half: float, size: float) -> Iterator[tuple[float, float]]:
    """Yield middle and base line of places for a name: under its node first, then above, beside and askew."""
    away = spot.reach + 3
    under, above = spot.y + away + RISE * size, spot.y - away - DROP * size
    beside = spot.y + (RISE - DROP) / 2 * size
    yield spot.x, under
    yield spot.x, above
    yield spot.x + away + 2 + half, beside
    yield spot.x - away - 2 - half, beside
    for share in (0.3, 0.6, 0.85):
        for y in (under, above):
            yield spot.x + half * share, y
            yield spot.x - half * share, y
    for y in (under - 0.45 * size, above + 0.45 * size):
        yield spot.x + half + 0.7 * spot.reach + 2, y
        yield spot.x - half - 0.7 * spot.reach - 2, y


def place_labels(spots: Sequence[Spot], fonts: Fonts, box: Box) -> tuple[tuple[Label, ...], int]:
    """Return the names in their places, and how many found none; the least prominent give way.

    Args:
        spots: the nodes; the order of the result follows theirs.
        fonts: to measure the names.
        box: the room for the graph; no name leaves it.
    """
    taken = _Taken()
    for spot in spots:
        reach = spot.reach + 1
        taken.add((spot.x - reach, spot.y - reach, spot.x + reach, spot.y + reach), spot.node_id)
    waiting = sorted((spot for spot in spots if spot.text), key=lambda spot: spot.order)
    n_wanted = len(waiting)
    found: dict[str, Label] = {}
    for share in SMALLER:
        still: list[Spot] = []
        for spot in waiting:
            label = _find(spot, max(round(spot.size * share, 2), min(LEAST_SIZE, spot.size)), fonts, box, taken)
            if label is None:
                still.append(spot)
            else:
                found[spot.node_id] = label
                taken.add(label.box, spot.node_id)
        waiting = still
    return tuple(found[spot.node_id] for spot in spots if spot.node_id in found), n_wanted - len(found)


def _find(spot: Spot, size: float, fonts: Fonts, box: Box, taken: _Taken) -> Label | None:
    width = fonts.measure(spot.text, spot.face, size)
    for x, y in _places(spot, width / 2, size):
        label = Label(
            spot.node_id, spot.text, round(x, 2), round(y, 2), size, spot.face, spot.colour, spot.opacity, width
        )
        room = (label.box[0] - 2, label.box[1], label.box[2] + 2, label.box[3])
        if room[0] < box[0] or room[1] < box[1] or room[2] > box[2] or room[3] > box[3]:
            continue
        if not taken.hits(room, spot.node_id):
            return label
    return None
