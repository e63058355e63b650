"""Where the files that come with the program stand: in the checkout, or inside the installed package."""

from __future__ import annotations

from pathlib import Path

_CHECKOUT = Path(__file__).resolve().parents[1]
_INSTALLED = Path(__file__).resolve().parent / "shipped"


def find_shipped(*parts: str) -> Path:
    """Return the path of a shipped file or folder ("data", "thesaurus.ttl"); it need not exist."""
    root = _CHECKOUT if (_CHECKOUT / "pyproject.toml").is_file() else _INSTALLED
    return root.joinpath(*parts)


def find_home() -> Path:
    """Return the folder that graphs and texts of the user stand in: the checkout, else the working directory."""
    return _CHECKOUT if (_CHECKOUT / "pyproject.toml").is_file() else Path.cwd()


def default_graph() -> Path:
    """Return where the graph is kept when nobody says otherwise."""
    return find_home() / "data" / "graph.duckdb"


def default_seeds() -> Path:
    """Return the folder of texts that is read when nobody says otherwise."""
    own = find_home() / "seeds"
    return own if own.is_dir() else find_shipped("seeds")
