"""Tables of learnt weights as text, a line an observation, and the likelihood that a sum of them comes to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp
from pathlib import Path

from graph.errors import ReadableError


@dataclass(frozen=True, slots=True)
class Weights:
    """What each observation counts for, in the first and in the second judgement."""

    first: Mapping[str, float]
    second: Mapping[str, float]


def add_up(observed: Sequence[str], weights: Mapping[str, float]) -> float:
    """Return the likelihood that the weights of ``observed`` come to."""
    total = sum(weights.get(name, 0.0) for name in observed)
    return 1 / (1 + exp(-max(min(total, 30.0), -30.0)))


def read_weights(path: Path) -> Weights:
    """Return the weights in a file.

    Raises:
        ReadableError: it is not there, or a line is damaged.
    """
    tables: dict[str, dict[str, float]] = {"1": {}, "2": {}}
    try:
        for line in path.read_text(encoding="utf-8").splitlines():
            if line and not line.startswith("#"):
                table, name, value = line.split("\t")
                tables[table][name] = float(value)
    except (OSError, UnicodeDecodeError, ValueError, KeyError) as error:
        raise ReadableError(
            f"De gewichten {path.name} in {path.parent} kunnen niet gelezen worden; zet ze terug."
        ) from error
    return Weights(tables["1"], tables["2"])


def write_weights(path: Path, weights: Weights, title: str) -> None:
    """Write weights to a file under one line of explanation, in a fixed order."""
    lines = [f"# {title}"]
    for table, values in (("1", weights.first), ("2", weights.second)):
        lines += [f"{table}\t{name}\t{value:.3f}" for name, value in sorted(values.items())]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
