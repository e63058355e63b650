"""Write a view as JSON for VOSviewer: items with places, weights and scores, links, and clusters in our colours."""

from __future__ import annotations

import html
import json
from pathlib import Path
from typing import Any

from graph.export.about import cite, node_labels, sorted_links, sorted_nodes
from graph.export.bundle import Bundle
from graph.export.writing import write_file
from graph.messages import mark, say
from graph.palette import NEUTRAL
from graph.view import ViewNode
from graph.wording import KIND_WORDS, MEASURE_WORDS, start_sentence

COLOUR_WORDS = {
    "theme": (mark("thema"), mark("thema’s")),
    "kind": (mark("soort"), mark("soorten")),
    "group": (mark("groep"), mark("groepen")),
    "texts": (mark("groep teksten"), mark("groepen teksten")),
}


def export_vosviewer(bundle: Bundle, path: Path) -> None:
    """Write the view to ``path``. VOSviewer's y grows upwards, and its map is about one wide on either side.

    Raises:
        ReadableError: the folder cannot be written.
    """
    write_file(path, json.dumps(vosviewer_data(bundle), ensure_ascii=False, indent=1) + "\n")


def cluster_name(bundle: Bundle, node: ViewNode) -> str:
    """Return what a node's colour stands for, as the legend says it: its theme, group, texts or kind."""
    by_kind = start_sentence(say(KIND_WORDS[node.kind][1]))
    if bundle.filters.colouring == "kind":
        return by_kind
    told = {entry.colour: entry.text for entry in bundle.view.legend if entry.kind is None and entry.colour != NEUTRAL}
    if node.colour in told:
        return told[node.colour]
    return by_kind if node.kind == "document" else say("Overig")


def vosviewer_data(bundle: Bundle) -> dict[str, Any]:
    """Return the view as VOSviewer's plain data."""
    nodes = sorted_nodes(bundle)
    names = sorted({cluster_name(bundle, node) for node in nodes}, key=lambda name: (name.casefold(), name))
    clusters = {name: number for number, name in enumerate(names, start=1)}
    colours = {clusters[cluster_name(bundle, node)]: node.colour.light for node in reversed(nodes)}
    reach = max((max(abs(node.x), abs(node.y)) for node in nodes), default=0.0) or 1.0
    labels = node_labels(bundle)
    n_links: dict[str, int] = {}
    strength: dict[str, float] = {}
    for link in bundle.view.links:
        for node_id in (link.source, link.target):
            n_links[node_id] = n_links.get(node_id, 0) + 1
            strength[node_id] = strength.get(node_id, 0.0) + max(link.value, 0.0)
    numbers = {node.node_id: number for number, node in enumerate(nodes, start=1)}
    items = []
    for node in nodes:
        held = bundle.nodes.get(node.node_id)
        n_mentions, n_documents = (held.n_mentions, held.n_documents) if held else (0, 0)
        item: dict[str, Any] = {
            "id": numbers[node.node_id],
            "label": labels[node.node_id],
            # VOSviewer shows a description as HTML.
            "description": _description(node, held.definition if held else "", labels[node.node_id]),
            "x": round(node.x / reach, 5),
            "y": round(-node.y / reach, 5) + 0.0,
            "cluster": clusters[cluster_name(bundle, node)],
            "weights": {
                say("Keer genoemd"): n_mentions,
                say("Teksten"): n_documents,
                say("Banden"): n_links.get(node.node_id, 0),
                say("Sterkte van de banden"): round(strength.get(node.node_id, 0.0), 4),
            },
        }
        years = [
            int(excerpt.date[:4]) for excerpt in bundle.node_excerpts.get(node.node_id, ()) if _has_year(excerpt.date)
        ]
        scores: dict[str, float] = {say("Deel van de teksten"): round(n_documents / max(len(bundle.documents), 1), 4)}
        if years:
            scores[say("Gemiddeld jaar van de zinnen")] = round(sum(years) / len(years), 2)
        item["scores"] = scores
        items.append(item)
    return {
        "network": {
            "items": items,
            "links": [
                {
                    "source_id": numbers[link.source],
                    "target_id": numbers[link.target],
                    "strength": round(max(link.value, 0.0), 6),
                }
                for link in sorted_links(bundle)
            ],
            "clusters": [{"cluster": number, "label": name} for name, number in clusters.items()],
        },
        "config": {
            "parameters": {"item_size_variation": 0.5, "max_n_links": 1000, "font_family": "Source Sans 3"},
            "color_schemes": {
                "cluster_colors": [{"cluster": number, "color": colours[number]} for number in sorted(colours)]
            },
            "terminology": {
                "item": say("knoop"),
                "items": say("knopen"),
                "link": say("band"),
                "links": say("banden"),
                "link_strength": say(MEASURE_WORDS[bundle.filters.measure]),
                "cluster": say(COLOUR_WORDS[bundle.filters.colouring][0]),
                "clusters": say(COLOUR_WORDS[bundle.filters.colouring][1]),
            },
        },
        "info": {
            "title": bundle.title,
            "description": html.escape(
                " ".join((bundle.sentence, *(f"{line}." for line in bundle.caption), cite(bundle)))
            ),
        },
    }


def _has_year(date: str) -> bool:
    return len(date) >= 4 and date[:4].isascii() and date[:4].isdigit()


def _description(node: ViewNode, definition: str, label: str) -> str:
    parts = [f"<b>{html.escape(label)}</b>", html.escape(node.reason).replace("\n", "<br>")]
    if definition:
        parts.append(html.escape(definition))
    return "<br>".join(parts)
