"""Beside the list of documents: adding texts, bringing them back, what could not be read, and updating the graph."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

import streamlit as st

from graph.corpus import FORMATS
from graph.errors import ReadableError
from graph.library import (
    BIN,
    MAX_UPLOAD_MB,
    Differences,
    add_text,
    compare_with_graph,
    list_removed,
    restore_text,
)
from graph.metadata import is_stale, read_edits
from graph.rows import Document
from graph.ui.component import read_asset
from graph.ui.rebuild import find_job, show_progress, start_job
from graph.ui.source import Version, graph_path, open_graph
from graph.ui.text import escape_markdown
from graph.wording import clean_label, count_words, start_sentence

NOTICES, JOB, UPLOADS = "documents_notices", "documents_job", "documents_uploads"


@dataclass(frozen=True, slots=True)
class Shelf:
    """Where the texts of a graph stand: all paths that were read, and the one folder that texts can be added to."""

    paths: tuple[Path, ...]
    folder: Path | None


def find_shelf(version: Version) -> Shelf:
    """Return where the texts of the graph stand; no folder when there are several, or it is gone.

    A path that does not start at the root says nothing here: nobody knows from which folder the build was started.
    """
    paths = tuple(Path(root) for root in open_graph(version).build_info().roots)
    if len(paths) == 1 and paths[0].is_absolute() and paths[0].is_dir():
        return Shelf(paths, paths[0])
    return Shelf(paths, None)


def clear_notices() -> None:
    """Forget what was said: the visitor does something else now."""
    st.session_state.pop(NOTICES, None)


def notice(kind: str, text: str) -> None:
    """Keep a sentence (kind "done" or "error") for the top of the page, until the next act."""
    st.session_state.setdefault(NOTICES, []).append((kind, text))


def rebuild(shelf: Shelf) -> None:
    """Build the graph from the folder again, beside the page."""
    st.session_state[JOB] = start_job(shelf.paths, graph_path())


def show_work(version: Version, documents: Mapping[str, Document], shown: Mapping[str, Document], shelf: Shelf) -> None:
    """Show a running build, or what the graph does not know yet with the button to update it."""
    job = find_job(graph_path())
    if job is not None and not job.finished.is_set():
        st.session_state[JOB] = job
        show_progress(graph_path())
        return
    if shelf.folder is None:
        where = "meer dan één map" if len(shelf.paths) > 1 else "een map die er niet (meer) is"
        st.html(
            f'<p class="ignored">Deze graaf is gemaakt uit {where}; daarom kunt u hier niets toevoegen of veranderen. '
            "Maak de graaf opnieuw met ‘begrippengraaf build’ en de map met teksten.</p>"
        )
        return
    try:
        edits = read_edits(shelf.folder)
        differences = compare_with_graph(shelf.paths, documents.values(), open_graph(version).unread())
    except (ReadableError, OSError):
        return
    n_edited = sum(
        shown[key] != document or is_stale(document, edits) for key, document in documents.items() if key in shown
    )
    if text := describe_waiting(differences, n_edited):
        st.html(f'<section class="waiting"><h2>Nog niet in de graaf</h2><p>{escape(text)}</p></section>')
        st.button("Werk de graaf bij", key="documents-rebuild", type="primary", on_click=_update, args=(shelf,))


def _update(shelf: Shelf) -> None:
    clear_notices()
    rebuild(shelf)


def describe_waiting(differences: Differences, n_edited: int) -> str:
    """Return what the graph does not know yet, '' if there is nothing."""
    parts = [
        count_words(n, words)
        for n, words in (
            (len(differences.new), ("nieuwe tekst", "nieuwe teksten")),
            (len(differences.changed), ("veranderde tekst", "veranderde teksten")),
            (len(differences.gone), ("tekst die weg is", "teksten die weg zijn")),
            (n_edited, ("verbeterde titel, auteur of datum", "teksten met een verbeterde titel, auteur of datum")),
        )
        if n
    ]
    return start_sentence("; ".join(parts)) + "." if parts else ""


def show_upload(shelf: Shelf) -> None:
    """Show where texts can be added; each is taken in or refused with one sentence."""
    if shelf.folder is None:
        return
    known = ", ".join(dict.fromkeys(FORMATS.values()))
    st.html(
        f'<h2 class="side">Voeg teksten toe</h2><p class="caption">Soorten: {known}. Ten hoogste {MAX_UPLOAD_MB} MB '
        "per tekst. Ze komen in de map met teksten en daarna in de graaf.</p>"
    )
    number = int(st.session_state.get(UPLOADS, 0))
    # Streamlit would refuse a large file in English; its own limit is wider than ours, so that ours speaks.
    files = st.file_uploader(
        "Kies teksten",
        accept_multiple_files=True,
        key=f"documents-upload-{number}",
        label_visibility="collapsed",
    )
    _uploader_words()(
        key="documents-upload-words",
        data={"label": "Teksten om toe te voegen", "button": "Kies bestanden om toe te voegen", "number": number},
        height=1,
    )
    if files:
        _add(shelf, shelf.folder, [(file.name, file.getvalue()) for file in files])
        st.session_state[UPLOADS] = number + 1
        st.rerun()


@st.cache_resource(show_spinner=False)
def _uploader_words() -> Any:
    return st.components.v2.component("begrippengraaf_uploader", js=read_asset("uploader.js"))


def _add(shelf: Shelf, folder: Path, files: Sequence[tuple[str, bytes]]) -> None:
    clear_notices()
    n_added = 0
    for name, data in files:
        try:
            added = add_text(folder, name, data)
        except ReadableError as error:
            notice("error", str(error))
            continue
        n_added += 1
        words = count_words(added.n_words, ("woord", "woorden"))
        notice("done", f"‘{clean_label(added.title, 80)}’ is toegevoegd als ‘{added.relative}’: {words}.")
    if n_added:
        rebuild(shelf)


def show_unread(version: Version) -> None:
    """Show which files could not be read, and why."""
    unread = open_graph(version).unread()
    if unread:
        rows = "".join(f"<li>{escape(row.reason)}</li>" for row in unread)
        st.html(f'<section class="unread"><h2>Niet gelezen ({len(unread)})</h2><ul>{rows}</ul></section>')


def show_bin(shelf: Shelf) -> None:
    """Show which texts were taken away, each with a button that brings it back."""
    if shelf.folder is None or not (removed := list_removed(shelf.folder)):
        return
    st.html(
        f'<h2 class="side">Verwijderd ({len(removed)})</h2><p class="caption">Deze staan in de map ‘{BIN}’ en doen '
        "niet mee in de graaf.</p>"
    )
    with st.container(key="documents-bin"):
        for place, relative in enumerate(removed):
            st.button(
                f"Zet terug: {escape_markdown(relative)}",
                key=f"documents-restore-{place}",
                type="tertiary",
                on_click=_restore,
                args=(shelf, relative),
            )


def _restore(shelf: Shelf, relative: str) -> None:
    assert shelf.folder is not None
    clear_notices()
    try:
        restored = restore_text(shelf.folder, relative)
    except ReadableError as error:
        notice("error", str(error))
        return
    notice("done", f"‘{restored}’ is teruggezet.")
    rebuild(shelf)
