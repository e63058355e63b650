"""Where the names of the nodes stand: each next to its node, none over another, none over the edge of the picture."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import cos, floor, hypot, pi, sin

from graph.export.fonts import Face, Fonts

Box = tuple[float, float, float, float]  # left, top, right, bottom

RISE, DROP = 0.92, 0.26  # of the letters above and under their base line, in ems
SMALLER = (1.0, 0.9, 0.8)  # a name that finds no room gets smaller letters before it is left out
LEAST_SIZE = 9.5
FAR = (
    12.0,
    20.0,
    28.0,
    38.0,
    48.0,
    60.0,
    74.0,
    90.0,
    110.0,
    132.0,
)  # how far off a name may stand when a thin line leads to it
NOT_SO_FAR = 38.0
DIRECTIONS = tuple((cos(n * pi / 12), sin(n * pi / 12)) for n in range(24))
MOST_LEADERS = 12
LEADER_WIDTH = 0.6
CLEAR = 6.0  # room between a name and the nodes of others, where there is room to choose
LEADING: Face = "sans-semibold"
CROWD, MOST_OVER_NODES = 1000, 60
FEW = 150  # up to so many names it is worth the time to move names for names


@dataclass(frozen=True, slots=True)
class Spot:
    """A node that wants its name next to it; a lower ``order`` goes first."""

    node_id: str
    text: str
    x: float
    y: float
    reach: float  # how far above, under and beside the node its name keeps away
    body: tuple[float, float]  # half of the width and height where no name may stand
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
    leader: tuple[float, float, float, float] | None = None  # a thin line from the node, for a name further off

    @property
    def box(self) -> Box:
        """Return left, top, right and bottom of the room that the letters take."""
        half = self.width / 2
        return self.x - half, self.y - RISE * self.size, self.x + half, self.y + DROP * self.size


class _Taken:
    """Boxes on a grid, so that asking what stands in the way does not look at all of them."""

    def __init__(self, cell: float = 48.0) -> None:
        self.cell = cell
        self.cells: dict[tuple[int, int], dict[str, Box]] = {}

    def _cells(self, box: Box) -> Iterator[tuple[int, int]]:
        for i in range(floor(box[0] / self.cell), floor(box[2] / self.cell) + 1):
            for j in range(floor(box[1] / self.cell), floor(box[3] / self.cell) + 1):
                yield i, j

    def add(self, box: Box, owner: str) -> None:
        for cell in self._cells(box):
            self.cells.setdefault(cell, {})[owner] = box

    def remove(self, box: Box, owner: str) -> None:
        for cell in self._cells(box):
            del self.cells[cell][owner]

    def in_the_way(self, box: Box, own: str) -> set[str]:
        """Return who has a box that overlaps this one, apart from ``own``."""
        return {
            owner
            for cell in self._cells(box)
            for owner, other in self.cells.get(cell, {}).items()
            if owner != own and box[0] < other[2] and box[2] > other[0] and box[1] < other[3] and box[3] > other[1]
        }


def _places(spot: Spot, half: float, size: float) -> Iterator[tuple[float, float]]:
    """Yield middle and base line of places for a name: under its node first, then above, beside and askew."""
    away = spot.reach + 3
    under, above = spot.y + away + RISE * size, spot.y - away - DROP * size
    beside = spot.y + (RISE - DROP) / 2 * size
    yield spot.x, under
    yield spot.x, above
    yield spot.x + away + 2 + half, beside
    yield spot.x - away - 2 - half, beside
    for share in (0.3, 0.6, 0.8, 1.0):
        for y in (under, above):
            yield spot.x + half * share, y
            yield spot.x - half * share, y
    for y in (under - 0.45 * size, above + 0.45 * size):
        yield spot.x + half + 0.7 * spot.reach + 2, y
        yield spot.x - half - 0.7 * spot.reach - 2, y


class _Placing:
    """Names being placed: those that have a place can still be moved to let another one in."""

    def __init__(self, spots: Sequence[Spot], fonts: Fonts, box: Box) -> None:
        self.fonts = fonts
        self.box = box
        self.spots = {spot.node_id: spot for spot in spots}
        self.nodes, self.names = _Taken(), _Taken()
        self.found: dict[str, Label] = {}
        self.journal: list[tuple[Label, bool]] = []  # what was put and taken away, to undo it
        for spot in spots:
            across, down = spot.body
            self.nodes.add((spot.x - across, spot.y - down, spot.x + across, spot.y + down), spot.node_id)

    def put(self, label: Label) -> None:
        self.journal.append((label, True))
        self.found[label.node_id] = label
        self.names.add(_room(label), label.node_id)

    def take_away(self, node_id: str) -> None:
        label = self.found.pop(node_id)
        self.journal.append((label, False))
        self.names.remove(_room(label), node_id)

    def candidates(self, spot: Spot, share: float, *, clear: float = 0.0, over_nodes: bool = False) -> Iterator[Label]:
        """Yield the places where a name stays inside and, unless ``over_nodes``, keeps ``clear`` of other nodes."""
        size = max(round(spot.size * share, 2), min(LEAST_SIZE, spot.size))
        width = self.fonts.measure_label(spot.text, spot.face, size)
        for x, y in _places(spot, width / 2, size):
            label = Label(
                spot.node_id, spot.text, round(x, 2), round(y, 2), size, spot.face, spot.colour, spot.opacity, width
            )
            is_free = over_nodes or not self.nodes.in_the_way(_room(label, clear), spot.node_id)
            if self._is_inside(label) and is_free:
                yield label

    def place_far(self, spot: Spot, farthest: float = FAR[-1]) -> bool:
        """Put the name in free room further off, with a thin line that leads to it and crosses no name or node."""
        size = max(round(spot.size * SMALLER[1], 2), min(LEAST_SIZE, spot.size))
        width = self.fonts.measure_label(spot.text, spot.face, size)
        for away in (away for away in FAR if away <= farthest):
            for across, down in DIRECTIONS:
                x = spot.x + across * (spot.reach + away + width / 2)
                y = spot.y + down * (spot.reach + away + size * 0.6) + (RISE - DROP) / 2 * size
                label = Label(
                    spot.node_id, spot.text, round(x, 2), round(y, 2), size, spot.face, spot.colour, spot.opacity, width
                )
                if not self._is_inside(label) or self.nodes.in_the_way(_room(label, CLEAR), spot.node_id):
                    continue
                if self.names.in_the_way(_room(label), spot.node_id):
                    continue
                line = _lead(spot, label)
                if not any(
                    self.names.in_the_way(point, spot.node_id) or self.nodes.in_the_way(point, spot.node_id)
                    for point in _points_on(line)
                ):
                    self.put(replace(label, leader=line))
                    return True
        return False

    def _is_inside(self, label: Label) -> bool:
        left, top, right, bottom = _room(label)
        return left >= self.box[0] and top >= self.box[1] and right <= self.box[2] and bottom <= self.box[3]

    def place_leading(self, spot: Spot) -> bool:
        """Put the name where it is clear whose it is: in smaller letters or further off if need be."""
        if any(self.place(spot, share, clears=(CLEAR,)) for share in SMALLER) or self.place_far(spot, NOT_SO_FAR):
            return True
        return any(self.place(spot, share) for share in SMALLER) or self.place_far(spot)

    def place(
        self, spot: Spot, share: float, *, clears: Sequence[float] | None = None, over_nodes: bool = False
    ) -> bool:
        """Put the name in the first free place, and tell whether there was one."""
        # A name close to another node would be read as that node's, so such a place comes second.
        if clears is None:
            clears = (CLEAR, 0.0) if len(self.spots) <= FEW else (0.0,)
        for clear in clears:
            for label in self.candidates(spot, share, clear=clear, over_nodes=over_nodes):
                if not self.names.in_the_way(_room(label), spot.node_id):
                    self.put(label)
                    return True
        return False

    def place_by_moving(self, spot: Spot, depth: int, fixed: frozenset[str] = frozenset()) -> bool:
        """Put the name where one or two others stand, if those can stand elsewhere.

        Args:
            spot: the node whose name has no place.
            depth: how far moving may go on: 1 moves what is in the way, 2 also what is in the way of that.
            fixed: names that were just put in place for this, and stay.
        """
        fixed |= {spot.node_id}
        most, shares = (2, SMALLER) if len(self.spots) <= FEW else (1, SMALLER[-1:])
        for share in shares:
            for label in self.candidates(spot, share):
                others = sorted(self.names.in_the_way(_room(label), spot.node_id))
                if len(others) > most or not fixed.isdisjoint(others):
                    continue
                mark = len(self.journal)
                for other in others:
                    self.take_away(other)
                self.put(label)
                if all(self._place_again(self.spots[other], depth, fixed) for other in others):
                    return True
                self._undo(mark)
        return False

    def _place_again(self, spot: Spot, depth: int, fixed: frozenset[str]) -> bool:
        if any(self.place(spot, share) for share in SMALLER):
            return True
        return depth > 1 and self.place_by_moving(spot, depth - 1, fixed)

    def _undo(self, mark: int) -> None:
        while len(self.journal) > mark:
            label, was_put = self.journal.pop()
            if was_put:
                del self.found[label.node_id]
                self.names.remove(_room(label), label.node_id)
            else:
                self.found[label.node_id] = label
                self.names.add(_room(label), label.node_id)


def _lead(spot: Spot, label: Label) -> tuple[float, float, float, float]:
    """Return the line from the edge of a node to the nearest point of its name."""
    left, top, right, bottom = label.box
    x, y = min(max(spot.x, left), right), min(max(spot.y, top + 2), bottom - 1)
    length = hypot(x - spot.x, y - spot.y) or 1.0
    share = spot.reach / length
    start = spot.x + (x - spot.x) * share, spot.y + (y - spot.y) * share
    return round(start[0], 2), round(start[1], 2), round(x, 2), round(y, 2)


def _points_on(line: tuple[float, float, float, float]) -> Iterator[Box]:
    for n in range(1, 8):
        x, y = line[0] + (line[2] - line[0]) * n / 8, line[1] + (line[3] - line[1]) * n / 8
        yield x, y, x, y


def _room(label: Label, clear: float = 0.0) -> Box:
    left, top, right, bottom = label.box
    return left - 2 - clear, top - clear, right + 2 + clear, bottom + clear


def place_labels(spots: Sequence[Spot], fonts: Fonts, box: Box) -> tuple[tuple[Label, ...], int]:
    """Return the names in their places, and how many found none; the least prominent give way.

    Args:
        spots: the nodes; the order of the result follows theirs.
        fonts: to measure the names.
        box: the room for the graph; no name leaves it.
    """
    placing = _Placing(spots, fonts, box)
    waiting = sorted((spot for spot in spots if spot.text), key=lambda spot: spot.order)
    n_wanted = len(waiting)
    depth = 2 if len(spots) <= FEW else 1
    # What leads must have its name, in smaller letters or further off if need be, before others take the room.
    leading = [spot for spot in waiting if spot.face == LEADING]
    placed = {spot.node_id for spot in leading if placing.place_leading(spot)}
    waiting = [spot for spot in waiting if spot.node_id not in placed]
    if len(spots) > CROWD:
        # In a crowd like this no name would stand free; a few that cover small nodes tell where one is.
        for spot in waiting[:MOST_OVER_NODES]:
            if placing.place(spot, 1.0, over_nodes=True):
                placed.add(spot.node_id)
        waiting = [spot for spot in waiting if spot.node_id not in placed]
    for share in SMALLER[:2]:
        waiting = [spot for spot in waiting if not placing.place(spot, share)]
    waiting = [spot for spot in waiting if not placing.place_by_moving(spot, depth)]
    # A few thin lines help; many would be taken for links.
    for spot in waiting[:MOST_LEADERS]:
        placing.place_far(spot)
    found = placing.found
    return tuple(found[spot.node_id] for spot in spots if spot.node_id in found), n_wanted - len(found)
