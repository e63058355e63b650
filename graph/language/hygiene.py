"""Texts made fit to be read without moving a character: straight marks, and very long passages in pieces."""

from __future__ import annotations

import re
from collections.abc import Iterator

STRAIGHT = str.maketrans("’‘‛`´“”„«»", "'''''" + '"""""')
"""Same length, so offsets stay true; the tokenizer knows "foto's" and "'t" with the straight mark only."""
LONGEST_PIECE = 8_000
"""Characters that are read at once: what the encoder keeps in memory grows with them."""
SENTENCE_END = re.compile(r"[.!?…][\"')\]]*\s+|\n\s*")
SPACE = re.compile(r"\s+")


def straighten(text: str) -> str:
    """Return ``text`` with straight quotation marks and apostrophes, character for character.

    >>> straighten("foto’s van „Els”")
    'foto\\'s van "Els"'
    """
    return text.translate(STRAIGHT)


def cut_pieces(text: str, longest: int = LONGEST_PIECE) -> Iterator[str]:
    """Yield ``text`` in pieces that together are the text, cut after a sentence, else at a space, else anywhere."""
    start = 0
    while len(text) - start > longest:
        stop = _find_cut(text, start, start + longest)
        yield text[start:stop]
        start = stop
    yield text[start:]


def _find_cut(text: str, start: int, stop: int) -> int:
    for pattern in (SENTENCE_END, SPACE):
        ends = [match.end() for match in pattern.finditer(text, start + (stop - start) // 2, stop)]
        if ends:
            return ends[-1]
    return stop
