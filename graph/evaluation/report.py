"""A measurement as lines of text for a terminal: the errors, then the scores. Prints nothing."""

from __future__ import annotations

from collections.abc import Iterator

from graph.evaluation.scores import Score, Scores
from graph.messages import mark, say
from graph.wording import count_words, format_number

KINDS = (
    mark("gemist"),
    mark("onterecht"),
    mark("ten onrechte samengevoegd"),
    mark("niet samengevoegd"),
    mark("verkeerde woordsoort"),
    mark("verkeerd lemma"),
)
HEADS = (mark("gemarkeerd"), mark("gevonden"), mark("goed"), mark("precisie"), mark("volledigheid"), mark("F"))
WORDS = (mark("woord"), mark("woorden"))
WIDTHS = (10, 8, 6, 8, 12, 6)


def make_lines(scores: Scores) -> Iterator[str]:
    """Yield every error by kind, in reading order, and then a table of the scores in percents."""
    for kind in KINDS:
        found = [finding for finding in scores.findings if finding.kind == kind]
        if not found:
            continue
        yield f"{say(kind).capitalize()} ({format_number(len(found))})"
        for item in found:
            yield f"  {item.what}: …{item.before}[{item.surface}]{item.after}… ({item.document})"
        yield ""
    width = max((len(row.name) for row in scores.rows), default=0)
    yield " " * width + "".join(f"{say(head):>{size + 2}}" for head, size in zip(HEADS, WIDTHS, strict=True))
    for row in scores.rows:
        cells = zip(_cells(row), WIDTHS, strict=True)
        yield f"{row.name:<{width}}" + "".join(f"{cell:>{size + 2}}" for cell, size in cells)
    yield ""
    yield say("Gemeten op {words}.", words=count_words(scores.n_words, WORDS))


def _cells(row: Score) -> tuple[str, ...]:
    counts = (row.n_marked, row.n_found, row.n_right)
    if not row.n_marked and not row.n_found:
        return (*(format_number(count) for count in counts), "–", "–", "–")
    parts = (row.precision, row.recall, row.f)
    return (*(format_number(count) for count in counts), *(format_number(100 * part, 1) for part in parts))
