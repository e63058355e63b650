"""Read marked texts of several forms as documents of paragraphs with marks."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from graph.errors import ReadableError
from graph.marked.texts import MarkedDocument, MarkedText, join_words, read_civic, read_conll, read_document

BETWEEN = "-DOCSTART-"


def read_gold(paths: list[Path]) -> list[MarkedDocument]:
    """Return the marked documents under ``paths``: texts with marks in double brackets, or files with a word a line.

    In a file with a word a line the tag (B-PER, I-PER, O …) stands last; ``-DOCSTART-`` parts documents.

    Raises:
        ReadableError: a path does not exist or holds no marked texts.
    """
    documents: list[MarkedDocument] = []
    for path in paths:
        if path.is_dir():
            folders = [path, *sorted(folder for folder in path.rglob("*") if folder.is_dir())]
            documents.extend(read_civic(folders))
        elif path.suffix in (".txt", ".md") and path.is_file():
            documents.append(read_document(path))
        elif path.is_file():
            documents.extend(_read_lines(path))
        else:
            raise ReadableError(f"{path} bestaat niet; geef een map of bestand met gemarkeerde teksten.")
    if not any(paragraph.marks for document in documents for paragraph in document.paragraphs):
        where = ", ".join(str(path) for path in paths)
        raise ReadableError(
            f"{where}: hier staan geen gemarkeerde teksten, zoals [[Els|PER:els]] of een woord per regel."
        )
    return documents


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
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.strip() and not line.startswith("#"):
                return line.split()[0].isdigit() and len(line.split()) > 2
    return False
