"""Build the graph again while the app stays open: one build at a time, its progress for every visitor to see."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from graph.errors import ReadableError
from graph.wording import clean_label, count_words, format_number, start_sentence

if TYPE_CHECKING:
    from graph.build import BuildReport, Progress

_JOBS: dict[Path, Job] = {}
_LOCK = threading.Lock()
POLL = 0.5


@dataclass
class Job:
    """One build. ``error`` is a sentence when it failed; the former graph then still stands."""

    progress: Progress | None = None
    report: BuildReport | None = None
    error: str = ""
    finished: threading.Event = field(default_factory=threading.Event)


def find_job(out: Path) -> Job | None:
    """Return the build of this graph file that runs or ran last."""
    return _JOBS.get(out)


def start_job(paths: Sequence[Path], out: Path) -> Job:
    """Start a build beside the pages and return it; one that runs already is returned instead.

    The build goes on when the visitor leaves the page. The former graph is shown until the new one is whole.
    """
    with _LOCK:
        running = _JOBS.get(out)
        if running is not None and not running.finished.is_set():
            return running
        job = _JOBS[out] = Job()
        threading.Thread(target=_run, args=(job, list(paths), out), name="build", daemon=True).start()
        return job


def _run(job: Job, paths: list[Path], out: Path) -> None:
    def tell(progress: Progress) -> None:
        job.progress = progress

    try:
        from graph.build import build_graph

        job.report = build_graph(paths, out, progress=tell)
    except ReadableError as error:
        job.error = str(error)
    except Exception as error:  # whatever it was: the visitor must hear of it, and the former graph stands
        job.error = f"De graaf kon niet worden gemaakt ({type(error).__name__}); de vorige is er nog."
    finally:
        job.finished.set()


def describe_report(report: BuildReport) -> str:
    """Return what a build did, in one sentence."""
    n_nodes = sum(n for kind, n in report.n_nodes.items() if kind != "document")
    return (
        f"De graaf is bijgewerkt: {count_words(report.n_documents, ('tekst', 'teksten'))}, "
        f"{format_number(report.n_parsed)} daarvan opnieuw gelezen, {format_number(n_nodes)} begrippen en namen."
    )


def progress_html(job: Job) -> str:
    """Return a progress bar with what is being done."""
    progress = job.progress
    if progress is None or not progress.total:
        share, doing = 0, "beginnen"
    else:
        share, doing = min(100, 100 * progress.done // progress.total), progress.doing
    return (
        '<div class="progress" role="status"><p><strong>De graaf wordt bijgewerkt</strong></p>'
        f'<progress aria-label="De graaf wordt bijgewerkt" max="100" value="{share}">{share}%</progress>'
        f'<p class="caption">{escape(start_sentence(clean_label(doing, 60)))}. '
        "U kunt intussen verder werken; tot hij klaar is ziet u de vorige graaf.</p></div>"
    )


@st.fragment(run_every=POLL)
def show_progress(out: Path) -> None:
    """Show how far the build is; when it is done the whole page is drawn again."""
    job = find_job(out)
    if job is None or job.finished.is_set():
        st.rerun(scope="app")
    else:
        st.html(progress_html(job))
