"""Read every training text with a pipeline that did not see it: what it finds there tells how far it can be trusted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import islice

from spacy.language import Language as Pipeline

from graph.language.loading import quicken
from graph.language.reading import Language
from graph.marked.texts import MarkedText
from graph.people import NameLexicon
from graph.training.corpus import Corpus
from graph.training.judgement import N_PARTS, Judged, judge_document, part_of
from graph.training.pipeline import Sources, train_pipeline
from graph.training.variety import make_pools

SEED = 10


def judge_unseen(
    corpus: Corpus, sources: Sources, part: int, names: NameLexicon, tell: Callable[[str], None]
) -> list[Judged]:
    """Return the candidates in one part of the texts; trains a pipeline on the others for it."""
    trained = train_pipeline(leave_out(corpus, sources, part), sources, SEED + part, tell)
    return list(_judge_part(corpus, part, trained, names))


def leave_out(corpus: Corpus, sources: Sources, part: int) -> Corpus:
    """Return the corpus without the documents of one part, their names included."""
    civic = [text for text in corpus.civic if part_of(text.document) != part]
    treebank = [text for text in corpus.treebank if part_of(text.document) != part]
    wikiann = [text for number, text in enumerate(corpus.wikiann) if number % N_PARTS != part]
    pools = make_pools(sources.names, [*treebank, *civic, *wikiann])
    return replace(corpus, civic=civic, treebank=treebank, wikiann=wikiann, pools=pools)


def list_documents(corpus: Corpus, part: int) -> Iterator[tuple[str, str, list[MarkedText]]]:
    """Yield name, source and paragraphs of the documents of one part."""
    # No pipeline was trained on the sparse texts, so any can read them.
    sources = (("civic", corpus.civic), ("treebank", corpus.treebank), ("sparse", corpus.sparse if part == 0 else ()))
    for source, texts in sources:
        by_name: dict[str, list[MarkedText]] = {}
        for text in texts:
            by_name.setdefault(text.document, []).append(text)
        for name, paragraphs in by_name.items():
            if source == "sparse" or part_of(name) == part:
                yield name, source, paragraphs
    for number, text in enumerate(corpus.wikiann):
        if number % N_PARTS == part:
            yield f"wikiann {number}", "wikiann", [text]


def _judge_part(corpus: Corpus, part: int, pipeline: Pipeline, names: NameLexicon) -> Iterator[Judged]:
    quicken(pipeline)
    language = Language(pipeline, (), "")
    documents = list(list_documents(corpus, part))
    analyses = iter(language.analyse([text.text for _, _, paragraphs in documents for text in paragraphs]))
    for name, source, paragraphs in documents:
        yield judge_document(name, source, paragraphs, list(islice(analyses, len(paragraphs))), names)
