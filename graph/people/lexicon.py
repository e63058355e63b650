"""The lists of names as one frozen object that answers questions about single words; reads text files, nothing else."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import simplemma

from graph.errors import ReadableError
from graph.people.folding import fold
from graph.people.weights import load_joining, load_weights
from graph.weights import Weights

ABSTRACT = ("isme", "heid", "schap", "teit", "atie", "kunde", "logie", "beleid", "zorg", "zaken", "wet", "ering")
FIRST_WORD = re.compile(r"'?\w+")
PARTICLES = frozenset(
    "van vanden vander der de den ter ten te 't het op in aan bij uit onder over voor von zu zum zur di da do dos das "
    "del della du la le les los el al ul ben bin ibn ait y af av 's".split()
)
PLACE_PARTICLES = frozenset(("op", "in", "aan", "bij", "uit", "onder", "over", "voor", "te", "het", "het", "y", "do"))
"""Particles that are far more often ordinary words: only believed when the whole surname is in the list."""


@dataclass(frozen=True, slots=True)
class NameLexicon:
    """Names by kind. Marks ("woord", "plaats", "achternaam") say what else a name can be."""

    first_names: Mapping[str, frozenset[str]]
    surnames: Mapping[str, frozenset[str]]  # with particles in lower case: "van der Wal"
    surname_heads: Mapping[str, frozenset[str]]  # "Wal"; marks only if all surnames with this head carry them
    famous: Mapping[str, str]  # "Thorbecke": "Johan Rudolph Thorbecke"
    doubtful_famous: frozenset[str]
    famous_phrases: frozenset[str]  # first words of famous names of more than one word
    places: Mapping[str, frozenset[str]]
    organisations: Mapping[str, str]  # name or abbreviation: full name
    phrases: Mapping[str, tuple[tuple[str, str], ...]]  # first word: (phrase, kind), longest first
    heads_before: frozenset[str]
    heads_after: frozenset[str]
    titles: frozenset[str]
    roles: frozenset[str]
    speech_verbs: frozenset[str]
    not_names: frozenset[str]
    elsewhere: Mapping[str, str]  # names of all countries: what each can be, in the letters of list_elsewhere
    endings: tuple[str, ...]
    weights: Weights
    joining: Mapping[str, float]  # what each observation counts for whom a name means
    genders: Mapping[str, str]  # given name, folded: m or f; only where the list tells

    def is_first_name(self, word: str) -> bool:
        """Return whether ``word`` is a first name, also when each part of a hyphenated word is one."""
        if word in self.first_names:
            return True
        parts = word.split("-")
        return len(parts) == 2 and all(part in self.first_names for part in parts)

    def is_plain_first_name(self, word: str) -> bool:
        """Return whether ``word`` is a first name and neither an ordinary word nor a place."""
        return self.is_first_name(word) and not self.first_names.get(word, frozenset()) & {"woord", "plaats"}

    def is_surname(self, word: str) -> bool:
        """Return whether ``word`` (with or without particles) is in the list of surnames."""
        return word in self.surnames or word in self.surname_heads

    def is_plain_surname(self, word: str) -> bool:
        """Return whether ``word`` stands in the list as a whole surname that is no ordinary word and no place."""
        marks = self.surnames.get(word)
        return marks is not None and not marks

    def is_excluded(self, word: str) -> bool:
        """Return whether ``word`` is never part of a person's name (months, laws, portfolios, languages …)."""
        return word in self.not_names

    def is_thing_named_after(self, word: str) -> bool:
        """Return whether ``word`` is a street, building, prize or law that holds a name: "Thorbeckeplein"."""
        if word in self.surnames or word in self.first_names:
            return False
        for ending in self.endings:
            if word.endswith(ending):
                stem = word[: -len(ending)].rstrip("-")
                if len(stem) >= 3 and any(self._is_name(form) for form in (stem, stem.removesuffix("s"))):
                    return True
        return False

    def _is_name(self, word: str) -> bool:
        if word in self.famous or self.is_plain_first_name(word):
            return True
        marks = self.surname_heads.get(word)
        return marks is not None and "woord" not in marks


@lru_cache(maxsize=100_000)
def is_ordinary_word(word: str) -> bool:
    """Return whether ``word`` is in simplemma's Dutch dictionary or put together of two words that are."""
    low = word.lower()
    if simplemma.is_known(low, lang="nl") or low.endswith(ABSTRACT):
        return True
    for cut in range(4, len(low) - 3):
        head, tail = low[:cut], low[cut:]
        if simplemma.is_known(tail, lang="nl") and any(
            simplemma.is_known(form, lang="nl") for form in (head, head.removesuffix("s"), head.removesuffix("-"))
        ):
            return True
    return False


def load_names(directory: Path) -> NameLexicon:
    """Return the lists of names in ``directory`` as one lexicon.

    Args:
        directory: folder with first_names.txt, surnames.txt, places.txt and the other lists.

    Raises:
        ReadableError: a list is missing or cannot be read.
    """
    first_names = {name: frozenset(marks.split()) for name, marks in _read(directory, "first_names.txt")}
    surnames = {name: frozenset(marks.split()) for name, marks in _read(directory, "surnames.txt")}
    heads: dict[str, frozenset[str]] = {}
    for name, marks in surnames.items():
        head = name.split()[-1]
        heads[head] = heads[head] & marks if head in heads else marks
    famous_rows = _read(directory, "famous.txt")
    places = {name: frozenset(marks.split()) for name, marks in _read(directory, "places.txt")}
    organisations = {name: full or name for name, full in _read(directory, "organisations.txt")}
    not_names = frozenset(word for word, _ in _read(directory, "not_names.txt"))
    placed = _read(directory, "organisation_heads.txt")
    return NameLexicon(
        first_names=first_names,
        surnames=surnames,
        surname_heads=heads,
        famous={name: rest.split("\t")[0] for name, rest in famous_rows},
        doubtful_famous=frozenset(name for name, rest in famous_rows if "\t" in rest),
        famous_phrases=frozenset(name.split()[0] for name, _ in famous_rows if " " in name),
        places=places,
        organisations=organisations,
        phrases=_index_phrases(places, organisations, [word for word in not_names if " " in word]),
        heads_before=frozenset(word for word, where in placed if where in ("voor", "beide")),
        heads_after=frozenset(word for word, where in placed if where in ("achter", "beide")),
        titles=frozenset(word for word, _ in _read(directory, "titles.txt")),
        roles=frozenset(word for word, _ in _read(directory, "roles.txt")),
        speech_verbs=frozenset(word for word, _ in _read(directory, "speech_verbs.txt")),
        not_names=not_names,
        elsewhere=list_elsewhere(directory),
        endings=tuple(word for word, _ in _read(directory, "name_endings.txt")),
        weights=load_weights(directory),
        joining=load_joining(directory),
        genders=_read_genders(directory),
    )


def _read_genders(directory: Path) -> dict[str, str]:
    """Return the given names under the headings for boys and for girls; a name under both is left out."""
    found: dict[str, set[str]] = {}
    gender = ""
    for line in (directory / "first_names.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            gender = "m" if line.endswith("mannen") else "f" if line.endswith("vrouwen") else ""
        elif gender and line.strip():
            found.setdefault(fold(line.split("\t")[0]), set()).add(gender)
    return {name: next(iter(genders)) for name, genders in found.items() if len(genders) == 1}


def list_elsewhere(directory: Path) -> dict[str, str]:
    """Return for each name G (given), U (surname) and Q (place); small letters where it is an ordinary word as well."""
    letters = {"voornaam": "G", "achternaam": "U", "plaats": "Q", "woord": ""}
    found = {}
    for name, marks in _read(directory, "elsewhere.txt"):
        kinds = "".join(letters[mark] for mark in marks.split())
        found[name] = kinds.lower() if marks.endswith("woord") else kinds
    return found


def _read(directory: Path, name: str) -> list[tuple[str, str]]:
    path = directory / name
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ReadableError(f"De namenlijst {name} in {directory} kan niet gelezen worden; zet haar terug.") from error
    rows = []
    for line in lines:
        if line.strip() and not line.startswith("#"):
            entry, _, rest = line.replace("’", "'").partition("\t")
            rows.append((entry.strip(), rest.strip()))
    return rows


def _index_phrases(
    places: Mapping[str, frozenset[str]], organisations: Mapping[str, str], nothing: list[str]
) -> dict[str, tuple[tuple[str, str], ...]]:
    index: dict[str, list[tuple[str, str]]] = {}
    kinds = dict.fromkeys(places, "place") | dict.fromkeys(organisations, "organisation")
    kinds |= dict.fromkeys(nothing, "nothing")
    for phrase, kind in kinds.items():
        match = FIRST_WORD.match(phrase)
        if match:
            index.setdefault(match.group(), []).append((phrase, kind))
    return {word: tuple(sorted(rows, key=lambda row: (-len(row[0]), row))) for word, rows in index.items()}
