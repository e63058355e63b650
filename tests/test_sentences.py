"""Where sentences begin: golden cases and invariants."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.language import load_language

LANGUAGE = load_language()

CASES = {
    "Twee zinnen. Meer niet.": ["Twee zinnen.", "Meer niet."],
    "‘Dat klopt.’ En nee, zo was het niet.": ["‘Dat klopt.’", "En nee, zo was het niet."],
    '"Ja", zei zij. "Morgen pas."': ['"Ja", zei zij.', '"Morgen pas."'],
    "Prof. dr. A.B. de Vries kwam. J. van der Lans ook.": ["Prof. dr. A.B. de Vries kwam.", "J. van der Lans ook."],
    "Zie art. 3.1 en blz. 12 e.v. van de wet.": ["Zie art. 3.1 en blz. 12 e.v. van de wet."],
    "Zij vroegen het o.a. aan Jan. Het antwoord kwam.": ["Zij vroegen het o.a. aan Jan.", "Het antwoord kwam."],
    "Wat nu? Niets! Dan maar…": ["Wat nu?", "Niets!", "Dan maar…"],
    "Het kostte 3.500 euro. 2015 was een goed jaar.": ["Het kostte 3.500 euro.", "2015 was een goed jaar."],
    "1. Het eerste punt. 2. Het tweede.": ["1. Het eerste punt.", "2. Het tweede."],
    "Het was laat. ’s Avonds gebeurt niets. ’t Is zo.": ["Het was laat.", "’s Avonds gebeurt niets.", "’t Is zo."],
    "Zij zei (dat was in mei.) niets.": ["Zij zei (dat was in mei.) niets."],
    "Op waarstaatjegemeente.nl staat het. Kijk daar.": ["Op waarstaatjegemeente.nl staat het.", "Kijk daar."],
    "": [],
}


@pytest.mark.parametrize(("text", "expected"), CASES.items())
def test_sentences(text: str, expected: list[str]):
    [analysis] = LANGUAGE.analyse([text])
    assert [text[start:end] for start, end in analysis.sentences] == expected


@given(st.text(alphabet=st.sampled_from("aB .!?…'’‘\"“”\n\t(1é😀\u00ad-,;:J"), max_size=60))
def test_sentences_cover_every_word_once_and_offsets_are_exact(text: str):
    [analysis] = LANGUAGE.analyse([text])
    for token in analysis.tokens:
        assert text[token.start : token.end] == token.text
    ends = 0
    for start, end in analysis.sentences:
        assert ends <= start < end
        ends = end
    for token in analysis.tokens:
        assert sum(start <= token.start and token.end <= end for start, end in analysis.sentences) == 1
