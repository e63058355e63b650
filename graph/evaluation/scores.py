"""Precision, recall and F of exact spans, and the finds that were wrong."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field


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

    kind: str  # "gemist", "onterecht", "ten onrechte samengevoegd", "niet samengevoegd"
    what: str  # "persoon", "organisatie", "plaats", or the name of a concept
    surface: str
    context: str
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
        context = text[max(0, start - 40) : end + 40].replace("\n", " ")
        self.findings.append(Finding(kind, what, text[start:end], context, document))
