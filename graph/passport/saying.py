"""What a passport says, in sentences; computed, no model. Also the text alternative of its pictures."""

from __future__ import annotations

from collections.abc import Sequence

from graph.messages import say
from graph.passport.comparison import Comparison
from graph.passport.dispersion import Dispersion
from graph.passport.shapes import Passport
from graph.wording import (
    MONTHS,
    clean_label,
    count_texts,
    count_times,
    count_words,
    format_date,
    format_number,
    join_words,
    start_sentence,
)

# Gries gives no borders; these are ours, only to put a word beside the number.
EVEN, UNEVEN = 0.25, 0.6
LIKE_CHANCE = 1.15


def format_rate(per_thousand: float) -> str:
    """Return a frequency per 1,000 words: one decimal, two where it is below 1.

    >>> [format_rate(rate) for rate in (16.67, 0.124, 0.001, 0.0)]
    ['16,7', '0,12', '< 0,01', '0']
    """
    if per_thousand == 0:
        return "0"
    if per_thousand < 0.01:
        return f"< {format_number(0.01, 2)}"
    return format_number(per_thousand, 1 if per_thousand >= 1 else 2)


def describe_dispersion(dispersion: Dispersion | None) -> str:
    """Return how evenly a term is spread, in one sentence with its number; '' where there is nothing to spread."""
    if dispersion is None or dispersion.n_parts < 2:
        return ""
    dp = format_number(dispersion.dp, 2)
    if dispersion.dp < EVEN:
        return say("Gelijkmatig verdeeld: DP {dp}.", dp=dp)
    if dispersion.dp <= LIKE_CHANCE * dispersion.by_chance:
        return say("Zo gelijkmatig verdeeld als bij dit aantal kan: DP {dp}.", dp=dp)
    if dispersion.dp < UNEVEN:
        return say("Ongelijk verdeeld: DP {dp}.", dp=dp)
    return say("Heel ongelijk verdeeld: DP {dp}.", dp=dp)


def explain_dispersion(dispersion: Dispersion | None) -> str:
    """Return what DP is and how to read it here, with its normalised form and what chance would give."""
    if dispersion is None or dispersion.normalised is None:
        return ""
    return say(
        "DP is de afwijking van een gelijke verdeling over de teksten (Gries 2008): 0 is gelijk op met hun lengte, "
        "tegen 1 is alles in één korte tekst. Hier {dp}, genormaliseerd {normalised}; vielen de vermeldingen bij "
        "toeval over de woorden, dan was {by_chance} te verwachten.",
        dp=format_number(dispersion.dp, 2),
        normalised=format_number(dispersion.normalised, 2),
        by_chance=format_number(dispersion.by_chance, 2),
    )


def describe_passport(passport: Passport) -> str:
    """Return how often, where, since when and how evenly, in one or two sentences."""
    if not passport.texts:
        return say("Komt in deze teksten niet voor.")
    texts = count_texts(len(passport.texts), passport.n_texts)
    parts = [say("{times} in {texts}", times=count_times(passport.n_mentions), texts=texts)]
    if passport.first is not None:
        parts.append(_say_first(passport.first.date))
    densest = max(passport.texts, key=lambda text: text.per_thousand)
    values = {
        "title": clean_label(densest.document.title, 60),
        "rate": format_rate(densest.per_thousand),
        "n": format_number(1000),
    }
    if len(passport.texts) > 1:
        parts.append(say("het dichtst in {title} ({rate} per {n} woorden)", **values))
    else:
        parts.append(say("in {title} ({rate} per {n} woorden)", **values))
    return f"{', '.join(parts)}. {describe_dispersion(passport.dispersion)}".strip()


def _say_first(date: str) -> str:
    when = format_date(date)
    return say("het eerst op {date}", date=when) if date.count("-") == 2 else say("het eerst in {date}", date=when)


def describe_comparison(first: Passport, second: Passport, comparison: Comparison) -> str:
    """Return what two terms have in common, in one sentence."""
    a, b = clean_label(first.node.label, 60), clean_label(second.node.label, 60)
    values = {"first": start_sentence(a), "second": b}
    if not comparison.n_both:
        return say("{first} en {second} komen in geen enkele tekst samen voor.", **values)
    values["texts"] = count_texts(comparison.n_both, first.n_texts)
    if n := len(comparison.together):
        text = say(
            "{first} en {second} komen samen voor in {texts} en staan {times} in één zin",
            **values,
            times=count_times(n),
        )
    else:
        text = say("{first} en {second} komen samen voor in {texts}, maar nooit in één zin", **values)
    if comparison.shared:
        names = join_words([clean_label(row.label, 40) for row in comparison.shared[:3]])
        return say("{text}; beide staan naast {names}.", text=text, names=names)
    return f"{text}."


def describe_timeline(passport: Passport) -> str:
    """Return what the timeline shows, in one sentence; '' without dates."""
    if not passport.years:
        return ""
    parts = [
        say(
            "{year}: {rate} ({times} in {texts})",
            year=year.year,
            rate=format_rate(year.per_thousand),
            times=count_times(year.n_mentions),
            texts=count_words(year.n_documents, ("tekst", "teksten")),
        )
        for year in passport.years
    ]
    return say("Per {n} woorden, per jaar: {years}.", n=format_number(1000), years="; ".join(parts))


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
    whole = say(MONTHS[int(parts[1]) - 1])
    month = {"maart": "mrt"}.get(whole, whole[:3])
    day = f"{int(parts[2])} " if len(parts) > 2 and parts[2].isdigit() else ""
    return f"{day}{month} {parts[0]}"
