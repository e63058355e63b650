"""One snapshot in SVG, PowerPoint, GEXF, an offline page and on the screen: the same places, colours and labels."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from itertools import permutations
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import pytest
from PIL import Image

from graph.exporting import Wanted, export_view
from graph.filters import Sight, filters_to_query, selection_to_query, sight_to_query
from graph.material import read_material
from graph.pins import change_pins
from graph.snapshots import Snapshot, SnapshotFolder
from graph.store import GraphFile
from graph.view import opening_filters
from tests import fixture_graph
from tests.browser.conftest import serving
from tests.export_bundles import EVERYTHING
from tests.export_looks import Looks, check_agree, read_gexf, read_html, read_screen, read_slide, read_svg

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests.browser.conftest import Visit

LONG = "burgerparticipatie in de gebouwde omgeving en het landelijk gebied"
CUT = "burgerparticipatie in de gebo…"
PINS = {"p:els-brink": (210.0, -230.0), "c:burgerparticipatie": (-330.0, 190.5), "d:stil": (380.0, 300.0)}
READY = "globalThis.begrippengraaf && begrippengraaf.evidence && begrippengraaf.picture.fitted"
KEPT = {
    "everything": Snapshot(title="Alles in beeld", selection=("c:verbinding",)),
    "a link": Snapshot(title="Een band", selection=("c:overheidsparticipatie", "c:verbinding")),
    "a part": Snapshot(title="Een deel", selection=("c:vertrouwen",), zoom=1.25, centre=(-60.0, 15.5)),
}


@pytest.fixture(scope="module")
def graph_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The hand-made graph with a label that is too long for the picture, and nodes that somebody dragged elsewhere."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(fixture_graph.NODES, "c:burgerparticipatie", (LONG, "Participatie", "known"))
        path = fixture_graph.write_fixture_graph(tmp_path_factory.mktemp("agree") / "graph.duckdb")
    change_pins(path, PINS)
    return path


@pytest.fixture(scope="module")
def address(graph_path: Path) -> Iterator[str]:
    with serving(graph_path) as address:
        yield address


@pytest.fixture(scope="module", params=KEPT)
def kept(request: pytest.FixtureRequest, graph_path: Path) -> Snapshot:
    """A snapshot of every kind of node."""
    with GraphFile(graph_path) as graph:
        defaults = opening_filters(read_material(graph, "sentence", None))
    return replace(KEPT[request.param], query=filters_to_query(EVERYTHING, defaults))


@pytest.fixture(scope="module")
def written(kept: Snapshot, graph_path: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The snapshot in four formats."""
    folder = tmp_path_factory.mktemp("written")
    name = SnapshotFolder(folder / "snapshots").save(kept).name
    with GraphFile(graph_path) as graph:
        for form in ("svg", "pptx", "gexf", "html"):
            assert export_view(graph, Wanted(form, folder / f"beeld.{form}", snapshot=name), folder / "snapshots") == ()
    return {form: folder / f"beeld.{form}" for form in ("svg", "pptx", "gexf", "html")}


def open_app(visit: Visit, kept: Snapshot) -> None:
    sight = Sight(kept.zoom, kept.centre) if kept.zoom and kept.centre else None
    visit.open(f"?{urlencode({**kept.query, **selection_to_query(kept.selection), **sight_to_query(sight)})}")
    # The words around the picture come in one after the other and move it a little.
    former: Looks = {}
    for _ in range(40):
        if former == (former := read_screen(visit.page)):
            break
        visit.page.wait_for_timeout(250)


@pytest.fixture
def offline(browser: Browser, written: dict[str, Path]) -> Iterator[Any]:
    """The offline page in a window without a network."""
    context = browser.new_context(viewport={"width": 1200, "height": 800}, offline=True)
    page = context.new_page()
    page.goto(written["html"].as_uri())
    for _ in range(400):
        if page.evaluate(READY):
            break
        page.wait_for_timeout(50)
    page.wait_for_timeout(300)
    yield page
    context.close()


def test_all_formats_and_the_screen_show_the_same(visit: Visit, kept: Snapshot, written: dict[str, Path], offline: Any):
    open_app(visit, kept)
    screen = read_screen(visit.page)
    ids = {look.label: node_id for node_id, look in screen.items()}
    assert len(ids) == len(screen) == len(fixture_graph.NODES) + len(fixture_graph.TEXTS)
    assert {node_id[:2] for node_id in screen} == {"c:", "p:", "o:", "l:", "d:"}
    looks: dict[str, Looks] = {
        "screen": screen,
        "svg": read_svg(written["svg"]),
        "pptx": read_slide(written["pptx"], ids),
        "gexf": read_gexf(written["gexf"]),
        "data of the page": read_html(written["html"]),
        "page in the browser": read_screen(offline),
    }
    # A page shows what was in sight; data, and what one can move about in, hold the rest too.
    seen = looks["svg"].keys()
    assert (seen == screen.keys()) is (kept.zoom is None) and len(seen) >= 6
    assert looks["pptx"].keys() == seen
    for name, other in permutations(looks, 2):
        both = looks[name].keys() & looks[other].keys()
        assert both == (seen if {name, other} & {"svg", "pptx"} else screen.keys())
        check_agree(
            {node_id: looks[name][node_id] for node_id in both}, {node_id: looks[other][node_id] for node_id in both}
        )
    for form in ("svg", "pptx"):
        assert all(look.label for look in looks[form].values()), form
    assert looks["gexf"]["c:burgerparticipatie"].label == screen["c:burgerparticipatie"].label == CUT


def test_pins_stand_where_they_were_put(written: dict[str, Path]):
    drawn = read_gexf(written["gexf"])
    assert {node_id: (drawn[node_id].x, drawn[node_id].y) for node_id in PINS} == PINS


def test_the_pixels_of_the_screen_have_the_colours_of_the_export(
    visit: Visit, kept: Snapshot, written: dict[str, Path]
):
    """What the browser really paints, at the place where the SVG leads to."""
    open_app(visit, kept)
    screen = read_screen(visit.page)
    shot = Image.open(BytesIO(visit.page.screenshot())).convert("RGB")
    box = visit.page.locator(".root").first.bounding_box()
    assert box is not None
    near = set(visit.page.evaluate("[...begrippengraaf.picture.near]"))
    seen = 0
    for node_id, look in read_svg(written["svg"]).items():
        if node_id[:2] in ("c:", "o:") and node_id in near and node_id != "c:buurtplan":
            x, y = screen[node_id].x, screen[node_id].y
            assert box["x"] <= x <= box["x"] + box["width"] and box["y"] <= y <= box["y"] + box["height"]
            assert "#{:02X}{:02X}{:02X}".format(*shot.getpixel((round(x), round(y)))) == look.colour  # type: ignore[misc]
            seen += 1
    assert seen >= 2


@pytest.mark.parametrize("kept", ["a part"], indirect=True)
def test_a_part_of_the_map_opens_alike_everywhere(visit: Visit, kept: Snapshot, written: dict[str, Path], offline: Any):
    """At zoom 1 a screen is 800 units of the map wide, and a page holds 800 by 600 of them; at zoom 2 half of that."""
    assert kept.zoom and kept.centre
    open_app(visit, kept)
    for page in (visit.page, offline):
        found = page.evaluate(
            """() => { const box = begrippengraaf.root.getBoundingClientRect(), at = begrippengraaf.network;
                return [box.width, at.getScale(), at.getViewPosition().x, at.getViewPosition().y]; }"""
        )
        assert found[1] == pytest.approx(kept.zoom * found[0] / 800, rel=0.002)
        assert found[2:] == pytest.approx(kept.centre, abs=0.5)
    everything, drawn = read_gexf(written["gexf"]), read_svg(written["svg"])
    half = 400 / kept.zoom - 40, 300 / kept.zoom - 40  # what stands at the very edge need not be whole on the page
    inside = {
        node_id
        for node_id, look in everything.items()
        if abs(look.x - kept.centre[0]) <= half[0] and abs(look.y - kept.centre[1]) <= half[1]
    }
    assert len(inside) >= 5 and inside <= drawn.keys() < everything.keys()
