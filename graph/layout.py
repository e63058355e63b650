"""Give every node a place, once: leading nodes by force, the others in free room near what they are linked to.

Places are pixels at zoom 1. Room is kept for the label under a node, so that labels do not overlap at the opening zoom.
A node that had a place keeps it: what is new is put in between, and nothing else moves.
"""

from __future__ import annotations

import math
import random
from bisect import insort
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import count

import igraph  # type: ignore[import-untyped]
import numpy as np
from numpy.typing import NDArray

from graph.network import Network, find_communities

Positions = dict[str, tuple[float, float]]

LONGEST_LABEL = 30
"""Characters of a label that are drawn; the rest is cut off with an ellipsis."""
SHARE_KEPT = 0.5
"""A former map is kept when it places at least this share of the leading nodes."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The sheet that the leading nodes fill, and how large labels are taken to be."""

    width: float = 860.0
    height: float = 640.0
    character: float = 6.9
    line: float = 17.0
    radius: float = 13.0
    gap: float = 5.0


def make_positions(
    network: Network,
    leading: Sequence[str],
    order: Sequence[str],
    former: Mapping[str, tuple[float, float]] | None = None,
    seed: int = 1,
) -> Positions:
    """Return a place for every node of ``network``.

    Args:
        network: nodes with a ``label``; link ``weight`` is what pulls.
        leading: the nodes of the opening view; they get the middle of the map and the best places.
        order: all nodes, the most important first.
        former: places of an earlier build, kept as they are.
        seed: for the chance in the force layout; the same input gives the same map.
    """
    sheet = Sheet()
    former = {node: place for node, place in (former or {}).items() if node in network}
    leading = [node for node in leading if node in network]
    if not leading or len([node for node in leading if node in former]) < SHARE_KEPT * len(leading):
        positions = _place_leading(network, leading, sheet, seed)
    else:
        positions = dict(former)
    ground = _Ground(sheet)
    for node, place in positions.items():
        ground.take(place, _half_size(network, node, sheet)[0])
    for node in [*leading, *order]:
        if node not in positions and node in network:
            half_width = _half_size(network, node, sheet)[0]
            positions[node] = ground.find_free(_pull(network, node, positions, sheet), half_width)
            ground.take(positions[node], half_width)
    return {node: (round(x, 1), round(y, 1)) for node, (x, y) in sorted(positions.items())}


def _half_size(network: Network, node: str, sheet: Sheet) -> tuple[float, float, float]:
    """Return the room a node takes: half its width, and its reach upwards and downwards."""
    characters = min(len(str(network.nodes[node].get("label", ""))), LONGEST_LABEL)
    half_width = max(characters * sheet.character / 2, sheet.radius) + sheet.gap
    return half_width, sheet.radius + sheet.gap, sheet.radius + sheet.line + sheet.gap


def _place_leading(network: Network, leading: Sequence[str], sheet: Sheet, seed: int) -> Positions:
    if not leading:
        return {}
    inner = network.subgraph(leading)
    nodes = sorted(inner)
    number = {node: place for place, node in enumerate(nodes)}
    edges = [(number[a], number[b]) for a, b in sorted(tuple(sorted(edge)) for edge in inner.edges)]
    weights = [math.sqrt(max(inner.edges[nodes[a], nodes[b]]["weight"], 0.0)) + 0.1 for a, b in edges]
    # A weak pull towards the middle of its group keeps what hangs together in one region of the map.
    groups = [group for group in find_communities(inner, seed) if len(group) > 1]
    for offset, group in enumerate(groups):
        hub = len(nodes) + offset
        edges.extend((number[node], hub) for node in group)
        weights.extend([1.5] * len(group))
    # One loose node would drift off and shrink the rest; a very weak spring holds it near.
    centre = len(nodes) + len(groups)
    edges.extend((place, centre) for place in range(centre))
    weights.extend([0.35] * centre)
    igraph.set_random_number_generator(random.Random(seed))
    drawn = igraph.Graph(n=centre + 1, edges=edges).layout_fruchterman_reingold(weights=weights, niter=1500)
    places = np.asarray(drawn.coords, dtype=np.float64)[: len(nodes)]
    places = _fill_sheet(places, sheet)
    boxes = np.array([_half_size(network, node, sheet) for node in nodes])
    places = _push_apart(places, boxes)
    return {node: (float(x), float(y)) for node, (x, y) in zip(nodes, places, strict=True)}


def _fill_sheet(places: NDArray[np.float64], sheet: Sheet) -> NDArray[np.float64]:
    """Turn the longest side of the drawing level and even out its density, so that it fills the sheet."""
    centred: NDArray[np.float64] = places - places.mean(axis=0)
    if len(centred) < 2:
        return np.zeros_like(centred)
    if len(centred) > 2:
        _, _, axes = np.linalg.svd(centred, full_matrices=False)
        centred = centred @ axes.T
    # Half linear, half by rank: keeps shapes, but a far outlier cannot press the others into a corner.
    ranks = centred.argsort(axis=0).argsort(axis=0) / (len(centred) - 1) - 0.5
    spread = np.abs(centred).max(axis=0)
    linear = centred / np.where(spread > 0, 2 * spread, 1.0)
    filled: NDArray[np.float64] = (0.45 * linear + 0.55 * ranks) * np.array([sheet.width, sheet.height])
    return filled


def _push_apart(places: NDArray[np.float64], boxes: NDArray[np.float64], rounds: int = 600) -> NDArray[np.float64]:
    """Move overlapping boxes apart along the shorter way until none overlap (or the rounds are over)."""
    half_width, up, down = boxes[:, 0], boxes[:, 1], boxes[:, 2]
    middle = places + np.column_stack([np.zeros(len(places)), (down - up) / 2])
    half_height = (up + down) / 2
    for _ in range(rounds):
        dx = middle[:, None, 0] - middle[None, :, 0]
        dy = middle[:, None, 1] - middle[None, :, 1]
        over_x = half_width[:, None] + half_width[None, :] - np.abs(dx)
        over_y = half_height[:, None] + half_height[None, :] - np.abs(dy)
        hit = (over_x > 0) & (over_y > 0)
        np.fill_diagonal(hit, False)
        if not hit.any():
            break
        # The sheet is wider than high, so sideways costs less; ties are broken by number, never by chance.
        order = np.sign(np.arange(len(places))[:, None] - np.arange(len(places))[None, :])
        sideways = hit & (over_x < 1.3 * over_y)
        upright = hit & ~sideways
        sign_x = np.where(dx == 0, order, np.sign(dx))
        sign_y = np.where(dy == 0, order, np.sign(dy))
        middle[:, 0] += 0.3 * np.where(sideways, sign_x * over_x, 0.0).sum(axis=1)
        middle[:, 1] += 0.3 * np.where(upright, sign_y * over_y, 0.0).sum(axis=1)
    return middle - np.column_stack([np.zeros(len(places)), (down - up) / 2])


def _pull(network: Network, node: str, positions: Positions, sheet: Sheet) -> tuple[float, float]:
    """Return the weighted middle of the placed neighbours; without any, a place on the rim that its name decides."""
    placed = [
        (positions[other], math.sqrt(max(float(data["weight"]), 0.0)) + 0.1)
        for other, data in sorted(network[node].items())
        if other in positions
    ]
    if not placed:
        angle = (sum(ord(character) * (place + 1) for place, character in enumerate(node)) % 360) * math.pi / 180
        return 0.62 * sheet.width * math.cos(angle), 0.62 * sheet.height * math.sin(angle)
    total = sum(weight for _, weight in placed)
    return (
        sum(x * weight for (x, _), weight in placed) / total,
        sum(y * weight for (_, y), weight in placed) / total,
    )


class _Ground:
    """Which stretches of the map are taken, line by line; a line is as high as a node with its label."""

    def __init__(self, sheet: Sheet) -> None:
        self._up = sheet.radius + sheet.gap
        self._height = 2 * sheet.radius + 2 * sheet.gap + sheet.line
        self._taken: dict[int, list[tuple[float, float]]] = {}

    def take(self, place: tuple[float, float], half_width: float) -> None:
        """Take the room of a node at ``place``; one that stands between two lines takes room in both."""
        x, y = place
        top = (y - self._up) / self._height
        # A hair of rounding must not spill a node that fills one line into the next.
        for line in range(math.floor(top + 1e-6), math.ceil(top + 1 - 1e-6)):
            insort(self._taken.setdefault(line, []), (x - half_width, x + half_width))

    def find_free(self, wanted: tuple[float, float], half_width: float) -> tuple[float, float]:
        """Return the free place nearest to ``wanted``; up and down count double, for labels are wider than high."""
        x, y = wanted
        home = round((y - self._up) / self._height)
        best, best_cost = wanted, math.inf
        for step in count():
            lines = [home] if step == 0 else [home - step, home + step]
            if 2 * (step - 0.5) * self._height > best_cost:
                return best
            for line in lines:
                middle = line * self._height + self._up
                free = self._nearest_gap(line, x, half_width)
                cost = math.hypot(free - x, 2 * (middle - y))
                if cost < best_cost:
                    best, best_cost = (free, middle), cost
        raise AssertionError("the map has no end")

    def _nearest_gap(self, line: int, x: float, half_width: float) -> float:
        """Return where on a line the middle of a node can stand, as near to ``x`` as there is room."""
        edge, found = -math.inf, math.inf
        for left, right in [*self._taken.get(line, []), (math.inf, math.inf)]:
            low, high = edge + half_width, left - half_width
            if low <= high:
                nearest = min(max(x, low), high)
                if abs(nearest - x) < abs(found - x):
                    found = nearest
            edge = max(edge, right)
        return found
