"""The five real articles in ../shared/seeds: everybody found and no one else, and no web leftovers."""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.build import build_graph
from graph.store import GraphFile
from tests.conftest import ROOT, need_shared

GOLD = json.loads((ROOT / "tests" / "gold" / "articles.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[GraphFile]:
    folder = need_shared("seeds")
    out: Path = tmp_path_factory.mktemp("articles") / "g.duckdb"
    report = build_graph([folder], out)
    assert report.unread == ()
    with GraphFile(out) as opened:
        yield opened


def test_all_five_are_read(graph: GraphFile):
    assert sorted(document.path for document in graph.documents()) == sorted(GOLD["persons"])


@pytest.mark.parametrize("path", sorted(GOLD["persons"]))
def test_every_person_is_found_and_merged_and_nobody_else(graph: GraphFile, path: str):
    document = next(document for document in graph.documents() if document.path == path)
    labels = {node.node_id: node.label for node in graph.nodes()}
    found = Counter(
        labels[mention.node_id] for mention in graph.mentions(document.document_id) if mention.kind == "person"
    )
    # A god in whose image something is done: readers differ on whether he is a person there, so it counts neither way.
    optional = GOLD["optional"].get(path, ())
    assert {name: count for name, count in found.items() if name not in optional} == GOLD["persons"][path]


@pytest.mark.parametrize("path", sorted(GOLD["concepts"]))
def test_every_mention_of_the_leading_concepts_is_found(graph: GraphFile, path: str):
    document = next(document for document in graph.documents() if document.path == path)
    found = Counter(
        mention.node_id
        for mention in graph.mentions(document.document_id)
        if mention.node_id in ("c:verbinding", "c:decentralisatie", "c:omgevingswet", "c:overheidsparticipatie")
    )
    assert dict(found) == GOLD["concepts"][path]


def test_roles_are_kept(graph: GraphFile):
    roles = {node.label: node.role for node in graph.nodes() if node.kind == "person"}
    assert "hoogleraar" in roles["Zeger van der Wal"]
    assert "gemeentesecretaris" in roles["Marcel Meijs"]


def test_a_paragraph_that_stands_twice_counts_once(graph: GraphFile):
    texts = Counter(
        passage.text
        for document in graph.documents()
        for passage in graph.passages(document.document_id)
        if len(passage.text) > 40
    )
    assert max(texts.values()) == 1
    removed = [item for document in graph.documents() for item in graph.removals(document.document_id)]
    assert any("dubbel" in item.reason for item in removed)


@pytest.mark.parametrize("leftover", GOLD["leftovers"])
def test_what_the_web_leaves_behind_is_nowhere(graph: GraphFile, leftover: str):
    for document in graph.documents():
        for passage in graph.passages(document.document_id):
            assert passage.kind == "comment" or leftover.lower() not in passage.text.lower()
    assert not [node.label for node in graph.nodes() if leftover.lower() in node.label.lower()]


def test_comments_are_kept_and_take_no_part(graph: GraphFile):
    comments = [
        passage
        for document in graph.documents()
        for passage in graph.passages(document.document_id)
        if passage.kind == "comment"
    ]
    assert len(comments) >= 4
    with_mentions = {mention.passage_id for d in graph.documents() for mention in graph.mentions(d.document_id)}
    assert not with_mentions & {passage.passage_id for passage in comments}
