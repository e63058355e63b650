"""Sentences of Universal Dependencies with our own entity annotation, which is kept apart by sentence id."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from graph.marked.texts import Mark, MarkedText

HELD_OUT = 10
"""One sentence in so many is never trained on."""


@dataclass(frozen=True, slots=True)
class TreeSentence:
    """One sentence of a treebank; all sequences have one item a word."""

    sent_id: str
    text: str
    words: tuple[str, ...]
    starts: tuple[int, ...]
    lemmas: tuple[str, ...]
    pos: tuple[str, ...]
    heads: tuple[int, ...]  # places in the sentence; a root points at itself
    relations: tuple[str, ...]
    particles: tuple[int, ...] = ()  # for a separable verb in two parts the place of its first part, else -1

    @property
    def is_held_out(self) -> bool:
        """Say whether the sentence belongs to the tenth that is only measured on."""
        return int(hashlib.sha256(self.sent_id.encode()).hexdigest(), 16) % HELD_OUT == 0

    @property
    def document(self) -> str:
        """Return the text that the sentence is from."""
        return document_of(self.sent_id)


def document_of(sent_id: str) -> str:
    """Return the text that a sentence is from.

    >>> document_of("wiki-1181.p.10.s.1")
    'wiki-1181'
    """
    return sent_id.split("\\")[0].split(".p.")[0]


def read_treebank(paths: Iterable[Path]) -> list[TreeSentence]:
    """Return the sentences of CoNLL-U files, in order."""
    sentences = []
    for path in sorted(paths):
        for block in path.read_text(encoding="utf-8").strip().split("\n\n"):
            sentences.append(_read_block(block.split("\n")))
    return sentences


def _read_block(lines: Sequence[str]) -> TreeSentence:
    facts = dict(line[2:].split(" = ", 1) for line in lines if line.startswith("# ") and " = " in line)
    rows = [line.split("\t") for line in lines if line[0].isdigit()]
    rows = [row for row in rows if row[0].isdigit()]
    spaced = ((row[1], "" if "SpaceAfter=No" in row[9] else " ") for row in rows)
    text = facts.get("text") or "".join(word + space for word, space in spaced).strip()
    starts, at = [], 0
    for row in rows:
        at = text.index(row[1], at)
        starts.append(at)
        at += len(row[1])
    words = tuple(row[1] for row in rows)
    return TreeSentence(
        sent_id=facts.get("sent_id", text),
        text=text,
        words=words,
        starts=tuple(starts),
        lemmas=tuple(plain_lemma(row[1], row[2], row[3]) for row in rows),
        pos=tuple(row[3] for row in rows),
        heads=tuple(int(row[6]) - 1 if row[6] != "0" else place for place, row in enumerate(rows)),
        relations=tuple(row[7] for row in rows),
        particles=_find_particles(rows),
    )


def _find_particles(rows: Sequence[Sequence[str]]) -> tuple[int, ...]:
    """Return where the first part of each verb stands if the treebank's lemma joins the two: "brengt", "mee_brengen".

    A phrase such as "tot stand brengen" has the same relation in a treebank, but is no such verb.
    """
    found = [-1] * len(rows)
    for place, row in enumerate(rows):
        part = row
        while part[7] == "fixed":  # "ziet er uit": the parts hang together
            part = rows[int(part[6]) - 1]
        if part[7] == "compound:prt":
            verb = int(part[6]) - 1
            if rows[verb][2].lower().startswith(row[1].lower() + "_"):
                found[verb] = place
    return tuple(found)


def plain_lemma(word: str, lemma: str, pos: str = "NOUN") -> str:
    """Return a treebank lemma as it is written: linking letters put back, a particle that stands apart left out.

    >>> plain_lemma("gezondheidszorg", "gezondheid_zorg"), plain_lemma("brengt", "mee_brengen", "VERB")
    ('gezondheidszorg', 'brengen')
    """
    if "_" not in lemma.strip("_"):
        return lemma
    parts = lemma.split("_")
    low, plain = word.lower(), parts[0]
    if pos in ("VERB", "AUX"):
        return "".join(parts if low.startswith(parts[0].lower()) else parts[1:])
    for part in parts[1:]:
        # Linking letters and hyphens stand in the word itself; the first part may have lost an -e or an -en.
        place = low.find(part[:3].lower(), max(len(plain) - 2, 1))
        plain = (word[:place] if 0 <= place <= len(plain) + 3 else plain) + part
    return plain


def read_entities(path: Path) -> dict[str, list[Mark]]:
    """Return by sentence id the entities that stand in the committed table, as characters."""
    marks: dict[str, list[Mark]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            sent_id, _, _, label, start, end, *_, stands = line.split("\t")
            if stands == "1":
                marks.setdefault(sent_id, []).append(Mark(int(start), int(end), label))
    return marks


def mark_sentence(sentence: TreeSentence, marks: Mapping[str, Sequence[Mark]]) -> MarkedText:
    """Return a sentence with its entities."""
    return MarkedText(sentence.text, tuple(marks.get(sentence.sent_id, ())), "ud", sentence.document)
