"""Run the stages on marked texts as a build does, and compare."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from pathlib import Path

from graph.errors import ReadableError
from graph.evaluation.gold import read_gold
from graph.evaluation.scores import Errors, Score, Scores, Tally, join_scores
from graph.language import Analysis, Language, load_language
from graph.marked.texts import MarkedDocument, MarkedText
from graph.marked.treebank import document_of, read_entities, read_treebank
from graph.mentions import Span, make_mentions, make_sentences, span_names
from graph.messages import say
from graph.people import NameLexicon, find_names, load_names, resolve_people
from graph.places import find_shipped
from graph.rows import Kind, Mention, Passage, Sighting
from graph.thesaurus import make_patterns, read_thesaurus

KINDS: dict[str, Kind] = {"PER": "person", "ORG": "organisation", "LOC": "place"}
DUTCH = {"person": "persoon", "organisation": "organisatie", "place": "plaats"}
ROWS = {"person": "personen", "organisation": "organisaties", "place": "plaatsen"}
CONTENT = frozenset(("NOUN", "VERB", "ADJ", "ADV", "PROPN"))

SpanKey = tuple[str, int, int, int]  # document, paragraph, start, end


def evaluate(paths: Sequence[Path] = (), model: str | None = None) -> Scores:
    """Return how well names, identities and concepts are found in marked texts, and words in treebanks; every error.

    A mark that ends inside a word ("[[Jansen|PER:x]]s") counts as the whole word, as the build finds it. Of a treebank
    that was trained on only the tenth counts that was kept apart.

    Args:
        paths: what is measured on, see :func:`graph.evaluation.gold.read_gold`; without any the set that is kept apart.
        model: the language pipeline, see :func:`graph.language.load_language`.

    Raises:
        ReadableError: a path or pipeline is not there.
    """
    shipped = find_shipped("data", "training", "civic")
    chosen = list(paths) or sorted(shipped.glob("gold-*"))
    if not chosen:
        raise ReadableError(
            say("De eigen meetteksten zijn hier niet; geef een map of bestand met gemarkeerde teksten.")
        )
    gold = read_gold(chosen)
    found: list[Scores] = []
    if gold.documents:
        language = load_language(model=model)
        language.look_for(make_patterns(read_thesaurus(find_shipped("data", "thesaurus.ttl")), split=language.split))
        found.append(_Comparison(language, load_names(find_shipped("data", "names"))).run(gold.documents))
    found += [evaluate_words([path], model, held_out=_was_trained_on(path)) for path in gold.treebanks]
    return join_scores(found)


def _was_trained_on(path: Path) -> bool:
    """Say whether most sentences come from documents whose names were marked here to be trained on."""
    table = find_shipped("data", "training", "ud_entities.tsv")
    if not table.is_file():
        return False
    known = {document_of(sent_id) for sent_id in read_entities(table)}
    sentences = read_treebank([path])
    return 2 * sum(item.document in known for item in sentences) > len(sentences)


class _Comparison:
    def __init__(self, language: Language, names: NameLexicon) -> None:
        self._language = language
        self._names = names
        self._spans = {kind: Tally(ROWS[kind]) for kind in ROWS}
        self._all = Tally("alle namen")
        self._pairs = Tally("samengevoegde vermeldingen")
        self._strict = Tally("samengevoegd, gemiste vermeldingen meegeteld")
        self._concepts: dict[str, Tally] = {}
        self._errors = Errors()
        self._n_words = 0

    def run(self, documents: Sequence[MarkedDocument]) -> Scores:
        leading = sorted({m.key for d in documents for p in d.paragraphs for m in p.marks if m.label == "CON"})
        self._concepts = {name: Tally(f"begrip {name}") for name in leading}
        has_keys = any(m.key for d in documents for p in d.paragraphs for m in p.marks if m.label == "PER")
        for document in documents:
            self._compare(document)
        rows = [tally.score() for tally in (*self._spans.values(), self._all)]
        if has_keys:
            rows += [self._pairs.score(), self._strict.score()]
        if leading:
            tallies = list(self._concepts.values())
            counts = [sum(getattr(t, name) for t in tallies) for name in ("n_marked", "n_found", "n_right")]
            rows += [*(tally.score() for tally in tallies), Score("de begrippen samen", *counts)]
        return Scores(tuple(rows), tuple(self._errors.findings), len(documents), self._n_words)

    def _compare(self, document: MarkedDocument) -> None:
        passages = [
            Passage(f"{document.name}.p{place}", document.name, place, "paragraph", paragraph.text)
            for place, paragraph in enumerate(document.paragraphs)
        ]
        analyses = self._language.analyse([passage.text for passage in passages])
        by_passage: dict[str, list[Mention]] = {}
        self._n_words += sum(token.text[0].isalnum() for analysis in analyses for token in analysis.tokens)
        mentions = find_mentions(document.name, passages, analyses, self._names, self._language.suggest_names(analyses))
        for mention in mentions:
            by_passage.setdefault(mention.passage_id, []).append(mention)
        keys: dict[SpanKey, str] = {}
        for place, (paragraph, analysis) in enumerate(zip(document.paragraphs, analyses, strict=True)):
            found = by_passage.get(passages[place].passage_id, ())
            keys |= self._compare_paragraph(document.name, place, paragraph, analysis, found)
        self._compare_identities(document, passages, mentions, keys)

    def _compare_paragraph(
        self, name: str, place: int, paragraph: MarkedText, analysis: Analysis, mentions: Sequence[Mention]
    ) -> dict[SpanKey, str]:
        widened = {mark: _widen(analysis, mark.start, mark.end) for mark in paragraph.marks}
        marked = {(*widened[m], KINDS[m.label]) for m in paragraph.marks if m.label in KINDS}
        found = {(*_widen(analysis, m.start, m.end), m.kind) for m in mentions if m.kind in ROWS}
        keyed = [(name, place, *span) for span in marked], [(name, place, *span) for span in found]
        self._all.add(*keyed)
        for kind, tally in self._spans.items():
            tally.add(*([key for key in keys if key[4] == kind] for keys in keyed))
        for wrong, label in ((marked - found, "gemist"), (found - marked, "onterecht")):
            for start, end, kind in sorted(wrong):
                self._errors.add(label, DUTCH[kind], paragraph.text, start, end, name)
        for concept, tally in self._concepts.items():
            wanted = {(m.start, m.end) for m in paragraph.marks if m.label == "CON" and m.key == concept}
            got = {(m.start, m.end) for m in mentions if m.node_id == f"c:{concept}"}
            tally.add(((name, place, *span) for span in wanted), ((name, place, *span) for span in got))
            for wrong_spans, label in ((wanted - got, "gemist"), (got - wanted, "onterecht")):
                for start, end in sorted(wrong_spans):
                    self._errors.add(label, concept, paragraph.text, start, end, name)
        return {(name, place, *widened[m]): m.key for m in paragraph.marks if m.label == "PER"}

    def _compare_identities(
        self,
        document: MarkedDocument,
        passages: Sequence[Passage],
        mentions: Sequence[Mention],
        keys: dict[SpanKey, str],
    ) -> None:
        texts = {passage.passage_id: passage.text for passage in passages}
        resolved = resolve_people(mentions, self._names, texts).node_ids
        places = {passage.passage_id: passage.position for passage in passages}
        nodes: dict[SpanKey, str] = {}
        begun: dict[tuple[int, int], list[SpanKey]] = {}
        for key in keys:
            begun.setdefault(key[1:3], []).append(key)
        for mention in mentions:
            if mention.kind == "person":
                for key in begun.get((places[mention.passage_id], mention.start), ()):
                    if mention.end <= key[3]:
                        nodes[key] = resolved[mention.mention_id]
        met = sorted(nodes)
        wanted = {(a, b) for a, b in combinations(met, 2) if keys[a] == keys[b]}
        joined = {(a, b) for a, b in combinations(met, 2) if nodes[a] == nodes[b]}
        self._pairs.add(wanted, joined)
        self._strict.add({(a, b) for a, b in combinations(sorted(keys), 2) if keys[a] == keys[b]}, joined)
        for pairs, label in ((joined - wanted, "ten onrechte samengevoegd"), (wanted - joined, "niet samengevoegd")):
            for one, other in sorted(pairs):
                text, second = document.paragraphs[one[1]].text, document.paragraphs[other[1]].text
                what = f"persoon, met {second[other[2] : other[3]]}"
                self._errors.add(label, what, text, one[2], one[3], document.name)


def find_mentions(
    document_id: str,
    passages: Sequence[Passage],
    analyses: Sequence[Analysis],
    names: NameLexicon,
    suggested: Sequence[Sighting] | None,
) -> list[Mention]:
    """Return the mentions of one document as a build makes them, proposed concepts left out."""
    spans = span_names(find_names([analysis.tokens for analysis in analyses], names, suggested))
    for number, analysis in enumerate(analyses):
        spans.extend(Span(number, c.start, c.end, "concept", 0, c.concept_id) for c in analysis.concepts)
    sentences = make_sentences(document_id, passages, [analysis.sentences for analysis in analyses])
    return make_mentions(document_id, passages, sentences, spans)


def _widen(analysis: Analysis, start: int, end: int) -> tuple[int, int]:
    touched = [token for token in analysis.tokens if token.start < end and start < token.end]
    return (touched[0].start, touched[-1].end) if touched else (start, end)


def evaluate_words(paths: Sequence[Path], model: str | None = None, held_out: bool = True) -> Scores:
    """Return how many words of a treebank get the right part of speech and lemma, read as raw text.

    And how many of the separable verbs whose parts stand apart are put together, each with its own first part.

    Args:
        paths: CoNLL-U files.
        held_out: only the tenth of the sentences that is never trained on.
    """
    language = load_language(model=model)
    sentences = [item for item in read_treebank(paths) if item.is_held_out or not held_out]
    pos, lemmas, errors = Tally("woordsoorten"), Tally("lemma's van inhoudswoorden"), Errors()
    verbs = Tally("scheidbare werkwoorden")
    for sentence, words in zip(sentences, language.read_words([item.text for item in sentences]), strict=True):
        found = {word.start: word for word in words}
        for place, start in enumerate(sentence.starts):
            word = found.get(start)
            right = word is not None and word.end == start + len(sentence.words[place])
            key = (sentence.sent_id, place)
            tag = word.pos if word and right else ""
            pos.add([(key, sentence.pos[place])], [(key, tag)])
            if tag != sentence.pos[place]:
                end = start + len(sentence.words[place])
                what = f"{tag or '?'}, moet zijn {sentence.pos[place]}"
                errors.add("verkeerde woordsoort", what, sentence.text, start, end, sentence.sent_id)
            if sentence.pos[place] in CONTENT:
                wanted, got = sentence.lemmas[place].lower(), word.lemma.lower() if word and right else ""
                lemmas.add([(key, wanted)], [(key, got)])
                if wanted != got:
                    end = start + len(sentence.words[place])
                    what = f"{got or '?'}, moet zijn {wanted}"
                    errors.add("verkeerd lemma", what, sentence.text, start, end, sentence.sent_id)
        marked = {(sentence.starts[verb], sentence.starts[p]) for verb, p in enumerate(sentence.particles) if p >= 0}
        joined = {(word.start, word.particle) for word in words if word.particle >= 0}
        verbs.add({(sentence.sent_id, *pair) for pair in marked}, {(sentence.sent_id, *pair) for pair in joined})
        for pair in sorted(marked ^ joined):
            kind = "niet samengevoegd" if pair in marked else "ten onrechte samengevoegd"
            part = next((word for word in words if word.start == pair[1]), None)
            what = f"werkwoord, met {sentence.text[pair[1] : part.end if part else pair[1]]}"
            verb = found.get(pair[0])
            errors.add(kind, what, sentence.text, pair[0], verb.end if verb else pair[0], sentence.sent_id)
    n_words = sum(len(item.words) for item in sentences)
    return Scores((pos.score(), lemmas.score(), verbs.score()), tuple(errors.findings), len(sentences), n_words)
