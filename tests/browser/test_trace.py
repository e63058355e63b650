"""The page 'Volg een begrip' in a real Chromium, on the hand-made graph of tests/fixture_graph.py."""

from __future__ import annotations

import csv
import re
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import Visit, visit_elsewhere

QUERIES = ["", "?begrip=c:verbinding", "?begrip=c:verbinding~p:els-brink"]


def go(visit: Visit, query: str = "") -> None:
    """Open the page at an address of its own."""
    visit.page.goto(f"{visit.address}/volg{query}")
    visit.page.locator(".trace h1").wait_for(timeout=40_000)
    visit.settle()
    # Streamlit first looks beside the page for two files that stand at the root only; the browser reports both.
    visit.errors[:] = [error for error in visit.errors if "404" not in error]


def field(visit: Visit, place: int = 0) -> Any:
    return visit.page.get_by_role("combobox").filter(visible=True).and_(visit.page.locator("#term")).nth(place)


def lines(visit: Visit) -> list[str]:
    """Return the concordance, one line a mention."""
    rows = visit.page.locator("table.lines").first.locator("tbody tr").all()
    return [" | ".join(cell.inner_text() for cell in row.locator("td").all()[:3]) for row in rows]


def test_typing_proposes_and_choosing_opens(visit: Visit) -> None:
    go(visit)
    field(visit).click()
    field(visit).type("verbindt")
    visit.page.get_by_role("option", name=re.compile("verbindt → verbinding")).click()
    visit.page.locator("h1", has_text="verbinding").wait_for()
    visit.settle()
    assert visit.page.url.endswith("/volg?begrip=c%3Averbinding")


def test_the_keyboard_alone_will_do(visit: Visit) -> None:
    go(visit)
    field(visit).focus()
    visit.page.keyboard.type("els")
    visit.page.keyboard.press("Enter")
    visit.page.locator("h1", has_text="Els Brink").wait_for()
    visit.settle()
    link = visit.page.locator('a[data-key="orde-links"]')
    link.focus()
    visit.page.keyboard.press("Enter")
    visit.page.locator('a[data-key="orde-links"][aria-current]').wait_for()
    visit.settle()
    assert visit.page.evaluate("document.activeElement.dataset.key") == "orde-links"


def test_near_spellings_while_typing_and_in_the_address(visit: Visit) -> None:
    go(visit)
    field(visit).click()
    field(visit).type("decentralisaite")
    assert visit.page.locator(".note").first.inner_text() == "Niets gevonden. Bedoelt u:"
    assert visit.page.get_by_role("option").first.inner_text().startswith("decentralisatie")
    field(visit).fill("qqqqqqq")
    assert visit.page.locator(".note").first.inner_text() == "Niets gevonden; probeer een ander woord."
    go(visit, "?begrip=verbindnig")
    visit.page.locator(".ignored a", has_text="verbinding").click()
    visit.page.locator("h1", has_text="verbinding").wait_for()


def test_order_and_width_change_the_lines_and_the_address(visit: Visit) -> None:
    go(visit, "?begrip=c:verbinding")
    assert lines(visit)[2] == "Overheidsparticipatie vraagt om | verbinding | in de straat."
    visit.page.locator('a[data-key="orde-links"]').click()
    visit.page.locator('a[data-key="orde-links"][aria-current]').wait_for()
    visit.page.locator('a[data-key="woorden-5"]').click()
    visit.page.locator('a[data-key="woorden-5"][aria-current]').wait_for()
    visit.settle()
    assert lines(visit)[:2] == [
        "vertrouwen groeien waar men elkaar | verbindt | .",
        "raad. Overheidsparticipatie heet dat, en | verbinding | is de naam ervoor.",
    ]
    assert visit.page.url.endswith("?begrip=c%3Averbinding&orde=links&woorden=5")


def test_an_address_opens_the_same_view_elsewhere(visit: Visit, browser: Any) -> None:
    query = "?begrip=c:verbinding~p:els-brink&orde=rechts&woorden=20&samen=alinea"
    with visit_elsewhere(browser, visit.address) as other:
        for one in (visit, other):
            go(one, query)
            one.page.get_by_text("Bewaar om af te drukken").first.wait_for()  # the last thing on the page
        shown = visit.page.locator(".st-key-volg").inner_text()
        assert other.page.locator(".st-key-volg").inner_text() == shown


def test_back_returns_to_the_former_term(visit: Visit) -> None:
    go(visit, "?begrip=c:verbinding")
    visit.page.locator("p.names a", has_text="Els Brink").click()
    visit.page.locator("h1", has_text="Els Brink").wait_for()
    visit.settle()
    visit.page.go_back()
    visit.page.locator("h1", has_text="verbinding").wait_for()


def test_a_second_term_beside_the_first(visit: Visit) -> None:
    go(visit, "?begrip=c:verbinding")
    field(visit, 1).click()
    field(visit, 1).type("vertrouwen")
    visit.page.get_by_role("option", name=re.compile("vertrouwen")).click()
    visit.page.locator("h1", has_text="vertrouwen").wait_for()
    visit.settle()
    assert visit.page.locator("h1").inner_text() == "verbinding en vertrouwen"
    assert visit.page.url.endswith("?begrip=c%3Averbinding~c%3Avertrouwen")
    boxes = [visit.page.locator(".st-key-volg-pair > *").nth(n).bounding_box() for n in (0, 1)]
    assert abs(boxes[0]["y"] - boxes[1]["y"]) < 2
    assert boxes[0]["x"] + boxes[0]["width"] <= boxes[1]["x"]


def test_from_a_line_to_its_text_and_from_the_term_to_the_graph(visit: Visit) -> None:
    go(visit, "?begrip=c:verbinding")
    visit.page.locator("table.lines a").nth(1).click()
    visit.page.locator("#asked").wait_for()
    assert visit.page.locator("#asked").inner_text() == "Wie verbindt, deelt ook zeggenschap, zegt Els Brink."
    go(visit, "?begrip=c:verbinding")
    visit.page.get_by_text("Toon in de graaf").click()
    visit.wait_for_picture()
    assert visit.page.evaluate("begrippengraaf.picture.selection") == ["c:verbinding"]


def test_what_is_saved_is_what_is_shown(visit: Visit, tmp_path: Path) -> None:
    go(visit, "?begrip=c:verbinding")

    def save(label: str) -> str:
        with visit.page.expect_download() as found:
            visit.page.get_by_role("button", name=label).click()
        path = tmp_path / found.value.suggested_filename
        found.value.save_as(path)
        return path.read_text(encoding="utf-8")

    assert len(list(csv.reader(StringIO(save("Bewaar per tekst (CSV)"))))) == 5
    assert len(list(csv.reader(StringIO(save("Bewaar zinnen (CSV)"))))) == 8
    page = save("Bewaar om af te drukken")
    path = tmp_path / "afdruk.html"
    path.write_text(page, encoding="utf-8")
    visit.page.context.set_offline(True)
    visit.page.goto(path.as_uri())
    assert visit.page.locator("h1").inner_text() == "verbinding"
    assert visit.page.locator("table.lines tbody tr").count() == 7
    assert visit.page.evaluate("globalThis.pwned === undefined")


@pytest.mark.parametrize("query", QUERIES)
def test_nothing_is_wider_than_the_screen(visit: Visit, query: str) -> None:
    for width in (1400, 420):
        visit.page.set_viewport_size({"width": width, "height": 900})
        go(visit, query)
        assert visit.page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= width


def test_labels_of_neighbours_overlap_neither_each_other_nor_the_head(visit: Visit) -> None:
    go(visit, "?begrip=c:verbinding")
    head = visit.page.locator(".trace .sub").bounding_box()
    for span in visit.page.locator("th.slant a").all():
        assert span.bounding_box()["y"] >= head["y"] + head["height"]
