"""The pages that compare and that keep the documents, without a browser: what stands where, what a choice changes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from graph.comparison import ComparedLink, Comparison, Half
from graph.library import Differences
from graph.metadata import EDITED, Edit
from graph.palette import NEUTRAL, THEME_COLOURS
from graph.render import make_vis_data
from graph.rows import Document, Excerpt, Mark, Node, Removal
from graph.ui.compare_picture import make_comparison_view
from graph.ui.compare_table import detail_html, table_row
from graph.ui.documents import Listing, read_listing, write_listing
from graph.ui.documents_form import read_date, read_form
from graph.ui.documents_side import describe_waiting
from graph.ui.documents_table import detail_html as document_html
from graph.ui.documents_table import document_row, removals_html, sort_documents
from graph.ui.rebuild import Job, find_job, progress_html, start_job
from tests.fixture_graph import write_fixture_graph

HOSTILE = '<script>pwned=1</script>"&'
SAFE = "&lt;script&gt;pwned=1&lt;/script&gt;&quot;&amp;"


@pytest.fixture(scope="module")
def graph_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_fixture_graph(tmp_path_factory.mktemp("pages") / "graph.duckdb")


def _compare() -> None:
    from graph.ui import compare

    compare.show_page()


def _documents() -> None:
    from graph.ui import documents

    documents.show_page()


def open_page(page: object, graph_path: Path, monkeypatch: pytest.MonkeyPatch, **query: str) -> AppTest:
    monkeypatch.setenv("BEGRIPPENGRAAF_GRAPH", str(graph_path))
    app = AppTest.from_function(page, default_timeout=30)  # type: ignore[arg-type]
    for name, value in query.items():
        app.query_params[name] = value
    return app.run()


def page_text(app: AppTest) -> str:
    return "\n".join(element.proto.body for element in app.get("html"))


# -- compare ----------------------------------------------------------------------------------------------------------


def test_the_page_opens_with_the_earlier_against_the_later(graph_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = open_page(_compare, graph_path, monkeypatch)
    assert not app.exception
    text = page_text(app)
    assert "Hier: de teksten van 2023 tot en met 2024, " in text
    assert "Daar: de teksten van 2025 tot en met 2026, " in text
    assert app.query_params == {}


def test_a_choice_is_effective_and_stands_in_the_address(graph_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = open_page(_compare, graph_path, monkeypatch, hier="auteurs~Redactie", daar="auteurs~Tom Akkers")
    assert "Van 5 banden staan er 1 alleen hier, 1 alleen daar en 3 in beide." in page_text(app)
    app.checkbox(key="compare-kind-person").uncheck().run()
    assert "Van 3 banden staan er 1 alleen hier, 0 alleen daar en 2 in beide." in page_text(app)
    assert app.query_params["soorten"] == "begrip"
    app.multiselect(key="compare-authors-there").set_value(["Griffie"]).run()
    assert "Van 3 banden staan er 3 alleen hier, 0 alleen daar en 0 in beide." in page_text(app)
    assert app.query_params["daar"] == "auteurs~Griffie"


@pytest.mark.parametrize(
    ("here", "there", "said"),
    [
        ("auteurs~Redactie", "auteurs~Redactie~Tom Akkers", "4 teksten zitten in beide keuzes"),
        ("teksten~d:stil", "teksten~d:stil", "Beide keuzes zijn dezelfde teksten"),
        ("teksten~d:stil", "rest", "In deze twee keuzes staan geen twee knopen samen"),
    ],
)
def test_selections_that_need_a_word(
    graph_path: Path, monkeypatch: pytest.MonkeyPatch, here: str, there: str, said: str
) -> None:
    app = open_page(_compare, graph_path, monkeypatch, hier=here, daar=there)
    assert not app.exception
    if there != "rest":
        assert said in page_text(app)
    else:
        assert "Hier: ‘Zonder begrip’, 1 zin. Daar: alle andere teksten" in page_text(app)


def test_nonsense_opens_the_usual_view_and_is_said(graph_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = open_page(_compare, graph_path, monkeypatch, hier="<b>onzin</b>", band="c:x~c:y")
    assert not app.exception
    assert "hier=&lt;b&gt;onzin&lt;/b&gt;; band=c:x~c:y" in page_text(app)


NODES = {
    "c:a": Node("c:a", "concept", HOSTILE, 1, 1),
    "p:b": Node("p:b", "person", "Els", 1, 1),
}
LINK = ComparedLink("c:a", "p:b", Half(2, 0.25, 1, 4, 3), Half(0, 0.0, 0, 0, 5), 2.0, 1.0, 3.0, 5.5, 0.25)


def test_a_link_as_a_row_and_its_sentences() -> None:
    row = table_row(LINK, NODES, Comparison((LINK,), "sentence", 100, 50), 3)
    assert row.title == f'{SAFE} <span class="dash">—</span> Els'
    assert row.cells == (
        '2 <span class="small">20,0 per 1.000</span>',
        '<span class="none">geen</span>',
        '<span class="where here"></span>alleen hier <span class="small">rust op één tekst</span>',
        "5,5",
        "0,25",
    )
    # With one text on that side there is nothing to remark.
    assert "rust op" not in table_row(LINK, NODES, Comparison((LINK,), "sentence", 100, 50), 1).cells[2]
    excerpt = Excerpt("d:x.s0", "d:x", HOSTILE, ("Tom",), "2024", "d:x.p0", "Els <b>", (Mark(0, 3, "p:b", "person"),))
    html = detail_html(LINK, NODES, [excerpt] * 7, "sentence", (("d:x",), ("d:y",)), 0)
    assert "<h3>Hier: 2 zinnen</h3>" in html
    assert html.count("<blockquote>") == 5
    assert 'data-act="more"' in html and "Nog 2 zinnen" in html
    assert '<mark class="b">Els</mark> &lt;b&gt;' in html
    assert "<h3>Daar: nergens samen</h3>" in html
    assert f"Wel apart: {SAFE} in geen enkele zin, Els in 5 zinnen." in html
    assert "<script" not in html


def test_the_picture_has_stored_places_and_three_kinds_of_line() -> None:
    there = replace(LINK, source="p:b", target="p:c", here=Half(0, 0.0, 0, 1, 1), there=Half(1, 0.1, 1, 1, 1))
    both = replace(LINK, target="p:c", there=Half(3, 0.1, 1, 4, 3))
    nodes = {**NODES, "p:c": Node("p:c", "person", "Tom", 1, 1)}
    links = (LINK, there, both)
    view = make_comparison_view(links, Comparison(links, "sentence", 9, 9), nodes, {"c:a": (1.262, -2.0)})
    assert [(node.node_id, node.x, node.y, node.shape, node.rank) for node in view.nodes] == [
        ("c:a", 1.26, -2.0, "disc", 0),
        ("p:c", 0.0, 0.0, "diamond", 1),
        ("p:b", 0.0, 0.0, "diamond", 2),
    ]
    assert [(link.source, link.target, link.colour, link.line) for link in view.links] == [
        ("c:a", "p:c", NEUTRAL, "double"),
        ("p:b", "p:c", THEME_COLOURS[4], "broken"),
        ("c:a", "p:b", THEME_COLOURS[0], "whole"),
    ]
    drawn = make_vis_data(view)["edges"]
    assert [(line.get("line"), line["light"]) for line in drawn] == [
        ("double", NEUTRAL.light),
        ("broken", THEME_COLOURS[4].light),
        (None, THEME_COLOURS[0].light),
    ]


# -- documents --------------------------------------------------------------------------------------------------------


def test_without_its_folder_the_texts_can_only_be_looked_at(graph_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = open_page(_documents, graph_path, monkeypatch, volgorde="datum", tekst="d:weg")
    assert not app.exception
    text = page_text(app)
    assert "8 teksten, samen" in text
    assert "daarom kunt u hier niets toevoegen of veranderen" in text
    assert "kapot.pdf: dit is geen heel pdf-bestand" in text
    assert "tekst=d:weg" in text
    assert app.query_params == {"volgorde": "datum"}


def test_a_text_that_is_asked_for_opens_in_the_reader(graph_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = open_page(_documents, graph_path, monkeypatch, tekst="d:stil")
    assert "Deze tekst noemt niets." in page_text(app)


def text(document_id: str, title: str, authors: tuple[str, ...], date: str, n_words: int, path: str) -> Document:
    return Document(document_id, title, authors, date, "", "", "", path, "md", n_words, "", "tekst", "tekst", "tekst")


A = text("d:a", "Brug", ("Tom",), "2024-05", 30, "z.md")
B = text("d:b", "aanloop", (), "", 200, "b.md")
C = text("d:c", "Commons", ("els", "Tom"), "2023", 4, "a.md")


@pytest.mark.parametrize(
    ("order", "descending", "expected"),
    [
        ("titel", False, "bac"),
        ("titel", True, "cab"),
        ("auteur", False, "cab"),
        ("auteur", True, "acb"),  # without an author comes last either way
        ("datum", False, "cab"),
        ("datum", True, "acb"),
        ("woorden", False, "cab"),
        ("woorden", True, "bac"),
        ("bestand", False, "cba"),
    ],
)
def test_sorting(order: str, descending: bool, expected: str) -> None:
    found = sort_documents([A, B, C], order, descending=descending)  # type: ignore[arg-type]
    assert "".join(document.document_id[2:] for document in found) == expected


def test_the_address_of_a_list() -> None:
    documents = {"d:a": A}
    listing = Listing("datum", True, "d:a")
    assert read_listing(write_listing(listing), documents) == (listing, [])
    assert write_listing(Listing()) == {}
    assert read_listing({"volgorde": "x", "omgekeerd": "nee", "open": "d:b", "anders": "y"}, documents) == (
        Listing(),
        ["volgorde=x", "omgekeerd=nee", "open=d:b"],
    )


def test_a_document_with_markup_is_only_text() -> None:
    bad = Document(
        "d:x", HOSTILE, (HOSTILE,), HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE, "md", 1, "", EDITED, HOSTILE, HOSTILE
    )
    row = document_row(bad)
    html = row.title + "".join(row.cells)
    html += document_html(bad, [Removal("d:x", 0, HOSTILE, HOSTILE)], can_change=True, typed=None, error=HOSTILE)
    html += document_html(bad, [], can_change=True, typed={"title": HOSTILE, "authors": HOSTILE, "date": HOSTILE})
    assert "<script" not in html
    assert f'value="{SAFE}"' in html
    assert "verbeterd" in row.title
    assert "<form" not in document_html(bad, [], can_change=False)


def test_what_was_cleaned_away_is_counted() -> None:
    rows = [Removal("d:x", n, "paginanummer", str(n)) for n in range(70)] + [Removal("d:x", 70, "kopregel", "Kop")]
    html = removals_html(rows)
    assert "70 × paginanummer, 1 × kopregel" in html
    assert html.count("<li>") == 61 and "en nog 11" in html
    assert "niets weggehaald" in removals_html([])


@pytest.mark.parametrize(
    ("form", "former", "expected"),
    [
        ({"title": "Brug", "authors": "Tom", "date": "2024-05"}, Edit(), Edit()),
        ({"title": "De brug", "authors": "Els; Tom\n", "date": ""}, Edit(), Edit("De brug", ("Els", "Tom"), "")),
        ({"title": "Brug", "authors": "Tom", "date": "17 mei 2024"}, Edit("Weg"), Edit(date="2024-05-17")),
    ],
)
def test_a_form_asks_for_what_differs(form: dict[str, str], former: Edit, expected: Edit) -> None:
    assert read_form(form, A, former) == expected


def test_a_correction_that_is_in_the_graph_stays_when_another_field_is_corrected() -> None:
    built = Document("d:a", "De brug", (), "", "", "", "", "z.md", "md", 1, "", EDITED)
    form = {"title": "De brug", "authors": "Els", "date": ""}
    assert read_form(form, built, Edit("De brug")) == Edit("De brug", ("Els",))


def test_dates_as_people_write_them() -> None:
    assert [read_date(text) for text in ("mei 2020", "3-4-2019", "2018", "")] == ["2020-05", "2019-04-03", "2018", ""]


def test_what_waits_in_words() -> None:
    assert describe_waiting(Differences((), (), ()), 0) == ""
    assert describe_waiting(Differences(("a",), ("b", "c"), ("d",)), 2) == (
        "1 nieuwe tekst; 2 veranderde teksten; 1 tekst die weg is; 2 teksten met een verbeterde titel, auteur of datum."
    )


def test_a_build_that_fails_says_so_and_leaves_the_former_graph(tmp_path: Path) -> None:
    out = write_fixture_graph(tmp_path / "graph.duckdb")
    before = out.read_bytes()
    empty = tmp_path / "leeg"
    empty.mkdir()
    job = start_job([empty], out)
    assert job.finished.wait(60)
    assert "hier staan geen teksten" in job.error
    assert job.report is None
    assert find_job(out) is job
    assert out.read_bytes() == before
    assert start_job([empty], out) is not job


def test_progress_is_a_bar_with_a_name() -> None:
    from graph.build import Progress

    assert 'value="0"' in progress_html(Job())
    html = progress_html(Job(Progress(1, 4, "<b>brug.md</b>")))
    assert 'value="25"' in html and 'aria-label="De graaf wordt bijgewerkt"' in html
    assert "<b>brug" not in html
