"""The dialog 'Exporteren' in a real Chromium: what is saved there is what the command line writes."""

from __future__ import annotations

import base64
import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation

from graph.__main__ import EXPORT_FORMATS, main
from graph.snapshots import Snapshot, SnapshotFolder, snapshots_folder
from tests.browser.conftest import Visit, serving
from tests.fixture_graph import write_fixture_graph

VIEW = "?soorten=begrip~persoon~document&toeval=alles&vanaf=0"
NAMES = ("Brink", "Joris", "Waal", "brink", "joris", "waal")
WAYS = {
    "png": ("Beeld", "PNG"),
    "svg": ("Beeld", "SVG"),
    "pdf": ("Beeld", "PDF"),
    "pptx": ("PowerPoint",),
    "html": ("Webpagina",),
    "xlsx": ("Gegevens", "Excel"),
    "csv": ("Gegevens", "CSV"),
    "gexf": ("Gegevens", "GEXF"),
    "graphml": ("Gegevens", "GraphML"),
    "vosviewer": ("Gegevens", "VOSviewer"),
    "json": ("Gegevens", "JSON"),
    "ttl": ("Gegevens", "RDF"),
}


@pytest.fixture(scope="module")
def own_graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graph file with a folder of its own, so that its snapshots are nobody else's."""
    path = write_fixture_graph(tmp_path_factory.mktemp("export") / "graph.duckdb")
    shelf = SnapshotFolder(snapshots_folder(path))
    shelf.save(Snapshot("Brink leest de straat", {"toeval": "alles"}, ("p:els-brink",), note="Noem els brink."))
    shelf.save(Snapshot("Wat over is", {"hoogstens": "5"}, caption="De Waal zat erbij."))
    return path


@pytest.fixture(scope="module")
def own_address(own_graph: Path) -> Iterator[str]:
    with serving(own_graph) as address:
        yield address


@pytest.fixture
def dialog(visit: Visit, own_address: str) -> Dialog:
    visit.address = own_address
    visit.page.set_default_timeout(60_000)  # a dozen files are made here, one after the other
    return Dialog(visit)


class Dialog:
    """The dialog as a visitor sees it."""

    def __init__(self, visit: Visit) -> None:
        self.visit = visit
        self.page = visit.page

    @property
    def box(self) -> Any:
        return self.page.get_by_role("dialog")

    @property
    def field(self) -> Any:
        return self.box.get_by_role("textbox", name="Titel", exact=True)

    def open(self, query: str = VIEW) -> Dialog:
        self.visit.open(query)
        return self.press()

    def press(self) -> Dialog:
        """Open the dialog on the page that is there, and wait until all of it stands."""
        self.page.get_by_role("button", name="Exporteren").click()
        self.box.locator("p.export").first.wait_for()
        self.visit.settle()
        return self

    def choose(self, *names: str) -> None:
        for name in names:
            self.box.get_by_role("radio", name=name, exact=True).check(force=True)
            self.visit.settle()

    def switch(self, name: str, role: str = "checkbox") -> None:
        self.box.get_by_role(role, name=name, exact=True).click(force=True)
        self.visit.settle()

    def title(self, text: str) -> None:
        self.field.fill(text)
        self.field.press("Enter")
        self.visit.settle()

    def save(self) -> tuple[str, bytes]:
        """Return the name and the bytes of what the button saves."""
        button = self.box.get_by_role("button", name=re.compile("^Bewaar als"))
        button.or_(self.box.locator("p.error")).first.wait_for(timeout=60_000)
        assert self.box.locator("p.error").all_inner_texts() == []
        with self.page.expect_download() as found:
            button.click()
        return found.value.suggested_filename, Path(found.value.path()).read_bytes()

    def pictures(self) -> list[bytes]:
        sources = self.box.locator("figure img").evaluate_all("found => found.map((image) => image.src)")
        return [base64.b64decode(source.split(",", 1)[1]) for source in sources]

    def query(self) -> str:
        return "?" + self.page.url.partition("?")[2]


def by_command(graph: Path, folder: Path, name: str, *words: str) -> bytes:
    """Return what the command line writes."""
    out = folder / f"uit{'.zip' if name == 'csv' else ''}"
    assert main(["export", name, "--graph", str(graph), "--out", str(out), *words]) == 0
    return out.read_bytes()


def unpacked(data: bytes) -> str:
    """Return all that is written in a file, also in the files that are packed in it."""
    if not zipfile.is_zipfile(io.BytesIO(data)):
        return data.decode("utf-8", "replace")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return "\n".join([*archive.namelist(), *(unpacked(archive.read(name)) for name in archive.namelist())])


def test_nothing_is_made_before_a_format_is_chosen(dialog: Dialog, own_graph: Path, tmp_path: Path) -> None:
    dialog.open()
    proposed = dialog.field.input_value()
    assert len(proposed) > 20
    assert f'<title id="titel">{proposed}</title>' in by_command(
        own_graph, tmp_path, "svg", "--view", dialog.query()
    ).decode("utf-8")
    assert dialog.box.locator(".empty").inner_text().startswith("Kies waarvoor u het wilt gebruiken")
    dialog.choose("Beeld")
    assert dialog.box.locator("img, table, pre, iframe").count() == 0
    assert dialog.box.get_by_role("button", name=re.compile("^Bewaar als")).count() == 0


def test_every_format_is_saved_as_the_command_line_writes_it(dialog: Dialog, own_graph: Path, tmp_path: Path) -> None:
    assert sorted(WAYS) == sorted(EXPORT_FORMATS)
    dialog.open()
    slug = None
    for name, way in WAYS.items():
        dialog.choose(*way)
        file, data = dialog.save()
        assert data == by_command(own_graph, tmp_path, name, "--view", dialog.query()), name
        stem = file.partition(".")[0].removesuffix("-vosviewer")
        slug = slug or stem
        assert stem == slug
        assert file in dialog.box.inner_text()


def test_what_is_shown_is_what_is_saved(dialog: Dialog) -> None:
    dialog.open()
    for way in (WAYS["svg"], WAYS["png"]):
        dialog.choose(*way)
        assert dialog.pictures() == [dialog.save()[1]]
    dialog.choose(*WAYS["csv"])
    with zipfile.ZipFile(io.BytesIO(dialog.save()[1])) as archive:
        lines = archive.read("banden.csv").decode("utf-8").splitlines()
    rows = dialog.box.locator("table tr").all()
    assert rows[0].locator("th").all_inner_texts() == lines[0].split(",")
    assert rows[1].locator("td").all_inner_texts()[:2] == lines[1].split(",")[:2]
    dialog.choose(*WAYS["gexf"])
    assert dialog.save()[1].decode("utf-8").startswith(dialog.box.locator("pre").inner_text()[:80])
    dialog.choose(*WAYS["html"])
    frame = dialog.box.frame_locator("iframe")
    frame.locator("h1", has_text=dialog.field.input_value()).wait_for(state="attached")
    frame.locator("canvas").wait_for()


def test_options_change_the_picture_as_on_the_command_line(dialog: Dialog, own_graph: Path, tmp_path: Path) -> None:
    dialog.open(VIEW + "&zicht=3,0,0")
    dialog.choose(*WAYS["png"])
    dialog.choose("3×")
    dialog.switch("doorzichtige ondergrond")
    dialog.switch("legenda")
    dialog.switch("datum en bron")
    dialog.title("Hoe <b>het</b> hangt & ‘staat’")
    words = ["--view", dialog.query(), "--scale", "3", "--transparent", "--leave-out", "legend", "stamp"]
    words += ["--title", "Hoe <b>het</b> hangt & ‘staat’"]
    file, data = dialog.save()
    assert file == "hoe-b-het-b-hangt-staat.png"
    assert data == by_command(own_graph, tmp_path, "png", *words)
    dialog.choose("Alles in beeld")
    whole = dialog.save()[1]
    assert whole == by_command(own_graph, tmp_path, "png", *words, "--whole")
    assert whole != data


def test_without_names_nobody_is_named_anywhere(dialog: Dialog, own_graph: Path, tmp_path: Path) -> None:
    dialog.open(VIEW + "&kies=p:els-brink")
    assert "Els Brink" in dialog.field.input_value()
    dialog.choose(*WAYS["svg"])
    assert "els-brink" in dialog.save()[0]
    dialog.switch("Zonder namen", "switch")
    for name in ("svg", "pptx", "html", "xlsx", "csv", "json", "ttl"):
        dialog.choose(*WAYS[name])
        file, data = dialog.save()
        assert file.startswith("persoon-1-")
        assert [word for word in NAMES if word in unpacked(data)] == [], name
        assert data == by_command(own_graph, tmp_path, name, "--view", dialog.query(), "--without-names")
        if name in ("svg", "pptx"):
            seen = "".join(picture.decode("utf-8") for picture in dialog.pictures())
            assert [word for word in NAMES if word in seen] == []
        shown = dialog.box.locator(".st-key-export-preview").inner_html()
        assert [word for word in NAMES if re.search(rf"\b{word}\b", re.sub(r"base64,[^\"]*", "", shown))] == []
    dialog.title("joris de waal vroeg om geld")
    assert dialog.save()[0] == "persoon-2-vroeg-om-geld.ttl"


def test_all_snapshots_become_one_deck(dialog: Dialog, own_graph: Path, tmp_path: Path) -> None:
    dialog.open()
    dialog.choose("PowerPoint", "Alle 2 momentopnamen")
    file, data = dialog.save()
    assert file == "momentopnamen.pptx"
    assert data == by_command(own_graph, tmp_path, "pptx", "--storyboard")
    captions = dialog.box.locator("figcaption").all_inner_texts()
    assert captions == ["1. Brink leest de straat", "2. Wat over is"]
    assert len(dialog.pictures()) == 2
    dialog.switch("Zonder namen", "switch")
    data = dialog.save()[1]
    assert data == by_command(own_graph, tmp_path, "pptx", "--storyboard", "--without-names")
    assert [word for word in NAMES if word in unpacked(data)] == []


def test_a_template_is_used_and_anything_else_is_refused_in_one_sentence(
    dialog: Dialog, own_graph: Path, tmp_path: Path
) -> None:
    template = tmp_path / "huisstijl.pptx"
    Presentation().save(str(template))
    wrong = tmp_path / "brief.txt"
    wrong.write_text("Geachte raad,", encoding="utf-8")
    dialog.open()
    dialog.choose("PowerPoint")
    dialog.box.locator("input[type=file]").set_input_files(str(wrong))
    dialog.box.locator(".error").wait_for()
    assert dialog.box.locator(".error").all_inner_texts() == [
        "brief.txt: dit is geen PowerPoint-bestand; geef een sjabloon dat op .pptx of .potx eindigt."
    ]
    assert dialog.box.get_by_role("button", name=re.compile("^Bewaar als")).count() == 0
    dialog.box.get_by_role("button", name="Haal het sjabloon weg").click()
    dialog.visit.settle()
    dialog.box.locator("input[type=file]").set_input_files(str(template))
    dialog.box.get_by_text("Kleuren, letters en ondergrond van uw sjabloon").wait_for()
    words = ["--view", dialog.query(), "--template", str(template)]
    assert dialog.save()[1] == by_command(own_graph, tmp_path, "pptx", *words)


def test_an_empty_view_is_one_sentence(dialog: Dialog) -> None:
    dialog.page.goto(f"{dialog.visit.address}/?soorten=geen")
    dialog.press()
    assert dialog.box.locator("p.export").all_inner_texts() == [
        "Met deze keuze is er niets te zien; zet bij de filters iets aan en kies dan Exporteren."
    ]
    assert dialog.box.get_by_role("radio").count() == 0


def test_the_keyboard_alone_will_do(dialog: Dialog) -> None:
    dialog.visit.open(VIEW)
    keys = dialog.page.keyboard
    opener = dialog.page.get_by_role("button", name="Exporteren")
    opener.focus()
    keys.press("Enter")
    dialog.box.wait_for()
    dialog.visit.settle()

    def reach(role: str, name: str) -> None:
        """Press Tab until the part of that name has the focus."""
        wanted = dialog.box.get_by_role(role, name=name, exact=True)
        for _ in range(30):
            if wanted.count() and wanted.evaluate("part => part === document.activeElement"):
                return
            keys.press("Tab")
        pytest.fail(f"Tab does not reach {name}")

    reach("textbox", "Titel")
    keys.press("Control+a")
    keys.type("Met de toetsen")
    reach("radio", "Beeld")
    keys.press("Space")
    dialog.visit.settle()
    reach("radio", "PNG")
    keys.press("ArrowDown")
    dialog.visit.settle()
    assert dialog.box.get_by_role("radio", name="SVG", exact=True).is_checked()
    reach("checkbox", "legenda")
    keys.press("Space")
    dialog.visit.settle()
    reach("button", "Bewaar als SVG")
    with dialog.page.expect_download() as found:
        keys.press("Enter")
    assert found.value.suggested_filename == "met-de-toetsen.svg"
    assert "dikker is sterker" not in Path(found.value.path()).read_text(encoding="utf-8")
    keys.press("Escape")
    dialog.box.wait_for(state="detached")
    assert opener.evaluate("part => part === document.activeElement")
    # What was chosen is still chosen when the dialog opens again.
    keys.press("Enter")
    dialog.box.wait_for()
    dialog.visit.settle()
    assert dialog.box.get_by_role("radio", name="SVG", exact=True).is_checked()
    assert dialog.field.input_value() == "Met de toetsen"
    assert not dialog.box.get_by_role("checkbox", name="legenda").is_checked()


@pytest.mark.parametrize("scheme", ["light", pytest.param("dark", marks=pytest.mark.slow)])
@pytest.mark.parametrize("width", [1400, 420])
def test_axe_finds_nothing_and_nothing_is_wider_than_the_screen(dialog: Dialog, scheme: Any, width: int) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")
    dialog.page.emulate_media(color_scheme=scheme)
    dialog.page.set_viewport_size({"width": width, "height": 900})
    dialog.open()
    options = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}
    ways = [(), WAYS["png"], ("PowerPoint", "Alle 2 momentopnamen"), WAYS["html"], WAYS["xlsx"], WAYS["gexf"]]
    for way in ways:
        dialog.choose(*way)
        found = axe.Axe().run(dialog.page, context="[role=dialog]", options=options)
        assert [(row["id"], [node["target"] for node in row["nodes"]]) for row in found.response["violations"]] == []
        wide = dialog.box.evaluate("box => [box.scrollWidth, box.getBoundingClientRect().right]")
        assert max(wide) <= width, way
    words = dialog.box.evaluate("box => [...box.querySelectorAll('[aria-label]')].map((part) => part.ariaLabel)")
    assert [word for word in words if word in ("Close", "Browse files", "Upload")] == []
