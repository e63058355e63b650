"""A page of a PDF as lines with their place and type. The only module that touches the C interface of PDFium."""

from __future__ import annotations

import ctypes
import re
from collections import Counter
from dataclasses import dataclass, replace
from itertools import pairwise

import pypdfium2 as pdfium  # type: ignore[import-untyped]
import pypdfium2.raw as raw  # type: ignore[import-untyped]

_BOLD = re.compile(r"bold|black|heavy|semibold|demi|[-,]bd|inserat", re.IGNORECASE)
_ITALIC = re.compile(r"ital|obli|[-,]it\b", re.IGNORECASE)
_BREAKS = frozenset({0, 10, 13})
_HYPHENS = frozenset({2, 0xAD, 0xFFFE, 0x2010, 0x2011})
_MARK = re.compile(r"^(?:[\[(]?\d{1,3}[\])]?|[*†]{1,3}\)?)$")
_CAPITAL = re.compile(r"^[‘“'\"]?[^\W\d_a-zà-ÿ]$")
_UNITS = ("m", "km", "cm", "mm", "dm")
MAX_GAP = 1.6  # a wider gap, in letter sizes, parts two pieces on one line
TAB_GAP = 2.5  # a wider gap is a tab


@dataclass(frozen=True, slots=True)
class Line:
    """A stretch of text on one base line, in points from the lower left corner of the page."""

    page: int
    x0: float
    x1: float
    y: float
    size: float
    font: str
    bold: bool
    italic: bool
    text: str
    marks: tuple[str, ...] = ()  # footnote numbers that were taken out of the text
    starts_with_mark: bool = False


@dataclass(frozen=True, slots=True)
class _Font:
    name: str
    size: float
    drawn_by: int  # which text object of the page it is; 0 for a space that PDFium put in
    turn: int  # quarter turns to the left


@dataclass(slots=True)
class _Glyph:
    text: str
    x0: float
    x1: float
    y: float
    size: float
    font: str
    drawn_by: int = 0  # which text object of the page drew it


def read_lines(document: pdfium.PdfDocument, index: int) -> tuple[list[Line], float, float]:
    """Return the lines of page ``index`` in the order of the file, and the width and height of the page in points."""
    page = document[index]
    try:
        left, bottom, right, top = page.get_cropbox()
        width, height = right - left, top - bottom
        text_page = page.get_textpage()
        try:
            glyphs, turn = _read_glyphs(text_page, width, height)
        finally:
            text_page.close()
    finally:
        page.close()
    if turn % 2:
        width, height = height, width
    lines = [line for run in _split_runs(glyphs) if (line := _make_line(run, index)) is not None]
    return attach_capitals(attach_marks(lines)), float(width), float(height)


def attach_marks(lines: list[Line]) -> list[Line]:
    """Return the lines, where a raised footnote number that the file sets apart counts with the words before it."""
    loose = [line for line in lines if _MARK.match(line.text)]
    hosts = {id(line): line for line in lines}
    for mark in loose:
        for host in lines:
            raised = 0 < mark.y - host.y < 0.6 * host.size
            behind = -0.1 * host.size < mark.x0 - host.x1 < 0.6 * host.size
            if host is not mark and mark.size < 0.87 * host.size and raised and behind and id(host) in hosts:
                found = hosts[id(host)]
                hosts[id(host)] = replace(found, marks=(*found.marks, mark.text), x1=mark.x1)
                del hosts[id(mark)]
                break
    return list(hosts.values())


def attach_capitals(lines: list[Line]) -> list[Line]:
    """Return the lines, where a large first letter that reaches down over several lines is put before its word."""
    hosts = {id(line): line for line in lines}
    for capital in lines:
        if not _CAPITAL.match(capital.text):
            continue
        beside = [
            line
            for line in lines
            if capital.size > 1.8 * line.size
            and -0.2 * line.size < line.x0 - capital.x1 < 1.6 * line.size
            and -0.3 * line.size < line.y - capital.y < capital.size
        ]
        first = max(beside, key=lambda line: line.y, default=capital)
        if len(beside) < 2 or not first.text[:1].isalpha():
            continue
        gap = "" if first.text[:1].islower() or first.text[:2].isupper() else " "
        hosts[id(first)] = replace(first, text=capital.text + gap + first.text)
        del hosts[id(capital)]
    return list(hosts.values())


def merge_rows(lines: list[Line]) -> list[Line]:
    """Return the lines from top to bottom, with the pieces that stand on one base line put together."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: (-line.y, line.x0)):
        if rows and abs(rows[-1][0].y - line.y) < 0.35 * max(line.size, rows[-1][0].size):
            rows[-1].append(line)
        else:
            rows.append([line])
    return [_merge(sorted(row, key=lambda line: line.x0)) for row in rows]


def _merge(row: list[Line]) -> Line:
    if len(row) == 1:
        return row[0]
    text = row[0].text
    for left, right in pairwise(row):
        gap = right.x0 - left.x1
        text += ("\t" if gap > TAB_GAP * right.size else " " if gap > 0.12 * right.size else "") + right.text
    widest = max(row, key=lambda line: len(line.text))
    return replace(
        widest,
        x0=row[0].x0,
        x1=max(line.x1 for line in row),
        text=text,
        marks=tuple(mark for line in row for mark in line.marks),
        starts_with_mark=row[0].starts_with_mark,
        bold=sum(len(line.text) for line in row if line.bold) * 2 > len(text),
    )


def _read_glyphs(text_page: pdfium.PdfTextPage, width: float, height: float) -> tuple[list[_Glyph | None], int]:
    """Return the characters of a page, None where PDFium saw a line end, and the quarter turns to read it upright.

    Characters that stand another way than most of the page (a note along the edge) are left out.
    """
    handle = text_page.raw
    fonts: dict[int, _Font] = {}
    found: list[tuple[str, tuple[float, float, float, float], float, float, _Font] | None] = []
    box, x, y = raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    high = 0
    for i in range(text_page.count_chars()):
        code = raw.FPDFText_GetUnicode(handle, i)
        if code in _BREAKS:
            found.append(None)
            continue
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00) if high else 0xFFFD
            high = 0
        if not raw.FPDFText_GetLooseCharBox(handle, i, box):
            continue
        raw.FPDFText_GetCharOrigin(handle, i, x, y)
        character = "-" if code in _HYPHENS else " " if code in (9, 32, 0xA0) else chr(code)
        sides = (box.left, box.bottom, box.right, box.top)
        found.append((character, sides, x.value, y.value, _find_font(handle, i, fonts)))
    turns = Counter(each[4].turn for each in found if each is not None and each[4].drawn_by)
    turn = turns.most_common(1)[0][0] if turns else 0
    glyphs: list[_Glyph | None] = []
    for each in found:
        if each is None:
            glyphs.append(None)
            continue
        character, (left, bottom, right, top), x0, y0, font = each
        if font.turn != turn and (font.drawn_by or turn):
            continue
        if turn == 1:
            left, right, y0 = bottom, top, width - x0
        elif turn == 2:
            left, right, y0 = width - right, width - left, height - y0
        elif turn == 3:
            left, right, y0 = height - top, height - bottom, x0
        glyphs.append(_Glyph(character, left, right, y0, font.size, font.name, font.drawn_by))
    return glyphs, turn


def _find_font(handle: object, i: int, fonts: dict[int, _Font]) -> _Font:
    """Return the type of character ``i``; looked up once for each text object."""
    text_object = raw.FPDFText_GetTextObject(handle, i)
    key = ctypes.cast(text_object, ctypes.c_void_p).value
    if not key:
        return _Font("", 0.0, 0, 0)
    if key in fonts:
        return fonts[key]
    name, size, turn = "", raw.FPDFText_GetFontSize(handle, i), 0
    font = raw.FPDFTextObj_GetFont(text_object)
    if font:
        buffer = ctypes.create_string_buffer(256)
        raw.FPDFFont_GetBaseFontName(font, buffer, 256)
        name = buffer.value.decode("utf-8", "replace").split("+", 1)[-1]
    matrix = raw.FS_MATRIX()
    if raw.FPDFText_GetMatrix(handle, i, matrix):
        size *= (matrix.c**2 + matrix.d**2) ** 0.5 or 1.0
        along, up = matrix.a, matrix.b
        turn = (0 if along >= 0 else 2) if abs(along) >= abs(up) else (1 if up > 0 else 3)
    fonts[key] = _Font(name, round(size, 1), key, turn)
    return fonts[key]


def _split_runs(glyphs: list[_Glyph | None]) -> list[list[_Glyph]]:
    runs: list[list[_Glyph]] = []
    run: list[_Glyph] = []
    last: _Glyph | None = None  # the last character that is not a space
    for glyph in glyphs:
        if glyph is None:
            if run:
                runs.append(run)
            run, last = [], None
            continue
        if glyph.text == " ":
            if run and run[-1].text != " ":
                run.append(glyph)
            continue
        if last is not None:
            size = max(glyph.size, last.size, 1.0)
            if glyph.drawn_by != last.drawn_by and _coincide(glyph, last, size):
                continue  # drawn twice to look bold; the two halves of a ligature share one text object
            gap = glyph.x0 - last.x1
            if abs(glyph.y - last.y) > 0.55 * size or gap < -0.8 * size or gap > MAX_GAP * size:
                runs.append(run)
                run = []
            elif gap > 0.25 * size and run[-1].text != " ":
                run.append(_Glyph(" ", last.x1, glyph.x0, glyph.y, 0.0, ""))
        run.append(glyph)
        last = glyph
    if run:
        runs.append(run)
    return runs


def _coincide(one: _Glyph, other: _Glyph, size: float) -> bool:
    return one.text == other.text and abs(one.x0 - other.x0) < 0.08 * size and abs(one.y - other.y) < 0.1 * size


def _make_line(run: list[_Glyph], page: int) -> Line | None:
    inked = [glyph for glyph in run if glyph.text != " "]
    if not inked:
        return None
    size = Counter(glyph.size for glyph in inked).most_common(1)[0][0]
    full = [glyph for glyph in inked if glyph.size >= 0.85 * size] or inked
    y = sorted(glyph.y for glyph in full)[len(full) // 2]
    font = Counter(glyph.font for glyph in inked).most_common(1)[0][0]
    text, marks, starts_with_mark = _take_marks(run, size, y)
    if not text and not marks:
        return None
    return Line(
        page=page,
        x0=inked[0].x0,
        x1=max(glyph.x1 for glyph in inked),
        y=y,
        size=size,
        font=font,
        bold=sum(_BOLD.search(glyph.font) is not None for glyph in inked) * 2 > len(inked),
        italic=_ITALIC.search(font) is not None,
        text=text,
        marks=marks,
        starts_with_mark=starts_with_mark,
    )


def _take_marks(run: list[_Glyph], size: float, y: float) -> tuple[str, tuple[str, ...], bool]:
    """Return the text without raised footnote numbers, those numbers, and whether the line opens with one."""
    text = ""
    marks: list[str] = []
    raised = ""
    first = False

    def settle() -> None:
        nonlocal text, raised, first
        number = raised.strip("()[]*, ")
        word = re.split(r"[\s\d]", text)[-1]
        is_mark = (number.replace(",", "").isdigit() or set(raised) <= {"*", ")", "†"}) and word not in _UNITS
        if raised and is_mark:
            marks.append(raised)
            first = first or not text.strip()
        else:
            text += raised
        raised = ""

    for glyph in run:
        small = 0 < glyph.size < 0.8 * size and glyph.y > y + 0.15 * size
        if small and glyph.text in "0123456789()[]*†,":
            raised += glyph.text
            continue
        if raised:
            settle()
        text += glyph.text
    if raised:
        settle()
    return text.strip(), tuple(marks), first
