"""Lemmas by part of speech, on small tables made by hand, and the tables as they are kept on disk."""

from pathlib import Path

import pytest

from graph.language.lemmas import LemmaTables, Lemmatizer, read_tables, write_tables

TABLES = LemmaTables(
    index={
        "noun": frozenset("gemeente visie raad lid huis stuk man woning boek overleg besluit".split()),
        "verb": frozenset("lopen besluiten leggen legen stellen stelen".split()),
        "adj": frozenset("groot goed dynamisch".split()),
    },
    exceptions={
        "noun": {"leden": "lid", "huizen": "huis"},
        "verb": {"besloten": "besluiten", "liep": "lopen"},
        "adj": {},
    },
    rules={
        "noun": (("heden", "heid"), ("en", ""), ("n", ""), ("s", "")),
        "verb": (("de", "n"), ("de", "en"), ("t", "en")),
        "adj": (("e", ""), ("ere", ""), ("er", "")),
    },
)
LEMMAS = {
    ("Gemeenten", "NOUN"): "gemeente",
    ("leden", "NOUN"): "lid",
    ("raadsleden", "NOUN"): "raadslid",
    ("omgevingsvisies", "NOUN"): "omgevingsvisie",
    ("stukjes", "NOUN"): "stuk",
    ("mannetje", "NOUN"): "man",
    ("woninkje", "NOUN"): "woning",
    ("meisje", "NOUN"): "meisje",
    ("besloten", "VERB"): "besluiten",
    ("legde", "VERB"): "leggen",
    ("stelde", "VERB"): "stellen",
    ("dynamische", "ADJ"): "dynamisch",
    ("meer", "ADV"): "veel",
    ("waarin", "ADV"): "waarin",
    ("is", "AUX"): "zijn",
    ("Leden", "PROPN"): "Leden",
    ("Harry's", "PROPN"): "Harry",
    ("Vlamingen", "PROPN"): "Vlaming",
    ("brfgxq", "NOUN"): "brfgxq",
    ("2015", "NUM"): "2015",
}


@pytest.mark.parametrize(("word", "pos", "lemma"), [(*key, lemma) for key, lemma in LEMMAS.items()])
def test_lemma_by_part_of_speech(word: str, pos: str, lemma: str):
    assert Lemmatizer(TABLES).find(word, pos) == lemma


def test_without_a_part_of_speech_the_dictionary_decides():
    assert Lemmatizer(TABLES).find("gemeenten", "") == "gemeente"


def test_classes_tell_what_a_word_can_be():
    lemmatizer = Lemmatizer(TABLES)
    assert lemmatizer.classes("besluit") == "n"
    assert lemmatizer.classes("loopt") == "V"
    assert lemmatizer.classes("grote") == "A"
    assert lemmatizer.classes("xyzzy") == ""


def test_tables_survive_the_disk_byte_for_byte(tmp_path: Path):
    for name in ("one", "two"):
        write_tables(tmp_path / name, TABLES)
    assert read_tables(tmp_path / "one") == TABLES
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
