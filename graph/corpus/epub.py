"""EPUB to blocks: the chapters in the order of the spine, without the navigation pages."""

from __future__ import annotations

import posixpath
import zipfile
from pathlib import Path
from urllib.parse import unquote

from lxml import etree  # type: ignore[import-untyped]

from graph.corpus.archives import check_archive, parse_xml
from graph.corpus.blocks import Block, Extract, Properties, normalise_text
from graph.corpus.dates import parse_date
from graph.corpus.decoding import decode_text
from graph.corpus.web import parse_html, read_elements
from graph.errors import ReadableError
from graph.messages import mark, say

_CONTAINER = "META-INF/container.xml"
_NAVIGATION = ("toc", "nav", "landmarks", "page-list", "cover", "titlepage", "copyright-page", "colophon")


def read_epub(path: Path, name: str) -> Extract:
    """Return the chapters of a book.

    Raises:
        ReadableError: the file is no EPUB, is broken, or is locked with digital rights management.
    """
    check_archive(path, name, "EPUB-bestand (.epub)", _CONTAINER)
    try:
        with zipfile.ZipFile(path) as archive:
            return _read_package(archive, name)
    except ReadableError:
        raise
    except (zipfile.BadZipFile, KeyError, ValueError, etree.LxmlError, OSError, EOFError, NotImplementedError) as error:
        raise ReadableError(
            say("‘{name}’ is een beschadigd EPUB-bestand: download of exporteer het opnieuw.", name=name)
        ) from error
    except Exception as error:  # zlib.error and its kin carry no common parent
        raise ReadableError(
            say("‘{name}’ is een beschadigd EPUB-bestand: download of exporteer het opnieuw.", name=name)
        ) from error


def _read_package(archive: zipfile.ZipFile, name: str) -> Extract:
    container = parse_xml(archive.read(_CONTAINER))
    package_path = next((element.get("full-path") for element in container.iter("{*}rootfile")), None)
    if not package_path:
        raise KeyError("rootfile")
    package = parse_xml(archive.read(package_path))
    items: dict[str, tuple[str, str, str]] = {}
    for item in package.iter("{*}item"):
        href = posixpath.normpath(posixpath.join(posixpath.dirname(package_path), unquote(item.get("href") or "")))
        items[item.get("id") or ""] = (href, item.get("media-type") or "", item.get("properties") or "")
    locked = _find_locked(archive)
    names = set(archive.namelist())
    blocks: list[Block] = []
    for reference in package.iter("{*}itemref"):
        href, media_type, properties = items.get(reference.get("idref") or "", ("", "", ""))
        if href not in names or "html" not in media_type or "nav" in properties.split():
            continue
        if href in locked:
            raise ReadableError(
                say("‘{name}’ is beveiligd tegen kopiëren (DRM): gebruik een uitgave zonder beveiliging.", name=name)
            )
        blocks += _read_chapter(decode_text(archive.read(href), name, is_markup=True), name)
    return Extract(tuple(blocks), properties=_read_metadata(package), origin=mark("documenteigenschappen"))


def _read_chapter(text: str, name: str) -> list[Block]:
    if not text.strip():
        return []
    tree = parse_html(text, name)
    for element in list(tree.iter("nav", "section", "body", "div", "aside", "a")):
        # Books mark their own contents, cover and note numbers.
        types = (element.get("epub:type") or element.get("role") or "").replace("doc-", "").split()
        if element.tag == "nav" or any(kind in types for kind in (*_NAVIGATION, "noteref")):
            if element.tag == "body":
                return []
            element.drop_tree()
    return read_elements(tree, keep_all=True)


def _find_locked(archive: zipfile.ZipFile) -> set[str]:
    """Return the parts that are encrypted; scrambled fonts are among them and do no harm."""
    if "META-INF/encryption.xml" not in archive.namelist():
        return set()
    root = parse_xml(archive.read("META-INF/encryption.xml"))
    return {unquote(element.get("URI") or "") for element in root.iter("{*}CipherReference")}


def _read_metadata(package: etree._Element) -> Properties:
    def texts(tag: str) -> list[str]:
        found = [
            normalise_text("".join(element.itertext()))
            for element in package.iter("{http://purl.org/dc/elements/1.1/}" + tag)
        ]
        return [text for text in found if text]

    titles, dates, publishers = texts("title"), texts("date"), texts("publisher")
    sources = [source for source in texts("source") + texts("identifier") if source.startswith("http")]
    return Properties(
        title=titles[0] if titles else "",
        authors=tuple(texts("creator")),
        date=parse_date(dates[0]) if dates else "",
        publication=publishers[0] if publishers else "",
        url=sources[0] if sources else "",
    )
