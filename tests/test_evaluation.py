"""Scores of spans, identities and concepts on small marked texts, with the errors listed."""

from pathlib import Path

import pytest

from graph.errors import ReadableError
from graph.evaluation import Finding, Score, Scores, evaluate, evaluate_words, make_lines
from graph.evaluation.gold import read_gold
from graph.evaluation.scores import join_scores
from tests.conftest import ROOT
from tests.test_marked import TREE

TEXT = """---
title: Een brug
genre: column
---

[[Jan de Vries|PER:jan]] is wethouder in [[Tilburg|LOC]]. [[De Vries|PER:jan]] zoekt [[verbinding|CON:verbinding]].

[[Xanthippa Brolsmolen|PER:x]] niet. Anna Jansen wel.
"""
CONLL = """-DOCSTART- -DOCSTART- O

Dat Pron O
zei V O
Jan N B-PER
de N I-PER
Vries N I-PER
. Punc O

-DOCSTART- -DOCSTART- O

In Prep O
Tilburg N B-LOC
. Punc O
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "gold-a").mkdir()
    (tmp_path / "gold-a" / "column-01.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path


def test_names_identities_and_concepts_are_counted(folder: Path):
    scores = evaluate([folder], "regels")
    assert scores.find("personen") == Score("personen", 3, 3, 2)
    assert scores.find("plaatsen") == Score("plaatsen", 1, 1, 1)
    assert scores.find("samengevoegde vermeldingen") == Score("samengevoegde vermeldingen", 1, 1, 1)
    assert scores.find("begrip verbinding") == Score("begrip verbinding", 1, 1, 1)
    assert scores.n_documents == 1
    assert [(item.kind, item.what, item.surface) for item in scores.findings] == [
        ("gemist", "persoon", "Xanthippa Brolsmolen"),
        ("onterecht", "persoon", "Anna Jansen"),
    ]
    with pytest.raises(KeyError):
        scores.find("niets")


def test_a_file_with_a_word_a_line_is_read_as_documents(tmp_path: Path):
    path = tmp_path / "x.testa"
    path.write_text(CONLL, encoding="utf-8")
    documents = read_gold([path]).documents
    assert [[p.text for p in document.paragraphs] for document in documents] == [
        ["Dat zei Jan de Vries."],
        ["In Tilburg."],
    ]
    scores = evaluate([path], "regels")
    assert scores.find("personen").f == scores.find("plaatsen").f == 1.0
    assert [row.name for row in scores.rows] == ["personen", "organisaties", "plaatsen", "alle namen"]


def test_numbered_words_are_read(tmp_path: Path):
    path = tmp_path / "x.conllu"
    path.write_text("0\tJan\tB-PER\n1\tzwijgt\tO\n", encoding="utf-8")
    [document] = read_gold([path]).documents
    assert document.paragraphs[0].text == "Jan zwijgt"


def test_what_is_not_there_is_told(tmp_path: Path):
    with pytest.raises(ReadableError, match="bestaat niet"):
        evaluate([tmp_path / "weg"], "regels")
    (tmp_path / "leeg").mkdir()
    with pytest.raises(ReadableError, match="geen gemarkeerde teksten"):
        evaluate([tmp_path / "leeg"], "regels")


def test_scores_of_nothing():
    assert Score("x", 0, 0, 0).f == Score("x", 0, 0, 0).precision == Score("x", 0, 0, 0).recall == 1.0
    assert (
        Score("x", 4, 2, 1).precision == 0.5 and Score("x", 4, 2, 1).recall == 0.25 and Score("x", 4, 2, 1).f == 1 / 3
    )


def test_words_of_a_treebank(tmp_path: Path):
    path = tmp_path / "t.conllu"
    path.write_text(TREE, encoding="utf-8")
    scores = evaluate_words([path], "regels", held_out=False)
    assert scores.find("woordsoorten").n_right == 0
    assert scores.find("lemma's van inhoudswoorden") == Score("lemma's van inhoudswoorden", 3, 3, 3)
    assert scores.find("scheidbare werkwoorden") == Score("scheidbare werkwoorden", 1, 1, 1)
    assert {item.kind for item in scores.findings} == {"verkeerde woordsoort"}
    assert len(scores.findings) == 5


def test_separable_verbs_that_are_missed_or_wrongly_joined_are_listed(tmp_path: Path):
    path = tmp_path / "t.conllu"
    wrong = TREE.replace("brengt\tmee_brengen", "krabbelt\tmee_krabbelen").replace("Els brengt", "Els krabbelt")
    unmarked = TREE.replace("mee_brengen", "brengen").replace("x.p.1.s.1", "x.p.1.s.2")
    path.write_text(f"{wrong}\n{unmarked}", encoding="utf-8")
    scores = evaluate_words([path], "regels", held_out=False)
    assert scores.find("scheidbare werkwoorden") == Score("scheidbare werkwoorden", 1, 1, 0)
    assert [item for item in scores.findings if item.what.startswith("werkwoord")] == [
        Finding("niet samengevoegd", "werkwoord, met mee", "krabbelt", "Els ", " foto's mee.", "x.p.1.s.1"),
        Finding("ten onrechte samengevoegd", "werkwoord, met mee", "brengt", "Els ", " foto's mee.", "x.p.1.s.2"),
    ]


def test_a_treebank_among_the_paths_is_measured_by_words(folder: Path):
    (folder / "t.conllu").write_text(TREE.replace("foto's\tfoto\tNOUN", "foto's\tkiek\tNOUN"), encoding="utf-8")
    scores = evaluate([folder], "regels")
    assert scores.find("personen") == Score("personen", 3, 3, 2)
    assert scores.find("lemma's van inhoudswoorden") == Score("lemma's van inhoudswoorden", 3, 3, 2)
    wrong = [item for item in scores.findings if item.kind == "verkeerd lemma"]
    assert wrong == [Finding("verkeerd lemma", "foto, moet zijn kiek", "foto's", "Els brengt ", " mee.", "x.p.1.s.1")]


def test_a_file_in_latin_1_and_a_text_without_front_matter_are_read(tmp_path: Path):
    (tmp_path / "ned.bio").write_bytes("In Prep O\nCaliforni\xeb N B-LOC\n".encode("latin-1"))
    (tmp_path / "los.txt").write_text("[[Els|PER:els]] woont in [[Ede|LOC]].\n", encoding="utf-8")
    (tmp_path / "leesmij.md").write_text("[[Els|PER:els]] is een voorbeeld.\n", encoding="utf-8")
    (tmp_path / "plaat.png").write_bytes(b"\x89PNG\r\n\x00")
    texts = [document.paragraphs[0].text for document in read_gold([tmp_path]).documents]
    assert texts == ["Els woont in Ede.", "In Californië"]


def test_of_a_treebank_that_was_trained_on_only_the_tenth_counts(tmp_path: Path):
    table = (ROOT / "data" / "training" / "ud_entities.tsv").read_text(encoding="utf-8").splitlines()
    ids = list(dict.fromkeys(line.split("\t")[0] for line in table if line and not line.startswith("#")))[:60]
    known = tmp_path / "bekend.conllu"
    known.write_text("\n".join(TREE.replace("x.p.1.s.1", sent_id) for sent_id in ids), encoding="utf-8")
    new = tmp_path / "nieuw.conllu"
    new.write_text("\n".join(TREE.replace("x.p.1.s.1", f"nieuw-{n}") for n in range(60)), encoding="utf-8")
    assert 0 < evaluate([known], "regels").n_documents < 20
    assert evaluate([new], "regels").n_documents == 60


def test_scores_are_joined_by_name():
    one = Scores((Score("personen", 2, 3, 1), Score("plaatsen", 1, 1, 1)), (), 1, 10)
    other = Scores((Score("personen", 1, 1, 1),), (), 2, 5)
    assert join_scores([one, other]) == Scores((Score("personen", 3, 4, 2), Score("plaatsen", 1, 1, 1)), (), 3, 15)


def test_lines_of_a_report():
    error = Finding("gemist", "persoon", "Els", "zei ", " toen", "a/b")
    scores = Scores((Score("personen", 1200, 4, 1), Score("plaatsen", 0, 0, 0)), (error,), 1, 1)
    assert list(make_lines(scores)) == [
        "Gemist (1)",
        "  persoon: …zei [Els] toen… (a/b)",
        "",
        "          gemarkeerd  gevonden    goed  precisie  volledigheid       F",
        "personen       1.200         4       1      25,0           0,1     0,2",
        "plaatsen           0         0       0         –             –       –",
        "",
        "Gemeten op 1 woord.",
    ]
