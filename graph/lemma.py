"""Dutch lemmas that are words: simplemma's dictionary, and the head of a compound that it does not know."""

from __future__ import annotations

from functools import lru_cache

import simplemma

SHORTEST_HEAD = 4
SHORTEST_MODIFIER = 3


@lru_cache(maxsize=200_000)
def find_lemma(word: str) -> str:
    """Return the lemma of a word, in lower case.

    A compound that the dictionary lacks takes the lemma of its longest known ending ("omgevingsvisies" →
    "omgevingsvisie"); a word that stays unknown is its own lemma. The limit: no part of speech is looked at, so
    "sturen" can be the plural of "stuur".
    """
    lower = word.lower()
    if not any(character.isalpha() for character in lower):
        return lower
    # The dictionary marks the parts of some compounds ("raad_lid"); the surface form of the lemma has no mark.
    if simplemma.is_known(lower, "nl"):
        lemma = str(simplemma.lemmatize(lower, "nl"))
        return lower if "_" in lemma and _looks_whole(lower) else _join_parts(lower, lemma)
    for cut in range(SHORTEST_MODIFIER, len(lower) - SHORTEST_HEAD + 1):
        head = lower[cut:]
        if simplemma.is_known(head, "nl"):
            return lower[:cut] + _join_parts(head, str(simplemma.lemmatize(head, "nl")))
    return lower


def is_infinitive(word: str) -> bool:
    """Return whether a lower-case word can be an infinitive: its own lemma in the dictionary, ending as verbs do."""
    return word.endswith("n") and bool(simplemma.is_known(word, "nl")) and find_lemma(word) == word


def _looks_whole(word: str) -> bool:
    return not word.endswith(("en", "s", "e", "t", "d"))


def _join_parts(word: str, lemma: str) -> str:
    """Undo the marking of parts, with the linking letters that stand in the word itself ("raadsleden" → "raadslid")."""
    if "_" not in lemma:
        return lemma.lower()
    first, *rest = lemma.lower().split("_")
    head = "".join(rest)
    for link in ("", "s", "en", "e", "n"):
        if word.startswith(first + link + head[:1]):
            return first + link + head
    return first + head
