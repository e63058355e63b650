"""Inflection by rule: golden forms as data, and invariants that hold for any word."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.thesaurus.inflection import (
    find_base,
    inflect_adjective,
    inflect_hidden,
    inflect_label,
    inflect_verb,
    pluralise,
)

PLURALS = {
    "verbinding": "verbindingen",
    "decentralisatie": "decentralisaties",
    "overheidsparticipatie": "overheidsparticipaties",
    "overheid": "overheden",
    "autoriteit": "autoriteiten",
    "bevoegdheid": "bevoegdheden",
    "gemeenteraad": "gemeenteraden",
    "mandaat": "mandaten",
    "begroting": "begrotingen",
    "taak": "taken",
    "dialoog": "dialogen",
    "systeem": "systemen",
    "bestuur": "besturen",
    "wet": "wetten",
    "omgevingsplan": "omgevingsplannen",
    "begrip": "begrippen",
    "budget": "budgetten",
    "netwerk": "netwerken",
    "fonds": "fondsen",
    "wijk": "wijken",
    "initiatief": "initiatieven",
    "bedrijf": "bedrijven",
    "golf": "golven",
    "brief": "brieven",
    "huis": "huizen",
    "prijs": "prijzen",
    "eis": "eisen",
    "grens": "grenzen",
    "mens": "mensen",
    "koers": "koersen",
    "paragraaf": "paragrafen",
    "stof": "stoffen",
    "raadslid": "raadsleden",
    "binnenstad": "binnensteden",
    "verdrag": "verdragen",
    "verbod": "verboden",
    "model": "modellen",
    "kerntaak": "kerntaken",
    "stelsel": "stelsels",
    "kamer": "kamers",
    "burger": "burgers",
    "wethouder": "wethouders",
    "beginsel": "beginselen",
    "maatregel": "maatregelen",
    "middel": "middelen",
    "regisseur": "regisseurs",
    "professional": "professionals",
    "wijkteam": "wijkteams",
    "democratie": "democratieën",
    "hiërarchie": "hiërarchieën",
    "strategie": "strategieën",
    "visie": "visies",
    "commissie": "commissies",
    "coöperatie": "coöperaties",
    "programma": "programma's",
    "regio": "regio's",
    "bureau": "bureaus",
    "college": "colleges",
    "community": "community's",
    "maatschappij": "maatschappijen",
    "leidinggevende": "leidinggevenden",
    "gedeputeerde": "gedeputeerden",
    "inburgeraar": "inburgeraars",
    "agrariër": "agrariërs",
}
SEVERAL_PLURALS = {
    "gemeente": ("gemeenten", "gemeentes"),
    "ambtenaar": ("ambtenaren", "ambtenaars"),
    "griffier": ("griffieren", "griffiers"),
    "museum": ("museums", "musea"),
    "crisis": ("crises", "crisissen"),
    "sector": ("sectoren", "sectors"),
    "idee": ("ideeën", "idees"),
    "energie": ("energieën", "energies"),
}
NO_PLURAL = ("jeugdzorg", "woningbouw", "beleid", "onderwijs", "gedrag", "vertrouwen", "burgers", "ggz", "eu", "co2")

LABELS = {
    "sociaal domein": ("sociaal domein", "sociale domein", "sociale domeinen"),
    "fysiek domein": ("fysiek domein", "fysieke domein", "fysieke domeinen"),
    "lokaal bestuur": ("lokaal bestuur", "lokale bestuur", "lokale besturen"),
    "ambtelijk vak": ("ambtelijk vak", "ambtelijke vak", "ambtelijke vakken"),
    "gemeenschappelijke regeling": ("gemeenschappelijke regeling", "gemeenschappelijke regelingen"),
    "open overheid": ("open overheid", "open overheden"),
    "College van B en W": ("college van b en w", "colleges van b en w"),
    "right to challenge": ("right to challenge", "rights to challenge"),
    "ladder van Arnstein": ("ladder van arnstein", "ladders van arnstein"),
    "Wet open overheid": ("wet open overheid",),
    "bezuinigingen": ("bezuinigingen", "bezuiniging"),
    "schulden": ("schulden",),
    "opgavegericht": ("opgavegericht", "opgavegerichte"),
    "digitaal vaardig": ("digitaal vaardig", "digitaal vaardige"),
    "foto’s": ("foto's", "foto"),
    "": (),
}
BASES = {
    "Gemeenschappelijke regelingen": "gemeenschappelijk regeling",
    "sociale cohesie": "sociaal cohesie",
    "actuele opgave": "actueel opgave",
    "digitale inclusie": "digitaal inclusie",
    "participatieve begroting": "participatief begroting",
    "duurzame energie": "duurzaam energie",
    "eigen kracht": "eigen kracht",
    "lerende overheid": "lerend overheid",
    "algemene uitkering": "algemeen uitkering",
    "publieke waarde": "publiek waarde",
    "recht op wonen": "recht op wonen",
    "mensenrechten": "mensenrechten",
    "": "",
}
ADJECTIVES = {
    "sociaal": "sociale",
    "fysiek": "fysieke",
    "formeel": "formele",
    "participatief": "participatieve",
    "duurzaam": "duurzame",
    "kwetsbaar": "kwetsbare",
    "hiërarchisch": "hiërarchische",
    "ambtelijk": "ambtelijke",
    "complex": "complexe",
    "religieus": "religieuze",
    "volledig": "volledige",
    "verbindend": "verbindende",
    "eigen": "eigen",
    "digitale": "digitale",
}
VERBS = {
    "decentraliseren": (
        "decentraliseren decentraliseer decentraliseert decentraliseerde decentraliseerden gedecentraliseerd "
        "gedecentraliseerde decentraliserend decentraliserende"
    ).split(),
    "ontmoeten": "ontmoeten ontmoet ontmoette ontmoetten ontmoete ontmoetend ontmoetende".split(),
    "bezuinigen": ("bezuinigen bezuinig bezuinigt bezuinigde bezuinigden bezuinigd bezuinigend bezuinigende").split(),
    "handhaven": (
        "handhaven handhaaf handhaaft handhaafde handhaafden gehandhaafd gehandhaafde handhavend handhavende"
    ).split(),
    "werken": "werken werk werkt werkte werkten gewerkt gewerkte werkend werkende".split(),
    "verbeteren": "verbeteren verbeter verbetert verbeterde verbeterden verbeterd verbeterend verbeterende".split(),
    "wandelen": "wandelen wandel wandelt wandelde wandelden gewandeld gewandelde wandelend wandelende".split(),
    "evalueren": (
        "evalueren evalueer evalueert evalueerde evalueerden geëvalueerd geëvalueerde evaluerend evaluerende"
    ).split(),
    "subsidiëren": (
        "subsidiëren subsidieer subsidieert subsidieerde subsidieerden gesubsidieerd gesubsidieerde subsidiërend "
        "subsidiërende"
    ).split(),
    "huisvesten": (
        "huisvesten huisvest huisvestte huisvestten gehuisvest gehuisveste huisvestend huisvestende"
    ).split(),
    "redden": "redden red redt redde redden gered geredde reddend reddende".split(),
    "bellen": "bellen bel belt belde belden gebeld gebelde bellend bellende".split(),
    "reizen": "reizen reis reist reisde reisden gereisd gereisde reizend reizende".split(),
}


@pytest.mark.parametrize(("noun", "plural"), PLURALS.items())
def test_plural(noun: str, plural: str):
    assert pluralise(noun) == (plural,)


@pytest.mark.parametrize(("noun", "plurals"), SEVERAL_PLURALS.items())
def test_several_plurals(noun: str, plurals: tuple[str, ...]):
    assert pluralise(noun) == plurals


@pytest.mark.parametrize("noun", NO_PLURAL)
def test_no_plural_where_it_would_be_another_word(noun: str):
    assert pluralise(noun) == ()


@pytest.mark.parametrize(("label", "forms"), LABELS.items())
def test_label(label: str, forms: tuple[str, ...]):
    assert inflect_label(label) == forms


@pytest.mark.parametrize(("label", "base"), BASES.items())
def test_base(label: str, base: str):
    assert find_base(label) == base


@pytest.mark.parametrize(("adjective", "inflected"), ADJECTIVES.items())
def test_adjective(adjective: str, inflected: str):
    assert inflect_adjective(adjective) == inflected


@pytest.mark.parametrize(("verb", "forms"), VERBS.items())
def test_weak_verb(verb: str, forms: list[str]):
    assert inflect_verb(verb) == tuple(dict.fromkeys(forms))


def test_separable_verb_is_written_together_apart_and_with_te():
    assert inflect_verb("samen|werken") == (
        "samenwerken",
        "samenwerk",
        "samenwerkt",
        "samenwerkte",
        "samenwerkten",
        "samengewerkt",
        "samengewerkte",
        "samenwerkend",
        "samenwerkende",
        "werken samen",
        "werk samen",
        "werkt samen",
        "werkte samen",
        "werkten samen",
        "samen te werken",
    )
    assert "aanbesteed" in inflect_verb("aan|besteden")


def test_hidden_label_stays_as_it_is_unless_it_is_an_adjective():
    assert inflect_hidden("Verbindt") == ("verbindt",)
    assert inflect_hidden("bureaucratisch") == ("bureaucratisch", "bureaucratische")
    assert inflect_hidden("dicht bij de burger") == ("dicht bij de burger",)
    assert inflect_hidden(" ") == ()


words = st.text(alphabet="abcdefghijklmnoprstuvwzëï'", min_size=1, max_size=14)
labels = st.lists(words, min_size=1, max_size=4).map(" ".join)


@given(labels)
def test_forms_are_distinct_lower_case_words_and_begin_with_the_label(label: str):
    forms = inflect_label(label)
    assert forms[0] == label
    assert len(set(forms)) == len(forms)
    assert all(form == form.lower() and re.fullmatch(r"\S+( \S+)*", form) for form in forms)
    assert len({len(form.split()) for form in forms}) == 1


@given(words.map(lambda word: word + "en"))
def test_verb_forms_are_distinct_and_hold_the_infinitive(verb: str):
    forms = inflect_verb(verb)
    assert forms[0] == verb
    assert len(set(forms)) == len(forms)
