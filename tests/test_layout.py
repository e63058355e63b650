"""Places are the same for the same input, keep labels apart, and stay when texts are added."""

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from graph.layout import LONGEST_LABEL, Sheet, make_positions
from graph.network import find_communities, make_network
from graph.rows import Link, Node

SHEET = Sheet()


def node(name: str, label: str = "") -> Node:
    return Node(f"c:{name}", "concept", label or name, 1, 1)


def link(a: str, b: str, strength: float = 5.0) -> Link:
    first, second = sorted((f"c:{a}", f"c:{b}"))
    return Link(first, second, "sentence", 2, 0.5, strength, 0.1, 0.2, 0.01, 0.4, 2)


def two_groups(size: int = 12) -> tuple[list[Node], list[Link]]:
    chance = random.Random(3)
    names = [f"{side}{number:02}" for side in ("links", "rechts") for number in range(size)]
    nodes = [node(name, name + "-" + "woord" * chance.randint(0, 4)) for name in names]
    pairs = [(a, b) for a in names for b in names if a < b and a[:4] == b[:4] and chance.random() < 0.5]
    return nodes, [link(a, b) for a, b in pairs] + [link("links00", "rechts00", 1.0)]


def boxes(nodes: list[Node], places: dict[str, tuple[float, float]]) -> list[tuple[float, float, float, float]]:
    """Return left, right, top and bottom of every node with its label."""
    found = []
    for item in nodes:
        x, y = places[item.node_id]
        half = max(min(len(item.label), LONGEST_LABEL) * SHEET.character / 2, SHEET.radius)
        found.append((x - half, x + half, y - SHEET.radius, y + SHEET.radius + SHEET.line))
    return found


def count_overlaps(rectangles: list[tuple[float, float, float, float]]) -> int:
    return sum(
        a[0] < b[1] and b[0] < a[1] and a[2] < b[3] and b[2] < a[3]
        for number, a in enumerate(rectangles)
        for b in rectangles[:number]
    )


def test_labels_of_all_nodes_have_room():
    nodes, links = two_groups(40)
    ids = [item.node_id for item in nodes]
    places = make_positions(make_network(nodes, links), ids[::2], ids)
    assert set(places) == set(ids)
    assert count_overlaps(boxes(nodes, places)) == 0


def test_the_order_of_the_input_does_not_matter():
    nodes, links = two_groups()
    ids = [item.node_id for item in nodes]
    first = make_positions(make_network(nodes, links), ids, ids)
    again = make_positions(make_network(nodes[::-1], links[::-1]), ids, ids)
    assert first == again


def test_what_hangs_together_lies_together():
    nodes, links = two_groups()
    ids = [item.node_id for item in nodes]
    places = make_positions(make_network(nodes, links), ids, ids)

    def mean_distance(pairs: list[tuple[str, str]]) -> float:
        return sum(
            ((places[a][0] - places[b][0]) ** 2 + (places[a][1] - places[b][1]) ** 2) ** 0.5 for a, b in pairs
        ) / len(pairs)

    same = [(a, b) for a in ids for b in ids if a < b and a[:6] == b[:6]]
    other = [(a, b) for a in ids for b in ids if a < b and a[:6] != b[:6]]
    assert mean_distance(same) < 0.75 * mean_distance(other)


def test_nodes_keep_their_place_when_others_come():
    nodes, links = two_groups()
    ids = [item.node_id for item in nodes]
    before = make_positions(make_network(nodes, links), ids, ids)
    new = [node("nieuw1"), node("nieuw2")]
    grown = make_network([*nodes, *new], [*links, link("nieuw1", "links03")])
    after = make_positions(grown, ids, [*ids, "c:nieuw1", "c:nieuw2"], former=before)
    assert {name: after[name] for name in before} == before
    assert count_overlaps(boxes([*nodes, *new], after)) == 0


def test_another_corpus_gets_a_map_of_its_own():
    nodes, links = two_groups()
    ids = [item.node_id for item in nodes]
    former = {"c:elders": (9000.0, 9000.0), ids[0]: (5000.0, 5000.0)}
    places = make_positions(make_network(nodes, links), ids, ids, former=former)
    assert max(abs(x) for x, _ in places.values()) < 1000


def test_the_middle_of_the_map_has_the_shape_of_a_screen():
    nodes, links = two_groups(25)
    ids = [item.node_id for item in nodes]
    places = make_positions(make_network(nodes, links), ids, ids).values()
    width = max(x for x, _ in places) - min(x for x, _ in places)
    height = max(y for _, y in places) - min(y for _, y in places)
    assert 1.0 < width / height < 2.0


def test_a_map_of_one_node_and_of_none():
    assert make_positions(make_network([node("een")], []), ["c:een"], ["c:een"]) == {"c:een": (0.0, 0.0)}
    assert make_positions(make_network([], []), [], []) == {}


@settings(deadline=None, max_examples=25)
@given(st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=15), st.randoms())
def test_communities_do_not_depend_on_the_order(pairs, chance):
    nodes = [node(str(number)) for number in range(8)]
    links = [link(str(a), str(b)) for a, b in {tuple(sorted(pair)) for pair in pairs} if a != b]
    first = find_communities(make_network(nodes, links))
    chance.shuffle(nodes)
    chance.shuffle(links)
    assert find_communities(make_network(nodes, links)) == first
    assert sorted(name for group in first for name in group) == sorted(item.node_id for item in nodes)
