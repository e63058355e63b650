"""What a file that is about to be saved looks like: its picture, its first rows or its first lines. No file is read."""

from __future__ import annotations

import csv
import io
import itertools
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass

import pypdfium2  # type: ignore[import-untyped]

from graph.export.about import Cell, link_row, node_labels, sorted_links
from graph.export.bundle import Bundle
from graph.export.figure import PictureOptions
from graph.export.pdf import POINT
from graph.export.svg import make_svg
from graph.messages import say
from graph.wording import format_number

MOST_PICTURES = 12
MOST_ROWS = 10
MOST_LINES = 40
MOST_CHARACTERS = 2400
LONGEST_LINE = 240


@dataclass(frozen=True, slots=True)
class Picture:
    """One page or slide."""

    kind: str  # media type
    data: bytes
    title: str
    told: str  # the text alternative


@dataclass(frozen=True, slots=True)
class Preview:
    """What is shown of a file; one of its parts, the others are empty."""

    pictures: tuple[Picture, ...] = ()
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    text: str = ""
    page: str = ""  # a whole web page
    n_more: int = 0  # pictures or rows that are not shown
    is_cut: bool = False  # whether ``text`` goes on


def make_preview(name: str, data: bytes, bundles: Sequence[Bundle], options: PictureOptions | None = None) -> Preview:
    """Return what the file shows.

    Args:
        name: the format, a key of FORMATS.
        data: the bytes of the file.
        bundles: what it was made from; a slide is drawn from the same figure as its shapes.
        options: which parts its pictures have.
    """
    match name:
        case "svg" | "png":
            kind = "image/svg+xml" if name == "svg" else "image/png"
            return Preview(pictures=(_picture(bundles[0], kind, data),))
        case "pdf":
            return _show_pages(data, bundles)
        case "pptx":
            drawn = [make_svg(bundle, options).encode() for bundle in bundles[:MOST_PICTURES]]
            return _show_pictures("image/svg+xml", drawn, bundles)
        case "html":
            return Preview(page=data.decode())
        case "csv":
            with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open(f"{say('banden')}.csv") as file:
                table = csv.reader(io.TextIOWrapper(file, "utf-8", newline=""))
                columns = tuple(next(table))
                rows = tuple(tuple(row) for row in itertools.islice(table, MOST_ROWS))
            return Preview(columns=columns, rows=rows, n_more=len(bundles[0].view.links) - len(rows))
        case "xlsx":
            return _show_links(bundles[0])
    return _show_text(data)


def _picture(bundle: Bundle, kind: str, data: bytes) -> Picture:
    return Picture(kind, data, bundle.title, f"{bundle.title.rstrip('.')}. {bundle.sentence}")


def _show_pictures(kind: str, drawn: Sequence[bytes], bundles: Sequence[Bundle]) -> Preview:
    return Preview(
        pictures=tuple(_picture(bundle, kind, data) for bundle, data in zip(bundles, drawn, strict=False)),
        n_more=len(bundles) - len(drawn),
    )


def _show_pages(data: bytes, bundles: Sequence[Bundle]) -> Preview:
    document = pypdfium2.PdfDocument(data)
    try:
        drawn = []
        for page in itertools.islice(document, MOST_PICTURES):
            held = io.BytesIO()
            page.render(scale=1 / POINT).to_pil().save(held, "PNG")
            drawn.append(held.getvalue())
    finally:
        document.close()
    return _show_pictures("image/png", drawn, bundles)


def _show_links(bundle: Bundle) -> Preview:
    """Return the first rows of the sheet with links; a workbook cannot be read back with what is installed."""
    from graph.export.xlsx import LINKS

    labels, links = node_labels(bundle), sorted_links(bundle)
    rows = []
    for link in links[:MOST_ROWS]:
        held = link_row(bundle, link, labels)
        rows.append(tuple(_as_in_excel(held[key], form) for key, _, _, form in LINKS))
    columns = tuple(heading for _, heading, _, _ in LINKS)
    return Preview(columns=columns, rows=tuple(rows), n_more=len(links) - len(rows))


def _as_in_excel(value: Cell, form: str) -> str:
    return value if isinstance(value, str) else format_number(value, len(form.partition(".")[2]))


def _show_text(data: bytes) -> Preview:
    whole = data[: MOST_CHARACTERS * 4].decode(errors="ignore")
    lines = [line if len(line) <= LONGEST_LINE else line[:LONGEST_LINE] + " …" for line in whole.split("\n")]
    text = whole[:MOST_CHARACTERS] if len(lines) < 3 else "\n".join(lines[:MOST_LINES])[:MOST_CHARACTERS]
    return Preview(text=text, is_cut=len(data) > len(text.encode()))
