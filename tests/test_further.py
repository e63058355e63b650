"""What is looked at beside the finds of rules and pipeline, and rows of names; whole results."""

import pytest

from graph.people import load_names
from graph.people.further import propose_further
from graph.people.passage import PassageView
from graph.people.persons import find_reversed
from graph.people.spans import Found
from graph.places import find_shipped
from tests.test_suggested import split

NAMES = load_names(find_shipped("data", "names"))


def propose(*texts: str, persons: dict[int, list[Found]] | None = None) -> list[list[str]]:
    """Return by passage the words of what is proposed beside ``persons``."""
    views = [PassageView(split(text), NAMES) for text in texts]
    found = propose_further(views, [(persons or {}).get(number, []) for number in range(len(texts))])
    return [
        [" ".join(view.words[item.start : item.end]) for item in items]
        for view, items in zip(views, found, strict=True)
    ]


FULL = {0: [Found(1, 3, "person", "Saskia Bisschops", ("Saskia",), "Bisschops")]}
NOBLE = {0: [Found(1, 4, "person", "Els van Toren", ("Els",), "van Toren")]}


@pytest.mark.parametrize(
    ("persons", "texts", "proposed"),
    [
        (FULL, ("Ook Saskia Bisschops begon .", "Bisschops gaat verder ."), [[], ["Bisschops"]]),
        (FULL, ("Ook Saskia Bisschops begon .", "Saskia ook ."), [[], ["Saskia"]]),
        (FULL, ("Ook Saskia Bisschops begon .", "De bisschops mijter ."), [[], []]),
        (NOBLE, ("Ook Els van Toren kwam .", "Dat zei van Toren ook ."), [[], ["van Toren"]]),
        ({}, ("Mevrouw De Winde sprak .",), [["De Winde"]]),
        ({}, ("Met J. Bruins Slot erbij .",), [["J. Bruins", "J. Bruins Slot"]]),
        ({}, ("SLOET: Ja .", "MOL: Nee .", "SLOET: Toch ."), [["SLOET"], [], ["SLOET"]]),
        ({}, ("VRAAG: Ja .", "VRAAG: Nee ."), [[], []]),
        (
            {0: [Found(0, 3, "person", "Filippo Galli Berta", ("Filippo", "Galli"), "Berta")]},
            ("Filippo Galli Berta zingt .",),
            [["Filippo Galli", "Galli Berta"]],
        ),
    ],
)
def test_what_a_reader_would_look_at_twice_is_proposed(
    persons: dict[int, list[Found]], texts: tuple[str, ...], proposed: list[list[str]]
):
    assert propose(*texts, persons=persons) == proposed


@pytest.mark.parametrize(
    ("row", "name", "is_reversed"),
    [
        ("Aanwezig : H. Koet , F. Snippe , A.A. Steen en G. Vos .", "Snippe", False),
        ("Aanwezig : Jan Ballast , F. Snippe , A.A. Steen .", "Snippe", False),
        ("Aanwezig : Koet , H. , Snippe , F. en Steen , A.A. .", "Snippe", True),
        ("Beumer , A. Dijk , G.H. van Rooij , I. de", "Dijk", True),
    ],
)
def test_a_row_that_opens_in_the_usual_order_holds_no_reversed_name(row: str, name: str, is_reversed: bool):
    view = PassageView(split(row), NAMES)
    assert (find_reversed(view, view.words.index(name)) is not None) is is_reversed
