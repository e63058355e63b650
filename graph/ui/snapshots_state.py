"""What one window remembers of its work on the snapshots: steps to take back, what to say, where the keyboard goes."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from graph.errors import ReadableError
from graph.snapshots.steps import Step, add_step

STEPS, NOTICES, FOCUS = "snapshot_steps", "snapshot_notices", "snapshot_focus"
Notice = tuple[str, str]  # "done" or "error", and one sentence


def get_steps() -> tuple[Step, ...]:
    """Return what this window did and can take back, the last one last."""
    steps: tuple[Step, ...] = st.session_state.get(STEPS, ())
    return steps


def put_steps(steps: tuple[Step, ...]) -> None:
    """Remember these steps, and no others."""
    st.session_state[STEPS] = steps


def do(act: Callable[[], tuple[str, Step | None]]) -> None:
    """Do something to the snapshots, and keep the sentence that tells of it, or why it did not go, for the page.

    Args:
        act: does it; returns what to say, and the step to be taken back later (None: it cannot).
    """
    try:
        said, step = act()
    except ReadableError as error:
        notice("error", str(error))
        return
    notice("done", said)
    if step is not None:
        put_steps(add_step(get_steps(), step))


def notice(kind: str, text: str) -> None:
    """Keep a sentence for the next time that a page is drawn."""
    st.session_state[NOTICES] = [*st.session_state.get(NOTICES, []), (kind, text)]


def take_notices() -> list[Notice]:
    """Return the sentences that were kept, and keep them no longer."""
    notices: list[Notice] = st.session_state.pop(NOTICES, [])
    return notices


def focus_on(key: str) -> None:
    """Give the keyboard to the button with this key, once the page stands again."""
    st.session_state[FOCUS] = (key, get_focus()[1] + 1)


def get_focus() -> tuple[str, int]:
    """Return the key of the button that gets the keyboard ('' for none), and how many times one got it before."""
    focus: tuple[str, int] = st.session_state.get(FOCUS, ("", 0))
    return focus
