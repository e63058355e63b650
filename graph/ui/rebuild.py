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
from graph.messages import in_language, retell, say
from graph.wording import clean_label, count_words, format_number, start_sentence

if TYPE_CHECKING:
    from graph.build import BuildReport, Progress

_JOBS: dict[Path, Job] = {}
_LOCK = threading.Lock()
POLL = 0.5


@dataclass
class Job:
    """One build. ``error`` is a Dutch sentence when it failed; the former graph then still stands."""

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

        with in_language("nl"):  # what a build says is kept in the graph, for visitors of either language
            job.report = build_graph(paths, out, progress=tell)
    except ReadableError as error:
        job.error = str(error)
    except Exception as error:  # whatever it was: the visitor must hear of it, and the former graph stands
        with in_language("nl"):
            kind = type(error).__name__
            job.error = say("De graaf kon niet worden gemaakt ({error}); de vorige is er nog.", error=kind)
    finally:
        job.finished.set()


def describe_report(report: BuildReport) -> str:
    """Return what a build did, in one sentence."""
    n_nodes = sum(n for kind, n in report.n_nodes.items() if kind != "document")
    return say(
        "De graaf is bijgewerkt: {texts}, {parsed} daarvan opnieuw gelezen, {nodes} begrippen en namen.",
        texts=count_words(report.n_documents, ("tekst", "teksten")),
        parsed=format_number(report.n_parsed),
        nodes=format_number(n_nodes),
    )


def progress_html(job: Job) -> str:
    """Return a progress bar with what is being done."""
    progress = job.progress
    if progress is None or not progress.total:
        share, doing = 0, say("beginnen")
    else:
        share, doing = min(100, 100 * progress.done // progress.total), retell(progress.doing)
    title = escape(say("De graaf wordt bijgewerkt"))
    text = say(
        "{doing}. U kunt intussen verder werken; tot hij klaar is ziet u de vorige graaf.",
        doing=start_sentence(clean_label(doing, 60)),
    )
    return (
        f'<div class="progress" role="status"><p><strong>{title}</strong></p>'
        f'<progress aria-label="{title}" max="100" value="{share}">{share}%</progress>'
        f'<p class="caption">{escape(text)}</p></div>'
    )


@st.fragment(run_every=POLL)
def show_progress(out: Path) -> None:
    """Show how far the build is; when it is done the whole page is drawn again."""
    job = find_job(out)
    if job is None or job.finished.is_set():
        st.rerun(scope="app")
    else:
        st.html(progress_html(job))
