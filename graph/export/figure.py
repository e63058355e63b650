"""One layout for all pictures: the page, its title, legend, graph and caption, computed once and drawn by each format.

Places are page units (pixels at 96 to the inch), y downwards, as on the screen; sizes follow graph/picture.js.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from graph.export.bundle import Bundle
from graph.export.fitting import (
    cut_out,
    fit_view,
    label_face,
    letter_growth,
    look_at,
    node_growth,
    room_of_each,
    run_to_edge,
)
from graph.export.fonts import Face, Fonts, TextLine
from graph.export.labels import Box, Label, Spot, place_labels
from graph.export.legend import LegendRow, make_rows
from graph.messages import say
from graph.palette import EDGE, INK, NEUTRAL, SELECTION
from graph.view import View, ViewLink, ViewNode

PAPER = "#FFFFFF"
RULE = EDGE.light
PALE_NODE, PALE_LINK, PALE_LABEL = 0.42, 0.45, 0.66
MANY_LINKS = 500
SLACK = 0.9  # of a line is filled, where another font may stand in for ours
# Half the width and height of a shape in radii; the corners of the square around a disc are free for names.
BODIES = {"disc": (0.8, 0.8), "ring": (0.8, 0.8), "diamond": (0.75, 0.75), "triangle": (0.8, 0.9), "sheet": (0.85, 1.1)}
RING = 2.6  # widths of the outline from the edge of a chosen node to the outer edge of its ring
OUTLINED = frozenset(("ring", "diamond", "sheet"))


@dataclass(frozen=True, slots=True)
class PictureOptions:
    """Which parts a picture has."""

    title: bool = True
    legend: bool = True
    filters: bool = True
    documents: bool = True
    stamp: bool = True  # tool, date and corpus fingerprint


@dataclass(frozen=True, slots=True)
class Page:
    """The sheet and the rectangle within it that we may fill; a title above ``top`` is somebody else's."""

    width: float = 1280.0
    height: float = 720.0
    left: float = 48.0
    top: float = 26.0
    right: float = 1232.0
    bottom: float = 706.0
    has_own_title: bool = False


@dataclass(frozen=True, slots=True)
class Dot:
    """A node as it is drawn on the page."""

    node: ViewNode
    x: float
    y: float
    radius: float
    line: float  # width of the outline, for shapes that have one
    opacity: float
    chosen: bool

    @property
    def filled(self) -> bool:
        """Return whether the shape is filled with its colour, or drawn as an outline."""
        return self.node.shape not in OUTLINED and not self.node.proposed


@dataclass(frozen=True, slots=True)
class Stroke:
    """A link as it is drawn on the page."""

    link: ViewLink
    start: Dot
    end: Dot
    width: float
    colour: str
    opacity: float

    @property
    def line(self) -> tuple[float, float, float, float]:
        """Return the places of both ends."""
        return self.start.x, self.start.y, self.end.x, self.end.y


@dataclass(frozen=True, slots=True)
class Stub:
    """A link that leads out of sight, as far as the edge of the room for the graph."""

    link: ViewLink
    names: str  # of both ends
    line: tuple[float, float, float, float]
    width: float
    colour: str
    opacity: float


@dataclass(frozen=True, slots=True)
class Figure:
    """All that is on the page. ``scale``, ``dx`` and ``dy`` lead from the view to the page: x * scale + dx."""

    page: Page
    full_title: str
    sentence: str
    date: str
    title: tuple[TextLine, ...]
    legend: tuple[LegendRow, ...]
    stubs: tuple[Stub, ...]
    strokes: tuple[Stroke, ...]
    dots: tuple[Dot, ...]
    labels: tuple[Label, ...]
    notes: tuple[TextLine, ...]  # what is said in the picture itself: nothing to see, names left out
    rule: float | None  # height of the line above the caption
    caption: tuple[TextLine, ...]
    scale: float
    dx: float
    dy: float
    graph_box: tuple[float, float, float, float]

    def lines(self) -> list[TextLine]:
        """Return every line of text apart from the names of nodes, in reading order."""
        return [*self.title, *(line for row in self.legend for line in row.lines), *self.notes, *self.caption]


def dash_pattern(width: float) -> tuple[float, float]:
    """Return dash and gap of a link that may well be chance."""
    return 4 + width, 3 + width


def list_texts(bundle: Bundle) -> list[str]:
    """Return every text that a picture of ``bundle`` may need letters for."""
    return [bundle.title, bundle.sentence, bundle.remark, *bundle.caption, *(e.text for e in bundle.view.legend)] + [
        node.label for node in bundle.view.nodes
    ]


def make_figure(
    bundle: Bundle, options: PictureOptions | None = None, fonts: Fonts | None = None, page: Page | None = None
) -> Figure:
    """Return the layout of one picture.

    Args:
        bundle: what is shown.
        options: which parts it has; all of them when None.
        fonts: the letters, read when None.
        page: the sheet, a slide of 1280 × 720 when None.
    """
    options, page = options or PictureOptions(), page or Page()
    fonts = fonts or Fonts(list_texts(bundle))
    title, top = _place_title(bundle.title, page, fonts) if options.title and not page.has_own_title else ((), page.top)
    caption, rule, bottom = _place_caption(bundle, options, page, fonts)
    legend: tuple[LegendRow, ...] = ()
    left = page.left
    if options.legend and bundle.view.nodes:
        legend = make_rows(bundle, fonts, page.left, top + 14, bottom - 8)
        left = page.left + 208
    box = (left, top, page.right, bottom)
    n_outside, whole = 0, bundle.view
    if bundle.sight is None:
        scale, dx, dy = fit_view(bundle.view, fonts, bundle.selection, box)
    else:
        scale, dx, dy = look_at(bundle.sight, box)
        bundle, n_outside = cut_out(bundle, scale, dx, dy, box)
    drawing = _Drawing(bundle, whole, scale, dx, dy, box)
    dots = drawing.dots
    labels, n_left_out = place_labels([_spot(dot, scale) for dot in dots], fonts, box)
    notes = _place_notes(bundle, n_left_out, n_outside, legend, fonts, page, box)
    return Figure(
        page=page,
        full_title=bundle.title,
        sentence=bundle.sentence,
        date=bundle.date,
        title=title,
        legend=legend,
        stubs=drawing.make_stubs(),
        strokes=drawing.make_strokes(),
        dots=dots,
        labels=labels,
        notes=notes,
        rule=rule,
        caption=caption,
        scale=scale,
        dx=dx,
        dy=dy,
        graph_box=box,
    )


def _line(
    fonts: Fonts, text: str, x: float, y: float, size: float, face: Face, colour: str, anchor: str = "start"
) -> TextLine:
    return TextLine(text, x, y, size, face, colour, anchor, fonts.measure(text, face, size))


def _place_title(text: str, page: Page, fonts: Fonts) -> tuple[tuple[TextLine, ...], float]:
    room = page.right - page.left
    # A long title gets smaller letters before it gets a second line, and three lines at most.
    for size, most in ((27.0, 1), (24.0, 1), (23.0, 2), (19.0, 3)):
        lines = fonts.wrap(text, "serif-semibold", size, room)
        if len(lines) <= most:
            break
    else:
        lines = fonts.wrap(text, "serif-semibold", size, room, most)
    y = page.top + 4 + size
    placed = []
    for line in lines:
        placed.append(_line(fonts, line, page.left, y, size, "serif-semibold", INK.light))
        y += size * 1.25
    return tuple(placed), y - size * 1.25 + 26


def _place_caption(
    bundle: Bundle, options: PictureOptions, page: Page, fonts: Fonts
) -> tuple[tuple[TextLine, ...], float | None, float]:
    """Return the lines of the caption, the height of the rule in it, and where the graph must end."""
    wanted = [options.filters, options.documents, options.stamp]
    filters, documents, stamp = (
        part if on else "" for part, on in zip((*bundle.caption, "", "", "")[:3], wanted, strict=True)
    )
    told = " ".join(f"{part.rstrip('.')}." for part in (filters, documents) if part)
    if not told and not stamp and not bundle.remark:
        return (), None, page.bottom
    size, colour = 13.0, NEUTRAL.light
    room = page.right - page.left
    stamp = fonts.shorten(stamp, "sans", size, room / 2)
    taken = fonts.measure(stamp, "sans", size) + 32 if stamp else 0.0
    lines = fonts.wrap(told, "sans", size, (room - taken) * SLACK, 3)
    n = max(len(lines), 1) if told or stamp else 0
    rule = page.bottom - 13 - n * 18
    # What the maker says stands above the rule, larger: it is for the audience.
    remark = fonts.wrap(bundle.remark, "sans", 16, room * SLACK, 3) if bundle.remark else []
    top = rule - 12 - 22 * len(remark)
    placed = [
        _line(fonts, line, page.left, top + 16 + 22 * place, 16, "sans", INK.light) for place, line in enumerate(remark)
    ]
    placed += [
        _line(fonts, line, page.left, rule + 21 + 18 * place, size, "sans", colour) for place, line in enumerate(lines)
    ]
    if stamp:
        placed.append(_line(fonts, stamp, page.right, rule + 21, size, "sans", colour, "end"))
    return tuple(placed), rule, top - 6 if remark else top


class _Drawing:
    """Nodes and links in the places and colours of the page; ``whole`` is the view with what lies out of sight too."""

    def __init__(self, bundle: Bundle, whole: View, scale: float, dx: float, dy: float, box: Box) -> None:
        self.view, self.whole, self.box = bundle.view, whole, box
        self.scale, self.dx, self.dy = scale, dx, dy
        known = {node.node_id for node in whole.nodes}
        self.chosen = [node_id for node_id in bundle.selection if node_id in known]
        self.dots = self._make_dots(node_growth(scale, room_of_each(bundle.view, box)))
        self.at = {dot.node.node_id: dot for dot in self.dots}
        # Many lines must be thin and light, or they are all that is seen.
        self.light = max(0.15, min(1.0, math.sqrt(MANY_LINKS / max(len(self.view.links), 1))))
        self.thin = min(1.4, max(0.5, scale)) * math.sqrt(self.light)

    def place(self, node: ViewNode) -> tuple[float, float]:
        return round(node.x * self.scale + self.dx, 2), round(node.y * self.scale + self.dy, 2)

    def _make_dots(self, k: float) -> tuple[Dot, ...]:
        near = _near(self.whole, self.chosen)
        return tuple(
            Dot(
                node,
                *self.place(node),
                radius=round(node.size * k, 2),
                line=round({"sheet": 1.4, "ring": 3.0}.get(node.shape, 2.0) * k, 2),
                opacity=1.0 if near is None or node.node_id in near else PALE_NODE,
                chosen=node.node_id in self.chosen,
            )
            for node in self.view.nodes
        )

    def _look(self, link: ViewLink) -> tuple[float, str, float]:
        """Return width, colour and opacity."""
        ends, chosen = {link.source, link.target}, self.chosen
        width = link.width * self.thin
        if len(chosen) == 2 and ends == set(chosen):
            return round(max(5.0, width + 1), 2), SELECTION.light, 1.0
        if len(chosen) == 1 and chosen[0] in ends:
            return round(width + 0.4, 2), INK.light, 0.75
        return round(width, 2), EDGE.light, self.light * (PALE_LINK if chosen else 1.0)

    def make_strokes(self) -> tuple[Stroke, ...]:
        strokes = [
            Stroke(link, self.at[link.source], self.at[link.target], *self._look(link)) for link in self.view.links
        ]
        # What is chosen lies on top.
        return tuple(sorted(strokes, key=lambda stroke: stroke.colour != EDGE.light))

    def make_stubs(self) -> tuple[Stub, ...]:
        outside = {node.node_id: node for node in self.whole.nodes if node.node_id not in self.at}
        stubs = []
        for link in self.whole.links if outside else ():
            start, end = self.at.get(link.source), outside.get(link.target)
            if start is None or end is None:
                start, end = self.at.get(link.target), outside.get(link.source)
            if start is not None and end is not None:
                names = f"{start.node.label} — {end.label}"
                line = run_to_edge((start.x, start.y), self.place(end), self.box, start.radius)
                stubs.append(Stub(link, names, line, *self._look(link)))
        return tuple(sorted(stubs, key=lambda stub: stub.colour != EDGE.light))


def _near(view: View, chosen: list[str]) -> set[str] | None:
    if not chosen:
        return None
    near = set(chosen)
    for link in view.links:
        if link.source in chosen:
            near.add(link.target)
        if link.target in chosen:
            near.add(link.source)
    return near


def _spot(dot: Dot, scale: float) -> Spot:
    node, near = dot.node, dot.opacity == 1.0
    return Spot(
        node_id=node.node_id,
        text=node.label,
        x=dot.x,
        y=dot.y,
        reach=dot.radius + (RING * dot.line if dot.chosen else 0.0),
        body=(dot.radius * BODIES[node.shape][0], dot.radius * BODIES[node.shape][1]),
        size=round(node.label_size * letter_growth(scale), 2),
        face=label_face(node, dot.chosen),
        colour=NEUTRAL.light if node.kind == "document" else INK.light,
        opacity=1.0 if near else PALE_LABEL,
        order=(0 if dot.chosen else 1 if near else 2, node.rank),
    )


def _place_notes(
    bundle: Bundle,
    n_left_out: int,
    n_outside: int,
    legend: tuple[LegendRow, ...],
    fonts: Fonts,
    page: Page,
    box: tuple[float, float, float, float],
) -> tuple[TextLine, ...]:
    left, top, right, bottom = box
    if not bundle.view.nodes:
        lines = fonts.wrap(bundle.sentence, "sans", 17, min(560, right - left))
        y = (top + bottom) / 2 - 12 * len(lines)
        return tuple(
            _line(fonts, line, (left + right) / 2, y + 24 * place, 17, "sans", NEUTRAL.light, "middle")
            for place, line in enumerate(lines)
        )
    told = []
    if n_outside:
        told.append(
            say("1 knoop valt buiten beeld") if n_outside == 1 else say("{n} knopen vallen buiten beeld", n=n_outside)
        )
    if n_left_out:
        told.append(
            say("1 naam past niet in beeld") if n_left_out == 1 else say("{n} namen passen niet in beeld", n=n_left_out)
        )
    if not legend:
        return ()
    y = legend[-1].lines[-1].y + 34
    lines = [line for text in told for line in fonts.wrap(text, "sans-italic", 12, 190, 2)]
    return tuple(
        _line(fonts, line, page.left, y + 16 * place, 12, "sans-italic", NEUTRAL.light)
        for place, line in enumerate(lines)
        if y + 16 * place <= bottom
    )
