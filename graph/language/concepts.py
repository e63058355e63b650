"""Mentions of the concepts of a thesaurus: patterns of words, forms and lemmas, and verbs whose parts lie apart."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from spacy.matcher import Matcher, PhraseMatcher
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from graph.language.contexts import Conditions
from graph.language.hygiene import STRAIGHT
from graph.language.senses import Occurrence, Senses
from graph.language.separable import joined_verbs
from graph.language.surroundings import observe
from graph.language.verb_patterns import VerbPatterns
from graph.lemma import is_infinitive
from graph.rows import LabelPattern


@dataclass(frozen=True, slots=True)
class ConceptSpan:
    """A concept of the thesaurus at characters start..end of a passage."""

    start: int
    end: int
    concept_id: str


class FoundConcepts(NamedTuple):
    """The concepts in one passage.

    ``taken`` are the tokens that belong to a pattern, ``doubtful`` the places that others in the document help judge.
    """

    taken: set[int]
    spans: tuple[ConceptSpan, ...]
    doubtful: tuple[Occurrence, ...]


class ConceptFinder:
    """The patterns of one thesaurus, ready to be looked for in documents of one vocabulary.

    A concept with conditions for which weights were learnt is left to these (:mod:`graph.language.senses`).
    """

    def __init__(
        self,
        vocab: Vocab,
        patterns: Iterable[LabelPattern],
        is_verb: Callable[[str], bool] = is_infinitive,
        senses: Senses | None = None,
    ) -> None:
        self._vocab = vocab
        self._concepts: list[str] = []
        self._blocks: dict[int, LabelPattern] = {}
        self._phrases = {key: PhraseMatcher(vocab, attr=key) for key in ("ORTH", "LOWER", "LEMMA")}
        self._wild = Matcher(vocab)
        patterns = tuple(patterns)
        self._terms: dict[str, set[str]] = {}
        for pattern in patterns:
            if not pattern.negative:
                self._terms.setdefault(pattern.concept_id, set()).add(" ".join(pattern.words).lower())
        self.verbs = VerbPatterns(patterns, is_verb)
        self._conditions = Conditions(pattern for pattern in patterns if pattern.attribute == "context")
        self._senses = senses
        told = {pattern.concept_id for pattern in patterns}
        self._weighed = {
            concept_id
            for concept_id in told
            if (names := self._conditions.list_names(concept_id))
            and senses is not None
            and senses.fits(concept_id, (f"condition:{name}" for name in names))
        }
        self._add_patterns(pattern for pattern in patterns if pattern.attribute != "context")

    def _add_patterns(self, patterns: Iterable[LabelPattern]) -> None:
        keys = {"exact": "ORTH", "form": "LOWER", "lemma": "LEMMA"}
        for pattern in patterns:
            if pattern.negative:
                self._blocks[len(self._concepts)] = pattern
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

    def find(self, doc: Doc) -> FoundConcepts:
        """Return the concepts in a passage; of overlapping finds the longest stands.

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
                if end - start > 1 or start not in parts or self._is_open(self._concepts[number], doc[start:end]):
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
        doubtful: list[Occurrence] = []
        blocked: dict[int, LabelPattern] = {}  # by token, blocks that may be overruled
        for _, _, number, start, end, concept_id in found:
            places = range(start, end)
            if concept_id and self._is_open(concept_id, doc[start:end]):
                bars = [blocked[at] for at in places if at in blocked and blocked[at].concept_id == concept_id]
                if bars or taken.isdisjoint(places):
                    if not taken.isdisjoint(at for at in places if at not in blocked):
                        continue
                    doubtful.append(self._doubt(doc, start, end, concept_id, bars))
                    taken.update(places)
                    for at in places:
                        blocked.pop(at, None)
            elif taken.isdisjoint(places):
                taken.update(places)
                last = doc[end - 1]
                if concept_id and not self._conditions.hold(doc, start, end, concept_id):
                    spans.append(ConceptSpan(doc[start].idx, last.idx + len(last), concept_id))
                elif not concept_id and self._blocks[number].concept_id in self._weighed:
                    blocked |= dict.fromkeys(places, self._blocks[number])
        # The first part of a verb ("neemt deel") could not become a concept.
        taken.update(verb.particle for verb in joined.values())
        return FoundConcepts(
            taken,
            tuple(sorted(spans, key=lambda span: span.start)),
            tuple(sorted(doubtful, key=lambda item: item.start)),
        )

    def list_terms(self, concept_id: str) -> list[str]:
        """Return the terms of a concept in alphabetical order, as they are observed."""
        return [f"form:{words}" for words in sorted(self._terms.get(concept_id, ()))]

    def list_rules(self, concept_id: str) -> list[str]:
        """Return all that the thesaurus may have against an occurrence of a concept, as it is observed."""
        blocks = [_name_block(block) for block in self._blocks.values() if block.concept_id == concept_id]
        return [*blocks, *(f"condition:{name}" for name in self._conditions.list_names(concept_id))]

    def _is_open(self, concept_id: str, words: Span) -> bool:
        """Say whether weights judge words as an occurrence of a concept: they were learnt for both."""
        return (
            concept_id in self._weighed
            and self._senses is not None
            and self._senses.fits(concept_id, (f"form:{words.text.lower()}",))
        )

    def _doubt(self, doc: Doc, start: int, end: int, concept_id: str, bars: Iterable[LabelPattern]) -> Occurrence:
        assert self._senses is not None
        rules = [_name_block(bar) for bar in bars]
        # "wordt verbonden door …" looks like *doorverbinden*
        joined = joined_verbs(doc)
        rules += [f"joined:{joined[at].lemma}" for at in range(start, end) if at in joined]
        rules += [f"condition:{name}" for name in self._conditions.find(doc, start, end, concept_id)]
        rules = list(dict.fromkeys(rules))
        last = doc[end - 1]
        return Occurrence(
            doc[start].idx,
            last.idx + len(last),
            concept_id,
            (*rules, f"rules:{min(len(rules), 2)}", *observe(doc, start, end, self._senses.classes)),
            is_barred=not all(self._senses.knows(concept_id, rule) for rule in rules),
        )


def _name_block(block: LabelPattern) -> str:
    return f"block:{' '.join(block.words)}"
