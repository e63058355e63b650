"""Rules that find a person at one place in a passage: after a title, reversed in a list, or by a lone name."""

from __future__ import annotations

import re

from graph.people.grammar import (
    NUMERAL,
    OPEN_HYPHEN,
    PLACE_HEADS,
    as_thing,
    find_full,
    make_person,
    name_words,
    read_particles,
    read_realm,
    read_surname,
)
from graph.people.lexicon import PLACE_PARTICLES, is_ordinary_word
from graph.people.passage import PassageView
from graph.people.roles import CIVIL, find_role, is_role, shows_person
from graph.people.spans import Found, join_words

CERTAIN = frozenset("premier president heer mevrouw meneer mijnheer mw. mevr. dhr. dr. drs. prof. ir. mr. ds.".split())
"""After these any word with a capital is a name: "premier Barak"."""
ARTICLES = frozenset("de het een 't deze die dit dat elke geen ons onze alle beide".split())
PLACE_WORDS = frozenset("in te uit naar nabij rond vanuit richting langs".split())
THING_NOUNS = (
    "club", "ploeg", "bank", "bedrijf", "firma", "groep", "concern", "radio", "zender", "merk", "team", "krant", "blad",
    "uitgeverij", "stad", "dorp", "gemeente", "regio", "film", "boek", "album", "lied", "roman", "serie", "programma",
    "project", "stichting", "vereniging", "school", "straat", "wijk", "buurt", "rivier", "eiland", "berg", "schip",
    "platform", "app", "software", "systeem", "model", "orkaan", "band", "restaurant", "hotel", "museum", "theater",
    "gebied", "provincie", "district", "kasteel", "taal", "familie", "stadje", "plaats", "plaatsje", "dorpje", "type",
    "keten", "holding", "maatschappij", "fabrikant", "producent", "tijdschrift", "magazine", "festival", "prijs",
)  # fmt: skip
"""What stands before a name that is not a person's: "de club Metz", "radio Roxy"."""
YEAR = re.compile(r"(?:19|20)\d\d[a-e]?")
AGE = re.compile(r"[1-9]\d?")
ROW_MARKS = frozenset((",", ";", "en", "-", "/"))
LONGEST_ROW = 40
"""Words back to which the head of a row of names is looked for."""
DOUBTFUL = frozenset("el al ben de den van la le los das do da ten te".split())
"""Particles with a capital that may also open a title or a name of a thing: "De Telegraaf"."""
SAYING = frozenset(
    "zegt zei aldus volgens vindt vond meent schrijft schreef vertelt stelt antwoordt vraagt peinst".split()
)


def find_person(view: PassageView, at: int) -> Found | None:
    """Return the name of a person (or of a thing that is called after one) that starts at token ``at``."""
    found = find_reversed(view, at) or find_full(view, at) or _find_titled(view, at) or _find_alone(view, at)
    if found and found.kind == "person" and found.given and found.surname and found.start > 0:
        before = found.start - 1
        first = view.form(before)
        # an unknown word with a capital right before it belongs to the name: "Nusrat Fateh Ali Khan"
        belongs = not view.opens(before) and not view.begins_sentence(found.start) and is_unknown(view, before)
        if belongs and "-" not in first and not view.word(before).endswith("'s"):
            return Found(before, found.end, "person", f"{first} {found.name}", (first, *found.given), found.surname)
    return found


def find_famous(view: PassageView, at: int) -> Found | None:
    """Return a public figure whose name is more than one word: "Groen van Prinsterer"."""
    if view.form(at) not in view.lexicon.famous_phrases:
        return None
    for end in range(min(at + 4, len(view)), at + 1, -1):
        name = join_words([view.form(index) for index in range(at, end)])
        if name in view.lexicon.famous and not any(view.begins_sentence(index) for index in range(at + 1, end)):
            opens = view.opens(at) and view.is_particle(at)
            return None if opens else make_person(view, at, end, (), name[0].lower() + name[1:], name)
    return None


def _find_titled(view: PassageView, at: int) -> Found | None:
    """A title or role, then a surname: "minister Kamp", "burgemeester Van der Laan"."""
    strength = shows_person(view, at - 1) if at > 0 and not view.tokens[at].opens_sentence else ""
    if not strength:
        return None
    lexicon = view.lexicon
    parts, head = read_particles(view, at)
    if parts and view.word(at).islower() and view.word(at - 1).lower() not in CIVIL:
        # "burgemeester van Tilburg", "minister van Staat": an office, no name
        return None
    end = read_surname(view, head, parts, at, [])
    if not end or view.word(head)[:1].islower():
        return None
    thing = as_thing(view, at, end)
    if thing:
        return thing
    word = view.form(head)
    surname = join_words([*parts, *name_words(view, head, end)])
    listed = lexicon.is_surname(surname) or lexicon.is_surname(word)
    if (word in lexicon.places and not listed and not parts) or word in lexicon.heads_before:
        return None
    if strength == "weak" and not (lexicon.is_plain_surname(surname) or lexicon.is_plain_surname(word)):
        return None
    listed = listed and (parts != [] or word in lexicon.surnames or word in lexicon.first_names)
    if is_ordinary_word(word) and not listed and view.word(at - 1).lower() not in CERTAIN:
        return None
    if word in lexicon.places and view.word(at - 1).lower() in lexicon.roles and not parts:
        return None
    if NUMERAL.fullmatch(view.word(end)) and not view.begins_sentence(end):
        return make_person(view, at, read_realm(view, end + 1), (surname,), "")
    return make_person(view, at, end, (), surname)


def find_reversed(view: PassageView, at: int) -> Found | None:
    """Return a name in reversed order, as in lists of literature: "Lans, J. van der", "BONDARENKO, Vasyl"."""
    start = at
    if view.word(at).isupper() and not view.is_shouted:
        return _find_reversed_capitals(view, at)
    if OPEN_HYPHEN.fullmatch(view.word(at)) and view.is_capital(at):
        at += 1
    if not view.is_capital(at) or view.word(at + 1) != "," or view.begins_sentence(at + 2):
        return None
    here = at + 2
    while view.is_initials(here) and here - at < 6:
        here += 1
    if here == at + 2:
        return None
    parts, end = read_particles(view, here)
    word = view.form(at)
    # in a row without marks the next reversed name follows at once: "Dijk, G.H. van Rooij, I. de"
    in_row = view.word(end + 1) == "," and view.is_initials(end + 2)
    if (view.is_capital(end) and not in_row) or (len(parts) == 1 and parts[0] in PLACE_PARTICLES):
        return None
    if view.lexicon.is_excluded(word) or (word in view.lexicon.places and not view.lexicon.is_surname(word)):
        return None
    if (parts and not view.word(here).islower()) or _runs_forward(view, start):
        return None
    given = tuple(view.word(index) for index in range(at + 2, here))
    surname = join_words([*parts, *([view.form(start)] if start < at else []), word])
    return Found(start, end, "person", join_words([*given, surname]), given, surname)


def _runs_forward(view: PassageView, at: int) -> bool:
    """Return whether the row that the word at ``at`` is in opens with a name in the usual order: "F. Vos, A. Mol"."""
    start = at
    while start > 0 and at - start < LONGEST_ROW and not view.begins_sentence(start):
        before = start - 1
        is_name = view.is_initials(before) or view.is_capital(before) or view.is_particle(before)
        if not is_name and view.word(before) not in ROW_MARKS:
            break
        start = before
    while start < at and view.word(start) in ROW_MARKS:
        start += 1
    if start == at:
        return False
    if view.is_initials(start):
        return True
    return view.lexicon.is_plain_first_name(view.form(start)) and (
        view.is_capital(start + 1) or view.is_particle(start + 1)
    )


def _find_reversed_capitals(view: PassageView, at: int) -> Found | None:
    """Return a name whose surname stands first and in capitals, its given names behind the comma."""
    parts, head = read_particles(view, at)
    word = view.word(head)
    if not word.isupper() or not word.replace("-", "").isalpha() or len(word) < 3 or view.word(head + 1) != ",":
        return None
    if any(not view.word(index).isupper() for index in range(at, head)) or view.begins_sentence(head + 2):
        return None
    end = head + 2
    while end < len(view) and end - head < 5 and view.is_capital(end) and not view.word(end).isupper():
        if view.begins_sentence(end) or view.is_word(end):
            break
        end += 1
    given = tuple(view.form(index) for index in range(head + 2, end))
    if not given or not (view.lexicon.is_first_name(given[0]) or (is_unknown(view, head + 2) and given[0].istitle())):
        return None
    last = "-".join(part[:1] + part[1:].lower() for part in word.split("-"))
    surname = join_words([*parts, last])
    return Found(at, end, "person", join_words([*given, surname]), given, surname)


def _find_alone(view: PassageView, at: int) -> Found | None:
    """A surname or first name by itself, if nothing else is likely."""
    lexicon = view.lexicon
    if view.is_title_case or view.is_shouted:
        return None
    if view.is_particle(at) and (view.word(at)[:1].isupper() or view.word(at) == "'t"):
        return _find_particle_surname(view, at)
    word = view.form(at)
    if not view.is_capital(at) or lexicon.is_excluded(word) or lexicon.is_thing_named_after(word):
        return None
    before, after = view.word(at - 1), view.word(at + 1)
    if before.lower() in ARTICLES and not view.tokens[at].opens_sentence:
        return None
    if before.islower() and before.endswith(THING_NOUNS) and not view.tokens[at].opens_sentence:
        return None
    opens = view.opens(at)
    if before in PLACE_HEADS and not view.tokens[at].opens_sentence:
        return None
    if not opens and view.is_capital(at - 1) and not view.opens(at - 1):
        return None
    possessive = word[-1] == "s" and word[:-1] in lexicon.famous and not lexicon.is_surname(word)
    if (
        possessive
        and word not in lexicon.famous
        and word[:-1] not in lexicon.doubtful_famous
        and not is_ordinary_word(word)
    ):
        return make_person(view, at, at + 1, (), word[:-1], word[:-1])
    if view.is_capital(at + 1) and not view.begins_sentence(at + 1):
        return _find_unlisted_pair(view, at)
    pair = _find_unlisted_with_particles(view, at)
    if pair:
        return pair
    if after == "&" or (after == "-" and view.tokens[at].end == view.tokens[at + 1].start):
        return None
    if word in lexicon.organisations:
        return None
    if word in lexicon.famous and word not in lexicon.doubtful_famous:
        return None if opens and is_ordinary_word(word) else make_person(view, at, at + 1, (), word, word)
    if _is_between_famous(view, at, word):
        return make_person(view, at, at + 1, (), word, word)
    cited = before in ("(", ";") and after == "," and bool(YEAR.fullmatch(view.word(at + 2)))
    if cited and "plaats" not in lexicon.surnames.get(word, {"plaats"}):
        return make_person(view, at, at + 1, (), word)
    said = before in SAYING and not view.tokens[at].opens_sentence
    aged = after in ("(", ",") and view.word(at + 3) in (")", ",") and bool(AGE.fullmatch(view.word(at + 2)))
    spoken = view.is_speech(at + 1) or aged
    if lexicon.is_plain_first_name(word) and not (is_ordinary_word(word) and word not in lexicon.first_names):
        if (not opens and before not in PLACE_WORDS) or said or spoken:
            return make_person(view, at, at + 1, (word,), "")
        return None
    if lexicon.is_plain_surname(word) and before not in PLACE_WORDS:
        return make_person(view, at, at + 1, (), word) if not opens or spoken or said else None
    if said and lexicon.is_surname(word) and word in lexicon.surnames and "plaats" not in lexicon.surnames[word]:
        return make_person(view, at, at + 1, (), word)
    return None


def _find_particle_surname(view: PassageView, at: int) -> Found | None:
    parts, head = read_particles(view, at)
    if not parts or view.begins_sentence(at + 1) or (at > 0 and view.is_capital(at - 1) and not view.opens(at - 1)):
        return None
    end = read_surname(view, head, parts, at, [])
    if not end or as_thing(view, at, end):
        return None
    word, surname = view.form(head), join_words([*parts, *name_words(view, head, end)])
    famous = parts[0].capitalize() + surname[len(parts[0]) :]
    listed = surname in view.lexicon.surnames
    spoken = view.is_speech(end) or view.word(at - 1) in SAYING
    if parts[0] in PLACE_PARTICLES and not listed:
        return None
    doubtful = len(parts) == 1 and parts[0] in DOUBTFUL
    if view.phrase_at(at) and not (listed and spoken):
        return None
    if view.opens(at):
        if not listed or not (spoken or (len(parts) > 1 and not is_ordinary_word(word))):
            return None
    elif not listed:
        believed = not doubtful or spoken or famous in view.lexicon.famous
        if not believed or is_ordinary_word(word) or word in view.lexicon.places:
            return None
    if view.word(at).islower() and view.word(at) != "'t":
        return None
    return make_person(view, at, end, (), surname, famous if famous in view.lexicon.famous else "")


def _find_unlisted_pair(view: PassageView, at: int) -> Found | None:
    """Two words with capitals of which the first is unknown: only with a known surname, a role, an age or a verb."""
    lexicon, end = view.lexicon, at + 2
    first, second = view.form(at), view.form(at + 1)
    if view.is_word(at) or view.is_capital(at + 2) or not is_unknown(view, at):
        return None
    if view.is_word(at + 1) and not lexicon.is_plain_surname(second):
        return None
    if view.phrase_at(at + 1) or not second.replace("-", "").isalpha() or view.word(at).endswith("'s"):
        return None
    if second in lexicon.heads_after or lexicon.is_thing_named_after(second):
        return None
    known = lexicon.is_plain_surname(second) or (second in lexicon.famous and second not in lexicon.doubtful_famous)
    if not known:
        age = view.word(end) == "(" and view.word(end + 1).isdigit() and len(view.word(end + 1)) == 2
        announced = shows_person(view, at - 1) == "strong"
        if view.opens(at) or not (announced or age or view.word(at - 1) in SAYING or find_role(view, at, end)):
            return None
    return make_person(view, at, end, (first,), second)


def _find_unlisted_with_particles(view: PassageView, at: int) -> Found | None:
    """An unknown first name before a listed surname with particles: "Igone de Jongh"."""
    parts, head = read_particles(view, at + 1)
    if not parts or not view.word(at + 1).islower() or view.opens(at) or view.is_word(at) or not is_unknown(view, at):
        return None
    if not view.is_capital(head) or view.begins_sentence(head) or view.word(at).endswith("'s"):
        return None
    surname = join_words([*parts, view.form(head)])
    if surname not in view.lexicon.surnames or (len(parts) == 1 and view.form(head) in view.lexicon.places):
        return None
    end = read_surname(view, head, parts, at, [view.form(at)])
    return make_person(view, at, end, (view.form(at),), surname) if end else None


def is_unknown(view: PassageView, at: int) -> bool:
    """Return whether the word at ``at`` is a word with a capital that no list and no dictionary knows."""
    word, lexicon = view.form(at), view.lexicon
    if not view.is_capital(at) or not word.replace("-", "").isalpha() or len(word) < 3 or view.is_title_case:
        return False
    if view.phrase_at(at) or word in lexicon.heads_before or word in lexicon.heads_after or view.is_word(at):
        return False
    if word.lower() in lexicon.titles or word.endswith(("se", "sche")):
        # "Sir William", "de Oostendse Maria": an address or an adjective
        return False
    return not is_role(word, lexicon) and not lexicon.is_thing_named_after(word)


def _is_between_famous(view: PassageView, at: int, word: str) -> bool:
    """Return whether a doubtful famous name stands in a row with another: "van Wagner tot Mahler"."""
    if word not in view.lexicon.doubtful_famous:
        return False
    famous = view.lexicon.famous
    for step, link in ((2, at + 1), (-2, at - 1)):
        other = view.form(at + step) if 0 <= at + step < len(view) else ""
        if other in famous and other != word and view.word(link) in ("en", "of", "tot", ",", "versus"):
            return True
    return False
