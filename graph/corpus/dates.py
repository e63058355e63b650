"""Dates as Dutch people and files write them, as ISO 8601 with the precision that is there."""

from __future__ import annotations

import datetime
import re

MONTHS = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)
_SHORT = {
    **{month: number for number, month in enumerate(MONTHS, 1)},
    **{month[:3]: number for number, month in enumerate(MONTHS, 1)},
    "mrt": 3,
    "sept": 9,
    "march": 3,
    "may": 5,
    "oct": 10,
    "january": 1,
    "february": 2,
    "june": 6,
    "july": 7,
    "august": 8,
    "october": 10,
}
_MONTH = "|".join(sorted((re.escape(month) for month in _SHORT), key=len, reverse=True))
DATE_PATTERN = (
    rf"(?:\b\d{{4}}-\d{{2}}(?:-\d{{2}})?\b|\b(?:\d{{1,2}}(?:e|ste|de)? )?(?:{_MONTH})\.? (?:1[89]|20)\d{{2}}\b"
    r"|\b\d{1,2}[-/.]\d{1,2}[-/.](?:19|20)\d{2}\b)"
)
"""A date of at least a month's precision."""

_ISO = re.compile(r"\b((?:1[5-9]|20)\d{2})-(\d{2})(?:-(\d{2}))?(?!\d)")
_PDF = re.compile(r"^D:(\d{4})(\d{2})?(\d{2})?")
_WRITTEN = re.compile(rf"\b(?:(\d{{1,2}})(?:e|ste|de)?[ -])?({_MONTH})\.?[ -]((?:1[5-9]|20)\d{{2}})\b", re.IGNORECASE)
_ENGLISH = re.compile(rf"\b({_MONTH})\.? (\d{{1,2}}),? ((?:19|20)\d{{2}})\b", re.IGNORECASE)
_NUMERIC = re.compile(r"\b(\d{1,2})[-/.](\d{1,2})[-/.]((?:19|20)\d{2})\b")
_YEAR = re.compile(r"^\D{0,12}((?:1[5-9]|20)\d{2})\D{0,3}$")


def parse_date(text: str) -> str:
    """Return the first date in ``text`` as "2018-09-12", "2018-09" or "2018"; '' if there is none.

    Numbers are read the Dutch way: 3-4-2019 is the third of April.

    >>> parse_date("verschenen in mei 2020"), parse_date("3-4-2019"), parse_date("32 mei 2020")
    ('2020-05', '2019-04-03', '')
    """
    if match := _PDF.match(text):
        return _write(match[1], match[2], match[3])
    if match := _ISO.search(text):
        return _write(match[1], match[2], match[3])
    if match := _WRITTEN.search(text):
        return _write(match[3], _SHORT[match[2].lower()], match[1])
    if match := _ENGLISH.search(text):
        return _write(match[3], _SHORT[match[1].lower()], match[2])
    if match := _NUMERIC.search(text):
        return _write(match[3], match[2], match[1])
    if match := _YEAR.match(text):
        return match[1]
    return ""


def write_date(date: str) -> str:
    """Return an ISO date in Dutch words.

    >>> write_date("2018-09-01"), write_date("2020-05"), write_date("2018")
    ('1 september 2018', 'mei 2020', '2018')
    """
    parts = date.split("-")
    if len(parts) == 1 or not all(part.isdigit() for part in parts):
        return date
    words = f"{MONTHS[int(parts[1]) - 1]} {parts[0]}"
    return f"{int(parts[2])} {words}" if len(parts) == 3 else words


def _write(year: str, month: str | int | None, day: str | None) -> str:
    """Return the date, or '' where month or day cannot be."""
    if month is None:
        return year
    try:
        if day is None:
            return datetime.date(int(year), int(month), 1).isoformat()[:7]
        return datetime.date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return ""
