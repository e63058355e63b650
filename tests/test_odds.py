"""What the pipeline thinks possible: as likely as its own scores say, and made into observations and candidates."""

import numpy as np
import pytest
import spacy
from spacy.tokens import Doc

from graph.language.components import SENTENCES
from graph.language.reading import Language
from graph.language.recognizer import LEAST, POSSIBLE, PossibleName, join_possible, quicken_names
from graph.people import load_names
from graph.people.judging import list_candidates
from graph.people.odds import UNTOLD, Odds, observe_odds, tells_odds, weigh_sightings
from graph.people.passage import PassageView
from graph.people.spans import Found
from graph.places import find_shipped
from graph.rows import USUAL, Sighting
from tests.test_suggested import split

MODEL = find_shipped("data", "model")
NAMES = load_names(find_shipped("data", "names"))
needs_model = pytest.mark.skipif(not (MODEL / "config.cfg").is_file(), reason="data/model is not there: train it")


def softmax(scores: np.ndarray) -> np.ndarray:
    odds = np.exp(scores - scores.max())
    return odds / odds.sum()


def walk(recognizer, doc: Doc) -> dict[tuple[int, int, str], float]:
    """Return every possible name by leading spaCy's own recognizer through it, move by move."""
    moves = [recognizer.moves.get_class_name(number) for number in range(recognizer.moves.n_moves)]

    def go(states, step, move: str) -> None:
        wanted = np.full((1, len(moves)), -1e6, dtype="f")
        wanted[0, moves.index(move)] = 1
        recognizer.transition_states(states, wanted)

    found = {}
    for start in range(len(doc)):
        for label in ("PER", "ORG", "LOC"):
            step, states = recognizer.model.predict([doc]), recognizer.moves.init_batch([doc])
            for _ in range(start):
                go(states, step, "O")
            scores = step.predict(states)[0]
            free = [n for n, move in enumerate(moves) if move == "O" or (move[0] in "BU" and len(move) > 2)]
            if start == len(doc) - 1:
                free = [n for n in free if moves[n][0] != "B"]
            odds = dict(zip([moves[n] for n in free], softmax(scores[free]), strict=True))
            found[start, start + 1, label] = odds[f"U-{label}"]
            likelihood = odds.get(f"B-{label}", 0.0)
            if likelihood < LEAST:
                continue
            go(states, step, f"B-{label}")
            for end in range(start + 2, len(doc) + 1):
                scores = step.predict(states)[0]
                ways = [moves.index(f"{sign}-{label}") for sign in "IL"]
                on, last = softmax(scores[ways]) if end < len(doc) else (0.0, 1.0)
                found[start, end, label] = likelihood * last
                likelihood *= on
                if end < len(doc):
                    go(states, step, f"I-{label}")
    return {name: likelihood for name, likelihood in found.items() if likelihood >= LEAST}


@needs_model
@pytest.mark.parametrize(
    "text",
    [
        "Volgens Marieke Dijkstra ligt Amersfoort daar .",
        "Storm van der Meer Vink",
        "Bakker Van Dam en de Raad van State",
        "Amersfoort",
    ],
)
def test_possible_names_are_as_likely_as_the_recognizer_holds_them(text: str):
    nlp = spacy.load(MODEL, exclude=["tokenizer", "morphologizer"])
    doc = nlp.get_pipe("tok2vec")(Doc(nlp.vocab, words=text.split()))
    expected = walk(nlp.get_pipe("ner"), doc)
    quicken_names(nlp)
    doc = nlp.get_pipe("ner")(nlp.get_pipe("tok2vec")(Doc(nlp.vocab, words=text.split())))
    found = {tuple(name[:3]): name.likelihood for name in doc.user_data[POSSIBLE]}
    sure = {name for name, likelihood in expected.items() if likelihood > 1.01 * LEAST}
    assert sure and sure <= set(found)
    assert found == pytest.approx({name: expected.get(name, LEAST) for name in found}, abs=2e-3)
    # What stands is among what is possible.
    assert {(span.start, span.end, span.label_) for span in doc.ents} <= set(found)


def test_possible_names_of_a_text_in_parts_are_numbered_through():
    nlp = spacy.blank("nl")
    parts = [Doc(nlp.vocab, words=words) for words in (["Dag", "Els"], ["ja"], ["Jan", "Vink"])]
    parts[0].user_data[POSSIBLE] = [PossibleName(1, 2, "PER", 0.8)]
    parts[2].user_data[POSSIBLE] = [PossibleName(0, 2, "PER", 0.5), PossibleName(1, 2, "LOC", 0.1)]
    assert join_possible(parts) == [
        PossibleName(1, 2, "PER", 0.8),
        PossibleName(3, 5, "PER", 0.5),
        PossibleName(4, 5, "LOC", 0.1),
    ]


def sight(view: PassageView, words: str, kind: str, likelihood: float) -> Sighting:
    """Return a sighting of words of a passage."""
    first = view.words.index(words.split()[0])
    last = first + len(words.split()) - 1
    return Sighting(0, view.tokens[first].start, view.tokens[last].end, kind, likelihood, False)


def test_titles_are_cut_off_what_is_possible_and_the_same_name_adds_up():
    view = PassageView(split("Toen sprak mevrouw Jansen in Delft ."), NAMES)
    odds = weigh_sightings(
        view,
        [
            sight(view, "mevrouw Jansen", "person", 0.25),
            sight(view, "Jansen", "person", 0.5),
            sight(view, "Delft", "place", 0.9),
            sight(view, "Delft", "person", 0.02),
        ],
    )
    assert odds == Odds(
        {(3, 4): 0.75, (5, 6): 0.02},
        [(5, 6, "place", 0.9)],
        [Found(3, 4, "person", "Jansen", (), "Jansen")],
    )


def test_what_the_odds_say_of_a_candidate():
    odds = Odds({(0, 1): 0.2, (0, 2): 0.6, (0, 3): 0.1, (1, 3): 0.04}, [(2, 3, "place", 0.9), (0, 1, "place", 0.3)])
    item = Found(0, 2, "person", "Jan Vink", ("Jan",), "Vink")
    assert list(observe_odds(item, odds, ["prior:title"])) == [
        "odds:6",
        "odds:6:2",
        "covered:7:2",
        "in-longer:3",
        "over-shorter:4",
        "crossed:2",
        "organisation:0",
        "place:5",
        "odds+prior:title:6",
    ]
    nobody = Found(5, 6, "person", "Vink", (), "Vink")
    assert list(observe_odds(nobody, odds, [])) == [
        "odds:0", "odds:0:1", "covered:0:1", "in-longer:0", "over-shorter:0", "crossed:0", "organisation:0", "place:0",
    ]  # fmt: skip


def test_who_tells_no_odds_has_not_held_the_unseen_impossible():
    told, untold = Sighting(0, 0, 3, "person", 0.97), Sighting(0, 0, 3, "person")
    assert [tells_odds(items) for items in ([], [told], [untold], [untold, told])] == [True, True, False, True]
    view = PassageView(split("Els sprak Vonk aan ."), NAMES)
    nobody = Found(2, 3, "person", "Vonk", (), "Vonk")
    seen = list(observe_odds(nobody, weigh_sightings(view, [untold], UNTOLD), []))
    assert seen[:3] == ["odds:5", "odds:5:1", "covered:5:1"]


def test_a_person_that_is_only_possible_is_a_candidate():
    view = PassageView(split("Daar stond Quetzal stil ."), NAMES)
    odds = weigh_sightings(view, [sight(view, "Quetzal", "person", 0.3)])
    [found] = list_candidates([view], [[]], [[]], [[]], [odds])
    assert (found.found.start, found.found.end) == (2, 3)
    assert "odds:5" in found.observed and "odds+prior:word:5" in found.observed


def test_a_pipeline_that_tells_no_odds_is_usually_right():
    nlp = spacy.blank("nl")
    nlp.add_pipe(SENTENCES)
    nlp.add_pipe("entity_ruler").add_patterns([{"label": "PERSON", "pattern": "Els Smit"}])
    language = Language(nlp, (), "")
    text = "Gisteren sprak Els Smit daar."
    assert language.suggest_names(language.analyse([text])) == [Sighting(0, 15, 23, "person", USUAL, True)]
