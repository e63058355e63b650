"""The rows of a view: nodes and links as they are drawn, and what stands around them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from graph.palette import Colour
from graph.rows import Kind


@dataclass(frozen=True, slots=True)
class ViewNode:
    """A node as it is drawn; ``size`` is the radius and ``label_size`` the letter size, in pixels at zoom 1."""

    node_id: str
    kind: Kind
    label: str
    x: float
    y: float
    size: float
    colour: Colour
    shape: str
    label_size: float
    label_weight: int
    rank: int  # 0 is the most prominent; labels that collide give way to a lower rank
    theme: str
    proposed: bool
    reason: str


Line = Literal["whole", "broken", "double"]


@dataclass(frozen=True, slots=True)
class ViewLink:
    """A link as it is drawn, ``width`` in pixels at zoom 1."""

    source: str
    target: str
    count: int
    value: float
    width: float
    reason: str
    doubtful: bool = False  # may well be chance; drawn as a broken line
    colour: Colour | None = None  # of its own; None: the same for all
    line: Line = "whole"


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """One line of the legend: a theme or a group with its colour, or a kind with its shape."""

    text: str
    kind: Kind | None
    theme: str | None
    colour: Colour
    n_nodes: int
    group: str | None = None  # the node that a group is named after, or the name of a group of documents


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of the histogram: how many links have at least ``low`` and less than the next bar's ``low``."""

    low: float
    n_links: int


@dataclass(frozen=True, slots=True)
class View:
    """What is drawn, and the numbers around it."""

    nodes: tuple[ViewNode, ...]
    links: tuple[ViewLink, ...]
    legend: tuple[LegendEntry, ...]
    threshold: float
    histogram: tuple[Bar, ...]
    counts: Mapping[str, int]  # kind, or 'proposed' -> how many there are to choose from
    n_possible: int  # nodes that the filters leave, before 'at most N'
    routes: tuple[tuple[str, ...], ...] = ()  # the strongest paths that were asked for, each as its nodes
