"""The export command: every format, views by address and by snapshot, and mishaps that leave nothing behind."""

from pathlib import Path

import pytest

from graph.__main__ import EXPORT_FORMATS, main
from graph.export.formats import FORMATS
from graph.exporting import Wanted, export_view
from graph.snapshots import Snapshot, SnapshotFolder
from graph.store import GraphFile
from tests.fixture_graph import write_fixture_graph


@pytest.fixture(scope="module")
def graph_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("export") / "g.duckdb"
    write_fixture_graph(path)
    return path


def test_the_command_knows_every_format_there_is():
    assert sorted(EXPORT_FORMATS) == sorted(FORMATS)


@pytest.mark.parametrize("name", EXPORT_FORMATS)
def test_every_format_is_written_by_the_command(name: str, graph_path: Path, tmp_path: Path, capsys):
    out = tmp_path / f"beeld{FORMATS[name].suffix}"
    assert main(["export", name, "--graph", str(graph_path), "--out", str(out)]) == 0
    assert out.stat().st_size > 300
    assert f"Geschreven: {out}." in capsys.readouterr().out


def test_an_address_decides_what_is_drawn_and_nonsense_is_told(graph_path: Path, tmp_path: Path, capsys):
    whole, few = tmp_path / "heel.json", tmp_path / "deel.json"
    assert main(["export", "json", "--graph", str(graph_path), "--out", str(whole)]) == 0
    address = "http://127.0.0.1:8501/?hoogstens=3&onzin=1&samen=nergens"
    assert main(["export", "json", "--graph", str(graph_path), "--out", str(few), "--view", address]) == 0
    assert few.stat().st_size < whole.stat().st_size
    assert "Niet begrepen in het adres: samen=nergens" in capsys.readouterr().out


def test_a_snapshot_brings_its_title(graph_path: Path, tmp_path: Path):
    SnapshotFolder(tmp_path / "beelden").save(Snapshot(title="Zo staat het ervoor"))
    with GraphFile(graph_path) as graph:
        wanted = Wanted("svg", tmp_path / "a.svg", snapshot="Zo staat het ervoor")
        assert export_view(graph, wanted, tmp_path / "beelden") == ()
    assert "Zo staat het ervoor" in (tmp_path / "a.svg").read_text(encoding="utf-8")


def test_names_are_left_out_when_asked(graph_path: Path, tmp_path: Path):
    with GraphFile(graph_path) as graph:
        names = [node.label for node in graph.nodes() if node.kind == "person"]
    assert names
    for without in (False, True):
        out = tmp_path / f"{without}.json"
        words = ["export", "json", "--graph", str(graph_path), "--out", str(out), *(["--without-names"] * without)]
        assert main(words) == 0
        assert any(name in out.read_text(encoding="utf-8") for name in names) is not without


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["svg", "--out", "weg/a.svg", "--snapshot", "bestaat niet"], "Er is geen momentopname"),
        (["pptx", "--out", "a.pptx", "--template", "geen.pptx"], "geen.pptx"),
        (["svg", "--out", "bestand/a.svg"], "bestand"),
    ],
)
def test_a_mishap_is_one_sentence_and_leaves_nothing(
    graph_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys, words: list[str], message: str
):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "bestand").write_text("", encoding="utf-8")
    (tmp_path / "geen.pptx").write_text("geen presentatie", encoding="utf-8")
    before = sorted(path.name for path in tmp_path.rglob("*"))
    assert main(["export", words[0], "--graph", str(graph_path), *words[1:]]) == 1
    error = capsys.readouterr().err
    assert message in error
    assert len(error.strip().splitlines()) == 1
    assert sorted(path.name for path in tmp_path.rglob("*")) == before
