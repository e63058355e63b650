"""Beside the list of documents: adding texts, bringing them back, what could not be read, and updating the graph."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
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
    find_free_set,
    list_removed,
    make_safe_set,
    restore_text,
)
from graph.messages import mark, retell, say
from graph.metadata import is_stale, read_edits
from graph.rows import Document
from graph.ui.component import read_asset
from graph.ui.rebuild import find_job, show_progress, start_job
from graph.ui.source import Version, graph_path, open_graph
from graph.ui.text import escape_markdown
from graph.wording import clean_label, count_words, format_date, start_sentence

EDITED_WORDS = (
    mark("verbeterde titel, auteur of datum"),
    mark("teksten met een verbeterde titel, auteur of datum"),
)
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
        text = (
            say(
                "Deze graaf is gemaakt uit meer dan één map; daarom kunt u hier niets toevoegen of veranderen. Maak de "
                "graaf opnieuw met ‘begrippengraaf build’ en de map met teksten."
            )
            if len(shelf.paths) > 1
            else say(
                "Deze graaf is gemaakt uit een map die er niet (meer) is; daarom kunt u hier niets toevoegen of "
                "veranderen. Maak de graaf opnieuw met ‘begrippengraaf build’ en de map met teksten."
            )
        )
        st.html(f'<p class="ignored">{escape(text)}</p>')
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
        title = escape(say("Nog niet in de graaf"))
        st.html(f'<section class="waiting"><h2>{title}</h2><p>{escape(text)}</p></section>')
        st.button(say("Werk de graaf bij"), key="documents-rebuild", type="primary", on_click=_update, args=(shelf,))


def _update(shelf: Shelf) -> None:
    clear_notices()
    rebuild(shelf)


def describe_waiting(differences: Differences, n_edited: int) -> str:
    """Return what the graph does not know yet, '' if there is nothing."""
    parts = [
        count_words(n, words)
        for n, words in (
            (len(differences.new), (mark("nieuwe tekst"), mark("nieuwe teksten"))),
            (len(differences.changed), (mark("veranderde tekst"), mark("veranderde teksten"))),
            (len(differences.gone), (mark("tekst die weg is"), mark("teksten die weg zijn"))),
            (n_edited, EDITED_WORDS),
        )
        if n
    ]
    return start_sentence("; ".join(parts)) + "." if parts else ""


def show_upload(shelf: Shelf) -> None:
    """Show where texts can be added; each is taken in or refused with one sentence."""
    if shelf.folder is None:
        return
    known = ", ".join(dict.fromkeys(FORMATS.values()))
    text = say(
        "Soorten: {formats}. Ten hoogste {n} MB per tekst. Ze komen in de map met teksten en daarna in de graaf.",
        formats=known,
        n=MAX_UPLOAD_MB,
    )
    st.html(f'<h2 class="side">{escape(say("Voeg teksten toe"))}</h2><p class="caption">{escape(text)}</p>')
    number = int(st.session_state.get(UPLOADS, 0))
    st.text_input(
        say("Naam van de verzameling"),
        key="documents-set",
        placeholder=say("mag leeg blijven"),
        help=None,
        max_chars=80,
    )
    about = say("Een verzameling kunt u bij Vergelijk in haar geheel kiezen. Teksten die samen komen vormen er een.")
    st.html(f'<p class="caption">{escape(about)}</p>')
    # Streamlit would refuse a large file in English; its own limit is wider than ours, so that ours speaks.
    files = st.file_uploader(
        say("Kies teksten"),
        accept_multiple_files=True,
        key=f"documents-upload-{number}",
        label_visibility="collapsed",
    )
    _uploader_words()(
        key="documents-upload-words",
        data={
            "label": say("Teksten om toe te voegen"),
            "button": say("Kies bestanden om toe te voegen"),
            "number": number,
        },
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
    set_name = make_safe_set(str(st.session_state.get("documents-set") or ""))
    if not set_name and len(files) > 1:
        today = format_date(date.today().isoformat())
        set_name = find_free_set(folder, make_safe_set(say("toegevoegd op {date}", date=today)))
    for name, data in files:
        try:
            added = add_text(folder, name, data, set_name=set_name)
        except ReadableError as error:
            notice("error", str(error))
            continue
        n_added += 1
        words = count_words(added.n_words, ("woord", "woorden"))
        title = clean_label(added.title, 80)
        text = say("‘{title}’ is toegevoegd als ‘{path}’: {words}.", title=title, path=added.relative, words=words)
        notice("done", text)
    if n_added:
        rebuild(shelf)


def show_unread(version: Version) -> None:
    """Show which files could not be read, and why."""
    unread = open_graph(version).unread()
    if unread:
        rows = "".join(f"<li>{escape(retell(row.reason))}</li>" for row in unread)
        title = escape(say("Niet gelezen ({n})", n=len(unread)))
        st.html(f'<section class="unread"><h2>{title}</h2><ul>{rows}</ul></section>')


def show_bin(shelf: Shelf) -> None:
    """Show which texts were taken away, each with a button that brings it back."""
    if shelf.folder is None or not (removed := list_removed(shelf.folder)):
        return
    title = escape(say("Verwijderd ({n})", n=len(removed)))
    text = escape(say("Deze staan in de map ‘{folder}’ en doen niet mee in de graaf.", folder=BIN))
    st.html(f'<h2 class="side">{title}</h2><p class="caption">{text}</p>')
    with st.container(key="documents-bin"):
        for place, relative in enumerate(removed):
            st.button(
                say("Zet terug: {path}", path=escape_markdown(relative)),
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
    notice("done", say("‘{path}’ is teruggezet.", path=restored))
    rebuild(shelf)
