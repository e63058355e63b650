"""Mentions of the concepts of a thesaurus: patterns of words, forms and lemmas, and verbs whose parts lie apart."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from spacy.matcher import Matcher, PhraseMatcher
from spacy.tokens import Doc
from spacy.vocab import Vocab

from graph.language.contexts import Conditions
from graph.language.hygiene import STRAIGHT
from graph.language.separable import joined_verbs
from graph.language.verb_patterns import VerbPatterns
from graph.lemma import is_infinitive
from graph.rows import LabelPattern


@dataclass(frozen=True, slots=True)
class ConceptSpan:
    """A concept of the thesaurus at characters start..end of a passage."""

    start: int
    end: int
    concept_id: str


class ConceptFinder:
    """The patterns of one thesaurus, ready to be looked for in documents of one vocabulary."""

    def __init__(
        self, vocab: Vocab, patterns: Iterable[LabelPattern], is_verb: Callable[[str], bool] = is_infinitive
    ) -> None:
        self._vocab = vocab
        self._concepts: list[str] = []
        self._phrases = {key: PhraseMatcher(vocab, attr=key) for key in ("ORTH", "LOWER", "LEMMA")}
        self._wild = Matcher(vocab)
        patterns = tuple(patterns)
        self.verbs = VerbPatterns(patterns, is_verb)
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

    def find(self, doc: Doc) -> tuple[set[int], tuple[ConceptSpan, ...]]:
        """Return the tokens that belong to a pattern, and the concepts; of overlapping finds the longest stands.

        The verb of "valt … weg" is another word than *vallen*: neither of its parts is a concept by itself.
        """
        joined = joined_verbs(doc)
        parts = {*joined, *(verb.particle for verb in joined.values())}
        found: list[tuple[int, bool, int, int, int, str]] = []

        def add(start: int, end: int, concept_id: str, number: int = -1) -> None:
            # Longest first; of equally long ones a block wins, then the exact way of writing.
            found.append((start - end, concept_id != "", number, start, end, concept_id))

        matchers: list[Any] = [*self._phrases.values(), self._wild]
        for matcher in filter(len, matchers):
            for key, start, end in matcher(doc):
                number = int(doc.vocab.strings[key])
                if end - start > 1 or start not in parts:
                    add(start, end, self._concepts[number], number)
        for find in self.verbs.find_separable(doc):
            add(*find)
        for find in self.verbs.find_pairs(doc):
            # Between a verb and its word another concept may stand, and that one is to be seen too.
            if all(other in ("", find.concept_id) for *_, at, _, other in found if find.start <= at < find.end):
                add(*find)
        found.sort()
        taken: set[int] = set()
        spans: list[ConceptSpan] = []
        for *_, start, end, concept_id in found:
            if taken.isdisjoint(range(start, end)):
                taken.update(range(start, end))
                if concept_id and not self._conditions.hold(doc, start, end, concept_id):
                    last = doc[end - 1]
                    spans.append(ConceptSpan(doc[start].idx, last.idx + len(last), concept_id))
        # The first part of a verb ("neemt deel") could not become a concept.
        taken.update(verb.particle for verb in joined.values())
        return taken, tuple(sorted(spans, key=lambda span: span.start))
