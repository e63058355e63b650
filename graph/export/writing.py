"""Put a finished file in its place at once: what was there stays whole until the new one is complete."""

from __future__ import annotations

import contextlib
import os
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path

from graph.errors import ReadableError
from graph.messages import say

ZIP_DATE = (1980, 1, 1, 0, 0, 0)  # the first date that a zip file can hold


@contextlib.contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Give a new path beside ``path``; it takes the place of ``path`` when the block ends well, and goes otherwise.

    Raises:
        ReadableError: the folder cannot be written.
    """
    new: Path | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.is_dir():
            raise ReadableError(say("{path}: dit is een map; geef de naam van een bestand.", path=path))
        handle, name = tempfile.mkstemp(prefix=f".{path.name[:60]}.", suffix=".tmp", dir=path.parent)
        os.close(handle)
        new = Path(name)
        yield new
        # A temporary file is for its owner only; an export is a file like any other.
        mask = os.umask(0)
        os.umask(mask)
        new.chmod(0o666 & ~mask)
        new.replace(path)
    except OSError as error:
        raise ReadableError(
            say(
                "{path}: hier kan niet geschreven worden ({value}); kies een andere map of naam.",
                path=path,
                value=error.strerror or error,
            )
        ) from None
    finally:
        if new is not None:
            with contextlib.suppress(OSError):
                new.unlink(missing_ok=True)


def write_file(path: Path, data: bytes | str) -> None:
    """Write ``data`` (text as UTF-8) to ``path``, wholly or not at all.

    Raises:
        ReadableError: the folder cannot be written.
    """
    content = data.encode("utf-8") if isinstance(data, str) else data
    with replacing(path) as new:
        new.write_bytes(content)


def pack_zip(parts: Mapping[str, bytes]) -> bytes:
    """Return a zip file of ``parts`` in their order, with a fixed date, so that equal parts give equal bytes."""
    held = BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, content in parts.items():
            info = zipfile.ZipInfo(name, ZIP_DATE)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            archive.writestr(info, content)
    return held.getvalue()
