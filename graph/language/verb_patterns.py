"""Concepts that are said with a verb: a separable verb in two parts, or a verb and its word ("neemt … de regie")."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

import numpy as np
from spacy.attrs import LEMMA  # type: ignore[import-not-found]
from spacy.tokens import Doc, Token

from graph.language.contexts import CLAUSE_MARKS, CLAUSE_OPENERS
from graph.language.phrases import DETERMINERS, PREPOSITIONS
from graph.language.separable import CERTAIN, UNCERTAIN, joined_verbs
from graph.lemma import find_lemma, is_infinitive
from graph.rows import LabelPattern

MOST_BETWEEN = 4
"""Words between a verb and its word."""
INFINITIVES = ("en", "gaan", "staan", "slaan", "doen")
SMALL = CERTAIN | UNCERTAIN | PREPOSITIONS | DETERMINERS | {"te"}


class VerbFind(NamedTuple):
    """A concept at tokens start..end."""

    start: int
    end: int
    concept_id: str


class VerbPatterns:
    """The verbs of one thesaurus, and its labels of a word with a verb ("regie nemen", "openbaar maken").

    The limit: of the word the form counts that the label has, so "schotten slechten" is not "een schot slechten".
    """

    def __init__(self, patterns: Iterable[LabelPattern], is_verb: Callable[[str], bool]) -> None:
        self._verbs: dict[str, str] = {}
        self._pairs: dict[str, dict[str, str]] = {}
        for pattern in patterns:
            if pattern.negative or pattern.attribute == "exact" or "*" in pattern.words:
                continue
            if len(pattern.words) == 1:
                # An infinitive that is only to be found as it is written may still stand in two parts.
                if pattern.attribute == "lemma" or pattern.words[0].endswith(INFINITIVES):
                    self._verbs.setdefault(pattern.words[0], pattern.concept_id)
            elif len(pattern.words) == 2 and pattern.attribute == "form":
                word, verb = pattern.words
                if is_verb(verb) and _go_together(word, verb):
                    self._pairs.setdefault(verb, {})[word] = pattern.concept_id
        self._keys: set[int] = set()

    def names(self, verb: str) -> bool:
        """Say whether ``verb`` is a concept, or part of the label of one."""
        return verb in self._verbs or verb in self._pairs

    def find_separable(self, doc: Doc) -> Iterator[VerbFind]:
        """Yield the separable verbs in two parts; a mention holds both if nothing but "te" lies between them."""
        for verb, (particle, lemma) in joined_verbs(doc).items():
            concept_id = self._verbs.get(lemma)
            if concept_id is None:
                continue
            between = [token.lower_ for token in doc[min(verb, particle) + 1 : max(verb, particle)]]
            together = not between or (between == ["te"] and particle < verb)
            first, last = (min(verb, particle), max(verb, particle)) if together else (verb, verb)
            yield VerbFind(first, last + 1, concept_id)

    def find_pairs(self, doc: Doc) -> Iterator[VerbFind]:
        """Yield verbs with their word, from the first to the last of the two; near each other in a clause."""
        if not self._pairs:
            return
        joined = joined_verbs(doc)
        for place in self._find_verbs(doc, joined):
            verb = doc[place]
            words = self._pairs.get(joined[place].lemma if place in joined else verb.lemma_, {})
            if verb.pos_ not in ("VERB", "AUX", ""):
                continue
            is_participle = verb.lower_.startswith("ge") and not verb.lemma_.startswith("ge")
            for step in (-1,) if is_participle else (1, -1):
                at = place + step
                while 0 <= at < len(doc) and abs(at - place) <= MOST_BETWEEN + 1 and not _ends(doc, at, step):
                    concept_id = words.get(doc[at].lower_)
                    if concept_id is not None:
                        yield VerbFind(min(place, at), max(place, at) + 1, concept_id)
                        break
                    if _bars(doc[at], step):
                        break
                    at += step

    def _find_verbs(self, doc: Doc, joined: Iterable[int]) -> list[int]:
        if not self._keys:
            self._keys = {doc.vocab.strings.add(verb) for verb in self._pairs}
        lemmas = doc.to_array([LEMMA]).reshape(-1)
        places = np.flatnonzero(np.isin(lemmas, np.array(sorted(self._keys), dtype=lemmas.dtype)))
        return sorted({*places.tolist(), *joined})


def _go_together(word: str, verb: str) -> bool:
    """Say whether a label is a word with its verb ("kaders stellen"), and no noun with an adjective before it."""
    if not verb.endswith(INFINITIVES) or not SMALL.isdisjoint((word, verb)) or is_infinitive(word):
        return False
    is_inflected = find_lemma(word) != word
    if is_inflected and word.endswith("e"):
        return False  # "sociale ondernemingen"
    # "besturen" and "omroepen" are plurals as well; after a plural they are verbs.
    return is_infinitive(verb) or is_inflected


def _ends(doc: Doc, at: int, step: int) -> bool:
    """Say whether another clause begins between token ``at`` and the one before it on the way."""
    token = doc[at]
    later = token if step > 0 else doc[at + 1]
    return token.text in CLAUSE_MARKS or token.lower_ in CLAUSE_OPENERS or bool(later.is_sent_start)


def _bars(token: Token, step: int) -> bool:
    """Say whether what lies beyond ``token`` goes with something else: "bouwt een school met woningen"."""
    if step < 0 and token.pos_ in ("NOUN", "PROPN"):
        return True  # what stands nearest before a verb at the end of its clause is its object
    return token.lower_ in PREPOSITIONS or token.lower_ in ("en", "of")
