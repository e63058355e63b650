"""WCAG 2.1 A and AA on every page, light and dark, at a desk's width and a phone's: axe-core over the whole page.

Nothing is left out. What each of these states shows is on the screen when axe looks at it.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal, cast

import pytest

from tests.browser.conftest import Visit, give_up

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]
WIDTHS = (1400, 420)
SIDES = "hier=auteurs~Redactie&daar=auteurs~Tom Akkers"
PATHS = {
    "explore": "",
    "explore-node": "?kies=c:verbinding",
    "explore-concordance": "?kies=c:verbinding&regels=links",
    "explore-document": "?kies=d:bruggen-slaan",
    "explore-link": "?kies=c:verbinding~c:overheidsparticipatie",
    "explore-way": "?pad=c:vertrouwen~c:overheidsparticipatie",
    "explore-filtered": "?teksten=d:bruggen-slaan~d:de-straat-eerst&auteurs=Redactie~Griffie&periode=2023~2025"
    "&verborgen=c:omgevingswet&kleur=groep&ruggengraat=ja",
    "explore-nonsense": "?kies=c:bestaat-niet&samen=onzin",
    "explore-nothing": "?soorten=geen",
    "explore-table": "?vorm=tabel&kies=c:verbinding",
    "trace": "volg",
    "trace-one": "volg?begrip=c:verbinding",
    "trace-two": "volg?begrip=c:verbinding~p:els-brink",
    "trace-unknown": "volg?begrip=verbindnig",
    "compare": f"vergelijk?{SIDES}",
    "compare-link": f"vergelijk?{SIDES}&band=c:overheidsparticipatie~c:verbinding",
    "insights": "inzichten",
    "insights-whole": "inzichten?samen=zin&wie=alles&heel=samenhang~tussen~ontbreekt~dun",
    "documents": "documenten",
    "documents-row": "documenten?open=d:bruggen-slaan",
    "reader": "documenten?tekst=d:bruggen-slaan&zin=d:bruggen-slaan.s1",
}


@pytest.fixture(scope="session")
def axe() -> str:
    """The script of axe-core."""
    try:
        import axe_playwright_python
    except ImportError:
        give_up("axe-playwright-python is not installed")
    return (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")


def look(visit: Visit, axe: str) -> list[Any]:
    """Return every violation on the page as it stands: the rule, how much and where."""
    visit.page.evaluate(axe)
    found: list[Any] = visit.page.evaluate(
        """(rules) => axe.run(document, { runOnly: rules }).then((result) => {
            if (result.passes.length < 15) throw new Error("axe saw next to nothing");
            return result.violations.map((one) => [one.id, one.nodes.map((node) => node.target.join(" "))]);
        })""",
        RULES,
    )
    return found


def check(visit: Visit, axe: str) -> None:
    for width in WIDTHS:
        visit.page.set_viewport_size({"width": width, "height": 900})
        visit.page.wait_for_timeout(300)
        assert look(visit, axe) == [], width


def go(visit: Visit, path: str, scheme: str) -> None:
    visit.page.emulate_media(color_scheme=cast(Literal["light", "dark"], scheme))
    visit.page.goto(f"{visit.address}/{path}")
    visit.page.locator("h1").first.wait_for(state="attached", timeout=40_000)
    # A widget comes as a grey bar first.
    visit.page.wait_for_function("!document.querySelector('[data-testid=stSkeleton]')", timeout=40_000)
    visit.page.wait_for_selector('[data-test-script-state="notRunning"]', state="attached", timeout=60_000)
    visit.settle()
    # Streamlit first looks beside the page for two files that stand at the root only; the browser reports both.
    visit.errors[:] = [error for error in visit.errors if "404" not in error]


@pytest.mark.parametrize("scheme", ["light", pytest.param("dark", marks=pytest.mark.slow)])
@pytest.mark.parametrize("name", PATHS)
def test_no_violation_on_any_page(visit: Visit, axe: str, name: str, scheme: str) -> None:
    go(visit, PATHS[name], scheme)
    check(visit, axe)


def test_every_page_of_the_header_is_looked_at(visit: Visit, axe: str) -> None:
    """Pages that are not in the list above are looked at here."""
    go(visit, "", "light")
    links = visit.page.locator(".st-key-header [data-testid=stPageLink-NavLink]")
    paths = [str(link.get_attribute("href")).split("?")[0].strip("/") for link in links.all()]
    assert len(paths) >= 5
    listed = {path.split("?")[0] for path in PATHS.values()}
    for path in paths:
        if path not in listed:
            for scheme in ("light", "dark"):
                go(visit, path, scheme)
                check(visit, axe)


def open_search(visit: Visit) -> None:
    visit.page.locator(".st-key-search-box input").click()
    visit.page.keyboard.type("verb")
    visit.page.get_by_role("option").first.wait_for()


def open_choice(visit: Visit) -> None:
    visit.page.locator(".st-key-several-authors input").click()
    visit.page.get_by_role("option").first.wait_for()


def open_help(visit: Visit) -> None:
    visit.page.get_by_role("button", name="Hulp").click()
    visit.page.get_by_text("Toetsen", exact=True).click()


def ask_route(visit: Visit) -> None:
    visit.panel().get_by_role("button", name="Zoek een weg vanaf hier").click()
    visit.page.locator(".st-key-panel [class*=st-key-route-from] input").wait_for()


def save_dialog(visit: Visit) -> None:
    visit.page.get_by_role("button", name="Bewaar dit beeld").click()
    visit.page.get_by_role("dialog").wait_for()


def export_dialog(visit: Visit) -> None:
    visit.page.get_by_role("button", name="Exporteren").click()
    visit.page.get_by_role("dialog").wait_for()


@pytest.mark.parametrize("scheme", ["light", pytest.param("dark", marks=pytest.mark.slow)])
@pytest.mark.parametrize(
    ("query", "act"),
    [
        ("", open_search),
        ("", open_choice),
        ("", open_help),
        ("?kies=c:verbinding", ask_route),
        ("", save_dialog),
        ("", export_dialog),
    ],
    ids=["search", "choice", "help", "route", "save", "export"],
)
def test_no_violation_in_what_opens(
    visit: Visit, axe: str, query: str, act: Callable[[Visit], None], scheme: str
) -> None:
    go(visit, query, scheme)
    act(visit)
    visit.settle()
    assert look(visit, axe) == []
