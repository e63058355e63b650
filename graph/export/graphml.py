"""Write a view as GraphML: every number and text of a node or link as an attribute, the citation with the graph."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from graph.export.about import Cell, describe, link_row, node_labels, node_row, sorted_links, sorted_nodes
from graph.export.bundle import Bundle
from graph.export.writing import write_file
from graph.export.xml import attribute, columns_of, content, kind_of, rgb, sentences

COLOUR_PARTS = ("r", "g", "b")
NODE_KEYS = [*columns_of("node", ("id",)), *COLOUR_PARTS]
LINK_KEYS = columns_of("edge", ("source", "target"))
GRAPH_KEYS = {"Titel": "title", "Wat u ziet": "description", "Filters": "filters", "Citeer als": "citation"}
TYPES = {"integer": "int", "double": "double", "string": "string"}


def export_graphml(bundle: Bundle, path: Path) -> None:
    """Write the view to ``path``; ``y`` grows upwards, as GraphML's readers draw it.

    Raises:
        ReadableError: the folder cannot be written.
    """
    write_file(path, "\n".join(_lines(bundle)) + "\n")


def _lines(bundle: Bundle) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield (
        '<graphml xmlns="http://graphml.graphdrawing.org/xmlns" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
        'xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns '
        'http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">'
    )
    for name in (*GRAPH_KEYS.values(), "date"):
        yield f'  <key id="g_{name}" for="graph" attr.name="{name}" attr.type="string"/>'
    for column in NODE_KEYS:
        kind = "int" if column in COLOUR_PARTS else TYPES[kind_of(column)]
        yield f'  <key id="n_{column}" for="node" attr.name="{column}" attr.type="{kind}"/>'
    for column in LINK_KEYS:
        yield f'  <key id="e_{column}" for="edge" attr.name="{column}" attr.type="{TYPES[kind_of(column)]}"/>'
    yield '  <graph id="begrippengraaf" edgedefault="undirected">'
    for word, text in describe(bundle):
        if word in GRAPH_KEYS:
            yield _data("g", GRAPH_KEYS[word], text, 4)
    yield _data("g", "date", bundle.date, 4)
    for node in sorted_nodes(bundle):
        values: dict[str, Cell] = {
            **node_row(bundle, node),
            **dict(zip(COLOUR_PARTS, rgb(node.colour.light), strict=True)),
            "y": 0.0 - node.y,
            "sentences": sentences(bundle.node_excerpts.get(node.node_id, ())),
        }
        yield f"    <node id={attribute(node.node_id)}>"
        for column in NODE_KEYS:
            if values[column] != "":
                yield _data("n", column, values[column], 6)
        yield "    </node>"
    labels = node_labels(bundle)
    for number, link in enumerate(sorted_links(bundle)):
        values = {
            **link_row(bundle, link, labels),
            "sentences": sentences(bundle.link_excerpts.get((link.source, link.target), ())),
        }
        yield f'    <edge id="e{number}" source={attribute(link.source)} target={attribute(link.target)}>'
        for column in LINK_KEYS:
            if values[column] != "":
                yield _data("e", column, values[column], 6)
        yield "    </edge>"
    yield "  </graph>"
    yield "</graphml>"


def _data(letter: str, column: str, value: Cell, indent: int) -> str:
    return f'{" " * indent}<data key="{letter}_{column}">{content(value)}</data>'
