"""The app on a free port with the hand-made graph, and a Chromium that reports every request and every error."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import pytest

from tests.browser.serving import ROOT, NoAnswer, serve_app
from tests.fixture_graph import write_fixture_graph

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
READY = "globalThis.begrippengraaf && globalThis.begrippengraaf.picture && globalThis.begrippengraaf.picture.fitted"

# No change of the page for half a second; after twenty seconds the test goes on and shows what is wrong.
AT_REST = """() => new Promise((done) => {
    let quiet;
    const watcher = new MutationObserver(() => begin());
    const end = () => { watcher.disconnect(); done(); };
    const begin = () => { clearTimeout(quiet); quiet = setTimeout(end, 500); };
    watcher.observe(document.body, { subtree: true, childList: true, attributes: true });
    setTimeout(end, 20_000);
    begin();
})"""


# The steps of a first visit were closed before; tests/browser/test_keyboard.py comes for the first time.
BEEN_HERE = "try { localStorage.setItem('begrippengraaf.uitleg', 'gesloten'); } catch {}"


def give_up(reason: str) -> NoReturn:
    """Skip on a developer's machine; fail where the checks must run."""
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let a browser test that failed try once more: on a busy machine Chromium now and then loses a click.

    The summary counts what was run again; what fails twice is broken.
    """
    home = Path(__file__).parent
    for item in items:
        if home in item.path.parents:
            item.add_marker(pytest.mark.flaky(reruns=1))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A headless Chromium of the system."""
    try:
        from playwright.sync_api import Error, sync_playwright
    except ImportError:
        give_up("playwright is not installed")
    found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if found is None:
        give_up("no Chromium on this machine")
    with sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        except Error as error:
            give_up(f"Chromium does not start: {error}")
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def graph_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_fixture_graph(tmp_path_factory.mktemp("graph") / "graph.duckdb")


@pytest.fixture(scope="session")
def address(graph_path: Path) -> Iterator[str]:
    """The app, answering on 127.0.0.1."""
    with serving(graph_path) as address:
        yield address


@contextmanager
def serving(graph: Path, script: Path = ROOT / "app.py") -> Iterator[str]:
    """Serve the app as :func:`serve_app` does; give up as the other fixtures do where it does not answer."""
    with ExitStack() as stack:
        try:
            address = stack.enter_context(serve_app(graph, script))
        except NoAnswer as error:
            give_up(str(error))
        yield address


@dataclass
class Visit:
    """One visitor's window, with what went wrong in it."""

    page: Page
    address: str
    outside: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def open(self, query: str = "") -> None:
        """Open the explorer and wait until the picture stands."""
        self.page.goto(f"{self.address}/{query}")
        self.wait_for_picture()

    def wait_for_picture(self) -> None:
        self.page.wait_for_function(READY, timeout=40_000)
        self.settle()

    def settle(self) -> None:
        """Wait until the app has said everything it has to say."""
        self.page.wait_for_timeout(350)
        self.page.wait_for_selector('[data-test-script-state="notRunning"]', state="attached")
        self.page.wait_for_timeout(150)

    def rest(self) -> None:
        """Wait until nothing of the page is drawn anew any more: what had the focus then keeps it."""
        self.settle()
        self.page.evaluate(AT_REST)

    def places(self) -> dict[str, Any]:
        """Return where every node stands in the picture's own coordinates."""
        found: dict[str, Any] = self.page.evaluate("begrippengraaf.network.getPositions()")
        return found

    def visible_ids(self) -> list[str]:
        found: list[str] = self.page.evaluate("[...begrippengraaf.picture.rows.keys()].sort()")
        return found

    def spot(self, x: float, y: float) -> tuple[float, float]:
        """Return a place of the picture as a place on the page."""
        found = self.page.evaluate(
            """([x, y]) => {
                const box = begrippengraaf.root.getBoundingClientRect();
                const dom = begrippengraaf.network.canvasToDOM({ x, y });
                return [box.left + dom.x, box.top + dom.y];
            }""",
            [x, y],
        )
        return found[0], found[1]

    def click_node(self, node_id: str) -> None:
        place = self.places()[node_id]
        self.page.mouse.click(*self.spot(place["x"], place["y"]))

    def click_link(self, source: str, target: str, share: float = 0.5) -> None:
        """Click on the line between two nodes, ``share`` of the way along."""
        places = self.places()
        a, b = places[source], places[target]
        self.page.mouse.click(*self.spot(a["x"] + (b["x"] - a["x"]) * share, a["y"] + (b["y"] - a["y"]) * share))

    def panel(self) -> Any:
        return self.page.locator(".st-key-panel")


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Visit]:
    """A new visitor; afterwards nothing may have left this machine and no error may stand in the console."""
    context = browser.new_context(viewport={"width": 1400, "height": 900}, locale="nl-NL")
    context.add_init_script(BEEN_HERE)
    page = context.new_page()
    page.set_default_timeout(30_000)
    visit = Visit(page, address)
    host = re.compile(r"^(https?|wss?)://127\.0\.0\.1[:/]|^(data|blob|about|file):")
    page.on("request", lambda request: None if host.match(request.url) else visit.outside.append(request.url))
    page.on("websocket", lambda socket: None if host.match(socket.url) else visit.outside.append(socket.url))
    page.on("console", lambda message: visit.errors.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: visit.errors.append(str(error)))
    yield visit
    context.close()
    assert visit.outside == []
    assert visit.errors == []
