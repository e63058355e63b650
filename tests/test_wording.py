"""The examples in the docstrings of the small, pure modules, and the edges that they leave out."""

from __future__ import annotations

import doctest
import importlib
from types import ModuleType

import pytest

from graph.wording import clean_label, count_words, format_date, format_measure, format_number, format_rank, join_words

NAMES = ["graph.wording", "graph.filters.chips", "graph.view.choice", "graph.view.threshold"]


@pytest.mark.parametrize("name", NAMES)
def test_examples_in_docstrings(name: str) -> None:
    module: ModuleType = importlib.import_module(name)
    result = doctest.testmod(module)
    assert result.attempted > 0
    assert result.failed == 0


@pytest.mark.parametrize(
    ("iso", "words"),
    [("2026-01-05", "5 januari 2026"), ("circa 1900", "circa 1900"), ("2026-13", "2026-13"), ("1-2-3-4", "1-2-3-4")],
)
def test_what_is_no_date_stays_as_it_is(iso: str, words: str) -> None:
    assert format_date(iso) == words


def test_numbers_in_words() -> None:
    assert format_number(1234567) == "1.234.567"
    assert format_measure(0.00001) == "< 0,0001"
    assert format_rank(5) == "5e"
    assert count_words(0, ("zin", "zinnen")) == "0 zinnen"


def test_enumerations_and_labels() -> None:
    assert (join_words([]), join_words(["a"]), join_words(["a", "b"])) == ("", "a", "a en b")
    assert clean_label("een\n  twee") == "een twee"
    assert clean_label("x" * 300, 10) == "x" * 9 + "…"
