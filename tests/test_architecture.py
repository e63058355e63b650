"""The house keeps its shape: which module may import which, and what stands at the top level."""

import ast
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "graph"

# Lower rooms first; a module imports rooms below its own only (and modules of its own sub-package).
FLOORS = [
    ["rows", "errors", "schema", "places", "lemma", "sentences", "palette", "marked", "messages"],
    ["wording", "settings", "compounds", "weights"],
    ["filters"],
    ["corpus", "language", "thesaurus", "people", "links", "mentions", "nodes", "proposals", "families"],
    ["store"],
    ["network", "cooccurrence", "metadata", "library", "pins"],
    ["layout", "material", "groups"],
    ["passport", "comparison", "insights"],
    ["view"],
    ["sentence"],
    ["assemble", "render"],
    ["export"],
    ["build", "snapshots"],
    ["exporting", "evaluation"],
    ["training", "ui", "serve"],
    ["__main__"],
]
FLOOR = {room: number for number, rooms in enumerate(FLOORS) for room in rooms}
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if path != PACKAGE / "__init__.py")
ONLY_IN = {
    "spacy": {"language", "training"},
    "duckdb": {"store"},
    "networkx": {"network"},
    "pyvis": {"render"},
    "streamlit": {"ui"},
    "rdflib": {"thesaurus"},
    "igraph": {"layout", "network"},
}


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported(path: Path) -> list[str]:
    names: list[str] = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names.extend(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            module = node.module or ""
            names.extend(f"graph.{alias.name}" for alias in node.names) if module == "graph" else names.append(module)
    return names


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_go_down_only(path: Path):
    room = room_of(path)
    assert room in FLOOR, f"{room} has no floor yet: decide where it belongs"
    for name in imported(path):
        parts = name.split(".")
        if parts[0] == "graph" and len(parts) > 1 and parts[1] in FLOOR and parts[1] != room:
            assert FLOOR[parts[1]] < FLOOR[room], f"{path.name} imports {name}, which stands on the same floor or above"
        for library, rooms in ONLY_IN.items():
            assert parts[0] != library or room in rooms, f"{path.name} imports {library}: that belongs in {rooms}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_module_grows_past_400_lines(path: Path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400


def test_top_level_holds_what_it_should():
    tracked = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.splitlines()
    top = {name.split("/")[0] for name in tracked}
    assert {name for name in top if not name.startswith(".")} == {
        *("pyproject.toml", "README.md", "LICENSE", "app.py"),
        *("seeds", "graph", "tests", "data"),
    }
    assert not any(name.endswith(".duckdb") for name in tracked)


def test_nothing_names_a_machine_or_a_registry():
    bad = ["/" + "work/", "/" + "root/", "pypi" + ".org", "files.python" + "hosted.org", "registry.npm" + "js"]
    tracked = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split("\0")
    for name in filter(None, tracked):
        text = (ROOT / name).read_bytes().decode("utf-8", errors="ignore")
        assert not [word for word in bad if word in text], name
