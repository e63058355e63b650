"""Which files are documents, how they are called, and what their bytes add up to. Reads, never writes."""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from graph.errors import ReadableError
from graph.messages import say
from graph.rows import make_slug

_SKIPPED_STEMS = ("readme", "license", "licence", "licentie", "leesmij", "changelog")
_SKIPPED_NAMES = frozenset({"thumbs.db", "desktop.ini"})
_SKIPPED_ENDINGS = (".lock", ".lck", ".tmp", ".part", ".crdownload", ".swp", "~")


def find_files(paths: Sequence[Path]) -> list[tuple[Path, str]]:
    """Return the files that may be documents, each with its path relative to the folder that was named.

    Args:
        paths: folders (searched through and through) and single files.

    Returns:
        Pairs of file and relative path with forward slashes, sorted by that path; the relative paths differ from
        each other. Hidden files, lock files, README and LICENSE are left out; a file that is named itself is not.

    Raises:
        ReadableError: a path does not exist, or a folder may not be opened.
    """
    found: dict[Path, tuple[Path, str]] = {}
    for path in paths:
        for file, relative in _walk(path):
            found.setdefault(file.resolve(), (file, relative))
    pairs = _tell_apart(list(found.values()))
    return sorted(pairs, key=lambda pair: (pair[1].casefold(), pair[1]))


def hash_file(path: Path) -> str:
    """Return the sha256 of the bytes of ``path`` in hexadecimal, without parsing them."""
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise explain_os_error(error, path.name) from error


def make_document_ids(relatives: Iterable[str]) -> dict[str, str]:
    """Return an id for each relative path: the file's name, with as much of the path as is needed to differ.

    The ids depend on the set of paths only, not on their order.

    >>> make_document_ids(["a/memo.txt", "b/memo.txt", "b/brief.md"])["b/brief.md"]
    'd:brief'
    """
    unique = sorted(set(relatives))
    ids: dict[str, str] = {}
    short = {relative: make_slug(_stem(relative)) for relative in unique}
    long = {relative: make_slug(relative) for relative in unique}
    shorts, longs = Counter(short.values()), Counter(long.values())
    for relative in unique:
        if short[relative] and shorts[short[relative]] == 1:
            ids[relative] = "d:" + short[relative]
        elif long[relative] and longs[long[relative]] == 1 and shorts[long[relative]] == 0:
            ids[relative] = "d:" + long[relative]
        else:
            digest = hashlib.sha256(relative.encode("utf-8", "surrogatepass")).hexdigest()[:8]
            ids[relative] = "d:" + "-".join(part for part in (long[relative][:50].strip("-"), digest) if part)
    return ids


def make_document_id(relative: str, all_relatives: Iterable[str] = ()) -> str:
    """Return the id of one document among ``all_relatives``; see ``make_document_ids`` for many at once."""
    return make_document_ids([relative, *all_relatives])[relative]


def explain_os_error(error: OSError, name: str) -> ReadableError:
    """Return the error of the operating system as a sentence for the person at the screen."""
    if isinstance(error, FileNotFoundError):
        return ReadableError(say("‘{name}’ bestaat niet: controleer de naam en de map.", name=name))
    if isinstance(error, PermissionError):
        return ReadableError(say("‘{name}’ mag niet worden gelezen: geef uzelf leesrechten op dit bestand.", name=name))
    if isinstance(error, IsADirectoryError):
        return ReadableError(say("‘{name}’ is een map en geen bestand: noem de bestanden in die map.", name=name))
    return ReadableError(
        say(
            "‘{name}’ kan niet worden gelezen ({value}): kopieer het bestand opnieuw.",
            name=name,
            value=error.strerror or error,
        )
    )


def _stem(relative: str) -> str:
    return Path(relative.rsplit("/", 1)[-1]).stem


def _walk(path: Path) -> Iterable[tuple[Path, str]]:
    try:
        if path.is_file():
            return [(path, path.name)]
        if not path.is_dir():
            # A folder above it that may not be opened looks the same as a path that is not there.
            path.stat()
            raise ReadableError(
                say("‘{path}’ is geen bestand en geen map: kies een bestand of een map met documenten.", path=path)
            )
    except FileNotFoundError as error:
        raise ReadableError(
            say("Het pad ‘{path}’ bestaat niet: controleer de naam, of maak de map eerst aan.", path=path)
        ) from error
    except (OSError, ValueError) as error:
        raise ReadableError(
            say("Het pad ‘{path}’ kan niet worden geopend: controleer de naam en de rechten.", path=path)
        ) from error
    return _walk_folder(path)


def _walk_folder(root: Path) -> list[tuple[Path, str]]:
    pairs: list[tuple[Path, str]] = []

    def refuse(error: OSError) -> None:
        if Path(error.filename) == root:
            raise ReadableError(
                say("De map ‘{root}’ mag niet worden gelezen: controleer de rechten.", root=root)
            ) from error

    for folder, folders, names in os.walk(root, onerror=refuse):
        folders[:] = sorted(name for name in folders if not name.startswith((".", "__")))
        for name in sorted(names):
            file = Path(folder, name)
            if not _is_skipped(name) and (file.is_file() or file.is_symlink()):
                pairs.append((file, file.relative_to(root).as_posix()))
    return pairs


def _is_skipped(name: str) -> bool:
    lower = name.lower()
    stem = lower.split(".", 1)[0]
    return (
        lower.startswith((".", "~$", "~lock", "#"))
        or lower.endswith(_SKIPPED_ENDINGS)
        or lower in _SKIPPED_NAMES
        or stem in _SKIPPED_STEMS
        or stem.startswith(("readme-", "readme_", "license-", "license_"))
    )


def _tell_apart(pairs: list[tuple[Path, str]]) -> list[tuple[Path, str]]:
    """Put more of the path before relative paths that occur twice, as happens when two folders are named."""
    counts = Counter(relative for _, relative in pairs)
    told: list[tuple[Path, str]] = []
    for file, relative in pairs:
        if counts[relative] == 1:
            told.append((file, relative))
            continue
        twins = [other.resolve().parts for other, same in pairs if same == relative and other != file]
        parts = file.resolve().parts
        depth = relative.count("/") + 1
        while depth < len(parts) and any(twin[-depth:] == parts[-depth:] for twin in twins):
            depth += 1
        told.append((file, "/".join(parts[-depth:])))
    return told
