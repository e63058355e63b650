"""Tokens, lemmas, concepts by pattern, separable verbs and candidates, on hand-made patterns."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.language import load_language
from graph.lemma import find_lemma
from graph.rows import LabelPattern

PATTERNS = [
    LabelPattern("c:verbinding", ("verbinding",), "lemma"),
    LabelPattern("c:verbinding", ("verbinden",), "lemma"),
    LabelPattern("c:verbinding", ("verbonden", "aan"), "form", negative=True),
    LabelPattern("c:verbinding", ("verbonden", "*", "aan"), "form", negative=True),
    LabelPattern("c:omgevingswet", ("Ow",), "exact"),
    LabelPattern("c:omgevingswet", ("omgevingswet",), "form"),
    LabelPattern("c:sociaal-domein", ("sociale", "domein"), "form"),
    LabelPattern("c:domein", ("domein",), "lemma"),
    LabelPattern("c:loslaten", ("loslaten",), "lemma"),
    LabelPattern("c:samenwerking", ("samenwerken",), "lemma"),
    LabelPattern("c:collega", ("collega's",), "form"),
]
LANGUAGE = load_language(PATTERNS, "regels")
CONCEPTS = {
    "Wij verbinden, zij verbindt, verbindende verbindingen.": [
        ("verbinden", "c:verbinding"),
        ("verbindt", "c:verbinding"),
        ("verbindende", "c:verbinding"),
        ("verbindingen", "c:verbinding"),
    ],
    "De treinverbinding en de trein-verbinding zijn verbroken.": [],
    "Zij is verbonden aan de universiteit.": [],
    "Zij is verbonden is ook aan iets.": [],
    "Met elkaar verbonden zijn zij.": [("verbonden", "c:verbinding")],
    "De Ow, au ow: de OMGEVINGSWET.": [("Ow", "c:omgevingswet"), ("OMGEVINGSWET", "c:omgevingswet")],
    "Het sociale domein is een domein.": [("sociale domein", "c:sociaal-domein"), ("domein", "c:domein")],
    "Zij laat de regels eindelijk los, en los te laten is lastig.": [
        ("laat", "c:loslaten"),
        ("los te laten", "c:loslaten"),
    ],
    "Zij laat de regels, en gaat los.": [],
    "Gemeenten werken steeds vaker samen.": [("werken", "c:samenwerking")],
    "De collega’s kwamen.": [("collega’s", "c:collega")],
}
LEMMAS = {
    "raadsleden": "raadslid",
    "omgevingsvisies": "omgevingsvisie",
    "keukentafelgesprekken": "keukentafelgesprek",
    "deelgenomen": "deelnemen",
    "Wmo": "wmo",
    "2015": "2015",
    "gemeenten": "gemeente",
    "brfgxq": "brfgxq",
}


@pytest.mark.parametrize(("text", "expected"), CONCEPTS.items())
def test_concepts(text: str, expected: list[tuple[str, str]]):
    [analysis] = LANGUAGE.analyse([text])
    assert [(text[span.start : span.end], span.concept_id) for span in analysis.concepts] == expected


@pytest.mark.parametrize(("word", "lemma"), LEMMAS.items())
def test_lemmas(word: str, lemma: str):
    assert find_lemma(word) == lemma


def test_candidates_are_noun_phrases():
    text = "Het is de dynamische empathie van een stadsmarinier. Zij fietsten door de harde wind, ook het terugdringen."
    [analysis] = LANGUAGE.analyse([text])
    assert [(text[c.start : c.end], c.lemma) for c in analysis.candidates] == [
        ("empathie", "empathie"),
        ("dynamische empathie", "dynamische empathie"),
        ("stadsmarinier", "stadsmarinier"),
        ("wind", "wind"),
        ("harde wind", "harde wind"),
    ]


def test_candidates_leave_concepts_alone():
    [analysis] = LANGUAGE.analyse(["Dit is de verbinding met het nieuwe domein."])
    assert analysis.candidates == ()


def test_a_pipeline_without_patterns_finds_no_concepts():
    [analysis] = load_language(model="regels").analyse(["De verbinding."])
    assert analysis.concepts == ()


def test_split_is_the_pipelines_own():
    assert LANGUAGE.split("college van B en W") == ("college", "van", "B", "en", "W")
    assert LANGUAGE.split("foto’s, co-creatie") == ("foto's", ",", "co-creatie")


@settings(deadline=None)
@given(st.text(max_size=80) | st.text(alphabet=st.sampled_from("verbindn’\u00ad aOw😀\n."), max_size=40))
def test_offsets_are_exact_and_concepts_do_not_overlap(text: str):
    [analysis] = LANGUAGE.analyse([text])
    for token in analysis.tokens:
        assert text[token.start : token.end] == token.text
    ends = 0
    for span in analysis.concepts:
        assert ends <= span.start < span.end <= len(text)
        ends = span.end


def test_a_very_long_paragraph_is_read():
    text = "Wij verbinden mensen. " * 20_000
    [analysis] = LANGUAGE.analyse([text])
    assert len(analysis.sentences) == len(analysis.concepts) == 20_000
