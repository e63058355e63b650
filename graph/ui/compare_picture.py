"""The picture of a comparison: the drawn links in three colours, on the places that every other picture uses."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import streamlit as st

from graph.comparison import ComparedLink, Comparison, describe_ratio
from graph.rows import Node
from graph.ui.component import read_asset
from graph.view.drawing import LABEL_LENGTH, MAX_RADIUS, MIN_RADIUS, SHAPES
from graph.wording import KIND_WORDS, WINDOW_WORDS, clean_label, count_words, format_number

KEY = "compare-picture"
MIN_WIDTH, MAX_WIDTH = 1.6, 5.0


@st.cache_resource(show_spinner=False)
def _picture() -> Any:
    return st.components.v2.component(
        "begrippengraaf_compared", js=read_asset("compare_picture.js"), css=read_asset("compare_picture.css")
    )


def picture_data(
    drawn: Sequence[ComparedLink],
    comparison: Comparison,
    nodes: Mapping[str, Node],
    positions: Mapping[str, tuple[float, float]],
) -> dict[str, Any]:
    """Return nodes (the most linked first, so that they are named first) and links as the browser draws them."""
    weights: dict[str, int] = {}
    for link in drawn:
        for node_id in (link.source, link.target):
            weights[node_id] = weights.get(node_id, 0) + link.here.count + link.there.count
    ordered = sorted(weights, key=lambda node_id: (-weights[node_id], node_id))
    largest = max(weights.values(), default=1)
    most = max((link.here.count + link.there.count for link in drawn), default=1)
    words = WINDOW_WORDS[comparison.window]
    kinds = [kind for kind in KIND_WORDS if any(nodes[node_id].kind == kind for node_id in ordered)]
    return {
        "shapes": {SHAPES[kind]: KIND_WORDS[kind][0] for kind in kinds},
        "nodes": [
            {
                "id": node_id,
                "label": clean_label(nodes[node_id].label, LABEL_LENGTH),
                "title": f"{clean_label(nodes[node_id].label)}: {count_words(weights[node_id], words)} in dit beeld",
                "x": round(positions.get(node_id, (0.0, 0.0))[0], 1),
                "y": round(positions.get(node_id, (0.0, 0.0))[1], 1),
                "size": round(MIN_RADIUS + (MAX_RADIUS - MIN_RADIUS) * math.sqrt(weights[node_id] / largest) * 0.8, 1),
                "shape": SHAPES[nodes[node_id].kind],
                "proposed": nodes[node_id].status == "proposed",
                "leads": place < math.ceil(len(ordered) / 9),
            }
            for place, node_id in enumerate(ordered)
        ],
        "links": [
            {
                "source": link.source,
                "target": link.target,
                "where": link.where,
                "width": round(
                    MIN_WIDTH
                    + (MAX_WIDTH - MIN_WIDTH) * math.sqrt((link.here.count + link.there.count - 1) / max(most - 1, 1)),
                    2,
                ),
                "title": f"{clean_label(nodes[link.source].label)} — {clean_label(nodes[link.target].label)}\n"
                f"hier {count_words(link.here.count, words)}, daar {format_number(link.there.count)}: "
                f"{describe_ratio(link)}",
            }
            for link in drawn
        ],
    }


def show_picture(
    data: Mapping[str, Any], description: str, pair: Sequence[str], node: str, on_event: Callable[[], None]
) -> None:
    """Draw the links; ``on_event`` is called on a click, :func:`graph.ui.table.read_event` tells on what.

    Args:
        data: from :func:`picture_data`.
        description: the text alternative.
        pair, node: what is chosen now.
        on_event: called without arguments before the next run.
    """
    _picture()(
        key=KEY,
        data={**data, "description": description, "selection": list(pair), "node": node},
        on_event_change=on_event,
    )
