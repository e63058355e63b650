"""Learn for a concept whose terms have two lives by what weights an occurrence means it, from texts with its marks.

The texts are those of the civic corpus, and short lines of which each is a text by itself. An occurrence that carries
the concept's mark means it, any other does not.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from graph.language import Language, load_language
from graph.language.senses import Senses, observe_others, rate, stands
from graph.language.surroundings import load_classes
from graph.marked.texts import MarkedDocument, MarkedText, read_civic, read_marks
from graph.thesaurus import make_patterns, read_thesaurus
from graph.training.fitting import fit
from graph.training.judgement import part_of
from graph.weights import Weights, add_up

PENALTY = 4.0
N_PARTS = 5
LINES = "senses"
"""The folder of the lines, a file a concept; and the source that their names begin with."""


@dataclass(frozen=True, slots=True)
class Example:
    """The occurrences of one concept in one document, with which of them mean it."""

    document: str
    observed: Sequence[Sequence[str]]
    right: Sequence[bool]
    n_marked: int


def read_lines(path: Path) -> list[MarkedDocument]:
    """Return the lines of a file with marks, each as a document; those that begin with # are left out."""
    documents = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
        if line and not line.startswith("#"):
            name = f"{LINES}/{path.stem} {number}"
            documents.append(MarkedDocument(name, "", (MarkedText(*read_marks(line), LINES, name),)))
    return documents


def read_examples(documents: Iterable[MarkedDocument], concept: str, language: Language) -> list[Example]:
    """Return the documents in which a concept is marked or might be meant, as the language pipeline sees them."""
    found = []
    for document in documents:
        marks = {
            (number, mark.start, mark.end)
            for number, text in enumerate(document.paragraphs)
            for mark in text.marks
            if mark.label == "CON" and mark.key == concept
        }
        doubtful = language.list_doubtful([text.text for text in document.paragraphs])
        items = [item for item in doubtful if item.concept_id == f"c:{concept}"]
        right = [(item.passage, item.start, item.end) in marks for item in items]
        if items or marks:
            found.append(Example(document.name, [item.observed for item in items], right, len(marks)))
    return found


def learn_senses(examples: Sequence[Example], known: Sequence[str]) -> Weights:
    """Return the weights for both judgements; a ``known`` term or rule that was seldom seen gets the weight 0."""
    first = _fit(examples, [item.observed for item in examples])
    second = _fit(examples, add_context(examples))
    return Weights({**dict.fromkeys(known, 0.0), **first}, second)


def add_context(examples: Sequence[Example]) -> list[list[list[str]]]:
    """Return the observations with those of the second judgement, by likelihoods learnt without the document."""
    added: list[list[list[str]]] = [[] for _ in examples]
    for part in range(N_PARTS):
        others = [item for item in examples if part_of(item.document, N_PARTS) != part]
        weights = _fit(others, [item.observed for item in others])
        for number, item in enumerate(examples):
            if part_of(item.document, N_PARTS) == part:
                context = observe_others([add_up(row, weights) for row in item.observed])
                added[number] = [[*row, *more] for row, more in zip(item.observed, context, strict=True)]
    return added


def _fit(examples: Sequence[Example], observed: Sequence[Sequence[Sequence[str]]]) -> dict[str, float]:
    rows = [row for document in observed for row in document]
    return fit(rows, [value for item in examples for value in item.right], PENALTY)


def measure_senses(examples: Sequence[Example]) -> tuple[float, float]:
    """Return precision and recall in whole documents, each judged by weights that were learnt without its part."""
    n_right = n_found = n_marked = 0
    for part in range(N_PARTS):
        weights = learn_senses([item for item in examples if part_of("x" + item.document, N_PARTS) != part], ())
        for item in examples:
            if part_of("x" + item.document, N_PARTS) == part and not item.document.startswith(f"{LINES}/"):
                chosen = [stands(*pair) for pair in zip(item.observed, rate(item.observed, weights), strict=True)]
                n_right += sum(right and stood for right, stood in zip(item.right, chosen, strict=True))
                n_found += sum(chosen)
                n_marked += item.n_marked
    return n_right / max(n_found, 1), n_right / max(n_marked, 1)


def learn_all_senses(model: str | None, data: Path) -> dict[str, tuple[Weights, tuple[float, float]]]:
    """Return by concept the weights with precision and recall, for every concept that has a file of lines."""
    paths = sorted((data / "training" / LINES).glob("*.txt"))
    blank = Weights({}, {})
    senses = Senses({f"c:{path.stem}": blank for path in paths}, load_classes(data / "senses"))
    language = load_language(model=model, senses=senses)
    language.look_for(make_patterns(read_thesaurus(data / "thesaurus.ttl"), split=language.split))
    civic = read_civic(sorted((data / "training" / "civic").glob("train-*")))
    found = {}
    for path in paths:
        examples = read_examples([*civic, *read_lines(path)], path.stem, language)
        known = [*language.list_terms(f"c:{path.stem}"), *language.list_rules(f"c:{path.stem}")]
        found[path.stem] = learn_senses(examples, known), measure_senses(examples)
    return found
