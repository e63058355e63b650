"""Paths and graphs that several tests use."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from filelock import FileLock

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
    """Return the graph of the shipped essays, built once for all tests, also for those of another worker."""
    from graph.build import build_graph

    own = tmp_path_factory.mktemp("essays") / "graph.duckdb"
    common = own.parents[2 if "PYTEST_XDIST_WORKER" in os.environ else 1] / "essays-common" / own.name
    with FileLock(f"{common.parent}.lock"):
        if not common.parent.exists():
            building = common.parent.with_suffix(".building") / own.name
            build_graph([ROOT / "seeds"], building)
            building.parent.rename(common.parent)
    shutil.copyfile(common, own)
    with GraphFile(own) as graph:
        yield graph
