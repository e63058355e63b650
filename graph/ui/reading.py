"""How the sentences in the panel are shown, and how that travels in the address of the page. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from graph.wording import clean_label

Lines = Literal["sentences", "text", "left", "right"]
LINES: dict[str, Lines] = {"zinnen": "sentences", "tekst": "text", "links": "left", "rechts": "right"}
LEAST_WORDS, MOST_WORDS, USUAL_WORDS = 5, 50, 8


@dataclass(frozen=True, slots=True)
class Reading:
    """``lines``: whole sentences, or a concordance by text, by the words to the left or to the right of the term.

    ``n_words``: words of context at either side in a concordance.
    """

    lines: Lines = "sentences"
    n_words: int = USUAL_WORDS


def reading_to_query(reading: Reading) -> dict[str, str]:
    """Return the part of the address that differs from the usual."""
    query: dict[str, str] = {}
    if reading.lines != "sentences":
        query["regels"] = next(word for word, lines in LINES.items() if lines == reading.lines)
    if reading.n_words != USUAL_WORDS:
        query["context"] = str(reading.n_words)
    return query


def read_reading(query: Mapping[str, str]) -> tuple[Reading, tuple[str, ...]]:
    """Return what an address asks for, and what in it was ignored."""
    reading = Reading()
    ignored: list[str] = []
    if (value := query.get("regels")) is not None:
        if value in LINES:
            reading = replace(reading, lines=LINES[value])
        else:
            ignored.append(clean_label(f"regels={value}", 60))
    if (value := query.get("context")) is not None:
        number = int(value[:9]) if value.isascii() and value.isdigit() else None
        if number is not None:
            reading = replace(reading, n_words=min(max(number, LEAST_WORDS), MOST_WORDS))
        if reading.n_words != number:
            ignored.append(clean_label(f"context={value}", 60))
    return reading, tuple(ignored)
