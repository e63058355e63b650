"""Seconds and memory of every export at 500 and at 5,000 nodes: python -m tests.benchmarks.exports [format …].

Each export runs in a process of its own, so that the peak of memory is its own too. The bounds are those of the issue:
5 s for 500 nodes and 2,000 links, 60 s and 1 GB for 5,000 nodes and 20,000 links. On a busy machine the seconds of
computing say more than those of the clock.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

SIZES = ((500, 2_000, 5.0), (5_000, 20_000, 60.0))
MOST_MEGABYTES = 1_024


def measure(name: str, n_nodes: int, n_links: int) -> None:
    """Write one export and print seconds, seconds of computing, megabytes and the size of the file."""
    from graph.export.formats import FORMATS
    from tests.export_bundles import big_bundle

    bundle = big_bundle(n_nodes, n_links)
    exporter = FORMATS[name]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"uit{exporter.suffix}"
        start, worked = time.perf_counter(), time.process_time()
        exporter.write(bundle, path)
        seconds, worked = time.perf_counter() - start, time.process_time() - worked
        size = path.stat().st_size
    print(f"{seconds:.2f} {worked:.2f} {_peak_megabytes():.0f} {size}")


def _peak_megabytes() -> float:
    try:
        import resource
    except ImportError:  # Windows
        return 0.0
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 1e6 if sys.platform == "darwin" else peak / 1e3


def main(names: list[str]) -> int:
    """Measure all formats, or those named; return 1 if one of them is over a bound."""
    from graph.export.formats import FORMATS

    over = False
    print(f"{'formaat':<10} {'knopen':>6} {'seconden':>8} {'rekentijd':>9} {'MB':>6} {'bytes':>12}")
    for name in names or list(FORMATS):
        for n_nodes, n_links, bound in SIZES:
            command = [sys.executable, "-m", "tests.benchmarks.exports", "--one", name, str(n_nodes), str(n_links)]
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            if done.returncode:
                print(f"{name:<10} {n_nodes:>6} mislukt: {done.stderr.strip().splitlines()[-1]}")
                over = True
                continue
            seconds, worked, megabytes, size = map(float, done.stdout.split())
            bad = seconds > bound or megabytes > MOST_MEGABYTES
            over = over or bad
            numbers = f"{seconds:>8.2f} {worked:>9.2f} {megabytes:>6.0f} {size:>12.0f}"
            print(f"{name:<10} {n_nodes:>6} {numbers}{'  te veel' * bad}")
    return int(over)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        measure(sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
    else:
        sys.exit(main(sys.argv[1:]))
