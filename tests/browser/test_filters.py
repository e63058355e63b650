"""Every filter of the explorer in a real Chromium: effective at once, a chip with what is left, gone with the chip."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from tests.browser.conftest import Visit

DRAWN = """({
    ids: [...begrippengraaf.picture.rows.keys()].sort(),
    links: [...begrippengraaf.picture.links.keys()].sort(),
})"""
COUNTS = re.compile(r"([\d.]+) kno(?:op|pen), ([\d.]+) banden?|([\d.]+) kno(?:op|pen), 1 band")


def drawn(visit: Visit) -> Any:
    return visit.page.evaluate(DRAWN)


def counted(visit: Visit) -> tuple[int, int]:
    """Return how many nodes and links the line with the chips says are left."""
    nodes, links = re.findall(r"[\d.]+", visit.page.locator(".st-key-chips .left").inner_text())
    return int(nodes.replace(".", "")), int(links.replace(".", ""))


def choose_option(visit: Visit, key: str, text: str) -> None:
    """Choose from a list to choose one or several from."""
    visit.page.locator(f".st-key-{key} input").first.scroll_into_view_if_needed()
    visit.settle()  # a list closes when what it stands in scrolls
    visit.page.locator(f".st-key-{key} input").first.click()
    visit.page.get_by_role("option", name=text).first.click()
    visit.page.keyboard.press("Escape")


def tick(visit: Visit, text: str) -> None:
    visit.page.locator(".st-key-filters").get_by_text(text, exact=False).first.click()


def slide(visit: Visit, key: str, press: str, thumb: int = 0) -> None:
    visit.page.locator(f".st-key-{key} input").nth(thumb).focus()
    visit.page.keyboard.press(press)


def segment(visit: Visit, key: str, text: str) -> None:
    visit.page.locator(f".st-key-{key}").get_by_text(text, exact=True).click()


def choose_texts(visit: Visit) -> None:
    tick(visit, "Alle 8 teksten")
    choose_option(visit, "documents", "Bruggen slaan")


FILTERS: list[tuple[str, str, Callable[[Visit], None], str, str]] = [
    # name, where to begin, what is done, what the address says, what the chip says
    (
        "projection",
        "",
        lambda v: choose_option(v, "projection", "begrip – begrip"),
        "toon=begrippen",
        "begrip – begrip",
    ),
    ("documents", "", choose_texts, "teksten=d:bruggen-slaan", "Bruggen slaan"),
    ("authors", "", lambda v: choose_option(v, "several-authors", "Griffie"), "auteurs=Griffie", "auteur Griffie"),
    ("period", "", lambda v: slide(v, "period", "ArrowRight"), "periode=2024~2026", "2024 – 2026"),
    ("window", "", lambda v: segment(v, "window", "document"), "samen=tekst", "per document"),
    ("threshold", "", lambda v: slide(v, "threshold", "End"), "vanaf=", "log-likelihood vanaf"),
    ("chance", "", lambda v: tick(v, "alleen q"), "toeval=0,05", "q < 0,05"),
    ("backbone", "", lambda v: tick(v, "alleen de ruggengraat"), "ruggengraat=ja", "alleen de ruggengraat"),
    ("groups", "", lambda v: choose_option(v, "several-groups", "Omgevingswet"), "groepen=c:omgevingswet", "groep"),
    ("at most", "", lambda v: slide(v, "max_nodes", "Home"), "hoogstens=", "top "),
    ("theme", "", lambda v: legend(v, "Participatie"), "themas=Participatie", "Participatie"),
    ("hidden", "?kies=c:verbinding", lambda v: panel(v, "Verberg deze knoop"), "verborgen=c:verbinding", "zonder verb"),
    ("focus", "?kies=c:verbinding", lambda v: panel(v, "Alleen de omgeving"), "rond=c:verbinding", "1 stap rond verb"),
]


def legend(visit: Visit, text: str) -> None:
    visit.page.locator(".st-key-legend").get_by_role("button", name=text, exact=True).click()


def panel(visit: Visit, text: str) -> None:
    visit.panel().get_by_role("button", name=text).click()


def wait_for(visit: Visit, words: str) -> None:
    visit.page.wait_for_function("(words) => decodeURIComponent(location.search).includes(words)", arg=words)
    visit.settle()


@pytest.mark.parametrize(("name", "query", "act", "words", "chip"), FILTERS, ids=[one[0] for one in FILTERS])
def test_a_filter_is_effective_at_once_and_goes_with_its_chip(
    visit: Visit, name: str, query: str, act: Callable[[Visit], None], words: str, chip: str
) -> None:
    visit.open(query)
    before = drawn(visit)
    assert counted(visit) == (len(before["ids"]), len(before["links"]))
    act(visit)
    wait_for(visit, words)
    after = drawn(visit)
    assert after != before
    assert counted(visit) == (len(after["ids"]), len(after["links"]))
    visit.page.locator(".st-key-chips").get_by_role("button", name=chip).first.click()
    if name == "threshold":  # without a threshold every link is drawn; with none chosen the view chooses one
        wait_for(visit, "vanaf=0")
    else:
        gone = "(words) => !decodeURIComponent(location.search).includes(words)"
        visit.page.wait_for_function(gone, arg=words)
        visit.settle()
    assert drawn(visit)["ids"] == before["ids"]


def test_a_measure_has_its_own_histogram_and_threshold(visit: Visit) -> None:
    visit.open()
    bars = visit.page.locator(".st-key-filters .histogram")
    before = bars.inner_html()
    choose_option(visit, "measure", "npmi")
    wait_for(visit, "maat=npmi")
    assert bars.inner_html() != before
    n_shown, n_all = re.findall(r"[\d.]+", str(bars.get_attribute("aria-label")))
    assert int(n_all) >= int(n_shown) == counted(visit)[1]
    slide(visit, "threshold", "End")
    wait_for(visit, "vanaf=")
    n_shown = re.findall(r"[\d.]+", str(bars.get_attribute("aria-label")))[0]
    assert int(n_shown) == counted(visit)[1] < int(n_all)


def test_the_surroundings_of_one_and_of_two_in_one_to_three_steps(visit: Visit) -> None:
    visit.open("?toon=begrippen&toeval=alles&rond=c:vertrouwen")
    assert drawn(visit)["ids"] == ["c:verbinding", "c:vertrouwen"]
    visit.page.locator(".st-key-steps").get_by_text("2", exact=True).click()
    wait_for(visit, "stappen=2")
    assert drawn(visit)["ids"] == ["c:overheidsparticipatie", "c:verbinding", "c:vertrouwen"]
    visit.page.locator(".st-key-steps").get_by_text("3", exact=True).click()
    wait_for(visit, "stappen=3")
    # A second node in the middle: what is near either of them.
    visit.page.locator(".st-key-steps").get_by_text("1", exact=True).click()
    visit.page.wait_for_function("!location.search.includes('stappen')")
    visit.settle()
    visit.page.get_by_placeholder("Zoek begrip, persoon of document").click()
    visit.page.keyboard.type("Omgevingswet")
    visit.page.get_by_role("option", name=re.compile("Omgevingswet")).first.click()
    visit.panel().get_by_role("button", name="Ook de omgeving hiervan").click()
    wait_for(visit, "rond=c:vertrouwen~c:omgevingswet")
    assert drawn(visit)["ids"] == ["c:burgerparticipatie", "c:omgevingswet", "c:verbinding", "c:vertrouwen"]


def test_a_line_of_the_legend_filters_and_brings_back(visit: Visit) -> None:
    visit.open()
    everything = drawn(visit)
    for text, kind in (("persoon", "p:"), ("document", "d:"), ("begrip", "c:")):
        legend(visit, text)
        visit.page.wait_for_function(
            "(kind) => [...begrippengraaf.picture.rows.keys()].every((id) => id.startsWith(kind))", arg=kind
        )
        visit.settle()
        legend(visit, text)
        visit.page.wait_for_function("(n) => begrippengraaf.picture.rows.size === n", arg=len(everything["ids"]))
        visit.settle()
    assert drawn(visit) == everything


def test_size_and_colour_tell_what_was_asked(visit: Visit) -> None:
    def looks(field: str) -> Any:
        return visit.page.evaluate(
            f"Object.fromEntries([...begrippengraaf.picture.rows.values()].map((row) => [row.id, row.{field}]))"
        )

    visit.open()
    sizes = looks("size")
    assert sizes["c:verbinding"] == max(sizes.values())
    choose_option(visit, "sizing", "alle even groot")
    wait_for(visit, "grootte=gelijk")
    equal = {size for node_id, size in looks("size").items() if node_id.startswith("c:")}
    assert len(equal) == 1
    shapes = looks("form")
    kinds = {node_id[0]: shape for node_id, shape in shapes.items()}
    assert len(set(kinds.values())) == len(kinds) == 3, "a kind is told by its shape as well"
    former = looks("light")
    visit.page.locator(".st-key-colouring").get_by_text("soort", exact=True).click()
    wait_for(visit, "kleur=soort")
    colours = looks("light")
    assert colours != former
    of_kind = {(node_id[0], str(colour)) for node_id, colour in colours.items()}
    assert len(of_kind) == 3


def test_hover_says_why_a_node_is_this_big(visit: Visit) -> None:
    visit.open("?grootte=tussen")
    place = visit.places()["c:verbinding"]
    x, y = visit.spot(place["x"], place["y"])
    visit.page.mouse.move(x - 30, y - 30)
    visit.page.mouse.move(x, y, steps=4)
    tip = visit.page.locator("div.vis-tooltip")
    tip.wait_for(state="visible")
    assert re.search(r"verbinding\n.*1e in tussenpositie van \d+", tip.inner_text(), re.S)


def test_labels_that_gave_way_appear_when_zooming_in(visit: Visit) -> None:
    visit.page.set_viewport_size({"width": 420, "height": 900})
    visit.open("?soorten=begrip~persoon~document~organisatie~plaats~voorgesteld")
    labelled = "begrippengraaf.picture.visibleLabels.map(({ id }) => id)"
    first = visit.page.evaluate(labelled)
    ranks = visit.page.evaluate(
        "Object.fromEntries([...begrippengraaf.picture.rows.values()].map((row) => [row.id, row.rank]))"
    )
    assert min(ranks, key=ranks.__getitem__) in first
    gave_way = sorted(set(ranks) - set(first))
    assert gave_way, "on a phone not every label fits: else this shows nothing"
    for node_id in gave_way:
        place = visit.places()[node_id]
        visit.page.evaluate("(at) => begrippengraaf.network.moveTo({ position: at, scale: 2 })", place)
        visit.page.wait_for_function(f"(id) => {labelled}.includes(id)", arg=node_id)


def test_the_sentence_is_the_text_alternative(visit: Visit) -> None:
    for query in ("", "?kies=c:verbinding", "?kies=c:verbinding~c:vertrouwen", "?soorten=persoon"):
        visit.open(query)
        said = visit.page.locator(".said").inner_text()
        assert len(said) > 20
        label = visit.page.get_by_role("application").get_attribute("aria-label")
        assert str(label).replace("\xa0", " ").startswith(said.replace("\xa0", " "))
