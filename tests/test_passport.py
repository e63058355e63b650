"""The passport of a term: numbers worked out by hand on the hand-made graph, and what holds for any numbers."""

from __future__ import annotations

import doctest
import importlib
import math
from collections.abc import Iterator
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.passport import (
    Company,
    Form,
    Line,
    Passport,
    Step,
    Texts,
    Trace,
    Year,
    compare_passports,
    describe_comparison,
    describe_dispersion,
    describe_passport,
    expect_dispersion,
    explain_dispersion,
    find_term,
    list_forms,
    make_concordance,
    make_passport,
    measure_dispersion,
    near_spellings,
    read_texts,
    read_trace,
    trace_to_query,
)
from graph.passport.concordance import first_words, last_words
from graph.passport.markup import Links
from graph.passport.tables import barcode, both_table, dot_radius, rows_table
from graph.passport.texts import arrange_texts, sort_documents
from graph.passport.timeline import make_timeline, read_moment
from graph.rows import Alias, Document, Mention, Node, Passage, Sentence
from graph.store import GraphFile
from tests.fixture_graph import write_fixture_graph


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[GraphFile]:
    with GraphFile(write_fixture_graph(tmp_path_factory.mktemp("passport") / "graph.duckdb")) as graph:
        yield graph


@pytest.fixture(scope="module")
def texts(store: GraphFile) -> Texts:
    return read_texts(store)


@pytest.fixture(scope="module")
def verbinding(texts: Texts) -> Passport:
    return make_passport(texts, "c:verbinding")


@pytest.mark.parametrize("name", ["address", "concordance", "definitions", "dispersion", "saying", "timeline"])
def test_the_examples_in_the_docstrings_run(name: str) -> None:
    result = doctest.testmod(importlib.import_module(f"graph.passport.{name}"))
    assert result.failed == 0


# -- dispersion -------------------------------------------------------------------------------------------------------


def test_dp_of_gries_own_example() -> None:
    # Gries 2008: five parts of 9, 10, 10, 10 and 11 words with 1, 2, 3, 4 and 5 times "a".
    # v = 1/15 … 5/15, s = .18 .2 .2 .2 .22; the differences are .1133 .0667 0 .0667 .1133, half their sum is .18.
    found = measure_dispersion([1, 2, 3, 4, 5], [9, 10, 10, 10, 11])
    assert found is not None
    assert found.dp == pytest.approx(0.18)
    assert found.normalised == pytest.approx(0.18 / (1 - 9 / 50))


def test_dp_worked_out_by_hand() -> None:
    # v = .75 .25 0, s = .5 .25 .25: ½(.25 + 0 + .25) = .25; the most that can be reached is 1 − .25.
    found = measure_dispersion([3, 1, 0], [50, 25, 25])
    assert found is not None
    assert (found.dp, found.normalised, found.n_parts, found.n_mentions) == (0.25, pytest.approx(1 / 3), 3, 4)


def test_all_in_the_smallest_text_is_as_uneven_as_can_be() -> None:
    found = measure_dispersion([0, 4], [75, 25])
    assert found is not None
    assert (found.dp, found.normalised) == (0.75, 1.0)


def test_texts_without_words_are_no_parts_and_one_text_has_no_spread() -> None:
    found = measure_dispersion([2, 0], [10, 0])
    assert found is not None
    assert (found.dp, found.normalised, found.n_parts) == (0.0, None, 1)
    assert describe_dispersion(found) == ""
    assert explain_dispersion(found) == ""
    assert measure_dispersion([0, 0], [10, 10]) is None
    assert measure_dispersion([], []) is None
    with pytest.raises(ValueError, match="every text"):
        measure_dispersion([1], [1, 2])


def test_dp_by_chance_equals_the_mean_over_all_ways_to_fall() -> None:
    # Three mentions on texts of 20, 30 and 50 words: all 27 ways, each with its own chance.
    words = [20, 30, 50]
    mean = 0.0
    for fall in product(range(3), repeat=3):
        chance = math.prod(words[place] / 100 for place in fall)
        counts = [fall.count(place) for place in range(3)]
        mean += chance * 0.5 * sum(abs(n / 3 - w / 100) for n, w in zip(counts, words, strict=True))
    assert expect_dispersion(3, words) == pytest.approx(mean)
    assert expect_dispersion(2, [50, 50]) == pytest.approx(0.25)
    assert expect_dispersion(0, [50, 50]) == 0.0
    assert expect_dispersion(5, [70]) == 0.0


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(1, 5000)), min_size=2, max_size=12))
def test_dp_keeps_within_its_bounds_whatever_the_order(parts: list[tuple[int, int]]) -> None:
    counts, words = [n for n, _ in parts], [w for _, w in parts]
    found = measure_dispersion(counts, words)
    if found is None:
        assert sum(counts) == 0
        return
    assert found.normalised is not None
    assert -1e-9 <= found.dp <= 1 - min(words) / sum(words) + 1e-9
    assert found.dp <= found.normalised + 1e-9 <= 1 + 2e-9
    turned = measure_dispersion(counts[::-1], words[::-1])
    assert turned is not None
    assert turned.dp == pytest.approx(found.dp)


# -- the passport on the hand-made graph ------------------------------------------------------------------------------


def test_texts_stand_in_order_of_date_the_undated_last(texts: Texts) -> None:
    assert list(texts.documents) == [
        "d:minder-loketten",
        "d:taken-en-geld",
        "d:bruggen-slaan",
        "d:de-straat-eerst",
        "d:plein-vol",
        "d:ruimte-geven",
        "d:script",
        "d:stil",
    ]


def test_the_term_in_each_text(verbinding: Passport) -> None:
    rows = [
        (text.document.document_id, text.n_mentions, text.per_thousand, text.places, text.neighbours)
        for text in verbinding.texts
    ]
    near = {"c:overheidsparticipatie": 1, "c:vertrouwen": 1}
    assert rows == [
        # Word 0, 5 and 15 of 19.
        ("d:bruggen-slaan", 3, pytest.approx(3000 / 19), pytest.approx((0, 5 / 19, 15 / 19)), near),
        ("d:de-straat-eerst", 2, pytest.approx(2000 / 19), pytest.approx((1 / 19, 18 / 19)), near),
        ("d:plein-vol", 1, pytest.approx(1000 / 15), pytest.approx((10 / 15,)), {"c:overheidsparticipatie": 1}),
        ("d:script", 1, pytest.approx(1000 / 15), pytest.approx((5 / 14,)), {"c:vertrouwen": 1}),
    ]


def test_dispersion_counts_the_silent_texts_too(verbinding: Passport) -> None:
    # 126 words in all; 3, 2, 1 and 1 of 7 mentions in texts of 19, 19, 15 and 15 words: (35 + 17 + 3 + 3) / 126.
    assert verbinding.dispersion is not None
    assert verbinding.dispersion.dp == pytest.approx(58 / 126)
    assert verbinding.dispersion.normalised == pytest.approx(58 / 122)
    assert verbinding.dispersion.n_parts == 8


def test_forms_neighbours_people_steps_and_years(verbinding: Passport) -> None:
    assert verbinding.forms == (Form("verbinding", 5), Form("verbindt", 2))
    assert verbinding.neighbours == (
        Company("c:overheidsparticipatie", "overheidsparticipatie", 3, 3),
        Company("c:vertrouwen", "vertrouwen", 3, 3),
    )
    assert verbinding.people == (Company("p:els-brink", "Els Brink", 2, 2),)
    assert verbinding.steps == (
        Step("2024-03", "2025", ("De straat eerst",), (), ()),
        Step("2025", "2026", ("Een plein vol plannen",), (), (Company("c:vertrouwen", "vertrouwen", 1, 1),)),
    )
    assert verbinding.years == (
        Year("2023", 0, 1, 22, 0.0),
        Year("2024", 3, 2, 34, pytest.approx(3000 / 34)),
        Year("2025", 2, 1, 19, pytest.approx(2000 / 19)),
        Year("2026", 1, 2, 32, 31.25),
    )
    assert [row.document_id for row in verbinding.silent] == ["d:minder-loketten", "d:taken-en-geld", "d:ruimte-geven"]


def test_first_last_and_definitions(verbinding: Passport) -> None:
    assert verbinding.first is not None
    assert verbinding.last is not None
    assert verbinding.first.text == "Verbinding begint met vertrouwen."
    assert [(mark.start, mark.end) for mark in verbinding.first.marks] == [(0, 10)]
    assert verbinding.last.document_id == "d:plein-vol"
    assert verbinding.n_undated == 1
    assert [(row.rule, row.excerpt.text) for row in verbinding.definitions] == [
        ("is", "Overheidsparticipatie heet dat, en verbinding is de naam ervoor.")
    ]


def test_a_term_that_stands_twice_in_a_sentence_counts_that_sentence_once(texts: Texts) -> None:
    passport = make_passport(texts, "c:vertrouwen", "paragraph")
    # In "Bruggen slaan" two mentions of verbinding share one paragraph with it.
    assert passport.texts[0].neighbours == {"c:verbinding": 1}
    assert passport.people[0] == Company("p:els-brink", "Els Brink", 1, 1)
    assert passport.people == (Company("p:els-brink", "Els Brink", 1, 1),)


def test_persons_who_share_a_paragraph_only_come_after() -> None:
    document = Document("d:a", "A", (), "", "", "", "", "a.txt", "txt", 6, "0" * 64)
    text = "Term Anna. Bart Bart. Anna."
    kinds = {"c:term": "concept", "p:anna": "person", "p:bart": "person"}
    places = [
        ("c:term", 0, 4, 0),
        ("p:anna", 5, 9, 0),
        ("p:bart", 11, 15, 1),
        ("p:bart", 16, 20, 1),
        ("p:anna", 22, 26, 2),
    ]
    texts = arrange_texts(
        {"d:a": document},
        [Node(node_id, kind, node_id[2:].title(), 1, 1) for node_id, kind in kinds.items()],  # type: ignore[arg-type]
        {"d:a.p0": Passage("d:a.p0", "d:a", 0, "paragraph", text)},
        {
            f"d:a.s{n}": Sentence(f"d:a.s{n}", "d:a", "d:a.p0", n, *span)
            for n, span in enumerate(((0, 10), (11, 21), (22, 27)))
        },
        [
            Mention(f"d:a.m{n}", "d:a", "d:a.p0", f"d:a.s{s}", start, end, "", kinds[node_id], node_id)  # type: ignore[arg-type]
            for n, (node_id, start, end, s) in enumerate(places)
        ],
    )
    assert make_passport(texts, "c:term").people == (
        Company("p:anna", "Anna", 1, 1),
        Company("p:bart", "Bart", 1, 1, "paragraph"),
    )


def test_a_person_an_organisation_and_a_place_have_a_passport(texts: Texts) -> None:
    joris = make_passport(texts, "p:joris-de-waal")
    assert [(text.document.document_id, text.n_mentions) for text in joris.texts] == [
        ("d:minder-loketten", 1),
        ("d:taken-en-geld", 1),
    ]
    assert joris.forms == (Form("De Waal", 1), Form("Joris de Waal", 1))
    assert [row.label for row in make_passport(texts, "o:waterschap-oost").neighbours] == ["Omgevingswet"]
    assert make_passport(texts, "l:dorpstede").n_mentions == 1


def test_proposed_neighbours_count_only_where_there_are_no_others(texts: Texts) -> None:
    assert "c:buurtplan" not in {row.node_id for row in make_passport(texts, "c:verbinding", "paragraph").neighbours}
    assert [row.node_id for row in make_passport(texts, "l:dorpstede").neighbours] == ["c:buurtplan"]


def test_what_it_says(texts: Texts, verbinding: Passport) -> None:
    assert describe_passport(verbinding) == (
        "7 keer in 4 van 8 teksten, het eerst in maart 2024, het dichtst in Bruggen slaan (157,9 per 1.000 woorden). "
        "Ongelijk verdeeld: DP 0,46."
    )
    assert "Hier 0,46, genormaliseerd 0,48; " in explain_dispersion(verbinding.dispersion)
    rare = make_passport(texts, "o:waterschap-oost")
    assert describe_passport(rare) == (
        "1 keer in 1 van 8 teksten, het eerst op 15 januari 2026, in Ruimte geven (58,8 per 1.000 woorden). "
        "Zo gelijkmatig verdeeld als bij dit aantal kan: DP 0,87."
    )


def test_two_terms_side_by_side(texts: Texts, verbinding: Passport) -> None:
    els = make_passport(texts, "p:els-brink")
    found = compare_passports(texts, verbinding, els)
    assert [(row.document_id, bool(a), bool(b)) for row, a, b in found.rows] == [
        ("d:bruggen-slaan", True, True),
        ("d:de-straat-eerst", True, True),
        ("d:plein-vol", True, False),
        ("d:script", True, False),
    ]
    assert found.shared == (Company("c:vertrouwen", "vertrouwen", 4, 4),)
    assert found.only_first == (Company("c:overheidsparticipatie", "overheidsparticipatie", 3, 3),)
    assert found.only_second == ()
    assert [row.text for row in found.together] == [
        "Wie verbindt, deelt ook zeggenschap, zegt Els Brink.",
        "Brink ziet vertrouwen groeien waar men elkaar verbindt.",
    ]
    assert [mark.node_id for mark in found.together[1].marks] == ["p:els-brink", "c:verbinding"]
    assert describe_comparison(verbinding, els, found) == (
        "Verbinding en Els Brink komen samen voor in 2 van 8 teksten en staan 2 keer in één zin; "
        "beide staan naast vertrouwen."
    )
    apart = make_passport(texts, "c:decentralisatie")
    assert describe_comparison(verbinding, apart, compare_passports(texts, verbinding, apart)) == (
        "Verbinding en decentralisatie komen in geen enkele tekst samen voor."
    )


# -- concordance ------------------------------------------------------------------------------------------------------


def test_lines_in_their_orders(texts: Texts) -> None:
    def keys(order: str) -> list[tuple[str, str]]:
        lines = make_concordance(texts, "c:verbinding", 5, order)  # type: ignore[arg-type]
        return [(last_words(line.left, 1), first_words(line.right, 1)) for line in lines]

    assert keys("text") == [
        ("", "begint"),
        ("Wie", ", deelt"),
        ("om", "in"),
        ("Zonder", "blijft"),
        ("elkaar", "."),
        ("en", "is"),
        ("naast", "en"),
    ]
    assert [left for left, _ in keys("left")] == ["elkaar", "en", "naast", "om", "Wie", "Zonder", ""]
    assert [right for _, right in keys("right")] == ["begint", "blijft", ", deelt", "en", "in", "is", "."]


def test_a_line_keeps_to_its_paragraph_and_its_width(texts: Texts) -> None:
    line = make_concordance(texts, "c:verbinding", 5)[1]
    assert line == Line(
        texts.documents["d:bruggen-slaan"],
        "d:bruggen-slaan.s1",
        "Verbinding begint met vertrouwen. Wie",
        "verbindt",
        ", deelt ook zeggenschap, zegt Els",
        pytest.approx(5 / 19),
        joined_right=True,
    )
    assert make_concordance(texts, "c:verbinding", 50)[2].left == "Overheidsparticipatie vraagt om"


@given(st.text(alphabet="ab .,\n", max_size=60), st.integers(1, 8))
def test_context_is_never_wider_than_asked(text: str, n_words: int) -> None:
    for cut in (first_words(text, n_words), last_words(text, n_words)):
        assert sum(any(sign.isalnum() for sign in word) for word in cut.split()) <= n_words
    whole = " ".join(text.split())
    assert whole.startswith(first_words(text, n_words))
    assert whole.endswith(last_words(text, n_words))


# -- reading in any order ---------------------------------------------------------------------------------------------


def test_comments_of_readers_are_no_part_of_the_length() -> None:
    document = Document("d:a", "A", (), "", "", "", "", "a.txt", "txt", 4, "0" * 64)
    rows = [
        Passage("d:a.p0", "d:a", 0, "paragraph", "Een twee"),
        Passage("d:a.p1", "d:a", 1, "comment", "drie vier vijf"),
        Passage("d:a.p2", "d:a", 2, "paragraph", "zes term"),
    ]
    sentence = Sentence("d:a.s0", "d:a", "d:a.p2", 0, 0, 8)
    mention = Mention("d:a.m0", "d:a", "d:a.p2", "d:a.s0", 4, 8, "term", "concept", "c:term")
    texts = arrange_texts(
        {"d:a": document},
        [Node("c:term", "concept", "term", 1, 1)],
        {row.passage_id: row for row in rows},
        {"d:a.s0": sentence},
        [mention],
    )
    passport = make_passport(texts, "c:term")
    assert passport.texts[0].places == (0.75,)
    assert passport.first is None
    assert passport.steps == ()
    assert passport.years == ()
    assert make_timeline(passport) is None
    assert describe_passport(passport) == "1 keer in 1 tekst, in A (250,0 per 1.000 woorden)."


def test_a_vague_date_comes_before_the_precise_ones_within_it() -> None:
    def document(date: str) -> Document:
        return Document(f"d:{date}", date, (), date, "", "", "", "", "txt", 1, "")

    rows = [document(date) for date in ("2024-03-02", "", "2024", "2023-12", "2024-03")]
    assert [row.date for row in sort_documents(rows)] == ["2023-12", "2024", "2024-03", "2024-03-02", ""]


# -- time -------------------------------------------------------------------------------------------------------------


def test_the_line_of_time(verbinding: Passport) -> None:
    line = make_timeline(verbinding)
    assert line is not None
    first, last = 2023 + (304 + 1) / 365, 2026.5
    assert [(point.document.document_id, point.text is not None) for point in line.points] == [
        ("d:minder-loketten", False),
        ("d:bruggen-slaan", True),
        ("d:taken-en-geld", False),
        ("d:de-straat-eerst", True),
        ("d:ruimte-geven", False),
        ("d:plein-vol", True),
    ]
    assert line.points[1].place == pytest.approx((2024 + 2.5 / 12 - first) / (last - first))
    assert [text for _, text in line.labels] == ["2024", "2025", "2026"]
    assert line.highest == pytest.approx(3000 / 19)


def line_between(first: str, last: str) -> list[str]:
    """Return the labels below the line of a term in two texts."""
    documents = {
        f"d:{date}": Document(f"d:{date}", date, (), date, "", "", "", "", "txt", 10, "") for date in (first, last)
    }
    passages = {f"{key}.p0": Passage(f"{key}.p0", key, 0, "paragraph", "term") for key in documents}
    sentences = {f"{key}.s0": Sentence(f"{key}.s0", key, f"{key}.p0", 0, 0, 4) for key in documents}
    mentions = [
        Mention(f"{key}.m0", key, f"{key}.p0", f"{key}.s0", 0, 4, "term", "concept", "c:term") for key in documents
    ]
    texts = arrange_texts(documents, [Node("c:term", "concept", "term", 2, 2)], passages, sentences, mentions)
    line = make_timeline(make_passport(texts, "c:term"))
    assert line is not None
    return [text for _, text in line.labels]


@pytest.mark.parametrize(
    ("first", "last", "labels"),
    [
        ("2023-10-04", "2023-10-27", ["4 okt 2023", "27 okt 2023"]),
        ("2023-02", "2023-10", ["feb 2023", "okt 2023"]),
        ("2012", "2018", ["2012", "2013", "2014", "2015", "2016", "2017", "2018"]),
        ("1998-06-01", "2026-01-01", ["2000", "2005", "2010", "2015", "2020", "2025"]),
    ],
)
def test_labels_keep_their_distance(first: str, last: str, labels: list[str]) -> None:
    assert line_between(first, last) == labels


@pytest.mark.parametrize("date", ["", "gisteren", "2024-13", "24", "2024-1-1-1", "2024-00"])
def test_what_is_no_date_has_no_place(date: str) -> None:
    assert read_moment(date) is None


# -- what is typed ----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def forms(store: GraphFile) -> dict[str, str]:
    aliases = [Alias(**row) for row in store.iterate("aliases", "node_id, alias")]
    return list_forms(store.nodes(), aliases)


def test_a_term_is_found_by_its_label_and_by_its_forms(forms: dict[str, str]) -> None:
    assert find_term(" Verbinding ", forms) == "c:verbinding"
    assert find_term("VERBINDT", forms) == "c:verbinding"
    assert find_term("ow", forms) == "c:omgevingswet"
    assert find_term("Bruggen slaan", forms) is None  # a text has no passport


def test_near_spellings(forms: dict[str, str]) -> None:
    assert near_spellings("verbindnig", forms)[0] == "c:verbinding"
    assert near_spellings("jorus de waal", forms)[0] == "p:joris-de-waal"
    assert near_spellings("participatie", forms)[:2] == ["c:burgerparticipatie", "c:overheidsparticipatie"]
    assert near_spellings("qqqqqqqq", forms) == []
    assert near_spellings("  ", forms) == []


# -- the address ------------------------------------------------------------------------------------------------------

NODES = {"c:verbinding", "c:vertrouwen", "p:els-brink"}
TYPED = {"verbinding": "c:verbinding", "els brink": "p:els-brink"}


@given(
    st.builds(
        Trace,
        terms=st.lists(st.sampled_from(sorted(NODES)), max_size=2, unique=True).map(tuple),
        order=st.sampled_from(["text", "left", "right"]),
        n_words=st.integers(5, 50),
        window=st.sampled_from(["sentence", "paragraph"]),
        n_lines=st.integers(30, 1000),
    )
)
def test_an_address_opens_the_same_view(trace: Trace) -> None:
    assert read_trace(trace_to_query(trace), NODES, TYPED) == (trace, (), ())


def test_the_usual_view_has_a_short_address() -> None:
    assert trace_to_query(Trace(("c:verbinding",))) == {"begrip": "c:verbinding"}


def test_nonsense_in_an_address_is_told() -> None:
    query = {
        "begrip": "Els  Brink~c:weg~c:verbinding~c:vertrouwen",
        "orde": "achteruit",
        "woorden": "900",
        "samen": "zin",
        "regels": "veel",
        "iets": "anders",
    }
    trace, ignored, unknown = read_trace(query, NODES, TYPED)
    assert trace == Trace(("p:els-brink", "c:verbinding"), n_words=50)
    assert ignored == ("begrip=c:vertrouwen", "orde=achteruit", "woorden=900", "regels=veel")
    assert unknown == ("weg",)


def test_another_term_never_stands_beside_itself() -> None:
    trace = Trace(("c:a", "c:b"), n_lines=130)
    assert trace.with_term("c:c", 1) == Trace(("c:a", "c:c"))
    assert trace.with_term("c:b", 0) == Trace(("c:b",))
    assert Trace(("c:a",)).with_term("c:b", 1).terms == ("c:a", "c:b")


# -- the pieces -------------------------------------------------------------------------------------------------------


def test_texts_are_escaped_in_every_piece(texts: Texts, verbinding: Passport) -> None:
    table = rows_table(verbinding, "a", Links(to_sentence=lambda document, sentence: f'"><b>{document}'))
    assert "<script" not in table
    assert "<b>d:" not in table
    assert "&lt;script&gt;globalThis.pwned = 1&lt;/script&gt;" in table


def test_of_very_many_texts_the_last_open_on_demand(texts: Texts, verbinding: Passport) -> None:
    many = replace(verbinding, texts=verbinding.texts * 16)
    shown, _, folded = rows_table(many, "a", Links()).partition("<details>")
    assert shown.count('class="barcode a"') == 60
    assert folded.startswith("<summary>Nog 4 teksten</summary>")
    assert folded.count('class="barcode a"') == 4
    found = compare_passports(texts, verbinding, make_passport(texts, "p:els-brink"))
    both = both_table(many, many, replace(found, rows=found.rows * 16), Links())
    assert both.partition("<details>")[0].count('class="title"') == 60
    assert both.count('class="title"') == 64


def test_dots_grow_with_their_area() -> None:
    assert dot_radius(4, 4) == 2 * dot_radius(1, 4)
    assert dot_radius(60, 60) == 13
    assert dot_radius(1, 60) < dot_radius(15, 60) < dot_radius(60, 60)


def test_a_barcode_says_what_it_shows() -> None:
    assert 'aria-label="3 plaatsen, van 0% tot 79% van de tekst; 1.900 woorden"' in barcode((0, 0.26, 0.79), "a", 1900)
    assert 'aria-label="komt hier niet voor; 20 woorden"' in barcode((), "b", 20)
