"""The drawing itself, without the app around it: pointing, clicking, and pictures that are too heavy for a frame."""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path

import pytest

from graph.palette import NEUTRAL
from graph.render import make_offline_html, make_vis_data
from graph.view import View, ViewLink, ViewNode
from tests.browser.conftest import Visit
from tests.browser.test_export_html import wait_until


def node(place: int, x: float, y: float) -> ViewNode:
    return ViewNode(
        node_id=f"c:{place}",
        kind="concept",
        label=f"begrip {place}",
        x=x,
        y=y,
        size=6.0,
        colour=NEUTRAL,
        shape="disc",
        label_size=13.0,
        label_weight=400,
        rank=place,
        theme="",
        proposed=False,
        reason=f"{place} keer",
    )


def link(first: int, second: int) -> ViewLink:
    return ViewLink(f"c:{first}", f"c:{second}", 2, 4.0, 2.0, "samen in 2 <b>zinnen</b>")


def make_view(nodes: list[ViewNode], links: list[ViewLink]) -> View:
    return View(tuple(nodes), tuple(links), (), 0.0, (), {}, len(nodes))


SMALL = make_view([node(0, -200, 0), node(1, 200, 0), node(2, 0, 200)], [link(0, 1), link(0, 2)])
N = 400
HEAVY = make_view(
    [node(i, 40 * math.sqrt(i) * math.cos(2.4 * i), 40 * math.sqrt(i) * math.sin(2.4 * i)) for i in range(N)],
    [link(i, (i + step) % N) for i in range(N) for step in (1, 7)],
)


@pytest.fixture
def show(visit: Visit, tmp_path: Path) -> Callable[[View], None]:
    """Show a view on a page of its own."""

    def show(view: View) -> None:
        path = tmp_path / "picture.html"
        path.write_text(make_offline_html(view, "Een beeld"), encoding="utf-8")
        visit.page.goto(path.as_uri())
        wait_until(visit.page, "picture.fitted || !picture.rows.size")

    return show


def spot(visit: Visit, x: float, y: float) -> tuple[float, float]:
    """Return a place of the map as a place on the page."""
    found = visit.page.evaluate(
        """([x, y]) => {
            const box = document.getElementById("picture").getBoundingClientRect();
            const dom = picture.network.canvasToDOM({ x, y });
            return [box.left + dom.x, box.top + dom.y];
        }""",
        [x, y],
    )
    return found[0], found[1]


TRANSFORM = "document.querySelector('canvas').style.transform"
COUNT = "globalThis.n = 0; picture.network.on('afterDrawing', () => { n += 1; }); 0"


def test_a_click_on_a_line_or_a_word_chooses_what_it_stands_for(visit: Visit, show: Callable[[View], None]) -> None:
    show(SMALL)
    visit.page.mouse.click(*spot(visit, 60, 0))
    assert visit.page.evaluate("picture.selection") == ["c:0", "c:1"]
    box = visit.page.evaluate("picture.visibleLabels.find(({ id }) => id === 'c:2').box")
    visit.page.wait_for_timeout(400)  # two clicks close together are a double click
    visit.page.mouse.click(*spot(visit, box["right"] - 2, box["bottom"] - 2))
    assert visit.page.evaluate("picture.selection") == ["c:2"]
    visit.page.wait_for_timeout(400)
    visit.page.mouse.click(*spot(visit, 100, 120))
    assert visit.page.evaluate("picture.selection") == []


def test_a_link_that_is_pointed_at_says_what_it_is_in_plain_text(visit: Visit, show: Callable[[View], None]) -> None:
    show(SMALL)
    visit.page.mouse.move(*spot(visit, 80, 40))
    visit.page.mouse.move(*spot(visit, 60, 0))
    tip = visit.page.locator("div.vis-tooltip")
    wait_until(visit.page, "document.querySelector('div.vis-tooltip').style.visibility === 'visible'")
    assert tip.inner_text() == "begrip 0 — begrip 1\nsamen in 2 ‹b›zinnen‹/b›"
    assert visit.page.evaluate("document.querySelector('#picture > div').style.cursor") == "pointer"
    visit.page.mouse.move(*spot(visit, 80, 100))
    wait_until(visit.page, "document.querySelector('div.vis-tooltip').style.visibility === 'hidden'")


def test_a_heavy_picture_is_dragged_as_an_image_and_then_drawn_where_it_was_put(
    visit: Visit, show: Callable[[View], None]
) -> None:
    show(HEAVY)
    visit.page.wait_for_timeout(500)
    x, y = spot(visit, *visit.page.evaluate("(({ left, top }) => [left, top])(picture.sightBox())"))
    before = spot(visit, 0.0, 0.0)
    visit.page.mouse.move(x + 8, y + 8)
    visit.page.evaluate(COUNT)
    visit.page.mouse.down()
    # Dragging begins where the first move is seen: a browser puts together what comes within one frame.
    visit.page.mouse.move(x + 20, y + 8)
    visit.page.wait_for_timeout(60)
    visit.page.mouse.move(x + 208, y + 108)
    n, shift = visit.page.evaluate(f"new Promise((done) => requestAnimationFrame(() => done([n, {TRANSFORM}])))")
    if n == 0:  # else it was still for a moment, and has been drawn where it stood
        assert shift.startswith("matrix(1, 0, 0, 1,")
    visit.page.mouse.up()
    wait_until(visit.page, f"n > 0 && {TRANSFORM} === ''")
    after = spot(visit, 0.0, 0.0)
    # Some pixels pass before a press counts as dragging.
    assert after[0] - before[0] == pytest.approx(200, abs=25)
    assert after[1] - before[1] == pytest.approx(100, abs=15)
    assert visit.page.evaluate("picture.selection") == []


def test_a_heavy_picture_that_is_zoomed_is_drawn_anew_once_it_is_still(
    visit: Visit, show: Callable[[View], None]
) -> None:
    show(HEAVY)
    visit.page.wait_for_timeout(500)
    before = visit.page.evaluate("picture.network.getScale()")
    visit.page.evaluate(COUNT)
    visit.page.mouse.move(*spot(visit, 0, 0))
    visit.page.mouse.wheel(0, -240)
    wait_until(visit.page, f"n > 0 && {TRANSFORM} === ''")
    assert visit.page.evaluate("picture.network.getScale()") > before
    named = visit.page.evaluate("picture.visibleLabels.every(({ scale }) => scale === picture.network.getScale())")
    assert named


def test_thousands_of_links_are_drawn_in_few_strokes_and_none_is_lost(
    visit: Visit, show: Callable[[View], None]
) -> None:
    show(make_view(list(HEAVY.nodes), [link(i, (i + step) % N) for i in range(N) for step in (1, 2, 3, 4, 5)]))
    drawn = visit.page.evaluate(
        """() => {
            const context = CanvasRenderingContext2D.prototype, { moveTo, stroke } = context;
            let n_lines = 0, n_strokes = 0;
            context.moveTo = function (...place) { n_lines += 1; return moveTo.apply(this, place); };
            context.stroke = function () { n_strokes += 1; return stroke.apply(this); };
            picture.network.redraw();
            return [n_lines, n_strokes];
        }"""
    )
    assert drawn[0] == 5 * N
    assert drawn[1] < 5 * N / 50


# -- where one looks ---------------------------------------------------------------------------------------------------

SIGHT = "[picture.network.getScale(), picture.network.getViewPosition()]"
NOTHING = make_view([], [])
FAR = make_view([node(3, 9000, 9000), node(4, 9300, 9100)], [])


def give(visit: Visit, view: View) -> None:
    """Give the picture that stands another view, as the app does after a filter."""
    visit.page.evaluate("(data) => picture.show(data)", make_vis_data(view))


def test_a_filter_and_back_is_the_opening_sight_again(visit: Visit, show: Callable[[View], None]) -> None:
    show(SMALL)
    opening = visit.page.evaluate(SIGHT)
    give(visit, make_view(list(SMALL.nodes[:2]), []))
    assert visit.page.evaluate(SIGHT) == opening
    assert visit.page.evaluate("picture.moved") is True
    give(visit, SMALL)
    assert visit.page.evaluate(SIGHT) == opening
    assert visit.page.evaluate("[picture.moved, picture.sight()]") == [False, None]
    # Who went elsewhere stays there.
    visit.page.evaluate("picture.look({ zoom: 2, centre: [-200, 0] })")
    elsewhere = visit.page.evaluate(SIGHT)
    give(visit, make_view(list(SMALL.nodes[:2]), []))
    give(visit, SMALL)
    assert visit.page.evaluate(SIGHT) == elsewhere != opening
    assert visit.page.evaluate("picture.moved") is True


def test_what_comes_back_into_an_empty_picture_where_one_looks_moves_nothing(
    visit: Visit, show: Callable[[View], None]
) -> None:
    show(SMALL)
    for sight in (None, {"zoom": 2, "centre": [-200, 0]}):
        visit.page.evaluate("(sight) => picture.look(sight)", sight)
        before = visit.page.evaluate(SIGHT)
        give(visit, NOTHING)
        give(visit, make_view(list(SMALL.nodes[:2]), []))
        assert visit.page.evaluate(SIGHT) == before


@pytest.mark.parametrize("first", [NOTHING, SMALL], ids=["opened-empty", "emptied"])
def test_what_comes_into_an_empty_picture_elsewhere_is_shown(
    visit: Visit, show: Callable[[View], None], first: View
) -> None:
    show(first)
    give(visit, NOTHING)
    give(visit, FAR)
    wait_until(visit.page, "picture.fitted && picture.visibleLabels.length === 2")
    assert visit.page.evaluate("picture.sight()") is None
    assert visit.page.evaluate("picture.moved") is False


def test_everything_in_sight_that_is_asked_of_an_empty_picture_is_kept_to(
    visit: Visit, show: Callable[[View], None]
) -> None:
    show(SMALL)
    visit.page.evaluate("picture.look({ zoom: 2, centre: [-200, 0] })")
    give(visit, NOTHING)
    visit.page.evaluate("picture.fit()")
    give(visit, SMALL)
    assert visit.page.evaluate("picture.sight()") is None


def test_movements_that_follow_at_once_add_up_and_then_it_is_still(visit: Visit, show: Callable[[View], None]) -> None:
    """Before a frame is drawn, as with a key that is held down or on a busy machine."""
    show(SMALL)
    scale, middle = visit.page.evaluate(SIGHT)
    visit.page.evaluate("for (const factor of [1.3, 1.3, 1.3]) picture.zoom(factor)")
    visit.page.evaluate(
        "for (const key of ['ArrowLeft', 'ArrowUp']) picture.key(new KeyboardEvent('keydown', { key })); 0"
    )
    visit.page.wait_for_timeout(500)
    there = visit.page.evaluate(SIGHT)
    assert there[0] == pytest.approx(scale * 1.3**3)
    moved = {axis: (there[1][axis] - middle[axis]) * there[0] for axis in "xy"}
    assert moved == {"x": pytest.approx(-60), "y": pytest.approx(-60)}
    for view in (make_view(list(SMALL.nodes[:2]), []), SMALL):
        give(visit, view)
        visit.page.wait_for_timeout(100)
        assert visit.page.evaluate(SIGHT) == there
