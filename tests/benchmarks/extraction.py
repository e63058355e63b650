"""Time extraction beside spaCy's default small architecture with all components, in pairs, on one core.

Run: ``OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 BLIS_NUM_THREADS=1 nice -n -10 python -m tests.benchmarks.extraction
[FOLDER]`` with a folder of texts (else the shared manifestos, else the texts of this checkout). The peer is what
``spacy init config --lang nl --optimize efficiency`` gives, its weights not trained: what it finds is nonsense,
what it costs is not. It runs with the arithmetic that spaCy takes by itself, and once more with the library that
ours uses. Times are seconds of CPU, rounds alternate; the ratio is the median of the pairs. Both are loaded in fresh
processes, and the memory is that of a process that does nothing else.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import spacy
from spacy.cli.init_config import init_config
from spacy.tokens import Doc
from spacy.training import Example
from thinc.api import NumpyOps, set_current_ops

from graph.build import load_tools, parse_document
from graph.corpus import find_files, read_document
from graph.mentions import Span, make_mentions, make_sentences, span_names
from graph.people import find_names
from graph.rows import Passage

ROOT = Path(__file__).resolve().parents[2]
MANIFESTOS = ROOT.parent / "shared" / "corpora" / "manifestos"
PARTS = ["tagger", "morphologizer", "trainable_lemmatizer", "parser", "ner"]
TIMED = """
import time
{imports}
began = time.perf_counter(), time.process_time()
{loads}
print(time.perf_counter() - began[0], time.process_time() - began[1])
"""
N_LOADS = 5
ROUNDS = 7
MOST_PASSAGES = 800
KINDS = ("PER", "ORG", "LOC", "MISC")
THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "BLIS_NUM_THREADS")
RELATIONS = "nsubj obj iobj csubj ccomp xcomp obl advmod amod det case mark cc conj cop aux nmod acl punct flat".split()


def make_peer(use_blis: bool) -> spacy.Language:
    """Return the default small pipeline with all components, ready to run, untrained."""
    set_current_ops(NumpyOps(use_blis=use_blis))
    config = init_config(lang="nl", pipeline=PARTS, optimize="efficiency", gpu=False)
    nlp = spacy.util.load_model_from_config(config, auto_fill=True)
    words = "Jan ziet de oude gemeente in Utrecht en praat daar met veel mensen over een plan .".split()
    heads = [1, 1, 4, 4, 1, 6, 4, 8, 1, 8, 12, 12, 8, 15, 15, 8, 1]
    examples = []
    for turn in range(40):
        relations = [RELATIONS[(turn + place) % len(RELATIONS)] for place in range(len(words))]
        relations[1] = "ROOT"
        lemmas = [word.lower()[: len(word) - (turn + place) % 3] or word for place, word in enumerate(words)]
        doc = Doc(
            nlp.vocab,
            words=words,
            heads=heads[: len(words)],
            deps=relations,
            tags=[f"T{(turn + place) % 60}" for place in range(len(words))],
            pos=["NOUN"] * len(words),
            morphs=[
                f"Number={'Sing' if (turn + place) % 2 else 'Plur'}|X={(turn + place) % 80}"
                for place in range(len(words))
            ],
            lemmas=lemmas,
            ents=[f"B-{KINDS[turn % len(KINDS)]}" if place in (0, 6) else "O" for place in range(len(words))],
        )
        examples.append(Example(nlp.make_doc(doc.text), doc))
    nlp.initialize(lambda: examples)
    return nlp


def read_passages(folder: Path) -> list[list[Passage]]:
    """Return the passages of every document, without comments of readers."""
    documents = [read_document(path, relative, relative) for path, relative in find_files([folder])]
    return [[passage for passage in document.passages if passage.kind != "comment"] for document in documents]


def take_time(work: Callable[[], object]) -> float:
    """Return the CPU time of one run in seconds."""
    began = time.process_time()
    work()
    return time.process_time() - began


def time_load(imports: str, loads: str) -> tuple[float, float]:
    """Return the median wall time and CPU time of ``loads`` in fresh processes, in seconds, ``imports`` left out."""
    command = [sys.executable, "-c", TIMED.format(imports=imports, loads=loads)]
    told = [subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True) for _ in range(N_LOADS)]
    runs = [run.stdout.split() for run in told]
    wall, cpu = (statistics.median(map(float, column)) for column in zip(*runs, strict=True))
    return wall, cpu


def print_loads(peer: spacy.Language) -> None:
    """Print what it takes to load our pipeline and the peer, with and without what Python has to import for it."""
    with tempfile.TemporaryDirectory() as folder:
        peer.to_disk(folder)
        for title, imports, loads in (
            ("our pipeline", "from graph.language import load_language", "load_language()"),
            ("the peer", "import spacy", f"spacy.load({folder!r})"),
        ):
            wall, cpu = time_load(imports, loads)
            print(f"load {title:13} {wall:.2f} s, {cpu:.2f} s of CPU", end="; ")
            wall, cpu = time_load("", f"{imports}; {loads}")
            print(f"with imports {wall:.2f} s, {cpu:.2f} s of CPU")


def main(words: Sequence[str] | None = None) -> None:
    """Print words a second, ratios, the time of loading and the memory of a whole build."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--passages", type=int, default=MOST_PASSAGES)
    parser.add_argument("--alone", action="store_true", help="only read everything: to measure memory")
    chosen = parser.parse_args(words)
    if any(os.environ.get(name) != "1" for name in THREADS):
        parser.error(f"set {', '.join(THREADS)} to 1: one core is what is compared")
    folder = chosen.folder or (MANIFESTOS if MANIFESTOS.is_dir() else ROOT / "seeds")
    if chosen.alone:
        tools = load_tools()
        for path, relative in find_files([folder]):
            parse_document(path, relative, relative, tools)
        return
    print("load of the machine", *(f"{value:.1f}" for value in os.getloadavg()))
    peers = {"spaCy as it comes": make_peer(use_blis=True), "spaCy, our arithmetic": make_peer(use_blis=False)}
    tools = load_tools()
    documents = [passages[: chosen.passages // 4] for passages in read_passages(folder)]
    texts = [passage.text for passages in documents for passage in passages]
    n_words = sum(len(text.split()) for text in texts)

    def extract() -> None:
        for passages in documents:
            analyses = tools.language.analyse([passage.text for passage in passages])
            suggested = tools.language.suggest_names(analyses)
            spans = span_names(find_names([analysis.tokens for analysis in analyses], tools.names, suggested))
            for number, analysis in enumerate(analyses):
                spans.extend(Span(number, c.start, c.end, "concept", 0, c.concept_id) for c in analysis.concepts)
                spans.extend(Span(number, c.start, c.end, "concept", 2, "", c.lemma) for c in analysis.candidates)
            document_id = passages[0].document_id if passages else ""
            sentences = make_sentences(document_id, passages, [analysis.sentences for analysis in analyses])
            make_mentions(document_id, passages, sentences, spans)

    runs: dict[str, Callable[[], object]] = {"extraction": extract}
    for title, nlp in peers.items():
        runs[title] = lambda nlp=nlp: [len(doc) for doc in nlp.pipe(texts, batch_size=64)]
    for work in runs.values():
        work()
    times: dict[str, list[float]] = {title: [] for title in runs}
    for _ in range(chosen.rounds):
        for title, work in runs.items():
            times[title].append(take_time(work))
    print(f"{len(texts)} passages, {n_words} words, {chosen.rounds} rounds")
    for title, seconds in times.items():
        ratios = [other / own for other, own in zip(seconds, times["extraction"], strict=True)]
        middle = statistics.median(seconds)
        ratio = statistics.median(ratios)
        print(f"{title:24} {n_words / middle:8.0f} words/s   {ratio:5.2f} times the time of extraction")
    print("load of the machine", *(f"{value:.1f}" for value in os.getloadavg()))
    print_loads(peers["spaCy as it comes"])
    for title, module, extra in (
        ("extraction", "tests.benchmarks.extraction", ["--alone"]),
        ("a whole build", "graph", []),
    ):
        with tempfile.TemporaryDirectory() as scratch:
            words = ["build", str(folder), "--out", f"{scratch}/graph.duckdb"] if module == "graph" else [str(folder)]
            command = (
                f"import resource, subprocess, sys; subprocess.run({[sys.executable, '-m', module, *words, *extra]!r}, "
            )
            command += "check=True, stdout=subprocess.DEVNULL); "
            command += "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024)"
            peak = subprocess.run([sys.executable, "-c", command], cwd=ROOT, check=True, capture_output=True, text=True)
        print(f"peak memory of {title} of {folder.name}: {peak.stdout.strip()} MB")


if __name__ == "__main__":
    main()
