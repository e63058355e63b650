"""What goes wrong, in every format: a strange title, a full disk, an empty view; a sentence or a whole file."""

from __future__ import annotations

import errno
import re
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from lxml import etree
from PIL import Image
from pptx import Presentation

from graph.__main__ import main
from graph.errors import ReadableError
from graph.export.bundle import Bundle
from graph.export.formats import FORMATS
from graph.export.pptx import export_pptx, make_pptx
from tests.export_bundles import EMPTY, NASTY, fixture_bundle
from tests.fixture_graph import write_fixture_graph
from tests.test_export_data import readable
from tests.test_export_pptx import make_template

# What a command line can carry; no program gets a zero byte from one.
TITLES = {name: text for name, text in NASTY.items() if name != "control"} | {"500": "Samen " * 83 + "op"}


@pytest.fixture(scope="module")
def graph_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_fixture_graph(tmp_path_factory.mktemp("mishaps") / "graph.duckdb")


@pytest.fixture(scope="module")
def bundle(graph_path: Path) -> Bundle:
    return fixture_bundle(graph_path.parent)


def title_of(path: Path, name: str) -> str:
    """Return the text of a file in which its title must stand, or of its own field for a title."""
    match name:
        case "svg":
            return str(etree.parse(path).findtext("{http://www.w3.org/2000/svg}title"))
        case "png":
            with Image.open(path) as image:
                return str(image.info["Title"])
        case "pdf":
            return str(pypdfium2.PdfDocument(path).get_metadata_value("Title"))
        case "pptx":
            return str(Presentation(str(path)).core_properties.title)
        case "html":
            found = re.search("<title>(.*?)</title>", path.read_text(encoding="utf-8"), re.DOTALL)
            return str(etree.HTML(f"<p>{found[1]}</p>").findtext(".//p")) if found else ""
        case "json" | "vosviewer":
            import json

            return "\n".join(_strings(json.loads(path.read_text(encoding="utf-8"))))
    return readable(path, name)


def _strings(held: Any) -> list[str]:
    if isinstance(held, dict):
        return [text for value in held.values() for text in _strings(value)]
    if isinstance(held, list):
        return [text for value in held for text in _strings(value)]
    return [held] if isinstance(held, str) else []


@pytest.mark.parametrize("title", TITLES)
@pytest.mark.parametrize("name", FORMATS)
def test_a_title_arrives_whole_whatever_somebody_types(
    graph_path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, title: str
):
    out = tmp_path / f"beeld{FORMATS[name].suffix}"
    assert main(["export", name, "--graph", str(graph_path), "--out", str(out), "--title", TITLES[title]]) == 0
    assert capsys.readouterr().err == ""
    wanted = " ".join(TITLES[title].split())
    if name == "pptx":  # the field in the file's properties holds 255 signs; the slide itself holds all
        wanted = wanted[:200]
    assert wanted in title_of(out, name)
    assert all(path.name.startswith("beeld") for path in tmp_path.iterdir())
    if out.suffix in (".pptx", ".xlsx"):
        with zipfile.ZipFile(out) as archive:
            assert archive.testzip() is None
            for part in archive.namelist():
                if part.endswith((".xml", ".rels")):
                    etree.fromstring(archive.read(part))
                    assert b'TargetMode="External"' not in archive.read(part)


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("moment", ["while it is written", "when it is put in place"])
def test_a_full_disk_is_told_and_what_was_there_stays(
    bundle: Bundle, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, moment: str
):
    out = tmp_path / f"beeld{FORMATS[name].suffix}"
    out.write_text("de vorige", encoding="utf-8")

    def fill(path: Path, *_: object) -> None:
        raise OSError(errno.ENOSPC, "geen ruimte meer", str(path))

    def write_half(path: Path, data: bytes) -> int:
        with path.open("wb") as handle:
            handle.write(data[: len(data) // 2])
        raise OSError(errno.ENOSPC, "geen ruimte meer", str(path))

    if moment == "when it is put in place":
        monkeypatch.setattr(Path, "replace", fill)
    else:
        monkeypatch.setattr(Path, "write_bytes", write_half)
    with pytest.raises(ReadableError, match=r"beeld.*kan niet geschreven worden \(geen ruimte meer\)"):
        FORMATS[name].write(bundle, out)
    assert [(path.name, path.read_text(encoding="utf-8")) for path in tmp_path.iterdir()] == [(out.name, "de vorige")]


@pytest.mark.parametrize("name", FORMATS)
def test_an_empty_view_is_a_whole_file(graph_path: Path, tmp_path: Path, name: str):
    """Each format's own reader opens it; that it says so stands with the tests of each format."""
    out = tmp_path / f"leeg{FORMATS[name].suffix}"
    FORMATS[name].write(fixture_bundle(graph_path.parent, EMPTY), out)
    title = "Met deze keuze is er niets te zien"
    assert title in (title_of(out, name) if name != "csv" else readable(out, name))
    assert all(path.stat().st_size for path in tmp_path.iterdir())


def test_a_deck_in_a_template_is_the_same_each_time(bundle: Bundle, tmp_path: Path):
    template = make_template(tmp_path / "sjabloon.pptx")
    views = [bundle, replace(bundle, title="Tweede", selection=("c:verbinding",))]
    assert make_pptx(views, template) == make_pptx(views, template)


def test_a_template_that_is_a_deck_of_another_kind_leaves_what_was_there(bundle: Bundle, tmp_path: Path):
    """A file with the right name and the wrong inside, in the place of a deck that was made before."""
    template, out = tmp_path / "sjabloon.pptx", tmp_path / "beeld.pptx"
    template.write_bytes(b"PK\x03\x04 en dan niets meer")
    out.write_text("de vorige", encoding="utf-8")
    with pytest.raises(ReadableError, match=r"sjabloon\.pptx: dit is geen PowerPoint-bestand"):
        export_pptx(bundle, out, template)
    assert out.read_text(encoding="utf-8") == "de vorige"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["beeld.pptx", "sjabloon.pptx"]
