"""Read marked texts of several forms: as documents of paragraphs with marks, or as sentences of a treebank."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from graph.errors import ReadableError
from graph.marked.texts import MarkedDocument, MarkedText, decode, join_words, read_conll, read_document
from graph.messages import say

BETWEEN = "-DOCSTART-"
TAG = re.compile(r"O|[BIES]-\w+")
TREE_COLUMNS = 10
LOOKED_AT = 20
"""Lines that tell of what form a file is."""


@dataclass(frozen=True, slots=True)
class Gold:
    """What was found under the paths: documents with marks, and files of treebanks."""

    documents: tuple[MarkedDocument, ...] = ()
    treebanks: tuple[Path, ...] = ()


def read_gold(paths: Sequence[Path]) -> Gold:
    """Return what is marked under ``paths``.

    Three forms: texts (txt, md) with marks in double brackets; files with a word a line and its tag last (B-PER, I-PER,
    O …), where ``-DOCSTART-`` parts documents; and treebanks in CoNLL-U.

    Raises:
        ReadableError: a path does not exist, cannot be read, or nothing under the paths is marked.
    """
    documents: list[MarkedDocument] = []
    treebanks: list[Path] = []
    for path in paths:
        if not path.exists():
            raise ReadableError(say("{path} bestaat niet; geef een map of bestand met gemarkeerde teksten.", path=path))
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if not file.is_file():
                continue
            try:
                form = _find_form(file)
                if form == "text" and path.is_dir() and file.suffix != ".txt":
                    continue  # notes beside the texts
                if form == "treebank":
                    treebanks.append(file)
                elif form == "words":
                    documents.extend(_read_lines(file))
                elif form == "text":
                    documents.append(read_document(file))
            except (OSError, ValueError, KeyError, IndexError) as error:
                raise ReadableError(
                    say("{path} is niet te lezen als gemarkeerde tekst ({error}).", path=file, error=error)
                ) from error
    if not treebanks and not any(paragraph.marks for document in documents for paragraph in document.paragraphs):
        raise ReadableError(
            say(
                "{where}: hier staan geen gemarkeerde teksten, zoals [[Els|PER:els]] of een woord per regel.",
                where=", ".join(str(path) for path in paths),
            )
        )
    return Gold(tuple(documents), tuple(treebanks))


def _find_form(path: Path) -> str:
    """Return "text", "words", "treebank", or "" for a file that holds nothing marked."""
    text = decode(path.read_bytes())
    if path.suffix in (".txt", ".md") and (("|" in text and "[[" in text) or text.startswith("---\n")):
        return "text"
    lines = [line for line in text[:100_000].split("\n") if line.strip() and not line.startswith("#")][:LOOKED_AT]
    if lines and all(line.count("\t") == TREE_COLUMNS - 1 for line in lines):
        return "treebank"
    rows = [line.split() for line in lines if not line.startswith(BETWEEN)]
    if rows and all(len(row) > 1 and TAG.fullmatch(row[-1]) for row in rows):
        return "words"
    return ""


def _read_lines(path: Path) -> Iterator[MarkedDocument]:
    numbered = _has_numbers(path)
    found: list[MarkedText] = []
    number = 0
    for sentence in read_conll(path, 1 if numbered else 0, -1):
        rows = [(word, tag.replace("PERSON", "PER")) for word, tag in sentence]
        if rows[0][0] == BETWEEN:
            if found:
                yield MarkedDocument(f"{path.name} {number}", "", tuple(found))
                found, number = [], number + 1
            rows = rows[1:]
        if rows:
            found.append(join_words(rows, path.name))
    if found:
        yield MarkedDocument(f"{path.name} {number}", "", tuple(found))


def _has_numbers(path: Path) -> bool:
    for line in decode(path.read_bytes()).splitlines():
        if line.strip() and not line.startswith("#"):
            return line.split()[0].isdigit() and len(line.split()) > 2
    return False
