"""The page with all documents: what is known of each, corrections, texts added and taken away. Reading: reader.py."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path
from typing import Any

import streamlit as st

from graph.errors import ReadableError
from graph.library import remove_text
from graph.messages import retell, say
from graph.metadata import Edit, apply_edits, read_edits, write_edits
from graph.rows import Document
from graph.ui import pages, reader, state
from graph.ui.chrome import ignored_html
from graph.ui.component import read_asset
from graph.ui.documents_form import read_form
from graph.ui.documents_side import (
    JOB,
    NOTICES,
    Shelf,
    clear_notices,
    find_shelf,
    notice,
    rebuild,
    show_bin,
    show_unread,
    show_upload,
    show_work,
)
from graph.ui.documents_table import ORDERS, Order, detail_html, document_row, sort_documents
from graph.ui.language import read_query, write_query
from graph.ui.moving import move_to
from graph.ui.rebuild import describe_report
from graph.ui.source import Version, graph_path, graph_version, load_defaults, load_documents, open_graph
from graph.ui.table import Column, read_event, show_table
from graph.wording import clean_label, count_words, format_number

TABLE_KEY = "documents-table"
LISTING, WRITTEN, TOUCHED = "documents_listing", "documents_written", "documents_touched"
GO, TYPED, GONE = "documents_go", "documents_typed", "documents_gone"


@dataclass(frozen=True, slots=True)
class Listing:
    """How the documents are listed, and which one is open."""

    order: Order = "titel"
    descending: bool = False
    open: str = ""


def show_page() -> None:
    """Show one document when the address names one, else the list of all."""
    version = graph_version(graph_path())
    documents = load_documents(version)
    asked = st.query_params.get("tekst", "")
    if asked in documents:
        st.session_state.pop(LISTING, None)
        clear_notices()
        reader.show()
        return
    if target := st.session_state.pop(GO, None):
        page, query = target
        move_to(page, query)
    st.html(f"<style>{read_asset('documents.css')}</style>")
    shelf = find_shelf(version)
    ignored = _read_address(documents)
    with st.container(key="documents"):
        shown, edits_error = _with_edits(documents, shelf)
        _show_head(version, documents)
        _show_notices(ignored, edits_error)
        with st.container(key="documents-work"):
            show_work(version, documents, shown, shelf)
        with st.container(key="documents-list-new"):
            _show_table(version, shown, shelf)
        with st.container(key="documents-side"):
            show_upload(shelf)
            show_unread(version)
            show_bin(shelf)
    _write_address()


def _with_edits(documents: Mapping[str, Document], shelf: Shelf) -> tuple[dict[str, Document], str]:
    """Return the documents as the reader corrected them, also where the graph does not know that yet."""
    try:
        edits = read_edits(shelf.folder) if shelf.folder else {}
    except ReadableError as error:
        return dict(documents), str(error)
    return {document_id: apply_edits(document, edits) for document_id, document in documents.items()}, ""


# -- the address ------------------------------------------------------------------------------------------------------


def _read_address(documents: Mapping[str, Document]) -> list[str]:
    query = read_query()
    if LISTING in st.session_state and (st.session_state.get(TOUCHED) or query == st.session_state.get(WRITTEN)):
        return []
    listing, ignored = read_listing(query, documents)
    st.session_state[LISTING] = listing
    # The browser may still name the text that was just taken away.
    return [item for item in ignored if item != f"open={st.session_state.get(GONE, '')}"]


def read_listing(query: Mapping[str, str], documents: Mapping[str, Document]) -> tuple[Listing, list[str]]:
    """Return how an address wants the documents listed, and what in it was ignored."""
    listing, ignored = Listing(), []
    for name, value in query.items():
        if name == "volgorde" and value in ORDERS:
            listing = replace(listing, order=next(order for order in ORDERS if order == value))
        elif name == "omgekeerd" and value == "ja":
            listing = replace(listing, descending=True)
        elif name == "open" and value in documents:
            listing = replace(listing, open=value)
        elif name in ("volgorde", "omgekeerd", "open", "tekst"):
            ignored.append(clean_label(f"{name}={value}", 60))
    return listing, ignored


def write_listing(listing: Listing) -> dict[str, str]:
    """Return the query of an address that lists the documents this way."""
    query: dict[str, str] = {"volgorde": listing.order} if listing.order != "titel" else {}
    if listing.descending:
        query["omgekeerd"] = "ja"
    return query | ({"open": listing.open} if listing.open else {})


def _write_address() -> None:
    query = write_listing(_listing())
    st.session_state[WRITTEN] = query
    st.session_state[TOUCHED] = False
    write_query(query)


def _listing() -> Listing:
    listing: Listing = st.session_state.get(LISTING) or Listing()
    return listing


def _change(**changes: Any) -> None:
    st.session_state[LISTING] = replace(_listing(), **changes)
    st.session_state[TOUCHED] = True


# -- head and notices -------------------------------------------------------------------------------------------------


def _show_head(version: Version, documents: Mapping[str, Document]) -> None:
    n_words = sum(document.n_words for document in documents.values())
    n_unread = len(open_graph(version).unread())
    said = say(
        "{texts}, samen {words} woorden.",
        texts=count_words(len(documents), ("tekst", "teksten")),
        words=format_number(n_words),
    )
    if n_unread == 1:
        said += " " + say("1 bestand kon niet worden gelezen.")
    elif n_unread:
        said += " " + say("{n} bestanden konden niet worden gelezen.", n=format_number(n_unread))
    st.html(f'<header class="page"><h1>{escape(say("Documenten"))}</h1><p class="said">{escape(said)}</p></header>')


def _show_notices(ignored: Sequence[str], edits_error: str) -> None:
    job = st.session_state.get(JOB)
    if job is not None and job.finished.is_set():
        del st.session_state[JOB]
        notice("error", retell(job.error)) if job.error else notice("done", describe_report(job.report))
    parts = [
        f'<p class="notice {kind}" role="{"alert" if kind == "error" else "status"}">{escape(text)}</p>'
        for kind, text in st.session_state.get(NOTICES, [])
    ]
    if ignored:
        parts.append(ignored_html(ignored))
    if edits_error:
        parts.append(f'<p class="notice error" role="alert">{escape(edits_error)}</p>')
    st.html(f'<div class="notices">{"".join(parts)}</div>')


# -- the list ---------------------------------------------------------------------------------------------------------


def _show_table(version: Version, documents: Mapping[str, Document], shelf: Shelf) -> None:
    listing = _listing()
    detail = ""
    if listing.open in documents:
        typed, error = st.session_state.get(TYPED, {}).get(listing.open, (None, ""))
        detail = detail_html(
            documents[listing.open],
            open_graph(version).removals(listing.open),
            can_change=shelf.folder is not None,
            typed=typed,
            error=error,
        )
    show_table(
        TABLE_KEY,
        say("Alle teksten. Open een rij om te zien waar titel, auteur en datum vandaan komen, en om ze te verbeteren."),
        (
            Column(say("Titel"), "titel"),
            Column(say("Auteur"), "auteur"),
            Column(say("Datum"), "datum"),
            Column(say("Woorden"), "woorden", numeric=True),
            Column(say("Bestand"), "bestand"),
        ),
        [
            document_row(document)
            for document in sort_documents(documents.values(), listing.order, descending=listing.descending)
        ],
        _take_event,
        order=listing.order,
        descending=listing.descending,
        open_id=listing.open,
        detail=detail,
    )


def _take_event() -> None:
    act, value = read_event(TABLE_KEY)
    clear_notices()
    version = graph_version(graph_path())
    documents, shelf, listing = load_documents(version), find_shelf(version), _listing()
    if act == "sort":
        order = next((order for order in ORDERS if order == value), listing.order)
        _change(order=order, descending=order == listing.order and not listing.descending)
    elif act == "open":
        st.session_state.pop(TYPED, None)
        _change(open="" if listing.open == value else value)
    elif act == "read":
        st.session_state[GO] = (pages.documents_page(), {"tekst": value})
    elif act == "show":
        st.session_state[GO] = (pages.explore_page(), state.query_with(load_defaults(version), value))
    elif shelf.folder is not None and act == "save":
        _save(shelf.folder, documents, value)
    elif shelf.folder is not None and value in documents and act == "undo":
        _write_edit(shelf.folder, documents[value], Edit())
    elif shelf.folder is not None and value in documents and act == "remove":
        _remove(shelf, documents[value])


def _save(folder: Path, documents: Mapping[str, Document], sent: str) -> None:
    form = json.loads(sent)
    document = documents.get(str(form.pop("id", "")))
    if document is None:
        return
    try:
        former = read_edits(folder).get(document.path, Edit())
        edit = read_form(form, document, former)
    except ReadableError as error:
        st.session_state[TYPED] = {document.document_id: (form, str(error))}
        return
    _write_edit(folder, document, edit)


def _write_edit(folder: Path, document: Document, edit: Edit) -> None:
    try:
        edits = read_edits(folder)
        former = edits.get(document.path, Edit())
        if edit == former:
            notice("done", say("Er is niets veranderd."))
            return
        write_edits(folder, {**edits, document.path: edit})
    except ReadableError as error:
        notice("error", str(error))
        return
    st.session_state.pop(TYPED, None)
    notice("done", say("Bewaard. In de graaf staat het zodra u die bijwerkt."))


def _remove(shelf: Shelf, document: Document) -> None:
    assert shelf.folder is not None
    try:
        remove_text(shelf.folder, document.path)
    except ReadableError as error:
        notice("error", str(error))
        return
    title = clean_label(document.title, 80)
    notice("done", say("‘{title}’ staat nu bij de verwijderde teksten en kan terug.", title=title))
    st.session_state[GONE] = document.document_id
    _change(open="")
    rebuild(shelf)
