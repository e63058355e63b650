"""Learn the weights by which a name chooses whom it means, on texts whose marks tell persons apart.

Each document is read twice. The first time every name is given to whom it really means, so that what follows stands on
right ground; the second time to whom the first weights give it, so that they also learn to go on after a mistake.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy.optimize import minimize  # type: ignore[import-untyped]
from scipy.sparse import csr_matrix  # type: ignore[import-untyped]

from graph.evaluation.measure import find_mentions
from graph.language import Language
from graph.marked.texts import MarkedDocument
from graph.people.clusters import Cluster
from graph.people.identity import order_mentions
from graph.people.lexicon import NameLexicon
from graph.people.observing import Option
from graph.people.reading import Choose, choose_by
from graph.people.within import resolve_document
from graph.rows import Mention, Passage
from graph.training.judgement import part_of

PENALTY = 5.0
RAREST = 3
"""Choices in which an observation must occur to get a weight."""
N_PARTS = 4
BEYOND = 2
"""Characters by which a found name may be longer than its mark: a possessive -s."""


@dataclass(frozen=True)
class Known:
    """The names found in one document, with whom they mean."""

    document: str
    mentions: Sequence[Mention]
    texts: Mapping[str, str]
    keys: Mapping[str, str]  # mention_id: key of the mark; names without a mark are not there

    @cached_property
    def n_mentions(self) -> Counter[str]:
        """Return how many names each key has."""
        return Counter(self.keys.values())


@dataclass(frozen=True, slots=True)
class Choice:
    """Who might have been meant by one name, and which answers are right."""

    options: Sequence[Option]
    right: Sequence[bool]


def read_known(document: MarkedDocument, language: Language, names: NameLexicon) -> Known:
    """Return the names that are found in a marked text as a build finds them, with whom they mean by its marks."""
    passages = [
        Passage(f"{document.name}.p{place}", document.name, place, "paragraph", paragraph.text)
        for place, paragraph in enumerate(document.paragraphs)
    ]
    analyses = language.analyse([passage.text for passage in passages])
    found = find_mentions(document.name, passages, analyses, names, language.suggest_names(analyses))
    return match_marks(document, found)


def match_marks(document: MarkedDocument, found: Sequence[Mention]) -> Known:
    """Return the persons among the names ``found`` in a document with whom they mean by its marks."""
    marks = {
        (f"{document.name}.p{place}", mark.start): mark
        for place, paragraph in enumerate(document.paragraphs)
        for mark in paragraph.marks
        if mark.label == "PER"
    }
    mentions = next(iter(order_mentions(found)), [])
    keys = {}
    for mention in mentions:
        mark = marks.get((mention.passage_id, mention.start))
        if mark is not None and mention.end <= mark.end + BEYOND:
            keys[mention.mention_id] = mark.key
    texts = {f"{document.name}.p{place}": paragraph.text for place, paragraph in enumerate(document.paragraphs)}
    return Known(document.name, mentions, texts, keys)


def learn_joining(documents: Sequence[Known], names: NameLexicon) -> dict[str, float]:
    """Return the weights by which names choose whom they mean."""
    choices = [choice for document in documents for choice in _list_choices(document, names, None)]
    first = choose_by(_fit(choices))
    choices += [choice for document in documents for choice in _list_choices(document, names, first)]
    return _fit(choices)


def _list_choices(document: Known, names: NameLexicon, pupil: Choose | None) -> list[Choice]:
    """Return the choices in one document, read as ``pupil`` would or else without a mistake."""
    found: list[Choice] = []

    def choose(mention: Mention, options: Sequence[Option]) -> int:
        key = document.keys.get(mention.mention_id)
        if key is None:
            return pupil(mention, options) if pupil else len(options) - 1
        right = [option.person is not None and _tell_key(option.person.cluster, document) == key for option in options]
        right[-1] = not any(right)
        found.append(Choice(options, right))
        return pupil(mention, options) if pupil else right.index(True)

    resolve_document(document.mentions, document.texts, names, choose)
    return found


def _tell_key(cluster: Cluster, document: Known) -> str:
    """Return the key that most names of a person have."""
    counts = Counter(document.keys[item.mention_id] for item in cluster.mentions if item.mention_id in document.keys)
    return counts.most_common(1)[0][0] if counts else ""


def _fit(choices: Sequence[Choice]) -> dict[str, float]:
    """Return the weights of a conditional logistic regression with a quadratic penalty."""
    counts = Counter(name for choice in choices for option in choice.options for name in option.observed)
    columns = {name: at for at, name in enumerate(sorted(n for n, count in counts.items() if count >= RAREST))}
    places: list[int] = []
    ends = [0]
    starts: list[int] = []
    for choice in choices:
        starts.append(len(ends) - 1)
        for option in choice.options:
            places.extend(columns[name] for name in option.observed if name in columns)
            ends.append(len(places))
    right = np.array([float(value) for choice in choices for value in choice.right])
    table = csr_matrix((np.ones(len(places)), places, ends), shape=(len(right), len(columns)))
    owners = np.repeat(np.arange(len(starts)), [len(choice.options) for choice in choices])

    def lose(values: np.ndarray) -> tuple[float, np.ndarray]:
        total = table @ values
        total = total - np.maximum.reduceat(total, starts)[owners]
        chances = np.exp(total)
        sums, hits = np.add.reduceat(chances, starts), np.add.reduceat(chances * right, starts)
        loss = float(np.sum(np.log(sums) - np.log(hits)) + PENALTY / 2 * values @ values)
        return loss, table.T @ (chances / sums[owners] - chances * right / hits[owners]) + PENALTY * values

    best = minimize(lose, np.zeros(len(columns)), jac=True, method="L-BFGS-B", options={"maxiter": 400})
    return {name: round(float(best.x[at]), 3) for name, at in columns.items()}


def measure_joining(documents: Sequence[Known], names: NameLexicon) -> tuple[float, float]:
    """Return precision and recall of joined pairs, each document read by weights that were learnt without its part."""
    counts = np.zeros(3)
    for part in range(N_PARTS):
        others = [document for document in documents if part_of(document.document, N_PARTS) != part]
        choose = choose_by(learn_joining(others, names))
        for document in documents:
            if part_of(document.document, N_PARTS) == part:
                counts += count_pairs(document, resolve_document(document.mentions, document.texts, names, choose))
    return float(counts[2] / max(counts[1], 1)), float(counts[2] / max(counts[0], 1))


def count_pairs(document: Known, persons: Sequence[Cluster]) -> tuple[int, int, int]:
    """Return how many pairs of marked names mean one person, how many were joined, and how many of these rightly."""
    homes = {item.mention_id: number for number, person in enumerate(persons) for item in person.mentions}
    joined = Counter(homes[mention_id] for mention_id in document.keys)
    both = Counter((key, homes[mention_id]) for mention_id, key in document.keys.items())
    wanted, found, right = (
        sum(count * (count - 1) // 2 for count in counter.values()) for counter in (document.n_mentions, joined, both)
    )
    return wanted, found, right
