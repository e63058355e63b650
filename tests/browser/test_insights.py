"""The page with insights in a real Chromium, on the hand-made graph of tests/fixture_graph.py."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from tests.browser.conftest import SETTLED, Visit

if TYPE_CHECKING:
    from playwright.sync_api import Page


@pytest.fixture
def page(visit: Visit) -> Iterator[Page]:
    yield visit.page
    # Streamlit first looks beside the page for two files that stand at the root only; the browser reports both.
    visit.errors[:] = [error for error in visit.errors if "404" not in error]


def open_page(page: Page, address: str, query: str = "") -> None:
    page.goto(f"{address}/inzichten{query}")
    page.locator("#dun").wait_for()
    settle(page)


def settle(page: Page) -> None:
    page.wait_for_function(SETTLED, polling=50)


def test_a_row_opens_in_the_graph_and_back_leads_to_the_same_choice(page: Page, address: str) -> None:
    open_page(page, address, "?wie=begrippen")
    page.locator("table.brokers tbody th a").first.click()
    page.locator(".st-key-panel h2", has_text="verbinding").wait_for()
    settle(page)
    assert page.url == f"{address}/?samen=alinea&kies=c%3Averbinding"
    page.go_back()
    page.locator("#dun").wait_for()
    settle(page)
    assert page.url == f"{address}/inzichten?wie=begrippen"
    assert "4 namen en begrippen" in page.locator("p.said").inner_text()


def test_a_link_of_a_broker_opens_with_its_two_ends(page: Page, address: str) -> None:
    open_page(page, address)
    page.locator("table.brokers li a", has_text="vertrouwen").first.click()
    page.locator(".st-key-panel").get_by_text("Band tussen twee begrippen").wait_for()
    assert "kies=c%3Averbinding~c%3Avertrouwen" in page.url


def test_a_choice_moves_into_the_address_and_back_again(page: Page, address: str) -> None:
    open_page(page, address)
    page.locator(".segments a", has_text="zin").click()
    page.locator("p.said", has_text="in één zin dan").wait_for()
    settle(page)
    assert page.url == f"{address}/inzichten?samen=zin"
    page.locator(".segments a", has_text="alle namen").click()
    page.wait_for_url("**/inzichten?samen=zin&wie=alles")
    settle(page)
    page.go_back()
    page.locator(".segments a[aria-current]", has_text="en personen").wait_for()
    settle(page)
    page.go_back()
    page.locator("p.said", has_text="in één alinea dan").wait_for()
    settle(page)
    assert page.url == f"{address}/inzichten"


def test_an_address_opens_the_same_page_elsewhere_and_tells_nonsense(page: Page, address: str) -> None:
    open_page(page, address, "?samen=zin&wie=wolken&heel=tussen")
    assert "in één zin dan" in page.locator("p.said").inner_text()
    assert page.locator("p.ignored").inner_text() == "Van het adres is dit niet herkend: wie=wolken"


def test_the_keyboard_reaches_findings_and_rows(page: Page, address: str) -> None:
    open_page(page, address)
    page.locator(".findings a", has_text="Wat is dun").focus()
    page.keyboard.press("Enter")
    page.wait_for_function("document.querySelector('#dun h2').getBoundingClientRect().bottom < innerHeight")
    page.locator("#dun summary").focus()
    page.keyboard.press("Enter")
    page.locator("#dun details[open]").wait_for()


@pytest.mark.parametrize("width", [1400, 420])
def test_nothing_sticks_out_sideways_and_headings_go_in_order(page: Page, address: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    open_page(page, address)
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") == width
    levels = page.evaluate("[...document.querySelectorAll('h1, h2, h3')].map(h => Number(h.tagName[1]))")
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_a_group_opens_with_its_members_and_nobody_else(page: Page, address: str) -> None:
    open_page(page, address, "?wie=begrippen")
    page.locator("table.groups tbody th .name a").first.click()
    page.wait_for_function("globalThis.begrippengraaf?.picture?.fitted")
    settle(page)
    assert page.evaluate("[...begrippengraaf.picture.rows.keys()].sort()") == [
        "c:overheidsparticipatie",
        "c:verbinding",
        "c:vertrouwen",
        "p:els-brink",
    ]
    # The same name on both pages.
    assert "verbinding, overheidsparticipatie, vertrouwen" in page.locator(".st-key-several-groups").inner_text()


def test_the_insights_of_a_choice_of_texts(page: Page, address: str) -> None:
    open_page(page, address)
    page.get_by_role("combobox", name="Welke teksten").click()
    page.get_by_role("option", name="Bruggen slaan").click()
    page.wait_for_url("**teksten=d%3Abruggen-slaan")
    settle(page)
    page.get_by_role("combobox", name="Welke teksten").click()
    page.get_by_role("option", name="De straat eerst").click()
    page.locator("p.said", has_text="Berekend uit 2 van 8 teksten").wait_for()
    page.wait_for_url("**~d%3Ade-straat-eerst")
    settle(page)
    shown = page.locator("p.said").inner_text()
    page.go_back()
    page.locator("p.said", has_text="Berekend uit 1 van 8 teksten").wait_for()
    page.goto(f"{address}/inzichten?teksten=d:bruggen-slaan~d:de-straat-eerst")
    page.locator("p.said", has_text="Berekend uit 2").wait_for()
    settle(page)
    assert page.locator("p.said").inner_text() == shown


def test_the_panel_says_whether_a_link_stands_without_its_strongest_text(page: Page, address: str) -> None:
    page.goto(f"{address}/?kies=c:verbinding~c:vertrouwen")
    page.locator(".st-key-panel").get_by_text("de sterkste tekst").wait_for()
    text = page.locator(".st-key-panel p.rests", has_text="sterkste tekst").inner_text()
    assert text.startswith("In 3 van 8 teksten, van 3 auteurs. Ook zonder de sterkste tekst, ‘")
