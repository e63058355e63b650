"""The rows of the documents as HTML: what is known of each, where that came from, and the form to correct it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Literal

from graph.messages import get_language, retell, say
from graph.metadata import EDITED
from graph.rows import Document, Removal
from graph.ui.table import Row
from graph.ui.text import dutch_html
from graph.wording import clean_label, format_date, format_number

Order = Literal["titel", "auteur", "datum", "woorden", "bestand"]
ORDERS: tuple[Order, ...] = ("titel", "auteur", "datum", "woorden", "bestand")
MOST_REMOVALS = 60


def sort_documents(documents: Iterable[Document], order: Order, *, descending: bool) -> list[Document]:
    """Return the documents by one column; those without an author or a date come last either way."""

    def value(document: Document) -> tuple[int, str]:
        words = {
            "titel": document.title,
            "auteur": ", ".join(document.authors),
            "datum": document.date,
            "woorden": "",
            "bestand": document.path,
        }
        return (document.n_words if order == "woorden" else 0, words[order].casefold())

    ordered = sorted(documents, key=lambda item: (item.title.casefold(), item.document_id))
    known = [item for item in ordered if value(item) != (0, "")]
    return sorted(known, key=value, reverse=descending) + [item for item in ordered if value(item) == (0, "")]


def document_row(document: Document) -> Row:
    """Return a document as a row of the table."""
    edited = EDITED in (document.title_from, document.authors_from, document.date_from)
    authors = ", ".join(clean_label(author, 60) for author in document.authors[:3])
    if len(document.authors) > 3:
        authors = say("{authors} en {n} anderen", authors=authors, n=len(document.authors) - 3)
    corrected = f' <span class="small">{escape(say("verbeterd"))}</span>' if edited else ""
    return Row(
        document.document_id,
        escape(clean_label(document.title, 140)) + corrected,
        (
            escape(authors),
            f'<span class="whole">{escape(format_date(document.date))}</span>' if document.date else "",
            format_number(document.n_words),
            f'<span class="small file">{escape(clean_label(document.path, 90))}</span>',
        ),
    )


def detail_html(
    document: Document,
    removals: Sequence[Removal],
    *,
    can_change: bool,
    typed: Mapping[str, str] | None = None,
    error: str = "",
) -> str:
    """Return what is known of a document, what was cleaned away, and what can be done with it.

    Args:
        document: with the reader's corrections applied.
        removals: what was cleaned away from it.
        can_change: whether its folder is there, so that it can be corrected and taken away.
        typed: what stood in the form when it was sent but could not be saved.
        error: why not.
    """
    unknown = f"<span class=none>{escape(say('onbekend'))}</span>"
    facts = "".join(
        f"<div><dt>{escape(label)}</dt><dd>{escape(value) or unknown}{_origin(origin)}</dd></div>"
        for label, value, origin, always in (
            (say("Titel"), clean_label(document.title, 300), document.title_from, True),
            (say("Auteur"), ", ".join(document.authors), document.authors_from, True),
            (say("Datum"), format_date(document.date), document.date_from, True),
            (say("Verschenen in"), document.publication, document.publication_from, False),
            (say("Adres"), document.url, document.url_from, False),
            (say("Naar"), document.source, "", False),
            (say("Bestand"), f"{document.path} ({document.format})", "", False),
        )
        if value or always
    )
    identity = escape(document.document_id)
    taal = "&amp;taal=en" if get_language() == "en" else ""
    acts = (
        f'<div class="acts"><a href="documenten?tekst={identity}{taal}" data-act="read" data-value="{identity}">'
        f"{escape(say('Lees de tekst'))}</a>"
        f'<a href="verkennen?kies={identity}{taal}" data-act="show" data-value="{identity}">'
        f"{escape(say('Toon in de graaf'))}</a>"
    )
    if can_change:
        acts += (
            f'<button type="button" class="link" data-act="remove" data-value="{identity}">'
            f"{escape(say('Haal deze tekst weg'))}</button>"
        )
    acts += "</div>"
    form = _form_html(document, typed, error) if can_change else ""
    return f'<div class="document"><div><dl class="facts">{facts}</dl>{acts}{removals_html(removals)}</div>{form}</div>'


def _origin(origin: str) -> str:
    return f' <span class="small">{escape(retell(origin))}</span>' if origin else ""


def _form_html(document: Document, typed: Mapping[str, str] | None, error: str) -> str:
    values = typed or {
        "title": document.title,
        "authors": "\n".join(document.authors),
        "date": document.date,
    }
    edited = EDITED in (document.title_from, document.authors_from, document.date_from)
    undo = (
        f'<button type="button" class="link" data-act="undo" data-value="{escape(document.document_id)}">'
        f"{escape(say('Zoals het in de tekst staat'))}</button>"
        if edited
        else ""
    )
    warning = f'<p class="error" role="alert">{escape(error)}</p>' if error else ""
    rows = max(1, min(4, values.get("authors", "").count("\n") + 1))
    return (
        f'<form data-act="save" data-value="{escape(document.document_id)}" novalidate>'
        f"<h2>{escape(say('Verbeter'))}</h2>{warning}"
        f'<label>{escape(say("Titel"))} <input name="title" value="{escape(values.get("title", ""))}" '
        'autocomplete="off"></label>'
        f'<label>{escape(say("Auteurs, elk op een eigen regel"))} <textarea name="authors" rows="{rows}">'
        f"{escape(values.get('authors', ''))}</textarea></label>"
        f'<label>{escape(say("Datum: jaar, maand of dag"))} <input name="date" '
        f'value="{escape(values.get("date", ""))}" placeholder="2024-05-17" autocomplete="off"></label>'
        f'<div class="acts"><button type="submit" class="main">{escape(say("Bewaar"))}</button>{undo}</div></form>'
    )


def removals_html(removals: Sequence[Removal]) -> str:
    """Return what was cleaned away, folded, with the reasons counted."""
    if not removals:
        return f'<p class="caption">{escape(say("Bij het inlezen is niets weggehaald."))}</p>'
    counts: dict[str, int] = {}
    for removal in removals:
        counts[removal.reason] = counts.get(removal.reason, 0) + 1
    reasons = ", ".join(
        f"{format_number(n)} × {retell(reason)}" for reason, n in sorted(counts.items(), key=lambda item: -item[1])
    )
    rows = "".join(
        f"<li><strong>{escape(retell(removal.reason))}</strong> {dutch_html(clean_label(removal.text, 300))}</li>"
        for removal in removals[:MOST_REMOVALS]
    )
    left = len(removals) - MOST_REMOVALS
    more = f"<li>{escape(say('en nog {n}', n=format_number(left)))}</li>" if left > 0 else ""
    summary = escape(say("Weggehaald bij het inlezen: {reasons}", reasons=reasons))
    return f'<details><summary>{summary}</summary><ul class="removals">{rows}{more}</ul></details>'
