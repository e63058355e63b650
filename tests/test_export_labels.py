"""Names on a page, read back out of the written files: none cut off, none over another, in other programs too."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import replace
from io import BytesIO
from itertools import combinations
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from PIL import Image, ImageFont
from pptx import Presentation
from pptx.util import Emu

from graph.export.bundle import Bundle, make_bundle
from graph.export.figure import make_figure
from graph.export.fonts import Face, Fonts
from graph.export.formats import FORMATS
from graph.export.names import remove_names
from graph.filters import Filters, Sight
from graph.palette import Colour
from graph.store import GraphFile
from tests.browser.conftest import give_up
from tests.export_looks import SVG, Look, check_agree, every_shape, read_gexf, read_html, read_slide, read_svg

WIDTH, HEIGHT = 1280.0, 720.0
POINT = 0.75
Box = tuple[float, float, float, float]  # left, top, right, bottom in units of a page 1280 wide
Boxes = dict[str, Box]

VIEWS: dict[str, Callable[[Bundle], tuple[Filters, tuple[str, ...]]]] = {
    "opening": lambda bundle: (Filters(), ()),
    "crowd": lambda bundle: (Filters(max_nodes=140, max_q=None), ()),
    "node": lambda bundle: (Filters(), (bundle.view.links[-1].source,)),
    "link": lambda bundle: (Filters(), (bundle.view.links[-1].source, bundle.view.links[-1].target)),
    "texts": lambda bundle: (Filters(window="document", colouring="kind"), ()),
    "part": lambda bundle: (Filters(), ()),
}


@pytest.fixture(scope="module", params=VIEWS)
def bundle(request: pytest.FixtureRequest, essay_graph: GraphFile) -> Bundle:
    """A view of the shipped essays."""
    filters, selection = VIEWS[request.param](make_bundle(essay_graph, Filters()))
    made = make_bundle(essay_graph, filters, selection)
    if request.param == "part":
        middle = made.view.nodes[0]
        made = remove_names(replace(made, sight=Sight(1.3, (middle.x, middle.y))))
    return made


@pytest.fixture(scope="module")
def written(bundle: Bundle, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """The view in every form in which it has a picture."""
    folder = tmp_path_factory.mktemp("pages")
    forms = ("svg", "pdf", "pptx", "gexf", "html")
    for name in forms:
        FORMATS[name].write(bundle, folder / f"beeld.{name}")
    return {name: folder / f"beeld.{name}" for name in forms}


# -- where the letters are, in each format -----------------------------------------------------------------------------


def measure(text: str, face: Face, size: float) -> float:
    """Return the width of a line as another program measures it with the same font."""
    return float(ImageFont.truetype(BytesIO(Fonts([text])[face].data), 1000).getlength(text)) * size / 1000


def around(x: float, y: float, width: float, size: float) -> Box:
    """Return the box of a line whose middle is ``x`` and whose base line is ``y``."""
    return x - width / 2, y - 0.74 * size, x + width / 2, y + 0.22 * size


def boxes_in_svg(path: Path) -> Boxes:
    found = {}
    for group in ElementTree.parse(path).iter(f"{SVG}g"):
        if group.attrib.get("id", "").startswith("naam-"):
            text = group.findall(f"{SVG}text")[-1]
            words, size = "".join(text.itertext()), float(text.attrib["font-size"])
            weight, style = text.attrib.get("font-weight", "400"), text.attrib.get("font-style", "normal")
            face: Face = "sans-semibold" if weight == "600" else "sans-italic" if style == "italic" else "sans"
            assert text.attrib["text-anchor"] == "middle"
            x, y = float(text.attrib["x"]), float(text.attrib["y"])
            found[words] = around(x, y, measure(words, face, size), size)
    return found


def boxes_in_pdf(path: Path) -> Boxes:
    """Return where a reader of PDF sees the letters of each name. Each is written twice: halo, then letters."""
    page = pypdfium2.PdfDocument(path)[0]
    height = page.get_height()
    found: Boxes = {}
    halo = ""
    for item in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT], textpage=page.get_textpage()):
        is_halo = pdfium.FPDFTextObj_GetTextRenderMode(item.raw) == pdfium.FPDF_TEXTRENDERMODE_STROKE
        if halo:
            left, bottom, right, top = item.get_bounds()
            found[halo] = (left / POINT, (height - top) / POINT, right / POINT, (height - bottom) / POINT)
        halo = item.extract().strip() if is_halo else ""
    return found


def boxes_on_slide(path: Path) -> Boxes:
    deck = Presentation(str(path))
    unit = deck.slide_width / WIDTH
    found = {}
    for shape in every_shape(deck.slides[0].shapes):
        if shape.name.startswith("Naam "):
            run = shape.text_frame.paragraphs[0].runs[0]
            face: Face = "sans-semibold" if run.font.bold else "sans-italic" if run.font.italic else "sans"
            size = run.font.size / unit
            middle = (shape.left + shape.width / 2) / unit
            down = (shape.top + shape.height / 2) / unit + 0.26 * size
            found[run.text] = around(middle, down, measure(run.text, face, size), size)
    return found


READERS = {"svg": boxes_in_svg, "pdf": boxes_in_pdf, "pptx": boxes_on_slide}


def check_boxes(boxes: Boxes, slack: float = 0.0) -> None:
    """Raise AssertionError where a name leaves the page, or two names share more than ``slack`` of both directions."""
    for words, (left, top, right, bottom) in boxes.items():
        assert left >= 0 and top >= 0 and right <= WIDTH and bottom <= HEIGHT, f"{words} is cut off"
    for (first, a), (second, b) in combinations(boxes.items(), 2):
        apart = a[0] + slack >= b[2] or a[2] - slack <= b[0] or a[1] + slack >= b[3] or a[3] - slack <= b[1]
        assert apart, f"{first} lies over {second}"


@pytest.mark.parametrize("name", READERS)
def test_no_name_is_cut_off_or_lies_over_another(bundle: Bundle, written: Mapping[str, Path], name: str):
    boxes = READERS[name](written[name])
    labels = [node.label for node in bundle.view.nodes]
    assert len(labels) == len(set(labels))
    assert set(boxes) <= set(labels) and len(boxes) >= min(len(labels), 50) * (0.2 if bundle.sight else 0.9)
    check_boxes(boxes)


def test_every_format_has_the_places_colours_and_labels_of_the_view(bundle: Bundle, written: Mapping[str, Path]):
    """The same for the screen, which draws this view, stands with the tests in a browser."""
    view = {node.node_id: Look(node.x, node.y, node.colour.light, node.label) for node in bundle.view.nodes}
    ids = {look.label: node_id for node_id, look in view.items()}
    looks = {
        "svg": read_svg(written["svg"]),
        "pptx": read_slide(written["pptx"], ids),
        "gexf": read_gexf(written["gexf"]),
        "html": read_html(written["html"]),
    }
    assert looks["gexf"].keys() == looks["html"].keys() == view.keys()
    assert looks["svg"].keys() == looks["pptx"].keys() <= view.keys()
    assert (looks["svg"].keys() == view.keys()) is (bundle.sight is None)
    for drawn in looks.values():
        check_agree(drawn, {node_id: view[node_id] for node_id in drawn})


def test_the_check_of_agreement_sees_what_differs():
    one = {"a": Look(0, 0, "#111111", "a"), "b": Look(100, 0, "#222222", "b"), "c": Look(50, 80, "#333333", "")}
    moved = {key: Look(3 * look.x + 7, 3 * look.y - 2, look.colour, look.label) for key, look in one.items()}
    check_agree(one, moved)
    for wrong in (
        {**moved, "b": replace(moved["b"], x=moved["b"].x + 9)},
        {**moved, "b": replace(moved["b"], colour="#222223")},
        {**moved, "b": replace(moved["b"], label="B")},
        {key: replace(look, y=-look.y) for key, look in moved.items()},
        {key: look for key, look in moved.items() if key != "c"},
    ):
        with pytest.raises(AssertionError):
            check_agree(one, wrong)


def test_the_check_sees_what_overlaps_and_what_is_cut_off():
    """On the screen names never overlap, so no overlap of a page is the screen's."""
    check_boxes({"a": (0, 0, 10, 10), "b": (10, 0, 20, 10)})
    with pytest.raises(AssertionError, match="a lies over b"):
        check_boxes({"a": (0, 0, 11, 10), "b": (10, 5, 20, 15)})
    with pytest.raises(AssertionError, match="a is cut off"):
        check_boxes({"a": (1270, 0, 1281, 10)})


def test_a_name_keeps_clear_of_the_ring_around_its_node(essay_graph: GraphFile):
    opening = make_bundle(essay_graph, Filters())
    for node in opening.view.nodes[:12]:
        figure = make_figure(make_bundle(essay_graph, Filters(), (node.node_id,)))
        [dot] = [dot for dot in figure.dots if dot.chosen]
        [label] = [label for label in figure.labels if label.node_id == node.node_id]
        left, top, right, bottom = around(label.x, label.y, label.width, label.size)
        across = max(left - dot.x, 0.0, dot.x - right)
        down = max(top - dot.y, 0.0, dot.y - bottom)
        assert (across**2 + down**2) ** 0.5 >= dot.radius + 2.55 * dot.line, node.label


# -- drawn by other programs -------------------------------------------------------------------------------------------


def rgb(colour: Colour) -> tuple[int, ...]:
    return tuple(int(colour.light[n : n + 2], 16) for n in (1, 3, 5))


def check_picture(image: Image.Image, bundle: Bundle, boxes: Boxes) -> None:
    """Raise AssertionError unless each filled node has its colour, each name is written, and the margins are empty."""
    image = image.convert("RGB")
    k = image.width / WIDTH
    figure = make_figure(bundle)
    filled = [dot for dot in figure.dots if dot.filled and dot.opacity == 1]
    assert len(filled) >= 2
    for dot in filled:
        found = image.getpixel((round(dot.x * k), round(dot.y * k)))
        assert all(abs(a - b) <= 6 for a, b in zip(found, rgb(dot.node.colour), strict=True)), dot.node.label  # type: ignore[arg-type]
    grey = image.convert("L")
    for words, box in boxes.items():
        darkest, _ = grey.crop(
            (round(box[0] * k), round(box[1] * k), round(box[2] * k), round(box[3] * k))
        ).getextrema()
        assert float(str(darkest)) < 190, f"{words} is not there"
    for edge in ((0, 0, 1280, 16), (0, 0, 40, 720), (1240, 0, 1280, 720), (0, 708, 1280, 720)):
        lightest = grey.crop(tuple(round(part * k) for part in edge)).getextrema()  # type: ignore[arg-type]
        assert lightest == (255, 255), "something sticks out over the edge"


def test_poppler_draws_the_page_as_we_do(bundle: Bundle, written: Mapping[str, Path], tmp_path: Path):
    """Another program than the one that makes our PNG (PDFium) sees the same nodes, colours and names."""
    if shutil.which("pdftoppm") is None:
        give_up("pdftoppm, of Debian's package poppler-utils, is not installed")
    command = ["pdftoppm", "-r", "144", "-png", "-singlefile", str(written["pdf"]), str(tmp_path / "blad")]
    subprocess.run(command, check=True, timeout=120)
    image = Image.open(tmp_path / "blad.png")
    assert image.size == (1920, 1080)
    check_picture(image, bundle, boxes_in_pdf(written["pdf"]))


def find_words(page: Any, words: str, near: Box) -> Box | None:
    """Return where ``words`` stand on a page of a PDF, of several places the one that is closest to ``near``."""
    text = page.get_textpage()
    height = page.get_height()
    k = page.get_width() / WIDTH
    search = text.search(words, match_case=True)
    found = []
    while (hit := search.get_next()) is not None:
        index, length = hit
        letters = [text.get_charbox(index + n) for n in range(length) if words[n : n + 1].strip()]
        left, bottom = min(box[0] for box in letters), min(box[1] for box in letters)
        right, top = max(box[2] for box in letters), max(box[3] for box in letters)
        found.append((left / k, (height - top) / k, right / k, (height - bottom) / k))
    centre = (near[0] + near[2]) / 2, (near[1] + near[3]) / 2

    def away(box: Box) -> float:
        return abs((box[0] + box[2]) / 2 - centre[0]) + abs((box[1] + box[3]) / 2 - centre[1])

    return min(found, key=away, default=None)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], Any]:
    """LibreOffice, which turns a deck into a PDF with whatever fonts it has."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        # Half a gigabyte of packages: too much to install for one test.
        pytest.skip("LibreOffice Impress is not installed; the boxes of the names are checked without it")
    home = tmp_path_factory.mktemp("office")

    def draw(deck: Path) -> Any:
        profile = f"-env:UserInstallation={(home / 'profile').as_uri()}"
        command = [program, "--headless", profile, "--convert-to", "pdf", "--outdir", str(home), str(deck)]
        subprocess.run(command, check=True, timeout=240, capture_output=True)
        return pypdfium2.PdfDocument(home / f"{deck.stem}.pdf")

    return draw


def test_libreoffice_draws_the_slide_as_we_do(
    bundle: Bundle, written: Mapping[str, Path], office: Callable[[Path], Any]
):
    """Also where our letters are not installed and wider ones stand in, no name is cut off or lies over another."""
    page = office(written["pptx"])[0]
    assert page.get_width() / page.get_height() == pytest.approx(WIDTH / HEIGHT, rel=0.002)
    drawn: Boxes = {}
    for words, near in boxes_on_slide(written["pptx"]).items():
        box = find_words(page, words, near)
        assert box is not None, f"{words} is not there"
        assert abs((box[0] + box[2]) - (near[0] + near[2])) / 2 < 4, f"{words} stands elsewhere"
        drawn[words] = box
    check_boxes(drawn, slack=0.6)


def test_libreoffice_keeps_nodes_in_their_colours(
    bundle: Bundle, written: Mapping[str, Path], office: Callable[[Path], Any]
):
    image = office(written["pptx"])[0].render(scale=2).to_pil().convert("RGB")
    k = image.width / WIDTH
    seen = 0
    for shape in every_shape(Presentation(str(written["pptx"])).slides[0].shapes):
        if shape.name.startswith("Knoop ") and shape.fill.type == 1 and shape.line.fill.type != 1:
            colour = shape.fill.fore_color
            if "alpha" in ElementTree.tostring(shape._element.spPr[2], encoding="unicode"):
                continue
            unit = Emu(9525)
            x, y = (shape.left + shape.width / 2) / unit, (shape.top + shape.height / 2) / unit
            found = image.getpixel((round(x * k), round(y * k)))
            assert all(abs(a - b) <= 6 for a, b in zip(found, colour.rgb, strict=True)), shape.name  # type: ignore[arg-type]
            seen += 1
    assert seen >= 2
    assert re.search("[a-z]", " ".join(boxes_on_slide(written["pptx"])))
