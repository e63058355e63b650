"""The shapes of one slide as DrawingML: ovals, diamonds and sheets, links glued to them, names, legend, caption."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import count
from math import hypot
from xml.sax.saxutils import escape, quoteattr

from graph.export.bundle import writable
from graph.export.figure import PAPER, RULE, Dot, Figure, Stroke, Stub
from graph.export.fonts import Face, TextLine
from graph.export.labels import LEADER_WIDTH, Label
from graph.export.legend import LegendRow
from graph.export.scripts import without_overrides
from graph.messages import LOCALES, get_language, say
from graph.palette import EDGE, INK, NEUTRAL, SELECTION

NAMESPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
PRESETS = {
    "disc": "ellipse",
    "ring": "ellipse",
    "diamond": "diamond",
    "triangle": "triangle",
    "sheet": "roundRect",
    "square": "roundRect",
}
# Where a connector can be glued, as shares of width and height, in the order of the presets' own numbers.
_ROUND = 0.5 * 2**0.5 / 2
_CROSS = ((0.5, 0.0), (0.0, 0.5), (0.5, 1.0), (1.0, 0.5))
SITES: Mapping[str, tuple[tuple[float, float], ...]] = {
    "ellipse": (
        (0.5, 0.0),
        (0.5 - _ROUND, 0.5 - _ROUND),
        (0.0, 0.5),
        (0.5 - _ROUND, 0.5 + _ROUND),
        (0.5, 1.0),
        (0.5 + _ROUND, 0.5 + _ROUND),
        (1.0, 0.5),
        (0.5 + _ROUND, 0.5 - _ROUND),
    ),
    "diamond": _CROSS,
    "roundRect": _CROSS,
    "triangle": ((0.5, 0.0), (0.25, 0.5), (0.0, 1.0), (0.5, 1.0), (1.0, 1.0), (0.75, 0.5)),
}
FIRST_ID = 100  # placeholders come before


@dataclass(frozen=True)
class Paint:
    """Colours as DrawingML: exact ones, or those of an organisation's theme."""

    accents: Mapping[str, str] = field(default_factory=dict)  # colour of ours -> colour element of the theme
    themed: bool = False

    def __call__(self, colour: str, opacity: float = 1.0) -> str:
        """Return a solid fill."""
        alpha = f'<a:alpha val="{round(opacity * 100_000)}"/>' if opacity < 1 else ""
        if self.themed:
            if colour in self.accents:
                name, _, change = self.accents[colour].partition(" ")
                dark = f'<a:lumMod val="{change}"/>' if change else ""
                return f'<a:solidFill><a:schemeClr val="{name}">{dark}{alpha}</a:schemeClr></a:solidFill>'
            # Half-transparent ink reads on light and dark templates alike.
            name, share = {
                INK.light: ("tx1", 1.0),
                NEUTRAL.light: ("tx1", 0.72),
                EDGE.light: ("tx1", 0.26),
                PAPER: ("bg1", 1.0),
            }.get(colour, ("", 1.0))
            if name:
                share *= opacity
                alpha = f'<a:alpha val="{round(share * 100_000)}"/>' if share < 1 else ""
                return f'<a:solidFill><a:schemeClr val="{name}">{alpha}</a:schemeClr></a:solidFill>'
        return f'<a:solidFill><a:srgbClr val="{colour.lstrip("#")}">{alpha}</a:srgbClr></a:solidFill>'


@dataclass(frozen=True, slots=True)
class _Box:
    """A rectangle in EMU."""

    x: int
    y: int
    width: int
    height: int

    def site(self, preset: str, number: int) -> tuple[int, int]:
        across, down = SITES[preset][number]
        return round(self.x + across * self.width), round(self.y + down * self.height)


class SlideShapes:
    """Turns a figure into the shapes of a slide."""

    def __init__(self, figure: Figure, unit: float, paint: Paint, *, with_title: bool = False) -> None:
        """Prepare.

        Args:
            figure: the layout.
            unit: how many EMU one page unit measures.
            paint: colours as DrawingML.
            with_title: draw the title too; otherwise a placeholder holds it.
        """
        self.with_title = with_title
        self.figure = figure
        self.unit = unit
        self.paint = paint
        self._ids = count(FIRST_ID)
        self._shape_ids: dict[str, int] = {}
        self._boxes: dict[str, tuple[str, _Box]] = {}

    def make(self) -> list[str]:
        """Return the XML of all shapes, from the bottom to the top."""
        figure = self.figure
        for dot in figure.dots:
            self._shape_ids[dot.node.node_id] = next(self._ids)
            self._boxes[dot.node.node_id] = (PRESETS[dot.node.shape], self._dot_box(dot))
        labels = {label.node_id: label for label in figure.labels}
        shapes = [self._text(line, say("Titel")) for line in figure.title] if self.with_title else []
        shapes.append(self._frame())
        shapes.extend(self._stub(stub) for stub in figure.stubs)
        shapes.extend(self._connector(stroke) for stroke in figure.strokes)
        shapes.extend(self._node(dot, labels.get(dot.node.node_id)) for dot in figure.dots)
        if figure.legend:
            shapes.append(self._legend(figure.legend))
        shapes.extend(self._text(line, say("Opmerking")) for line in figure.notes)
        if figure.rule is not None:
            page = figure.page
            shapes.append(self._rule("Lijn", (page.left, figure.rule, page.right, figure.rule), RULE, 1.0))
            shapes.extend(self._text(line, say("Onderschrift")) for line in figure.caption)
        return shapes

    def _emu(self, value: float) -> int:
        return round(value * self.unit)

    def _box(self, left: float, top: float, right: float, bottom: float) -> _Box:
        x, y = self._emu(left), self._emu(top)
        return _Box(x, y, max(self._emu(right) - x, 1), max(self._emu(bottom) - y, 1))

    def _around(self, shape: str, x: float, y: float, r: float) -> _Box:
        if shape == "diamond":
            d = r * 1.15
            return self._box(x - d, y - d, x + d, y + d)
        if shape == "triangle":
            d = r * 1.1
            return self._box(x - d, y - d, x + d, y + d * 0.8)
        if shape == "sheet":
            return self._box(x - r * 0.78, y - r * 1.05, x + r * 0.78, y + r * 1.05)
        if shape == "ring":
            r *= 0.9
        return self._box(x - r, y - r, x + r, y + r)

    def _dot_box(self, dot: Dot) -> _Box:
        return self._around(dot.node.shape, dot.x, dot.y, dot.radius)

    def _frame(self) -> str:
        """Return an unseen rectangle around the graph that carries the sentence as its text alternative."""
        left, top, right, bottom = self.figure.graph_box
        return self._shape(
            next(self._ids),
            "Graaf",
            "rect",
            self._box(left, top, right, bottom),
            "<a:noFill/>",
            "<a:ln><a:noFill/></a:ln>",
            described=self.figure.sentence,
        )

    def _shape(
        self,
        number: int,
        name: str,
        preset: str,
        box: _Box,
        fill: str,
        line: str,
        *,
        described: str = "",
        adjust: int = -1,
    ) -> str:
        values = "<a:avLst/>" if adjust < 0 else f'<a:avLst><a:gd name="adj" fmla="val {adjust}"/></a:avLst>'
        return (
            f"<p:sp><p:nvSpPr>{_named(number, name, described)}<p:cNvSpPr/><p:nvPr/></p:nvSpPr>"
            f'<p:spPr>{_place(box)}<a:prstGeom prst="{preset}">{values}</a:prstGeom>{fill}{line}</p:spPr>'
            f'<p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:endParaRPr lang="{LOCALES[get_language()]}"/></a:p>'
            "</p:txBody></p:sp>"
        )

    def _outline(self, colour: str, width: float, *, dashed: bool = False, opacity: float = 1.0) -> str:
        dashes = '<a:prstDash val="dash"/>' if dashed else ""
        return f'<a:ln w="{self._emu(width)}">{self.paint(colour, opacity)}{dashes}</a:ln>'

    def _node(self, dot: Dot, label: Label | None) -> str:
        node = dot.node
        preset, box = self._boxes[node.node_id]
        if dot.filled:
            fill, line = self.paint(node.colour.light, dot.opacity), "<a:ln><a:noFill/></a:ln>"
        else:
            fill = self.paint(PAPER)
            line = self._outline(node.colour.light, dot.line, dashed=node.proposed, opacity=dot.opacity)
        told = f"{node.label}\n{node.reason}"
        children, boxes = [], [box]
        if dot.chosen:
            reach = dot.radius + 2 * dot.line
            boxes.append(self._box(dot.x - reach, dot.y - reach, dot.x + reach, dot.y + reach))
            ring = self._outline(SELECTION.light, 1.1 * dot.line)
            children.append(self._shape(next(self._ids), "Gekozen", "ellipse", boxes[-1], "<a:noFill/>", ring))
        if label and label.leader:
            x1, y1, x2, y2 = label.leader
            boxes.append(self._box(min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)))
            children.append(
                self._rule(say("Lijntje naar de naam"), label.leader, NEUTRAL.light, LEADER_WIDTH, label.opacity)
            )
        children.append(
            self._shape(
                self._shape_ids[node.node_id],
                say("Knoop {name}", name=node.label),
                preset,
                box,
                fill,
                line,
                described=told,
                adjust=12_800 if preset == "roundRect" else -1,
            )
        )
        if label:
            text, text_box = self._label(label)
            children.append(text)
            boxes.append(text_box)
        if len(children) == 1:
            return children[0]
        return self._group(node.label, told, children, boxes)

    def _group(self, name: str, described: str, children: Iterable[str], boxes: Iterable[_Box]) -> str:
        held = list(boxes)
        x, y = min(box.x for box in held), min(box.y for box in held)
        whole = _Box(x, y, max(box.x + box.width for box in held) - x, max(box.y + box.height for box in held) - y)
        return (
            f"<p:grpSp><p:nvGrpSpPr>{_named(next(self._ids), name, described)}<p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>"
            f"<p:grpSpPr>{_place(whole, child=True)}</p:grpSpPr>{''.join(children)}</p:grpSp>"
        )

    def _label(self, label: Label) -> tuple[str, _Box]:
        left, top, right, bottom = label.box
        box = self._box(left - 1, top, right + 1, bottom)
        body = self._words(label.text, label.size, label.face, label.colour, "ctr", label.opacity)
        return self._text_box(say("Naam {name}", name=label.text), box, body, self.paint(PAPER, 0.72)), box

    def _connector(self, stroke: Stroke) -> str:
        link = stroke.link
        start_preset, start_box = self._boxes[link.source]
        end_preset, end_box = self._boxes[link.target]
        start = _nearest_site(start_preset, stroke.end.x - stroke.start.x, stroke.end.y - stroke.start.y)
        end = _nearest_site(end_preset, stroke.start.x - stroke.end.x, stroke.start.y - stroke.end.y)
        (x1, y1), (x2, y2) = start_box.site(start_preset, start), end_box.site(end_preset, end)
        names = f"{stroke.start.node.label} — {stroke.end.node.label}"
        name = say("Band {names}", names=names)
        return (
            f"<p:cxnSp><p:nvCxnSpPr>{_named(next(self._ids), name, f'{names}: {link.reason}')}<p:cNvCxnSpPr>"
            f'<a:stCxn id="{self._shape_ids[link.source]}" idx="{start}"/>'
            f'<a:endCxn id="{self._shape_ids[link.target]}" idx="{end}"/></p:cNvCxnSpPr><p:nvPr/></p:nvCxnSpPr>'
            f'<p:spPr>{_place_line(x1, y1, x2, y2)}<a:prstGeom prst="straightConnector1"><a:avLst/></a:prstGeom>'
            f"{self._outline(stroke.colour, stroke.width, dashed=link.doubtful, opacity=stroke.opacity)}"
            "</p:spPr></p:cxnSp>"
        )

    def _stub(self, stub: Stub) -> str:
        name, told = say("Band {names}", names=stub.names), f"{stub.names}: {stub.link.reason}"
        outline = self._outline(stub.colour, stub.width, dashed=stub.link.doubtful, opacity=stub.opacity)
        return self._loose_line(name, told, stub.line, outline)

    def _rule(
        self, name: str, ends: tuple[float, float, float, float], colour: str, width: float, opacity: float = 1.0
    ) -> str:
        return self._loose_line(name, "", ends, self._outline(colour, width, opacity=opacity))

    def _loose_line(self, name: str, told: str, ends: tuple[float, float, float, float], outline: str) -> str:
        """Return a line that has no node at both its ends: a plain shape, not a connector."""
        x1, y1, x2, y2 = map(self._emu, ends)
        return (
            f"<p:sp><p:nvSpPr>{_named(next(self._ids), name, told)}<p:cNvSpPr/><p:nvPr/></p:nvSpPr>"
            f'<p:spPr>{_place_line(x1, y1, x2, y2)}<a:prstGeom prst="line"><a:avLst/></a:prstGeom>'
            f"{outline}</p:spPr></p:sp>"
        )

    def _legend(self, rows: Iterable[LegendRow]) -> str:
        children, boxes = [], []
        for row in rows:
            x, y, r = row.x, row.y, row.radius
            words = " ".join(line.text for line in row.lines)
            if row.shape == "line":
                for left, top, width, height in row.bars():
                    boxes.append(self._box(left, top, left + width, top + height))
                    children.append(
                        self._shape(
                            next(self._ids),
                            say("Teken band"),
                            "rect",
                            boxes[-1],
                            self.paint(row.colour),
                            "<a:ln><a:noFill/></a:ln>",
                        )
                    )
            else:
                boxes.append(self._around(row.shape, x, y, r))
                if row.shape in ("diamond", "ring", "sheet") or row.dashed:
                    fill, line = self.paint(PAPER), self._outline(row.colour, 1.6, dashed=row.dashed)
                else:
                    fill, line = self.paint(row.colour), "<a:ln><a:noFill/></a:ln>"
                adjust = 16_000 if PRESETS[row.shape] == "roundRect" else -1
                sign = say("Teken {words}", words=words)
                children.append(
                    self._shape(next(self._ids), sign, PRESETS[row.shape], boxes[-1], fill, line, adjust=adjust)
                )
            for line_of_text in row.lines:
                boxes.append(self._line_box(line_of_text))
                children.append(self._text(line_of_text, say("Legenda")))
        listed = "; ".join(" ".join(line.text for line in row.lines) for row in self.figure.legend)
        told = say("Legenda: {rows}", rows=listed)
        return self._group(say("Legenda"), told, children, boxes)

    def _line_box(self, line: TextLine) -> _Box:
        left, _, right, _ = line.box
        return self._box(left, line.y - 1.0 * line.size, right + 1, line.y + 0.3 * line.size)

    def _text(self, line: TextLine, name: str) -> str:
        align = {"start": "l", "middle": "ctr", "end": "r"}[line.anchor]
        body = self._words(line.text, line.size, line.face, line.colour, align)
        return self._text_box(name, self._line_box(line), body, "<a:noFill/>")

    def _words(self, text: str, size: float, face: Face, colour: str, align: str, opacity: float = 1.0) -> str:
        points = round(size * self.unit / 127)
        bold = ' b="1"' if "semibold" in face else ""
        italic = ' i="1"' if "italic" in face else ""
        typeface = "+mj-lt" if face.startswith("serif") else "+mn-lt"
        return (
            f'<a:p><a:pPr algn="{align}"/>'
            f'<a:r><a:rPr lang="{LOCALES[get_language()]}" sz="{points}"{bold}{italic} dirty="0">'
            f'{self.paint(colour, opacity)}<a:latin typeface="{typeface}"/></a:rPr>'
            f"<a:t>{escape(writable(without_overrides(text)))}</a:t></a:r></a:p>"
        )

    def _text_box(self, name: str, box: _Box, body: str, fill: str) -> str:
        return (
            f'<p:sp><p:nvSpPr>{_named(next(self._ids), name, "")}<p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr>'
            f'<p:spPr>{_place(box)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{fill}</p:spPr>'
            '<p:txBody><a:bodyPr wrap="none" lIns="0" tIns="0" rIns="0" bIns="0" anchor="ctr"><a:noAutofit/></a:bodyPr>'
            f"<a:lstStyle/>{body}</p:txBody></p:sp>"
        )


def _named(number: int, name: str, described: str) -> str:
    alternative = f" descr={quoteattr(writable(described))}" if described else ""
    return f'<p:cNvPr id="{number}" name={quoteattr(writable(name))}{alternative}/>'


def _place(box: _Box, *, child: bool = False) -> str:
    inner = f'<a:chOff x="{box.x}" y="{box.y}"/><a:chExt cx="{box.width}" cy="{box.height}"/>' if child else ""
    return f'<a:xfrm><a:off x="{box.x}" y="{box.y}"/><a:ext cx="{box.width}" cy="{box.height}"/>{inner}</a:xfrm>'


def _place_line(x1: int, y1: int, x2: int, y2: int) -> str:
    flips = (' flipH="1"' if x2 < x1 else "") + (' flipV="1"' if y2 < y1 else "")
    return (
        f'<a:xfrm{flips}><a:off x="{min(x1, x2)}" y="{min(y1, y2)}"/>'
        f'<a:ext cx="{abs(x2 - x1)}" cy="{abs(y2 - y1)}"/></a:xfrm>'
    )


def _nearest_site(preset: str, across: float, down: float) -> int:
    """Return the number of the site that lies most in the direction of the other end."""
    length = hypot(across, down) or 1.0

    def turned(number: int) -> float:
        x, y = SITES[preset][number][0] - 0.5, SITES[preset][number][1] - 0.5
        return (x * across + y * down) / (length * (hypot(x, y) or 1.0))

    return max(range(len(SITES[preset])), key=lambda number: (round(turned(number), 9), -number))
