"""Where a term means something else: conditions on hand-made patterns, and *verbinding* in sentences of many kinds."""

import re

import pytest

from graph.language import Language, load_language
from graph.language.contexts import NEAR
from graph.places import find_shipped
from graph.rows import LabelPattern
from graph.thesaurus import make_patterns, read_thesaurus
from tests.conftest import ROOT

LINES = (ROOT / "tests" / "gold" / "verbinding.txt").read_text(encoding="utf-8").splitlines()
CONDITIONS = {
    "aan … band & !elkaar": {
        "Hij ligt aan een korte band.": [],
        "Hij ligt aan de korte, oude band.": ["band"],
        "Aan wie deze band toekomt.": [],
        "Denk aan hem die een band zoekt.": ["band"],
        "Zij knopen elkaar aan een band.": ["band"],
        "De band ligt aan de kant.": ["band"],
    },
    "band & muziek*/*fanfare": {
        "De band maakt muziek.": [],
        "Muziekles gaf zij, en een band had zij ook.": [],
        "De band volgt de dorpsfanfare.": [],
        "De band is hecht. De muziek zwijgt.": ["band"],
        "De muziek zwijgt. De band is hecht.": ["band"],
        "De band " + "en toen " * NEAR + "muziek.": ["band"],
    },
    "band + muziek": {"De muziek zwijgt. De band is hecht.": [], "De band is hecht. De muziek zwijgt.": ["band"]},
    "sterke * band": {"Een sterke oude band.": [], "Een sterke band.": ["band"]},
    "lopende band": {"Aan de lopende band.": [], "Een lopende, oude band.": ["band"]},
    "band & fietsband": {"De fietsband is geen band.": ["band"]},
}


@pytest.mark.parametrize(
    ("condition", "text"), [(condition, text) for condition, texts in CONDITIONS.items() for text in texts]
)
def test_conditions(condition: str, text: str):
    patterns = [
        LabelPattern("c:band", ("band",), "form"),
        LabelPattern("c:band", tuple(condition.split()), "context", negative=True),
    ]
    [analysis] = load_language(patterns, "regels").analyse([text])
    assert [text[span.start : span.end] for span in analysis.concepts] == CONDITIONS[condition][text]


def test_a_condition_is_for_its_own_concept_and_hides_no_other():
    patterns = [
        LabelPattern("c:band", ("band",), "form"),
        LabelPattern("c:muziek", ("muziek",), "form"),
        LabelPattern("c:band", ("band", "&", "muziek"), "context", negative=True),
    ]
    [analysis] = load_language(patterns, "regels").analyse(["De band maakt muziek."])
    assert [span.concept_id for span in analysis.concepts] == ["c:muziek"]


@pytest.fixture(scope="module")
def language() -> Language:
    if not (find_shipped("data", "model") / "config.cfg").is_file():
        pytest.skip("data/model is not there: train it")
    language = load_language()
    language.look_for(make_patterns(read_thesaurus(find_shipped("data", "thesaurus.ttl")), split=language.split))
    return language


def test_parts_of_speech_and_names_in_conditions(language: Language):
    other = load_language(
        [
            LabelPattern("c:staat", ("staat",), "form"),
            LabelPattern("c:staat", ("staat:zn",), "context", negative=True),
            LabelPattern("c:lijn", ("lijn",), "form"),
            LabelPattern("c:lijn", ("lijn", "naar", "*:plaats"), "context", negative=True),
        ]
    )
    texts = ["De staat betaalt alles.", "Het huis staat leeg.", "De lijn naar Utrecht.", "De lijn naar huis."]
    found = [[span.concept_id for span in analysis.concepts] for analysis in other.analyse(texts)]
    assert found == [[], ["c:staat"], [], ["c:lijn"]]


@pytest.mark.parametrize("line", LINES)
def test_verbinding(language: Language, line: str):
    """A line with a plus marks what is meant; of one with a minus nothing is."""
    text = line[2:].replace("[", "").replace("]", "")
    [analysis] = language.analyse([text])
    found = [text[span.start : span.end] for span in analysis.concepts if span.concept_id == "c:verbinding"]
    assert found == re.findall(r"\[(.*?)\]", line)
    assert bool(found) == line.startswith("+")
