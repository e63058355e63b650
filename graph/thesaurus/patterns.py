"""Patterns by which the language pipeline finds the concepts of a thesaurus. Touches no file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Literal

from graph.rows import LabelPattern
from graph.thesaurus.concepts import Concept, Thesaurus, fold, is_abbreviation, plain
from graph.thesaurus.inflection import find_base, inflect_hidden, inflect_label, inflect_verb


def make_patterns(thesaurus: Thesaurus, split: Callable[[str], Sequence[str]] = str.split) -> tuple[LabelPattern, ...]:
    """Return every way in which the concepts are written, as patterns for the language pipeline.

    Abbreviations ("Wmo", "Ow") are compared exactly; other labels by their lower-cased forms, inflected by rule, and
    preferred and alternative labels by lemma as well. A form that two concepts lay claim to goes to the one that
    carries it as a label of its own, else to the first by name.

    Args:
        thesaurus: The concepts.
        split: Splits a label into words just as the pipeline splits running text (apostrophes are straight: ').

    Returns:
        Distinct patterns: first the labels themselves, then forms made by rule, lemmas, negative patterns and
        conditions.
    """
    found: dict[tuple[str, tuple[str, ...]], LabelPattern] = {}
    blocked = {c.concept_id: {fold(phrase) for phrase in c.excluded} for c in thesaurus.concepts}

    def add(concept: Concept, texts: Iterable[str], attribute: Literal["exact", "form", "lemma"]) -> None:
        for text in texts:
            words = tuple(split(text))
            if not words or fold(text) in blocked[concept.concept_id]:
                continue
            written = found.get(("form", words))
            if attribute != "lemma" or written is None or written.concept_id == concept.concept_id:
                found.setdefault((attribute, words), LabelPattern(concept.concept_id, words, attribute))

    for concept in thesaurus.concepts:
        for label in (concept.label, *concept.alt_labels, *concept.hidden_labels, *concept.terms):
            if is_abbreviation(label):
                add(concept, (plain(label),), "exact")
            else:
                add(concept, (plain(label).lower(),), "form")
    for concept in thesaurus.concepts:
        written = [text for text in (concept.label, *concept.alt_labels, *concept.terms) if not is_abbreviation(text)]
        for label in written:
            add(concept, inflect_label(plain(label)), "form")
        for label in concept.hidden_labels:
            if not is_abbreviation(label):
                add(concept, inflect_hidden(plain(label)), "form")
        for verb in concept.verbs:
            add(concept, inflect_verb(plain(verb)), "form")
    for concept in thesaurus.concepts:
        written = [text for text in (concept.label, *concept.alt_labels, *concept.terms) if not is_abbreviation(text)]
        add(concept, (find_base(plain(label)) for label in written), "lemma")
        add(concept, (plain(verb).replace("|", "").lower() for verb in concept.verbs), "lemma")
    negative = dict.fromkeys(
        LabelPattern(concept.concept_id, tuple(split(plain(phrase).lower())), "form", negative=True)
        for concept in thesaurus.concepts
        for phrase in concept.excluded
    )
    conditions = [
        LabelPattern(concept.concept_id, tuple(plain(condition).split()), "context", negative=True)
        for concept in thesaurus.concepts
        for condition in concept.conditions
    ]
    return (*found.values(), *negative, *conditions)
