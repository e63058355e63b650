"""The threshold under which links are left out, and the stops of its slider."""

from __future__ import annotations

import math
from collections.abc import Sequence

from graph.rows import Link
from graph.view.choice import read_measure
from graph.view.shapes import Bar
from graph.wording import Measure

LINKS_PER_NODE = 1.5
STEPS = 24  # bars of the histogram, stops of the slider under it


def make_steps(values: Sequence[float], measure: Measure) -> tuple[float, ...]:
    """Return the stops of the threshold slider: 0, then even steps (on a scale of ratios where sizes differ widely)."""
    positive = [value for value in values if value > 0]
    if not positive:
        return (0.0,)
    low, high = min(positive), max(positive)
    if measure == "count":
        n = min(int(high), STEPS)
        steps = [math.ceil(1 + (high - 1) * place / max(n - 1, 1)) for place in range(n)]
        return tuple(dict.fromkeys([0.0, *map(float, steps)]))
    if measure in ("npmi", "jaccard"):
        return tuple(dict.fromkeys([0.0, *(round_down(high * place / STEPS) for place in range(1, STEPS))]))
    ratio = high / low
    steps_up = [low * ratio ** (place / STEPS) for place in range(STEPS)]
    return tuple(dict.fromkeys([0.0, *(round_down(step) for step in steps_up)]))


def round_down(value: float) -> float:
    """Return ``value`` rounded down to two or three telling digits, so that a stop can be read aloud.

    >>> [round_down(v) for v in (10.87, 0.04567, 3.0)]
    [10.8, 0.045, 3.0]
    """
    if value <= 0:
        return 0.0
    digits = (2 if value >= 10 else 1) - math.floor(math.log10(value))
    # The little extra is for products such as 0.29 * 100 = 28.999…; what it lifts above ``value`` is taken back.
    for extra in (1e-9, 0.0):
        rounded = float(f"{math.floor(value * 10**digits + extra) / 10**digits:.10g}")
        if rounded <= value:
            break
    return rounded


def choose_threshold(values: Sequence[float], steps: Sequence[float], n_nodes: int) -> float:
    """Return a threshold that leaves about LINKS_PER_NODE links a node, 0 where there are no more than that."""
    room = math.ceil(LINKS_PER_NODE * n_nodes)
    ordered = sorted(values, reverse=True)
    if len(ordered) <= room:
        return 0.0
    threshold = round_down(ordered[room - 1]) if room else steps[-1]
    if sum(value >= threshold for value in values) <= 1.2 * room:
        return threshold
    # Many links are equally strong: rather too few of them than too many.
    return next((step for step in steps if sum(value >= step for value in values) <= 1.2 * room), steps[-1])


def fit_stop(steps: Sequence[float], threshold: float) -> list[float]:
    """Return the stops with the one nearest to ``threshold`` moved to it, so that the slider can stand there.

    >>> fit_stop((0.0, 1.0, 2.0), 1.9)
    [0.0, 1.0, 1.9]
    """
    if threshold in steps or threshold > steps[-1] or len(steps) < 2:
        return sorted({*steps, threshold})
    nearest = min(steps[1:], key=lambda step: abs(step - threshold))
    return sorted({threshold if step == nearest else step for step in steps})


def make_histogram(links: Sequence[Link], measure: Measure, steps: Sequence[float]) -> tuple[Bar, ...]:
    """Return how many links there are from each stop to the next."""
    values = [read_measure(link, measure) for link in links]
    ends = [*steps[1:], math.inf]
    return tuple(Bar(low, sum(low <= value < high for value in values)) for low, high in zip(steps, ends, strict=True))
