"""What the text says about its own author and appearance: bylines, "verschenen in …", date lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from graph.corpus.blocks import Block, count_words
from graph.corpus.dates import DATE_PATTERN, MONTHS, parse_date

_PARTICLE = r"(?:van|de|der|den|het|ter|ten|te|in|op|aan|bij|von|la|le|du|el|al|ben|’t|'t|’s|'s)"
_PART = r"(?:[A-ZÀ-ÖØ-Þ][\w’'-]*[a-zà-öø-ÿ][\w’'-]*|(?:[A-Z]\.){1,4}|[A-Z]\.)"
_NAME = rf"{_PART}(?:\s+(?:{_PARTICLE}\s+){{0,3}}{_PART}){{1,4}}"
_DEGREES = r"(?:(?:prof|dr|mr|drs|ir|ing)\.?\s+)*"
_NAMES = rf"{_DEGREES}{_NAME}(?:\s*(?:,|&|\ben\b)\s*{_DEGREES}{_NAME}){{0,5}}"
_LEAD = re.compile(
    rf"^(?:(?:door|tekst|auteurs?|geschreven door|tekst en (?:beeld|foto['’]?s)|interview|interview door|"
    rf"by)\s*[:|]\s*|door\s+|"
    rf"geschreven door\s+|een (?:column|essay|blog|bijdrage|opinie|artikel|interview) (?:van|door)\s+|(?:column|"
    rf"essay|blog|opinie) van\s+)"
    rf"(?P<names>{_NAMES})(?P<rest>.*)$",
    re.IGNORECASE,
)
_NAME_ONLY = re.compile(rf"^{_NAME}$")
_NAME_FIRST = re.compile(rf"^[–—-]?\s*(?P<name>{_NAME})(?:,| is)\s+(?P<rest>.+)$")
_TITLES = re.compile(r"^(?:(?:prof|dr|mr|drs|ir|ing|professor|doctor|mevrouw|de heer)\.?\s+)+", re.IGNORECASE)
_ROLE_WORDS = (
    r"[\w-]*(?:secretaris|griffier|wethouder|burgemeester|hoogleraar|onderzoeker|adviseur|directeur|voorzitter|"
    r"raadslid|lector|"
    r"journalist|redacteur|medewerker|manager|hoofd|docent|promovend(?:us|a)|ambtenaar|bestuurder|consultant|"
    r"columnist|schrijver|"
    r"auteur|lid|minister|oprichter|partner|leider|jurist|econoom|socioloog|historicus|filosoof|bestuurskundige|"
    r"planoloog|professor|"
    r"coördinator|regisseur|strateeg|programmamanager|projectleider|student|eigenaar|ondernemer|kamerlid|"
    r"gedeputeerde|dijkgraaf|"
    r"commissaris|trainer|coach|fotograaf|publicist|wetenschapper|specialist|expert|architect|arts|rector|decaan)"
)
_ROLE = re.compile(
    rf"^(?:en\s+|tevens\s+|ook\s+|oud-|voormalig\s+|bijzonder\s+|als\s+|de\s+|een\s+|senior\s+|freelance\s+|"
    rf"zelfstandig\s+|\w+\s+)?{_ROLE_WORDS}\b",
    re.IGNORECASE,
)
_NO_NAMES = frozenset(
    """gemeente provincie ministerie rijk kabinet stad dorp vereniging stichting raad college universiteit hogeschool
    nederland sociaal domein wet het een deze dit den artikel hoofdstuk deel bijlage magazine redactie platform
    netwerk congres kring leerstoel instituut openbaar bestuur binnenlands zaken europa europese unie centrum bureau
    groep partij foto beeld nederlandse tweede eerste kamer""".split()
) | frozenset(MONTHS)
_STATEMENT = re.compile(
    r"(?:\b(?:dit|deze|het|onderstaande?)\s+(?:\w+\s+){0,2}?\w*(?:artikel|interview|essay|stuk|verhaal|column|tekst|"
    r"bijdrage|bericht|blog|betoog|gesprek)\s+(?:(?:is|werd)\b[^.!?]{0,40}?\b(?:verschenen|gepubliceerd|geplaatst)|"
    r"verscheen|verschijnt)|^(?:(?:eerder|oorspronkelijk|ook)\s+)?(?:verschenen|gepubliceerd))\b(?P<rest>[^!?•]{0,160})",
    re.IGNORECASE,
)
_WHERE = re.compile(
    r"\b(?:in|op|bij|door)\s+(?:(?:het|de|een)\s+)?(?:(?:tijdschrift|magazine|blad|vakblad|dagblad|weekblad|krant|"
    r"site|website)\s+)?"
    r"[‘“\"']?(?P<name>[A-ZÀ-Þ][\w.&’'-]*(?:\s+(?:(?:van|de|der|voor|en|het|in)\s+){0,2}[A-ZÀ-Þ][\w.&’'-]*){0,5})"
)
_LABELLED_DATE = re.compile(
    rf"^(?:datum|gepubliceerd|geplaatst|publicatiedatum|gepubliceerd op|geplaatst op|"
    rf"laatst gewijzigd)\s*:?\s*(?:op\s+)?(?:{DATE_PATTERN})",
    re.IGNORECASE,
)
_DATE_LINE = re.compile(
    rf"^(?:[A-ZÀ-Þ][\w’' -]{{1,40}}[,|–-]\s*)?(?:(?:maan|dins|woens|donder|vrij|zater|"
    rf"zon)dag,?\s+)?(?P<date>{DATE_PATTERN})"
    r"(?:\s*[,|–-]\s*[\w: ]{1,30})?\W*$",
    re.IGNORECASE,
)
_ANNO = re.compile(r"\b(?:anno|in het jaar)\s+((?:19|20)\d{2})\b", re.IGNORECASE)
_SITE = re.compile(r"\b(?:van|door|op|bij|voor)\s+(?:[A-Z]\w+\s)?([A-Z][\w-]*\.(?:nl|nu|com|org|eu|be|net|info))\b")
_ADDRESS = re.compile(
    r"^(?:bron|link|url|lees het origineel|origineel|oorspronkelijk (?:verschenen|"
    r"gepubliceerd) op)\s*:?\s*(https?://\S+)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Published:
    """What a text says about where and when it appeared; '' where it says nothing."""

    publication: str = ""
    date: str = ""
    year: str = ""  # a year that is only hinted at ("anno 2018")
    url: str = ""


def find_bylines(prose: Sequence[Block], removed: Sequence[Block] = ()) -> tuple[str, ...]:
    """Return the authors that the text names in a line of their own, near its beginning or end.

    Args:
        prose: the blocks of the text in order.
        removed: what was cleaned away; a heading "Over de auteur" there makes the last lines count for more.
    """
    edges = [*prose[:6], *prose[6:][-5:]]
    for block in edges:
        names, _ = _read_lead(block.text)
        if names:
            return names
    about = any(block.reason == "kop van auteursblok" for block in removed)
    for block in edges:
        match = _NAME_FIRST.match(_TITLES.sub("", block.text))
        if not match or count_words(block.text) > 45 or not is_person_name(match["name"]):
            continue
        if " is " in block.text[: match.start("rest") + 1] and not (about and block in prose[-3:]):
            continue  # "Jan Jansen is wethouder" introduces whom the text is about
        if _is_all_roles(match["rest"]) or (about and block in prose[-3:] and _ROLE.match(match["rest"])):
            return (match["name"],)
    return ()


def is_person_name(text: str) -> bool:
    """Return whether ``text`` is written like the name of one person: two to six parts with capitals.

    >>> is_person_name("Jan-Willem van der Berg"), is_person_name("Sociaal Domein"), is_person_name("VNG Magazine")
    (True, False, False)
    """
    bare = _TITLES.sub("", text.strip())
    if not _NAME_ONLY.match(bare):
        return False
    words = [word.lower().strip(".,") for word in bare.split()]
    return not any(word in _NO_NAMES for word in words)


def find_published(prose: Sequence[Block], removed: Sequence[Block]) -> Published:
    """Return what the text states about its appearance, and what the furniture around it betrays of the site."""
    edges = [*prose[:6], *prose[6:][-6:]]
    publication = date = url = year = ""
    for block in edges:
        statement = _STATEMENT.search(block.text)
        if statement and not url and (link := re.search(r"https?://[^\s)>\]]+", statement["rest"])):
            url = link.group(0).rstrip(".,;")
        if statement:
            rest = statement["rest"]
            where = _WHERE.search(rest)
            if where and not publication and where["name"].lower() not in MONTHS:
                publication = where["name"].rstrip(".,’'")
            date = date or parse_date(_first_date(rest))
        if address := _ADDRESS.match(block.text):
            url = url or address.group(1).rstrip(".,;")
        line = _DATE_LINE.match(block.text)
        if line or _LABELLED_DATE.match(block.text):
            date = date or parse_date(block.text)
    for block in prose[:6]:
        names, rest = _read_lead(block.text)
        if names:
            date = date or parse_date(_first_date(rest))
    for block in prose[:4]:
        if hint := _ANNO.search(block.text):
            year = year or hint.group(1)
    for block in removed:
        if block.reason in ("nieuwsbriefblok", "cookiemelding", "auteursrechtregel") and (
            site := _SITE.search(block.text)
        ):
            publication = publication or site.group(1)
    return Published(publication, date, year, url)


def _read_lead(text: str) -> tuple[tuple[str, ...], str]:
    """Return the names in a line such as "Door An Bos, 12 mei 2019", and what follows them; nothing for a sentence."""
    match = _LEAD.match(text) if count_words(text) <= 30 else None
    if not match:
        return (), ""
    # The words before the names count in any case, which lets lower-case words pass for names; hence the second look.
    names = [name for part in re.split(r",|&|\ben\b", match["names"]) if (name := _trim_name(part))]
    rest = match["rest"].strip()
    if not names or (rest and rest[0] not in ",.;|–-(" and not parse_date(rest)) or rest.startswith((", zei", ", die")):
        return (), ""
    return tuple(dict.fromkeys(names)), rest


def _first_date(text: str) -> str:
    found = re.search(DATE_PATTERN, text, re.IGNORECASE)
    return found.group(0) if found else ""


def _trim_name(text: str) -> str:
    text = _TITLES.sub("", text.strip())
    return text if is_person_name(text) else ""


def _is_all_roles(text: str) -> bool:
    """Return whether each part between commas is a function: "secretaris van X, en voorzitter van Y" is no sentence."""
    parts = [part.strip() for part in re.split(r",|;", text.rstrip(". ")) if part.strip()]
    return bool(parts) and all(_ROLE.match(part) and count_words(part) <= 16 for part in parts)
