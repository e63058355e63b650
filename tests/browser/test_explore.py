"""Whole-app tests in a real Chromium, on the hand-made graph of tests/fixture_graph.py."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from graph.material import read_material
from graph.pins import pins_path, read_pins
from graph.render import make_offline_html
from graph.store import GraphFile
from graph.view import make_view, opening_filters
from tests.browser.conftest import Visit, visit_elsewhere
from tests.browser.pictures import find_collisions


def marks(visit: Visit, letter: str) -> list[str]:
    """Return the marked words in the panel."""
    return [text.strip() for text in visit.panel().locator(f"mark.{letter}").all_inner_texts()]


def test_click_on_a_node_shows_its_sentences(visit: Visit) -> None:
    visit.open()
    visit.click_node("c:verbinding")
    visit.panel().locator("h2", has_text="verbinding").wait_for()
    visit.settle()
    assert visit.panel().locator("dl.numbers dd").all_inner_texts()[:2] == ["7", "4"]
    assert marks(visit, "a") == [
        "verbinding",
        "Verbinding",
        "verbindt",
        "verbinding",
        "verbinding",
        "verbindt",
        "verbinding",
    ]
    assert "kies=c%3Averbinding" in visit.page.url


def test_click_on_a_link_shows_the_sentences_with_both_marked(visit: Visit) -> None:
    visit.open()
    visit.click_link("c:verbinding", "c:vertrouwen", 0.5)
    visit.panel().get_by_text("Band tussen twee begrippen").wait_for()
    visit.settle()
    assert visit.panel().locator("dl.numbers dd").all_inner_texts() == ["3", "1,0", "7,7", "0,13"]
    assert visit.panel().locator("dl.numbers dt").all_inner_texts() == [
        "zinnen samen",
        "verwacht",
        "log-likelihood",
        "q, kans op toeval",
    ]
    assert len(visit.panel().locator("blockquote").all()) == 3
    assert marks(visit, "a") == ["verbinding", "Verbinding", "verbindt"]
    assert marks(visit, "b") == ["vertrouwen", "vertrouwen", "vertrouwen"]
    assert "In 3 van 8 teksten" in visit.panel().inner_text()


def test_filters_move_no_node(visit: Visit) -> None:
    visit.open()
    before = visit.places()
    boxes = visit.page.locator(".st-key-filters")
    boxes.get_by_text("Personen").click()
    visit.page.wait_for_function("!begrippengraaf.picture.rows.has('p:els-brink')")
    fewer = visit.places()
    assert "p:els-brink" not in fewer
    assert fewer == {node_id: before[node_id] for node_id in fewer}
    boxes.get_by_text("Personen").click()
    visit.page.wait_for_function("begrippengraaf.picture.rows.has('p:els-brink')")
    assert visit.places() == before


def test_two_quick_changes_both_count(visit: Visit) -> None:
    visit.open()
    boxes = visit.page.locator(".st-key-filters")
    boxes.get_by_text("Organisaties").click()
    boxes.get_by_text("Plaatsen").click()
    boxes.get_by_text("Personen").click()
    visit.page.locator(".st-key-threshold input").focus()
    visit.page.keyboard.press("ArrowRight")
    visit.page.keyboard.press("ArrowRight")
    visit.page.wait_for_timeout(2500)
    visit.settle()
    kinds = visit.page.evaluate(
        "[...new Set([...begrippengraaf.picture.rows.values()].map(({ kind }) => kind))].sort()"
    )
    assert kinds == ["concept", "document", "organisation", "place"]
    threshold = re.search(r"vanaf=([\d%C,]+)", visit.page.url)
    assert threshold is not None
    shown = threshold[1].replace("%2C", ",")
    assert f"log-likelihood vanaf {shown}" in visit.page.locator(".st-key-chips").inner_text()


def test_choosing_a_node_keeps_zoom_and_places(visit: Visit) -> None:
    visit.open()
    state = "[begrippengraaf.network.getScale(), begrippengraaf.network.getViewPosition()]"
    before, places = visit.page.evaluate(state), visit.places()
    visit.click_node("c:decentralisatie")
    visit.panel().locator("h2", has_text="decentralisatie").wait_for()
    visit.page.wait_for_timeout(400)
    assert visit.page.evaluate(state) == before
    assert visit.places() == places


def test_from_a_sentence_to_its_document_at_that_place(visit: Visit) -> None:
    visit.open("?kies=c:verbinding~c:overheidsparticipatie")
    source = visit.panel().locator(".source h4").first.inner_text()
    quote = visit.panel().locator("blockquote").first.inner_text()
    visit.panel().get_by_text("Open in tekst").first.click()
    asked = visit.page.locator("#asked")
    asked.wait_for()
    visit.settle()
    assert asked.inner_text() == quote
    assert visit.page.locator("h1").inner_text() == source
    box: Any = asked.bounding_box()
    assert 52 <= box["y"] <= 900


def test_search_finds_by_another_form_and_opens_it(visit: Visit) -> None:
    visit.open()
    field = visit.page.get_by_placeholder("Zoek begrip, persoon of document")
    field.click()
    field.type("verbindt")
    visit.page.get_by_role("option", name=re.compile("verbindt.*verbinding")).click()
    visit.panel().locator("h2", has_text="verbinding").wait_for()
    visit.settle()
    assert visit.page.evaluate("begrippengraaf.picture.selection") == ["c:verbinding"]


def test_search_from_the_documents_page_opens_the_graph(visit: Visit) -> None:
    visit.open()
    visit.page.locator(".st-key-header").get_by_text("Documenten").click()
    visit.page.locator("h1", has_text="Documenten").wait_for()
    field = visit.page.get_by_placeholder("Zoek begrip, persoon of document")
    field.click()
    field.type("Joris")
    visit.page.wait_for_timeout(300)
    visit.page.keyboard.press("Enter")
    visit.panel().locator("h2", has_text="Joris de Waal").wait_for()


SIGHT = "[begrippengraaf.network.getScale(), begrippengraaf.network.getViewPosition()]"


def wait_for_address(visit: Visit, words: str) -> None:
    """Wait until the page's address matches a regular expression."""
    visit.page.wait_for_function("(words) => new RegExp(words).test(decodeURIComponent(location.search))", arg=words)


def zoom_in(visit: Visit, node_id: str, turns: int = 3) -> None:
    """Zoom in with the wheel where a node stands, and move along with the keys."""
    before = visit.page.url
    place = visit.places()[node_id]
    visit.page.mouse.move(*visit.spot(place["x"], place["y"]))
    for _ in range(turns):
        visit.page.mouse.wheel(0, -240)
    visit.page.evaluate("begrippengraaf.root.focus()")
    visit.page.keyboard.press("ArrowDown")
    visit.page.keyboard.press("ArrowLeft")
    visit.page.wait_for_function("(before) => location.href !== before && /zicht=/.test(location.search)", arg=before)


def same_sight(one: Any, other: Any) -> bool:
    """Answer whether the zoom is the same within one percent, and the middle within a pixel."""
    (zoom, middle), (other_zoom, other_middle) = one, other
    apart = max(abs(middle[axis] - other_middle[axis]) for axis in "xy") * zoom
    return abs(zoom / other_zoom - 1) < 0.01 and apart < 1


def test_an_address_opens_the_same_view_elsewhere(visit: Visit, browser: Any) -> None:
    visit.open()
    opening = visit.page.evaluate(SIGHT)
    visit.page.locator(".st-key-filters").get_by_text("Documenten").first.click()
    visit.page.wait_for_function("!begrippengraaf.picture.rows.has('d:stil')")
    visit.click_node("c:omgevingswet")
    visit.panel().locator("h2", has_text="Omgevingswet").wait_for()
    wait_for_address(visit, "soorten=.*kies=c:omgevingswet")
    zoom_in(visit, "c:omgevingswet")
    ids, url, sight = visit.visible_ids(), visit.page.url, visit.page.evaluate(SIGHT)
    assert not same_sight(sight, opening)
    with visit_elsewhere(browser, visit.address) as other:
        other.page.goto(url)
        other.wait_for_picture()
        other.panel().locator("h2", has_text="Omgevingswet").wait_for()
        assert other.visible_ids() == ids
        assert other.page.evaluate("begrippengraaf.picture.selection") == ["c:omgevingswet"]
        assert same_sight(other.page.evaluate(SIGHT), sight)
        assert other.page.url == url
        assert not same_sight(visit.page.evaluate(SIGHT), opening)


def test_a_filter_alone_keeps_the_zoom_elsewhere_too(visit: Visit, browser: Any) -> None:
    visit.open()
    sight = visit.page.evaluate(SIGHT)
    visit.rest()  # a click while the filters are drawn anew is lost
    visit.page.locator(".st-key-filters").get_by_text("Documenten").first.click()
    visit.page.wait_for_function("!begrippengraaf.picture.rows.has('d:stil')")
    wait_for_address(visit, "soorten=.*zicht=")  # fewer nodes would fit larger
    with visit_elsewhere(browser, visit.address) as other:
        other.page.goto(visit.page.url)
        other.wait_for_picture()
        assert same_sight(other.page.evaluate(SIGHT), sight)


def test_a_picture_of_another_height_keeps_its_zoom_after_a_filter(visit: Visit) -> None:
    """A line of chips that is drawn anew makes the picture a little lower, and higher again."""
    visit.open()
    zoom = visit.page.evaluate("begrippengraaf.network.getScale()")
    visit.rest()
    visit.page.locator(".st-key-filters").get_by_text("Documenten").first.click()
    visit.page.wait_for_function("!begrippengraaf.picture.rows.has('d:stil')")
    for height in (860, 900):
        before = visit.page.evaluate("begrippengraaf.root.clientHeight")
        visit.page.set_viewport_size({"width": 1400, "height": height})
        visit.page.wait_for_function("(before) => begrippengraaf.root.clientHeight !== before", arg=before)
        visit.rest()
        assert visit.page.evaluate("begrippengraaf.network.getScale()") == zoom
    # Who asks for it gets everything in sight, and keeps that at every height.
    visit.page.get_by_role("button", name="Alles in beeld").click()
    visit.rest()
    assert visit.page.evaluate("begrippengraaf.network.getScale()") > zoom


def test_what_comes_into_an_empty_picture_is_seen_at_once(visit: Visit) -> None:
    visit.page.goto(f"{visit.address}/?soorten=geen")
    visit.page.get_by_role("button", name="Alles terug").click()
    visit.wait_for_picture()
    assert len(visit.visible_ids()) == 16
    assert visit.page.evaluate("begrippengraaf.picture.sight()") is None
    assert "zicht" not in visit.page.url


def test_looking_around_is_no_step_back_and_cannot_be_undone(visit: Visit) -> None:
    visit.open()
    n_steps = visit.page.evaluate("history.length")
    zoom_in(visit, "c:verbinding")
    first = visit.page.evaluate(SIGHT)
    visit.settle()
    assert visit.page.evaluate("history.length") == n_steps
    assert visit.page.get_by_role("button", name="Ongedaan maken").count() == 0
    visit.click_node("c:verbinding")
    visit.panel().locator("h2", has_text="verbinding").wait_for()
    wait_for_address(visit, "kies=c:verbinding&zicht=")
    zoom_in(visit, "c:verbinding", 2)
    visit.settle()
    assert not same_sight(visit.page.evaluate(SIGHT), first)
    visit.page.go_back()
    visit.panel().get_by_text("Klik op een begrip of een band").wait_for()
    visit.settle()
    assert same_sight(visit.page.evaluate(SIGHT), first)
    # Everything in sight again needs no words in the address.
    visit.page.get_by_role("button", name="Alles in beeld").click()
    visit.page.wait_for_function("!/zicht=/.test(location.search)")


def test_where_one_looked_is_there_after_another_page(visit: Visit) -> None:
    visit.open()
    zoom_in(visit, "c:verbinding")
    visit.settle()
    sight = visit.page.evaluate(SIGHT)
    visit.page.locator(".st-key-header").get_by_text("Documenten").click()
    visit.page.locator("h1", has_text="Documenten").wait_for()
    visit.page.evaluate("globalThis.begrippengraaf = null")
    visit.page.locator(".st-key-header").get_by_text("Verkennen").click()
    visit.wait_for_picture()
    assert same_sight(visit.page.evaluate(SIGHT), sight)


def test_nonsense_about_where_to_look_shows_everything_and_says_so(visit: Visit) -> None:
    visit.open("?zicht=overal")
    assert "zicht=overal" in visit.page.locator(".st-key-said .ignored").inner_text()
    assert visit.page.evaluate("begrippengraaf.picture.sight()") is None
    assert "zicht" not in visit.page.url


def test_nonsense_in_the_address_is_ignored_and_said(visit: Visit) -> None:
    visit.open("?samen=onzin&kies=c:bestaat-niet")
    assert "samen=onzin; kies=c:bestaat-niet" in visit.page.locator(".st-key-said .ignored").inner_text()
    assert len(visit.visible_ids()) == 16


def test_a_document_with_a_script_is_only_text(visit: Visit) -> None:
    visit.open("?kies=d:script")
    assert visit.panel().locator("h2").inner_text() == "<script>globalThis.pwned = 1</script>"
    visit.panel().get_by_text("Lees de tekst").click()
    visit.page.locator("article.reader").wait_for()
    text = visit.page.locator("article.reader").inner_text()
    assert "<script>globalThis.pwned = 3</script>" in text
    assert "<img src=x onerror=globalThis.pwned=4>" in text
    visit.page.locator(".st-key-header").get_by_text("Documenten").click()
    visit.page.locator("h1", has_text="Documenten").wait_for()
    visit.settle()
    assert visit.page.evaluate("globalThis.pwned === undefined")
    assert visit.page.locator("img[src=x]").count() == 0


def test_without_a_mouse(visit: Visit) -> None:
    visit.open()
    visit.page.evaluate("begrippengraaf.root.focus()")
    visit.page.keyboard.press("n")
    visit.page.keyboard.press("Enter")
    visit.panel().locator("h2", has_text="verbinding").wait_for()
    visit.page.keyboard.press("Escape")
    visit.panel().get_by_text("Klik op een begrip of een band").wait_for()
    visit.panel().get_by_role("button", name=re.compile("verbinding — vertrouwen|verbinding — overheids")).first.click()
    visit.panel().get_by_text("Band tussen twee begrippen").wait_for()


def test_a_chip_takes_its_choice_back(visit: Visit) -> None:
    visit.open("?verborgen=c:decentralisatie")
    assert "c:decentralisatie" not in visit.visible_ids()
    visit.page.get_by_role("button", name="zonder decentralisatie").click()
    visit.page.wait_for_function("begrippengraaf.picture.rows.has('c:decentralisatie')")
    assert "verborgen" not in visit.page.url


@pytest.mark.parametrize("width", [1400, 420])
def test_at_the_opening_zoom_no_name_of_the_essays_lies_on_another_or_on_a_node(
    visit: Visit, essays: str, width: int
) -> None:
    visit.page.set_viewport_size({"width": width, "height": 900})
    visit.address = essays
    visit.open()
    n_labels, collisions = find_collisions(visit)
    assert n_labels >= (45 if width == 1400 else 20)
    assert collisions == []
    n_nodes, n_links = visit.page.evaluate("[begrippengraaf.picture.rows.size, begrippengraaf.picture.links.size]")
    assert n_nodes <= 60 and n_links <= 150


def test_labels_do_not_overlap_and_there_is_no_sideways_scrolling(visit: Visit) -> None:
    visit.open()
    n_labels, collisions = find_collisions(visit)
    assert n_labels >= 12
    assert collisions == []
    for width in (1400, 420):
        visit.page.set_viewport_size({"width": width, "height": 900})
        visit.page.wait_for_timeout(300)
        assert visit.page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= width


def test_english_is_nowhere_on_the_screen(visit: Visit) -> None:
    visit.open()
    field = visit.page.get_by_placeholder("Zoek begrip, persoon of document")
    field.click()
    field.type("zzzzzz")
    visit.page.wait_for_timeout(400)
    shown = visit.page.evaluate(
        """() => {
            const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
            const found = [];
            while (walker.nextNode()) {
                const parent = walker.currentNode.parentElement;
                if (parent.closest('style, script') || parseFloat(getComputedStyle(parent).fontSize) === 0) continue;
                if (parent.checkVisibility()) found.push(walker.currentNode.data);
            }
            return found.join(' ');
        }"""
    )
    for word in ("No results", "Choose", "Select all", "Deploy", "Stop", "Running", "Made with"):
        assert word not in shown


def test_back_returns_to_the_former_choice(visit: Visit) -> None:
    visit.open()
    visit.click_node("c:verbinding")
    visit.panel().locator("h2", has_text="verbinding").wait_for()
    visit.settle()
    visit.click_node("c:decentralisatie")
    visit.panel().locator("h2", has_text="decentralisatie").wait_for()
    visit.settle()
    visit.page.go_back()
    visit.panel().locator("h2", has_text="verbinding").wait_for()
    visit.settle()
    assert visit.page.evaluate("begrippengraaf.picture.selection") == ["c:verbinding"]


def drag_node(visit: Visit, node_id: str, dx: float, dy: float) -> None:
    """Drag a node over the screen."""
    place = visit.places()[node_id]
    x, y = visit.spot(place["x"], place["y"])
    visit.page.mouse.move(x, y)
    visit.page.mouse.down()
    visit.page.mouse.move(x + dx / 2, y + dy / 2, steps=4)
    visit.page.mouse.move(x + dx, y + dy, steps=4)
    visit.page.mouse.up()


def test_a_dragged_node_stays_where_it_was_put(visit: Visit, browser: Any, graph_path: Path) -> None:
    visit.open()
    before = visit.places()
    drag_node(visit, "p:joris-de-waal", -90, 120)
    visit.page.wait_for_timeout(400)
    visit.settle()
    put = visit.places()["p:joris-de-waal"]
    assert abs(put["x"] - before["p:joris-de-waal"]["x"]) > 30
    # Filtered away and back.
    boxes = visit.page.locator(".st-key-filters")
    boxes.get_by_text("Personen").click()
    visit.page.wait_for_function("!begrippengraaf.picture.rows.has('p:joris-de-waal')")
    boxes.get_by_text("Personen").click()
    visit.page.wait_for_function("begrippengraaf.picture.rows.has('p:joris-de-waal')")
    after = visit.places()
    assert after == {**before, "p:joris-de-waal": put}
    # For another visitor, and in the file beside the graph.
    with visit_elsewhere(browser, visit.address) as other:
        other.open("?kies=p:joris-de-waal")
        assert other.places()["p:joris-de-waal"] == put
        assert "p:joris-de-waal" in pins_path(graph_path).read_text(encoding="utf-8")
        other.panel().get_by_role("button", name="Zet terug op zijn plaats").click()
        other.page.wait_for_function("begrippengraaf.network.getPositions()['p:joris-de-waal'].x === 420")
        assert other.places() == before
    assert read_pins(graph_path) == {}


def test_a_double_click_brings_the_neighbours_and_undo_takes_them_away(visit: Visit) -> None:
    visit.open("?toon=begrippen&rond=c:vertrouwen")
    assert visit.visible_ids() == ["c:verbinding", "c:vertrouwen"]
    place = visit.places()["c:verbinding"]
    visit.page.mouse.dblclick(*visit.spot(place["x"], place["y"]))
    visit.page.wait_for_function("begrippengraaf.picture.rows.size === 3")
    assert visit.visible_ids() == ["c:overheidsparticipatie", "c:verbinding", "c:vertrouwen"]
    visit.settle()
    assert "buren=c%3Averbinding" in visit.page.url
    visit.page.get_by_role("button", name="Ongedaan maken").click()
    visit.page.wait_for_function("begrippengraaf.picture.rows.size === 2")
    visit.settle()
    visit.page.get_by_role("button", name="Opnieuw").click()
    visit.page.wait_for_function("begrippengraaf.picture.rows.size === 3")
    visit.settle()
    visit.page.evaluate("begrippengraaf.root.focus()")
    visit.page.keyboard.press("z")
    visit.page.wait_for_function("begrippengraaf.picture.rows.size === 2")


def test_projections_keep_every_place(visit: Visit) -> None:
    visit.open()
    before = visit.places()
    for query in ("?toon=begrippen", "?toon=begrip-document", "?toon=documenten", "?toon=personen"):
        visit.open(query)
        places = visit.places()
        assert places and places == {node_id: before[node_id] for node_id in places}


def test_links_that_may_be_chance_are_broken_lines_and_the_legend_says_so(visit: Visit) -> None:
    visit.open()
    dashes = visit.page.evaluate(
        "Object.fromEntries([...begrippengraaf.picture.links.values()]"
        ".map((link) => [link.id, begrippengraaf.picture.styleOf(link).dashes.length > 0]))"
    )
    assert dashes["c:verbinding~c:vertrouwen"] is True
    assert dashes["c:omgevingswet~d:ruimte-geven"] is False
    assert "kan toeval zijn" in visit.page.locator(".st-key-legend").inner_text()


def test_a_path_is_drawn_and_read(visit: Visit) -> None:
    visit.open("?pad=c:vertrouwen~c:overheidsparticipatie")
    assert visit.visible_ids() == ["c:overheidsparticipatie", "c:verbinding", "c:vertrouwen", "p:els-brink"]
    visit.panel().get_by_text("Sterkste weg, 2 stappen").wait_for()
    assert len(visit.panel().locator("blockquote").all()) == 5


def test_a_search_without_hits_proposes_what_is_spelt_nearly_so(visit: Visit) -> None:
    visit.open()
    field = visit.page.get_by_placeholder("Zoek begrip, persoon of document")
    field.click()
    field.type("decentralizatie")
    visit.page.wait_for_timeout(500)
    visit.page.keyboard.press("Enter")
    visit.panel().get_by_text("staat niet in deze graaf").wait_for()
    visit.settle()
    visit.panel().get_by_role("button", name=re.compile("^decentralisatie")).first.click()
    visit.panel().locator("h2", has_text="decentralisatie").wait_for()


def test_every_page_opens_at_its_own_address_without_an_error(visit: Visit) -> None:
    for path, title in (
        ("volg?begrip=c:verbinding", "verbinding"),
        ("vergelijk", "Vergelijk"),
        ("inzichten", "Inzichten"),
        ("documenten", "Documenten"),
    ):
        visit.page.goto(f"{visit.address}/{path}")
        visit.page.locator("h1", has_text=title).first.wait_for()
        visit.settle()


def test_the_page_to_take_along_works_without_a_network(visit: Visit, graph_path: Path, tmp_path: Path) -> None:
    with GraphFile(graph_path) as store:
        material = read_material(store, "sentence")
    view = make_view(material, opening_filters(material))
    path = tmp_path / "meenemen.html"
    path.write_text(make_offline_html(view, "Wat <b>men</b> ziet", "Acht teksten"), encoding="utf-8")
    visit.page.context.set_offline(True)
    visit.page.goto(path.as_uri())
    visit.page.wait_for_function("document.querySelector('canvas') && document.querySelector('canvas').width > 100")
    visit.page.wait_for_timeout(500)
    assert visit.page.locator("h1").inner_text() == "Wat <b>men</b> ziet"
    drawn = visit.page.evaluate(
        """() => {
            const canvas = document.querySelector("canvas");
            const data = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
            let n = 0;
            for (let i = 3; i < data.length; i += 4) n += data[i] > 0;
            return n;
        }"""
    )
    assert drawn > 3000
    assert visit.page.evaluate("globalThis.pwned === undefined")
