"""SVG, PDF and PNG: the same places, colours and names as the view, nothing over anything else, nothing cut off."""

import hashlib
import math
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageFont

from graph.errors import ReadableError
from graph.export.bundle import Bundle
from graph.export.figure import Page, PictureOptions, list_texts, make_figure
from graph.export.fitting import label_face
from graph.export.fonts import FACES, Face, Fonts, subset_font
from graph.export.labels import Label, Spot, place_labels
from graph.export.legend import make_rows
from graph.export.pdf import export_pdf, make_pdf
from graph.export.png import export_png, make_png
from graph.export.scripts import order_for_drawing
from graph.export.svg import export_svg, make_svg
from graph.filters import Sight
from graph.palette import INK, NEUTRAL, SELECTION, THEME_COLOURS, Colour
from graph.view import LegendEntry, ViewNode
from tests.export_bundles import EMPTY, NASTY, big_bundle, fixture_bundle

SVG = "{http://www.w3.org/2000/svg}"
WIDTH, HEIGHT = 1280, 720
Box = tuple[float, float, float, float]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("pictures")


@pytest.fixture(scope="module")
def bundle(folder: Path) -> Bundle:
    return fixture_bundle(folder)


def overlaps(a: Box, b: Box, slack: float = 0.0) -> bool:
    return a[0] < b[2] - slack and a[2] > b[0] + slack and a[1] < b[3] - slack and a[3] > b[1] + slack


def middle_of(group: ElementTree.Element) -> tuple[float, float]:
    shape = next(e for e in group.iter() if e.tag in (f"{SVG}circle", f"{SVG}polygon", f"{SVG}rect"))
    if shape.tag == f"{SVG}circle":
        return float(shape.attrib["cx"]), float(shape.attrib["cy"])
    if shape.tag == f"{SVG}rect":
        x, y, w, h = (float(shape.attrib[name]) for name in ("x", "y", "width", "height"))
        return x + w / 2, y + h / 2
    points = [tuple(map(float, pair.split(","))) for pair in shape.attrib["points"].split()]
    if len(points) == 4:
        return points[0][0], points[1][1]
    top, bottom = points[0][1], points[1][1]
    return points[0][0], top + (bottom - top) / 1.8


def colour_of(group: ElementTree.Element) -> str:
    shape = next(e for e in group.iter() if e.tag in (f"{SVG}circle", f"{SVG}polygon", f"{SVG}rect"))
    return shape.attrib.get("stroke") or shape.attrib["fill"]


def read_svg_nodes(svg: str) -> dict[str, tuple[float, float, str, str]]:
    """Return x, y, colour and the words of its label ('' if none is drawn) of every node in an SVG."""
    root = ElementTree.fromstring(svg)
    names = {
        e.attrib["id"].removeprefix("naam-"): "".join(e.findall(f"{SVG}text")[-1].itertext())
        for e in root.iter(f"{SVG}g")
        if e.attrib.get("id", "").startswith("naam-")
    }
    return {
        e.attrib["data-id"]: (
            *middle_of(e),
            colour_of(e),
            names.get(e.attrib["id"].removeprefix("knoop-"), ""),
        )
        for e in root.iter(f"{SVG}g")
        if e.attrib.get("id", "").startswith("knoop-")
    }


# -- SVG -----------------------------------------------------------------------------------------------------------


def test_svg_holds_the_places_colours_and_labels_of_the_view(bundle: Bundle):
    svg = make_svg(bundle)
    found = re.search(r'data-scale="([^"]+)" data-dx="([^"]+)" data-dy="([^"]+)"', svg)
    assert found
    scale, dx, dy = map(float, found.groups())
    nodes = read_svg_nodes(svg)
    assert set(nodes) == {node.node_id for node in bundle.view.nodes}
    for node in bundle.view.nodes:
        x, y, colour, label = nodes[node.node_id]
        assert (x, y) == pytest.approx((node.x * scale + dx, node.y * scale + dy), abs=0.05)
        assert colour == node.colour.light
        assert label == node.label


def test_svg_draws_every_link_between_its_nodes(bundle: Bundle):
    svg = make_svg(bundle)
    nodes = read_svg_nodes(svg)
    root = ElementTree.fromstring(svg)
    lines = [e for e in root.iter(f"{SVG}line") if e.attrib.get("id", "").startswith("band-")]
    drawn = {
        ((float(e.attrib["x1"]), float(e.attrib["y1"])), (float(e.attrib["x2"]), float(e.attrib["y2"]))) for e in lines
    }
    wanted = {(nodes[link.source][:2], nodes[link.target][:2]) for link in bundle.view.links}

    def rounded(ends: set[tuple[tuple[float, ...], tuple[float, ...]]]) -> set[tuple[tuple[float, ...], ...]]:
        return {tuple(tuple(round(v) for v in end) for end in pair) for pair in ends}

    assert len(lines) == len(bundle.view.links) > 5
    assert rounded(drawn) == rounded(wanted)


def test_svg_can_be_edited_everywhere(bundle: Bundle):
    svg = make_svg(bundle)
    root = ElementTree.fromstring(svg)
    ids = [e.attrib["id"] for e in root.iter() if "id" in e.attrib]
    assert len(ids) == len(set(ids))
    assert root.attrib["aria-labelledby"].split() == ["titel", "beschrijving"]
    assert root.findtext(f"{SVG}title") == bundle.title
    assert root.findtext(f"{SVG}desc") == bundle.sentence
    assert {"kop", "legenda", "banden", "knopen", "namen", "onderschrift"} <= set(ids)
    # What Inkscape and Illustrator do not know, or would not let through as text.
    assert not re.search("paint-order|foreignObject|<use|<image|href=", svg)
    assert all("Source S" in e.attrib["font-family"] for e in root.iter(f"{SVG}text"))


def test_svg_carries_the_letters_that_it_uses_and_can_leave_them_out(bundle: Bundle):
    with_letters, without = make_svg(bundle), make_svg(bundle, embed_fonts=False)
    assert with_letters.count("@font-face") == 4
    assert "@font-face" not in without and "font-family=\"'Source Sans 3'" in without
    assert re.sub(r"<defs>.*?</defs>\n", "", with_letters) == without


# -- layout --------------------------------------------------------------------------------------------------------


def label_boxes(labels: tuple[Label, ...], fonts: Fonts) -> dict[str, Box]:
    """Return where the letters are, measured by another program than ours."""
    boxes = {}
    for label in labels:
        letters = ImageFont.truetype(BytesIO(fonts[label.face].data), 1000)
        half = letters.getlength(label.text) * label.size / 1000 / 2
        boxes[label.node_id] = (label.x - half, label.y - 0.7 * label.size, label.x + half, label.y + 0.2 * label.size)
    return boxes


@pytest.mark.parametrize("kind", ["fixture", "crowd"])
def test_no_label_lies_over_another_or_is_cut_off(folder: Path, kind: str):
    shown = fixture_bundle(folder) if kind == "fixture" else big_bundle(300, 500, 1)
    fonts = Fonts(list_texts(shown))
    figure = make_figure(shown, fonts=fonts)
    boxes = list(label_boxes(figure.labels, fonts).values())
    left, top, right, bottom = figure.graph_box
    assert len(boxes) == len(shown.view.nodes) if kind == "fixture" else len(boxes) > 60
    for n, box in enumerate(boxes):
        assert left <= box[0] and box[2] <= right and top <= box[1] and box[3] <= bottom
        assert not any(overlaps(box, other) for other in boxes[n + 1 :])


def test_the_parts_of_the_page_keep_clear_of_each_other(bundle: Bundle):
    figure = make_figure(bundle)
    left, top, right, bottom = figure.graph_box
    assert all(line.box[3] <= top for line in figure.title)
    assert all(line.box[2] <= left and line.box[3] <= bottom for row in figure.legend for line in row.lines)
    assert figure.rule and bottom <= figure.rule <= min(line.box[1] for line in figure.caption)
    assert all(line.box[0] >= 0 and line.box[2] <= WIDTH and line.box[3] <= HEIGHT for line in figure.lines())
    for dot in figure.dots:
        reach = dot.radius * 1.15
        assert left <= dot.x - reach and dot.x + reach <= right
        assert top <= dot.y - reach and dot.y + reach <= bottom
    ends = [line.box for line in figure.caption]
    assert not any(overlaps(a, b) for n, a in enumerate(ends) for b in ends[n + 1 :])


def test_when_names_do_not_fit_the_picture_says_how_many():
    figure = make_figure(big_bundle(400, 100, 1))
    missing = 400 - len(figure.labels)
    assert missing > 0
    assert " ".join(line.text for line in figure.notes) == f"{missing} namen passen niet in beeld"


def test_what_leads_gets_its_name_before_the_rest():
    crowd = big_bundle(400, 100, 1)
    nodes = [replace(node, label_weight=650) if node.rank in (390, 395) else node for node in crowd.view.nodes]
    figure = make_figure(replace(crowd, view=replace(crowd.view, nodes=tuple(nodes))))
    assert {nodes[390].node_id, nodes[395].node_id} <= {label.node_id for label in figure.labels}


@settings(max_examples=40, deadline=None)
@given(
    places=st.lists(st.tuples(st.integers(0, 600), st.integers(0, 400)), max_size=40),
    sizes=st.sampled_from([9.0, 13.0, 22.0]),
)
def test_labels_never_collide_whatever_the_places(places: list[tuple[int, int]], sizes: float):
    spots = [
        Spot(f"n{n}", "naam " * (1 + n % 4), x, y, 8.0, (6.0, 6.0), sizes, "sans", "#000000", 1.0, (1, n))
        for n, (x, y) in enumerate(places)
    ]
    box = (-20.0, -20.0, 620.0, 420.0)
    labels, n_left = place_labels(spots, Fonts(), box)
    assert len(labels) + n_left == len(spots)
    for n, label in enumerate(labels):
        assert box[0] <= label.box[0] and box[1] <= label.box[1]
        assert label.box[2] <= box[2] and label.box[3] <= box[3]
        assert not any(overlaps(label.box, other.box) for other in labels[n + 1 :])
        for spot in spots:
            body = (spot.x - 6, spot.y - 6, spot.x + 6, spot.y + 6)
            assert spot.node_id == label.node_id or not overlaps(label.box, body)


def test_each_part_can_be_switched_off(bundle: Bundle):
    parts = {
        "title": bundle.title,
        "legend": "begrip: groter is vaker",
        "filters": bundle.caption[0],
        "documents": bundle.caption[1],
        "stamp": bundle.caption[2],
    }
    everything = " ".join(line.text for line in make_figure(bundle).lines())
    for name, text in parts.items():
        rest = " ".join(line.text for line in make_figure(bundle, PictureOptions(**{name: False})).lines())
        assert text in everything and text not in rest
        assert all(other in rest for other in set(parts.values()) - {text})
    bare = make_figure(bundle, PictureOptions(False, False, False, False, False))
    assert bare.lines() == [] and bare.rule is None
    page = Page()
    assert bare.graph_box == (page.left, page.top, page.right, page.bottom)


def test_a_crowd_keeps_names_for_the_most_prominent():
    figure = make_figure(big_bundle(1200, 100, 1))
    named = {label.node_id for label in figure.labels}
    ranks = sorted(dot.node.rank for dot in figure.dots if dot.node.node_id in named)
    assert len([rank for rank in ranks if rank < 60]) > 40


def test_a_zoom_shows_what_lies_there_and_counts_the_rest(bundle: Bundle):
    figure = make_figure(replace(bundle, sight=Sight(2.0, (0.0, 0.0))))
    left, top, right, bottom = figure.graph_box
    # At zoom 1 a box of 800 by 600 would hold 800 by 600 units of the map.
    assert figure.scale == 2.0 * min((right - left) / 800, (bottom - top) / 600)
    shown = {dot.node.node_id: (dot.x, dot.y) for dot in figure.dots}
    assert shown["c:verbinding"] == pytest.approx(((left + right) / 2, (top + bottom) / 2), abs=0.01)
    assert "c:decentralisatie" not in shown
    assert all(left <= x <= right and top <= y <= bottom for x, y in shown.values())
    assert all(stroke.link.source in shown and stroke.link.target in shown for stroke in figure.strokes)
    n_outside = len(bundle.view.nodes) - len(shown)
    assert f"{n_outside} knopen vallen buiten beeld" in [line.text for line in figure.notes]


def test_links_lead_out_of_sight_as_on_the_screen(bundle: Bundle):
    """What is chosen may be out of sight: its neighbours are dark and its links run to the edge all the same."""
    figure = make_figure(replace(bundle, sight=Sight(2.2, (300.0, -200.0)), selection=("c:verbinding",)))
    shown = {dot.node.node_id: dot for dot in figure.dots}
    assert "c:verbinding" not in shown and "p:els-brink" in shown
    wanted = {
        (link.source, link.target) for link in bundle.view.links if (link.source in shown) is not (link.target in shown)
    }
    assert {(stub.link.source, stub.link.target) for stub in figure.stubs} == wanted != set()
    [dark] = [stub for stub in figure.stubs if stub.colour == INK.light]
    assert dark.names == "Els Brink — verbinding" and dark is figure.stubs[-1]
    assert {node_id for node_id, dot in shown.items() if dot.opacity == 1} == {"p:els-brink"}
    left, top, right, bottom = figure.graph_box
    places = {node.node_id: node for node in bundle.view.nodes}
    for stub in figure.stubs:
        inside, outside = sorted((stub.link.source, stub.link.target), key=lambda node_id: node_id not in shown)
        x1, y1, x2, y2 = stub.line
        dot, other = shown[inside], places[outside]
        assert math.dist((x1, y1), (dot.x, dot.y)) == pytest.approx(dot.radius, abs=0.02)
        assert min(abs(x2 - left), abs(x2 - right), abs(y2 - top), abs(y2 - bottom)) < 0.02
        towards = math.atan2(other.y - dot.node.y, other.x - dot.node.x)
        assert math.atan2(y2 - y1, x2 - x1) == pytest.approx(towards, abs=0.01)
    assert make_figure(bundle).stubs == ()


def test_a_chosen_link_is_orange_and_the_rest_pale(folder: Path):
    pair = ("c:overheidsparticipatie", "c:verbinding")
    figure = make_figure(fixture_bundle(folder, selection=pair))
    orange = [stroke for stroke in figure.strokes if stroke.colour == SELECTION.light]
    assert [(stroke.link.source, stroke.link.target) for stroke in orange] == [pair]
    assert figure.strokes[-1] is orange[0]
    assert {dot.node.node_id for dot in figure.dots if dot.chosen} == set(pair)
    assert {stroke.opacity for stroke in figure.strokes if stroke is not orange[0]} == {0.45}
    near = {dot.node.node_id for dot in figure.dots if dot.opacity == 1}
    far = {dot.node.node_id for dot in figure.dots if dot.opacity < 1}
    assert set(pair) <= near and "c:decentralisatie" in far
    svg = make_svg(fixture_bundle(folder, selection=pair))
    assert svg.count(f'stroke="{SELECTION.light}"') == 3  # the link and a ring around both ends


def test_documents_are_in_italics_and_what_leads_is_heavier(bundle: Bundle):
    faces = {node.node_id: label_face(node) for node in bundle.view.nodes}
    assert faces["d:plein-vol"] == "sans-italic"
    assert faces["c:verbinding"] == "sans-semibold"
    assert faces["p:els-brink"] == "sans"


def legend_bundle(bundle: Bundle, n_themes: int) -> Bundle:
    themes = tuple(
        LegendEntry(f"Thema {n}", None, f"Thema {n}", THEME_COLOURS[n] if n < 8 else NEUTRAL, 3)
        for n in range(n_themes)
    )
    return replace(bundle, view=replace(bundle.view, legend=(*bundle.view.legend[:2], *themes)))


def with_doubtful(bundle: Bundle, n: int) -> Bundle:
    links = tuple(replace(link, doubtful=place < n) for place, link in enumerate(bundle.view.links))
    return replace(bundle, view=replace(bundle.view, links=links))


def test_the_legend_tells_what_size_and_broken_lines_say(bundle: Bundle):
    steady = with_doubtful(bundle, 0)
    shown = replace(with_doubtful(bundle, 1), filters=replace(bundle.filters, sizing="degree"))
    words = [" ".join(line.text for line in row.lines) for row in make_figure(shown).legend]
    assert "begrip: groter heeft meer banden" in words
    assert words[-2:] == ["band: dikker is sterker", "gestreept: kan toeval zijn"]
    assert make_svg(shown).count("stroke-dasharray") == make_svg(steady).count("stroke-dasharray") + 1
    plain = replace(bundle, filters=replace(bundle.filters, sizing="none"))
    assert "begrip" in [row.lines[0].text for row in make_figure(plain).legend]
    assert pypdfium2.PdfDocument(make_pdf(shown))


def test_grey_themes_share_one_line_and_a_short_page_counts_the_rest(bundle: Bundle):
    fonts = Fonts()
    rows = make_rows(legend_bundle(bundle, 11), fonts, 48, 100, 650)
    words = [" ".join(line.text for line in row.lines) for row in rows]
    assert words[7:10] == ["Thema 7", "3 andere thema’s", "begrip: groter is vaker"]
    short = make_rows(legend_bundle(bundle, 11), fonts, 48, 100, 300)
    words = [" ".join(line.text for line in row.lines) for row in short]
    assert any(re.fullmatch(r"en nog \d thema’s", text) for text in words)
    assert short[-1].lines[-1].y <= 300


# -- PDF and PNG -----------------------------------------------------------------------------------------------------


def test_pdf_is_text_with_all_its_fonts_inside(bundle: Bundle):
    data = make_pdf(bundle)
    document = pypdfium2.PdfDocument(data)
    text = document[0].get_textpage().get_text_range()
    for node in bundle.view.nodes:
        assert node.label in text
    assert bundle.title in text and bundle.caption[2] in text
    assert document.get_metadata_value("Title") == bundle.title
    assert document.get_metadata_value("Subject") == bundle.sentence
    assert document.get_metadata_value("CreationDate").startswith("D:20261121")
    assert document[0].get_size() == (960, 540)
    assert b"/Helvetica" not in data
    assert data.count(b"/FontFile2") == data.count(b"/Type /FontDescriptor") >= 4
    assert b"/Subtype /Image" not in data


def test_pdf_of_several_views_has_a_page_each(bundle: Bundle):
    document = pypdfium2.PdfDocument(make_pdf([bundle, replace(bundle, title="Nog een"), bundle]))
    assert len(document) == 3
    assert "Nog een" in document[1].get_textpage().get_text_range()


def rgb(colour: Colour) -> tuple[int, ...]:
    return tuple(int(colour.light[n : n + 2], 16) for n in (1, 3, 5))


def filled_nodes(bundle: Bundle) -> Iterator[ViewNode]:
    return (node for node in bundle.view.nodes if node.shape in ("disc", "triangle") and not node.proposed)


@pytest.mark.parametrize("scale", [1.0, 2.5])
def test_png_shows_every_node_in_its_colour_at_its_place(bundle: Bundle, scale: float):
    image = Image.open(BytesIO(make_png(bundle, scale=scale)))
    assert image.mode == "RGB" and image.size == (round(WIDTH * scale), round(HEIGHT * scale))
    assert image.getpixel((2, 2)) == (255, 255, 255)
    figure = make_figure(bundle)
    places = {dot.node.node_id: (dot.x, dot.y) for dot in figure.dots}
    seen = 0
    for node in filled_nodes(bundle):
        x, y = places[node.node_id]
        assert image.getpixel((round(x * scale), round(y * scale))) == rgb(node.colour)
        seen += 1
    assert seen >= 6
    assert image.info["Title"] == bundle.title and image.info["Description"] == bundle.sentence
    assert image.info["dpi"][0] == pytest.approx(96 * scale, abs=0.1)


def test_png_without_ground_is_clear_between_the_lines(bundle: Bundle):
    image = Image.open(BytesIO(make_png(bundle, scale=1, transparent=True)))
    assert image.mode == "RGBA"
    alpha = image.getchannel("A")
    assert image.getpixel((2, 2))[3] == 0
    assert alpha.getextrema() == (0, 255)
    assert alpha.histogram()[0] > 0.8 * WIDTH * HEIGHT
    node = next(filled_nodes(bundle))
    dot = next(dot for dot in make_figure(bundle).dots if dot.node.node_id == node.node_id)
    assert image.getpixel((round(dot.x), round(dot.y))) == (*rgb(node.colour), 255)


@pytest.mark.parametrize("scale", [0, 4.1, -1, float("nan")])
def test_png_of_an_impossible_size_is_refused(bundle: Bundle, scale: float):
    with pytest.raises(ReadableError, match="0,25 tot 4"):
        make_png(bundle, scale=scale)


def test_png_rings_the_chosen_node_and_pales_what_is_far(folder: Path):
    shown = fixture_bundle(folder, selection=("c:verbinding",))
    figure = make_figure(shown)
    image = Image.open(BytesIO(make_png(shown, scale=4)))
    dots = {dot.node.node_id: dot for dot in figure.dots}
    chosen, far = dots["c:verbinding"], dots["c:decentralisatie"]
    orange = tuple(int(SELECTION.light[n : n + 2], 16) for n in (1, 3, 5))
    reach = chosen.radius + 2 * chosen.line
    around = [(chosen.x - reach, chosen.y), (chosen.x + reach, chosen.y), (chosen.x, chosen.y - reach)]
    assert orange in [image.getpixel((round(x * 4), round(y * 4))) for x, y in around]
    assert image.getpixel((round(chosen.x * 4), round(chosen.y * 4))) == rgb(chosen.node.colour)
    pale = [round(255 - 0.42 * (255 - part)) for part in rgb(far.node.colour)]
    assert image.getpixel((round(far.x * 4), round(far.y * 4))) == pytest.approx(pale, abs=2)
    near = {stroke.opacity for stroke in figure.strokes if chosen in (stroke.start, stroke.end)}
    assert near == {0.75}


# -- all of them -----------------------------------------------------------------------------------------------------

PRINT_HASHES = """
import hashlib, sys
from pathlib import Path
from graph.export.pdf import make_pdf
from graph.export.png import make_png
from graph.export.pptx import make_pptx
from graph.export.svg import make_svg
from tests.export_bundles import big_bundle
bundle = big_bundle(40, 60, 1)
for data in (make_svg(bundle).encode(), make_pdf(bundle), make_png(bundle, scale=1), make_pptx(bundle)):
    print(hashlib.sha256(data).hexdigest())
"""


def test_the_same_view_gives_the_same_bytes_in_every_process():
    root = Path(__file__).parents[1]
    found = [
        subprocess.run(
            [sys.executable, "-c", PRINT_HASHES],
            cwd=root,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(root), "TZ": zone},
            capture_output=True,
            text=True,
            check=True,
        ).stdout.split()
        for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo"))
    ]
    assert len(found[0]) == 4 and found[0] == found[1]


def test_a_second_export_gives_the_same_bytes(bundle: Bundle, tmp_path: Path):
    for export, suffix in ((export_svg, "svg"), (export_pdf, "pdf"), (export_png, "png")):
        for name in ("a", "b"):
            export(bundle, tmp_path / f"{name}.{suffix}")
        first, second = ((tmp_path / f"{name}.{suffix}").read_bytes() for name in ("a", "b"))
        assert hashlib.sha256(first).digest() == hashlib.sha256(second).digest()


@pytest.mark.parametrize("export", [export_svg, export_pdf, export_png])
def test_a_folder_that_cannot_be_written_leaves_nothing_behind(bundle: Bundle, tmp_path: Path, export: object):
    (tmp_path / "bestand").write_text("", encoding="utf-8")
    with pytest.raises(ReadableError, match="hier kan niet geschreven worden"):
        export(bundle, tmp_path / "bestand" / "uit")  # type: ignore[operator]
    assert [path.name for path in tmp_path.iterdir()] == ["bestand"]


@pytest.mark.parametrize("name", NASTY)
def test_whatever_people_type_stays_text(bundle: Bundle, name: str):
    text = NASTY[name]
    nodes = (replace(bundle.view.nodes[0], label=text[:30], reason=text), *bundle.view.nodes[1:])
    shown = replace(bundle, title=text, view=replace(bundle.view, nodes=nodes))
    svg = make_svg(shown)
    root = ElementTree.fromstring(svg)
    assert not list(root.iter(f"{SVG}script"))
    assert root.findtext(f"{SVG}title", "").replace("\ufffd", "?") == re.sub("[\x00-\x08\x0b-\x1f\uffff]", "?", text)
    figure = make_figure(shown)
    assert len(figure.title) <= 3
    assert all(line.box[2] <= WIDTH - 40 for line in figure.title)
    assert len(pypdfium2.PdfDocument(make_pdf(shown))) == 1
    assert make_png(shown, scale=0.5).startswith(b"\x89PNG")


def test_an_empty_view_says_so(folder: Path):
    empty = fixture_bundle(folder, EMPTY)
    assert not empty.view.nodes
    figure = make_figure(empty)
    assert " ".join(line.text for line in figure.notes) == empty.sentence
    assert figure.legend == () and figure.labels == ()
    ElementTree.fromstring(make_svg(empty))
    assert "niets over om te laten zien" in pypdfium2.PdfDocument(make_pdf(empty))[0].get_textpage().get_text_range()


def test_no_view_at_all_is_refused():
    with pytest.raises(ReadableError, match="geen beeld"):
        make_pdf([])


# -- letters ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("face", FACES)
def test_widths_are_those_of_the_letters(face: Face):
    fonts = Fonts(["Ωδ Ж"])
    letters = ImageFont.truetype(BytesIO(fonts[face].data), 1000)
    for text in ("verbinding", "Paul ’t Hart", "coöperatie", "Ωδ Ж" if "serif" not in face else "ß"):
        assert fonts.measure(text, face, 10) == pytest.approx(letters.getlength(text) / 100, rel=0.03)


@settings(max_examples=60, deadline=None)
@given(text=st.text(max_size=200), width=st.floats(40, 400), most=st.integers(1, 4))
def test_wrapped_lines_fit_and_lose_nothing_but_what_is_told(text: str, width: float, most: int):
    fonts = Fonts()
    lines = fonts.wrap(text, "sans", 14, width)
    assert all(fonts.measure(line, "sans", 14) <= width + 1e-6 or len(line) == 1 for line in lines)
    assert "".join(lines).replace(" ", "") == "".join(text.split())
    fewer = fonts.wrap(text, "sans", 14, width, most)
    assert len(fewer) == min(len(lines), most)
    assert (len(fewer) < len(lines)) == (bool(fewer) and fewer[-1] != lines[len(fewer) - 1])


def test_shortened_text_fits_and_ends_in_an_ellipsis():
    fonts = Fonts()
    assert fonts.shorten("kort", "sans", 14, 100) == "kort"
    short = fonts.shorten("een naam die veel te lang is", "sans", 14, 100)
    assert short.endswith("…") and fonts.measure(short, "sans", 14) <= 100


def test_a_subset_holds_only_what_is_asked(bundle: Bundle):
    font = Fonts()["sans"]
    assert len(subset_font(font, "abc")) < len(subset_font(font, "abcdefghijklmnopqrstuvwxyz")) < len(font.data)


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("gewoon (zo)", "gewoon (zo)"),
        ("שלום", "םולש"),
        ("a שלום b", "a םולש b"),
        ("שלום (12) abc", "abc (12) םולש"),
        ("לך 2026-11 כן", "ןכ 2026-11 ךל"),
        ("مرحبا", "\ufe8e\ufe92\ufea3\ufeae\ufee3"),
        ("لا", "\ufefb"),
        ("mis\u202eleid\u200d", "misleid"),
        ("❤\ufe0f", "❤"),
    ],
)
def test_right_to_left_text_is_turned_and_joined(text: str, drawn: str):
    assert order_for_drawing(text) == drawn


def test_letters_that_no_font_has_still_take_room():
    fonts = Fonts(["\U0001fabf"])
    assert fonts.measure("\U0001fabf", "sans", 10) > 5
    assert fonts.measure("\u200d", "sans", 10) == 0
