"""Decide which mentions are the same person, first within a document, then in the corpus; every join has a reason.

The rules are strict on purpose: a surname or first name alone never joins two documents, unless the role with its
affiliation is the same or it is a public figure. Results do not depend on the order of the mentions.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from graph.people.clusters import Cluster
from graph.people.folding import fold
from graph.people.lexicon import NameLexicon
from graph.people.parts import NameParts, agree_given, list_short_forms, split_name, split_surname
from graph.people.reading import choose_by
from graph.people.within import are_one, resolve_document
from graph.rows import PREFIXES, Alias, Kind, Mention, make_slug

POSITION = re.compile(r"(\d+)$")


@dataclass(frozen=True)
class ResolvedPeople:
    """Which node each mention is, and what the nodes are called."""

    node_ids: Mapping[str, str]  # mention_id: node_id
    labels: Mapping[str, str]  # node_id: label
    roles: Mapping[str, str]  # node_id: roles joined by "; "
    aliases: tuple[Alias, ...]


def resolve_people(
    mentions: Sequence[Mention], names: NameLexicon, texts: Mapping[str, str] | None = None
) -> ResolvedPeople:
    """Return for every mention of a person which person it is.

    Args:
        mentions: all mentions of the corpus; those of another kind are left alone.
        names: the lists of names, with the public figures and the weights by which a name chooses whom it means.
        texts: the text of each passage by its id; the words around a name help to tell whom it means.
    """
    choose = choose_by(names.joining)
    clusters = [
        cluster for group in order_mentions(mentions) for cluster in resolve_document(group, texts or {}, names, choose)
    ]
    known = {fold(name): split_name(full) for name, full in names.famous.items()}
    return _name_nodes(_join_documents(clusters, known), "person")


def order_mentions(mentions: Sequence[Mention]) -> list[list[Mention]]:
    """Return the mentions of persons by document, each in reading order."""
    by_document: dict[str, list[Mention]] = {}
    for mention in sorted((item for item in mentions if item.kind == "person" and fold(item.name)), key=_place):
        by_document.setdefault(mention.document_id, []).append(mention)
    return list(by_document.values())


def resolve_things(mentions: Sequence[Mention], kind: Kind) -> ResolvedPeople:
    """Return for every organisation or place which node it is: same name, or an abbreviation explained in the text."""
    things = sorted((item for item in mentions if item.kind == kind and item.name), key=_place)
    long_names: dict[str, set[str]] = {}
    for one, other in pairwise(things):
        if one.passage_id == other.passage_id and other.start == one.end + 2 and _abbreviates(other.name, one.name):
            long_names.setdefault(other.name, set()).add(fold(one.name))
    groups: dict[str, Cluster] = {}
    for mention in things:
        full = long_names.get(mention.name, set())
        key = next(iter(full)) if len(full) == 1 else fold(mention.name)
        cluster = groups.setdefault(key, Cluster())
        cluster.mentions.append(mention)
        if len(full) == 1:
            cluster.reasons[mention.mention_id] = "afkorting, in de tekst verklaard"
    return _name_nodes(list(groups.values()), kind)


def _place(mention: Mention) -> tuple[str, int, str, int, str]:
    match = POSITION.search(mention.passage_id)
    return (
        mention.document_id, int(match.group()) if match else 0, mention.passage_id, mention.start, mention.mention_id
    )  # fmt: skip


def _abbreviates(short: str, long: str) -> bool:
    letters = [word[0] for word in re.findall(r"\w+", fold(long))]
    wanted = re.sub(r"\W", "", fold(short))
    if not short.isupper() or len(wanted) < 2 or len(long) <= len(short):
        return False
    rest = iter(letters)
    if all(char in rest for char in wanted):
        return True
    # KING stands for "Kwaliteitsinstituut Nederlandse Gemeenten": letters inside words count as well
    inside = iter(fold(long))
    return wanted[0] == letters[0] and all(char in inside for char in wanted)


def _join_documents(clusters: list[Cluster], famous: Mapping[str, NameParts]) -> list[Cluster]:
    full = [cluster for cluster in clusters if any(not item.has_initials_only for item in cluster.full_names())]
    initials = [cluster for cluster in clusters if cluster.full_names() and cluster not in full]
    short = [cluster for cluster in clusters if not cluster.full_names()]
    people = _join_by_name(full)
    by_surname: dict[tuple[str, ...], list[Cluster]] = {}
    for cluster in people:
        for surname in {parts.surname for parts in cluster.full_names()}:
            by_surname.setdefault(surname, []).append(cluster)
    for cluster in _join_by_name(initials):
        parts = cluster.full_names()[0]
        namesakes = [item for item in by_surname.get(parts.surname, []) if are_one(parts, item)]
        options = [item for item in namesakes if item.roles() & cluster.roles()]
        options = options or [item for item in namesakes if _is_famous(item, famous)]
        if _settle(cluster, options, people, "voorletters; zelfde functie"):
            by_surname.setdefault(parts.surname, []).append(cluster)
    by_role: dict[tuple[str, tuple[str, ...]], dict[int, Cluster]] = {}
    for item in people:
        _index_roles(item, by_role)
    by_fame: dict[tuple[str, ...], Cluster] = {}
    for cluster in short:
        parts = cluster.names()[0]
        figure = famous.get(" ".join(parts.words))
        if figure is not None:
            options = [item for item in by_surname.get(figure.surname, []) if _is_figure(item, figure)]
            home = by_fame.get(figure.words) or (options[0] if len(options) == 1 else None)
            if home is None:
                home = by_fame[figure.words] = Cluster()
                people.append(home)
            home.absorb(cluster)
            home.reasons.update({item.mention_id: "bekende naam" for item in cluster.mentions})
            continue
        found: dict[int, Cluster] = {}
        for role in _telling_roles(cluster):
            found.update(by_role.get((role, parts.words), {}))
        if _settle(cluster, list(found.values()), people, "zelfde functie"):
            _index_roles(cluster, by_role)
    return people


def _telling_roles(cluster: Cluster) -> list[str]:
    """Return the roles that say enough to know somebody by: with an affiliation, "wethouder van Ede"."""
    return sorted(role for role in cluster.roles() if " " in role)


def _index_roles(cluster: Cluster, by_role: dict[tuple[str, tuple[str, ...]], dict[int, Cluster]]) -> None:
    forms = {parts.words for parts in cluster.names()}
    forms |= {short for parts in cluster.names() for short, _ in list_short_forms(parts)}
    for role in _telling_roles(cluster):
        for form in forms:
            by_role.setdefault((role, form), {})[id(cluster)] = cluster


def _settle(cluster: Cluster, options: list[Cluster], people: list[Cluster], reason: str) -> bool:
    """Join ``cluster`` to the only option, or add it to ``people``; return whether it was added."""
    if len(options) == 1:
        options[0].absorb(cluster)
        options[0].reasons.update({item.mention_id: reason for item in cluster.mentions})
        return False
    people.append(cluster)
    return True


def _is_figure(cluster: Cluster, figure: NameParts) -> bool:
    return any(
        item.words == figure.words or (item.surname == figure.surname and agree_given(item.given, figure.given))
        for item in cluster.full_names()
    )


def _is_famous(cluster: Cluster, famous: Mapping[str, NameParts]) -> bool:
    return any(_is_figure(cluster, figure) for figure in famous.values())


def _join_by_name(clusters: list[Cluster]) -> list[Cluster]:
    """Join clusters of different documents that share a full name."""
    joined: dict[int, Cluster] = {}
    owner: dict[tuple[str, ...], Cluster] = {}
    for cluster in clusters:
        words = [item.words for item in cluster.full_names()]
        others = {id(owner[key]): owner[key] for key in words if key in owner}
        home, *rest = [*others.values(), cluster]
        for other in rest:
            home.absorb(other)
            joined.pop(id(other), None)
        joined[id(home)] = home
        for parts in home.full_names():
            owner[parts.words] = home
    return list(joined.values())


def _name_nodes(clusters: list[Cluster], kind: Kind) -> ResolvedPeople:
    node_ids: dict[str, str] = {}
    labels: dict[str, str] = {}
    roles: dict[str, str] = {}
    aliases: list[Alias] = []
    used: Counter[str] = Counter()
    for cluster in clusters:
        cluster.mentions.sort(key=_place)
    for cluster in sorted(clusters, key=lambda item: _place(item.mentions[0])):
        label = _choose_label(cluster)
        slug = make_slug(label) or "naam"
        used[slug] += 1
        node_id = PREFIXES[kind] + slug + (f"-{used[slug]}" if used[slug] > 1 else "")
        while node_id in labels:
            used[slug] += 1
            node_id = f"{PREFIXES[kind]}{slug}-{used[slug]}"
        labels[node_id] = label
        counts = Counter(mention.role for mention in cluster.mentions if mention.role)
        roles[node_id] = "; ".join(role for role, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0])))
        node_ids.update({mention.mention_id: node_id for mention in cluster.mentions})
        aliases.extend(_list_aliases(cluster, node_id, label))
    return ResolvedPeople(node_ids, labels, roles, tuple(sorted(aliases, key=lambda item: (item.node_id, item.alias))))


def _typeset(name: str) -> str:
    return name.replace("'", "’")


def _choose_label(cluster: Cluster) -> str:
    counts = Counter(_typeset(mention.name) for mention in cluster.mentions)

    def rank(name: str) -> tuple[int, int, int, int, int, str]:
        parts = split_name(name)
        spelled = parts.is_full and not parts.has_initials_only
        possessive = any(name == other + "s" for other in counts)
        doubled = len(split_surname(parts.surname or parts.words))
        fullness = -int(spelled) - int(parts.is_full)
        return (fullness, int(possessive), -len(parts.words), -doubled, -counts[name], name)

    return min(counts, key=rank)


def _list_aliases(cluster: Cluster, node_id: str, label: str) -> list[Alias]:
    counts: Counter[str] = Counter()
    reasons: dict[str, set[str]] = {}
    for mention in cluster.mentions:
        name = _typeset(mention.name)
        counts[name] += 1
        reasons.setdefault(name, set()).add(cluster.reasons.get(mention.mention_id, ""))
    told = {name: min((item for item in found if item), default="") for name, found in reasons.items()}
    rows = []
    for name, count in counts.items():
        # the label may have been joined to the other name: "Zilvertje is de artiestennaam van Tine Rozeboom"
        is_respelled = fold(name) == fold(label)
        reason = told[name] or ("" if is_respelled else told[label])
        if name == label:
            reason = "volledige naam" if split_name(name).is_full else "naam zoals in de tekst"
        elif reason in ("achternaam", "voornaam"):
            reason = f"{reason} van {label} in dezelfde tekst"
        elif not reason:
            reason = "andere schrijfwijze" if is_respelled else "zelfde naam"
        rows.append(Alias(node_id, name, count, reason))
    return rows
