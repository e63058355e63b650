"""The page that compares two selections, in a real Chromium, on the hand-made graph of tests/fixture_graph.py."""

from __future__ import annotations

from typing import Any

import pytest

from tests.browser.conftest import Visit

LABELS = "begrippengraafCompared.labels.map(({ box }) => box)"
SIDES = "?hier=auteurs~Redactie&daar=auteurs~Tom Akkers"


def go(visit: Visit, query: str = "") -> None:
    """Open the page at an address of its own."""
    visit.page.goto(f"{visit.address}/vergelijk{query}")
    visit.page.locator("h1", has_text="Vergelijk").wait_for(timeout=40_000)
    visit.page.locator("svg[role=img]").wait_for()
    visit.settle()
    # Streamlit first looks beside the page for two files that stand at the root only; the browser reports both.
    visit.errors[:] = [error for error in visit.errors if "404" not in error]


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
    assert visit.page.locator("line.here").count() == 1
    assert visit.page.locator("line.there").count() == 1
    assert visit.page.locator("line.both").count() == 3
    visit.page.get_by_text("Alleen daar 1").click()
    visit.page.wait_for_function("begrippengraafCompared.data.links.length === 1")
    visit.settle()
    assert visit.page.locator("line.here").count() == 0
    assert rows(visit) == ["vertrouwen — Els Brink"]
    assert "toon=daar" in visit.page.url


def test_a_filter_moves_no_node(visit: Visit) -> None:
    go(visit, SIDES)
    places = "Object.fromEntries(begrippengraafCompared.data.nodes.map((node) => [node.id, [node.x, node.y]]))"
    before = visit.page.evaluate(places)
    visit.page.get_by_text("In beide 3").click()
    visit.page.wait_for_function("begrippengraafCompared.data.links.length === 3")
    after = visit.page.evaluate(places)
    assert after == {node_id: before[node_id] for node_id in after}
    assert after["c:verbinding"] == [0.0, 0.0]


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
    spot = visit.page.evaluate(
        """() => {
            const pair = "c:burgerparticipatie~c:omgevingswet";
            const line = begrippengraafCompared.root.querySelector(`[data-value="${pair}"]`);
            const box = begrippengraafCompared.root.querySelector("svg").getBoundingClientRect();
            const at = (name) => Number(line.getAttribute(name));
            return [box.left + (at("x1") + at("x2")) / 2, box.top + (at("y1") + at("y2")) / 2];
        }"""
    )
    visit.page.mouse.click(*spot)
    visit.page.locator("tr.open").wait_for()
    visit.settle()
    assert visit.page.locator("tr.open button.title").inner_text() == "burgerparticipatie — Omgevingswet"
    assert visit.page.locator("line.chosen").count() == 1


def test_an_address_opens_the_same_comparison_elsewhere(visit: Visit, browser: Any) -> None:
    go(visit, SIDES)
    visit.page.get_by_role("button", name="Band", exact=True).click()
    visit.settle()
    visit.page.get_by_role("button", name="overheidsparticipatie — verbinding").click()
    visit.page.locator(".halves").wait_for()
    visit.settle()
    other = Visit(browser.new_context(viewport={"width": 1400, "height": 900}).new_page(), visit.address)
    other.page.goto(visit.page.url)
    other.page.locator(".halves").wait_for(timeout=40_000)
    other.settle()
    assert rows(other) == rows(visit) == sorted(rows(visit), key=str.casefold)
    assert other.page.evaluate("begrippengraafCompared.data") == visit.page.evaluate("begrippengraafCompared.data")
    other.page.context.close()


def test_nonsense_in_the_address_is_ignored_and_said(visit: Visit) -> None:
    go(visit, "?hier=onzin&samen=jaar&band=c:x~c:y&toon=niets")
    said = visit.page.locator(".ignored").first.inner_text()
    assert said == "Van het adres is dit niet herkend: hier=onzin; samen=jaar; band=c:x~c:y; toon=niets"


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


@pytest.mark.parametrize("width", [1400, 420])
def test_names_do_not_overlap_and_nothing_scrolls_sideways(visit: Visit, width: int) -> None:
    visit.page.set_viewport_size({"width": width, "height": 900})
    go(visit, SIDES)
    boxes = visit.page.evaluate(LABELS)
    assert len(boxes) >= 5
    for place, a in enumerate(boxes):
        assert a["left"] >= 0 and a["right"] <= width
        for b in boxes[place + 1 :]:
            assert (
                a["right"] <= b["left"] or b["right"] <= a["left"] or a["bottom"] <= b["top"] or b["bottom"] <= a["top"]
            )
    assert visit.page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= width
