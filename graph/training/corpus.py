"""What is trained on and what is chosen by: the corpora, read once, and their variants for each round."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from graph.errors import ReadableError
from graph.marked.texts import MarkedText, only_entities, read_civic, read_europeana, read_wikiann
from graph.marked.treebank import TreeSentence, mark_sentence, read_entities, read_treebank
from graph.training.templates import Filler, read_templates
from graph.training.variety import Pools, Varier, group_texts, make_pools, shout, whisper

CIVIC_DEV = frozenset(
    """train-a/interview-02-doarpsbelang train-a/memo-06-benoemingen train-a/notulen-04-raad-1911
    train-b/brief-03-mailwisseling-huiskamer train-b/column-06-bakker train-b/krant-04-necrologie
    train-b/opinie-03-kanaaldorp train-b/persbericht-02-omgevingsloket train-c/bio-02-wijsgeer-van-het-water
    train-c/essay-03-de-vijfde-stoel""".split()
)
"""Documents of the civic corpus that settings are chosen by; one of every genre."""
TREE_DEV = frozenset(
    "WR-P-P-H-0000000039 WR-P-P-H-0000000048 wiki-1808 wiki-5593 WR-P-P-H-0000000012 wiki-3821".split()
)
"""Documents of the treebanks that settings for names are chosen by."""


@dataclass(frozen=True, slots=True)
class Mix:
    """How often a text of each source takes part in a round; beyond 1 that many variants."""

    civic: int = 2
    treebank: int = 3
    templates: int = 4
    wikiann: float = 0.8
    europeana: float = 0.4


@dataclass(frozen=True, slots=True)
class Corpus:
    """Everything that names are learnt from."""

    civic: Sequence[MarkedText]
    civic_dev: Sequence[MarkedText]
    sparse: Sequence[MarkedText]  # texts with hardly a person in them; candidates are judged on them
    treebank: Sequence[MarkedText]
    treebank_dev: Sequence[MarkedText]
    wikiann: Sequence[MarkedText]
    europeana: Sequence[MarkedText]
    templates: Sequence[str]
    nouns: Sequence[str]
    roles: Sequence[str]
    pools: Pools
    sentences: Sequence[TreeSentence]

    @property
    def tagged(self) -> list[TreeSentence]:
        """Return the treebank sentences that parts of speech are learnt from."""
        return [item for place, item in enumerate(self._free) if place % 20 != 7]

    @property
    def tagged_dev(self) -> list[TreeSentence]:
        """Return the treebank sentences that settings for parts of speech are chosen by."""
        return [item for place, item in enumerate(self._free) if place % 20 == 7]

    @property
    def _free(self) -> list[TreeSentence]:
        return [item for item in self.sentences if not item.is_held_out]


def read_corpus(data: Path, corpora: Path) -> Corpus:
    """Return the corpus from our own ``data`` folder and the folder of ``corpora`` from elsewhere.

    Raises:
        ReadableError: the treebanks or lists are not there.
    """
    trees = sorted((corpora / "ud").glob("*.conllu"))
    wikiann, europeana = corpora / "ner" / "wikiann" / "train.conllu", corpora / "ner" / "europeana" / "enp_NL.bio"
    if not trees or not wikiann.is_file() or not europeana.is_file():
        raise ReadableError(
            f"{corpora}: hier horen ud/*.conllu, ner/wikiann/train.conllu en ner/europeana/enp_NL.bio te staan."
        )
    sentences = read_treebank(trees)
    entities = read_entities(data / "training" / "ud_entities.tsv")
    free = [item for item in sentences if not item.is_held_out]
    civic_home = data / "training" / "civic"
    documents = read_civic(sorted(civic_home.glob("train-*")))
    civic = [only_entities(p) for d in documents if d.name not in CIVIC_DEV for p in d.paragraphs]
    set_apart = [d for d in documents if d.name in CIVIC_DEV] + read_civic(sorted(civic_home.glob("dev-*")))
    treebank = [mark_sentence(item, entities) for item in free if item.document not in TREE_DEV]
    wiki = read_wikiann(wikiann)
    names = data / "names"
    return Corpus(
        civic=civic,
        civic_dev=[only_entities(p) for d in set_apart for p in d.paragraphs],
        sparse=[only_entities(p) for d in read_civic(sorted(civic_home.glob("judge-*"))) for p in d.paragraphs],
        treebank=treebank,
        treebank_dev=[mark_sentence(item, entities) for item in free if item.document in TREE_DEV],
        wikiann=wiki,
        europeana=read_europeana(europeana),
        templates=read_templates(data / "training" / "templates.txt"),
        nouns=_find_nouns(free),
        roles=_read_lines(names / "roles.txt"),
        pools=make_pools(names, [*treebank, *civic, *wiki]),
        sentences=sentences,
    )


def _find_nouns(sentences: Sequence[TreeSentence]) -> list[str]:
    found = {
        word
        for sentence in sentences
        for word, pos in zip(sentence.words, sentence.pos, strict=True)
        if pos == "NOUN" and word.islower() and word.isalpha() and len(word) > 3
    }
    return sorted(found)


def _read_lines(path: Path) -> list[str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.split("\t")[0].strip() for line in lines if line.strip() and not line.startswith("#")]


def make_round(corpus: Corpus, mix: Mix, seed: int, number: int) -> list[MarkedText]:
    """Return the texts of one round: every time the same for the same seed and number, and never twice alike."""
    rng = Random(f"{seed}-{number}")
    return list(_draw(corpus, mix, rng))


def _draw(corpus: Corpus, mix: Mix, rng: Random) -> Iterator[MarkedText]:
    varier = Varier(corpus.pools, rng)
    filler = Filler(varier, corpus.nouns, corpus.roles, rng)
    sources = ((group_texts(corpus.treebank, rng), mix.treebank), (corpus.civic, mix.civic))
    for texts, times in sources:
        for text in texts:
            yield text
            for _ in range(times - 1):
                yield _disturb(varier.vary(text), rng)
    for _ in range(mix.templates):
        for template in corpus.templates:
            yield _disturb(filler.fill(template), rng)
    for text in corpus.wikiann:
        if rng.random() < mix.wikiann:
            yield _disturb(varier.vary(text), rng) if rng.random() < 0.5 else text
    for text in corpus.europeana:
        if rng.random() < mix.europeana:
            yield varier.vary(text) if rng.random() < 0.4 else text


def _disturb(text: MarkedText, rng: Random) -> MarkedText:
    chance = rng.random()
    return shout(text) if chance < 0.03 else whisper(text) if chance < 0.05 else text
