"""Choose the persons among all candidates: one decision, by weights that were learnt from marked texts.

Rules, lists and the trained pipeline only propose. Each candidate is judged twice by a sum of weights (logistic
regression): first by what is to be seen at its own place, then also by how likely the same name, a longer form of it
and its rivals in the same place are elsewhere in the document. What is likely enough stands, the likeliest first.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from graph.people.evidence import Evidence, gather_evidence, observe
from graph.people.further import propose_further
from graph.people.grammar import NUMERAL
from graph.people.lexicon import PARTICLES
from graph.people.odds import Odds, observe_odds
from graph.people.passage import PassageView
from graph.people.roles import CIVIL, is_role
from graph.people.spans import Found
from graph.weights import Weights, add_up

THRESHOLD = 0.5
CAREFUL = 0.65
"""The threshold for a new name where hardly anyone is named in full: there a wrong person is a large part of all."""
SPARSE = ("0", "rare")
BESIDE_ODDS = ("source:", "prior:", "share:")
"""Observations beside which the odds mean more or less."""
GENERATIONS = frozenset("jr sr junior senior i ii iii iv".split())
FAMILIAR = 0.0
"""The threshold for a surname with a particle whose bearer stands in full in the document, unless it may be a place."""
AGREED = 0.4
"""The threshold for a listed first name with a surname that rules and pipeline both see, or that stands elsewhere."""
ADDRESSED = 0.25
"""The threshold behind a form of address, and behind a degree for initials: "mevrouw De Winde", "drs. G. Mol"."""
WORD = re.compile(r"[^\W\d_][\w'-]*")
STEPS = 5
ADDRESSES = frozenset("mevrouw meneer mijnheer heer mw. mw mevr. mevr dhr. dhr".split())
CABINETS = frozenset("kabinet kabinet- regering regering- coalitie ministerie".split())


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible person in one passage of a document, with what was observed of it."""

    passage: int
    found: Found
    words: tuple[str, ...]  # in small letters, without particles and possessive -s
    observed: tuple[str, ...]
    needs_care: bool = False  # an office, or a new name where hardly anyone is named in full
    is_agreed: bool = False  # a listed first name with a surname, seen by rules and pipeline
    is_addressed: bool = False  # "mevrouw" or the like stands before it
    may_be_place: bool = False  # its last word is that of a place: "Van Utrecht tot Gouda"


def list_candidates(
    views: Sequence[PassageView],
    ruled: Sequence[Sequence[Found]],
    seen: Sequence[Sequence[Found]],
    proposed: Sequence[Sequence[Found]],
    odds: Sequence[Odds],
) -> list[Candidate]:
    """Return everything in a document that may be a person, passage by passage.

    Args:
        views: the passages.
        ruled: what the rules find by themselves.
        seen: what the pipeline suggests.
        proposed: what rules and suggestions come to when they are put together.
        odds: what the pipeline thinks possible.
    """
    persons: list[list[Found]] = []
    for view, own, other, joint, thought in zip(views, ruled, seen, proposed, odds, strict=True):
        found: dict[tuple[int, int], Found] = {}
        for item in (*joint, *own, *other, *thought.proposed):
            if item.kind == "person":
                found.setdefault((item.start, item.end), item)
        for item in other:
            # what the pipeline takes for another kind may be a person all the same
            if item.kind != "person" and item.end - item.start <= 4 and view.is_capital(item.end - 1):
                person = Found(item.start, item.end, "person", item.name, (), item.name)
                found.setdefault((item.start, item.end), person)
        persons.append([found[place] for place in sorted(found) if not _means_nobody(view, found[place])])
    for items, view, more in zip(persons, views, propose_further(views, persons), strict=True):
        places = {(item.start, item.end) for item in items}
        new = {(item.start, item.end): item for item in more if not _means_nobody(view, item)}
        items.extend(item for place, item in new.items() if place not in places)
        items.sort(key=lambda item: (item.start, item.end))
    evidence = gather_evidence(views, ruled, seen, persons)
    return [
        Candidate(
            number,
            item,
            _bare_words(view, item),
            _observe(view, item, number, evidence, odds[number]),
            (evidence.density in SPARSE and not _opens_with_first_name(view, item)) or _is_office(view, item),
            _opens_with_first_name(view, item) and _is_agreed(item, number, evidence),
            _is_addressed(view, item),
            view.form(item.end - 1) in view.lexicon.places,
        )
        for number, (view, items) in enumerate(zip(views, persons, strict=True))
        for item in items
        if not _goes_beyond_surname(view, item, evidence)
    ]


def _is_addressed(view: PassageView, item: Found) -> bool:
    """Return whether a form of address stands right before the name, or a degree before one with initials."""
    before = view.word(item.start - 1).lower()
    if view.begins_sentence(item.start):
        return False
    return before in ADDRESSES or (before in CIVIL and view.is_initials(item.start))


def _is_office(view: PassageView, item: Found) -> bool:
    """Return whether the name is a single word that is an office and on no list of names: "Spreker"."""
    word, lexicon = view.form(item.start), view.lexicon
    if item.end - item.start > 1 or lexicon.is_surname(word) or lexicon.is_first_name(word):
        return False
    return is_role(word, lexicon)


def _is_agreed(item: Found, number: int, evidence: Evidence) -> bool:
    place = (item.start, item.end)
    return place in evidence.ruled[number] and evidence.seen[number].get(place) == "person"


def _goes_beyond_surname(view: PassageView, item: Found, evidence: Evidence) -> bool:
    """Return whether a surname of the document and the next word were taken for a name: "noemt Meijs Kairos"."""
    if item.end - item.start != 2 or view.form(item.start) not in evidence.family:
        return False
    last = view.form(item.end - 1)
    return last not in evidence.given and last.lower().rstrip(".") not in GENERATIONS


def _observe(view: PassageView, item: Found, number: int, evidence: Evidence, odds: Odds) -> tuple[str, ...]:
    seen = observe(view, item, number, evidence)
    joint = [name for name in seen if name.startswith(BESIDE_ODDS) and name.count(":") < 3]
    return (*seen, *observe_odds(item, odds, joint))


def _means_nobody(view: PassageView, item: Found) -> bool:
    """Return whether the name stands in a saying, is that of a government ("Rutte IV"), or holds a plus: "LHBTQIA+"."""
    if any("+" in view.word(at) for at in range(item.start, item.end)):
        return True
    phrase = view.phrase_at(item.start)
    if phrase is not None and phrase[1] == "nothing":
        return True
    last = item.end if NUMERAL.fullmatch(view.word(item.end)) and not view.begins_sentence(item.end) else item.end - 1
    numbered = bool(NUMERAL.fullmatch(view.word(last))) and last - item.start == 1
    word = view.form(item.start)
    if not numbered or view.lexicon.is_first_name(word):
        return False
    return view.lexicon.is_surname(word) or view.is_word(item.start) or view.word(item.start - 1).lower() in CABINETS


def _opens_with_first_name(view: PassageView, item: Found) -> bool:
    """Return whether the name is a first name that is nothing else, with a surname."""
    return bool(item.given and item.surname) and view.lexicon.is_plain_first_name(view.form(item.start))


def _bare_words(view: PassageView, item: Found) -> tuple[str, ...]:
    text = " ".join(view.word(at) for at in range(item.start, item.end))
    words = (word.removesuffix("'s").lower() for word in WORD.findall(text))
    return tuple(word for word in words if word not in PARTICLES)


def rate(candidates: Sequence[Candidate], weights: Weights) -> list[float]:
    """Return how likely each candidate of one document is a person, 0..1."""
    first = [add_up(item.observed, weights.first) for item in candidates]
    context = observe_others(candidates, first)
    return [add_up((*item.observed, *more), weights.second) for item, more in zip(candidates, context, strict=True)]


def observe_others(candidates: Sequence[Candidate], likely: Sequence[float]) -> list[list[str]]:
    """Return for each candidate of a document what the others tell: namesakes, longer forms, rivals, neighbours."""
    bearers: dict[str, list[int]] = {}
    holders: dict[tuple[int, int], list[int]] = {}  # by passage and token
    starting: dict[tuple[int, int], list[int]] = {}
    ending: dict[tuple[int, int], list[int]] = {}
    for index, item in enumerate(candidates):
        for word in set(item.words):
            bearers.setdefault(word, []).append(index)
        for at in range(item.found.start, item.found.end):
            holders.setdefault((item.passage, at), []).append(index)
        starting.setdefault((item.passage, item.found.start), []).append(index)
        ending.setdefault((item.passage, item.found.end), []).append(index)
    result = []
    for index, item in enumerate(candidates):
        places = range(item.found.start, item.found.end)
        rivals = {other for at in places for other in holders[item.passage, at]} - {index}
        related = {other for word in set(item.words) for other in bearers[word]} - rivals - {index}
        behind = starting.get((item.passage, item.found.end + 1), [])
        beside = behind + ending.get((item.passage, item.found.start - 1), [])
        name = item.found.name.lower()
        same = [likely[other] for other in related if candidates[other].found.name.lower() == name]
        longer = [likely[other] for other in related if len(candidates[other].words) > len(item.words)]
        shorter = [likely[other] for other in related if len(candidates[other].words) < len(item.words)]
        size, own = min(len(item.words), 2), _step([likely[index]])
        mean = _step([sum(sorted(same)) / len(same)]) if same else "-"
        against = _step([likely[other] for other in rivals])
        result.append(
            [
                f"own:{own}", f"same:{_step(same)}:{size}", f"mean:{mean}:{size}", f"longer:{_step(longer)}:{size}",
                f"shorter:{_step(shorter)}:{size}", f"rival:{against}",
                f"beside:{_step([likely[other] for other in beside])}", f"own+same:{own}:{_step(same)}",
                f"own+longer:{own}:{_step(longer)}:{size}", f"own+rival:{own}:{against}",
            ]
        )  # fmt: skip
    return result


def _step(likely: Sequence[float]) -> str:
    """Return the highest of ``likely`` as one of seven steps."""
    if not likely:
        return "-"
    best = max(likely)
    return "top" if best >= 0.95 else str(int(best * STEPS))


def choose(candidates: Sequence[Candidate], likely: Sequence[float], threshold: float = THRESHOLD) -> list[Candidate]:
    """Return the candidates that stand: the likeliest first, of equals the first and longest, without overlap."""
    kept: list[Candidate] = []
    order = sorted(
        range(len(candidates)),
        key=lambda at: (-likely[at], candidates[at].passage, candidates[at].found.start, -candidates[at].found.end),
    )
    taken: dict[int, set[int]] = {}
    known: set[str] = set()  # words of the persons that stand
    surnames: set[str] = set()  # theirs, those with a particle
    named: set[str] = set()  # the full names that stand
    for at in order:
        item = candidates[at]
        places = range(item.found.start, item.found.end)
        least = threshold
        if item.needs_care and known.isdisjoint(item.words):
            least = max(threshold, CAREFUL)
        elif item.is_addressed:
            least = min(threshold, ADDRESSED)
        elif item.is_agreed or item.found.name in named:
            least = min(threshold, AGREED)
        elif item.found.name.lower() in surnames and not item.may_be_place:
            least = min(threshold, FAMILIAR)
        if likely[at] >= least and not taken.setdefault(item.passage, set()).intersection(places):
            taken[item.passage].update(places)
            known.update(item.words)
            if item.found.given and item.found.surname:
                named.add(item.found.name)
                if " " in item.found.surname:
                    surnames.add(item.found.surname.lower())
            kept.append(item)
    return kept
