"""CSV tables: exact text where it must be exact, and never a live formula where a spreadsheet would run one."""

import csv
from dataclasses import replace
from pathlib import Path

import pytest

from graph.errors import ReadableError
from graph.export.tables import export_tables
from graph.rows import Document, Mention, Node, Passage
from graph.store import GraphFile, GraphWriter
from tests.test_store import INFO, write


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def test_rows_are_written_whole_and_candidates_are_left_out(tmp_path: Path):
    with GraphFile(write(tmp_path / "g.duckdb")) as graph:
        paths = export_tables(graph, tmp_path / "t")
    assert {path.name for path in paths} == {path.name for path in (tmp_path / "t").iterdir()}
    assert read(tmp_path / "t" / "documents.csv")[0] == {
        **dict.fromkeys(("url", "authors_from", "date_from", "publication_from", "url_from"), ""),
        **{"document_id": "d:a", "title": "Één tekst", "authors": "A. de Wit; B", "date": "2020-05", "source": "Blad"},
        **{"path": "a.md", "n_words": "9", "publication": "Blad", "format": "md", "title_from": "tekst"},
    }
    assert [row["mention_id"] for row in read(tmp_path / "t" / "mentions.csv")] == [f"d:a.m{n}" for n in range(5)]
    assert read(tmp_path / "t" / "links.csv")[0]["log_likelihood"] == "0.3"


def test_a_formula_is_never_live_and_running_text_stays_exact(tmp_path: Path):
    formula = '=HYPERLINK("http://x")'
    with GraphWriter(tmp_path / "g.duckdb") as writer:
        writer.add("build", [INFO])
        writer.add("documents", [Document("d:a", "+1 voor de raad", (), "", "", "", "", "a.txt", "txt", 1, "")])
        writer.add("passages", [Passage("d:a.p0", "d:a", 0, "paragraph", "- 3 zinnen")])
        writer.add("nodes", [Node("p:x", "person", formula, 1, 1), Node("p:y", "person", "@wie", 1, 1)])
        mention = Mention("d:a.m0", "d:a", "d:a.p0", "d:a.s0", 0, 1, "-", "person", "p:x")
        writer.add("mentions", [mention, replace(mention, mention_id="d:a.m1", role="-")])
    with GraphFile(tmp_path / "g.duckdb") as graph:
        export_tables(graph, tmp_path / "t")
    assert [row["label"] for row in read(tmp_path / "t" / "nodes.csv")] == ["'" + formula, "'@wie"]
    assert read(tmp_path / "t" / "documents.csv")[0]["title"] == "'+1 voor de raad"
    assert read(tmp_path / "t" / "passages.csv")[0]["text"] == "- 3 zinnen"
    assert [row["surface"] for row in read(tmp_path / "t" / "mentions.csv")] == ["-", "-"]


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path):
    (tmp_path / "t").write_text("", encoding="utf-8")
    with (
        GraphFile(write(tmp_path / "g.duckdb")) as graph,
        pytest.raises(ReadableError, match="hier kan niet geschreven"),
    ):
        export_tables(graph, tmp_path / "t")
