"""The learnt weights by which candidates are judged and names joined: tables of text, a line an observation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from graph.errors import ReadableError

FILE = "weights.tsv"
JOINING = "joining.tsv"


@dataclass(frozen=True, slots=True)
class Weights:
    """What each observation counts for, in the first and in the second judgement."""

    first: Mapping[str, float]
    second: Mapping[str, float]


def load_weights(directory: Path) -> Weights:
    """Return the weights in a folder.

    Raises:
        ReadableError: they are not there, or a line is damaged.
    """
    tables: dict[str, dict[str, float]] = {"1": {}, "2": {}}
    try:
        for line in (directory / FILE).read_text(encoding="utf-8").splitlines():
            if line and not line.startswith("#"):
                table, name, value = line.split("\t")
                tables[table][name] = float(value)
    except (OSError, UnicodeDecodeError, ValueError, KeyError) as error:
        raise ReadableError(f"De gewichten {FILE} in {directory} kunnen niet gelezen worden; zet ze terug.") from error
    return Weights(tables["1"], tables["2"])


def write_weights(directory: Path, weights: Weights) -> None:
    """Write weights to a folder, in a fixed order."""
    lines = ["# Wat elke waarneming telt bij de vraag of een naam een mens is; zie graph/people/judging.py"]
    for table, values in (("1", weights.first), ("2", weights.second)):
        lines += [f"{table}\t{name}\t{value:.3f}" for name, value in sorted(values.items()) if abs(value) >= 0.0005]
    (directory / FILE).write_text("\n".join(lines) + "\n", encoding="utf-8")


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
    lines += [f"{name}\t{value:.3f}" for name, value in sorted(weights.items()) if abs(value) >= 0.0005]
    (directory / JOINING).write_text("\n".join(lines) + "\n", encoding="utf-8")
