"""Mentions of the concepts of a thesaurus: patterns of words, forms and lemmas, and verbs whose parts lie apart."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from spacy.matcher import Matcher, PhraseMatcher
from spacy.tokens import Doc, Token
from spacy.vocab import Vocab

from graph.language.contexts import CLAUSE_MARKS, Conditions
from graph.language.hygiene import STRAIGHT
from graph.lemma import find_lemma
from graph.rows import LabelPattern

PARTICLES = ("samen", "los", "mee", "deel", "terug", "bijeen", "weg", "neer", "plaats", "vast")
"""First parts of separable verbs that are seldom anything else at the end of a clause."""
LONGEST_CLAUSE = 10


@dataclass(frozen=True, slots=True)
class ConceptSpan:
    """A concept of the thesaurus at characters start..end of a passage."""

    start: int
    end: int
    concept_id: str


class ConceptFinder:
    """The patterns of one thesaurus, ready to be looked for in documents of one vocabulary."""

    def __init__(self, vocab: Vocab, patterns: Iterable[LabelPattern]) -> None:
        self._vocab = vocab
        self._concepts: list[str] = []
        self._phrases = {key: PhraseMatcher(vocab, attr=key) for key in ("ORTH", "LOWER", "LEMMA")}
        self._wild = Matcher(vocab)
        self._separable: dict[tuple[str, str], str] = {}
        patterns = tuple(patterns)
        self._conditions = Conditions(pattern for pattern in patterns if pattern.attribute == "context")
        self._add_patterns(pattern for pattern in patterns if pattern.attribute != "context")

    def _add_patterns(self, patterns: Iterable[LabelPattern]) -> None:
        keys = {"exact": "ORTH", "form": "LOWER", "lemma": "LEMMA"}
        for pattern in patterns:
            self._concepts.append("" if pattern.negative else pattern.concept_id)
            name = str(len(self._concepts) - 1)
            words = [word.translate(STRAIGHT) for word in pattern.words]
            if "*" in words:
                key = keys[pattern.attribute]
                gap: dict[str, Any] = {"IS_PUNCT": False, "OP": "{1,3}"}
                self._wild.add(name, [[gap if word == "*" else {key: word} for word in words]])
                continue
            lemmas = words if pattern.attribute == "lemma" else None
            self._phrases[keys[pattern.attribute]].add(name, [Doc(self._vocab, words=words, lemmas=lemmas)])
            if pattern.attribute == "lemma" and len(words) == 1 and not pattern.negative:
                self._add_separable(words[0], pattern.concept_id)

    def _add_separable(self, verb: str, concept_id: str) -> None:
        for particle in PARTICLES:
            rest = verb.removeprefix(particle)
            if rest != verb and rest.endswith("n") and len(rest) > 3 and find_lemma(rest) == rest:
                self._separable[particle, rest] = concept_id

    def find(self, doc: Doc) -> tuple[set[int], tuple[ConceptSpan, ...]]:
        """Return the tokens that belong to a pattern, and the concepts; of overlapping finds the longest stands."""
        found = []
        matchers: list[Any] = [*self._phrases.values(), self._wild]
        for matcher in filter(len, matchers):
            for key, start, end in matcher(doc):
                number = int(doc.vocab.strings[key])
                # Longest first; of equally long ones a block wins, then the exact way of writing.
                found.append((start - end, self._concepts[number] != "", number, start, end))
        found.sort()
        taken: set[int] = set()
        spans: list[ConceptSpan] = []
        for _, _, number, start, end in found:
            places = range(start, end)
            if taken.isdisjoint(places):
                taken.update(places)
                concept_id = self._concepts[number]
                if concept_id and not self._conditions.hold(doc, start, end, concept_id):
                    last = doc[end - 1]
                    spans.append(ConceptSpan(doc[start].idx, last.idx + len(last), concept_id))
        for token, concept_id in self._find_separated(doc, taken):
            taken.add(token.i)
            spans.append(ConceptSpan(token.idx, token.idx + len(token), concept_id))
        return taken, tuple(sorted(spans, key=lambda span: span.start))

    def _find_separated(self, doc: Doc, taken: set[int]) -> Iterable[tuple[Token, str]]:
        """Yield the verb of "laat … los" and "los te laten"; the verb stands for the whole, its parts may lie apart."""
        if not self._separable:
            return
        for particle in doc:
            if particle.lower_ not in PARTICLES or particle.i in taken:
                continue
            for verb in _verbs_around(doc, particle.i):
                concept_id = self._separable.get((particle.lower_, verb.lemma_))
                if concept_id is not None and verb.i not in taken:
                    yield verb, concept_id
                    break


def _verbs_around(doc: Doc, place: int) -> Iterable[Token]:
    if place + 2 < len(doc) and doc[place + 1].lower_ == "te":
        yield doc[place + 2]
    for back in range(place - 1, max(place - LONGEST_CLAUSE, -1), -1):
        if doc[back].text in CLAUSE_MARKS:
            return
        yield doc[back]
