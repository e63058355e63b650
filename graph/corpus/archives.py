"""Opening files that are zip archives inside: what is wrong with one, said in a sentence."""

from __future__ import annotations

import zipfile
from pathlib import Path

from lxml import etree  # type: ignore[import-untyped]

from graph.errors import ReadableError
from graph.messages import say

MAX_UNPACKED = 300_000_000
"""Bytes of text parts that an archive may unpack to; beyond this it is no book or report but a trap."""

_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def check_archive(path: Path, name: str, what: str, needed: str) -> None:
    """Check that ``path`` is a sound zip archive with the part ``needed``.

    Args:
        path: the file.
        name: how it is called in an error.
        what: the kind of file in Dutch, "Word-bestand (.docx)".
        needed: the part without which it is not of that kind.

    Raises:
        ReadableError: it is something else, locked, broken or too large.
    """
    with path.open("rb") as stream:
        start = stream.read(8)
    if start == _OLD_OFFICE:
        raise ReadableError(
            say(
                "‘{name}’ is met een wachtwoord beveiligd of in een oud Office-formaat opgeslagen: "
                "sla het zonder wachtwoord op als {what}.",
                name=name,
                what=what,
            )
        )
    try:
        with zipfile.ZipFile(path) as archive:
            infos = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError) as error:
        raise ReadableError(
            say(
                "‘{name}’ is geen geldig {what} of is beschadigd: open het in het programma waarmee "
                "het is gemaakt en sla het opnieuw op.",
                name=name,
                what=what,
            )
        ) from error
    if needed not in {info.filename for info in infos}:
        raise ReadableError(
            say(
                "‘{name}’ is een zip-bestand maar geen {what}: sla de tekst opnieuw op als {what}.",
                name=name,
                what=what,
            )
        )
    if any(info.flag_bits & 1 for info in infos):
        raise ReadableError(
            say("‘{name}’ is met een wachtwoord beveiligd: sla een kopie zonder wachtwoord op.", name=name)
        )
    unpacked = sum(
        info.file_size for info in infos if info.filename.lower().endswith((".xml", ".html", ".xhtml", ".htm"))
    )
    if unpacked > MAX_UNPACKED:
        raise ReadableError(
            say("‘{name}’ is uitgepakt te groot om te lezen: deel het op in kleinere bestanden.", name=name)
        )


def parse_xml(data: bytes) -> etree._Element:
    """Return the root of an XML part; entities are not expanded and nothing is fetched."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, recover=True, huge_tree=True, remove_comments=True
    )
    root = etree.fromstring(data, parser)
    if root is None:
        raise ValueError("no XML")
    return root
