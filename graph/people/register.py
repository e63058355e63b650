"""The persons of one document by every form in which a name may mean them, so that a name finds its bearers at once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from graph.people.clusters import Cluster
from graph.people.lexicon import PARTICLES
from graph.people.parts import INITIAL, NameParts, agree_given, drop_suffix, list_codes, list_short_forms, split_surname
from graph.people.short_names import is_short_for, list_full_names, list_short_names

Words = tuple[str, ...]
Found = tuple[Cluster, str]

KINDS = (
    "exact", "nickname", "surname", "given", "given-run", "tail", "half", "longer", "middle", "everyday", "formal",
    "cut", "code", "bare", "initial", "scanned", "alike",
)  # fmt: skip
"""Kinds of likeness of a short name to that of a person, the surest first."""
RANK = {kind: number for number, kind in enumerate(KINDS)}
SURE = RANK["cut"]
"""Up to this kind a likeness is a known one; only where there is none of them weaker ones are looked for."""
FEW = 6
"""Persons of a weak likeness who are looked at: those who were added last."""
SCANNED = re.compile(r"rn|[1il]|[0oce]|ii|[hb]|[uv]")
"""Letters that a scan mixes up."""
ALIKE = {"rn": "m", "ii": "u"}
SHORTEST_SCAN = 5
WEAK = frozenset(("everyday", "formal", "initial", "alike", "scanned"))
"""Kinds of likeness that mean something only where they fit one person."""


class Register:
    """The persons of one document by the forms of their names."""

    def __init__(self) -> None:
        """Start with nobody."""
        self._forms: dict[Words, dict[int, Found]] = {}
        self._surnames: dict[Words, dict[int, Cluster]] = {}
        self._weak: dict[tuple[str, str], dict[int, Cluster]] = {}

    def add_full(self, cluster: Cluster) -> None:
        """Add a person whose full name is known."""
        for nickname in cluster.nicknames():
            self._add((nickname,), cluster, "nickname")
        for full in cluster.full_names():
            self._add(full.words, cluster, "exact")
            for short, reason in list_short_forms(full):
                if reason == "voornaam":
                    self._add(short, cluster, "given" if len(short) == 1 else "given-run")
                else:
                    is_whole = short in (full.surname, drop_suffix(full.surname))
                    self._add(short, cluster, "surname" if is_whole else "tail")
            for word in full.given[1:]:
                if not INITIAL.fullmatch(word):
                    self._add((word,), cluster, "middle")
            for code in list_codes(full):
                self._add((code,), cluster, "code")
            self._add_pieces(full.surname, cluster)
            for surname in {full.surname, *shorten(full.surname)}:
                self._surnames.setdefault(surname, {})[id(cluster)] = cluster
            if INITIAL.fullmatch(full.given[0]):
                self._add_weak("initial", full.given[0][0], cluster)
            else:
                self._add_given(full.given[0], cluster)

    def add_short(self, words: Words, cluster: Cluster) -> None:
        """Add a short form by which a person was named; a better known kind of likeness stays."""
        if id(cluster) not in self._forms.get(words, {}):
            self._add(words, cluster, "exact")
        self._add_pieces(words, cluster)
        if len(words) == 1:
            self._add_given(words[0], cluster)
        elif len(words) == 2 and INITIAL.fullmatch(words[1]):
            self._add((words[0],), cluster, "given")
            self._add((words[1],), cluster, "cut")

    def _add_pieces(self, surname: Words, cluster: Cluster) -> None:
        for half in split_surname(surname):
            self._add(half, cluster, "half")
            self._add(bare(half), cluster, "half")
        for cut in range(1, len(surname)):
            # "Van Asch" or "van Asch van Wijck"
            if surname[0] in PARTICLES and surname[cut - 1] not in PARTICLES:
                self._add(surname[:cut], cluster, "half")
        if sum(word in PARTICLES for word in surname[:-1]) == 1:
            # "Epen" may be "Van Epen"; a row of particles is not left out
            self._add(bare(surname), cluster, "bare")
        self._add_weak("scan", shape(surname), cluster)

    def _add(self, words: Words, cluster: Cluster, kind: str) -> None:
        places = self._forms.setdefault(words, {})
        if words and (id(cluster) not in places or RANK[kind] < RANK[places[id(cluster)][1]]):
            places[id(cluster)] = (cluster, kind)

    def _add_weak(self, kind: str, key: str, cluster: Cluster) -> None:
        places = self._weak.setdefault((kind, key), {})
        places.pop(id(cluster), None)
        places[id(cluster)] = cluster

    def _add_given(self, word: str, cluster: Cluster) -> None:
        self._add_weak("given", word, cluster)
        self._add_weak("start", word[:3], cluster)

    def count_surname(self, surname: Words) -> int:
        """Return how many persons with a full name bear ``surname``."""
        return len(self._surnames.get(surname, ()))

    def find(self, forms: Sequence[Words]) -> list[Found]:
        """Return who may be meant by a short name, the surest likeness first; the first of ``forms`` is as written."""
        best: dict[int, Found] = {}

        def take(found: Iterator[Found]) -> None:
            for cluster, kind in found:
                if id(cluster) not in best or RANK[kind] < RANK[best[id(cluster)][1]]:
                    best[id(cluster)] = (cluster, kind)

        take(item for form in forms for item in self._forms.get(form, {}).values())
        take(self._find_pieces(forms[0]))
        take(self._find_everyday(forms[0]))
        if all(RANK[kind] > SURE for _, kind in best.values()):
            take(self._find_alike(forms[0]))
        return sorted(best.values(), key=lambda item: RANK[item[1]])

    def _find_pieces(self, words: Words) -> Iterator[Found]:
        """Yield the bearers of half a name, of a name without its particles, of "Marco K." in full."""
        for half in split_surname(words):
            for form in (half, bare(half)):
                for cluster, kind in self._forms.get(form, {}).values():
                    if kind in ("exact", "surname"):
                        yield cluster, "longer"
        if bare(words) != words:
            for cluster, kind in self._forms.get(bare(words), {}).values():
                if kind in ("exact", "surname"):
                    yield cluster, "bare"
        if len(words) == 2 and INITIAL.fullmatch(words[1]):
            for cluster, kind in self._forms.get(words[:1], {}).values():
                if kind == "exact":
                    yield cluster, "longer"
                elif kind == "given" and any(
                    bare(full.surname)[0].startswith(words[1][:-1]) for full in cluster.full_names()
                ):
                    yield cluster, "cut"

    def _find_everyday(self, words: Words) -> Iterator[Found]:
        if len(words) == 1:
            for kind, names in (("everyday", list_full_names(words[0])), ("formal", list_short_names(words[0]))):
                for name in names:
                    for cluster in self._list_weak("given", name):
                        yield cluster, kind

    def _find_alike(self, words: Words) -> Iterator[Found]:
        if len(words) == 1:
            for cluster in self._list_weak("start", words[0][:3]):
                if any(is_alike(words[0], name) for name in _given_names(cluster)):
                    yield cluster, "alike"
            for cluster in self._list_weak("initial", words[0][:1]):
                yield cluster, "initial"
        if len("".join(words)) >= SHORTEST_SCAN:
            for cluster in self._list_weak("scan", shape(words)):
                yield cluster, "scanned"

    def find_full(self, parts: NameParts, own: Cluster) -> list[Found]:
        """Return whose name a full name may be in another writing; never ``own``."""
        namesakes: dict[int, Cluster] = {}
        for surname in (parts.surname, *sorted(shorten(parts.surname))):
            namesakes |= self._surnames.get(surname, {})
        namesakes.pop(id(own), None)
        found = ((cluster, compare_full(parts, cluster)) for cluster in namesakes.values())
        best = {id(cluster): (cluster, kind) for cluster, kind in found if kind}
        for cluster, kind in self._forms.get(parts.words, {}).values():
            if cluster is not own and kind in ("tail", "given-run"):
                best.setdefault(id(cluster), (cluster, "full-piece"))
        for short in _list_pieces(parts):
            for cluster, kind in self._forms.get(short, {}).values():
                if cluster is not own and kind == "exact" and any(full.words == short for full in cluster.full_names()):
                    best.setdefault(id(cluster), (cluster, "full-longer"))
        return list(best.values())

    def _list_weak(self, kind: str, key: str) -> list[Cluster]:
        return list(self._weak.get((kind, key), {}).values())[-FEW:]


def _list_pieces(full: NameParts) -> list[Words]:
    """Return the ends and the runs of given names of a full name that may be a full name themselves."""
    return [short for short, _ in list_short_forms(full) if len(short) > 1]


def _given_names(cluster: Cluster) -> set[str]:
    """Return the first given names, and lone names, of a person."""
    return {(parts.given or parts.words)[0] for parts in cluster.names() if parts.given or len(parts.words) == 1}


def is_alike(one: str, other: str) -> bool:
    """Return whether one of two names begins the other, or they share most of their letters from the front.

    >>> is_alike("xan", "xandra"), is_alike("colman", "colmanus"), is_alike("martha", "margriet")
    (True, True, False)
    """
    if one.removesuffix("s") == other.removesuffix("s"):
        # "Peters" is a Peter's or somebody else, which list_forms tells
        return False
    shared = next(
        (place for place, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]),
        min(len(one), len(other)),
    )
    return shared == min(len(one), len(other)) or (shared >= 4 and max(len(one), len(other)) - shared <= 3)


def bare(surname: Words) -> Words:
    """Return the words without the particles before them."""
    return surname[next((index for index, word in enumerate(surname) if word not in PARTICLES), 0) :]


def shorten(surname: Words) -> set[Words]:
    """Return the surname without its particles, its halves if it is double, and those without theirs."""
    halves = split_surname(surname)
    return {*halves, *map(bare, halves), bare(surname)}


def compare_full(parts: NameParts, cluster: Cluster) -> str:
    """Return in what way a full name may be that of ``cluster``, or ''."""
    nicknames = cluster.nicknames()
    for other in cluster.full_names():
        is_same = parts.surname == other.surname
        if not is_same and parts.surname not in shorten(other.surname) and other.surname not in shorten(parts.surname):
            continue
        if agree_given(parts.given, other.given):
            initials = "-initials" if parts.has_initials_only or other.has_initials_only else ""
            return f"full-married{initials}" if not is_same else f"full{initials}" if initials else "full-same"
        if parts.given[0] in nicknames:
            return "full-nickname"
        if is_short_for(parts.given[0], other.given[0]) or is_short_for(other.given[0], parts.given[0]):
            return "full-everyday"
    return ""


def shape(words: Words) -> str:
    """Return the words with the letters that a scan mixes up made alike."""
    return " ".join(SCANNED.sub(_even_out, word) for word in words)


def _even_out(match: re.Match[str]) -> str:
    piece = match.group()
    if piece in ALIKE:
        return ALIKE[piece]
    return "l" if piece in "1il" else "e" if piece in "0oce" else "b" if piece in "hb" else "u"
