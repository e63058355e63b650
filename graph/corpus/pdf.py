"""PDF to blocks: paragraphs, headings and lists put together from lines, words joined over line ends."""

from __future__ import annotations

import re
import statistics
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

import pypdfium2 as pdfium  # type: ignore[import-untyped]

from graph.corpus.blocks import Block, Extract, Properties, count_words, is_enumerated, normalise_text, strip_bullet
from graph.corpus.dates import parse_date
from graph.corpus.joining import count_hyphenated, join_lines
from graph.corpus.pdf_layout import Page, Region, order_lines, split_furniture, take_contents
from graph.corpus.pdf_lines import Line, read_lines
from graph.errors import ReadableError
from graph.messages import mark, say
from graph.rows import PassageKind

_ENDS = re.compile(r"[.!?:;…][’”'\")\]]*$")
_BRACKET_MARK = re.compile(r"(?<=[\w.,;:!?’”)])\s?\[\d{1,3}\]")
_PLAIN_MARK = re.compile(r"(?<=[^\W\d_][.,;:!?’”])\d{1,3}(?=\s|$)")


@dataclass(frozen=True, slots=True)
class _Type:
    """What ordinary text looks like in this document."""

    size: float
    font: str
    bold: bool
    italic: bool
    leading: float  # distance between base lines, in letter sizes


@dataclass(slots=True)
class _Paragraph:
    lines: list[Line]
    region: Region
    is_item: bool = False
    is_note: bool = False
    breaks: list[int] = field(default_factory=list)  # where another page or column begins

    @property
    def first(self) -> Line:
        return self.lines[0]

    @property
    def last(self) -> Line:
        return self.lines[-1]


def read_pdf(path: Path, name: str) -> Extract:
    """Return the text of a PDF in reading order.

    Raises:
        ReadableError: the file is locked with a password, broken, or holds pictures of pages only.
    """
    try:
        document = pdfium.PdfDocument(path)
    except pdfium.PdfiumError as error:
        if "assword" in str(error) or "ecurity" in str(error):
            raise ReadableError(
                say(
                    "‘{name}’ is met een wachtwoord beveiligd: sla een kopie zonder wachtwoord op en lees die in.",
                    name=name,
                )
            ) from error
        raise ReadableError(
            say("‘{name}’ is geen geldig pdf-bestand of is beschadigd: download of exporteer het opnieuw.", name=name)
        ) from error
    try:
        pages = []
        for index in range(len(document)):
            try:
                lines, width, height = read_lines(document, index)
            except pdfium.PdfiumError:
                continue  # one broken page does not spoil the others
            pages.append(Page(index, width, height, tuple(lines)))
        properties = _read_properties(document)
    finally:
        document.close()
    n_pages = len(pages)
    if sum(len(line.text) for page in pages for line in page.lines) < 20 * min(n_pages, 1):
        raise ReadableError(
            say(
                "‘{name}’ bevat geen tekst maar alleen afbeeldingen van bladzijden: laat er eerst "
                "tekstherkenning (OCR) op los.",
                name=name,
            )
        )
    blocks, printed_title = make_blocks(pages)
    return Extract(
        tuple(blocks), properties=properties, origin=mark("documenteigenschappen"), printed_title=printed_title
    )


def make_blocks(pages: list[Page]) -> tuple[list[Block], str]:
    """Return the blocks of all pages, with what was removed in its place, and the title in the largest letters."""
    pages, furniture = split_furniture(pages)
    ordinary = _find_type(pages)
    paragraphs: list[_Paragraph] = []
    removed: dict[int, list[Block]] = {}
    for number, reason, text in furniture:
        removed.setdefault(number, []).append(Block("paragraph", normalise_text(text), reason))
    notes: list[_Paragraph] = []
    for page in pages:
        regions, contents = take_contents(order_lines(page), len(pages))
        if contents:
            removed.setdefault(page.number, []).append(
                Block("list", normalise_text("; ".join(contents)), "inhoudsopgave")
            )
        for number, region in enumerate(regions):
            for paragraph in _split_paragraphs(region, ordinary, page):
                if paragraph.is_note:
                    notes.append(paragraph)
                elif paragraphs and _continues(paragraphs[-1], paragraph, ordinary, number == 0):
                    paragraphs[-1].breaks.append(len(paragraphs[-1].lines))
                    paragraphs[-1].lines += paragraph.lines
                    paragraphs[-1].region = paragraph.region
                else:
                    paragraphs.append(paragraph)
    title = _find_title(paragraphs, ordinary)
    return _write_blocks(paragraphs, notes, removed, ordinary), title


def _write_blocks(
    paragraphs: list[_Paragraph], notes: list[_Paragraph], removed: dict[int, list[Block]], ordinary: _Type
) -> list[Block]:
    known = count_hyphenated(line.text for paragraph in paragraphs for line in paragraph.lines)
    blocks: list[Block] = []
    page = -1
    marks: list[str] = []
    for paragraph in [*paragraphs, *notes]:
        if paragraph.first.page > page:
            for number in range(page + 1, paragraph.first.page + 1):
                blocks += removed.pop(number, [])
            page = paragraph.first.page
        marks += [mark for line in paragraph.lines for mark in line.marks]
        text, found = _take_marks(normalise_text(join_lines([line.text for line in paragraph.lines], known)))
        marks += found
        if paragraph.is_note:
            text = text.lstrip(".,:;) ")
        text, has_bullet = strip_bullet(text) if paragraph.is_item else (text, False)
        if text:
            blocks.append(Block(_find_kind(paragraph, text, has_bullet, ordinary), text))
    for rest in removed.values():
        blocks += rest
    if marks:
        blocks.append(Block("paragraph", " ".join(marks), "nootverwijzingen"))
    return blocks


def _take_marks(text: str) -> tuple[str, list[str]]:
    found = [mark.strip() for mark in _BRACKET_MARK.findall(text)]
    return (_BRACKET_MARK.sub("", text), found) if found else (text, [])


def _find_type(pages: Iterable[Page]) -> _Type:
    styles: Counter[tuple[float, str, bool, bool]] = Counter()
    for page in pages:
        for line in page.lines:
            styles[(round(line.size * 2) / 2, line.font, line.bold, line.italic)] += len(line.text)
    if not styles:
        return _Type(10.0, "", False, False, 1.2)
    (size, font, bold, italic), _ = styles.most_common(1)[0]
    steps: list[float] = []
    for page in pages:
        body = [line for line in page.lines if abs(line.size - size) < 0.6]
        for upper, lower in pairwise(body):
            step = (upper.y - lower.y) / size
            if 0.8 < step < 3 and abs(upper.x0 - lower.x0) < 3 * size:
                steps.append(round(step, 2))
    # Most steps are steps within a paragraph; where half are not, the smaller ones are.
    leading = statistics.quantiles(steps, n=20)[7] if len(steps) > 4 else 1.2
    return _Type(size, font, bold, italic, leading)


def _split_paragraphs(region: Region, ordinary: _Type, page: Page) -> list[_Paragraph]:
    paragraphs: list[_Paragraph] = []
    in_notes = False
    for index, line in enumerate(region.lines):
        following = region.lines[index + 1] if index + 1 < len(region.lines) else None
        in_notes = in_notes or _opens_note(line, region, ordinary, page)
        is_item = _opens_item(line, paragraphs[-1].last if paragraphs else None, region)
        is_new = not paragraphs or is_item or line.starts_with_mark
        if not is_new and not _breaks(paragraphs[-1], line, following, region, ordinary):
            paragraphs[-1].lines.append(line)
            continue
        paragraphs.append(_Paragraph([line], region, is_item=is_item, is_note=in_notes))
    return paragraphs


def _opens_item(line: Line, last: Line | None, region: Region) -> bool:
    text = line.text.replace("\t", " ")
    if not strip_bullet(text)[1] and not is_enumerated(text):
        return False
    # A dash or a number may open a line in the middle of a sentence too.
    is_sure = text[0] not in "-–—(0123456789" and not text[0].isalpha()
    return (
        is_sure
        or last is None
        or bool(_ENDS.search(last.text))
        or last.y - line.y > 1.6 * line.size
        or _next_word_fits(last, line, region)
    )


def _opens_note(line: Line, region: Region, ordinary: _Type, page: Page) -> bool:
    if line.y > 0.5 * page.height:
        return False
    small = line.size < 0.93 * ordinary.size
    # Below a footnote there is nothing but other footnotes.
    below = [other for other in region.lines if other.y < line.y and other.text]
    alike = all(other.size <= line.size * 1.05 for other in below)
    if sum(other.starts_with_mark for other in region.lines if other.y > line.y) > 3:
        return False  # a page of references is text of its own
    return alike and (line.starts_with_mark or (small and re.match(r"\[?\d{1,3}\]?\s", line.text) is not None))


def _breaks(paragraph: _Paragraph, line: Line, following: Line | None, region: Region, ordinary: _Type) -> bool:
    """Return whether ``line`` starts a new paragraph under ``paragraph``."""
    last = paragraph.last
    step = last.y - line.y
    size = max(line.size, last.size)
    if step > 1.28 * ordinary.leading * size and step > 1.1 * size:
        return True
    goes_on = line.text[:1].islower() and not _ENDS.search(last.text) and not _next_word_fits(last, line, region)
    if abs(line.size - last.size) > 0.08 * size and not goes_on and not _is_tiny(line, last):
        return True
    if paragraph.is_item and line.x0 > paragraph.first.x0 + 0.4 * size:
        return False  # hangs under the text after the bullet
    fits = _next_word_fits(last, line, region)
    if line.bold != last.bold and fits:
        return True
    if line.italic != last.italic and line.bold != last.bold and fits:
        return True
    if fits and not last.text.endswith("-"):
        opens = line.text[:1].isupper() or line.text[:1] in "‘“'\"’(" or line.text[:1].isdigit()
        if opens and (_ENDS.search(last.text) or last.x1 - region.x0 < 0.6 * (region.x1 - region.x0)):
            return True
        is_short = last.x1 - region.x0 < 0.6 * (region.x1 - region.x0)
        # An item of a list whose bullets are drawn and not written. Centred lines do not begin at one place.
        if is_short and abs(last.x0 - line.x0) < 1 and size < 1.08 * ordinary.size and not last.bold:
            return True
    return _is_indented(paragraph, line, following, size)


def _is_tiny(line: Line, last: Line) -> bool:
    """A line of a few characters (a formula, a stray mark) says nothing about the type."""
    return min(len(line.text), len(last.text)) < 4


def _next_word_fits(last: Line, line: Line, region: Region) -> bool:
    """Return whether the first word of ``line`` had room on the line before it, so that the break was meant."""
    letter = (line.x1 - line.x0) / max(1, len(line.text))
    word = len(line.text.split(maxsplit=1)[0]) if line.text.split() else 0
    return last.x1 + (word + 2.5) * letter < region.x1


def _is_indented(paragraph: _Paragraph, line: Line, following: Line | None, size: float) -> bool:
    start = paragraph.first.x0
    if paragraph.is_item:
        hangs = len(paragraph.lines) > 1 and paragraph.lines[1].x0 > start + 0.4 * size
        return hangs and line.x0 < start + 0.3 * size
    if len(paragraph.lines) > 1:
        start = paragraph.lines[1].x0
    indent = line.x0 - start
    back = following is None or following.x0 < line.x0 - 0.5 * size
    return 0.7 * size < indent < 4 * size and back and bool(_ENDS.search(paragraph.last.text))


def _continues(before: _Paragraph, after: _Paragraph, ordinary: _Type, on_new_page: bool) -> bool:
    """Return whether a paragraph that opens a column or page goes on from the one before it."""
    last, first = before.last, after.first
    if last.page == first.page and (on_new_page or last.y > first.y):
        return False
    if after.is_item or abs(last.size - first.size) > 0.08 * last.size or last.bold != first.bold:
        return False
    if abs(last.size - ordinary.size) > 0.15 * ordinary.size and len(before.lines) < 3:
        return False
    text = last.text.rstrip()
    if text.endswith(("-", "‐")) or first.text[:1].islower():
        return not _ENDS.search(text) or (
            text.endswith(";") is False and first.text[:1].islower() and text[-1:] in ",-"
        )
    is_full = last.x1 > before.region.x1 - 0.12 * (before.region.x1 - before.region.x0)
    return is_full and not _ENDS.search(text) and len(before.lines) > 1


def _find_kind(paragraph: _Paragraph, text: str, has_bullet: bool, ordinary: _Type) -> PassageKind:
    if paragraph.is_note:
        return "paragraph"
    if _is_heading(paragraph, text, ordinary) and not has_bullet:
        return "heading"
    return "list" if has_bullet or paragraph.is_item else "paragraph"


def _is_heading(paragraph: _Paragraph, text: str, ordinary: _Type) -> bool:
    n_words = count_words(text)
    if n_words == 0 or n_words > 22 or len(paragraph.lines) > 4 or paragraph.breaks:
        return False
    if any("\t" in re.sub(r"^[\w.]{1,6}\t", "", line.text) for line in paragraph.lines):
        return False  # a row of a table
    size = paragraph.first.size / ordinary.size
    ends = re.search(r"[.;,:]$", text) is not None
    if size >= 1.3:
        return n_words <= 16 or not ends
    bold = all(line.bold for line in paragraph.lines) and not ordinary.bold
    if ends:
        return size >= 1.12 and bold and n_words <= 8 and not text.endswith((",", ";"))
    italic = all(line.italic for line in paragraph.lines) and not ordinary.italic
    capitals = text.isupper() and n_words <= 12 and sum(letter.isalpha() for letter in text) > 3
    if size >= 1.08 or (bold and size > 0.9) or (capitals and not paragraph.is_item):
        return n_words <= 16
    return italic and n_words <= 8 and size > 0.95 and len(paragraph.lines) == 1 and not text[:1].islower()


def _find_title(paragraphs: list[_Paragraph], ordinary: _Type) -> str:
    """Return the text in the largest letters on the first page with text, if they are clearly larger than the rest."""
    if not paragraphs:
        return ""
    first_page = paragraphs[0].first.page
    front = [paragraph for paragraph in paragraphs if paragraph.first.page == first_page]
    largest = max(paragraph.first.size for paragraph in front)
    if largest < 1.25 * ordinary.size:
        return ""
    lines: list[str] = []
    for paragraph in front:
        if paragraph.first.size >= 0.93 * largest:
            lines += [line.text for line in paragraph.lines]
        elif lines:
            break
    title = normalise_text(join_lines(lines))
    return title if 1 <= count_words(title) <= 25 and re.search(r"[^\W\d_]{2}", title) else ""


def _read_properties(document: pdfium.PdfDocument) -> Properties:
    try:
        about = {key: normalise_text(value) for key, value in document.get_metadata_dict().items()}
    except (pdfium.PdfiumError, UnicodeError):
        return Properties()
    author = about.get("Author", "")
    return Properties(
        title=about.get("Title", ""),
        authors=(author,) if author else (),
        date=parse_date(about.get("CreationDate", "")),
    )
