"""The concepts of a thesaurus, what makes a sound list of them, and how their labels are compared. Touches no file."""

from __future__ import annotations

from dataclasses import dataclass

from graph.errors import ReadableError
from graph.rows import make_slug

SCHEME_URI = "https://begrippengraaf.example/id/begrippenlijst"
LICENCE_URI = "https://creativecommons.org/licenses/by/4.0/"


@dataclass(frozen=True, slots=True)
class Concept:
    """A concept of the thesaurus. ``broader`` and ``related`` hold concept ids (a URI if it leads nowhere)."""

    concept_id: str  # "c:<slug of the preferred label>"
    uri: str
    label: str
    alt_labels: tuple[str, ...] = ()
    hidden_labels: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()  # narrower words that count as this concept: "boer" for "landbouw"
    verbs: tuple[str, ...] = ()  # infinitives of regular verbs, a bar after a particle: "samen|werken"
    broader: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    definition: str = ""
    theme: str = ""
    excluded: tuple[str, ...] = ()  # phrases that are not this concept; "*" stands for one to three words
    conditions: tuple[str, ...] = ()  # where a term means something else: "aan … verbonden & !elkaar"


@dataclass(frozen=True, slots=True)
class Thesaurus:
    """A concept scheme; concepts are sorted by label, themes by name. ``fingerprint`` covers content, not layout."""

    title: str
    concepts: tuple[Concept, ...]
    themes: tuple[str, ...] = ()
    fingerprint: str = ""
    uri: str = SCHEME_URI
    version: str = ""
    licence: str = LICENCE_URI
    description: str = ""


def check_thesaurus(thesaurus: Thesaurus, name: str = "thesaurus.ttl") -> None:
    """Raise a ReadableError that names the first fault of the thesaurus; ``name`` is the file to mention."""
    where = f"De begrippenlijst {name}"
    if not thesaurus.concepts:
        raise ReadableError(f"{where} bevat geen enkel begrip (skos:Concept). Kies een ander SKOS-bestand.")
    by_id = {concept.concept_id: concept for concept in thesaurus.concepts}
    preferred: dict[str, Concept] = {}
    for concept in thesaurus.concepts:
        if not concept.label:
            raise ReadableError(
                f"{where} geeft het begrip <{concept.uri}> geen Nederlandse naam. "
                'Voeg er een toe, bijvoorbeeld: skos:prefLabel "verbinding"@nl.'
            )
        other = preferred.setdefault(fold(concept.label), concept)
        if other is not concept:
            raise ReadableError(
                f"{where} noemt twee begrippen “{concept.label}”: <{other.uri}> en <{concept.uri}>. "
                "Geef een van beide een andere naam of voeg ze samen."
            )
        for kind, targets in (("broader", concept.broader), ("related", concept.related)):
            for target in targets:
                if target not in by_id:
                    raise ReadableError(
                        f"{where} laat “{concept.label}” met skos:{kind} verwijzen naar <{target}>, "
                        "maar dat begrip staat er niet in. Voeg het toe of haal de verwijzing weg."
                    )
    _check_shared_labels(thesaurus, where)
    _check_cycles(by_id, where)


def is_abbreviation(label: str) -> bool:
    """Answer whether a label is compared exactly: one word with a capital inside ("AMvB"), or a short one ("Ow")."""
    return " " not in label and (label[1:] != label[1:].lower() or (len(label) <= 3 and label != label.lower()))


def plain(text: str) -> str:
    """Return the text with straight apostrophes, as the language pipeline has them."""
    return text.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")


def fold(text: str) -> str:
    """Return the text as it is compared when case does not matter."""
    return plain(text).casefold()


def sort_key(text: str) -> tuple[str, str]:
    """Return what labels are sorted by: accents and case only break ties."""
    return make_slug(text), text


def _check_shared_labels(thesaurus: Thesaurus, where: str) -> None:
    owners: dict[str, Concept] = {}
    for concept in thesaurus.concepts:
        for label in (concept.label, *concept.alt_labels, *concept.hidden_labels, *concept.terms):
            key = plain(label) if is_abbreviation(label) else fold(label)
            other = owners.setdefault(key, concept)
            if other is not concept:
                raise ReadableError(
                    f"{where} geeft de term “{label}” aan twee begrippen: “{other.label}” en “{concept.label}”. "
                    "Laat de term bij één van beide staan."
                )


def _check_cycles(by_id: dict[str, Concept], where: str) -> None:
    done: set[str] = set()
    for start in by_id:
        trail: list[str] = []
        stack = [(start, iter(by_id[start].broader))] if start not in done else []
        while stack:
            node, parents = stack[-1]
            if len(trail) < len(stack):
                trail.append(node)
            parent = next(parents, None)
            if parent is None:
                done.add(node)
                stack.pop()
                trail.pop()
            elif parent in trail:
                circle = [*trail[trail.index(parent) :], parent]
                names = " → ".join(f"“{by_id[concept_id].label}”" for concept_id in circle)
                raise ReadableError(f"{where} bevat een kring van bredere begrippen: {names}. Haal één stap weg.")
            elif parent not in done:
                stack.append((parent, iter(by_id[parent].broader)))
