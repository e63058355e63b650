"""The graph file: what goes in comes out, whole; nothing half-written is ever seen."""

from pathlib import Path

import duckdb
import pytest
from filelock import FileLock

from graph.errors import ReadableError
from graph.rows import (
    Alias,
    BuildInfo,
    Document,
    Excerpt,
    Link,
    Mark,
    Mention,
    Node,
    Passage,
    Removal,
    Sentence,
    Unread,
)
from graph.schema import SCHEMA_VERSION, TABLES
from graph.store import GraphFile, GraphWriter

INFO = BuildInfo(SCHEMA_VERSION, "0", "nl", "abc", "def", "2026-01-01", ("seeds",), 3, 2, 1)
DOCUMENT = Document(
    "d:a", "Één tekst", ("A. de Wit", "B"), "2020-05", "Blad", "", "Blad", "a.md", "md", 9, "hash", "tekst"
)
PASSAGES = [
    Passage("d:a.p0", "d:a", 0, "paragraph", "😀 De raad zoekt verbinding. De raad zwijgt."),
    Passage("d:a.p1", "d:a", 1, "paragraph", "Verbinding met Els."),
    Passage("d:a.p2", "d:a", 2, "comment", "Onzin!"),
]
SENTENCES = [
    Sentence("d:a.s0", "d:a", "d:a.p0", 0, 0, 27),
    Sentence("d:a.s1", "d:a", "d:a.p0", 1, 28, 43),
    Sentence("d:a.s2", "d:a", "d:a.p1", 2, 0, 19),
]
MENTIONS = [
    Mention("d:a.m0", "d:a", "d:a.p0", "d:a.s0", 5, 9, "raad", "concept", "c:raad"),
    Mention("d:a.m1", "d:a", "d:a.p0", "d:a.s0", 16, 26, "verbinding", "concept", "c:verbinding"),
    Mention("d:a.m2", "d:a", "d:a.p0", "d:a.s1", 31, 35, "raad", "concept", "c:raad"),
    Mention("d:a.m3", "d:a", "d:a.p1", "d:a.s2", 0, 10, "Verbinding", "concept", "c:verbinding"),
    Mention("d:a.m4", "d:a", "d:a.p1", "d:a.s2", 15, 18, "Els", "person", "p:els", "Els", "wethouder"),
    Mention("d:a.m5", "d:a", "d:a.p1", "d:a.s2", 0, 14, "Verbinding met", "concept", "", "verbinding met"),
]
NODES = [
    Node("c:raad", "concept", "raad", 2, 1, theme="Democratie", definition="Het bestuur."),
    Node("c:verbinding", "concept", "verbinding", 2, 1),
    Node("d:a", "document", "Één tekst", 5, 1),
    Node("p:els", "person", "Els", 1, 1, role="wethouder"),
]
LINK = Link("c:raad", "c:verbinding", "sentence", 1, 0.1, 0.2, 0.25, 0.33, 0.5, 1.33, 1)
PARAGRAPH = Link("c:raad", "c:verbinding", "paragraph", 1, 0.1, 0.2, 0.25, 0.33, 0.5, 1.33, 1)
WHOLE = Link("c:raad", "p:els", "document", 1, 0.1, 0.3, 1.0, 1.0, 1.0, 1.0, 1)


def write(path: Path) -> Path:
    with GraphWriter(path) as writer:
        writer.add("build", [INFO])
        writer.add("documents", [DOCUMENT])
        writer.add("passages", PASSAGES)
        writer.add("removals", [Removal("d:a", 0, "paginanummer", "31")])
        writer.add("unread", [Unread("b.pdf", "‘b.pdf’ is beveiligd.")])
        writer.add("sentences", SENTENCES)
        writer.add("mentions", MENTIONS)
        writer.add("nodes", NODES)
        writer.add(
            "aliases", [Alias("c:raad", "gemeenteraad", 0, "andere term"), Alias("c:raad", "raad", 2, "voorkeursterm")]
        )
        for number, link in enumerate((LINK, PARAGRAPH, WHOLE)):
            row = {name: [getattr(link, name)] for name in Link.__dataclass_fields__}
            writer.add_columns("links", {"link_id": [number]} | row)
        writer.add_columns(
            "evidence",
            {"link_id": [0, 1, 2], "document_id": ["d:a"] * 3, "window_id": ["d:a.s0", "d:a.p0", "d:a"]},
        )
        writer.add_columns("windows", {"document_id": ["d:a"], "window": ["sentence"], "n_windows": [3]})
        writer.add_columns(
            "marginals",
            {
                "node_id": ["c:raad", "c:verbinding"],
                "window": ["sentence"] * 2,
                "document_id": ["d:a"] * 2,
                "n_windows": [2, 2],
            },
        )
        writer.add_columns("positions", {"node_id": ["c:raad"], "x": [1.5], "y": [-2.0]})
    return path


@pytest.fixture
def graph(tmp_path: Path):
    with GraphFile(write(tmp_path / "g.duckdb")) as opened:
        yield opened


def test_tables_come_back_as_they_went_in(graph: GraphFile):
    assert graph.build_info() == INFO
    assert graph.documents() == [DOCUMENT]
    assert graph.passages("d:a") == PASSAGES
    assert graph.removals("d:a") == [Removal("d:a", 0, "paginanummer", "31")]
    assert graph.unread() == [Unread("b.pdf", "‘b.pdf’ is beveiligd.")]
    assert graph.sentences("d:a") == SENTENCES
    assert graph.nodes() == NODES
    assert graph.links("sentence") == [LINK]
    assert graph.positions() == {"c:raad": (1.5, -2.0)}
    assert [mention.mention_id for mention in graph.mentions("d:a")] == [
        "d:a.m0",
        "d:a.m1",
        "d:a.m2",
        "d:a.m3",
        "d:a.m4",
    ]
    assert len(graph.mentions("d:a", with_candidates=True)) == 6
    assert [row["node_id"] for row in graph.iterate("nodes", "node_id DESC")] == [
        "p:els",
        "d:a",
        "c:verbinding",
        "c:raad",
    ]


def test_a_node_opens_to_its_sentences(graph: GraphFile):
    assert graph.node("c:raad") == NODES[0]
    assert graph.node("c:niets") is None
    assert graph.node_documents("c:raad") == [("d:a", 2)]
    assert graph.node_links("c:raad", "sentence") == [LINK]
    assert [alias.alias for alias in graph.aliases("c:raad")] == ["raad", "gemeenteraad"]
    raad = Mark(5, 9, "c:raad", "concept")
    common = ("d:a", "Één tekst", ("A. de Wit", "B"), "2020-05", "d:a.p0")
    assert graph.node_excerpts("c:raad") == [
        Excerpt("d:a.s0", *common, "😀 De raad zoekt verbinding.", (raad,)),
        Excerpt("d:a.s1", *common, "De raad zwijgt.", (Mark(3, 7, "c:raad", "concept"),)),
    ]
    assert [excerpt.window_id for excerpt in graph.node_excerpts("c:raad", limit=1, offset=1)] == ["d:a.s1"]


def test_a_link_opens_to_the_windows_it_rests_on(graph: GraphFile):
    assert graph.link("c:verbinding", "c:raad", "sentence") == LINK
    assert graph.link("c:verbinding", "p:els", "sentence") is None
    [excerpt] = graph.link_excerpts("c:verbinding", "c:raad", "sentence")
    assert excerpt.window_id == "d:a.s0"
    assert [excerpt.text[mark.start : mark.end] for mark in excerpt.marks] == ["raad", "verbinding"]
    [excerpt] = graph.link_excerpts("c:verbinding", "c:raad", "paragraph")
    assert [excerpt.text[mark.start : mark.end] for mark in excerpt.marks] == ["raad", "verbinding", "raad"]
    whole = graph.link_excerpts("c:raad", "p:els", "document")
    assert [(item.window_id, len(item.marks)) for item in whole] == [("d:a.s0", 1), ("d:a.s1", 1), ("d:a.s2", 1)]


def test_search_knows_labels_forms_case_and_accents(graph: GraphFile):
    assert [node.node_id for node in graph.find_nodes("GEMEENTE")] == ["c:raad"]
    assert [node.node_id for node in graph.find_nodes("een tekst")] == ["d:a"]
    assert graph.find_nodes("  ") == []
    assert [node.node_id for node in graph.find_similar("verbining")] == ["c:verbinding"]
    assert graph.find_nodes("'; DROP TABLE nodes; --") == []


def test_counts_for_a_choice_of_documents(graph: GraphFile):
    assert graph.count_windows("sentence") == graph.count_windows("sentence", ["d:a"]) == 3
    assert graph.count_windows("sentence", []) == 0
    assert graph.count_marginals("sentence", ["d:a"]) == {"c:raad": 2, "c:verbinding": 2}
    assert graph.count_pairs("sentence", ["d:a"]) == [("c:raad", "c:verbinding", 1, 1)]
    assert graph.count_pairs("sentence", ["d:b"]) == []
    assert graph.count_mentions(["d:a"]) == {"c:raad": (2, 1), "c:verbinding": (2, 1), "p:els": (1, 1)}


def test_the_file_cannot_be_changed_by_a_reader(graph: GraphFile):
    with pytest.raises(duckdb.Error, match=r"(?i)read.only"):
        graph._ask("DELETE FROM nodes")


def test_a_failed_build_leaves_the_former_file(tmp_path: Path):
    path = write(tmp_path / "g.duckdb")
    before = path.read_bytes()
    with pytest.raises(RuntimeError, match="halverwege"), GraphWriter(path) as writer:
        writer.add("build", [INFO])
        raise RuntimeError("halverwege")
    assert path.read_bytes() == before
    assert sorted(item.name for item in tmp_path.iterdir()) == ["g.duckdb", "g.duckdb.lock"]


def test_an_open_graph_stays_whole_while_a_new_one_takes_its_place(tmp_path: Path):
    path = write(tmp_path / "g.duckdb")
    with GraphFile(path) as former:
        with GraphWriter(path) as writer:
            writer.add("build", [INFO])
        assert former.nodes() == NODES
        with GraphFile(path) as latter:
            assert latter.nodes() == []


def test_two_builds_of_one_file_do_not_meet(tmp_path: Path):
    path = tmp_path / "g.duckdb"
    refused = pytest.raises(ReadableError, match="wordt al een graaf naar dit bestand geschreven")
    with FileLock(path.with_name("g.duckdb.lock")), refused:
        GraphWriter(path).__enter__()
    write(path)


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path):
    (tmp_path / "bestand").write_text("", encoding="utf-8")
    with pytest.raises(ReadableError, match=r"bestand.g\.duckdb: hier kan niet geschreven worden"):
        GraphWriter(tmp_path / "bestand" / "g.duckdb").__enter__()


def make_text(path: Path) -> None:
    path.write_text("Dit is geen graaf.", encoding="utf-8")


def make_other_database(path: Path) -> None:
    duckdb.connect(str(path)).execute("CREATE TABLE t (i INTEGER)").close()


def make_other_version(path: Path) -> None:
    with GraphWriter(path) as writer:
        writer.add("build", [{**{name: getattr(INFO, name) for name in TABLES["build"]}, "schema_version": 99}])


def make_empty_build(path: Path) -> None:
    with GraphWriter(path):
        pass


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda path: None, "dit bestand bestaat niet; maak het eerst met 'begrippengraaf build'."),
        (make_text, "dit is geen (heel) graafbestand; maak het opnieuw met 'begrippengraaf build'."),
        (make_other_database, "dit is geen (heel) graafbestand; maak het opnieuw met 'begrippengraaf build'."),
        (
            make_other_version,
            f"dit graafbestand is van een andere versie (99, nodig is {SCHEMA_VERSION}); "
            "maak het opnieuw met 'begrippengraaf build'.",
        ),
        (
            make_empty_build,
            f"dit graafbestand is van een andere versie (onbekend, nodig is {SCHEMA_VERSION}); "
            "maak het opnieuw met 'begrippengraaf build'.",
        ),
    ],
)
def test_a_file_that_is_no_graph_is_told_in_one_sentence(tmp_path: Path, make, message: str):
    path = tmp_path / "g.duckdb"
    make(path)
    with pytest.raises(ReadableError) as caught:
        GraphFile(path)
    assert str(caught.value) == f"{path}: {message}"
