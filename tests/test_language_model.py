"""The pipeline that ships: what it finds in plain sentences, and that no text, however odd, moves an offset."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import ReadableError
from graph.language import Analysis, Language, load_language
from graph.language.foreign import is_dutch
from graph.language.hygiene import cut_pieces, straighten
from graph.places import find_shipped
from graph.rows import LabelPattern

MODEL = find_shipped("data", "model")
PATTERNS = [LabelPattern("c:verbinding", ("verbinden",), "lemma")]

pytestmark = pytest.mark.skipif(not (MODEL / "config.cfg").is_file(), reason="data/model is not there: train it")


@pytest.fixture(scope="module")
def language() -> Language:
    return load_language(PATTERNS)


NAMES = {
    "Volgens Marieke Dijkstra wil wethouder Van der Meer dat niet.": [
        ("person", "Marieke Dijkstra"),
        ("person", "Van der Meer"),
    ],
    "De gemeente Amersfoort ligt in de provincie, niet ver van Hilversum.": [
        ("organisation", "gemeente Amersfoort"),
        ("place", "Hilversum"),
    ],
    "Wij praten over beleid, regels en de toekomst van het vak.": [],
    "Professor Paul ’t Hart en Saïda el Khattabi schreven het rapport.": [
        ("person", "Paul ’t Hart"),
        ("person", "Saïda el Khattabi"),
    ],
}
WORDS = {
    "De grote gemeenten hebben plannen gemaakt.": [
        ("DET", "de"),
        ("ADJ", "groot"),
        ("NOUN", "gemeente"),
        ("AUX", "hebben"),
        ("NOUN", "plan"),
        ("VERB", "maken"),
        ("PUNCT", "."),
    ],
    "Zij wonen in een huis.": [
        ("PRON", "zij"),
        ("VERB", "wonen"),
        ("ADP", "in"),
        ("DET", "een"),
        ("NOUN", "huis"),
        ("PUNCT", "."),
    ],
}
ODD = {
    "another language": "The members of the council are of the opinion that this is not what they asked for. ",
    "capitals": "DE WETHOUDER JAN DE VRIES ZEGT DAT DE GEMEENTE UTRECHT VERBINDT. ",
    "no punctuation": "jan de vries zegt dat hij morgen naar utrecht gaat en dan weer terug komt ",
    "emoji": "Jan 😀 de Vries 👩‍👩‍👧 zegt 🇳🇱 ja. ",
    "soft hyphens": "De ge\u00admeen\u00adte Jan de V\u00adries verbindt. ",
    "mixed quotes": "„Ja”, zei ‘Jan’ ''de'' \"Vries\" «nee» `t ´s. ",
    "strokes and dashes": "vertrouwen/verbinding—verbinden–toen/nu 3/4 en/of A/B ",
    "footnote marks": "Dat zei Arendt5 al,6 volgens De Vries7.8 Zie Jansen¹² en Smit*. ",
    "right to left": "שלום Jan مرحبا de Vries ",
    "marks only": "... --- ,,, ;;; ((( ",
    "no spaces": "a" * 3000,
    "white space": " \t\n\r\u00a0\u2003\n\n ",
    "nothing": "",
    "combining": "Jan de Vri\u0301es e\u0308n Zoe\u0308 ",
}


def check(text: str, analysis: Analysis) -> None:
    """Fail unless every offset is inside the text and on its word."""
    last = 0
    for token in analysis.tokens:
        assert last <= token.start < token.end
        assert text[token.start : token.end] == token.text
        last = token.end
    assert last <= len(text)
    for spans in (analysis.concepts, [name for name in analysis.names if name.stands]):
        ends = 0
        for span in sorted(spans, key=lambda item: item.start):
            assert ends <= span.start < span.end <= len(text)
            assert not text[span.start].isspace() and not text[span.end - 1].isspace()
            ends = span.end
    words = "".join(token.text for token in analysis.tokens)
    assert words == "".join(text.split()) or any(character.isspace() for character in words)
    for start, end in analysis.sentences:
        assert 0 <= start < end <= len(text)
    for name in analysis.names:
        assert 0 <= name.start < name.end <= len(text) and 0 < name.likelihood <= 1


@pytest.mark.parametrize("text", NAMES)
def test_names(language: Language, text: str):
    [analysis] = language.analyse([text])
    assert [(name.kind, text[name.start : name.end]) for name in analysis.names if name.stands] == NAMES[text]


@pytest.mark.parametrize("text", WORDS)
def test_parts_of_speech_and_lemmas(language: Language, text: str):
    [words] = language.read_words([text])
    assert [(word.pos, word.lemma) for word in words] == WORDS[text]


def test_candidates_go_by_part_of_speech(language: Language):
    text = "Goede empathie vraagt om een stadsmarinier die dynamische netwerken kent."
    [analysis] = language.analyse([text])
    found = {candidate.lemma for candidate in analysis.candidates}
    assert {"empathie", "stadsmarinier", "netwerk", "dynamische netwerk"} <= found
    assert not found & {"kent", "kennen", "vragen", "goede"}


def test_concepts_by_lemma(language: Language):
    text = "Zij verbindt mensen; verbonden zijn zij al."
    [analysis] = language.analyse([text])
    assert [text[span.start : span.end] for span in analysis.concepts] == ["verbindt", "verbonden"]


@pytest.mark.parametrize("name", ODD)
@pytest.mark.parametrize("times", [1, 400])
def test_odd_texts_keep_their_offsets(language: Language, name: str, times: int):
    text = ODD[name] * times if len(ODD[name]) < 200 else ODD[name]
    [analysis] = language.analyse([text])
    check(text, analysis)


@settings(deadline=None, max_examples=60)
@given(
    st.lists(
        st.text(max_size=60) | st.text(alphabet=st.sampled_from("Jan dervris’‘“”\u00ad.5😀\n¹-"), max_size=60),
        max_size=4,
    )
)
def test_any_texts_keep_their_offsets(texts: list[str]):
    for text, analysis in zip(texts, LANGUAGE.analyse(texts), strict=True):
        check(text, analysis)


def test_another_language_is_recognised_and_yields_no_names(language: Language):
    texts = [
        ODD["another language"],
        "Der Bürgermeister Hans Müller ist mit dem Rat nicht einverstanden und das ist für die Stadt ein Problem.",
        "Belediye başkanı Ahmet Yılmaz bu konuda çok net ve bir karar için her şeyi daha iyi biliyor olarak konuştu.",
        "De burgemeester en de raad zijn het er niet over eens dat dit voor de stad een probleem is of wordt.",
    ]
    analyses = language.analyse(texts)
    assert [analysis.is_dutch for analysis in analyses] == [False, False, False, True]
    assert analyses[1].names == () and analyses[1].candidates == ()
    assert len(analyses[0].tokens) > 15


def test_short_and_nameless_passages_count_as_dutch():
    assert is_dutch(["The", "end"])
    assert is_dutch(["Jansen"] * 20)
    assert not is_dutch(["Москва"] * 20)


def test_a_very_long_paragraph(language: Language):
    text = "Wethouder Marieke Dijkstra van Utrecht verbindt de bewoners. " * 1_500
    [analysis] = language.analyse([text])
    check(text, analysis)
    assert len(analysis.concepts) == len(analysis.sentences) == 1_500


@given(st.text(alphabet="ab. \n!'", max_size=300), st.integers(1, 40))
def test_pieces_together_are_the_text(text: str, longest: int):
    pieces = list(cut_pieces(text, longest))
    assert "".join(pieces) == text
    assert all(len(piece) <= longest for piece in pieces)


@given(st.text(max_size=80))
def test_straightening_keeps_the_length(text: str):
    assert len(straighten(text)) == len(text)


def test_the_pipeline_is_small_enough_and_in_order(language: Language):
    files = [path for path in MODEL.rglob("*") if path.is_file()]
    assert sum(path.stat().st_size for path in files) <= 25_000_000
    assert "nl-begrippengraaf" in language.name
    card = (MODEL / "README.md").read_text(encoding="utf-8")
    assert "CC BY-SA 4.0" in card and "seed" in card
    assert (MODEL / "LICENSE-lemmas").is_file()


def test_the_same_text_is_read_the_same_alone_and_among_others(language: Language):
    texts = list(NAMES)
    assert [language.analyse([text])[0] for text in texts] == language.analyse(texts)


def test_rules_alone_and_pipelines_that_are_not_there(tmp_path: Path):
    [analysis] = load_language(PATTERNS, "regels").analyse(["Marieke Dijkstra verbindt."])
    assert analysis.names == () and len(analysis.concepts) == 1
    with pytest.raises(ReadableError, match="is er niet"):
        load_language(model="nl_bestaat_niet")
    (tmp_path / "config.cfg").write_text("[nlp]\nlang = 'qq'\n", encoding="utf-8")
    with pytest.raises(ReadableError):
        load_language(model=str(tmp_path))


LANGUAGE = load_language(PATTERNS)
