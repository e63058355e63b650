"""Plain text to blocks: paragraphs by blank lines, by line, or by hard-wrapped lines, whichever the file uses."""

from __future__ import annotations

import re
import statistics
from itertools import pairwise

from graph.corpus.blocks import Block, count_words, is_enumerated, normalise_text, strip_bullet
from graph.corpus.joining import count_hyphenated, join_lines

_BREAKS = re.compile(r"\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_RULE = re.compile(r"^\s*(?:[-=_*~#.·•—–]\s*){3,}$")
_ENDS = re.compile(r"[.!?:;…][’”'\")\]]*$")
_HEADING_END = re.compile(r"[.!?:;,…][’”'\")\]]*$")
MAX_HEADING_WORDS = 12


def read_plain(text: str) -> list[Block]:
    """Return the paragraphs and list items of a plain text; ``mark_headings`` tells which are headings."""
    lines = [line.expandtabs(4).rstrip() for line in _BREAKS.sub("\n", text).split("\n")]
    width = find_wrap_width(lines)
    known = count_hyphenated(lines) if width and any(line.endswith("-") for line in lines) else None
    blocks: list[Block] = []
    group: list[str] = []
    for line in [*lines, ""]:
        if line.strip() and not _RULE.match(line):
            group.append(line)
            continue
        for paragraph in split_group(group, width):
            joined = normalise_text(join_lines(paragraph, known))
            bare, has_bullet = strip_bullet(joined)
            if bare:
                is_item = has_bullet or (is_enumerated(bare) and paragraph[0].startswith(" ") and len(bare) > 3)
                blocks.append(Block("list" if is_item else "paragraph", bare))
        group = []
    return blocks


def find_wrap_width(lines: list[str]) -> int:
    """Return the width at which the lines were broken by hand or program; 0 when each line is a whole paragraph."""
    lengths = [len(line) for line in lines if line.strip()]
    if len(lengths) < 3 or max(lengths) > 140:
        return 0
    # Only a line with another line right under it was broken off.
    broken = [len(line) for line, below in pairwise(lines) if line.strip() and below.strip()]
    if len(broken) < 2:
        return 0
    width = sorted(lengths)[int(0.95 * (len(lengths) - 1))]
    return width if width >= 45 and statistics.median(broken) >= 0.75 * width else 0


def split_group(group: list[str], width: int) -> list[list[str]]:
    """Return the paragraphs in lines without a blank line between them.

    Args:
        group: the lines.
        width: the width from ``find_wrap_width``.
    """
    if not width:
        return [[line] for line in group]
    paragraphs: list[list[str]] = []
    for line in group:
        if paragraphs and not _starts_anew(paragraphs[-1], line, width):
            paragraphs[-1].append(line)
        else:
            paragraphs.append([line])
    return paragraphs


def mark_headings(blocks: list[Block]) -> list[Block]:
    """Return the blocks, with a short line without a full stop before longer text marked as a heading."""
    marked: list[Block] = []
    for index, block in enumerate(blocks):
        following = blocks[index + 1] if index + 1 < len(blocks) else None
        if block.kind == "paragraph" and following is not None and looks_like_heading(block.text, following.text):
            marked.append(Block("heading", block.text))
        else:
            marked.append(block)
    return marked


def looks_like_heading(text: str, following: str) -> bool:
    """Return whether a line reads as a heading of the text that follows it."""
    n_words = count_words(text)
    if not 0 < n_words <= MAX_HEADING_WORDS or len(text) > 100 or _HEADING_END.search(text):
        return False
    if not re.match(r"[‘“'\"«(’]?(?:[^\W\d_]|\d)", text) or text[:1].islower():
        return False
    return count_words(following) > max(n_words, 5)


def _starts_anew(paragraph: list[str], line: str, width: int) -> bool:
    last = paragraph[-1]
    if strip_bullet(line.strip())[1] and (
        _ENDS.search(last) or strip_bullet(paragraph[0].strip())[1] or len(last) < 0.7 * width
    ):
        return True
    if is_enumerated(line.strip()) and (_ENDS.search(last) or is_enumerated(paragraph[0].strip())):
        return True
    first_word = line.split(maxsplit=1)[0]
    if len(last) + 1 + len(first_word) < 0.85 * width and not last.endswith("-"):
        # The word had room on the line before: that line was ended on purpose.
        return True
    indent, before = _indent(line), _indent(paragraph[-1])
    is_item = strip_bullet(paragraph[0].strip())[1] or is_enumerated(paragraph[0].strip())
    return not is_item and indent >= before + 2 and bool(_ENDS.search(last))


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
