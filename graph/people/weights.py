"""The learnt weights by which candidates are judged and names joined: tables of text, a line an observation."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from graph.errors import ReadableError
from graph.weights import Weights, read_weights, write_weights

FILE = "weights.tsv"
JOINING = "joining.tsv"
LEAST = 0.0005
"""A weight that is written as more than nothing."""


def load_weights(directory: Path) -> Weights:
    """Return the weights in a folder by which candidates are judged.

    Raises:
        ReadableError: they are not there, or a line is damaged.
    """
    return read_weights(directory / FILE)


def write_judging(directory: Path, weights: Weights) -> None:
    """Write the weights by which candidates are judged to a folder; what counts for nothing is left out."""
    tables = (
        {name: value for name, value in table.items() if abs(value) >= LEAST}
        for table in (weights.first, weights.second)
    )
    title = "Wat elke waarneming telt bij de vraag of een naam een mens is; zie graph/people/judging.py"
    write_weights(directory / FILE, Weights(*tables), title)


def load_joining(directory: Path) -> dict[str, float]:
    """Return the weights by which a name chooses whom it means.

    Raises:
        ReadableError: they are not there, or a line is damaged.
    """
    found: dict[str, float] = {}
    try:
        for line in (directory / JOINING).read_text(encoding="utf-8").splitlines():
            if line and not line.startswith("#"):
                name, value = line.split("\t")
                found[name] = float(value)
    except (OSError, UnicodeDecodeError, ValueError) as error:
        message = f"De gewichten {JOINING} in {directory} kunnen niet gelezen worden; zet ze terug."
        raise ReadableError(message) from error
    return found


def write_joining(directory: Path, weights: Mapping[str, float]) -> None:
    """Write the weights by which a name chooses whom it means to a folder, in a fixed order."""
    lines = ["# Wat elke waarneming telt bij de vraag wie met een naam bedoeld wordt; zie graph/people/reading.py"]
    lines += [f"{name}\t{value:.3f}" for name, value in sorted(weights.items()) if abs(value) >= LEAST]
    (directory / JOINING).write_text("\n".join(lines) + "\n", encoding="utf-8")
