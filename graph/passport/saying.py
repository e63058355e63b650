"""What a passport says, in Dutch sentences; computed, no model. Also the text alternative of its pictures."""

from __future__ import annotations

from collections.abc import Sequence

from graph.passport.comparison import Comparison
from graph.passport.dispersion import Dispersion
from graph.passport.shapes import Passport
from graph.wording import MONTHS, clean_label, count_words, format_date, format_number, join_words, start_sentence

# Gries gives no borders; these are ours, only to put a word beside the number.
EVEN, UNEVEN = 0.25, 0.6
LIKE_CHANCE = 1.15


def _texts(n: int, total: int) -> str:
    return (
        count_words(n, ("tekst", "teksten")) if n == total else f"{format_number(n)} van {format_number(total)} teksten"
    )


def format_rate(per_thousand: float) -> str:
    """Return a frequency per 1,000 words: one decimal, two where it is below 1.

    >>> [format_rate(rate) for rate in (16.67, 0.124, 0.001, 0.0)]
    ['16,7', '0,12', '< 0,01', '0']
    """
    if per_thousand == 0:
        return "0"
    if per_thousand < 0.01:
        return "< 0,01"
    return format_number(per_thousand, 1 if per_thousand >= 1 else 2)


def describe_dispersion(dispersion: Dispersion | None) -> str:
    """Return how evenly a term is spread, in one sentence with its number; '' where there is nothing to spread."""
    if dispersion is None or dispersion.n_parts < 2:
        return ""
    if dispersion.dp < EVEN:
        word = "Gelijkmatig verdeeld"
    elif dispersion.dp <= LIKE_CHANCE * dispersion.by_chance:
        word = "Zo gelijkmatig verdeeld als bij dit aantal kan"
    else:
        word = "Ongelijk verdeeld" if dispersion.dp < UNEVEN else "Heel ongelijk verdeeld"
    return f"{word}: DP {format_number(dispersion.dp, 2)}."


def explain_dispersion(dispersion: Dispersion | None) -> str:
    """Return what DP is and how to read it here, with its normalised form and what chance would give."""
    if dispersion is None or dispersion.normalised is None:
        return ""
    return (
        "DP is de afwijking van een gelijke verdeling over de teksten (Gries 2008): 0 is gelijk op met hun lengte, "
        f"tegen 1 is alles in één korte tekst. Hier {format_number(dispersion.dp, 2)}, "
        f"genormaliseerd {format_number(dispersion.normalised, 2)}; vielen de vermeldingen bij toeval over de woorden, "
        f"dan was {format_number(dispersion.by_chance, 2)} te verwachten."
    )


def describe_passport(passport: Passport) -> str:
    """Return how often, where, since when and how evenly, in one or two sentences."""
    if not passport.texts:
        return "Komt in deze teksten niet voor."
    parts = [f"{format_number(passport.n_mentions)} keer in {_texts(len(passport.texts), passport.n_texts)}"]
    if passport.first is not None:
        parts.append(f"het eerst {_when(passport.first.date)}")
    densest = max(passport.texts, key=lambda text: text.per_thousand)
    if len(passport.texts) > 1:
        parts.append(
            f"het dichtst in {clean_label(densest.document.title, 60)} "
            f"({format_rate(densest.per_thousand)} per 1.000 woorden)"
        )
    else:
        parts.append(
            f"in {clean_label(densest.document.title, 60)} ({format_rate(densest.per_thousand)} per 1.000 woorden)"
        )
    return f"{', '.join(parts)}. {describe_dispersion(passport.dispersion)}".strip()


def _when(date: str) -> str:
    return f"{'op' if date.count('-') == 2 else 'in'} {format_date(date)}"


def describe_comparison(first: Passport, second: Passport, comparison: Comparison) -> str:
    """Return what two terms have in common, in one sentence."""
    a, b = clean_label(first.node.label, 60), clean_label(second.node.label, 60)
    names = f"{start_sentence(a)} en {b}"
    if not comparison.n_both:
        return f"{names} komen in geen enkele tekst samen voor."
    text = f"{names} komen samen voor in {_texts(comparison.n_both, first.n_texts)}"
    n = len(comparison.together)
    text += f" en staan {format_number(n)} keer in één zin" if n else ", maar nooit in één zin"
    if comparison.shared:
        return f"{text}; beide staan naast {join_words([clean_label(row.label, 40) for row in comparison.shared[:3]])}."
    return f"{text}."


def describe_timeline(passport: Passport) -> str:
    """Return what the timeline shows, in one sentence; '' without dates."""
    if not passport.years:
        return ""
    parts = [
        f"{year.year}: {format_rate(year.per_thousand)} ({format_number(year.n_mentions)} keer in "
        f"{count_words(year.n_documents, ('tekst', 'teksten'))})"
        for year in passport.years
    ]
    return f"Per 1.000 woorden, per jaar: {'; '.join(parts)}."


def short_dates(dates: Sequence[str]) -> dict[str, str]:
    """Return each ISO date as briefly as keeps all of them apart: the year, month and year, or the whole date.

    >>> short_dates(["2012", "2018-05"])
    {'2012': '2012', '2018-05': '2018'}
    >>> short_dates(["2024-03-01", "2024-06-07"])
    {'2024-03-01': 'mrt 2024', '2024-06-07': 'jun 2024'}
    """
    for length in (4, 7):
        cut = [date[:length] for date in dates]
        if len(set(cut)) == len(set(dates)):
            return {date: brief_date(date[:length]) for date in dates}
    return {date: brief_date(date) for date in dates}


def brief_date(date: str) -> str:
    """Return an ISO date with its month in three letters.

    >>> brief_date("2024-11-09"), brief_date("2024")
    ('9 nov 2024', '2024')
    """
    parts = date.split("-")
    if len(parts) < 2 or not parts[1].isdigit() or not 0 < int(parts[1]) <= 12:
        return date
    month = {"maart": "mrt"}.get(MONTHS[int(parts[1]) - 1], MONTHS[int(parts[1]) - 1][:3])
    day = f"{int(parts[2])} " if len(parts) > 2 and parts[2].isdigit() else ""
    return f"{day}{month} {parts[0]}"
