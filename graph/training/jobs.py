"""The jobs of a training, each of which can run in a process of its own."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from graph.evaluation import evaluate, evaluate_words
from graph.language import load_language
from graph.marked.texts import read_civic
from graph.people import load_names
from graph.training.corpus import Corpus
from graph.training.joining import learn_joining, measure_joining, read_known
from graph.training.judgement import Judged
from graph.training.pipeline import Sources, describe, measure_names, measure_tags, train_pipeline
from graph.training.unseen import judge_unseen

VERSION = "1.3.0"


def judge_part(corpus: Corpus, sources: Sources, part: int) -> list[Judged]:
    """Return the candidates in one part of the texts, read by a pipeline that was trained on the others."""
    return judge_unseen(corpus, sources, part, load_names(sources.names), _tell(f"part {part}"))


def _tell(title: str) -> Callable[[str], None]:
    began = time.monotonic()
    return lambda line: print(f"[{time.monotonic() - began:5.0f} s] {title}: {line}", flush=True)


def train_seed(corpus: Corpus, sources: Sources, seed: int, out: Path) -> dict[str, float]:
    """Train with one seed, write the pipeline to ``out``, and return its scores on development data."""
    began = time.monotonic()
    nlp = train_pipeline(corpus, sources, seed, _tell(f"seed {seed}"))
    describe(nlp, VERSION)
    # Labels stand with the parts that give them; the words that were met while training are not ours to hand on.
    nlp.to_disk(out, exclude=["vocab"])
    scores = {
        f"development, {name}: {label}": values[2]
        for name, texts in (("civic", corpus.civic_dev), ("treebank", corpus.treebank_dev))
        for label, values in measure_names(nlp, texts).items()
    }
    tags = {"development: UPOS": measure_tags(nlp, corpus.tagged_dev)}
    return {"seed": seed, "seconds": round(time.monotonic() - began)} | scores | tags


def join_names(model: Path, sources: Sources, data: Path) -> tuple[dict[str, float], tuple[float, float]]:
    """Return the weights by which names choose whom they mean, with precision and recall of pairs in unseen texts."""
    names, language = load_names(sources.names), load_language(model=str(model))
    documents = read_civic(sorted((data / "training" / "civic").glob("train-*")))
    known = [read_known(document, language, names) for document in documents]
    return learn_joining(known, names), measure_joining(known, names)


def measure(model: Path, data: Path, corpora: Path) -> dict[str, float]:
    """Return F of the whole chain, document step included, on texts that were never trained on or chosen by."""
    sets = {
        "civic gold": sorted((data / "training" / "civic").glob("gold-*")),
        "ned.testa": [corpora / "ner" / "conll2002" / "ned.testa"],
        "wikineural val": [corpora / "ner" / "wikineural" / "val.conllu"],
    }
    found: dict[str, float] = {}
    for name, paths in sets.items():
        if all(path.exists() for path in paths):
            found |= {f"{name}: {row.name}": row.f for row in evaluate(paths, str(model)).rows}
    words = evaluate_words(sorted((corpora / "ud").glob("*.conllu")), str(model))
    return found | {f"UD tenth: {row.name}": row.recall for row in words.rows}
