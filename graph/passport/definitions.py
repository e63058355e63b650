"""Which sentences look like a definition of a term: rules on the words around a mention. Standard library only.

They are rules of form. They miss definitions that are worded otherwise, and a sentence that passes may still be a mere
remark; that is why the screen says "zo omschrijven de teksten het" and shows the sentence itself.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from graph.messages import mark
from graph.rows import Kind


class Found(NamedTuple):
    """The rule that a sentence passes; a higher ``strength`` names the term more outright."""

    name: str
    strength: int


ARTICLE = r"(?:(?:de|het|een|’t|'t|dit|deze|die|dat|zulke|zo’n|zo'n|onze?|goede?|echte?|ware)\s+){0,2}"
# Where a clause may begin: the sentence, a mark, or a joining word.
OPENING = re.compile(
    rf"(?:^|[;:.!?–—(“„‘\"]|,\s*(?:want|maar|en|dus|of)\b|^(?:want|maar|en|dus|kortom),?(?=\s))"
    rf"[\s“„‘\"'(]*{ARTICLE}[“„‘\"']?$",
    re.IGNORECASE,
)
CLOSING = r"^[’”\"']?"
ASIDE = r"(?:\s*\([^()]{1,60}\)|\s*,[^,;.]{1,60},)?"
FILLER = (
    r"(?:\s+(?:dus|immers|vooral|eigenlijk|namelijk|daarmee|dan|ook|echter|nu|in wezen|in de kern|in feite|kortweg|"
    r"kortom|in dit beeld|in deze tekst|hier|voor (?:mij|ons|hem|haar|hen)|volgens (?:mij|hem|haar|\w+)|bij uitstek|"
    r"allereerst|eerst en vooral|in de eerste plaats|altijd|steeds|niet meer dan|niets anders dan)){0,2}"
)
# What follows "is" where something is said to be something. "is het er niet mee eens", "is de afgelopen jaren" and
# "is een keer" are none of it.
COMPLEMENT = (
    r"(?:een(?!\s+(?:beetje|keer|paar|tijd|aantal|enkele)\b)"
    r"|de(?!\s+(?:afgelopen|laatste|komende|voorbije|hele|eerste|volgende|vorige)\b)"
    r"|het(?!\s+(?:er|hier|daar|mee|eens|oneens|zat|beu|afgelopen|hele|komende|laatste|met|ermee|daarmee|nooit|niet)\b)"
    r"|niet(?:s)?\s+(?:hetzelfde|een|de|het|alleen|zomaar|slechts|iets|dat|wat|zozeer|anders\s+dan|meer\s+dan)\b"
    r"|geen\s+(?!enkel|sprake|twijfel|reden|geld|tijd|ruimte|plaats|plek|rol)\w+"
    r"|meer\s+dan\b|hetzelfde\s+als\b|iets\b|wat\b|wie\b|dat\s+(?:je|we|wij|men|iemand|een|de|het)\b|weten\b|als\b)"
)
IS = re.compile(rf"{CLOSING}{ASIDE}\s+(?:is|zijn)\b{FILLER}\s+{COMPLEMENT}", re.IGNORECASE)
WAS = re.compile(rf"{CLOSING}{ASIDE}\s+(?:was|waren)\b{FILLER}\s+{COMPLEMENT}", re.IGNORECASE)
MEANS = re.compile(
    rf"{CLOSING}(?:\s+(?:in|van|op|met|voor|bij)\s+(?:\w+\s+){{0,3}}\w+)?{ASIDE}\s+"
    r"(?:betekent|betekenen|betekende|wil(?:len)?\s+zeggen|houdt\s+in|houden\s+in|sta(?:at|an)\s+voor(?!\s+(?:de|een|het)\s+(?:\w+\s+){0,3}?\w*(?:opgave|uitdaging|keuze|taak|vraag|probleem|deur)\w*)|"
    r"komt\s+neer\s+op|komen\s+neer\s+op|verwijst\s+naar|verwijzen\s+naar|omvat|omvatten|behelst|houdt\s+\w+\s+in)\b",
    re.IGNORECASE,
)
# "Voor hem betekent verbinding dat …", "Daarom is verbinding een …"
MEANS_BEFORE = re.compile(rf"\b(?:betekent|betekende)\s+{ARTICLE}[“„‘\"']?$", re.IGNORECASE)
MEANS_AFTER = re.compile(rf"{CLOSING}(?:\s+\w+){{0,2}}\s*(?:,\s*)?(?:dat|niet|een|het|de|vooral|:)", re.IGNORECASE)
CALL = r"(?:noem(?:en|t)?|noemden?|heet|heetten?|heette)"
PRONOUN = r"(?:we|wij|men|ik|je|jij|u|ze|zij|hij)"
# "… noemen we verbinding", "dat noemen wij in vergaderingen verkokering", "dat heet verkokering"
CALL_BEFORE = re.compile(
    rf"\b{CALL}\s+(?:{PRONOUN}|dat|dit|het)\b(?:\s+(?:dat|dit|het|dan|ook|wel|hier|in\s+\w+|bij\s+\w+|vaak|nu)){{0,3}}[\s:“„‘\"']*"
    rf"{ARTICLE}[“„‘\"']?$"
    rf"|\b(?:dat|dit|wat|die|hetgeen)\s+(?:heet|heette|heten)(?:\s+(?:dan|ook|wel|hier|nu|in\s+\w+|bij\s+\w+)){{0,2}}[\s:“„‘\"']*"
    rf"{ARTICLE}[“„‘\"']?$",
    re.IGNORECASE,
)
# "(wat) men verkokering noemt", "wordt ook wel verkokering genoemd"
CALL_WRAP_BEFORE = re.compile(
    r"\b(?:wat|dat|die|hetgeen|ook\s+wel|word(?:t|en)|vaak|hier|dit)\b(?:\s+\w+){0,5}\s*[“„‘\"']?$", re.IGNORECASE
)
CALL_WRAP_AFTER = re.compile(
    rf"{CLOSING}\s+(?:te\s+)?(?:noem(?:en|t)?|noemden?|genoemd|heten|gedoopt)\b", re.IGNORECASE
)
# "Overheidsparticipatie heet het wanneer …", "Verbinding noemen we …"
CALL_AFTER = re.compile(rf"{CLOSING}\s+{CALL}\s+(?:het|dat|dit|{PRONOUN})\b", re.IGNORECASE)
# "hij noemt decentralisatie een belofte"
CALLS_IT = re.compile(rf"\bnoem(?:en|t|de|den)?(?:\s+{PRONOUN})?\s+{ARTICLE}[“„‘\"']?$", re.IGNORECASE)
CALLS_IT_AFTER = re.compile(rf"{CLOSING}\s+(?:een|de|het)\s+\w+", re.IGNORECASE)
UNDER_BEFORE = re.compile(rf"\b(?:onder|met|door|bij)\s+{ARTICLE}(?:term|begrip|woord)?\s*[“„‘\"']?$", re.IGNORECASE)
UNDER_AFTER = re.compile(
    rf"{CLOSING}(?:\s+\w+){{0,3}}?\s+(?:versta(?:an|at)?|verstond(?:en)?|bedoel(?:en|t|de|den)?|"
    r"word(?:t|en)\s+(?:\w+\s+){0,2}(?:verstaan|bedoeld)|verstaan|bedoeld)\b",
    re.IGNORECASE,
)
DEFINE = re.compile(
    rf"{CLOSING}\s+(?:definiëren|definieert|omschrijven|omschrijft|opvatten|beschouwen|wordt\s+(?:\w+\s+)?"
    r"(?:gedefinieerd|omschreven|opgevat|verstaan))\b.{0,40}?\bals\b",
    re.IGNORECASE,
)
DEFINITION_OF = re.compile(
    rf"\b(?:definitie|omschrijving|betekenis|kern|essentie)\s+van\s+{ARTICLE}[“„‘\"']?$", re.IGNORECASE
)
DEFINITION_IS = re.compile(rf"{CLOSING}\s+(?:is|luidt|was)\b", re.IGNORECASE)
# "Dat is verkokering: iedere koker doet zijn werk en toch klopt het geheel niet."
THAT_IS = re.compile(
    rf"\b(?:dat|dit|hier)\s+(?:is|zijn)(?:\s*,[^,;.]{{1,30}},)?{FILLER}\s+{ARTICLE}[“„‘\"']?$", re.IGNORECASE
)
THAT_IS_AFTER = re.compile(rf"{CLOSING}\s*:\s+\w+", re.IGNORECASE)
OR_AFTER = re.compile(
    rf"{CLOSING}\s*(?:,|\(|–|—)\s*(?:oftewel|ofwel|dat\s+wil\s+zeggen|dwz|d\.w\.z\.|met\s+andere\s+woorden|kortweg)\b",
    re.IGNORECASE,
)
OR_BEFORE = re.compile(rf"(?:,|\(|–|—)\s*(?:oftewel|ofwel|kortweg)[:,]?\s+{ARTICLE}[“„‘\"']?$", re.IGNORECASE)
GLOSSARY = re.compile(rf"{CLOSING}\s*:\s+(?:een|de|het|wat|alle|ieder|elke?)\s+\w+.{{12,}}", re.IGNORECASE)
# "Klaas Brand, hoogleraar in …," and "Klaas Brand is hoogleraar …"
PERSON_APPOSITION = re.compile(
    r"^\s*(?:,\s+(?:de\s+|een\s+|het\s+|oud-|voormalig\s+|toenmalig\s+)?(?:[a-zà-ü-]+\s+)?|\s*\()"
    r"(?:\w*(?:hoogleraar|wethouder|burgemeester|secretaris|griffier|directeur|minister|raadslid|ambtenaar|onderzoeker|"
    r"filosoof|socioloog|politicoloog|econoom|schrijver|schrijfster|adviseur|voorzitter|bestuurder|lector|docent|"
    r"journalist|staatsman|jurist|historicus|commissaris|wetenschapper|bestuurskundige|initiatiefnemer|oprichter))\b",
    re.IGNORECASE,
)
PERSON_IS = re.compile(
    rf"^{ASIDE}\s+(?:is|was|werd)\s+(?:(?:van|sinds|in)\s+\d{{4}}(?:\s+tot\s+\d{{4}})?\s+)?(?:een\s+|de\s+)?(?:\w+\s+)?"
    r"(?:\w*(?:hoogleraar|wethouder|burgemeester|secretaris|griffier|directeur|minister|raadslid|ambtenaar|onderzoeker|"
    r"filosoof|socioloog|politicoloog|econoom|schrijver|schrijfster|adviseur|voorzitter|bestuurder|lector|docent|"
    r"journalist|staatsman|jurist|historicus|commissaris|wetenschapper|bestuurskundige|initiatiefnemer|oprichter))\b",
    re.IGNORECASE,
)


def find_definition(text: str, start: int, end: int, kind: Kind = "concept") -> Found | None:
    """Return the rule by which a sentence looks like a definition of the mention in it, or None.

    A question defines nothing. Of several rules the one that names the term most outright is told.

    >>> find_definition("Verkokering betekent dat niemand het geheel ziet.", 0, 11).name
    'betekent'

    Args:
        text: the sentence.
        start, end: where the mention stands in it.
        kind: what is mentioned; a person is also told by an office.
    """
    before, after = text[:start], text[end:]
    if text.rstrip(" ”’\"')").endswith("?"):
        return None
    if kind == "person" and (PERSON_APPOSITION.search(after) or PERSON_IS.search(after)):
        return Found(mark("functie"), 4)
    opens = OPENING.search(before) is not None
    if UNDER_BEFORE.search(before) and UNDER_AFTER.search(after):
        return Found("verstaan we", 5)
    if DEFINE.search(after) or (DEFINITION_OF.search(before) and DEFINITION_IS.search(after)):
        return Found(mark("definitie"), 5)
    if opens and MEANS.search(after):
        return Found("betekent", 4)
    if MEANS_BEFORE.search(before) and MEANS_AFTER.search(after):
        return Found("betekent", 4)
    if CALL_BEFORE.search(before) or (CALL_WRAP_BEFORE.search(before) and CALL_WRAP_AFTER.search(after)):
        return Found("noemen we", 4)
    if opens and CALL_AFTER.search(after):
        return Found("noemen we", 4)
    if OR_AFTER.search(after) or OR_BEFORE.search(before):
        return Found("oftewel", 3)
    if THAT_IS.search(before) and THAT_IS_AFTER.search(after):
        return Found("dat is", 3)
    if CALLS_IT.search(before) and CALLS_IT_AFTER.search(after):
        return Found("noemt", 3)
    if opens and IS.search(after):
        return Found("is", 3)
    if opens and GLOSSARY.search(after):
        return Found(mark("dubbele punt"), 2)
    if opens and WAS.search(after):
        return Found("was", 1)
    return None
