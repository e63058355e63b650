"""What the lists and the frequencies say of a word, and the component that passes it on."""

from pathlib import Path

import pytest
import spacy
from spacy.attrs import ID, LANG

from graph.language.features import describe_name, describe_use, read_word_flags
from graph.language.lemmas import LemmaTables
from graph.language.words import NAME, DutchWords

LISTS = {
    "first_names.txt": "# voornamen\nEls\nRoos\twoord\n",
    "surnames.txt": "van der Wal\nJongerius\nBakker\twoord\n",
    "places.txt": "Ede\nDen Haag\nBest\twoord\n",
    "organisations.txt": "VNG\tVereniging van Nederlandse Gemeenten\nDe Orkaan\n",
    "famous.txt": "Thorbecke\tJohan Rudolph Thorbecke\n",
    "organisation_heads.txt": "Stichting\tvoor\n",
    "not_names.txt": "Maart\n",
    "titles.txt": "dr.\n",
    "roles.txt": "wethouder\n",
    "speech_verbs.txt": "zegt\n",
    "elsewhere.txt": "# kop\nNgozi\tvoornaam\nLoren\tvoornaam achternaam plaats\nStorm\tachternaam woord\n",
}
NAMES = {
    "Els": "F",
    "Roos": "f",
    "Wal": "k",
    "Jongerius": "S",
    "JONGERIUS": "S",
    "Jongerius5": "S",
    "Els's": "F",
    "Jongerius'": "?",
    "Ede": "P",
    "Edes": "P+",
    "Haag": "p",
    "Best": "p",
    "VNG": "O",
    "Orkaan": "o",
    "Thorbecke": "C",
    "Stichting": "H",
    "stichting": "H",
    "Maart": "N",
    "dr.": "T",
    "wethouder": "R",
    "zegt": "V",
    "Ngozi": "G",
    "Loren": "GQU",
    "Storm": "u",
    "van": "d",
    "Van": "D",
    "Els-Roos": "F-f",
    "Xyzzy": "?",
    "d'Ede": "P",
    "tafel": ".",
    "12": "",
    "l'a": "",
}
TABLES = LemmaTables({k: frozenset() for k in ("noun", "verb", "adj")}, {k: {} for k in ("noun", "verb", "adj")},
                     dict.fromkeys(("noun", "verb", "adj"), ()))  # fmt: skip


@pytest.fixture(scope="module")
def flags(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder: Path = tmp_path_factory.mktemp("names")
    for name, text in LISTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    return read_word_flags(folder)


@pytest.mark.parametrize(("word", "expected"), NAMES.items())
def test_what_the_lists_say(flags: dict[str, str], word: str, expected: str):
    assert describe_name(word, flags) == expected


def test_how_a_word_is_used():
    assert describe_use("de", lambda _: "") == "l4"
    assert describe_use("Hart", lambda _: "n") == "C4wn"
    assert describe_use("VNG", lambda _: "")[0] == "A"
    assert describe_use("Xyzzyx", lambda _: "") == "C0"
    assert describe_use("12", lambda _: "n") == ""
    assert describe_use("'t", lambda _: "") == "'"


def test_words_known_before_and_after_are_described(flags: dict[str, str]):
    nlp = spacy.blank("nl")
    before = nlp.make_doc("Els")
    words = nlp.add_pipe(NAME)
    assert isinstance(words, DutchWords)
    words.install(flags, TABLES)
    doc = nlp("Els Jongerius")
    texts = [nlp.vocab.strings[int(key)] for key in doc.to_array([LANG])]
    assert texts == ["n:F", "n:S"]
    assert nlp.vocab.strings[int(before.to_array([LANG])[0])] == "n:F"
    assert nlp.vocab.strings[int(doc.to_array([ID])[1])].startswith("u:C")


def test_the_component_survives_the_disk(flags: dict[str, str], tmp_path: Path):
    nlp = spacy.blank("nl")
    nlp.add_pipe(NAME).install(flags, TABLES)
    nlp.to_disk(tmp_path / "p")
    again = spacy.load(tmp_path / "p")
    one, other = (pipeline("Els, wethouder in Ede, zegt niets.") for pipeline in (nlp, again))
    assert [int(key) for key in one.to_array([LANG])] == [int(key) for key in other.to_array([LANG])]
    assert [token.lemma_ for token in one] == [token.lemma_ for token in other]
