"""Documents added, corrected and taken away in a real Chromium, on a small folder with a graph of its own."""

from __future__ import annotations

import re
import time
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from docx import Document as Docx

from graph.build import build_graph
from graph.store import GraphFile
from tests.browser.conftest import Visit, serving

TEXTS = {
    "brug.md": "---\ntitle: De brug\nauthor: Els Brink\ndate: 2024-03-01\n---\n\n"
    "Overheidsparticipatie vraagt om vertrouwen. De gemeente zoekt verbinding met de wijk en met bewoners.\n",
    "loket.md": "---\ntitle: <b>Het loket</b>\ndate: 2023\n---\n\n"
    "Bij het loket begint de participatie. De Omgevingswet vraagt om vertrouwen tussen gemeente en bewoners.\n",
}


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with two texts and a broken one, and the graph of it beside the folder."""
    root = tmp_path_factory.mktemp("shelf")
    folder = root / "teksten"
    folder.mkdir()
    for name, text in TEXTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "kapot.pdf").write_bytes(b"%PDF-1.4 dit is niets")
    build_graph([folder], root / "graph.duckdb")
    return root


@pytest.fixture(scope="module")
def address(shelf: Path) -> Iterator[str]:
    """The app on a graph that may be changed."""
    with serving(shelf / "graph.duckdb") as address:
        yield address


def go(visit: Visit, query: str = "") -> None:
    visit.page.goto(f"{visit.address}/documenten{query}")
    visit.page.locator("h1", has_text="Documenten").wait_for(timeout=40_000)
    visit.page.locator("table").wait_for()
    visit.settle()
    # Streamlit first looks beside the page for two files that stand at the root only; the browser reports both.
    visit.errors[:] = [error for error in visit.errors if "404" not in error]


def titles(visit: Visit) -> list[str]:
    return [text.strip() for text in visit.page.locator("button.title").all_inner_texts()]


def press_and_wait(
    visit: Visit, shelf: Path, name: str | re.Pattern[str], role: Literal["button", "link"] = "button"
) -> None:
    """Press something that builds the graph again, and wait until the page shows the new one."""
    stamp = (shelf / "graph.duckdb").stat().st_mtime_ns
    visit.page.get_by_role(role, name=name).click()
    wait_until_built(visit, shelf, stamp)


def wait_until_built(visit: Visit, shelf: Path, stamp: int) -> None:
    deadline = time.monotonic() + 90
    while (shelf / "graph.duckdb").stat().st_mtime_ns == stamp and time.monotonic() < deadline:
        visit.page.wait_for_timeout(100)
    visit.page.get_by_text("De graaf is bijgewerkt:").wait_for(timeout=30_000)
    visit.settle()


def test_the_list_says_what_there_is_and_what_could_not_be_read(visit: Visit) -> None:
    go(visit)
    assert titles(visit) == ["<b>Het loket</b>", "De brug"]
    assert "1 bestand kon niet worden gelezen" in visit.page.locator(".said").inner_text()
    assert "kapot.pdf" in visit.page.locator(".unread").inner_text()
    visit.page.get_by_role("button", name="Datum").click()
    visit.page.wait_for_url(re.compile("volgorde=datum"))
    visit.settle()
    assert titles(visit) == ["<b>Het loket</b>", "De brug"]
    visit.page.get_by_role("button", name="Datum").click()
    visit.page.wait_for_url(re.compile("omgekeerd=ja"))
    visit.settle()
    assert titles(visit) == ["De brug", "<b>Het loket</b>"]


def test_a_text_opens_in_the_reader_and_back(visit: Visit) -> None:
    go(visit)
    visit.page.get_by_role("button", name="De brug").click()
    visit.page.get_by_role("link", name="Lees de tekst").click()
    visit.page.locator("article.reader").wait_for()
    assert "tekst=d%3Abrug" in visit.page.url
    visit.page.get_by_text("Alle documenten").click()
    visit.page.locator("table").wait_for()


def test_a_correction_is_kept_beside_the_texts_and_goes_into_the_graph(visit: Visit, shelf: Path) -> None:
    go(visit, "?open=d:brug")
    form = visit.page.locator("form")
    form.get_by_label("Titel").fill("De brug & de <i>wijk</i>")
    form.get_by_label("Datum").fill("32 mei")
    form.get_by_role("button", name="Bewaar").click()
    form.get_by_role("alert").wait_for()
    assert "is geen datum" in form.get_by_role("alert").inner_text()
    assert form.get_by_label("Titel").input_value() == "De brug & de <i>wijk</i>"
    form.get_by_label("Datum").fill("17 mei 2024")
    form.get_by_label("Auteurs").fill("Els Brink\nJoris de Waal")
    form.get_by_role("button", name="Bewaar").click()
    visit.page.get_by_text("Bewaard.").wait_for()
    visit.settle()
    kept = tomllib.loads((shelf / "teksten" / ".metagegevens.toml").read_text(encoding="utf-8"))
    assert kept == {
        "brug.md": {
            "titel": "De brug & de <i>wijk</i>",
            "auteurs": ["Els Brink", "Joris de Waal"],
            "datum": "2024-05-17",
        }
    }
    assert "De brug & de <i>wijk</i>" in titles(visit)[1]
    press_and_wait(visit, shelf, "Werk de graaf bij")
    with GraphFile(shelf / "graph.duckdb") as graph:
        document = next(item for item in graph.documents() if item.document_id == "d:brug")
    assert (document.title, document.authors, document.date) == (
        "De brug & de <i>wijk</i>",
        ("Els Brink", "Joris de Waal"),
        "2024-05-17",
    )
    assert visit.page.get_by_role("button", name="Werk de graaf bij").count() == 0
    # Taken back, the text's own title returns.
    visit.page.get_by_role("button", name="Zoals het in de tekst staat").click()
    press_and_wait(visit, shelf, "Werk de graaf bij")
    assert titles(visit) == ["<b>Het loket</b>", "De brug"]


def test_an_upload_adds_its_nodes_and_can_be_taken_away_and_brought_back(
    visit: Visit, shelf: Path, tmp_path: Path
) -> None:
    docx = Docx()
    docx.add_heading("Energie in de buurt", 1)
    docx.add_paragraph("De energietransitie vraagt om een warmtevisie. Jan Terlouw schreef over vertrouwen en klimaat.")
    docx.save(str(tmp_path / "Energie.docx"))
    go(visit)
    visit.page.get_by_label("Naam van de verzameling").fill("Ronde 1/2")
    visit.page.keyboard.press("Enter")
    visit.settle()
    stamp = (shelf / "graph.duckdb").stat().st_mtime_ns
    (tmp_path / "mis.pdf").write_bytes(b"%PDF-1.4 niets")
    visit.page.locator("input[type=file]").set_input_files([str(tmp_path / "Energie.docx"), str(tmp_path / "mis.pdf")])
    visit.page.get_by_text("is toegevoegd als ‘Ronde 1-2/Energie.docx’").wait_for()
    visit.page.locator("progress").wait_for()
    assert "Energie in de buurt" not in titles(visit)  # the former graph, until the new one is whole
    wait_until_built(visit, shelf, stamp)
    # What was refused is still said when the build is done.
    assert "mis.pdf" in visit.page.locator(".notice.error").inner_text()
    assert "Energie in de buurt" in titles(visit)
    with GraphFile(shelf / "graph.duckdb") as graph:
        assert graph.node("c:energietransitie") is not None
    # The explorer of the same visitor shows the new graph.
    visit.page.get_by_role("button", name="Energie in de buurt").click()
    visit.page.get_by_role("link", name="Toon in de graaf").click()
    visit.wait_for_picture()
    assert visit.panel().locator("h2").inner_text() == "Energie in de buurt"
    # What was added in one go is a set, that can be a side of a comparison.
    visit.page.goto(f"{visit.address}/vergelijk?hier=rest&daar=verzamelingen~Ronde 1-2")
    visit.page.locator(".st-key-compare-side-there").get_by_text(re.compile(r"1 tekst, \d+ woorden")).wait_for()
    assert visit.page.locator(".ignored").count() == 0
    assert "Daar: ‘Ronde 1-2’" in visit.page.locator("body").inner_text()
    go(visit, "?open=d:energie")
    press_and_wait(visit, shelf, "Haal deze tekst weg")
    assert "Energie in de buurt" not in titles(visit)
    assert (shelf / "teksten" / ".verwijderd" / "Ronde 1-2" / "Energie.docx").is_file()
    assert visit.page.locator(".ignored").count() == 0
    press_and_wait(visit, shelf, re.compile("Zet terug: .*Energie"))
    assert "Energie in de buurt" in titles(visit)


def test_what_cannot_be_read_is_refused_and_changes_nothing(visit: Visit, shelf: Path) -> None:
    go(visit)
    before = sorted(path.name for path in (shelf / "teksten").iterdir())
    stamp = (shelf / "graph.duckdb").stat().st_mtime_ns
    visit.page.locator("input[type=file]").set_input_files(
        [
            {"name": "<img src=x onerror=pwned=1>.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4 niets"},
            {"name": "virus.exe", "mimeType": "application/octet-stream", "buffer": b"MZ"},
            {"name": "leeg.txt", "mimeType": "text/plain", "buffer": b""},
            {"name": "nogeens.md", "mimeType": "text/markdown", "buffer": TEXTS["brug.md"].encode()},
        ]
    )
    visit.page.locator(".notice.error").nth(3).wait_for()
    visit.settle()
    said = visit.page.locator(".notice").all_inner_texts()
    assert len(said) == 4
    assert "bestanden van het type .exe worden niet gelezen" in said[1]
    assert "is leeg" in said[2]
    assert "dezelfde tekst staat er al als ‘brug.md’" in said[3]
    assert sorted(path.name for path in (shelf / "teksten").iterdir()) == before
    assert (shelf / "graph.duckdb").stat().st_mtime_ns == stamp
    assert visit.page.evaluate("globalThis.pwned === undefined")


def test_a_text_over_the_limit_is_refused_in_one_sentence(visit: Visit, shelf: Path, tmp_path: Path) -> None:
    go(visit)
    before = sorted(path.name for path in (shelf / "teksten").iterdir())
    with (tmp_path / "groot.txt").open("wb") as file:
        file.truncate(51_000_000)
    visit.page.locator("input[type=file]").set_input_files(str(tmp_path / "groot.txt"))
    notice = visit.page.locator(".notice.error")
    notice.wait_for(timeout=60_000)
    visit.settle()
    assert notice.inner_text() == (
        "‘groot.txt’ is niet toegevoegd, want het is te groot (51 MB, het maximum is 50 MB): deel het op."
    )
    assert sorted(path.name for path in (shelf / "teksten").iterdir()) == before
    assert visit.page.locator("progress").count() == 0


@pytest.mark.parametrize("width", [1400, 420])
def test_nothing_scrolls_sideways(visit: Visit, width: int) -> None:
    visit.page.set_viewport_size({"width": width, "height": 900})
    go(visit, "?open=d:loket")
    assert visit.page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= width
    assert visit.page.locator("tr.open").bounding_box()["width"] <= width
