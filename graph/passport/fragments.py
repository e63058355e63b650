"""A passport as HTML: the pieces that the screen and the printable page share. Every text is escaped here."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from importlib import resources

from graph.passport.comparison import Comparison
from graph.passport.concordance import Line
from graph.passport.saying import brief_date, describe_timeline, format_rate, short_dates
from graph.passport.shapes import Company, Definition, InText, Passport, Step
from graph.passport.timeline import Timeline, make_timeline
from graph.rows import Document, Excerpt
from graph.wording import WINDOW_WORDS, clean_label, count_words, format_date, format_number, join_words

N_COLUMNS = 7
LABEL = 24
N_NAMES = 6
N_STEPS = 5
N_FORMS = 16
N_PEOPLE = 14
N_DEFINITIONS = 3
SMALLEST, LARGEST = 5.0, 13.0  # radius of a dot, in pixels


@dataclass(frozen=True, slots=True)
class Links:
    """Where names and sentences lead to: functions from ids to addresses; '' makes plain text of it."""

    to_term: Callable[[str], str] = lambda node_id: ""
    to_sentence: Callable[[str, str], str] = lambda document_id, sentence_id: ""


def read_style() -> str:
    """Return the style sheet of these pieces."""
    return resources.files("graph.passport").joinpath("passport.css").read_text(encoding="utf-8")


def link(text: str, address: str, hint: str = "") -> str:
    """Return ``text`` (plain) as a link, or as it is when there is nowhere to go."""
    if not address:
        return escape(text)
    title = f' title="{escape(hint)}"' if hint else ""
    return f'<a href="{escape(address)}"{title}>{escape(text)}</a>'


def with_roles(table: str) -> str:
    """Return a table that stays a table for a screen reader when a narrow screen lays it out in blocks.

    Only tags that this module writes are touched: text is escaped and holds none.
    """
    for tag, role in (
        ('<th scope="col"', "columnheader"),
        ('<th scope="row"', "rowheader"),
        ("<table", "table"),
        ("<thead", "rowgroup"),
        ("<tbody", "rowgroup"),
        ("<tr", "row"),
        ("<td", "cell"),
    ):
        table = table.replace(tag, f'{tag} role="{role}"')
    return table


def source_line(document: Document) -> str:
    """Return where and when a text appeared, as plain text."""
    by = document.publication or join_words([clean_label(author, 40) for author in document.authors[:2]])
    date = brief_date(document.date).replace(" ", "\u00a0")  # a date stays on one line
    return ", ".join(part for part in (clean_label(by, 60), date) if part)


def quote(excerpt: Excerpt, letters: Mapping[str, str]) -> str:
    """Return a sentence as a quotation, the nodes of ``letters`` marked with their letter."""
    parts: list[str] = []
    last = 0
    for mark in sorted(excerpt.marks, key=lambda mark: (mark.start, -mark.end)):
        if mark.node_id not in letters or mark.start < last:
            continue
        parts.append(escape(excerpt.text[last : mark.start]))
        parts.append(f'<mark class="{letters[mark.node_id]}">{escape(excerpt.text[mark.start : mark.end])}</mark>')
        last = mark.end
    return f"<blockquote>{''.join(parts)}{escape(excerpt.text[last:])}</blockquote>"


def _cite(excerpt: Excerpt, links: Links, more: str = "") -> str:
    title = link(clean_label(excerpt.title, 80), links.to_sentence(excerpt.document_id, excerpt.window_id))
    parts = [title, escape(format_date(excerpt.date)), escape(more)]
    return f'<p class="cite">{", ".join(part for part in parts if part)}</p>'


# -- the texts in rows ------------------------------------------------------------------------------------------------


def barcode(places: Sequence[float], letter: str, n_words: int) -> str:
    """Return the places of a term in one text as lines in a box that is as wide as the text is long."""
    thin = " many" if len(places) > 60 else ""
    if places:
        words = f"{count_words(len(places), ('plaats', 'plaatsen'))}, van {_share(places[0])} tot {_share(places[-1])}"
        label = f"{words} van de tekst" if len(places) > 1 else f"1 plaats, op {_share(places[0])} van de tekst"
    else:
        label = "komt hier niet voor"
    ticks = "".join(f'<i style="left:{100 * place:.1f}%"></i>' for place in places)
    return (
        f'<div class="barcode {letter}{thin}" role="img" aria-label="{label}; {format_number(n_words)} woorden">'
        f"<div>{ticks}</div></div>"
    )


def _share(place: float) -> str:
    return f"{round(100 * place)}%"


def dot_radius(n: int, highest: int) -> float:
    """Return the radius of a dot whose area grows with ``n``: 5 for one window, 13 for seven or the highest."""
    if highest <= 7:
        return min(SMALLEST * math.sqrt(n), LARGEST)
    return 4 + (LARGEST - 4) * math.sqrt(n / highest)


def _dot(n: int, highest: int, name: str, words: tuple[str, str]) -> str:
    if not n:
        return '<td class="dot none"><span class="unseen">0</span></td>'
    size = 2 * dot_radius(n, highest)
    said = count_words(n, words)
    return (
        f'<td class="dot" data-name="{escape(name)}" data-n="{format_number(n)}" title="{escape(name)}: {said} samen">'
        f'<i style="width:{size:.1f}px;height:{size:.1f}px"></i><span class="unseen">{said}</span></td>'
    )


def _title_cell(document: Document, links: Links, sentence_id: str = "") -> str:
    source = source_line(document)
    title = link(clean_label(document.title, 90), links.to_sentence(document.document_id, sentence_id))
    return f'<th scope="row" class="title">{title}{f"<small>{escape(source)}</small>" if source else ""}</th>'


def _count_cell(text: InText) -> str:
    return (
        f'<td class="count"><b>{format_number(text.n_mentions)}</b><span class="unit"> keer,</span> '
        f'<span class="rate">{format_rate(text.per_thousand)}</span><span class="unit"> per 1.000 woorden</span></td>'
    )


def rows_table(passport: Passport, letter: str, links: Links, choice: str = "") -> str:
    """Return the texts as a table: title, places, how often, and a dot for each neighbour; below it the key.

    ``choice`` is HTML that stands in the key's line.
    """
    columns = passport.neighbours[:N_COLUMNS]
    words = WINDOW_WORDS[passport.window]
    highest = max((text.neighbours.get(row.node_id, 0) for text in passport.texts for row in columns), default=0)
    names = [clean_label(row.label, LABEL) for row in columns]
    # The labels lean: what a label takes in height is four fifths of its length.
    height = 34 + round(5.8 * max((len(name) for name in names), default=0))
    head = "".join(
        f'<th scope="col" class="slant" style="height:{height}px"><span>'
        f"{link(name, links.to_term(row.node_id), row.label if name != row.label else '')}</span></th>"
        for name, row in zip(names, columns, strict=True)
    )
    body = "".join(
        f"<tr>{_title_cell(text.document, links)}"
        f'<td class="places">{barcode(text.places, letter, text.document.n_words)}</td>{_count_cell(text)}'
        + "".join(_dot(text.neighbours.get(row.node_id, 0), highest, row.label, words) for row in columns)
        + "</tr>"
        for text in passport.texts
    )
    caption = f"{clean_label(passport.node.label, 60)} per tekst: plaatsen, aantal en buren in dezelfde {words[0]}"
    return with_roles(
        f'<div class="rows"><table><caption class="unseen">{escape(caption)}</caption><thead><tr>'
        '<th scope="col">Tekst</th><th scope="col">Plaats in de tekst, van begin tot eind</th>'
        f'<th scope="col" class="count">Keren, per&nbsp;1.000</th>{head}</tr></thead><tbody>{body}</tbody></table>'
        f'<div class="below">{choice}{_dot_key(highest, words)}</div></div>'
    )


def _dot_key(highest: int, words: tuple[str, str]) -> str:
    if not highest:
        return ""
    sizes = sorted({1, (1 + highest) // 2, highest})
    dots = "".join(
        f'<span><i style="width:{2 * dot_radius(n, highest):.1f}px;height:{2 * dot_radius(n, highest):.1f}px"></i>'
        f"{format_number(n)}</span>"
        for n in sizes
    )
    return f'<p class="key dots">Stip: {words[1]} waarin beide staan {dots}</p>'


def both_table(first: Passport, second: Passport, comparison: Comparison, links: Links) -> str:
    """Return two terms in the rows of their texts."""

    def cells(text: InText | None, letter: str, document: Document, name: str) -> str:
        count = _count_cell(text) if text else '<td class="count none"><span>–</span></td>'
        places = text.places if text else ()
        return f'<td class="places" data-name="{escape(name)}">{barcode(places, letter, document.n_words)}</td>{count}'

    a, b = (clean_label(passport.node.label, 40) for passport in (first, second))
    body = "".join(
        f"<tr>{_title_cell(document, links)}{cells(one, 'a', document, a)}{cells(other, 'b', document, b)}</tr>"
        for document, one, other in comparison.rows
    )
    return with_roles(
        f'<div class="rows both"><table><caption class="unseen">{escape(a)} en {escape(b)} per tekst: plaatsen en '
        'aantal</caption><thead><tr><th scope="col">Tekst</th>'
        f'<th scope="col"><mark class="a">{escape(a)}</mark> van begin tot eind</th>'
        '<th scope="col" class="count">Keren, per&nbsp;1.000</th>'
        f'<th scope="col"><mark class="b">{escape(b)}</mark> van begin tot eind</th>'
        f'<th scope="col" class="count">Keren, per&nbsp;1.000</th></tr></thead><tbody>{body}</tbody></table></div>'
    )


# -- time -------------------------------------------------------------------------------------------------------------


def timeline_html(passport: Passport, letter: str) -> str:
    """Return the line of time with a stem for every dated text that names the term; '' without dates."""
    line = make_timeline(passport)
    if line is None:
        return ""
    undated = (
        f" {count_words(passport.n_undated, ('tekst zonder datum telt', 'teksten zonder datum tellen'))} hier niet mee."
        if passport.n_undated
        else ""
    )
    years = ""
    if len(passport.years) > 1:
        years = "".join(
            f"<div><dt>{escape(year.year)}</dt><dd><b>{format_rate(year.per_thousand)}</b> "
            f"<span>{format_number(year.n_mentions)} keer in "
            f"{count_words(year.n_documents, ('tekst', 'teksten'))}</span></dd></div>"
            for year in passport.years
        )
        years = f'<dl class="years">{years}</dl>'
    return (
        f'<div class="timeline {letter}" role="img" aria-label="{escape(describe_timeline(passport))}">'
        f'{_draw_timeline(line)}</div>{years}<p class="key">Hoogte: keren per 1.000 woorden, hoogste '
        f"{format_rate(line.highest)}. Open rondje: een tekst waarin het niet staat.{undated}</p>"
    )


def _draw_timeline(line: Timeline) -> str:
    parts: list[str] = []
    for point in line.points:
        left = f"left:{100 * point.place:.2f}%"
        when = f"{clean_label(point.document.title, 60)}, {format_date(point.document.date)}"
        if point.text is None:
            parts.append(f'<i class="silent" style="{left}" title="{escape(when)}: niet genoemd"></i>')
            continue
        height = 100 * point.text.per_thousand / line.highest if line.highest else 0
        said = f"{when}: {point.text.n_mentions} keer, {format_rate(point.text.per_thousand)} per 1.000"
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
    more = _fold(
        f"Nog {count_words(len(chips) - N_FORMS, ('vorm', 'vormen'))}",
        f'<ul class="forms">{"".join(chips[N_FORMS:])}</ul>' if len(chips) > N_FORMS else "",
    )
    return f'<ul class="forms">{"".join(chips[:N_FORMS])}</ul>{more}'


def _fold(summary: str, inner: str) -> str:
    return f"<details><summary>{escape(summary)}</summary>{inner}</details>" if inner else ""


def steps_html(steps: Sequence[Step], links: Links) -> str:
    """Return which neighbours came and went from each dated text to the next."""
    brief = short_dates(sorted({date for step in steps for date in (step.before, step.after)}))
    items = [
        f'<li><p><b>{escape(brief[step.before])} <span aria-hidden="true">→</span><span class="unseen">naar</span> '
        f"{escape(brief[step.after])}</b> {_change(step, links)}</p>"
        f'<p class="cite">naar {escape(clean_label(join_words(step.titles), 70))}</p></li>'
        for step in steps
    ]
    more = _fold(
        f"Nog {count_words(len(items) - N_STEPS, ('stap', 'stappen'))}",
        f'<ol class="steps">{"".join(items[N_STEPS:])}</ol>' if len(items) > N_STEPS else "",
    )
    return f'<ol class="steps">{"".join(items[:N_STEPS])}</ol>{more}'


def _change(step: Step, links: Links) -> str:
    parts = []
    for sign, word, rows, letter in (("+", "erbij", step.gained, "gained"), ("−", "weg", step.lost, "lost")):
        if rows:
            parts.append(
                f'<span class="{letter}"><span aria-hidden="true">{sign}</span><span class="unseen">{word}:</span> '
                f"{_names(rows, links)}</span>"
            )
    return " ".join(parts) or '<span class="same">dezelfde buren</span>'


def _names(rows: Sequence[Company], links: Links, most: int = N_NAMES) -> str:
    shown = rows if len(rows) <= most + 1 else rows[:most]
    names = ", ".join(link(clean_label(row.label, 40), links.to_term(row.node_id)) for row in shown)
    if len(shown) == len(rows):
        return names
    rest = ", ".join(clean_label(row.label, 40) for row in rows[most : most + 40])
    return f'{names} <span title="{escape(rest)}">en nog {format_number(len(rows) - most)}</span>'


def people_html(people: Sequence[Company], links: Links) -> str:
    """Return the persons around the term: in the same sentence, then those in the same paragraph only."""
    near = [row for row in people if row.window == "sentence"]
    far = [row for row in people if row.window != "sentence"]
    parts: list[str] = []
    for rows, words, lead in (
        (near, WINDOW_WORDS["sentence"], ""),
        (far, WINDOW_WORDS["paragraph"], "Alleen in dezelfde alinea: "),
    ):
        if not rows:
            continue
        names = [
            f"{link(clean_label(row.label, 50), links.to_term(row.node_id))} "
            f"({count_words(row.n_windows, words) if place == 0 else format_number(row.n_windows)})"
            for place, row in enumerate(rows[:N_PEOPLE])
        ]
        more = f" en nog {format_number(len(rows) - N_PEOPLE)}" if len(rows) > N_PEOPLE else ""
        parts.append(f'<p class="{"names" if rows is near else "names far"}">{lead}{", ".join(names)}{more}</p>')
    return "".join(parts) or '<p class="cite">Niemand wordt in dezelfde zin of alinea genoemd.</p>'


def definitions_html(definitions: Sequence[Definition], node_id: str, letter: str, links: Links) -> str:
    """Return the sentences that look like a definition, with the rule that says so."""
    items = [
        quote(row.excerpt, {node_id: letter}) + _cite(row.excerpt, links, f"herkend aan ‘{row.rule}’")
        for row in definitions
    ]
    rest = "".join(items[N_DEFINITIONS : N_DEFINITIONS + 40])
    more = _fold(f"Nog {count_words(len(items) - N_DEFINITIONS, ('omschrijving', 'omschrijvingen'))}", rest)
    return "".join(items[:N_DEFINITIONS]) + more


def appearances_html(passport: Passport, letter: str, links: Links) -> str:
    """Return the first and the last sentence by date; '' when no text has a date."""
    if passport.first is None or passport.last is None:
        return ""
    letters = {passport.node.node_id: letter}
    first = f"{quote(passport.first, letters)}{_cite(passport.first, links)}"
    if passport.last.window_id == passport.first.window_id:
        return f"<h3>De enige keer met een datum</h3>{first}"
    last = f"{quote(passport.last, letters)}{_cite(passport.last, links)}"
    return f"<h3>Voor het eerst</h3>{first}<h3>Voor het laatst</h3>{last}"


# -- the lines --------------------------------------------------------------------------------------------------------


def _line_source(line: Line, links: Links) -> str:
    return link(clean_label(line.document.title, 46), links.to_sentence(line.document.document_id, line.sentence_id))


def _joins(line: Line) -> str:
    return f"{' joined-left' if line.joined_left else ''}{' joined-right' if line.joined_right else ''}"


def _columns(*widths: int) -> str:
    columns = "".join(f'<col style="width:{width}%">' for width in widths)
    return f"<colgroup>{columns}</colgroup>"


def concordance_table(lines: Iterable[Line], name: str, letter: str, links: Links) -> str:
    """Return the lines of a term as a table: left, term, right, text."""
    body = "".join(
        f'<tr><td class="before">{escape(line.left)}</td>'
        f'<td class="keyword{_joins(line)}"><mark class="{letter}">{escape(line.keyword)}</mark></td>'
        f'<td class="after">{escape(line.right)}</td>'
        f'<td class="from">{_line_source(line, links)}</td></tr>'
        for line in lines
    )
    return with_roles(
        f'<table class="lines"><caption class="unseen">{escape(name)} in de zin</caption>'
        + _columns(33, 15, 33, 19)
        + '<thead class="unseen"><tr>'
        '<th scope="col">Woorden links</th><th scope="col">Term</th><th scope="col">Woorden rechts</th>'
        f'<th scope="col">Tekst</th></tr></thead><tbody>{body}</tbody></table>'
    )


# -- two terms --------------------------------------------------------------------------------------------------------


def shared_html(first: Passport, second: Passport, comparison: Comparison, links: Links) -> str:
    """Return which neighbours two terms share, which only one has, and the sentences with both."""
    a, b = (clean_label(passport.node.label, 40) for passport in (first, second))
    groups = (
        ("Buren van beide", comparison.shared, ""),
        (f"Alleen naast {a}", comparison.only_first, "a"),
        (f"Alleen naast {b}", comparison.only_second, "b"),
    )
    cells = "".join(
        f'<div class="{letter}"><h3>{escape(title)} <span>{format_number(len(rows))}</span></h3>'
        f"<p>{_names(rows, links, 14) if rows else 'geen'}</p></div>"
        for title, rows, letter in groups
    )
    letters = {first.node.node_id: "a", second.node.node_id: "b"}
    quotes = [quote(excerpt, letters) + _cite(excerpt, links) for excerpt in comparison.together]
    together = ""
    if quotes:
        more = _fold(f"Nog {count_words(len(quotes) - 2, ('zin', 'zinnen'))}", "".join(quotes[2:42]))
        together = (
            f'<div class="together"><h3>Samen in één zin <span>{format_number(len(quotes))}</span></h3>'
            f"{''.join(quotes[:2])}{more}</div>"
        )
    return f'<div class="shared">{cells}</div>{together}'
