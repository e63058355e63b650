"""Word (docx) and OpenDocument text (odt) to blocks, with the properties that people fill in or programs leave."""

from __future__ import annotations

import datetime
import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import docx
import docx.document
from docx.opc.exceptions import PackageNotFoundError
from lxml import etree  # type: ignore[import-untyped]
from odfdo import Document as OdfDocument
from odfdo import XmlPart

from graph.corpus.archives import check_archive, parse_xml
from graph.corpus.blocks import Block, Extract, Properties, count_words, normalise_text, strip_bullet
from graph.errors import ReadableError
from graph.messages import mark, say
from graph.rows import PassageKind

_T = TypeVar("_T")
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_HEADING = re.compile(r"^(?:heading|kop|titel|title|ondertitel|subtitle|chapter|hoofdstuk)\b", re.IGNORECASE)
_TITLE = re.compile(r"^(?:titel|title)$", re.IGNORECASE)
_CONTENTS = re.compile(r"^(?:toc\b|toc\d|inhopg|inhoudsopgave|contents)", re.IGNORECASE)
_LIST = re.compile(r"^(?:list\b|lijst|opsomming)", re.IGNORECASE)
_QUOTE = re.compile(r"^(?:quote|intense quote|citaat|duidelijk citaat|block text|quotations)", re.IGNORECASE)
_FURNITURE = re.compile(r"^(?:header|footer|koptekst|voettekst)\b", re.IGNORECASE)


def read_docx(path: Path, name: str) -> Extract:
    """Return the paragraphs, headings, lists and table rows of a Word document; deleted text is left out.

    Raises:
        ReadableError: the file is no docx, is broken or is locked.
    """
    what = "Word-bestand (.docx)"
    check_archive(path, name, what, "[Content_Types].xml")
    document = _open(lambda: docx.Document(str(path)), name, what)
    styles = {style.style_id: style.name or "" for style in document.styles}
    blocks: list[Block] = []
    title = ""
    for text, style, is_item in _walk_docx(document.element.body, styles):
        blocks += _make_block(text, style, is_item)
        if _TITLE.match(style) and not title:
            title = normalise_text(text)
    about = document.core_properties
    created = about.created
    # The template of python-docx leaves this date and title on every file that it makes.
    is_template = created is not None and (created.year, created.month) == (2013, 12)
    properties = Properties(
        title=normalise_text(about.title or ""),
        authors=_split_authors(about.author or ""),
        date="" if created is None or is_template else created.date().isoformat(),
        publication="",
    )
    return Extract(tuple(blocks), properties=properties, origin=mark("documenteigenschappen"), printed_title=title)


def read_odt(path: Path, name: str) -> Extract:
    """Return the paragraphs, headings, lists and table rows of an OpenDocument text; notes and deletions are left out.

    Raises:
        ReadableError: the file is no odt, is broken or is locked.
    """
    what = "OpenDocument-bestand (.odt)"
    check_archive(path, name, what, "content.xml")
    document = _open(lambda: OdfDocument(path), name, what)
    root = _open(lambda: _read_odt_content(document), name, what)
    styles = _read_odt_styles(root)
    blocks: list[Block] = []
    title = ""
    for body in root.iter(_OFFICE + "text"):
        for text, style, is_item in _walk_odt(body, styles):
            blocks += _make_block(text, style, is_item)
            if _TITLE.match(style) and not title:
                title = normalise_text(text)
        break
    properties = _open(lambda: _read_odt_properties(document), name, what)
    return Extract(tuple(blocks), properties=properties, origin=mark("documenteigenschappen"), printed_title=title)


def _open(action: Callable[[], _T], name: str, what: str) -> _T:
    """Return what ``action`` returns; whatever a library raises on a broken file becomes one sentence."""
    try:
        return action()
    except (PackageNotFoundError, zipfile.BadZipFile, KeyError, ValueError, etree.LxmlError, OSError) as error:
        problem: Exception = error
    except Exception as error:  # these libraries also raise AttributeError, TypeError, zlib.error … on broken parts
        problem = error
    raise ReadableError(
        say(
            "‘{name}’ is geen geldig {what} of is beschadigd: open het in het programma waarmee "
            "het is gemaakt en sla het opnieuw op.",
            name=name,
            what=what,
        )
    ) from problem


def _make_block(text: str, style: str, is_item: bool) -> list[Block]:
    text, has_bullet = strip_bullet(normalise_text(text))
    if not text:
        return []
    if _CONTENTS.match(style):
        return [Block("list", text, "inhoudsopgave")]
    if _FURNITURE.match(style):
        return [Block("paragraph", text, "kopregel")]
    kind: PassageKind = "paragraph"
    if _HEADING.match(style) and count_words(text) <= 30:
        kind = "heading"
    elif _QUOTE.match(style):
        kind = "quote"
    elif is_item or has_bullet or _LIST.match(style):
        kind = "list"
    return [Block(kind, text)]


def _walk_docx(parent: etree._Element, styles: dict[str, str]) -> Iterator[tuple[str, str, bool]]:
    """Yield (text, style, is list item) of each paragraph in order; a table row of short cells is one text."""
    for element in parent:
        if element.tag == _W + "p":
            style_element = element.find(f"{_W}pPr/{_W}pStyle")
            style_id = style_element.get(_W + "val") if style_element is not None else ""
            is_item = element.find(f"{_W}pPr/{_W}numPr") is not None
            for line in _docx_text(element).split("\f"):
                yield line, styles.get(style_id or "", style_id or ""), is_item
            for box in element.iter(_W + "txbxContent"):
                if not any(above.tag == _MC + "Fallback" for above in box.iterancestors()):
                    yield from _walk_docx(box, styles)
        elif element.tag == _W + "tbl":
            for row in element.findall(_W + "tr"):
                cells = [
                    [part for part in _walk_docx(cell, styles) if part[0].strip()] for cell in row.findall(_W + "tc")
                ]
                yield from _join_row(cells)
        elif element.tag == _W + "sdt":
            kind = element.find(f"{_W}sdtPr/{_W}docPartObj/{_W}docPartGallery")
            is_contents = kind is not None and "Contents" in (kind.get(_W + "val") or "")
            content = element.find(_W + "sdtContent")
            if content is not None:
                for text, style, is_item in _walk_docx(content, styles):
                    yield text, "toc" if is_contents else style, is_item
        elif element.tag in (_W + "ins", _W + "customXml", _W + "smartTag"):
            yield from _walk_docx(element, styles)


def _docx_text(paragraph: etree._Element) -> str:
    parts: list[str] = []
    stack = list(reversed(paragraph))
    while stack:
        element = stack.pop()
        tag = element.tag
        if tag == _W + "t":
            parts.append(element.text or "")
        elif tag in (_W + "tab", _W + "cr") or (tag == _W + "br" and element.get(_W + "type") != "page"):
            parts.append(" ")
        elif tag == _W + "noBreakHyphen":
            parts.append("-")
        elif tag not in (_W + "del", _W + "moveFrom", _W + "txbxContent", _W + "pPr", _W + "rPr", _MC + "Fallback"):
            stack.extend(reversed(element))
    return "".join(parts)


def _join_row(cells: list[list[tuple[str, str, bool]]]) -> Iterator[tuple[str, str, bool]]:
    texts = [" ".join(normalise_text(text) for text, _, _ in cell) for cell in cells]
    texts = [text for text in texts if text]
    if len(texts) > 1 and all(count_words(text) <= 12 for text in texts):
        yield "; ".join(texts), "", False
    else:
        for cell in cells:
            yield from cell


def _walk_odt(parent: etree._Element, styles: dict[str, str], is_item: bool = False) -> Iterator[tuple[str, str, bool]]:
    for element in parent:
        tag = element.tag
        if tag == _TEXT + "h":
            yield _odt_text(element), "Heading", False
        elif tag == _TEXT + "p":
            style = element.get(_TEXT + "style-name") or ""
            yield _odt_text(element), styles.get(style, style).replace("_20_", " "), is_item
        elif tag == _TEXT + "table-of-content":
            for text, _, _ in _walk_odt(element, styles):
                yield text, "toc", False
        elif tag == _TABLE + "table-row":
            cells = [[part for part in _walk_odt(cell, styles) if part[0].strip()] for cell in element]
            yield from _join_row(cells)
        elif tag == _TEXT + "list":
            yield from _walk_odt(element, styles, True)
        elif isinstance(tag, str) and tag not in (
            _TEXT + "tracked-changes",
            _TEXT + "sequence-decls",
            _OFFICE + "forms",
        ):
            yield from _walk_odt(element, styles, is_item)


def _read_odt_content(document: OdfDocument) -> etree._Element:
    part = document.get_part("content.xml")
    if not isinstance(part, XmlPart):
        raise ValueError("no content")
    return parse_xml(part.serialize())


def _odt_text(element: etree._Element) -> str:
    parts: list[str] = [element.text or ""]
    for child in element:
        tag = child.tag
        if tag == _TEXT + "s" or tag in (_TEXT + "tab", _TEXT + "line-break"):
            parts.append(" ")
        elif tag not in (_TEXT + "note", _OFFICE + "annotation", _TEXT + "soft-page-break") and isinstance(tag, str):
            parts.append(_odt_text(child))
        parts.append(child.tail or "")
    return "".join(parts)


def _read_odt_styles(root: etree._Element) -> dict[str, str]:
    """Return the named style behind each automatic one ("P3" is "Title")."""
    style = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
    return {
        element.get(style + "name") or "": element.get(style + "parent-style-name") or ""
        for element in root.iter(style + "style")
        if element.get(style + "parent-style-name")
    }


def _read_odt_properties(document: OdfDocument) -> Properties:
    meta = document.meta
    created = meta.creation_date
    author = meta.initial_creator or meta.creator or ""
    return Properties(
        title=normalise_text(meta.title or ""),
        authors=_split_authors(str(author)),
        date=created.date().isoformat() if isinstance(created, datetime.datetime) else "",
    )


def _split_authors(text: str) -> tuple[str, ...]:
    return tuple(part for part in (normalise_text(part) for part in re.split(r"[;\n]", text)) if part)
