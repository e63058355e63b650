"""An abbreviation that one text explains counts in the other texts of its folder, where that is safe."""

from pathlib import Path

import pytest

from graph.build import build_graph
from graph.language.spreading import is_spread, spread_abbreviations
from graph.rows import Document, Mention, Passage, Sentence
from graph.store import GraphFile

EXPLAINS = "De regionale energiestrategie (RES) is er."
CONCEPT = "regionale energiestrategie"
USES = "Over de RES praten wij."
# name of the case: the texts by path, and where "RES" (or what is asked) then counts besides
CASES: dict[str, tuple[dict[str, str], list[tuple[str, int, str]]]] = {
    "the same folder": ({"a/1.txt": EXPLAINS, "a/2.txt": USES}, [("a/2.txt", 8, "RES")]),
    "another folder": ({"a/1.txt": EXPLAINS, "b/2.txt": USES}, []),
    "every place": ({"1.txt": EXPLAINS, "2.txt": "RES en RES."}, [("2.txt", 0, "RES"), ("2.txt", 7, "RES")]),
    "not in a longer word": ({"1.txt": EXPLAINS, "2.txt": "De RES-regio, het REST en een pre-RES."}, []),
    "not in capitals": ({"1.txt": EXPLAINS, "2.txt": "DE RES KOMT."}, []),
    "explained as a concept of another kind": (
        {"a/1.txt": EXPLAINS, "a/2.txt": USES, "b/3.txt": "De regionale energiesturing (RES)."},
        [],
    ),
    "explained as something that is no concept": (
        {"a/1.txt": EXPLAINS, "a/2.txt": USES, "b/3.txt": "Het Rijks Elektrisch Station (RES) staat leeg."},
        [],
    ),
    "explained as something else, the other way round": (
        {"a/1.txt": EXPLAINS, "a/2.txt": USES, "b/3.txt": "Bij RES (Rijks Elektrisch Station) werkt hij."},
        [],
    ),
    "brackets that explain nothing": (
        {"a/1.txt": EXPLAINS, "a/2.txt": USES, "a/3.txt": "Dat staat daar (RES) niet."},
        [("a/2.txt", 8, "RES"), ("a/3.txt", 16, "RES")],
    ),
    "too short": ({"1.txt": "De regionale energiestrategie (RS) is er.", "2.txt": "De RS."}, []),
}
IDS = {CONCEPT: "c:res", "regionale energiesturing": "c:sturing"}


def read(path: str, text: str) -> tuple[Document, tuple[list[Passage], list[Sentence], list[Mention]]]:
    """Return a document of one passage and one sentence, with its concepts."""
    name = f"d:{path}"
    mentions = []
    for words, concept_id in IDS.items():
        if words in text:
            at = text.index(words)
            mentions.append(
                Mention(
                    f"{name}.m0", name, f"{name}.p0", f"{name}.s0", at, at + len(words), words, "concept", concept_id
                )
            )
    return Document(name, path, (), "", "", "", "", path, "txt", 5, ""), (
        [Passage(f"{name}.p0", name, 0, "paragraph", text)],
        [Sentence(f"{name}.s0", name, f"{name}.p0", 0, 0, len(text))],
        mentions,
    )


def spread(texts: dict[str, str]) -> list[tuple[str, int, str]]:
    documents, inside = zip(*(read(path, text) for path, text in texts.items()), strict=True)
    found = spread_abbreviations(documents, inside)
    assert all(mention.node_id == "c:res" and is_spread(mention) for mention in found)
    assert len({mention.mention_id for mention in found}) == len(found)
    # Where a text explains an abbreviation itself, it counts by being read, not here.
    return [(item.document_id[2:], item.start, item.surface) for item in found if "1.txt" not in item.document_id]


@pytest.mark.parametrize("name", CASES)
def test_where_an_abbreviation_counts(name: str):
    texts, expected = CASES[name]
    assert spread(texts) == expected


def test_what_is_something_already_stays_so():
    documents, inside = zip(read("1.txt", EXPLAINS), read("2.txt", USES), strict=True)
    name = Mention("d:2.txt.m0", "d:2.txt", "d:2.txt.p0", "d:2.txt.s0", 8, 11, "RES", "organisation", "", "RES")
    inside[1][2].append(name)
    assert [item.document_id for item in spread_abbreviations(documents, inside)] == ["d:1.txt"]


THESAURUS = """@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<urn:a> a skos:Concept ; skos:prefLabel "warmtevisie"@nl ; skos:altLabel "transitievisie warmte"@nl .
<urn:b> a skos:Concept ; skos:prefLabel "bewoner"@nl .
"""
ONE = "De transitievisie warmte (TVW) is er voor elke bewoner."
OTHER = "Elke bewoner vraagt: wat doet die tvw, en waar blijft TVW?"


def test_texts_that_are_taken_over_follow_what_the_others_explain(tmp_path: Path):
    (tmp_path / "lijst.ttl").write_text(THESAURUS, encoding="utf-8")
    texts, out = tmp_path / "teksten", tmp_path / "graph.duckdb"
    texts.mkdir()
    (texts / "twee.txt").write_text(OTHER, encoding="utf-8")

    def build(target: Path) -> tuple[int, int, list[tuple[str, str]]]:
        report = build_graph([texts], target, tmp_path / "lijst.ttl", model="regels")
        graph = GraphFile(target)
        mentions = graph.mentions("d:twee")
        node = graph.node("c:warmtevisie")
        graph.close()
        return report.n_reused, node.n_mentions if node else 0, [(item.surface, item.node_id) for item in mentions]

    alone = [("bewoner", "c:bewoner")]
    assert build(out) == (0, 0, alone)
    (texts / "een.txt").write_text(ONE, encoding="utf-8")
    joined = [*alone, ("TVW", "c:warmtevisie")]
    assert build(out) == (1, 3, joined)
    assert build(out) == (2, 3, joined)
    assert build(tmp_path / "anew.duckdb") == (0, 3, joined)
    (texts / "een.txt").unlink()
    assert build(out) == (1, 0, alone)
