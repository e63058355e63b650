"""Write a view as node-link JSON with its sentences: what networkx and D3 read, and all that the screen can open."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from graph.export.about import cite, link_row, node_labels, node_row, sorted_links, sorted_nodes, used_aliases
from graph.export.bundle import Bundle
from graph.export.writing import write_file
from graph.rows import Excerpt


def export_json(bundle: Bundle, path: Path) -> None:
    """Write the view to ``path``; each sentence stands once, nodes and edges name it by its id.

    Raises:
        ReadableError: the folder cannot be written.
    """
    write_file(path, json.dumps(node_link_data(bundle), ensure_ascii=False, separators=(",", ":")) + "\n")


def node_link_data(bundle: Bundle) -> dict[str, Any]:
    """Return the view as plain data; ``y`` grows downwards, as on the screen."""
    texts: dict[str, dict[str, Any]] = {}

    def refer(excerpts: tuple[Excerpt, ...]) -> list[str]:
        for excerpt in excerpts:
            held = texts.setdefault(
                excerpt.window_id, {"document": excerpt.document_id, "text": excerpt.text, "marks": []}
            )
            for mark in excerpt.marks:
                if (spot := [mark.start, mark.end, mark.node_id]) not in held["marks"]:
                    held["marks"].append(spot)
        return [excerpt.window_id for excerpt in excerpts]

    labels = node_labels(bundle)
    nodes = []
    for node in sorted_nodes(bundle):
        row: dict[str, Any] = dict(node_row(bundle, node))
        row["colour_dark"] = node.colour.dark
        row["aliases"] = [
            {"alias": alias.alias, "n_mentions": alias.n_mentions, "reason": alias.reason}
            for alias in used_aliases(bundle, node.node_id)
        ]
        row["sentences"] = refer(bundle.node_excerpts.get(node.node_id, ()))
        nodes.append(row)
    edges = []
    for link in sorted_links(bundle):
        edge: dict[str, Any] = dict(link_row(bundle, link, labels))
        edge["sentences"] = refer(bundle.link_excerpts.get((link.source, link.target), ()))
        edges.append(edge)
    for held in texts.values():
        held["marks"].sort()
    return {
        "directed": False,
        "multigraph": False,
        "graph": {
            "title": bundle.title,
            "description": bundle.sentence,
            "caption": list(bundle.caption),
            "citation": cite(bundle),
            "date": bundle.date,
            "corpus": bundle.fingerprint,
            "documents": [
                {
                    "id": document.document_id,
                    "title": document.title,
                    "authors": list(document.authors),
                    "date": document.date,
                    "publication": document.publication,
                    "url": document.url,
                    "source": document.source,
                    "n_words": document.n_words,
                }
                for document in bundle.documents
            ],
            "sentences": dict(sorted(texts.items())),
        },
        "nodes": nodes,
        "edges": edges,
    }
