"""Find the names of persons, organisations and places in the tokens of one document."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graph.people.judging import Candidate, choose, list_candidates, rate
from graph.people.lexicon import NameLexicon
from graph.people.odds import UNTOLD, tells_odds, weigh_sightings
from graph.people.passage import FOOTNOTE, PassageView
from graph.people.persons import find_famous, find_person
from graph.people.roles import find_role
from graph.people.spans import Found
from graph.people.spread import spread_names
from graph.people.suggested import find_known, read_suggestions, settle_kinds, weigh
from graph.people.things import find_headed, find_listed, find_street, skip_saying
from graph.rows import NameSpan, Sighting, Token

WORD = re.compile(r"[\w']")
MAX_NAME = 120
"""Characters; anything longer is no name but a damaged text."""


def find_names(
    passages: Sequence[Sequence[Token]], lexicon: NameLexicon, suggested: Sequence[Sighting] | None = None
) -> list[NameSpan]:
    """Return the names in one document, in reading order, without overlap.

    Titles, roles and a separate possessive apostrophe stay out of the span; a glued possessive -s stays in the
    span (it is part of the token) and is taken off ``name``.

    Args:
        passages: the tokens of each passage of the document.
        lexicon: the lists of names.
        suggested: names that the language pipeline saw or thought possible.
            None if there is no pipeline that sees names: then rules and lists decide alone.
    """
    views = [PassageView(tokens, lexicon) for tokens in passages]
    if suggested is None:
        found = [_read_passage(view) for view in views]
        spread_names(views, found)
    else:
        found, candidates = propose_names(views, suggested)
        chosen = choose(candidates, rate(candidates, lexicon.weights))
        persons: dict[int, list[Found]] = {}
        for person in chosen:
            persons.setdefault(person.passage, []).append(person.found)
        found = [_replace_persons(items, persons.get(number, [])) for number, items in enumerate(found)]
    _spread_abbreviations(views, found)
    spans: list[NameSpan] = []
    for number, (view, names) in enumerate(zip(views, found, strict=True)):
        for item in names:
            start, end = view.tokens[item.start].start, view.tokens[item.end - 1].end
            end -= len(view.words[item.end - 1]) - len(FOOTNOTE.sub("", view.words[item.end - 1]))
            if end - start <= MAX_NAME:
                role = find_role(view, item.start, item.end) if item.kind == "person" else ""
                spans.append(NameSpan(number, start, end, item.kind, item.name, role))
    return spans


def propose_names(
    views: Sequence[PassageView], suggested: Sequence[Sighting]
) -> tuple[list[list[Found]], list[Candidate]]:
    """Return what rules and suggestions come to together, by passage, and all that may be a person."""
    ruled = [_read_passage(view) for view in views]
    by_passage: list[list[Sighting]] = [[] for _ in views]
    for item in suggested:
        by_passage[item.passage].append(item)
    seen = [
        read_suggestions(view, [item for item in items if item.stands])
        for view, items in zip(views, by_passage, strict=True)
    ]
    unseen = 0.0 if tells_odds(suggested) else UNTOLD
    odds = [weigh_sightings(view, items, unseen) for view, items in zip(views, by_passage, strict=True)]
    known = find_known([*views, *views], [*ruled, *seen])
    joint = [weigh(*three, known) for three in zip(views, ruled, seen, strict=True)]
    settle_kinds(views, joint)
    spread_names(views, joint)
    spread_names(views, ruled)
    return joint, list_candidates(views, ruled, seen, joint, odds)


def _replace_persons(items: Sequence[Found], persons: Sequence[Found]) -> list[Found]:
    """Return the names of a passage with the chosen ``persons`` in the place of those that were proposed."""
    taken = {at for item in persons for at in range(item.start, item.end)}
    others = [item for item in items if item.kind != "person" and not taken.intersection(range(item.start, item.end))]
    return sorted([*persons, *others], key=lambda item: item.start)


def _read_passage(view: PassageView) -> list[Found]:
    found: list[Found] = []
    at = 0
    while at < len(view):
        if not _may_open(view.words[at], view.lexicon):
            at += 1
            continue
        at = skip_saying(view, at)
        item = _read_name(view, at) if at < len(view) else None
        if item is None:
            at += 1
            continue
        while found and found[-1].end > item.start:
            found.pop()
        found.append(item)
        at = item.end
        if item.kind == "organisation" and _is_bracketed_abbreviation(view, at):
            found.append(Found(at + 1, at + 2, "organisation", view.word(at + 1)))
            at += 2
    return found


def _may_open(word: str, lexicon: NameLexicon) -> bool:
    """Return whether a name can begin with ``word``: not with a mark, nor with a common word in small letters."""
    if word.isalpha():
        return not word.islower() or word in lexicon.phrases or word in lexicon.heads_before
    return bool(WORD.search(word))


def _is_bracketed_abbreviation(view: PassageView, at: int) -> bool:
    return view.word(at) == "(" and view.is_abbreviation(at + 1) and view.word(at + 2) == ")"


def _spread_abbreviations(views: Sequence[PassageView], found: Sequence[list[Found]]) -> None:
    """Add the further mentions of an abbreviation that was explained in brackets."""
    known = {item.name for items in found for item in items if item.kind == "organisation" and item.name.isupper()}
    for view, items in zip(views, found, strict=True):
        taken = {index for item in items for index in range(item.start, item.end)}
        for at, form in enumerate(() if view.is_shouted else view.forms):
            if form in known and at not in taken:
                items.append(Found(at, at + 1, "organisation", form))
        items.sort(key=lambda item: item.start)


def _read_name(view: PassageView, at: int) -> Found | None:
    figure = find_famous(view, at)
    if figure:
        return figure
    listed = find_listed(view, at)
    is_name = view.lexicon.is_first_name(view.form(at)) and view.is_capital(at + 1)
    if listed and (listed.end > at + 1 or (listed.kind == "organisation" and not is_name)):
        return listed
    return find_headed(view, at) or find_person(view, at) or listed or find_street(view, at)
