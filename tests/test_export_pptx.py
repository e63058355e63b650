"""A deck read back: native shapes at the places of the view, links glued at both ends, notes, templates."""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from docx import Document as WordDocument
from lxml import etree
from PIL import ImageFont
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE, MSO_SHAPE_TYPE
from pptx.oxml.ns import qn
from pptx.util import Emu

from graph.errors import ReadableError
from graph.export.bundle import Bundle
from graph.export.figure import PictureOptions, make_figure
from graph.export.fonts import Fonts
from graph.export.pptx import export_pptx, make_notes, make_pptx
from graph.export.slide import SITES
from graph.filters import Sight
from graph.palette import SELECTION, THEME_COLOURS
from tests.export_bundles import EMPTY, NASTY, big_bundle, fixture_bundle
from tests.test_export_pictures import overlaps, read_svg_nodes, with_doubtful

PRESETS = {
    "disc": MSO_SHAPE.OVAL,
    "ring": MSO_SHAPE.OVAL,
    "diamond": MSO_SHAPE.DIAMOND,
    "triangle": MSO_SHAPE.ISOSCELES_TRIANGLE,
    "sheet": MSO_SHAPE.ROUNDED_RECTANGLE,
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("deck")


@pytest.fixture(scope="module")
def bundle(folder: Path) -> Bundle:
    return fixture_bundle(folder)


def open_deck(data: bytes) -> Any:
    return Presentation(BytesIO(data))


def every_shape(shapes: Any) -> Iterator[Any]:
    for shape in shapes:
        yield shape
        if shape.shape_type == MSO_SHAPE_TYPE.GROUP:
            yield from every_shape(shape.shapes)


def told(shape: Any) -> str:
    return str(shape._element.xpath(".//p:cNvPr")[0].get("descr") or "")


def read_nodes(slide: Any) -> dict[str, Any]:
    """Return the shapes of the nodes by the label of the node."""
    return {
        shape.name.removeprefix("Knoop "): shape
        for shape in every_shape(slide.shapes)
        if shape.name.startswith("Knoop ")
    }


def connectors(slide: Any) -> list[Any]:
    return [
        shape
        for shape in every_shape(slide.shapes)
        if shape.shape_type == MSO_SHAPE_TYPE.LINE or shape._element.tag == qn("p:cxnSp")
    ]


def middle(shape: Any) -> tuple[float, float]:
    across = 0.5 * shape.width
    down = shape.height * (1 / 1.8 if shape.auto_shape_type == MSO_SHAPE.ISOSCELES_TRIANGLE else 0.5)
    return shape.left + across, shape.top + down


def paint_of(shape: Any) -> str:
    colour = (
        shape.line.color if shape.line.fill.type is not None and shape.line.fill.type == 1 else shape.fill.fore_color
    )
    return f"#{colour.rgb}"


# -- our own page ------------------------------------------------------------------------------------------------------


def test_nodes_have_the_shape_place_and_colour_of_the_view_and_of_the_svg(bundle: Bundle):
    from graph.export.svg import make_svg

    deck = open_deck(make_pptx(bundle))
    nodes = read_nodes(deck.slides[0])
    drawn = read_svg_nodes(make_svg(bundle))
    assert set(nodes) == {node.label for node in bundle.view.nodes}
    for node in bundle.view.nodes:
        shape = nodes[node.label]
        assert shape.auto_shape_type == PRESETS[node.shape]
        assert paint_of(shape) == node.colour.light
        x, y = middle(shape)
        svg_x, svg_y, _, label = drawn[node.node_id]
        assert x / deck.slide_width == pytest.approx(svg_x / 1280, abs=0.001)
        assert y / deck.slide_height == pytest.approx(svg_y / 720, abs=0.001)
        assert label == node.label
        assert told(shape) == f"{node.label}\n{node.reason}"


def test_a_link_that_leads_out_of_sight_is_a_line_and_no_connector(bundle: Bundle):
    slide = open_deck(make_pptx(replace(bundle, sight=Sight(2.2, (300.0, -200.0))))).slides[0]
    inside = set(read_nodes(slide))
    names = {node.node_id: node.label for node in bundle.view.nodes}
    links = [(names[link.source], names[link.target]) for link in bundle.view.links]
    lines = connectors(slide)
    assert len(lines) == sum(a in inside and b in inside for a, b in links)
    assert all(line._element.nvCxnSpPr.cNvCxnSpPr.stCxn is not None for line in lines)
    assert all(line._element.nvCxnSpPr.cNvCxnSpPr.endCxn is not None for line in lines)
    loose = [shape for shape in slide.shapes if shape.name.startswith("Band ") and shape not in lines]
    loose = [shape for shape in loose if shape._element.tag == qn("p:sp")]
    assert len(loose) == sum((a in inside) is not (b in inside) for a, b in links) > 0
    assert all("samen in" in told(shape) for shape in loose)


def test_names_stand_next_to_their_nodes_and_move_along(bundle: Bundle):
    slide = open_deck(make_pptx(bundle)).slides[0]
    figure = make_figure(bundle)
    groups = {shape.name: shape for shape in slide.shapes if shape.shape_type == MSO_SHAPE_TYPE.GROUP}
    for node in bundle.view.nodes:
        children = list(groups[node.label].shapes)
        text = next(child for child in children if child.name == f"Naam {node.label}")
        assert text.text_frame.text == node.label
        assert text.text_frame.word_wrap is False
        assert any(child.name == f"Knoop {node.label}" for child in children)
    assert len(figure.labels) == len(bundle.view.nodes)


def test_every_link_is_glued_at_both_ends_where_it_is_drawn(bundle: Bundle):
    slide = open_deck(make_pptx(bundle)).slides[0]
    nodes = read_nodes(slide)
    labels = {node.node_id: node.label for node in bundle.view.nodes}
    by_id = {shape.shape_id: shape for shape in nodes.values()}
    found = set()
    for line in connectors(slide):
        properties = line._element.nvCxnSpPr.cNvCxnSpPr
        ends = []
        for glue, x, y in ((properties.stCxn, line.begin_x, line.begin_y), (properties.endCxn, line.end_x, line.end_y)):
            shape = by_id[glue.id]
            across, down = SITES[shape._element.spPr.prstGeom.get("prst")][glue.idx]
            assert (x, y) == pytest.approx((shape.left + across * shape.width, shape.top + down * shape.height), abs=2)
            ends.append(shape.name.removeprefix("Knoop "))
        found.add(tuple(ends))
    assert found == {(labels[link.source], labels[link.target]) for link in bundle.view.links}
    assert len(connectors(slide)) == len(bundle.view.links)


def test_links_leave_on_the_side_of_the_other_node(bundle: Bundle):
    slide = open_deck(make_pptx(bundle)).slides[0]
    by_id = {shape.shape_id: shape for shape in read_nodes(slide).values()}
    for line in connectors(slide):
        properties = line._element.nvCxnSpPr.cNvCxnSpPr
        start, end = (middle(by_id[glue.id]) for glue in (properties.stCxn, properties.endCxn))
        whole = ((end[0] - start[0]) ** 2 + (end[1] - start[1]) ** 2) ** 0.5
        drawn = ((line.end_x - line.begin_x) ** 2 + (line.end_y - line.begin_y) ** 2) ** 0.5
        assert drawn < whole


@pytest.mark.parametrize("bold", [1.0, 1.04])
def test_names_keep_clear_of_each_other_in_bold_too(bundle: Bundle, bold: float):
    slide = open_deck(make_pptx(bundle)).slides[0]
    fonts = Fonts()
    boxes = []
    for shape in every_shape(slide.shapes):
        if shape.name.startswith("Naam "):
            run = shape.text_frame.paragraphs[0].runs[0]
            face = "sans-semibold" if run.font.bold else "sans-italic" if run.font.italic else "sans"
            letters = ImageFont.truetype(BytesIO(fonts[face].data), 1000)
            width = letters.getlength(run.text) / 1000 * run.font.size * bold
            x = shape.left + shape.width / 2
            boxes.append((x - width / 2, float(shape.top), x + width / 2, float(shape.top + shape.height)))
    assert len(boxes) == len(bundle.view.nodes)
    for n, box in enumerate(boxes):
        assert box[0] >= 0 and box[2] <= 1280 * 9525 and box[3] <= 720 * 9525
        assert not any(overlaps(box, other, slack=9525) for other in boxes[n + 1 :])


def test_the_slide_says_what_it_shows(bundle: Bundle):
    slide = open_deck(make_pptx(bundle)).slides[0]
    assert slide.shapes.title.text_frame.text == bundle.title
    assert [told(shape) for shape in slide.shapes if shape.name == "Graaf"] == [bundle.sentence]
    legend = next(shape for shape in slide.shapes if shape.name == "Legenda")
    assert "Verbinding" in told(legend) and "persoon" in told(legend)
    captions = [shape.text_frame.text for shape in slide.shapes if shape.name == "Onderschrift"]
    assert captions == [f"{bundle.caption[0]}. {bundle.caption[1]}.", bundle.caption[2]]
    ids = [int(e.get("id")) for e in slide._element.iter(qn("p:cNvPr"))]
    assert len(ids) == len(set(ids))


def test_a_link_that_may_be_chance_is_broken(bundle: Bundle):
    slide = open_deck(make_pptx(with_doubtful(bundle, 1))).slides[0]
    assert len([line for line in connectors(slide) if line.line.dash_style is not None]) == 1


def test_notes_hold_the_sentences_of_the_strongest_links_with_their_sources(bundle: Bundle):
    notes = open_deck(make_pptx(bundle)).slides[0].notes_slide.notes_text_frame.text
    assert notes == make_notes(bundle)
    assert notes.startswith(bundle.sentence)
    lines = notes.splitlines()
    headings = [line for line in lines if " — " in line and "samen in" in line]
    strongest = max(
        (link for link in bundle.links.values() if "d:" not in (link.source[:2], link.target[:2])),
        key=lambda link: (link.log_likelihood, link.count),
    )
    names = {node.node_id: node.label for node in bundle.view.nodes}
    assert headings[0].startswith(f"{names[strongest.source]} — {names[strongest.target]}: samen in")
    assert 1 < len(headings) <= 5
    excerpt = bundle.link_excerpts[(strongest.source, strongest.target)][0]
    assert any(
        line.startswith(f"“{excerpt.text[:60]}") and excerpt.title in line and ", ".join(excerpt.authors) in line
        for line in lines
    )


def test_notes_of_a_chosen_link_are_about_that_link(folder: Path):
    pair = ("c:overheidsparticipatie", "c:verbinding")
    chosen = fixture_bundle(folder, selection=pair)
    headings = [line for line in make_notes(chosen).splitlines() if " — " in line and "samen in" in line]
    assert len(headings) == 1 and headings[0].startswith("overheidsparticipatie — verbinding")
    slide = open_deck(make_pptx(chosen)).slides[0]
    orange = [line for line in connectors(slide) if str(line.line.color.rgb) == SELECTION.light[1:]]
    assert len(orange) == 1
    assert sum(shape.name == "Gekozen" for shape in every_shape(slide.shapes)) == 2


def test_a_deck_has_a_slide_for_each_view_and_our_letters(bundle: Bundle):
    deck = open_deck(make_pptx([bundle, replace(bundle, title="Tweede")]))
    assert [slide.shapes.title.text_frame.text for slide in deck.slides] == [bundle.title, "Tweede"]
    assert (deck.slide_width, deck.slide_height) == (12192000, 6858000)
    theme = next(part for part in theme_parts(make_pptx(bundle)) if b'name="Begrippengraaf"' in part)
    assert b'typeface="Source Serif 4"' in theme and b'typeface="Source Sans 3"' in theme
    assert THEME_COLOURS[0].light[1:].encode() in theme
    assert deck.core_properties.author == "Begrippengraaf"
    assert deck.core_properties.created.isoformat().startswith("2026-11-21")


def theme_parts(data: bytes) -> list[bytes]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return [archive.read(name) for name in archive.namelist() if name.startswith("ppt/theme/")]


def test_parts_can_be_switched_off(bundle: Bundle):
    slide = open_deck(make_pptx(bundle, options=PictureOptions(False, False, False, False, False))).slides[0]
    assert {re.sub(" .*", "", shape.name) for shape in every_shape(slide.shapes)} <= {
        "Graaf", "Band", "Knoop", "Naam", "Lijntje", *(node.label.split(" ")[0] for node in bundle.view.nodes),
    }  # fmt: skip
    assert slide.shapes.title is None


def test_bytes_are_the_same_each_time_and_hold_no_time_of_day(bundle: Bundle):
    first = make_pptx([bundle, bundle])
    assert first == make_pptx([bundle, bundle])
    with zipfile.ZipFile(BytesIO(first)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.namelist()[0] == "[Content_Types].xml"
        assert not any("thumbnail" in name for name in archive.namelist())
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                etree.fromstring(archive.read(name))


@pytest.mark.parametrize("name", NASTY)
def test_whatever_people_type_stays_text(bundle: Bundle, name: str):
    text = NASTY[name]
    label = " ".join(text.split())[:30]
    nodes = (replace(bundle.view.nodes[0], label=label), *bundle.view.nodes[1:])
    slide = open_deck(make_pptx(replace(bundle, title=text, view=replace(bundle.view, nodes=nodes)))).slides[0]
    assert slide.shapes.title.text_frame.text
    assert len(read_nodes(slide)) == len(nodes)
    assert not slide._element.findall(f".//{qn('a:hlinkClick')}")


def test_an_empty_view_is_a_slide_that_says_so(folder: Path):
    empty = fixture_bundle(folder, EMPTY)
    slide = open_deck(make_pptx(empty)).slides[0]
    words = " ".join(shape.text_frame.text for shape in slide.shapes if shape.name == "Opmerking")
    assert words == empty.sentence
    assert connectors(slide) == []


def test_no_view_at_all_is_refused():
    with pytest.raises(ReadableError, match="geen beeld"):
        make_pptx([])


# -- a template --------------------------------------------------------------------------------------------------------


def make_template(path: Path, *, wide: bool = False, face: str = "Verdana") -> Path:
    """Write a template with colours, letters, a footer and an example slide of its own."""
    deck = Presentation()
    if wide:
        deck.slide_width, deck.slide_height = Emu(12192000), Emu(6858000)
    slide = deck.slides.add_slide(deck.slide_layouts[0])
    slide.shapes.title.text = "Voorbeelddia van Dorpstede"
    deck.save(path)
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    theme = parts["ppt/theme/theme1.xml"].decode()
    for n in range(1, 7):
        theme = re.sub(
            rf"(<a:accent{n}>).*?(</a:accent{n}>)", rf'\1<a:srgbClr val="0{n}0{n}0{n}"/>\2', theme, flags=re.S
        )
    theme = re.sub(r'(<a:minorFont>\s*<a:latin typeface=")[^"]*', rf"\1{face}", theme)
    parts["ppt/theme/theme1.xml"] = theme.encode()
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def as_potx(path: Path) -> Path:
    target = path.with_suffix(".potx")
    with zipfile.ZipFile(path) as archive, zipfile.ZipFile(target, "w") as changed:
        for name in archive.namelist():
            content = archive.read(name)
            if name == "[Content_Types].xml":
                content = content.replace(b"presentation.main+xml", b"template.main+xml")
            changed.writestr(name, content)
    return target


@pytest.mark.parametrize("potx", [False, True])
def test_a_template_gives_its_theme_layout_and_size(bundle: Bundle, tmp_path: Path, potx: bool):
    template = make_template(tmp_path / "sjabloon.pptx")
    theme = next(part for part in theme_parts(template.read_bytes()) if b"010101" in part)
    data = make_pptx([bundle, bundle], as_potx(template) if potx else template)
    deck = open_deck(data)
    assert theme in theme_parts(data)
    assert (deck.slide_width, deck.slide_height) == (9144000, 6858000)
    assert len(deck.slides) == 2
    assert b"Voorbeelddia" not in b"".join(
        zipfile.ZipFile(BytesIO(data)).read(n) for n in zipfile.ZipFile(BytesIO(data)).namelist()
    )
    slide = deck.slides[0]
    assert slide.slide_layout.name == "Title Only"
    assert slide.shapes.title.text_frame.text == bundle.title
    text = etree.tostring(slide._element).decode()
    accents = {node.colour.light for node in bundle.view.nodes if node.kind == "concept" and node.theme}
    assert {f'val="accent{n}"' for n in range(1, len(accents) + 1)} <= set(re.findall(r'val="accent\d"', text))
    assert "srgbClr" not in text
    assert set(re.findall(r'<a:latin typeface="([^"]+)"', text)) <= {"+mn-lt", "+mj-lt"}
    for shape in every_shape(slide.shapes):
        assert shape.left >= 0 and shape.left + shape.width <= deck.slide_width
        assert shape.top >= 0 and shape.top + shape.height <= deck.slide_height
    title = slide.shapes.title
    assert min(shape.top for shape in read_nodes(slide).values()) >= title.top + title.height
    assert len(connectors(slide)) == len(bundle.view.links)


def test_places_in_a_template_are_those_of_the_view_spread_evenly(bundle: Bundle, tmp_path: Path):
    deck = open_deck(make_pptx(bundle, make_template(tmp_path / "t.pptx", wide=True)))
    nodes = read_nodes(deck.slides[0])
    view = {node.label: node for node in bundle.view.nodes}
    a, b = "verbinding", "decentralisatie"
    scale = (middle(nodes[b])[0] - middle(nodes[a])[0]) / (view[b].x - view[a].x)
    for label, node in view.items():
        x = middle(nodes[a])[0] + (node.x - view[a].x) * scale
        y = middle(nodes[a])[1] + (node.y - view[a].y) * scale
        assert middle(nodes[label]) == pytest.approx((x, y), abs=0.01 * deck.slide_width)


def test_the_same_theme_has_the_same_colour_on_every_slide_of_a_deck(bundle: Bundle, tmp_path: Path):
    legend = bundle.view.legend
    turned = replace(bundle, view=replace(bundle.view, legend=tuple(reversed(legend))))
    deck = open_deck(make_pptx([bundle, turned], make_template(tmp_path / "t.pptx")))
    colours = [
        {label: shape.fill.fore_color.theme_color for label, shape in read_nodes(slide).items() if shape.fill.type == 1}
        for slide in deck.slides
    ]
    assert colours[0] == colours[1] and len(set(colours[0].values())) > 3


def test_a_long_title_stays_above_the_picture_of_a_template(bundle: Bundle, tmp_path: Path):
    shown = replace(bundle, title="Een heel lange zin die alles wil zeggen " * 8)
    slide = open_deck(make_pptx(shown, make_template(tmp_path / "t.pptx"))).slides[0]
    size = slide.shapes.title.text_frame.paragraphs[0].runs[0].font.size
    assert 12 <= size.pt <= 18


def broken_zip(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", "<nee>")


@pytest.mark.parametrize("make", ["text", "empty", "word", "zip", "folder", "none"])
def test_a_template_that_is_no_presentation_is_told_and_leaves_nothing(bundle: Bundle, tmp_path: Path, make: str):
    template = tmp_path / "sjabloon.pptx"
    match make:
        case "text":
            template.write_text("geen pptx", encoding="utf-8")
        case "empty":
            template.write_bytes(b"")
        case "word":
            WordDocument().save(str(template))
        case "zip":
            broken_zip(template)
        case "folder":
            template.mkdir()
    with pytest.raises(ReadableError, match=r"sjabloon\.pptx: dit"):
        export_pptx(bundle, tmp_path / "uit.pptx", template)
    assert not (tmp_path / "uit.pptx").exists()


def test_a_folder_that_cannot_be_written_is_told(bundle: Bundle, tmp_path: Path):
    (tmp_path / "bestand").write_text("", encoding="utf-8")
    with pytest.raises(ReadableError, match="hier kan niet geschreven worden"):
        export_pptx(bundle, tmp_path / "bestand" / "uit.pptx")


def test_eight_themes_get_eight_colours_of_a_template(tmp_path: Path):
    shown = big_bundle(80, 60, 1)
    slide = open_deck(make_pptx(shown, make_template(tmp_path / "t.pptx"))).slides[0]
    legend = next(shape for shape in slide.shapes if shape.name == "Legenda")
    fills = {
        etree.tostring(shape._element.spPr.find(qn("a:solidFill")))
        for shape in legend.shapes
        if shape.name.startswith("Teken Thema")
    }
    assert len(fills) == 8
