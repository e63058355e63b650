"""Blocks to blocks without page furniture, each piece that goes with its reason; the prose itself is not touched."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from graph.corpus import furniture
from graph.corpus.blocks import Block, count_words, strip_enumerator
from graph.messages import mark

_RUNNING = re.compile(
    r"^(?P<head>\S.{1,100}?)\s+[|│]\s+(?P<page>\d{1,4})$|^(?P<page2>\d{1,4})\s+[|│]\s+(?P<head2>\S.{1,100})$"
)
_TAIL = re.compile(r"\s[|│]\s+(\d{1,4})$")
_BOUNDARY = re.compile(r"[.!?…][’”'\")]*\s+|[•●■◆]\s+|\b(?:19|20)\d\d\s+(?=[^\W\d_])")
_LOOSE_FEET = re.compile(
    r"^\d{1,4}\s+(?:[\w-]+\s+){0,5}(?:home|online|archief|inhoud|colofon)(?:\s+[\w-]+){0,3}$", re.IGNORECASE
)
_FOLD = re.compile(r"[\W_]+")
MIN_DUPLICATE_WORDS = 8
MIN_HEADING_WORDS = 12
MIN_SIMILAR_WORDS = 20
SIMILAR = 0.95


def clean_blocks(blocks: Sequence[Block]) -> list[Block]:
    """Return the same blocks in order; what is no prose has a ``reason``, comments of readers have their kind.

    A running head behind the last sentence of a block is split off as a block of its own.
    """
    blocks = [part for block in blocks for part in _split_tail(block)]
    pages = {number for block in blocks if (number := _page_of(block)) is not None}
    marked = [_mark_alone(block, pages) for block in blocks]
    marked = _mark_neighbours(marked)
    marked = _mark_comments(marked)
    marked = _mark_numbers(marked, pages)
    return _mark_duplicates(marked)


def mark_repeated_title(blocks: Sequence[Block], title: str) -> list[Block]:
    """Return the blocks, where a second heading or short line that is the title again is marked for removal."""
    wanted = fold(title)
    marked: list[Block] = []
    seen = False
    for block in blocks:
        same = (
            bool(wanted)
            and not block.reason
            and count_words(block.text) <= 30
            and fold(_bare_title(block.text)) == wanted
        )
        is_sentence = block.text.endswith(".") and not title.endswith(".")
        if same and seen and not is_sentence:
            marked.append(replace(block, reason=mark("herhaalde titel")))
        elif same and not seen and block.kind == "paragraph":
            marked.append(replace(block, kind="heading"))
        else:
            marked.append(block)
        seen = seen or same
    return marked


def fold(text: str) -> str:
    """Return only the letters and digits of ``text``, in lower case, to compare texts by."""
    return _FOLD.sub("", text).casefold()


def _bare_title(text: str) -> str:
    return re.sub(r"^[^\W\d_]{3,14}:\s+", "", text)


def _split_tail(block: Block) -> list[Block]:
    """Return the block and the running head with page number behind it, as texts copied from a page hold them."""
    match = _TAIL.search(block.text)
    if block.reason or not match or count_words(block.text) <= 15:
        return [block]
    before = block.text[: match.start()]
    ends = [boundary.end() for boundary in _BOUNDARY.finditer(before)]
    if not ends or not 0 < count_words(before[ends[-1] :]) <= 14:
        return [block]
    prose, head = block.text[: ends[-1]].rstrip(), block.text[ends[-1] :].strip()
    return [replace(block, text=prose), Block("paragraph", head, "kopregel met paginanummer")]


def _page_of(block: Block) -> int | None:
    """Return the page number in a running head."""
    if block.reason == "kopregel met paginanummer" or (not block.reason and count_words(block.text) <= 16):
        match = _RUNNING.match(block.text)
        if match:
            return int(match["page"] or match["page2"])
    return None


def _mark_alone(block: Block, pages: set[int]) -> Block:
    if block.reason:
        return block
    if _page_of(block) is not None:
        return replace(block, reason=mark("kopregel met paginanummer"))
    if len(block.text) <= 120 and _LOOSE_FEET.match(block.text) and not block.text.endswith((".", "!", "?")):
        return replace(block, reason=mark("kopregel met paginanummer"))
    number = re.match(r"^(\d{1,4})\s+\S.*$", block.text)
    # A few words behind the number of this page or the one beside it; without other page numbers nothing is assumed.
    beside = number is not None and any(abs(int(number.group(1)) - page) <= 1 for page in pages)
    if beside and count_words(block.text) <= 8 and block.text[-1].isalnum():
        return replace(block, reason=mark("kopregel met paginanummer"))
    return replace(block, reason=furniture.find_reason(block.text))


def _mark_neighbours(blocks: list[Block]) -> list[Block]:
    """Mark what is furniture only beside other furniture."""
    marked = list(blocks)
    for index, block in enumerate(marked):
        if block.reason:
            continue
        before = marked[index - 1].reason if index else ""
        after = blocks[index + 1] if index + 1 < len(blocks) else None
        if furniture.is_mailing_title(block.text):
            follows = after is None or after.reason == "nieuwsbriefblok" or furniture.is_mailing_tail(after.text)
            if follows or before == "nieuwsbriefblok" or count_words(block.text) > 1:
                marked[index] = replace(block, reason=mark("nieuwsbriefblok"))
        elif before == "nieuwsbriefblok" and furniture.is_mailing_tail(block.text):
            marked[index] = replace(block, reason=mark("nieuwsbriefblok"))
        elif furniture.is_platform(block.text):
            beside = before == "deelknop" or (
                after is not None and (after.reason == "deelknop" or furniture.is_platform(after.text))
            )
            if beside:
                marked[index] = replace(block, reason=mark("deelknop"))
        elif before == "leesverder-blok" and _is_link_title(block, marked[:index]):
            marked[index] = replace(block, reason=mark("leesverder-blok"))
    return marked


def _is_link_title(block: Block, above: list[Block]) -> bool:
    """Return whether a short line stands in the list under "Gerelateerde artikelen"."""
    if count_words(block.text) > 15 or block.text.endswith((".", ":")):
        return False
    for earlier in reversed(above):
        if earlier.reason != "leesverder-blok":
            return False
        if furniture.is_related_title(earlier.text):
            return True
    return False


def _mark_comments(blocks: list[Block]) -> list[Block]:
    start = _find_comments(blocks)
    marked: list[Block] = []
    for index, block in enumerate(blocks):
        if (not block.reason and furniture.is_comment_head(block.text)) or (start is not None and index == start):
            marked.append(replace(block, reason=mark("kop van de reacties")))
        elif not block.reason and start is not None and index > start:
            marked.append(Block("comment", strip_enumerator(block.text)))
        elif not block.reason and block.kind == "comment":
            marked.append(replace(block, text=strip_enumerator(block.text)))
        else:
            marked.append(block)
    return marked


def _find_comments(blocks: list[Block]) -> int | None:
    """Return where the comments begin: the last counter with prose above it and something below it."""
    words = [0 if block.reason else count_words(block.text) for block in blocks]
    total, above = sum(words), 0
    start = None
    for index, block in enumerate(blocks):
        below = total - above - words[index]
        follows = blocks[index + 1 : index + 4]
        if not block.reason and below > 0 and above >= 30:
            counted = furniture.is_comment_head(block.text) and (above >= 0.2 * total or _is_numbered(follows))
            titled = furniture.is_comment_title(block.text) and any(
                furniture.is_comment_sign(each.text) for each in follows
            )
            if counted or titled:
                start = index
        above += words[index]
    return start


def _is_numbered(blocks: list[Block]) -> bool:
    return bool(blocks) and blocks[0].text.startswith(("1.", "1)"))


def _mark_numbers(blocks: list[Block], pages: set[int]) -> list[Block]:
    """Mark blocks that are a number only: page numbers, counters, numbers of chapters that stand apart."""
    marked: list[Block] = []
    for block in blocks:
        number = None if block.reason else furniture.find_number(block.text)
        if number is None:
            marked.append(block)
        elif number in pages or not block.text.isdigit():
            marked.append(replace(block, reason=mark("paginanummer")))
        else:
            marked.append(replace(block, reason=mark("los getal")))
    return marked


def _mark_duplicates(blocks: list[Block]) -> list[Block]:
    """Mark a paragraph that stood there before, word for word or nearly so."""
    marked: list[Block] = []
    exact: set[str] = set()
    near: dict[tuple[str, ...], list[Counter[str]]] = {}
    for block in blocks:
        n_words = count_words(block.text)
        # A short heading may well stand above two parts.
        needed = MIN_HEADING_WORDS if block.kind == "heading" else MIN_DUPLICATE_WORDS
        if block.reason or block.kind == "comment" or n_words < needed:
            marked.append(block)
            continue
        key = fold(block.text)
        bag = Counter(re.findall(r"\w+", block.text.lower()))
        # Twins share their opening or closing words; only paragraphs that do are compared.
        words = re.findall(r"\w+", block.text[:200].lower())[:4], re.findall(r"\w+", block.text[-200:].lower())[-4:]
        keys = [("start", *words[0]), ("end", *words[1])]
        is_twin = key in exact or (
            bag.total() >= MIN_SIMILAR_WORDS
            and any(_similarity(bag, other) >= SIMILAR for each in keys for other in near.get(each, ()))
        )
        if is_twin:
            marked.append(replace(block, reason=mark("dubbele alinea")))
            continue
        exact.add(key)
        if bag.total() >= MIN_SIMILAR_WORDS:
            for each in keys:
                same = near.setdefault(each, [])
                if len(same) < 20:
                    same.append(bag)
        marked.append(block)
    return marked


def _similarity(one: Counter[str], other: Counter[str]) -> float:
    """Return the shared part of two bags of words (Jaccard for multisets)."""
    if min(one.total(), other.total()) < 0.85 * max(one.total(), other.total()):
        return 0.0
    if {word for word in one if word.isdigit()} != {word for word in other if word.isdigit()}:
        return 0.0  # the same sentence about another year is another sentence
    return (one & other).total() / (one | other).total()
