"""The pages without a browser: what stands where, and what a choice changes."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from graph.rows import Excerpt, Mark, Mention, Passage, Sentence
from graph.ui.reader import document_html
from graph.ui.text import escape_markdown, mark_text, quote_html, source_line
from tests.fixture_graph import write_fixture_graph

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def graph_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_fixture_graph(tmp_path_factory.mktemp("ui") / "graph.duckdb")


@pytest.fixture
def app(graph_path: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setenv("BEGRIPPENGRAAF_GRAPH", str(graph_path))
    return AppTest.from_file(str(ROOT / "app.py"), default_timeout=30)


def page_text(app: AppTest) -> str:
    """Return everything that the page says in HTML."""
    return "\n".join(element.proto.body for element in app.get("html"))


def buttons(app: AppTest) -> dict[str, str]:
    return {button.key: button.label for button in app.button if button.key}


def test_the_opening_page_says_what_is_seen(app: AppTest) -> None:
    app.run()
    assert not app.exception
    assert "6 begrippen, 2 personen en 8 documenten uit 8 teksten, met 24 banden" in page_text(app)
    assert [box.label for box in app.checkbox][2:8] == [
        "Begrippen *6*",
        "Personen *2*",
        "Documenten *8*",
        "Organisaties *1*",
        "Plaatsen *1*",
        "Voorgesteld *1*",
    ]
    assert [box.value for box in app.checkbox][2:8] == [True, True, True, False, False, False]
    # The lists hold what the picture holds, for who cannot use the picture.
    assert buttons(app)["all-link-0"] == "Omgevingswet — Ruimte geven *3 zinnen*"
    assert buttons(app)["all-node-0"] == "verbinding *7 keer*"


def test_a_choice_of_kinds_is_effective_and_stands_in_the_address(app: AppTest) -> None:
    app.run()
    app.checkbox(key="kind-document").uncheck().run()
    assert "6 begrippen en 2 personen uit 8 teksten, met 6 banden" in page_text(app)
    assert app.query_params["soorten"] == "begrip~persoon"
    app.button(key="chip-reset").click().run()
    assert "soorten" not in app.query_params
    assert "6 begrippen, 2 personen en 8 documenten" in page_text(app)


def test_the_address_opens_a_link(app: AppTest) -> None:
    app.query_params["kies"] = "c:verbinding~c:vertrouwen"
    app.run()
    text = page_text(app)
    assert "Band tussen twee begrippen" in text
    assert '<mark class="b">vertrouwen</mark>' in text
    assert "In 3 van 8 teksten, van 3 auteurs." in text
    app.button(key="end-0").click().run()
    assert "Begrip, thema Verbinding" in page_text(app)
    assert app.query_params["kies"] == "c:verbinding"


def test_a_link_that_rests_on_one_text_says_so(app: AppTest) -> None:
    app.query_params["kies"] = "c:burgerparticipatie~c:omgevingswet"
    app.run()
    assert "Rust op één tekst." in page_text(app)


def test_a_click_in_the_picture_opens_the_panel(app: AppTest) -> None:
    app.run()
    app.session_state["selection"] = ("p:els-brink",)
    app.run()
    text = page_text(app)
    assert "<h2>Els Brink</h2>" in text
    assert "wethouder" in text
    assert "Brink <span>1</span>" in text


def test_fewer_documents_count_again(app: AppTest) -> None:
    app.query_params["teksten"] = "d:bruggen-slaan~d:de-straat-eerst"
    app.query_params["kies"] = "c:verbinding"
    app.run()
    text = page_text(app)
    assert "<dd>5</dd><dt>keer genoemd</dt>" in text
    assert "van 2 teksten" in text
    assert "Een plein vol plannen" not in text
    app.checkbox(key="all_documents").check().run()
    assert "<dd>7</dd><dt>keer genoemd</dt>" in page_text(app)


def test_choosing_documents_by_hand(app: AppTest) -> None:
    app.run()
    app.checkbox(key="all_documents").uncheck().run()
    assert "uit 8 teksten" in page_text(app)
    app.multiselect(key="documents").select("d:ruimte-geven").run()
    assert "uit 1 van 8 teksten" in page_text(app)
    assert app.query_params["teksten"] == "d:ruimte-geven"


def test_measure_window_and_chance(app: AppTest) -> None:
    app.run()
    app.selectbox(key="measure").select("count").run()
    assert "aantal keren samen vanaf" in page_text(app)
    app.checkbox(key="only_q").check().run()
    # Nothing that stands below a filter may vanish with it.
    assert app.slider(key="max_nodes").value == 60
    assert app.checkbox(key="all_documents").value is True
    assert buttons(app)["chip-0"].startswith("q \\< 0\\,05")
    app.button(key="chip-0").click().run()
    assert app.checkbox(key="only_q").value is False
    assert not app.exception


def test_hiding_a_node_makes_a_chip(app: AppTest) -> None:
    app.query_params["kies"] = "c:decentralisatie"
    app.run()
    app.button(key="hide-node").click().run()
    assert app.query_params["verborgen"] == "c:decentralisatie"
    assert "zonder decentralisatie ×" in buttons(app).values()


def test_search_chooses_a_node(app: AppTest) -> None:
    app.run()
    app.selectbox(key="search").select("o:waterschap-oost").run()
    assert "<h2>Waterschap Oost</h2>" in page_text(app)


def test_nonsense_in_the_address_is_told_harmlessly(app: AppTest) -> None:
    app.query_params["samen"] = "<b>onzin"
    app.query_params["kies"] = "c:weg"
    app.run()
    assert "samen=&lt;b&gt;onzin; kies=c:weg" in page_text(app)
    assert not app.exception


def test_a_missing_or_broken_file_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, content in (("weg.duckdb", None), ("kapot.duckdb", b"geen graaf")):
        path = tmp_path / name
        if content:
            path.write_bytes(content)
        monkeypatch.setenv("BEGRIPPENGRAAF_GRAPH", str(path))
        app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30).run()
        assert not app.exception
        assert "De graaf kan niet worden geopend" in page_text(app)
        assert name in page_text(app)


def test_texts_that_name_nothing_are_an_empty_page_that_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests import fixture_graph

    monkeypatch.setattr(fixture_graph, "TEXTS", {})
    monkeypatch.setattr(fixture_graph, "NODES", {})
    path = write_fixture_graph(tmp_path / "leeg.duckdb")
    monkeypatch.setenv("BEGRIPPENGRAAF_GRAPH", str(path))
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30).run()
    assert not app.exception
    assert "Nog geen begrippen" in page_text(app)


def test_a_missing_usual_file_is_built(graph_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import graph.build
    from graph.ui import source

    path = tmp_path / "data" / "graph.duckdb"
    seen: list[Path] = []

    def build(paths: list[Path], out: Path, progress: object) -> None:
        seen.extend(paths)
        assert callable(progress)
        progress(graph.build.Progress(1, 2, "lezen"))
        write_fixture_graph(out)

    monkeypatch.delenv("BEGRIPPENGRAAF_GRAPH", raising=False)
    monkeypatch.setattr(source, "default_graph", lambda: path)
    monkeypatch.setattr(graph.build, "build_graph", build)
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30).run()
    assert not app.exception
    assert [found.name for found in seen] == ["seeds"]
    assert "6 begrippen" in page_text(app)


def test_a_rebuilt_file_is_picked_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from tests import fixture_graph

    path = write_fixture_graph(tmp_path / "graph.duckdb")
    monkeypatch.setenv("BEGRIPPENGRAAF_GRAPH", str(path))
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30).run()
    assert "8 documenten uit 8 teksten" in page_text(app)
    monkeypatch.setattr(fixture_graph, "TEXTS", {k: v for k, v in fixture_graph.TEXTS.items() if k != "d:stil"})
    write_fixture_graph(path)
    app.run()
    assert "7 documenten uit 7 teksten" in page_text(app)


def _documents_app() -> None:
    import streamlit as st

    from graph.ui import pages, reader

    st.navigation([pages.explore_page(), pages.documents_page()], position="hidden")
    reader.show()


def test_the_list_of_documents_and_what_could_not_be_read(app: AppTest) -> None:
    page = AppTest.from_function(_documents_app, default_timeout=30).run()
    text = page_text(page)
    assert not page.exception
    assert "8 teksten, samen 126 woorden." in text
    assert "kapot.pdf: dit is geen heel pdf-bestand; bewaar het opnieuw." in text
    assert "&lt;img src=x onerror=" in text


def test_the_reader_marks_and_shows_what_was_removed(app: AppTest) -> None:
    page = AppTest.from_function(_documents_app, default_timeout=30)
    page.query_params["tekst"] = "d:bruggen-slaan"
    page.query_params["zin"] = "d:bruggen-slaan.s1"
    page.run()
    text = page_text(page)
    assert (
        '<p class="paragraph"><mark class="a">Verbinding</mark> begint met <mark class="a">vertrouwen</mark>. '
        '<span id="asked" class="asked">Wie <mark class="a">verbindt</mark>, deelt ook zeggenschap, zegt '
        '<mark class="b">Els Brink</mark>.</span></p>'
    ) in text
    assert "<strong>paginanummer</strong> Pagina 1 van 2" in text
    assert "Naar: een oud stuk" in text


def test_an_unknown_document_says_so(app: AppTest) -> None:
    page = AppTest.from_function(_documents_app, default_timeout=30)
    page.query_params["tekst"] = "d:<weg>"
    page.run()
    assert "Er is geen tekst ‘d:&lt;weg&gt;’; kies er hieronder een." in page_text(page)


def test_a_document_says_what_is_typical_of_it(app: AppTest) -> None:
    app.query_params["kies"] = "d:ruimte-geven"
    app.run()
    text = page_text(app)
    assert "<h2>Ruimte geven</h2>" in text
    assert "Redactie, Proefblad, 15 januari 2026" in text
    assert "<dd>17</dd><dt>woorden</dt>" in text
    assert buttons(app)["strong-0"] == "Omgevingswet *3 zinnen*"
    assert buttons(app)["often-1"] == "burgerparticipatie *2 keer*"
    app.button(key="often-1").click().run()
    assert "<h2>burgerparticipatie</h2>" in page_text(app)


def test_a_document_tells_what_it_retells(app: AppTest) -> None:
    app.query_params["kies"] = "d:bruggen-slaan"
    app.run()
    assert "Naar: een oud stuk" in page_text(app)


def test_a_pair_that_never_meets_and_then_does_in_a_wider_window(app: AppTest) -> None:
    app.query_params["kies"] = "c:buurtplan~c:verbinding"
    app.run()
    assert "nergens samen in één zin" in page_text(app)
    app.query_params["samen"] = "tekst"
    app.run()
    text = page_text(app)
    assert "<dd>2</dd><dt>teksten samen</dt>" in text
    # A whole text is too long to quote: its sentences with either term are shown.
    assert text.count("<blockquote>") == 5


def test_a_legend_entry_is_a_filter(app: AppTest) -> None:
    app.run()
    legend = {button.label: button for button in app.button if (button.key or "").startswith("legend-")}
    legend["Participatie"].click().run()
    assert app.query_params["themas"] == "Participatie"
    assert "Participatie ×" in buttons(app).values()
    legend = {button.label: button for button in app.button if (button.key or "").startswith("legend-")}
    legend["Participatie"].click().run()
    assert "themas" not in app.query_params
    app.button(key="legend-kind-of-person").click().run()
    assert app.query_params["soorten"] == "persoon"
    app.button(key="legend-kind-of-person").click().run()
    assert "soorten" not in app.query_params


def test_long_lists_go_on_when_asked(app: AppTest) -> None:
    app.run()
    assert "all-link-12" not in buttons(app)
    assert buttons(app)["button-more_links"] == "Nog 12 banden"
    app.button(key="button-more_links").click().run()
    assert "all-link-23" in buttons(app)


def test_more_sentences_go_on_when_asked(app: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graph.ui.panel_parts.FIRST", 3)
    app.query_params["kies"] = "c:verbinding"
    app.run()
    assert page_text(app).count("<blockquote>") == 3
    assert app.button(key="more-sentences").label == "Nog 4 zinnen"
    app.button(key="more-sentences").click().run()
    assert page_text(app).count("<blockquote>") == 7


def test_a_click_holds_at_most_two_ids(monkeypatch: pytest.MonkeyPatch) -> None:
    from graph.ui import component

    for state, expected in (
        ({}, ()),
        ({"graph": {"clicked": {"nodes": [], "turn": 1}}}, ()),
        ({"graph": {"clicked": {"nodes": ["c:a", "c:b", "c:c"], "turn": 2}}}, ("c:a", "c:b")),
    ):
        monkeypatch.setattr(component.st, "session_state", state)
        assert component.read_click() == expected


# -- text --------------------------------------------------------------------------------------------------------------


def test_marks_are_escaped_and_the_longer_one_wins() -> None:
    text = "<b>sociaal domein</b>"
    marks = [Mark(3, 10, "c:kort", "concept"), Mark(3, 17, "c:lang", "concept"), Mark(0, 3, "c:ander", "concept")]
    assert mark_text(text, marks, {"c:kort": "a", "c:lang": "b"}) == (
        '&lt;b&gt;<mark class="b">sociaal domein</mark>&lt;/b&gt;'
    )


def test_a_quotation_and_its_source() -> None:
    excerpt = Excerpt("s", "d:x", "X", ("A", "B"), "2026-05", "p", "a & b", (Mark(4, 5, "c:b", "concept"),))
    assert quote_html(excerpt, {"c:b": "a"}) == '<blockquote>a &amp; <mark class="a">b</mark></blockquote>'
    assert source_line(excerpt.authors, excerpt.date) == "A en B, mei 2026"


@pytest.mark.parametrize("text", ["**vet**", "[a](http://x)", "$x$", ":red[a]", "`a`", "<b>", "# kop"])
def test_markdown_is_shown_as_it_stands(text: str) -> None:
    escaped = escape_markdown(text)
    assert escaped.replace("\\", "").replace("\u2060", "") == text
    for place, sign in enumerate(escaped):
        if sign in "*[]$:`<#_()":
            assert escaped[place - 1] == "\\"


def test_a_passage_can_be_asked_for_as_well() -> None:
    passages = [Passage("d:x.p0", "d:x", 0, "quote", "Een zin."), Passage("d:x.p1", "d:x", 1, "list", "Twee.")]
    mention = Mention("m", "d:x", "d:x.p0", "d:x.s0", 0, 3, "Een", "place", "l:een")
    html = document_html(passages, [Sentence("d:x.s0", "d:x", "d:x.p0", 0, 0, 8)], [mention], "d:x.p1")
    assert html == (
        '<blockquote class="quote"><mark class="d">Een</mark> zin.</blockquote>'
        '<p class="list"><span id="asked" class="asked">Twee.</span></p>'
    )


# -- the explorer ------------------------------------------------------------------------------------------------------


def test_undo_and_redo_walk_through_the_changes_of_the_view(app: AppTest) -> None:
    app.run()
    assert "undo" not in buttons(app)
    app.selectbox(key="projection").select("concepts").run()
    app.checkbox(key="backbone").check().run()
    assert (app.query_params["toon"], app.query_params["ruggengraat"]) == ("begrippen", "ja")
    app.button(key="undo").click().run()
    assert "ruggengraat" not in app.query_params and app.checkbox(key="backbone").value is False
    app.button(key="undo").click().run()
    assert "toon" not in app.query_params and "undo" not in buttons(app)
    app.button(key="redo").click().run()
    assert app.query_params["toon"] == "begrippen"
    app.checkbox(key="backbone").check().run()
    assert "redo" not in buttons(app)


def test_the_surroundings_of_a_node_from_its_panel(app: AppTest) -> None:
    app.query_params["kies"] = "c:decentralisatie"
    app.run()
    app.button(key="focus-node").click().run()
    assert app.query_params["rond"] == "c:decentralisatie"
    assert "1 stap rond decentralisatie ×" in buttons(app).values()
    app.button(key="focus-wider").click().run()
    assert app.query_params["stappen"] == "2"
    app.query_params["kies"] = "c:verbinding"
    app.session_state["selection"] = ("c:verbinding",)
    app.run()
    assert buttons(app)["focus-node"] == "Ook de omgeving hiervan"
    app.button(key="focus-node").click().run()
    assert app.query_params["rond"] == "c:decentralisatie~c:verbinding"


def test_paths_are_listed_with_a_sentence_a_step(app: AppTest) -> None:
    app.query_params["pad"] = "c:vertrouwen~c:overheidsparticipatie"
    app.run()
    text = page_text(app)
    assert "2 wegen tussen vertrouwen en overheidsparticipatie" in text
    assert "Sterkste weg, 2 stappen" in text and "Weg 2, 3 stappen" in text
    assert buttons(app)["step-0-0"] == "vertrouwen — verbinding *3 zinnen*"
    assert text.count("<blockquote>") == 5
    app.button(key="step-0-0").click().run()
    assert "Band tussen twee begrippen" in page_text(app)


def test_a_path_from_the_panel_of_a_node(app: AppTest) -> None:
    app.query_params["kies"] = "c:vertrouwen"
    app.run()
    app.button(key="route-open").click().run()
    app.selectbox(key="route-from-c:vertrouwen").select("c:overheidsparticipatie").run()
    assert app.query_params["pad"] == "c:vertrouwen~c:overheidsparticipatie"
    assert "kies" not in app.query_params


def test_the_concordance_by_left_and_right_with_its_width_in_the_address(app: AppTest) -> None:
    app.query_params["kies"] = "c:verbinding"
    app.query_params["regels"] = "rechts"
    app.run()
    lines = page_text(app).split("<li>")
    rights = [line.split("</mark>")[1].split("<span>")[0].strip() for line in lines if '<mark class="a">' in line]
    assert rights == [
        "begint met vertrouwen. Wie verbindt, deelt ook zeggenschap,",
        "blijft overheidsparticipatie een woord. In Dorpstede kwam een",
        ", deelt ook zeggenschap, zegt Els Brink.",
        "en vertrouwen. &lt;img src=x onerror=globalThis.pwned=4&gt; is ook tekst.",
        "in de straat.",
        "is de naam ervoor.",
        ".",
    ]
    app.slider(key="n_words").set_value(5).run()
    assert app.query_params["context"] == "5"
    app.segmented_control(key="lines").set_value("sentences").run()
    assert "regels" not in app.query_params and "<blockquote>" in page_text(app)


def test_where_it_was_named_first(app: AppTest) -> None:
    app.query_params["kies"] = "c:decentralisatie"
    app.run()
    assert "Het eerst genoemd in <cite>Minder loketten</cite>, Griffie, 2 november 2023." in page_text(app)
    app.session_state["selection"] = ("c:verbinding",)
    app.run()
    assert "Bruggen slaan</cite>, Redactie, maart 2024 (van de teksten met een datum)." in page_text(app)


def test_every_measure_of_a_link_says_what_it_means(app: AppTest) -> None:
    app.query_params["kies"] = "c:verbinding~c:vertrouwen"
    app.run()
    text = page_text(app)
    for word in ("Log-likelihood", "Npmi", "Associatiesterkte", "Jaccard", "Aantal keren samen", "Verwacht"):
        assert f"<th scope='row'>{word}</th>" in text
    assert "Kan toeval zijn: van banden zo sterk als deze is naar schatting 13 procent toeval." in text


def test_a_link_of_one_author_says_so(app: AppTest) -> None:
    app.query_params["kies"] = "c:decentralisatie~p:joris-de-waal"
    app.query_params["samen"] = "tekst"
    app.run()
    assert "<strong>Rust op één auteur</strong>: Griffie. In 2 van 8 teksten." in page_text(app)


def test_a_search_without_hits_proposes_near_spellings(app: AppTest) -> None:
    app.run()
    app.session_state["missed"] = "decentralizatie"
    app.run()
    assert "‘decentralizatie’ staat niet in deze graaf. Bedoelde u een van deze?" in page_text(app)
    assert buttons(app)["near-0"] == "decentralisatie *begrip*"
    app.button(key="near-0").click().run()
    assert "<h2>decentralisatie</h2>" in page_text(app)
    assert "near-0" not in buttons(app)


def test_a_node_that_is_gone_says_so_and_offers_what_is_like_it(app: AppTest) -> None:
    app.query_params["kies"] = "c:verbindingen"
    app.run()
    text = page_text(app)
    assert "kies=c:verbindingen" in text
    assert "‘verbindingen’ staat niet in deze graaf." in text
    assert buttons(app)["near-0"] == "verbinding *begrip*"


def test_documents_that_share_concepts(app: AppTest) -> None:
    app.query_params["toon"] = "documenten"
    app.query_params["kies"] = "d:bruggen-slaan~d:de-straat-eerst"
    app.run()
    text = page_text(app)
    assert "delen 3 begrippen, waar 1,5 te verwachten was" in text
    assert [buttons(app)[f"shared-{n}"] for n in range(3)] == [
        "verbinding *7 keer*",
        "overheidsparticipatie *3 keer*",
        "vertrouwen *3 keer*",
    ]


def test_authors_period_and_groups_are_filters(app: AppTest) -> None:
    app.run()
    app.multiselect(key="several-authors").select("Griffie").run()
    assert app.query_params["auteurs"] == "Griffie" and "uit 2 van 8 teksten" in page_text(app)
    assert "auteur Griffie ×" in buttons(app).values()
    app.button(key="chip-reset").click().run()
    app.multiselect(key="several-groups").select("c:omgevingswet").run()
    assert app.query_params["groepen"] == "c:omgevingswet"
    assert "groep Omgevingswet ×" in buttons(app).values()
    app.query_params["periode"] = "2024~2025"
    app.query_params.pop("groepen")
    app.run()
    assert "uit 3 van 8 teksten" in page_text(app)
    assert "2024 – 2025 ×" in buttons(app).values()
