"""Logistic regression on readable observations: what each of them counts for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
from scipy.optimize import minimize  # type: ignore[import-untyped]
from scipy.sparse import csr_matrix  # type: ignore[import-untyped]

RAREST = 3
"""Examples in which an observation must occur to get a weight."""
MOST_STEPS = 400


def fit(
    observed: Sequence[Sequence[str]], right: Sequence[bool], penalty: float, shares: Sequence[float] | None = None
) -> dict[str, float]:
    """Return the weights of a logistic regression with a quadratic penalty.

    Args:
        observed: the observations of each example.
        right: the answer for each example.
        penalty: what the square of a weight costs.
        shares: how much each example counts; 1 if not given.
    """
    counts = Counter(name for row in observed for name in row)
    columns = {name: at for at, name in enumerate(sorted(n for n, count in counts.items() if count >= RAREST))}
    places: list[int] = []
    ends = [0]
    for row in observed:
        places.extend(columns[name] for name in row if name in columns)
        ends.append(len(places))
    table = csr_matrix((np.ones(len(places)), places, ends), shape=(len(observed), len(columns)))
    wanted = np.array(right, dtype=float)
    weight = np.ones(len(wanted)) if shares is None else np.array(shares)

    def lose(values: np.ndarray) -> tuple[float, np.ndarray]:
        total = table @ values
        loss = weight @ np.logaddexp(0, total * (1 - 2 * wanted)) + penalty / 2 * values @ values
        return float(loss), table.T @ (weight * (1 / (1 + np.exp(-total)) - wanted)) + penalty * values

    best = minimize(lose, np.zeros(len(columns)), jac=True, method="L-BFGS-B", options={"maxiter": MOST_STEPS})
    return {name: round(float(best.x[at]), 3) for name, at in columns.items()}
