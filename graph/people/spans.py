"""A name as it was found, in token numbers of one passage, with its parts."""

from __future__ import annotations

from dataclasses import dataclass

from graph.rows import Kind


@dataclass(frozen=True, slots=True)
class Found:
    """Tokens start..end hold a name; ``given`` and ``surname`` only for persons ("van der Wal", particles small)."""

    start: int
    end: int
    kind: Kind
    name: str
    given: tuple[str, ...] = ()
    surname: str = ""


def join_words(words: list[str]) -> str:
    """Return ``words`` as one name: spaces between, none after "d'" or a hyphen."""
    text = ""
    for word in words:
        text += word if not text or text.endswith(("-", "/")) else " " + word
    return text
