"""The app on a free port of this machine, for tests and benchmarks."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[2]
PATIENCE = 90.0


class NoAnswer(Exception):
    """The app was started and never answered."""


@contextmanager
def serve_app(graph: Path, script: Path = ROOT / "app.py") -> Iterator[str]:
    """Serve the app on 127.0.0.1 while the block lasts, and give its address.

    Args:
        graph: the graph file that is shown.
        script: the app; another one where a test needs it to be laid out in another way.

    Raises:
        NoAnswer: nothing answers within ``PATIENCE`` seconds.
    """
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", str(script), f"--server.port={port}"],
        cwd=ROOT,
        env={**os.environ, "BEGRIPPENGRAAF_GRAPH": str(graph)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.STDOUT,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        deadline = time.monotonic() + PATIENCE
        while not _answers(address):
            if time.monotonic() > deadline or process.poll() is not None:
                raise NoAnswer("the app does not answer")
            time.sleep(0.25)
        yield address
    finally:
        process.terminate()
        process.wait(20)


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(f"{address}/_stcore/health", timeout=1):
            return True
    except OSError:
        return False
