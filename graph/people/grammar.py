"""The grammar of a name: given names, particles, surname; and things that are called after people."""

from __future__ import annotations

import re

from graph.people.lexicon import PARTICLES, PLACE_PARTICLES, is_ordinary_word
from graph.people.passage import PassageView
from graph.people.roles import find_role, is_role, shows_person
from graph.people.spans import Found, join_words

STREETS = ("plein", "straat", "laan", "weg", "gracht", "kade", "singel", "dreef", "steeg", "plantsoen", "brug", "park")
BUILDINGS = (
    "stadion", "museum", "instituut", "universiteit", "academie", "college", "lezing", "leerstoel", "ziekenhuis",
    "stichting", "theater", "festival", "prijs", "penning", "monument", "bibliotheek", "fonds", "lyceum",
    "gymnasium", "centrum",
)  # fmt: skip
PLACE_HEADS = frozenset("Camp Fort Mount Port Lake Cape Saint San Santa Radio Café Hotel Villa Huize Sint St.".split())
EPITHETS = frozenset(
    "Grote Goede Stoute Vrome Schone Wijze Zwijger Kale Veroveraar Verschrikkelijke Heilige Dikke Oude Jonge Rijke "
    "Vreedzame Stomme Lange Korte Eerste Tweede Derde Doper Leeuwenhart Prachtlievende Zachtmoedige".split()
)
NUMERAL = re.compile(r"(?=[IVX])X{0,2}(?:IX|IV|V?I{0,3})")
OPEN_HYPHEN = re.compile(r".+-(?:van|de|den|der|ter|ten|'t)")


def find_full(view: PassageView, at: int) -> Found | None:
    """First names or initials, perhaps particles, then a surname."""
    given, here = _read_given(view, at)
    if not given:
        return None
    lexicon = view.lexicon
    only_initials = all(is_initial(part) for part in given)
    if not only_initials and NUMERAL.fullmatch(view.word(here)) and not view.begins_sentence(here):
        return make_person(view, at, read_realm(view, here + 1), tuple(given), "")
    parts, head = read_particles(view, here)
    end = read_surname(view, head, parts, at, given)
    if end == 0 and parts and head > here:
        parts, head = [], here
        end = read_surname(view, head, parts, at, given)
    if end:
        thing = as_thing(view, at, end)
        if thing:
            return thing
        surname = join_words([*parts, *name_words(view, head, end)])
        if only_initials and not _is_believable_after_initials(view, at, parts, head):
            return None
        doubtful = not only_initials and not lexicon.is_plain_first_name(given[0])
        if doubtful and not _is_believable_after_word(view, at, parts, surname, end):
            return None
        if view.is_shouted and not parts and view.is_word(head) and not lexicon.is_surname(view.form(head)):
            return None
        return make_person(view, at, end, tuple(given), surname)
    if only_initials or (len(given) == 1 and not shows_person(view, at - 1)):
        return None
    if len(given) == 1:
        return make_person(view, at, here, tuple(given), "") if view.word(at - 1) not in PLACE_HEADS else None
    if view.is_shouted or not any(lexicon.is_plain_first_name(part) for part in given):
        return None
    last = given[-1]
    if lexicon.is_surname(last) and not is_initial(last):
        return make_person(view, at, here, tuple(given[:-1]), last)
    return None if is_initial(last) else make_person(view, at, here, tuple(given), "")


def read_realm(view: PassageView, at: int) -> int:
    """Return the end of "van Spanje" after a ruler's number, or ``at``."""
    if view.word(at) == "van" and view.is_capital(at + 1) and not view.begins_sentence(at):
        return at + 2
    return at


def _read_given(view: PassageView, at: int) -> tuple[list[str], int]:
    given: list[str] = []
    here = at
    while here < len(view) and len(given) < 5 and (here == at or not view.begins_sentence(here)):
        word = view.form(here)
        if view.is_initials(here):
            given.append(view.word(here))
        elif (view.is_capital(here) and view.lexicon.is_first_name(word)) and not (
            given and view.is_particle(here) and not view.lexicon.is_plain_first_name(word)
        ):
            given.append(word)
            if view.word(here).endswith("'s"):
                here += 1
                break
        elif given and word in ("'", '"', "(") and view.word(here + 2) in ("'", '"', ")") and view.is_capital(here + 1):
            if not view.is_capital(here + 3) and not view.is_particle(here + 3):
                break
            here += 2
        else:
            break
        here += 1
    return given, here


def read_particles(view: PassageView, at: int) -> tuple[list[str], int]:
    """Return the particles from ``at`` on in lower case, and the token after them."""
    parts: list[str] = []
    here = at
    while here < len(view) and len(parts) < 3 and not (here > 0 and view.begins_sentence(here)):
        if view.is_particle(here):
            parts.append(view.word(here).lower())
            here += 1
        elif view.word(here) == "'" and view.word(here + 1) in ("s", "S", "t", "T") and view.is_glued(here):
            parts.append("'" + view.word(here + 1).lower())
            here += 2
        else:
            break
    return parts, here


def read_surname(view: PassageView, head: int, parts: list[str], at: int, given: list[str]) -> int:
    """Return the token after the surname that starts at ``head``, or 0 if there is none."""
    if head >= len(view) or not view.is_capital(head) or (head > at and view.begins_sentence(head)):
        return 0
    lexicon, word = view.lexicon, view.form(head)
    whole = join_words([*parts, word])
    if parts == ["de"] and word in EPITHETS and view.word(head - 1) == "de" and given:
        return head + 1
    for end in (head + 3, head + 2):
        long = join_words([*parts, *(view.form(index) for index in range(head, min(end, len(view))))])
        if " " in long and end <= len(view) and long in lexicon.surnames and end - head > 1:
            return end
    if (lexicon.is_excluded(word) and not (parts and join_words([*parts, word]) in lexicon.surnames)) or len(word) < 2:
        return 0
    listed = lexicon.is_surname(whole) or (not parts and lexicon.is_surname(word))
    small = [part for index, part in enumerate(parts) if view.word(head - len(parts) + index).islower()]
    if any(part in PLACE_PARTICLES for part in small) and whole not in lexicon.surnames:
        return 0
    phrase = view.phrase_at(head)
    if phrase and not listed and (phrase[1] == "organisation" or not parts or phrase[0] > head + 1):
        return 0
    if (not listed or len(given) > 1) and (word in lexicon.heads_after or word in lexicon.heads_before):
        return 0
    end = head + 1
    while (
        end < len(view) and end - head < 4 and not view.begins_sentence(end) and not view.word(end - 1).endswith("'s")
    ):
        if OPEN_HYPHEN.fullmatch(view.word(end - 1)) or view.word(end - 1).endswith("-"):
            _, here = read_particles(view, end)
            if not view.is_capital(here):
                break
            end = here + 1
        elif view.word(end) == "-" and view.is_capital(end + 1) and view.tokens[end].end == view.tokens[end + 1].start:
            end += 2
        elif view.word(end) in ("Jr.", "jr.", "Sr.", "sr."):
            end += 1
            break
        elif _continues_surname(view, end):
            end += 1
        else:
            rest, here = read_particles(view, end)
            pair = join_words([whole, *rest, view.form(here)])
            is_pair = end == head + 1 and (pair in lexicon.surnames or pair in lexicon.famous)
            if rest and (is_pair or (given and _is_second_surname(view, rest, end, here))):
                end = here + 1
            break
    return end


def _continues_surname(view: PassageView, at: int) -> bool:
    """Return whether the word at ``at`` can be a further surname: unknown, or known as a name."""
    lexicon, word = view.lexicon, view.form(at)
    if not view.is_capital(at) or view.is_title_case or lexicon.is_excluded(word) or view.phrase_at(at):
        return False
    if is_role(view.word(at), lexicon) or word in lexicon.heads_after:
        return False
    return not view.is_word(at) or word in lexicon.surnames or word in lexicon.first_names


def _is_second_surname(view: PassageView, rest: list[str], at: int, here: int) -> bool:
    """Return whether "von Stauffenberg" or "van der Tuuk" goes on after a full name: no "van Philips", no place."""
    word = view.form(here)
    if (
        not view.word(at).islower()
        or not view.is_capital(here)
        or view.begins_sentence(here)
        or view.begins_sentence(at)
    ):
        return False
    if view.is_word(here) or view.phrase_at(here):
        return False
    if len(rest) > 1:
        return rest[0] == "van" and rest[1] in ("der", "den") and view.lexicon.is_surname(word)
    return rest[0] in ("de", "von", "zu", "di", "y", "del", "della")


def _is_believable_after_initials(view: PassageView, at: int, parts: list[str], head: int) -> bool:
    word = view.form(head)
    listed = view.lexicon.is_surname(word) or view.lexicon.is_surname(join_words([*parts, word]))
    if word in view.lexicon.places and not listed:
        return False
    if view.opens(at) and len(view.word(at)) == 2:
        # "A. Inleiding" numbers a heading; "J. Jansen" is a person
        return (listed or bool(parts)) and (not view.is_word(head) or (listed and bool(parts)))
    return listed or bool(parts) or not view.is_word(head)


def _is_believable_after_word(view: PassageView, at: int, parts: list[str], surname: str, end: int) -> bool:
    """First names that are words or places need a real surname behind them: "Roos Vonk", not "Ben Benieuwd"."""
    head = surname.split()[-1]
    marks = view.lexicon.first_names.get(view.form(at), frozenset())
    if "woord" not in marks and not view.opens(at) and not is_ordinary_word(head):
        return view.word(at - 1) not in ("in", "te", "uit", "naar")
    if any(part in ("van", "de") for part in parts) and view.opens(at) and surname not in view.lexicon.surnames:
        return bool(find_role(view, at, end))
    if any(view.lexicon.is_surname(form) for form in (surname, head, surname.split()[0])):
        return not is_ordinary_word(head) or not view.opens(at) or bool(parts) or view.is_speech(end)
    if is_ordinary_word(head):
        return False
    return bool(find_role(view, at, end)) or view.is_speech(end)


def as_thing(view: PassageView, at: int, end: int) -> Found | None:
    """Return the street, building or prize that tokens at..end (and perhaps the next) name, or None."""
    last = view.form(end - 1)
    lexicon = view.lexicon
    name = join_words(name_words(view, at, end))
    if last.endswith(BUILDINGS) and len(last) > 9 and last not in lexicon.surnames:
        return Found(at, end, "organisation", name)
    street = len(last) > 6 and last.endswith(STREETS) and last not in lexicon.surnames
    if lexicon.is_thing_named_after(last) or street:
        return Found(at, end, "place" if last.endswith(STREETS) else "organisation", name)
    after = view.word(end)
    if after in lexicon.heads_after and not view.begins_sentence(end) and after.rstrip(".") not in ("Plan", "plan"):
        return Found(at, end + 1, "organisation", f"{name} {after}")
    return None


def make_person(
    view: PassageView, at: int, end: int, given: tuple[str, ...], surname: str, famous: str = ""
) -> Found | None:
    thing = as_thing(view, at, end)
    if thing:
        return thing
    before = view.word(at - 1)
    if at > 0 and before in view.lexicon.heads_before and before[0].isupper() and not view.tokens[at].opens_sentence:
        name = join_words(name_words(view, at, end))
        return Found(at - 1, end, "organisation", f"{before} {name}")
    name = famous or join_words(name_words(view, at, end, small=bool(given)))
    if view.word(end) != "'" and not famous and not view.lexicon.is_surname(surname):
        bare = name[:-1]
        if name.endswith("s") and (bare in view.lexicon.famous or bare in view.lexicon.first_names):
            name, surname = bare, surname[:-1] if surname else surname
    return Found(at, end, "person", name, given, surname)


def name_words(view: PassageView, at: int, end: int, small: bool = True) -> list[str]:
    words = []
    for index in range(at, end):
        word = view.form(index)
        # a nickname between quotes is no part of the bare name
        if word in ("'", '"', "(", ")") or (
            view.word(index - 1) in ("'", '"', "(") and index > at and view.word(index + 1) in ("'", '"', ")")
        ):
            continue
        shouted = (view.is_shouted or index in view.shouted) and word.lower() in PARTICLES and index > at
        words.append(word.lower() if shouted else word)
    return words


def is_initial(part: str) -> bool:
    return part.endswith((".", ".-"))
