"""Train the pipeline that ships, in one command: ``python -m graph.training``."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from shutil import copy, copytree, rmtree
from tempfile import TemporaryDirectory

from graph.errors import ReadableError
from graph.language.senses import write_senses
from graph.people.judging import THRESHOLD
from graph.people.weights import write_joining, write_judging
from graph.places import find_home
from graph.training.card import write_card
from graph.training.corpus import read_corpus
from graph.training.jobs import VERSION, join_names, judge_part, measure, train_seed
from graph.training.judgement import N_PARTS, learn, measure_judgement, tell_scores
from graph.training.pipeline import Sources
from graph.training.senses import learn_all_senses

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
    parser.add_argument("--processes", type=int, default=2, help="hoeveel er tegelijk getraind wordt")
    parser.add_argument("--keep", action="store_true", help="laat de gewichten zoals zij zijn")
    chosen = parser.parse_args(arguments)
    sources = Sources(chosen.data / "names", chosen.data / "training" / "lemmas.json.gz")
    try:
        corpus = read_corpus(chosen.data, chosen.corpora)
    except ReadableError as error:
        print(error, file=sys.stderr)
        return 1
    # One thread a process: several would only get into each other's way, and add up in another order.
    os.environ |= dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1")
    with (
        TemporaryDirectory() as folder,
        ProcessPoolExecutor(chosen.processes, mp_context=get_context("spawn")) as pool,
    ):
        homes = {seed: Path(folder) / str(seed) for seed in chosen.seeds}
        parts = [] if chosen.keep else [pool.submit(judge_part, corpus, sources, part) for part in range(N_PARTS)]
        trained = [pool.submit(train_seed, corpus, sources, seed, home) for seed, home in homes.items()]
        if parts:
            judged = [document for part in parts for document in part.result()]
            print(f"judgement of unseen texts: {tell_scores(measure_judgement(judged, THRESHOLD))}", flush=True)
            write_judging(sources.names, learn(judged))
        rows = [row.result() for row in trained]
        if not chosen.keep:
            weights, (precision, recall) = pool.submit(
                join_names, homes[find_best(rows)], sources, chosen.data
            ).result()
            print(f"joined pairs in unseen texts: {100 * precision:.1f}/{100 * recall:.1f}", flush=True)
            write_joining(sources.names, weights)
            learnt = pool.submit(learn_all_senses, str(homes[find_best(rows)]), chosen.data).result()
            for concept, (table, (precision, recall)) in learnt.items():
                print(f"{concept} in unseen texts: {100 * precision:.1f}/{100 * recall:.1f}", flush=True)
                write_senses(chosen.data / "senses", concept, table)
        if not chosen.only:
            waiting = [pool.submit(measure, home, chosen.data, chosen.corpora) for home in homes.values()]
            rows = [row | scores.result() for row, scores in zip(rows, waiting, strict=True)]
        for row in rows:
            print(row, flush=True)
        if chosen.out.exists():
            rmtree(chosen.out)
        copytree(homes[find_best(rows)], chosen.out)
    copy(chosen.data / "training" / LICENSE, chosen.out / LICENSE)
    write_card(chosen.out, corpus, rows, VERSION)
    return 0


def find_best(rows: Sequence[Mapping[str, float]]) -> int:
    """Return the seed that finds persons best in the two sets of development data, of equals the first."""
    best = max(rows, key=lambda row: sum(row[f"development, {name}: PER"] for name in ("civic", "treebank")))
    return int(best["seed"])


if __name__ == "__main__":
    sys.exit(main())
