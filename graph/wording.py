"""Notation and the words for kinds, windows and measures; one place, so screen and exports say the same.

The words stand here in Dutch, as keys of the catalogue; what these functions return is in the language of now.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from graph.messages import get_language, mark, say
from graph.rows import Kind, Window

Measure = Literal["log_likelihood", "npmi", "association_strength", "jaccard", "count"]

MEASURES: tuple[Measure, ...] = ("log_likelihood", "npmi", "association_strength", "jaccard", "count")
MONTHS = (
    mark("januari"),
    mark("februari"),
    mark("maart"),
    mark("april"),
    mark("mei"),
    mark("juni"),
    mark("juli"),
    mark("augustus"),
    mark("september"),
    mark("oktober"),
    mark("november"),
    mark("december"),
)
ORDINALS = {1: "st", 2: "nd", 3: "rd"}
KIND_WORDS: dict[Kind, tuple[str, str]] = {
    "concept": (mark("begrip"), mark("begrippen")),
    "person": (mark("persoon"), mark("personen")),
    "document": (mark("document"), mark("documenten")),
    "organisation": (mark("organisatie"), mark("organisaties")),
    "place": (mark("plaats"), mark("plaatsen")),
}
WINDOW_WORDS: dict[Window, tuple[str, str]] = {
    "sentence": (mark("zin"), mark("zinnen")),
    "paragraph": (mark("alinea"), mark("alinea’s")),
    "document": (mark("tekst"), mark("teksten")),
}
MEASURE_WORDS: dict[Measure, str] = {
    "log_likelihood": mark("log-likelihood"),
    "npmi": mark("npmi"),
    "association_strength": mark("associatiesterkte"),
    "jaccard": mark("jaccard"),
    "count": mark("aantal keren samen"),
}


def format_number(value: float, digits: int = 0) -> str:
    """Return ``value`` in Dutch or English notation with ``digits`` decimals.

    >>> format_number(1234.5, 1)
    '1.234,5'
    """
    text = f"{value:,.{digits}f}"
    return text if get_language() == "en" else text.translate(str.maketrans(",.", ".,"))


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
    return format_number(value, 4) if size >= 0.0001 else f"< {format_number(0.0001, 4)}"


def format_chance(q_value: float) -> str:
    """Return a q-value, rounded where more decimals would claim too much.

    >>> [format_chance(v) for v in (0.00001, 0.0012, 0.048, 0.5)]
    ['< 0,001', '0,001', '0,048', '0,50']
    """
    if q_value < 0.001:
        return f"< {format_number(0.001, 3)}"
    return format_number(q_value, 3 if q_value < 0.1 else 2)


def format_date(iso: str) -> str:
    """Return an ISO date of any precision in words; what is no date stays as it is.

    >>> [format_date(d) for d in ("2026-11-21", "2026-11", "2026", "")]
    ['21 november 2026', 'november 2026', '2026', '']
    """
    parts = iso.split("-")
    if not all(part.isdigit() for part in parts) or len(parts) > 3 or not 0 < int([*parts, "1"][1]) <= 12:
        return iso
    year = parts[0]
    if len(parts) == 1:
        return year
    month = say(MONTHS[int(parts[1]) - 1])
    return f"{month} {year}" if len(parts) == 2 else f"{int(parts[2])} {month} {year}"


def count_words(n: int, words: tuple[str, str]) -> str:
    """Return a number with its noun in the right form; ``words`` are the Dutch ones.

    >>> count_words(1, ("zin", "zinnen")), count_words(1200, ("zin", "zinnen"))
    ('1 zin', '1.200 zinnen')
    """
    return f"{format_number(n)} {say(words[0] if n == 1 else words[1])}"


def count_times(n: int) -> str:
    """Return how often something happens.

    >>> count_times(1), count_times(1200)
    ('1 keer', '1.200 keer')
    """
    return say("1 keer") if n == 1 else say("{n} keer", n=format_number(n))


def count_texts(n: int, total: int) -> str:
    """Return a number of texts, out of how many if that is not all of them.

    >>> count_texts(9, 9), count_texts(6, 9)
    ('9 teksten', '6 van 9 teksten')
    """
    if n == total:
        return count_words(n, WINDOW_WORDS["document"])
    return say("{n} van {total} teksten", n=format_number(n), total=format_number(total))


def format_rank(rank: int) -> str:
    """Return a place in an order: '1e', '2e', …, in English '1st', '2nd', …"""
    if get_language() == "en":
        last = 0 if rank % 100 in (11, 12, 13) else rank % 10
        return f"{rank}{ORDINALS.get(last, 'th')}"
    return f"{rank}e"


def join_words(words: Sequence[str]) -> str:
    """Return words as an enumeration.

    >>> join_words(["a", "b", "c"])
    'a, b en c'
    """
    if len(words) < 2:
        return "".join(words)
    return say("{first} en {last}", first=", ".join(words[:-1]), last=words[-1])


def dutch() -> str:
    """Return the HTML attribute for a passage of the texts: Dutch, where the page around it is not."""
    return ' lang="nl"' if get_language() != "nl" else ""


def start_sentence(text: str) -> str:
    """Return ``text`` with a capital first letter, the rest untouched."""
    return text[:1].upper() + text[1:]


def clean_label(text: str, limit: int = 80) -> str:
    """Return a label fit for one line: no line breaks, at most ``limit`` characters."""
    flat = " ".join(text.split())
    return flat if len(flat) <= limit else flat[: limit - 1].rstrip() + "…"
