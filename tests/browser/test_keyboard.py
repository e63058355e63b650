"""The explorer without a mouse, its table twin, and the steps of a first visit; on the hand-made graph."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.conftest import READY, Visit, visit_elsewhere

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

HERE = """() => {
    let one = document.activeElement;
    while (one?.shadowRoot?.activeElement) one = one.shadowRoot.activeElement;
    return one;
}"""
KEPT = "localStorage.getItem('begrippengraaf.uitleg')"


def focused(visit: Visit, ask: str) -> Any:
    """Return something of the element that has the focus, also inside a component."""
    return visit.page.evaluate(f"() => {{ const one = ({HERE})(); return {ask}; }}")


def press(visit: Visit, *keys: str) -> None:
    for key in keys:
        visit.page.keyboard.press(key)


def tab_to(visit: Visit, ask: str, key: str = "Tab", most: int = 80) -> None:
    """Press Tab until what has the focus answers ``ask``; every stop on the way must be seen to have the focus."""
    visit.rest()  # what is drawn anew under the focus loses it
    for _ in range(most):
        visit.page.keyboard.press(key)
        assert focused(visit, SEEN), focused(visit, "one.outerHTML.slice(0, 200)")
        if focused(visit, ask):
            return
    raise AssertionError(f"not reached by {most} times {key}: {ask}")


# A ring around the element itself, or around the widget that Streamlit draws for it.
SEEN = """(() => {
    const isRing = (style) => style.boxShadow !== 'none'
        || (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0);
    for (let at = one, up = 0; at && up < 5; at = at.parentElement || at.getRootNode().host, up++) {
        const style = getComputedStyle(at);
        if (isRing(style)) return true;
        const marked = [...at.querySelectorAll('*')].slice(0, 8).map((inner) => getComputedStyle(inner));
        if (up < 3 && marked.some(isRing)) return true;
    }
    return false;
})()"""


def to_picture(visit: Visit) -> None:
    """Come into the picture as a visitor by keyboard does: the first Tab of the page, and Enter."""
    # Streamlit's own link, in English, stands until the keys of the app have taken it over.
    visit.page.get_by_text("Naar de inhoud").wait_for(state="attached")
    visit.rest()
    press(visit, "Tab")
    assert focused(visit, "one.textContent") == "Naar de inhoud"
    assert focused(visit, "one.getBoundingClientRect().top >= 0")
    press(visit, "Enter")
    assert focused(visit, "one.getAttribute('role')") == "application"


def test_the_strategists_job_by_keyboard_alone(visit: Visit) -> None:
    """What hangs together, what stands between, what does a link rest on: without one click."""
    visit.open()
    to_picture(visit)
    # Walk to the second node, open it, look at its surroundings only.
    press(visit, "n")
    assert "verbinding" in visit.page.locator(".voice").inner_text()
    press(visit, "Enter")
    visit.panel().locator("h2", has_text="verbinding").wait_for()
    visit.settle()
    press(visit, "f")
    visit.page.wait_for_function("!begrippengraaf.picture.rows.has('c:omgevingswet')")
    visit.settle()
    assert "rond=c%3Averbinding" in visit.page.url
    press(visit, "z")
    visit.page.wait_for_function("begrippengraaf.picture.rows.has('c:omgevingswet')")
    visit.settle()
    # A way from here to another node.
    press(visit, "w")
    visit.page.wait_for_function(f"({HERE})().tagName === 'INPUT'")
    visit.page.keyboard.type("vertrouwen")
    visit.page.get_by_role("option", name=re.compile("vertrouwen")).first.wait_for()
    press(visit, "Enter")
    visit.panel().get_by_text("Sterkste weg").wait_for()
    visit.settle()
    # Into the panel, to the first step of the way, and open it: the sentences it rests on.
    to_picture_again(visit)
    press(visit, "i")
    visit.page.wait_for_function(f"({HERE})().closest('.st-key-panel')")
    tab_to(visit, "one.tagName === 'BUTTON' && one.textContent.includes('verbinding — vertrouwen')")
    press(visit, "Enter")
    visit.panel().get_by_text("Band tussen twee begrippen").wait_for()
    visit.settle()
    assert visit.panel().locator("blockquote").count() == 3
    # Back into the picture, nothing chosen, and search for another by its key.
    visit.page.locator(".st-key-panel button").first.focus()
    press(visit, "Escape")
    assert focused(visit, "one.getAttribute('role')") == "application"
    press(visit, "/")
    visit.page.wait_for_function(f"({HERE})().closest('.st-key-search-box')")
    visit.page.keyboard.type("decentralisatie")
    visit.page.wait_for_timeout(300)
    press(visit, "Enter")
    visit.panel().locator("h2", has_text="decentralisatie").wait_for()


def to_picture_again(visit: Visit) -> None:
    visit.page.evaluate("document.activeElement.blur()")
    visit.page.get_by_text("Naar de inhoud").focus()
    press(visit, "Enter")
    assert focused(visit, "one.getAttribute('role')") == "application"


def test_filters_are_reached_and_seen_by_keyboard(visit: Visit) -> None:
    visit.open()
    tab_to(visit, "one.closest('.st-key-kind-person') !== null")
    press(visit, "Space")
    visit.page.wait_for_function("!begrippengraaf.picture.rows.has('p:els-brink')")
    visit.settle()
    tab_to(visit, "one.closest('.st-key-threshold') !== null")
    press(visit, "ArrowRight")
    visit.page.wait_for_url(re.compile("vanaf="))
    visit.settle()
    tab_to(visit, "one.closest('[class*=st-key-chip-]') !== null")
    press(visit, "Enter")
    visit.settle()


@pytest.mark.parametrize(
    "path", ["", "volg?begrip=c:verbinding", "vergelijk", "inzichten", "documenten", "documenten?tekst=d:bruggen-slaan"]
)
def test_the_skip_link_passes_the_header_on_every_page(visit: Visit, path: str) -> None:
    visit.page.goto(f"{visit.address}/{path}")
    visit.page.locator("h1").first.wait_for(state="attached", timeout=40_000)
    # Streamlit's own link, in English, stands until the keys of the app have taken it over.
    visit.page.get_by_text("Naar de inhoud").wait_for(state="attached", timeout=40_000)
    if not path:
        visit.wait_for_picture()
    visit.rest()
    visit.errors[:] = [error for error in visit.errors if "404" not in error]
    press(visit, "Tab", "Enter")
    assert not focused(visit, "Boolean(one.closest('.st-key-header'))")
    tag = focused(visit, "one.tagName + (one.getAttribute('role') || '')")
    assert tag == ("H1" if path else "DIVapplication")


def test_letters_do_nothing_outside_the_picture(visit: Visit) -> None:
    """WCAG 2.1, 2.1.4: a single letter acts only where the focus is."""
    visit.open("?kies=c:verbinding")
    url = visit.page.url
    visit.page.locator(".st-key-panel button").first.focus()
    press(visit, "t", "f", "v", "w", "n", "z")
    visit.settle()
    assert visit.page.url == url
    assert visit.page.locator(".st-key-twin-tables").count() == 0


# -- the table twin ---------------------------------------------------------------------------------------------------


def rows(visit: Visit, which: str) -> list[list[str]]:
    return [
        [cell.strip() for cell in row.locator("th, td").all_inner_texts()]
        for row in visit.page.locator(f".st-key-twin-{which} tbody tr").all()
    ]


def test_the_table_holds_what_the_picture_holds(visit: Visit) -> None:
    visit.open("?soorten=begrip~persoon")
    before = visit.page.evaluate("[begrippengraaf.network.getScale(), begrippengraaf.network.getViewPosition()]")
    places = visit.places()
    to_picture(visit)
    press(visit, "t")
    visit.page.locator(".st-key-twin-links tbody tr").first.wait_for()
    visit.settle()
    assert focused(visit, "Boolean(one.getRootNode().host?.closest('.st-key-twin-nodes'))")
    drawn = visit.page.evaluate(
        """[[...begrippengraaf.picture.rows.values()].map((row) => row.caption).sort(),
            begrippengraaf.picture.links.size]"""
    )
    assert sorted(row[0] for row in rows(visit, "nodes")) == drawn[0]
    assert len(rows(visit, "links")) == drawn[1]
    assert f"{len(drawn[0])} knopen, {drawn[1]} banden" in visit.page.locator(".st-key-chips").inner_text()
    assert rows(visit, "nodes")[0] == ["verbinding", "begrip", "7", "4", "3"]
    assert ["overheidsparticipatie — verbinding", "3", "7,7", "0,13", "3"] in rows(visit, "links")
    assert "vorm=tabel" in visit.page.url
    # The same filters: what is taken away is gone from both.
    visit.page.locator(".st-key-filters").get_by_text("Personen").click()
    visit.page.wait_for_function("begrippengraaf.picture.rows.size === 6")
    visit.settle()
    assert [row[1] for row in rows(visit, "nodes")] == ["begrip"] * 6
    visit.page.locator(".st-key-filters").get_by_text("Personen").click()
    visit.page.wait_for_function("begrippengraaf.picture.rows.size === 8")
    visit.settle()
    # And back: nothing has moved.
    visit.page.get_by_role("button", name="Als beeld").click()
    visit.page.locator(".st-key-twin-tables").wait_for(state="detached")
    visit.settle()
    assert visit.places() == places
    after = visit.page.evaluate("[begrippengraaf.network.getScale(), begrippengraaf.network.getViewPosition()]")
    assert after == before


def test_rows_open_the_panel_and_heads_sort(visit: Visit) -> None:
    visit.page.goto(f"{visit.address}/?vorm=tabel")
    nodes = visit.page.locator(".st-key-twin-nodes")
    nodes.locator("tbody tr").first.wait_for()
    visit.settle()
    sort = nodes.locator("th[aria-sort]")
    assert [head.get_attribute("aria-sort") for head in sort.all()] == ["none", "none", "descending", "none", "none"]
    names = [row[0] for row in rows(visit, "nodes")]
    nodes.get_by_role("button", name="Naam").click()
    visit.page.wait_for_url(re.compile("knopen=naam~op"))
    visit.settle()
    assert [row[0] for row in rows(visit, "nodes")] == sorted(names, key=str.casefold)
    assert sort.first.get_attribute("aria-sort") == "ascending"
    nodes.get_by_role("button", name="Naam").click()
    visit.page.wait_for_url(re.compile("knopen=naam~af"))
    visit.settle()
    assert sort.first.get_attribute("aria-sort") == "descending"
    nodes.get_by_role("button", name="Joris de Waal").click()
    visit.panel().locator("h2", has_text="Joris de Waal").wait_for()
    visit.settle()
    assert nodes.get_by_role("button", name="Joris de Waal").get_attribute("aria-pressed") == "true"
    visit.page.locator(".st-key-twin-links").get_by_role("button", name="verbinding — vertrouwen").click()
    visit.panel().get_by_text("Band tussen twee begrippen").wait_for()
    visit.settle()
    assert len(visit.panel().locator("blockquote").all()) == 3
    # One table for who opens this address, sorted and chosen in the same way.
    shown, url = rows(visit, "nodes"), visit.page.url
    visit.page.goto("about:blank")
    visit.page.goto(url)
    visit.page.locator(".st-key-twin-nodes tbody tr").first.wait_for()
    visit.settle()
    assert rows(visit, "nodes") == shown
    # A picture that was never seen opens with everything in sight.
    visit.page.get_by_role("button", name="Als beeld").click()
    visit.page.wait_for_function(READY)


def test_the_table_says_so_when_an_address_asks_for_an_order_that_is_none(visit: Visit) -> None:
    visit.open("?vorm=lijst&knopen=grootte~af&banden=sterkte")
    said = visit.page.locator(".st-key-said .ignored").inner_text()
    assert said == "Van het adres is dit niet herkend: vorm=lijst; knopen=grootte~af; banden=sterkte"


# -- the first visit --------------------------------------------------------------------------------------------------


@pytest.fixture
def newcomer(browser: Browser, address: str) -> Iterator[Page]:
    """Somebody who was never here before."""
    with visit_elsewhere(browser, address) as visit:
        visit.open()
        yield visit.page


def test_three_steps_at_a_first_visit_stay_closed(newcomer: Page) -> None:
    hint = newcomer.get_by_role("region", name="In drie stappen")
    assert hint.locator("li").count() == 3
    hint.get_by_role("button", name="Sluit deze uitleg").click()
    hint.wait_for(state="hidden")
    assert newcomer.evaluate("document.activeElement.textContent") == "Hulp"
    newcomer.reload()
    newcomer.wait_for_function(READY, timeout=40_000)
    newcomer.wait_for_timeout(500)
    assert not hint.is_visible()
    assert newcomer.evaluate("Object.keys(localStorage)").count("begrippengraaf.uitleg") == 1
    assert newcomer.context.cookies() == [] or all(
        "begrip" not in cookie["name"] for cookie in newcomer.context.cookies()
    )
    newcomer.get_by_role("button", name="Hulp").click()
    hint.get_by_text("Toetsen", exact=True).click()
    assert hint.locator("dt").all_inner_texts()[0] == "n, p"
    newcomer.keyboard.press("Escape")
    hint.wait_for(state="hidden")


def test_the_steps_stand_in_nobodys_way(newcomer: Page) -> None:
    """They take room, they cover nothing: every node can still be clicked and the picture still has the focus."""
    hint = newcomer.get_by_role("region", name="In drie stappen").bounding_box()
    picture = newcomer.locator(".st-key-picture").bounding_box()
    assert hint is not None and picture is not None
    assert hint["y"] + hint["height"] <= picture["y"]
    newcomer.keyboard.press("Tab")
    newcomer.keyboard.press("Enter")
    newcomer.keyboard.press("n")
    newcomer.keyboard.press("Enter")
    newcomer.locator(".st-key-panel h2", has_text="verbinding").wait_for()
