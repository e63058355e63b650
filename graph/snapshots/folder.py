"""The folder of snapshots. Several windows may change it at the same time: one after the other, and none over what
another wrote unseen.
"""

from __future__ import annotations

import contextlib
import difflib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from filelock import FileLock

from graph.errors import ReadableError
from graph.messages import say
from graph.rows import make_slug
from graph.snapshots.snapshot import SUFFIX, Snapshot, read_snapshot, write_snapshot
from graph.wording import clean_label

BIN = "prullenbak"
MOST_IN_BIN = 50
TITLE_LENGTH = 500
NAMELESS = "momentopname"
PATIENCE = 5.0  # seconds to wait for another window that is writing


def snapshots_folder(graph: Path) -> Path:
    """Return where the snapshots of a graph file stand: in a folder beside it."""
    return graph.parent / "snapshots"


@dataclass(frozen=True, slots=True)
class Broken:
    """A file in the folder that is no snapshot."""

    path: Path
    reason: str  # one Dutch sentence


class ChangedElsewhere(ReadableError):
    """A snapshot is another than the one that was to be changed; ``held`` is how it stands now."""

    def __init__(self, held: Snapshot) -> None:
        """Keep what stands there now."""
        super().__init__(
            say("‘{title}’ is intussen in een ander venster veranderd.", title=clean_label(held.title)),
        )
        self.held = held


class SnapshotFolder:
    """The snapshots in one folder. Every change puts a whole file in place; a broken file stops none of the others."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._lock = FileLock(folder.with_name(f"{folder.name}.lock"), timeout=PATIENCE)

    @property
    def bin(self) -> Path:
        """Return the folder of what was thrown away."""
        return self.folder / BIN

    # -- reading --------------------------------------------------------------------------------------------------

    def snapshots(self) -> list[Snapshot]:
        """Return the snapshots in the order of the storyboard; files that are no snapshot are left out."""
        return self.read_all()[0]

    def storyboard(self) -> list[Snapshot]:
        """Return what is shown one after the other; the same as :meth:`snapshots`, numbered without gaps."""
        return [replace(snapshot, order=place) for place, snapshot in enumerate(self.snapshots())]

    def broken(self) -> list[Broken]:
        """Return the files that cannot be read, with the reason."""
        return self.read_all()[1]

    def read(self, name: str) -> Snapshot:
        """Return the snapshot of that name, or of that title.

        Raises:
            ReadableError: there is none, or its file is broken.
        """
        with contextlib.suppress(ValueError):
            path = self._path(name)
            if path.is_file():
                return read_snapshot(path)
        known = self.snapshots()
        for snapshot in known:
            if snapshot.title.casefold() == name.casefold():
                return snapshot
        near = difflib.get_close_matches(name, [snapshot.name for snapshot in known], 1, 0.5)
        hint = say("Bedoelt u ‘{name}’?", name=near[0]) if near else ""
        if not known:
            hint = say("Er zijn nog geen momentopnamen.")
        said = say("Er is geen momentopname ‘{name}’.", name=name[:80])
        raise ReadableError(f"{said} {hint}".strip())

    def read_all(self) -> tuple[list[Snapshot], list[Broken]]:
        """Return the snapshots in their order, and the files that are none."""
        found: list[Snapshot] = []
        broken: list[Broken] = []
        for path in sorted(self.folder.glob(f"*{SUFFIX}")) if self.folder.is_dir() else []:
            try:
                _check_name(path)
                found.append(read_snapshot(path))
            except ReadableError as error:
                broken.append(Broken(path, str(error)))
        return sorted(found, key=lambda snapshot: (snapshot.order, snapshot.name)), broken

    # -- changing -------------------------------------------------------------------------------------------------

    def save(self, snapshot: Snapshot) -> Snapshot:
        """Keep ``snapshot`` and return it with its name and place: a new one last, a known name in its old place.

        Raises:
            ReadableError: it has no title, or the folder cannot be written.
        """
        title = _clean_title(snapshot.title)
        with self._locked():
            known = {held.name: held for held in self.snapshots()}
            if snapshot.name in known:
                snapshot = replace(snapshot, title=title, order=known[snapshot.name].order)
            else:
                order = max((held.order for held in known.values()), default=-1) + 1
                wanted = snapshot.name
                name = wanted if wanted and make_slug(wanted) == wanted else self._free(title)
                snapshot = replace(snapshot, title=title, name=name, order=order)
            self._write(snapshot)
        return snapshot

    def rename(self, name: str, title: str) -> Snapshot:
        """Give a snapshot another title, and its file a name that goes with it; it keeps its place.

        Raises:
            ReadableError: there is no such snapshot, the title is empty, or the folder cannot be written.
        """
        with self._locked():
            old = self.read(name)
            return self._put(old, replace(old, title=_clean_title(title)))

    def change(self, former: Snapshot, title: str, caption: str, note: str, name: str = "") -> Snapshot:
        """Give the snapshot ``former`` another title, caption and note, unless it was changed since it was read.

        Args:
            former: the snapshot as it was read.
            title, caption, note: what becomes of them.
            name: what its file is called then, if that is free; '' lets it go with the title.

        Raises:
            ReadableError: it is gone, something in it is another than in ``former`` (but for its place), the title is
                empty, or the folder cannot be written.
        """
        with self._locked():
            held = self._find(former.name)
            if held is None:
                raise ReadableError(
                    say(
                        "‘{title}’ is intussen in een ander venster hernoemd of verwijderd; hier is niets veranderd.",
                        title=clean_label(former.title),
                    )
                )
            if replace(held, order=former.order) != former:
                raise ChangedElsewhere(held)
            new = replace(held, title=_clean_title(title), caption=caption.strip(), note=note.strip())
            return self._put(held, new, name)

    def _put(self, old: Snapshot, new: Snapshot, name: str = "") -> Snapshot:
        """Write ``new`` in the place of ``old``, under ``name`` if that is free, else one that goes with its title."""
        if name and not self._path(name).exists():
            new = replace(new, name=name)
        # 'de-raad-2' is as good a name for 'De raad' as 'de-raad' is; it stays.
        elif new.title != old.title and (make_slug(new.title) or NAMELESS) != old.name:
            new = replace(new, name=self._free(new.title))
        self._write(new)
        if new.name != old.name:
            self._path(old.name).unlink(missing_ok=True)
        return new

    def reorder(self, names: Sequence[str]) -> list[Snapshot]:
        """Put the named snapshots first, in this order; the others follow as they were. Unknown names do nothing."""
        with self._locked():
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
        with self._locked():
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
        with self._locked():
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

    def thrown(self) -> list[Snapshot]:
        """Return what lies in the bin and can be taken back, under its former name, the last thrown away first."""
        found = []
        for path in reversed(self._thrown()):
            with contextlib.suppress(ReadableError):
                found.append(replace(read_snapshot(path), name=_former_name(path)))
        return found

    def undo(self, name: str = "") -> Snapshot | None:
        """Take back what was thrown away last, in its former place, and return it; None if there is nothing.

        Args:
            name: take back the last one of this name only; '' takes any.

        Raises:
            ReadableError: the folder cannot be written.
        """
        for path in reversed(self._thrown()):
            former = _former_name(path)
            if name and former != name:
                continue
            with self._locked():
                try:
                    snapshot = read_snapshot(path)
                except ReadableError:  # broken, or just taken back in another window
                    continue
                snapshot = replace(snapshot, name=self._free(former) if self._path(former).exists() else former)
                self._write(snapshot)
                path.unlink(missing_ok=True)
            return snapshot
        return None

    # -- files ----------------------------------------------------------------------------------------------------

    @contextlib.contextmanager
    def _locked(self) -> Iterator[None]:
        """Let no other window write meanwhile. The lock stands beside the folder, which need not exist yet."""
        try:
            self.folder.parent.mkdir(parents=True, exist_ok=True)
            self._lock.acquire()
        except OSError as error:  # a lock that does not come free is a TimeoutError, which is one too
            raise _cannot_write(self.folder, error) from None
        try:
            yield
        finally:
            self._lock.release()

    def _find(self, name: str) -> Snapshot | None:
        with contextlib.suppress(ValueError, ReadableError):
            path = self._path(name)
            return read_snapshot(path) if path.is_file() else None
        return None

    def _thrown(self) -> list[Path]:
        return sorted(self.bin.glob(f"*.*{SUFFIX}"), key=_number) if self.bin.is_dir() else []

    def _path(self, name: str) -> Path:
        if not name or make_slug(name) != name:
            raise ValueError(f"no name of a snapshot: {name!r}")
        return self.folder / f"{name}{SUFFIX}"

    def _free(self, title: str) -> str:
        wanted = make_slug(title) or NAMELESS
        name, again = wanted, 2
        while (self.folder / f"{name}{SUFFIX}").exists():
            tail = f"-{again}"
            name = wanted[: 60 - len(tail)].rstrip("-") + tail
            again += 1
        return name

    def _write(self, snapshot: Snapshot) -> None:
        write_snapshot(snapshot, self._path(snapshot.name))


def _cannot_write(folder: Path, error: OSError) -> ReadableError:
    return ReadableError(
        say(
            "{folder}: in deze map van momentopnamen kan niet geschreven worden ({error}); kies een andere map.",
            folder=folder,
            error=error.strerror or error,
        )
    )


def _clean_title(text: str) -> str:
    title = " ".join(text.split())[:TITLE_LENGTH]
    if not title:
        raise ReadableError(say("Een momentopname heeft een titel nodig; typ er een."))
    return title


def _former_name(path: Path) -> str:
    return path.stem.split(".", 1)[1]


def _number(path: Path) -> int:
    head = path.name.split(".", 1)[0]
    return int(head) if head.isascii() and head.isdigit() else 0


def _check_name(path: Path) -> None:
    slug = make_slug(path.stem) or NAMELESS
    if slug != path.stem:  # somebody made a copy by hand: it could be shown, but not be named in an address
        raise ReadableError(
            say(
                "{path}: een naam als deze kan een momentopname niet hebben; noem het bestand ‘{name}’.",
                path=path,
                name=f"{slug}{SUFFIX}",
            )
        )
