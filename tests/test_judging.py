"""Candidates for persons: what is observed of them, how they are rated and chosen, and how the weights are learnt."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import ReadableError
from graph.marked.texts import Mark, MarkedText
from graph.people import load_names
from graph.people.evidence import gather_evidence, observe
from graph.people.judging import Candidate, choose, list_candidates, observe_others, rate
from graph.people.odds import Odds
from graph.people.passage import PassageView
from graph.people.spans import Found
from graph.people.weights import load_weights, write_judging
from graph.places import find_shipped
from graph.training.judgement import SHARES, Judged, learn, measure_judgement, part_of
from graph.weights import Weights, add_up
from tests.test_suggested import split

NAMES = load_names(find_shipped("data", "names"))


def person(start: int, end: int, name: str = "Els", passage: int = 0, observed: tuple[str, ...] = ()) -> Candidate:
    """Return a candidate at tokens start..end."""
    words = tuple(name.lower().split())
    return Candidate(passage, Found(start, end, "person", name, (), name), words, observed)


def look(text: str, name: str) -> list[str]:
    """Return what is observed of ``name`` in ``text``, which neither rules nor pipeline saw."""
    view = PassageView(split(text), NAMES)
    start = view.words.index(name.split()[0])
    item = Found(start, start + len(name.split()), "person", name, (), name)
    evidence = gather_evidence([view], [[]], [[]], [[item]])
    return observe(view, item, 0, evidence)


@pytest.mark.parametrize(
    ("text", "name", "seen"),
    [
        ("Dat zei wethouder Zwirkema gisteren.", "Zwirkema", "prior:title"),
        ("Dat zei Zwirkema gisteren.", "Zwirkema", "prior:verb"),
        ("Zwirkema zegt van niet.", "Zwirkema", "follow:speech"),
        ("Zwirkema zegt van niet.", "Zwirkema", "prior:^"),
        ("Wij wonen in Zwirkema nu.", "Zwirkema", "prior:place"),
        ("De club Zwirkema won weer.", "Zwirkema", "prior:thing"),
        ("Alle EPD's gaan open.", "EPD's", "spelling:plural:none"),
        ("Alle BNPL-diensten gaan open.", "BNPL-diensten", "spelling:compound:none"),
        ("Het heet TiSA nu.", "TiSA", "spelling:mixed:none"),
        ("Daar was Jan Zwirkema ook.", "Jan Zwirkema", "last:?"),
        ("Daar was Oleg Kuznetsov ook.", "Oleg Kuznetsov", "last:U"),
        ("Het heet How nu.", "How", "english:True:1:none"),
        ("Die des kommunikativen Handelns nu.", "Handelns", "foreign:True:1"),
    ],
)
def test_an_observation_is_made(text: str, name: str, seen: str):
    assert seen in look(text, name)


def test_a_government_and_a_feast_are_no_candidates():
    for text, name in (
        ("Zo ging het onder Rutte IV toen.", "Rutte IV"),
        ("De rechten van LHBTQIA + zijn er.", "LHBTQIA +"),
        ("Dan is Keti Koti een feest.", "Keti Koti"),
    ):
        view = PassageView(split(text), NAMES)
        start = view.words.index(name.split()[0])
        item = Found(start, start + 2, "person", name, (), name)
        assert list_candidates([view], [[]], [[item]], [[item]], [Odds()]) == []


def test_a_listed_full_name_that_rules_and_pipeline_see_needs_less():
    item = replace(person(0, 2, "Frans Zwirkema"), is_agreed=True)
    assert choose([item], [0.45]) == [item] and choose([item], [0.35]) == []
    view = PassageView(split("Voorwoord van Frans Zwirkema"), NAMES)
    found = Found(2, 4, "person", "Frans Zwirkema", ("Frans",), "Zwirkema")
    both, alone = ([list_candidates([view], [[found]], [seen], [[found]], [Odds()])[0]] for seen in ([found], []))
    assert [both[0].is_agreed, alone[0].is_agreed] == [True, False]


def test_a_full_name_that_stands_elsewhere_and_one_behind_mevrouw_need_less():
    full = Found(0, 2, "person", "Zwir Kema", ("Zwir",), "Kema")
    sure, again = (Candidate(passage, full, ("zwir", "kema"), ()) for passage in (0, 1))
    assert choose([sure, again], [0.9, 0.45]) == [sure, again] and choose([again], [0.45]) == []
    addressed = replace(person(1, 2, "Kema"), is_addressed=True)
    assert choose([addressed], [0.3]) == [addressed] and choose([addressed], [0.2]) == []
    view = PassageView(split("Dat vroeg mevrouw De Winde . Spreker vindt dat lang ."), NAMES)
    items = [Found(3, 5, "person", "De Winde", (), "de Winde"), Found(6, 7, "person", "Spreker", (), "Spreker")]
    view_of_degree = PassageView(split("Lid is drs G. Zwirkema ook ."), NAMES)
    scholar = Found(3, 5, "person", "G. Zwirkema", ("G.",), "Zwirkema")
    rated = list_candidates([view_of_degree], [[]], [[]], [[scholar]], [Odds()])
    assert [item.is_addressed for item in rated if item.found == scholar] == [True]
    found = list_candidates([view], [[]], [[]], [items], [Odds()])
    assert [(item.found.name, item.is_addressed, item.needs_care) for item in found] == [
        ("De Winde", True, False),
        ("Spreker", False, True),
    ]


def test_a_surname_and_the_next_word_are_no_candidate():
    text = "Daar sprak Marcel Vonkel . Dat noemt Vonkel Kairos , en Vonkel senior zwijgt ."
    view = PassageView(split(text), NAMES)
    full = Found(2, 4, "person", "Marcel Vonkel", ("Marcel",), "Vonkel")
    beyond = Found(7, 9, "person", "Vonkel Kairos", ("Vonkel",), "Kairos")
    elder = Found(11, 13, "person", "Vonkel senior", ("Vonkel",), "senior")
    found = list_candidates([view], [[full]], [[full]], [[full, beyond, elder]], [Odds()])
    assert [item.found for item in found] == [full, elder]


def test_a_king_is_a_candidate():
    view = PassageView(split("Dat was koning Willem II zelf."), NAMES)
    item = Found(3, 5, "person", "Willem II", ("Willem", "II"), "")
    found = list_candidates([view], [[]], [[item]], [[item]], [Odds()])
    # behind a title the first word alone is looked at as well
    assert [one.found for one in found] == [Found(3, 4, "person", "Willem", ("Willem",), ""), item]


def test_what_the_others_tell_is_observed():
    full, short, rival = person(0, 2, "Els Zwirkema"), person(0, 1, "Zwirkema", passage=1), person(1, 3, "Zwirkema nu")
    _, second, _ = observe_others([full, short, rival], [0.97, 0.45, 0.1])
    assert second == [
        "own:2", "same:-:1", "mean:-:1", "longer:top:1", "shorter:-:1", "rival:-", "beside:-", "own+same:2:-",
        "own+longer:2:top:1", "own+rival:2:-",
    ]  # fmt: skip
    first, _, _ = observe_others([full, short, rival], [0.97, 0.45, 0.1])
    assert "rival:0" in first
    assert "shorter:2:2" in first


def test_the_second_judgement_counts():
    items = [person(0, 2, "Els Zwirkema", observed=("sure",)), person(0, 1, "Zwirkema", passage=1)]
    weights = Weights({"sure": 5.0}, {"sure": 5.0, "longer:top:1": 2.0})
    likely = rate(items, weights)
    assert [round(value, 3) for value in likely] == [0.993, 0.881]
    assert add_up(("unknown",), weights.first) == 0.5


def test_the_likeliest_stands_and_nothing_overlaps():
    items = [person(0, 2), person(1, 3), person(3, 4), person(0, 1, passage=1)]
    chosen = choose(items, [0.7, 0.8, 0.6, 0.4], 0.5)
    assert chosen == [items[1], items[2]]


@given(
    st.lists(
        st.tuples(st.integers(0, 20), st.integers(1, 5), st.integers(0, 2), st.floats(0, 1, allow_nan=False)),
        max_size=30,
    )
)
def test_chosen_candidates_never_overlap(rows: list[tuple[int, int, int, float]]):
    items = [person(start, start + length, passage=passage) for start, length, passage, _ in rows]
    chosen = choose(items, [likely for *_, likely in rows], 0.5)
    places = [(item.passage, at) for item in chosen for at in range(item.found.start, item.found.end)]
    assert len(places) == len(set(places))


def test_weights_are_written_and_read_again(tmp_path: Path):
    weights = Weights({"prior:title": 1.25, "first:F": -0.5}, {"own:4": 2.0})
    write_judging(tmp_path, weights)
    assert load_weights(tmp_path) == weights


@pytest.mark.parametrize("line", ["1\tprior:title", "3\tprior:title\t1.0", "1\tprior:title\tveel"])
def test_damaged_weights_are_told_in_a_sentence(tmp_path: Path, line: str):
    (tmp_path / "weights.tsv").write_text(line + "\n", encoding="utf-8")
    with pytest.raises(ReadableError, match=r"weights\.tsv"):
        load_weights(tmp_path)


def make_judged(number: int) -> Judged:
    """Return a document with a right and a wrong candidate, told apart by one observation."""
    items = [person(0, 1, "Els", observed=("always", "good")), person(3, 4, "Handel", observed=("always", "bad"))]
    return Judged(f"text {number}", "civic", items, [True, False], 1)


def test_weights_tell_right_from_wrong_and_are_the_same_again():
    documents = [make_judged(number) for number in range(20)]
    weights = learn(documents)
    assert weights == learn(documents)
    right, wrong = rate(documents[0].candidates, weights)
    assert right > 0.8
    assert wrong < 0.2
    assert measure_judgement(documents, 0.5) == {"civic": (1.0, 1.0, 1.0)}


def test_a_source_without_a_share_is_not_learnt_from_silently():
    with pytest.raises(KeyError):
        learn([replace(make_judged(number), source="elsewhere") for number in range(20)])
    assert set(SHARES) == {"civic", "sparse", "treebank", "wikiann"}


def test_a_document_always_falls_in_the_same_part():
    assert [part_of(name) for name in ("train-a/a", "train-a/b", "wiki-1181")] == [
        part_of(name) for name in ("train-a/a", "train-a/b", "wiki-1181")
    ]
    assert {part_of(str(number)) for number in range(50)} == {0, 1, 2}


def test_marks_say_which_candidates_are_right():
    from graph.language import RULES, load_language
    from graph.training.judgement import judge_document

    text = MarkedText("Gisteren sprak Jan de Vries met Els Smit.", (Mark(15, 27, "PER"),), "x")
    judged = judge_document("a", "civic", [text], load_language(model=RULES).analyse([text.text]), NAMES)
    assert [(item.found.name, right) for item, right in zip(judged.candidates, judged.right, strict=True)] == [
        ("Jan de Vries", True), ("Els Smit", False),
    ]  # fmt: skip
    assert judged.n_persons == 1


def test_a_new_name_must_be_likelier_where_hardly_anyone_is_named():
    many = [person(0, 1, "Tata"), person(0, 2, "Els Zwirkema", passage=1), person(5, 6, "Zwirkema", passage=1)]
    assert choose(many, [0.6, 0.99, 0.6]) == [many[1], many[0], many[2]]
    few = [replace(item, needs_care=True) for item in many]
    assert choose(few, [0.6, 0.99, 0.6]) == [few[1], few[2]]


def test_care_is_for_names_that_no_list_knows_in_texts_with_hardly_anyone():
    words = "Zij zagen Frans Zwirkema en True Zwirkema bij de sluis. "
    filling = "Het water stond die dag erg hoog en niemand van het dorp wilde naar buiten. " * 12
    for text, care in ((words + filling, [False, True]), (words, [False, False])):
        view = PassageView(split(text), NAMES)
        items = [Found(at, at + 2, "person", " ".join(view.words[at : at + 2]), (view.words[at],), "Zwirkema")
                 for at in (2, 5)]  # fmt: skip
        found = list_candidates([view], [[]], [[]], [items], [Odds()])
        assert [item.needs_care for item in found] == care, text[:60]


def test_a_surname_with_a_particle_needs_its_bearer_more_than_it_needs_to_be_likely():
    full = Candidate(0, Found(0, 3, "person", "Paul 't Hart", ("Paul",), "'t Hart"), ("paul", "t", "hart"), ())
    again = Candidate(1, Found(0, 2, "person", "'t Hart", (), "'t Hart"), ("t", "hart"), ())
    assert choose([again, full], [0.3, 0.9]) == [full, again]
    assert choose([again, full], [0.3, 0.4]) == []
