"""What the program says, in Dutch or in English: one catalogue.

The Dutch sentence is the key, `en.po` holds the English. Write `say("Nog geen teksten")`, or with values, put in after
translating: `say("{n} van {m} banden", n=3, m=8)`. What stands in a table and is said later is marked where it stands:
`SIZES = {"none": mark("alle even groot")}` … `say(SIZES["none"])`. A Dutch word that needs two English ones gets a
context: `say("band", context="boek")`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import Literal, cast

from babel.messages.pofile import read_po

Language = Literal["nl", "en"]

LANGUAGES: tuple[Language, ...] = ("nl", "en")
CATALOGUE = Path(__file__).with_name("en.po")

_chosen: ContextVar[Language | None] = ContextVar("language", default=None)
_sources: list[Callable[[], Language | None]] = []


def say(text: str, /, *, context: str | None = None, **values: object) -> str:
    """Return ``text`` in the present language with ``values`` in its places; without a translation it stays Dutch.

    >>> say("{n} van {m} banden", n=3, m=8)
    '3 van 8 banden'
    """
    if get_language() == "en":
        text = load_catalogue().get((text, context), text)
    return text.format(**values) if values else text


def mark(text: str) -> str:
    """Return ``text`` untouched: it belongs in the catalogue, and is translated where it is said."""
    return text


@cache
def load_catalogue() -> dict[tuple[str, str | None], str]:
    """Return the English of every Dutch message, by message and context."""
    with CATALOGUE.open("rb") as file:
        catalogue = read_po(file, locale="en")
    return {
        (cast(str, message.id), message.context): cast(str, message.string)
        for message in catalogue
        if message.id and message.string
    }


def get_language() -> Language:
    """Return the language of this moment: the one in force here, else what the app says, else Dutch."""
    if chosen := _chosen.get():
        return chosen
    for source in _sources:
        if language := source():
            return language
    return "nl"


@contextmanager
def in_language(language: Language) -> Iterator[None]:
    """Speak ``language`` within this block, in this thread only."""
    token = _chosen.set(language)
    try:
        yield
    finally:
        _chosen.reset(token)


def take_language_from(source: Callable[[], Language | None]) -> None:
    """Let ``source`` tell the language where none is in force: the app knows what its visitor chose."""
    if source not in _sources:
        _sources.append(source)
