"""A passport as HTML: the pieces that the screen and the printable page share. Every text is escaped."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from graph.messages import say
from graph.passport.comparison import Comparison
from graph.passport.markup import Links, cite, fold, link, names, quote, read_style
from graph.passport.saying import describe_timeline, format_rate, short_dates
from graph.passport.shapes import Company, Definition, Passport, Step
from graph.passport.tables import both_table, concordance_table, rows_table
from graph.passport.timeline import Timeline, make_timeline
from graph.wording import (
    WINDOW_WORDS,
    clean_label,
    count_times,
    count_words,
    format_date,
    format_number,
    join_words,
)

__all__ = [
    "Links",
    "appearances_html",
    "both_table",
    "concordance_table",
    "definitions_html",
    "forms_html",
    "link",
    "people_html",
    "read_style",
    "rows_table",
    "say_where",
    "shared_html",
    "steps_html",
    "timeline_html",
]

N_STEPS = 5
N_FORMS = 16
N_PEOPLE = 14
N_DEFINITIONS = 3


# -- time -------------------------------------------------------------------------------------------------------------


def timeline_html(passport: Passport, letter: str) -> str:
    """Return the line of time with a stem for every dated text that names the term; '' without dates."""
    line = make_timeline(passport)
    if line is None:
        return ""
    key = say(
        "Hoogte: keren per {n} woorden, hoogste {highest}. Open rondje: een tekst waarin het niet staat.",
        n=format_number(1000),
        highest=format_rate(line.highest),
    )
    if passport.n_undated == 1:
        key += " " + say("1 tekst zonder datum telt hier niet mee.")
    elif passport.n_undated:
        key += " " + say("{n} teksten zonder datum tellen hier niet mee.", n=format_number(passport.n_undated))
    years = ""
    if len(passport.years) > 1:
        years = "".join(
            f"<div><dt>{escape(year.year)}</dt><dd><b>{format_rate(year.per_thousand)}</b> "
            f"<span>{escape(say_where(year.n_mentions, year.n_documents))}</span></dd></div>"
            for year in passport.years
        )
        years = f'<dl class="years">{years}</dl>'
    return (
        f'<div class="timeline {letter}" role="img" aria-label="{escape(describe_timeline(passport))}">'
        f'{_draw_timeline(line)}</div>{years}<p class="key">{escape(key)}</p>'
    )


def say_where(n_mentions: int, n_documents: int) -> str:
    """Return how often a term is mentioned, and in how many texts."""
    texts = count_words(n_documents, ("tekst", "teksten"))
    return say("{times} in {texts}", times=count_times(n_mentions), texts=texts)


def _draw_timeline(line: Timeline) -> str:
    parts: list[str] = []
    for point in line.points:
        left = f"left:{100 * point.place:.2f}%"
        when = f"{clean_label(point.document.title, 60)}, {format_date(point.document.date)}"
        if point.text is None:
            said = say("{when}: niet genoemd", when=when)
            parts.append(f'<i class="silent" style="{left}" title="{escape(said)}"></i>')
            continue
        height = 100 * point.text.per_thousand / line.highest if line.highest else 0
        said = say(
            "{when}: {times}, {rate} per {n}",
            when=when,
            times=count_times(point.text.n_mentions),
            rate=format_rate(point.text.per_thousand),
            n=format_number(1000),
        )
        parts.append(f'<i class="stem" style="{left};height:{height:.1f}%" title="{escape(said)}"></i>')
    for place, text in line.labels:
        side = " start" if place < 0.04 else " end" if place > 0.96 else ""
        parts.append(f'<span class="date{side}" style="left:{100 * place:.2f}%">{escape(text)}</span>')
    return f'<div class="line">{"".join(parts)}</div>'


# -- the side ---------------------------------------------------------------------------------------------------------


def forms_html(passport: Passport) -> str:
    """Return the words in which the term appears."""
    chips = [
        f"<li>{escape(clean_label(form.text, 60))} <span>{format_number(form.n_mentions)}</span></li>"
        for form in passport.forms
    ]
    more = fold(
        say("Nog {more}", more=count_words(len(chips) - N_FORMS, ("vorm", "vormen"))),
        f'<ul class="forms">{"".join(chips[N_FORMS:])}</ul>' if len(chips) > N_FORMS else "",
    )
    return f'<ul class="forms">{"".join(chips[:N_FORMS])}</ul>{more}'


def steps_html(steps: Sequence[Step], links: Links) -> str:
    """Return which neighbours came and went from each dated text to the next."""
    brief = short_dates(sorted({date for step in steps for date in (step.before, step.after)}))
    items = [
        f'<li><p><b>{escape(brief[step.before])} <span aria-hidden="true">→</span>'
        f'<span class="unseen">{escape(say("naar"))}</span> {escape(brief[step.after])}</b> {_change(step, links)}</p>'
        f'<p class="cite">{escape(say("naar {titles}", titles=clean_label(join_words(step.titles), 70)))}</p></li>'
        for step in steps
    ]
    more = fold(
        say("Nog {more}", more=count_words(len(items) - N_STEPS, ("stap", "stappen"))),
        f'<ol class="steps">{"".join(items[N_STEPS:])}</ol>' if len(items) > N_STEPS else "",
    )
    return f'<ol class="steps">{"".join(items[:N_STEPS])}</ol>{more}'


def _change(step: Step, links: Links) -> str:
    parts = []
    gained, lost = say("erbij"), say("weg", context="buren")
    for sign, word, rows, letter in (("+", gained, step.gained, "gained"), ("−", lost, step.lost, "lost")):
        if rows:
            parts.append(
                f'<span class="{letter}"><span aria-hidden="true">{sign}</span><span class="unseen">{word}:</span> '
                f"{names(rows, links)}</span>"
            )
    return " ".join(parts) or f'<span class="same">{escape(say("dezelfde buren"))}</span>'


def people_html(people: Sequence[Company], links: Links) -> str:
    """Return the persons around the term: in the same sentence, then those in the same paragraph only."""
    near = [row for row in people if row.window == "sentence"]
    far = [row for row in people if row.window != "sentence"]
    parts: list[str] = []
    for rows, words, lead in (
        (near, WINDOW_WORDS["sentence"], ""),
        (far, WINDOW_WORDS["paragraph"], f"{say('Alleen in dezelfde alinea:')} "),
    ):
        if not rows:
            continue
        labels = [
            f"{link(clean_label(row.label, 50), links.to_term(row.node_id))} "
            f"({count_words(row.n_windows, words) if place == 0 else format_number(row.n_windows)})"
            for place, row in enumerate(rows[:N_PEOPLE])
        ]
        more = f" {say('en nog {n}', n=format_number(len(rows) - N_PEOPLE))}" if len(rows) > N_PEOPLE else ""
        parts.append(f'<p class="{"names" if rows is near else "names far"}">{lead}{", ".join(labels)}{more}</p>')
    nobody = escape(say("Niemand wordt in dezelfde zin of alinea genoemd."))
    return "".join(parts) or f'<p class="cite">{nobody}</p>'


def definitions_html(definitions: Sequence[Definition], node_id: str, letter: str, links: Links) -> str:
    """Return the sentences that look like a definition, with the rule that says so."""
    if not definitions:
        return f'<p class="cite">{escape(say("Geen zin gevonden die op een omschrijving lijkt."))}</p>'
    items = [
        quote(row.excerpt, {node_id: letter})
        + cite(row.excerpt, links, say("herkend aan ‘{rule}’", rule=say(row.rule)))
        for row in definitions
    ]
    rest = "".join(items[N_DEFINITIONS : N_DEFINITIONS + 40])
    left = count_words(len(items) - N_DEFINITIONS, ("omschrijving", "omschrijvingen"))
    more = fold(say("Nog {more}", more=left), rest)
    return "".join(items[:N_DEFINITIONS]) + more


def appearances_html(passport: Passport, letter: str, links: Links) -> str:
    """Return the first and the last sentence by date; '' when no text has a date."""
    if passport.first is None or passport.last is None:
        return ""
    letters = {passport.node.node_id: letter}
    first = f"{quote(passport.first, letters)}{cite(passport.first, links)}"
    if passport.last.window_id == passport.first.window_id:
        return f"<h3>{escape(say('De enige keer met een datum'))}</h3>{first}"
    last = f"{quote(passport.last, letters)}{cite(passport.last, links)}"
    return f"<h3>{escape(say('Voor het eerst'))}</h3>{first}<h3>{escape(say('Voor het laatst'))}</h3>{last}"


# -- two terms --------------------------------------------------------------------------------------------------------


def shared_html(first: Passport, second: Passport, comparison: Comparison, links: Links) -> str:
    """Return which neighbours two terms share, which only one has, and the sentences with both."""
    a, b = (clean_label(passport.node.label, 40) for passport in (first, second))
    groups = (
        (say("Buren van beide"), comparison.shared, ""),
        (say("Alleen naast {name}", name=a), comparison.only_first, "a"),
        (say("Alleen naast {name}", name=b), comparison.only_second, "b"),
    )
    cells = "".join(
        f'<div class="{letter}"><h3>{escape(title)} <span>{format_number(len(rows))}</span></h3>'
        f"<p>{names(rows, links, 14) if rows else escape(say('geen'))}</p></div>"
        for title, rows, letter in groups
    )
    letters = {first.node.node_id: "a", second.node.node_id: "b"}
    quotes = [quote(excerpt, letters) + cite(excerpt, links) for excerpt in comparison.together]
    together = ""
    if quotes:
        left = count_words(len(quotes) - 2, ("zin", "zinnen"))
        more = fold(say("Nog {more}", more=left), "".join(quotes[2:42]))
        together = (
            f'<div class="together"><h3>{escape(say("Samen in één zin"))} '
            f"<span>{format_number(len(quotes))}</span></h3>"
            f"{''.join(quotes[:2])}{more}</div>"
        )
    return f'<div class="shared">{cells}</div>{together}'
