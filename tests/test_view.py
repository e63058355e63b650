"""From filters to what is drawn, on the hand-made graph."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.filters import Filters
from graph.material import Material, read_material
from graph.palette import NEUTRAL, THEME_COLOURS, theme_colours
from graph.rows import KINDS, Kind, Link, Node
from graph.sentence import describe_view
from graph.store import GraphFile
from graph.view import (
    ViewLink,
    ViewNode,
    make_view,
    opening_filters,
    opening_node_ids,
    opening_view,
    select_links,
)
from graph.view.choice import attribute_themes, choose_nodes, share_room
from graph.view.threshold import choose_threshold, make_steps
from tests.fixture_graph import POSITIONS, write_fixture_graph

ALL = Filters(max_q=None, threshold=0.0)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[GraphFile]:
    with GraphFile(write_fixture_graph(tmp_path_factory.mktemp("view") / "graph.duckdb")) as store:
        yield store


@pytest.fixture(scope="module")
def material(store: GraphFile) -> Material:
    return read_material(store, "sentence")


def make_link(source: str, target: str, **values: float) -> Link:
    given_values = {"count": 2, "expected": 1.0, "log_likelihood": 5.0, "q_value": 0.01, **values}
    return Link(
        source=source,
        target=target,
        window="sentence",
        count=int(given_values["count"]),
        npmi=0.5,
        log_likelihood=given_values["log_likelihood"],
        association_strength=0.1,
        jaccard=0.1,
        q_value=given_values["q_value"],
        expected=given_values["expected"],
        n_documents=1,
    )


def test_three_concepts_drawn_whole(material: Material) -> None:
    filters = replace(ALL, kinds=frozenset(("concept",)), themes=("Verbinding", "Stelsel en taken"))
    view = make_view(material, filters)
    verbinding, stelsel = THEME_COLOURS[3], THEME_COLOURS[2]
    assert view.nodes == (
        ViewNode(
            node_id="c:verbinding",
            kind="concept",
            label="verbinding",
            x=0.0,
            y=0.0,
            size=14.0,
            colour=verbinding,
            shape="disc",
            label_size=16.0,
            label_weight=650,
            rank=0,
            theme="Verbinding",
            proposed=False,
            reason="7 keer in 4 teksten; 1e van 3 begrippen\nthema Verbinding",
        ),
        ViewNode(
            node_id="c:decentralisatie",
            kind="concept",
            label="decentralisatie",
            x=320.0,
            y=-160.0,
            size=10.89,
            colour=stelsel,
            shape="disc",
            label_size=13.5,
            label_weight=400,
            rank=1,
            theme="Stelsel en taken",
            proposed=False,
            reason="3 keer in 2 teksten; 2e van 3 begrippen\nthema Stelsel en taken",
        ),
        ViewNode(
            node_id="c:vertrouwen",
            kind="concept",
            label="vertrouwen",
            x=160.0,
            y=60.0,
            size=10.89,
            colour=verbinding,
            shape="disc",
            label_size=13.5,
            label_weight=400,
            rank=2,
            theme="Verbinding",
            proposed=False,
            reason="3 keer in 3 teksten; 2e van 3 begrippen\nthema Verbinding",
        ),
    )
    (link,) = view.links
    assert link == ViewLink(
        source="c:verbinding",
        target="c:vertrouwen",
        count=3,
        value=pytest.approx(7.6642, abs=1e-4),
        width=pytest.approx(2.28, abs=0.01),
        reason="samen in 3 zinnen, 1,0 verwacht\nkan toeval zijn: q = 0,13",
        doubtful=True,
    )
    assert [(entry.text, entry.n_nodes) for entry in view.legend] == [
        ("begrip", 3),
        ("Stelsel en taken", 1),
        ("Verbinding", 2),
    ]
    assert view.n_possible == 3


def test_counts_of_what_there_is_to_choose_from(material: Material) -> None:
    assert make_view(material, ALL).counts == {
        "concept": 6,
        "person": 2,
        "organisation": 1,
        "place": 1,
        "document": 8,
        "proposed": 1,
    }


def test_fewer_documents_are_counted_and_measured_again(store: GraphFile) -> None:
    chosen = read_material(store, "sentence", ("d:bruggen-slaan", "d:de-straat-eerst"))
    assert {node.node_id: (node.n_mentions, node.n_documents) for node in chosen.nodes if node.kind == "concept"} == {
        "c:verbinding": (5, 2),
        "c:vertrouwen": (2, 2),
        "c:overheidsparticipatie": (2, 2),
        "c:buurtplan": (1, 1),
    }
    found = {(link.source, link.target): link for link in chosen.links}
    link = found["c:verbinding", "c:vertrouwen"]
    # Six sentences: verbinding in 5, vertrouwen in 2, both in 2.
    assert (chosen.n_windows, link.count, link.n_documents) == (6, 2, 2)
    assert link.expected == pytest.approx(5 * 2 / 6)
    assert link.jaccard == pytest.approx(2 / 5)
    assert ("c:burgerparticipatie", "c:omgevingswet") not in found


def test_all_documents_one_by_one_change_no_count(store: GraphFile, material: Material) -> None:
    one_by_one = read_material(store, "sentence", tuple(document.document_id for document in store.documents()))

    def measured(held: Material) -> list[tuple[object, ...]]:
        return [(x.source, x.target, x.count, x.expected, x.log_likelihood, x.n_documents) for x in held.links]

    assert measured(one_by_one) == measured(material)
    assert one_by_one.nodes == material.nodes


def test_no_choice_moves_a_node(material: Material) -> None:
    for filters in (ALL, Filters(), replace(ALL, kinds=frozenset(KINDS), proposed=True), replace(ALL, max_nodes=5)):
        for node in make_view(material, filters).nodes:
            assert (node.x, node.y) == POSITIONS[node.node_id]


def test_proposed_concepts_are_a_kind_of_their_own(material: Material) -> None:
    without = make_view(material, ALL)
    only = make_view(material, replace(ALL, kinds=frozenset(), proposed=True))
    assert "c:buurtplan" not in {node.node_id for node in without.nodes}
    assert [(node.node_id, node.proposed) for node in only.nodes] == [("c:buurtplan", True)]


def test_a_hidden_node_takes_its_links_along(material: Material) -> None:
    view = make_view(material, replace(ALL, hidden=frozenset(("c:verbinding",))))
    assert all("c:verbinding" not in (link.source, link.target) for link in view.links)
    assert len(view.links) == len(make_view(material, ALL).links) - 7


def test_what_is_chosen_is_drawn_whatever_the_filters_say(material: Material) -> None:
    filters = replace(ALL, kinds=frozenset(("concept",)))
    one = make_view(material, filters, ("l:dorpstede",))
    assert [node.node_id for node in one.nodes if node.kind == "place"] == ["l:dorpstede"]
    pair = make_view(material, replace(filters, threshold=1000.0), ("c:decentralisatie", "p:joris-de-waal"))
    assert [(link.source, link.target) for link in pair.links] == [("c:decentralisatie", "p:joris-de-waal")]


def test_links_that_avoid_each_other_are_not_shown() -> None:
    apart = make_link("c:a", "c:b", count=1, expected=4.0, log_likelihood=30.0)
    together = make_link("c:a", "c:c", count=4, expected=1.0)
    doubtful = make_link("c:b", "c:c", q_value=0.2)
    assert select_links([apart, together, doubtful], Filters()) == [together]
    assert select_links([apart, together, doubtful], ALL) == [together, doubtful]


def test_a_person_takes_the_theme_of_the_strongest_links() -> None:
    nodes = [
        Node("c:a", "concept", "a", 1, 1, theme="Een"),
        Node("c:b", "concept", "b", 1, 1, theme="Twee"),
        Node("p:x", "person", "x", 1, 1),
        Node("p:y", "person", "y", 1, 1),
    ]
    links = [make_link("c:a", "p:x", log_likelihood=3.0), make_link("c:b", "p:x", log_likelihood=4.0)]
    assert attribute_themes(nodes, links) == {"c:a": "Een", "c:b": "Twee", "p:x": "Twee"}


@pytest.mark.parametrize(
    ("sizes", "room", "expected"),
    [
        ({"concept": 500, "person": 90, "document": 25}, 60, {"concept": 42, "person": 10, "document": 8}),
        ({"concept": 10, "person": 90, "document": 25}, 60, {"concept": 10, "person": 28, "document": 22}),
        ({"concept": 3, "person": 0, "document": 2}, 60, {"concept": 3, "person": 0, "document": 2}),
        ({"concept": 9, "person": 9, "document": 9}, 2, {"concept": 1, "person": 1, "document": 0}),
        ({"concept": 0, "person": 0, "document": 0}, 60, {"concept": 0, "person": 0, "document": 0}),
    ],
)
def test_room_is_shared_by_quota(sizes: dict[Kind, int], room: int, expected: dict[Kind, int]) -> None:
    shares = share_room(sizes, room)
    assert sum(shares.values()) == min(room, sum(sizes.values()))
    assert all(abs(shares[kind] - expected[kind]) <= 1 for kind in sizes)


@given(st.dictionaries(st.sampled_from(KINDS), st.integers(0, 400)), st.integers(0, 300))
def test_room_is_never_wasted_nor_exceeded(sizes: dict[Kind, int], room: int) -> None:
    shares = share_room(sizes, room)
    assert sum(shares.values()) == min(room, sum(sizes.values()))
    assert all(0 <= shares[kind] <= sizes[kind] for kind in sizes)


def test_within_a_kind_the_linked_and_widely_named_come_first() -> None:
    nodes = [
        Node("c:loose", "concept", "loose", 900, 9),
        Node("c:often", "concept", "often", 90, 1),
        Node("c:wide", "concept", "wide", 5, 4),
        Node("d:far", "document", "far", 0, 1),
        Node("d:tied", "document", "tied", 0, 1),
    ]
    links = [make_link("c:often", "c:wide"), make_link("c:loose", "d:far"), make_link("c:wide", "d:tied")]
    assert [node.node_id for node in choose_nodes(nodes, 4, links)] == ["c:wide", "c:often", "c:loose", "d:far"]
    # A document that hangs on a node out of sight would be a loose node.
    fewer = choose_nodes(nodes[1:], 3, links)
    assert [node.node_id for node in fewer] == ["c:wide", "c:often", "d:tied"]


def test_the_threshold_leaves_few_links_a_node() -> None:
    values = [float(n) for n in range(1, 101)]
    threshold = choose_threshold(values, make_steps(values, "log_likelihood"), 20)
    assert sum(value >= threshold for value in values) == 30
    assert choose_threshold([1.0, 2.0], (0.0, 1.0), 20) == 0.0
    # All equally strong and far too many: the highest stop.
    assert choose_threshold([1.0] * 500 + [2.0], (0.0, 1.0, 2.0), 20) == 2.0


@given(st.lists(st.floats(0.001, 5000), min_size=1, max_size=200), st.sampled_from(["log_likelihood", "count", "npmi"]))
def test_stops_rise_from_nought(values: list[float], measure: str) -> None:
    steps = make_steps(values, measure)  # type: ignore[arg-type]
    assert steps[0] == 0.0
    assert list(steps) == sorted(set(steps))
    assert steps[-1] <= max(values) or measure == "count"


def test_few_texts_cannot_tell_chance_and_the_opening_view_says_so(material: Material) -> None:
    assert opening_filters(material).max_q is None
    first = opening_view(material.nodes, material.links)
    shown = make_view(material, opening_filters(material))
    assert opening_node_ids(material.nodes, material.links) == [node.node_id for node in shown.nodes]
    assert first.links == shown.links


def test_the_histogram_counts_every_link_once(material: Material) -> None:
    view = make_view(material, replace(ALL, threshold=5.0))
    assert sum(bar.n_links for bar in view.histogram) == 24
    assert sum(bar.n_links for bar in view.histogram if bar.low >= view.threshold) == len(view.links) == 6


def test_themes_beyond_the_eighth_are_grey_and_colours_do_not_depend_on_the_view() -> None:
    themes = {f"t{n}": 10 - n for n in range(10)}
    colours = theme_colours(themes)
    assert [colours[f"t{n}"] for n in range(8)] == list(THEME_COLOURS)
    assert colours["t8"] == colours["t9"] == NEUTRAL


def test_the_sentence_says_what_is_seen(material: Material) -> None:
    view = make_view(material, ALL)
    assert describe_view(view, material, ALL) == (
        "6 begrippen, 2 personen en 8 documenten uit 8 teksten, met 24 banden; "
        "het sterkst hangen burgerparticipatie en Omgevingswet samen, in 2 zinnen."
    )
    assert describe_view(view, material, ALL, ("c:verbinding",)) == (
        "Verbinding, 7 keer genoemd in 4 van 8 teksten, hangt hier samen met 2 begrippen, 1 persoon en 4 documenten; "
        "het sterkst met overheidsparticipatie, in 3 zinnen."
    )
    assert describe_view(view, material, ALL, ("c:verbinding", "c:vertrouwen")) == (
        "Verbinding en vertrouwen staan samen in 3 zinnen, waar 1,0 te verwachten was, in 3 van 8 teksten."
    )
    assert describe_view(view, material, ALL, ("c:decentralisatie", "c:vertrouwen")) == (
        "Decentralisatie en vertrouwen staan in de gekozen teksten nergens samen in één zin."
    )
    assert describe_view(view, material, ALL, ("d:stil",)) == (
        "‘Zonder begrip’ heeft met deze filters geen banden in beeld."
    )
    nothing = replace(ALL, kinds=frozenset())
    assert "blijft er niets over" in describe_view(make_view(material, nothing), material, nothing)


def test_an_empty_graph_is_an_empty_view() -> None:
    empty = Material((), (), {}, (), 0, 0, {})
    view = make_view(empty, Filters())
    assert (view.nodes, view.links, view.legend, view.threshold) == ((), (), (), 0.0)


def test_the_fixture_is_where_it_says(tmp_path: Path) -> None:
    path = write_fixture_graph(tmp_path / "graph.duckdb")
    with GraphFile(path) as store:
        assert store.count_windows("sentence") == 21
