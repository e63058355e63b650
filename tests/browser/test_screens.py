"""Every page on real texts, the shipped essays and, where they are, five election programmes: what a first look shows.

With ``BEGRIPPENGRAAF_SCREENS`` set to a folder the pictures are kept there, to be looked at.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from graph.build import build_graph
from graph.store import GraphFile
from tests.browser.conftest import READY, SETTLED, serving
from tests.conftest import need_shared

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page

WIDTHS = (1400, 420)
MOST_NODES, MOST_LINKS = 60, 150
CORPORA = ["essays", pytest.param("manifestos", marks=pytest.mark.slow)]


@pytest.fixture(scope="session", params=CORPORA)
def corpus(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str, str]]:
    """The app on one of the corpora: its name, its address, and a concept that it names often."""
    if request.param == "essays":
        yield "essays", request.getfixturevalue("essays"), most_named(request.getfixturevalue("essay_graph"))
        return
    path: Path = tmp_path_factory.mktemp(str(request.param)) / "graph.duckdb"
    build_graph([need_shared("corpora", str(request.param))], path)
    with GraphFile(path) as graph:
        concept = most_named(graph)
    with serving(path) as address:
        yield str(request.param), address, concept


def most_named(graph: GraphFile) -> str:
    concepts = [node for node in graph.nodes() if node.kind == "concept"]
    return max(concepts, key=lambda node: node.n_mentions).node_id


@pytest.fixture(params=["light", pytest.param("dark", marks=pytest.mark.slow)])
def page(request: pytest.FixtureRequest, computer: BrowserContext) -> Iterator[Page]:
    page = computer.new_page()
    page.emulate_media(color_scheme=request.param)
    page.set_default_timeout(60_000)
    yield page
    page.close()


def keep(page: Page, name: str) -> None:
    if folder := os.environ.get("BEGRIPPENGRAAF_SCREENS"):
        dark = page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
        width = page.viewport_size["width"] if page.viewport_size else 0
        page.screenshot(path=Path(folder) / f"{name}-{'dark' if dark else 'light'}-{width}.png")


def settle(page: Page) -> None:
    page.wait_for_function(SETTLED, polling=50)


def overlapping(boxes: list[dict[str, float]]) -> list[tuple[int, int]]:
    return [
        (first, second)
        for first, a in enumerate(boxes)
        for second, b in enumerate(boxes[first + 1 :], first + 1)
        if a["left"] < b["right"] and b["left"] < a["right"] and a["top"] < b["bottom"] and b["top"] < a["bottom"]
    ]


@pytest.mark.parametrize("width", WIDTHS)
def test_the_first_look_can_be_read(corpus: tuple[str, str, str], page: Page, width: int) -> None:
    name, address, _ = corpus
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(address)
    page.wait_for_function(READY)
    settle(page)
    keep(page, f"{name}-verkennen")
    drawn: Any = page.evaluate(
        """({
            labels: begrippengraaf.picture.visibleLabels.map(({ box }) => box),
            nodes: begrippengraaf.picture.rows.size,
            links: begrippengraaf.picture.links.size,
        })"""
    )
    assert overlapping(drawn["labels"]) == []
    assert 12 <= len(drawn["labels"]) <= MOST_NODES
    assert drawn["nodes"] <= MOST_NODES
    assert 12 <= drawn["links"] <= MOST_LINKS


@pytest.mark.parametrize("width", WIDTHS)
def test_no_page_is_wider_than_the_screen(corpus: tuple[str, str, str], page: Page, width: int) -> None:
    name, address, concept = corpus
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(address)
    page.wait_for_function(READY)
    settle(page)
    links = page.locator(".st-key-header [data-testid=stPageLink-NavLink]")
    paths = {str(link.get_attribute("href")).split("?")[0].strip("/") for link in links.all()}
    paths |= {f"?kies={concept}", "?vorm=tabel", f"volg?begrip={concept}"}
    for path in sorted(paths):
        page.goto(f"{address}/{path}")
        page.locator("h1").first.wait_for(state="attached")
        settle(page)
        keep(page, f"{name}-{path.replace('?', '-').replace('=', '-').replace(':', '-') or 'verkennen'}")
        wide = page.evaluate(
            """() => [document.scrollingElement, document.querySelector("[data-testid=stMain]")]
                .filter((one) => one.scrollWidth > innerWidth).map((one) => one.scrollWidth)"""
        )
        assert wide == [], path
        assert page.get_by_test_id("stException").count() == 0, path
