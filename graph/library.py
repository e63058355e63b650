"""The folder of texts: put one in, take one out, bring it back. Nothing is ever overwritten or thrown away."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import tempfile
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from graph.corpus import FORMATS, find_files, hash_file, read_document
from graph.errors import ReadableError
from graph.messages import say
from graph.rows import Document, Unread

BIN = ".verwijderd"
"""The folder, inside the folder of texts, that removed texts go to; :func:`graph.corpus.find_files` skips it."""

MAX_UPLOAD_MB = 50
MAX_UNPACKED_MB = 400  # pictures included: reading a Word file unpacks all of its parts
MAX_STEM = 100
_FORBIDDEN = re.compile(r'[<>:"/\\|?*]')
_RESERVED = frozenset(
    ["con", "prn", "aux", "nul", *(f"com{n}" for n in range(1, 10)), *(f"lpt{n}" for n in range(1, 10))]
)


@dataclass(frozen=True, slots=True)
class Added:
    """A text that was put in the folder."""

    relative: str  # its path in the folder
    title: str
    n_words: int


@dataclass(frozen=True, slots=True)
class Differences:
    """What stands in the folder otherwise than in the graph: relative paths."""

    new: tuple[str, ...]
    changed: tuple[str, ...]
    gone: tuple[str, ...]

    @property
    def n(self) -> int:
        """Return how many texts differ."""
        return len(self.new) + len(self.changed) + len(self.gone)


def make_safe_name(name: str) -> str:
    """Return a file name that is safe on every system and that is taken for a text, with its own ending.

    Folders in the name are dropped, signs that mean something to a system become hyphens, a long name is cut off.

    >>> make_safe_name("../../etc/Mijn: memo?.TXT"), make_safe_name("README.md"), make_safe_name(".docx")
    ('Mijn- memo-.txt', 'tekst-README.md', 'tekst.docx')

    Raises:
        ReadableError: the ending is of no kind of text that can be read.
    """
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    last = "".join(sign if sign.isprintable() else " " for sign in last)
    stem, dot, ending = last.rpartition(".")
    suffix = f".{ending.strip().lower()}"
    if not dot or suffix not in FORMATS:
        known = ", ".join(dict.fromkeys(FORMATS.values()))
        what = f"bestanden van het type {suffix[:12]}" if dot else "bestanden zonder extensie"
        raise ReadableError(
            say(
                "‘{name}’ is niet toegevoegd, want {what} worden niet gelezen; wel: {known}.",
                name=_short(name),
                what=what,
                known=known,
            )
        )
    stem = re.sub(r"\s+", " ", _FORBIDDEN.sub("-", stem)).strip(" .~#")
    stem = _cut(stem) or "tekst"
    if stem.split(".")[0].strip().lower() in _RESERVED or not _is_text(f"{stem}{suffix}"):
        stem = _cut(f"tekst-{stem}")
    return f"{stem}{suffix}"


def make_safe_set(name: str) -> str:
    """Return the name of a set of texts as one that a folder can have on every system; '' if nothing is left of it.

    >>> make_safe_set(" Reacties: ronde 1/2 "), make_safe_set("../.."), make_safe_set("CON")
    ('Reacties- ronde 1-2', '', 'set-CON')
    """
    flat = "".join(sign if sign.isprintable() else " " for sign in unicodedata.normalize("NFC", name))
    stem = _cut(re.sub(r"\s+", " ", _FORBIDDEN.sub("-", flat)).strip(" .~#-"))
    return f"set-{stem}" if stem.split(".")[0].strip().lower() in _RESERVED else stem


def find_free_set(folder: Path, name: str) -> str:
    """Return ``name``, with a number if there is such a set by now."""
    taken = {path.name.casefold() for path in folder.iterdir() if path.is_dir()} if folder.is_dir() else set()
    number, free = 1, name
    while free.casefold() in taken:
        number += 1
        free = f"{name} {number}"
    return free


def _cut(stem: str) -> str:
    while len(stem) > MAX_STEM or len(stem.encode("utf-8")) > 2 * MAX_STEM:
        stem = stem[:-1].rstrip(" .~")
    return stem


def _is_text(name: str) -> bool:
    """Answer whether a file of this name would be found as a text (README and the like are not)."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, name).touch()
        return bool(find_files([Path(folder)]))


def _short(name: str) -> str:
    flat = " ".join("".join(sign if sign.isprintable() else " " for sign in name).split())
    return flat if len(flat) <= 80 else f"{flat[:60]}…{flat[-16:]}"


def add_text(folder: Path, name: str, data: bytes, max_mb: int = MAX_UPLOAD_MB, set_name: str = "") -> Added:
    """Put a text in the folder, after reading it: what cannot be read is refused and changes nothing.

    Args:
        folder: the folder of texts.
        name: the name that the file came with; only its last part is used, made safe, and made to differ.
        data: its bytes.
        max_mb: how large it may be, in millions of bytes.
        set_name: the set that it is added in, a folder in the folder of texts, from :func:`make_safe_set`.

    Raises:
        ReadableError: too large, of a wrong type, broken, the same as a text that is there, or the folder cannot be
            written to. One sentence says what and what to do.
    """
    safe, shown = make_safe_name(name), _short(name)
    if len(data) > max_mb * 1_000_000:
        raise ReadableError(
            say(
                "‘{shown}’ is niet toegevoegd, want het is te groot ({value} MB, het maximum is "
                "{max_mb} MB): deel het op.",
                shown=shown,
                value=len(data) // 1000000,
                max_mb=max_mb,
            )
        )
    waiting = _write_waiting(folder, safe, data)
    try:
        digest = hash_file(waiting)
        twin = next((relative for path, relative in find_files([folder]) if hash_file(path) == digest), None)
        if twin is not None:
            raise ReadableError(
                say(
                    "‘{shown}’ is niet toegevoegd, want dezelfde tekst staat er al als ‘{twin}’.",
                    shown=shown,
                    twin=twin,
                )
            )
        _check_unpacked(waiting, shown)
        try:
            document = read_document(waiting, safe).document
        except ReadableError:
            raise
        except Exception as error:  # a reader that stumbles over a hostile file must not take the app along
            raise ReadableError(
                say(
                    "‘{shown}’ is niet toegevoegd, want het kan niet worden gelezen ({error}): open het "
                    "in het programma waarmee het is gemaakt en sla het opnieuw op.",
                    shown=shown,
                    error=type(error).__name__,
                )
            ) from error
        target = _move_to_free(waiting, folder / set_name / safe)
    finally:
        waiting.unlink(missing_ok=True)
    return Added(target.relative_to(folder).as_posix(), document.title, document.n_words)


def _write_waiting(folder: Path, safe: str, data: bytes) -> Path:
    """Write the bytes under a hidden name, that no build takes for a text."""
    try:
        handle, name = tempfile.mkstemp(prefix=".upload-", suffix=Path(safe).suffix, dir=folder)
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        Path(name).chmod(0o644)
    except OSError as error:
        raise _cannot_write(folder, error) from None
    return Path(name)


def _check_unpacked(path: Path, shown: str) -> None:
    """Refuse an archive that unpacks to more than any text needs; a broken one is left to its reader to refuse."""
    try:
        with zipfile.ZipFile(path) as archive:
            unpacked = sum(info.file_size for info in archive.infolist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError):
        return
    if unpacked > MAX_UNPACKED_MB * 1_000_000:
        raise ReadableError(
            say(
                "‘{shown}’ is niet toegevoegd, want het is uitgepakt te groot ({value} MB, het "
                "maximum is {max_unpacked_mb} MB): deel het op.",
                shown=shown,
                value=unpacked // 1000000,
                max_unpacked_mb=MAX_UNPACKED_MB,
            )
        )


def _cannot_write(folder: Path, error: OSError) -> ReadableError:
    reason = "de schijf is vol" if error.errno == errno.ENOSPC else error.strerror
    return ReadableError(
        say(
            "In de map ‘{name}’ kan niet worden geschreven ({reason}): er is niets veranderd.",
            name=folder.name,
            reason=reason,
        )
    )


def _move_to_free(source: Path, wanted: Path) -> Path:
    """Move a file to ``wanted``, or to that name with a number; never over another file, whatever its capitals."""
    try:
        wanted.parent.mkdir(parents=True, exist_ok=True)
        taken = {path.name.casefold() for path in wanted.parent.iterdir()}
        number = 1
        while True:
            name = wanted.name if number == 1 else f"{wanted.stem}-{number}{wanted.suffix}"
            number += 1
            if name.casefold() in taken:
                continue
            target = wanted.with_name(name)
            try:
                # A link fails where the name was taken in the meantime; a rename would overwrite.
                os.link(source, target)
            except FileExistsError:
                continue
            except OSError:
                with target.open("xb") as stream:
                    stream.write(source.read_bytes())
            source.unlink()
            return target
    except OSError as error:
        raise _cannot_write(wanted.parent, error) from None


def remove_text(folder: Path, relative: str) -> str:
    """Move a text to the bin; return its path there, relative to the bin.

    Raises:
        ReadableError: there is no such text in the folder, or it is the last one.
    """
    files = {found: path for path, found in find_files([folder])}
    if relative not in files:
        raise ReadableError(
            say("‘{relative}’ staat niet (meer) in de map; er is niets veranderd.", relative=_short(relative))
        )
    if len(files) == 1:
        raise ReadableError(say("Dit is de laatste tekst; zonder teksten is er geen graaf. Voeg eerst een andere toe."))
    target = _move_to_free(files[relative], folder / BIN / PurePosixPath(relative))
    return target.relative_to(folder / BIN).as_posix()


def list_removed(folder: Path) -> list[str]:
    """Return the texts in the bin, by path."""
    return [relative for _, relative in find_files([folder / BIN])] if (folder / BIN).is_dir() else []


def restore_text(folder: Path, relative: str) -> str:
    """Bring a text back from the bin to where it was; return its path, with a number if the name is taken by now.

    Raises:
        ReadableError: it is not in the bin.
    """
    files = {found: path for path, found in find_files([folder / BIN])} if (folder / BIN).is_dir() else {}
    if relative not in files:
        raise ReadableError(
            say("‘{relative}’ staat niet (meer) bij de verwijderde teksten.", relative=_short(relative))
        )
    target = _move_to_free(files[relative], folder / PurePosixPath(relative))
    with contextlib.suppress(OSError):
        files[relative].parent.rmdir()
    return target.relative_to(folder).as_posix()


def compare_with_graph(paths: Sequence[Path], documents: Iterable[Document], unread: Iterable[Unread]) -> Differences:
    """Return which texts are new, changed or gone since the graph was made; renamed ones are new and gone."""
    known = {document.path: document.content_hash for document in documents}
    tried = {item.path for item in unread}
    there = {relative: path for path, relative in find_files(paths)}
    changed = [
        relative for relative, path in there.items() if relative in known and _hash_again(path) != known[relative]
    ]
    return Differences(
        new=tuple(relative for relative in there if relative not in known and relative not in tried),
        changed=tuple(changed),
        gone=tuple(sorted(Counter([*known, *tried]).keys() - there.keys())),
    )


_hashes: dict[tuple[str, int, int], str] = {}


def _hash_again(path: Path) -> str:
    """Return the hash of a file; an unchanged one is not read twice."""
    state = path.stat()
    key = (str(path), state.st_mtime_ns, state.st_size)
    if key not in _hashes:
        _hashes[key] = hash_file(path)
    return _hashes[key]
