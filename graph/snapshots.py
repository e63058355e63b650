"""Named views, each kept as one plain JSON file in a folder, in the order in which they are told.

Pure files: no Streamlit, no database. What is thrown away goes to a bin beside them and can be taken back.
"""

from __future__ import annotations

import contextlib
import difflib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from graph.errors import ReadableError
from graph.export.writing import write_file
from graph.rows import make_slug

BIN = "prullenbak"
SUFFIX = ".json"
VERSION = 1
MOST_IN_BIN = 50
TITLE_LENGTH = 500


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A view that somebody wanted to keep: what was chosen, where one looked, and what is said about it."""

    title: str  # a sentence
    query: Mapping[str, str] = field(default_factory=dict)  # the filters as they stand in the address of the page
    selection: tuple[str, ...] = ()  # ids of the chosen node (one) or link (two)
    zoom: float | None = None  # None: everything in sight
    centre: tuple[float, float] | None = None  # in the picture's own coordinates
    note: str = ""  # for the speaker
    caption: str = ""  # for the audience, below the picture in a storyboard
    corpus: str = ""  # fingerprint of the texts that it was made from
    saved: str = ""  # ISO date
    name: str = ""  # of the file, without its suffix; '' until it is saved
    order: int = 0  # place in the storyboard, from 0


@dataclass(frozen=True, slots=True)
class Broken:
    """A file in the folder that is no snapshot."""

    path: Path
    reason: str  # one Dutch sentence


class SnapshotFolder:
    """The snapshots in one folder. Every change puts a whole file in place; a broken file stops none of the others."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @property
    def bin(self) -> Path:
        """Return the folder of what was thrown away."""
        return self.folder / BIN

    # -- reading --------------------------------------------------------------------------------------------------

    def snapshots(self) -> list[Snapshot]:
        """Return the snapshots in the order of the storyboard; files that are no snapshot are left out."""
        return self._read_all()[0]

    def storyboard(self) -> list[Snapshot]:
        """Return what is shown one after the other; the same as :meth:`snapshots`, numbered without gaps."""
        return [replace(snapshot, order=place) for place, snapshot in enumerate(self.snapshots())]

    def broken(self) -> list[Broken]:
        """Return the files that cannot be read, with the reason."""
        return self._read_all()[1]

    def read(self, name: str) -> Snapshot:
        """Return the snapshot of that name, or of that title.

        Raises:
            ReadableError: there is none, or its file is broken.
        """
        with contextlib.suppress(ValueError):
            path = self._path(name)
            if path.is_file():
                return _read(path)
        known = self.snapshots()
        for snapshot in known:
            if snapshot.title.casefold() == name.casefold():
                return snapshot
        near = difflib.get_close_matches(name, [snapshot.name for snapshot in known], 1, 0.5)
        hint = f" Bedoelt u ‘{near[0]}’?" if near else " Er zijn nog geen momentopnamen." if not known else ""
        raise ReadableError(f"Er is geen momentopname ‘{name[:80]}’.{hint}")

    def _read_all(self) -> tuple[list[Snapshot], list[Broken]]:
        found: list[Snapshot] = []
        broken: list[Broken] = []
        for path in sorted(self.folder.glob(f"*{SUFFIX}")) if self.folder.is_dir() else []:
            try:
                found.append(_read(path))
            except ReadableError as error:
                broken.append(Broken(path, str(error)))
        return sorted(found, key=lambda snapshot: (snapshot.order, snapshot.name)), broken

    # -- changing -------------------------------------------------------------------------------------------------

    def save(self, snapshot: Snapshot) -> Snapshot:
        """Keep ``snapshot`` and return it with its name and place: a new one last, a known name in its old place.

        Raises:
            ReadableError: it has no title, or the folder cannot be written.
        """
        title = " ".join(snapshot.title.split())[:TITLE_LENGTH]
        if not title:
            raise ReadableError("Een momentopname heeft een titel nodig; typ er een.")
        known = {held.name: held for held in self.snapshots()}
        if snapshot.name in known:
            snapshot = replace(snapshot, title=title, order=known[snapshot.name].order)
        else:
            order = max((held.order for held in known.values()), default=-1) + 1
            name = snapshot.name if snapshot.name and make_slug(snapshot.name) == snapshot.name else self._free(title)
            snapshot = replace(snapshot, title=title, name=name, order=order)
        self._write(snapshot)
        return snapshot

    def rename(self, name: str, title: str) -> Snapshot:
        """Give a snapshot another title, and its file a name that goes with it; it keeps its place.

        Raises:
            ReadableError: there is no such snapshot, the title is empty, or the folder cannot be written.
        """
        old = self.read(name)
        clean = " ".join(title.split())[:TITLE_LENGTH]
        if not clean:
            raise ReadableError("Een momentopname heeft een titel nodig; typ er een.")
        wanted = make_slug(clean) or "momentopname"
        new = replace(old, title=clean, name=old.name if wanted == old.name else self._free(clean))
        self._write(new)
        if new.name != old.name:
            self._path(old.name).unlink(missing_ok=True)
        return new

    def reorder(self, names: Sequence[str]) -> list[Snapshot]:
        """Put the named snapshots first, in this order; the others follow as they were. Unknown names do nothing."""
        known = {snapshot.name: snapshot for snapshot in self.snapshots()}
        order = [name for name in dict.fromkeys(names) if name in known]
        order += [name for name in known if name not in order]
        for place, name in enumerate(order):
            if known[name].order != place:
                self._write(replace(known[name], order=place))
        return self.snapshots()

    def move(self, name: str, steps: int) -> list[Snapshot]:
        """Move one snapshot ``steps`` places later (or earlier, below zero), not past the ends.

        Raises:
            ReadableError: there is no such snapshot.
        """
        names = [snapshot.name for snapshot in self.snapshots()]
        asked = self.read(name).name
        place = min(max(names.index(asked) + steps, 0), len(names) - 1)
        names.remove(asked)
        names.insert(place, asked)
        return self.reorder(names)

    def delete(self, name: str) -> Snapshot:
        """Throw a snapshot into the bin and return it; :meth:`undo` takes it back.

        Raises:
            ReadableError: there is no such snapshot, or the folder cannot be written.
        """
        snapshot = self.read(name)
        try:
            self.bin.mkdir(exist_ok=True)
            number = max((_number(path) for path in self._thrown()), default=0) + 1
            self._path(snapshot.name).replace(self.bin / f"{number:06d}.{snapshot.name}{SUFFIX}")
            for path in self._thrown()[:-MOST_IN_BIN]:
                path.unlink(missing_ok=True)
        except OSError as error:
            raise _cannot_write(self.folder, error) from None
        return snapshot

    def undo(self) -> Snapshot | None:
        """Take back what was thrown away last, in its former place, and return it; None if the bin is empty.

        Raises:
            ReadableError: the folder cannot be written.
        """
        for path in reversed(self._thrown()):
            try:
                snapshot = _read(path)
            except ReadableError:
                continue
            name = path.stem.split(".", 1)[1]
            snapshot = replace(snapshot, name=self._free(name) if self._path(name).exists() else name)
            self._write(snapshot)
            path.unlink(missing_ok=True)
            return snapshot
        return None

    # -- files ----------------------------------------------------------------------------------------------------

    def _thrown(self) -> list[Path]:
        return sorted(self.bin.glob(f"*.*{SUFFIX}"), key=_number) if self.bin.is_dir() else []

    def _path(self, name: str) -> Path:
        if not name or make_slug(name) != name:
            raise ValueError(f"no name of a snapshot: {name!r}")
        return self.folder / f"{name}{SUFFIX}"

    def _free(self, title: str) -> str:
        wanted = make_slug(title) or "momentopname"
        name, again = wanted, 2
        while (self.folder / f"{name}{SUFFIX}").exists():
            tail = f"-{again}"
            name = wanted[: 60 - len(tail)].rstrip("-") + tail
            again += 1
        return name

    def _write(self, snapshot: Snapshot) -> None:
        held = {key: value for key, value in asdict(snapshot).items() if key != "name"}
        text = json.dumps({"version": VERSION, **held}, ensure_ascii=False, indent=2) + "\n"
        write_file(self._path(snapshot.name), text.encode("utf-8", "replace"))


def _cannot_write(folder: Path, error: OSError) -> ReadableError:
    return ReadableError(
        f"{folder}: hier kunnen geen momentopnamen bewaard worden ({error.strerror or error}); kies een andere map."
    )


def _number(path: Path) -> int:
    head = path.name.split(".", 1)[0]
    return int(head) if head.isascii() and head.isdigit() else 0


def _read(path: Path) -> Snapshot:
    try:
        held = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        raise ReadableError(
            f"{path}: dit is geen (heel) bestand van een momentopname; gooi het weg of zet een kopie terug."
        ) from None
    if not isinstance(held, dict) or not isinstance(held.get("title"), str):
        raise ReadableError(f"{path}: in dit bestand ontbreekt de titel van de momentopname; zet een kopie terug.")
    if held.get("version", VERSION) != VERSION:
        raise ReadableError(f"{path}: deze momentopname is van een andere versie; werk Begrippengraaf bij.")
    query = held.get("query")
    selection = held.get("selection")
    centre, zoom = _numbers(held.get("centre")), _numbers([held.get("zoom")])
    return Snapshot(
        title=held["title"],
        query={str(key): str(value) for key, value in query.items()} if isinstance(query, dict) else {},
        selection=tuple(str(node_id) for node_id in selection[:2]) if isinstance(selection, list) else (),
        zoom=zoom[0] if zoom else None,
        centre=(centre[0], centre[1]) if len(centre) == 2 else None,
        note=_text(held, "note"),
        caption=_text(held, "caption"),
        corpus=_text(held, "corpus"),
        saved=_text(held, "saved"),
        name=path.stem,
        order=held["order"] if type(held.get("order")) is int else 0,
    )


def _text(held: Mapping[str, Any], key: str) -> str:
    value = held.get(key)
    return value if isinstance(value, str) else ""


def _numbers(value: Any) -> list[float]:
    if not isinstance(value, list) or not all(type(number) in (int, float) and -1e9 < number < 1e9 for number in value):
        return []
    return [float(number) for number in value]
