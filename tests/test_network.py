"""Groups, positions in between, backbone, paths and surroundings, against values worked out by hand."""

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.network import (
    count_crossings,
    count_link_crossings,
    find_backbone,
    find_groups,
    find_paths,
    find_surroundings,
    make_network,
    measure_betweenness,
    measure_disparity,
    measure_distances,
    rank_nodes,
)
from graph.rows import Link, Node


def network_of(*links: tuple[str, str, float], loose: str = ""):
    names = sorted({name for a, b, _ in links for name in (a, b)} | set(loose))
    nodes = [Node(name, "concept", name, 1, 1) for name in names]
    return make_network(
        nodes,
        [Link(*sorted((a, b)), "sentence", 2, 0.5, weight, 0.1, 0.2, 0.01, 0.4, 2) for a, b, weight in links],
    )


TWO_TRIANGLES = [(0, 1), (0, 2), (1, 2), (2, 3), (3, 4), (3, 5), (4, 5)]


def test_two_triangles_with_one_link_between_them_are_two_groups():
    found = find_groups(TWO_TRIANGLES, [1.0] * 7, 7)
    assert [sorted(np.flatnonzero(found == group)) for group in np.unique(found)] == [[0, 1, 2], [3, 4, 5], [6]]


def test_a_heavy_link_keeps_its_ends_together():
    found = find_groups([(0, 1), (1, 2), (2, 3)], [1.0, 9.0, 1.0], 4)
    assert found[1] == found[2]


def test_without_links_everybody_is_alone():
    assert find_groups([], [], 3).tolist() == [0, 1, 2]
    assert find_groups([], [], 0).tolist() == []


def test_a_link_four_times_as_strong_is_half_as_long():
    assert measure_distances([1.0, 4.0, 16.0]).tolist() == [1.0, 0.5, 0.25]
    assert measure_distances([4.0], power=1.0).tolist() == [0.25]


def test_crossings_of_a_chain_and_of_a_square():
    # 0 - 1 - 2 - 3: of the three pairs without 1 (02, 03, 23) two cross it.
    assert count_crossings([(0, 1), (1, 2), (2, 3)], [1, 1, 1], 4) == pytest.approx([0, 2 / 3, 2 / 3, 0])
    # In a square each of the two opposite pairs has two equally short ways: half a crossing each.
    assert count_crossings([(0, 1), (0, 3), (1, 2), (2, 3)], [1] * 4, 4) == pytest.approx([1 / 6] * 4)


def test_a_strong_detour_is_shorter_than_a_weak_link():
    # 0 to 2: straight 1/√1 = 1, over 1: 2/√9 = 0.67.
    assert count_crossings([(0, 1), (0, 2), (1, 2)], [9, 1, 9], 3) == pytest.approx([0, 1, 0])
    # With 2/√3 = 1.15 the straight way is shorter again.
    assert count_crossings([(0, 1), (0, 2), (1, 2)], [3, 1, 3], 3) == pytest.approx([0, 0, 0])


def test_crossings_of_links():
    # Of the six pairs in 0 - 1 - 2 - 3 the outer links carry three, the middle one four.
    assert count_link_crossings([(0, 1), (1, 2), (2, 3)], [1] * 3, 4) == pytest.approx([3 / 6, 4 / 6, 3 / 6])
    assert count_link_crossings([], [], 1).tolist() == []
    assert count_crossings([], [], 2).tolist() == [0.0, 0.0]


@settings(deadline=None, max_examples=30)
@given(st.dictionaries(st.tuples(st.integers(0, 6), st.integers(0, 6)), st.integers(1, 50), max_size=14))
def test_betweenness_is_that_of_networkx(weights):
    links = {tuple(sorted(pair)): weight for pair, weight in weights.items() if pair[0] != pair[1]}
    network = network_of(*((str(a), str(b), float(w)) for (a, b), w in links.items()), loose="0123456")
    for a, b in network.edges:
        network.edges[a, b]["distance"] = network.edges[a, b]["weight"] ** -0.5
    assert measure_betweenness(network) == pytest.approx(nx.betweenness_centrality(network, weight="distance"))


def test_equal_values_share_a_place():
    assert rank_nodes({"a": 0.5, "b": 0.1, "c": 0.5, "d": 0.0}) == {"a": 1, "c": 1, "b": 3, "d": 4}
    assert rank_nodes({}) == {}


def test_the_disparity_filter_by_hand():
    # s weighs 10 over three links: (1 - 0.8)² = 0.04 and (1 - 0.1)² = 0.81. Its neighbours b and c have one link each;
    # a has 8 and 2: (1 - 0.8)^1 = 0.2 and (1 - 0.2)^1 = 0.8; z has one.
    network = network_of(("s", "a", 8.0), ("s", "b", 1.0), ("s", "c", 1.0), ("a", "z", 2.0))
    assert measure_disparity(network) == pytest.approx(
        {("a", "s"): 0.04, ("a", "z"): 0.8, ("b", "s"): 0.81, ("c", "s"): 0.81}
    )
    backbone = find_backbone(network, 0.05)
    assert (sorted(backbone), list(backbone.edges(data="weight"))) == (["a", "b", "c", "s", "z"], [("a", "s", 8.0)])
    assert backbone.nodes["b"] == network.nodes["b"]
    assert measure_disparity(network_of(("a", "b", 3.0))) == {("a", "b"): 1.0}


def test_the_strongest_paths_the_shortest_first():
    network = network_of(
        ("a", "b", 16.0), ("b", "d", 16.0), ("a", "c", 4.0), ("c", "d", 4.0), ("a", "d", 1.21), loose="x"
    )
    # Over b 1/4 + 1/4 = 0.5; straight 1/1.1 = 0.91; over c 1/2 + 1/2 = 1.
    assert find_paths(network, "a", "d") == [["a", "b", "d"], ["a", "d"], ["a", "c", "d"]]
    assert find_paths(network, "d", "a", limit=1) == [["d", "b", "a"]]
    assert find_paths(network, "a", "x") == []
    assert find_paths(network, "a", "weg") == []
    assert find_paths(network, "a", "a") == []


def test_surroundings_by_step():
    chain = network_of(("a", "b", 1.0), ("b", "c", 1.0), ("c", "d", 1.0), ("d", "e", 1.0), loose="x")
    assert find_surroundings(chain, ["a"], 1) == {"a": 0, "b": 1}
    assert find_surroundings(chain, ["a"], 3) == {"a": 0, "b": 1, "c": 2, "d": 3}
    assert find_surroundings(chain, ["e", "a", "weg"], 1) == {"a": 0, "e": 0, "b": 1, "d": 1}
    assert find_surroundings(chain, ["x"], 2) == {"x": 0}
