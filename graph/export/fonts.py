"""The letters of every picture: Source Sans and Source Serif, taken from the files that Streamlit carries (OFL).

Widths come from the fonts themselves, so that a label has the room that it needs in every format.
"""

from __future__ import annotations

import contextlib
import importlib.util
import os
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from io import BytesIO
from pathlib import Path
from typing import Literal

from fontTools.subset import Options, Subsetter  # type: ignore[import-untyped]
from fontTools.ttLib import TTFont, TTLibError  # type: ignore[import-untyped]
from fontTools.varLib.instancer import instantiateVariableFont  # type: ignore[import-untyped]

from graph.errors import ReadableError
from graph.export.scripts import order_for_drawing

Face = Literal["sans", "sans-semibold", "sans-italic", "serif-semibold"]
FACES: tuple[Face, ...] = ("sans", "sans-semibold", "sans-italic", "serif-semibold")

# Always in the subset, so that most pictures share one set of fonts.
USUAL = frozenset([*map(chr, range(0x20, 0x7F)), *map(chr, range(0xA0, 0x100)), *"‘’“”‹›–—…•€′−≥≤×"])
UNSEEN_TABLES = ("GSUB", "GPOS", "GDEF", "STAT", "BASE", "MVAR")

# Fonts that most machines have, for what ours lack.
STAND_INS = (
    "DejaVuSans.ttf",
    "arial.ttf",
    "Arial.ttf",
    "Arial Unicode.ttf",
    "NotoSansHebrew-Regular.ttf",
    "NotoSansArabic-Regular.ttf",
    "NotoSansSymbols2-Regular.ttf",
    "NotoEmoji-Regular.ttf",
    "seguisym.ttf",
    "seguiemj.ttf",
    "Apple Symbols.ttf",
)
FONT_FOLDERS = (
    Path("/usr/share/fonts"),
    Path("/usr/local/share/fonts"),
    Path("~/.local/share/fonts"),
    Path("/System/Library/Fonts"),
    Path("/Library/Fonts"),
    Path(os.environ.get("WINDIR", "C:/Windows")) / "Fonts",
)


@dataclass(frozen=True, slots=True)
class Design:
    """Where a face comes from, and what it is called outside."""

    file: str
    place: tuple[tuple[str, float], ...]  # axis, value
    families: tuple[str, ...]  # names under which the face may be installed, the present one first
    generic: str
    weight: int
    italic: bool
    postscript: str


SANS = ("Source Sans 3", "Source Sans", "Source Sans Pro")
SERIF = ("Source Serif 4", "Source Serif", "Source Serif Pro")
DESIGNS: Mapping[Face, Design] = {
    "sans": Design("SourceSansVF-Upright", (("wght", 400),), SANS, "sans-serif", 400, False, "SourceSans3-Regular"),
    "sans-semibold": Design(
        "SourceSansVF-Upright", (("wght", 600),), SANS, "sans-serif", 600, False, "SourceSans3-Semibold"
    ),
    "sans-italic": Design("SourceSansVF-Italic", (("wght", 400),), SANS, "sans-serif", 400, True, "SourceSans3-It"),
    "serif-semibold": Design(
        "SourceSerifVariable-Roman",
        (("wght", 600), ("opsz", 28)),
        SERIF,
        "serif",
        600,
        False,
        "SourceSerif4-Semibold",
    ),
}


@dataclass(frozen=True)
class StandIn:
    """A font of this machine for letters that ours lack: other scripts, pictograms."""

    name: str
    data: bytes
    widths: Mapping[str, float]  # of the letters that it stands in for


@dataclass(frozen=True)
class Font:
    """One face with the letters that a picture needs: the file as TrueType and the width of every letter."""

    face: Face
    data: bytes
    widths: Mapping[str, float]  # letter -> width in ems

    @property
    def design(self) -> Design:
        """Return where the face comes from and what it is called."""
        return DESIGNS[self.face]

    @cached_property
    def css_family(self) -> str:
        """Return the families as CSS wants them, without double quotes so that they fit in an attribute."""
        names = ", ".join(f"'{name}'" for name in self.design.families)
        return f"{names}, {self.design.generic}"


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line of text; ``x`` is its left, middle or right, as ``anchor`` says, and ``y`` its base line."""

    text: str
    x: float
    y: float
    size: float
    face: Face
    colour: str
    anchor: str = "start"
    width: float = 0.0

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Return left, top, right and bottom of the letters."""
        left = self.x - {"start": 0.0, "middle": 0.5, "end": 1.0}[self.anchor] * self.width
        return left, self.y - 0.78 * self.size, left + self.width, self.y + 0.24 * self.size


class Fonts:
    """The four faces, with every letter of ``texts`` that they hold."""

    def __init__(self, texts: Collection[str] = (), stretch: float = 1.0, label_stretch: float | None = None) -> None:
        """Take the letters of ``texts``.

        Args:
            texts: all that will be written.
            stretch: widens all measures, for a font that stands in for ours.
            label_stretch: widens the room that is kept for the names of nodes; equal to ``stretch`` when None.
        """
        held = {letter for text in texts for letter in text} - USUAL
        if held:
            held |= {letter for text in texts for letter in order_for_drawing(text)} - USUAL
        letters = frozenset(held)
        self._fonts = {face: _load(face, letters & _coverage(DESIGNS[face].file)) for face in FACES}
        lacking = {letter for letter in letters if any(letter not in font.widths for font in self._fonts.values())}
        self.stand_ins = find_stand_ins(frozenset(filter(_has_shape, lacking)))
        self.stretch = stretch
        self.label_stretch = stretch if label_stretch is None else label_stretch

    def __getitem__(self, face: Face) -> Font:
        return self._fonts[face]

    def measure(self, text: str, face: Face, size: float) -> float:
        """Return the width of a line of text."""
        return self.measure_bare(text, face, size) * self.stretch

    def measure_label(self, text: str, face: Face, size: float) -> float:
        """Return the room that is kept for the name of a node."""
        return self.measure_bare(text, face, size) * self.label_stretch

    def measure_bare(self, text: str, face: Face, size: float) -> float:
        """Return the width of a line of text in our own letters, without room for others."""
        return sum(self._width(letter, face) for letter in text) * size

    def _width(self, letter: str, face: Face) -> float:
        width = self._fonts[face].widths.get(letter)
        if width is None:
            width = next((font.widths[letter] for font in self.stand_ins if letter in font.widths), None)
        if width is not None:
            return width
        if not _has_shape(letter) or unicodedata.combining(letter):
            return 0.0
        return 1.3 if unicodedata.east_asian_width(letter) in "WF" else 0.62

    def split(self, text: str, face: Face) -> Iterator[tuple[StandIn | None, str]]:
        """Yield ``text`` in pieces, each with the font that holds its letters; None is the face itself."""
        piece, holder = "", None
        for letter in text:
            own = letter in self._fonts[face].widths
            font = None if own else next((font for font in self.stand_ins if letter in font.widths), None)
            if piece and font is not holder:
                yield holder, piece
                piece = ""
            piece, holder = piece + letter, font
        if piece:
            yield holder, piece

    def shorten(self, text: str, face: Face, size: float, width: float) -> str:
        """Return ``text``, cut off with an ellipsis where it is wider than ``width``."""
        if self._fitting(text, face, size, width) == len(text):
            return text
        room = width - self.measure("…", face, size)
        return text[: self._fitting(text, face, size, room)].rstrip() + "…"

    def _fitting(self, text: str, face: Face, size: float, width: float) -> int:
        """Return how many letters of ``text`` fit in ``width``."""
        taken = 0.0
        for n, letter in enumerate(text):
            taken += self.measure(letter, face, size)
            if taken > width + 1e-6:
                return n
        return len(text)

    def wrap(self, text: str, face: Face, size: float, width: float, most: int = 99) -> list[str]:
        """Return ``text`` in lines no wider than ``width``; what does not fit in ``most`` lines ends in an ellipsis."""
        lines: list[str] = []
        line = ""
        for word in text.split():
            candidate = f"{line} {word}".strip()
            if self.measure(candidate, face, size) <= width:
                line = candidate
                continue
            if line:
                lines.append(line)
            line = word
            while 0 < (n := max(1, self._fitting(line, face, size, width))) < len(line):
                lines.append(line[:n])
                line = line[n:]
        if line:
            lines.append(line)
        if len(lines) > most:
            lines = [*lines[: most - 1], self.shorten(" ".join(lines[most - 1 :]), face, size, width)]
        return lines


def _has_shape(letter: str) -> bool:
    return unicodedata.category(letter) not in ("Cf", "Cc", "Me") and not "\ufe00" <= letter <= "\ufe0f"


def _folder() -> Path:
    # Only looked up, not imported: a picture must not start a web framework.
    spec = importlib.util.find_spec("streamlit")
    if spec is None or spec.origin is None:
        raise ReadableError("De lettertypen zitten in het pakket streamlit, dat ontbreekt; installeer het opnieuw.")
    return Path(spec.origin).parent / "static"


@lru_cache(maxsize=8)
def _read(file: str) -> bytes:
    paths = sorted(_folder().rglob(f"{file}.*.woff2")) or sorted(_folder().rglob(f"{file}*.woff2"))
    if not paths:
        raise ReadableError(
            f"Het lettertype {file} zit niet in dit pakket streamlit; installeer streamlit 1.67 opnieuw."
        )
    # Unpacking is most of the work, and two faces come from one file.
    font = TTFont(BytesIO(paths[0].read_bytes()), recalcTimestamp=False)
    font.flavor = None
    held = BytesIO()
    font.save(held, reorderTables=None)
    return held.getvalue()


@lru_cache(maxsize=8)
def _coverage(file: str) -> frozenset[str]:
    return frozenset(map(chr, TTFont(BytesIO(_read(file)), lazy=True).getBestCmap()))


@lru_cache(maxsize=16)
def _load(face: Face, extra: frozenset[str]) -> Font:
    design = DESIGNS[face]
    font = TTFont(BytesIO(_read(design.file)), recalcTimestamp=False)
    for table in UNSEEN_TABLES:
        if table in font:
            del font[table]
    options = Options()
    options.layout_features = []
    options.notdef_outline = True
    options.hinting = False
    subsetter = Subsetter(options)
    subsetter.populate(text="".join(sorted(USUAL | extra)))
    subsetter.subset(font)
    instantiateVariableFont(font, dict(design.place), inplace=True)
    font.flavor = None
    family = design.families[0]
    style = design.postscript.rpartition("-")[2]
    for number, name in ((1, family), (2, style), (4, f"{family} {style}"), (6, design.postscript)):
        font["name"].setName(name, number, 3, 1, 0x409)
    held = BytesIO()
    font.save(held)
    metrics = font["hmtx"].metrics
    size = font["head"].unitsPerEm
    widths = {chr(code): metrics[name][0] / size for code, name in font.getBestCmap().items()}
    return Font(face, held.getvalue(), widths)


@lru_cache(maxsize=16)
def find_stand_ins(letters: frozenset[str]) -> tuple[StandIn, ...]:
    """Return fonts of this machine that hold ``letters``, as far as there are any; the order is always the same."""
    found: list[StandIn] = []
    left = set(letters)
    for name in STAND_INS:
        for folder in FONT_FOLDERS:
            if not left:
                return tuple(found)
            for path in sorted(folder.expanduser().rglob(name))[:1]:
                with contextlib.suppress(TTLibError, OSError, KeyError):
                    data = path.read_bytes()
                    font = TTFont(BytesIO(data), lazy=True)
                    cmap = font.getBestCmap()
                    held = sorted(letter for letter in left if ord(letter) in cmap)
                    if "glyf" in font and held:
                        size, metrics = font["head"].unitsPerEm, font["hmtx"].metrics
                        widths = {letter: metrics[cmap[ord(letter)]][0] / size for letter in held}
                        found.append(StandIn(path.stem, data, widths))
                        left.difference_update(held)
    return tuple(found)


def subset_font(font: Font, text: str) -> bytes:
    """Return the font with no more than the letters of ``text``, as WOFF2 for use within a page or an SVG."""
    smaller = TTFont(BytesIO(font.data), recalcTimestamp=False)
    options = Options()
    options.layout_features = []
    options.hinting = False
    subsetter = Subsetter(options)
    subsetter.populate(text=text)
    subsetter.subset(smaller)
    smaller.flavor = "woff2"
    held = BytesIO()
    smaller.save(held)
    return held.getvalue()
