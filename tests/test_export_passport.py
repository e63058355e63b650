"""A passport as CSV and as a page to print."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest

from graph.export.passport import SENTENCE_COLUMNS, TEXT_COLUMNS, make_passport_page, sentences_csv, texts_csv
from graph.passport import Texts, Trace, make_passport, read_texts
from graph.store import GraphFile
from tests.fixture_graph import write_fixture_graph


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[GraphFile]:
    with GraphFile(write_fixture_graph(tmp_path_factory.mktemp("passport") / "graph.duckdb")) as graph:
        yield graph


@pytest.fixture(scope="module")
def texts(store: GraphFile) -> Texts:
    return read_texts(store)


def rows(text: str) -> list[list[str]]:
    return list(csv.reader(StringIO(text)))


def test_one_row_a_text(texts: Texts) -> None:
    found = rows(texts_csv([make_passport(texts, "c:verbinding")]))
    assert tuple(found[0]) == TEXT_COLUMNS
    assert found[1] == [
        *("c:verbinding", "verbinding", "d:bruggen-slaan", "Bruggen slaan", "Redactie", "Proefblad", "2024-03", "19"),
        *("3", "157.8947", "0.0000; 0.2632; 0.7895", "overheidsparticipatie (1); vertrouwen (1)"),
    ]
    assert [row[2] for row in found[1:]] == ["d:bruggen-slaan", "d:de-straat-eerst", "d:plein-vol", "d:script"]


def test_one_row_a_mention_of_both_terms(texts: Texts) -> None:
    passports = [make_passport(texts, node_id) for node_id in ("c:buurtplan", "p:els-brink")]
    found = rows(sentences_csv(texts, passports, 5))
    assert tuple(found[0]) == SENTENCE_COLUMNS
    assert found[2] == [
        *("c:buurtplan", "buurtplan", "d:plein-vol", "Een plein vol plannen", "Redactie", "2026", "d:plein-vol.s0"),
        *("0.0667", "Het", "buurtplan", "kwam er zonder raad. Overheidsparticipatie"),
        *("Het buurtplan kwam er zonder raad.", ""),
    ]
    assert [row[0] for row in found[1:]] == ["c:buurtplan", "c:buurtplan", "p:els-brink", "p:els-brink"]


def test_the_rule_of_a_definition_stands_beside_its_sentence(texts: Texts) -> None:
    found = rows(sentences_csv(texts, [make_passport(texts, "c:verbinding")], 10))
    assert [row[-1] for row in found[1:]] == ["", "", "", "", "", "is", ""]


def test_no_cell_is_a_formula(texts: Texts) -> None:
    passport = make_passport(texts, "c:verbinding")
    text = passport.texts[0]
    changed = type(text)(
        type(text.document)(**{**_fields(text.document), "title": "=HYPERLINK(1)", "publication": "@x"}),
        text.n_mentions,
        text.per_thousand,
        text.places,
        text.neighbours,
    )
    found = rows(texts_csv([type(passport)(**{**_fields(passport), "texts": (changed,)})]))
    assert found[1][3] == "'=HYPERLINK(1)"
    assert found[1][5] == "'@x"


def _fields(row: object) -> dict[str, object]:
    return {name: getattr(row, name) for name in type(row).__dataclass_fields__}  # type: ignore[attr-defined]


def test_the_page_fetches_nothing_runs_nothing_and_says_what_it_rests_on(store: GraphFile, texts: Texts) -> None:
    page = make_passport_page(
        texts, [make_passport(texts, "c:verbinding")], Trace(("c:verbinding",), n_words=20), store.build_info()
    )
    assert page.startswith("<!DOCTYPE html>")
    assert '<html lang="nl">' in page
    assert "default-src 'none'" in page
    assert not re.search(r"<script|<link|<img|<iframe|https?://|@import|url\((?!data:font/)|<a ", page)
    assert "&lt;script&gt;globalThis.pwned = 1&lt;/script&gt;" in page
    assert page.count("<h1") == 1
    assert "corpus 7f3a9c: 8 teksten, 126 woorden." in page
    assert "volg?begrip=c:verbinding&amp;woorden=20" in page
    assert "7 keer in 4 van 8 teksten" in page


def test_two_passports_on_one_page(store: GraphFile, texts: Texts) -> None:
    terms = ("c:verbinding", "p:els-brink")
    page = make_passport_page(texts, [make_passport(texts, term) for term in terms], Trace(terms), store.build_info())
    assert page.count("<h1") == 1
    assert "<h1>verbinding en Els Brink</h1>" in page
    assert '<mark class="b">Els Brink</mark>' in page
    assert "<details>" not in page


def test_the_page_can_be_written_and_read_back(store: GraphFile, texts: Texts, tmp_path: Path) -> None:
    page = make_passport_page(texts, [make_passport(texts, "l:dorpstede")], Trace(("l:dorpstede",)), store.build_info())
    path = tmp_path / "dorpstede.html"
    path.write_text(page, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == page
    assert "Plaats" in page
