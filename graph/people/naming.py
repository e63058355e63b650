"""Phrases that give somebody another name: "alias Dorus", "noemden ze haar Zus", "die eigenlijk Clementine heet"."""

from __future__ import annotations

import re

NEAR = 60
"""Characters between a person and another name for him, at most."""
QUOTE = r"['‘’“”\"„*_(]*"
ADVERB = (
    r"(?:eigenlijk|gewoon|voluit|kortweg|kort|formeel|officieel|vroeger|hier|thuis|later|toen|nog|ook|wel|meestal|"
    r"overdag|oorspronkelijk|feitelijk|volledig|inmiddels|van geboorte|in werkelijkheid|in het echt|bij ons|zeg maar|"
    r"op papier)"
)
REALLY = (
    r"(?:eigenlijk|voluit|kortweg|formeel|officieel|oorspronkelijk|feitelijk|volledig|van geboorte|in werkelijkheid|"
    r"in het echt|bij ons|zeg maar|op papier)"
)
"""Words after which "is" gives a name; "Jan was toen Piet kwam" does not."""
BY = r"(?:door|bij|voor|onder|in|op|aan|naar|met|van|als)\s(?:\w+[\s,]+){1,4}"
REAL = r"(?:echte|eigenlijke|volledige|volle|burgerlijke|oorspronkelijke|officiële|werkelijke)\s(?:voor|achter)?naam"
GIVEN = (
    r"(?:roep|bij|doop|artiesten|klooster|schuil|burger|koos|troetel|scheld|toneel|meisjes|geboorte|omgangs|deck|spot|"
    r"pen|schrijvers|pleeg|verzets)naam"
)
NAMED = (
    rf"(?:alias|bijgenaamd|genaamd|geheten|genoemd(?!\s?,|\s{BY})|oftewel|ofwel|kortweg|voluit|anders gezegd|a\.k\.a\.|"
    rf"aka|{REAL}|{GIVEN}|(?:voor|achter|familie)naam(?!\svan\b)|(?:tweede|derde)\snaam)"
)
KNOWN = (
    r"(?:ook wel|bekend(?:\s(?:geworden|staat))?\s(?:als|onder de naam)|geboren als|gedoopt als|geregistreerd als|"
    r"ingeschreven als)"
)
SMALL = r"(?:die|dat|is|en|of|de|met|met als|beter|ook|zijn|haar|diens|was|onder|is de|was de)"
CALLS = r"noem(?:t|de|den|en)"


def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


BETWEEN = (
    ("apposition", _compile(
        rf"{QUOTE}(?:\s\w+){{0,2}}\s*[,(–:-]?\s*(?:{SMALL}\s){{0,3}}(?:{BY})?(?:{ADVERB}\s)*"
        rf"{NAMED}(?:\s(?:is|was|van|luidt|luidde|van de))?\s*[:,]?\s*(?:{BY})?{QUOTE}"
    )),
    ("known", _compile(
        rf"{QUOTE}\s*[,(–-]?\s*(?:(?:die|is|en|was|werd)\s)?(?:ook\s|beter\s|vooral\s|{BY})*{KNOWN}\s(?:de\s)?{QUOTE}"
    )),
    ("be", _compile(rf"{QUOTE}\s*(?:is|was|blijkt|bleek)\s{REALLY}\s{QUOTE}")),
    ("called", _compile(
        rf"{QUOTE}\s*(?:,\s(?:die|dat)\s)?(?:{ADVERB}\s)*"
        rf"(?:heet|heette|heten|noemt zich|noemde zich|tekende met|tekent met)\s(?:{ADVERB}\s|{BY})*{QUOTE}"
    )),
)  # fmt: skip
"""What may stand between two names of one person."""
BEFORE_CALLED = _compile(rf"{QUOTE}\s*(?:,\s(?:die|dat)\s)?(?:{ADVERB}\s)*(?:werd|wordt)\s(?:{ADVERB}\s|{BY})*{QUOTE}")
IS_CALLED = _compile(rf"{QUOTE}\s*(?:genoemd|geheten|gedoopt)\b")
BEFORE_VERB = _compile(rf"{QUOTE}\s*,?\s?(?:\(?(?:die|dat|wie)\s)?(?:{BY})?(?:{ADVERB}\s)*(?:als\s)?{QUOTE}")
VERB = _compile(
    rf"{QUOTE}\s*(?:heet|heette|heten|geheten|genoemd|wordt genoemd|werd genoemd|genaamd)\b"
    r"(?!\s(?:hij|zij|ze|als|naar|in|om)\b)"
)
LISTED = _compile(
    rf"{QUOTE}(?:,?\sof\s(?:{BY}|{ADVERB}\s)*|(?:,|,?\sen)\s(?:(?!naar\b){BY}|(?:hier|thuis|{REALLY})\s)+){QUOTE}"
)
PAUSE = re.compile(r"[.!?;]\s")
WELCOME = re.compile(r"[^.!?;:]*\bwelkom\b", re.IGNORECASE)
"""What follows where "heet" gives no name: "heette Piet en de anderen van harte welkom"."""

CALL_HIM = _compile(
    rf"\b(?:{CALLS}|doopt(?:e|en)|zegg?en tegen|zeiden tegen)\s(?:(?!naar\b|tussen\b)\w+\s){{0,3}}?"
    rf"(hem|haar|mij|me)\s(?:(?!naar\b|tussen\b|als\b)\w+\s){{0,2}}{QUOTE}$"
)
CALLER = _compile(
    rf"{QUOTE}\s(?:{CALLS}|doopt(?:e|en)|zeg(?:t|gen)\stegen|zei(?:den)?\stegen)\s(?:\w+\s){{0,2}}(?:hem|haar|mij|me)\b"
)
"""What follows on who gives somebody else a name: "Els noemt hem Snoek"."""
HIM = _compile(rf"\b(hem|haar|mij)\s(?:{ADVERB}\s|{BY}|altijd\s|al\s|steeds\s|liefkozend\s)*{QUOTE}$")
CALL_AFTER = _compile(rf"{QUOTE}\s*(?:te\s)?{CALLS}\b")
HE_IS_CALLED = _compile(
    rf"(?:\b(?:in|bij|op|thuis|voor|eigenlijk|voluit|officieel|formeel)\b[^,.;:]{{0,35}}\sheet(?:te)?\s(hij|zij|ze)\s"
    rf"(?:{ADVERB}\s)*|\b(hij|zij|ze)\s(?:heet(?:te)?\s(?:{ADVERB}\s)+|(?:noem(?:t|de)\szich|tekende\smet)\s"
    rf"(?:{ADVERB}\s)*)){QUOTE}$"
)
HIS_NAME = _compile(
    rf"\b(zijn|haar)\s(?:{REAL}|{GIVEN})\s?(?:is|was|luidt|luidde|,|:|bleek|blijkt)?\s*(?:meneer\s|mevrouw\s)?{QUOTE}$"
)
SUPPOSED = _compile(r"\b(?:laat|laten|zullen|zal)\b")
LAST = 40
"""Characters in which a word tells that a name is only supposed: "laten we hem Frank noemen"."""
HE = frozenset(("hem", "hij", "zijn"))
SHE = frozenset(("haar", "zij", "ze"))


def find_phrase_between(between: str, after: str, *, was_named: bool) -> str:
    """Return what kind of phrase stands between two names if it makes the second another name of the first, or ''.

    >>> find_phrase_between(", alias ", " deed mee.", was_named=False)
    'apposition'

    Args:
        between: the text between the names.
        after: the text after the second.
        was_named: the first was such another name itself: "ook wel Colman of Kolleman".
    """
    if len(between) > NEAR or PAUSE.search(between) or WELCOME.match(after):
        return ""
    if was_named and LISTED.fullmatch(between):
        return "list"
    for kind, pattern in BETWEEN:
        if pattern.fullmatch(between):
            return kind
    if BEFORE_CALLED.fullmatch(between) and IS_CALLED.match(after):
        return "called"
    return "verb" if BEFORE_VERB.fullmatch(between) and VERB.match(after) else ""


def is_caller(between: str) -> bool:
    """Return whether the text between a person and a name makes him the one who gives that name to somebody else.

    >>> is_caller(" noemde haar altijd "), is_caller(", wij noemden haar ")
    (True, False)
    """
    return bool(CALLER.match(between))


def find_phrase_before(sentence: str, after: str) -> tuple[str, str]:
    """Return (kind, m or f) of a phrase with a pronoun that ends before a name, or two empty texts.

    >>> find_phrase_before("Op het eiland noemden ze haar ", ".")
    ('call', 'f')

    Args:
        sentence: the text of the sentence before the name.
        after: the text after the name.
    """
    if WELCOME.match(after):
        return "", ""
    for kind, pattern in (("call", CALL_HIM), ("he", HE_IS_CALLED), ("name", HIS_NAME), ("call", HIM)):
        match = pattern.search(sentence)
        if match and (pattern is not HIM or CALL_AFTER.match(after)) and not SUPPOSED.search(sentence[-LAST:]):
            word = next(group for group in match.groups() if group).lower()
            return kind, "m" if word in HE else "f" if word in SHE else ""
    return "", ""
