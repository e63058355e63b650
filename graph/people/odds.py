"""What the pipeline thinks possible: how likely it holds a place for a person, and places it holds for one at all.

The pipeline decides word by word and keeps one reading. What it thought of beside it tells how sure it was, and where a
name may be that it missed.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from graph.people.passage import PassageView
from graph.people.spans import Found
from graph.people.suggested import read_suggestions
from graph.rows import USUAL, Kind, Sighting

PROPOSED = 0.03
"""The least likelihood of a possible person that is worth a judgement."""
UNTOLD = 0.3
"""How likely a person is that a pipeline did not see which tells no odds: it may well have thought of one."""
STEPS = (0.001, 0.01, 0.05, 0.15, 0.3, 0.5, 0.7, 0.85, 0.95, 0.99, 0.999)
"""Likelihoods that part the odds into twelve classes."""


@dataclass(frozen=True, slots=True)
class Odds:
    """What the pipeline thinks possible in one passage, in token numbers."""

    persons: dict[tuple[int, int], float] = field(default_factory=dict)
    others: Sequence[tuple[int, int, Kind, float]] = ()
    proposed: Sequence[Found] = ()  # persons that are likely enough to be judged
    unseen: float = 0.0  # how likely a person is that is not among them
    _persons_at: dict[int, list[tuple[int, int]]] = field(default_factory=dict, init=False, compare=False, repr=False)
    _others_at: dict[int, list[tuple[int, int, Kind, float]]] = field(
        default_factory=dict, init=False, compare=False, repr=False
    )

    def __post_init__(self) -> None:
        for place in self.persons:
            for at in range(*place):
                self._persons_at.setdefault(at, []).append(place)
        for other in self.others:
            for at in range(other[0], other[1]):
                self._others_at.setdefault(at, []).append(other)

    def touch_persons(self, start: int, end: int) -> set[tuple[int, int]]:
        """Return the possible persons that share a token with tokens start..end."""
        return {place for at in range(start, end) for place in self._persons_at.get(at, ())}

    def touch_others(self, start: int, end: int) -> set[tuple[int, int, Kind, float]]:
        """Return the possible places and organisations that share a token with tokens start..end."""
        return {other for at in range(start, end) for other in self._others_at.get(at, ())}


def tells_odds(sightings: Sequence[Sighting]) -> bool:
    """Return whether the pipeline that saw these names also told how likely it holds them."""
    return not sightings or any(item.likelihood != USUAL for item in sightings)


def weigh_sightings(view: PassageView, sightings: Sequence[Sighting], unseen: float = 0.0) -> Odds:
    """Return the odds in one passage; titles and loose marks are cut off a name as off those that stand."""
    persons: dict[tuple[int, int], float] = {}
    others: list[tuple[int, int, Kind, float]] = []
    proposed: dict[tuple[int, int], Found] = {}
    for item in sightings:
        if item.kind != "person":
            start = bisect_right(view.tokens, item.start, key=lambda token: token.end)
            end = bisect_left(view.tokens, item.end, key=lambda token: token.start)
            others.append((start, end, item.kind, item.likelihood))
            continue
        for found in read_suggestions(view, [item]):
            place = (found.start, found.end)
            if found.kind == "person":
                persons[place] = min(persons.get(place, 0.0) + item.likelihood, 1.0)
                if item.likelihood >= PROPOSED:
                    proposed.setdefault(place, found)
    return Odds(persons, others, list(proposed.values()), unseen)


def observe_odds(item: Found, odds: Odds, known: Sequence[str]) -> Iterator[str]:
    """Yield what the odds say of a candidate; ``known`` are observations to which they may mean something else."""
    place = (item.start, item.end)
    size = min(item.end - item.start, 3)
    covering = longer = shorter = crossing = 0.0
    for start, end in sorted(odds.touch_persons(*place)):
        likelihood = odds.persons[start, end]
        if start <= item.start and item.end <= end:
            covering += likelihood
            if (start, end) != place:
                longer = max(longer, likelihood)
        elif item.start <= start and end <= item.end:
            shorter = max(shorter, likelihood)
        else:
            crossing = max(crossing, likelihood)
    kinds: dict[Kind, float] = {}
    for _, _, kind, likelihood in odds.touch_others(*place):
        kinds[kind] = max(kinds.get(kind, 0.0), likelihood)
    exact = _step(odds.persons.get(place, odds.unseen))
    yield f"odds:{exact}"
    yield f"odds:{exact}:{size}"
    yield f"covered:{_step(max(covering, odds.unseen))}:{size}"
    yield f"in-longer:{_step(longer)}"
    yield f"over-shorter:{_step(shorter)}"
    yield f"crossed:{_step(crossing)}"
    yield f"organisation:{_step(kinds.get('organisation', 0.0))}"
    yield f"place:{_step(kinds.get('place', 0.0))}"
    for observation in known:
        yield f"odds+{observation}:{exact}"


def _step(likelihood: float) -> int:
    return bisect_right(STEPS, likelihood)
