"""The quick ways through the trained parts find what spaCy's own ways find, word for word."""

import numpy as np
import pytest
import spacy
from hypothesis import example, given, settings
from hypothesis import strategies as st
from spacy.language import Language as Pipeline
from spacy.tokens import Doc

from graph.language import load_language
from graph.language.arithmetic import quicken_encoders
from graph.language.loading import PLAIN
from graph.language.recognizer import NameReader, quicken_names
from graph.language.splitting import split_glued
from graph.places import find_shipped

MODEL = find_shipped("data", "model")
pytestmark = pytest.mark.skipif(not (MODEL / "config.cfg").is_file(), reason="data/model is not there: train it")

WORDS = (
    "Marieke Dijkstra van der Meer de Raad van State Amersfoort gemeente , . ( ) en in wil\n niet Jan P. Vink’s "
    "VNG-lid wethouder Hannah Arendt Rijk zonder Grenzen het plan"
).split(" ")
LONG = ["Volgens", "Marieke", "Dijkstra", "ligt", "Amersfoort", "daar", "."] * 150
TEXTS = st.lists(st.lists(st.sampled_from(WORDS), max_size=25), max_size=6)


def load() -> Pipeline:
    """Return the pipeline that ships as spaCy runs it."""
    return spacy.load(MODEL, exclude=["tokenizer"], config={"nlp": {"tokenizer": {"@tokenizers": PLAIN}}})


@pytest.fixture(scope="module")
def plain() -> Pipeline:
    return load()


@pytest.fixture(scope="module")
def quick() -> Pipeline:
    nlp = load()
    quicken_encoders(nlp)
    quicken_names(nlp)
    assert isinstance(nlp.get_pipe("ner"), NameReader)
    return nlp


def read_names(nlp: Pipeline, words: list[list[str]]) -> list[tuple[list[tuple[int, int, str]], list[str]]]:
    docs = [Doc(nlp.vocab, words=text) for text in words]
    for part in ("tok2vec", "ner"):
        docs = list(nlp.get_pipe(part).pipe(docs, batch_size=4))
    return [([(ent.start, ent.end, ent.label_) for ent in doc.ents], [word.ent_iob_ for word in doc]) for doc in docs]


@settings(deadline=None, max_examples=60)
@given(TEXTS)
@example([])
@example([[], ["Amersfoort"], []])
@example([["Marieke"], ["Dijkstra", "\n", "Jan"], ["Jan", "de"]])
@example([LONG, ["Jan"], LONG[:-1]])
def test_the_reader_finds_what_the_recognizer_finds(plain: Pipeline, quick: Pipeline, words):
    assert read_names(quick, words) == read_names(plain, words)


def test_the_reader_finds_names_of_one_word_and_of_several(quick: Pipeline):
    [(names, marks)] = read_names(quick, [LONG[:7]])
    assert names == [(1, 3, "PER"), (4, 5, "LOC")]
    assert marks == ["O", "B", "I", "O", "B", "O", "O"]


@settings(deadline=None, max_examples=30)
@given(TEXTS.filter(any))
@example([[], ["Amersfoort"], []])
@example([LONG, ["Jan"], LONG[:-1]])
def test_encoders_give_the_same_vectors(plain: Pipeline, quick: Pipeline, words):
    expected, found = (
        nlp.get_pipe("tok2vec").predict([Doc(nlp.vocab, words=text) for text in words]) for nlp in (plain, quick)
    )
    assert [len(rows) for rows in found] == [len(text) for text in words]
    assert all(np.allclose(one, other, atol=1e-4) for one, other in zip(found, expected, strict=True))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Dhr. Jansen e.a. zeggen 's avonds: o.a. 'n plan.", "Dhr. Jansen e.a. zeggen 's avonds : o.a. 'n plan ."),
        ("beleid3 vertrouwen/verbinding foto's €5,- a.u.b.", "beleid 3 vertrouwen / verbinding foto's € 5,- a.u.b."),
        ("Poelman–Van Dam 2–0, Ali/De Wit, m/v, NSC—VVD", "Poelman – Van Dam 2–0 , Ali / De Wit , m/v , NSC — VVD"),
        (
            "Dhr. B.J.Th. Spin, K.IJ. Mol en Ph. de Wit; Claes Jansz. de Haen.",
            "Dhr. B.J.Th. Spin , K.IJ. Mol en Ph. de Wit ; Claes Jansz. de Haen .",
        ),
        ("(zie www.tilburg.nl) :-) M.b.t. dit.", "( zie www.tilburg.nl ) :-) M.b.t. dit ."),
    ],
)
def test_words_are_split_as_in_blank_dutch_but_for_what_is_glued(text: str, words: str):
    blank = spacy.blank("nl")
    split_glued(blank)
    assert load_language().split(text) == tuple(word.text for word in blank(text)) == tuple(words.split())
