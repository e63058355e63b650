"""What is to be seen around a word that may mean two things: its form, the words near it, the world they belong to.

Every observation is a short string that can be read ("behind:aan", "near:traffic"); what it counts for is learnt.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from spacy.tokens import Doc, Token

from graph.errors import ReadableError
from graph.language.contexts import CLAUSE_MARKS, CLAUSE_OPENERS, NAME_KINDS

CLASSES = "classes.tsv"
NEAR = 5
"""Words on either side that are near."""
WIDE = 12
"""Words on either side that are looked at one by one."""
LONGEST_SENTENCE = 80
BEHIND = 4
"""Words after which a preposition no longer goes with the word before it."""
BEFORE = 8
OBJECT = 5
"""Words between a preposition and the noun that goes with it."""
ENDINGS = ("ingen", "ing", "end", "ende", "en", "t")
NOUNS = ("NOUN", "PROPN", "PRON")
REFLEXIVE = frozenset("zich elkaar elkander mekaar me mij je ons".split())
TIES = frozenset(
    """daaraan eraan hieraan waaraan daarmee ermee hiermee waarmee ertoe daartoe hiertoe waartoe ertussen daartussen
    waartussen er daar hier waar""".split()
)
NEGATIONS = frozenset(("geen", "niet", "nooit"))
DENIALS = frozenset("behalve dan evenmin geen niet noch zonder".split())
DENIED = 3
"""Words behind a denial that it may go with."""
STEM = 6
"""Letters by which a word is known in its compounds."""
COMPOUNDS = "compounds"
"""Where a text keeps what was seen in the compounds of a stem, in ``Doc.user_data``."""


class WordClasses:
    """The worlds that words belong to: traffic, law, people."""

    def __init__(self, words: Mapping[str, Sequence[str]]) -> None:
        self._whole: dict[str, tuple[str, ...]] = {}
        self._starts: dict[str, tuple[str, ...]] = {}
        self._ends: dict[str, tuple[str, ...]] = {}
        for name, members in sorted(words.items()):
            for member in members:
                if "*" not in member:
                    self._whole[member] = (*self._whole.get(member, ()), name)
            self._starts[name] = tuple(word[:-1] for word in members if word.endswith("*"))
            self._ends[name] = tuple(word[1:] for word in members if word.startswith("*"))
        self._known: dict[tuple[str, str], tuple[str, ...]] = {}

    def find(self, low: str, lemma: str) -> tuple[str, ...]:
        """Return the worlds of a lower-case word with this lemma, in alphabetical order."""
        key = low, lemma
        if key not in self._known:
            whole = {*self._whole.get(low, ()), *self._whole.get(lemma, ())}
            parts = {
                name for name, starts in self._starts.items() if low.startswith(starts) or lemma.startswith(starts)
            }
            parts |= {name for name, ends in self._ends.items() if low.endswith(ends) or lemma.endswith(ends)}
            self._known[key] = tuple(sorted(whole | parts))
        return self._known[key]


def load_classes(directory: Path) -> WordClasses:
    """Return the word classes in a folder.

    Raises:
        ReadableError: they are not there, or a line is damaged.
    """
    try:
        lines = (directory / CLASSES).read_text(encoding="utf-8").splitlines()
        rows = dict(line.split("\t") for line in lines if line and not line.startswith("#"))
    except (OSError, UnicodeDecodeError, ValueError) as error:
        message = f"De woordsoorten {CLASSES} in {directory} kunnen niet gelezen worden; zet ze terug."
        raise ReadableError(message) from error
    return WordClasses({name: words.split() for name, words in rows.items()})


def observe(doc: Doc, start: int, end: int, classes: WordClasses) -> tuple[str, ...]:
    """Return what is seen around tokens start..end of a passage."""
    return tuple(dict.fromkeys(_Place(doc, start, end, classes).observe()))


class _Place:
    def __init__(self, doc: Doc, start: int, end: int, classes: WordClasses) -> None:
        self._doc, self._start, self._end, self._classes = doc, start, end, classes
        self._word = doc[end - 1]
        self._group = _tell_group(self._word.lower_)
        self._first, self._last = _find_sentence(doc, start, end)

    def observe(self) -> Iterator[str]:
        word, group = self._word, self._group
        yield f"form:{word.lower_}"
        yield f"group:{group}"
        yield f"kind:{group}:{word.pos_}"
        if word.text[:1].isupper():
            yield f"capital:{group}:{self._start == self._first}"
        yield from self._see_beside()
        yield from self._see_tie("behind", self._look(range(self._end, self._last), BEHIND))
        yield from self._see_tie("before", self._look(range(self._start - 1, self._first - 1, -1), BEFORE))
        yield from self._see_nouns()
        yield from self._see_words()
        yield from self._see_worlds()
        yield from self._see_denied()
        yield from self._see_compounds()

    def _token(self, at: int) -> Token | None:
        return self._doc[at] if self._first <= at < self._last else None

    def _see_beside(self) -> Iterator[str]:
        left, right = self._token(self._start - 1), self._token(self._end)
        for side, token in (("left", left), ("right", right)):
            yield f"{side}:{self._group}:{_tell(token)}"
            yield f"{side}-kind:{self._group}:{token.pos_ if token is not None else '-'}"
            for name in self._worlds(token):
                yield f"{side}-world:{self._group}:{name}"
        for side, at in (("left2", self._start - 2), ("right2", self._end + 1)):
            yield f"{side}:{self._group}:{_tell(self._token(at))}"
        yield f"both:{_tell(left)}:{_tell(right)}"

    def _look(self, places: Iterable[int], most: int) -> tuple[int, bool] | None:
        """Return the nearest preposition, and whether it is the very next word; none beyond the clause."""
        for number, at in enumerate(places):
            token = self._doc[at]
            if number > most or token.text in CLAUSE_MARKS or (number and token.lower_ in CLAUSE_OPENERS):
                return None
            if token.pos_ == "ADP" or token.lower_ in TIES:
                return at, number == 0
        return None

    def _see_tie(self, side: str, found: tuple[int, bool] | None) -> Iterator[str]:
        if found is None:
            yield f"{side}:{self._group}:-"
            return
        at, is_next = found
        tie = self._doc[at].lower_
        yield f"{side}:{tie}"
        yield f"{side}:{self._group}:{tie}"
        yield f"{side}:{self._group}:{tie}:{'next' if is_next else 'far'}"
        for token in self._doc[at + 1 : min(at + 1 + OBJECT, self._last)]:
            if token.i in range(self._start, self._end) or token.text in CLAUSE_MARKS:
                break
            if token.pos_ in NOUNS:
                yield f"{side}:{tie}:{token.lemma_.lower()}"
                for name in (*self._worlds(token), *_tell_name(token)):
                    yield f"{side}:{tie}:{name}"
                    yield f"{side}-object:{self._group}:{name}"
                break

    def _see_nouns(self) -> Iterator[str]:
        for side, places in (
            ("left-noun", range(self._start - 1, self._first - 1, -1)),
            ("right-noun", range(self._end, self._last)),
        ):
            token = next((self._doc[at] for at in places if self._doc[at].pos_ in NOUNS), None)
            if token is not None:
                yield f"{side}:{token.lemma_.lower()}"
                for name in (*self._worlds(token), *_tell_name(token)):
                    yield f"{side}:{self._group}:{name}"

    def _see_words(self) -> Iterator[str]:
        for at in range(max(self._first, self._start - WIDE), min(self._last, self._end + WIDE)):
            token = self._doc[at]
            if self._start <= at < self._end:
                continue
            low = token.lower_
            if low in REFLEXIVE or low in TIES:
                yield f"has:{self._group}:{low}"
            elif token.pos_ == "VERB" and token.is_alpha:
                yield f"verb:{self._group}:{token.lemma_.lower()}"

    def _see_worlds(self) -> Iterator[str]:
        near: set[str] = set()
        wide: Counter[str] = Counter()
        for at in range(self._first, self._last):
            if self._start <= at < self._end:
                continue
            token = self._doc[at]
            names = (*self._worlds(token), *_tell_name(token))
            wide.update(names)
            if self._start - NEAR <= at < self._end + NEAR:
                near.update(names)
        for name in sorted(near):
            yield f"near:{name}"
            yield f"near:{self._group}:{name}"
        for name, count in sorted(wide.items()):
            yield f"sentence:{name}"
            if count > 1:
                yield f"sentence:{name}:more"

    def _see_denied(self) -> Iterator[str]:
        """Yield the worlds that the sentence names to say that they are not meant: "meer dan een kabel"."""
        found: set[str] = set()
        words = self._doc[self._first : self._last]
        for denial in words:
            if denial.lower_ in DENIALS:
                for token in self._doc[denial.i + 1 : min(denial.i + 1 + DENIED, self._last)]:
                    if token.text in CLAUSE_MARKS or self._start <= token.i < self._end:
                        break
                    found.update(self._worlds(token))
        for name in sorted(found):
            yield f"denied:{name}"
        if any(token.lower_ in NEGATIONS for token in words):
            yield f"denies:{self._group}"

    def _see_compounds(self) -> Iterator[str]:
        """Yield the worlds of what the word is compounded with elsewhere in the passage: "busverbinding"."""
        stem = self._word.lower_[:STEM]
        key = f"{COMPOUNDS} {stem}"
        known = self._doc.user_data
        if key not in known:  # a long passage is not read anew for each of its occurrences
            known[key] = tuple(dict.fromkeys(self._list_compounds(stem)))
        yield from known[key]

    def _list_compounds(self, stem: str) -> Iterator[str]:
        for token in self._doc:
            before, found, _ = token.lower_.rpartition(stem)
            if found and before:
                yield "compound"
                for name in self._classes.find(before.rstrip("-"), ""):
                    yield f"compound:{name}"

    def _worlds(self, token: Token | None) -> tuple[str, ...]:
        return self._classes.find(token.lower_, token.lemma_.lower()) if token is not None else ()


def _tell(token: Token | None) -> str:
    if token is None or token.is_space:
        return "^"
    return "#" if token.like_num else token.lower_


def _tell_name(token: Token) -> tuple[str, ...]:
    name = NAME_KINDS.get(token.ent_type_)
    return (f"name-{name}",) if name else ()


def _tell_group(form: str) -> str:
    """Return the ending that tells what kind of form it is, or else the last two letters."""
    return next((ending for ending in ENDINGS if form.endswith(ending)), form[-2:])


def _find_sentence(doc: Doc, start: int, end: int) -> tuple[int, int]:
    first, last = start, end
    while first > max(start - LONGEST_SENTENCE, 0) and not doc[first].is_sent_start:
        first -= 1
    while last < min(end + LONGEST_SENTENCE, len(doc)) and not doc[last].is_sent_start:
        last += 1
    return first, last
