"""A passport as tables of HTML: the texts in rows, two terms in the rows of their texts, the lines. Escaped."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from html import escape

from graph.messages import say
from graph.passport.comparison import Comparison
from graph.passport.concordance import Line
from graph.passport.markup import Links, fold, link, source_line, with_roles
from graph.passport.saying import format_rate
from graph.passport.shapes import InText, Passport
from graph.rows import Document
from graph.wording import WINDOW_WORDS, clean_label, count_words, dutch, format_number

N_COLUMNS = 7
N_ROWS = 60  # texts that are shown at once; the others open on demand
LABEL = 24
SMALLEST, LARGEST = 5.0, 13.0  # radius of a dot, in pixels


def barcode(places: Sequence[float], letter: str, n_words: int) -> str:
    """Return the places of a term in one text as lines in a box that is as wide as the text is long."""
    thin = " many" if len(places) > 60 else ""
    if len(places) > 1:
        label = say(
            "{places}, van {first} tot {last} van de tekst",
            places=count_words(len(places), ("plaats", "plaatsen")),
            first=_share(places[0]),
            last=_share(places[-1]),
        )
    elif places:
        label = say("1 plaats, op {share} van de tekst", share=_share(places[0]))
    else:
        label = say("komt hier niet voor")
    words = say("{n} woorden", n=format_number(n_words))
    ticks = "".join(f'<i style="left:{100 * place:.1f}%"></i>' for place in places)
    return (
        f'<div class="barcode {letter}{thin}" role="img" aria-label="{escape(label)}; {escape(words)}">'
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
    title = escape(say("{name}: {windows} samen", name=name, windows=said))
    return (
        f'<td class="dot" data-name="{escape(name)}" data-n="{format_number(n)}" title="{title}">'
        f'<i style="width:{size:.1f}px;height:{size:.1f}px"></i><span class="unseen">{said}</span></td>'
    )


def _title_cell(document: Document, links: Links, sentence_id: str = "") -> str:
    source = source_line(document)
    title = link(clean_label(document.title, 90), links.to_sentence(document.document_id, sentence_id))
    return f'<th scope="row" class="title">{title}{f"<small>{escape(source)}</small>" if source else ""}</th>'


def _count_cell(text: InText) -> str:
    times = say(" keer,") if text.n_mentions != 1 else say(" keer,", context="1")
    per = say(" per {n} woorden", n=format_number(1000))
    return (
        f'<td class="count"><b>{format_number(text.n_mentions)}</b><span class="unit">{times}</span> '
        f'<span class="rate">{format_rate(text.per_thousand)}</span><span class="unit">{per}</span></td>'
    )


def _count_head() -> str:
    """Return the head of the column with counts; its number stays beside its word."""
    return escape(say("Keren, per {n}", n=format_number(1000))).replace("per ", "per&nbsp;")


def rows_table(passport: Passport, letter: str, links: Links, choice: str = "") -> str:
    """Return the texts as a table: title, places, how often, and a dot for each neighbour; below it the key.

    ``choice`` is HTML that stands in the key's line.
    """
    columns = passport.neighbours[:N_COLUMNS]
    words = WINDOW_WORDS[passport.window]
    highest = max((text.neighbours.get(row.node_id, 0) for text in passport.texts for row in columns), default=0)
    names = [clean_label(row.label, LABEL) for row in columns]
    # The labels lean: what a label takes in height is four fifths of its length.
    height = 24 + round(5.3 * max((len(name) for name in names), default=0))
    head = "".join(
        f'<th scope="col" class="slant" style="height:{height}px"><span>'
        f"{link(name, links.to_term(row.node_id), row.label if name != row.label else '')}</span></th>"
        for name, row in zip(names, columns, strict=True)
    )
    caption = say(
        "{name} per tekst: plaatsen, aantal en buren in dezelfde {window}",
        name=clean_label(passport.node.label, 60),
        window=say(words[0]),
    )

    def table(texts: Sequence[InText]) -> str:
        body = "".join(
            f"<tr>{_title_cell(text.document, links)}"
            f'<td class="places">{barcode(text.places, letter, text.document.n_words)}</td>{_count_cell(text)}'
            + "".join(_dot(text.neighbours.get(row.node_id, 0), highest, row.label, words) for row in columns)
            + "</tr>"
            for text in texts
        )
        return with_roles(
            f'<table><caption class="unseen">{escape(caption)}</caption><thead><tr>'
            f'<th scope="col">{escape(say("Tekst"))}</th>'
            f'<th scope="col">{escape(say("Plaats in de tekst, van begin tot eind"))}</th>'
            f'<th scope="col" class="count">{_count_head()}</th>{head}</tr></thead><tbody>{body}</tbody></table>'
        )

    rest = passport.texts[N_ROWS:]
    left = count_words(len(rest), ("tekst", "teksten"))
    more = fold(say("Nog {more}", more=left), table(rest) if rest else "")
    below = f'<div class="below">{choice}{_dot_key(highest, words)}</div>'
    return f'<div class="rows">{table(passport.texts[:N_ROWS])}{more}{below}</div>'


def _dot_key(highest: int, words: tuple[str, str]) -> str:
    if not highest:
        return ""
    sizes = sorted({1, (1 + highest) // 2, highest})
    dots = "".join(
        f'<span><i style="width:{2 * dot_radius(n, highest):.1f}px;height:{2 * dot_radius(n, highest):.1f}px"></i>'
        f"{format_number(n)}</span>"
        for n in sizes
    )
    text = say("Stip: {windows} waarin beide staan", windows=say(words[1]))
    return f'<p class="key dots">{escape(text)} {dots}</p>'


def both_table(first: Passport, second: Passport, comparison: Comparison, links: Links) -> str:
    """Return two terms in the rows of their texts."""

    def cells(text: InText | None, letter: str, document: Document, name: str) -> str:
        count = _count_cell(text) if text else '<td class="count none"><span>–</span></td>'
        places = text.places if text else ()
        return f'<td class="places" data-name="{escape(name)}">{barcode(places, letter, document.n_words)}</td>{count}'

    a, b = (clean_label(passport.node.label, 40) for passport in (first, second))
    caption = say("{first} en {second} per tekst: plaatsen en aantal", first=a, second=b)
    whole = escape(say("van begin tot eind"))

    def table(rows: Sequence[tuple[Document, InText | None, InText | None]]) -> str:
        body = "".join(
            f"<tr>{_title_cell(document, links)}{cells(one, 'a', document, a)}{cells(other, 'b', document, b)}</tr>"
            for document, one, other in rows
        )
        return with_roles(
            f'<table><caption class="unseen">{escape(caption)}</caption>'
            f'<thead><tr><th scope="col">{escape(say("Tekst"))}</th>'
            f'<th scope="col"><mark class="a">{escape(a)}</mark> {whole}</th>'
            f'<th scope="col" class="count">{_count_head()}</th>'
            f'<th scope="col"><mark class="b">{escape(b)}</mark> {whole}</th>'
            f'<th scope="col" class="count">{_count_head()}</th></tr></thead><tbody>{body}</tbody></table>'
        )

    rest = comparison.rows[N_ROWS:]
    left = count_words(len(rest), ("tekst", "teksten"))
    more = fold(say("Nog {more}", more=left), table(rest) if rest else "")
    return f'<div class="rows both">{table(comparison.rows[:N_ROWS])}{more}</div>'


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
        f'<table class="lines"><caption class="unseen">{escape(say("{name} in de zin", name=name))}</caption>'
        + _columns(33, 15, 33, 19)
        + '<thead class="unseen"><tr>'
        f'<th scope="col">{escape(say("Woorden links"))}</th><th scope="col">{escape(say("Term"))}</th>'
        f'<th scope="col">{escape(say("Woorden rechts"))}</th>'
        f'<th scope="col">{escape(say("Tekst"))}</th></tr></thead><tbody{dutch()}>{body}</tbody></table>'
    )
