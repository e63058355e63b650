"""What was typed in the form of a document → the correction to keep. No Streamlit."""

from __future__ import annotations

import re
from collections.abc import Mapping

from graph.corpus.dates import parse_date
from graph.errors import ReadableError
from graph.metadata import EDITED, Edit, check_authors, check_date, check_title
from graph.rows import Document


def read_form(form: Mapping[str, object], document: Document, former: Edit) -> Edit:
    """Return the correction that the form asks for; what it leaves as it was is no correction.

    Args:
        form: ``title``, ``authors`` (one a line, or with semicolons) and ``date`` as they were typed.
        document: as the graph has it.
        former: the correction that was kept until now.

    Raises:
        ReadableError: a value cannot be.
    """
    title = check_title(str(form.get("title", "")))
    authors = check_authors(re.split(r"[\n;]", str(form.get("authors", ""))))
    date = read_date(str(form.get("date", "")))
    return Edit(
        title=title if title != document.title or _is_edited(document.title_from, former.title) else None,
        authors=authors if authors != document.authors or _is_edited(document.authors_from, former.authors) else None,
        date=date if date != document.date or _is_edited(document.date_from, former.date) else None,
    )


def _is_edited(origin: str, former: object) -> bool:
    """Answer whether the value in the graph is not the text's own, or a correction waits to be built."""
    return origin == EDITED and former is not None


def read_date(text: str) -> str:
    """Return a typed date as ISO 8601; Dutch words and day-month-year are understood.

    >>> read_date("mei 2020"), read_date("3-4-2019"), read_date("2018"), read_date(" ")
    ('2020-05', '2019-04-03', '2018', '')

    Raises:
        ReadableError: it is no date.
    """
    try:
        return check_date(text)
    except ReadableError:
        if found := parse_date(text.strip()):
            return found
        raise
