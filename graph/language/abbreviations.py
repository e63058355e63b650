"""Abbreviations that a text itself explains: "het omgevingsplan (Op)", "RES (regionale energiestrategie)".

After Schwartz & Hearst (2003), "A simple algorithm for identifying abbreviation definitions in biomedical text": every
letter of the short form stands in the long form, in order, and the first one begins it. What one text explains to the
others is the work of :mod:`graph.language.spreading`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from wordfreq import zipf_frequency

from graph.language.concepts import ConceptSpan

if TYPE_CHECKING:
    from graph.language.reading import Analysis

SHORT = r"[A-Z][A-Za-z&-]{1,9}"
SAID = r"(?:(?:hierna|verder|voortaan|afgekort|kortweg)(?: te noemen)?:?\s*)?(?:de |het )?"
BEHIND = re.compile(rf"\s*\(\s*{SAID}[‘'\"“]?({SHORT})[’'\"”]?\s*\)")
BEFORE = re.compile(rf"(?<!\w)({SHORT})\s*\(\s*(?:voluit:?\s*|(?:de|het)\s+)*$")
CLOSES = re.compile(r"\s*\)")
FARTHEST = 40
COMMON = 4.0
"""Zipf frequency from which two letters are a word."""


def abbreviates(short: str, long: str) -> bool:
    """Return whether ``short`` can stand for ``long``.

    >>> abbreviates("Ow", "Omgevingswet"), abbreviates("RES", "Regionale energiestrategie"), abbreviates("OZB", "zorg")
    (True, True, False)
    """
    letters = [letter for letter in short.lower() if letter.isalnum()]
    low = long.lower()
    place = len(low) - 1
    for number in range(len(letters) - 1, -1, -1):
        while place >= 0 and (low[place] != letters[number] or (number == 0 and place > 0)):
            place -= 1
        if place < 0:
            return False
        place -= 1
    return 2 <= len(letters) < sum(letter.isalnum() for letter in low)


def find_pairs(text: str, spans: Iterable[ConceptSpan]) -> Iterable[tuple[str, str]]:
    """Yield (abbreviation, concept id) where ``text`` explains the one by the other."""
    for span in spans:
        long = text[span.start : span.end]
        match = BEHIND.match(text, span.end, span.end + FARTHEST)
        if not match and CLOSES.match(text, span.end):
            match = BEFORE.search(text[max(0, span.start - FARTHEST) : span.start])
        if match and not _is_word(match[1]) and abbreviates(match[1], long):
            yield match[1], span.concept_id


def _is_word(short: str) -> bool:
    """Say whether ``short`` looks like an ordinary word with a capital: "Zie", "Op"."""
    return short[1:] == short[1:].lower() and (len(short) > 2 or zipf_frequency(short.lower(), "nl") > COMMON)


def apply_abbreviations(texts: Sequence[str], analyses: Sequence[Analysis]) -> list[Analysis]:
    """Return the analyses of one document with the abbreviations that it explains as mentions of their concepts.

    An abbreviation that is explained in two ways stays what it is; one that the thesaurus knows is left alone.
    """
    meanings: dict[str, set[str]] = {}
    for text, analysis in zip(texts, analyses, strict=True):
        for short, concept_id in find_pairs(text, analysis.concepts):
            meanings.setdefault(short, set()).add(concept_id)
    known = {short: min(ids) for short, ids in meanings.items() if len(ids) == 1}
    return [_add(analysis, known) for analysis in analyses] if known else list(analyses)


def _add(analysis: Analysis, known: dict[str, str]) -> Analysis:
    ends = [span.end for span in analysis.concepts]  # in order, as the spans lie apart
    new = []
    for token in analysis.tokens:
        if token.text in known:
            place = bisect_right(ends, token.start)
            if place == len(ends) or analysis.concepts[place].start >= token.end:
                new.append(ConceptSpan(token.start, token.end, known[token.text]))
    if not new:
        return analysis
    return replace(analysis, concepts=tuple(sorted((*analysis.concepts, *new), key=lambda span: span.start)))
