"""Compounds in their parts, and the concepts that share one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.compounds import split_compound
from graph.families import GENERAL, LARGEST_FAMILY, find_families, find_stems

COMPOUNDS = {
    "omgevingsplanwijziging": ("omgeving", "plan", "wijziging"),
    "wijkbudget": ("wijk", "budget"),
    "gemeenteraad": ("gemeente", "raad"),
    "bestuurskracht": ("bestuur", "kracht"),
    "warmtetransitie": ("warmte", "transitie"),
    "bedrijventerrein": ("bedrijven", "terrein"),
    "co-creatiesessie": ("co", "creatie", "sessie"),
    "verbinding": ("verbinding",),
    "samenwerking": ("samenwerking",),
    "besluit": ("besluit",),
    "regering": ("regering",),
    "ambtenaar": ("ambtenaar",),
    "plan": ("plan",),
    "": ("",),
}
STEMS = {
    "gemeenteraadsverkiezing": ("gemeenteraad", "gemeente", "raad", "verkiezing"),
    "regionale samenwerking": ("samenwerking",),
    "recht op wonen": ("recht",),
    "wijkbudgetten": ("wijk", "budget"),
    "5 mei": ("mei",),
    "2030": (),
    "": (),
}
LABELS = {
    "c:participatie": "participatie",
    "c:burgerparticipatie": "burgerparticipatie",
    "c:burgerberaad": "burgerberaad",
    "c:digitaal": "digitale participatie",
    "c:plan": "omgevingsplan",
    "c:wijziging": "omgevingsplanwijziging",
    "c:wet": "Omgevingswet",
    "c:water": "waterbeleid",
    "c:jeugd": "jeugdbeleid",
    "c:los": "vertrouwen",
}


@pytest.mark.parametrize("word", COMPOUNDS)
def test_compounds(word: str):
    assert split_compound(word) == COMPOUNDS[word]


@given(st.text(alphabet="abdegilnorstv-", max_size=20))
def test_parts_stand_in_the_word_in_their_order(word: str):
    at = 0
    for part in split_compound(word):
        at = word.index(part, at) + len(part)


@pytest.mark.parametrize("label", STEMS)
def test_stems(label: str):
    assert find_stems(label) == STEMS[label]


def test_families_share_a_stem_and_the_nearest_goes_first():
    assert find_families(LABELS) == {
        "c:participatie": ("c:burgerparticipatie", "c:digitaal"),
        "c:burgerparticipatie": ("c:participatie", "c:burgerberaad", "c:digitaal"),
        "c:digitaal": ("c:participatie", "c:burgerparticipatie"),
        "c:burgerberaad": ("c:burgerparticipatie",),
        "c:plan": ("c:wijziging", "c:wet"),
        "c:wijziging": ("c:plan", "c:wet"),
        "c:wet": ("c:plan", "c:wijziging"),
    }


def test_a_general_part_makes_no_family():
    assert "beleid" in GENERAL
    assert find_families({"c:a": "waterbeleid", "c:b": "jeugdbeleid"}) == {}


def test_a_stem_of_very_many_says_nothing_unless_it_is_a_concept_itself():
    words = """jeugd water energie gemeente bestuur burger school omgeving wijk zorg sport kunst buurt dorp raad
    klimaat""".split()
    labels = {f"c:{word}": f"{word}debat" for word in words}
    assert len(labels) > LARGEST_FAMILY
    assert find_families(labels) == {}
    assert len(find_families(labels | {"c:debat": "debat"})["c:debat"]) == len(labels)


def test_families_are_mutual_and_do_not_hang_on_the_order():
    forward = find_families(LABELS)
    assert forward == find_families(dict(reversed(LABELS.items())))
    assert all(one in forward[other] for one, kin in forward.items() for other in kin)
