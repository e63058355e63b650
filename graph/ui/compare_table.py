"""The rows of a comparison as HTML: the numbers, and the sentences of both selections side by side. No Streamlit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from urllib.parse import urlencode

from graph.comparison import ComparedLink, Comparison, describe_measures, describe_ratio
from graph.rows import Excerpt, Node, Window
from graph.ui.compare_state import SIDES
from graph.ui.table import Row
from graph.ui.text import quote_html, source_line
from graph.wording import WINDOW_WORDS, clean_label, count_words, format_chance, format_measure, format_number

SIDE_TITLES = {"here": "Hier", "there": "Daar"}
FIRST_QUOTES = 5


def table_row(link: ComparedLink, nodes: Mapping[str, Node], comparison: Comparison, n_texts: int) -> Row:
    """Return a link as a row of the table; ``n_texts`` is how many texts the side has that holds it alone."""
    labels = [escape(clean_label(nodes[node_id].label, 60)) for node_id in (link.source, link.target)]
    cells = []
    for half, size in ((link.here, comparison.n_here), (link.there, comparison.n_there)):
        if half.count:
            rate = format_number(1000 * half.count / size, 1)
            cells.append(f'{format_number(half.count)} <span class="small">{rate} per 1.000</span>')
        else:
            cells.append('<span class="none">geen</span>')
    one = ' <span class="small">rust op één tekst</span>' if link.rests_on_one_text and n_texts > 1 else ""
    ratio = f'<span class="where {link.where}"></span>{escape(describe_ratio(link))}{one}'
    return Row(
        f"{link.source}~{link.target}",
        f'{labels[0]} <span class="dash">—</span> {labels[1]}',
        (*cells, ratio, format_number(link.log_likelihood, 1), format_chance(link.q_value)),
    )


def detail_html(
    link: ComparedLink,
    nodes: Mapping[str, Node],
    excerpts: Sequence[Excerpt],
    window: Window,
    ids: tuple[tuple[str, ...], tuple[str, ...]],
    n_more: int,
) -> str:
    """Return the sentences that a link rests on, those of the two selections side by side."""
    halves = "".join(
        _half_html(name, link, nodes, [e for e in excerpts if e.document_id in set(chosen)], window, n_more)
        for name, chosen in zip(SIDES, ids, strict=True)
    )
    return f'<p class="caption">{escape(describe_measures(link))}</p><div class="halves">{halves}</div>'


def _half_html(
    name: str,
    link: ComparedLink,
    nodes: Mapping[str, Node],
    excerpts: Sequence[Excerpt],
    window: Window,
    n_more: int,
) -> str:
    half = getattr(link, name)
    words = WINDOW_WORDS[window]
    labels = [clean_label(nodes[node_id].label, 50) for node_id in (link.source, link.target)]
    if not half.count:
        alone = [
            f"{label} in {count_words(n, words) if n else f'geen enkele {words[0]}'}"
            for label, n in zip(labels, (half.n_source, half.n_target), strict=True)
        ]
        return (
            f'<section class="{name}"><h3>{SIDE_TITLES[name]}: nergens samen</h3>'
            f'<p class="caption">Wel apart: {escape(alone[0])}, {escape(alone[1])}.</p></section>'
        )
    texts = count_words(half.n_documents, ("tekst", "teksten"))
    parts = [
        f'<section class="{name}"><h3>{SIDE_TITLES[name]}: {count_words(half.count, words)}</h3>'
        f'<p class="caption">{format_measure(half.expected)} te verwachten bij toeval; in {texts}</p>'
    ]
    classes = {link.source: "a", link.target: "b"}
    n = FIRST_QUOTES + n_more
    former = ""
    for excerpt in excerpts[:n]:
        if excerpt.document_id != former:
            former = excerpt.document_id
            source = escape(source_line(excerpt.authors, excerpt.date))
            parts.append(f"<h4>{escape(clean_label(excerpt.title, 120))} <span>{source}</span></h4>")
        parts.append(f'<div class="quote">{quote_html(excerpt, classes)}{_read_link(excerpt)}</div>')
    if len(excerpts) > n:
        left = count_words(len(excerpts) - n, words)
        parts.append(f'<button type="button" class="link" data-act="more" data-value="{name}">Nog {left}</button>')
    return "".join(parts) + "</section>"


def _read_link(excerpt: Excerpt) -> str:
    address = f"documenten?{urlencode({'tekst': excerpt.document_id, 'zin': excerpt.window_id})}"
    value = escape(f"{excerpt.document_id}~{excerpt.window_id}")
    return f'<a href="{escape(address)}" data-act="read" data-value="{value}">Open in tekst</a>'
