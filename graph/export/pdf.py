"""A view as PDF: vectors, real text, fonts embedded."""

from __future__ import annotations

import re
from collections.abc import Sequence
from hashlib import sha256
from io import BytesIO
from pathlib import Path

from reportlab.lib.colors import HexColor  # type: ignore[import-untyped]
from reportlab.pdfbase import pdfmetrics  # type: ignore[import-untyped]
from reportlab.pdfbase.ttfonts import TTFont  # type: ignore[import-untyped]
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]

from graph.errors import ReadableError
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
from graph.export.fonts import FACES, Face, Fonts, TextLine
from graph.export.labels import LEADER_WIDTH, Label
from graph.export.legend import LegendRow
from graph.export.scripts import order_for_drawing
from graph.export.writing import write_file
from graph.messages import get_language, say
from graph.palette import NEUTRAL, SELECTION

POINT = 0.75  # one page unit, a pixel at 96 to the inch, in points
HALO = 4.0


def export_pdf(bundles: Bundle | Sequence[Bundle], path: Path, options: PictureOptions | None = None) -> None:
    """Write one view, or several as pages of one document, to ``path`` as PDF.

    Args:
        bundles: what is shown, one page each.
        path: the file to write.
        options: which parts the pictures have.

    Raises:
        ReadableError: the file cannot be written.
    """
    write_file(path, make_pdf(bundles, options))


def make_pdf(
    bundles: Bundle | Sequence[Bundle], options: PictureOptions | None = None, *, ground: bool = True
) -> bytes:
    """Return the bytes of a PDF, one page a bundle; without ``ground`` the sheet has no white rectangle."""
    pages = [bundles] if isinstance(bundles, Bundle) else list(bundles)
    if not pages:
        raise ReadableError(say("Er is geen beeld om op een pagina te zetten; kies er eerst een."))
    fonts = Fonts([text for bundle in pages for text in list_texts(bundle)])
    held = BytesIO()
    names = {face: _register(fonts, face) for face in FACES}
    # Its first font would otherwise be Helvetica, which is not embedded.
    canvas = Canvas(held, pageCompression=1, invariant=1, lang=get_language(), initialFontName=names["sans"])
    digits = re.sub(r"\D", "", pages[0].date)
    day = digits[:8] if len(digits) >= 8 else "20000101"
    canvas.setDateFormatter(lambda *_: f"D:{day}000000+00'00'")
    for place, bundle in enumerate(pages):
        figure = make_figure(bundle, options, fonts)
        if place == 0:
            canvas.setTitle(writable(figure.full_title))
            canvas.setSubject(writable(figure.sentence))
            canvas.setAuthor("Begrippengraaf")
            canvas.setCreator("Begrippengraaf")
            canvas.setProducer("Begrippengraaf")
        canvas.setPageSize((figure.page.width * POINT, figure.page.height * POINT))
        canvas.scale(POINT, POINT)
        _Sheet(canvas, figure, fonts, names).draw(ground=ground)
        canvas.showPage()
    canvas.save()
    return held.getvalue()


def _register(fonts: Fonts, face: Face) -> str:
    return _register_data(fonts[face].design.postscript, fonts[face].data)


def _register_data(name: str, data: bytes) -> str:
    # The letters differ from picture to picture, and reportlab knows a font by its name only.
    name = f"{name}-{sha256(data).hexdigest()[:12]}"
    if name not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont(name, BytesIO(data)))
    return name


class _Sheet:
    """One page being drawn; page units, y turned to go upwards."""

    def __init__(self, canvas: Canvas, figure: Figure, fonts: Fonts, names: dict[Face, str]) -> None:
        self.canvas = canvas
        self.fonts = fonts
        self.figure = figure
        self.names = names

    def draw(self, *, ground: bool) -> None:
        figure, page = self.figure, self.figure.page
        if ground:
            self.canvas.setFillColor(HexColor(PAPER))
            self.canvas.rect(0, 0, page.width, page.height, stroke=0, fill=1)
        self._draw_strokes()
        for dot in figure.dots:
            self._draw_dot(dot)
        for label in figure.labels:
            self._draw_label(label)
        for row in figure.legend:
            self._draw_sign(row)
        if figure.rule is not None:
            self._line((page.left, figure.rule, page.right, figure.rule), RULE, 1.0)
        for line in figure.lines():
            self._write(line)

    def _y(self, y: float) -> float:
        return self.figure.page.height - y

    def _line(self, ends: tuple[float, float, float, float], colour: str, width: float, opacity: float = 1.0) -> None:
        self.canvas.setStrokeColor(HexColor(colour), opacity)
        self.canvas.setLineWidth(width)
        self.canvas.line(ends[0], self._y(ends[1]), ends[2], self._y(ends[3]))

    def _draw_strokes(self) -> None:
        strokes: list[Stub | Stroke] = [*self.figure.stubs, *self.figure.strokes]
        for stroke in strokes:
            self.canvas.setDash(list(dash_pattern(stroke.width)) if stroke.link.doubtful else [])
            self._line(stroke.line, stroke.colour, stroke.width, stroke.opacity)
        self.canvas.setDash([])
        self.canvas.setStrokeAlpha(1)

    def _paint(
        self,
        colour: str,
        *,
        filled: bool,
        line: float = 0.0,
        dashes: Sequence[float] = (),
        opacity: float = 1.0,
    ) -> None:
        self.canvas.setDash(list(dashes))
        self.canvas.setFillColor(HexColor(colour if filled else PAPER), opacity)
        if not filled:
            self.canvas.setStrokeColor(HexColor(colour), opacity)
            self.canvas.setLineWidth(line)

    def _shape(self, shape: str, x: float, y: float, r: float, *, outlined: bool) -> None:
        canvas, y = self.canvas, self._y(y)
        stroke = int(outlined)
        if shape in ("diamond", "triangle"):
            d = r * (1.15 if shape == "diamond" else 1.1)
            points = (
                [(x, y + d), (x + d, y), (x, y - d), (x - d, y)]
                if shape == "diamond"
                else [(x, y + d), (x + d, y - d * 0.8), (x - d, y - d * 0.8)]
            )
            path = canvas.beginPath()
            path.moveTo(*points[0])
            for point in points[1:]:
                path.lineTo(*point)
            path.close()
            canvas.drawPath(path, stroke=stroke, fill=1)
        elif shape == "sheet":
            canvas.roundRect(x - r * 0.78, y - r * 1.05, r * 1.56, r * 2.1, r * 0.2, stroke=stroke, fill=1)
        elif shape == "square":
            canvas.roundRect(x - r, y - r, 2 * r, 2 * r, 2, stroke=stroke, fill=1)
        else:
            canvas.circle(x, y, r * 0.9 if shape == "ring" else r, stroke=stroke, fill=1)

    def _draw_dot(self, dot: Dot) -> None:
        node = dot.node
        if dot.opacity < 1:
            # A pale node hides the links under it all the same.
            self._paint(PAPER, filled=True)
            self._shape(node.shape, dot.x, dot.y, dot.radius, outlined=False)
        dashes = (1.5 * dot.line, dot.line) if node.proposed else ()
        self._paint(node.colour.light, filled=dot.filled, line=dot.line, dashes=dashes, opacity=dot.opacity)
        self._shape(node.shape, dot.x, dot.y, dot.radius, outlined=not dot.filled)
        self.canvas.setDash([])
        if dot.chosen:
            k = dot.line / 2
            self.canvas.setStrokeColor(HexColor(SELECTION.light), 1)
            self.canvas.setLineWidth(2.2 * k)
            self.canvas.circle(dot.x, self._y(dot.y), dot.radius + 4 * k, stroke=1, fill=0)
        self.canvas.setFillAlpha(1)
        self.canvas.setStrokeAlpha(1)

    def _draw_sign(self, row: LegendRow) -> None:
        if row.shape == "line":
            self._paint(row.colour, filled=True)
            for left, top, width, height in row.bars():
                self.canvas.rect(left, self._y(top + height), width, height, stroke=0, fill=1)
            return
        outlined = row.shape in ("diamond", "ring", "sheet") or row.dashed
        self._paint(row.colour, filled=not outlined, line=1.6, dashes=(3, 2) if row.dashed else ())
        self._shape(row.shape, row.x, row.y, row.radius, outlined=outlined)
        self.canvas.setDash([])

    def _draw_label(self, label: Label) -> None:
        if label.leader:
            self._line(label.leader, NEUTRAL.light, LEADER_WIDTH, label.opacity)
        canvas = self.canvas
        canvas.setStrokeColor(HexColor(PAPER), 0.92)
        canvas.setLineWidth(HALO)
        canvas.setLineJoin(1)
        self._letters(label.text, label.x, label.y, label.face, label.size, "middle", mode=1)
        canvas.setLineJoin(0)
        canvas.setFillColor(HexColor(label.colour), label.opacity)
        self._letters(label.text, label.x, label.y, label.face, label.size, "middle")
        canvas.setFillAlpha(1)
        canvas.setStrokeAlpha(1)

    def _write(self, line: TextLine) -> None:
        self.canvas.setFillColor(HexColor(line.colour), 1)
        self._letters(line.text, line.x, line.y, line.face, line.size, line.anchor)

    def _letters(self, text: str, x: float, y: float, face: Face, size: float, anchor: str, mode: int = 0) -> None:
        pieces = [
            (piece, _register_data(font.name, font.data) if font else self.names[face])
            for font, piece in self.fonts.split(order_for_drawing(writable(text)), face)
        ]
        widths = [pdfmetrics.stringWidth(piece, name, size) for piece, name in pieces]
        x -= {"start": 0.0, "middle": 0.5, "end": 1.0}[anchor] * sum(widths)
        for (piece, name), width in zip(pieces, widths, strict=True):
            self.canvas.setFont(name, size)
            self.canvas.drawString(x, self._y(y), piece, mode=mode)
            x += width
