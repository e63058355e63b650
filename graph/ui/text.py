"""Texts of documents as harmless HTML and harmless Markdown, with the mentions marked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from html import escape

from graph.rows import Document, Excerpt, Mark
from graph.wording import clean_label, dutch, format_date, join_words

PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")


def escape_markdown(text: str) -> str:
    """Return ``text`` so that Streamlit's Markdown shows exactly these characters: no markup, no emoji, no formula."""
    broken = re.sub(r":(?=[A-Za-z0-9_+-]+:)", ":\u2060", clean_label(text, 120))
    return PUNCTUATION.sub(r"\\\1", broken)


def mark_text(text: str, marks: Iterable[Mark], classes: Mapping[str, str]) -> str:
    """Return ``text`` as HTML with marked stretches; of two that overlap the longer one that starts first wins.

    Args:
        text: the text, as it stands in the document.
        marks: stretches of it.
        classes: node id -> class of the mark; other nodes stay unmarked.
    """
    parts: list[str] = []
    last = 0
    for mark in sorted(marks, key=lambda mark: (mark.start, -mark.end)):
        if mark.node_id not in classes or mark.start < last:
            continue
        parts.append(escape(text[last : mark.start]))
        parts.append(f'<mark class="{classes[mark.node_id]}">{escape(text[mark.start : mark.end])}</mark>')
        last = mark.end
    return "".join(parts) + escape(text[last:])


def dutch_html(text: str) -> str:
    """Return words of a text as HTML; on a page in English they say that they are Dutch."""
    attribute = dutch()
    return f"<span{attribute}>{escape(text)}</span>" if attribute else escape(text)


def source_line(authors: Sequence[str], date: str) -> str:
    """Return author and date as one line of plain text."""
    people = join_words([clean_label(author, 60) for author in authors[:3]])
    return ", ".join(part for part in (people, format_date(date)) if part)


def quote_html(excerpt: Excerpt, classes: Mapping[str, str]) -> str:
    """Return one excerpt as a quotation."""
    return f"<blockquote{dutch()}>{mark_text(excerpt.text, excerpt.marks, classes)}</blockquote>"


def document_line(document: Document) -> str:
    """Return authors, publication and date of a document as plain text."""
    people = join_words([clean_label(author, 60) for author in document.authors])
    return ", ".join(part for part in (people, document.publication, format_date(document.date)) if part)
