"""Abbreviations that one text explains and another of the same folder uses: "de RES" beside "energiestrategie (RES)".

Where is that safe? Texts in one folder are about one matter and mostly from one hand, so an abbreviation explained in
one of them holds in the others; across folders "OP" may be another plan. It counts only if no text of the whole corpus
explains the letters in another way, be it by a concept or by any other words; two letters are too few, and a word
that Dutch has too many. Only places that are nothing yet are taken: a name stays a name.

What is found so is no part of what is kept of a document: it is made anew from the passages and mentions of all texts
at every build, so a text that is taken over unchanged follows what the others explain now.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from pathlib import PurePath

from wordfreq import zipf_frequency

from graph.language.abbreviations import COMMON, FARTHEST, SAID, abbreviates, find_pairs
from graph.language.concepts import ConceptSpan
from graph.rows import Document, Mention, Passage, Sentence

SPREAD = "afkorting uit een andere tekst"
"""What the mentions that are made here have for a name."""
SHORTEST = 3
EXPLAINED = re.compile(rf"\(\s*{SAID}[‘'\"“]?([A-Z][A-Za-z&-]{{1,9}})[’'\"”]?\s*\)")
EXPLAINS = re.compile(r"(?<!\w)([A-Z][A-Za-z&-]{1,9})\s*\(([^()]{4,80})\)")

Read = tuple[Sequence[Passage], Sequence[Sentence], Sequence[Mention]]


def is_spread(mention: Mention) -> bool:
    """Return whether a mention was made by :func:`spread_abbreviations`."""
    return mention.name == SPREAD


def spread_abbreviations(documents: Sequence[Document], read: Sequence[Read]) -> list[Mention]:
    """Return mentions of concepts by abbreviations that other texts of their folder explain.

    Args:
        documents: all texts.
        read: the passages, sentences and mentions of each.
    """
    meanings: dict[str, set[str]] = {}
    folders: dict[str, set[str]] = {}
    for document, (passages, _, mentions) in zip(documents, read, strict=True):
        spans: dict[str, list[ConceptSpan]] = {}
        for mention in mentions:
            if mention.node_id and mention.kind == "concept" and not is_spread(mention):
                spans.setdefault(mention.passage_id, []).append(
                    ConceptSpan(mention.start, mention.end, mention.node_id)
                )
        for passage in passages:
            if passage.kind == "comment":
                continue
            for short, meaning in _explain(passage.text, spans.get(passage.passage_id, ())):
                meanings.setdefault(short, set()).add(meaning)
                folders.setdefault(short, set()).add(_folder(document))
    safe = {short: min(ids) for short, ids in meanings.items() if len(ids) == 1 and min(ids) and _is_letters(short)}
    found: list[Mention] = []
    for document, (passages, sentences, mentions) in zip(documents, read, strict=True):
        here = {short: concept_id for short, concept_id in safe.items() if _folder(document) in folders[short]}
        if here:
            found.extend(_find(document.document_id, passages, sentences, mentions, here))
    return found


def _folder(document: Document) -> str:
    return str(PurePath(document.path).parent)


def _is_letters(short: str) -> bool:
    """Say whether an abbreviation is long enough and no word of Dutch."""
    return len(short) >= SHORTEST and zipf_frequency(short.lower(), "nl") <= COMMON


def _explain(text: str, spans: Sequence[ConceptSpan]) -> Iterable[tuple[str, str]]:
    """Yield abbreviations that ``text`` explains with the concept that each stands for, "" where it is none."""
    if "(" not in text:
        return
    yield from find_pairs(text, spans)
    ends = {span.end for span in spans}
    starts = {span.start for span in spans}
    for match in EXPLAINED.finditer(text):
        before = text[max(0, match.start() - FARTHEST) : match.start()].rstrip()
        at = max(0, match.start() - FARTHEST) + len(before)
        words = before.split()[-len(match[1]) :]
        # Words that have the letters, and are no mention of a concept.
        if at not in ends and any(abbreviates(match[1], " ".join(words[place:])) for place in range(len(words))):
            yield match[1], ""
    for match in EXPLAINS.finditer(text):
        inside = match[2].strip()
        if abbreviates(match[1], inside) and not any(match.start(2) <= start < match.end(2) for start in starts):
            yield match[1], ""


def _find(
    document_id: str,
    passages: Sequence[Passage],
    sentences: Sequence[Sentence],
    mentions: Sequence[Mention],
    known: dict[str, str],
) -> Iterable[Mention]:
    pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, sorted(known)))})(?![\w-])")
    taken: dict[str, list[tuple[int, int]]] = {}
    for mention in mentions:
        if not is_spread(mention):
            taken.setdefault(mention.passage_id, []).append((mention.start, mention.end))
    bounds: dict[str, list[Sentence]] = {}
    for sentence in sentences:
        bounds.setdefault(sentence.passage_id, []).append(sentence)
    number = 0
    for passage in passages:
        for match in pattern.finditer(passage.text) if passage.passage_id in bounds else ():
            inside = bounds[passage.passage_id]
            place = bisect_right(inside, match.start(), key=lambda sentence: sentence.start) - 1
            if place < 0 or match.end() > inside[place].end:
                continue
            if passage.text[inside[place].start : inside[place].end].isupper():
                continue  # where all is in capitals, capitals tell nothing
            if any(start < match.end() and match.start() < end for start, end in taken.get(passage.passage_id, ())):
                continue
            yield Mention(
                mention_id=f"{document_id}.a{number}",
                document_id=document_id,
                passage_id=passage.passage_id,
                sentence_id=inside[place].sentence_id,
                start=match.start(),
                end=match.end(),
                surface=match[0],
                kind="concept",
                node_id=known[match[0]],
                name=SPREAD,
            )
            number += 1
