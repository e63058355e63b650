"""The role of a person as it stands around the name: "de Tilburgse gemeentesecretaris Marcel Meijs"."""

from __future__ import annotations

from graph.people.lexicon import NameLexicon
from graph.people.passage import PassageView

PREFIXES = (
    "oud-",
    "ex-",
    "vice-",
    "loco-",
    "adjunct-",
    "interim-",
    "co-",
    "mede-",
    "kandidaat-",
    "top",
    "hoofd",
    "onder",
)
ENDINGS = (
    "minister burgemeester wethouder hoogleraar secretaris voorzitter voorzitster directeur adviseur leider manager "
    "expert specialist kundige trainer ambtenaar redacteur commissaris raadslid kamerlid lid regisseur schrijver "
    "schrijfster historicus psycholoog socioloog econoom onderzoeker onderzoekster woordvoerder woordvoerster "
    "president coach docent architect meester coördinator medewerker medewerkster bestuurder ondernemer makelaar "
    "winnaar kampioen kandidaat presentator zanger zangeres premier officier generaal"
).split()
CIVIL = frozenset(
    "prof. prof dr. dr drs. drs mr. mr ir. ir ing. bc. ds. mgr. jhr. jhr jkvr. jkvr dhr. dhr mevr. mevr mw. mw em. "
    "lic. sr. zr. br. mrs. "
    "ms. miss mister monsieur madame frau herr lord lady sir mevrouw meneer mijnheer heer juffrouw jonkheer jonkvrouw "
    "juf meester tante oom opa oma st. sint gen. kol. lt. kpt. sgt.".split()
)
"""Forms of address: they show that a name follows, but tell no role."""
WEAK = frozenset(
    "man vrouw zoon dochter broer zus zusje vader moeder neef nicht vriend vriendin lid hoofd leerling collega inwoner "
    "bewoner bewoonster medewerker medewerkster student studente spits boer kok agent visser ridder gids graaf hertog "
    "weduwe manager expert speler renner coach leider winnaar winnares auteur kandidaat".split()
)
"""Roles after which any word with a capital may follow: a name must be known by itself."""
STOPS = frozenset(
    "die dat wie wat zegt zei is was heeft had wordt werd en maar want of omdat toen als vertelt schrijft legt vindt "
    "kan zal wil gaat komt staat ziet noemt denkt hoopt stelt pleit zijn hun niet ook om te".split()
)
LINKS = frozenset("van voor bij in op aan der".split())
SMALL = frozenset("de het een 't den zijn haar onze".split())


def is_role(word: str, lexicon: NameLexicon) -> bool:
    """Return whether ``word`` names an office or profession, also in compounds: "oud-wethouder"."""
    low = word.lower()
    if low in lexicon.roles:
        return True
    for prefix in PREFIXES:
        if low.startswith(prefix) and low[len(prefix) :] in lexicon.roles:
            return True
    return len(low) > 8 and low.endswith(tuple(ENDINGS)) and low[:1].isalpha()


def is_title(word: str, lexicon: NameLexicon) -> bool:
    """Return whether ``word`` is a form of address, degree or rank that stands before a name."""
    return word.lower() in lexicon.titles


def shows_person(view: PassageView, index: int) -> str:
    """Return "strong" or "weak" if the word at ``index`` announces a name, else ''."""
    word = view.word(index)
    if not word or (view.is_shouted and not word.endswith(".")):
        return ""
    low = word.lower()
    if is_title(word, view.lexicon) or is_role(word, view.lexicon):
        return "weak" if low in WEAK else "strong"
    return ""


def find_role(view: PassageView, start: int, end: int) -> str:
    """Return the role that stands before or after the name at tokens start..end, or ''."""
    return _role_after(view, end) or _role_before(view, start)


def _role_before(view: PassageView, start: int) -> str:
    at = start - 1
    while at >= 0 and view.word(at).lower() in CIVIL and not view.tokens[at + 1].opens_sentence:
        at -= 1
    for back in range(at, max(at - 6, -1), -1):
        if view.tokens[back + 1].opens_sentence:
            return ""
        word = view.word(back)
        if word.lower() not in CIVIL and (is_role(word, view.lexicon) or word.lower() in view.lexicon.titles):
            tail = [view.word(index) for index in range(back + 1, at + 1)]
            if tail and not (tail[0] in LINKS or (len(tail) <= 2 and all(_is_field(item) for item in tail))):
                return ""
            # "SP-leider" keeps its capitals
            return " ".join([word if word[1:2].isupper() else word[0].lower() + word[1:], *tail])
        if not (word in LINKS or word in SMALL or word in ("en", ",") or word[:1].isalpha()):
            return ""
        if word == ",":
            return ""
    return ""


def _is_field(word: str) -> bool:
    return (
        word.islower()
        and word.isalpha()
        and word.endswith(("kunde", "logie", "schap", "ing", "zaken", "recht", "beleid", "iek", "ie"))
    )


def _role_after(view: PassageView, end: int) -> str:
    at = end
    if view.word(at) in ("'", '"'):
        at += 1
    if view.word(at) == "(" and is_role(view.word(at + 1), view.lexicon):
        return _take(view, at + 1)
    if view.word(at) not in (",", "is", "was", "werd", "–", "-") or view.begins_sentence(at):
        return ""
    at += 1
    for offset in range(4):
        word = view.word(at + offset)
        if view.begins_sentence(at + offset):
            return ""
        if is_role(word, view.lexicon) and not view.is_capital(at + offset):
            following = view.word(at + offset + 1)
            known = view.lexicon.is_surname(following) or view.lexicon.is_first_name(following)
            if following[:1].isupper() and (known or view.is_particle(at + offset + 1)):
                return ""
            return _take(view, at + offset)
        if not (word in SMALL or word.islower() or word.endswith(("se", "e"))) or word in STOPS:
            return ""
        if not word[:1].isalpha():
            return ""
    return ""


def _take(view: PassageView, start: int) -> str:
    words = [view.word(start)]
    at = start + 1
    while at < len(view) and len(words) < 9 and not view.tokens[at].opens_sentence:
        word = view.word(at)
        if word == "en" and view.is_capital(at - 1) and view.is_capital(at + 1):
            words.append(word)
        elif not word[:1].isalpha() or word in STOPS or view.is_speech(at):
            break
        elif len(words) > 1 or word in LINKS or _is_field(word):
            words.append(word)
        else:
            break
        at += 1
    while len(words) > 1 and (words[-1] in LINKS or words[-1] in SMALL or words[-1] == "en"):
        words.pop()
    return " ".join(words)
