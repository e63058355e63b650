"""Bytes to text: byte order marks, UTF-8, UTF-16 and the old Western code pages in which Dutch was written."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from graph.errors import ReadableError
from graph.messages import say

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = (
    (b"%PDF-", "een pdf-bestand", ".pdf"),
    (b"PK\x03\x04", "een zip-, Word-, OpenDocument- of epub-bestand", ".docx, .odt of .epub"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "een oud Office-bestand", ".docx (na opslaan in het nieuwe formaat)"),
    (b"{\\rtf", "een rtf-bestand", ".docx (na opslaan in Word)"),
)
_WESTERN = ("cp1252", "mac_roman", "cp850")
_DUTCH_MARKS = frozenset("ëéèêïíöóôüúáàâäçñÉËÏÖÜÈÁ‘’‚“”„–—…€•«»°½²³§©®™´\u00a0")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]+)", re.IGNORECASE)
_XML_DECLARED = re.compile(rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9_.:-]+)", re.IGNORECASE)


def decode_text(data: bytes, name: str, is_markup: bool = False) -> str:
    """Return ``data`` as text.

    Args:
        data: the bytes of the file.
        name: how the file is called in an error.
        is_markup: whether an encoding stated by html or xml is believed.

    Raises:
        ReadableError: the bytes are no text.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _check_text(data[len(mark) :].decode(encoding, "replace"), name)
    for magic, what, ending in _MAGIC:
        if data.startswith(magic):
            raise ReadableError(
                say(
                    "‘{name}’ is geen tekst maar {what}: geef het de juiste extensie, zoals {ending}.",
                    name=name,
                    what=what,
                    ending=ending,
                )
            )
    if wide := _guess_wide(data):
        return _check_text(data.decode(wide, "replace"), name)
    try:
        return _check_text(data.decode("utf-8"), name)
    except UnicodeDecodeError:
        pass
    if is_markup and (declared := _read_declared(data)):
        return _check_text(data.decode(declared, "replace"), name)
    return _check_text(_decode_old(data), name)


def _decode_old(data: bytes) -> str:
    mostly = data.decode("utf-8", "replace")
    n_bad = mostly.count("\ufffd")
    n_good = sum(1 for character in mostly if ord(character) > 127) - n_bad
    if 2 * n_good > n_bad:
        # A UTF-8 text in which a few bytes were pasted from elsewhere: only those bytes are read as Western.
        return data.decode("utf-8", "begrippengraaf-western")
    candidates = [(_score(data.decode(encoding, "replace")), encoding) for encoding in _WESTERN]
    best = max(candidates, key=lambda pair: pair[0])
    if best[0] < 0.5 and (match := from_bytes(data[:100_000]).best()) is not None:
        return data.decode(match.encoding, "replace")
    return data.decode(best[1], "replace")


def _score(text: str) -> float:
    """Return which part of the characters beyond ASCII is common in Dutch."""
    beyond = [character for character in text if ord(character) > 127]
    return sum(character in _DUTCH_MARKS for character in beyond) / max(1, len(beyond))


def _guess_wide(data: bytes) -> str:
    """Return the kind of UTF-16 without byte order mark, told by the zero in every second byte."""
    sample = data[:4000]
    if len(sample) < 4:
        return ""
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if odd > 0.7 * half and even < 0.1 * half:
        return "utf-16-le"
    if even > 0.7 * half and odd < 0.1 * half:
        return "utf-16-be"
    return ""


def _read_declared(data: bytes) -> str:
    match = _XML_DECLARED.search(data[:500]) or _DECLARED.search(data[:4000])
    if not match:
        return ""
    try:
        encoding = codecs.lookup(match.group(1).decode("ascii")).name
        data[:10].decode(encoding, "replace")
    except (LookupError, UnicodeDecodeError):
        return ""
    # Browsers read "iso-8859-1" as cp1252 too: the curly quotes only exist there.
    return "cp1252" if encoding in {"iso8859-1", "ascii"} else "" if encoding == "utf-8" else encoding


def _check_text(text: str, name: str) -> str:
    sample = text[:200_000]
    n_odd = len(_CONTROLS.findall(sample)) + sample.count("\ufffd")
    if n_odd > 3 and n_odd > 0.01 * len(sample):
        raise ReadableError(
            say(
                "‘{name}’ bevat geen leesbare tekst (het is een ander soort bestand): sla het op als "
                "tekst, of geef het de juiste extensie.",
                name=name,
            )
        )
    return text


def _western_bytes(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


codecs.register_error("begrippengraaf-western", _western_bytes)
