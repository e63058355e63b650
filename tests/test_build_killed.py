"""A build that is killed at any moment leaves the former graph whole."""

import multiprocessing
import random
import shutil
import sys
import time
from pathlib import Path

import pytest

from graph import build
from graph.build import build_graph
from graph.store import GraphFile

ROOT = Path(__file__).resolve().parents[1]
N_KILLS = 50
TABLES = ("documents", "passages", "sentences", "mentions", "nodes", "links", "evidence", "positions")


def count_rows(path: Path) -> dict[str, int]:
    """Return the number of rows of every table; reading them all fails if the file is damaged."""
    with GraphFile(path) as graph:
        return {table: sum(1 for _ in graph.iterate(table, "1")) for table in TABLES}


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL and no fork")
def test_fifty_kills_never_lose_the_graph(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    # The pipeline is loaded once: fifty times over it would take most of the time, and no kill would hit the writing.
    tools = build.load_tools()
    monkeypatch.setattr(build, "load_tools", lambda *_: tools)
    texts = tmp_path / "texts"
    texts.mkdir()
    for path in sorted((ROOT / "seeds").glob("*.md"))[:3]:
        shutil.copy(path, texts)
    out = tmp_path / "graph.duckdb"
    started = time.monotonic()
    build_graph([texts], out)
    duration = time.monotonic() - started
    former = count_rows(out)
    (texts / "erbij.txt").write_text("De raad zoekt verbinding met de wijk. De wethouder luistert.", encoding="utf-8")
    build_graph([texts], tmp_path / "after.duckdb")
    after = count_rows(tmp_path / "after.duckdb")
    assert former != after

    context = multiprocessing.get_context("fork")
    chance = random.Random(20)
    seen = {"before": 0, "after": 0}
    for number in range(N_KILLS):
        process = context.Process(target=build_graph, args=([texts], out))
        process.start()
        # Half of the kills fall anywhere in the build, half in its end, where the file is written and swapped in.
        moment = chance.uniform(0, 1) if number % 2 else chance.uniform(0.6, 1.15)
        process.join(moment * duration)
        process.kill()
        process.join()
        found = count_rows(out)
        assert found in (former, after)
        seen["before" if found == former else "after"] += 1
        if found == after:
            (texts / "erbij.txt").unlink()
            build_graph([texts], out)
            assert count_rows(out) == former
            (texts / "erbij.txt").write_text(
                "De raad zoekt verbinding met de wijk. De wethouder luistert.", encoding="utf-8"
            )
    assert seen["before"] > 0
    build_graph([texts], out)
    assert count_rows(out) == after
    assert {path.name for path in tmp_path.iterdir()} - {"graph.duckdb.lock", "after.duckdb.lock"} == {
        *("texts", "graph.duckdb", "after.duckdb")
    }
