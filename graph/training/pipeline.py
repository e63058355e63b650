"""The pipeline that ships: names first, then parts of speech, sentences by rule, lemmas by table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from typing import cast

import spacy
from spacy.language import Language as Pipeline
from spacy.tokens import Doc
from spacy.training import Example

from graph.language.arithmetic import use_fast_arithmetic
from graph.language.components import SENTENCES
from graph.language.features import read_word_flags
from graph.language.lemmas import read_tables
from graph.language.words import NAME as WORDS
from graph.language.words import DutchWords
from graph.marked.texts import LABELS, MarkedText
from graph.marked.treebank import TreeSentence
from graph.training.corpus import Corpus, Mix, make_round
from graph.training.recipe import Plan, embed, mark_doc, tag_doc, train

NAMES_PLAN = Plan(steps=1800, dropout=0.15, look_every=600)
TAGS_PLAN = Plan(steps=1200, dropout=0.2, words=(300, 1000), look_every=600)
NAMES_ENCODER = embed(96, 4, (5000, 1000, 2500, 1000, 500, 500))
TAGS_ENCODER = embed(96, 3, (3000, 500, 2000, 500, 300, 500))
NAMES_MODEL = {
    "@architectures": "spacy.TransitionBasedParser.v2",
    "state_type": "ner",
    "extra_state_tokens": False,
    "hidden_width": 64,
    "maxout_pieces": 2,
    "use_upper": True,
    "nO": None,
    "tok2vec": NAMES_ENCODER,
}
TAGS_MODEL = {"@architectures": "spacy.Tagger.v2", "nO": None, "normalize": False, "tok2vec": TAGS_ENCODER}


@dataclass(frozen=True, slots=True)
class Sources:
    """Where lists and tables stand."""

    names: Path
    lemmas: Path


def start(sources: Sources) -> Pipeline:
    """Return a Dutch pipeline that knows words and has no trained part yet."""
    use_fast_arithmetic()
    nlp = spacy.blank("nl")
    words = cast(DutchWords, nlp.add_pipe(WORDS))
    words.install(read_word_flags(sources.names), read_tables(sources.lemmas))
    return nlp


def train_names(
    corpus: Corpus,
    sources: Sources,
    seed: int,
    tell: Callable[[str], None],
    plan: Plan = NAMES_PLAN,
    mix: Mix | None = None,
) -> Pipeline:
    """Return a pipeline that finds the names of persons, organisations and places."""
    nlp = start(sources)
    nlp.add_pipe("ner", first=True, config={"model": NAMES_MODEL})
    chosen = mix or Mix()

    def supply(number: int) -> Sequence[Example]:
        return [mark_doc(nlp, text) for text in make_round(corpus, chosen, seed, number)]

    def score(current: Pipeline) -> str:
        parts = (("civic", corpus.civic_dev), ("treebank", corpus.treebank_dev))
        return "; ".join(f"{name} {show_names(measure_names(current, texts))}" for name, texts in parts)

    train(nlp, supply, replace(plan, seed=seed), score, tell)
    return nlp


def train_tags(
    corpus: Corpus, sources: Sources, seed: int, tell: Callable[[str], None], plan: Plan = TAGS_PLAN
) -> Pipeline:
    """Return a pipeline that tells parts of speech."""
    nlp = start(sources)
    nlp.add_pipe("morphologizer", first=True, config={"model": TAGS_MODEL})
    sentences = corpus.tagged

    def supply(number: int) -> Sequence[Example]:
        rng = Random(f"{seed}-{number}")
        return [tag_doc(nlp, _change_case(sentence, rng)) for sentence in sentences]

    def score(current: Pipeline) -> str:
        return f"UPOS {100 * measure_tags(current, corpus.tagged_dev):.2f}"

    train(nlp, supply, replace(plan, seed=seed), score, tell)
    return nlp


def _change_case(sentence: TreeSentence, rng: Random) -> TreeSentence:
    chance = rng.random()
    if chance < 0.015:
        return replace(sentence, words=tuple(word.upper() for word in sentence.words))
    if chance < 0.03:
        return replace(sentence, words=tuple(word.lower() for word in sentence.words))
    return sentence


def join(names: Pipeline, tags: Pipeline, sources: Sources, version: str) -> Pipeline:
    """Return one pipeline out of the two trained ones."""
    nlp = start(sources)
    nlp.add_pipe("ner", source=names, first=True)
    nlp.add_pipe("morphologizer", source=tags, after="ner")
    nlp.add_pipe(SENTENCES, after="morphologizer")
    nlp.meta.update(
        {
            "name": "begrippengraaf",
            "version": version,
            "description": "Dutch names, parts of speech, sentences and lemmas for texts on government",
            "license": "CC BY-SA 4.0",
        }
    )
    return nlp


def measure_names(nlp: Pipeline, texts: Sequence[MarkedText]) -> dict[str, tuple[float, float, float]]:
    """Return precision, recall and F (0..1) of exact spans by label, and for all labels as "ALL"."""
    gold = [mark_doc(nlp, text) for text in texts]
    scores = nlp.evaluate([Example(nlp.make_doc(example.reference.text), example.reference) for example in gold])
    by_label = scores["ents_per_type"] or {}
    found = {label: by_label.get(label, {"p": 0.0, "r": 0.0, "f": 0.0}) for label in LABELS}
    result = {label: (row["p"], row["r"], row["f"]) for label, row in found.items()}
    return result | {"ALL": (scores["ents_p"], scores["ents_r"], scores["ents_f"])}


def show_names(scores: dict[str, tuple[float, float, float]]) -> str:
    """Return scores as one line of percentages."""
    return " ".join(f"{label} {'/'.join(f'{100 * value:.1f}' for value in values)}" for label, values in scores.items())


def measure_tags(nlp: Pipeline, sentences: Sequence[TreeSentence]) -> float:
    """Return the part of the words (as the treebank splits them) that gets the right part of speech."""
    docs: list[Doc] = [tag_doc(nlp, sentence).predicted for sentence in sentences]
    right = total = 0
    for doc, sentence in zip(nlp.pipe(docs), sentences, strict=True):
        right += sum(token.pos_ == pos for token, pos in zip(doc, sentence.pos, strict=True))
        total += len(sentence.pos)
    return right / total if total else 0.0
