"""What is trained on is made the same way every time, and every mark stays on its words."""

from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from graph.language.lemmas import LemmaTables, write_tables
from graph.marked.texts import Mark, MarkedText
from graph.marked.treebank import TreeSentence
from graph.places import find_shipped
from graph.training.__main__ import find_best
from graph.training.annotation import count_agreement, find_differences, read_pass, read_settled, write_table
from graph.training.card import make_table
from graph.training.corpus import Corpus, Mix, make_round, read_corpus
from graph.training.lists import FILE, merge_names
from graph.training.pipeline import Sources, describe, measure_names, measure_tags, show_names, train_pipeline
from graph.training.recipe import Plan, mark_doc
from graph.training.templates import Filler, read_templates
from graph.training.variety import Pools, Varier, group_texts, make_pools, replace_marks, shout, whisper
from tests.conftest import need_shared

POOLS = Pools(
    first=("Els", "Sjoerd", "Noor"),
    surnames=("van der Wal", "Zwirkema", "'t Hart"),
    persons=("Anna van Buren",),
    places=("Ede", "Zwirkedam"),
    organisations=("VNG", "De Orkaan"),
)
SENTENCE = MarkedText(
    "Jan Smit en Smit wonen in Delft bij KPN.",
    (Mark(0, 8, "PER", "a"), Mark(12, 16, "PER", "a"), Mark(26, 31, "LOC"), Mark(36, 39, "ORG")),
    "x",
    "d",
)
TREE = TreeSentence(
    "x.p.1.s.1",
    "Els brengt foto's mee.",
    ("Els", "brengt", "foto's", "mee", "."),
    (0, 4, 11, 18, 21),
    ("Els", "brengen", "foto", "mee", "."),
    ("PROPN", "VERB", "NOUN", "ADP", "PUNCT"),
    (1, 1, 1, 1, 1),
    ("nsubj", "root", "obj", "compound:prt", "punct"),
)


def surfaces(text: MarkedText) -> list[tuple[str, str]]:
    return [(mark.label, text.text[mark.start : mark.end]) for mark in text.marks]


def test_replacing_moves_the_marks_along():
    text = replace_marks(SENTENCE, lambda surface, mark: "Q" * len(surface + "!") if mark.label == "PER" else surface)
    assert text.text == "QQQQQQQQQ en QQQQQ wonen in Delft bij KPN."
    assert surfaces(text) == [("PER", "QQQQQQQQQ"), ("PER", "QQQQQ"), ("LOC", "Delft"), ("ORG", "KPN")]


@given(st.integers(0, 500))
def test_variants_keep_what_is_not_marked(seed: int):
    varied = Varier(POOLS, Random(seed)).vary(SENTENCE)
    between = varied.text
    for _, surface in surfaces(varied):
        assert surface
        between = between.replace(surface, "#", 1)
    assert between == "# en # wonen in # bij #."
    assert [mark.label for mark in varied.marks] == ["PER", "PER", "LOC", "ORG"]


def test_one_person_keeps_one_name():
    both = [surfaces(Varier(POOLS, Random(seed)).vary(SENTENCE, persons=1.0)) for seed in range(40)]
    joined = [full[1].lower().endswith(last[1].lower()) or full[1].startswith(last[1]) for full, last, *_ in both]
    assert sum(joined) >= 30


def test_texts_that_follow_are_joined_within_a_document():
    one, other = MarkedText("A.", (), "x", "d"), MarkedText("Ede.", (Mark(0, 3, "LOC"),), "x", "d")
    strange = MarkedText("B.", (), "x", "e")
    joined = group_texts([one, other, strange], Random(1), most=9)
    assert sum(len(text.marks) for text in joined) == 1
    assert joined[-1].text == "B."
    assert all(text.text[m.start : m.end] == "Ede" for text in joined for m in text.marks)


def test_shouting_and_whispering_keep_offsets():
    assert surfaces(shout(SENTENCE))[0] == ("PER", "JAN SMIT")
    assert surfaces(whisper(SENTENCE))[2] == ("LOC", "delft")
    assert shout(MarkedText("straß", (), "x")).text == "straß"


def test_every_template_can_be_filled():
    rng = Random(5)
    filler = Filler(Varier(POOLS, rng), ["tafel"], ["wethouder"], rng)
    for template in read_templates(find_shipped("data", "training", "templates.txt")):
        text = filler.fill(template)
        assert "{" not in text.text and "}" not in text.text, template
        assert all(surface.strip() == surface and surface for _, surface in surfaces(text)), template
        assert len(text.marks) == sum(template.count("{" + slot) for slot in SLOTS), template


SLOTS = ("full:", "last:", "first:", "ini:", "rev:", "caps:", "small:", "nick:", "king:", "org}", "loc}")


def test_the_same_letter_is_the_same_person():
    filler = Filler(Varier(POOLS, Random(3)), ["tafel"], ["wethouder"], Random(4))
    text = filler.fill("{full:a} en {last:a}; {first:a}")
    full, last, first = (surface for _, surface in surfaces(text))
    assert full.lower().endswith(last.lower()) and full.startswith(first)


def test_pools_hold_lists_and_marked_names(tmp_path: Path):
    for name in ("first_names", "surnames", "places", "organisations"):
        (tmp_path / f"{name}.txt").write_text("# kop\nX\twoord\n", encoding="utf-8")
    rows = "Ngozi\tvoornaam\nLoren\tvoornaam achternaam\nSchäfer\tachternaam\nWinter\tachternaam woord\n"
    (tmp_path / "elsewhere.txt").write_text(f"# kop\n{rows}", encoding="utf-8")
    pools = make_pools(tmp_path, [SENTENCE])
    assert (pools.first_elsewhere, pools.surnames_elsewhere) == (["Ngozi"], ["Schäfer"])
    assert (pools.persons, pools.places, pools.organisations) == (["Jan Smit"], ["Delft", "X"], ["KPN", "X"])


def test_a_mark_inside_a_word_takes_the_word():
    nlp = spacy.blank("nl")
    example = mark_doc(nlp, MarkedText("Jansens plan, foto’s", (Mark(0, 6, "PER"),), "x"))
    assert [(ent.text, ent.label_) for ent in example.reference.ents] == [("Jansens", "PER")]
    assert example.reference.text.endswith("foto's")


def test_two_readers_are_compared_and_written(tmp_path: Path):
    (tmp_path / "a.tsv").write_text("0\tPER=Els\n", encoding="utf-8")
    (tmp_path / "b.tsv").write_text("0\tPER=Els\tORG=foto\n", encoding="utf-8")
    one, other = (read_pass([tmp_path / name], [TREE]) for name in ("a.tsv", "b.tsv"))
    assert count_agreement(one, other).f == pytest.approx(2 / 3)
    assert count_agreement(one, other, "PER").f == 1.0
    assert find_differences(one, other) == {0: (set(), {(11, 15, "ORG")})}
    (tmp_path / "s.json").write_text('{"0": [[0, 3, "PER"]]}', encoding="utf-8")
    assert write_table(tmp_path / "t.tsv", [TREE], (one, other), read_settled(tmp_path / "s.json"), ["kop"]) == 1
    assert (tmp_path / "t.tsv").read_text(encoding="utf-8").splitlines() == [
        "# kop",
        "x.p.1.s.1\t0\t1\tPER\t0\t3\t1\t1\t1",
        "x.p.1.s.1\t2\t3\tORG\t11\t15\t0\t1\t0",
    ]


def test_a_surface_that_is_not_there_is_told(tmp_path: Path):
    (tmp_path / "a.tsv").write_text("0\tPER=Piet\n", encoding="utf-8")
    with pytest.raises(ValueError, match="sentence 0"):
        read_pass([tmp_path / "a.tsv"], [TREE])


def test_a_word_of_its_own_goes_before_a_part_of_a_word(tmp_path: Path):
    tree = TreeSentence("s", "Brusselse Brussel", ("Brusselse", "Brussel"), (0, 10), (), (), (), ())
    (tmp_path / "a.tsv").write_text("0\tLOC=Brussel\n", encoding="utf-8")
    assert read_pass([tmp_path / "a.tsv"], [tree]) == {0: {(10, 17, "LOC")}}


@pytest.fixture
def corpus() -> Corpus:
    text = MarkedText("Els Zwirkema woont in Ede bij KPN.", (Mark(0, 12, "PER"), Mark(22, 25, "LOC")), "x")
    return Corpus([text] * 3, [text], [], [SENTENCE], [SENTENCE], [text], [SENTENCE], ["Dag {first:a},"], ["tafel"],
                  ["wethouder"], POOLS, [replace(TREE, sent_id="een")] * 30)  # fmt: skip


def test_a_round_is_the_same_for_the_same_seed(corpus: Corpus):
    one, again, other = (make_round(corpus, Mix(), seed, 2) for seed in (1, 1, 2))
    assert one == again != other


def test_training_gives_the_same_weights_again(corpus: Corpus, tmp_path: Path):
    tables = LemmaTables({k: frozenset() for k in ("noun", "verb", "adj")}, {k: {} for k in ("noun", "verb", "adj")},
                         dict.fromkeys(("noun", "verb", "adj"), ()))  # fmt: skip
    write_tables(tmp_path / "lemmas.json.gz", tables)
    sources = Sources(find_shipped("data", "names"), tmp_path / "lemmas.json.gz")
    told: list[str] = []
    plan = Plan(steps=3, words=(20, 40), look_every=2)
    folders = []
    for name in ("one", "two"):
        nlp = train_pipeline(corpus, sources, 7, told.append, plan)
        describe(nlp, "0.0.1")
        nlp.to_disk(tmp_path / name, exclude=["vocab"])
        folders.append(tmp_path / name)
    assert nlp.pipe_names == ["tok2vec", "ner", "morphologizer", "dutch_sentences", "dutch_words"]
    for part in ("tok2vec/model", "ner/model", "morphologizer/model", "dutch_words/words.tsv"):
        assert (folders[0] / part).read_bytes() == (folders[1] / part).read_bytes(), part
    assert len(told) == 4
    scores = measure_names(nlp, corpus.civic_dev)
    assert set(scores) == {"PER", "ORG", "LOC", "ALL"} and show_names(scores).startswith("PER ")
    assert 0 <= measure_tags(nlp, corpus.tagged_dev) <= 1


def test_the_card_shows_mean_and_spread():
    rows = [{"seed": 1, "seconds": 5, "PER": 0.9}, {"seed": 2, "seconds": 6, "PER": 0.8}]
    assert make_table(rows)[2] == "| PER | 90.0 | 80.0 | 85.0 | 10.0 |"


def test_the_real_corpus_keeps_apart_what_is_measured_on():
    corpora = need_shared("corpora")
    corpus = read_corpus(find_shipped("data"), corpora)
    held_out = {sentence.text for sentence in corpus.sentences if sentence.is_held_out}
    assert 0.08 < len(held_out) / len(corpus.sentences) < 0.12
    trained = {text.text for text in (*corpus.treebank, *corpus.treebank_dev)}
    trained |= {sentence.text for sentence in (*corpus.tagged, *corpus.tagged_dev)}
    # a few short sentences stand in the treebanks more than once
    assert len(held_out & trained) < 0.02 * len(held_out) + 5
    assert not {text.document for text in corpus.civic} & {text.document for text in corpus.civic_dev}
    assert not any("gold" in text.document for text in (*corpus.civic, *corpus.civic_dev))


def test_the_best_seed_is_kept():
    rows = [
        {"seed": seed, "development, civic: PER": civic, "development, treebank: PER": trees}
        for seed, civic, trees in ((1, 0.8, 0.8), (2, 0.9, 0.8), (3, 0.9, 0.8))
    ]
    assert find_best(rows) == 2


def test_names_from_everywhere_leave_out_what_is_known_and_mark_words():
    kinds = {
        "voornaam": lambda: ["Ngozi", "Loren", "Els", "Иван", "An Marie"],
        "achternaam": lambda: ["O’Hara", "Loren", "Winter", "von Storm", "van"],
        "plaats": lambda: ["San José", "Ngozi", "X"],
    }
    assert list(merge_names(kinds, {"Els"})) == [
        "Loren\tvoornaam achternaam\n",
        "Marie\tvoornaam\n",
        "Ngozi\tvoornaam plaats\n",
        "O'Hara\tachternaam\n",
        "Storm\tachternaam woord\n",
        "Winter\tachternaam woord\n",
    ]


def test_the_shipped_names_from_everywhere_are_in_no_list_of_ours():
    folder = find_shipped("data", "names")
    rows = [line.split("\t") for line in (folder / FILE).read_text(encoding="utf-8").splitlines() if line[0] != "#"]
    ours = {line.split("\t")[0] for name in ("first_names", "places") for line in read_lines(folder / f"{name}.txt")}
    assert len(rows) > 60_000 and not ours & {word for word, _ in rows}
    assert {mark for _, marks in rows for mark in marks.split()} == {"voornaam", "achternaam", "plaats", "woord"}


def read_lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()
