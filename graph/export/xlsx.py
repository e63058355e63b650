"""Write a view as an Excel workbook: nodes, links, sentences, texts and what the graph is; no live formula anywhere."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]

from graph.export.about import Cell, describe, link_row, node_labels, node_row, sorted_links, sorted_nodes
from graph.export.bundle import Bundle, writable
from graph.export.writing import write_file
from graph.messages import mark, say
from graph.rows import Excerpt
from graph.wording import KIND_WORDS, WINDOW_WORDS

CELL_LENGTH = 32_000  # Excel holds 32,767 characters in a cell
MOST_SENTENCES = 100_000

# Column: heading, width, number format.
Columns = Sequence[tuple[str, str, int, str]]
NODES: Columns = (
    ("label", mark("Knoop"), 30, ""),
    ("kind", mark("Soort"), 12, ""),
    ("theme", mark("Thema"), 24, ""),
    ("n_mentions", mark("Keer genoemd"), 13, "#,##0"),
    ("n_documents", mark("Teksten"), 9, "#,##0"),
    ("status", mark("Herkomst"), 14, ""),
    ("role", mark("Rol"), 22, ""),
    ("definition", mark("Omschrijving"), 48, ""),
    ("aliases", mark("Woorden waarin het staat"), 40, ""),
    ("colour", mark("Kleur"), 10, ""),
    ("x", "x", 9, "0.0"),
    ("y", "y", 9, "0.0"),
    ("size", mark("Straal"), 8, "0.0"),
    ("id", "Id", 26, ""),
)
LINKS: Columns = (
    ("source_label", mark("Knoop A"), 28, ""),
    ("target_label", mark("Knoop B"), 28, ""),
    ("count", mark("Samen"), 9, "#,##0"),
    ("expected", mark("Verwacht"), 10, "#,##0.0"),
    ("log_likelihood", mark("Log-likelihood"), 14, "#,##0.0"),
    ("npmi", "npmi", 8, "0.00"),
    ("association_strength", mark("Associatiesterkte"), 16, "0.0000"),
    ("jaccard", "Jaccard", 9, "0.000"),
    ("q_value", mark("q, kans op toeval"), 16, "0.0000"),
    ("n_documents", mark("Teksten"), 9, "#,##0"),
    ("source", "Id A", 24, ""),
    ("target", "Id B", 24, ""),
)
SENTENCES: Columns = (
    ("a", mark("Knoop A"), 26, ""),
    ("b", mark("Knoop B"), 26, ""),
    ("text", mark("Zin"), 90, "wrap"),
    ("title", mark("Tekst"), 36, ""),
    ("authors", mark("Auteur"), 24, ""),
    ("date", mark("Datum"), 12, ""),
)
DOCUMENTS: Columns = (
    ("title", mark("Titel"), 44, ""),
    ("authors", mark("Auteur"), 28, ""),
    ("date", mark("Datum"), 12, ""),
    ("publication", mark("Verschenen in"), 24, ""),
    ("source", mark("Naar"), 40, ""),
    ("url", mark("Adres"), 40, ""),
    ("n_words", mark("Woorden"), 10, "#,##0"),
    ("id", "Id", 30, ""),
)


def export_xlsx(bundle: Bundle, path: Path) -> None:
    """Write the workbook to ``path``.

    Raises:
        ReadableError: the folder cannot be written.
    """
    held = BytesIO()
    book = xlsxwriter.Workbook(
        held,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_numbers": False,
            "strings_to_urls": False,
        },
    )
    book.set_properties(
        {
            "title": bundle.title[:250],
            "subject": "; ".join(bundle.caption)[:250],
            "author": "Begrippengraaf",
            "comments": bundle.sentence[:250],
            "created": _moment(bundle.date),
        }
    )
    labels = node_labels(bundle)
    _sheet(book, say("Knopen"), NODES, (_in_words(node_row(bundle, node)) for node in sorted_nodes(bundle)))
    _sheet(book, say("Banden"), LINKS, (link_row(bundle, link, labels) for link in sorted_links(bundle)))
    _sheet(book, say("Zinnen"), SENTENCES, _sentences(bundle, labels))
    _sheet(
        book,
        say("Teksten"),
        DOCUMENTS,
        (
            {
                "title": document.title,
                "authors": "; ".join(document.authors),
                "date": document.date,
                "publication": document.publication,
                "source": document.source,
                "url": document.url,
                "n_words": document.n_words,
                "id": document.document_id,
            }
            for document in bundle.documents
        ),
    )
    _about(book, bundle)
    book.close()
    write_file(path, held.getvalue())


def _moment(date: str) -> datetime.datetime:
    try:
        return datetime.datetime.fromisoformat(date)
    except ValueError:
        return datetime.datetime(1980, 1, 1)


def _in_words(row: dict[str, Cell]) -> dict[str, Cell]:
    words = {kind: say(singular) for kind, (singular, _) in KIND_WORDS.items()}
    origin = say("voorgesteld uit de teksten") if row["status"] == "proposed" else ""
    if row["kind"] == "concept" and not origin:
        origin = say("begrippenlijst")
    return {**row, "kind": words[str(row["kind"])], "status": origin}  # type: ignore[index]


def _sentences(bundle: Bundle, labels: dict[str, str]) -> Iterable[dict[str, Cell]]:
    """Yield the sentences of each link, the strongest first, and then those of each node."""
    left = MOST_SENTENCES
    sources: list[tuple[str, str, tuple[Excerpt, ...]]] = [
        (labels[link.source], labels[link.target], bundle.link_excerpts.get((link.source, link.target), ()))
        for link in sorted_links(bundle)
    ]
    sources += [(labels[node.node_id], "", bundle.node_excerpts.get(node.node_id, ())) for node in sorted_nodes(bundle)]
    for first, second, excerpts in sources:
        for excerpt in excerpts[:left]:
            yield {
                "a": first,
                "b": second,
                "text": excerpt.text,
                "title": excerpt.title,
                "authors": "; ".join(excerpt.authors),
                "date": excerpt.date,
            }
        left -= len(excerpts)
        if left <= 0:
            return


def _sheet(book: Any, name: str, columns: Columns, rows: Iterable[dict[str, Cell]]) -> None:
    sheet = book.add_worksheet(name)
    head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    formats = []
    for _, _, _, form in columns:
        options: dict[str, Any] = {"valign": "top"}
        if form == "wrap":
            options["text_wrap"] = True
        elif form:
            options["num_format"] = form
        formats.append(book.add_format(options))
    for place, (_, heading, width, _) in enumerate(columns):
        sheet.set_column(place, place, width)
        sheet.write_string(0, place, say(heading), head)
    number = 0
    for number, row in enumerate(rows, start=1):
        for place, (key, _, _, _) in enumerate(columns):
            value = row[key]
            if isinstance(value, str):
                if value:
                    sheet.write_string(number, place, writable(value)[:CELL_LENGTH], formats[place])
            else:
                sheet.write_number(number, place, value, formats[place])
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, number, len(columns) - 1)


def _about(book: Any, bundle: Bundle) -> None:
    sheet = book.add_worksheet(say("Over deze graaf"))
    bold = book.add_format({"bold": True, "valign": "top"})
    text = book.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 110)
    unit = say(WINDOW_WORDS[bundle.filters.window][1])
    rows = [
        *describe(bundle),
        (
            say("Blad Knopen"),
            say("elke knoop met hoe vaak en in hoeveel teksten hij staat, en waar en in welke kleur hij is getekend"),
        ),
        (say("Blad Banden"), say("elke band met zijn maten; de sterkste staat bovenaan")),
        (
            say("Blad Zinnen"),
            say("de {windows} waarop elke band rust en de zinnen waarin elke knoop staat", windows=unit),
        ),
        (say("Blad Teksten"), say("de teksten die meetellen")),
    ]
    for place, (word, line) in enumerate(rows):
        sheet.write_string(place, 0, word, bold)
        sheet.write_string(place, 1, writable(line)[:CELL_LENGTH], text)
