"""Lines of a PDF in reading order: running heads and page numbers set apart, columns one after another."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import pairwise

from graph.corpus.pdf_lines import Line, merge_rows

_MARGIN = 0.13  # part of the page at the top and bottom where running heads and page numbers stand
_NUMBER = re.compile(
    r"^[-–—|\s]*(?:pagina|pag\.?|p\.|page|blz\.?)?\s*(\d{1,4}|[ivxl]{1,6})(?:\s*(?:van|/|of)\s*\d{1,4})?[-–—|\s.]*$",
    re.I,
)
_ENTRY = re.compile(r"^(?P<text>.*?\S)(?P<gap>\t\s*|\s*[.…·_]{3,}\s*|\s*(?:\. ){3,}\.?\s*|\s+)(?P<page>\d{1,3})$")
_CONTENTS = re.compile(
    r"^(?:inhoud|inhoudsopgave|inhoudsoverzicht|index|contents|table of contents|in dit nummer)\W*$", re.I
)


@dataclass(frozen=True, slots=True)
class Region:
    """Lines that stand under each other in one column, and where that column begins and ends."""

    x0: float
    x1: float
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """The lines of one page, before they are put in order."""

    number: int
    width: float
    height: float
    lines: tuple[Line, ...]


def split_furniture(pages: list[Page]) -> tuple[list[Page], list[tuple[int, str, str]]]:
    """Return the pages without running heads, feet and page numbers, and what was taken away.

    A line counts as such when it stands in the top or bottom margin and either is a page number or comes back, apart
    from its numbers, at the same height on more pages.

    Returns:
        The pages, and (page, reason, text) of each line that was removed.
    """
    repeated = _find_repeated(pages)
    numbered = _find_numbering(pages)
    kept: list[Page] = []
    removed: list[tuple[int, str, str]] = []
    for page in pages:
        away: dict[int, str] = {}
        margin = {id(line) for line in _in_margin(page)}
        bodies = [line for line in page.lines if id(line) not in margin]
        for line in page.lines:
            if id(line) not in margin:
                continue
            if _NUMBER.match(line.text) and (page.number in numbered or _is_outermost(line, page)):
                away[id(line)] = "paginanummer"
            elif (_key(line.text), round(line.y / 4)) in repeated and (bodies or len(line.text) < 90):
                top = line.y > page.height / 2
                away[id(line)] = "kopregel" if top else "voetregel"
        removed += [(page.number, away[id(line)], line.text) for line in page.lines if id(line) in away]
        lines = tuple(line for line in page.lines if id(line) not in away)
        kept.append(Page(page.number, page.width, page.height, lines))
    return kept, removed


def order_lines(page: Page) -> list[Region]:
    """Return the columns of a page in reading order; lines across all columns part the page in bands."""
    if not page.lines:
        return []
    return _order(list(page.lines), depth=0)


def take_contents(regions: list[Region], n_pages: int) -> tuple[list[Region], list[str]]:
    """Return the regions without the lines of a table of contents, and those lines.

    A table of contents is at least three lines (four without the word "Inhoud" above them) that end in a page number
    and follow each other with few other lines in between.
    """
    lines = [line for region in regions for line in region.lines]
    entries = [index for index, line in enumerate(lines) if _is_entry(line, n_pages)]
    heads = [index for index, line in enumerate(lines) if _CONTENTS.match(line.text)]
    if heads and lines:
        after = [index for index in range(heads[0] + 1, len(lines)) if _is_entry(lines[index], n_pages, loose=True)]
        entries = sorted(set(entries) | set(after))
    away: set[int] = set()
    group: list[int] = []
    for index in [*entries, len(lines) + 10_000]:
        if group and index - group[-1] > 4:
            headed = [head for head in heads if 0 <= group[0] - head <= 4]
            dense = len(group) >= 0.4 * (group[-1] - group[0] + 1)
            if len(group) >= (3 if headed else 4) and dense and _mostly_rising([lines[i] for i in group]):
                start = headed[-1] if headed else _reach_back(lines, group[0])
                away.update(range(start, group[-1] + 1))
            group = []
        group.append(index)
    if not away:
        return regions, []
    gone = {id(lines[index]) for index in away}
    left = [
        Region(region.x0, region.x1, tuple(line for line in region.lines if id(line) not in gone)) for region in regions
    ]
    return [region for region in left if region.lines], [lines[index].text for index in sorted(away)]


def _in_margin(page: Page) -> list[Line]:
    """Return the lines in the top and bottom margin, of the three outermost rows only: text follows close behind."""
    low, high = page.height * _MARGIN, page.height * (1 - _MARGIN)
    rows = sorted({round(line.y / 3) for line in page.lines})
    outer = {*rows[:3], *rows[-3:]}
    return [line for line in page.lines if (line.y < low or line.y > high) and round(line.y / 3) in outer]


def _is_outermost(line: Line, page: Page) -> bool:
    others = [other.y for other in page.lines if other is not line]
    return not others or line.y <= min(others) + line.size or line.y >= max(others) - line.size


def _is_sentence(text: str) -> bool:
    return text.endswith((".", ",", ";")) and text.count(" ") >= 7


def _key(text: str) -> str:
    """Return the text to compare running heads by: a page or chapter number before or behind it does not count."""
    return re.sub(r"^\d+|\d+$", "#", re.sub(r"\s+", "", text)).casefold()


def _find_repeated(pages: list[Page]) -> set[tuple[str, int]]:
    """Return text (without numbers) and height of the lines that come back on page after page.

    Where the first or last line of the text itself often stands at that height, a line that comes back by chance is
    left alone.
    """
    seen: dict[tuple[str, int], set[int]] = defaultdict(set)
    at_height: dict[int, set[int]] = defaultdict(set)
    for page in pages:
        for line in _in_margin(page):
            for near in (-1, 0, 1):
                if not _is_sentence(line.text):
                    seen[(_key(line.text), round(line.y / 4) + near)].add(page.number)
                at_height[round(line.y / 4) + near].add(page.number)
    needed = 2 if len(pages) < 5 else 3
    often = {key: found for key, found in seen.items() if len(found) >= needed}
    covered: dict[int, set[int]] = defaultdict(set)
    for (_, height), found in often.items():
        covered[height] |= found
    return {key for key in often if len(covered[key[1]]) >= 0.5 * len(at_height[key[1]])}


def _find_numbering(pages: list[Page]) -> set[int]:
    """Return the pages that carry a number which runs along with most other page numbers."""
    offsets: Counter[int] = Counter()
    numbers: list[tuple[int, int]] = []
    for page in pages:
        for line in _in_margin(page):
            match = _NUMBER.match(line.text)
            if match and match.group(1).isdigit():
                offset = int(match.group(1)) - page.number
                numbers.append((page.number, offset))
                offsets[offset] += 1
    if not offsets:
        return set()
    best, count = offsets.most_common(1)[0]
    return {page for page, offset in numbers if offset == best} if count >= 2 else set()


def _order(lines: list[Line], depth: int) -> list[Region]:
    gutter = _find_gutter(lines) if depth < 4 else None
    if gutter is None:
        rows = merge_rows(lines)
        return [Region(min(line.x0 for line in rows), max(line.x1 for line in rows), tuple(rows))]
    regions: list[Region] = []
    band: list[Line] = []
    across: list[Line] = []

    def settle_band(below: Line | None = None) -> None:
        headings = _take_headings(band, below)
        left = [line for line in band if line.x1 <= gutter + 2]
        right = [line for line in band if line.x1 > gutter + 2]
        if _is_text(left) and _is_text(right):
            settle_across()
            regions.extend(_order(left, depth + 1))
            regions.extend(_order(right, depth + 1))
        else:
            across.extend(band)
        across.extend(headings)
        band.clear()

    def settle_across() -> None:
        if across:
            regions.extend(_order(across.copy(), depth + 1))
            across.clear()

    for line in sorted(lines, key=lambda line: (-line.y, line.x0)):
        if line.x0 < gutter - 2 and line.x1 > gutter + 2:
            settle_band(line)
            across.append(line)
        else:
            band.append(line)
    settle_band()
    settle_across()
    return regions


def _take_headings(band: list[Line], below: Line | None) -> list[Line]:
    """Take the last line out of a band, when it is the heading of the wide text right below and not of a column."""
    if below is None or len(band) < 2:
        return []
    last, before = band[-1], band[-2]
    is_near = last.y - below.y < 2.5 * max(last.size, below.size) < before.y - last.y
    is_head = last.size > 1.05 * below.size or (last.bold and not below.bold)
    return [band.pop()] if is_near and is_head else []


def _find_gutter(lines: list[Line]) -> float | None:
    """Return the left edge of the right-hand column of the best division in two columns, if there is one."""
    texty = [line for line in lines if len(line.text) >= 10]
    if len(texty) < 6:
        return None
    edges = Counter(round(line.x0) for line in texty)
    candidates = [edge for edge in edges if sum(edges[edge + near] for near in (-2, -1, 0, 1, 2)) >= 3]
    leftmost = min(line.x0 for line in texty)
    ordered = sorted(lines, key=lambda line: -line.y)
    best, best_score = None, 0
    for edge in sorted(candidates):
        gutter = edge - 3.0
        if gutter - leftmost < 40:
            continue
        score = 0
        left: list[Line] = []
        right: list[Line] = []
        for line in [*ordered, None]:
            if line is None or (line.x0 < gutter - 2 and line.x1 > gutter + 2):
                if _is_text(left) and _is_text(right) and _overlap(left, right):
                    score += min(sum(len(each.text) for each in left), sum(len(each.text) for each in right))
                left, right = [], []
            elif line.x1 <= gutter + 2:
                left.append(line)
            else:
                right.append(line)
        if score > best_score:
            best, best_score = gutter, score
    return best


def _is_text(lines: list[Line]) -> bool:
    texty = [line for line in lines if len(line.text) >= 10]
    return len(texty) >= 3 and sum(len(line.text) for line in texty) >= 60


def _overlap(left: list[Line], right: list[Line]) -> bool:
    top = min(max(line.y for line in left), max(line.y for line in right))
    bottom = max(min(line.y for line in left), min(line.y for line in right))
    return top - bottom > 0


def _is_entry(line: Line, n_pages: int, loose: bool = False) -> bool:
    match = _ENTRY.match(line.text)
    if not match or int(match["page"]) > n_pages + 50:
        return False
    has_letters = re.search(r"[^\W\d_]{2}", match["text"]) is not None
    return has_letters and (loose or len(match["gap"].strip(" ")) > 0)


def _mostly_rising(lines: list[Line]) -> bool:
    numbers = [int(match["page"]) for line in lines if (match := _ENTRY.match(line.text))]
    rises = sum(later >= earlier for earlier, later in pairwise(numbers))
    return rises >= 0.8 * (len(numbers) - 1)


def _reach_back(lines: list[Line], start: int) -> int:
    """Return the start of an entry that runs over more than one line: short lines right above, of the same type."""
    first = lines[start]
    while start > 0:
        above = lines[start - 1]
        if (
            above.page != first.page
            or above.size > first.size * 1.3
            or len(above.text) > 80
            or above.text.endswith(".")
        ):
            break
        start -= 1
    return start
