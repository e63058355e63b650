"""Places set by hand: kept in a file of their own, whatever else stands in it."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from graph.errors import ReadableError
from graph.pins import change_pins, pins_path, read_pins


def test_a_place_is_kept_beside_the_graph_and_taken_back(tmp_path: Path) -> None:
    graph = tmp_path / "graph.duckdb"
    assert read_pins(graph) == {}
    change_pins(graph, {"c:a": (10.04, -3.0)})
    assert change_pins(graph, {"c:b": (1, 2)}) == {"c:a": (10.0, -3.0), "c:b": (1, 2)}
    assert pins_path(graph).name == "graph.places.json"
    assert change_pins(graph, {"c:a": None, "c:weg": None}) == {"c:b": (1, 2)}
    assert read_pins(graph) == {"c:b": (1, 2)}


@pytest.mark.parametrize(
    "text", ["", "[]", "{", '{"places": []}', '{"places": {"c:a": [1], "c:b": [1e99, 0], "c:c": ["1", 2]}}']
)
def test_nonsense_in_the_file_is_no_place(tmp_path: Path, text: str) -> None:
    graph = tmp_path / "graph.duckdb"
    pins_path(graph).write_text(text, encoding="utf-8")
    assert read_pins(graph) == {}
    assert change_pins(graph, {"c:a": (float("nan"), 0.0), "c:b": (5.0, 6.0)}) == {"c:b": (5.0, 6.0)}


def test_a_folder_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "weg").write_text("geen map")
    with pytest.raises(ReadableError, match="kan niet bewaard worden"):
        change_pins(tmp_path / "weg" / "graph.duckdb", {"c:a": (1.0, 2.0)})


def test_two_at_the_same_time_keep_both(tmp_path: Path) -> None:
    graph = tmp_path / "graph.duckdb"

    def drag(first: int) -> None:
        for n in range(first, first + 15):
            change_pins(graph, {f"c:{n}": (float(n), 0.0)})

    threads = [threading.Thread(target=drag, args=(first,)) for first in (0, 100)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(read_pins(graph)) == 30
