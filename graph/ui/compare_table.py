"""The rows of a comparison as HTML: the numbers, and the sentences of both selections side by side. No Streamlit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from urllib.parse import urlencode

from graph.comparison import ComparedLink, Comparison, describe_measures, describe_ratio
from graph.messages import mark, say
from graph.rows import Excerpt, Node, Window
from graph.ui.compare_state import SIDES
from graph.ui.language import with_language
from graph.ui.table import Row
from graph.ui.text import dutch_html, quote_html, source_line
from graph.wording import WINDOW_WORDS, clean_label, count_words, format_chance, format_measure, format_number

SIDE_TITLES = {"here": mark("Hier"), "there": mark("Daar")}
FIRST_QUOTES = 5


def table_row(link: ComparedLink, nodes: Mapping[str, Node], comparison: Comparison, n_texts: int) -> Row:
    """Return a link as a row of the table; ``n_texts`` is how many texts the side has that holds it alone."""
    labels = [escape(clean_label(nodes[node_id].label, 60)) for node_id in (link.source, link.target)]
    cells = []
    for half, size in ((link.here, comparison.n_here), (link.there, comparison.n_there)):
        if half.count:
            rate = format_number(1000 * half.count / size, 1)
            per = escape(say("{rate} per {n}", rate=rate, n=format_number(1000)))
            cells.append(f'{format_number(half.count)} <span class="small">{per}</span>')
        else:
            cells.append(f'<span class="none">{escape(say("geen"))}</span>')
    one = ""
    if link.rests_on_one_text and n_texts > 1:
        one = f' <span class="small">{escape(say("rust op één tekst"))}</span>'
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
            say("{name} in {windows}", name=label, windows=count_words(n, words))
            if n
            else say("{name} in geen enkele {window}", name=label, window=say(words[0]))
            for label, n in zip(labels, (half.n_source, half.n_target), strict=True)
        ]
        title = say("{side}: nergens samen", side=say(SIDE_TITLES[name]))
        text = say("Wel apart: {first}, {second}.", first=alone[0], second=alone[1])
        return f'<section class="{name}"><h3>{escape(title)}</h3><p class="caption">{escape(text)}</p></section>'
    text = say(
        "{n} te verwachten bij toeval; in {texts}",
        n=format_measure(half.expected),
        texts=count_words(half.n_documents, ("tekst", "teksten")),
    )
    parts = [
        f'<section class="{name}"><h3>{escape(say(SIDE_TITLES[name]))}: {count_words(half.count, words)}</h3>'
        f'<p class="caption">{escape(text)}</p>'
    ]
    classes = {link.source: "a", link.target: "b"}
    n = FIRST_QUOTES + n_more
    former = ""
    for excerpt in excerpts[:n]:
        if excerpt.document_id != former:
            former = excerpt.document_id
            source = escape(source_line(excerpt.authors, excerpt.date))
            parts.append(f"<h4>{dutch_html(clean_label(excerpt.title, 120))} <span>{source}</span></h4>")
        parts.append(f'<div class="quote">{quote_html(excerpt, classes)}{_read_link(excerpt)}</div>')
    if len(excerpts) > n:
        left = escape(say("Nog {more}", more=count_words(len(excerpts) - n, words)))
        parts.append(f'<button type="button" class="link" data-act="more" data-value="{name}">{left}</button>')
    return "".join(parts) + "</section>"


def _read_link(excerpt: Excerpt) -> str:
    query = with_language({"tekst": excerpt.document_id, "zin": excerpt.window_id})
    address = f"documenten?{urlencode(query)}"
    value = escape(f"{excerpt.document_id}~{excerpt.window_id}")
    return f'<a href="{escape(address)}" data-act="read" data-value="{value}">{escape(say("Open in tekst"))}</a>'
