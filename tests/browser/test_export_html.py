"""The offline page in a real browser without a network: click, search, read; nothing asked for, nothing in the way."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from graph.export.bundle import Bundle
from graph.export.html import export_html, make_page
from tests import fixture_graph
from tests.browser.conftest import give_up
from tests.export_bundles import EMPTY, EVERYTHING, NASTY, big_bundle, fixture_bundle

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

READY = (
    "globalThis.begrippengraaf && begrippengraaf.evidence && (!begrippengraaf.picture || begrippengraaf.picture.fitted)"
)


def wait_until(page: Page, expression: str, patience: float = 30.0) -> None:
    """Wait until ``expression`` holds. The page's own policy forbids what ``wait_for_function`` does: evaluate text."""
    deadline = time.monotonic() + patience
    while not page.evaluate(expression):
        assert time.monotonic() < deadline, f"never came true: {expression}"
        page.wait_for_timeout(50)


@dataclass
class Reader:
    """One window in which the page is open, with everything that the page asked for or complained about."""

    page: Page
    asked: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def open(self, path: Path, address: str = "") -> Reader:
        self.page.goto(f"{path.as_uri()}{address}")
        wait_until(self.page, READY)
        self.page.wait_for_timeout(150)
        return self

    def panel(self) -> str:
        return str(self.page.locator("#panel").inner_text())

    def heading(self) -> str:
        return str(self.page.locator("#panel h2").inner_text())

    def spot(self, x: float, y: float) -> tuple[float, float]:
        found = self.page.evaluate(
            """([x, y]) => {
                const box = begrippengraaf.root.getBoundingClientRect();
                const dom = begrippengraaf.network.canvasToDOM({ x, y });
                return [box.left + dom.x, box.top + dom.y];
            }""",
            [x, y],
        )
        return found[0], found[1]

    def click(self, x: float, y: float) -> None:
        self.page.mouse.click(*self.spot(x, y))
        self.page.wait_for_timeout(350)


Open = Callable[..., Reader]


@pytest.fixture(scope="module")
def offline(browser: Browser) -> Iterator[BrowserContext]:
    """A computer without a network, where an empty page keeps the window open."""
    context = browser.new_context(offline=True, reduced_motion="reduce")
    context.new_page()
    yield context
    context.close()


@pytest.fixture
def window(offline: BrowserContext) -> Iterator[Open]:
    def open_window(width: int = 1400, height: int = 900, scheme: Any = "light") -> Reader:
        reader = Reader(offline.new_page())
        reader.page.set_viewport_size({"width": width, "height": height})
        reader.page.emulate_media(color_scheme=scheme)
        reader.page.on("request", lambda request: reader.asked.append(request.url))
        reader.page.on("console", lambda message: reader.complaints.append(message.text))
        reader.page.on("pageerror", lambda error: reader.complaints.append(str(error)))
        return reader

    yield open_window
    for page in offline.pages[1:]:
        page.close()


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Bundle:
    return fixture_bundle(tmp_path_factory.mktemp("graph"))


@pytest.fixture(scope="module")
def path(bundle: Bundle, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / "graaf.html"
    export_html(bundle, path)
    return path


def test_the_page_asks_for_nothing_and_complains_about_nothing(window: Open, path: Path, bundle: Bundle):
    reader = window().open(path)
    reader.click(0.0, 0.0)
    assert [url for url in reader.asked if not url.startswith(("file:", "data:"))] == []
    assert len([url for url in reader.asked if url.startswith("file:")]) == 1
    assert reader.complaints == []
    assert reader.page.title() == bundle.title
    assert reader.page.locator("h1").inner_text() == bundle.title
    assert reader.page.locator(".foot").inner_text().split("\n") == [
        "Banden per zin, 19 van 19 knopen. 8 teksten, 2023–2026.",
        "Begrippengraaf, 21 november 2026, corpus 7f3a9c",
    ]


def test_nodes_stand_where_the_view_puts_them(window: Open, path: Path, bundle: Bundle):
    places = window().open(path).page.evaluate("begrippengraaf.network.getPositions()")
    assert {node_id: (place["x"], place["y"]) for node_id, place in places.items()} == {
        node.node_id: (round(node.x), round(node.y)) for node in bundle.view.nodes
    }


def test_a_click_on_a_node_shows_its_sentences(window: Open, path: Path):
    reader = window().open(path)
    reader.click(160.0, 60.0)
    assert reader.heading() == "vertrouwen"
    assert "keer genoemd\n3\nvan 8 teksten\n3\nbanden in beeld" in reader.panel()
    assert [quote.inner_text() for quote in reader.page.locator("blockquote").all()] == [
        "Hier staat <script>globalThis.pwned = 3</script> naast verbinding en vertrouwen.",
        "Verbinding begint met vertrouwen.",
        "Brink ziet vertrouwen groeien waar men elkaar verbindt.",
    ]
    assert reader.page.locator("blockquote mark.a").all_inner_texts() == ["vertrouwen"] * 3
    assert reader.page.evaluate("location.hash") == "#kies=c%3Avertrouwen"
    reader.page.go_back()
    assert reader.heading() == "Klik op een knoop of een band"


def test_a_click_on_a_link_shows_what_it_rests_on(window: Open, path: Path):
    reader = window().open(path)
    reader.click(-220.0 * 0.5, -120.0 * 0.5)
    assert reader.heading() == "overheidsparticipatie — verbinding"
    numbers = reader.page.locator("#panel dl.numbers dd").all_inner_texts()
    assert numbers[:2] == ["3", "1,0"]
    assert "In 3 van 8 teksten, van 2 auteurs." in reader.panel()
    first = reader.page.locator("blockquote").first
    assert first.inner_text() == "Overheidsparticipatie vraagt om verbinding in de straat."
    assert first.locator("mark.a").inner_text() == "Overheidsparticipatie"
    assert first.locator("mark.b").inner_text() == "verbinding"


def test_search_by_label_by_form_and_in_vain(window: Open, path: Path):
    reader = window().open(path)
    field_ = reader.page.get_by_role("combobox")
    reader.page.keyboard.press("/")
    reader.page.keyboard.type("verb")
    assert reader.page.get_by_role("option").all_inner_texts() == ["verbinding\nbegrip"]
    reader.page.keyboard.press("Enter")
    assert reader.heading() == "verbinding"
    field_.fill("ow")
    assert reader.page.get_by_role("option").first.inner_text() == "ow\nOmgevingswet"
    field_.fill("WATERSCHÁP")
    reader.page.get_by_role("option").first.click()
    assert reader.heading() == "Waterschap Oost"
    field_.fill("xyz")
    assert reader.page.get_by_role("listbox").inner_text() == "Niets gevonden; probeer een ander woord"
    reader.page.keyboard.press("Escape")
    assert reader.page.get_by_role("listbox").count() == 0
    assert reader.complaints == []


def test_the_keyboard_alone_is_enough(window: Open, path: Path):
    reader = window().open(path)
    reader.page.locator("#graph").focus()
    reader.page.keyboard.press("n")
    assert reader.page.locator("#voice").inner_text().startswith("verbinding")
    reader.page.keyboard.press("Enter")
    assert reader.heading() == "verbinding"
    reader.page.keyboard.press("Escape")
    assert reader.heading() == "Klik op een knoop of een band"
    reader.page.locator("#panel .rows button").first.press("Enter")
    assert "—" in reader.heading()
    assert reader.page.evaluate("document.activeElement.tagName") == "H2"
    reader.page.get_by_role("button", name=re.compile("^Open ")).first.press("Enter")
    assert "—" not in reader.heading()


def test_the_legend_shows_one_theme_at_a_time(window: Open, path: Path, bundle: Bundle):
    reader = window().open(path)
    button = reader.page.get_by_role("button", name="Leefomgeving")
    button.click()
    wanted = {node.node_id for node in bundle.view.nodes if node.theme == "Leefomgeving"}
    assert set(reader.page.evaluate("[...begrippengraaf.picture.rows.keys()]")) == wanted
    assert button.get_attribute("aria-pressed") == "true"
    assert reader.page.locator("#panel .rows").last.locator("li").count() == len(wanted)
    button.click()
    assert len(reader.page.evaluate("[...begrippengraaf.picture.rows.keys()]")) == len(bundle.view.nodes)


def test_an_address_opens_a_choice_and_nonsense_opens_the_whole(window: Open, path: Path):
    assert window().open(path, "#kies=c:verbinding~c:vertrouwen").heading() == "verbinding — vertrouwen"
    for nonsense in ("#kies=x:weg", "#kies=%E0%A4%A", "#iets"):
        reader = window().open(path, nonsense)
        assert reader.heading() == "Klik op een knoop of een band"
        assert reader.complaints == []


def test_the_choice_of_the_maker_is_open_at_first(window: Open, tmp_path: Path):
    export_html(fixture_bundle(tmp_path, selection=("p:els-brink",)), tmp_path / "graaf.html")
    reader = window().open(tmp_path / "graaf.html")
    assert (reader.heading(), reader.page.locator("#panel .kind").inner_text()) == ("Els Brink", "Persoon")


@pytest.mark.parametrize("kind", NASTY)
def test_no_title_or_label_runs_or_breaks_the_page(
    window: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
):
    monkeypatch.setitem(fixture_graph.NODES, "c:buurtplan", (NASTY[kind], "Participatie", "proposed"))
    bundle = fixture_bundle(tmp_path, title=NASTY[kind])
    export_html(bundle, tmp_path / "graaf.html")
    reader = window().open(tmp_path / "graaf.html", "#kies=c:buurtplan")
    label = " ".join(bundle.nodes["c:buurtplan"].label.split())
    assert reader.page.locator("#panel h2").text_content() == label
    assert reader.page.locator("h1").text_content() == bundle.title
    reader.page.locator("#panel .rows button").first.click()
    assert reader.page.evaluate("globalThis.pwned") is None
    assert reader.complaints == []
    assert reader.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_marks_stand_right_behind_an_emoji(window: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    title, authors, date, _ = fixture_graph.TEXTS["d:plein-vol"]
    text = "👩‍👩‍👧 Het [buurtplan|c:buurtplan] 🇳🇱 raakt [verbinding|c:verbinding]."
    monkeypatch.setitem(fixture_graph.TEXTS, "d:plein-vol", (title, authors, date, text))
    export_html(fixture_bundle(tmp_path), tmp_path / "graaf.html")
    reader = window().open(tmp_path / "graaf.html", "#kies=c:buurtplan~c:verbinding")
    assert reader.page.locator("mark.a").inner_text() == "buurtplan"
    assert reader.page.locator("mark.b").inner_text() == "verbinding"


def test_an_empty_view_says_so(window: Open, tmp_path: Path):
    export_html(fixture_bundle(tmp_path, EMPTY), tmp_path / "graaf.html")
    reader = window().open(tmp_path / "graaf.html")
    assert reader.page.locator("#empty").is_visible()
    assert reader.heading() == "Met deze keuze is er niets te zien"
    assert reader.complaints == []
    check_accessible(reader.page)


def test_a_screen_of_any_width_shows_everything(window: Open, path: Path):
    for width in (320, 420, 900, 1400):
        reader = window(width).open(path, "#kies=c:verbinding")
        assert reader.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), width
        box = reader.page.locator("#graph").bounding_box()
        assert box is not None and box["height"] >= 220 and box["width"] >= 280


def test_colours_follow_the_dark_of_the_system(window: Open, path: Path):
    reader = window(scheme="dark").open(path)
    assert reader.page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(20, 24, 29)"
    assert reader.page.evaluate("begrippengraaf.picture.colours.mode") == "dark"
    reader.page.emulate_media(color_scheme="light")
    wait_until(reader.page, "begrippengraaf.picture.colours.mode === 'light'")


def check_accessible(page: Page) -> None:
    try:
        from axe_playwright_python.sync_playwright import Axe
    except ImportError:
        give_up("axe-playwright-python is not installed")
    rules = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
    found = Axe().run(page, options=rules).response["violations"]
    assert [(rule["id"], [node["html"][:120] for node in rule["nodes"]]) for rule in found] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1400, 420])
@pytest.mark.parametrize("address", ["", "#kies=c:verbinding", "#kies=c:verbinding~c:vertrouwen", "#kies=d:script"])
def test_no_barrier_for_anybody(window: Open, path: Path, scheme: str, width: int, address: str):
    reader = window(width, scheme=scheme).open(path, address)
    check_accessible(reader.page)
    reader.page.get_by_role("combobox").fill("e")
    check_accessible(reader.page)


def test_three_hundred_nodes_with_evidence_fit_in_three_megabytes(window: Open, tmp_path: Path):
    """Letters drawn by lot are harder to pack than any language."""
    import random

    dice = random.Random(3)
    bundle = big_bundle(300, 1500, 40)

    def muddle(excerpts: Any) -> Any:
        return tuple(
            replace(
                e,
                window_id=f"{e.window_id}-{dice.random()}",
                text=e.text[:12] + "".join(dice.choices("abcdefghij ", k=140)),
            )
            for e in excerpts
        )

    bundle = replace(
        bundle,
        node_excerpts={key: muddle(held) for key, held in bundle.node_excerpts.items()},
        link_excerpts={key: muddle(held) for key, held in bundle.link_excerpts.items()},
    )
    path = tmp_path / "graaf.html"
    export_html(bundle, path)
    assert path.stat().st_size <= 3_000_000
    link = max(bundle.links.values(), key=lambda held: held.log_likelihood)
    reader = window().open(path, f"#kies={link.source}~{link.target}")
    assert re.search(r"Deze pagina bevat er \d+ van de 40\.", reader.panel())


def test_the_policy_lets_nothing_in(bundle: Bundle):
    page = make_page(bundle, fonts=False)
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
    assert policy is not None
    assert re.fullmatch(
        r"default-src 'none'; script-src ('sha256-[^']+' ?){3}; style-src 'sha256-[^']+'; img-src data:; "
        r"font-src data:; base-uri 'none'; form-action 'none'",
        policy.group(1),
    )
    assert "@font-face" not in page and "@font-face" in make_page(bundle)
    outside = set(re.findall(r"https?://[^\s\"'<>)\\]+", re.sub(r"<script>.*?</script>", "", page, flags=re.DOTALL)))
    assert outside == set()


def test_filters_of_another_kind_colour_by_kind(window: Open, tmp_path: Path):
    export_html(fixture_bundle(tmp_path, replace(EVERYTHING, colouring="kind", window="document")), tmp_path / "g.html")
    reader = window().open(tmp_path / "g.html")
    assert reader.page.locator(".themes button").count() == 0
    reader.page.locator("#panel .rows button").first.click()
    assert reader.page.locator("blockquote").count() > 0
    check_accessible(reader.page)
