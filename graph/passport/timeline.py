"""Where dated texts stand on a line of time: shares of its length, and where to put the labels. Standard library."""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from dataclasses import dataclass

from graph.passport.saying import short_dates
from graph.passport.shapes import InText, Passport
from graph.rows import Document

NEAREST = 0.13  # two labels never stand nearer than this share of the line: they must be readable on a phone too
LONGEST_BY_MONTH = 0.9  # years; a longer line has a label a year


@dataclass(frozen=True, slots=True)
class Point:
    """One dated text on the line; ``text`` is None where it does not name the term."""

    document: Document
    text: InText | None
    place: float  # 0 is the left end, 1 the right one


@dataclass(frozen=True, slots=True)
class Timeline:
    """Dated texts from left to right, and the labels below them."""

    points: tuple[Point, ...]
    labels: tuple[tuple[float, str], ...]
    highest: float  # the largest frequency per 1,000 words


def make_timeline(passport: Passport) -> Timeline | None:
    """Return the line of time, or None with fewer than two different dates.

    A date that is known to the month or the year stands in the middle of it.
    """
    held = [(text.document, text) for text in passport.texts if text.document.date]
    rows: list[tuple[float, Document, InText | None]] = [
        (moment, document, text) for document, text in held if (moment := read_moment(document.date)) is not None
    ]
    rows += [(moment, row, None) for row in passport.silent if (moment := read_moment(row.date)) is not None]
    moments = sorted({moment for moment, _, _ in rows})
    if len(moments) < 2 or not held:
        return None
    first, last = moments[0], moments[-1]
    span = last - first
    rows.sort(key=lambda row: (row[0], row[1].document_id))
    return Timeline(
        points=tuple(Point(document, text, (moment - first) / span) for moment, document, text in rows),
        labels=_make_labels(first, last, [document.date for _, document, _ in rows]),
        highest=max((text.per_thousand for _, text in held), default=0.0),
    )


def read_moment(date: str) -> float | None:
    """Return an ISO date as a year with decimals, or None if it is no date.

    >>> read_moment("2024"), read_moment("2024-01-01")
    (2024.5, 2024.0)
    """
    parts = date.split("-")
    if not 1 <= len(parts) <= 3 or not all(part.isdigit() for part in parts) or len(parts[0]) != 4:
        return None
    year = int(parts[0])
    if len(parts) == 1:
        return year + 0.5
    month = int(parts[1])
    if not 1 <= month <= 12 or year < 1:
        return None
    if len(parts) == 2:
        return year + (month - 0.5) / 12
    days = 366 if calendar.isleap(year) else 365
    before = sum(calendar.monthrange(year, earlier)[1] for earlier in range(1, month))
    return year + (before + int(parts[2]) - 1) / days


def _make_labels(first: float, last: float, dates: Sequence[str]) -> tuple[tuple[float, str], ...]:
    """Return labels that keep their distance: the ends where the line is short, else the years."""
    span = last - first
    if span <= LONGEST_BY_MONTH:
        ends = [dates[0], dates[-1]]
        brief = short_dates(ends)
        return (0.0, brief[ends[0]]), (1.0, brief[ends[1]])
    # A year begins at its mark, unless only years are known: then texts and marks stand in the middle of it.
    shift = 0.5 if all(len(date) == 4 for date in dates) else 0.0
    years = [year for year in range(int(first), int(last) + 2) if first <= year + shift <= last]
    step = next(step for step in (1, 2, 5, 10, 20, 50, 100, 1000) if step / span >= NEAREST or step == 1000)
    marks = [((year + shift - first) / span, str(year)) for year in years if year % step == 0]
    if not marks:
        return (0.0, str(int(first))), (1.0, str(int(last)))
    if marks[0][0] >= NEAREST and int(first) != int(marks[0][1]):
        marks.insert(0, (0.0, str(int(first))))
    return tuple(marks)
