"""One passage of tokens with the questions that the rules ask of it: is this a capital, an initial, a particle?"""

from __future__ import annotations

import re
from collections.abc import Sequence

from graph.people.lexicon import FIRST_WORD, PARTICLES, NameLexicon, is_ordinary_word
from graph.rows import Token

INITIALS = re.compile(r"(?:(?:[A-ZÀ-Þ]|Th|Ch|Chr|Joh|Ph|Jac|Corn|Fr|Ant|Alb|Aug|Wm|IJ|Sj|Tj)\.-?)+")
FOOTNOTE = re.compile(r"(?<=[a-zß-ÿ])\d{1,2}$")
"""The number of a note, glued to the word before it: "Arendt5"."""
SHOUTED = re.compile(r"[^\W\d_'-][^\W\d_]*(?:['-][^\W\d_]+)*")
ARTICLED = re.compile(r"(?:[dl]'|(?:al|el|as|ar|an|at|ad|ibn|ul)-)[A-ZÀ-Þ]")
"""A capital behind a small article: "d'Ancona", "al-Sisi"."""
QUOTES = str.maketrans("‘’‛`´“”„«»", "'''''\"\"\"\"\"")
OPENERS = frozenset(("'", '"', ":", "-", "–", "—", "•", "*", "·", "|", "/", ">", "…", "...", "..", "[", "]", "▪", "►"))


class PassageView:
    """A passage seen as words; indices are token numbers."""

    def __init__(self, tokens: Sequence[Token], lexicon: NameLexicon) -> None:
        """Read ``tokens``; white space tokens are dropped."""
        self.lexicon = lexicon
        self.tokens = [token for token in tokens if token.text.strip()]
        self.words = [token.text.translate(QUOTES) for token in self.tokens]
        self.text = self._rebuild()
        self.ends = {token.end: index + 1 for index, token in enumerate(self.tokens)}
        letters = [word for word in self.words if word[:1].isalpha()]
        capitals = [word for word in letters if word[0].isupper()]
        shouted = [word for word in letters if len(word) > 1 and word.isupper()]
        self.is_shouted = len(letters) >= 2 and 2 * len(shouted) > len(letters)
        self.shouted = self._find_shouted_names()
        self.forms = [self._make_form(index) for index in range(len(self.words))]
        self.capitals = [self._has_capital(index) for index in range(len(self.words))]
        self.is_title_case = len(letters) >= 4 and 10 * len(capitals) >= 7 * len(letters)

    def __len__(self) -> int:
        """Return the number of tokens."""
        return len(self.words)

    def _rebuild(self) -> str:
        pieces: list[str] = []
        at = 0
        for token, word in zip(self.tokens, self.words, strict=True):
            pieces.append(" " * (token.start - at))
            pieces.append(word)
            at = max(at, token.start) + len(word)
        return "".join(pieces)

    def _find_shouted_names(self) -> set[int]:
        """Return the tokens of runs of capitals that begin with a first name: "ANTON DE KOM"."""
        found: set[int] = set()
        at = 0
        while at < len(self.words):
            end = at
            while end < len(self.words) and self.words[end].isupper() and SHOUTED.fullmatch(self.words[end]):
                end += 1
            if end - at >= 2 and self.lexicon.is_plain_first_name(self.words[at].capitalize()):
                found.update(range(at, end))
            at = max(end, at + 1)
        return found

    def word(self, index: int) -> str:
        """Return the word at ``index`` with straight quotes, or '' outside the passage."""
        return self.words[index] if 0 <= index < len(self.words) else ""

    def form(self, index: int) -> str:
        """Return the word as it would stand in a list of names: "ANTON" as "Anton", "Anna's" as "Anna"."""
        return self.forms[index] if 0 <= index < len(self.forms) else ""

    def _make_form(self, index: int) -> str:
        word = self.words[index]
        if word.islower() and "'" not in word and not word[-1:].isdigit():
            return word
        if word.endswith(("'s", "'S")) and len(word) > 3:
            word = word[:-2]
        word = FOOTNOTE.sub("", word)
        if len(word) > 1 and word.isupper() and (self.is_shouted or index in self.shouted):
            word = "-".join(part[:1] + part[1:].lower() for part in word.split("-"))
        return word

    def opens(self, index: int) -> bool:
        """Return whether a capital at ``index`` tells nothing: it opens a sentence, quotation, item or heading."""
        if index <= 0 or self.is_title_case or self.is_shouted or self.tokens[index].opens_sentence:
            return True
        before = self.words[index - 1]
        if before in OPENERS:
            return True
        return before in (".", "?", "!") or (before[:1].isdigit() and self.opens(index - 1))

    def begins_sentence(self, index: int) -> bool:
        """Return whether the tokens before ``index`` belong to another sentence."""
        return index <= 0 or (index < len(self.tokens) and self.tokens[index].opens_sentence)

    def is_capital(self, index: int) -> bool:
        """Return whether the word is written with a capital and is no initial, number or mark."""
        return 0 <= index < len(self.capitals) and self.capitals[index]

    def _has_capital(self, index: int) -> bool:
        word = self.words[index]
        if len(word) < 2 or word.islower() or self.is_initials(index):
            return False
        if word[0].isupper():
            return not word.isupper() or self.is_shouted or index in self.shouted
        return bool(ARTICLED.match(word)) and len(word) > 3

    def is_abbreviation(self, index: int) -> bool:
        """Return whether the word is all capitals, as "VNG"."""
        word = self.word(index)
        return len(word) >= 2 and word.isupper() and word[0].isalpha() and "." not in word

    def is_initials(self, index: int) -> bool:
        """Return whether the word is one or more initials with full stops."""
        word = self.word(index)
        return word.endswith((".", "-")) and bool(INITIALS.fullmatch(word))

    def is_particle(self, index: int) -> bool:
        """Return whether the word can stand between first name and surname, whatever its capitals."""
        return self.word(index).lower() in PARTICLES

    def is_word(self, index: int) -> bool:
        """Return whether the word, in lower case, is ordinary Dutch."""
        word = self.form(index)
        return is_ordinary_word(word) or self.lexicon.is_excluded(word)

    def is_speech(self, index: int) -> bool:
        """Return whether the word is something that people do or say: "zegt"."""
        return self.word(index) in self.lexicon.speech_verbs

    def is_glued(self, index: int) -> bool:
        """Return whether no space stands between the word at ``index`` and the next."""
        return index + 1 < len(self.tokens) and self.tokens[index].end == self.tokens[index + 1].start

    def phrase_at(self, index: int) -> tuple[int, str, str] | None:
        """Return (end, kind, name) of the longest listed place or organisation that starts at ``index``."""
        start = self.tokens[index].start
        match = FIRST_WORD.match(self.text, start)
        if match is None:
            return None
        for phrase, kind in self.lexicon.phrases.get(match.group(), ()):
            stop = start + len(phrase)
            if self.text.startswith(phrase, start):
                end = self.ends.get(stop) or (self.ends.get(stop + 2) if self.text[stop : stop + 2] == "'s" else None)
                if end is not None and not any(self.tokens[at].opens_sentence for at in range(index + 1, end)):
                    return end, kind, phrase
        return None
