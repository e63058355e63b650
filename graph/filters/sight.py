"""Where one looks in the picture, and how that travels in the address of the page. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from graph.wording import clean_label

SIGHT_KEY = "zicht"
NUMBERS = re.compile(r"(\d{1,3}(?:\.\d{1,6})?),(-?\d{1,7}(?:\.\d{1,3})?),(-?\d{1,7}(?:\.\d{1,3})?)", re.ASCII)
LEAST_ZOOM, MOST_ZOOM = 0.005, 20.0


@dataclass(frozen=True, slots=True)
class Sight:
    """The part of the map that is looked at: at zoom 1 the picture is 800 units of the map wide.

    So a page, a slide and a window of any size show the same part, as picture.js does on the screen.
    """

    zoom: float
    centre: tuple[float, float]  # in the view's own units


def sight_to_query(sight: Sight | None) -> dict[str, str]:
    """Return the part of the address that tells where one looks; None, everything in sight, needs no words.

    >>> sight_to_query(Sight(1.41764, (-30.04, 112.25)))
    {'zicht': '1.418,-30,112.2'}
    """
    if sight is None:
        return {}
    place = (f"{round(value, 1):.1f}".removesuffix(".0") for value in sight.centre)
    return {SIGHT_KEY: ",".join([f"{sight.zoom:.4g}", *("0" if text == "-0" else text for text in place)])}


def read_sight(query: Mapping[str, str]) -> tuple[Sight | None, tuple[str, ...]]:
    """Return where an address asks to look (None: everything in sight), and what in it was ignored."""
    text = query.get(SIGHT_KEY)
    if text is None:
        return None, ()
    if found := NUMBERS.fullmatch(text):
        zoom, x, y = (float(number) for number in found.groups())
        if LEAST_ZOOM <= zoom <= MOST_ZOOM:
            return Sight(zoom, (x, y)), ()
    return None, (clean_label(f"{SIGHT_KEY}={text}", 60),)
