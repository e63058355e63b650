"""Write a view as GEXF 1.2 for Gephi: places, colours, sizes, kinds and labels as on the screen, measures beside them.

A label that the screen cuts off is cut off here too; the attribute ``whole_label`` holds all of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from graph.export.about import cite, link_row, node_labels, node_row, sorted_links, sorted_nodes
from graph.export.bundle import Bundle
from graph.export.writing import write_file
from graph.export.xml import attribute, columns_of, content, kind_of, rgb, sentences
from graph.palette import EDGE

NODE_ATTRIBUTES = "whole_label", *columns_of("node", ("id", "label", "x", "y", "size", "colour", "shape"))
LINK_ATTRIBUTES = columns_of("edge", ("source", "target", "source_label", "target_label", "weight", "width"))
# Colours and places stand in the viz namespace, as the format describes and every reader expects them.
SPACE = "http://www.gexf.net/1.2draft"
# GEXF knows a disc, a square, a triangle and a diamond; a ring is the nearest to a disc, a sheet to a square.
SHAPES = {"disc": "disc", "ring": "disc", "diamond": "diamond", "triangle": "triangle", "sheet": "square"}


def export_gexf(bundle: Bundle, path: Path) -> None:
    """Write the view to ``path``. GEXF's y grows upwards, so the screen's y has its sign turned.

    Raises:
        ReadableError: the folder cannot be written.
    """
    write_file(path, "\n".join(_lines(bundle)) + "\n")


def _lines(bundle: Bundle) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield (
        f'<gexf xmlns="{SPACE}" xmlns:viz="{SPACE}/viz" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
        f'xsi:schemaLocation="{SPACE} {SPACE}/gexf.xsd" version="1.2">'
    )
    yield f"  <meta lastmodifieddate={attribute(bundle.date)}>"
    yield "    <creator>Begrippengraaf</creator>"
    yield "    <keywords>begrippen, banden, teksten</keywords>"
    description = " ".join((bundle.title, bundle.sentence, f"{'; '.join(bundle.caption)}.", cite(bundle)))
    yield f"    <description>{content(description)}</description>"
    yield "  </meta>"
    yield '  <graph defaultedgetype="undirected" mode="static">'
    for which, columns in (("node", NODE_ATTRIBUTES), ("edge", LINK_ATTRIBUTES)):
        yield f'    <attributes class="{which}" mode="static">'
        for place, column in enumerate(columns):
            yield f'      <attribute id="{which[0]}{place}" title="{column}" type="{kind_of(column)}"/>'
        yield "    </attributes>"
    yield f'    <nodes count="{len(bundle.view.nodes)}">'
    for node in sorted_nodes(bundle):
        row = node_row(bundle, node)
        row["whole_label"] = row["label"]
        yield f"      <node id={attribute(node.node_id)} label={attribute(node.label)}>"
        yield "        <attvalues>"
        for place, column in enumerate(NODE_ATTRIBUTES):
            value = row.get(column, "")
            if column == "sentences":
                value = sentences(bundle.node_excerpts.get(node.node_id, ()))
            if value != "":
                yield f'          <attvalue for="n{place}" value={attribute(value)}/>'
        yield "        </attvalues>"
        red, green, blue = rgb(node.colour.light)
        yield f'        <viz:color r="{red}" g="{green}" b="{blue}"/>'
        yield f'        <viz:position x="{node.x:.2f}" y="{0.0 - node.y:.2f}" z="0.0"/>'
        yield f'        <viz:size value="{node.size:.2f}"/>'
        yield f'        <viz:shape value="{SHAPES[node.shape]}"/>'
        yield "      </node>"
    yield "    </nodes>"
    labels = node_labels(bundle)
    red, green, blue = rgb(EDGE.light)
    yield f'    <edges count="{len(bundle.view.links)}">'
    for number, link in enumerate(sorted_links(bundle)):
        row = link_row(bundle, link, labels)
        weight = max(link.value, 0.0)
        yield (
            f'      <edge id="{number}" source={attribute(link.source)} target={attribute(link.target)} '
            f'type="undirected" weight="{weight:.10g}">'
        )
        yield "        <attvalues>"
        for place, column in enumerate(LINK_ATTRIBUTES):
            value = row.get(column, "")
            if column == "sentences":
                value = sentences(bundle.link_excerpts.get((link.source, link.target), ()))
            if value != "":
                yield f'          <attvalue for="e{place}" value={attribute(value)}/>'
        yield "        </attvalues>"
        yield f'        <viz:color r="{red}" g="{green}" b="{blue}"/>'
        yield f'        <viz:thickness value="{link.width:.2f}"/>'
        yield "      </edge>"
    yield "    </edges>"
    yield "  </graph>"
    yield "</gexf>"
