"""What the reader chose to see. Pure; no Streamlit, no database."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Literal

from graph.messages import mark
from graph.rows import Document, Kind, Window
from graph.wording import WINDOW_WORDS, Measure

Colouring = Literal["theme", "kind", "group", "texts"]
Sizing = Literal["mentions", "documents", "degree", "betweenness", "none"]
Projection = Literal["all", "concepts", "concept_person", "concept_document", "persons", "documents"]

MIN_NODES, MAX_NODES = 5, 2000
OPENING_NODES = 60
OPENING_Q = 0.05
MAX_STEPS = 3
PROJECTION_KINDS: dict[Projection, frozenset[Kind]] = {
    "concepts": frozenset(("concept",)),
    "concept_person": frozenset(("concept", "person")),
    "concept_document": frozenset(("concept", "document")),
    "persons": frozenset(("person",)),
    "documents": frozenset(("document",)),
}
"""What each projection draws; 'all' draws the kinds that the reader chose."""
SHARED_WORDS = (mark("gedeeld begrip"), mark("gedeelde begrippen"))
DERIVED: frozenset[Projection] = frozenset(("persons", "documents"))
"""Projections whose links are shared concepts, not shared windows."""


@dataclass(frozen=True, slots=True)
class Filters:
    """A choice of what is drawn. ``None`` for documents, authors, period, themes and groups is all of them.

    ``threshold`` None lets the view choose one at which the picture stays readable; ``max_q`` None shows links that
    may well be chance too. ``period`` is the first and last date, as precise as wanted ("2020", "2021-06").
    ``groups`` names groups by their leading node; ``focus`` draws only what lies within ``steps`` links of these nodes;
    ``path`` (two ids) only the strongest paths between two; ``opened`` are nodes all of whose neighbours are drawn.
    """

    kinds: frozenset[Kind] = frozenset(("concept", "person", "document"))
    proposed: bool = False
    documents: tuple[str, ...] | None = None
    window: Window = "sentence"
    measure: Measure = "log_likelihood"
    threshold: float | None = None
    max_q: float | None = OPENING_Q
    max_nodes: int = OPENING_NODES
    themes: tuple[str, ...] | None = None
    hidden: frozenset[str] = frozenset()
    colouring: Colouring = "theme"
    sizing: Sizing = "mentions"
    projection: Projection = "all"
    focus: tuple[str, ...] = ()
    steps: int = 1
    path: tuple[str, ...] = ()
    authors: tuple[str, ...] | None = None
    period: tuple[str, str] | None = None
    groups: tuple[str, ...] | None = None
    backbone: bool = False
    opened: tuple[str, ...] = ()

    @property
    def drawn_kinds(self) -> frozenset[Kind]:
        """The kinds of node that are drawn."""
        return PROJECTION_KINDS.get(self.projection, self.kinds)

    @property
    def is_derived(self) -> bool:
        """Whether links are shared concepts, not shared windows."""
        return self.projection in DERIVED

    @property
    def unit(self) -> tuple[str, str]:
        """The Dutch word for what a link counts, one and many."""
        return SHARED_WORDS if self.is_derived else WINDOW_WORDS[self.window]


def choose_documents(filters: Filters, documents: Iterable[Document]) -> tuple[str, ...] | None:
    """Return the ids of the documents that count: chosen by hand, by author and by period; None for all of them.

    A document without a date lies in no period.
    """
    if filters.documents is None and filters.authors is None and filters.period is None:
        return None
    wanted = None if filters.documents is None else set(filters.documents)
    return tuple(
        document.document_id
        for document in documents
        if (wanted is None or document.document_id in wanted)
        and (filters.authors is None or not set(filters.authors).isdisjoint(document.authors))
        and (filters.period is None or _is_within(document.date, filters.period))
    )


def _is_within(date: str, period: tuple[str, str]) -> bool:
    first, last = period
    return bool(date) and first <= date[: len(first)] and date[: len(last)] <= last


def count_changes(filters: Filters, defaults: Filters) -> int:
    """Return how many choices differ from the opening view."""
    return sum(getattr(filters, field.name) != getattr(defaults, field.name) for field in fields(Filters))
