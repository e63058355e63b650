"""Scores of spans, identities and concepts on small marked texts, with the errors listed."""

from pathlib import Path

import pytest

from graph.errors import ReadableError
from graph.evaluation import Finding, Score, evaluate, evaluate_words
from graph.evaluation.gold import read_gold
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
    documents = read_gold([path])
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
    [document] = read_gold([path])
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
    assert scores.findings == ()
    assert isinstance(Finding("gemist", "persoon", "a", "a", "d"), Finding)
