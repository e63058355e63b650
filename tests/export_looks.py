"""What a picture shows, read out of each format: place, colour and label of every node, and what agreeing means."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import networkx as nx
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE, MSO_SHAPE_TYPE

SVG = "{http://www.w3.org/2000/svg}"
TOLERANCE = 0.01  # of the width of the drawing
TRIANGLE_MIDDLE = 1 / 1.88  # of its height: 1.1 radius above the node, 0.88 below


@dataclass(frozen=True, slots=True)
class Look:
    """One node as a format shows it; ``y`` grows downwards, as on a screen. The label is '' where none is drawn."""

    x: float
    y: float
    colour: str
    label: str


Looks = dict[str, Look]


# -- one reader a format -----------------------------------------------------------------------------------------------


def _shape_of(group: ElementTree.Element) -> ElementTree.Element:
    # A pale node has a white shape below the one that is seen, which stands in a group of its own.
    inner = group.find(f"{SVG}g")
    return next(
        e for e in (group if inner is None else inner) if e.tag in (f"{SVG}circle", f"{SVG}polygon", f"{SVG}rect")
    )


def _middle_of(shape: ElementTree.Element) -> tuple[float, float]:
    if shape.tag == f"{SVG}circle":
        return float(shape.attrib["cx"]), float(shape.attrib["cy"])
    if shape.tag == f"{SVG}rect":
        x, y, w, h = (float(shape.attrib[name]) for name in ("x", "y", "width", "height"))
        return x + w / 2, y + h / 2
    points = [tuple(map(float, pair.split(","))) for pair in shape.attrib["points"].split()]
    if len(points) == 4:
        return points[0][0], points[1][1]
    top, bottom = points[0][1], points[1][1]
    return points[0][0], top + (bottom - top) * TRIANGLE_MIDDLE


def read_svg(path: Path) -> Looks:
    """Return the nodes of an SVG: the middle of the shape, the colour it is painted in, the words next to it."""
    groups = [e for e in ElementTree.parse(path).iter(f"{SVG}g") if e.attrib.get("id")]
    words = {
        e.attrib["id"].removeprefix("naam-"): "".join(e.findall(f"{SVG}text")[-1].itertext())
        for e in groups
        if e.attrib["id"].startswith("naam-")
    }
    found = {}
    for group in groups:
        if group.attrib["id"].startswith("knoop-"):
            shape = _shape_of(group)
            colour = shape.attrib.get("stroke") or shape.attrib["fill"]
            label = words.get(group.attrib["id"].removeprefix("knoop-"), "")
            found[group.attrib["data-id"]] = Look(*_middle_of(shape), colour, label)
    return found


def every_shape(shapes: Any) -> Iterator[Any]:
    """Yield the shapes of a slide and those within its groups."""
    for shape in shapes:
        yield shape
        if shape.shape_type == MSO_SHAPE_TYPE.GROUP:
            yield from every_shape(shape.shapes)


def read_slide(path: Path, ids: Mapping[str, str], number: int = 0) -> Looks:
    """Return the nodes of a slide; ``ids`` leads from the label, all that a slide knows of a node, to its id."""
    shapes = list(every_shape(Presentation(str(path)).slides[number].shapes))
    words = {
        shape.name.removeprefix("Naam "): shape.text_frame.text for shape in shapes if shape.name.startswith("Naam ")
    }
    found = {}
    for shape in shapes:
        if shape.name.startswith("Knoop "):
            name = shape.name.removeprefix("Knoop ")
            down = TRIANGLE_MIDDLE if shape.auto_shape_type == MSO_SHAPE.ISOSCELES_TRIANGLE else 0.5
            is_outlined = shape.line.fill.type == 1
            colour = (shape.line.color if is_outlined else shape.fill.fore_color).rgb
            place = (shape.left + shape.width * 0.5, shape.top + shape.height * down)
            assert ids[name] not in found, f"two nodes on the slide are called {name}"
            found[ids[name]] = Look(*place, f"#{colour}", words.get(name, ""))
    return found


def read_gexf(path: Path) -> Looks:
    """Return the nodes of a GEXF file, whose ``y`` grows upwards."""
    found = {}
    for node_id, held in nx.read_gexf(path).nodes(data=True):
        colour, place = "#{r:02X}{g:02X}{b:02X}".format(**held["viz"]["color"]), held["viz"]["position"]
        found[node_id] = Look(place["x"], -place["y"], colour, held["label"])
    return found


def read_html(path: Path) -> Looks:
    """Return the nodes that the data of an offline page hold."""
    text = path.read_text(encoding="utf-8")
    data = re.search(r'<script type="application/json" id="picture-data">(.*?)</script>', text, re.DOTALL)
    assert data is not None
    nodes = json.loads(data.group(1))["picture"]["nodes"]
    return {node["id"]: Look(node["x"], node["y"], node["light"], node["caption"]) for node in nodes}


ON_SCREEN = """() => {
    const { picture, network, root } = begrippengraaf;
    const corner = root.getBoundingClientRect();
    return Object.entries(network.getPositions()).map(([id, place]) => {
        const spot = network.canvasToDOM(place), row = picture.rows.get(id);
        return [id, corner.left + spot.x, corner.top + spot.y, row[picture.colours.mode], row.caption];
    });
}"""


def read_screen(page: Any) -> Looks:
    """Return the nodes as they stand on a page in the browser: in the app or in an offline page."""
    return {node_id: Look(*rest) for node_id, *rest in page.evaluate(ON_SCREEN)}


# -- agreeing ----------------------------------------------------------------------------------------------------------


def find_map(drawn: Looks, wanted: Looks) -> tuple[float, float, float]:
    """Return scale and shift from the places in ``drawn`` to those in ``wanted``: not turned, not mirrored."""
    ids = sorted(drawn.keys() & wanted.keys())
    n = len(ids)
    ax, ay = sum(drawn[i].x for i in ids) / n, sum(drawn[i].y for i in ids) / n
    bx, by = sum(wanted[i].x for i in ids) / n, sum(wanted[i].y for i in ids) / n
    both = sum((drawn[i].x - ax) * (wanted[i].x - bx) + (drawn[i].y - ay) * (wanted[i].y - by) for i in ids)
    own = sum((drawn[i].x - ax) ** 2 + (drawn[i].y - ay) ** 2 for i in ids)
    scale = both / own
    return scale, bx - ax * scale, by - ay * scale


def check_agree(drawn: Looks, wanted: Looks) -> None:
    """Raise AssertionError unless both show the same nodes, places, colours and labels.

    Places agree when one scale and shift, the same for x and y, brings all of them within one hundredth of the width.
    A format that leaves a label out for want of room says nothing about it.
    """
    assert drawn.keys() == wanted.keys() and len(drawn) > 2
    scale, dx, dy = find_map(drawn, wanted)
    assert scale > 0
    width = max(look.x for look in wanted.values()) - min(look.x for look in wanted.values())
    for node_id, look in drawn.items():
        other = wanted[node_id]
        away = max(abs(look.x * scale + dx - other.x), abs(look.y * scale + dy - other.y))
        assert away <= TOLERANCE * width, f"{node_id} stands {away / width:.1%} of the width away"
        assert look.colour.upper() == other.colour.upper(), node_id
        if look.label and other.label:
            assert look.label == other.label
