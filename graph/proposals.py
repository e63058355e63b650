"""Propose concepts that the thesaurus does not know: noun phrases far more frequent here than in Dutch at large."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from wordfreq import word_frequency

from graph.rows import Mention

RAREST = 1e-8
"""Frequency given to a phrase that the word list does not hold: its smallest step."""


@dataclass(frozen=True, slots=True)
class ProposalRules:
    """What a phrase must show before it is proposed."""

    min_mentions: int = 4
    min_documents: int = 2
    min_ratio: float = 25.0  # times as frequent as in Dutch at large
    most: int = 150


@dataclass(frozen=True, slots=True)
class Proposal:
    """A phrase with its score: Dunning's G² of its frequency here against Dutch at large."""

    lemma: str
    label: str  # as it is written most often: a lemma that no dictionary knows may be no word
    n_mentions: int
    n_documents: int
    score: float


def choose_proposals(
    candidates: Iterable[Mention], n_words: int, n_documents: int, rules: ProposalRules | None = None
) -> list[Proposal]:
    """Return the phrases worth proposing, the highest score first.

    The score is the log-likelihood of one corpus against the rate expected from the word list wordfreq (Dunning 1993;
    Rayson & Garside 2000, with the reference taken as known). A phrase that occurs only inside one longer proposal
    gives way to it.

    Args:
        candidates: mentions whose ``name`` is the lemma of the phrase.
        n_words: how many words the documents hold.
        n_documents: how many documents there are; with fewer than three a phrase need only be in one.
    """
    rules = rules or ProposalRules()
    counts: Counter[str] = Counter()
    documents: defaultdict[str, set[str]] = defaultdict(set)
    written: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for mention in candidates:
        counts[mention.name] += 1
        documents[mention.name].add(mention.document_id)
        written[mention.name][mention.surface.lower()] += 1
    min_documents = rules.min_documents if n_documents >= 3 else 1
    found = []
    for lemma, count in counts.items():
        if count < rules.min_mentions or len(documents[lemma]) < min_documents:
            continue
        expected = max(word_frequency(lemma, "nl", minimum=RAREST), RAREST) * n_words
        if count < rules.min_ratio * expected:
            continue
        score = 2 * (count * math.log(count / expected) - (count - expected))
        forms = written[lemma]
        label = lemma if lemma in forms else min(forms, key=lambda form: (-forms[form], len(form), form))
        found.append(Proposal(lemma, label, count, len(documents[lemma]), score))
    inside = {
        word
        for proposal in found
        for word in proposal.lemma.split()
        if " " in proposal.lemma and counts[word] <= proposal.n_mentions * 1.25
    }
    kept = [proposal for proposal in found if proposal.lemma not in inside]
    return sorted(kept, key=lambda proposal: (-proposal.score, proposal.lemma))[: rules.most]
