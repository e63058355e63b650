"""Every mention of a term in its line: the words to its left, the term, the words to its right."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from graph.passport.address import Order
from graph.passport.texts import WORD, Texts
from graph.rows import Document


@dataclass(frozen=True, slots=True)
class Line:
    """One mention with its context, taken from its paragraph (not beyond)."""

    document: Document
    sentence_id: str
    left: str
    keyword: str
    right: str
    place: float  # in its text: 0 at the beginning, 1 at the end
    joined_left: bool = False  # no white space between the left context and the keyword: "(verbinding"
    joined_right: bool = False


def make_concordance(texts: Texts, node_id: str, n_words: int, order: Order = "text") -> list[Line]:
    """Return the lines of a term, with at most ``n_words`` words at either side.

    Args:
        texts: all texts.
        node_id: the term.
        n_words: width of the context, in words; marks that stand alone do not count.
        order: by text (in the order of the texts), by the words to the left (the nearest first) or to the right;
            lines with nothing at that side come last.
    """
    lines: list[Line] = []
    for mention in texts.mentions.get(node_id, ()):
        text = texts.passages[mention.passage_id].text
        before, after = text[: mention.start], text[mention.end :]
        left = last_words(before, n_words)
        right = first_words(after, n_words)
        lines.append(
            Line(
                document=texts.documents[mention.document_id],
                sentence_id=mention.sentence_id,
                left=left,
                keyword=" ".join(text[mention.start : mention.end].split()),
                right=right,
                place=texts.place(mention),
                joined_left=bool(left) and not before[-1:].isspace(),
                joined_right=bool(right) and not after[:1].isspace(),
            )
        )
    if order == "left":
        lines.sort(key=lambda line: (not sort_words(line.left), sort_words(line.left)[::-1]))
    elif order == "right":
        lines.sort(key=lambda line: (not sort_words(line.right), sort_words(line.right)))
    return lines


def first_words(text: str, n_words: int) -> str:
    """Return the first ``n_words`` words with the marks between them.

    >>> first_words(", niet van specialisatie alleen.", 2)
    ', niet van'
    """
    end = 0
    for n, found in enumerate(WORD.finditer(text)):
        if n == n_words:
            break
        end = found.end()
    else:
        end = len(text)
    return " ".join(text[:end].split())


def last_words(text: str, n_words: int) -> str:
    """Return the last ``n_words`` words with the marks between them.

    >>> last_words("Wie dit serieus neemt, begint met ", 2)
    'begint met'
    """
    starts = [found.start() for found in WORD.finditer(text)]
    start = starts[-n_words] if len(starts) > n_words else 0
    return " ".join(text[start:].split())


def sort_words(text: str) -> list[str]:
    """Return the words of a text for sorting: without case, accents and marks."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return re.findall(r"[^\W_]+", "".join(sign for sign in plain if not unicodedata.combining(sign)))
