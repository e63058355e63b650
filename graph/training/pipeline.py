"""The pipeline that ships: names and parts of speech, sentences by rule, lemmas by table."""

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
from graph.language.loading import OWN
from graph.language.splitting import split_glued
from graph.language.words import NAME as WORDS
from graph.language.words import DutchWords
from graph.marked.texts import LABELS, MarkedText
from graph.marked.treebank import TreeSentence
from graph.training.corpus import Corpus, Mix, make_round
from graph.training.recipe import Plan, embed, mark_doc, tag_doc, train

PLAN = Plan(steps=4800, dropout=0.15, look_every=800)
WIDTH = 160
ENCODER = embed(WIDTH, 4, (8000, 1000, 3000, 1000, 500, 500))
LISTENER = {"@architectures": "spacy.Tok2VecListener.v1", "width": WIDTH, "upstream": "tok2vec"}
NAMES_MODEL = {
    "@architectures": "spacy.TransitionBasedParser.v2",
    "state_type": "ner",
    "extra_state_tokens": False,
    "hidden_width": 64,
    "maxout_pieces": 2,
    "use_upper": True,
    "nO": None,
    "tok2vec": LISTENER,
}
TAGS_MODEL = {"@architectures": "spacy.Tagger.v2", "nO": None, "normalize": False, "tok2vec": LISTENER}
TAGGED_TIMES = 3
"""How often a sentence with parts of speech takes part in a round."""


@dataclass(frozen=True, slots=True)
class Sources:
    """Where lists and tables stand."""

    names: Path
    lemmas: Path


def start(sources: Sources) -> Pipeline:
    """Return a Dutch pipeline that knows words and has no trained part yet."""
    use_fast_arithmetic()
    nlp = spacy.blank("nl")
    split_glued(nlp)  # as where the pipeline is loaded: it must see the words that it will be given
    words = cast(DutchWords, nlp.add_pipe(WORDS))
    words.install(read_word_flags(sources.names), read_tables(sources.lemmas))
    return nlp


def train_pipeline(
    corpus: Corpus,
    sources: Sources,
    seed: int,
    tell: Callable[[str], None],
    plan: Plan = PLAN,
    mix: Mix | None = None,
) -> Pipeline:
    """Return a pipeline that finds names and tells parts of speech.

    One encoder serves both: what it learns of parts of speech tells a name from the word that it also is.
    """
    nlp = start(sources)
    nlp.add_pipe("tok2vec", first=True, config={"model": ENCODER})
    nlp.add_pipe("ner", after="tok2vec", config={"model": NAMES_MODEL})
    nlp.add_pipe("morphologizer", after="ner", config={"model": TAGS_MODEL})
    nlp.add_pipe(SENTENCES, after="morphologizer")
    chosen, sentences = mix or Mix(), corpus.tagged * TAGGED_TIMES

    def supply(number: int) -> Sequence[Example]:
        rng = Random(f"{seed}-{number}")
        tagged = [tag_doc(nlp, _change_case(sentence, rng)) for sentence in sentences]
        return [*tagged, *(mark_doc(nlp, text) for text in make_round(corpus, chosen, seed, number))]

    def score(current: Pipeline) -> str:
        parts = (("civic", corpus.civic_dev), ("treebank", corpus.treebank_dev))
        names = (f"{name} {show_names(measure_names(current, texts))}" for name, texts in parts)
        return f"{'; '.join(names)}; UPOS {100 * measure_tags(current, corpus.tagged_dev):.2f}"

    train(nlp, supply, replace(plan, seed=seed), score, tell)
    return nlp


def _change_case(sentence: TreeSentence, rng: Random) -> TreeSentence:
    chance = rng.random()
    if chance < 0.015:
        return replace(sentence, words=tuple(word.upper() for word in sentence.words))
    if chance < 0.03:
        return replace(sentence, words=tuple(word.lower() for word in sentence.words))
    return sentence


def describe(nlp: Pipeline, version: str) -> None:
    """Give a trained pipeline its name, version and licence."""
    nlp.meta.update(
        {
            "name": OWN,
            "version": version,
            "description": "Dutch names, parts of speech, sentences and lemmas for texts on government",
            "license": "CC BY-SA 4.0",
        }
    )


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
