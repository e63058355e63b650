"""Dutch by default, English by a switch: on every page, for one visitor at a time, and back again."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote

import pytest

from tests.browser.conftest import Visit, visit_elsewhere
from tests.browser.test_access import PATHS, axe, look
from tests.dutch_words import find_dutch

__all__ = ["axe"]

# Every word that a visitor sees or hears, from the document and the components within it; not the words of the texts,
# which say that they are Dutch, and not what a style sheet takes away.
SAID = """() => {
  const said = [];
  const hear = (element) => {
    for (const name of ["aria-label", "aria-roledescription", "title", "placeholder", "alt"]) {
      if (element.getAttribute(name)) said.push(element.getAttribute(name));
    }
    for (const part of ["::before", "::after"]) {
      const text = /^"(.+)"$/.exec(getComputedStyle(element, part).content);
      if (text && /[a-z]/i.test(text[1])) said.push(text[1]);
    }
  };
  const walk = (node) => {
    if (node.nodeType === Node.TEXT_NODE) {
      const text = node.textContent.trim();
      const size = node.parentElement && getComputedStyle(node.parentElement).fontSize;
      if (text && size !== "0px") said.push(text);
      return;
    }
    if (node.nodeType === Node.ELEMENT_NODE) {
      if (["SCRIPT", "STYLE", "NOSCRIPT"].includes(node.tagName)) return;
      if (node !== document.documentElement && node.lang && node.lang !== document.documentElement.lang) return;
      if (node.dataset?.testid === "stIconMaterial") return;
      hear(node);
      if (node.shadowRoot) node.shadowRoot.childNodes.forEach(walk);
    }
    node.childNodes.forEach(walk);
  };
  walk(document.body);
  said.push(document.title);
  return said;
}"""


# The two ends of a slider are named by Streamlit, and then, a while after they were drawn, by the app.
NAMED = """(ends) => [...document.querySelectorAll('input[type=range][aria-label*=" — "]')]
    .every((end) => ends.includes(end.getAttribute("aria-label").split(" — ")[1]))"""
ENDS = {"nl": ["van", "tot en met"], "en": ["from", "up to"]}


def go(visit: Visit, path: str) -> None:
    visit.page.goto(f"{visit.address}/{path}")
    wait(visit, "en" if "taal=en" in path else "nl")


def wait(visit: Visit, language: str) -> None:
    """Wait until a page stands, and the words that are Streamlit's own have been put in its language."""
    visit.page.locator("h1").first.wait_for(state="attached", timeout=40_000)
    visit.page.wait_for_function("(language) => document.documentElement.lang === language", arg=language)
    visit.rest()
    visit.page.wait_for_function(NAMED, arg=ENDS[language])
    # Streamlit first looks beside the page for two files that stand at the root only; the browser reports both.
    visit.errors[:] = [error for error in visit.errors if "404" not in error]


def switch(visit: Visit, language: str) -> None:
    visit.page.locator(f"a.language[hreflang={language}]").click()
    wait(visit, language)


def said(visit: Visit) -> list[str]:
    found: list[str] = visit.page.evaluate(SAID)
    return found


def hear(visit: Visit, expected: list[str]) -> list[str]:
    """Return what is said as soon as it is what is expected, or when it has had time enough to be so."""
    for _ in range(100):
        if said(visit) == expected:
            break
        visit.page.wait_for_timeout(200)
    return said(visit)


def test_the_stop_list_finds_dutch(visit: Visit) -> None:
    """Else the tests below would pass whatever the pages say."""
    go(visit, "")
    found = find_dutch(said(visit))
    assert len(found) > 40
    assert "Klik op een begrip of een band" in found
    assert find_dutch(["Click a concept or a link", "De straat eerst"]) == []


def with_english(path: str) -> str:
    return f"{path}{'&' if '?' in path else '?'}taal=en"


@pytest.mark.parametrize("name", PATHS)
def test_every_page_is_english_throughout(visit: Visit, name: str) -> None:
    go(visit, with_english(PATHS[name]))
    assert visit.page.evaluate("document.documentElement.lang") == "en"
    assert find_dutch(said(visit)) == []
    assert "taal=en" in visit.page.url


# The same pages in Dutch are looked at in tests/browser/test_access.py.
@pytest.mark.slow
@pytest.mark.parametrize("name", PATHS)
def test_no_violation_on_any_english_page(visit: Visit, axe: str, name: str) -> None:
    go(visit, with_english(PATHS[name]))
    assert look(visit, axe) == []


PAGES = ("?kies=c:verbinding&kleur=groep", "volg?begrip=c:verbinding", "vergelijk", "inzichten", "documenten")


@pytest.mark.parametrize("path", [*PAGES, "documenten?tekst=d:bruggen-slaan"])
def test_the_switch_changes_the_language_and_nothing_else(visit: Visit, browser: Any, path: str) -> None:
    go(visit, path)
    before, address = said(visit), visit.page.url
    switch(visit, "en")
    english = said(visit)
    assert find_dutch(english) == []
    assert unquote(visit.page.url) == with_english(unquote(address))
    with visit_elsewhere(browser, visit.address) as elsewhere:
        elsewhere.page.goto(visit.page.url)
        wait(elsewhere, "en")
        assert hear(elsewhere, english) == english
    switch(visit, "nl")
    assert unquote(visit.page.url) == unquote(address)
    assert hear(visit, before) == before


def test_the_back_button_goes_back_to_the_other_language(visit: Visit) -> None:
    go(visit, "?kies=c:verbinding")
    switch(visit, "en")
    visit.page.go_back()
    wait(visit, "nl")
    visit.panel().get_by_text("Sterkste banden").first.wait_for()
    assert "taal" not in visit.page.url


def test_the_switch_works_by_keyboard_and_is_named(visit: Visit) -> None:
    go(visit, "inzichten")
    links = visit.page.locator("nav.languages a")
    assert [link.get_attribute("aria-current") for link in links.all()] == ["true", None]
    assert visit.page.get_by_role("link", name="English").get_attribute("lang") == "en"
    visit.page.get_by_role("link", name="English").focus()
    visit.page.keyboard.press("Enter")
    wait(visit, "en")
    assert [link.get_attribute("aria-current") for link in links.all()] == [None, "true"]


def test_english_goes_along_to_every_page_and_link(visit: Visit) -> None:
    go(visit, "?taal=en&kies=c:verbinding")
    for name in ("Follow a concept", "Compare", "Insights", "Documents", "Explore"):
        visit.page.locator(".st-key-header").get_by_role("link", name=name, exact=True).click()
        visit.page.wait_for_function("(title) => document.title === title", arg=f"{name} – Begrippengraaf")
        wait(visit, "en")
        assert "taal=en" in visit.page.url, name
        hrefs = visit.page.evaluate(
            "[...document.querySelectorAll('a[href]')].filter((link) => !link.matches('.language, [href^=\"#\"]'))"
            ".map((link) => link.href)"
        )
        assert [href for href in hrefs if href.startswith(visit.address) and "taal=en" not in href] == [], name
    assert "kies=c:verbinding" in unquote(visit.page.url)
    visit.panel().get_by_role("link", name="Follow this through the texts").click()
    visit.page.get_by_role("heading", name="By text").wait_for(state="attached")
    assert "taal=en" in visit.page.url


def test_a_click_in_the_picture_speaks_english(visit: Visit) -> None:
    """A click runs only a part of the page again, and its callback before that."""
    visit.open("?taal=en")
    visit.click_node("c:vertrouwen")
    visit.panel().locator("h2", has_text="vertrouwen").wait_for()
    visit.settle()
    assert find_dutch(said(visit)) == []
    assert visit.panel().get_by_text("Strongest links").count() == 1


def test_two_visitors_with_two_languages_do_not_mix(visit: Visit, browser: Any) -> None:
    """They share one server, and all that it keeps."""
    with visit_elsewhere(browser, visit.address, "en-GB") as english:
        for node_id, label in (("c:verbinding", "verbinding"), ("c:vertrouwen", "vertrouwen")):
            visit.open("?kleur=groep")
            english.open("?kleur=groep&taal=en")
            for one, words in ((visit, "Sterkste banden"), (english, "Strongest links"), (visit, "Sterkste banden")):
                one.click_node(node_id)
                one.panel().locator("h2", has_text=label).wait_for()
                one.panel().get_by_text(words).first.wait_for()
                one.settle()
            reasons = "Object.values(begrippengraaf.network.body.data.nodes._data).map((node) => node.title).join()"
            if not english.page.evaluate(reasons):
                reasons = "[...begrippengraaf.picture.rows.values()].map((row) => row.title).join()"
            assert "mentions" not in visit.page.evaluate(reasons) and " keer in " in visit.page.evaluate(reasons)
            assert " keer in " not in english.page.evaluate(reasons) and " times in " in english.page.evaluate(reasons)
            assert find_dutch(said(english)) == []
        for path in PAGES:
            english.page.goto(f"{visit.address}/{with_english(path)}")
            go(visit, path)
            wait(english, "en")
            english_words, dutch_words = said(english), said(visit)
            assert find_dutch(english_words) == []
            assert len(find_dutch(dutch_words)) > 10, path


def test_an_unknown_language_is_dutch(visit: Visit) -> None:
    go(visit, "inzichten?taal=tlh")
    assert visit.page.evaluate("document.documentElement.lang") == "nl"
    assert len(find_dutch(said(visit))) > 10
