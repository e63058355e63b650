"""What the panel and the reader answer, in a real Chromium, on the hand-made graph of tests/fixture_graph.py."""

from __future__ import annotations

import re
from typing import Any

from tests.browser.conftest import Visit, visit_elsewhere


def test_what_a_node_is(visit: Visit) -> None:
    visit.open("?kies=p:els-brink")
    head = visit.panel().locator("header.panel").inner_text()
    assert head.split("\n")[-1] == "wethouder"
    visit.open("?kies=c:verbinding")
    text = visit.panel().inner_text()
    assert "Het leggen van banden tussen mensen." in text
    assert "Het eerst genoemd in Bruggen slaan, Redactie, maart 2024" in text
    assert visit.panel().locator(".st-key-strongest button").first.inner_text().startswith("overheidsparticipatie")
    rows = [row.inner_text().replace("\n", " ") for row in visit.panel().locator(".st-key-often button").all()]
    assert rows[:2] == ["Bruggen slaan 3 zinnen", "De straat eerst 2 zinnen"]


def test_the_concordance_is_sorted_as_asked_with_as_many_words(visit: Visit) -> None:
    visit.open("?kies=c:verbinding")
    reading = visit.panel().locator(".st-key-reading")

    def lines() -> list[tuple[str, str, str]]:
        found = []
        for line in visit.panel().locator("ol.lines li").all():
            html = line.inner_html()
            left, keyword, rest = re.split(r'<mark class="a">|</mark>', html)
            found.append((left.strip(), keyword, rest.partition("<span>")[0].strip()))
        return found

    reading.get_by_text("rechts", exact=True).click()
    visit.page.wait_for_function("location.search.includes('regels=rechts')")
    visit.settle()
    assert len(lines()) == 7
    # What stands at the end of a sentence has no word to its right to be sorted by.
    right = [words for line in lines() if (words := line[2].casefold().strip(" .,;"))]
    assert len(right) >= 5 and right == sorted(right)
    reading.get_by_text("links", exact=True).click()
    visit.page.wait_for_function("location.search.includes('regels=links')")
    visit.settle()
    left = [[word.strip(".,").casefold() for word in line[0].split()[::-1]] for line in lines() if line[0]]
    assert len(left) >= 4 and left == sorted(left)
    reading.locator("input").last.focus()
    visit.page.keyboard.press("Home")
    visit.page.wait_for_function("location.search.includes('context=5')")
    visit.settle()
    # Loose signs, as in the text that tries to be a script, are no words.
    assert max(len([word for word in line[0].split() if word[-1].isalnum()]) for line in lines()) <= 5


def test_a_link_on_one_text_says_so_loudly(visit: Visit) -> None:
    visit.open("?kies=c:burgerparticipatie~c:omgevingswet")
    assert visit.panel().locator("p.rests strong").inner_text() == "Rust op één tekst."
    visit.open("?kies=c:verbinding~c:vertrouwen")
    heads = [" ".join(one.inner_text().split()) for one in visit.panel().locator(".source").all()]
    assert sorted(heads) == sorted(
        [
            '<script>globalThis.pwned = 1</script> <img src=x onerror="globalThis.pwned = 2">',
            "Bruggen slaan Redactie, maart 2024",
            "De straat eerst Tom Akkers, 2025",
        ]
    )
    visit.panel().get_by_text("Alle maten, en wat ze zeggen").click()
    measures = visit.panel().locator("details.measures th").all_inner_texts()
    assert measures == [
        *("Log-likelihood", "Npmi", "Associatiesterkte", "Jaccard", "Aantal keren samen"),
        *("Verwacht", "q"),
    ]


def test_the_reader_marks_every_mention_by_its_kind(visit: Visit) -> None:
    visit.page.goto(f"{visit.address}/documenten?tekst=d:de-straat-eerst")
    reader = visit.page.locator("article.reader")
    reader.wait_for(timeout=40_000)
    visit.settle()
    visit.errors[:] = [error for error in visit.errors if "404" not in error]
    classes = {mark.inner_text(): mark.get_attribute("class") for mark in reader.locator("mark").all()}
    assert set(classes) >= {"verbinding", "overheidsparticipatie", "Dorpstede", "Brink", "vertrouwen", "verbindt"}
    assert classes["verbinding"] == classes["verbindt"] == classes["vertrouwen"]
    assert len({classes["verbinding"], classes["Brink"], classes["Dorpstede"]}) == 3
    key = visit.page.locator("p.key").inner_text()
    for word in ("begrip", "persoon", "plaats"):
        assert word in key


def test_a_node_that_is_no_longer_there_says_so_and_offers_what_is_near(visit: Visit) -> None:
    visit.open("?kies=c:decentralisaties-van-toen")
    assert "kies=c:decentralisaties-van-toen" in visit.page.locator(".st-key-said .ignored").inner_text()
    missed = visit.panel().locator(".ignored")
    assert missed.inner_text().startswith("‘decentralisaties van toen’ staat niet in deze graaf.")
    visit.open("?kies=c:decentralisati")
    visit.panel().get_by_role("button", name=re.compile("^decentralisatie")).first.click()
    visit.panel().locator("h2", has_text="decentralisatie").wait_for()
    visit.settle()
    assert visit.page.locator(".st-key-said .ignored").count() == 0


def test_what_is_found_far_away_comes_into_sight(visit: Visit) -> None:
    visit.open()
    visit.page.evaluate("begrippengraaf.network.moveTo({ position: { x: -2000, y: -2000 }, scale: 1 })")
    visit.page.wait_for_timeout(300)
    visit.page.get_by_placeholder("Zoek begrip, persoon of document").click()
    visit.page.keyboard.type("Joris")
    visit.page.get_by_role("option", name=re.compile("Joris de Waal")).first.click()
    visit.panel().locator("h2", has_text="Joris de Waal").wait_for()
    visit.page.wait_for_timeout(800)
    place = visit.places()["p:joris-de-waal"]
    x, y = visit.spot(place["x"], place["y"])
    box: Any = visit.page.locator(".st-key-picture").bounding_box()
    assert box["x"] < x < box["x"] + box["width"] and box["y"] < y < box["y"] + box["height"]


def test_two_visitors_do_not_disturb_each_other(visit: Visit, browser: Any) -> None:
    visit.open("?kies=c:verbinding")
    with visit_elsewhere(browser, visit.address) as other:
        other.open("?toon=personen&kies=p:joris-de-waal")
        mine, theirs = visit.visible_ids(), other.visible_ids()
        assert mine != theirs
        other.page.locator(".st-key-window").get_by_text("document", exact=True).click()
        visit.page.locator(".st-key-filters").get_by_text("Documenten").first.click()
        visit.page.wait_for_function("!begrippengraaf.picture.rows.has('d:stil')")
        other.page.wait_for_function("location.search.includes('samen=tekst')")
        visit.settle()
        other.settle()
        assert visit.panel().locator("h2").inner_text() == "verbinding"
        assert other.panel().locator("h2").inner_text() == "Joris de Waal"
        assert "samen=" not in visit.page.url and "soorten=" not in other.page.url
        assert {node_id[0] for node_id in other.visible_ids()} == {"p"}
        # Each finds back the own view.
        for one, ids in ((visit, visit.visible_ids()), (other, other.visible_ids())):
            one.page.reload()
            one.wait_for_picture()
            assert one.visible_ids() == ids


def test_concepts_of_the_same_stem_are_a_click_away(visit: Visit) -> None:
    visit.open("?kies=c:burgerparticipatie")
    line = visit.panel().locator(".st-key-kin")
    assert " ".join(line.inner_text().split()) == "Zelfde stam: overheidsparticipatie"
    line.get_by_role("button").click()
    visit.page.wait_for_function("location.search.includes('kies=c%3Aoverheidsparticipatie')")
    visit.settle()
    assert visit.panel().locator("header.panel h2").inner_text() == "overheidsparticipatie"
    visit.open("?kies=c:verbinding")
    assert visit.panel().locator(".st-key-kin").count() == 0
