"""The legend at the left: themes with their colour, kinds with their shape, and what size and width say."""

from __future__ import annotations

from dataclasses import dataclass

from graph.export.bundle import Bundle
from graph.export.fonts import Fonts, TextLine
from graph.filters import Sizing
from graph.messages import mark, say
from graph.palette import INK, NEUTRAL
from graph.view.drawing import SHAPES

SIZE_WORDS: dict[Sizing, str] = {
    "mentions": mark("groter is vaker"),
    "documents": mark("groter is in meer teksten"),
    "degree": mark("groter heeft meer banden"),
    "betweenness": mark("groter ligt meer tussen andere in"),
    "none": "",
}
LETTERS = 14.0
WIDTH = 186.0
TEXT_LEFT = 22.0


@dataclass(frozen=True, slots=True)
class LegendRow:
    """One sign with its words; the middle of the sign is at x, y."""

    shape: str  # square (a theme), line (a link) or the shape of a kind
    colour: str
    x: float
    y: float
    radius: float
    dashed: bool
    lines: tuple[TextLine, ...]

    def bars(self) -> tuple[tuple[float, float, float, float], ...]:
        """Return left, top, width and height of the bars of a link's sign: thin above thick, or two dashes."""
        x, y, r = self.x, self.y, self.radius
        if self.dashed:
            return (x - r, y - 1, r - 1.5, 2.0), (x + 1.5, y - 1, r - 1.5, 2.0)
        return (x - r, y - 3.5, 2 * r, 1.0), (x - r, y + 0.5, 2 * r, 3.5)


@dataclass(frozen=True, slots=True)
class _Entry:
    shape: str
    colour: str
    text: str
    dashed: bool = False
    opens_block: bool = False


def make_rows(bundle: Bundle, fonts: Fonts, left: float, top: float, bottom: float) -> tuple[LegendRow, ...]:
    """Return the rows of the legend between ``top`` and ``bottom``; themes that do not fit are counted in the last."""
    themes, kinds = _entries(bundle)
    for step in (28.0, 25.0, 22.0, 19.5):
        rows = _place([*themes, *kinds], fonts, left, top, step)
        if not rows or rows[-1].lines[-1].y <= bottom:
            return rows
    for n_kept in range(len(themes) - 1, -1, -1):
        more = say("en nog {n} {themes}", n=len(themes) - n_kept, themes=_plural(bundle))
        rest = _Entry("square", NEUTRAL.light, more)
        rows = _place([*themes[:n_kept], rest, *kinds], fonts, left, top, step)
        if rows[-1].lines[-1].y <= bottom:
            break
    return rows


def _entries(bundle: Bundle) -> tuple[list[_Entry], list[_Entry]]:
    view = bundle.view
    coloured = [e for e in view.legend if e.kind is None and e.colour != NEUTRAL]
    grey = [e for e in view.legend if e.kind is None and e.colour == NEUTRAL]
    themes = [_Entry("square", e.colour.light, e.text) for e in coloured]
    # What is grey cannot be told apart by colour, so one line names it all.
    if len(grey) == 1:
        themes.append(_Entry("square", NEUTRAL.light, grey[0].text))
    elif grey:
        others = say("{n} andere {themes}", n=len(grey), themes=_plural(bundle))
        themes.append(_Entry("square", NEUTRAL.light, others))
    kinds = []
    sized = next((e.kind for e in view.legend if e.kind is not None and e.kind != "document"), None)
    for entry in view.legend:
        if entry.kind is None:
            continue
        words = entry.text
        if entry.kind == sized and SIZE_WORDS[bundle.filters.sizing]:
            words += f": {say(SIZE_WORDS[bundle.filters.sizing])}"
        kinds.append(_Entry(SHAPES[entry.kind], entry.colour.light, words))
    if any(node.proposed for node in view.nodes):
        kinds.append(_Entry("disc", NEUTRAL.light, say("voorgesteld begrip"), dashed=True))
    if view.links:
        kinds.append(_Entry("line", NEUTRAL.light, say("band: dikker is sterker")))
    if any(link.doubtful for link in view.links):
        kinds.append(_Entry("line", NEUTRAL.light, say("gestreept: kan toeval zijn"), dashed=True))
    if kinds and themes:
        first = kinds[0]
        kinds[0] = _Entry(first.shape, first.colour, first.text, first.dashed, opens_block=True)
    return themes, kinds


def _plural(bundle: Bundle) -> str:
    return say("thema’s") if bundle.filters.colouring == "theme" else say("groepen")


def _place(entries: list[_Entry], fonts: Fonts, left: float, top: float, step: float) -> tuple[LegendRow, ...]:
    rows = []
    y = top + step / 2
    for entry in entries:
        if entry.opens_block:
            y += step / 3
        lines = fonts.wrap(entry.text, "sans", LETTERS, WIDTH - TEXT_LEFT, 2)
        placed = tuple(
            TextLine(
                line,
                left + TEXT_LEFT,
                y + 0.34 * LETTERS + 16 * place,
                LETTERS,
                "sans",
                INK.light,
                width=fonts.measure(line, "sans", LETTERS),
            )
            for place, line in enumerate(lines)
        )
        rows.append(LegendRow(entry.shape, entry.colour, left + 6.5, y, 6.0, entry.dashed, placed))
        y += step + 16 * (len(lines) - 1)
    return tuple(rows)
