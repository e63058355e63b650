"""Which mentions within one document are the same person: full names first, then everything shorter.

Full names that leave no doubt are joined by rule: the same words, a possessive, initials or a shorter row of given
names that agree with one person only, surname and given name turned round. Everything else is read in order, and each
name chooses among the persons who may be meant; see graph/people/reading.py.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from graph.people.clusters import Cluster
from graph.people.lexicon import NameLexicon
from graph.people.parts import NameParts, agree_given, split_name
from graph.people.reading import Choose, Reader
from graph.people.register import Words
from graph.rows import Mention


def resolve_document(
    mentions: Sequence[Mention], texts: Mapping[str, str], names: NameLexicon, choose: Choose
) -> list[Cluster]:
    """Return the persons of one document.

    Args:
        mentions: the names of persons, in reading order.
        texts: the text of each passage by its id; what is not there is not looked at.
        names: the lists of names.
        choose: says who is meant where there is a choice.
    """
    full = _cluster_full_names([mention for mention in mentions if split_name(mention.name).is_full])
    return Reader(mentions, full, texts, names).read(choose)


def are_one(parts: NameParts, cluster: Cluster) -> bool:
    """Return whether a full name can be that of ``cluster``: same surname, given names that agree.

    Initials need to agree with one of several everyday forms only: "C. Roos" is Cornelis "Kees" Roos.
    """
    enough = any if parts.has_initials_only else all
    return enough(
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
    by_surname: dict[Words, dict[int, Cluster]] = {}
    by_words: dict[Words, dict[int, Cluster]] = {}
    for cluster in sorted(clusters, key=lambda item: item.names()[0].has_initials_only):
        parts = split_name(cluster.mentions[0].name)
        same = [other for other in by_surname.get(parts.surname, {}).values() if are_one(parts, other)]
        turned = {key: other for words in _turn(parts.words) for key, other in by_words.get(words, {}).items()}
        options = same or list(turned.values())
        home = options[0] if len(options) == 1 else cluster
        if home is cluster:
            kept.append(cluster)
        else:
            reason = "voorletters" if parts.has_initials_only else "kortere vorm van de naam"
            home.absorb(cluster, reason if same else "andere volgorde")
        for full in cluster.full_names():
            by_surname.setdefault(full.surname, {})[id(home)] = home
            by_words.setdefault(full.words, {})[id(home)] = home
    return kept


def _turn(words: Words) -> set[Words]:
    """Return the words of a full name with the surname first or last: "Bodrogi Eszter"."""
    return {(*words[1:], words[0]), (words[-1], *words[:-1])} - {words}


def _join_possessives(exact: dict[Words, Cluster]) -> None:
    for words in sorted(exact):
        last = words[-1]
        for ending in ("'s", "s", "'"):
            bare = (*words[:-1], last.removesuffix(ending))
            if last.endswith(ending) and bare != words and bare in exact:
                exact[bare].absorb(exact.pop(words), "bezitsvorm")
                break
