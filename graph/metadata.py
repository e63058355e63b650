"""Title, author and date as a reader corrected them: a plain file beside the texts, applied again on every build.

The file is TOML, one table a text, named by its path in the folder, so that it can be read, versioned and mended by
hand. Only this module reads and writes it. Its name starts with a dot, so that it is not taken for a text.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import tempfile
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from graph.errors import ReadableError
from graph.messages import mark, say
from graph.rows import Document

EDITS_FILE = ".metagegevens.toml"
EDITED = mark("verbeterd door de lezer")
"""Stands in ``title_from``, ``authors_from`` and ``date_from`` of a document for a field that was edited."""

MAX_TITLE, MAX_AUTHOR, MAX_AUTHORS = 300, 120, 40
_HEAD = (
    "# Titel, auteurs en datum zoals een lezer ze verbeterde; ze gelden weer, elke keer dat de graaf wordt gemaakt.\n"
    "# Een kop is het pad van de tekst in deze map. Een regel die weg is, betekent: zoals het in de tekst zelf staat.\n"
)
_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_FIELDS = ("title", "authors", "date")
_KEYS = {"title": "titel", "authors": "auteurs", "date": "datum"}


@dataclass(frozen=True, slots=True)
class Edit:
    """What a reader says of one text; None leaves a field as the text has it, an empty value says: there is none."""

    title: str | None = None
    authors: tuple[str, ...] | None = None
    date: str | None = None


Edits = Mapping[str, Edit]
"""Path of a text, relative to the folder, with forward slashes -> what the reader says of it."""


def apply_edits(document: Document, edits: Edits) -> Document:
    """Return the document with the reader's title, authors and date where there are any."""
    edit = edits.get(document.path)
    if edit is None:
        return document
    changes: dict[str, Any] = {}
    for name in _FIELDS:
        value = getattr(edit, name)
        if value is not None:
            changes |= {name: value, f"{name}_from": EDITED}
    return replace(document, **changes)


def is_stale(document: Document, edits: Edits) -> bool:
    """Answer whether a field of the document was edited once and is no longer: only the file itself tells it again.

    A document that is taken over from a former build must then be read anew.
    """
    edit = edits.get(document.path, Edit())
    return any(getattr(document, f"{name}_from") == EDITED and getattr(edit, name) is None for name in _FIELDS)


def read_all_edits(paths: Iterable[Path]) -> dict[str, Edit]:
    """Return the edits of every folder among ``paths``; of two for the same path the later folder's.

    Raises:
        ReadableError: a file with edits is broken.
    """
    edits: dict[str, Edit] = {}
    for path in paths:
        edits |= read_edits(path)
    return edits


def read_edits(folder: Path) -> dict[str, Edit]:
    """Return the edits kept in ``folder``; none if there is no such file.

    Raises:
        ReadableError: the file is broken; the sentence names the place.
    """
    path = folder / EDITS_FILE
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ReadableError(
            say(
                "‘{edits_file}’ in de map met teksten kan niet worden gelezen ({error}): herstel of verwijder het.",
                edits_file=EDITS_FILE,
                error=error,
            )
        ) from None
    return {relative: _read_edit(relative, table) for relative, table in data.items()}


def _read_edit(relative: str, table: object) -> Edit:
    if isinstance(table, dict):
        title, authors, when = (table.get(_KEYS[name]) for name in _FIELDS)
        if isinstance(when, date):  # a date without quotation marks is a date to TOML, and a number is a year
            when = when.isoformat()[:10]
        elif isinstance(when, int):
            when = str(when)
        names = [authors] if isinstance(authors, str) else authors
        if (title is None or isinstance(title, str)) and (
            names is None or (isinstance(names, list) and all(isinstance(name, str) for name in names))
        ):
            try:
                return Edit(
                    None if title is None else check_title(title),
                    None if names is None else check_authors(names),
                    None if when is None else check_date(str(when)),
                )
            except ReadableError as error:
                raise ReadableError(
                    say(
                        "‘{edits_file}’, bij ‘{relative}’: {error}",
                        edits_file=EDITS_FILE,
                        relative=relative,
                        error=error,
                    )
                ) from None
    raise ReadableError(
        say(
            "‘{edits_file}’, bij ‘{relative}’: titel en datum horen tussen aanhalingstekens, auteurs in een lijst.",
            edits_file=EDITS_FILE,
            relative=relative,
        )
    )


def write_edits(folder: Path, edits: Edits) -> None:
    """Write the edits to ``folder``, sorted by path; the former file stays until the new one is whole.

    Raises:
        ReadableError: the folder cannot be written to.
    """
    path = folder / EDITS_FILE
    kept = {relative: edit for relative, edit in edits.items() if edit != Edit()}
    text = _HEAD + "".join(f"\n{_table(relative, kept[relative])}" for relative in sorted(kept))
    name = ""
    try:
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", newline="\n", dir=folder, prefix=EDITS_FILE + ".", delete=False
        ) as stream:
            name = stream.name
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        Path(name).replace(path)
    except OSError as error:
        if name:
            with contextlib.suppress(OSError):
                Path(name).unlink(missing_ok=True)
        raise ReadableError(
            say(
                "In de map ‘{name}’ kan niet worden geschreven ({strerror}): controleer de rechten.",
                name=folder.name,
                strerror=error.strerror,
            )
        ) from None


def _table(relative: str, edit: Edit) -> str:
    lines = [f"[{_quote(relative)}]"]
    if edit.title is not None:
        lines.append(f"titel = {_quote(edit.title)}")
    if edit.authors is not None:
        lines.append(f"auteurs = [{', '.join(map(_quote, edit.authors))}]")
    if edit.date is not None:
        lines.append(f"datum = {_quote(edit.date)}")
    return "\n".join(lines) + "\n"


def _quote(text: str) -> str:
    # JSON's escapes are TOML's too, but for DEL and for half a surrogate pair, which no file can hold.
    whole = text.encode("utf-8", "replace").decode("utf-8")
    return json.dumps(whole, ensure_ascii=False).replace("\x7f", "\\u007f")


def check_title(text: str) -> str:
    """Return a title on one line.

    Raises:
        ReadableError: it is empty or too long.
    """
    title = _one_line(text)
    if not title:
        raise ReadableError(say("Een tekst heeft een titel nodig: vul er een in."))
    if len(title) > MAX_TITLE:
        raise ReadableError(
            say("De titel telt {title} tekens; houd het bij {max_title}.", title=len(title), max_title=MAX_TITLE)
        )
    return title


def check_authors(names: Iterable[str]) -> tuple[str, ...]:
    """Return the authors, each once and on one line; empty ones are left out.

    Raises:
        ReadableError: a name is too long, or there are too many.
    """
    authors = tuple(dict.fromkeys(name for name in map(_one_line, names) if name))
    if any(len(name) > MAX_AUTHOR for name in authors):
        raise ReadableError(
            say(
                "De naam van een auteur is langer dan {max_author} tekens; zet elke auteur op een eigen regel.",
                max_author=MAX_AUTHOR,
            )
        )
    if len(authors) > MAX_AUTHORS:
        raise ReadableError(
            say(
                "Er staan {authors} auteurs; houd het bij {max_authors}.", authors=len(authors), max_authors=MAX_AUTHORS
            )
        )
    return authors


def check_date(text: str) -> str:
    """Return an ISO date of a year, a month or a day; '' if there is none.

    Raises:
        ReadableError: it is no date.
    """
    when = text.strip()
    if not when:
        return ""
    try:
        if not when.isascii() or not _DATE.fullmatch(when):
            raise ValueError
        date.fromisoformat(when + "-01-01"[len(when) - 4 :])
    except ValueError:
        raise ReadableError(
            say(
                "‘{value}’ is geen datum: schrijf een jaar (2024), een maand (2024-05) of een dag (2024-05-17).",
                value=when[:40],
            )
        ) from None
    return when


def _one_line(text: str) -> str:
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
