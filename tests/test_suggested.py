"""Names that a trained part suggests, weighed against those of the rules; on tokens and lists made by hand."""

import re

import pytest

from graph.people import find_names, load_names
from graph.people.finding import propose_names
from graph.people.passage import PassageView
from graph.places import find_shipped
from graph.rows import Kind, Sighting, Token

NAMES = load_names(find_shipped("data", "names"))
KINDS: dict[str, Kind] = {"P": "person", "O": "organisation", "L": "place"}


def split(text: str) -> list[Token]:
    """Return words and marks as tokens; a sentence opens at the start and after ". " and "! "."""
    tokens = []
    for match in re.finditer(r"(?:[A-Z][a-z]?\.)+(?=\s)|(?:dr|mej)\.|[\w'-]+|[^\w\s]", text):
        opens = not tokens or (tokens[-1].text in ".!?" and len(tokens[-1].text) == 1)
        tokens.append(Token(match.group(), match.group().lower(), match.start(), match.end(), opens))
    return tokens


def find(*marked: str) -> list[tuple[str, str]]:
    """Return kind and surface of the names in passages in which suggestions stand between braces: "{P Els Smit}"."""
    passages, suggested = [], []
    for number, raw in enumerate(marked):
        text = ""
        for piece in re.split(r"(\{\w [^}]*\})", raw):
            if piece.startswith("{"):
                suggested.append(Sighting(number, len(text), len(text) + len(piece) - 4, KINDS[piece[1]]))
                piece = piece[3:-1]
            text += piece
        passages.append(text)
    views = [PassageView(split(text), NAMES) for text in passages]
    found, _ = propose_names(views, suggested)
    letters = {kind: letter for letter, kind in KINDS.items()}
    return [
        (letters[item.kind], text[view.tokens[item.start].start : view.tokens[item.end - 1].end])
        for view, text, items in zip(views, passages, found, strict=True)
        for item in items
    ]


CASES = {
    "an unknown name": ("Gisteren kwam {P Xanthippa Brolsmolen} langs.", [("P", "Xanthippa Brolsmolen")]),
    "a title is cut off": ("Gisteren sprak {P dr. Brolsmolen} lang.", [("P", "Brolsmolen")]),
    "an office is cut off": ("Gisteren sprak {P wethouder Brolsmolen} lang.", [("P", "Brolsmolen")]),
    "a row is parted": ("Er waren {P Brolsmolen, Zwirkema} en meer.", [("P", "Brolsmolen"), ("P", "Zwirkema")]),
    "a reversed name is whole": ("Lid zijn {P Brolsma}, {P J.P.} van der", [("P", "Brolsma, J.P. van der")]),
    "initials alone are nobody": ("Dat vond {P J.P.} ook.", []),
    "a nickname joins": ('Toen won {P Gradus} "{P Sjef}" {P Zwirkema} weer.', [("P", 'Gradus "Sjef" Zwirkema')]),
    "initials before belong": ("Toen won J.P. {P Zwirkema} weer.", [("P", "J.P. Zwirkema")]),
    "two halves join": ("Vorig jaar is {P Emeka} {P Zwirke} verhuisd.", [("P", "Emeka Zwirke")]),
    "after in it is a place": ("Zij wonen in {P Zwirkedam} en elders.", [("L", "Zwirkedam")]),
    "after a form of address a person": ("Benoemd is mej. {L Zwirkedam} uit de stad.", [("P", "Zwirkedam")]),
    "a ruler's land is no surname": (
        "Toen kwam {P Albert I van Zwirkedam} aan. Van Zwirkedam is weinig over.",
        [("P", "Albert I van Zwirkedam")],
    ),
    "a common word at the head": ("{P Burgers} willen meer.", []),
    "a common word that speaks": ("{P Bakker} zegt van niet.", [("P", "Bakker")]),
    "a chair": ("Zij bekleedt de {P Ien Dales Leerstoel} nu.", [("O", "Ien Dales Leerstoel")]),
    "a cabinet": ("Dat deed het kabinet {P Zwirkema II} toen.", []),
    "an organisation": ("Dat deed {O Zwirkema Fietsen} toen.", [("O", "Zwirkema Fietsen")]),
    "no capital no name": ("Dat deed {P iemand} toen.", []),
    "the rules alone": ("Dat zei Jan de Vries toen. {L Ede} niet.", [("P", "Jan de Vries"), ("L", "Ede")]),
    "rules before a place": ("Dat zei {L Jan de Vries} toen.", [("P", "Jan de Vries")]),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_one_passage(name: str):
    text, expected = CASES[name]
    assert find(text) == expected


def test_the_surname_of_somebody_named_in_full_is_a_person_everywhere():
    found = find("Toen won {P Xanthippa Zwirkema} weer.", "Dat was van {O Zwirkema} te verwachten.")
    assert found == [("P", "Xanthippa Zwirkema"), ("P", "Zwirkema")]


def test_a_single_word_is_what_it_is_most_often():
    texts = ["Dat is van {O Zwirkon} bekend.", "Ook bij {O Zwirkon} werkt dat.", "Toen zweeg {P Zwirkon} weer."]
    assert find(*texts) == [("O", "Zwirkon")] * 3


def test_a_common_word_counts_where_it_was_a_name_in_mid_sentence():
    assert find("Toen kwam {P Visser} binnen.", "{P Visser} doet burgerzaken.") == [("P", "Visser")] * 2


def test_a_suggestion_outside_the_tokens_is_passed_over():
    assert find_names([split("Niets.")], NAMES, [Sighting(0, 40, 44, "person", "")]) == []
