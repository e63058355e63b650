"""Train the pipeline that ships, in one command: ``python -m graph.training``."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from shutil import copy, copytree, rmtree
from tempfile import TemporaryDirectory

from graph.errors import ReadableError
from graph.evaluation import evaluate, evaluate_words
from graph.people import load_names
from graph.people.weights import write_weights
from graph.places import find_home
from graph.training.card import write_card
from graph.training.corpus import Corpus, read_corpus
from graph.training.pipeline import Sources, join, measure_names, measure_tags, train_names, train_tags
from graph.training.unseen import learn_weights

VERSION = "1.0.0"
LICENSE = "LICENSE-lemmas"


def main(arguments: list[str] | None = None) -> int:
    """Train one pipeline a seed, write the best one with its card; return 0, or 1 after an error."""
    home = find_home()
    parser = argparse.ArgumentParser(prog="python -m graph.training", description="Train het taalmodel opnieuw.")
    parser.add_argument("--corpora", type=Path, default=home.parent / "shared" / "corpora", help="map met de corpora")
    parser.add_argument("--data", type=Path, default=home / "data", help="map met namenlijsten en eigen teksten")
    parser.add_argument("--out", type=Path, default=home / "data" / "model", help="waar het model komt te staan")
    parser.add_argument("--seeds", type=int, nargs="+", default=[1, 2, 3], help="beginwaarden; de beste blijft")
    parser.add_argument("--only", action="store_true", help="meet niet op de teksten die apart zijn gehouden")
    parser.add_argument("--keep", action="store_true", help="laat de gewichten voor namen zoals zij zijn")
    chosen = parser.parse_args(arguments)
    sources = Sources(chosen.data / "names", chosen.data / "training" / "lemmas.json.gz")
    try:
        corpus = read_corpus(chosen.data, chosen.corpora)
    except ReadableError as error:
        print(error, file=sys.stderr)
        return 1
    if not chosen.keep:
        names = load_names(sources.names)
        write_weights(sources.names, learn_weights(corpus, sources, names, lambda line: print(line, flush=True)))
    rows = []
    with TemporaryDirectory() as folder:
        for seed in chosen.seeds:
            trained = Path(folder) / str(seed)
            rows.append(train_seed(corpus, sources, seed, trained))
            if not chosen.only:
                rows[-1] |= measure(trained, chosen.data, chosen.corpora)
            print(rows[-1], flush=True)
        if chosen.out.exists():
            rmtree(chosen.out)
        copytree(Path(folder) / str(find_best(rows)), chosen.out)
    copy(chosen.data / "training" / LICENSE, chosen.out / LICENSE)
    write_card(chosen.out, corpus, rows, VERSION)
    return 0


def find_best(rows: Sequence[Mapping[str, float]]) -> int:
    """Return the seed that finds persons best in the two sets of development data, of equals the first."""
    best = max(rows, key=lambda row: sum(row[f"development, {name}: PER"] for name in ("civic", "treebank")))
    return int(best["seed"])


def train_seed(corpus: Corpus, sources: Sources, seed: int, out: Path) -> dict[str, float]:
    """Train with one seed, write the pipeline to ``out``, and return its scores on development data."""
    began = time.monotonic()

    def tell(line: str) -> None:
        print(f"[{time.monotonic() - began:5.0f} s] seed {seed}: {line}", flush=True)

    nlp = join(train_names(corpus, sources, seed, tell), train_tags(corpus, sources, seed, tell), sources, VERSION)
    nlp.to_disk(out)
    scores = {
        f"development, {name}: {label}": values[2]
        for name, texts in (("civic", corpus.civic_dev), ("treebank", corpus.treebank_dev))
        for label, values in measure_names(nlp, texts).items()
    }
    tags = {"development: UPOS": measure_tags(nlp, corpus.tagged_dev)}
    return {"seed": seed, "seconds": round(time.monotonic() - began)} | scores | tags


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


if __name__ == "__main__":
    sys.exit(main())
