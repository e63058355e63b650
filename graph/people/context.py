"""What the words around a name tell of whom it means: a title, a kinship, an age, a family. Reads text only."""

from __future__ import annotations

import re
from dataclasses import dataclass

from graph.people.folding import fold
from graph.people.naming import find_phrase_before
from graph.rows import Mention

REACH = 70
"""Characters before and after a name that are looked at."""
TITLES_HE = frozenset(
    "meneer mijnheer heer dhr jonkheer jhr broeder pater monsieur herr mister señor don sinjeur frater".split()
)
TITLES_SHE = frozenset(
    "mevrouw mevr mw juffrouw juf mejuffrouw mej freule jonkvrouw zuster madame mme frau mrs miss ms lady dame".split()
)
TITLES = frozenset(
    "dr drs prof ir mr ing ds mgr professor dokter meester dominee kapelaan pastoor rabbijn imam".split()
)
"""Titles that tell no gender."""
SHORT = TITLES | frozenset("dhr jhr mevr mw mej mr mrs ms fam gebrs wed st prof".split())
"""Titles that end in a full stop."""
LAST_WORD = re.compile(r"\w+$")
KIN_HE = frozenset(
    "vader broer zoon oom opa grootvader echtgenoot man neef schoonzoon schoonvader zwager stiefvader overgrootvader "
    "pa papa weduwnaar broertje zoontje jongen vriend tweelingbroer halfbroer kleinzoon peetvader verloofde".split()
)
KIN_SHE = frozenset(
    "moeder zus dochter tante oma grootmoeder echtgenote vrouw nicht schoondochter schoonmoeder schoonzus stiefmoeder "
    "ma mama weduwe zusje dochtertje meisje vriendin tweelingzus halfzus kleindochter overgrootmoeder bruid".split()
)
FAMILIES = frozenset(
    "familie fam families gezin gezinnen gebroeders gebrs broers broertjes zussen zusjes zusters echtpaar echtelieden "
    "geslacht clan erven nazaten afstammelingen generaties dynastie".split()
)
"""Words after which a surname means several people."""
PLURALS = frozenset("de alle beide twee".split())
AGES = {"oude": "old", "ouwe": "old", "jonge": "young", "kleine": "young"}
AGE_AFTER = re.compile(r"\s*,?\s*(?:(senior|sr\b|de oude)|(junior|jr\b|de jonge\b))", re.IGNORECASE)
AGE_WITHIN = re.compile(r"\s(?:(senior|sr\.?|\S+ de oude)|(junior|jr\.?|\S+ de jonge))$", re.IGNORECASE)
SMALL = frozenset(
    "een eene ene de die deze dit andere elke geen eerste tweede derde vierde latere jongste oudste gelijknamige echte "
    "van door zoon".split()
)
"""Words before a name that tell something: "een Hoekstra" is any of them."""
OWNERS = frozenset("mijn zijn haar hun hare diens ons onze hunne".split())
SENTENCE = re.compile(r"[.!?…](?:['’”\"»)\]*]*)\s+(?=\W*[A-ZÀ-Þ])|\n")
WORD = re.compile(r"[\w'’.-]+")
APART = re.compile(r"[,;:()]\s*['‘“\"*]*$")
FOLLOWS = re.compile(r"(,|\ben|\bmet|\bof)\s+$")
LABEL = re.compile(r"\s*(?:\([^)]*\)\s*)?[*_]*:")
BRACKET = re.compile(r"\(\s*['‘“\"*]*$")
KIN_OF = re.compile(rf"\b(?:{'|'.join(sorted(KIN_HE | KIN_SHE))})\s+van\s+$", re.IGNORECASE)
PAIRED = re.compile(r"\s+(?:en|met|tegen|naast|versus)\s", re.IGNORECASE)
"""What follows on the first of two persons: "Jan Jansen en Johan Jansen"."""
OPENER = re.compile(r"[.!?…]['’”\"]?\s+['‘“\"]?(?:(Hij|Zijn)|(Zij|Ze|Haar))\s")
LISTED = re.compile(
    r"\b(?:families|gezinnen|geslachten)\s(?:(?:zo)?als\s)?(?:(?:\w+\s){0,3}[A-ZÀ-Þ][\w'’-]+(?:,|\sen)\s)*$"
)
"""Before one of several surnames that are those of families: "de families Luteijn, Becu en"."""
FAMILY_AFTER = re.compile(r"\s\((?:familie|achternaam|geslacht|\w+familie)\)")
FORMER = frozenset("voormalig voormalige vroeger vroegere gewezen toenmalig toenmalige vorig vorige ex oud".split())
NEARBY = 4
"""Words before a name among which one may tell that its role is a former one."""
PRONOUN = re.compile(r"\b(?:(hij|hem)|(haar|zij|ze))\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands around one name."""

    gender: str = ""  # m or f, by a title or kinship
    title: str = ""  # title, other (a title that tells no gender) or kin
    word: str = ""  # the word of the title or kinship
    own: str = ""  # whose kin: mijn, zijn, haar
    age: str = ""  # old or young
    before: str = ""  # a small word
    naming: str = ""  # kind of phrase that gives somebody this name
    called: str = ""  # m or f, by the pronoun in that phrase
    pronoun: str = ""  # m or f, by the first pronoun after the name
    follows: str = ""  # a comma, en, met or of before the name
    is_family: bool = False
    is_label: bool = False  # who speaks, as in a play or an interview
    is_capitals: bool = False
    opens: bool = False  # its sentence or passage
    bracket: bool = False  # right behind an opening bracket
    is_office: bool = False  # right behind the role
    is_former: bool = False  # behind a role that is no longer held
    next_pronoun: str = ""  # m or f, by the word that opens the next sentence


def look_around(mention: Mention, text: str) -> Surroundings:
    """Return what stands around ``mention`` in the ``text`` of its passage ("" if that is not known)."""
    is_capitals = mention.surface.isupper() and len(mention.surface) > 2
    if not text:
        return Surroundings(is_capitals=is_capitals)
    before, after = text[max(0, mention.start - REACH) : mention.start], text[mention.end : mention.end + REACH]
    cuts = [match.end() for match in SENTENCE.finditer(before + mention.surface[:1]) if not _is_short(before, match)]
    sentence = before[cuts[-1] :] if cuts else before
    words = [word.lower().rstrip(".") for word in WORD.findall(sentence)]
    last = words[-1] if words and not APART.search(sentence) else ""
    gender = "m" if last in TITLES_HE or last in KIN_HE else "f" if last in TITLES_SHE or last in KIN_SHE else ""
    title = "kin" if last in KIN_HE or last in KIN_SHE else "title" if gender else "other" if last in TITLES else ""
    is_plural = last in PLURALS and mention.surface.endswith("s") and not mention.name.endswith("s")
    aged = AGE_AFTER.match(after) or AGE_WITHIN.search(mention.surface)
    opens = not re.search(r"\w", sentence) and (bool(cuts) or mention.start < REACH)
    naming, called = find_phrase_before(sentence, after)
    pronoun = PRONOUN.search(SENTENCE.split(after, maxsplit=1)[0])
    follows = FOLLOWS.search(sentence)
    opener = OPENER.search(after)
    return Surroundings(
        gender=gender,
        title=title,
        word=last if title else "",
        own=next((word for word in words[-3:] if word in OWNERS), "") if title == "kin" else "",
        age=("old" if aged[1] else "young") if aged else AGES.get(last, ""),
        before=words[-1] if words and words[-1] in SMALL else "",
        naming=naming,
        called=called,
        pronoun=("m" if pronoun[1] else "f") if pronoun else "",
        follows=follows[1] if follows else "",
        is_family=last in FAMILIES or is_plural or bool(LISTED.search(sentence) or FAMILY_AFTER.match(after)),
        is_label=opens and bool(LABEL.match(after)),
        is_capitals=is_capitals,
        opens=opens,
        bracket=bool(BRACKET.search(before)),
        is_office=bool(mention.role) and _ends_with_role(fold(sentence), fold(mention.role)),
        is_former=bool(mention.role) and not FORMER.isdisjoint(words[-NEARBY:]),
        next_pronoun=("m" if opener[1] else "f") if opener else "",
    )


def are_beside(between: str, around: Surroundings) -> bool:
    """Return whether two names in one sentence are two persons', by the text between them and around the second.

    >>> are_beside(" is de vader van ", Surroundings()), are_beside(" en ", Surroundings())
    (True, True)
    """
    return bool(around.title == "kin" or PAIRED.match(between) or KIN_OF.search(between))


def _ends_with_role(sentence: str, role: str) -> bool:
    words = sentence.split()
    while words and (words[-1].rstrip(".") in SHORT or words[-1] in TITLES_HE or words[-1] in TITLES_SHE):
        words.pop()
    return " ".join(words).endswith(role)


def _is_short(before: str, end: re.Match[str]) -> bool:
    """Return whether what looks like the end of a sentence is the full stop of a title or initial."""
    word = LAST_WORD.search(before[: end.start()])
    short = word[0].lower() if word else ""
    return before[end.start() : end.start() + 1] == "." and (len(short) == 1 or short in SHORT)
