"""The picture of a snapshot: the figure of the exports, drawn from the present graph and kept until that changes."""

from __future__ import annotations

import base64
from dataclasses import dataclass

import streamlit as st

from graph.export.bundle import make_bundle
from graph.export.svg import make_svg
from graph.exporting import add_words
from graph.messages import Language, get_language, in_language
from graph.snapshots import Snapshot, find_kept, snapshot_to_query
from graph.ui.exporting_files import DRAWING
from graph.ui.language import with_language
from graph.ui.source import Version, load_chosen_material, load_defaults, load_known, load_pins, open_graph

Query = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """What a snapshot shows in the present graph."""

    address: str  # the SVG itself, as the address of an image
    sentence: str  # the text alternative
    n_documents: int
    ignored: tuple[str, ...]  # what it asks for and the present graph does not have


def explorer_query(snapshot: Snapshot) -> dict[str, str]:
    """Return the query of the explorer's address that shows the view of a snapshot."""
    return with_language(snapshot_to_query(snapshot))


def load_picture(version: Version, snapshot: Snapshot) -> Picture:
    """Return the picture of a snapshot."""
    # Only what is drawn tells one picture from another: a new note or another place needs no new drawing.
    query = tuple(sorted(snapshot_to_query(snapshot).items()))
    pins = load_pins(version)[1]
    return _load_picture(version, pins, get_language(), query, snapshot.selection, snapshot.title, snapshot.caption)


@st.cache_resource(max_entries=200, show_spinner=False)
def _load_picture(
    version: Version, pins: int, speech: Language, query: Query, selection: tuple[str, ...], title: str, caption: str
) -> Picture:
    """Return the picture; ``pins`` tells the places that were set by hand from former ones."""
    shown = Snapshot(title, dict(query), selection, caption=caption)
    kept = find_kept(shown, load_defaults(version), load_known(version))
    filters = kept.filters
    with in_language(speech):
        bundle = make_bundle(
            open_graph(version),
            filters,
            kept.selection,
            title,
            material=load_chosen_material(version, filters),
            max_excerpts=0,
            sight=kept.sight,
        )
        with DRAWING:
            svg = make_svg(add_words(bundle, shown))
    data = base64.b64encode(svg.encode()).decode("ascii")
    return Picture(
        address=f"data:image/svg+xml;base64,{data}",
        sentence=bundle.sentence,
        n_documents=len(bundle.documents),
        ignored=kept.ignored,
    )
