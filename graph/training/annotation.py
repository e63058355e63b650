"""Turn two independent passes of entity annotation into one committed table, with the agreement between them."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from graph.marked.treebank import TreeSentence

Entity = tuple[int, int, str]  # first character, character after the last, label


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two passes agree on exact spans."""

    n_first: int
    n_second: int
    n_both: int

    @property
    def f(self) -> float:
        """Return the agreement as F, 0..1."""
        return 2 * self.n_both / (self.n_first + self.n_second) if self.n_both else 0.0


def read_pass(paths: Sequence[Path], sentences: Sequence[TreeSentence]) -> dict[int, set[Entity]]:
    """Return the entities that one reader marked, by sentence number.

    A line is ``number<TAB>PER=surface<TAB>LOC=surface …``; surfaces follow in reading order.

    Raises:
        ValueError: a surface does not stand in its sentence.
    """
    found: dict[int, set[Entity]] = {}
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            number, *items = line.split("\t")
            named = [tuple(item.split("=", 1)) for item in items if item]
            places = _find_surfaces(sentences[int(number)].text, [surface for _, surface in named])
            if places is None:
                raise ValueError(f"{path.name}, sentence {number}: {items} do not stand in it in this order")
            found.setdefault(int(number), set()).update(
                (at, at + len(surface), label) for at, (label, surface) in zip(places, named, strict=True)
            )
    return found


def _find_surfaces(text: str, surfaces: Sequence[str], at: int = 0) -> list[int] | None:
    """Return where the surfaces stand, in order: as words of their own if possible, else before a glued -s."""
    if not surfaces:
        return []
    plain = re.escape(surfaces[0])
    for pattern in (rf"(?<!\w){plain}(?!\w)", rf"(?<!\w){plain}(?='?s(?!\w))", plain):
        match = re.compile(pattern).search(text, at)
        rest = _find_surfaces(text, surfaces[1:], match.end()) if match else None
        if match and rest is not None:
            return [match.start(), *rest]
    return None


def count_agreement(
    one: Mapping[int, set[Entity]], other: Mapping[int, set[Entity]], label: str | None = None
) -> Agreement:
    """Return how far two passes agree, on one label or on all of them."""
    first, second = (
        {(number, *entity) for number, items in marked.items() for entity in items if label in (None, entity[2])}
        for marked in (one, other)
    )
    return Agreement(len(first), len(second), len(first & second))


def find_differences(
    one: Mapping[int, set[Entity]], other: Mapping[int, set[Entity]]
) -> dict[int, tuple[set[Entity], set[Entity]]]:
    """Return by sentence number what only the first and what only the second reader marked."""
    numbers = sorted({*one, *other})
    pairs = {number: (one.get(number, set()), other.get(number, set())) for number in numbers}
    return {number: (left - right, right - left) for number, (left, right) in pairs.items() if left != right}


def write_table(
    path: Path,
    sentences: Sequence[TreeSentence],
    passes: tuple[Mapping[int, set[Entity]], Mapping[int, set[Entity]]],
    settled: Mapping[int, set[Entity]],
    heading: Sequence[str],
) -> int:
    """Write every entity that a reader marked or that was settled on; return how many stand.

    Columns: sentence id, first word, word after the last, label, first character, character after the last, whether
    the first and the second reader marked it, whether it stands. A name glued to other letters ("Ensors") takes the
    whole word in the word columns and its own letters in the character columns.
    """
    lines = [f"# {line}" for line in heading]
    n_standing = 0
    for number, sentence in enumerate(sentences):
        first, second = (marked.get(number, set()) for marked in passes)
        standing = settled[number] if number in settled else first & second
        n_standing += len(standing)
        for entity in sorted(first | second | standing):
            start, end = find_words(sentence, entity[0], entity[1])
            marks = "\t".join(str(int(entity in group)) for group in (first, second, standing))
            lines.append(f"{sentence.sent_id}\t{start}\t{end}\t{entity[2]}\t{entity[0]}\t{entity[1]}\t{marks}")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return n_standing


def find_words(sentence: TreeSentence, start: int, end: int) -> tuple[int, int]:
    """Return the words that characters start..end touch, as first and after-last."""
    touched = [
        place
        for place, (at, word) in enumerate(zip(sentence.starts, sentence.words, strict=True))
        if at < end and start < at + len(word)
    ]
    return touched[0], touched[-1] + 1


def read_settled(path: Path) -> dict[int, set[Entity]]:
    """Return the entities of sentences on which the readers differed, as they were settled."""
    rows = json.loads(path.read_text(encoding="utf-8"))
    return {int(number): {(start, end, label) for start, end, label in items} for number, items in rows.items()}
