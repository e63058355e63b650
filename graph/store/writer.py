"""Write one build as one DuckDB file; the former file stays until the new one is whole."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from types import TracebackType
from typing import Any

import duckdb
import pyarrow as pa  # type: ignore[import-untyped]
from filelock import FileLock, Timeout

from graph.errors import ReadableError
from graph.schema import TABLES

BATCH = 50_000
ARROW_TYPES = {
    "VARCHAR": pa.string(),
    "INTEGER": pa.int32(),
    "DOUBLE": pa.float64(),
    "VARCHAR[]": pa.list_(pa.string()),
}


def list_columns(table: str) -> str:
    """Return the columns of ``table`` as SQL."""
    return ", ".join(f'"{name}"' for name in TABLES[table])


class GraphWriter:
    """Write a new graph file beside the former one; the swap at the end is one rename.

    Use as a context manager: leaving it normally puts the new file in place, leaving it by an exception throws the
    new file away. Killed at any moment, the former file is untouched; the remains are cleared by the next build.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._new = path.with_name(path.name + ".new")
        self._lock = FileLock(path.with_name(path.name + ".lock"))
        self._connection: duckdb.DuckDBPyConnection | None = None

    def __enter__(self) -> GraphWriter:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self._lock.acquire(timeout=0)
        except Timeout:
            raise ReadableError(
                f"{self.path}: er wordt al een graaf naar dit bestand geschreven; wacht tot die klaar is."
            ) from None
        except OSError as error:
            raise ReadableError(
                f"{self.path}: hier kan niet geschreven worden ({error.strerror}); kies met --out een andere plaats."
            ) from None
        try:
            self._remove_remains()
            self._connection = duckdb.connect(str(self._new))
            for table, columns in TABLES.items():
                definition = ", ".join(f'"{name}" {kind}' for name, kind in columns.items())
                self._connection.execute(f"CREATE TABLE {table} ({definition})")
        except (duckdb.Error, OSError) as error:
            self._abandon()
            raise ReadableError(
                f"{self.path}: het nieuwe bestand kan niet gemaakt worden ({_first_line(error)})."
            ) from None
        return self

    def add(self, table: str, rows: Iterable[Any]) -> None:
        """Add ``rows`` (row dataclasses or mappings with the table's columns) in batches, so that memory stays flat."""
        batch: list[Mapping[str, Any]] = []
        for row in rows:
            batch.append(row if isinstance(row, Mapping) else asdict(row))
            if len(batch) == BATCH:
                self._insert(table, batch)
                batch = []
        if batch:
            self._insert(table, batch)

    def add_columns(self, table: str, columns: Mapping[str, Sequence[Any]]) -> None:
        """Add rows given as columns of equal length; the fast way in for links and evidence."""
        arrays = {name: pa.array(columns[name], ARROW_TYPES[kind]) for name, kind in TABLES[table].items()}
        self._insert_arrow(table, pa.table(arrays))

    def _insert(self, table: str, batch: Sequence[Mapping[str, Any]]) -> None:
        kinds = TABLES[table]
        self._insert_arrow(
            table,
            pa.table({name: pa.array([row[name] for row in batch], ARROW_TYPES[kinds[name]]) for name in kinds}),
        )

    def _insert_arrow(self, table: str, incoming: pa.Table) -> None:
        if self._connection is None:
            raise RuntimeError("GraphWriter is used outside its with-block")
        self._connection.register("incoming", incoming)
        self._connection.execute(f"INSERT INTO {table} SELECT {list_columns(table)} FROM incoming")
        self._connection.unregister("incoming")

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is not None or self._connection is None:
            self._abandon()
            return
        try:
            self._connection.execute("CHECKPOINT")
            self._connection.close()
            self._connection = None
            with self._new.open("rb+") as handle:
                os.fsync(handle.fileno())
            self._new.replace(self.path)
        except PermissionError:
            self._abandon()
            raise ReadableError(
                f"{self.path}: het bestand is in gebruik en kon niet vervangen worden; sluit de app en probeer opnieuw."
            ) from None
        except (duckdb.Error, OSError) as failure:
            self._abandon()
            raise ReadableError(
                f"{self.path}: de graaf kon niet opgeslagen worden ({_first_line(failure)}); de vorige is er nog."
            ) from None
        finally:
            self._lock.release()

    def _abandon(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None
        with contextlib.suppress(OSError):
            self._remove_remains()
        self._lock.release()

    def _remove_remains(self) -> None:
        for path in (self._new, self._new.with_name(self._new.name + ".wal")):
            path.unlink(missing_ok=True)


def _first_line(error: BaseException) -> str:
    return str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
