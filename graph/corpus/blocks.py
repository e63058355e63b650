"""What every reader hands over: blocks of text in reading order, and what the file says about itself."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field

from graph.rows import PassageKind

_INVISIBLE = re.compile(
    "[\u00ad\u200b\u200c\u200d\u2060\ufeff\ufffe\uffff\ufffd]|[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]"
)
_SPACES = re.compile(r"\s+")
_BULLET = re.compile(
    r"^(?:[•●○◦▪▫■□◼◾▶►➢➤❖✓✔·∙‣⁃*\uf0b7\uf0a7\uf0d8\uf02d]|[-–—])\s+(?=\S)|^[•●○◦▪▫■□◼‣⁃\uf0b7\uf0a7](?=\w)"
)
_ENUMERATOR = re.compile(r"^(?:\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})\)|\d{1,2}\.|[a-z]\.)\s+(?=\S)")
_WORD = re.compile(r"[^\W\d_]+(?:[-'’./&][^\W\d_]+)*|\d+(?:[.,:/-]\d+)*")
_LIGATURES = str.maketrans(
    {
        "ﬀ": "ff",
        "ﬁ": "fi",
        "ﬂ": "fl",
        "ﬃ": "ffi",
        "ﬄ": "ffl",
        "ﬅ": "st",
        "ﬆ": "st",
        "ĳ": "ij",
        "Ĳ": "IJ",
    }
)


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of text that belongs together. A filled ``reason`` says why it does not belong to the prose."""

    kind: PassageKind
    text: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Properties:
    """What a file or page states about itself; '' or () where it is silent."""

    title: str = ""
    authors: tuple[str, ...] = ()
    date: str = ""
    publication: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Extract:
    """The content of one file before cleaning."""

    blocks: tuple[Block, ...]
    front: Mapping[str, object] = field(default_factory=dict)  # YAML front matter, keys in lower case
    properties: Properties = Properties()
    origin: str = ""  # Dutch words for where ``properties`` stood
    printed_title: str = ""  # the largest letters on the cover, or the heading marked as title


def normalise_text(text: str) -> str:
    """Return ``text`` on one line: composed letters, no ligatures, soft hyphens or control characters.

    Typographic quotes and dashes stay as they are.

    >>> normalise_text("de ﬁets\u00a0 van\\n de ge\u00admeente")
    'de fiets van de gemeente'
    """
    text = unicodedata.normalize("NFC", text).translate(_LIGATURES)
    # Line breaks count as spaces, so they go before the control characters do.
    text = _SPACES.sub(" ", text)
    return _INVISIBLE.sub("", text).strip()


def strip_bullet(text: str) -> tuple[str, bool]:
    """Return ``text`` without the bullet before it, and whether there was one."""
    match = _BULLET.match(text)
    return (text[match.end() :].lstrip(), True) if match else (text, False)


def is_enumerated(text: str) -> bool:
    """Return whether ``text`` starts like an item of a numbered list: "1. ", "a) " …"""
    return _ENUMERATOR.match(text) is not None


def strip_enumerator(text: str) -> str:
    """Return ``text`` without the number or letter of a list item before it."""
    return _ENUMERATOR.sub("", text, count=1)


def count_words(text: str) -> int:
    """Return the number of words and numbers in ``text``; "Noord-Holland" is one word.

    >>> count_words("’s Avonds, in Noord-Holland: 3,5 km.")
    6
    """
    return sum(1 for _ in _WORD.finditer(text))
