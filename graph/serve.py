"""Run the app as a server on this computer alone, and open it in the browser when it answers."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
import webbrowser
from collections.abc import Callable
from pathlib import Path

from graph.errors import ReadableError
from graph.places import find_shipped

HOST = "127.0.0.1"
FIRST_PORT = 8501
N_PORTS = 50
PATIENCE = 90.0


def find_free_port(first: int = FIRST_PORT, n_ports: int = N_PORTS) -> int:
    """Return the first free port on this computer from ``first`` on.

    Raises:
        ReadableError: all of them are taken.
    """
    for port in range(first, first + n_ports):
        if is_free(port):
            return port
    raise ReadableError(f"De poorten {first} tot {first + n_ports - 1} zijn alle in gebruik; kies er een met --port.")


def is_free(port: int) -> bool:
    """Answer whether nothing listens on ``port`` of this computer."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        try:
            probe.bind((HOST, port))
        except (OSError, OverflowError):
            return False
    return True


def serve_app(graph: Path, port: int | None, tell: Callable[[str], object], *, open_browser: bool) -> int:
    """Serve the app on ``graph`` until it is stopped; return its exit code.

    Args:
        graph: the graph file.
        port: the port to use; None for the first free one from 8501 on.
        tell: called with the address once the app answers.
        open_browser: whether to open the address.

    Raises:
        ReadableError: the port is taken, or the app does not start.
    """
    if port is not None and not is_free(port):
        raise ReadableError(f"Poort {port} is in gebruik of ongeldig; kies een andere met --port.")
    port = find_free_port() if port is None else port
    address = f"http://{HOST}:{port}"
    script = find_shipped("app.py")
    process = subprocess.Popen(
        [
            *(sys.executable, "-m", "streamlit", "run", str(script)),
            *(f"--server.address={HOST}", f"--server.port={port}", "--server.headless=true"),
            *("--browser.gatherUsageStats=false", "--server.fileWatcherType=none"),
        ],
        # Streamlit looks for .streamlit/config.toml (colours, chrome) in the working directory.
        cwd=script.parent,
        env=os.environ | {"BEGRIPPENGRAAF_GRAPH": str(graph)},
        stdout=subprocess.DEVNULL,
    )
    try:
        _wait(process, f"{address}/_stcore/health")
        tell(address)
        if open_browser:
            webbrowser.open(address)
        return process.wait()
    finally:
        if process.poll() is None:
            process.terminate()
            process.wait()


def _wait(process: subprocess.Popen[bytes], health: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(health, timeout=2):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    raise ReadableError("De app kon niet starten; de melding hierboven zegt waarom.")
