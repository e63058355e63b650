"""Abbreviations that a text explains count as their concept in the whole of that text; others: test_spreading."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.language import load_language
from graph.language.abbreviations import abbreviates
from graph.rows import LabelPattern

LANGUAGE = load_language(
    [
        LabelPattern("c:res", ("regionale", "energiestrategie"), "form"),
        LabelPattern("c:verkenner", ("regionale", "energiesturing"), "form"),
        LabelPattern("c:omgevingsplan", ("omgevingsplan",), "form"),
        LabelPattern("c:ow", ("Ow",), "exact"),
        LabelPattern("c:vereniging", ("vereniging", "van", "nederlandse", "gemeenten"), "form"),
    ],
    "regels",
)
TEXTS = {
    "behind": (["De regionale energiestrategie (RES) is er.", "Over de RES praten wij."], [["RES"], ["RES"]]),
    "before it is explained": (["De RES komt.", "Dit is de regionale energiestrategie (RES)."], [["RES"], ["RES"]]),
    "the other way round": (["De VNG (Vereniging van Nederlandse Gemeenten) zegt: de VNG."], [["VNG", "VNG"]]),
    "in words": (["Het omgevingsplan (hierna: ‘OP’) geldt. Het OP geldt."], [["OP", "OP"]]),
    "nothing explained": (["Over de RES praten wij."], [[]]),
    "other letters": (["De regionale energiestrategie (RAX) is er. De RAX niet."], [[]]),
    "a word, no abbreviation": (["Het omgevingsplan (Ook) geldt. Ook hier."], [[]]),
    "a common word": (["Het omgevingsplan (Op) geldt. Op zaterdag niet. OP."], [[]]),
    "two meanings": (
        ["De regionale energiestrategie (RES) en de regionale energiesturing (RES).", "De RES."],
        [[], []],
    ),
    "known already": (["Het omgevingsplan (Ow) en de Ow."], [[]]),
}


@pytest.mark.parametrize("name", TEXTS)
def test_abbreviations(name: str):
    texts, expected = TEXTS[name]
    found = [
        [text[span.start : span.end] for span in analysis.concepts if text[span.start : span.end].isupper()]
        for text, analysis in zip(texts, LANGUAGE.analyse(texts), strict=True)
    ]
    assert found == expected


def test_an_abbreviation_of_one_document_is_not_known_in_another():
    LANGUAGE.analyse(["De regionale energiestrategie (RES) is er."])
    [analysis] = LANGUAGE.analyse(["De RES."])
    assert analysis.concepts == ()


def test_a_known_abbreviation_keeps_its_concept():
    [analysis] = LANGUAGE.analyse(["Het omgevingsplan (Ow) en de Ow."])
    assert [span.concept_id for span in analysis.concepts] == ["c:omgevingsplan", "c:ow", "c:ow"]


@given(st.text(alphabet="abcde ", min_size=3, max_size=20))
def test_initials_abbreviate_their_words(long: str):
    words = long.split()
    if len(words) > 1 and sum(map(len, words)) > len(words):
        assert abbreviates("".join(word[0] for word in words), " ".join(words))
