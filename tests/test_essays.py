"""The essays that ship: enough of them, our own words, and a graph that says something."""

import re
from pathlib import Path

import frontmatter
import pytest

from graph.store import GraphFile
from tests.conftest import ROOT, need_shared

ESSAYS = sorted((ROOT / "seeds").glob("*.md"))
LEADING = ("c:verbinding", "c:decentralisatie", "c:omgevingswet", "c:overheidsparticipatie")


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def runs(text: str, length: int = 8) -> set[tuple[str, ...]]:
    found = words(text)
    return {tuple(found[place : place + length]) for place in range(len(found) - length + 1)}


def test_there_are_enough_essays_and_words():
    assert len(ESSAYS) >= 20
    assert sum(len(words(frontmatter.load(str(path)).content)) for path in ESSAYS) >= 15_000


@pytest.mark.parametrize("path", ESSAYS, ids=lambda path: path.stem)
def test_every_essay_says_what_it_is(path: Path):
    matter = frontmatter.load(str(path)).metadata
    assert {"title", "author", "date", "publication", "license", "genre"} <= set(matter)
    assert matter["license"] == "CC BY 4.0"


def test_five_essays_retell_an_article_and_name_it():
    sources = [frontmatter.load(str(path)).metadata.get("source") for path in ESSAYS]
    retold = [source for source in sources if source]
    assert len(retold) == 5
    assert all({"title", "people"} <= set(source) for source in retold)


def test_no_eight_words_in_a_row_are_shared():
    shared = need_shared("seeds")
    theirs = set().union(*(runs(path.read_text(encoding="utf-8", errors="replace")) for path in shared.glob("*.txt")))
    for path in ESSAYS:
        both = theirs & runs(frontmatter.load(str(path)).content)
        assert not both, f"{path.name}: {sorted(both)[:3]}"


def test_essays_do_not_repeat_one_another():
    owner: dict[tuple[str, ...], str] = {}
    for path in ESSAYS:
        for run in runs(frontmatter.load(str(path)).content):
            assert owner.setdefault(run, path.name) == path.name, f"{path.name} and {owner[run]} share {run}"


def test_the_graph_of_the_essays_says_something(essay_graph: GraphFile):
    nodes = {node.node_id: node for node in essay_graph.nodes()}
    for node_id in LEADING:
        assert nodes[node_id].n_documents >= 5
    telling = [link for link in essay_graph.links("sentence") if link.q_value < 0.05 and link.count >= 2]
    concepts = [link for link in telling if link.source.startswith("c:") and link.target.startswith("c:")]
    assert len(concepts) >= 15
    assert {nodes[node_id].kind for node_id in nodes} == {"concept", "person", "organisation", "place", "document"}
    assert nodes["p:elinor-ostrom"].n_documents >= 1
    assert essay_graph.unread() == []


def test_every_link_opens_to_as_many_windows_as_it_counts(essay_graph: GraphFile):
    for window in ("sentence", "paragraph"):
        for link in essay_graph.links(window)[::97]:
            excerpts = essay_graph.link_excerpts(link.source, link.target, window, limit=10_000)
            assert len(excerpts) == link.count
            for excerpt in excerpts:
                marked = {mark.node_id for mark in excerpt.marks}
                assert marked == {end for end in (link.source, link.target) if not end.startswith("d:")}
