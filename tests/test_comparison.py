"""Two selections compared: measures worked out by hand, whole rows on the hand-made graph, choices in the address."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.comparison import (
    Choice,
    ComparedLink,
    Comparison,
    Half,
    Side,
    choice_to_query,
    choose_drawn,
    choose_sides,
    compare_selections,
    describe_comparison,
    describe_measures,
    describe_ratio,
    describe_side,
    list_sets,
    measure_differences,
    order_links,
    read_choice,
    resolve_sides,
)
from graph.comparison.measures import adjust_by_group, smallest_p_values
from graph.rows import Document
from graph.store import GraphFile
from tests.fixture_graph import write_fixture_graph


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[GraphFile]:
    with GraphFile(write_fixture_graph(tmp_path_factory.mktemp("compare") / "graph.duckdb")) as graph:
        yield graph


@pytest.fixture(scope="module")
def documents(store: GraphFile) -> dict[str, Document]:
    return {document.document_id: document for document in store.documents()}


def text(document_id: str, date: str = "", authors: tuple[str, ...] = (), n_words: int = 1) -> Document:
    return Document(document_id, document_id[2:], authors, date, "", "", "", "", "md", n_words, "")


# -- measures ---------------------------------------------------------------------------------------------------------


def test_measures_worked_out_by_hand() -> None:
    # 3 of 10 windows here, 1 of 10 there: E = 2, 2, 8, 8; P(X >= 3) = (1200 + 210) / 4845.
    # 10 of 20 here, 0 of 20 there: E = 5, 5, 15, 15; P(X >= 10) = C(20,10) / C(40,10).
    found = measure_differences([3], 10, [1], 10)
    assert found.log_ratio == pytest.approx([1.5849625])
    assert found.low == pytest.approx([-1.4252799], abs=1e-6)  # 1.585 -/+ 1.96 * sqrt(1/3 - 1/10 + 1 - 1/10) / ln 2
    assert found.high == pytest.approx([4.5952049], abs=1e-6)
    assert found.log_likelihood == pytest.approx([1.297151], abs=1e-5)
    assert found.p_value == pytest.approx([2 * 1410 / 4845])
    found = measure_differences([10], 20, [0], 20)
    assert found.log_ratio == pytest.approx([np.log2(20)])  # nought counts as a half
    assert found.log_likelihood == pytest.approx([17.2609243], abs=1e-6)
    assert found.p_value == pytest.approx([2 * 184756 / 847660528])


def test_the_size_of_a_selection_is_taken_into_account() -> None:
    # As often per window: no difference, however many windows there are.
    found = measure_differences([30, 3], 300, [10, 30], 100)
    assert found.log_ratio == pytest.approx([0.0, np.log2(0.01 / 0.3)])
    assert found.log_likelihood[0] == pytest.approx(0.0, abs=1e-9)
    assert found.p_value[0] == 1.0


@given(
    st.lists(st.tuples(st.integers(0, 40), st.integers(0, 25)), min_size=1, max_size=20),
    st.integers(40, 200),
    st.integers(25, 90),
)
def test_to_swap_the_sides_turns_the_sign_and_nothing_else(pairs: list[tuple[int, int]], n: int, m: int) -> None:
    here, there = [a for a, _ in pairs], [b for _, b in pairs]
    one, other = measure_differences(here, n, there, m), measure_differences(there, m, here, n)
    assert one.log_ratio == pytest.approx(-other.log_ratio)
    assert one.low == pytest.approx(-other.high)
    assert one.log_likelihood == pytest.approx(other.log_likelihood, abs=1e-7)
    assert one.p_value == pytest.approx(other.p_value)
    totals = [a + b for a, b in pairs]
    assert np.all(one.p_value >= smallest_p_values(totals, n, m) - 1e-12)


def test_impossible_counts_are_refused() -> None:
    with pytest.raises(ValueError, match="fewer windows"):
        measure_differences([3], 2, [0], 5)
    with pytest.raises(ValueError, match="or none"):
        measure_differences([0], 0, [0], 5)


def test_chance_is_adjusted_within_a_group_and_among_pairs_that_can_differ() -> None:
    q = adjust_by_group([0.01, 0.04, 0.03, 0.2], [0.001, 0.001, 0.001, 0.2], ["a", "a", "b", "a"])
    assert q == pytest.approx([0.02, 0.04, 0.03, 1.0])


# -- rows -------------------------------------------------------------------------------------------------------------


def test_two_authors_side_by_side(store: GraphFile, documents: dict[str, Document]) -> None:
    here, there = resolve_sides(
        Side("authors", ("Redactie",)), Side("authors", ("Tom Akkers",)), list(documents.values())
    )
    assert set(here) == {"d:bruggen-slaan", "d:ruimte-geven", "d:plein-vol", "d:stil"}
    assert there == ("d:de-straat-eerst",)
    known = [node for node in store.nodes() if node.kind in ("concept", "person") and node.status == "known"]
    found = compare_selections(store, "sentence", here, there, known)
    assert (found.n_here, found.n_there) == (9, 3)
    expected = [
        # source, target, here: count, expected, texts, first, second; there: the same; G²
        ("c:vertrouwen", "p:els-brink", Half(0, 1 / 9, 0, 1, 1), Half(1, 1 / 3, 1, 1, 1), 3.064978),
        ("c:burgerparticipatie", "c:omgevingswet", Half(2, 6 / 9, 1, 2, 3), Half(0, 0.0, 0, 0, 0), 1.278760),
        ("c:verbinding", "c:vertrouwen", Half(1, 4 / 9, 1, 4, 1), Half(1, 2 / 3, 1, 2, 1), 0.715406),
        ("c:verbinding", "p:els-brink", Half(1, 4 / 9, 1, 4, 1), Half(1, 2 / 3, 1, 2, 1), 0.715406),
        ("c:overheidsparticipatie", "c:verbinding", Half(2, 8 / 9, 2, 2, 4), Half(1, 2 / 3, 1, 1, 2), 0.142240),
    ]
    assert [(link.source, link.target, link.here, link.there) for link in found.links] == [row[:4] for row in expected]
    assert [link.log_likelihood for link in found.links] == pytest.approx([row[4] for row in expected], abs=2e-5)
    assert [link.where for link in found.links] == ["there", "here", "both", "both", "both"]
    assert [link.rests_on_one_text for link in found.links] == [True, True, False, False, False]
    assert found.links[4].log_ratio == pytest.approx(np.log2(2 / 3))
    assert all(link.q_value == 1.0 for link in found.links)
    assert [found.count(where) for where in ("here", "there", "both")] == [1, 1, 3]


def test_documents_and_other_kinds_take_no_part_unless_asked(store: GraphFile) -> None:
    nodes = store.nodes()
    found = compare_selections(store, "paragraph", ["d:de-straat-eerst"], ["d:ruimte-geven"], nodes)
    pairs = {(link.source, link.target) for link in found.links}
    assert ("c:buurtplan", "l:dorpstede") in pairs
    assert ("c:omgevingswet", "o:waterschap-oost") in pairs
    assert not any(node_id.startswith("d:") for pair in pairs for node_id in pair)


def test_an_empty_selection_compares_to_nothing(store: GraphFile) -> None:
    assert compare_selections(store, "sentence", [], ["d:stil"], store.nodes()) == Comparison((), "sentence", 0, 1)
    assert compare_selections(store, "sentence", ["d:stil"], ["d:stil"], store.nodes()).links == ()


def link(source: str, target: str, here: int, there: int, g2: float = 1.0, expected: float = 0.1) -> ComparedLink:
    return ComparedLink(
        f"c:{source}", f"c:{target}", Half(here, expected, 1, 1, 1), Half(there, expected, 1, 1, 1), 0, 0, 0, g2, 1.0
    )


def test_what_is_drawn_is_shared_by_the_three_kinds() -> None:
    links = [link("a", str(n), 1, 0, 9 - n) for n in range(4)] + [link("b", "c", 0, 1), link("d", "e", 2, 2, 0.1)]
    drawn = choose_drawn(links, max_links=3)
    assert [(k.source, k.target) for k in drawn] == [("c:a", "c:0"), ("c:b", "c:c"), ("c:d", "c:e")]
    assert [k.where for k in choose_drawn(links, ["there"])] == ["there"]
    # What was asked for comes first, and no more nodes than there is room for.
    drawn = choose_drawn(links, also=("c:a", "c:3"), max_nodes=4)
    assert [(k.source, k.target) for k in drawn] == [("c:a", "c:3"), ("c:a", "c:0"), ("c:a", "c:1")]


def test_a_pair_that_chance_would_bring_together_is_not_drawn() -> None:
    assert choose_drawn([link("a", "b", 1, 0, expected=1.5)]) == []
    assert len(choose_drawn([link("a", "b", 1, 0, expected=1.5)], also=("c:a", "c:b"))) == 1


# -- words ------------------------------------------------------------------------------------------------------------


def test_what_is_said(store: GraphFile) -> None:
    nodes = {node.node_id: node for node in store.nodes()}
    first = ComparedLink(
        "c:verbinding", "c:vertrouwen", Half(6, 1.0, 2, 9, 9), Half(2, 1.0, 1, 9, 9), 1.5, -0.25, 3.0, 7.25, 0.01
    )
    second = replace(first, here=Half(0, 0.0, 0, 1, 1), q_value=0.5, log_ratio=-3.0)
    assert describe_comparison(Comparison((first, second), "sentence", 10, 10), nodes) == (
        "Van 2 banden staan er 0 alleen hier, 1 alleen daar en 1 in beide. 1 verschil is groter dan toeval verklaart; "
        "het duidelijkst dat van verbinding met vertrouwen: 6 zinnen hier, 2 daar."
    )
    assert describe_comparison(Comparison((second,), "paragraph", 10, 10), nodes).endswith(
        "Geen enkel verschil is groter dan toeval verklaart; het grootst is dat van verbinding met vertrouwen: "
        "geen alinea hier, 2 daar."
    )
    assert "kies meer teksten" in describe_comparison(Comparison((), "sentence", 0, 1), nodes)
    assert [
        describe_ratio(k) for k in (first, replace(first, log_ratio=-4.0), replace(first, log_ratio=0.01), second)
    ] == [
        "2,8 keer zo vaak hier",
        "16 keer zo vaak daar",
        "even vaak",
        "alleen daar",
    ]
    assert describe_measures(first) == (
        "Log-ratio 1,5 (95%-interval −0,2 tot 3,0); G² van het verschil 7,2; q, kans op toeval 0,010."
    )
    assert [k.where for k in order_links([first, second], "there", nodes)] == ["there", "both"]
    assert [k.where for k in order_links([second, first], "here", nodes)] == ["both", "there"]


# -- sides ------------------------------------------------------------------------------------------------------------


def test_the_page_opens_with_the_earlier_against_the_later_half() -> None:
    dated = [text("d:a", "2020"), text("d:b", "2021-05"), text("d:c", "2021-06"), text("d:d", "2024"), text("d:e")]
    assert choose_sides(dated) == (Side("period", ("2020", "2020")), Side("period", ("2021", "2024")))
    by = [text("d:a", authors=("Els",)), text("d:b", authors=("Els", "Tom")), text("d:c", authors=("Tom",))]
    assert choose_sides(by) == (Side("authors", ("Els",)), Side("authors", ("Tom",)))
    plain = [text("d:a", n_words=5), text("d:b", n_words=9)]
    assert choose_sides(plain) == (Side("documents", ("d:b",)), Side("rest"))
    assert resolve_sides(*choose_sides(plain), plain) == (("d:b",), ("d:a",))
    assert choose_sides([]) == (Side("documents"), Side("rest"))


def test_sides_in_words(documents: dict[str, Document]) -> None:
    said = [
        describe_side(side, documents, n)
        for side, n in (
            (Side("period", ("2024", "2024")), 2),
            (Side("period", ("2024", "2026")), 5),
            (Side("authors", ("Griffie", "Redactie")), 6),
            (Side("documents", ("d:stil",)), 1),
            (Side("documents", ("d:stil", "d:script")), 2),
            (Side("rest"), 7),
            (Side("rest"), 1),
        )
    ]
    assert said == [
        "de teksten uit 2024",
        "de teksten van 2024 tot en met 2026",
        "de teksten van Griffie en Redactie",
        "‘Zonder begrip’",
        "2 gekozen teksten",
        "alle andere teksten",
        "de andere tekst",
    ]


# -- the address ------------------------------------------------------------------------------------------------------

DEFAULTS = Choice(Side("period", ("2023", "2024")), Side("period", ("2025", "2026")))
NODES = {"c:verbinding", "c:vertrouwen", "p:els-brink"}


@pytest.mark.parametrize(
    "choice",
    [
        DEFAULTS,
        Choice(Side("documents", ("d:stil", "d:script")), Side("rest")),
        Choice(
            Side("authors", ("Griffie", '<img src=x onerror="globalThis.pwned = 2">')),
            Side("period", ("2024", "2026")),
            window="paragraph",
            kinds=frozenset(("concept", "place")),
            proposed=True,
            show="there",
            only_clear=True,
            order="name",
            pair=("c:verbinding", "c:vertrouwen"),
            node="p:els-brink",
        ),
        replace(DEFAULTS, kinds=frozenset()),
    ],
)
def test_a_choice_survives_its_address(choice: Choice, documents: dict[str, Document]) -> None:
    assert read_choice(choice_to_query(choice, DEFAULTS), DEFAULTS, documents, NODES) == (choice, ())


def test_the_opening_view_needs_no_address() -> None:
    assert choice_to_query(DEFAULTS, DEFAULTS) == {}


def test_nonsense_is_told_and_changes_nothing(documents: dict[str, Document]) -> None:
    query = {
        "hier": "auteurs~Niemand",
        "daar": "periode~2026~2024",
        "samen": "tekst",
        "soorten": "document~begrip",
        "toon": "alles",
        "duidelijk": "nee",
        "volgorde": "willekeurig",
        "band": "c:verbinding~c:verbinding",
        "knoop": "c:bestaat-niet",
        "onbekend": "telt niet",
    }
    choice, ignored = read_choice(query, DEFAULTS, documents, NODES)
    assert choice == replace(DEFAULTS, kinds=frozenset(("concept",)))
    assert ignored == (
        "hier=Niemand",
        "daar=periode~2026~2024",
        "samen=tekst",
        "soorten=document",
        "toon=alles",
        "duidelijk=nee",
        "volgorde=willekeurig",
        "band=c:verbinding~c:verbinding",
        "knoop=c:bestaat-niet",
    )
    choice, ignored = read_choice({"hier": "rest", "daar": "rest"}, DEFAULTS, documents, NODES)
    assert (choice, ignored) == (DEFAULTS, ("daar=rest",))


@given(st.dictionaries(st.sampled_from(["hier", "daar", "samen", "soorten", "toon", "volgorde", "band"]), st.text()))
def test_no_address_breaks_the_page(query: dict[str, str]) -> None:
    documents = {"d:a": text("d:a", "2020", ("Els~Tom",)), "d:b": text("d:b", "2021")}
    choice, _ = read_choice(query, DEFAULTS, documents, NODES)
    again, ignored = read_choice(choice_to_query(choice, DEFAULTS), DEFAULTS, documents, NODES)
    assert (again, ignored) == (choice, ())


def test_an_author_whose_name_holds_the_separator() -> None:
    documents = {"d:a": text("d:a", "2020", ("Els~Tom",)), "d:b": text("d:b", "2021")}
    choice = replace(DEFAULTS, here=Side("authors", ("Els~Tom",)))
    assert read_choice(choice_to_query(choice, DEFAULTS), DEFAULTS, documents, NODES) == (choice, ())


def test_sets_are_the_folders_that_texts_stand_in() -> None:
    documents = {
        "d:a": replace(text("d:a", "2020"), path="Ronde~1/a.md"),
        "d:b": replace(text("d:b", "2021"), path="Ronde 2/b.md"),
        "d:c": replace(text("d:c", "2021"), path="c.md"),
        "d:e": replace(text("d:e", "2021"), path="Ronde 2/e.md"),
    }
    held = list(documents.values())
    assert list_sets(held) == ["Ronde 2", "Ronde~1"]
    side = Side("sets", ("Ronde 2",))
    assert resolve_sides(side, Side("rest"), held) == (("d:b", "d:e"), ("d:a", "d:c"))
    assert describe_side(side, documents, 2) == "‘Ronde 2’"
    choice = replace(DEFAULTS, here=Side("sets", ("Ronde~1", "Ronde 2")))
    assert read_choice(choice_to_query(choice, DEFAULTS), DEFAULTS, documents, NODES) == (choice, ())
    wrong = read_choice({"hier": "verzamelingen~Ronde 3"}, DEFAULTS, documents, NODES)
    assert wrong == (DEFAULTS, ("hier=Ronde 3",))
