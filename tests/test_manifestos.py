"""Five real election programmes as PDF: read whole, words joined, nothing of the page itself among the concepts."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from wordfreq import zipf_frequency

from graph.build import build_graph
from graph.store import GraphFile
from tests.conftest import need_shared

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[GraphFile]:
    folder = need_shared("corpora", "manifestos")
    out: Path = tmp_path_factory.mktemp("manifestos") / "g.duckdb"
    report = build_graph([folder], out)
    assert report.unread == ()
    with GraphFile(out) as opened:
        yield opened


def test_all_five_are_read_whole(graph: GraphFile):
    words = {document.path: document.n_words for document in graph.documents()}
    expected = {"50plus": 4000, "SP": 11_600, "Piratenpartij": 28_100, "NSC": 34_300, "GL_PvdA": 50_200}
    assert set(words) == {f"{name}.pdf" for name in expected}
    for name, count in expected.items():
        assert 0.85 * count < words[f"{name}.pdf"] < 1.05 * count, name


def test_words_broken_over_a_line_are_joined(graph: GraphFile):
    broken: Counter[str] = Counter()
    n_words = 0
    for document in graph.documents():
        for passage in graph.passages(document.document_id):
            n_words += len(passage.text.split())
            for first, second in re.findall(r"\b(\w{2,})[-\u00ad] (\w{2,})\b", passage.text):
                # "zorg- en welzijnswerk" is right; "verant- woording" is not.
                if (
                    second not in ("en", "of", "als", "noch", "tot", "en/of")
                    and zipf_frequency(first + second, "nl") > 0
                ):
                    broken[first + "- " + second] += 1
    assert sum(broken.values()) < n_words / 20_000, broken.most_common(20)


def test_no_line_of_the_page_itself_is_left(graph: GraphFile):
    for document in graph.documents():
        texts = Counter(passage.text for passage in graph.passages(document.document_id))
        assert not [text for text in texts if re.fullmatch(r"\W*\d{1,3}\W*", text)]
        repeated = {text: count for text, count in texts.items() if count > 14 and len(text) > 12 and text[-1] != ":"}
        assert not repeated, f"{document.path}: {repeated}"


def test_running_heads_are_not_among_the_concepts(graph: GraphFile):
    heads = {
        removal.text.strip().lower()
        for document in graph.documents()
        for removal in graph.removals(document.document_id)
        if "kop" in removal.reason or "voet" in removal.reason
    }
    proposed = {node.label.lower() for node in graph.nodes() if node.status == "proposed"}
    assert heads
    assert not proposed & heads


def test_the_graph_is_full(graph: GraphFile):
    known = [node for node in graph.nodes() if node.kind == "concept" and node.status == "known"]
    assert len(known) >= 120
    assert len([node for node in graph.nodes() if node.kind == "person"]) >= 5
