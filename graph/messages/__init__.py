"""What the program says, in Dutch or in English: one catalogue.

The Dutch sentence is the key, `en.po` holds the English. Write `say("Nog geen teksten")`, or with values, put in after
translating: `say("{n} van {m} banden", n=3, m=8)`. What stands in a table and is said later is marked where it stands:
`SIZES = {"none": mark("alle even groot")}` … `say(SIZES["none"])`. A Dutch word that needs two English ones gets a
context: `say("band", context="boek")`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Literal, cast

from babel.messages.pofile import read_po

Language = Literal["nl", "en"]

LANGUAGES: tuple[Language, ...] = ("nl", "en")
LOCALES: dict[Language, str] = {"nl": "nl-NL", "en": "en-GB"}
LEAST_OF_ITS_OWN = 12  # letters that a message must have of its own to be known by them
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


def retell(text: str) -> str:
    """Return a Dutch sentence that was said once and kept, in a table or an error, in the present language.

    The message is known by its words, what stood in its places is taken over as it is. What is no message stays Dutch.
    """
    if get_language() == "nl":
        return text
    if (text, None) in load_catalogue():
        return load_catalogue()[text, None]
    for pattern, english in _list_patterns():
        if found := pattern.fullmatch(text):
            return english.format(**found.groupdict())
    return text


@cache
def _list_patterns() -> list[tuple[re.Pattern[str], str]]:
    """Return what each Dutch message with places looks like when said, those with the most words of their own first."""
    found: list[tuple[int, re.Pattern[str], str]] = []
    for (message, _), english in load_catalogue().items():
        parts = [(literal, name) for literal, name, _, _ in Formatter().parse(message)]
        own = sum(len(literal) for literal, _ in parts)
        names = [name for _, name in parts if name]
        if own >= LEAST_OF_ITS_OWN and names and len(names) == len(set(names)):
            spelt = "".join(re.escape(literal) + (f"(?P<{name}>.+?)" if name else "") for literal, name in parts)
            found.append((own, re.compile(spelt, re.DOTALL), english))
    return [(pattern, english) for _, pattern, english in sorted(found, key=lambda row: -row[0])]


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
