"""A view as SVG: real text in named fonts, groups with ids, shapes that drawing programs can edit."""

from __future__ import annotations

import base64
from collections.abc import Iterable
from pathlib import Path
from xml.sax.saxutils import quoteattr

from graph.export.bundle import Bundle, writable
from graph.export.figure import (
    PAPER,
    RULE,
    Dot,
    Figure,
    PictureOptions,
    Stroke,
    Stub,
    dash_pattern,
    list_texts,
    make_figure,
)
from graph.export.fonts import FACES, Face, Fonts, TextLine, subset_font
from graph.export.labels import LEADER_WIDTH, Label
from graph.export.legend import LegendRow
from graph.export.scripts import without_overrides
from graph.export.writing import write_file
from graph.messages import get_language
from graph.palette import NEUTRAL, SELECTION
from graph.rows import make_slug

HALO = 4.0


def export_svg(bundle: Bundle, path: Path, options: PictureOptions | None = None, *, embed_fonts: bool = True) -> None:
    """Write the view to ``path`` as SVG.

    Args:
        bundle: what is shown.
        path: the file to write.
        options: which parts the picture has.
        embed_fonts: put the letters that are used in the file, so that a browser without the fonts shows it right.

    Raises:
        ReadableError: the file cannot be written.
    """
    write_file(path, make_svg(bundle, options, embed_fonts=embed_fonts))


def make_svg(bundle: Bundle, options: PictureOptions | None = None, *, embed_fonts: bool = True) -> str:
    """Return the view as the text of an SVG file."""
    fonts = Fonts(list_texts(bundle))
    figure = make_figure(bundle, options, fonts)
    ids = _make_ids(dot.node.node_id for dot in figure.dots)
    width, height = _n(figure.page.width), _n(figure.page.height)
    parts = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" '
        f'role="img" aria-labelledby="titel beschrijving" xml:lang="{get_language()}" lang="{get_language()}">',
        f'<title id="titel">{_text(figure.full_title)}</title>',
        f'<desc id="beschrijving">{_text(figure.sentence)}</desc>',
    ]
    if embed_fonts:
        parts.append(_font_style(figure, fonts))
    parts.append(f'<rect id="vlak" width="{width}" height="{height}" fill="{PAPER}"/>')
    if figure.title:
        parts.append(_group("kop", [_draw_line(line, fonts) for line in figure.title]))
    if figure.legend:
        parts.append(_group("legenda", [_draw_row(row, fonts) for row in figure.legend]))
    parts.append(f'<g id="graaf" data-scale="{figure.scale:.6g}" data-dx="{figure.dx:.6g}" data-dy="{figure.dy:.6g}">')
    if figure.stubs:
        parts.append(_group("banden-naar-buiten", [_draw_stub(stub) for stub in figure.stubs]))
    parts.append(_group("banden", [_draw_stroke(stroke, ids) for stroke in figure.strokes]))
    parts.append(_group("knopen", [_draw_dot(dot, ids) for dot in figure.dots]))
    parts.append(_group("namen", [_draw_label(label, ids, fonts) for label in figure.labels]))
    parts.append("</g>")
    if figure.notes:
        parts.append(_group("opmerking", [_draw_line(line, fonts) for line in figure.notes]))
    if figure.rule is not None:
        page, y = figure.page, _n(figure.rule)
        rule = f'<line x1="{_n(page.left)}" y1="{y}" x2="{_n(page.right)}" y2="{y}" stroke="{RULE}" stroke-width="1"/>'
        parts.append(_group("onderschrift", [rule, *(_draw_line(line, fonts) for line in figure.caption)]))
    parts.append("</svg>\n")
    return "\n".join(parts)


def _n(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _text(text: str) -> str:
    return writable(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _attribute(text: str) -> str:
    return quoteattr(writable(text))


def _group(name: str, parts: Iterable[str]) -> str:
    return "\n".join([f'<g id="{name}">', *parts, "</g>"])


def _make_ids(node_ids: Iterable[str]) -> dict[str, str]:
    """Return an XML id for every node: telling, and never used twice."""
    ids: dict[str, str] = {}
    used: set[str] = set()
    for node_id in node_ids:
        slug = make_slug(node_id) or "knoop"
        name, n = slug, 2
        while name in used:
            name, n = f"{slug}-{n}", n + 1
        used.add(name)
        ids[node_id] = name
    return ids


def _font_style(figure: Figure, fonts: Fonts) -> str:
    letters: dict[Face, set[str]] = {face: set() for face in FACES}
    for line in figure.lines():
        letters[line.face].update(line.text)
    for label in figure.labels:
        letters[label.face].update(label.text)
    rules = []
    for face in FACES:
        if not letters[face]:
            continue
        font = fonts[face]
        data = base64.b64encode(subset_font(font, "".join(sorted(letters[face])))).decode("ascii")
        rules.append(
            f"@font-face{{font-family:'{font.design.families[0]}';font-weight:{font.design.weight};"
            f"font-style:{'italic' if font.design.italic else 'normal'};"
            f"src:url(data:font/woff2;base64,{data}) format('woff2')}}"
        )
    return f'<defs><style type="text/css">{"".join(rules)}</style></defs>'


def _font_attributes(face: Face, size: float, fonts: Fonts) -> str:
    font = fonts[face]
    style = ' font-style="italic"' if font.design.italic else ""
    weight = f' font-weight="{font.design.weight}"' if font.design.weight != 400 else ""
    return f'font-family="{font.css_family}" font-size="{_n(size)}"{weight}{style}'


def _draw_line(line: TextLine, fonts: Fonts) -> str:
    anchor = f' text-anchor="{line.anchor}"' if line.anchor != "start" else ""
    return (
        f'<text x="{_n(line.x)}" y="{_n(line.y)}" {_font_attributes(line.face, line.size, fonts)}{anchor} '
        f'fill="{line.colour}">{_text(without_overrides(line.text))}</text>'
    )


def _draw_row(row: LegendRow, fonts: Fonts) -> str:
    words = "".join(_draw_line(line, fonts) for line in row.lines)
    return f"<g>{_draw_sign(row)}{words}</g>"


def _draw_sign(row: LegendRow) -> str:
    x, y, r = row.x, row.y, row.radius
    if row.shape == "square":
        return _rect(x - r, y - r, 2 * r, 2 * r, f'rx="2" fill="{row.colour}"')
    if row.shape == "line":
        return "".join(_rect(*bar, f'fill="{row.colour}"') for bar in row.bars())
    if row.shape in ("diamond", "ring", "sheet") or row.dashed:
        dashes = ' stroke-dasharray="3 2"' if row.dashed else ""
        paint = f'fill="{PAPER}" stroke="{row.colour}" stroke-width="1.6"{dashes}'
    else:
        paint = f'fill="{row.colour}"'
    return _shape(row.shape, x, y, r, paint)


def _shape(shape: str, x: float, y: float, r: float, paint: str) -> str:
    if shape == "diamond":
        d = r * 1.15
        points = ((x, y - d), (x + d, y), (x, y + d), (x - d, y))
        return f'<polygon points="{_points(points)}" {paint}/>'
    if shape == "triangle":
        d = r * 1.1
        points3 = ((x, y - d), (x + d, y + d * 0.8), (x - d, y + d * 0.8))
        return f'<polygon points="{_points(points3)}" {paint}/>'
    if shape == "sheet":
        return _rect(x - r * 0.78, y - r * 1.05, r * 1.56, r * 2.1, f'rx="{_n(r * 0.2)}" {paint}')
    return f'<circle cx="{_n(x)}" cy="{_n(y)}" r="{_n(r * 0.9 if shape == "ring" else r)}" {paint}/>'


def _dashes(width: float) -> str:
    return " ".join(map(_n, dash_pattern(width)))


def _rect(x: float, y: float, width: float, height: float, paint: str) -> str:
    return f'<rect x="{_n(x)}" y="{_n(y)}" width="{_n(width)}" height="{_n(height)}" {paint}/>'


def _points(points: Iterable[tuple[float, float]]) -> str:
    return " ".join(f"{_n(x)},{_n(y)}" for x, y in points)


def _draw_stroke(stroke: Stroke, ids: dict[str, str]) -> str:
    link = stroke.link
    opacity = f' stroke-opacity="{_n(stroke.opacity)}"' if stroke.opacity < 1 else ""
    dashes = f' stroke-dasharray="{_dashes(stroke.width)}"' if link.doubtful else ""
    names = f"{stroke.start.node.label} — {stroke.end.node.label}\n{link.reason}"
    return (
        f'<line id="band-{ids[link.source]}--{ids[link.target]}" x1="{_n(stroke.start.x)}" y1="{_n(stroke.start.y)}" '
        f'x2="{_n(stroke.end.x)}" y2="{_n(stroke.end.y)}" stroke="{stroke.colour}" '
        f'stroke-width="{_n(stroke.width)}"{dashes}{opacity}><title>{_text(names)}</title></line>'
    )


def _draw_stub(stub: Stub) -> str:
    x1, y1, x2, y2 = map(_n, stub.line)
    opacity = f' stroke-opacity="{_n(stub.opacity)}"' if stub.opacity < 1 else ""
    dashes = f' stroke-dasharray="{_dashes(stub.width)}"' if stub.link.doubtful else ""
    return (
        f'<line x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}" stroke="{stub.colour}" stroke-width="{_n(stub.width)}"'
        f"{dashes}{opacity}><title>{_text(f'{stub.names}{chr(10)}{stub.link.reason}')}</title></line>"
    )


def _draw_dot(dot: Dot, ids: dict[str, str]) -> str:
    node = dot.node
    colour = node.colour.light
    if dot.filled:
        paint = f'fill="{colour}"'
    else:
        dashes = f' stroke-dasharray="{_n(1.5 * dot.line)} {_n(dot.line)}"' if node.proposed else ""
        paint = f'fill="{PAPER}" stroke="{colour}" stroke-width="{_n(dot.line)}"{dashes}'
    shape = _shape(node.shape, dot.x, dot.y, dot.radius, paint)
    if dot.opacity < 1:
        # A pale node hides the links under it all the same.
        cover = _shape(node.shape, dot.x, dot.y, dot.radius, f'fill="{PAPER}"')
        shape = f'{cover}<g opacity="{_n(dot.opacity)}">{shape}</g>'
    if dot.chosen:
        k = dot.line / 2
        shape += (
            f'<circle cx="{_n(dot.x)}" cy="{_n(dot.y)}" r="{_n(dot.radius + 4 * k)}" fill="none" '
            f'stroke="{SELECTION.light}" stroke-width="{_n(2.2 * k)}"/>'
        )
    return (
        f'<g id="knoop-{ids[node.node_id]}" data-id={_attribute(node.node_id)} data-kind="{node.kind}" '
        f'data-label={_attribute(node.label)} data-x="{_n(node.x)}" data-y="{_n(node.y)}" '
        f'data-colour="{colour}"><title>{_text(f"{node.label}{chr(10)}{node.reason}")}</title>{shape}</g>'
    )


def _draw_label(label: Label, ids: dict[str, str], fonts: Fonts) -> str:
    common = (
        f'x="{_n(label.x)}" y="{_n(label.y)}" text-anchor="middle" {_font_attributes(label.face, label.size, fonts)}'
    )
    words = _text(without_overrides(label.text))
    opacity = f' fill-opacity="{_n(label.opacity)}"' if label.opacity < 1 else ""
    stroke_opacity = opacity.replace("fill", "stroke")
    # The halo is a copy of the words underneath: not every program knows paint-order.
    line = ""
    if label.leader:
        x1, y1, x2, y2 = map(_n, label.leader)
        line = (
            f'<path d="M{x1} {y1}L{x2} {y2}" stroke="{NEUTRAL.light}" stroke-width="{LEADER_WIDTH}"{stroke_opacity}/>'
        )
    return (
        f'<g id="naam-{ids[label.node_id]}">{line}<text aria-hidden="true" {common} fill="none" stroke="{PAPER}" '
        f'stroke-width="{_n(HALO)}" stroke-linejoin="round" stroke-opacity="0.92">{words}</text>'
        f'<text {common} fill="{label.colour}"{opacity}>{words}</text></g>'
    )
