"""Learn the weights by which candidates for persons are judged, on texts that the pipeline did not see.

A pipeline that was trained on a text finds nearly every name in it; weights that were learnt there would trust it too
much. So the texts are parted in three, and each part is read by a pipeline that was trained on the other two.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import md5

from graph.language import Analysis
from graph.marked.texts import MarkedText
from graph.people.finding import propose_names
from graph.people.judging import Candidate, choose, observe_others
from graph.people.lexicon import NameLexicon
from graph.people.passage import PassageView
from graph.rows import Sighting
from graph.training.fitting import fit
from graph.weights import Weights, add_up

N_PARTS = 3
N_ROUNDS = 5
"""Parts in which the documents are judged by weights learnt on the others, for the second judgement to learn from."""
PENALTY = 6.0
SHARES = {"civic": 2.0, "sparse": 6.0, "treebank": 1.0, "wikiann": 0.3}
"""How much a candidate counts, by where it comes from: wikiann's marks were made by a machine."""


@dataclass(frozen=True, slots=True)
class Judged:
    """The candidates of one document with what they are."""

    document: str
    source: str
    candidates: Sequence[Candidate]
    right: Sequence[bool]
    n_persons: int


def part_of(document: str, parts: int = N_PARTS) -> int:
    """Return the part to which a document belongs: always the same for the same name."""
    return int(md5(document.encode(), usedforsecurity=False).hexdigest(), 16) % parts


def judge_document(
    document: str, source: str, paragraphs: Sequence[MarkedText], analyses: Sequence[Analysis], names: NameLexicon
) -> Judged:
    """Return the candidates of a document that was read, and which of them its marks call persons."""
    views = [PassageView(analysis.tokens, names) for analysis in analyses]
    suggested = [Sighting(number, *name) for number, analysis in enumerate(analyses) for name in analysis.names]
    _, candidates = propose_names(views, suggested)
    marked = [set(_list_persons(view, text)) for view, text in zip(views, paragraphs, strict=True)]
    right = [(item.found.start, item.found.end) in marked[item.passage] for item in candidates]
    return Judged(document, source, candidates, right, sum(map(len, marked)))


def _list_persons(view: PassageView, text: MarkedText) -> Iterator[tuple[int, int]]:
    """Yield the tokens of each marked person; a mark that ends inside a word takes the whole word."""
    for mark in text.marks:
        touched = [at for at, token in enumerate(view.tokens) if token.start < mark.end and mark.start < token.end]
        if mark.label == "PER" and touched:
            yield touched[0], touched[-1] + 1


def learn(documents: Sequence[Judged]) -> Weights:
    """Return the weights for both judgements."""
    first = [[item.observed for item in document.candidates] for document in documents]
    likely = rate_others(documents, first)
    second = add_context(documents, first, likely)
    return Weights(_fit(documents, first), _fit(documents, second))


def add_context(
    documents: Sequence[Judged],
    observed: Sequence[Sequence[Sequence[str]]],
    likely: Sequence[Sequence[float]],
) -> list[list[tuple[str, ...]]]:
    """Return the observations of each document with those of the second judgement."""
    return [
        [(*own, *more) for own, more in zip(rows, observe_others(document.candidates, chances), strict=True)]
        for document, rows, chances in zip(documents, observed, likely, strict=True)
    ]


def rate_others(documents: Sequence[Judged], observed: Sequence[Sequence[Sequence[str]]]) -> list[list[float]]:
    """Return how likely each candidate is by weights that were learnt without its document."""
    likely: list[list[float]] = [[] for _ in documents]
    for part in range(N_ROUNDS):
        inside = [part_of(document.document, N_ROUNDS) == part for document in documents]
        others = [number for number, within in enumerate(inside) if not within]
        weights = _fit([documents[number] for number in others], [observed[number] for number in others])
        for number, within in enumerate(inside):
            if within:
                likely[number] = [add_up(row, weights) for row in observed[number]]
    return likely


def _fit(documents: Sequence[Judged], observed: Sequence[Sequence[Sequence[str]]]) -> dict[str, float]:
    rows = [row for document in observed for row in document]
    right = [value for document in documents for value in document.right]
    return fit(rows, right, PENALTY, [SHARES[document.source] for document in documents for _ in document.right])


def measure_judgement(documents: Sequence[Judged], threshold: float) -> dict[str, tuple[float, float, float]]:
    """Return precision, recall and F by source, each document judged by weights that were learnt without it."""
    first = [[item.observed for item in document.candidates] for document in documents]
    second = add_context(documents, first, rate_others(documents, first))
    likely = rate_others(documents, second)
    counts: dict[str, list[int]] = {}
    for document, chances in zip(documents, likely, strict=True):
        chosen = choose(document.candidates, chances, threshold)
        places = {(item.passage, item.found.start, item.found.end) for item in chosen}
        n_right = sum(
            right and (item.passage, item.found.start, item.found.end) in places
            for item, right in zip(document.candidates, document.right, strict=True)
        )
        row = counts.setdefault(document.source, [0, 0, 0])
        for at, value in enumerate((n_right, len(chosen), document.n_persons)):
            row[at] += value
    return {source: _score(*row) for source, row in sorted(counts.items())}


def _score(n_right: int, n_found: int, n_marked: int) -> tuple[float, float, float]:
    precision, recall = n_right / max(n_found, 1), n_right / max(n_marked, 1)
    return precision, recall, 2 * n_right / max(n_found + n_marked, 1)


def tell_scores(scores: Mapping[str, tuple[float, float, float]]) -> str:
    """Return scores as one line of percentages."""
    return "; ".join(f"{source} {'/'.join(f'{100 * value:.1f}' for value in row)}" for source, row in scores.items())
