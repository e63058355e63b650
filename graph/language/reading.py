"""What the pipeline finds in one passage: tokens, sentences, names, mentions of concepts and candidates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from spacy.language import Language as Pipeline
from spacy.tokens import Doc, Span

from graph.language.abbreviations import apply_abbreviations
from graph.language.concepts import ConceptFinder, ConceptSpan, FoundConcepts
from graph.language.contexts import NAME_KINDS
from graph.language.foreign import is_dutch
from graph.language.hygiene import cut_pieces, straighten
from graph.language.phrases import Candidate, find_candidates
from graph.language.recognizer import POSSIBLE, join_possible
from graph.language.senses import Occurrence, Senses
from graph.language.separable import join_verbs, joined_verbs
from graph.language.words import NAME as WORDS
from graph.language.words import DutchWords
from graph.lemma import is_infinitive
from graph.rows import USUAL, Kind, LabelPattern, Sighting, Token

N_TOGETHER = 64
"""Passages that go through the trained parts at once."""
MOST_TOGETHER = 50_000
"""Characters of these; memory grows with them."""


class FoundName(NamedTuple):
    """A name at characters start..end of a passage, as the trained part sees it or thinks possible."""

    start: int
    end: int
    kind: Kind
    likelihood: float = USUAL
    stands: bool = True


class Word(NamedTuple):
    """A word or mark at characters start..end with its universal part of speech and lemma.

    ``particle`` is where the first part of a separable verb begins that stands apart from it, or -1.
    """

    start: int
    end: int
    pos: str
    lemma: str
    particle: int = -1


@dataclass(frozen=True, slots=True)
class Analysis:
    """What the language pipeline finds in one passage."""

    tokens: tuple[Token, ...]
    sentences: tuple[tuple[int, int], ...]  # characters start..end, in order, without surrounding white space
    concepts: tuple[ConceptSpan, ...]
    candidates: tuple[Candidate, ...]
    names: tuple[FoundName, ...] = ()
    is_dutch: bool = True


class Language:
    """A Dutch pipeline with the patterns of one thesaurus. Make it with :func:`graph.language.load_language`."""

    def __init__(
        self, nlp: Pipeline, patterns: Iterable[LabelPattern], name: str, senses: Senses | None = None
    ) -> None:
        self.name = name
        self._nlp = nlp
        self._senses = senses
        self.look_for(patterns)

    def look_for(self, patterns: Iterable[LabelPattern]) -> None:
        """Find the concepts of these patterns from now on, and no others."""
        words = self._nlp.get_pipe(WORDS) if WORDS in self._nlp.pipe_names else None
        self._is_known = words.is_verb if isinstance(words, DutchWords) else is_infinitive
        self._concepts = ConceptFinder(self._nlp.vocab, patterns, self._is_known, self._senses)

    def split(self, text: str) -> tuple[str, ...]:
        """Return the tokens of ``text`` as the pipeline splits them."""
        return tuple(token.text for token in self._nlp.make_doc(straighten(text)) if not token.is_space)

    def analyse(self, texts: Sequence[str]) -> list[Analysis]:
        """Return what is found in each passage of one document; offsets count from the first character of the passage.

        A passage in another language has tokens and sentences, but no names and no candidates.
        """
        analyses: list[Analysis] = []
        doubtful: list[Occurrence] = []
        for number, (text, doc) in enumerate(zip(texts, self._read(texts), strict=True)):
            found = self._concepts.find(doc)
            analyses.append(self._describe(text, doc, found))
            doubtful += _place(number, found)
        if doubtful and self._senses is not None:
            analyses = _add_concepts(analyses, self._senses.choose(doubtful))
        return apply_abbreviations(texts, analyses)

    def list_doubtful(self, texts: Sequence[str]) -> list[Occurrence]:
        """Return the places in the passages of one document at which weights decide whether a concept is meant."""
        return [
            item for number, doc in enumerate(self._read(texts)) for item in _place(number, self._concepts.find(doc))
        ]

    def list_rules(self, concept_id: str) -> list[str]:
        """Return what the thesaurus may have against an occurrence of a concept, as it is observed."""
        return self._concepts.list_rules(concept_id)

    def list_terms(self, concept_id: str) -> list[str]:
        """Return the terms of a concept, as they are observed."""
        return self._concepts.list_terms(concept_id)

    def suggest_names(self, analyses: Sequence[Analysis]) -> list[Sighting] | None:
        """Return the names that were seen in the passages of one document, or thought possible.

        None for a pipeline that sees no names.
        """
        if not any("doc.ents" in self._nlp.get_pipe_meta(name).assigns for name in self._nlp.pipe_names):
            return None
        return [Sighting(number, *name) for number, analysis in enumerate(analyses) for name in analysis.names]

    def read_words(self, texts: Sequence[str]) -> list[list[Word]]:
        """Return the words of each text with parts of speech ("" where the pipeline has none) and lemmas."""
        return [
            [
                Word(
                    token.idx,
                    token.idx + len(token),
                    token.pos_,
                    token.lemma_,
                    doc[joined[token.i].particle].idx if token.i in joined else -1,
                )
                for token in doc
                if not token.is_space
            ]
            for doc in self._read(texts)
            for joined in [joined_verbs(doc)]
        ]

    def _read(self, texts: Sequence[str]) -> Iterator[Doc]:
        """Yield a document for each text; what is too long for one reading is read in pieces and joined again."""
        pieces = [list(cut_pieces(straighten(text))) for text in texts]
        docs = self._read_pieces(piece for group in pieces for piece in group)
        for group in pieces:
            parts = [next(docs) for _ in group]
            doc = parts[0]
            if len(parts) > 1:
                # spaCy knows the argument, its stubs do not
                doc = Doc.from_docs(parts, ensure_whitespace=False, exclude=["user_data"])  # type: ignore[call-arg]
                doc.user_data[POSSIBLE] = join_possible(parts)
            yield join_verbs(doc, self._is_verb)

    def _read_pieces(self, pieces: Iterable[str]) -> Iterator[Doc]:
        together: list[str] = []
        for piece in pieces:
            if len(together) == N_TOGETHER or (together and sum(map(len, together)) + len(piece) > MOST_TOGETHER):
                yield from self._nlp.pipe(together, batch_size=N_TOGETHER)
                together = []
            together.append(piece)
        yield from self._nlp.pipe(together, batch_size=N_TOGETHER)

    def _is_verb(self, low: str) -> bool:
        return self._is_known(low) or self._concepts.verbs.names(low)

    def _describe(self, text: str, doc: Doc, found: FoundConcepts) -> Analysis:
        joined = joined_verbs(doc)
        words = [token for token in doc if not token.is_space]
        dutch = is_dutch([token.text for token in words])
        return Analysis(
            tokens=tuple(
                Token(
                    text[token.idx : token.idx + len(token)],
                    joined[token.i].lemma if token.i in joined else token.lemma_,
                    token.idx,
                    token.idx + len(token),
                    bool(token.is_sent_start),
                )
                for token in words
            ),
            sentences=tuple(
                (words_in[0].idx, words_in[-1].idx + len(words_in[-1]))
                for sentence in (doc.sents if len(doc) else ())
                if (words_in := [token for token in sentence if not token.is_space])
            ),
            concepts=found.spans,
            candidates=tuple(find_candidates(doc, found.taken)) if dutch else (),
            names=tuple(_read_names(doc)) if dutch else (),
            is_dutch=dutch,
        )


def _place(number: int, found: FoundConcepts) -> list[Occurrence]:
    return [replace(item, passage=number) for item in found.doubtful]


def _add_concepts(analyses: Sequence[Analysis], chosen: Sequence[Occurrence]) -> list[Analysis]:
    """Return the analyses of one document with the occurrences that mean their concept."""
    new: dict[int, list[ConceptSpan]] = {}
    for item in chosen:
        new.setdefault(item.passage, []).append(ConceptSpan(item.start, item.end, item.concept_id))
    return [
        replace(analysis, concepts=tuple(sorted((*analysis.concepts, *new[number]), key=lambda span: span.start)))
        if number in new
        else analysis
        for number, analysis in enumerate(analyses)
    ]


def _read_names(doc: Doc) -> Iterator[FoundName]:
    """Yield the names that stand, then those that the pipeline thought of beside them."""
    likelihoods = {name[:3]: name.likelihood for name in doc.user_data.get(POSSIBLE, ())}
    for span in doc.ents:
        key = (span.start, span.end, span.label_)
        found = _read_name(span, likelihoods.pop(key, USUAL), True)
        if found:
            yield found
    for (start, end, label), likelihood in likelihoods.items():
        found = _read_name(Span(doc, start, end, label=label), likelihood, False)
        if found:
            yield found


def _read_name(span: Span, likelihood: float, stands: bool) -> FoundName | None:
    kind = NAME_KINDS.get(span.label_)
    words = [token for token in span if not token.is_space]
    if kind is None or not words:
        return None
    return FoundName(words[0].idx, words[-1].idx + len(words[-1]), kind, round(likelihood, 3), stands)
