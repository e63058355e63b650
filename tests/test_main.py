"""The command line on small corpora: what it prints, what it leaves behind, and one clear sentence for each mishap."""

import csv
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from graph.__main__ import main
from graph.export.tables import COLUMNS
from graph.store import GraphFile, GraphWriter

ROOT = Path(__file__).resolve().parents[1]
GOOD = "De gemeenteraad zoekt verbinding met inwoners. Thorbecke schreef de Gemeentewet.\n"


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    folder = tmp_path / "teksten"
    folder.mkdir()
    (folder / "goed.txt").write_text(GOOD, encoding="utf-8")
    return folder


def run(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, str, str]:
    code = main([str(word) for word in words])
    printed = capsys.readouterr()
    return code, printed.out, printed.err


def test_build_tells_what_it_did_and_parses_only_what_changed(texts: Path, capsys: pytest.CaptureFixture[str]):
    for number in range(24):
        (texts / f"stuk{number}.txt").write_text(f"Stuk {number}. {GOOD}", encoding="utf-8")
    out = texts.parent / "g.duckdb"
    code, printed, _ = run(capsys, "build", texts, "--out", out)
    assert code == 0
    assert "25 documenten: 25 ontleed, 0 ongewijzigd overgenomen" in printed
    with GraphFile(out) as graph:
        places, before = graph.positions(), graph.links("sentence")

    (texts / "stuk7.txt").write_text(f"Stuk 7, anders. {GOOD}", encoding="utf-8")
    code, printed, _ = run(capsys, "build", texts, "--out", out)
    assert "25 documenten: 1 ontleed, 24 ongewijzigd overgenomen" in printed
    with GraphFile(out) as graph:
        assert graph.positions() == places
        assert [(link.source, link.target) for link in graph.links("sentence")] == [
            (x.source, x.target) for x in before
        ]


def test_a_second_build_gives_the_same_tables(texts: Path, capsys: pytest.CaptureFixture[str]):
    for name in ("een", "twee"):
        (texts / f"{name}.txt").write_text(f"Tekst {name}. {GOOD}", encoding="utf-8")
    folders = []
    for number in (1, 2):
        run(capsys, "build", texts, "--out", texts.parent / "g.duckdb")
        folders.append(texts.parent / f"tabellen{number}")
        assert run(capsys, "export", "tables", "--graph", texts.parent / "g.duckdb", "--out", folders[-1])[0] == 0
    for table in COLUMNS:
        assert (folders[0] / f"{table}.csv").read_bytes() == (folders[1] / f"{table}.csv").read_bytes()


def test_tables_have_the_columns_that_others_count_on(texts: Path, capsys: pytest.CaptureFixture[str]):
    run(capsys, "build", texts, "--out", texts.parent / "g.duckdb")
    run(capsys, "export", "tables", "--graph", texts.parent / "g.duckdb", "--out", texts.parent / "t")
    wanted = {
        "documents": "document_id,title,authors,date,source,path,n_words",
        "passages": "passage_id,document_id,position,kind,text",
        "mentions": "mention_id,document_id,passage_id,sentence_id,start,end,surface,kind,node_id",
        "nodes": "node_id,kind,label,n_mentions,n_documents",
        "links": "source,target,window,count,npmi,log_likelihood,association_strength,jaccard,q_value",
    }
    tables = {}
    for table, columns in wanted.items():
        with (texts.parent / "t" / f"{table}.csv").open(encoding="utf-8", newline="") as handle:
            rows = list(csv.DictReader(handle))
        assert set(columns.split(",")) <= set(rows[0])
        tables[table] = rows
    passages = {row["passage_id"]: row["text"] for row in tables["passages"]}
    nodes = {row["node_id"] for row in tables["nodes"]}
    assert tables["mentions"]
    for row in tables["mentions"]:
        assert passages[row["passage_id"]][int(row["start"]) : int(row["end"])] == row["surface"]
        assert row["node_id"] in nodes
    for row in tables["links"]:
        assert row["source"] < row["target"]
        assert {row["source"], row["target"]} <= nodes
    sentence = [
        row for row in tables["links"] if row["window"] == "sentence" and "d:" not in row["source"] + row["target"]
    ]
    assert ("c:gemeenteraad", "c:verbinding", "1") in {(r["source"], r["target"], r["count"]) for r in sentence}
    assert ("c:gemeentewet", "p:johan-rudolf-thorbecke") in {(r["source"], r["target"]) for r in sentence} or (
        "c:gemeentewet",
        "p:thorbecke",
    ) in {(r["source"], r["target"]) for r in sentence}


def test_trace_prints_the_concordance(texts: Path, capsys: pytest.CaptureFixture[str]):
    run(capsys, "build", texts, "--out", texts.parent / "g.duckdb")
    code, printed, _ = run(capsys, "trace", "verbinding", "--graph", texts.parent / "g.duckdb")
    assert code == 0
    assert "verbinding: 1 keer in 1 tekst" in printed
    assert "De gemeenteraad zoekt verbinding met inwoners." in printed


def test_show_prints_a_node_and_its_links(texts: Path, capsys: pytest.CaptureFixture[str]):
    run(capsys, "build", texts, "--out", texts.parent / "g.duckdb")
    for word in ("c:verbinding", "Verbinding"):
        code, printed, _ = run(capsys, "show", word, "--graph", texts.parent / "g.duckdb")
        assert code == 0
        assert "verbinding (begrip, c:verbinding)" in printed
        assert "gemeenteraad" in printed


def test_a_term_that_is_not_there_gets_near_spellings(texts: Path, capsys: pytest.CaptureFixture[str]):
    run(capsys, "build", texts, "--out", texts.parent / "g.duckdb")
    code, printed, error = run(capsys, "trace", "verbidning", "--graph", texts.parent / "g.duckdb")
    assert (code, printed) == (1, "")
    assert error.strip().endswith("komt in " + str(texts.parent / "g.duckdb") + " niet voor. Bedoelt u: verbinding?")


def spoil(folder: Path) -> None:
    """Put one file of every bad kind into ``folder``."""
    (folder / "leeg.txt").write_bytes(b"")
    (folder / "spaties.md").write_text("   \n\n  \n", encoding="utf-8")
    (folder / "binair.txt").write_bytes(bytes(range(256)) * 40)
    (folder / "kapot.pdf").write_bytes(b"%PDF-1.7\nhalf")
    (folder / "geenzip.docx").write_bytes(b"Dit is geen Word-bestand.")
    with zipfile.ZipFile(folder / "leegzip.odt", "w") as archive:
        archive.writestr("iets.txt", "niets")
    (folder / "plaatje.jpg").write_bytes(b"\xff\xd8\xff")


def test_bad_files_are_told_one_by_one_and_the_others_are_built(texts: Path, capsys: pytest.CaptureFixture[str]):
    spoil(texts)
    (texts / "latin.txt").write_bytes("Reünie in Één: de coördinatie van de raad.".encode("cp1252"))
    code, printed, error = run(capsys, "build", texts, "--out", texts.parent / "g.duckdb")
    assert (code, error) == (0, "")
    assert "2 documenten: 2 ontleed" in printed
    told = [line for line in printed.splitlines() if line.startswith("Niet gelezen:")]
    for name in ("leeg.txt", "spaties.md", "binair.txt", "kapot.pdf", "geenzip.docx", "leegzip.odt", "plaatje.jpg"):
        assert len([line for line in told if name in line]) == 1, name
    assert "Traceback" not in printed
    with GraphFile(texts.parent / "g.duckdb") as graph:
        assert len(graph.unread()) == 7
        assert [p.text for p in graph.passages("d:latin")] == ["Reünie in Één: de coördinatie van de raad."]


def test_nothing_readable_is_an_error_and_the_former_graph_stays(texts: Path, capsys: pytest.CaptureFixture[str]):
    out = texts.parent / "g.duckdb"
    run(capsys, "build", texts, "--out", out)
    before = out.read_bytes()
    bad = texts.parent / "slecht"
    bad.mkdir()
    spoil(bad)
    code, _, error = run(capsys, "build", bad, "--out", out)
    assert code == 1
    assert "Geen enkele tekst kon gelezen worden; er is niets veranderd." in error
    assert out.read_bytes() == before


def test_two_files_with_one_title_and_a_very_long_name(texts: Path, capsys: pytest.CaptureFixture[str]):
    for name in ("a", "b"):
        (texts / f"{name}.md").write_text(f"---\ntitle: Zelfde titel\n---\n{GOOD}", encoding="utf-8")
    (texts / "lang.txt").write_text(f"Mevrouw {'Jansen-' * 43}Jansen spreekt met de raad.", encoding="utf-8")
    code, printed, _ = run(capsys, "build", texts, "--out", texts.parent / "g.duckdb")
    assert code == 0
    assert "4 documenten" in printed
    with GraphFile(texts.parent / "g.duckdb") as graph:
        assert sorted(d.document_id for d in graph.documents() if d.title == "Zelfde titel") == ["d:a", "d:b"]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["build", "bestaat-niet"], "bestaat-niet"),
        (["build", "leeg"], "hier staan geen teksten"),
        (["build", "teksten", "--thesaurus", "weg.ttl"], "weg.ttl"),
        (["build", "teksten", "--thesaurus", "fout.ttl"], "regel 3"),
        (
            ["trace", "raad", "--graph", "weg.duckdb"],
            "dit bestand bestaat niet; maak het eerst met 'begrippengraaf build'.",
        ),
        (["show", "raad", "--graph", "fout.ttl"], "dit is geen (heel) graafbestand"),
        (["app", "--graph", "weg.duckdb"], "dit bestand bestaat niet"),
        (["export", "tables", "--graph", "g.duckdb", "--out", "fout.ttl"], "hier kan niet geschreven worden"),
    ],
)
def test_a_mishap_is_one_sentence_that_names_the_file(
    texts: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], words: list[str], message: str
):
    monkeypatch.chdir(texts.parent)
    (texts.parent / "leeg").mkdir()
    (texts.parent / "fout.ttl").write_text("@prefix a: <urn:a> .\n\nb c d .\n", encoding="utf-8")
    with GraphWriter(Path("g.duckdb")) as writer:
        from tests.test_store import INFO

        writer.add("build", [INFO])
    code, _, error = run(capsys, *words)
    assert code == 1
    assert message in error
    assert len(error.strip().splitlines()) == 1
    assert "Traceback" not in error


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ([], "dit ontbreekt: OPDRACHT"),
        (["bouw"], "dit kan niet: 'bouw'"),
        (["trace"], "dit ontbreekt: TERM"),
        (["app", "--port", "tien"], "dit is geen heel getal: 'tien'"),
    ],
)
def test_words_that_are_not_understood(capsys: pytest.CaptureFixture[str], words: list[str], message: str):
    with pytest.raises(SystemExit) as stopped:
        main(words)
    assert stopped.value.code == 2
    assert message in capsys.readouterr().err


def test_the_module_is_the_command(texts: Path):
    shutil.copytree(texts, texts.parent / "kopie")
    done = subprocess.run(
        [sys.executable, "-m", "graph", "build", "kopie", "--out", "g.duckdb"],
        cwd=texts.parent,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "1 document: 1 ontleed" in done.stdout
