"""The rows of the tables as they travel between the stages; column names follow the fields. Standard library only."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal, NamedTuple

Kind = Literal["concept", "person", "organisation", "place", "document"]
Window = Literal["sentence", "paragraph", "document"]
PassageKind = Literal["heading", "paragraph", "list", "quote", "comment"]
Status = Literal["known", "proposed"]
"""``known`` comes from the thesaurus (or is no concept at all); ``proposed`` was found in the texts themselves."""

KINDS: tuple[Kind, ...] = ("concept", "person", "organisation", "place", "document")
WINDOWS: tuple[Window, ...] = ("sentence", "paragraph", "document")
PREFIXES: dict[Kind, str] = {"concept": "c:", "person": "p:", "organisation": "o:", "place": "l:", "document": "d:"}


@dataclass(frozen=True, slots=True)
class Document:
    """One text. ``*_from`` says where the value came from: front matter, document properties, text, file name or ''."""

    document_id: str  # equals its node id, "d:aanwezige-secretaris"
    title: str
    authors: tuple[str, ...]
    date: str  # ISO 8601, as precise as is known: "2020", "2020-05" or "2020-05-17"; "" if unknown
    publication: str
    url: str
    source: str  # one line: what the text retells or where it appeared; "" if unknown
    path: str  # relative to the folder that was read, with forward slashes
    format: str  # txt, md, html, pdf, docx, odt or epub
    n_words: int  # words of the passages that take part in the graph (comments left out)
    content_hash: str  # sha256 of the file's bytes, hexadecimal
    title_from: str = ""
    authors_from: str = ""
    date_from: str = ""
    publication_from: str = ""
    url_from: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, heading, list item, quote or reader comment; ``text`` holds no line breaks within a paragraph."""

    passage_id: str  # "<document_id>.p<position>"
    document_id: str
    position: int  # 0, 1, 2 … in reading order
    kind: PassageKind
    text: str


@dataclass(frozen=True, slots=True)
class Removal:
    """A piece of text that was cleaned away, so that nothing disappears without being told."""

    document_id: str
    position: int  # order within the document
    reason: str  # a few Dutch words: "paginanummer", "kopregel", "nieuwsbriefblok", "dubbele alinea" …
    text: str


@dataclass(frozen=True, slots=True)
class Unread:
    """A file that could not be read."""

    path: str
    reason: str  # one Dutch sentence: what is wrong, what to do


@dataclass(frozen=True, slots=True)
class Sentence:
    """``start`` and ``end`` are character offsets in the text of the passage: text[start:end] is the sentence."""

    sentence_id: str  # "<document_id>.s<position>"
    document_id: str
    passage_id: str
    position: int  # 0, 1, 2 … within the document
    start: int
    end: int


class Token(NamedTuple):
    """A word or mark; ``start`` and ``end`` are character offsets in the passage."""

    text: str
    lemma: str
    start: int
    end: int
    opens_sentence: bool


USUAL = 0.9
"""How likely what a pipeline says is taken to be where it does not tell."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """A name that the language pipeline saw at characters start..end of passage number ``passage``, or thought of."""

    passage: int
    start: int
    end: int
    kind: Kind  # person, organisation or place
    likelihood: float = USUAL  # by the pipeline, 0..1
    stands: bool = True  # it is the reading that the pipeline chose


@dataclass(frozen=True, slots=True)
class NameSpan:
    """A name found in a document: characters start..end of passage number ``passage``."""

    passage: int
    start: int
    end: int
    kind: Kind  # person, organisation or place
    name: str  # the bare name: no title, no possessive -s, straight apostrophes: "Paul 't Hart"
    role: str = ""  # "hoogleraar", "gemeentesecretaris van Tilburg"; persons only


@dataclass(frozen=True, slots=True)
class LabelPattern:
    """One way in which a concept is written.

    ``attribute`` tells what is compared, word by word: ``exact`` the very characters, ``form`` the lower-cased word,
    ``lemma`` the lemma. A ``negative`` pattern wins its place like any other (longest match first) and yields nothing.
    A ``context`` tells where a mention of the concept does not count; its words are those of a condition.
    """

    concept_id: str
    words: tuple[str, ...]
    attribute: Literal["exact", "form", "lemma", "context"]
    negative: bool = False


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where a node is named; text[start:end] of the passage is ``surface``, always."""

    mention_id: str  # "<document_id>.m<number>"
    document_id: str
    passage_id: str
    sentence_id: str
    start: int
    end: int
    surface: str
    kind: Kind
    node_id: str  # "" until it is known which node this is
    name: str = ""  # bare name of a person, organisation or place; lemma of a proposed concept
    role: str = ""


@dataclass(frozen=True, slots=True)
class Node:
    """A concept, person, organisation, place or document."""

    node_id: str
    kind: Kind
    label: str
    n_mentions: int
    n_documents: int
    status: Status = "known"
    theme: str = ""  # label of the concept's theme
    definition: str = ""
    role: str = ""  # roles of a person, joined by "; "


@dataclass(frozen=True, slots=True)
class Alias:
    """A form in which a node occurs in the texts, and why it counts as that node."""

    node_id: str
    alias: str
    n_mentions: int
    reason: str  # a few Dutch words: "voorkeursterm", "volledige naam", "achternaam van …"


@dataclass(frozen=True, slots=True)
class Link:
    """An undirected co-occurrence (source < target): shared windows, no stated relation. Formulas: graph/links.py."""

    source: str
    target: str
    window: Window
    count: int
    npmi: float
    log_likelihood: float
    association_strength: float
    jaccard: float
    q_value: float
    expected: float
    n_documents: int


class Mark(NamedTuple):
    """A highlighted stretch of a text."""

    start: int
    end: int
    node_id: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A window of text that holds what was asked for, ready to be shown with its source."""

    window_id: str  # sentence, passage or document id
    document_id: str
    title: str
    authors: tuple[str, ...]
    date: str
    passage_id: str
    text: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class BuildInfo:
    """How a graph file was made."""

    schema_version: int
    program_version: str
    pipeline: str  # name and version of the language pipeline
    thesaurus: str  # fingerprint of the thesaurus
    corpus: str  # fingerprint of the documents, first 6 characters are shown
    built_at: str  # ISO 8601, UTC
    roots: tuple[str, ...]  # paths that were read
    n_windows_sentence: int
    n_windows_paragraph: int
    n_windows_document: int


def make_slug(text: str) -> str:
    """Return ``text`` as a lower-case identifier of a-z, 0-9 and hyphens, at most 60 characters ('' if none is left).

    >>> make_slug("Paul ’t Hart")
    'paul-t-hart'
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60].strip("-")
