"""The only spaCy import: turn passages into tokens, sentences, mentions of concepts and candidates for new ones."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any, cast

import numpy as np
import spacy
from spacy.attrs import SENT_START  # type: ignore[import-not-found]
from spacy.language import Language as Pipeline
from spacy.matcher import Matcher, PhraseMatcher
from spacy.tokens import Doc
from spacy.tokens import Token as SpacyToken

from graph.lemma import find_lemma
from graph.rows import LabelPattern, Token
from graph.sentences import find_openings

STRAIGHT = str.maketrans("’‘‛`´“”„«»", "'''''" + '"""""')
"""Same length, so offsets stay true; the tokenizer knows "foto's" and "'t" with the straight mark only."""

PARTICLES = ("samen", "los", "mee", "deel", "terug", "bijeen", "weg", "neer", "plaats", "vast")
"""First parts of separable verbs that are seldom anything else at the end of a clause."""
CLAUSE_MARKS = frozenset(".,;:!?()–—…")
LONGEST_CLAUSE = 10
LONGEST_TEXT = 2_000_000

DETERMINERS = frozenset(
    """de het een 't dit dat deze die geen elke elk iedere ieder alle sommige veel meer minder mijn jouw zijn haar ons
    onze jullie hun uw welke zulke dergelijke beide enkele diens wier""".split()
)
PREPOSITIONS = frozenset(
    """van voor in met op over tussen door naar bij zonder tegen binnen buiten onder rond rondom via tijdens
    wegens""".split()
)
NO_NOUN_ENDINGS = ("en", "ig", "lijk", "baar", "isch", "loos", "zaam")
NOUN_ENDINGS = (
    "heid", "ing", "schap", "teit", "tie", "sie", "isme", "atie", "ering", "ment", "ting", "nis", "kunde", "wet",
    "beleid", "proces", "werk", "recht", "plan", "team", "domein", "zorg", "raad", "staat", "macht", "kracht",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ConceptSpan:
    """A concept of the thesaurus at characters start..end of a passage."""

    start: int
    end: int
    concept_id: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """A noun phrase at characters start..end that could become a proposed concept; ``lemma`` is its base form."""

    start: int
    end: int
    lemma: str


@dataclass(frozen=True, slots=True)
class Analysis:
    """What the language pipeline finds in one passage."""

    tokens: tuple[Token, ...]
    sentences: tuple[tuple[int, int], ...]  # characters start..end, in order, without surrounding white space
    concepts: tuple[ConceptSpan, ...]
    candidates: tuple[Candidate, ...]


class Language:
    """A Dutch pipeline with the patterns of one thesaurus. Make it with :func:`load_language`."""

    def __init__(self, nlp: Pipeline, patterns: Iterable[LabelPattern], name: str) -> None:
        self.name = name
        self._nlp = nlp
        self._concepts: list[str] = []
        self._phrases = {key: PhraseMatcher(nlp.vocab, attr=key) for key in ("ORTH", "LOWER", "LEMMA")}
        self._wild = Matcher(nlp.vocab)
        self._separable: dict[tuple[str, str], str] = {}
        self._add_patterns(patterns)

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
            self._phrases[keys[pattern.attribute]].add(name, [Doc(self._nlp.vocab, words=words, lemmas=lemmas)])
            if pattern.attribute == "lemma" and len(words) == 1 and not pattern.negative:
                self._add_separable(words[0], pattern.concept_id)

    def _add_separable(self, verb: str, concept_id: str) -> None:
        for particle in PARTICLES:
            rest = verb.removeprefix(particle)
            if rest != verb and rest.endswith("n") and len(rest) > 3 and find_lemma(rest) == rest:
                self._separable[particle, rest] = concept_id

    def split(self, text: str) -> tuple[str, ...]:
        """Return the tokens of ``text`` as the pipeline splits them."""
        return tuple(token.text for token in self._nlp.make_doc(text.translate(STRAIGHT)) if not token.is_space)

    def analyse(self, texts: Sequence[str]) -> list[Analysis]:
        """Return tokens, sentences, concepts and candidates of each passage; offsets count from its first character."""
        return [self._analyse(text, doc) for text, doc in zip(texts, self._read(texts), strict=True)]

    def _read(self, texts: Sequence[str]) -> Iterable[Doc]:
        return self._nlp.pipe(text.translate(STRAIGHT) for text in texts)

    def _analyse(self, text: str, doc: Doc) -> Analysis:
        blocked, concepts = self._find_concepts(doc)
        words = [token for token in doc if not token.is_space]
        return Analysis(
            tokens=tuple(
                Token(
                    text[token.idx : token.idx + len(token)],
                    token.lemma_,
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
            concepts=concepts,
            candidates=tuple(_find_candidates(doc, blocked)),
        )

    def _find_concepts(self, doc: Doc) -> tuple[set[int], tuple[ConceptSpan, ...]]:
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
                if self._concepts[number]:
                    last = doc[end - 1]
                    spans.append(ConceptSpan(doc[start].idx, last.idx + len(last), self._concepts[number]))
        for token, concept_id in self._find_separated(doc, taken):
            taken.add(token.i)
            spans.append(ConceptSpan(token.idx, token.idx + len(token), concept_id))
        return taken, tuple(sorted(spans, key=lambda span: span.start))

    def _find_separated(self, doc: Doc, taken: set[int]) -> Iterable[tuple[SpacyToken, str]]:
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


def _verbs_around(doc: Doc, place: int) -> Iterable[SpacyToken]:
    if place + 2 < len(doc) and doc[place + 1].lower_ == "te":
        yield doc[place + 2]
    for back in range(place - 1, max(place - LONGEST_CLAUSE, -1), -1):
        if doc[back].text in CLAUSE_MARKS:
            return
        yield doc[back]


def _is_content(token: SpacyToken) -> bool:
    return token.is_alpha and len(token) > 3 and not token.is_stop and token.is_lower


def _is_noun(doc: Doc, place: int) -> bool:
    """Say whether the word stands where a noun stands; a rule of thumb until a tagger is there."""
    token = doc[place]
    if not _is_content(token) or place == 0:
        return False
    # "het terugdringen", "het nuttige": a verb or an adjective in the place of a noun is seldom a concept.
    if token.lemma_ == token.lower_ and token.lower_.endswith(NO_NOUN_ENDINGS):
        return False
    following = doc[place + 1] if place + 1 < len(doc) else None
    if following is not None and _is_content(following) and token.text.endswith("e") and not token.text.endswith("ie"):
        return False
    before = doc[place - 1]
    if before.lower_ in DETERMINERS:
        return True
    if before.lower_ in PREPOSITIONS or before.lower_ in ("en", "of"):
        return token.lower_.endswith(NOUN_ENDINGS) or token.lemma_.endswith(NOUN_ENDINGS)
    return _is_adjective(doc, place - 1)


def _is_adjective(doc: Doc, place: int) -> bool:
    token = doc[place]
    return (
        place > 0
        and _is_content(token)
        and token.text.endswith("e")
        and token.lemma_ != token.lower_
        and doc[place - 1].lower_ in DETERMINERS | PREPOSITIONS
    )


def _find_candidates(doc: Doc, taken: set[int]) -> Iterable[Candidate]:
    for place in range(1, len(doc)):
        if place in taken or not _is_noun(doc, place):
            continue
        noun = doc[place]
        end = noun.idx + len(noun)
        yield Candidate(noun.idx, end, noun.lemma_)
        before = doc[place - 1]
        if place - 1 not in taken and _is_adjective(doc, place - 1):
            yield Candidate(before.idx, end, f"{before.lower_} {noun.lemma_}")


@Pipeline.component("dutch_sentences")
def mark_sentences(doc: Doc) -> Doc:
    """Set where sentences begin, by the rules of :mod:`graph.sentences`."""
    openings = find_openings([token.text for token in doc], [bool(token.whitespace_) for token in doc])
    # One array for the whole text: the setter of a single token looks through the text each time.
    starts = np.where(openings, 1, -1).astype(np.int64).view(np.uint64)
    return doc.from_array([SENT_START], cast(Any, starts.reshape(-1, 1))) if len(doc) else doc


@Pipeline.component("dutch_lemmas")
def mark_lemmas(doc: Doc) -> Doc:
    """Set the lemma of every token."""
    for token in doc:
        token.lemma_ = find_lemma(token.text)
    return doc


def load_language(patterns: Iterable[LabelPattern] = ()) -> Language:
    """Return the Dutch pipeline with patterns for the concepts to be found."""
    nlp = spacy.blank("nl")
    nlp.max_length = LONGEST_TEXT * 2
    nlp.add_pipe("dutch_sentences")
    nlp.add_pipe("dutch_lemmas")
    name = f"nl-rules 1, spacy {version('spacy')}, simplemma {version('simplemma')}"
    return Language(nlp, patterns, name)
