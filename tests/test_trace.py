"""The page 'Volg een begrip' without a browser: what the address opens, and what is said about nonsense in it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.fixture_graph import write_fixture_graph

SCRIPT = "from graph.ui import trace\n\ntrace.show_page()\n"


@pytest.fixture(scope="module")
def graph_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_fixture_graph(tmp_path_factory.mktemp("trace") / "graph.duckdb")


@pytest.fixture
def app(graph_path: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setenv("BEGRIPPENGRAAF_GRAPH", str(graph_path))
    return AppTest.from_string(SCRIPT, default_timeout=30)


def page_text(app: AppTest) -> str:
    """Return everything that the page says in HTML, without its style sheet."""
    bodies = [element.proto.body for element in app.get("html")]
    return "\n".join(body for body in bodies if not body.startswith("<style"))


def open_page(app: AppTest, **query: str) -> str:
    for name, value in query.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception
    return page_text(app)


def test_without_a_term_it_proposes_some(app: AppTest) -> None:
    text = open_page(app)
    assert "<h1>Volg een begrip</h1>" in text
    assert '<a href="?begrip=c:verbinding">verbinding</a><span>7 keer in 4 teksten</span>' in text
    assert '<a href="?begrip=p:joris-de-waal">Joris de Waal</a>' in text
    assert "d:stil" not in text


def test_a_passport_holds_all_that_is_promised(app: AppTest) -> None:
    text = open_page(app, begrip="c:verbinding")
    assert "<h1>verbinding</h1>" in text
    assert "7 keer in 4 van 8 teksten, het eerst in maart 2024" in text
    assert "Ongelijk verdeeld: DP 0,46." in text
    assert text.count('class="barcode a"') == 4
    assert "<b>3</b>" in text
    assert '<span class="rate">157,9</span>' in text
    assert text.count('class="slant"') == 2
    assert 'class="timeline a"' in text
    assert "verbinding <span>5</span>" in text
    for heading in (
        "In de tijd",
        "In de zin",
        "Woorden waarin het staat",
        "Buren die erbij kwamen en wegvielen",
        "Mensen eromheen",
        "Zo omschrijven de teksten het",
        "Eerste en laatste keer",
    ):
        assert f"<h2>{heading}</h2>" in text
    assert '<a href="?begrip=p:els-brink">Els Brink</a> (2 zinnen)' in text
    assert 'href="documenten?tekst=d:bruggen-slaan&amp;zin=d:bruggen-slaan.s0"' in text
    assert 'href="./?kies=c:verbinding"' in text
    assert len(app.get("download_button")) == 3


def test_what_the_texts_say_is_only_text(app: AppTest) -> None:
    text = open_page(app, begrip="c:verbinding")
    assert "<script" not in text
    assert "<img" not in text
    assert "&lt;script&gt;globalThis.pwned = 3&lt;/script&gt;" in text


def test_order_and_width_come_from_the_address(app: AppTest) -> None:
    text = open_page(app, begrip="c:verbinding", orde="links", woorden="7")
    lines = [part.split("</td>")[0] for part in text.split('<td role="cell" class="before">')[1:]]
    assert lines[0] == "Brink ziet vertrouwen groeien waar men elkaar"
    assert lines[-1] == ""
    assert (
        '<a href="?begrip=c:verbinding&amp;orde=links&amp;woorden=7" data-key="orde-links" aria-current="true">' in text
    )
    assert 'data-key="woorden-7" aria-current="true">7</a>' in text


def test_a_person_too(app: AppTest) -> None:
    text = open_page(app, begrip="p:els-brink")
    assert "Persoon, wethouder" in text
    assert "<h2>Andere mensen eromheen</h2>" in text


def test_a_term_can_be_named_by_its_words(app: AppTest) -> None:
    assert "<h1>Omgevingswet</h1>" in open_page(app, begrip="ow")


def test_two_passports_side_by_side(app: AppTest) -> None:
    text = open_page(app, begrip="c:verbinding~p:els-brink")
    assert '<h1>verbinding <span class="and">en</span> Els Brink</h1>' in text
    assert "komen samen voor in 2 van 8 teksten en staan 2 keer in één zin" in text
    assert text.count('class="barcode a"') == text.count('class="barcode b"') == 4
    assert '<mark class="b">Els Brink</mark>' in text
    assert '<a href="?begrip=p:els-brink~c:verbinding">Wissel om</a>' in text


def test_nonsense_is_ignored_and_said(app: AppTest) -> None:
    text = open_page(app, begrip="verbindnig", orde="zo", woorden="999")
    assert "‘verbindnig’ staat niet in deze teksten. Bedoelt u:" in text
    assert '<li><a href="?begrip=c:verbinding&amp;woorden=50">verbinding</a></li>' in text
    assert "Van het adres is dit niet herkend: orde=zo; woorden=999" in text


def test_a_second_term_that_is_not_there_leaves_the_first(app: AppTest) -> None:
    text = open_page(app, begrip="c:verbinding~<b>x</b>")
    assert "<h1>verbinding</h1>" in text
    assert "‘&lt;b&gt;x&lt;/b&gt;’ staat niet in deze teksten." in text


def test_the_search_field_knows_every_term_and_its_forms(app: AppTest) -> None:
    open_page(app)
    [field] = app.get("bidi_component")
    data = json.loads(field.proto.json)
    rows = {row[0]: row for row in json.loads(data["options"])}
    assert rows["c:omgevingswet"] == ["c:omgevingswet", "Omgevingswet", "begrip", ["ow"]]
    assert rows["c:buurtplan"][2] == "voorgesteld begrip"
    assert not any(node_id.startswith("d:") for node_id in rows)
    assert data["address"] == "?begrip={id}"


def follow(app: AppTest, address: str) -> str:
    """Open the page as it is after a link to ``address`` was clicked."""
    app = AppTest.from_string(f"from graph.ui import trace_address\n\ntrace_address._follow('clicked')\n{SCRIPT}")
    app.session_state["clicked"] = {"go": address}
    app.run(timeout=30)
    assert not app.exception
    return page_text(app)


def test_a_link_that_is_clicked_opens_its_address(app: AppTest) -> None:
    assert "<h1>vertrouwen</h1>" in follow(app, "?begrip=c%3Avertrouwen&orde=rechts")


@pytest.mark.parametrize("address", ["", "javascript:alert(1)", "https://elders.example/?begrip=c:verbinding"])
def test_an_address_of_elsewhere_is_not_followed(app: AppTest, address: str) -> None:
    assert "<h1>Volg een begrip</h1>" in follow(app, address)


def test_without_a_definition_it_says_so(app: AppTest) -> None:
    assert "Geen zin gevonden die op een omschrijving lijkt." in open_page(app, begrip="l:dorpstede")


def test_a_graph_in_which_nothing_is_named_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, app: AppTest
) -> None:
    monkeypatch.setattr("tests.fixture_graph.TEXTS", {"d:stil": ("Stil", (), "", "Deze tekst noemt niets.")})
    monkeypatch.setattr("tests.fixture_graph.NODES", {})
    monkeypatch.setattr("tests.fixture_graph.POSITIONS", {"d:stil": (0.0, 0.0)})
    monkeypatch.setenv("BEGRIPPENGRAAF_GRAPH", str(write_fixture_graph(tmp_path / "graph.duckdb")))
    assert "Nog niets om te volgen" in open_page(app)
