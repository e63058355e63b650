"""Texts to train on and to measure with, as characters and marked spans; reads the corpora, writes nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

LABELS = ("PER", "ORG", "LOC")
STRAIGHT = str.maketrans("’‘‛`´“”„«»", "'''''" + '"""""')
MARK = re.compile(r"\[\[([^|\]\[]+)\|([A-Z]+)(?::([^\]|]+))?\]\]")
NO_NAME = re.compile(r"[^A-ZÀ-Þ]+|\w+se|\w+(?:aan|aren|anen|ezen|ees)|\w*[dD]ivisie")
TITLE = re.compile(r"(?:[a-z]{5,}|heer) (?=[A-Z])")
NO_SPACE_BEFORE = frozenset(".,;:!?)]%")
NO_SPACE_AFTER = frozenset("([")


class Mark(NamedTuple):
    """An entity at characters start..end; ``key`` tells persons of one document apart, or names a concept."""

    start: int
    end: int
    label: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class MarkedText:
    """A paragraph, sentence or run of sentences with its entities in reading order."""

    text: str
    marks: tuple[Mark, ...]
    source: str
    document: str = ""


@dataclass(frozen=True, slots=True)
class MarkedDocument:
    """A whole document: its paragraphs with every mark, concepts as well."""

    name: str
    genre: str
    paragraphs: tuple[MarkedText, ...]


def decode(data: bytes) -> str:
    """Return the characters of a corpus file: UTF-8, or else Latin-1, in which the oldest corpora stand."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def read_marks(raw: str) -> tuple[str, tuple[Mark, ...]]:
    """Return the text as a reader sees it and the marks that stood in it.

    >>> read_marks("[[Els|PER:els]] woont in [[Ede|LOC]].")
    ('Els woont in Ede.', (Mark(start=0, end=3, label='PER', key='els'), Mark(start=13, end=16, label='LOC', key='')))
    """
    pieces: list[str] = []
    marks: list[Mark] = []
    at = length = 0
    for match in MARK.finditer(raw):
        plain = raw[at : match.start()]
        length += len(plain)
        surface = match[1]
        marks.append(Mark(length, length + len(surface), match[2], match[3] or ""))
        pieces += [plain, surface]
        length += len(surface)
        at = match.end()
    pieces.append(raw[at:])
    return "".join(pieces), tuple(marks)


def read_document(path: Path) -> MarkedDocument:
    """Return one document of the civic corpus: front matter (if any), then paragraphs between blank lines."""
    raw = decode(path.read_bytes()).replace("\r\n", "\n")
    _, front, body = raw.split("---\n", 2) if raw.startswith("---\n") else ("", "", raw)
    genre = re.search(r"^genre:\s*(\S+)", front, re.MULTILINE)
    name = f"{path.parent.name}/{path.stem}"
    paragraphs = []
    for block in re.split(r"\n\s*\n", body.strip()):
        text, marks = read_marks(" ".join(block.split("\n")) if _is_prose(block) else block)
        paragraphs.append(MarkedText(text, marks, "civic", name))
    return MarkedDocument(name, genre[1] if genre else "", tuple(paragraphs))


def _is_prose(block: str) -> bool:
    return not re.search(r"^\s*(?:[-*•–]|\d+[.)])\s", block, re.MULTILINE)


def read_civic(folders: Iterable[Path]) -> list[MarkedDocument]:
    """Return the documents of the civic corpus in ``folders``, in the order of their names."""
    return [read_document(path) for folder in folders for path in sorted(folder.glob("*.txt"))]


def only_entities(text: MarkedText) -> MarkedText:
    """Return ``text`` without the marks of concepts."""
    return MarkedText(text.text, tuple(m for m in text.marks if m.label in LABELS), text.source, text.document)


def read_conll(path: Path, word: int, tag: int, separator: str | None = None) -> Iterator[list[tuple[str, str]]]:
    """Yield sentences as (word, IOB tag) from a file with a token a line; ``word`` and ``tag`` are column numbers."""
    sentence: list[tuple[str, str]] = []
    for line in decode(path.read_bytes()).split("\n"):
        columns = line.rstrip("\r").split(separator)
        if len(columns) <= abs(tag) - (tag < 0) or not columns[word]:
            if sentence:
                yield sentence
            sentence = []
            continue
        sentence.append((columns[word], columns[tag]))
    if sentence:
        yield sentence


def join_words(words: Iterable[tuple[str, str]], source: str, document: str = "") -> MarkedText:
    """Return (word, IOB tag) pairs as running text; full stops and commas are set against the word before them."""
    text = ""
    marks: list[Mark] = []
    inside = False
    for word, tag in words:
        glued = not text or word in NO_SPACE_BEFORE or text[-1] in NO_SPACE_AFTER
        text += word if glued else " " + word
        start, label = len(text) - len(word), tag[2:]
        end = start + len(word.rstrip(".,;:!?\"'"))
        if label not in LABELS:
            inside = False
        elif inside and marks[-1].label == label and (tag[0] == "I" or text[marks[-1].end : start] == " "):
            marks[-1] = Mark(marks[-1].start, end, label)
        else:
            marks.append(Mark(start, end, label))
            inside = True
    return MarkedText(text, tuple(mark for mark in marks if mark.end > mark.start), source, document)


def read_wikiann(path: Path) -> list[MarkedText]:
    """Return the sentences of wikiann that are sentences: at least five words, two of them in lower case.

    Adjectives and inhabitants ("Zweedse") lose their mark, and so do numbers.
    """
    kept = []
    for sentence in read_conll(path, 1, 2, "\t"):
        small = sum(word.islower() and word.isalpha() for word, _ in sentence)
        if len(sentence) >= 5 and small >= 2:
            text = join_words(_clean(sentence), "wikiann")
            marks = tuple(mark for mark in text.marks if not NO_NAME.fullmatch(text.text[mark.start : mark.end]))
            kept.append(MarkedText(text.text, marks, "wikiann"))
    return kept


def _clean(sentence: list[tuple[str, str]]) -> list[tuple[str, str]]:
    # Wiki markup ("''", "**") is no text.
    return [(word, tag) for word, tag in sentence if word not in ("''", "'''", "**", "*", "``", "'")]


def read_europeana(path: Path, longest: int = 60) -> list[MarkedText]:
    """Return the pieces of the old newspapers that hold a person, of at most ``longest`` words.

    Elsewhere in them many names carry no mark. A title in lower case before a name loses its place in it.
    """
    kept = []
    for page in read_conll(path, 0, 1):
        piece: list[tuple[str, str]] = []
        for word, tag in page:
            piece.append((word, tag))
            ends = word.endswith(".") and len(word) > 3 and tag == "O"
            if len(piece) >= longest or (ends and len(piece) >= longest // 4):
                kept.append(join_words(piece, "europeana"))
                piece = []
    return [_drop_titles(text) for text in kept if any(mark.label == "PER" for mark in text.marks)]


def _drop_titles(text: MarkedText) -> MarkedText:
    marks = []
    for mark in text.marks:
        match = TITLE.match(text.text, mark.start, mark.end) if mark.label == "PER" else None
        marks.append(mark._replace(start=match.end()) if match else mark)
    return MarkedText(text.text, tuple(marks), text.source)
