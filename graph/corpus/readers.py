"""One file to one document: the reader for its format, cleaning, metadata, and what can go wrong on the way."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from graph.corpus.blocks import Block, Extract, count_words
from graph.corpus.cleaning import clean_blocks, mark_repeated_title
from graph.corpus.decoding import decode_text
from graph.corpus.epub import read_epub
from graph.corpus.files import explain_os_error, hash_file, make_document_id
from graph.corpus.markdown import read_markdown, split_front_matter
from graph.corpus.metadata import find_metadata
from graph.corpus.office import read_docx, read_odt
from graph.corpus.pdf import read_pdf
from graph.corpus.plain import mark_headings, read_plain
from graph.corpus.web import read_html
from graph.errors import ReadableError
from graph.messages import say
from graph.rows import Document, Passage, Removal

FORMATS = {
    ".txt": "txt",
    ".text": "txt",
    ".md": "md",
    ".markdown": "md",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".pdf": "pdf",
    ".docx": "docx",
    ".odt": "odt",
    ".epub": "epub",
}
"""The extensions that are read, and the format that each stands for."""

MAX_BYTES = 200_000_000
MAX_TEXT_BYTES = 30_000_000
_ADVICE = {
    ".doc": "open het in Word en sla het op als .docx",
    ".rtf": "open het in Word of LibreOffice en sla het op als .docx",
    ".pptx": "exporteer de presentatie als pdf",
    ".ppt": "exporteer de presentatie als pdf",
    ".xlsx": "zet de tekst in een document en sla dat op als .docx",
    ".pages": "exporteer het als .docx of pdf",
    ".mobi": "zet het om naar .epub",
}


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """A document with its passages in reading order and the pieces that were cleaned away."""

    document: Document
    passages: tuple[Passage, ...]
    removals: tuple[Removal, ...]


def read_document(path: Path, relative: str, document_id: str = "") -> ReadDocument:
    """Return the document in a file.

    Args:
        path: the file.
        relative: its path relative to the folder that was read, with forward slashes.
        document_id: its id from ``make_document_ids``; made from ``relative`` alone when empty.

    Raises:
        ReadableError: the file cannot be read or holds no words; the sentence names it and says what to do.
    """
    document_id = document_id or make_document_id(relative)
    kind = _check_file(path, relative)
    content_hash = hash_file(path)
    extract = _extract(path, relative, kind)
    stem = relative.rsplit("/", 1)[-1].removesuffix(path.suffix)
    blocks = clean_blocks(extract.blocks)
    about = find_metadata(extract, blocks, stem)
    blocks = mark_repeated_title(blocks, about.title)
    kept = [block for block in blocks if not block.reason]
    if kind in ("txt", "docx", "odt"):
        # Only now is it known what really follows each line.
        kept = mark_headings(kept)
    n_words = sum(count_words(block.text) for block in kept if block.kind != "comment")
    if n_words == 0:
        raise ReadableError(
            say(
                "‘{relative}’ bevat geen woorden: controleer of de tekst er echt in staat, of haal het weg.",
                relative=relative,
            )
        )
    document = Document(
        document_id=document_id,
        title=about.title,
        authors=about.authors,
        date=about.date,
        publication=about.publication,
        url=about.url,
        source=about.source,
        path=relative,
        format=kind,
        n_words=n_words,
        content_hash=content_hash,
        title_from=about.title_from,
        authors_from=about.authors_from,
        date_from=about.date_from,
        publication_from=about.publication_from,
        url_from=about.url_from,
    )
    passages = tuple(
        Passage(f"{document_id}.p{position}", document_id, position, block.kind, block.text)
        for position, block in enumerate(kept)
    )
    gone = [block for block in blocks if block.reason]
    removals = tuple(Removal(document_id, position, block.reason, block.text) for position, block in enumerate(gone))
    return ReadDocument(document, passages, removals)


def _check_file(path: Path, relative: str) -> str:
    """Return the format of a file after a look at its name and size."""
    suffix = path.suffix.lower()
    if suffix not in FORMATS:
        known = ", ".join(dict.fromkeys(FORMATS.values()))
        advice = _ADVICE.get(suffix, f"zet de tekst om naar een van deze soorten: {known}")
        what = f"het bestandstype {suffix}" if suffix else "een bestand zonder extensie"
        raise ReadableError(
            say(
                "‘{relative}’ kan niet worden gelezen, want {what} wordt niet ondersteund: {advice}.",
                relative=relative,
                what=what,
                advice=advice,
            )
        )
    try:
        if not path.is_file():
            raise IsADirectoryError if path.is_dir() else FileNotFoundError
        size = path.stat().st_size
        with path.open("rb"):
            pass
    except OSError as error:
        raise explain_os_error(error, relative) from error
    if size == 0:
        raise ReadableError(say("‘{relative}’ is leeg (0 bytes): zet er tekst in of haal het weg.", relative=relative))
    limit = MAX_TEXT_BYTES if FORMATS[suffix] in ("txt", "md", "html") else MAX_BYTES
    if size > limit:
        raise ReadableError(
            say(
                "‘{relative}’ is te groot ({value} MB, het maximum is {value_2} MB): deel het op.",
                relative=relative,
                value=size // 1000000,
                value_2=limit // 1000000,
            )
        )
    return FORMATS[suffix]


def _extract(path: Path, relative: str, kind: str) -> Extract:
    packed: dict[str, Callable[[Path, str], Extract]] = {
        "pdf": read_pdf,
        "docx": read_docx,
        "odt": read_odt,
        "epub": read_epub,
    }
    try:
        if kind in packed:
            return packed[kind](path, relative)
        data = path.read_bytes()
    except zipfile.BadZipFile as error:
        raise ReadableError(
            say("‘{relative}’ is beschadigd: open het en sla het opnieuw op.", relative=relative)
        ) from error
    except OSError as error:
        raise explain_os_error(error, relative) from error
    text = decode_text(data, relative, is_markup=kind == "html")
    if not text.strip():
        raise ReadableError(say("‘{relative}’ bevat geen tekst: zet er tekst in of haal het weg.", relative=relative))
    if kind == "html":
        return read_html(text, relative)
    front, body = split_front_matter(text, relative)
    blocks: list[Block] = read_markdown(body) if kind == "md" else read_plain(body)
    return Extract(tuple(blocks), front=front)
