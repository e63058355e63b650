"""A passport to take along: tables as CSV, and one page that can be printed and read without a network."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from html import escape
from io import StringIO
from urllib.parse import urlencode

from graph.export.about import Cell
from graph.export.comma import guard
from graph.export.webfonts import font_faces
from graph.messages import get_language, say
from graph.palette import GROUND, INK, NEUTRAL, THEME_COLOURS
from graph.passport import (
    Order,
    Passport,
    Texts,
    Trace,
    compare_passports,
    describe_comparison,
    describe_passport,
    explain_dispersion,
    make_concordance,
    trace_to_query,
)
from graph.passport import fragments as pieces
from graph.passport.address import MAX_LINES
from graph.rows import BuildInfo
from graph.wording import (
    KIND_WORDS,
    WINDOW_WORDS,
    clean_label,
    count_words,
    format_date,
    format_number,
    join_words,
    start_sentence,
)

POLICY = "default-src 'none'; style-src 'unsafe-inline'; font-src data:"
TEXT_COLUMNS = (
    *("node_id", "term", "document_id", "title", "authors", "publication", "date", "n_words", "n_mentions"),
    *("per_thousand", "places", "neighbours"),
)
SENTENCE_COLUMNS = (
    *("node_id", "term", "document_id", "title", "authors", "date", "sentence_id", "place", "left", "keyword"),
    *("right", "sentence", "definition_rule"),
)


def texts_csv(passports: Iterable[Passport]) -> str:
    """Return one row a text that names a term: how often, where, and beside which concepts.

    ``places`` are shares of the text (0 is its first word), ``neighbours`` are 'concept (shared windows)'; both are
    joined by '; '. A text that a spreadsheet would take for a formula gets an apostrophe in front.
    """
    rows: list[list[Cell]] = []
    for passport in passports:
        labels = {row.node_id: row.label for row in passport.neighbours}
        for text in passport.texts:
            document = text.document
            near = "; ".join(f"{labels[node_id]} ({n})" for node_id, n in text.neighbours.items())
            rows.append(
                [
                    passport.node.node_id,
                    passport.node.label,
                    document.document_id,
                    document.title,
                    "; ".join(document.authors),
                    document.publication,
                    document.date,
                    document.n_words,
                    text.n_mentions,
                    round(text.per_thousand, 4),
                    "; ".join(f"{place:.4f}" for place in text.places),
                    near,
                ]
            )
    return _table(TEXT_COLUMNS, rows)


def sentences_csv(texts: Texts, passports: Iterable[Passport], n_words: int, order: Order = "text") -> str:
    """Return one row a mention: its context, its sentence, and the rule if that looks like a definition."""
    rows: list[list[Cell]] = []
    for passport in passports:
        rules = {row.excerpt.window_id: row.rule for row in passport.definitions}
        for line in make_concordance(texts, passport.node.node_id, n_words, order):
            document = line.document
            rows.append(
                [
                    passport.node.node_id,
                    passport.node.label,
                    document.document_id,
                    document.title,
                    "; ".join(document.authors),
                    document.date,
                    line.sentence_id,
                    round(line.place, 4),
                    line.left,
                    line.keyword,
                    line.right,
                    texts.excerpt(line.sentence_id, passport.node.node_id).text,
                    rules.get(line.sentence_id, ""),
                ]
            )
    return _table(SENTENCE_COLUMNS, rows)


def _table(columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    held = StringIO(newline="")
    writer = csv.writer(held)
    writer.writerow(columns)
    writer.writerows([guard(value) for value in row] for row in rows)
    return held.getvalue()


# -- the printable page -----------------------------------------------------------------------------------------------

PAGE_STYLE = """
@page { size: A4; margin: 16mm 15mm 18mm; }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 190mm; padding: 10mm 6mm 14mm; background: var(--ground); color: var(--ink);
  font: 400 15px/1.45 "Source Sans", "Source Sans 3", "Source Sans Pro", "Noto Sans", sans-serif; }
header h1, .term h1 { margin: 0; font: 650 27px/1.2 var(--serif); overflow-wrap: anywhere; }
header p { margin: 4px 0 0; color: var(--second); } .kind { font-size: 13px; }
header { padding-bottom: 12px; } section { break-inside: auto; } h2, h3 { break-after: avoid; }
.passport tr, .passport blockquote, .passport .timeline, .passport ol.steps li { break-inside: avoid; }
.passport details > summary { display: none; }
.pair { break-before: page; }
footer { margin-top: 26px; padding-top: 8px; border-top: 1px solid var(--rule); font-size: 13px; color: var(--second); }
.passport table.lines td { font-size: 14px; padding: 5px 0; } .passport .rows { padding-right: 62px; }
.passport .rows.both { padding-right: 0; }
.passport .rows thead th.slant { width: 34px; } .passport .rows thead th.slant > span { font-size: 13px; }
.passport .columns { columns: 2; column-gap: 28px; } .passport .columns section { break-inside: avoid; }
@media print { body { padding: 0; max-width: none; background: #fff; zoom: .8; }
  .passport .shared, .passport .together { break-inside: avoid; } .passport table.lines { break-before: avoid; }
  * { -webkit-print-color-adjust: exact; print-color-adjust: exact; } }
"""


def make_passport_page(texts: Texts, passports: Sequence[Passport], trace: Trace, info: BuildInfo) -> str:
    """Return one or two passports as a page of HTML: nothing is fetched, no script, white ground, A4.

    It carries what it rests on: the number of texts, the fingerprint of the corpus, the date of the build, and the
    address that opens the same view again.
    """
    names = join_words([clean_label(passport.node.label, 80) for passport in passports])
    colours = {
        "ground": GROUND.light,
        "sheet": "#FFFFFF",
        "ink": INK.light,
        "second": NEUTRAL.light,
        "rule": "#E3E0D8",
        "edge": "#CFCBC1",
        "control": "#868D97",
        "mark-a": "#F6DFC3",
        "mark-b": "#CDE6EC",
        "link": "#0B5567",
        "theme-0": THEME_COLOURS[0].light,
        "theme-1": THEME_COLOURS[1].light,
        "serif": '"Source Serif", "Source Serif 4", "Source Serif Pro", "Noto Serif", Georgia, serif',
    }
    tokens = "".join(f"--{name}: {value};" for name, value in colours.items())
    body = [_both(texts, passports)] if len(passports) == 2 else []
    body += [_one(texts, passport, "ab"[place], trace) for place, passport in enumerate(passports)]
    content = f"<main>{_open(''.join(body))}</main>{_footer(texts, trace, info)}"
    return (
        f'<!DOCTYPE html>\n<html lang="{get_language()}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(names)} – Begrippengraaf</title>"
        f"<style>{font_faces(frozenset(content))}:root {{{tokens}}}\n{pieces.read_style()}\n{PAGE_STYLE}</style></head>"
        f"<body>{content}</body></html>\n"
    )


def _both(texts: Texts, passports: Sequence[Passport]) -> str:
    first, second = passports
    comparison = compare_passports(texts, first, second)
    links = pieces.Links()
    title = join_words([clean_label(passport.node.label, 80) for passport in passports])
    return (
        f'<header><p class="kind">{escape(say("Twee paspoorten naast elkaar"))}</p><h1>{escape(title)}</h1>'
        f"<p>{escape(describe_comparison(first, second, comparison))}</p></header>"
        f'<div class="passport"><section><h2>{escape(say("Per tekst"))}</h2>'
        f"{pieces.both_table(first, second, comparison, links)}"
        f"</section><section><h2>{escape(say('Wat ze delen'))}</h2>"
        f"{pieces.shared_html(first, second, comparison, links)}</section></div>"
    )


def _one(texts: Texts, passport: Passport, letter: str, trace: Trace) -> str:
    links = pieces.Links()
    node = passport.node
    kind = start_sentence(say(KIND_WORDS[node.kind][0]))
    if node.theme:
        kind = say("{kind}, thema {theme}", kind=kind, theme=node.theme)
    sections = [(say("Woorden waarin het staat"), pieces.forms_html(passport))]
    sections.append((say("Mensen eromheen"), pieces.people_html(passport.people, links)))
    if passport.definitions:
        quotes = pieces.definitions_html(passport.definitions, node.node_id, letter, links)
        sections.append((say("Zo omschrijven de teksten het"), quotes))
    if appearances := pieces.appearances_html(passport, letter, links):
        sections.append((say("Eerste en laatste keer"), appearances))
    if passport.steps:
        sections.append((say("Buren die erbij kwamen en wegvielen"), pieces.steps_html(passport.steps, links)))
    line = pieces.timeline_html(passport, letter)
    lines = make_concordance(texts, node.node_id, trace.n_words, trace.order)[:MAX_LINES]
    in_sentences = (
        say("In de zin")
        if len(lines) == passport.n_mentions
        else say("In de zin (de eerste {n})", n=format_number(len(lines)))
    )
    table = pieces.concordance_table(lines, clean_label(node.label, 60), letter, links)
    tag = "h1" if letter == "a" and len(trace.terms) < 2 else "h2"
    heading = f"<{tag}>{escape(clean_label(node.label, 120))}</{tag}>"
    return (
        f'<div class="{"pair" if len(trace.terms) > 1 else "term"}"><header>'
        f'<p class="kind">{escape(clean_label(kind, 120))}</p>{heading}'
        f"<p>{escape(describe_passport(passport))}</p></header>"
        f'<div class="passport"><section><h2>{escape(say("Per tekst"))}</h2>'
        f"{pieces.rows_table(passport, letter, links)}"
        f'<p class="key">{escape(explain_dispersion(passport.dispersion))}</p></section>'
        + (f"<section><h2>{escape(say('In de tijd'))}</h2>{line}</section>" if line else "")
        + "".join(f"<section><h2>{escape(title)}</h2>{inner}</section>" for title, inner in sections)
        + f"<section><h2>{escape(in_sentences)}</h2>{table}</section></div></div>"
    )


def _open(inner: str) -> str:
    """Return a piece with everything unfolded: paper cannot be clicked."""
    return inner.replace("<details>", "<details open>")


def _footer(texts: Texts, trace: Trace, info: BuildInfo) -> str:
    address = "volg?" + urlencode(trace_to_query(trace), safe=":~")
    n_words = sum(document.n_words for document in texts.documents.values())
    text = say(
        "Begrippengraaf, {date}, corpus {corpus}: {texts}, {words} woorden. Buren staan in dezelfde {window}; context "
        "{around} woorden aan weerszijden. Deze weergave openen: {address}",
        date=format_date(info.built_at[:10]),
        corpus=info.corpus[:6],
        texts=count_words(len(texts.documents), ("tekst", "teksten")),
        words=format_number(n_words),
        window=say(WINDOW_WORDS[trace.window][0]),
        around=format_number(trace.n_words),
        address=address,
    )
    return f"<footer><p>{escape(text)}</p></footer>"
