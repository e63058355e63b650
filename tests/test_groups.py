"""The one division of the graph into groups, against values worked out by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.groups import list_members, make_groups, name_groups
from graph.rows import Kind, Link, Node
from graph.store import GraphFile
from tests.fixture_graph import write_fixture_graph


def node(node_id: str, kind: Kind = "concept") -> Node:
    return Node(node_id, kind, node_id.partition(":")[2], 5, 3)


def link(source: str, target: str, strength: float, count: int = 9, expected: float = 1.0) -> Link:
    return Link(source, target, "sentence", count, 0.1, strength, 1.0, 0.1, 0.01, expected, 2)


def test_groups_of_the_fixture_and_their_names(tmp_path: Path) -> None:
    with GraphFile(write_fixture_graph(tmp_path / "graph.duckdb")) as graph:
        nodes, links = graph.nodes(), graph.links("sentence")
    groups = make_groups(nodes, links)
    assert groups == {
        "c:burgerparticipatie": "c:omgevingswet",
        "c:omgevingswet": "c:omgevingswet",
        "o:waterschap-oost": "c:omgevingswet",
        "c:overheidsparticipatie": "c:verbinding",
        "c:verbinding": "c:verbinding",
        "c:vertrouwen": "c:verbinding",
        "p:els-brink": "c:verbinding",
    }
    assert list_members(groups) == {
        "c:verbinding": ["c:verbinding", "c:overheidsparticipatie", "c:vertrouwen", "p:els-brink"],
        "c:omgevingswet": ["c:omgevingswet", "c:burgerparticipatie", "o:waterschap-oost"],
    }
    assert name_groups(groups, nodes) == {
        "c:verbinding": "verbinding, overheidsparticipatie, vertrouwen",
        "c:omgevingswet": "Omgevingswet, burgerparticipatie, Waterschap Oost",
    }


def test_the_name_is_what_is_strong_inside_and_little_elsewhere() -> None:
    # b is the strongest inside its group (30 + 15), and strong elsewhere: 45² / 85 = 23.8. a: 38² / 38 = 38; c: 23.
    links = [
        link("c:a", "c:b", 30.0),
        link("c:a", "c:c", 8.0),
        link("c:b", "c:c", 15.0),
        link("c:b", "c:x", 40.0),
        link("c:x", "c:y", 90.0),
        link("c:x", "c:z", 90.0),
        link("c:y", "c:z", 90.0),
    ]
    nodes = [node(f"c:{letter}") for letter in "abcxyz"]
    assert list_members(make_groups(nodes, links)) == {"c:a": ["c:a", "c:b", "c:c"], "c:y": ["c:y", "c:z", "c:x"]}


def test_a_concept_gives_the_name_before_a_person() -> None:
    links = [link("p:jan", "p:piet", 90.0), link("c:a", "p:jan", 9.0), link("c:a", "p:piet", 9.0)]
    groups = make_groups([node("c:a"), node("p:jan", "person"), node("p:piet", "person")], links)
    assert list_members(groups) == {"c:a": ["c:a", "p:jan", "p:piet"]}


@pytest.mark.parametrize(
    "weak",
    [{"strength": 3.83}, {"strength": 9.0, "count": 1, "expected": 1.0}],
    ids=["little evidence", "no more than expected"],
)
def test_what_may_be_nothing_makes_no_group(weak: dict[str, float]) -> None:
    ends = (("c:a", "c:b"), ("c:a", "c:c"), ("c:b", "c:c"))
    assert make_groups([node("c:a"), node("c:b"), node("c:c")], [link(a, b, **weak) for a, b in ends]) == {}  # type: ignore[arg-type]


def test_two_are_no_group_and_documents_and_proposals_take_no_part() -> None:
    proposed = Node("c:p", "concept", "p", 5, 3, "proposed")
    nodes = [node("c:a"), node("c:b"), node("d:t", "document"), proposed]
    links = [link("c:a", "c:b", 9.0), link("c:a", "d:t", 50.0), link("c:b", "d:t", 50.0), link("c:a", "c:p", 50.0)]
    assert make_groups(nodes, links) == {}


def test_a_name_leaves_out_what_is_not_there() -> None:
    groups = {"c:a": "c:a", "c:b": "c:a", "c:c": "c:a"}
    assert name_groups(groups, [node("c:b"), node("c:c")]) == {"c:a": "b, c"}
    assert name_groups(groups, []) == {}
