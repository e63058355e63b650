"""What the page with snapshots draws and warns of, without a browser; in a browser: tests/browser/test_snapshots.py."""

from __future__ import annotations

import base64
from dataclasses import replace
from pathlib import Path

import pytest

from graph.messages import in_language
from graph.pins import change_pins
from graph.snapshots import Snapshot
from graph.ui.snapshots import tell_warnings
from graph.ui.snapshots_picture import Picture, explorer_query, load_picture
from graph.ui.source import Version, graph_version
from tests.fixture_graph import write_fixture_graph

SHOWN = Snapshot("Wat bindt", {"samen": "alinea"}, ("c:verbinding",), caption="Onderschrift.")


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_fixture_graph(tmp_path_factory.mktemp("graph") / "graph.duckdb")


@pytest.fixture
def version(graph: Path) -> Version:
    return graph_version(graph)


def svg_of(picture: Picture) -> str:
    kind, data = picture.address.split(",", 1)
    assert kind == "data:image/svg+xml;base64"
    return base64.b64decode(data).decode()


def test_a_picture_says_what_it_shows(version: Version):
    picture = load_picture(version, SHOWN)
    assert (picture.n_documents, picture.ignored) == (8, ())
    assert picture.sentence == (
        "Verbinding, 7 keer genoemd in 4 van 8 teksten, hangt hier samen met 2 begrippen, 1 persoon en 4 documenten; "
        "het sterkst met overheidsparticipatie, in 3 alinea’s."
    )
    assert all(f">{words}</text>" in svg_of(picture) for words in ("Wat bindt", "Onderschrift.", "verbinding"))


def test_what_is_not_seen_asks_for_no_new_drawing(version: Version):
    same = replace(SHOWN, note="Een notitie", order=4, name="naam", saved="2026-11-22", corpus="x")
    assert load_picture(version, same) is load_picture(version, SHOWN)


@pytest.mark.parametrize(
    "other",
    [
        replace(SHOWN, title="Anders"),
        replace(SHOWN, caption=""),
        replace(SHOWN, query={"samen": "zin"}),
        replace(SHOWN, selection=()),
        replace(SHOWN, zoom=3.0, centre=(0.0, 0.0)),
    ],
    ids=["title", "caption", "query", "selection", "sight"],
)
def test_what_is_seen_does(version: Version, other: Snapshot):
    assert load_picture(version, other).address != load_picture(version, SHOWN).address


def test_another_language_and_a_node_put_elsewhere_do_too(version: Version, graph: Path):
    dutch = load_picture(version, SHOWN)
    with in_language("en"):
        english = load_picture(version, SHOWN)
    assert "persoon</text>" in svg_of(dutch) and "person</text>" in svg_of(english)
    change_pins(graph, {"c:verbinding": (500.0, 500.0)})
    try:
        assert load_picture(version, SHOWN).address != dutch.address
    finally:
        change_pins(graph, {"c:verbinding": None})


def test_the_address_is_that_of_the_explorer():
    kept = replace(SHOWN, zoom=1.5, centre=(20.0, -30.0))
    assert explorer_query(kept) == {"samen": "alinea", "kies": "c:verbinding", "zicht": "1.5,20,-30"}
    with in_language("en"):
        assert explorer_query(SHOWN) == {"samen": "alinea", "kies": "c:verbinding", "taal": "en"}


def test_warnings_tell_what_is_different_now():
    made = replace(SHOWN, corpus="7f3a9c")
    assert tell_warnings(made, (), "7f3a9c0000") == []  # the first signs of a fingerprint are enough
    assert tell_warnings(replace(made, corpus=""), (), "7f3a9c0000") == []
    assert tell_warnings(made, ("kies=c:weg", "teksten=d:weg"), "000000") == [
        "Gemaakt van andere teksten dan die van nu; het beeld kan er anders uitzien dan toen.",
        "Dit staat niet meer in de graaf: kies=c:weg; teksten=d:weg.",
    ]
