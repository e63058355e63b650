"""Where Dutch sentences begin: rules on the tokens of one passage. Standard library only."""

from __future__ import annotations

import re
from collections.abc import Sequence

ENDS = frozenset({".", "!", "?", "…", "..", "...", "....", "?!", "!?"})
CLOSERS = frozenset("'\"’”)]»")
OPENERS = frozenset("'\"‘“([«–—-•")
NOTE = re.compile(r"^(?:\d{1,3}|[¹²³⁰⁴-⁹†‡]+)$")
INITIAL = re.compile(r"^(?:[A-Z]|[A-Z][a-z]|IJ)\.(?:[A-Z][a-z]?\.)*$")
# Abbreviations that stand before a capital or a number without ending the sentence.
ABBREVIATIONS = frozenset(
    """aant. afb. afd. art. b.v. bijv. bijvb. blz. bv. ca. cf. d.d. dhr. dr. drs. e.a. excl. fa. fig. gebr. gem. ha.
    hfst. i.c. i.e. incl. ing. ir. jhr. jl. jr. lic. m.a.w. m.b.t. m.i. m.i.v. m.n. max. mej. mevr. min. mln. mr. mrd.
    mw. n.a.v. nl. no. nr. nrs. o.a. o.b.v. o.l.v. ong. p. p.p. par. plm. pp. prof. ref. resp. sr. st. str. t.a.v.
    t.g.v. t.n.v. t.o.v. t.w. tel. v.d. v.l.n.r. vgl. vnl. vs. wnd. z.g. zgn. zg.""".split()
)


def find_openings(words: Sequence[str], spaced: Sequence[bool]) -> list[bool]:
    """Return for each token whether a sentence begins there.

    Args:
        words: the tokens as they stand in the text.
        spaced: whether white space follows each token.
    """
    openings = [False] * len(words)
    if not words:
        return openings
    openings[0] = True
    place = 0
    while place < len(words) - 1:
        if not _is_end(words, spaced, openings, place):
            place += 1
            continue
        following = place + 1
        # A closing mark, or the number of a footnote, belongs to the sentence that it stands against.
        while (
            following < len(words)
            and not spaced[following - 1]
            and (words[following] in CLOSERS or NOTE.match(words[following]))
        ):
            following += 1
        if following < len(words) and spaced[following - 1] and _can_open(words, following):
            openings[following] = True
        place = following
    return openings


def _is_end(words: Sequence[str], spaced: Sequence[bool], openings: Sequence[bool], place: int) -> bool:
    word = words[place]
    if word in ENDS:
        # "1." at the head of a sentence numbers a point, it does not end one.
        return not (word == "." and place > 0 and openings[place - 1] and words[place - 1].isdigit())
    if not word.endswith(".") or len(word) < 2:
        return False
    if word.lower() in ABBREVIATIONS or INITIAL.match(word):
        return False
    return spaced[place]


def _can_open(words: Sequence[str], place: int) -> bool:
    while place < len(words) and words[place] in OPENERS:
        place += 1
    if place == len(words):
        return False
    word = words[place]
    first = word.lstrip("'’\"")[:1]
    # "'t Is" and "'s Morgens": the capital comes with the second word.
    if word[:1] in "'’" and first.islower():
        return place + 1 < len(words) and words[place + 1][:1].isupper()
    return first.isupper() or first.isdigit() or not first.isalnum()
