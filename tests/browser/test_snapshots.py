"""Snapshots in a real Chromium: kept while exploring, put in order, thrown away and taken back, opened and played."""

from __future__ import annotations

import base64
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from graph.exporting import Wanted, export_view
from graph.snapshots import Snapshot, SnapshotFolder, snapshots_folder
from graph.store import GraphFile
from tests.browser.conftest import Visit, serving
from tests.fixture_graph import write_fixture_graph

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

THREE = (
    Snapshot("Eén", {"hoogstens": "10"}, caption="Het eerste beeld.", note="Begin rustig."),
    Snapshot("Twee", {"samen": "alinea"}, ("c:verbinding", "c:vertrouwen"), caption="Het tweede beeld."),
    Snapshot("Drie", {"soorten": "begrip"}, ("c:verbinding",)),
)
TITLES = "[...document.querySelectorAll('article.snapshot h2')].map(title => title.lastChild.textContent.trim())"
COUNT_ANIMATIONS = """
    globalThis.animated = 0;
    const animate = Element.prototype.animate;
    Element.prototype.animate = function (...rest) { globalThis.animated += 1; return animate.apply(this, rest); };
"""


# Snapshots stand beside the graph: this file has a graph of its own, and every test begins with an empty folder.
@pytest.fixture(scope="module")
def graph_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_fixture_graph(tmp_path_factory.mktemp("snapshots") / "graph.duckdb")


@pytest.fixture(scope="module")
def address(graph_path: Path) -> Iterator[str]:
    with serving(graph_path) as address:
        yield address


@pytest.fixture
def shelf(graph_path: Path) -> SnapshotFolder:
    folder = snapshots_folder(graph_path)
    shutil.rmtree(folder, ignore_errors=True)
    return SnapshotFolder(folder)


@pytest.fixture
def three(shelf: SnapshotFolder, graph_path: Path) -> SnapshotFolder:
    with GraphFile(graph_path) as graph:
        corpus = graph.build_info().corpus
    for snapshot in THREE:
        shelf.save(Snapshot(**{field: getattr(snapshot, field) for field in snapshot.__slots__} | {"corpus": corpus}))
    return shelf


def open_gallery(visit: Visit, query: str = "") -> None:
    visit.page.goto(f"{visit.address}/momentopnamen{query}")
    visit.page.locator("h1", has_text="Momentopnamen").wait_for()
    visit.settle()


def titles(visit: Visit) -> list[str]:
    found: list[str] = visit.page.evaluate(TITLES)
    return found


def wait_for_titles(visit: Visit, *expected: str) -> None:
    """Wait until the gallery shows these, in this order, and nothing more is coming."""
    visit.page.wait_for_function(f"asked => JSON.stringify({TITLES}) === JSON.stringify(asked)", arg=list(expected))
    visit.settle()


def press(visit: Visit, act: str, name: str) -> None:
    visit.page.locator(f".st-key-snap-{act}-{name} button").click()
    visit.settle()


def dialog(visit: Visit) -> Locator:
    found = visit.page.get_by_role("dialog")
    found.get_by_label("Titel").wait_for()
    visit.settle()
    return found


def keep(visit: Visit, title: str = "", caption: str = "", note: str = "") -> None:
    """Press 'Bewaar dit beeld', type what is given, and keep it."""
    visit.page.get_by_role("button", name="Bewaar dit beeld").click()
    fields = dialog(visit)
    for label, text in (("Titel", title), ("Onderschrift", caption), ("Notitie", note)):
        if text:
            fields.get_by_label(label).fill(text)
    fields.get_by_role("button", name="Bewaren").click()
    visit.page.locator(".st-key-snap-saved").wait_for()
    visit.settle()


def player(visit: Visit) -> Locator:
    return visit.page.locator("dialog.player")


def slide(visit: Visit) -> tuple[str, str]:
    """Return the place and the title of what is played."""
    return player(visit).locator(".place").inner_text(), player(visit).locator("h2").inner_text()


def findings(page: Page) -> Any:
    axe = pytest.importorskip("axe_playwright_python", reason="axe is not installed")
    page.add_script_tag(path=str(Path(axe.__file__).parent / "axe.min.js"))
    return page.evaluate(
        "axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] })"
        ".then(r => r.violations.map(v => [v.id, v.nodes.map(n => n.html)]))"
    )


# -- keeping ----------------------------------------------------------------------------------------------------------


def test_what_is_on_the_screen_is_kept_and_opens_the_same(visit: Visit, shelf: SnapshotFolder) -> None:
    visit.open("?hoogstens=10&samen=alinea&kies=c:verbinding~c:vertrouwen&zicht=1.5,20,-30")
    shown, sentence = visit.visible_ids(), visit.page.locator("p.said").inner_text()
    visit.page.get_by_role("button", name="Bewaar dit beeld").click()
    fields = dialog(visit)
    assert fields.get_by_label("Titel").input_value() == "Verbinding en vertrouwen samen in de teksten"
    assert fields.get_by_label("Onderschrift").input_value() == sentence
    fields.get_by_label("Notitie").fill("Wacht even.")
    fields.get_by_role("button", name="Bewaren").click()
    said = visit.page.locator(".st-key-snap-saved")
    said.get_by_text("Bewaard als momentopname: ‘Verbinding en vertrouwen samen in de teksten’.").wait_for()
    visit.settle()
    [kept] = shelf.snapshots()
    assert (kept.query, kept.selection, kept.zoom, kept.centre, kept.note) == (
        {"hoogstens": "10", "samen": "alinea"},
        ("c:verbinding", "c:vertrouwen"),
        1.5,
        (20.0, -30.0),
        "Wacht even.",
    )
    said.get_by_role("link", name="Bekijk bij Momentopnamen").click()
    visit.page.locator("article.snapshot img").wait_for()
    visit.settle()
    visit.page.get_by_role("link", name="Openen").click()
    visit.wait_for_picture()
    assert visit.page.url == (
        f"{visit.address}/?samen=alinea&hoogstens=10&kies=c%3Averbinding~c%3Avertrouwen&zicht=1.5%2C20%2C-30"
    )
    assert (visit.visible_ids(), visit.page.locator("p.said").inner_text()) == (shown, sentence)
    visit.panel().get_by_text("Band tussen twee begrippen").wait_for()


def test_where_one_looked_is_kept_and_looked_at_again(visit: Visit, shelf: SnapshotFolder) -> None:
    visit.open()
    for _ in range(3):
        visit.page.get_by_role("button", name="Inzoomen").click()
    visit.page.wait_for_url("**/?zicht=*")
    visit.settle()
    look = "[begrippengraaf.network.getScale(), ...Object.values(begrippengraaf.network.getViewPosition())]"
    seen, url = visit.page.evaluate(look), visit.page.url
    keep(visit, "Dichtbij")
    kept = shelf.read("dichtbij")
    assert kept.centre is not None
    assert f"zicht={kept.zoom:.4g}%2C{kept.centre[0]:g}%2C{kept.centre[1]:g}" in url.replace(",", "%2C")
    assert (visit.page.url, visit.page.evaluate(look)) == (url, seen)  # telling of it moves nothing
    open_gallery(visit)
    visit.page.get_by_role("link", name="Openen").click()
    visit.wait_for_picture()
    assert visit.page.evaluate(look) == pytest.approx(seen, rel=0.01, abs=1)


def test_a_title_is_needed_and_what_was_typed_stays(visit: Visit, shelf: SnapshotFolder) -> None:
    visit.open()
    visit.page.get_by_role("button", name="Bewaar dit beeld").click()
    fields = dialog(visit)
    assert fields.get_by_role("button").all_inner_texts()[-1] == "Bewaren"
    fields.get_by_role("button", name="Sluiten").wait_for()
    fields.get_by_label("Titel").fill("   ")
    fields.get_by_label("Notitie").fill("Blijft staan.")
    fields.get_by_role("button", name="Bewaren").click()
    fields.get_by_text("Een momentopname heeft een titel nodig; typ er een.").wait_for()
    assert (fields.get_by_label("Notitie").input_value(), shelf.snapshots()) == ("Blijft staan.", [])


def test_a_folder_that_cannot_be_written_is_told(visit: Visit, shelf: SnapshotFolder) -> None:
    shelf.folder.write_text("in de weg", encoding="utf-8")
    try:
        visit.open()
        visit.page.get_by_role("button", name="Bewaar dit beeld").click()
        dialog(visit).get_by_role("button", name="Bewaren").click()
        visit.page.locator("p.error", has_text="hier kan niet geschreven worden").wait_for()
    finally:
        shelf.folder.unlink()


HARD = '<script>pwned=1</script> *vet* $x$ :smile: "q" ’ 🌱 שלום ' + "lang " * 40


def test_any_title_is_shown_as_it_was_typed(visit: Visit, shelf: SnapshotFolder) -> None:
    visit.open()
    keep(visit, HARD, caption=HARD, note=HARD)
    open_gallery(visit)
    assert titles(visit)[0].startswith('<script>pwned=1</script> *vet* $x$ :smile: "q" ’ 🌱 שלום lang lang')
    [kept] = shelf.snapshots()
    assert kept.title == " ".join(HARD.split())
    press(visit, "delete", kept.name)
    undo = visit.page.get_by_role("button", name="Ongedaan maken: verwijdering")
    assert "‘<script>pwned=1</script> *vet* $x$" in undo.inner_text()
    assert visit.page.evaluate("globalThis.pwned === undefined")


# -- the gallery ------------------------------------------------------------------------------------------------------


def test_without_snapshots_the_page_says_what_to_do(visit: Visit, shelf: SnapshotFolder) -> None:
    open_gallery(visit)
    text = visit.page.locator(".nothing-yet").inner_text()
    assert text.startswith("Nog geen momentopnamen") and "Bewaar dit beeld" in text
    assert not visit.page.get_by_role("button", name="Afspelen").is_visible()
    visit.page.get_by_role("link", name="Naar Verkennen").click()
    visit.wait_for_picture()


def test_a_card_shows_the_very_picture_of_the_export(
    visit: Visit, three: SnapshotFolder, graph_path: Path, tmp_path: Path
) -> None:
    open_gallery(visit)
    for snapshot in three.snapshots():
        picture = visit.page.locator(f"img[data-snapshot={snapshot.name}]")
        with GraphFile(graph_path) as graph:
            export_view(graph, Wanted("svg", tmp_path / "a.svg", snapshot=snapshot.name), three.folder)
        assert (
            base64.b64decode((picture.get_attribute("src") or "").split(",", 1)[1]) == (tmp_path / "a.svg").read_bytes()
        )
        assert picture.evaluate("image => [image.complete, image.naturalWidth]") == [True, 1280]
    texts = visit.page.locator("article.snapshot").nth(0).inner_text().split("\n")
    assert [text for text in texts if text] == ["1 Eén", "Het eerste beeld.", "8 teksten, met notitie"]


def test_rename_reorder_delete_and_undo(visit: Visit, three: SnapshotFolder) -> None:
    open_gallery(visit)
    press(visit, "change", "een")
    fields = dialog(visit)
    fields.get_by_label("Titel").fill("Begin")
    fields.get_by_label("Onderschrift").fill("Anders gezegd.")
    fields.get_by_role("button", name="Bewaren").click()
    visit.page.locator("header.page", has_text="‘Begin’ is gewijzigd.").wait_for()
    visit.settle()
    wait_for_titles(visit, "Begin", "Twee", "Drie")
    assert (three.read("begin").caption, three.read("begin").note) == ("Anders gezegd.", "Begin rustig.")
    press(visit, "later", "begin")
    visit.page.locator("header.page", has_text="‘Begin’ staat nu op plaats 2 van 3.").wait_for()
    wait_for_titles(visit, "Twee", "Begin", "Drie")
    press(visit, "delete", "twee")
    wait_for_titles(visit, "Begin", "Drie")
    for expected in (["Twee", "Begin", "Drie"], ["Begin", "Twee", "Drie"], ["Eén", "Twee", "Drie"]):
        visit.page.locator(".st-key-snap-undo button").click()
        wait_for_titles(visit, *expected)
        assert [snapshot.title for snapshot in three.snapshots()] == expected
    assert visit.page.locator(".st-key-snap-undo").count() == 0
    assert [snapshot.name for snapshot in three.snapshots()] == ["een", "twee", "drie"]


def test_the_keyboard_puts_them_in_order_and_keeps_its_place(visit: Visit, three: SnapshotFolder) -> None:
    open_gallery(visit)
    where = "document.activeElement.closest('[class*=st-key-snap-]')?.className.match(/st-key-(snap-[a-z-]+)/)[1]"
    visit.page.locator(".st-key-snap-later-een button").focus()
    for expected, focus in (
        (["Twee", "Eén", "Drie"], "snap-later-een"),
        (["Twee", "Drie", "Eén"], "snap-earlier-een"),  # at the end there is no later
        (["Twee", "Eén", "Drie"], "snap-earlier-een"),
    ):
        visit.page.keyboard.press("Enter")
        wait_for_titles(visit, *expected)
        visit.page.wait_for_function(f"{where} === '{focus}'")
    visit.page.locator(".st-key-snap-delete-een button").focus()
    visit.page.keyboard.press("Enter")
    visit.settle()
    visit.page.wait_for_function(f"{where} === 'snap-undo'")


def test_what_was_thrown_away_can_be_put_back_after_a_reload(visit: Visit, three: SnapshotFolder) -> None:
    three.delete("twee")
    three.delete("een")
    open_gallery(visit)
    visit.page.get_by_text("Verwijderd (2)").click()
    visit.page.get_by_role("button", name="Zet ‘Twee’ terug").click()
    wait_for_titles(visit, "Twee", "Drie")
    assert [snapshot.name for snapshot in three.thrown()] == ["een"]


def test_warnings_are_one_sentence_each(visit: Visit, three: SnapshotFolder) -> None:
    (three.folder / "kapot.json").write_text("{half", encoding="utf-8")
    (three.folder / "kopie van een.json").write_text('{"title": "x"}', encoding="utf-8")
    three.save(Snapshot("Van toen", {"teksten": "d:weg", "zicht": "ver"}, ("c:weg",), corpus="anders"))
    open_gallery(visit)
    wait_for_titles(visit, "Eén", "Twee", "Drie", "Van toen")
    told = visit.page.locator("header.page .error").all_inner_texts()
    assert [text.split(": ", 1)[1] for text in told] == [
        "dit is geen (heel) bestand van een momentopname; gooi het weg of zet een kopie terug.",
        "een naam als deze kan een momentopname niet hebben; noem het bestand ‘kopie-van-een.json’.",
    ]
    assert visit.page.locator("article.snapshot .warning").all_inner_texts() == [
        "Gemaakt van andere teksten dan die van nu; het beeld kan er anders uitzien dan toen.",
        "Dit staat niet meer in de graaf: teksten=d:weg; kies=c:weg; zicht=ver.",
    ]
    press(visit, "earlier", "van-toen")
    wait_for_titles(visit, "Eén", "Twee", "Van toen", "Drie")


def test_two_windows_do_not_overwrite_each_other(visit: Visit, three: SnapshotFolder) -> None:
    open_gallery(visit)
    press(visit, "change", "twee")
    fields = dialog(visit)
    fields.get_by_label("Notitie").fill("Van mij.")
    theirs = three.change(three.read("twee"), "Twee", "Van een ander.", "")
    fields.get_by_role("button", name="Bewaren").click()
    fields.get_by_text("als onderschrift ‘Van een ander.’").wait_for()
    assert three.read("twee") == theirs
    assert fields.get_by_label("Notitie").input_value() == "Van mij."
    visit.settle()
    fields.get_by_role("button", name="Bewaren").click()
    visit.page.locator("header.page", has_text="‘Twee’ is gewijzigd.").wait_for()
    assert (three.read("twee").caption, three.read("twee").note) == ("Het tweede beeld.", "Van mij.")
    three.delete("drie")
    press(visit, "earlier", "drie")
    visit.page.locator("header.page .error", has_text="Er is geen momentopname ‘drie’.").wait_for()
    press(visit, "delete", "een")
    wait_for_titles(visit, "Twee")
    three.undo("drie")
    visit.page.locator(".st-key-snap-undo button").click()
    wait_for_titles(visit, "Eén", "Twee", "Drie")


# -- playing ----------------------------------------------------------------------------------------------------------


def test_keys_play_the_storyboard_from_beginning_to_end(visit: Visit, three: SnapshotFolder) -> None:
    open_gallery(visit)
    button = visit.page.get_by_role("button", name="Afspelen")
    button.focus()
    visit.page.keyboard.press("Enter")
    player(visit).wait_for()
    visit.page.wait_for_function("document.fullscreenElement !== null")
    assert slide(visit) == ("1 / 3", "Eén")
    assert visit.page.url.endswith("/momentopnamen?beeld=een")
    focused = "(e => e.shadowRoot ? e.shadowRoot.activeElement : e)(document.activeElement).className"
    assert visit.page.evaluate(focused) == "stage"
    for key, expected in (
        ("ArrowRight", ("2 / 3", "Twee")),
        ("PageDown", ("3 / 3", "Drie")),
        ("ArrowRight", ("3 / 3", "Drie")),
        ("Home", ("1 / 3", "Eén")),
        ("ArrowLeft", ("1 / 3", "Eén")),
        ("End", ("3 / 3", "Drie")),
        ("PageUp", ("2 / 3", "Twee")),
    ):
        visit.page.keyboard.press(key)
        assert slide(visit) == expected, key
    assert visit.page.url.endswith("/momentopnamen?beeld=twee")
    assert player(visit).locator("img").get_attribute("src") == (
        visit.page.locator("img[data-snapshot=twee]").get_attribute("src")
    )
    visit.page.keyboard.press("Escape")
    player(visit).wait_for(state="hidden")
    visit.page.wait_for_function("document.fullscreenElement === null")
    visit.page.wait_for_url("**/momentopnamen")
    visit.settle()
    assert visit.page.evaluate(focused) == "start"


def test_the_note_is_hidden_until_its_key_is_pressed(visit: Visit, three: SnapshotFolder) -> None:
    open_gallery(visit, "?beeld=een")
    player(visit).wait_for()
    note = player(visit).locator(".note")
    assert not note.is_visible()
    visit.page.keyboard.press("n")
    assert note.inner_text() == "Begin rustig."
    visit.page.keyboard.press("ArrowRight")
    assert note.inner_text() == "Bij dit beeld staat geen notitie."
    visit.page.keyboard.press("n")
    assert not note.is_visible()


def test_an_address_opens_the_storyboard_there_and_the_back_button_leaves_it(
    visit: Visit, three: SnapshotFolder
) -> None:
    open_gallery(visit, "?beeld=twee&taal=nl")
    player(visit).wait_for()
    assert slide(visit) == ("2 / 3", "Twee")
    visit.page.keyboard.press("Escape")
    player(visit).wait_for(state="hidden")
    assert visit.page.url.endswith("/momentopnamen?taal=nl")
    open_gallery(visit)
    visit.page.locator("img[data-snapshot=drie]").click()
    player(visit).wait_for()
    assert slide(visit) == ("3 / 3", "Drie")
    visit.page.go_back()
    player(visit).wait_for(state="hidden")
    visit.settle()
    assert visit.page.url.endswith("/momentopnamen") and titles(visit) == ["Eén", "Twee", "Drie"]
    visit.page.go_forward()
    player(visit).wait_for()
    assert slide(visit) == ("3 / 3", "Drie")


def test_nonsense_in_the_address_is_told(visit: Visit, three: SnapshotFolder) -> None:
    open_gallery(visit, "?beeld=bestaat-niet")
    assert visit.page.locator("p.ignored").inner_text() == "Van het adres is dit niet herkend: beeld=bestaat-niet"
    assert not player(visit).is_visible()


@pytest.mark.parametrize(("motion", "expected"), [("no-preference", 2), ("reduce", 0)])
def test_who_asks_for_less_motion_gets_none(visit: Visit, three: SnapshotFolder, motion: Any, expected: int) -> None:
    visit.page.emulate_media(reduced_motion=motion)
    visit.page.add_init_script(COUNT_ANIMATIONS)
    open_gallery(visit, "?beeld=een")
    player(visit).wait_for()
    before = visit.page.evaluate("globalThis.animated")
    visit.page.keyboard.press("ArrowRight")
    visit.page.keyboard.press("ArrowRight")
    assert visit.page.evaluate("globalThis.animated") - before == expected


def test_playing_asks_for_nothing(visit: Visit, three: SnapshotFolder) -> None:
    open_gallery(visit)
    requested: list[str] = []
    visit.page.on("request", lambda request: requested.append(request.url))
    visit.page.get_by_role("button", name="Afspelen").click()
    player(visit).wait_for()
    for _ in range(2):
        visit.page.keyboard.press("ArrowRight")
        visit.page.wait_for_timeout(200)
    drawn = player(visit).locator("img").evaluate("image => [image.complete, image.naturalWidth, image.naturalHeight]")
    assert (slide(visit), drawn) == (("3 / 3", "Drie"), [True, 1280, 720])
    # The browser itself looks at the icon of the page again when the address changes.
    inside = re.compile(r"^(data|blob):|/favicon\.png$")
    assert [url for url in requested if not inside.search(url)] == []


# -- for everybody ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("scheme", ["light", pytest.param("dark", marks=pytest.mark.slow)])
def test_axe_finds_nothing(visit: Visit, three: SnapshotFolder, scheme: Any) -> None:
    (three.folder / "kapot.json").write_text("{half", encoding="utf-8")
    three.delete("drie")
    page = visit.page
    page.emulate_media(color_scheme=scheme)
    open_gallery(visit)
    found = {"gallery": findings(page)}
    press(visit, "change", "twee")
    dialog(visit)
    found["dialog"] = findings(page)
    # Of letters in the colour of what is behind them axe says only that it cannot tell.
    letters, ground = page.locator(".st-key-snap-keep button").evaluate(
        "button => [getComputedStyle(button.querySelector('p')).color, getComputedStyle(button).backgroundColor]"
    )
    assert [letters, ground] == (
        ["rgb(251, 250, 247)", "rgb(27, 31, 36)"] if scheme == "light" else ["rgb(20, 24, 29)", "rgb(232, 230, 225)"]
    )
    open_gallery(visit, "?beeld=een")
    player(visit).wait_for()
    page.keyboard.press("n")
    found["playing"] = findings(page)
    assert found == {"gallery": [], "dialog": [], "playing": []}


def test_on_a_phone_nothing_sticks_out_sideways(visit: Visit, three: SnapshotFolder) -> None:
    three.save(Snapshot("Onafgebroken" * 30, caption="Onafgebroken" * 30))
    three.delete("drie")
    visit.page.set_viewport_size({"width": 420, "height": 900})
    open_gallery(visit)
    press(visit, "later", "een")
    assert visit.page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") == 420
    visit.page.get_by_role("button", name="Afspelen").click()
    player(visit).wait_for()
    visit.page.keyboard.press("End")
    assert visit.page.evaluate(
        "(s => [s.scrollWidth <= s.clientWidth, s.clientWidth])(document.querySelector('.st-key-snap-acts')"
        ".querySelector('*')?.getRootNode().body)"
    ) == [True, 420]


def test_the_page_speaks_english_and_stays_in_it(visit: Visit, three: SnapshotFolder) -> None:
    visit.page.goto(f"{visit.address}/momentopnamen?taal=en")
    visit.page.locator("h1", has_text="Snapshots").wait_for()
    visit.settle()
    assert visit.page.locator("p.said").inner_text() == "3 snapshots, in the order in which you show them."
    visit.page.get_by_role("button", name="Play").click()
    player(visit).wait_for()
    assert visit.page.url.endswith("/momentopnamen?taal=en&beeld=een")
    visit.page.keyboard.press("Escape")
    player(visit).wait_for(state="hidden")
    visit.page.get_by_role("link", name="Open").first.click()
    visit.wait_for_picture()
    assert "taal=en" in visit.page.url


def test_the_files_are_plain(visit: Visit, shelf: SnapshotFolder) -> None:
    visit.open("?samen=alinea")
    keep(visit, "Zo staat het ervoor", note="Rustig.")
    held = json.loads((shelf.folder / "zo-staat-het-ervoor.json").read_text(encoding="utf-8"))
    assert (held["title"], held["query"], held["note"]) == ("Zo staat het ervoor", {"samen": "alinea"}, "Rustig.")
