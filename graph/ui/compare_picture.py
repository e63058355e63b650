"""The picture of a comparison: the drawn links in three colours, on the places that every other picture uses."""

from __future__ import annotations

import math
import zlib
from collections.abc import Callable, Mapping, Sequence
from html import escape

import streamlit as st

from graph.comparison import ComparedLink, Comparison, Where, describe_ratio
from graph.messages import say
from graph.palette import INK, NEUTRAL, THEME_COLOURS, Colour
from graph.rows import Kind, Node
from graph.ui.component import Look, Takers, make_drawing, read_click, read_double_click, show_picture
from graph.view import View, ViewLink, ViewNode
from graph.view.drawing import LABEL_LENGTH, MAX_RADIUS, MIN_RADIUS, SHAPES
from graph.view.shapes import Line
from graph.wording import KIND_WORDS, WINDOW_WORDS, clean_label, count_words, format_number

KEY = "compare-picture"
MIN_WIDTH, MAX_WIDTH = 1.6, 5.0
COLOURS: dict[Where, Colour] = {"here": THEME_COLOURS[0], "there": THEME_COLOURS[4], "both": NEUTRAL}
LINES: dict[Where, Line] = {"here": "whole", "there": "broken", "both": "double"}
DOUBLE = 1.8  # a double line is this much wider, so that its middle shows


def make_comparison_view(
    drawn: Sequence[ComparedLink],
    comparison: Comparison,
    nodes: Mapping[str, Node],
    positions: Mapping[str, tuple[float, float]],
) -> View:
    """Return the drawn links as a view: the most linked nodes first, so that they are named first."""
    weights: dict[str, int] = {}
    for link in drawn:
        for node_id in (link.source, link.target):
            weights[node_id] = weights.get(node_id, 0) + _count(link)
    ordered = sorted(weights, key=lambda node_id: (-weights[node_id], node_id))
    largest = max(weights.values(), default=1)
    most = max(map(_count, drawn), default=1)
    words = WINDOW_WORDS[comparison.window]
    shown = []
    for rank, node_id in enumerate(ordered):
        leads = rank < math.ceil(len(ordered) / 9)
        x, y = positions.get(node_id, (0.0, 0.0))
        shown.append(
            ViewNode(
                node_id=node_id,
                kind=nodes[node_id].kind,
                label=clean_label(nodes[node_id].label, LABEL_LENGTH),
                x=round(x, 2),
                y=round(y, 2),
                size=round(MIN_RADIUS + (MAX_RADIUS - MIN_RADIUS) * math.sqrt(weights[node_id] / largest) * 0.8, 2),
                colour=INK,
                shape=SHAPES[nodes[node_id].kind],
                label_size=15.5 if leads else 13.0,
                label_weight=650 if leads else 400,
                rank=rank,
                theme="",
                proposed=nodes[node_id].status == "proposed",
                reason=say("{windows} in dit beeld", windows=count_words(weights[node_id], words)),
            )
        )
    return View(
        nodes=tuple(shown),
        links=tuple(_draw_link(link, most, words) for link in reversed(drawn)),  # the foremost last: it lies on top
        legend=(),
        threshold=0.0,
        histogram=(),
        counts={},
        n_possible=len(shown),
    )


def _count(link: ComparedLink) -> int:
    return link.here.count + link.there.count


def _draw_link(link: ComparedLink, most: int, words: tuple[str, str]) -> ViewLink:
    width = MIN_WIDTH + (MAX_WIDTH - MIN_WIDTH) * math.sqrt((_count(link) - 1) / max(most - 1, 1))
    return ViewLink(
        source=link.source,
        target=link.target,
        count=_count(link),
        value=link.log_likelihood,
        width=round(width + (DOUBLE if link.where == "both" else 0.0), 2),
        reason=say(
            "hier {here}, daar {there}: {ratio}",
            here=count_words(link.here.count, words),
            there=format_number(link.there.count),
            ratio=describe_ratio(link),
        ),
        colour=COLOURS[link.where],
        line=LINES[link.where],
    )


def number_comparison(here: Sequence[str], there: Sequence[str]) -> int:
    """Return a number for two selections of texts, another one for other texts: with it the picture begins anew.

    What is compared in them, and which links are shown, is no part of it: a filter moves nothing.
    """
    return zlib.crc32("\n".join([*sorted(here), "", *sorted(there)]).encode())


def show_comparison(
    view: View, description: str, selection: tuple[str, ...], ids: tuple[Sequence[str], Sequence[str]], take: Takers
) -> None:
    """Draw the links, and say what the shapes mean.

    Args:
        view: from :func:`make_comparison_view`.
        description: the text alternative.
        selection: what is chosen now: a link by its ends, or else a node.
        ids: the texts on both sides; with other ones everything comes into sight.
        take: who is told what is done in the picture.
    """
    with st.container(key="picture"):
        show_picture(make_drawing(view), description, selection, Look(None, number_comparison(*ids)), take, KEY)
    kinds = {shown.kind for shown in view.nodes}
    shapes = "".join(_sign(kind) for kind in KIND_WORDS if kind in kinds)
    caption = say(
        "In beeld: {nodes} en {links}, de sprekendste van elke soort; alle banden staan in de tabel. De plaatsen zijn "
        "die van Verkennen.",
        nodes=count_words(len(view.nodes), ("knoop", "knopen")),
        links=count_words(len(view.links), ("band", "banden")),
    )
    st.html(f'<div class="below"><ul class="shapes">{shapes}</ul><p>{escape(caption)}</p></div>')


def _sign(kind: Kind) -> str:
    return f'<li><span class="{kind}"></span>{escape(say(KIND_WORDS[kind][0]))}</li>'


def takers(choose: Callable[[tuple[str, ...]], None], drag: Callable[[], None]) -> Takers:
    """Return who is told what is done in this picture: ``choose`` gets no, one (node) or two (link) ids."""
    return Takers(
        select=lambda: choose(read_click(KEY)),
        drag=drag,
        expand=lambda: choose((read_double_click(KEY),)),
        key=lambda: None,
    )
