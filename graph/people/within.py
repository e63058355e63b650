"""Which mentions within one document are the same person: full names first, then everything shorter.

Each step asks for stronger evidence than the next, and a step is only taken where the ones before found nobody:
the same words, a possessive, one half of a married name, the name without its particles, a nickname that the text
gives, an everyday form of the given name, a lone fitting initial, a letter that was scanned wrongly.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from graph.people.clusters import Cluster
from graph.people.lexicon import PARTICLES
from graph.people.parts import INITIAL, NameParts, agree_given, fold, list_short_forms, split_name, split_surname
from graph.people.short_names import is_short_for
from graph.rows import Mention

Words = tuple[str, ...]
Option = tuple[Cluster, str]
ShortForms = dict[Words, list[Option]]

SCANNED = re.compile(r"rn|[1il]|[0oce]|ii|[hb]|[uv]")
"""Letters that a scan mixes up."""
ALIKE = {"rn": "m", "ii": "u"}


def resolve_document(mentions: Sequence[Mention]) -> list[Cluster]:
    """Return the persons of one document; ``mentions`` stand in reading order."""
    clusters = _cluster_full_names([mention for mention in mentions if split_name(mention.name).is_full])
    home = {mention.mention_id: cluster for cluster in clusters for mention in cluster.mentions}
    tiers = _index_short_forms(clusters)
    order = {mention.mention_id: index for index, mention in enumerate(mentions)}
    loose: dict[Words, Cluster] = {}
    for mention in mentions:
        if mention.mention_id in home:
            continue
        parts = split_name(mention.name)
        options = _find_bearers(parts, mention, tiers)
        if options:
            cluster, reason = options[0] if len(options) == 1 else _choose_recent(mention, options, order)
            cluster.mentions.append(mention)
            cluster.reasons[mention.mention_id] = reason
        else:
            loose.setdefault(parts.words, Cluster()).mentions.append(mention)
    _join_loose(loose)
    _join_given(loose, clusters)
    _join_scanned(loose, clusters)
    return clusters + list(loose.values())


def are_one(parts: NameParts, cluster: Cluster) -> bool:
    """Return whether a full name can be that of ``cluster``: same surname, given names that agree."""
    return all(
        parts.surname == other.surname and agree_given(parts.given, other.given) for other in cluster.full_names()
    )


def _cluster_full_names(mentions: Sequence[Mention]) -> list[Cluster]:
    """Join full names whose surnames and given names agree with one another, only where there is no doubt."""
    exact: dict[Words, Cluster] = {}
    for mention in mentions:
        exact.setdefault(split_name(mention.name).words, Cluster()).mentions.append(mention)
    _join_possessives(exact)
    clusters = [exact[words] for words in sorted(exact, key=lambda words: (-len("".join(words)), words))]
    kept: list[Cluster] = []
    for cluster in sorted(clusters, key=lambda item: item.names()[0].has_initials_only):
        parts = split_name(cluster.mentions[0].name)
        for agrees in (_is_same, _is_same_married, _is_same_everyday, _is_piece):
            options = [other for other in kept if agrees(parts, other)]
            if options:
                break
        if len(options) == 1:
            initials = parts.has_initials_only and agrees is _is_same
            options[0].absorb(cluster, "voorletters" if initials else REASONS[agrees])
        else:
            kept.append(cluster)
    return kept


def _is_same(parts: NameParts, cluster: Cluster) -> bool:
    return are_one(parts, cluster)


def _is_same_married(parts: NameParts, cluster: Cluster) -> bool:
    """Return whether one has half of the other's double surname, or the same without its particles."""
    return all(
        _fits(parts.surname, other.surname) and agree_given(parts.given, other.given) for other in cluster.full_names()
    )


def _is_same_everyday(parts: NameParts, cluster: Cluster) -> bool:
    """Return whether the surname agrees and the given name is a nickname or everyday form of the other."""
    nicknames = cluster.nicknames()
    return all(
        _fits(parts.surname, other.surname) and _is_everyday(parts.given, other.given, nicknames)
        for other in cluster.full_names()
    )


def _is_everyday(one: Words, other: Words, nicknames: Sequence[str]) -> bool:
    if one[0] in nicknames:
        return True
    return is_short_for(one[0], other[0]) or is_short_for(other[0], one[0])


def _is_piece(parts: NameParts, cluster: Cluster) -> bool:
    """Return whether the words are the head or the tail of a longer name: "Xiu Ying" of "Xiu Ying Chan"."""
    words = parts.words
    return any(
        len(other.words) > len(words) and (other.words[-len(words) :] == words or (other.given[: len(words)] == words))
        for other in cluster.full_names()
    )


REASONS: Mapping[Callable[[NameParts, Cluster], bool], str] = {
    _is_same: "kortere vorm van de naam",
    _is_same_married: "deel van een dubbele naam",
    _is_same_everyday: "roepnaam",
    _is_piece: "deel van de naam",
}


def _fits(one: Words, other: Words) -> bool:
    return one == other or one in _shorten(other) or other in _shorten(one)


def _shorten(surname: Words) -> set[Words]:
    """Return the surname without its particles, its halves if it is double, and those without theirs."""
    halves = split_surname(surname)
    return {*halves, *map(_bare, halves), _bare(surname)}


def _bare(surname: Words) -> Words:
    cut = next((index for index, word in enumerate(surname) if word not in PARTICLES), 0)
    return surname[cut:]


def _join_possessives(exact: dict[Words, Cluster]) -> None:
    for words in sorted(exact):
        last = words[-1]
        for ending in ("'s", "s", "'"):
            bare = (*words[:-1], last.removesuffix(ending))
            if last.endswith(ending) and bare != words and bare in exact:
                exact[bare].absorb(exact.pop(words), "bezitsvorm")
                break


def _index_short_forms(clusters: Sequence[Cluster]) -> list[ShortForms]:
    """Return for every short form the persons who can be meant by it, the surest forms first."""
    tiers: list[ShortForms] = [{}, {}, {}]

    def add(tier: int, words: Words, cluster: Cluster, reason: str) -> None:
        options = tiers[tier].setdefault(words, [])
        if all(cluster is not other for other, _ in options):
            options.append((cluster, reason))

    for cluster in clusters:
        for full in cluster.full_names():
            for short, reason in list_short_forms(full):
                add(0, short, cluster, reason)
            for half in split_surname(full.surname):
                add(1, half, cluster, "deel van een dubbele naam")
                add(2, _bare(half), cluster, "deel van een dubbele naam")
        for nickname in cluster.nicknames():
            add(0, (nickname,), cluster, "roepnaam, in de tekst genoemd")
    return tiers


def _find_bearers(parts: NameParts, mention: Mention, tiers: Sequence[ShortForms]) -> list[Option]:
    """Return the persons with a full name to whom a short name can belong, with the reason."""
    last = parts.words[-1]
    forms = [parts.words]
    if len(last) > 3:
        forms += [(*parts.words[:-1], last.removesuffix(end)) for end in ("'s", "s") if last.endswith(end)]
    for tier in tiers:
        for form in forms:
            found = tier.get(form, [])
            if found:
                same_role = [item for item in found if mention.role and fold(mention.role) in item[0].roles()]
                return same_role if len(same_role) == 1 else found
    return []


def _choose_recent(mention: Mention, options: list[Option], order: Mapping[str, int]) -> Option:
    """Return the person named last before ``mention``; if none was, the one who is named first after it."""
    here = order[mention.mention_id]
    ranked = []
    for number, option in enumerate(options):
        places = [order[item.mention_id] for item in option[0].mentions]
        before = [here - place for place in places if place < here]
        ranked.append((0, min(before), number) if before else (1, min(places), number))
    return options[min(ranked)[2]]


def _join_loose(loose: dict[Words, Cluster]) -> None:
    """Join the names that belong to nobody's full name with each other: possessives, halves of double names."""
    _join_possessives(loose)
    for words in sorted(loose, key=lambda item: (len("".join(item)), item)):
        options = [other for other in loose if other != words and _is_part_of(words, other)]
        if len(options) == 1:
            loose[options[0]].absorb(loose.pop(words), "deel van de naam")


def _is_part_of(words: Words, longer: Words) -> bool:
    if words in split_surname(longer):
        return True
    return INITIAL.fullmatch(longer[-1]) is not None and len(longer) == 2 and len(words) == 1 and words[0] in longer


def _join_given(loose: dict[Words, Cluster], clusters: Sequence[Cluster]) -> None:
    """Join a lone given name to the only person whose given name it can be short for, "Marco K." to Marco Kaal."""
    for words in sorted(loose):
        others = [*clusters, *(cluster for key, cluster in loose.items() if key != words)]
        short = [cluster for cluster in others if any(_is_short_given(words, name) for name in cluster.names())]
        cut = [cluster for cluster in others if any(_fits_cut_surname(words, name) for name in cluster.names())]
        if len(short or cut) == 1:
            (short or cut)[0].absorb(loose.pop(words), "roepnaam" if short else "achternaam afgekort")


def _is_short_given(words: Words, name: NameParts) -> bool:
    given = name.given or (name.words if len(name.words) == 1 else ())
    return len(words) == 1 and bool(given) and is_short_for(words[0], given[0])


def _fits_cut_surname(words: Words, name: NameParts) -> bool:
    """Return whether "Marco K." can be "Marco Kaal"."""
    cut = len(words) == 2 and INITIAL.fullmatch(words[1])
    return bool(cut) and name.is_full and name.given[0] == words[0] and _bare(name.surname)[0].startswith(words[1][:-1])


def _join_scanned(loose: dict[Words, Cluster], clusters: Sequence[Cluster]) -> None:
    """Join names that differ only in letters that scanning mixes up: "Dicpenbroek" is Diepenbroek."""
    shapes: dict[Words, list[Cluster]] = {}
    for cluster in clusters:
        for words in {name.surname for name in cluster.full_names()}:
            shapes.setdefault(_shape(words), []).append(cluster)
    for words in sorted(loose, key=lambda item: (-len(loose[item].mentions), item)):
        if len("".join(words)) < 5:
            continue
        homes = shapes.setdefault(_shape(words), [])
        if len(homes) == 1 and homes[0] is not loose[words]:
            homes[0].absorb(loose.pop(words), "anders gelezen letter")
        elif not homes:
            homes.append(loose[words])


def _shape(words: Words) -> Words:
    return tuple(SCANNED.sub(_even_out, word) for word in words)


def _even_out(match: re.Match[str]) -> str:
    piece = match.group()
    if piece in ALIKE:
        return ALIKE[piece]
    return "l" if piece in "1il" else "e" if piece in "0oce" else "b" if piece in "hb" else "u"
