"""From views to a file: which ones, in which format, with or without names. The command line and the app share it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

from graph.errors import ReadableError
from graph.export.bundle import MOST_EXCERPTS, Bundle, make_bundle, read_chosen_material, writable
from graph.export.figure import PictureOptions
from graph.export.formats import FORMATS
from graph.export.names import remove_names, spell_typed
from graph.filters import Known
from graph.groups import make_groups
from graph.material import read_material
from graph.messages import say
from graph.pins import read_pins
from graph.rows import make_slug
from graph.snapshots import Snapshot, SnapshotFolder, find_kept
from graph.store import GraphFile
from graph.view import opening_filters

PICTURES = frozenset(("svg", "png", "pdf", "pptx"))  # formats that have the parts of a picture
DECKS = frozenset(("pdf", "pptx"))  # formats that hold several views
USUAL_SCALE = 2


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be written."""

    format: str  # a key of FORMATS
    out: Path
    view: str = ""  # the address of a view, or its query; '' for the opening view
    snapshot: str = ""  # the name or title of a kept view, instead of ``view``
    storyboard: bool = False  # all kept views, in their order, instead of ``view``
    title: str = ""
    without_names: bool = False
    whole: bool = False  # everything in sight, also where the view looks at a part
    parts: PictureOptions = field(default_factory=PictureOptions)  # of a picture
    scale: float = USUAL_SCALE  # of a PNG
    transparent: bool = False  # a PNG without a ground
    template: Path | None = None  # a PowerPoint whose layout and colours are used


def export_view(graph: GraphFile, wanted: Wanted, snapshots: Path) -> tuple[str, ...]:
    """Write a view, or all kept ones, and return what in an address was ignored.

    Args:
        graph: the graph file.
        wanted: which view, in which format.
        snapshots: the folder of kept views.

    Raises:
        ReadableError: the format or the snapshot does not exist, the template is no presentation, or the file cannot
            be written. Nothing half-written is left.
    """
    bundles, ignored = read_bundles(graph, wanted, snapshots)
    write_bundles(finish_bundles(bundles, wanted), wanted)
    return ignored


def read_bundles(graph: GraphFile, wanted: Wanted, snapshots: Path) -> tuple[tuple[Bundle, ...], tuple[str, ...]]:
    """Return the views that are wanted, with names and titles of their own, and what in an address was ignored.

    Raises:
        ReadableError: the format or the snapshot does not exist, or the format holds one view only.
    """
    if wanted.format not in FORMATS:
        raise ReadableError(
            say("De vorm '{name}' bestaat niet; kies uit {names}.", name=wanted.format, names=", ".join(FORMATS))
        )
    kept = SnapshotFolder(snapshots)
    if not wanted.storyboard:
        shown = kept.read(wanted.snapshot) if wanted.snapshot else _read_address(wanted.view)
        bundle, ignored = _Reader(graph, wanted).read(shown)
        return (bundle,), ignored
    if wanted.format not in DECKS:
        raise ReadableError(say("Alleen een PowerPoint of een PDF kan alle momentopnamen bevatten; kies pptx of pdf."))
    if wanted.title:
        raise ReadableError(
            say("In een reeks heeft elke momentopname haar eigen titel; geef geen andere, of kies één momentopname.")
        )
    board = kept.storyboard()
    if not board:
        raise ReadableError(say("Er zijn nog geen momentopnamen; bewaar er in de app eerst een."))
    reader = _Reader(graph, wanted)
    found = [reader.read(shown) for shown in board]
    missed = [f"{shown.title}: {item}" for shown, (_, items) in zip(board, found, strict=True) for item in items]
    return tuple(bundle for bundle, _ in found), (*missed, *(broken.reason for broken in kept.broken()))


def finish_bundles(bundles: Sequence[Bundle], wanted: Wanted) -> tuple[Bundle, ...]:
    """Return the views with the title that is wanted and, if so wanted, without the names of persons."""
    title = writable(" ".join(wanted.title.split()))
    titled = tuple(replace(bundle, title=title or bundle.title) for bundle in bundles)
    if not wanted.without_names:
        return titled
    is_typed = bool(title or wanted.snapshot or wanted.storyboard)
    return tuple(remove_names(spell_typed(bundle) if is_typed else bundle) for bundle in titled)


def write_bundles(bundles: Sequence[Bundle], wanted: Wanted) -> None:
    """Write finished views in the format and with the options that are wanted.

    Raises:
        ReadableError: the template is no presentation, or the file cannot be written. Nothing half-written is left.
    """
    write = FORMATS[wanted.format].function
    if wanted.format in PICTURES:
        write = partial(write, options=wanted.parts)
    if wanted.format == "png":
        write = partial(write, scale=wanted.scale, transparent=wanted.transparent)
    if wanted.format == "pptx":
        write = partial(write, template=wanted.template)
    write(bundles if wanted.format in DECKS else bundles[0], wanted.out)


def name_file(bundles: Sequence[Bundle], wanted: Wanted) -> str:
    """Return the name under which finished views are saved: their title, so without names if those are left out."""
    stem = say("momentopnamen") if wanted.storyboard else make_slug(bundles[0].title) or "begrippengraaf"
    if wanted.format == "vosviewer":
        stem += "-vosviewer"
    # A table of links without the one of its nodes is half the matter: both go in one file.
    return stem + (".zip" if wanted.format == "csv" else FORMATS[wanted.format].suffix)


def add_words(bundle: Bundle, shown: Snapshot) -> Bundle:
    """Return ``bundle`` with what the maker of a snapshot says: to the audience, and in the notes of a slide."""
    return replace(bundle, remark=writable(" ".join(shown.caption.split())), note=writable(shown.note.strip()))


def _read_address(view: str) -> Snapshot:
    """Return the view that an address or a query asks for."""
    query = dict(parse_qsl(urlsplit(view).query or view.lstrip("?")))
    return Snapshot(title="", query=query)


class _Reader:
    """Reads views of one graph; what they all need is read once."""

    def __init__(self, graph: GraphFile, wanted: Wanted) -> None:
        self._graph = graph
        self._max_excerpts = MOST_EXCERPTS if FORMATS[wanted.format].evidence else 0
        self._whole = wanted.whole
        nodes, documents = graph.nodes(), graph.documents()
        first = read_material(graph, "sentence", None)
        self._node_ids = {node.node_id for node in nodes}
        self._defaults = opening_filters(first)
        self._pins = read_pins(graph.path)
        self._known = Known(
            nodes=self._node_ids,
            documents=[document.document_id for document in documents],
            themes=first.themes.keys(),
            authors=sorted({author for document in documents for author in document.authors}),
            groups=set(make_groups(nodes, first.links).values()),
        )

    def read(self, shown: Snapshot) -> tuple[Bundle, tuple[str, ...]]:
        kept = find_kept(shown, self._defaults, self._known)
        material = read_chosen_material(self._graph, kept.filters)
        # What somebody dragged on the screen stands in the export where it stands on the screen.
        pins = {node_id: place for node_id, place in self._pins.items() if node_id in material.positions}
        bundle = make_bundle(
            self._graph,
            kept.filters,
            kept.selection,
            shown.title,
            material=replace(material, positions={**material.positions, **pins}),
            max_excerpts=self._max_excerpts,
            sight=None if self._whole else kept.sight,
        )
        return add_words(bundle, shown), kept.ignored
