"""Two hundred concept mentions, drawn at random and judged by reading: how many are right, and are they still found.

A mention is right if a reader who clicks the concept agrees that the marked words name it there. The judgements hold
places and the marked words, no sentences.
"""

import json

import pytest

from graph.build import load_tools, parse_document
from graph.thesaurus import read_thesaurus
from tests.conftest import ROOT, need_shared

GOLD = json.loads((ROOT / "tests" / "gold" / "concept_judgements.json").read_text(encoding="utf-8"))
JUDGED = GOLD["judgements"]
FIELDS = {"path": str, "position": int, "start": int, "end": int, "surface": str, "concept_id": str, "right": bool}


def test_every_judgement_is_whole_and_stands_once():
    assert len(JUDGED) == 200
    for item in JUDGED:
        assert {name: type(value) for name, value in item.items()} == FIELDS
        assert item["end"] - item["start"] == len(item["surface"])
        assert item["position"] >= 0
        assert item["start"] >= 0
    places = [(item["path"], item["position"], item["start"], item["end"]) for item in JUDGED]
    assert places == sorted(set(places))


def test_no_sentence_is_kept():
    assert max(len(item["surface"].split()) for item in JUDGED) <= 5
    assert not [item["surface"] for item in JUDGED if set(item["surface"]) & set(".!?\n")]


def test_the_judged_concepts_are_in_the_list():
    known = {concept.concept_id for concept in read_thesaurus(ROOT / "data" / "thesaurus.ttl").concepts}
    assert sorted({item["concept_id"] for item in JUDGED} - known) == []


def test_at_least_95_in_100_are_right():
    assert sum(item["right"] for item in JUDGED) / len(JUDGED) >= 0.95


@pytest.fixture(scope="module")
def found() -> set[tuple[str, int, int, str, str]]:
    folder = need_shared(*GOLD["drawn_from"].split("/"))
    tools = load_tools()
    return {
        (path, mention.start, mention.end, mention.surface, mention.node_id)
        for path in sorted({item["path"] for item in JUDGED})
        for mention in parse_document(folder / path, path, f"d:{path}", tools).mentions
    }


@pytest.mark.slow
def test_what_was_judged_right_is_still_found(found: set[tuple[str, int, int, str, str]]):
    """Positions are left out: a paragraph more or less before it does not make a mention another one."""
    right = [item for item in JUDGED if item["right"]]
    lost = [
        item
        for item in right
        if (item["path"], item["start"], item["end"], item["surface"], item["concept_id"]) not in found
    ]
    assert len(lost) <= 0.05 * len(right), lost
