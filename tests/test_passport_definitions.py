"""Golden cases for the sentences that look like a definition. The term stands between square brackets."""

from __future__ import annotations

import pytest

from graph.passport import find_definition
from graph.rows import Kind

YES: list[tuple[str, str]] = [
    ("[Verbinding] is niet hetzelfde als eensgezindheid; het is weten wie u moet bellen.", "is"),
    ("Een [burgerberaad] is een gelote groep inwoners.", "is"),
    ("[Burgerberaden] zijn een aanvulling op de raad.", "is"),
    ("Want [vertrouwen] is geen gunst.", "is"),
    ("De stad groeit; [nabijheid] is meer dan afstand.", "is"),
    ("[Ambtelijk vakmanschap] is in dit beeld weten welke deur open kan.", "is"),
    ("[Participatie] (meedoen) is een recht.", "is"),
    ("De “[netwerksamenleving]” is een woord voor iets ouds.", "is"),
    ("[Decentralisatie] was een belofte.", "was"),
    ("[Verkokering] betekent dat niemand het geheel ziet.", "betekent"),
    ("[Verbinding] in de wijk betekent elkaar kennen.", "betekent"),
    ("[Maatwerk] houdt in dat de regel buigt.", "betekent"),
    ("[Subsidiariteit] wil zeggen: zo laag mogelijk.", "betekent"),
    ("De [Wmo] staat voor Wet maatschappelijke ondersteuning.", "betekent"),
    ("Voor haar betekent [verbinding] dat de deur openstaat.", "betekent"),
    ("Samen beginnen en samen ophouden noemen we [verbinding].", "noemen we"),
    ("Ieder deed een stukje, en dat noemen wij in vergaderingen [verkokering].", "noemen we"),
    ("Dat heet [overheidsparticipatie].", "noemen we"),
    ("[Overheidsparticipatie] heet het wanneer de gemeente meedoet.", "noemen we"),
    ("[Commons] noemen we wat van niemand alleen is.", "noemen we"),
    ("Dat is wat men [verkokering] noemt.", "noemen we"),
    ("Zo’n loting wordt ook wel [burgerberaad] genoemd.", "noemen we"),
    ("Onder [verbinding] verstaan we het leggen van banden.", "verstaan we"),
    ("Onder het begrip [participatie] verstaat de wet iets anders.", "verstaan we"),
    ("Met [loslaten] bedoelt hij niet weglopen.", "verstaan we"),
    ("Onder [inspraak] wordt hier verstaan dat men mag spreken.", "verstaan we"),
    ("De definitie van [participatie] is ruim.", "definitie"),
    ("[Leiderschap] wordt hier omschreven als ruimte maken.", "definitie"),
    ("Dat is [verkokering]: iedere koker doet zijn werk.", "dat is"),
    ("Dat is, in één alinea, [overheidsparticipatie]: de gemeente doet mee.", "dat is"),
    ("Joris de Waal noemt [decentralisatie] een belofte.", "noemt"),
    ("[Subsidiariteit], oftewel zo laag mogelijk, is oud.", "oftewel"),
    ("Het recht om uit te dagen, ofwel [right to challenge], is nieuw.", "oftewel"),
    ("[Burgerbegroting]: een deel van het geld waarover inwoners beslissen.", "dubbele punt"),
]
NO: list[str] = [
    "[Verbinding] is belangrijk.",
    "[Verbinding] is nodig om verder te komen.",
    "De [gemeenteraad] is het er niet mee eens.",
    "De [gemeenteraad] is de afgelopen jaren gegroeid.",
    "De [wethouder] was een keer te laat.",
    "[Vertrouwen] is er niet.",
    "Is [verbinding] een woord of een daad?",
    "Wat betekent [verbinding] dan?",
    "Nederland staat voor een keuze over [zorg].",
    "[Nederland] staat voor een enorme bouwopgave.",
    "De brug tussen raad en [burgerberaad] is een smalle.",
    "Zonder [verbinding] is een plan een dia.",
    "Hij sprak over [vertrouwen], en dat is een begin.",
    "Zij noemen namen en [verbinding] komt later.",
    "Met [loslaten] kwam hij ver.",
    "Onder [inwoners] groeit de onrust.",
    "Er is geen [vertrouwen] meer.",
    "[Verbinding]: ja of nee.",
]
PEOPLE: list[tuple[str, str | None]] = [
    ("[Els Brink], wethouder van Dorpstede, zag het anders.", "functie"),
    ("[Joris de Waal] was gemeentesecretaris van de stad.", "functie"),
    ("[Joris de Waal] is sinds 2019 hoogleraar bestuurskunde.", "functie"),
    ("[Els Brink] is een brug tussen werelden.", "is"),
    ("[Els Brink], zegt men, was er niet.", None),
    ("[Els Brink] was te laat.", None),
]


def rule_of(sentence: str, kind: Kind = "concept") -> str | None:
    before, _, rest = sentence.partition("[")
    term, _, after = rest.partition("]")
    found = find_definition(before + term + after, len(before), len(before) + len(term), kind)
    return found.name if found else None


@pytest.mark.parametrize(("sentence", "rule"), YES)
def test_looks_like_a_definition(sentence: str, rule: str) -> None:
    assert rule_of(sentence) == rule


@pytest.mark.parametrize("sentence", NO)
def test_does_not_look_like_a_definition(sentence: str) -> None:
    assert rule_of(sentence) is None


@pytest.mark.parametrize(("sentence", "rule"), PEOPLE)
def test_persons_are_told_by_their_office_too(sentence: str, rule: str | None) -> None:
    assert rule_of(sentence, "person") == rule


def test_naming_outright_goes_before_a_bare_is() -> None:
    strengths = {
        name: find_definition(text.replace("[", "").replace("]", ""), text.index("["), text.index("]") - 1)
        for text, name in YES
    }
    assert strengths["verstaan we"].strength > strengths["noemen we"].strength  # type: ignore[union-attr]
    assert strengths["noemen we"].strength > strengths["is"].strength > strengths["was"].strength  # type: ignore[union-attr]
