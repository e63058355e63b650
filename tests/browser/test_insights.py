"""The page with insights in a real Chromium, on the hand-made graph of tests/fixture_graph.py."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.conftest import ROOT, give_up

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

# The page stands in an app of its own: what it needs of the others is that they are there.
APP = """
import sys
sys.path.insert(0, {root!r})
import streamlit as st
from graph.ui import chrome, insights, pages
from graph.ui.source import graph_path, graph_version
st.set_page_config(page_title="Begrippengraaf", layout="wide", initial_sidebar_state="collapsed")
here = st.Page(insights.show_page, title="Inzichten", url_path="inzichten")
page = st.navigation([pages.explore_page(), pages.documents_page(), here], position="hidden")
chrome.put_style()
chrome.show_header(page.title, graph_version(graph_path()))
page.run()
"""


@pytest.fixture(scope="module")
def insights_address(graph_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    script = tmp_path_factory.mktemp("app") / "app.py"
    script.write_text(APP.format(root=str(ROOT)), encoding="utf-8")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", str(script), f"--server.port={port}"],
        cwd=ROOT,
        env={**os.environ, "BEGRIPPENGRAAF_GRAPH": str(graph_path)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.STDOUT,
    )
    base = f"http://127.0.0.1:{port}"
    try:
        for _ in range(240):
            try:
                with urllib.request.urlopen(f"{base}/_stcore/health", timeout=1):
                    break
            except OSError:
                time.sleep(0.25)
        else:
            give_up("the app does not answer")
        yield base
    finally:
        process.terminate()
        process.wait(20)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1400, "height": 900}, locale="nl-NL")
    page = context.new_page()
    page.set_default_timeout(20_000)
    outside: list[str] = []
    errors: list[str] = []
    page.on("request", lambda r: outside.append(r.url) if "//127.0.0.1:" not in r.url and "//" in r.url else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    context.close()
    assert [url for url in outside if not url.startswith(("data:", "blob:"))] == []
    assert errors == []


def open_page(page: Page, address: str, query: str = "") -> None:
    page.goto(f"{address}/inzichten{query}")
    page.locator("#dun").wait_for()
    settle(page)


def settle(page: Page) -> None:
    page.wait_for_timeout(300)
    page.wait_for_selector('[data-test-script-state="notRunning"]', state="attached")
    page.wait_for_timeout(200)


def test_a_row_opens_in_the_graph_and_back_leads_to_the_same_choice(page: Page, insights_address: str) -> None:
    open_page(page, insights_address, "?wie=begrippen")
    page.locator("table.brokers tbody th a").first.click()
    page.locator(".st-key-panel h2", has_text="verbinding").wait_for()
    settle(page)
    assert page.url == f"{insights_address}/?samen=alinea&kies=c%3Averbinding"
    page.go_back()
    page.locator("#dun").wait_for()
    settle(page)
    assert page.url == f"{insights_address}/inzichten?wie=begrippen"
    assert "4 namen en begrippen" in page.locator("p.said").inner_text()


def test_a_link_of_a_broker_opens_with_its_two_ends(page: Page, insights_address: str) -> None:
    open_page(page, insights_address)
    page.locator("table.brokers li a", has_text="overheidsparticipatie").first.click()
    page.locator(".st-key-panel").get_by_text("Band tussen twee begrippen").wait_for()
    assert "kies=c%3Averbinding~c%3Aoverheidsparticipatie" in page.url


def test_a_choice_moves_into_the_address_and_back_again(page: Page, insights_address: str) -> None:
    open_page(page, insights_address)
    page.locator(".segments a", has_text="zin").click()
    page.locator("p.said", has_text="in één zin dan").wait_for()
    settle(page)
    assert page.url == f"{insights_address}/inzichten?samen=zin"
    page.locator(".segments a", has_text="alle namen").click()
    page.wait_for_url("**/inzichten?samen=zin&wie=alles")
    settle(page)
    page.go_back()
    page.locator(".segments a[aria-current]", has_text="en personen").wait_for()
    settle(page)
    page.go_back()
    page.locator("p.said", has_text="in één alinea dan").wait_for()
    settle(page)
    assert page.url == f"{insights_address}/inzichten"


def test_an_address_opens_the_same_page_elsewhere_and_tells_nonsense(page: Page, insights_address: str) -> None:
    open_page(page, insights_address, "?samen=zin&wie=wolken&heel=tussen")
    assert "in één zin dan" in page.locator("p.said").inner_text()
    assert page.locator("p.ignored").inner_text() == "Van het adres is dit niet herkend: wie=wolken"


def test_the_keyboard_reaches_findings_and_rows(page: Page, insights_address: str) -> None:
    open_page(page, insights_address)
    page.locator(".findings a", has_text="Wat is dun").focus()
    page.keyboard.press("Enter")
    page.wait_for_function("document.querySelector('#dun h2').getBoundingClientRect().bottom < innerHeight")
    page.locator("#dun summary").focus()
    page.keyboard.press("Enter")
    page.locator("#dun details[open]").wait_for()


@pytest.mark.parametrize("width", [1400, 420])
def test_nothing_sticks_out_sideways_and_headings_go_in_order(page: Page, insights_address: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    open_page(page, insights_address)
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") == width
    levels = page.evaluate("[...document.querySelectorAll('h1, h2, h3')].map(h => Number(h.tagName[1]))")
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(browser: Browser, insights_address: str, scheme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python", reason="axe is not installed")
    context = browser.new_context(viewport={"width": 1400, "height": 900}, color_scheme=scheme)
    page = context.new_page()
    open_page(page, insights_address)
    page.add_script_tag(path=str(Path(axe.__file__).parent / "axe.min.js"))
    found = page.evaluate(
        "axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] })"
        ".then(r => r.violations.map(v => [v.id, v.nodes.map(n => n.html)]))"
    )
    context.close()
    assert found == []


def test_a_group_opens_with_its_members_and_nobody_else(page: Page, insights_address: str) -> None:
    open_page(page, insights_address, "?wie=begrippen")
    page.locator("table.groups tbody th .name a").first.click()
    page.wait_for_function("globalThis.begrippengraaf?.picture?.fitted")
    settle(page)
    assert page.evaluate("[...begrippengraaf.picture.rows.keys()].filter(id => id.startsWith('c:')).sort()") == [
        "c:overheidsparticipatie",
        "c:verbinding",
        "c:vertrouwen",
    ]
