"""Dutch notation and the words for kinds, windows and measures; one place, so screen and exports say the same."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from graph.rows import Kind, Window

Measure = Literal["log_likelihood", "npmi", "association_strength", "jaccard", "count"]

MEASURES: tuple[Measure, ...] = ("log_likelihood", "npmi", "association_strength", "jaccard", "count")
MONTHS = "januari februari maart april mei juni juli augustus september oktober november december".split()
KIND_WORDS: dict[Kind, tuple[str, str]] = {
    "concept": ("begrip", "begrippen"),
    "person": ("persoon", "personen"),
    "document": ("document", "documenten"),
    "organisation": ("organisatie", "organisaties"),
    "place": ("plaats", "plaatsen"),
}
WINDOW_WORDS: dict[Window, tuple[str, str]] = {
    "sentence": ("zin", "zinnen"),
    "paragraph": ("alinea", "alinea’s"),
    "document": ("tekst", "teksten"),
}
MEASURE_WORDS: dict[Measure, str] = {
    "log_likelihood": "log-likelihood",
    "npmi": "npmi",
    "association_strength": "associatiesterkte",
    "jaccard": "jaccard",
    "count": "aantal keren samen",
}


def format_number(value: float, digits: int = 0) -> str:
    """Return ``value`` in Dutch notation with ``digits`` decimals.

    >>> format_number(1234.5, 1)
    '1.234,5'
    """
    return f"{value:,.{digits}f}".translate(str.maketrans(",.", ".,"))


def format_measure(value: float) -> str:
    """Return a measure with as many decimals as tell something at its size.

    >>> [format_measure(v) for v in (41.26, 3.217, 0.0213, 0.00021, 0.0)]
    ['41', '3,2', '0,02', '0,0002', '0']
    """
    size = abs(value)
    if size == 0:
        return "0"
    if size >= 20:
        return format_number(value)
    if size >= 1:
        return format_number(value, 1)
    if size >= 0.01:
        return format_number(value, 2)
    return format_number(value, 4) if size >= 0.0001 else "< 0,0001"


def format_chance(q_value: float) -> str:
    """Return a q-value, rounded where more decimals would claim too much.

    >>> [format_chance(v) for v in (0.00001, 0.0012, 0.048, 0.5)]
    ['< 0,001', '0,001', '0,048', '0,50']
    """
    if q_value < 0.001:
        return "< 0,001"
    return format_number(q_value, 3 if q_value < 0.1 else 2)


def format_date(iso: str) -> str:
    """Return an ISO date of any precision as Dutch words; what is no date stays as it is.

    >>> [format_date(d) for d in ("2026-11-21", "2026-11", "2026", "")]
    ['21 november 2026', 'november 2026', '2026', '']
    """
    parts = iso.split("-")
    if not all(part.isdigit() for part in parts) or len(parts) > 3 or not 0 < int([*parts, "1"][1]) <= 12:
        return iso
    year = parts[0]
    if len(parts) == 1:
        return year
    month = MONTHS[int(parts[1]) - 1]
    return f"{month} {year}" if len(parts) == 2 else f"{int(parts[2])} {month} {year}"


def count_words(n: int, words: tuple[str, str]) -> str:
    """Return a number with its noun in the right form.

    >>> count_words(1, ("zin", "zinnen")), count_words(1200, ("zin", "zinnen"))
    ('1 zin', '1.200 zinnen')
    """
    return f"{format_number(n)} {words[0] if n == 1 else words[1]}"


def format_rank(rank: int) -> str:
    """Return a place in an order: '1e', '2e', …"""
    return f"{rank}e"


def join_words(words: Sequence[str]) -> str:
    """Return words as a Dutch enumeration.

    >>> join_words(["a", "b", "c"])
    'a, b en c'
    """
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} en {words[-1]}"


def start_sentence(text: str) -> str:
    """Return ``text`` with a capital first letter, the rest untouched."""
    return text[:1].upper() + text[1:]


def clean_label(text: str, limit: int = 80) -> str:
    """Return a label fit for one line: no line breaks, at most ``limit`` characters."""
    flat = " ".join(text.split())
    return flat if len(flat) <= limit else flat[: limit - 1].rstrip() + "…"
