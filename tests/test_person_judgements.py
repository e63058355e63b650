"""The person mentions of the party programmes, judged by reading: how many are right, and are they still found.

Two hundred were to be drawn at random; the five programmes name fewer persons than that, so every mention that was
found is judged. A mention is right if a reader agrees that exactly the marked words name a person there. The judgements
hold places and the marked words, no sentences.
"""

import json

import pytest

from graph.build import load_tools, parse_document
from tests.conftest import ROOT, need_shared

GOLD = json.loads((ROOT / "tests" / "gold" / "person_judgements.json").read_text(encoding="utf-8"))
JUDGED = GOLD["judgements"]
FIELDS = {"path": str, "position": int, "start": int, "end": int, "surface": str, "right": bool}


def test_every_judgement_is_whole_and_stands_once():
    assert len(JUDGED) == min(200, GOLD["n_mentions"])
    for item in JUDGED:
        assert {name: type(value) for name, value in item.items()} == FIELDS
        assert item["end"] - item["start"] == len(item["surface"])
        assert item["position"] >= 0
        assert item["start"] >= 0
    places = [(item["path"], item["position"], item["start"], item["end"]) for item in JUDGED]
    assert places == sorted(set(places))


def test_no_sentence_is_kept():
    assert max(len(item["surface"].split()) for item in JUDGED) <= 5
    assert not [item["surface"] for item in JUDGED if set(item["surface"]) & set("!?\n")]


def test_at_least_95_in_100_are_right():
    assert sum(item["right"] for item in JUDGED) / len(JUDGED) >= 0.95


@pytest.fixture(scope="module")
def found() -> set[tuple[str, int, int, str]]:
    folder = need_shared(*GOLD["drawn_from"].split("/"))
    tools = load_tools()
    return {
        (path, mention.start, mention.end, mention.surface)
        for path in sorted({item["path"] for item in JUDGED})
        for mention in parse_document(folder / path, path, f"d:{path}", tools).mentions
        if mention.kind == "person"
    }


@pytest.mark.slow
def test_what_was_judged_right_is_still_found(found: set[tuple[str, int, int, str]]):
    """Positions are left out: a paragraph more or less before it does not make a mention another one."""
    lost = [
        item
        for item in JUDGED
        if item["right"] and (item["path"], item["start"], item["end"], item["surface"]) not in found
    ]
    assert len(lost) <= 0.05 * len(JUDGED), lost


@pytest.mark.slow
def test_hardly_anything_is_found_that_was_not_judged_right(found: set[tuple[str, int, int, str]]):
    right = {(item["path"], item["start"], item["end"], item["surface"]) for item in JUDGED if item["right"]}
    assert len(found - right) <= 0.05 * len(found), sorted(found - right)
