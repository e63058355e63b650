"""Precision, recall and F of exact spans, and the finds that were wrong."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

AROUND = 40
"""Characters of text that are shown on either side of an error."""


@dataclass(frozen=True, slots=True)
class Score:
    """How many were marked, found and right; ``name`` in Dutch, for a table."""

    name: str
    n_marked: int
    n_found: int
    n_right: int

    @property
    def precision(self) -> float:
        """Return the part of what was found that is right, 0..1; 1 if nothing was found."""
        return self.n_right / self.n_found if self.n_found else 1.0

    @property
    def recall(self) -> float:
        """Return the part of what was marked that was found, 0..1; 1 if nothing was marked."""
        return self.n_right / self.n_marked if self.n_marked else 1.0

    @property
    def f(self) -> float:
        """Return the harmonic mean of precision and recall, 0..1."""
        both = self.n_marked + self.n_found
        return 2 * self.n_right / both if both else 1.0


@dataclass(frozen=True, slots=True)
class Finding:
    """One error: what went wrong with which words of which document."""

    kind: str  # "gemist", "onterecht", "ten onrechte samengevoegd", "niet samengevoegd", "verkeerde woordsoort" …
    what: str  # "persoon", "organisatie", "plaats", the name of a concept, or what should have stood there
    surface: str
    before: str  # some text on either side
    after: str
    document: str


@dataclass(frozen=True, slots=True)
class Scores:
    """All rows of a measurement, with the errors in reading order."""

    rows: tuple[Score, ...]
    findings: tuple[Finding, ...]
    n_documents: int
    n_words: int

    def find(self, name: str) -> Score:
        """Return the row called ``name``.

        Raises:
            KeyError: there is no such row.
        """
        for row in self.rows:
            if row.name == name:
                return row
        raise KeyError(name)


@dataclass(slots=True)
class Tally:
    """Counts that grow document by document."""

    name: str
    n_marked: int = 0
    n_found: int = 0
    n_right: int = 0

    def add(self, marked: Iterable[object], found: Iterable[object]) -> None:
        """Count two sets of spans or pairs."""
        one, other = set(marked), set(found)
        self.n_marked += len(one)
        self.n_found += len(other)
        self.n_right += len(one & other)

    def score(self) -> Score:
        """Return the counts as a score."""
        return Score(self.name, self.n_marked, self.n_found, self.n_right)


@dataclass(slots=True)
class Errors:
    """Errors as they are met."""

    findings: list[Finding] = field(default_factory=list)

    def add(self, kind: str, what: str, text: str, start: int, end: int, document: str) -> None:
        """Note an error with some text on either side."""
        before, surface, after = (
            part.replace("\n", " ")
            for part in (text[max(0, start - AROUND) : start], text[start:end], text[end : end + AROUND])
        )
        self.findings.append(Finding(kind, what, surface, before, after, document))


def join_scores(several: Sequence[Scores]) -> Scores:
    """Return the scores of several measurements as one; rows of the same name are added up."""
    rows: dict[str, Tally] = {}
    for scores in several:
        for row in scores.rows:
            tally = rows.setdefault(row.name, Tally(row.name))
            tally.n_marked += row.n_marked
            tally.n_found += row.n_found
            tally.n_right += row.n_right
    return Scores(
        tuple(tally.score() for tally in rows.values()),
        tuple(finding for scores in several for finding in scores.findings),
        sum(scores.n_documents for scores in several),
        sum(scores.n_words for scores in several),
    )
