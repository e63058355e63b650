"""The smallest pieces of a passport as HTML: links, quotations, sources. Every text is escaped here."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from importlib import resources

from graph.messages import say
from graph.passport.saying import brief_date
from graph.passport.shapes import Company
from graph.rows import Document, Excerpt
from graph.wording import clean_label, dutch, format_date, format_number, join_words

N_NAMES = 6


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
    return f"<blockquote{dutch()}>{''.join(parts)}{escape(excerpt.text[last:])}</blockquote>"


def cite(excerpt: Excerpt, links: Links, more: str = "") -> str:
    """Return where a sentence stands, below its quotation."""
    title = link(clean_label(excerpt.title, 80), links.to_sentence(excerpt.document_id, excerpt.window_id))
    parts = [title, escape(format_date(excerpt.date)), escape(more)]
    return f'<p class="cite">{", ".join(part for part in parts if part)}</p>'


def fold(summary: str, inner: str) -> str:
    """Return a piece that opens on demand; '' when there is nothing in it."""
    return f"<details><summary>{escape(summary)}</summary>{inner}</details>" if inner else ""


def names(rows: Sequence[Company], links: Links, most: int = N_NAMES) -> str:
    """Return the labels of nodes as links; what is too many is told in a hint."""
    shown = rows if len(rows) <= most + 1 else rows[:most]
    shown_names = ", ".join(link(clean_label(row.label, 40), links.to_term(row.node_id)) for row in shown)
    if len(shown) == len(rows):
        return shown_names
    rest = ", ".join(clean_label(row.label, 40) for row in rows[most : most + 40])
    left = format_number(len(rows) - most)
    return f'{shown_names} <span title="{escape(rest)}">{escape(say("en nog {n}", n=left))}</span>'
