"""From the words of a command to a written file: which view, in which format, with or without names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

from graph.errors import ReadableError
from graph.export.bundle import MOST_EXCERPTS, Bundle, make_bundle, read_chosen_material
from graph.export.formats import FORMATS
from graph.export.names import remove_names
from graph.export.pptx import export_pptx
from graph.filters import Known, read_query, read_selection
from graph.material import read_material
from graph.pins import read_pins
from graph.snapshots import SnapshotFolder
from graph.store import GraphFile
from graph.view import make_groups, opening_filters


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be written."""

    format: str  # a key of FORMATS
    out: Path
    view: str = ""  # the address of a view, or its query; '' for the opening view
    snapshot: str = ""  # the name or title of a kept view, instead of ``view``
    title: str = ""
    without_names: bool = False
    template: Path | None = None  # a PowerPoint whose layout and colours are used


def export_view(graph: GraphFile, wanted: Wanted, snapshots: Path) -> tuple[str, ...]:
    """Write a view and return what in its address was ignored.

    Args:
        graph: the graph file.
        wanted: which view, in which format.
        snapshots: the folder of kept views.

    Raises:
        ReadableError: the format or the snapshot does not exist, the template is no presentation, or the file cannot
            be written. Nothing half-written is left.
    """
    if wanted.format not in FORMATS:
        raise ReadableError(f"De vorm '{wanted.format}' bestaat niet; kies uit {', '.join(FORMATS)}.")
    bundle, ignored = _read_bundle(graph, wanted, snapshots)
    if wanted.without_names:
        bundle = remove_names(bundle)
    if wanted.format == "pptx":
        export_pptx(bundle, wanted.out, wanted.template)
    else:
        FORMATS[wanted.format].write(bundle, wanted.out)
    return ignored


def _read_bundle(graph: GraphFile, wanted: Wanted, snapshots: Path) -> tuple[Bundle, tuple[str, ...]]:
    title = wanted.title
    query: Mapping[str, str] = dict(parse_qsl(urlsplit(wanted.view).query or wanted.view.lstrip("?")))
    chosen: tuple[str, ...] = ()
    if wanted.snapshot:
        kept = SnapshotFolder(snapshots).read(wanted.snapshot)
        query, chosen, title = kept.query, kept.selection, title or kept.title
    nodes = graph.nodes()
    documents = graph.documents()
    first = read_material(graph, "sentence", None)
    node_ids = {node.node_id for node in nodes}
    known = Known(
        nodes=node_ids,
        documents=[document.document_id for document in documents],
        themes=first.themes.keys(),
        authors=sorted({author for document in documents for author in document.authors}),
        groups=set(make_groups(nodes, first.links).values()),
    )
    filters, ignored = read_query(query, opening_filters(first), known)
    selected, more = read_selection(query, node_ids)
    material = read_chosen_material(graph, filters)
    # What somebody dragged on the screen stands in the export where it stands on the screen.
    pins = {node_id: place for node_id, place in read_pins(graph.path).items() if node_id in material.positions}
    bundle = make_bundle(
        graph,
        filters,
        tuple(node_id for node_id in chosen or selected if node_id in node_ids),
        title,
        material=replace(material, positions={**material.positions, **pins}),
        max_excerpts=MOST_EXCERPTS if FORMATS[wanted.format].evidence else 0,
    )
    return bundle, (*ignored, *more)
