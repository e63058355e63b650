"""The page that compares two selections, in a real Chromium, on the hand-made graph of tests/fixture_graph.py."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from graph.palette import NEUTRAL, SELECTION, THEME_COLOURS
from tests.browser.conftest import Visit, visit_elsewhere
from tests.browser.pictures import find_collisions

HERE, THERE, BOTH = THEME_COLOURS[0].light, THEME_COLOURS[4].light, NEUTRAL.light
SIDES = "?hier=auteurs~Redactie&daar=auteurs~Tom Akkers"


def go(visit: Visit, query: str = "") -> None:
    """Open the page at an address of its own."""
    visit.page.goto(f"{visit.address}/vergelijk{query}")
    visit.page.locator("h1", has_text="Vergelijk").wait_for(timeout=40_000)
    visit.wait_for_picture()
    # Streamlit first looks beside the page for two files that stand at the root only; the browser reports both.
    visit.errors[:] = [error for error in visit.errors if "404" not in error]


def lines(visit: Visit) -> dict[str, int]:
    """Return how many links are drawn in each way: a line, its colour and its dashes."""
    found: list[str] = visit.page.evaluate(
        """[...begrippengraaf.picture.links.values()].map((link) => {
            const { colour, dashes, double } = begrippengraaf.picture.styleOf(link);
            return `${double ? "double" : dashes.length ? "broken" : "whole"} ${colour}`;
        })"""
    )
    return dict(Counter(found))


def rows(visit: Visit) -> list[str]:
    """Return the titles of the rows."""
    return [text.strip() for text in visit.page.locator("button.title").all_inner_texts()]


def test_the_legend_says_how_many_and_filters_picture_and_table(visit: Visit) -> None:
    go(visit, SIDES)
    assert (
        visit.page.locator(".said")
        .inner_text()
        .startswith("Van 5 banden staan er 1 alleen hier, 1 alleen daar en 3 in")
    )
    # Who cannot tell the colours apart can tell the lines apart.
    assert lines(visit) == {f"whole {HERE}": 1, f"broken {THERE}": 1, f"double {BOTH}": 3}
    visit.page.get_by_text("Alleen daar 1").click()
    visit.page.wait_for_function("begrippengraaf.picture.links.size === 1")
    visit.settle()
    assert lines(visit) == {f"broken {THERE}": 1}
    assert rows(visit) == ["vertrouwen — Els Brink"]
    assert "toon=daar" in visit.page.url


def test_a_filter_moves_no_node(visit: Visit) -> None:
    go(visit, SIDES)
    before = visit.places()
    visit.page.get_by_text("In beide 3").click()
    visit.page.wait_for_function("begrippengraaf.picture.links.size === 3")
    after = visit.places()
    assert after == {node_id: before[node_id] for node_id in after}
    assert after["c:verbinding"] == {"x": 0, "y": 0}
    # The same places as on the page with the graph.
    visit.page.goto(f"{visit.address}/")
    visit.wait_for_picture()
    explored = visit.places()
    assert {node_id: explored[node_id] for node_id in after} == after


SIGHT = "[begrippengraaf.network.getScale(), begrippengraaf.network.getViewPosition()]"


def test_another_comparison_is_shown_whole_and_nothing_else_moves_the_map(visit: Visit) -> None:
    go(visit, "?hier=periode~2023~2025&daar=rest")
    visit.rest()
    visit.page.locator(".root").focus()
    for key in ("+", "+", "ArrowLeft", "ArrowUp"):
        visit.page.keyboard.press(key)
    visit.page.wait_for_function("begrippengraaf.picture.moved && begrippengraaf.picture.sight()")
    visit.rest()
    sight = visit.page.evaluate(SIGHT)
    # Which links are shown, and within what they are counted: the same comparison.
    shown = visit.page.evaluate("begrippengraaf.picture.links.size")
    visit.page.locator(".st-key-compare-legend").get_by_text("In beide").click()
    visit.page.wait_for_function("(shown) => begrippengraaf.picture.links.size < shown", arg=shown)
    visit.page.locator(".st-key-compare-legend").get_by_text("Alles").click()
    visit.page.wait_for_function("(shown) => begrippengraaf.picture.links.size === shown", arg=shown)
    visit.page.locator(".st-key-compare-how").get_by_text("alinea").click()
    visit.page.wait_for_function("location.search.includes('samen=alinea')")
    visit.settle()
    assert visit.page.evaluate(SIGHT) == sight
    # Another period: another comparison.
    visit.page.locator(".st-key-compare-period-here input").first.focus()
    visit.page.keyboard.press("ArrowRight")
    visit.page.wait_for_function("decodeURIComponent(location.search).includes('hier=periode~2024~2025')")
    visit.page.wait_for_function("begrippengraaf.picture.sight() === null")
    visit.settle()
    assert visit.page.evaluate("begrippengraaf.picture.sight()") is None
    assert visit.page.evaluate(SIGHT) != sight


def test_a_row_opens_to_its_sentences_on_both_sides_and_on_to_the_text(visit: Visit) -> None:
    go(visit, SIDES)
    visit.page.get_by_role("button", name="overheidsparticipatie — verbinding").click()
    halves = visit.page.locator(".halves section")
    halves.first.wait_for()
    visit.settle()
    assert halves.nth(0).locator("h3").inner_text() == "Hier: 2 zinnen"
    assert halves.nth(0).locator("mark.a").all_inner_texts() == ["Overheidsparticipatie", "Overheidsparticipatie"]
    assert halves.nth(1).locator("h3").inner_text() == "Daar: 1 zin"
    assert halves.nth(1).locator("blockquote").all_inner_texts() == [
        "Zonder verbinding blijft overheidsparticipatie een woord."
    ]
    assert "band=c%3Aoverheidsparticipatie~c%3Averbinding" in visit.page.url
    halves.nth(1).get_by_text("Open in tekst").click()
    visit.page.locator("article.reader").wait_for()
    assert visit.page.locator("#asked").inner_text() == "Zonder verbinding blijft overheidsparticipatie een woord."


def test_a_click_on_a_line_opens_its_row(visit: Visit) -> None:
    go(visit, SIDES)
    visit.click_link("c:burgerparticipatie", "c:omgevingswet")
    visit.page.locator("tr.open").wait_for()
    visit.settle()
    assert visit.page.locator("tr.open button.title").inner_text() == "burgerparticipatie — Omgevingswet"
    assert visit.page.evaluate("begrippengraaf.picture.selection") == ["c:burgerparticipatie", "c:omgevingswet"]
    assert SELECTION.light in " ".join(lines(visit))


def test_a_click_on_a_node_leaves_only_its_links(visit: Visit) -> None:
    go(visit, SIDES)
    visit.click_node("c:omgevingswet")
    visit.page.wait_for_function("begrippengraaf.picture.links.size === 1")
    visit.settle()
    assert rows(visit) == ["burgerparticipatie — Omgevingswet"]
    visit.page.get_by_role("button", name="alleen Omgevingswet ×").click()
    visit.page.wait_for_function("begrippengraaf.picture.links.size === 5")


def test_an_address_opens_the_same_comparison_elsewhere(visit: Visit, browser: Any) -> None:
    go(visit, SIDES)
    visit.page.get_by_role("button", name="Band", exact=True).click()
    visit.settle()
    visit.page.get_by_role("button", name="overheidsparticipatie — verbinding").click()
    visit.page.locator(".halves").wait_for()
    visit.settle()
    with visit_elsewhere(browser, visit.address) as other:
        other.page.goto(visit.page.url)
        other.page.locator(".halves").wait_for(timeout=40_000)
        other.wait_for_picture()
        assert rows(other) == rows(visit) == sorted(rows(visit), key=str.casefold)
        assert (other.places(), lines(other)) == (visit.places(), lines(visit))


def test_nonsense_in_the_address_is_ignored_and_said(visit: Visit) -> None:
    go(visit, "?hier=onzin&samen=jaar&band=c:x~c:y&toon=niets")
    said = visit.page.locator(".ignored").first.inner_text()
    assert said == "Van het adres is dit niet herkend: hier=onzin; samen=jaar; band=c:x~c:y; toon=niets"


def test_years_are_chosen_with_the_two_ends_of_a_slider(visit: Visit) -> None:
    go(visit, "?hier=periode~2023~2025&daar=rest")
    visit.page.locator(".st-key-compare-period-here input").first.focus()
    visit.page.keyboard.press("ArrowRight")
    visit.page.wait_for_function("decodeURIComponent(location.search).includes('hier=periode~2024~2025')")
    visit.settle()
    assert "2024 – 2025; 3 teksten" in visit.page.locator(".st-key-compare-side-here").inner_text()


def test_without_a_mouse(visit: Visit) -> None:
    go(visit, SIDES)
    visit.page.get_by_role("button", name="Verschil", exact=False).focus()
    visit.page.keyboard.press("Tab")
    visit.page.keyboard.press("Enter")
    visit.page.locator("tr.open").wait_for()
    visit.settle()
    # What opened keeps the focus, so that Enter closes it again.
    visit.page.keyboard.press("Enter")
    visit.page.locator("tr.open").wait_for(state="detached")
    # In the picture: walk to the first node, and open it.
    visit.page.evaluate("begrippengraaf.root.focus()")
    visit.page.keyboard.press("n")
    visit.page.keyboard.press("Enter")
    visit.page.get_by_role("button", name="alleen verbinding ×").wait_for()


@pytest.mark.parametrize("width", [1400, 420])
def test_names_do_not_overlap_and_nothing_scrolls_sideways(visit: Visit, width: int) -> None:
    visit.page.set_viewport_size({"width": width, "height": 900})
    go(visit, SIDES)
    n_labels, collisions = find_collisions(visit)
    assert n_labels >= 5
    assert collisions == []
    assert visit.page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= width
