"""How the view is read: picture or table, which sentences in the panel; and how that travels in the address. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from graph.wording import clean_label

Lines = Literal["sentences", "text", "left", "right"]
LINES: dict[str, Lines] = {"zinnen": "sentences", "tekst": "text", "links": "left", "rechts": "right"}
LEAST_WORDS, MOST_WORDS, USUAL_WORDS = 5, 50, 8
NODE_ORDERS = ("naam", "soort", "keer", "teksten", "banden")
LINK_ORDERS = ("band", "samen", "sterkte", "toeval", "teksten")
TABLE, SEPARATOR = "tabel", "~"
DIRECTIONS = {"op": False, "af": True}


@dataclass(frozen=True, slots=True)
class Order:
    """By which column a table is sorted."""

    by: str
    descending: bool = True


@dataclass(frozen=True, slots=True)
class Reading:
    """``lines``: whole sentences, or a concordance by text, by the words to the left or to the right of the term.

    ``n_words``: words of context at either side in a concordance. ``as_table``: the view as tables of its nodes and
    links, in the orders ``nodes_by`` and ``links_by``, instead of a picture.
    """

    lines: Lines = "sentences"
    n_words: int = USUAL_WORDS
    as_table: bool = False
    nodes_by: Order = Order("keer")
    links_by: Order = Order("sterkte")


ORDERS = {"knopen": ("nodes_by", NODE_ORDERS), "banden": ("links_by", LINK_ORDERS)}


def reading_to_query(reading: Reading) -> dict[str, str]:
    """Return the part of the address that differs from the usual."""
    query: dict[str, str] = {}
    if reading.lines != "sentences":
        query["regels"] = next(word for word, lines in LINES.items() if lines == reading.lines)
    if reading.n_words != USUAL_WORDS:
        query["context"] = str(reading.n_words)
    if reading.as_table:
        query["vorm"] = TABLE
    for name, (field, _) in ORDERS.items():
        order: Order = getattr(reading, field)
        if order != getattr(Reading(), field):
            query[name] = f"{order.by}{SEPARATOR}{'af' if order.descending else 'op'}"
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
    if (value := query.get("vorm")) is not None:
        reading = replace(reading, as_table=value == TABLE)
        if value != TABLE:
            ignored.append(clean_label(f"vorm={value}", 60))
    for name, (field, keys) in ORDERS.items():
        if (value := query.get(name)) is not None:
            by, _, direction = value.partition(SEPARATOR)
            if by in keys and direction in DIRECTIONS:
                changes: dict[str, Any] = {field: Order(by, DIRECTIONS[direction])}
                reading = replace(reading, **changes)
            else:
                ignored.append(clean_label(f"{name}={value}", 60))
    return reading, tuple(ignored)
