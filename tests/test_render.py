"""From a view to pyvis and to a page that needs no network."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from graph.palette import NEUTRAL, THEME_COLOURS, Colour
from graph.render import (
    make_network,
    make_offline_html,
    make_vis_data,
    picture_colours,
    picture_javascript,
    plain_title,
    vis_javascript,
)
from graph.view import LegendEntry, View, ViewLink, ViewNode

NODE = ViewNode(
    "c:1", "concept", "één", 1.0, 2.0, 9.0, Colour("#000000", "#FFFFFF"), "disc", 13.0, 400, 0, "Thema", False, "reden"
)
EVIL = "</script><script>alert(1)</script> href=x"


@pytest.fixture
def view() -> View:
    person = replace(NODE, node_id="p:2", kind="person", label=EVIL, shape="diamond", rank=1)
    link = ViewLink("c:1", "p:2", 3, 7.7, 2.0, "samen in 3 zinnen")
    legend = (LegendEntry(EVIL, None, EVIL, NODE.colour, 1), LegendEntry("begrip", "concept", None, NODE.colour, 1))
    return View((NODE, person), (link,), legend, 0.0, (), {}, 2)


def test_vis_data_comes_whole_from_the_pyvis_network(view: View) -> None:
    data = make_vis_data(view)
    assert data["nodes"][0] == {
        "id": "c:1",
        "kind": "concept",
        "caption": "één",
        "label": " ",
        "title": "één\nreden",
        "x": 1.0,
        "y": 2.0,
        "size": 9.0,
        "form": "disc",
        "light": "#000000",
        "dark": "#FFFFFF",
        "letter": 13.0,
        "weight": 400,
        "rank": 0,
        "proposed": False,
    }
    assert [(edge["id"], edge["from"], edge["to"], edge["width"]) for edge in data["edges"]] == [
        ("c:1~p:2", "c:1", "p:2", 2.0)
    ]
    assert data["options"]["physics"] == {"enabled": False}
    assert data["options"]["edges"]["smooth"] is False
    assert data["options"]["layout"] == {"improvedLayout": False}
    network = make_network(view)
    assert network.get_nodes() == ["c:1", "p:2"]
    assert network.get_edges() == data["edges"]


def test_hover_texts_hold_nothing_that_becomes_markup(view: View) -> None:
    data = make_vis_data(view)
    for row in [*data["nodes"], *data["edges"]]:
        assert not re.search(r"<|>|href", row["title"], re.IGNORECASE)
    assert plain_title("a < b") == "a ‹ b"
    assert not re.search("href", plain_title("hReF href HREF"), re.IGNORECASE)


def test_the_offline_page_asks_for_nothing_and_escapes_everything(view: View) -> None:
    page = make_offline_html(view, f"Titel {EVIL}", EVIL)
    assert page.startswith('<!doctype html>\n<html lang="nl">')
    assert "default-src 'none'" in page
    ours = page.replace(vis_javascript(), "").replace(picture_javascript(), "")
    assert not re.search(r"(?:src|href)\s*=\s*[\"']?(?:https?:)?//", ours)
    assert "alert(1)</script>" not in ours
    assert ours.count("<script>") == ours.count("</script>") == 3
    assert "cdn" not in ours


def test_the_library_is_the_one_that_pyvis_bundles() -> None:
    assert "vis-network" in vis_javascript()[:400]
    assert len(vis_javascript()) > 300_000
    # An inline script must not be closed by its own text.
    assert "</script" not in vis_javascript().lower()
    assert "</script" not in picture_javascript().lower()


def _luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first: str, second: str) -> float:
    high, low = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("dark", [False, True])
def test_text_can_be_read_on_its_ground(dark: bool) -> None:
    colours = picture_colours(dark=dark)
    assert contrast(colours["ink"], colours["ground"]) >= 7
    assert contrast(NEUTRAL[dark], colours["ground"]) >= 4.5
    assert contrast(colours["selection"], colours["ground"]) >= 3
    assert min(contrast(theme[dark], colours["ground"]) for theme in THEME_COLOURS) >= 4.5
