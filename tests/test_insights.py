"""What hangs together, stands in between, is missing or thin, against values worked out by hand."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse

from graph.insights.brokers import Bridge, Broker, list_brokers
from graph.insights.choice import Choice, choice_to_query, read_choice
from graph.insights.counts import Counts, draw_samples, measure_evidence, read_counts, weigh_links
from graph.insights.groups import (
    Group,
    Resampled,
    list_groups,
    measure_overlap,
    resample_crossings,
    resample_groups,
)
from graph.insights.missing import MissingPair, Nearest, find_missing_pairs, find_nearest
from graph.insights.paths import choose_sentence, list_paths
from graph.insights.report import find_meetings, make_insights
from graph.insights.spanning import list_spans, measure_likeness, measure_spanning
from graph.insights.thin import ThinLink, find_thin_links
from graph.insights.without import Without, find_without, measure_without_each
from graph.links import measure_pairs
from graph.network import make_network
from graph.rows import Document, Excerpt, Mark, Node
from graph.store import GraphFile
from graph.store.sharing import PlaceOfMention
from tests.fixture_graph import write_fixture_graph


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory):
    with GraphFile(write_fixture_graph(tmp_path_factory.mktemp("insights") / "graph.duckdb")) as graph:
        yield graph


def counts_of(texts: dict[str, list[str]], authors: dict[str, tuple[str, ...]] | None = None) -> Counts:
    """Return counts of texts that are given as windows, each a string of one-letter nodes ('' names nothing)."""
    names = sorted({name for windows in texts.values() for window in windows for name in window})
    pairs: dict[tuple[int, int], np.ndarray] = {}
    marginals = np.zeros((len(names), len(texts)))
    for column, windows in enumerate(texts.values()):
        for window in windows:
            here = sorted(names.index(name) for name in set(window))
            marginals[here, column] += 1
            for place, a in enumerate(here):
                for b in here[place + 1 :]:
                    pairs.setdefault((a, b), np.zeros(len(texts)))[column] += 1
    ordered = sorted(pairs)
    shared = np.array([pairs[pair] for pair in ordered]).reshape(-1, len(texts))
    return Counts(
        window="paragraph",
        nodes=tuple(Node(name, "concept", name, 1, 1) for name in names),
        documents=tuple(
            Document(d, d, (authors or {}).get(d, ()), "", "", "", "", f"{d}.md", "md", 1, "0") for d in texts
        ),
        pairs=np.array(ordered, dtype=np.int64).reshape(-1, 2),
        shared=sparse.csr_array(shared),
        marginals=marginals,
        n_windows=np.array([len(windows) for windows in texts.values()], dtype=np.float64),
    )


# Two worlds, abc and xyz, that c and x hold together; every text tells the same.
WORLD = ["abc", "abc", "abc", "xyz", "xyz", "xyz", "cx", "", "", ""]


# -- counts ----------------------------------------------------------------------------------------------------------


def test_counts_of_the_fixture_by_document(store: GraphFile):
    counts = read_counts(store, "paragraph", ("concept", "person"))
    # Omgevingswet and burgerparticipatie stand in one text only, buurtplan is proposed, Dorpstede a place.
    assert [node.node_id for node in counts.nodes] == [
        *("c:decentralisatie", "c:overheidsparticipatie", "c:verbinding", "c:vertrouwen"),
        *("p:els-brink", "p:joris-de-waal"),
    ]
    assert [document.document_id for document in counts.documents] == [
        *("d:script", "d:bruggen-slaan", "d:de-straat-eerst", "d:plein-vol", "d:minder-loketten"),
        *("d:ruimte-geven", "d:taken-en-geld", "d:stil"),
    ]
    assert counts.n_windows.tolist() == [1, 2, 2, 1, 2, 2, 1, 1]
    assert dict(zip([n.node_id for n in counts.nodes], counts.marginals.tolist(), strict=True)) == {
        "c:decentralisatie": [0, 0, 0, 0, 1, 0, 1, 0],
        "c:overheidsparticipatie": [0, 1, 1, 1, 0, 0, 0, 0],
        "c:verbinding": [1, 2, 2, 1, 0, 0, 0, 0],
        "c:vertrouwen": [1, 1, 1, 0, 0, 0, 0, 0],
        "p:els-brink": [0, 1, 1, 0, 0, 0, 0, 0],
        "p:joris-de-waal": [0, 0, 0, 0, 1, 0, 1, 0],
    }
    pairs = {
        tuple(counts.nodes[end].node_id[2:] for end in pair): row
        for pair, row in zip(counts.pairs.tolist(), counts.shared.toarray().tolist(), strict=True)
    }
    assert pairs == {
        ("decentralisatie", "joris-de-waal"): [0, 0, 0, 0, 1, 0, 1, 0],
        ("overheidsparticipatie", "verbinding"): [0, 1, 1, 1, 0, 0, 0, 0],
        ("verbinding", "vertrouwen"): [1, 1, 1, 0, 0, 0, 0, 0],
        ("verbinding", "els-brink"): [0, 1, 1, 0, 0, 0, 0, 0],
        ("vertrouwen", "els-brink"): [0, 1, 1, 0, 0, 0, 0, 0],
    }


def test_links_are_what_meets_more_often_than_chance_lets_expect(store: GraphFile):
    counts = read_counts(store, "paragraph", ("concept", "person"))
    weighed = weigh_links(counts)
    # 12 paragraphs. verbinding (6) with overheidsparticipatie (3): 3 shared, 1.5 expected.
    assert [(counts.nodes[a].label, counts.nodes[b].label) for a, b in weighed.edges] == [
        ("decentralisatie", "Joris de Waal"),
        ("overheidsparticipatie", "verbinding"),
        ("verbinding", "vertrouwen"),
        ("vertrouwen", "Els Brink"),
    ]
    assert weighed.count.tolist() == [2, 3, 3, 2]
    assert weighed.expected == pytest.approx([4 / 12, 18 / 12, 18 / 12, 6 / 12])
    # Two that always meet: G² = 2·(2·ln(12/2) + 10·ln(12/10)) = 10.81.
    assert weighed.strength[0] == pytest.approx(10.813, abs=0.001)


@given(st.integers(1, 30), st.integers(1, 30), st.integers(0, 30), st.integers(60, 200))
def test_the_strength_is_that_of_the_links(a, b, count, n):
    count = min(count, a, b)
    measures = measure_pairs([count], [a], [b], n)
    found = measure_evidence(np.array([float(count)]), np.array([float(a)]), np.array([float(b)]), float(n))
    assert found == pytest.approx(measures.log_likelihood)


def test_samples_draw_as_many_documents_as_there_are_and_the_same_for_a_seed():
    samples = draw_samples(5, 40, seed=1)
    assert samples.shape == (40, 5)
    assert samples.sum(axis=1).tolist() == [5.0] * 40
    assert (samples == 0).any() and (samples > 1).any()
    assert np.array_equal(samples, draw_samples(5, 40, seed=1))
    assert draw_samples(0, 2, seed=1).shape == (2, 0)


# -- groups ----------------------------------------------------------------------------------------------------------


def test_the_overlap_of_a_group_by_hand():
    # Nodes 0-4; the group is 0, 1, 2.
    resampled = Resampled(
        membership=np.array([[0, 0, 0, 1, 1], [0, 0, 1, 1, 1], [0, 0, 0, 0, 1], [0, 1, 2, 3, 3]]),
        present=np.array([[1, 1, 1, 1, 1], [1, 1, 1, 1, 1], [1, 0, 1, 1, 1], [0, 0, 0, 1, 1]], dtype=float),
    )
    overlap, stays = measure_overlap(np.array([0, 1, 2]), resampled)
    # 3/3; 2/3 with {0, 1}; without node 1: {0, 2} against {0, 2, 3} 2/3; the last sample knows no member.
    assert overlap == pytest.approx((1 + 2 / 3 + 2 / 3) / 3)
    assert stays == pytest.approx([1, 1, 2 / 3, 1 / 3, 0])


def test_two_worlds_that_every_text_tells_stand_firm():
    counts = counts_of({f"d{n}": WORLD for n in range(6)})
    weighed = weigh_links(counts)
    division = {"a": "a", "b": "a", "c": "a", "y": "y", "z": "y", "x": "y"}
    resampled = resample_groups(counts, 20)
    groups = list_groups(counts, weighed, division, set("abcxyz"), resampled)
    documents = tuple((f"d{n}", pytest.approx(1 / 6)) for n in range(6))
    assert groups == [
        Group(("a", "b", "c"), 1.0, ("a", "b", "c"), 3, ("a", "b"), documents, ("a", "b", "c")),
        Group(("y", "z", "x"), 1.0, ("y", "z", "x"), 3, ("y", "z"), documents, ("y", "z", "x")),
    ]
    # Who takes no part is not listed; the name and the measure stay those of the whole group.
    fewer = list_groups(counts, weighed, {**division, "q": "y"}, set("abxyz"), resampled)
    assert [(group.members, group.named_after, group.overlap) for group in fewer] == [
        (("y", "z", "x"), ("y", "z", "x", "q"), 1.0)
    ]
    assert [group.firmness for group in groups] == ["firm", "firm"]
    assert groups[1].name(2) == ("y", "z")


def test_a_group_that_one_text_makes_comes_back_only_with_that_text():
    lone = {f"d{n}": ["a", "b", "c", *[""] * 20] for n in range(4)}
    counts = counts_of({"one": ["abc", "abc", "", ""], **lone})
    weighed = weigh_links(counts)
    groups = list_groups(counts, weighed, dict.fromkeys("abc", "a"), set("abc"), resample_groups(counts, 60))
    assert [group.members for group in groups] == [("a", "b", "c")]
    # In a third of the samples the text is not drawn; then each of the three stands alone: overlap 1/3.
    drawn = float((draw_samples(5, 60, 1)[:, 0] > 0).mean())
    assert groups[0].overlap == pytest.approx(drawn + (1 - drawn) / 3)
    assert groups[0].documents == (("one", 1.0),)


@pytest.mark.parametrize(("overlap", "word"), [(0.75, "firm"), (0.749, "fair"), (0.6, "fair"), (0.599, "shaky")])
def test_words_for_overlap(overlap: float, word: str):
    assert Group(("a",), overlap, (), 0, None, ()).firmness == word


# -- brokers ---------------------------------------------------------------------------------------------------------


def test_who_holds_two_worlds_together():
    counts = counts_of({"d0": [*["abc"] * 3, *["xyz"] * 3, *["cx"] * 3, *[""] * 40], "d1": ["abc", "cx", "xyz", ""]})
    weighed = weigh_links(counts)
    group_of = {name: place for place, names in enumerate(("abc", "xyz")) for name in names}
    brokers = list_brokers(counts, weighed, group_of, resample_crossings(counts, 5))
    # c lies between a or b and x, y or z: 6 of the 10 pairs of the five others. Over c - x go 3 · 3 of 15 pairs.
    bridges = (Bridge("x", 1, 4, pytest.approx(9 / 15)), Bridge("a", 0, 4, pytest.approx(4 / 15)))
    # Without the long text c and x meet as often as chance lets expect: then c is no broker.
    at_top = float((draw_samples(2, 5, 1)[:, 0] > 0).mean())
    assert brokers[0] == Broker("c", 1, pytest.approx(0.6), at_top, 3, 0, bridges)
    assert [broker.node_id for broker in brokers] == ["c", "x"]
    assert [bridge.other for bridge in brokers[1].bridges] == ["c", "y"]


# -- spanning --------------------------------------------------------------------------------------------------------


def test_textual_spanning_by_hand():
    # 1 is like 2 and 3, which are not like each other: p_12 = p_13 = 1/2, p_21 = p_31 = 1.
    # S_1 = (1/2)² + (1/2)² = 0.5. S_2 = (1 + 0)² + (0 + p_13/p_21)² = 1 + 0.25 = 1.25, and S_3 likewise.
    # Mean 1, standard deviation √((0.25 + 0.0625 + 0.0625) / 2) = 0.433.
    found = measure_spanning([[1, 0.5, 0.5], [0.5, 1, 0], [0.5, 0, 1]])
    assert found == pytest.approx([0.5 / 0.4330127, -0.25 / 0.4330127, -0.25 / 0.4330127])


def test_textual_spanning_of_a_dense_network_by_hand():
    # Likenesses 0.8 (12), 0.8 (13), 0.2 (23); sums 1.6, 1, 1. p_12 = p_13 = 0.5; p_21 = p_31 = 0.8; p_23 = p_32 = 0.2.
    # S_1 = 2 · (p_12 + p_32/p_13)² = 2 · (0.5 + 0.4)² = 1.62.
    # S_2 = (p_21 + p_31/p_23)² + (p_23 + p_13/p_21)² = (0.8 + 4)² + (0.2 + 0.625)² = 23.720625 = S_3.
    scores = measure_spanning([[1, 0.8, 0.8], [0.8, 1, 0.2], [0.8, 0.2, 1]])
    spread = np.std([1.62, 23.720625, 23.720625], ddof=1)
    mean = (1.62 + 2 * 23.720625) / 3
    assert scores == pytest.approx([(mean - 1.62) / spread, *[(mean - 23.720625) / spread] * 2])


def test_texts_that_are_all_alike_span_nothing():
    assert measure_spanning(np.ones((4, 4))).tolist() == [0, 0, 0, 0]
    assert measure_spanning([[1.0]]).tolist() == [0.0]
    assert measure_spanning(np.eye(3)).tolist() == [0, 0, 0]


def test_likeness_by_hand():
    # Two texts; a in both (weight 1), b in the first only (1 + ln 2), named once each.
    likeness, _ = measure_likeness(np.array([[1.0, 1.0], [1.0, 0.0]]))
    rare = 1 + np.log(2)
    assert likeness == pytest.approx(np.array([[1, 1 / np.hypot(1, rare)], [1 / np.hypot(1, rare), 1]]))


def test_a_text_between_two_camps():
    texts = {"left1": ["abm"], "left2": ["abm"], "middle": ["abxym"], "right1": ["xym"], "right2": ["xym"]}
    spans = list_spans(counts_of(texts))
    assert spans[0].document_id == "middle"
    assert {side.document_id[:-1]: side.shared for side in spans[0].sides} == {
        "left": ("a", "b", "m"),
        "right": ("x", "y", "m"),
    }
    # All name m, in five of five texts: weight 1; a, b, x and y are in three: 1 + ln (5/3), squared 2.2827.
    assert spans[0].apart == pytest.approx(1 / (1 + 2 * 2.2827), abs=1e-4)
    assert list_spans(counts_of({"one": ["ab"], "two": ["bc"], "three": ["ac"]})) == []


# -- thin ------------------------------------------------------------------------------------------------------------


def test_links_on_one_text_or_one_author():
    texts = {
        "d0": ["ab", "ab", "", "", "cd", ""],
        "d1": ["a", "b", "", "", "cd", ""],
        "d2": ["ef", "", "", "", "", ""],
        "d3": ["ef", "", "", "", "", "g"],
    }
    authors = {"d0": ("Jan",), "d1": ("Jan",), "d2": ("Jan",), "d3": ("Els",)}
    counts = counts_of(texts, authors)
    found = find_thin_links(counts, weigh_links(counts))
    # 24 windows. ab: 3 and 3, 2 shared; cd: always together, twice, both by Jan; ef likewise, by Jan and Els.
    assert (found.n_links, found.n_one_document, found.n_one_author, found.one_author) == (3, 1, 1, False)
    assert found.links == (
        ThinLink("c", "d", 2, pytest.approx(4 / 24), pytest.approx(13.77, abs=0.01), ("d0", "d1"), "Jan", 0),
        ThinLink("a", "b", 2, pytest.approx(9 / 24), pytest.approx(6.23, abs=0.01), ("d0",), "", 1),
    )


def test_who_wrote_says_nothing_if_one_person_wrote_all():
    counts = counts_of({"d0": ["cd", *[""] * 5], "d1": ["cd", *[""] * 5]}, {"d0": ("Jan",), "d1": ("Jan",)})
    found = find_thin_links(counts, weigh_links(counts))
    assert (found.links, found.n_links, found.one_author) == ((), 1, True)


def test_a_text_without_author_is_nobodys():
    counts = counts_of({"d0": ["cd", "", ""], "d1": ["cd", "", ""], "d2": [""]}, {"d2": ("Jan",), "d0": ("Els",)})
    assert find_thin_links(counts, weigh_links(counts)).links == ()


def test_a_link_without_each_text_in_turn():
    # Two texts of 10 windows: both 3 in the first, 1 in the second; a in 4 and 2 windows, b in 3 and 1.
    count, expected, strength = measure_without_each(
        np.array([3.0, 1.0]), np.array([4.0, 2.0]), np.array([3.0, 1.0]), np.array([10.0, 10.0])
    )
    assert count.tolist() == [1.0, 3.0]
    assert expected == pytest.approx([2 * 1 / 10, 4 * 3 / 10])
    assert strength == pytest.approx(
        [measure_pairs([n], [a], [b], 10).log_likelihood[0] for n, a, b in ((1, 2, 1), (3, 4, 3))]
    )


def test_less_than_expected_is_no_strength():
    # Without the first text the two are everywhere but together.
    _, expected, strength = measure_without_each(
        np.array([5.0, 0.0]), np.array([5.0, 5.0]), np.array([5.0, 5.0]), np.array([10.0, 10.0])
    )
    assert expected == pytest.approx([2.5, 2.5])
    assert strength[0] == 0.0
    assert strength[1] == pytest.approx(measure_pairs([5], [5], [5], 10).log_likelihood[0])


def test_a_text_that_is_the_only_one_leaves_nothing():
    one = np.array([2.0])
    assert [part.tolist() for part in measure_without_each(one, one, one, np.array([9.0]))] == [[0.0], [0.0], [0.0]]


def test_what_is_left_of_a_link_of_the_fixture(store: GraphFile):
    # verbinding and vertrouwen share a sentence in three texts; 20 sentences, 7 and 3 with the one and the other.
    left = find_without(store, "sentence", "c:vertrouwen", "c:verbinding")
    assert left is not None
    totals = {"d:bruggen-slaan": (3, 3, 1), "d:de-straat-eerst": (3, 2, 1), "d:script": (2, 1, 1)}
    by_hand = {}
    for document_id, (sentences, verbinding, vertrouwen) in totals.items():
        n_sentences = int(store.count_windows("sentence")) - sentences
        by_hand[document_id] = measure_pairs([2], [7 - verbinding], [3 - vertrouwen], n_sentences).log_likelihood[0]
    worst = min(by_hand, key=lambda document_id: (by_hand[document_id], document_id))
    assert (left.document_id, left.count) == (worst, 2)
    assert left.strength == pytest.approx(by_hand[worst])
    assert left.stands == (by_hand[worst] >= 3.84)
    assert find_without(store, "sentence", "c:vertrouwen", "c:verbinding", {"d:script"}) is None
    assert find_without(store, "sentence", "c:decentralisatie", "c:verbinding") is None


@pytest.mark.parametrize(
    ("count", "expected", "strength", "stands"), [(2, 0.5, 4.0, True), (2, 0.5, 3.8, False), (2, 2.5, 9.0, False)]
)
def test_when_a_link_stands(count: int, expected: float, strength: float, stands: bool):
    assert Without("d", count, expected, strength).stands is stands


def test_a_link_that_falls_without_one_text_leans_on_it():
    # ab: four times in the first text, once in the second; without the first one meeting among 42 windows is left,
    # with a and b there twice each elsewhere. cd holds anywhere.
    texts = {
        "d0": [*["ab"] * 4, "cd", *[""] * 15],
        "d1": ["ab", "a", "a", "a", "b", "b", "b", "cd", *[""] * 2],
        "d2": ["cd", "cd", *[""] * 8],
    }
    counts = counts_of(texts, {"d0": ("Jan",), "d1": ("Els",), "d2": ("Piet",)})
    found = find_thin_links(counts, weigh_links(counts))
    assert (found.n_links, found.n_one_document, found.n_one_author, found.n_leaning) == (2, 0, 0, 1)
    assert [(thin.source, thin.target, thin.leans_on, thin.documents) for thin in found.links] == [
        ("a", "b", "d0", ("d0", "d1"))
    ]


# -- missing ---------------------------------------------------------------------------------------------------------


def test_a_pair_that_ought_to_meet():
    # a and b both live with x and y and never meet: 10 and 10 of 30 windows, 3.33 expected.
    counts = counts_of({"d0": [*["axy"] * 10, *["bxy"] * 10, *[""] * 10]})
    found = find_missing_pairs(counts, weigh_links(counts))
    # P(0) = C(20, 10) / C(30, 10) = 184756 / 30045015. The neighbours have 3 links each: kinship 2 / ln 3.
    chance = pytest.approx(184756 / 30045015)
    assert found.pairs == (
        MissingPair("a", "b", 10, 10, 0, pytest.approx(10 / 3), chance, ("x", "y"), pytest.approx(2 / np.log(3)), 1, 1),
    )
    assert found.pairs[0].is_striking
    # Tested: a-b and x-y, the pairs with two neighbours in common. Under chance a-b is striking for 0 or 1 meeting if
    # P(≤ 1) < 0.05: 0.00615 + 10 · C(20, 9) / C(30, 10) = 0.0620, so only for 0; x-y, 20 of 30 each, cannot be apart.
    assert found.n_tested == 2
    assert found.n_by_chance == pytest.approx(184756 / 30045015)


def test_strangers_and_rare_ones_do_not_miss_each_other():
    strangers = counts_of({"d0": [*["ax"] * 10, *["by"] * 10, *[""] * 10]})
    assert find_missing_pairs(strangers, weigh_links(strangers)).pairs == ()
    rare = counts_of({"d0": ["axy", "bxy", *[""] * 30]})
    assert find_missing_pairs(rare, weigh_links(rare)).pairs == ()
    assert find_missing_pairs(counts_of({"d0": [""]}), weigh_links(counts_of({"d0": [""]}))).n_tested == 0


def place(node: str, document: str, sentence: int, passage: int) -> PlaceOfMention:
    return PlaceOfMention(node, document, f"{document}.s{sentence}", sentence, passage)


def test_where_two_come_nearest():
    places = [
        place("a", "d0", 0, 0),
        place("b", "d0", 7, 2),
        place("a", "d0", 9, 3),
        place("b", "d1", 3, 1),
        place("c", "d1", 4, 1),
        place("a", "d1", 6, 1),
        place("a", "d2", 0, 0),
    ]
    assert find_nearest("a", "b", places, None) == [
        Nearest("d0", "d0.s9", "d0.s7", 2, 1),
        Nearest("d1", "d1.s6", "d1.s3", 3, 0),
    ]
    assert find_nearest("b", "a", places, 1) == [Nearest("d0", "d0.s7", "d0.s9", 2, 1)]
    assert find_nearest("a", "c", places) == [Nearest("d1", "d1.s6", "d1.s4", 2, 0)]
    assert find_nearest("b", "z", places) == []


def test_the_nearest_sentences_are_shown_with_both_marked(store: GraphFile):
    pair = MissingPair("c:overheidsparticipatie", "p:els-brink", 3, 2, 0, 0.5, 0.5, (), 0.0, 0, 0)
    meetings = find_meetings(store, [pair])[pair.source, pair.target]
    assert [meeting.nearest for meeting in meetings] == [
        Nearest("d:bruggen-slaan", "d:bruggen-slaan.s2", "d:bruggen-slaan.s1", 1, 1),
        Nearest("d:de-straat-eerst", "d:de-straat-eerst.s0", "d:de-straat-eerst.s2", 2, 1),
    ]
    assert [sentence.text for sentence in meetings[0].sentences] == [
        "Overheidsparticipatie vraagt om verbinding in de straat.",
        "Wie verbindt, deelt ook zeggenschap, zegt Els Brink.",
    ]
    assert [sentence.marks for sentence in meetings[0].sentences] == [
        (Mark(0, 21, "c:overheidsparticipatie", "concept"),),
        (Mark(42, 51, "p:els-brink", "person"),),
    ]
    assert find_meetings(store, []) == {}


# -- paths -----------------------------------------------------------------------------------------------------------


def excerpt(text: str, *marks: tuple[int, int, str], name: str = "s") -> Excerpt:
    return Excerpt(name, "d", "D", (), "", "p", text, tuple(Mark(a, b, node, "concept") for a, b, node in marks))


def test_the_best_sentence_is_the_one_where_both_stand_nearest():
    far = excerpt("a" + " " * 40 + "b", (0, 1, "a"), (41, 42, "b"))
    near = excerpt("b en a, en nog veel meer woorden", (0, 1, "b"), (5, 6, "a"))
    short = excerpt("b en a", (0, 1, "b"), (5, 6, "a"))
    long = excerpt("ab" + "x" * 400, (0, 1, "a"), (1, 2, "b"))
    assert choose_sentence([far, near, short, long], "a", "b") is short
    assert choose_sentence([far, long], "a", "b") is far
    assert choose_sentence([long], "a", "b") is long
    assert choose_sentence([], "a", "b") is None


def test_a_path_with_its_sentences(store: GraphFile):
    network = make_network(store.nodes(), [link for link in store.links("sentence") if "d:" not in link.target])
    (path,) = list_paths(store, network, "sentence", "c:overheidsparticipatie", "c:vertrouwen", 1)
    assert [(step.source, step.target, step.count) for step in path] == [
        ("c:overheidsparticipatie", "c:verbinding", 3),
        ("c:verbinding", "c:vertrouwen", 3),
    ]
    assert path[0].sentence is not None
    assert path[0].sentence.text == "Zonder verbinding blijft overheidsparticipatie een woord."
    assert path[1].sentence is not None
    assert path[1].sentence.text.endswith("naast verbinding en vertrouwen.")
    assert list_paths(store, network, "sentence", "c:verbinding", "c:decentralisatie") == []


# -- all at once -----------------------------------------------------------------------------------------------------


def test_the_same_graph_gives_the_same_insights(store: GraphFile):
    first = make_insights(store, "paragraph", ("concept", "person"), n_samples=10)
    again = make_insights(store, "paragraph", ("concept", "person"), n_samples=10)
    assert first == again
    # A chain, overheidsparticipatie - verbinding - vertrouwen - Els Brink, and one link apart: each of the two in the
    # middle lies between 2 of the 10 pairs of the five others. Two pairs make no group of three.
    assert [(broker.node_id, broker.crossings) for broker in first.brokers] == [
        ("c:verbinding", pytest.approx(0.2)),
        ("c:vertrouwen", pytest.approx(0.2)),
    ]
    assert (first.n_links, first.thinness.n_links) == (4, 4)
    # The groups are those of the explorer, whoever takes part here; Waterschap Oost does not, so that two are left.
    assert [group.members for group in first.groups] == [
        ("c:verbinding", "c:overheidsparticipatie", "c:vertrouwen", "p:els-brink")
    ]


def test_a_choice_of_texts_counts_in_these_only(store: GraphFile):
    chosen = ("d:bruggen-slaan", "d:de-straat-eerst", "d:stil")
    found = make_insights(store, "paragraph", ("concept", "person"), chosen, n_samples=5)
    assert set(found.documents) == set(chosen)
    assert found.n_documents_in_all == 8
    assert set(found.nodes) == {"c:overheidsparticipatie", "c:verbinding", "c:vertrouwen", "p:els-brink"}
    assert {document for group in found.groups for document, _ in group.documents} <= set(chosen)
    assert [group.named_after[0] for group in found.groups] == ["c:verbinding"]


def test_one_text_and_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    from tests import fixture_graph

    texts = fixture_graph.TEXTS
    for kept in ({"d:bruggen-slaan": texts["d:bruggen-slaan"]}, {"d:stil": texts["d:stil"]}):
        monkeypatch.setattr(fixture_graph, "TEXTS", kept)
        with GraphFile(write_fixture_graph(tmp_path / f"{len(kept)}-{next(iter(kept))[2:]}.duckdb")) as graph:
            found = make_insights(graph, "paragraph", ("concept", "person"), n_samples=5)
            assert (found.groups, found.spans, found.missing.pairs) == ((), (), ())


# -- the address -----------------------------------------------------------------------------------------------------


def test_nonsense_in_the_address_is_ignored_and_told():
    choice, ignored = read_choice({"samen": "tekst", "wie": "x", "heel": "dun~krom", "ander": "1"})
    assert choice == Choice(whole=frozenset({"dun"}))
    assert ignored == ("samen=tekst", "wie=x", "heel=krom")


@given(
    st.builds(
        Choice,
        window=st.sampled_from(["sentence", "paragraph"]),
        kinds=st.sampled_from([("concept",), ("concept", "person"), ("concept", "person", "organisation", "place")]),
        whole=st.frozensets(st.sampled_from(["samenhang", "tussen", "ontbreekt", "dun"])),
        documents=st.none() | st.lists(st.sampled_from(["d:a", "d:b", "d:c"]), min_size=1, unique=True).map(tuple),
    )
)
def test_an_address_gives_the_choice_that_made_it(choice: Choice):
    assert read_choice(choice_to_query(choice), ("d:a", "d:b", "d:c")) == (choice, ())


def test_texts_that_are_not_there_are_told():
    assert read_choice({"teksten": "d:a~d:weg"}, ("d:a",)) == (Choice(documents=("d:a",)), ("teksten=d:weg",))
    assert read_choice({"teksten": "d:weg"}, ("d:a",)) == (Choice(), ("teksten=d:weg",))


def test_the_first_look_has_an_empty_address():
    assert choice_to_query(Choice()) == {}
