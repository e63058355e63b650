"""A word with two lives: whether an occurrence means the concept, by weights that were learnt from marked texts.

For a concept that has a table of weights every occurrence of its terms is looked at. The conditions of the thesaurus
only propose: what they say is observed like the words around. Each occurrence is judged twice by a sum of weights
(logistic regression): first by what is to be seen in its sentence, then also by how likely the other
occurrences in the document are. A condition that was not there when the weights were learnt decides by itself, and
so does the pattern of a term that was not there: weights judge only what they were learnt for.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from graph.language.surroundings import CLASSES, WordClasses, load_classes
from graph.weights import Weights, add_up, read_weights, write_weights

FREE = "rules:0"
"""Observed where the thesaurus has nothing against an occurrence."""
LEAST_FREE, LEAST_BARRED = 0.3, 0.8
"""How likely an occurrence must be: where weights are in doubt, the thesaurus is followed."""
STEPS = 5


@dataclass(frozen=True, slots=True)
class Occurrence:
    """Characters start..end of passage number ``passage`` may mean a concept; ``observed`` is what is seen there."""

    start: int
    end: int
    concept_id: str
    observed: tuple[str, ...]
    passage: int = 0
    is_barred: bool = False  # by a condition that the weights do not know


class Senses:
    """The learnt tables, by concept."""

    def __init__(self, tables: Mapping[str, Weights], classes: WordClasses) -> None:
        self._tables = tables
        self.classes = classes

    def knows(self, concept_id: str, observed: str = "") -> bool:
        """Return whether there is a table for a concept, and the observation in it."""
        return concept_id in self._tables and (not observed or observed in self._tables[concept_id].first)

    def fits(self, concept_id: str, told: Iterable[str]) -> bool:
        """Return whether a table was learnt with one of these observations; one without weights fits everything."""
        table = self._tables.get(concept_id)
        return table is not None and (not table.first or any(name in table.first for name in told))

    def choose(self, occurrences: Sequence[Occurrence]) -> list[Occurrence]:
        """Return the occurrences in one document that mean their concept."""
        chosen = []
        for concept_id in sorted({item.concept_id for item in occurrences}):
            items = [item for item in occurrences if item.concept_id == concept_id]
            likely = rate([item.observed for item in items], self._tables[concept_id])
            chosen += [
                i for i, chance in zip(items, likely, strict=True) if stands(i.observed, chance) and not i.is_barred
            ]
        return chosen


def load_senses(directory: Path) -> Senses:
    """Return the learnt tables in a folder, a file a concept; none if there is no such folder.

    Raises:
        ReadableError: a table is damaged, or the word classes are not there.
    """
    if not directory.is_dir():
        return Senses({}, WordClasses({}))
    paths = [path for path in sorted(directory.glob("*.tsv")) if path.name != CLASSES]
    tables = {f"c:{path.stem}": read_weights(path) for path in paths}
    return Senses(tables, load_classes(directory))


def write_senses(directory: Path, concept: str, weights: Weights) -> None:
    """Write the table of one concept to a folder."""
    title = f"Wat elke waarneming telt bij de vraag of een woord {concept} bedoelt; zie graph/language/senses.py"
    write_weights(directory / f"{concept}.tsv", weights, title)


def stands(observed: Sequence[str], chance: float) -> bool:
    """Return whether an occurrence with this likelihood means its concept."""
    return chance >= (LEAST_FREE if FREE in observed else LEAST_BARRED)


def rate(observed: Sequence[Sequence[str]], weights: Weights) -> list[float]:
    """Return how likely each occurrence of a concept in one document means it, 0..1."""
    first = [add_up(row, weights.first) for row in observed]
    context = observe_others(first)
    return [add_up((*row, *more), weights.second) for row, more in zip(observed, context, strict=True)]


def observe_others(likely: Sequence[float]) -> list[list[str]]:
    """Return for each occurrence of a concept in one document, in order, what the others tell."""
    result = []
    total, ranked = sum(likely), sorted(likely)
    for index, chance in enumerate(likely):
        own = _step(chance)
        if len(likely) == 1:
            result.append([f"own:{own}", f"alone:{own}"])
            continue
        mean = _step((total - chance) / (len(likely) - 1))
        top = _step(ranked[-2] if chance == ranked[-1] else ranked[-1])
        low = _step(ranked[1] if chance == ranked[0] else ranked[0])
        row = [f"own:{own}", f"mean:{mean}", f"own+mean:{own}:{mean}", f"top:{top}", f"low:{low}"]
        if index:
            row.append(f"former:{_step(likely[index - 1])}")
        if index + 1 < len(likely):
            row.append(f"next:{_step(likely[index + 1])}")
        result.append(row)
    return result


def _step(chance: float) -> str:
    return "top" if chance >= 0.95 else str(int(chance * STEPS))
