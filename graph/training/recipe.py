"""How the parts of the pipeline are trained: examples, batches, the learning rate, and when to look at the scores."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from spacy.language import Language as Pipeline
from spacy.tokens import Doc
from spacy.training import Example
from thinc.api import Adam, fix_random_seed

from graph.marked.texts import STRAIGHT, MarkedText
from graph.marked.treebank import TreeSentence


@dataclass(frozen=True, slots=True)
class Plan:
    """Settings of one training."""

    steps: int
    seed: int = 0
    words: tuple[int, int] = (400, 1000)  # size of a batch, at first and at last
    rate: float = 0.001
    warm: int = 100
    dropout: float = 0.1
    look_every: int = 500


def embed(width: int, depth: int, rows: Sequence[int]) -> dict[str, Any]:
    """Return the configuration of a convolutional encoder that sees words as spelled and as the lists know them."""
    return {
        "@architectures": "spacy.Tok2Vec.v2",
        "embed": {
            "@architectures": "spacy.MultiHashEmbed.v2",
            "width": width,
            "attrs": ["NORM", "PREFIX", "SUFFIX", "SHAPE", "LANG", "ID"],
            "rows": list(rows),
            "include_static_vectors": False,
        },
        "encode": {
            "@architectures": "spacy.MaxoutWindowEncoder.v2",
            "width": width,
            "depth": depth,
            "window_size": 1,
            "maxout_pieces": 3,
        },
    }


def mark_doc(nlp: Pipeline, text: MarkedText) -> Example:
    """Return a text with its entities as an example; a mark that ends inside a word takes the whole word."""
    predicted = nlp.make_doc(text.text.translate(STRAIGHT))
    reference = predicted.copy()
    spans, last = [], 0
    for mark in text.marks:
        span = reference.char_span(mark.start, mark.end, label=mark.label, alignment_mode="expand")
        if span is not None and span.start >= last:
            spans.append(span)
            last = span.end
    reference.set_ents(spans)
    return Example(predicted, reference)


def tag_doc(nlp: Pipeline, sentence: TreeSentence) -> Example:
    """Return a treebank sentence with its parts of speech as an example, on the words of the treebank."""
    words = [word.translate(STRAIGHT) for word in sentence.words]
    ends = [start + len(word) for start, word in zip(sentence.starts, sentence.words, strict=True)]
    spaces = [end in range(len(sentence.text)) and sentence.text[end].isspace() for end in ends]
    return Example(
        Doc(nlp.vocab, words=words, spaces=spaces), Doc(nlp.vocab, words=words, spaces=spaces, pos=list(sentence.pos))
    )


def train(
    nlp: Pipeline,
    supply: Callable[[int], Sequence[Example]],
    plan: Plan,
    score: Callable[[Pipeline], str],
    tell: Callable[[str], None] = print,
) -> None:
    """Train all components of ``nlp`` in place; its weights become the averages over all steps.

    Args:
        supply: gives the examples of round 0, 1, 2 …: other variants of the same texts each time.
        score: measures the pipeline on development data; what it returns is told.
    """
    fix_random_seed(plan.seed)
    rng = Random(plan.seed)
    first = supply(0)
    nlp.initialize(lambda: first)
    optimizer = Adam(plan.rate, L2=0.01, grad_clip=1.0, L2_is_weight_decay=True, use_averages=True)
    stream = _stream(supply, first, plan, rng)
    losses: dict[str, float] = {}
    for step in range(plan.steps):
        optimizer.learn_rate = plan.rate * min((step + 1) / plan.warm, 1.0, 1.02 - step / plan.steps)
        nlp.update(next(stream), sgd=optimizer, drop=plan.dropout, losses=losses)
        if (step + 1) % plan.look_every == 0 or step + 1 == plan.steps:
            with nlp.use_params(optimizer.averages):
                tell(f"step {step + 1} losses { ({k: round(v) for k, v in losses.items()}) } {score(nlp)}")
            losses = {}
    for _, component in nlp.pipeline:
        model = getattr(component, "model", None)
        if model is not None:
            for node in model.walk():
                for name in node.param_names:
                    average = optimizer.averages.get((node.id, name))
                    if average is not None and node.has_param(name):
                        node.set_param(name, average)


def _stream(
    supply: Callable[[int], Sequence[Example]], first: Sequence[Example], plan: Plan, rng: Random
) -> Iterator[list[Example]]:
    low, high = plan.words
    size, n_words, number = float(low), 0, 0
    batch: list[Example] = []
    while True:
        examples = list(first if number == 0 else supply(number))
        rng.shuffle(examples)
        for example in examples:
            batch.append(example)
            n_words += len(example.reference)
            if n_words >= size:
                yield batch
                batch, n_words = [], 0
                size = min(size * 1.0005, high)
        number += 1
