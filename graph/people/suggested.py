"""Names that the trained part of the language pipeline saw, made into finds and weighed against those of the rules."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence

from graph.people.grammar import NUMERAL, make_person, read_particles
from graph.people.lexicon import is_ordinary_word
from graph.people.passage import PassageView
from graph.people.persons import find_reversed, is_unknown
from graph.people.roles import CIVIL, is_role, shows_person
from graph.people.spans import Found, join_words
from graph.rows import Kind, Sighting

MARKS = frozenset(",;:.()[]\"'-–—/*•|")
CALLED = frozenset("heer heeren heren dames mevrouw mej. dhr. mw.".split())
ADDRESS = frozenset("heer mevrouw meneer mijnheer mej. mw. mevr. dhr. dr. drs. mr. juffrouw".split())
ROLL_PARTICLES = frozenset("van de den der ten ter 't".split())
RARE_PARTICLES = frozenset("ten ter 't".split())
BRACKETS = frozenset("()'\"")
PLACE_WORDS = frozenset("in te nabij".split())
PATRONYMIC = re.compile(r"[A-Z][a-z]{0,4}zn?\.?")
"""The father's name, cut short, after a surname: "Jzn.", "Pz."."""
LONGEST = 10
"""Tokens of a name with a nickname in brackets and quotation marks."""


def read_suggestions(view: PassageView, spans: Sequence[Sighting]) -> list[Found]:
    """Return the suggested names of one passage as finds.

    Titles and loose marks at the ends are cut off, a row of names is parted at its commas, and a name that was cut
    at a nickname or before its initials is made whole.
    """
    bounds: list[tuple[int, int, Kind]] = []
    for span in spans:
        start = bisect_right(view.tokens, span.start, key=lambda token: token.end)
        end = bisect_left(view.tokens, span.end, key=lambda token: token.start)
        if start < end:
            bounds.extend(_part(view, start, end, span.kind))
    found: list[Found] = []
    for start, end, kind in _mend(view, bounds):
        start, end = _trim(view, start, end, kind == "person")
        if start >= end or not any(letter.isupper() for index in range(start, end) for letter in view.word(index)):
            continue
        if kind == "person":
            none = _is_cabinet(view, start, end) or _is_salutation(view, start, end)
            item = None if none else read_person(view, start, end)
        else:
            item = Found(start, end, kind, join_words([view.form(index) for index in range(start, end)]))
        if item is not None and not (found and found[-1].end > item.start):
            found.append(item)
    return found


def _part(view: PassageView, start: int, end: int, kind: Kind) -> list[tuple[int, int, Kind]]:
    """Cut a row of persons at its commas, and any name where a new line or sentence begins."""
    pieces: list[tuple[int, int, Kind]] = []
    at = start
    for index in range(start, end + 1):
        comma = kind == "person" and view.word(index) in (",", ";") and not _is_reversed(view, at, end)
        fresh = index > at and view.begins_sentence(index)
        if index == end or comma or fresh:
            if index > at:
                pieces.append((at, index, kind))
            at = index + 1 if comma else index
    return pieces


def _is_reversed(view: PassageView, start: int, end: int) -> bool:
    item = find_reversed(view, start)
    return item is not None and item.end >= end - 1


def _mend(view: PassageView, bounds: Sequence[tuple[int, int, Kind]]) -> list[tuple[int, int, Kind]]:
    """Join what belongs together: "Salomon (‘Mon’) Ferrier", "Emeka" + "Obi", "Aarts-de Koning" + "M.C."."""
    mended: list[tuple[int, int, Kind]] = []
    for start, end, kind in sorted(bounds):
        if mended and kind == mended[-1][2] == "person":
            before, last, _ = mended[-1]
            between = [view.word(index) for index in range(last, start)]
            whole = end - before <= LONGEST and not any(view.begins_sentence(at) for at in range(before + 1, end))
            nickname = _holds_nickname(view, last, start)
            initials = between == [","] and all(view.is_initials(at) for at in range(start, end))
            beside = not between and last - before == 1 and not view.word(before).endswith("'s")
            if whole and (nickname or initials or beside):
                mended[-1] = (before, end, kind)
                continue
        mended.append((start, end, kind))
    return mended


def _holds_nickname(view: PassageView, start: int, end: int) -> bool:
    """Return whether tokens start..end are marks around a nickname, or the marks on one side of it."""
    words = [view.word(index) for index in range(start, end)]
    if not words or len(words) > 5 or words[0] not in BRACKETS or words[-1] not in BRACKETS:
        return False
    inside = [word for word in words if word not in BRACKETS]
    return len(words) <= 2 if not inside else len(inside) == 1 and inside[0][0].isupper()


def _trim(view: PassageView, start: int, end: int, is_person: bool) -> tuple[int, int]:
    while start < end and view.word(start) in MARKS:
        start += 1
    while start < end and view.word(end - 1) in MARKS and not (end - start > 2 and view.word(end - 1) == ")"):
        end -= 1
    while is_person and start < end and (view.word(start).lower() in CIVIL or _is_office(view, start, end)):
        start += 1
    if is_person and end - start > 1 and _is_compound_office(view, start):
        start += 1
    if is_person and start < end:
        end = _take_after(view, start, end)
    if is_person and end - start > 1 and view.word(end) == ":" and view.is_word(end - 1):
        # the label of the next line of a letter head: "Idris Sheikh Verzonden:"
        end -= 1
    if is_person and start < end:
        if all(view.is_initials(at) or NUMERAL.fullmatch(view.word(at)) for at in range(start, end)):
            return start, start
        if not view.is_initials(start):
            start = _take_before(view, start)
        if _opens_with_preposition(view, start, end):
            start += 1
        if end - start == 1 and is_unknown(view, end) and not view.begins_sentence(end):
            # an unknown word with a capital right after a single name: "Emeka Obi"
            end += 1
    return start, end


def _take_after(view: PassageView, start: int, end: int) -> int:
    """Take the surname after a particle that ends a name into it, and a patronymic: "Steenbergen Azn."."""
    while end < len(view) and view.is_particle(end - 1) and end - start > 1 and not view.begins_sentence(end):
        if not (view.is_particle(end) or view.is_capital(end)):
            break
        end += 1
    if end < len(view) and PATRONYMIC.fullmatch(view.word(end)) and not view.begins_sentence(end):
        end += 1
    glued = view.word(end) == "." and view.is_glued(end - 1)
    return end + 1 if glued and PATRONYMIC.fullmatch(view.word(end - 1)) and end - start > 1 else end


def _opens_with_preposition(view: PassageView, start: int, end: int) -> bool:
    """Return whether "Van" at the head of a sentence is a preposition: "Van Bach tot Hazes"."""
    if view.word(start) != "Van" or not view.opens(start) or end - start != 2:
        return False
    head = view.form(start + 1)
    return f"van {head}" not in view.lexicon.surnames and (
        head in view.lexicon.famous or view.word(end) in ("tot", "en")
    )


def _is_office(view: PassageView, at: int, end: int) -> bool:
    word = view.word(at)
    known = view.lexicon.is_surname(view.form(at)) or view.lexicon.is_first_name(view.form(at))
    return is_role(word, view.lexicon) and (word.islower() or not known) and at + 1 < end


def _is_compound_office(view: PassageView, at: int) -> bool:
    """Return whether the word is an office of something with a name: "Ajax-doelman", "VVD-Kamerlid"."""
    head, hyphen, tail = view.word(at).rpartition("-")
    return (
        bool(head and hyphen)
        and tail.islower()
        and not view.lexicon.is_first_name(tail.capitalize())
        and (is_role(tail, view.lexicon) or is_ordinary_word(tail))
    )


def _take_before(view: PassageView, start: int) -> int:
    """Take initials that stand before a name into it, and in a roll of gentlemen the particles: "de heer ten Kate"."""
    while start > 0 and view.is_initials(start - 1) and not view.begins_sentence(start):
        start -= 1
    here = start
    while here > 0 and view.word(here - 1) in ROLL_PARTICLES and not view.begins_sentence(here):
        here -= 1
    if here < start:
        before = view.word(here - 1).lower()
        called = before in CALLED or (before in (",", "en", ":") and "heeren" in view.words)
        rare = view.word(here) in RARE_PARTICLES and view.word(start) in view.lexicon.surname_heads
        if (called or rare) and not view.begins_sentence(here):
            return here
    return start


def _is_cabinet(view: PassageView, start: int, end: int) -> bool:
    """Return whether the name is that of a government, or a phrase that begins with a small word."""
    if NUMERAL.fullmatch(view.word(end - 1)) or NUMERAL.fullmatch(view.word(end)):
        return view.word(start - 1).lower() in ("kabinet", "regering", "ministerie", "coalitie")
    small = view.word(start).islower() and view.is_particle(start) and view.word(start) != "'t"
    return small and view.word(start - 1).lower() not in (*CALLED, ",", "en", ":", "", "(") and end - start > 2


def _is_salutation(view: PassageView, start: int, end: int) -> bool:
    """Return whether the word greets somebody: "Lieve tante,"."""
    return start == 0 and end == 1 and view.is_word(0) and view.word(1).islower() and view.word(2) == ","


def read_person(view: PassageView, start: int, end: int) -> Found | None:
    """Return tokens start..end as the name of a person, parted in given names and surname, or what it is instead."""
    if any(view.word(index) == "," for index in range(start, end)):
        return find_reversed(view, start)
    lexicon = view.lexicon
    last_word = view.form(end - 1)
    if end - start > 1 and last_word in lexicon.heads_after and not lexicon.is_surname(last_word):
        return Found(start, end, "organisation", join_words([view.form(index) for index in range(start, end)]))
    given: list[str] = []
    here = start
    while here < end - 1 and not (
        view.is_particle(here) and (here > start or not lexicon.is_first_name(view.form(here)))
    ):
        given.append(view.word(here) if view.is_initials(here) else view.form(here))
        here += 1
    given = [word for word in given if word not in BRACKETS]
    last = [view.form(index) for index in range(here, end)]
    if not given and len(last) == 1:
        word = last[0]
        if lexicon.is_plain_first_name(word) or (lexicon.is_first_name(word) and not lexicon.is_surname(word)):
            return make_person(view, start, end, (word,), "")
    if len(given) > 1 and NUMERAL.fullmatch(given[-1]):
        # a ruler's land is nobody's surname: "Albert I van België"
        return make_person(view, start, end, tuple(given), "")
    small = [word.lower() if view.is_particle(here + n) and n < len(last) - 1 else word for n, word in enumerate(last)]
    return make_person(view, start, end, tuple(given), join_words(small))


def find_known(views: Sequence[PassageView], found: Sequence[Sequence[Found]]) -> frozenset[str]:
    """Return the single names that a document leaves no doubt about.

    They are the surnames (with a capital) and given names of persons who are named in full, and what was taken for a
    person at a place where its capital means something.
    """
    names: set[str] = set()
    for view, items in zip(views, found, strict=True):
        for item in items:
            if item.kind != "person":
                continue
            if item.given and item.surname:
                names |= {item.surname[:1].upper() + item.surname[1:], item.given[0]}
            elif item.end - item.start == 1 and not view.opens(item.start):
                names.add(item.name)
    return frozenset(names)


def weigh(
    view: PassageView, ruled: Sequence[Found], suggested: Sequence[Found], known: frozenset[str] = frozenset()
) -> list[Found]:
    """Return the names that stand when rules and suggestions are put together, in reading order, without overlap.

    Where they touch, the suggestion stands, but a person of the rules goes before a place or organisation of one
    word, and before pieces of itself. What only one of them found stands if it is no common word at the head of a
    sentence; ``known`` holds the surnames and given names of those who are named in full somewhere in the document.
    """
    kept = [_settle_kind(view, item) for item in suggested if not _is_doubtful(view, item, known)]
    for item in ruled:
        touching = [other for other in kept if other.start < item.end and item.start < other.end]
        if not touching:
            if not all(view.word(at).lower() in CIVIL for at in range(item.start, item.end)):
                kept.append(_settle_kind(view, _with_particles(view, item)))
        elif item.kind == "person" and _goes_before(view, item, touching):
            kept = [other for other in kept if other not in touching]
            kept.append(item)
    kept.sort(key=lambda item: item.start)
    return _fill_rows(view, kept)


def _with_particles(view: PassageView, item: Found) -> Found:
    """Return a lone name of the rules with the particles that a roll shows before it: "ten Kate"."""
    start = _take_before(view, item.start) if item.kind == "person" and item.end - item.start == 1 else item.start
    if start == item.start or view.is_initials(start):
        return item
    surname = join_words([view.form(at) for at in range(start, item.end)])
    return Found(start, item.end, "person", surname, (), surname)


def _fill_rows(view: PassageView, found: Sequence[Found]) -> list[Found]:
    """Add the surnames with particles that a row of persons left out: "Blom, van den Bosch, Cohen"."""
    filled: list[Found] = []
    starts = {item.start for item in found}
    for item in found:
        filled.append(item)
        while filled[-1].kind == "person" and view.word(filled[-1].end) in (",", "en"):
            at = filled[-1].end + 1
            parts, head = read_particles(view, at)
            if (
                not parts
                or not view.word(at).islower()
                or starts.intersection(range(at, head + 1))
                or not view.is_capital(head)
            ):
                break
            if view.word(head + 1) not in (",", "en", ".", ";") or (len(parts) == 1 and "heeren" not in view.words):
                break
            surname = join_words([*parts, view.form(head)])
            filled.append(Found(at, head + 1, "person", surname, (), surname))
    return filled


def _goes_before(view: PassageView, ruled: Found, touching: Sequence[Found]) -> bool:
    inside = all(ruled.start <= other.start and other.end <= ruled.end for other in touching)
    if not inside or _settle_kind(view, ruled).kind != "person":
        return False
    if all(other.kind != "person" for other in touching):
        return ruled.end - ruled.start > 1 or not _is_listed(view, touching[0])
    if any(view.word(at) == "," for at in range(ruled.start, ruled.end)):
        return True
    return len(touching) > 1 and all(other.end - other.start == 1 for other in touching)


def _is_listed(view: PassageView, item: Found) -> bool:
    return item.name in (view.lexicon.places if item.kind == "place" else view.lexicon.organisations)


def _settle_kind(view: PassageView, item: Found) -> Found:
    """Return ``item``, as a place if it is one word after "in", as a person after a form of address."""
    before = view.word(item.start - 1).lower() if not view.begins_sentence(item.start) else ""
    if item.kind != "person" and before in ADDRESS and item.end - item.start == 1:
        return Found(item.start, item.end, "person", item.name, (), item.name)
    if item.kind != "person" or item.end - item.start > 1 or item.given:
        return item
    if before in PLACE_WORDS:
        return Found(item.start, item.end, "place", item.name)
    return item


def _is_doubtful(view: PassageView, item: Found, known: frozenset[str]) -> bool:
    """Return whether a suggested person is more likely a common word that opens a sentence, or a saying."""
    phrase = view.phrase_at(item.start)
    if phrase is not None and phrase[1] == "nothing":
        return True
    if item.kind != "person" or item.end - item.start > 1:
        return False
    word, lexicon = view.form(item.start), view.lexicon
    if lexicon.is_excluded(word):
        return True
    plain = lexicon.is_plain_first_name(word) or lexicon.is_plain_surname(word) or item.name in known
    if plain or not view.opens(item.start) or not is_ordinary_word(word):
        return False
    after = view.word(item.end)
    return not (view.is_speech(item.end) or after in (":", "(") or shows_person(view, item.start - 1))


def settle_kinds(views: Sequence[PassageView], found: Sequence[list[Found]]) -> None:
    """Make single words mean the same throughout a document: the kind they have most often.

    The surname of a person who is named in full is a person, unless a list knows it as a place or organisation.
    """
    surnames = {item.surname for items in found for item in items if item.kind == "person" and item.given}
    counts: dict[str, Counter[Kind]] = {}
    for items in found:
        for item in items:
            if item.end - item.start == 1:
                counts.setdefault(item.name, Counter())[item.kind] += 1
    for view, items in zip(views, found, strict=True):
        for place, item in enumerate(items):
            votes = counts.get(item.name)
            if item.end - item.start > 1 or votes is None or (item.name in surnames and item.kind == "person"):
                continue
            known = item.name in view.lexicon.places or item.name in view.lexicon.organisations
            if known or item.given:
                continue
            kind = max(votes, key=lambda one: (votes[one], one == item.kind))
            if item.name in surnames and view.word(item.start - 1).lower() not in PLACE_WORDS:
                kind = "person"
            if kind != item.kind and (kind != "person" or view.word(item.start - 1).lower() not in PLACE_WORDS):
                surname = item.name if kind == "person" else ""
                items[place] = Found(item.start, item.end, kind, item.name, (), surname)
