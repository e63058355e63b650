"""Projections, surroundings, paths, backbone, groups, sizes and colours, on the hand-made graph."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from graph.filters import Filters, choose_documents
from graph.material import Material, read_material
from graph.palette import NEUTRAL, THEME_COLOURS
from graph.rows import Node
from graph.sentence import describe_view
from graph.store import GraphFile
from graph.view import make_view
from graph.view.drawing import KIND_COLOURS
from graph.view.groups import colour_groups, group_documents
from graph.view.projection import derive_links, find_link, shared_concepts
from tests.fixture_graph import POSITIONS, write_fixture_graph

ALL = Filters(max_q=None, threshold=0.0)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[GraphFile]:
    with GraphFile(write_fixture_graph(tmp_path_factory.mktemp("explorer") / "graph.duckdb")) as store:
        yield store


@pytest.fixture(scope="module")
def material(store: GraphFile) -> Material:
    return read_material(store, "sentence")


def drawn(material: Material, filters: Filters) -> set[tuple[str, str]]:
    return {(link.source, link.target) for link in make_view(material, filters).links}


# -- projections ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("projection", "kinds", "pairs"),
    [
        ("concepts", {"concept"}, {("concept", "concept")}),
        ("concept_person", {"concept", "person"}, {("concept", "person")}),
        ("concept_document", {"concept", "document"}, {("concept", "document")}),
        ("documents", {"document"}, {("document", "document")}),
    ],
)
def test_a_projection_draws_its_pairs_only_and_moves_nothing(
    material: Material, projection: str, kinds: set[str], pairs: set[tuple[str, str]]
) -> None:
    view = make_view(material, replace(ALL, projection=projection))  # type: ignore[arg-type]
    kind_of = {node.node_id: node.kind for node in view.nodes}
    assert set(kind_of.values()) == kinds
    assert {(kind_of[link.source], kind_of[link.target]) for link in view.links} == pairs
    assert all((node.x, node.y) == POSITIONS[node.node_id] for node in view.nodes)


def test_persons_and_concepts(material: Material) -> None:
    assert drawn(material, replace(ALL, projection="concept_person")) == {
        ("c:decentralisatie", "p:joris-de-waal"),
        ("c:verbinding", "p:els-brink"),
        ("c:vertrouwen", "p:els-brink"),
    }


def test_documents_hang_together_by_the_concepts_that_they_share(material: Material) -> None:
    shared = shared_concepts(material, "document", proposed=False)
    assert shared["d:plein-vol"] == {"c:overheidsparticipatie", "c:verbinding"}
    found = {
        (link.source[2:], link.target[2:]): (link.count, link.expected)
        for link in derive_links(material, "document", proposed=False)
    }
    # Six concepts; bruggen-slaan and de-straat-eerst meet the same three of them: 3 · 3 / 6 expected.
    assert found == {
        ("bruggen-slaan", "de-straat-eerst"): (3, 1.5),
        ("bruggen-slaan", "plein-vol"): (2, 1.0),
        ("bruggen-slaan", "script"): (2, 1.0),
        ("de-straat-eerst", "plein-vol"): (2, 1.0),
        ("de-straat-eerst", "script"): (2, 1.0),
        ("minder-loketten", "taken-en-geld"): (1, pytest.approx(1 / 6)),
        ("plein-vol", "script"): (1, pytest.approx(2 / 3)),
    }
    with_proposed = derive_links(material, "document", proposed=True)
    assert ("d:de-straat-eerst", "d:plein-vol", 3) in {(x.source, x.target, x.count) for x in with_proposed}


def test_two_persons_share_no_concept_here(material: Material) -> None:
    assert derive_links(material, "person", proposed=False) == ()


def test_a_shared_concept_is_said_as_such(material: Material) -> None:
    filters = replace(ALL, projection="documents")
    pair = ("d:bruggen-slaan", "d:de-straat-eerst")
    view = make_view(material, filters, pair)
    link = find_link(material, filters, *pair)
    assert link is not None and (link.count, link.n_documents) == (3, 0)
    assert describe_view(view, material, filters, pair) == (
        "‘Bruggen slaan’ en ‘De straat eerst’ delen 3 begrippen, waar 1,5 te verwachten was."
    )
    reasons = {(x.source, x.target): x.reason for x in view.links}
    assert reasons[pair].startswith("3 gedeelde begrippen, 1,5 verwacht")


# -- around and between -----------------------------------------------------------------------------------------------


def test_the_surroundings_of_a_node_by_steps(material: Material) -> None:
    def ids(**changes: object) -> set[str]:
        return {node.node_id for node in make_view(material, replace(ALL, **changes)).nodes}  # type: ignore[arg-type]

    concepts = {"projection": "concepts"}
    assert ids(focus=("c:vertrouwen",), **concepts) == {"c:vertrouwen", "c:verbinding"}
    assert ids(focus=("c:vertrouwen",), steps=2, **concepts) == {
        "c:vertrouwen",
        "c:verbinding",
        "c:overheidsparticipatie",
    }
    assert ids(focus=("c:vertrouwen", "c:omgevingswet"), **concepts) == {
        "c:vertrouwen",
        "c:verbinding",
        "c:omgevingswet",
        "c:burgerparticipatie",
    }


def test_whatever_the_threshold_nothing_hangs_loose_in_the_surroundings(material: Material) -> None:
    filters = replace(ALL, focus=("c:verbinding",), threshold=1000.0)
    view = make_view(material, filters)
    assert len(view.nodes) == 8
    assert {link.source for link in view.links} == {"c:verbinding", "c:overheidsparticipatie"}
    assert len(view.links) == 7


def test_the_nearest_and_strongest_come_first_when_room_is_short(material: Material) -> None:
    view = make_view(material, replace(ALL, focus=("c:verbinding",), max_nodes=3))
    assert {node.node_id for node in view.nodes} == {"c:verbinding", "c:overheidsparticipatie", "c:vertrouwen"}


def test_paths_between_two_nodes_avoid_documents(material: Material) -> None:
    filters = replace(ALL, path=("c:vertrouwen", "c:overheidsparticipatie"))
    view = make_view(material, filters)
    assert view.routes == (
        ("c:vertrouwen", "c:verbinding", "c:overheidsparticipatie"),
        ("c:vertrouwen", "p:els-brink", "c:verbinding", "c:overheidsparticipatie"),
    )
    assert {(link.source, link.target) for link in view.links} == {
        ("c:verbinding", "c:vertrouwen"),
        ("c:overheidsparticipatie", "c:verbinding"),
        ("c:vertrouwen", "p:els-brink"),
        ("c:verbinding", "p:els-brink"),
    }
    assert describe_view(view, material, filters) == (
        "2 wegen tussen vertrouwen en overheidsparticipatie; de sterkste loopt via verbinding."
    )


def test_no_path_is_said_and_shows_both_ends(material: Material) -> None:
    filters = replace(ALL, path=("c:vertrouwen", "c:omgevingswet"))
    view = make_view(material, filters)
    assert view.routes == () and {node.node_id for node in view.nodes} == {"c:vertrouwen", "c:omgevingswet"}
    assert "loopt met deze filters geen weg" in describe_view(view, material, filters)


def test_a_path_from_a_document_may_start_there(material: Material) -> None:
    view = make_view(material, replace(ALL, path=("d:script", "c:overheidsparticipatie")))
    assert view.routes[0][0] == "d:script" and view.routes[0][-1] == "c:overheidsparticipatie"
    assert all(not node_id.startswith("d:") for route in view.routes for node_id in route[1:])


def test_an_opened_node_brings_its_neighbours(material: Material) -> None:
    filters = replace(ALL, kinds=frozenset(("concept",)), max_nodes=5, themes=("Verbinding",))
    before = make_view(material, filters)
    assert {node.node_id for node in before.nodes} == {"c:verbinding", "c:vertrouwen"}
    few = replace(ALL, kinds=frozenset(("concept", "person")), focus=("c:vertrouwen",), opened=("c:verbinding",))
    view = make_view(material, few)
    assert {node.node_id for node in view.nodes} == {
        "c:vertrouwen",
        "c:verbinding",
        "p:els-brink",
        "c:overheidsparticipatie",
    }
    assert ("c:overheidsparticipatie", "c:verbinding") in {(link.source, link.target) for link in view.links}


# -- what is left out -------------------------------------------------------------------------------------------------


def test_the_backbone_keeps_what_stands_out_for_one_of_its_ends(material: Material) -> None:
    kept = drawn(material, replace(ALL, backbone=True))
    assert kept < drawn(material, ALL)
    # Of all links of Omgevingswet (k = 2 here: 9,4 and 17,2) none stands out; verbinding has seven.
    assert ("c:omgevingswet", "d:ruimte-geven") not in kept
    loose = make_view(material, replace(ALL, backbone=True))
    assert len(loose.nodes) == 16  # nodes stay


def test_only_the_chosen_group_is_drawn(material: Material) -> None:
    view = make_view(material, replace(ALL, groups=("c:omgevingswet",), kinds=frozenset(("concept", "organisation"))))
    assert {node.node_id for node in view.nodes} == {"c:burgerparticipatie", "c:omgevingswet", "o:waterschap-oost"}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, None),
        ({"authors": ("Griffie",)}, ("d:minder-loketten", "d:taken-en-geld")),
        ({"period": ("2024", "2025")}, ("d:bruggen-slaan", "d:de-straat-eerst", "d:taken-en-geld")),
        ({"period": ("2026", "2026")}, ("d:plein-vol", "d:ruimte-geven")),
        ({"period": ("2024-02", "2024-04")}, ("d:bruggen-slaan",)),
        ({"period": ("2024", "2026"), "authors": ("Griffie",)}, ("d:taken-en-geld",)),
        ({"documents": ("d:stil", "d:script"), "authors": ("Redactie",)}, ("d:stil",)),
    ],
)
def test_documents_by_author_and_period(
    store: GraphFile, changes: dict[str, object], expected: tuple[str, ...] | None
) -> None:
    chosen = choose_documents(replace(Filters(), **changes), store.documents())  # type: ignore[arg-type]
    assert (chosen and tuple(sorted(chosen))) == expected


# -- sizes and colours ------------------------------------------------------------------------------------------------


def reasons(material: Material, filters: Filters) -> dict[str, str]:
    return {node.node_id: node.reason.splitlines()[0] for node in make_view(material, filters).nodes}


def test_size_by_position_in_between_says_the_place(material: Material) -> None:
    filters = replace(ALL, kinds=frozenset(("concept", "person")), sizing="betweenness")
    found = reasons(material, filters)
    assert found["c:verbinding"] == "7 keer in 4 teksten; 1e in tussenpositie van 8"
    assert found["c:omgevingswet"] == "3 keer in 1 tekst; 2e in tussenpositie van 8"
    assert found["c:vertrouwen"].endswith("geen tussenpositie")
    sizes = {node.node_id: node.size for node in make_view(material, filters).nodes}
    assert sizes["c:verbinding"] == 14.0 > sizes["c:omgevingswet"] > sizes["c:vertrouwen"] == 5.0


def test_size_by_links_counts_those_of_the_projection(material: Material) -> None:
    found = reasons(material, replace(ALL, projection="concepts", sizing="degree"))
    assert found["c:verbinding"] == "7 keer in 4 teksten; 2 banden; 1e in aantal banden van 6"
    assert found["c:decentralisatie"].endswith("0 banden; 6e in aantal banden van 6")


def test_without_sizes_all_are_equal_and_no_place_is_told(material: Material) -> None:
    view = make_view(material, replace(ALL, sizing="none", projection="concepts"))
    assert len({node.size for node in view.nodes}) == 1
    assert view.nodes[0].node_id == "c:verbinding" and view.nodes[0].reason.startswith("7 keer in 4 teksten\n")


def test_colour_by_group_by_kind_and_by_texts(material: Material) -> None:
    def colours(colouring: str) -> dict[str, object]:
        view = make_view(material, replace(ALL, colouring=colouring))  # type: ignore[arg-type]
        return {node.node_id: node.colour for node in view.nodes}

    by_group = colours("group")
    assert by_group["c:verbinding"] == by_group["p:els-brink"] == THEME_COLOURS[0]
    assert by_group["c:omgevingswet"] == THEME_COLOURS[1] and by_group["c:decentralisatie"] == NEUTRAL
    assert colours("kind")["d:stil"] == KIND_COLOURS["document"]
    by_texts = colours("texts")
    assert by_texts["d:minder-loketten"] == by_texts["d:taken-en-geld"] == by_texts["c:decentralisatie"] != NEUTRAL
    legend = make_view(material, replace(ALL, colouring="texts")).legend
    assert [entry.group for entry in legend if entry.group] == [
        '<img src=x onerror="globalThis.pwned = 2">',
        "Griffie",
        "Redactie",
        "Tom Akkers",
    ]


def test_texts_are_grouped_by_folder_then_by_author_then_each_by_itself(store: GraphFile) -> None:
    documents = store.documents()
    in_folders = [
        replace(document, path=f"{'nota' if n < 5 else 'brief'}/{n}.md") for n, document in enumerate(documents)
    ]
    assert set(group_documents(in_folders).values()) == {"nota", "brief"}
    assert group_documents(documents)["d:stil"] == "Redactie"
    unsigned = [replace(document, authors=()) for document in documents]
    assert group_documents(unsigned)["d:stil"] == "Zonder begrip"


def test_beyond_eight_groups_there_is_no_colour_and_one_line_of_the_legend(material: Material) -> None:
    assert colour_groups([str(n) for n in range(9)])["8"] == NEUTRAL
    nodes = tuple(Node(f"c:{n}", "concept", f"n{n}", 1, 1) for n in range(11))
    many = Material(nodes, (), {}, (), 0, 0, {}, groups={f"c:{n}": f"c:{n}" for n in range(11)})
    legend = make_view(many, replace(ALL, colouring="group")).legend
    assert len([entry for entry in legend if entry.group]) == 8
    assert (legend[-1].text, legend[-1].n_nodes) == ("kleinere groepen", 3)


def test_links_that_may_be_chance_are_marked(material: Material) -> None:
    links = make_view(material, ALL).links
    sure = {(link.source, link.target) for link in links if not link.doubtful}
    assert sure == {("c:omgevingswet", "d:ruimte-geven")}
    assert all(("kan toeval zijn" in link.reason) == link.doubtful for link in links)
