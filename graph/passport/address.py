"""What the reader follows and how, and how that travels in the address of the page. Pure; no Streamlit, no database."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from graph.passport.finding import find_term
from graph.rows import Window
from graph.wording import clean_label

Order = Literal["text", "left", "right"]

MIN_WORDS, MAX_WORDS, USUAL_WORDS = 5, 50, 10
USUAL_LINES, MAX_LINES = 30, 1000
ORDERS: dict[str, Order] = {"tekst": "text", "links": "left", "rechts": "right"}
WINDOWS: dict[str, Window] = {"zin": "sentence", "alinea": "paragraph"}
SEPARATOR = "~"
MAX_TERMS = 2


@dataclass(frozen=True, slots=True)
class Trace:
    """Which terms are followed (none, one or two), how their lines are ordered, and how much of them is shown."""

    terms: tuple[str, ...] = ()
    order: Order = "text"
    n_words: int = USUAL_WORDS
    window: Window = "sentence"
    n_lines: int = USUAL_LINES

    def with_term(self, node_id: str, place: int) -> Trace:
        """Return the same with another term at ``place``; a term is never its own neighbour."""
        terms = list(self.terms)
        terms[place:] = [node_id, *terms[place + 1 :]]
        return replace(self, terms=tuple(dict.fromkeys(terms))[:MAX_TERMS], n_lines=USUAL_LINES)


def trace_to_query(trace: Trace) -> dict[str, str]:
    """Return the query of the page's address: only what differs from the usual, in Dutch words."""
    usual = Trace()
    query: dict[str, str] = {}
    if trace.terms:
        query["begrip"] = SEPARATOR.join(trace.terms)
    if trace.order != usual.order:
        query["orde"] = next(word for word, order in ORDERS.items() if order == trace.order)
    if trace.n_words != usual.n_words:
        query["woorden"] = str(trace.n_words)
    if trace.window != usual.window:
        query["samen"] = next(word for word, window in WINDOWS.items() if window == trace.window)
    if trace.n_lines != usual.n_lines:
        query["regels"] = str(trace.n_lines)
    return query


def read_trace(
    query: Mapping[str, str], nodes: Collection[str], forms: Mapping[str, str]
) -> tuple[Trace, tuple[str, ...], tuple[str, ...]]:
    """Return what an address asks for, what in it was ignored ('name=value'), and the terms that do not exist.

    Nonsense changes nothing: the nearest valid view is opened.

    Args:
        query: the query of the address.
        nodes: ids of what can be followed.
        forms: way of writing -> node id, see ``list_forms``; a term may be named by its words.
    """
    trace = Trace()
    ignored: list[str] = []
    unknown: list[str] = []

    def refuse(name: str, value: str) -> None:
        ignored.append(clean_label(f"{name}={value}", 60))

    for name, value in query.items():
        match name:
            case "begrip":
                terms: list[str] = []
                for part in value.split(SEPARATOR):
                    asked = " ".join(part.split())
                    node_id = asked if asked in nodes else find_term(asked, forms)
                    if node_id is None:
                        if asked:
                            unknown.append(clean_label(asked.removeprefix("c:"), 60))
                    elif node_id not in terms:
                        terms.append(node_id)
                for extra in terms[MAX_TERMS:]:
                    refuse(name, extra)
                trace = replace(trace, terms=tuple(terms[:MAX_TERMS]))
            case "orde" if value in ORDERS:
                trace = replace(trace, order=ORDERS[value])
            case "samen" if value in WINDOWS:
                trace = replace(trace, window=WINDOWS[value])
            case "woorden" if (number := _read_whole(value)) is not None:
                trace = replace(trace, n_words=min(max(number, MIN_WORDS), MAX_WORDS))
                if trace.n_words != number:
                    refuse(name, value)
            case "regels" if (number := _read_whole(value)) is not None:
                trace = replace(trace, n_lines=min(max(number, USUAL_LINES), MAX_LINES))
                if trace.n_lines != number:
                    refuse(name, value)
            case "orde" | "samen" | "woorden" | "regels":
                refuse(name, value)
    return trace, tuple(ignored), tuple(unknown)


def _read_whole(text: str) -> int | None:
    return int(text[:9]) if text.isascii() and text.isdigit() else None
