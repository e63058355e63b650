"""What is known of a word before it is read in context: what the lists of names say, and how common it is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from simplemma import is_known
from wordfreq import zipf_frequency

PARTICLES = frozenset(
    "van vanden vander der de den ter ten te 't het op in aan bij uit von zu di da do dos del della du la le el al bin"
    " ibn ait".split()
)
NOTE = re.compile(r"(?<=[^\W\d])\d{1,2}$")
ARTICLE = re.compile(r"^(?:[dl]'|(?:al|el)-)")
COMMON = (2.0, 3.0, 4.0, 5.0)
"""Zipf frequencies that part the words into five classes."""


def read_word_flags(names: Path) -> dict[str, str]:
    """Return for every word in the lists of names what it can be, one letter a list.

    Args:
        names: folder with the lists (first_names.txt, surnames.txt, places.txt …).
    """
    flags: dict[str, set[str]] = {}

    def add(word: str, flag: str) -> None:
        flags.setdefault(word, set()).add(flag)

    for word, rest in _read(names / "first_names.txt"):
        add(word, "f" if "woord" in rest or "plaats" in rest else "F")
    for word, rest in _read(names / "surnames.txt"):
        *before, head = word.split()
        add(head, "k" if before else "s" if "woord" in rest or "plaats" in rest else "S")
    for name, kind in (("places.txt", "P"), ("organisations.txt", "O")):
        for phrase, rest in _read(names / name):
            words = phrase.split()
            for word in words:
                if word[:1].isupper():
                    add(word, kind.lower() if len(words) > 1 or "woord" in rest else kind)
    for word, _ in _read(names / "famous.txt"):
        add(word.split()[-1], "C")
    letters = {"voornaam": "G", "achternaam": "U", "plaats": "Q"}
    for word, rest in _read(names / "elsewhere.txt"):
        marks = rest.split()
        for mark in marks:
            if mark in letters:
                add(word, letters[mark].lower() if "woord" in marks else letters[mark])
    small = {"organisation_heads.txt": "H", "not_names.txt": "N", "titles.txt": "T", "roles.txt": "R"}
    for name, flag in (small | {"speech_verbs.txt": "V"}).items():
        for word, _ in _read(names / name):
            if " " not in word:
                add(word, flag)
                if flag == "H":
                    add(word.lower(), flag)
    return {word: "".join(sorted(letters)) for word, letters in sorted(flags.items())}


def _read(path: Path) -> Iterable[tuple[str, str]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            entry, _, rest = line.replace("’", "'").partition("\t")
            yield entry.strip(), rest


def describe_name(word: str, flags: Mapping[str, str]) -> str:
    """Return what the lists say of ``word`` in this spelling; a mark for words that are in none of them."""
    found = flags.get(word)
    if found is not None:
        return found
    if word.lower() in PARTICLES:
        return "d" if word.islower() else "D"
    if not word[:1].isupper():
        if word.isalpha():
            return "."
        tail = ARTICLE.sub("", word)
        return flags.get(tail, "?") if tail[:1].isupper() else ""
    for stem in _stems(word):
        if stem in flags:
            return flags[stem]
    parts = word.split("-")
    if len(parts) > 1:
        return "-".join(flags.get(part, "?" if part[:1].isupper() else ".")[:2] for part in (parts[0], parts[-1]))
    if word.endswith("s") and word[:-1] in flags:
        return flags[word[:-1]] + "+"
    return "?"


def _stems(word: str) -> Iterable[str]:
    yield word.removesuffix("'s")
    bare = NOTE.sub("", word)
    yield bare
    if len(bare) > 2 and bare.isupper():
        yield bare.capitalize()
        yield "-".join(part.capitalize() for part in bare.split("-"))


def describe_use(word: str, classes: Callable[[str], str]) -> str:
    """Return how common ``word`` is in lower case, whether it has a capital, and what it can be by the tables."""
    low = NOTE.sub("", word.lower())
    if not low[:1].isalpha():
        return "'" if low[:1] == "'" and len(low) > 1 else ""
    frequency = zipf_frequency(low, "nl")
    common = sum(frequency >= step for step in COMMON)
    shape = "A" if len(word) > 1 and word.isupper() else "C" if word[0].isupper() else "l"
    return f"{shape}{common}{'w' if shape != 'l' and is_known(low, 'nl') else ''}{classes(low)}"
