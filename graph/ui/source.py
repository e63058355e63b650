"""Which graph file is shown; it is opened once, and what is read from it is kept until the file changes."""

from __future__ import annotations

import os
import threading
from dataclasses import replace
from html import escape
from pathlib import Path

import streamlit as st

from graph.errors import ReadableError
from graph.filters import Filters, Known, choose_documents
from graph.groups import make_groups
from graph.material import Material, read_material
from graph.messages import get_language, in_language, retell, say
from graph.pins import Places, pins_path, read_pins
from graph.places import default_graph, default_seeds
from graph.rows import Alias, Document, Node, Window
from graph.store import GraphFile
from graph.ui.text import escape_markdown
from graph.view import opening_filters
from graph.wording import start_sentence

_BUILDING = threading.Lock()
GRAPH_VARIABLE = "BEGRIPPENGRAAF_GRAPH"
Version = tuple[str, int, int]  # path, time of change in nanoseconds, size: a rebuilt file is another version


def graph_path() -> Path:
    """Return the graph file that is shown: the environment's choice, or the usual one."""
    chosen = os.environ.get(GRAPH_VARIABLE)
    return Path(chosen) if chosen else default_graph()


def graph_version(path: Path) -> Version:
    """Return what tells this file from a former or later one of the same name.

    Raises:
        ReadableError: there is no such file.
    """
    try:
        found = path.stat()
    except OSError:
        text = say("{path}: dit bestand bestaat niet; maak het eerst met 'begrippengraaf build'.", path=path)
        raise ReadableError(text) from None
    return str(path), found.st_mtime_ns, found.st_size


@st.cache_resource(max_entries=3, show_spinner=False)
def open_graph(version: Version) -> GraphFile:
    """Return the opened graph file; one connection for all visitors."""
    return GraphFile(Path(version[0]))


@st.cache_resource(max_entries=12, show_spinner=False)
def _load_counts(version: Version, window: Window, document_ids: tuple[str, ...] | None) -> Material:
    return read_material(open_graph(version), window, document_ids)


@st.cache_resource(max_entries=3, show_spinner=False)
def load_groups(version: Version) -> dict[str, str]:
    """Return the groups of the whole graph: node id -> the node that its group is named after."""
    material = _load_counts(version, "sentence", None)
    return make_groups(material.nodes, material.links)


def load_pins(version: Version) -> tuple[Places, int]:
    """Return the places set by hand, and a number that changes with them."""
    path = Path(version[0])
    try:
        changed = pins_path(path).stat().st_mtime_ns
    except OSError:
        return {}, 0
    return _load_pins(version[0], changed), changed


@st.cache_resource(max_entries=8, show_spinner=False)
def _load_pins(path: str, changed: int) -> Places:
    return read_pins(Path(path))


def load_material(version: Version, window: Window, document_ids: tuple[str, ...] | None) -> Material:
    """Return nodes and links as they count within the chosen documents, with groups and places set by hand."""
    material = _load_counts(version, window, document_ids)
    pins, _ = load_pins(version)
    places = {
        **material.positions,
        **{node_id: place for node_id, place in pins.items() if node_id in material.positions},
    }
    return replace(material, groups=load_groups(version), positions=places)


def load_chosen_material(version: Version, filters: Filters) -> Material:
    """Return the material of a choice: its window, and its documents by hand, by author and by period."""
    return load_material(version, filters.window, load_document_ids(version, filters))


def load_document_ids(version: Version, filters: Filters) -> tuple[str, ...] | None:
    """Return the documents that count under a choice; None for all of them."""
    return choose_documents(filters, load_documents(version).values())


@st.cache_resource(max_entries=3, show_spinner=False)
def load_authors(version: Version) -> tuple[str, ...]:
    """Return all authors, by name."""
    authors = {author for document in load_documents(version).values() for author in document.authors}
    return tuple(sorted(authors, key=str.casefold))


@st.cache_resource(max_entries=3, show_spinner=False)
def load_defaults(version: Version) -> Filters:
    """Return the filters of the opening view."""
    return opening_filters(load_material(version, "sentence", None))


@st.cache_resource(max_entries=3, show_spinner=False)
def load_nodes(version: Version) -> dict[str, Node]:
    """Return all nodes by id."""
    return {node.node_id: node for node in open_graph(version).nodes()}


@st.cache_resource(max_entries=3, show_spinner=False)
def load_documents(version: Version) -> dict[str, Document]:
    """Return all documents by id, in the order of their titles."""
    return {document.document_id: document for document in open_graph(version).documents()}


@st.cache_resource(max_entries=3, show_spinner=False)
def load_aliases(version: Version) -> list[Alias]:
    """Return every form of every node."""
    return [Alias(**row) for row in open_graph(version).iterate("aliases", "node_id, alias")]


def load_known(version: Version) -> Known:
    """Return what an address may speak of."""
    return Known(
        nodes=load_nodes(version).keys(),
        documents=load_documents(version).keys(),
        themes=_load_counts(version, "sentence", None).themes.keys(),
        authors=load_authors(version),
        groups=set(load_groups(version).values()),
    )


def ensure_graph(path: Path) -> None:
    """Build the graph on the shipped texts, with a progress bar, if the usual file is not there yet.

    Raises:
        ReadableError: the file is missing and is not the usual one, or it cannot be made.
    """
    if path.is_file() or path != default_graph():
        return
    # Two visitors at the same time: the second waits and finds the file there.
    with _BUILDING:
        if path.is_file():
            return
        from graph.build import Progress, build_graph

        with st.container(key="building"):
            title, text = say("De graaf wordt gemaakt"), say("Dit gebeurt één keer; daarna opent de app meteen.")
            st.html(f"<h2>{escape(title)}</h2><p>{escape(text)}</p>")
            bar = st.progress(0.0, say("Beginnen"))

            def tell(progress: Progress) -> None:
                share = progress.done / progress.total if progress.total else 0.0
                with in_language(language):
                    bar.progress(min(share, 1.0), escape_markdown(start_sentence(retell(progress.doing))))

            language = get_language()
            with in_language("nl"):  # what a build says is kept in the graph, for visitors of either language
                build_graph([default_seeds()], path, progress=tell)
    st.rerun()
