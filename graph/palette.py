"""The colours of the graph, each with its lighter twin for a dark ground. Standard library only."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple


class Colour(NamedTuple):
    """One colour on a light and on a dark ground."""

    light: str
    dark: str


# Same hue in both; the order keeps neighbours in a legend apart for deuteranopes and protanopes.
THEME_COLOURS: tuple[Colour, ...] = (
    Colour("#0F6E84", "#55B6CC"),
    Colour("#8A4B08", "#DB9A4E"),
    Colour("#5B3F8C", "#A78BDB"),
    Colour("#2F6B3A", "#74BC82"),
    Colour("#A02C4F", "#E57F9F"),
    Colour("#4A5A9E", "#93A4EA"),
    Colour("#7A6A00", "#C9B63B"),
    Colour("#3F6F6A", "#86BDB6"),
)
NEUTRAL = Colour("#5B6470", "#A7AFB9")
INK = Colour("#1B1F24", "#E8E6E1")
GROUND = Colour("#FBFAF7", "#14181D")
EDGE = Colour("#CFCBC1", "#3A424C")
SELECTION = Colour("#D9480F", "#FF8A50")


def theme_colours(themes: Mapping[str, int] | Iterable[str]) -> dict[str, Colour]:
    """Return a colour for every theme, the same whatever is filtered.

    Args:
        themes: the themes of the whole graph, or a mapping of theme to its size. With more themes than colours the
            largest ones get a colour and the rest is grey: a ninth hue could not be told from the others.
    """
    sizes = dict(themes) if isinstance(themes, Mapping) else dict.fromkeys(themes, 1)
    leading = sorted(sizes, key=lambda theme: (-sizes[theme], theme.casefold()))[: len(THEME_COLOURS)]
    colours = dict.fromkeys(sorted(sizes, key=str.casefold), NEUTRAL)
    for place, theme in enumerate(sorted(leading, key=str.casefold)):
        colours[theme] = THEME_COLOURS[place]
    return colours
