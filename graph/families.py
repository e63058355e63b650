"""Concepts of one family: "omgevingsplanwijziging" and "omgevingsplan" have a word in common. Touches no file."""

from __future__ import annotations

from collections.abc import Mapping

from graph.compounds import split_compound
from graph.lemma import find_lemma

LINKING_WORDS = frozenset("aan als bij door en in met naar of om op over per te tot tussen uit van voor zonder".split())
GENERAL = frozenset(
    """aanpak actie afspraak beheer beleid bouw dienst doel druk fonds gebied gelijkheid goed groep grond huis kern koop
    kracht kunde leef leven lijn lucht maat macht markt middel orde plan proces programma punt raad recht rekening rol
    soort staat stand stelsel stof stuk taak team tekort vaart voorziening vorm vorming wens wereld werk wet wijze woon
    zaak zelf""".split()
)
"""Parts of many words; two concepts with only such a part in common are no family."""
SHORTEST_STEM = 4
LARGEST_FAMILY = 15
"""Concepts with one stem in common beyond which the stem says too little."""


def find_stems(label: str) -> tuple[str, ...]:
    """Return the words that the name of a concept is made of: of a phrase the noun, of a compound its parts.

    >>> find_stems("omgevingsplanwijziging"), find_stems("regionale samenwerking")
    (('omgevingsplan', 'omgeving', 'plan', 'wijziging'), ('samenwerking',))
    """
    words = label.lower().split()
    head = next((place for place, word in enumerate(words) if place and word in LINKING_WORDS), len(words)) - 1
    if not words or not words[head].replace("-", "").isalpha():
        return ()
    noun = words[head]
    parts = split_compound(noun)
    stems = [find_lemma(part) for part in parts]
    if len(parts) == 1:
        stems = [find_lemma(noun)]
    # The first two parts of three are a compound as well: "gemeenteraad" in "gemeenteraadsverkiezing".
    for number in range(2, len(parts)):
        before = noun[: noun.rfind(parts[number])]
        stems = [noun[: before.rfind(parts[number - 1]) + len(parts[number - 1])], *stems]
    return tuple(dict.fromkeys(stems))


def find_families(labels: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Return for each concept the others that share a stem with it, the nearest first; none for most.

    A concept whose whole name is part of another is nearest; then what shares the rarest stem. The limit: words are
    compared, not meanings, so *bestuurskracht* is kin to *lokaal bestuur* and not to *draagkracht*.

    Args:
        labels: names of concepts by id.
    """
    whole = {concept_id: find_lemma(label.lower()) for concept_id, label in labels.items() if " " not in label}
    stems = {concept_id: set(find_stems(label)) | {whole.get(concept_id, "")} for concept_id, label in labels.items()}
    holders: dict[str, list[str]] = {}
    for concept_id in sorted(labels):
        for stem in stems[concept_id]:
            if len(stem) >= SHORTEST_STEM and stem not in GENERAL:
                holders.setdefault(stem, []).append(concept_id)
    found: dict[str, dict[str, tuple[bool, int]]] = {}
    for stem, ids in holders.items():
        is_named = any(whole.get(concept_id) == stem for concept_id in ids)
        if len(ids) > LARGEST_FAMILY and not is_named:
            continue
        for one in ids:
            for other in ids:
                if one != other:
                    inside = stem in (whole.get(one), whole.get(other))
                    rank = (not inside, len(ids))
                    kin = found.setdefault(one, {})
                    kin[other] = min(kin.get(other, rank), rank)
    return {one: tuple(sorted(kin, key=lambda other: (kin[other], labels[other]))) for one, kin in found.items()}
