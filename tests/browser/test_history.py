"""The back button, from one page of the app to another and back to the very view that was left."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.browser.conftest import Visit

SIDES = "hier=auteurs~Redactie&daar=auteurs~Tom%20Akkers&band=c:overheidsparticipatie~c:verbinding"


def search(visit: Visit) -> None:
    visit.page.get_by_placeholder("Zoek begrip, persoon of document").click()
    visit.page.keyboard.type("Joris")
    visit.page.wait_for_timeout(500)
    visit.page.keyboard.press("Enter")


def press_link(name: str) -> Callable[[Visit], None]:
    return lambda visit: visit.page.get_by_role("link", name=name).first.click()


@pytest.mark.parametrize(
    ("path", "act", "there"),
    [
        ("documenten?volgorde=datum", search, "/?kies=p%3Ajoris-de-waal"),
        ("documenten?tekst=d:bruggen-slaan", search, "/?kies=p%3Ajoris-de-waal"),
        ("inzichten?samen=zin", search, "/?kies=p%3Ajoris-de-waal"),
        ("volg?begrip=c:verbinding", search, "/?kies=p%3Ajoris-de-waal"),
        (f"vergelijk?{SIDES}", search, "/?kies=p%3Ajoris-de-waal"),
        ("documenten?open=d:bruggen-slaan", press_link("Toon in de graaf"), "/?kies=d%3Abruggen-slaan"),
        ("documenten?open=d:bruggen-slaan", press_link("Lees de tekst"), "/documenten?tekst=d%3Abruggen-slaan"),
        (f"vergelijk?{SIDES}", press_link("Open in tekst"), "/documenten?tekst=d%3A"),
        ("volg?begrip=c:verbinding", press_link("Toon in de graaf"), "/?kies=c%3Averbinding"),
    ],
)
def test_back_leads_to_the_view_that_was_left(
    visit: Visit, path: str, act: Callable[[Visit], None], there: str
) -> None:
    start = f"{visit.address}/{path}"
    visit.page.goto(start)
    visit.page.locator("h1").first.wait_for(state="attached", timeout=40_000)
    visit.settle()
    visit.errors[:] = [error for error in visit.errors if "404" not in error]
    before = visit.page.url
    heading = visit.page.locator("h1").first.inner_text()
    steps = visit.page.evaluate("history.length")
    act(visit)
    visit.page.wait_for_function("(there) => location.href.includes(there)", arg=there)
    visit.settle()
    assert visit.page.url.startswith(f"{visit.address}{there}")
    assert visit.page.evaluate("history.length") == steps + 1
    visit.page.go_back()
    visit.page.wait_for_function("(before) => location.href === before", arg=before)
    visit.settle()
    assert visit.page.url == before
    assert visit.page.locator("h1").first.inner_text() == heading
