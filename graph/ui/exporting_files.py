"""The file that a visitor asks for, made by the very functions of the command line and kept while it is looked at."""

from __future__ import annotations

import threading
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

import streamlit as st

from graph.errors import ReadableError
from graph.export.bundle import Bundle
from graph.export.formats import FORMATS
from graph.export.preview import Preview, make_preview
from graph.exporting import PICTURES, Wanted, finish_bundles, name_file, read_bundles, write_bundles
from graph.messages import Language, get_language
from graph.snapshots import SnapshotFolder, snapshots_folder
from graph.ui.source import Version, load_pins, open_graph

# Two of the libraries that draw pictures do not bear two threads.
DRAWING = threading.Lock()
NOWHERE = Path()


@dataclass(frozen=True, slots=True)
class Made:
    """A file as it is saved, with what it shows."""

    name: str
    data: bytes
    preview: Preview
    ignored: tuple[str, ...]  # what could not be shown


Stamp = tuple[Version, int, str, Language]  # graph file, places set by hand, snapshots, language


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that the visitor gave."""

    name: str
    data: bytes


def make_file(version: Version, wanted: Wanted, template: Upload | None = None) -> Made:
    """Return the file that is wanted; ``wanted.out`` and ``wanted.template`` are not looked at.

    Raises:
        ReadableError: it cannot be made.
    """
    board = repr(SnapshotFolder(snapshots_folder(Path(version[0]))).snapshots()) if wanted.storyboard else ""
    stamp = (version, load_pins(version)[1], board, get_language())
    return _make(stamp, replace(wanted, out=NOWHERE, template=None), template)


@st.cache_resource(max_entries=8, show_spinner=False)
def _make(stamp: Stamp, wanted: Wanted, template: Upload | None) -> Made:
    bundles, ignored = _read(stamp, _only_what_is_read(wanted))
    finished = finish_bundles(bundles, wanted)
    name = name_file(finished, wanted)
    guard: AbstractContextManager[object] = DRAWING if wanted.format in PICTURES else nullcontext()
    with TemporaryDirectory() as folder, guard:
        out, held = Path(folder) / name, None
        if template is not None:
            held = Path(folder) / "sjabloon" / _plain(template.name)
            held.parent.mkdir()
            held.write_bytes(template.data)
        try:
            write_bundles(finished, replace(wanted, out=out, template=held))
        except ReadableError as error:
            # Where the file was for a moment says nothing to anybody.
            raise ReadableError(str(error).replace(f"{out.parent}/", "").replace("sjabloon/", "", 1)) from None
        data = out.read_bytes()
        return Made(name, data, make_preview(wanted.format, data, finished, wanted.parts), ignored)


def _plain(name: str) -> str:
    """Return the name of an uploaded file as one that every file system takes."""
    return "".join(sign for sign in name if sign.isprintable() and sign not in "/\\")[-50:].lstrip(".") or "sjabloon"


def _only_what_is_read(wanted: Wanted) -> Wanted:
    """Return what decides which views are read, so that another format or title does not read them again."""
    alike = (name for name, held in FORMATS.items() if held.evidence is FORMATS[wanted.format].evidence)
    return Wanted(
        wanted.format if wanted.storyboard else next(alike),
        NOWHERE,
        view=wanted.view,
        storyboard=wanted.storyboard,
        whole=wanted.whole,
    )


@st.cache_resource(max_entries=4, show_spinner=False)
def _read(stamp: Stamp, wanted: Wanted) -> tuple[tuple[Bundle, ...], tuple[str, ...]]:
    version = stamp[0]
    return read_bundles(open_graph(version), wanted, snapshots_folder(Path(version[0])))
