"""Another spaCy pipeline instead of the one that ships: by name, by folder, by the settings, and measured."""

from pathlib import Path

import pytest
import spacy

import graph.build
from graph.__main__ import main
from graph.errors import ReadableError
from graph.settings import Settings, read_settings
from graph.store import GraphFile

TEXT = "Xanthippa Brolsmolen zoekt verbinding in Zwarmeloo. Dat vindt Brolsmolen belangrijk.\n"
MARKED = "[[Xanthippa Brolsmolen|PER:x]] zoekt [[verbinding|CON:verbinding]] in [[Zwarmeloo|LOC]].\n"


def save_pipeline(folder: Path, place: str = "GPE") -> Path:
    nlp = spacy.blank("nl")
    ruler = nlp.add_pipe("entity_ruler")
    named = {"Xanthippa Brolsmolen": "PERSON", "Zwarmeloo": place}
    ruler.add_patterns([{"label": label, "pattern": name} for name, label in named.items()])
    nlp.to_disk(folder)
    return folder


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    folder = tmp_path / "teksten"
    folder.mkdir()
    (folder / "stuk.txt").write_text(TEXT, encoding="utf-8")
    return folder


def nodes(out: Path) -> tuple[dict[str, int], str]:
    with GraphFile(out) as graph:
        info = graph.build_info()
        return {node.node_id: node.n_mentions for node in graph.nodes() if node.kind != "document"}, info.pipeline


def test_the_names_of_a_chosen_pipeline_are_in_the_graph(texts: Path, capsys: pytest.CaptureFixture[str]):
    out = texts.parent / "g.duckdb"
    model = save_pipeline(texts.parent / "model")
    assert main(["build", str(texts), "--out", str(out), "--model", str(model)]) == 0
    found, pipeline = nodes(out)
    assert found == {"p:xanthippa-brolsmolen": 2, "l:zwarmeloo": 1, "c:verbinding": 1}
    assert pipeline.startswith("nl_pipeline 0.0.0 (")


def test_another_pipeline_means_reading_again(texts: Path, capsys: pytest.CaptureFixture[str]):
    out = texts.parent / "g.duckdb"
    model = str(save_pipeline(texts.parent / "model"))
    for words, printed in (
        (["--model", model], "1 ontleed"),
        (["--model", model], "0 ontleed"),
        (["--model", "regels"], "1 ontleed"),
        (["--model", model], "1 ontleed"),
    ):
        assert main(["build", str(texts), "--out", str(out), *words]) == 0
        assert printed in capsys.readouterr().out
    # The same name and number, trained anew: the files tell.
    save_pipeline(Path(model), "ORG")
    assert main(["build", str(texts), "--out", str(out), "--model", model]) == 0
    assert "1 ontleed" in capsys.readouterr().out
    assert "o:zwarmeloo" in nodes(out)[0]


def test_the_settings_choose_where_the_command_does_not(texts: Path, monkeypatch: pytest.MonkeyPatch):
    model = save_pipeline(texts.parent / "model")
    (texts.parent / "instellingen.toml").write_text(f"taalmodel = '{model}'\n", encoding="utf-8")
    monkeypatch.setattr(graph.build, "read_settings", lambda: read_settings(texts.parent))
    graph.build.build_graph([texts], texts.parent / "g.duckdb")
    assert "l:zwarmeloo" in nodes(texts.parent / "g.duckdb")[0]
    graph.build.build_graph([texts], texts.parent / "g.duckdb", model="regels")
    assert nodes(texts.parent / "g.duckdb")[1].startswith("nl-rules")


def test_settings(tmp_path: Path):
    assert read_settings(tmp_path) == Settings()
    (tmp_path / "instellingen.toml").write_text('taalmodel = "nl_core_news_md"\n', encoding="utf-8")
    assert read_settings(tmp_path) == Settings(model="nl_core_news_md")
    for wrong in ("taalmodel = 3\n", 'model = "x"\n', "taalmodel =\n"):
        (tmp_path / "instellingen.toml").write_text(wrong, encoding="utf-8")
        with pytest.raises(ReadableError, match="taalmodel"):
            read_settings(tmp_path)


@pytest.mark.parametrize("command", [["build"], ["evaluate", "--on"]])
def test_a_pipeline_that_is_not_there_is_one_sentence(
    texts: Path, capsys: pytest.CaptureFixture[str], command: list[str]
):
    (texts / "stuk.txt").write_text(MARKED, encoding="utf-8")
    assert main([*command, str(texts), "--model", "nl_bestaat_niet"]) == 1
    error = capsys.readouterr().err
    assert "nl_bestaat_niet is er niet" in error
    assert len(error.strip().splitlines()) == 1


def test_evaluate_prints_errors_and_scores(texts: Path, capsys: pytest.CaptureFixture[str]):
    (texts / "stuk.txt").write_text(MARKED, encoding="utf-8")
    assert main(["evaluate", "--on", str(texts), "--model", "regels"]) == 0
    printed = capsys.readouterr().out
    assert "Gemist (2)\n  persoon: …[Xanthippa Brolsmolen] zoekt verbinding" in printed
    model = save_pipeline(texts.parent / "model")
    assert main(["evaluate", "--on", str(texts), "--model", str(model)]) == 0
    lines = capsys.readouterr().out.splitlines()
    rows = {line[:14].strip(): line.split()[-6:] for line in lines if line[-3:] == "0,0"}
    assert (
        rows["personen"]
        == rows["plaatsen"]
        == rows["begrip verbindi"[:14]]
        == ["1", "1", "1", "100,0", "100,0", "100,0"]
    )
    assert "Gemist" not in lines[0]


def test_evaluate_says_where_nothing_is_marked(texts: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["evaluate", "--on", str(texts)]) == 1
    error = capsys.readouterr().err
    assert "hier staan geen gemarkeerde teksten" in error
    assert len(error.strip().splitlines()) == 1
