"""Paths and graphs that several tests use."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.store import GraphFile

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"


def need_shared(*parts: str) -> Path:
    """Return a path under ../shared, or skip with the reason; in continuous integration its absence is a failure."""
    path = SHARED.joinpath(*parts)
    if not path.exists():
        reason = f"the texts to measure on stand outside the project, in ../shared/{'/'.join(parts)}"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    return path


@pytest.fixture(scope="session")
def essay_graph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[GraphFile]:
    """Return the graph of the shipped essays, built once for all tests."""
    from graph.build import build_graph

    out = tmp_path_factory.mktemp("essays") / "graph.duckdb"
    build_graph([ROOT / "seeds"], out)
    with GraphFile(out) as graph:
        yield graph
