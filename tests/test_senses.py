"""Words with two lives: what is seen around them, how weights choose, what the thesaurus keeps, how it is learnt."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import spacy
from spacy.tokens import Doc

from graph.errors import ReadableError
from graph.language import Language, load_language, surroundings
from graph.language.senses import Occurrence, Senses, load_senses, observe_others, rate, stands, write_senses
from graph.language.surroundings import WordClasses, load_classes, observe
from graph.marked.texts import Mark, MarkedDocument, MarkedText
from graph.places import find_shipped
from graph.rows import LabelPattern
from graph.thesaurus import make_patterns, read_thesaurus
from graph.training.fitting import fit
from graph.training.senses import Example, learn_senses, measure_senses, read_examples, read_lines
from graph.weights import Weights, read_weights

CLASSES = WordClasses({"people": ["burger*", "mensen"], "music": ["lied", "*muziek"]})
PATTERNS = [
    LabelPattern("c:band", ("band",), "form"),
    LabelPattern("c:band", ("lopende", "band"), "form", negative=True),
    LabelPattern("c:band", ("band", "&", "muziek*"), "context", negative=True),
]


def make_language(weights: dict[str, float], patterns: list[LabelPattern] = PATTERNS) -> Language:
    """Return the pipeline that ships with one judgement by ``weights``, a second one that follows it, for c:band."""
    if not (find_shipped("data", "model") / "config.cfg").is_file():
        pytest.skip("data/model is not there: train it")
    follow = {f"own:{step}": -9.0 for step in "012"} | {f"own:{step}": 9.0 for step in ("3", "4", "top")}
    return load_language(patterns, senses=Senses({"c:band": Weights(weights, follow)}, CLASSES))


def find(language: Language, *texts: str) -> list[list[str]]:
    return [
        [text[span.start : span.end] for span in analysis.concepts]
        for text, analysis in zip(texts, language.analyse(texts), strict=True)
    ]


def test_word_classes_go_by_whole_words_beginnings_and_endings():
    found = [CLASSES.find(word, word) for word in ("burgers", "mensen", "mensenhater", "popmuziek", "lied", "liederen")]
    assert found == [("people",), ("people",), (), ("music",), ("music",), ()]
    assert CLASSES.find("liederen", "lied") == ("music",)


def test_everything_that_is_observed_of_a_word():
    words = "De band tussen muziek en burgers zoekt zich .".split()
    pos = ["DET", "NOUN", "ADP", "NOUN", "CCONJ", "NOUN", "VERB", "PRON", "PUNCT"]
    lemmas = ["de", "band", "tussen", "muziek", "en", "burger", "zoeken", "zich", "."]
    starts = [True] + [False] * 8
    doc = Doc(spacy.blank("nl").vocab, words=words, pos=pos, lemmas=lemmas, sent_starts=starts)
    assert observe(doc, 1, 2, CLASSES) == (
        "form:band", "group:nd", "kind:nd:NOUN",
        "left:nd:de", "left-kind:nd:DET", "right:nd:tussen", "right-kind:nd:ADP", "left2:nd:^", "right2:nd:muziek",
        "both:de:tussen",
        "behind:tussen", "behind:nd:tussen", "behind:nd:tussen:next",
        "behind:tussen:muziek", "behind:tussen:music", "behind-object:nd:music",
        "before:nd:-",
        "right-noun:muziek", "right-noun:nd:music",
        "verb:nd:zoeken", "has:nd:zich",
        "near:music", "near:nd:music", "near:people", "near:nd:people", "sentence:music", "sentence:people",
    )  # fmt: skip


def test_worlds_that_are_denied_and_compounds_of_the_word_are_seen():
    words = (
        "Geen muziek maar een band verbroedert meer dan het oude lied . De muziekband zweeg , geen armband .".split()
    )
    doc = Doc(spacy.blank("nl").vocab, words=words, sent_starts=[number in (0, 12) for number in range(len(words))])
    extra = [name for name in observe(doc, 4, 5, CLASSES) if name.startswith(("denie", "compound"))]
    assert extra == ["denied:music", "denies:nd", "compound", "compound:music"]
    doc = Doc(spacy.blank("nl").vocab, words="Een band zonder , muziek .".split(), sent_starts=[True] + [False] * 5)
    assert [name for name in observe(doc, 1, 2, CLASSES) if name.startswith(("denie", "compound"))] == []


def test_what_the_others_in_a_document_tell():
    assert observe_others([0.5]) == [["own:2", "alone:2"]]
    assert observe_others([0.99, 0.1]) == [
        ["own:top", "mean:0", "own+mean:top:0", "top:0", "low:0", "next:0"],
        ["own:0", "mean:top", "own+mean:0:top", "top:top", "low:top", "former:top"],
    ]


def test_a_likely_neighbour_carries_a_doubtful_one():
    weights = Weights({"sure": 5.0}, {"sure": 5.0, "top:top": 1.0, "alone:2": -1.0})
    rows = [["sure"], ["doubtful"]]
    assert [chance >= 0.5 for chance in rate(rows, weights)] == [True, True]
    assert [chance >= 0.5 for chance in rate(rows[1:], weights)] == [False]


def test_weights_overrule_a_condition_that_they_know_and_keep_to_one_that_they_do_not():
    texts = "De band maakt muziek.", "De band is hecht.", "Aan de lopende band."
    known = {"condition:band & muziek*": 0.0, "block:lopende band": 0.0, "form:band": 2.0}
    assert find(make_language(known), *texts) == [["band"], ["band"], ["band"]]
    assert find(make_language({"form:band": 2.0}), *texts) == [[], ["band"], []]
    assert find(make_language(known | {"form:band": -2.0}), *texts) == [[]] * 3


def test_a_concept_without_conditions_or_without_weights_goes_by_its_patterns():
    plain = [LabelPattern("c:band", ("band",), "form"), *(p for p in PATTERNS if p.words == ("lopende", "band"))]
    other = [LabelPattern("c:lint", p.words, p.attribute, p.negative) for p in PATTERNS]
    texts = "De band maakt muziek.", "De band is hecht.", "Aan de lopende band."
    assert find(make_language({"form:band": -9.0}, plain), *texts) == [["band"], ["band"], []]
    assert find(make_language({"form:band": -9.0}, other), *texts) == [[], ["band"], []]


def test_a_term_or_conditions_that_weights_were_not_learnt_for_go_by_the_thesaurus():
    known = {"form:band": -9.0, "condition:band & muziek*": 0.0, "block:lopende band": 0.0}
    texts = "De band maakt muziek.", "De band is hecht.", "De groep is hecht.", "De groep maakt muziek."
    term = LabelPattern("c:band", ("groep",), "form")
    own = LabelPattern("c:band", ("groep", "&", "muziek*"), "context", negative=True)
    assert find(make_language(known, [*PATTERNS, term, own]), *texts) == [[], [], ["groep"], []]
    longer = [*PATTERNS, LabelPattern("c:band", ("hechte", "band"), "form")]
    assert find(make_language(known, longer), "Een hechte band, een oude band.") == [["hechte band"]]
    others = [PATTERNS[0], PATTERNS[1], LabelPattern("c:band", ("band", "&", "hecht"), "context", negative=True)]
    assert find(make_language(known, others), *texts) == [["band"], [], [], []]
    known["form:band"] = 9.0
    both = [*PATTERNS, others[-1]]
    assert find(make_language(known, both), *texts) == [["band"], [], [], []]


def test_terms_are_told_as_they_are_observed():
    language = make_language({}, [*PATTERNS, LabelPattern("c:band", ("hechte", "Banden"), "exact")])
    assert (language.list_terms("c:band"), language.list_terms("c:lint")) == (["form:band", "form:hechte banden"], [])


def test_a_pipeline_of_rules_makes_no_use_of_weights():
    senses = Senses({"c:band": Weights({"form:band": -9.0}, {})}, CLASSES)
    assert find(load_language(PATTERNS, "regels", senses), "De band is hecht.") == [["band"]]


def test_places_are_those_of_the_passage():
    language = make_language({})
    assert [
        (i.passage, i.start, i.end, i.concept_id, i.is_barred) for i in language.list_doubtful(["Ja.", "Een band."])
    ] == [(1, 4, 8, "c:band", False)]
    assert language.list_rules("c:band") == ["block:lopende band", "condition:band & muziek*"]


def test_an_occurrence_barred_by_the_thesaurus_stays_barred():
    senses = Senses({"c:a": Weights({"seen": 9.0}, {"seen": 9.0})}, CLASSES)
    free, barred = Occurrence(0, 1, "c:a", ("seen",)), Occurrence(2, 3, "c:a", ("seen",), is_barred=True)
    assert senses.choose([free, barred]) == [free]


def test_tables_are_written_and_read(tmp_path: Path):
    (tmp_path / "classes.tsv").write_text("# soorten\npeople\tburger* mensen\n", encoding="utf-8")
    write_senses(tmp_path, "band", Weights({"b": 0.0, "a": 1.25}, {"c": -2.0}))
    assert read_weights(tmp_path / "band.tsv") == Weights({"a": 1.25, "b": 0.0}, {"c": -2.0})
    assert load_senses(tmp_path).knows("c:band", "b")
    assert not load_senses(tmp_path).knows("c:band", "c")
    assert not load_senses(tmp_path / "elsewhere").knows("c:band")
    (tmp_path / "band.tsv").write_text("1\ta\tveel\n", encoding="utf-8")
    with pytest.raises(ReadableError, match=r"band\.tsv"):
        load_senses(tmp_path)
    (tmp_path / "classes.tsv").write_text("people\n", encoding="utf-8")
    with pytest.raises(ReadableError, match=r"classes\.tsv"):
        load_classes(tmp_path)


def test_the_shipped_table_knows_every_term_and_condition_of_the_thesaurus():
    from graph.thesaurus import make_patterns, read_thesaurus

    language = load_language()
    language.look_for(make_patterns(read_thesaurus(find_shipped("data", "thesaurus.ttl")), split=language.split))
    table = read_weights(find_shipped("data", "senses") / "verbinding.tsv")
    known = [*language.list_terms("c:verbinding"), *language.list_rules("c:verbinding")]
    assert [name for name in known if name not in table.first] == []


def test_fitting_leaves_out_what_is_rare_and_follows_the_shares():
    rows = [["good", "once"], ["good"], ["good"], ["bad"], ["bad"], ["bad"]]
    right = [True, True, True, False, False, False]
    weights = fit(rows, right, 1.0)
    assert list(weights) == ["bad", "good"]
    assert weights["good"] == -weights["bad"] > 0.5
    assert fit([["a"]] * 4, [True, True, False, False], 1.0, [3.0, 3.0, 1.0, 1.0])["a"] > 0.5


def test_lines_are_documents_by_themselves(tmp_path: Path):
    (tmp_path / "band.txt").write_text("# kop\n\nEen [[band|CON:band]].\nDe band.\n", encoding="utf-8")
    names = "senses/band 2", "senses/band 3"
    assert read_lines(tmp_path / "band.txt") == [
        MarkedDocument(names[0], "", (MarkedText("Een band.", (Mark(4, 8, "CON", "band"),), "senses", names[0]),)),
        MarkedDocument(names[1], "", (MarkedText("De band.", (), "senses", names[1]),)),
    ]


def test_examples_are_right_where_they_are_marked():
    text = MarkedText("Een band, de band.", (Mark(4, 8, "CON", "band"),), "civic", "a")
    [example] = read_examples([MarkedDocument("a", "", (text,))], "band", make_language({}))
    assert (example.document, example.right, example.n_marked) == ("a", [True, False], 1)
    other = MarkedDocument("b", "", (MarkedText("Niets.", (), "civic", "b"),))
    assert read_examples([other], "band", make_language({})) == []


def test_weights_are_learnt_and_measured_on_documents_that_were_left_out():
    examples = [
        Example(f"civic/{number}", [["people", "rules:0"], ["traffic", "rules:1"]], [True, False], 1 + (number == 7))
        for number in range(40)
    ]
    weights = learn_senses(examples, ["condition:never seen"])
    assert weights.first["people"] > 0.5 > -0.5 > weights.first["traffic"]
    assert weights.first["condition:never seen"] == 0
    assert measure_senses(examples) == (1.0, 40 / 41)


def test_in_doubt_the_thesaurus_is_followed():
    assert [stands(("rules:0",), chance) for chance in (0.25, 0.35)] == [False, True]
    assert [stands(("rules:1",), chance) for chance in (0.75, 0.85)] == [False, True]


def test_a_passage_is_searched_for_compounds_once_however_often_the_word_stands_there(monkeypatch: pytest.MonkeyPatch):
    calls: list[str] = []
    search = surroundings._Place._list_compounds

    def count(place: surroundings._Place, stem: str) -> Iterator[str]:
        calls.append(stem)
        return search(place, stem)

    monkeypatch.setattr(surroundings._Place, "_list_compounds", count)
    language = load_language()
    language.look_for(make_patterns(read_thesaurus(find_shipped("data", "thesaurus.ttl")), split=language.split))
    [found] = language.analyse(["De verbinding met de wijk. " * 40])
    assert len(found.concepts) == 40 and calls == ["verbin"]
