"""Dutch lemmas by part of speech: tables of words and endings, and the head of a compound; no trained model."""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from simplemma import is_known
from wordfreq import word_frequency

from graph.lemma import find_lemma, is_infinitive

TABLES = {"NOUN": "noun", "VERB": "verb", "ADJ": "adj"}
NO_DIMINUTIVES = frozenset("meisje beetje sprookje toetje".split())
ADVERBS = {
    "meer": "veel", "meest": "veel", "meeste": "veel", "vele": "veel", "minder": "weinig", "minst": "weinig",
    "minste": "weinig", "weinige": "weinig", "beter": "goed", "best": "goed", "liever": "graag", "liefst": "graag",
}  # fmt: skip
PLAIN_ADVERBS = ("waar", "daar", "hier", "er")
"""Adverbs that begin so are their own lemma: "waaruit"."""
PEOPLES = {
    "Belgen": "Belg", "Britten": "Brit", "Grieken": "Griek", "Walen": "Waal", "Vlamingen": "Vlaming",
    "Kroaten": "Kroaat",
    "Slovenen": "Sloveen", "Polen": "Polen", "Russen": "Rus", "Fransen": "Fransen", "Turken": "Turk", "Joden": "Jood",
    "Arabieren": "Arabier", "Romeinen": "Romein", "Zweden": "Zweden", "Denen": "Deen", "Noren": "Noor",
    "Egyptenaren": "Egyptenaar", "Friezen": "Fries", "Koerden": "Koerd", "Serviërs": "Serviër",
}  # fmt: skip
SHORTEST_HEAD = 3
FILE = "lemmas.json.gz"


@dataclass(frozen=True, slots=True)
class LemmaTables:
    """Base forms, irregular forms and endings by part of speech (noun, verb, adj)."""

    index: Mapping[str, frozenset[str]]
    exceptions: Mapping[str, Mapping[str, str]]
    rules: Mapping[str, Sequence[tuple[str, str]]]


def read_tables(path: Path) -> LemmaTables:
    """Return the tables in a compressed file with ``index``, ``exceptions`` and ``rules``."""
    raw = json.loads(gzip.decompress(path.read_bytes()))
    return LemmaTables(
        {pos: frozenset(words) for pos, words in raw["index"].items()},
        raw["exceptions"],
        {pos: tuple((old, new) for old, new in pairs) for pos, pairs in raw["rules"].items()},
    )


def write_tables(path: Path, tables: LemmaTables) -> None:
    """Write tables so that the same tables always give the same bytes."""
    raw = {
        "index": {pos: sorted(words) for pos, words in sorted(tables.index.items())},
        "exceptions": {pos: dict(sorted(forms.items())) for pos, forms in sorted(tables.exceptions.items())},
        "rules": {pos: list(pairs) for pos, pairs in sorted(tables.rules.items())},
    }
    path.write_bytes(gzip.compress(json.dumps(raw, ensure_ascii=False).encode(), mtime=0))


class Lemmatizer:
    """Lemmas out of tables; the answer depends on the word and its part of speech only."""

    def __init__(self, tables: LemmaTables) -> None:
        self._tables = tables
        self._known: dict[tuple[str, str], str] = {}

    def find(self, word: str, pos: str) -> str:
        """Return the lemma of ``word``; in lower case, but a name keeps its form.

        Args:
            pos: universal part of speech; an empty one leaves it to the dictionary.
        """
        key = (word, pos)
        if key not in self._known:
            self._known[key] = self._find(word, pos)
        return self._known[key]

    def classes(self, low: str) -> str:
        """Return what a lower-case word can be by the tables: some of "n", "v", "a", or nothing."""
        letters = []
        base = find_lemma(low) if is_known(low, "nl") else ""
        for name in ("noun", "verb", "adj"):
            if low in self._tables.index[name] or low in self._tables.exceptions[name]:
                letters.append(name[0])
            elif any(form in self._tables.index[name] for form in (base, *self._cut(low, name))):
                letters.append(name[0].upper())
        return "".join(letters)

    def is_verb(self, low: str) -> bool:
        """Return whether a lower-case word is the infinitive of a verb."""
        return low in self._tables.index["verb"] or is_infinitive(low)

    def _find(self, word: str, pos: str) -> str:
        low = word.lower()
        if pos == "PROPN":
            return PEOPLES.get(word) or (word[:-2] if word.endswith("'s") and len(word) > 3 else word)
        if pos == "ADV" and (low in ADVERBS or low.startswith(PLAIN_ADVERBS)):
            return ADVERBS.get(low, low)
        if pos not in TABLES:
            return find_lemma(word)
        table = TABLES[pos]
        lemma = self._look_up(low, table) or (self._split(low, table) if pos != "VERB" else None)
        if lemma is None:
            lemma = find_lemma(low)
            if lemma == low:
                lemma = next(iter(self._cut(low, table)), low)
        return self._without_diminutive(lemma) if pos == "NOUN" else lemma

    def _cut(self, low: str, table: str) -> list[str]:
        pairs = self._tables.rules[table]
        return [low[: len(low) - len(old)] + new for old, new in pairs if low.endswith(old) and len(low) > len(old)]

    def _look_up(self, low: str, table: str) -> str | None:
        """Return a base form that the tables know, of several the one that is most common in Dutch."""
        index, exceptions = self._tables.index[table], self._tables.exceptions[table]
        if low in exceptions:
            return exceptions[low]
        graded = table == "adj" and low.endswith(("er", "ere", "ste"))
        if low in index and not graded:
            return low
        forms = [form for form in self._cut(low, table) if form in index]
        if is_known(low, "nl") and find_lemma(low) in index:
            forms.append(find_lemma(low))
        if low in index:
            forms.append(low)
        if table == "noun" and low.endswith("jes") and low[:-1] in index:
            forms.append(low[:-1])
        return max(forms, key=lambda form: (_frequency(form), form)) if forms else None

    def _split(self, low: str, table: str) -> str | None:
        """Return the lemma of a compound by its longest known end: "omgevingsvisies"."""
        for cut in range(2, len(low) - SHORTEST_HEAD):
            lemma = self._look_up(low[cut:], table)
            before = low[:cut]
            if lemma and (before.endswith("-") or len(lemma) > 4 or before in self._tables.index["noun"]):
                return before + lemma
        return None

    def _without_diminutive(self, lemma: str) -> str:
        if not lemma.endswith("je") or lemma in NO_DIMINUTIVES:
            return lemma
        stem = lemma[:-2]
        forms = [stem, stem.removesuffix("t"), stem.removesuffix("p")]
        if stem.endswith("k"):
            forms.append(stem[:-1] + "g")
        if stem.endswith("et") and len(stem) > 4 and stem[-3] == stem[-4]:
            forms.append(stem[:-3])
        known = [form for form in forms if form in self._tables.index["noun"]]
        return max(known, key=lambda form: (_frequency(form), form)) if known else lemma


@lru_cache(maxsize=100_000)
def _frequency(word: str) -> float:
    return float(word_frequency(word, "nl"))
