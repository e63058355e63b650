"""An export that is made in English is English throughout, in Dutch it is Dutch; the texts stay what they are."""

from __future__ import annotations

import html
import json
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from graph.export.formats import FORMATS
from graph.messages import Language, in_language
from tests.dutch_words import find_dutch
from tests.export_bundles import fixture_bundle


def read_xml(path: Path, pattern: str, within: str) -> list[str]:
    """Return what stands between tags (or in attributes) that ``pattern`` finds, in all parts ``within`` an archive."""
    with zipfile.ZipFile(path) as archive:
        parts = [archive.read(name).decode() for name in archive.namelist() if re.search(within, name)]
    return [html.unescape(found) for part in parts for found in re.findall(pattern, part)]


def read_svg(path: Path) -> list[str]:
    return [html.unescape(found) for found in re.findall(r">([^<>]+)</(?:text|title|desc|tspan)>", path.read_text())]


def read_html(path: Path) -> list[str]:
    page = path.read_text()
    data = json.loads(re.search(r'id="picture-data">(.*?)</script>', page, re.S)[1])  # type: ignore[index]
    frame = re.sub(r"<(script|style)\b.*?</\1>", "", page, flags=re.S)
    said = [html.unescape(text) for text in re.findall(r">([^<>]+)<", frame)]
    said += [html.unescape(text) for text in re.findall(r'(?:aria-label|placeholder|roledescription)="([^"]+)"', frame)]
    spoken = [text for name, text in data["say"].items() if name != "numbers"]
    for value in (*spoken, data["words"], data["claim"], data["citation"], data["sentence"]):
        said += [value] if isinstance(value, str) else value
    for node in data["nodes"]:
        said += [node["kindWord"], node["kindLine"], node["note"], *(what for _, what in node["numbers"])]
    for link in data["links"]:
        said += [link["note"], link["rests"], *(what for _, what in link["numbers"])]
    return said + [row["title"] for row in (*data["picture"]["nodes"], *data["picture"]["edges"])]


def read_xlsx(path: Path) -> list[str]:
    return [
        *read_xml(path, r"<t[^>]*>([^<]+)</t>", "sharedStrings"),
        *read_xml(path, r'<sheet name="([^"]+)"', "workbook.xml"),
    ]


def read_pptx(path: Path) -> list[str]:
    return [
        *read_xml(path, r"<a:t>([^<]+)</a:t>", r"slides/slide\d+.xml"),
        *read_xml(path, r'(?:name|descr)="([^"]+)"', r"slides/slide\d+.xml"),
    ]


def read_vosviewer(path: Path) -> list[str]:
    data = json.loads(path.read_text())
    said = [*data["config"]["terminology"].values(), data["info"]["title"]]
    for item in data["network"]["items"]:
        said += [*item["weights"], *item["scores"]]
    return said


READERS: dict[str, Callable[[Path], list[str]]] = {
    "svg": read_svg,
    "html": read_html,
    "xlsx": read_xlsx,
    "pptx": read_pptx,
    "vosviewer": read_vosviewer,
}


def make(name: str, language: Language, folder: Path) -> list[str]:
    """Return all that an export says, without the sentences of the texts."""
    with in_language(language):
        bundle = fixture_bundle(folder)
        path = folder / f"{language}{FORMATS[name].suffix}"
        FORMATS[name].write(bundle, path)
    quoted = {
        excerpt.text for held in (*bundle.node_excerpts.values(), *bundle.link_excerpts.values()) for excerpt in held
    }
    definitions = {node.definition for node in bundle.nodes.values()}
    return [text for text in READERS[name](path) if text.strip() not in quoted | definitions]


@pytest.mark.parametrize("name", READERS)
def test_an_export_is_english_throughout(name: str, tmp_path: Path) -> None:
    said = make(name, "en", tmp_path)
    assert find_dutch(said) == []
    assert len(find_dutch(make(name, "nl", tmp_path))) > 8
