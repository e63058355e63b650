"""The page with insights: its sentences, and the page without a browser."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from graph.insights.brokers import Bridge, Broker
from graph.insights.groups import Group
from graph.insights.missing import Missing, MissingPair, Nearest
from graph.insights.report import Insights, Meeting, make_insights
from graph.insights.saying import (
    describe_at_top,
    describe_basis,
    describe_caution,
    describe_chance,
    describe_distance,
    describe_elsewhere,
    describe_group,
    describe_kin,
    describe_missing,
    describe_missing_whole,
    describe_rest,
    describe_thinness,
    few,
    group_name,
    headlines,
    in_words,
    percent,
)
from graph.insights.spanning import Side, Span
from graph.insights.thin import ThinLink, Thinness
from graph.rows import Document, Excerpt, Mark, Node
from graph.store import GraphFile
from graph.ui.insights_html import Writer
from tests.fixture_graph import write_fixture_graph

PAIR = MissingPair("c:a", "c:b", 25, 22, 0, 1.24, 0.29, ("c:c",), 1.4, 14, 13)
THIN = ThinLink("c:a", "c:b", 3, 0.02, 17.64, ("d:x",), "", 2)


@pytest.fixture(scope="module")
def graph_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_fixture_graph(tmp_path_factory.mktemp("insights-page") / "graph.duckdb")


@pytest.fixture
def insights() -> Insights:
    group = Group(("c:a", "c:b", "c:c"), 0.44, ("c:a",), 3, ("c:a", "c:b"), (("d:x", 0.6), ("d:y", 0.4)))
    bridges = (Bridge("c:b", 0, 5, 0.1), Bridge("c:z", None, 1, 0.001))
    nodes = {
        f"c:{letter}": Node(f"c:{letter}", "concept", name, 9, 2)
        for letter, name in (("a", "raad"), ("b", "<b>wijk</b>"), ("c", "plan"), ("z", "zorg"))
    }
    return Insights(
        window="paragraph",
        nodes=nodes,
        named=nodes,
        n_documents_in_all=2,
        documents={
            f"d:{letter}": Document(f"d:{letter}", title, ("Jan",), "2024", "", "", "", "", "md", 1, "")
            for letter, title in (("x", "Een & twee"), ("y", "Drie"))
        },
        n_links=12,
        n_samples=100,
        groups=(group, replace(group, overlap=0.8, documents=(("d:y", 1.0),))),
        group_of={"c:a": 0, "c:b": 0, "c:c": 0},
        brokers=(Broker("c:a", 1, 0.163, 0.97, 2, 0, bridges),),
        spans=(Span("d:x", 1.5, (Side("d:y", 0.31, ("c:a", "c:c")), Side("d:x", 0.3, ("c:z",))), 0.09),),
        missing=Missing((PAIR,), 36, 0.12),
        thinness=Thinness((THIN, replace(THIN, author="Jan", documents=("d:x", "d:y"))), 20, 4, 1, False),
    )


def test_the_four_findings(insights: Insights) -> None:
    assert headlines(insights) == {
        "samenhang": "Twee groepen: één stevig en één wankel. De grootste: raad, <b>wijk</b> en plan.",
        "tussen": "Raad: 16% van de kortste wegen loopt erlangs.",
        "ontbreekt": "Eén paar dat u samen zou verwachten: raad en <b>wijk</b>.",
        "dun": "4 van 20 banden rusten op één tekst, nog 1 op één auteur.",
    }
    nothing = Missing((), 0, 0.0)
    empty = replace(insights, groups=(), brokers=(), missing=nothing, thinness=Thinness((), 0, 0, 0, False))
    assert list(headlines(empty).values()) == [
        "Geen groep van drie of meer.",
        "Niemand staat tussen twee andere in.",
        "Geen paar dat u samen zou verwachten, blijft uit elkaar.",
        "Geen band komt vaker dan één keer voor.",
    ]
    striking = replace(PAIR, chance=0.01)
    other = replace(
        insights,
        groups=insights.groups[:1],
        brokers=insights.brokers * 2,
        missing=Missing((striking, PAIR), 36, 0.1),
        thinness=Thinness((), 3, 1, 0, True),
    )
    assert list(headlines(other).values()) == [
        "Eén groep, wankel: raad, <b>wijk</b> en plan.",
        "Raad: 16% van de kortste wegen loopt erlangs. Dan raad.",
        "Twee paren die u samen zou verwachten, waarvan één op zichzelf al opvallend; bovenaan raad en <b>wijk</b>.",
        "1 van 3 banden rust op één tekst.",
    ]


def test_what_it_is_computed_from(insights: Insights) -> None:
    assert describe_basis(insights) == (
        "Berekend uit 2 teksten: 4 namen en begrippen die in ten minste twee teksten staan, en 12 banden ertussen. "
        "Een band is hier: vaker samen in één alinea dan te verwachten was."
    )
    assert describe_basis(replace(insights, n_documents_in_all=5)).startswith("Berekend uit 2 van 5 teksten: 4 namen")
    assert describe_caution(insights).startswith("Met twee teksten is hoe stevig een groep is een ruwe maat")
    assert describe_caution(replace(insights, documents={"d:x": insights.documents["d:x"]})).startswith(
        "Er is maar één"
    )
    many = {f"d:{n}": insights.documents["d:x"] for n in range(10)}
    assert describe_caution(replace(insights, documents=many)) == ""


def test_sentences_about_groups_and_brokers(insights: Insights) -> None:
    first, second = insights.groups
    assert describe_group(insights, first) == (
        "Wankel: in 100 steekproeven van teksten kwam gemiddeld 44% van de groep terug."
    )
    assert describe_rest(insights, first) == "Op 2 teksten; het meest op ‘Een & twee’, voor 60%."
    assert describe_rest(insights, second) == "Alleen op ‘Drie’."
    assert describe_rest(insights, replace(first, documents=())) == ""
    assert (group_name(insights, 0), group_name(insights, None)) == ("groep raad en <b>wijk</b>", "buiten de groepen")
    assert describe_at_top(insights, insights.brokers[0]) == "in 97 van 100 steekproeven bij de eerste tien"


def test_sentences_about_what_is_missing(insights: Insights) -> None:
    assert describe_missing(insights, PAIR) == (
        "Ze staan in 25 en 22 alinea’s, nooit samen in één alinea; 1,2 keer was te verwachten. "
        "De kans op zo weinig is 0,29: dat kan toeval zijn."
    )
    assert "maar 1 keer samen in één alinea; 1,2 keer" in describe_missing(insights, replace(PAIR, count=1))
    assert describe_chance(replace(PAIR, chance=0.12)) == "De kans op zo weinig is 0,12; toeval is niet uitgesloten."
    assert describe_chance(replace(PAIR, chance=0.004)).endswith("al opvallend: de kans op zo weinig is < 0,01.")
    assert describe_kin(insights, PAIR) == (
        "Beide hangen samen met plan. Van de 14 andere veelgenoemde paren die minstens zo verwant zijn, "
        "komen 13 elkaar wel tegen."
    )
    assert describe_kin(insights, replace(PAIR, n_kin_meet=1)).endswith("komt er één elkaar wel tegen.")
    assert describe_kin(insights, replace(PAIR, n_kin=0, n_kin_meet=0)) == "Beide hangen samen met plan."
    assert describe_kin(insights, replace(PAIR, n_kin=1, n_kin_meet=0)).endswith("en dat komt elkaar ook niet tegen.")
    many = replace(PAIR, neighbours=("c:c",) * 8)
    assert describe_kin(insights, many).startswith(
        "Beide hangen samen met plan, plan, plan, plan, plan, plan en 2 andere."
    )
    assert describe_missing_whole(insights).endswith(
        "1 van 36. Daarvan is er geen op zichzelf al opvallend; door toeval alleen zouden dat er 0,1 zijn."
    )
    assert describe_missing_whole(replace(insights, missing=Missing((), 3, 0.0))).endswith("0 van 3.")


@pytest.mark.parametrize(
    ("n_sentences", "n_passages", "text"),
    [
        (0, 0, "in dezelfde zin"),
        (1, 0, "in de volgende zin, in dezelfde alinea"),
        (3, 1, "drie zinnen verder, een alinea verder"),
        (40, 12, "40 zinnen verder, twaalf alinea’s verder"),
    ],
)
def test_how_far_apart(n_sentences: int, n_passages: int, text: str) -> None:
    assert describe_distance(Nearest("d", "s", "t", n_sentences, n_passages)) == text


def test_sentences_about_what_is_thin(insights: Insights) -> None:
    assert describe_thinness(insights.thinness) == (
        "Van 20 banden die ten minste twee keer voorkomen, rusten er 4 op één tekst en rust er 1 op meer teksten van "
        "één auteur. De andere 15 blijven ook zonder de sterkste tekst staan."
    )
    assert describe_thinness(Thinness((), 20, 1, 0, True)).endswith(
        "rust er 1 op één tekst. Alle teksten hebben dezelfde of geen auteur; naar auteurs is dus niet gekeken. "
        "De andere 19 blijven ook zonder de sterkste tekst staan."
    )
    assert describe_thinness(Thinness((), 20, 4, 0, False, 5)).endswith(
        "Van de andere 16 blijven er 11 ook zonder de sterkste tekst staan; 5 vallen dan weg."
    )
    assert describe_thinness(Thinness((), 3, 1, 0, False, 1)).endswith(
        "Van de andere 2 blijft er 1 ook zonder de sterkste tekst staan; 1 valt dan weg."
    )
    assert describe_thinness(Thinness((), 4, 4, 0, False)).endswith("op meer teksten van één auteur.")
    assert describe_elsewhere(THIN) == "2 andere teksten noemen ze allebei, los van elkaar"
    assert describe_elsewhere(replace(THIN, elsewhere=1)).startswith("1 andere tekst noemt")
    assert describe_elsewhere(replace(THIN, elsewhere=0)) == "geen andere tekst noemt beide"


def test_small_numbers_do_not_pretend() -> None:
    assert [percent(share) for share in (0.163, 0.004, 0.0, 0.996, 1.0)] == ["16%", "< 1%", "0%", "> 99%", "100%"]
    assert [few(n) for n in (3.24, 0.05, 0.03)] == ["3,2", "0,1", "< 0,1"]
    assert [in_words(n) for n in (0, 1, 12, 1300)] == ["nul", "één", "twaalf", "1.300"]


def test_every_row_opens_in_the_graph_and_nothing_is_left_unescaped(insights: Insights) -> None:
    writer = Writer(
        insights,
        lambda node_ids: {"samen": "alinea", "kies": "~".join(node_ids)},
        lambda leader: {"groepen": leader, "kleur": "groep"},
    )
    pages = [
        writer.groups(insights.groups),
        writer.brokers(insights.brokers),
        writer.spans(insights.spans),
        writer.missing(insights.missing.pairs, {}),
        writer.thin(insights.thinness.links),
    ]
    links = [
        "./?groepen=c%3Aa&amp;kleur=groep",
        "./?samen=alinea&amp;kies=c%3Aa",
        "./?samen=alinea&amp;kies=d%3Ax",
        "./?samen=alinea&amp;kies=c%3Aa~c%3Ab",
        "./?samen=alinea&amp;kies=c%3Aa~c%3Ab",
    ]
    for html, link in zip(pages, links, strict=True):
        assert f'<a class="go" href="{link}"' in html
        assert "<b>wijk" not in html
        assert "& twee" not in html
    assert "Geen enkele tekst noemt ze allebei." in pages[3]
    assert 'href="documenten?tekst=d%3Ax"' in pages[4]
    assert "Jan<span class" in pages[4]
    assert pages[4].count('<tr role="row">') == 3


def test_where_a_pair_comes_nearest_stands_with_its_sentences(insights: Insights) -> None:
    sentences = (
        Excerpt("d:x.s4", "d:x", "Een & twee", ("Jan",), "2024", "p", "Een <wijk>.", (Mark(4, 10, "c:b", "concept"),)),
        Excerpt("d:x.s2", "d:x", "Een & twee", ("Jan",), "2024", "p", "De raad.", (Mark(3, 7, "c:a", "concept"),)),
    )
    meeting = Meeting(Nearest("d:x", "d:x.s2", "d:x.s4", 2, 1), sentences)
    html = Writer(insights, lambda _: {}, lambda _: {}).missing([PAIR], {("c:a", "c:b"): (meeting,)})
    assert "<details open><summary>Waar ze elkaar het dichtst naderen</summary>" in html
    assert (
        '<a class="go" href="documenten?tekst=d%3Ax&amp;zin=d%3Ax.s2">Een &amp; twee</a>, Jan, 2024: '
        "twee zinnen verder, een alinea verder</p>"
        '<blockquote>De <mark class="a">raad</mark>.</blockquote>'
        '<blockquote>Een <mark class="b">&lt;wijk&gt;</mark>.</blockquote>'
    ) in html


# -- the page --------------------------------------------------------------------------------------------------------


def _insights_app() -> None:
    import streamlit as st

    from graph.ui import insights, pages

    page = st.Page(insights.show_page, title="Inzichten", url_path="inzichten", default=True)
    st.navigation([page, pages.documents_page()], position="hidden")
    insights.show_page()


@pytest.fixture
def app(graph_path: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setenv("BEGRIPPENGRAAF_GRAPH", str(graph_path))
    return AppTest.from_function(_insights_app, default_timeout=60)


def page_text(app: AppTest) -> str:
    return "\n".join(element.proto.body for element in app.get("html"))


def test_the_page_says_what_it_found(app: AppTest) -> None:
    app.run()
    assert not app.exception
    text = page_text(app)
    assert "Berekend uit 8 teksten: 6 namen en begrippen die in ten minste twee teksten staan, en 4 banden" in text
    assert "Verbinding: 20% van de kortste wegen loopt erlangs." in text
    assert "Groep verbinding, overheidsparticipatie en vertrouwen, toon in de graaf" in text
    assert text.count("<h2>") == 4


def test_the_choice_stands_in_the_address(app: AppTest) -> None:
    app.query_params["wie"] = "begrippen"
    app.query_params["heel"] = "dun"
    app.run()
    text = page_text(app)
    assert "4 namen en begrippen" in text
    assert (
        '<a class="go" href="?samen=zin&amp;wie=begrippen&amp;heel=dun">zin</a>'
        '<a class="go" aria-current=true href="?wie=begrippen&amp;heel=dun">alinea</a>'
    ) in text
    app.query_params["samen"] = "zin"
    app.run()
    assert "vaker samen in één zin dan" in page_text(app)


def test_nonsense_in_the_address_is_told(app: AppTest) -> None:
    app.query_params["samen"] = "<b>"
    app.run()
    assert "Van het adres is dit niet herkend: samen=&lt;b&gt;" in page_text(app)


def test_long_lists_go_on_when_asked(app: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graph.ui.insights.FIRST", 1)
    app.run()
    assert app.button(key="more-tussen").label == "Nog 1 begrip of naam"
    app.button(key="more-tussen").click().run()
    assert page_text(app).count("bij de eerste tien") == 2
    assert app.query_params["heel"] in ("tussen", ["tussen"])
    assert app.button(key="more-tussen").label == "Alleen de eerste één"


def test_a_graph_without_texts_says_what_to_do(tmp_path: Path, app: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    from tests import fixture_graph

    monkeypatch.setattr(fixture_graph, "TEXTS", {})
    monkeypatch.setattr(fixture_graph, "NODES", {})
    monkeypatch.setenv("BEGRIPPENGRAAF_GRAPH", str(write_fixture_graph(tmp_path / "empty.duckdb")))
    app.run()
    assert not app.exception
    assert "Nog geen inzichten" in page_text(app)


def test_the_essays_have_something_to_tell(essay_graph: GraphFile) -> None:
    found = make_insights(essay_graph, "paragraph", ("concept", "person"), n_samples=20)
    assert len(found.groups) >= 5
    assert all(0 < group.overlap <= 1 for group in found.groups)
    assert len(found.brokers) == 20
    assert found.missing.pairs and found.thinness.links and found.spans
