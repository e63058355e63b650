"""The rows of a passport as frozen dataclasses."""

from __future__ import annotations

from dataclasses import dataclass, field

from graph.passport.dispersion import Dispersion
from graph.rows import Document, Excerpt, Node, Window


@dataclass(frozen=True, slots=True)
class InText:
    """The term in one text. ``neighbours`` maps a concept's node id to the number of windows that hold both."""

    document: Document
    n_mentions: int
    per_thousand: float
    places: tuple[float, ...]  # 0 is the first word, 1 the end
    neighbours: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Form:
    """One way in which the term is written."""

    text: str
    n_mentions: int


@dataclass(frozen=True, slots=True)
class Company:
    """A node that shares windows with the term: a concept beside it, or a person around it."""

    node_id: str
    label: str
    n_windows: int  # for a person who shares paragraphs only: the paragraphs
    n_documents: int
    window: Window = "sentence"


@dataclass(frozen=True, slots=True)
class Step:
    """From one dated text (or several of one date) that names the term to the next: neighbours gained and lost."""

    before: str  # ISO date
    after: str
    titles: tuple[str, ...]  # of the later texts
    gained: tuple[Company, ...]
    lost: tuple[Company, ...]


@dataclass(frozen=True, slots=True)
class Year:
    """The term in all texts of one year."""

    year: str
    n_mentions: int
    n_documents: int  # texts of that year, those without the term included
    n_words: int
    per_thousand: float


@dataclass(frozen=True, slots=True)
class Definition:
    """A sentence that looks like a definition, and the rule that says so."""

    rule: str
    excerpt: Excerpt


@dataclass(frozen=True, slots=True)
class Passport:
    """One term: a concept, person, organisation or place."""

    node: Node
    window: Window  # what neighbours share with the term
    n_mentions: int
    n_texts: int  # all texts, those without the term included
    texts: tuple[InText, ...]  # those with the term: dated ones first, the oldest first
    silent: tuple[Document, ...]  # dated texts without the term
    dispersion: Dispersion | None
    forms: tuple[Form, ...]
    neighbours: tuple[Company, ...]  # concepts, those with the most shared windows first
    people: tuple[Company, ...]
    steps: tuple[Step, ...]
    years: tuple[Year, ...]
    definitions: tuple[Definition, ...]
    first: Excerpt | None  # in the oldest dated text; None if none is dated
    last: Excerpt | None
    n_undated: int  # texts with the term that have no date
