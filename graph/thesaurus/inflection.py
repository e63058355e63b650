"""Dutch inflection by rule: the forms in which the label of a concept is likely to be written. Standard library only.

The rules aim at policy Dutch and would rather miss a rare form than produce a word with another meaning; what they
cannot know (strong verbs, loan words) belongs in the thesaurus as a hidden label.
"""

from __future__ import annotations

import re

_VOWELS = "aeiouyáäéèêëíïóöúü"
_LONG = re.compile(r"(aa|ee|oo|uu)([bcdfgklmnprstvz])$")
_DIPHTHONG = re.compile(r"(?:ie|oe|eu|ui|ei|ij|ou|au|eeu|ieu)[bcdfghklmnprstvz]$")
_SHORT = re.compile(rf"(?:^|[^{_VOWELS}]|qu)[aeiou][bcdfgklmnprstvz]$")

# Endings of nouns whose plural no rule gives; an empty tuple means that the regular plural would be another word
# ("zorgen", "gedragen", "bouwen") or that there is none. Compounds follow their last part: "raadslid", "jeugdzorg".
_NOUN_ENDINGS: dict[str, tuple[str, ...]] = {
    "accountability": (),
    "artikel": ("artikelen", "artikels"),
    "bad": ("baden",),
    "bedrag": ("bedragen",),
    "beginsel": ("beginselen",),
    "beheer": (),
    "beleid": (),
    "beurs": ("beurzen",),
    "bevel": ("bevelen",),
    "blad": ("bladen",),
    "bod": ("boden",),
    "bouw": (),
    "bot": ("bots",),
    "club": ("clubs",),
    "coach": ("coaches",),
    "commons": (),
    "corona": (),
    "dag": ("dagen",),
    "dak": ("daken",),
    "data": (),
    "deal": ("deals",),
    "eis": ("eisen",),
    "gebrek": ("gebreken",),
    "gedrag": (),
    "gegevens": (),
    "geld": ("gelden",),
    "ggz": (),
    "goed": ("goederen",),
    "graaf": ("grafen",),
    "grens": ("grenzen",),
    "herstel": (),
    "hof": ("hoven",),
    "kennis": (),
    "kind": ("kinderen",),
    "lab": ("labs",),
    "lid": ("leden",),
    "maatregel": ("maatregelen",),
    "management": (),
    "mbo": (),
    "media": (),
    "middel": ("middelen",),
    "minima": (),
    "mkb": (),
    "model": ("modellen",),
    "onderwijs": (),
    "oorlog": ("oorlogen",),
    "ozb": (),
    "pad": ("paden",),
    "pilot": ("pilots",),
    "platform": ("platforms", "platformen"),
    "professional": ("professionals",),
    "racisme": (),
    "right": ("rights",),
    "security": (),
    "slag": ("slagen",),
    "spel": ("spelen",),
    "stad": ("steden",),
    "stel": ("stellen",),
    "team": ("teams",),
    "toezicht": (),
    "verdrag": ("verdragen",),
    "verkeer": (),
    "verlof": ("verloven",),
    "volk": ("volken", "volkeren"),
    "ware": (),
    "weg": ("wegen",),
    "zorg": (),
}
_PLURAL_TO_SINGULAR = (
    ("ingen", "ing"),
    ("heden", "heid"),
    ("iteiten", "iteit"),
    ("schappen", "schap"),
    ("ties", "tie"),
    ("sies", "sie"),
    ("isaties", "isatie"),
    ("'s", ""),
)
_ADJECTIVE_ENDINGS = (
    "lijk",
    "isch",
    "baar",
    "zaam",
    "loos",
    "eerd",
    "gericht",
    "achtig",
    "matig",
    "vaardig",
    "waardig",
    "vrij",
    "neutraal",
    "robuust",
)
_ATTRIBUTIVE_ENDINGS = (
    *_ADJECTIVE_ENDINGS,
    "aal",
    "eel",
    "ief",
    "iek",
    "air",
    "eus",
    "end",
    "ent",
    "ant",
    "ig",
    "aans",
)
_ATTRIBUTIVE_WORDS = frozenset(
    {"algemeen", "goed", "groen", "jong", "lang", "nieuw", "slim", "snel", "vrij", "breed", "zwaar"}
)
_LINKING_WORDS = frozenset(
    {"aan", "als", "bij", "boven", "door", "en", "in", "met", "na", "naar", "of", "om", "onder", "op", "over"}
    | {"per", "rond", "te", "tegen", "to", "tot", "tussen", "uit", "van", "voor", "zonder"}
)
_UNSTRESSED_PREFIX = re.compile(rf"(?:be|ge|her|ont|ver|er)[^{_VOWELS}]*[{_VOWELS}]")
_UNSTRESSED_STEMS = ("beter", "ander", "minder", "lever", "inner", "vorder", "hinder", "zeker", "iger", "luister")


def inflect_label(label: str) -> tuple[str, ...]:
    """Return the lower-cased ways of writing a noun, or a phrase around a noun, the label itself first.

    Args:
        label: A preferred or alternative label: "sociaal domein", "recht op wonen", "bezuinigingen".

    Returns:
        Distinct forms, words separated by single spaces.

    >>> inflect_label("sociaal domein")
    ('sociaal domein', 'sociale domein', 'sociale domeinen')
    """
    words = _words(label)
    if len(words) > 1 and words[0] == "wet":  # the name of an act has one form
        return (" ".join(words),)
    if not words:
        return ()
    head = _find_head(words)
    before, noun, after = words[:head], words[head], words[head + 1 :]
    singular, plurals = _number(noun)
    modifiers = tuple(inflect_adjective(word) if _is_attributive(word) else word for word in before)
    phrases = [words, (*before, singular, *after), (*modifiers, singular, *after)]
    phrases += [(*modifiers, plural, *after) for plural in plurals]
    if _is_adjective(noun) and not after:
        phrases = [words, (*before, inflect_adjective(noun))]
    return tuple(dict.fromkeys(" ".join(phrase) for phrase in phrases))


def inflect_hidden(label: str) -> tuple[str, ...]:
    """Return a hidden label as it is, lower-cased, and with -e where it is plainly an adjective ("bureaucratisch")."""
    words = _words(label)
    if len(words) == 1 and _is_adjective(words[0]):
        return words[0], inflect_adjective(words[0])
    return (" ".join(words),) if words else ()


def find_base(label: str) -> str:
    """Return the label as its lemmas: lower-case, the noun in the singular, adjectives without -e.

    >>> find_base("Gemeenschappelijke regelingen")
    'gemeenschappelijk regeling'
    """
    words = _words(label)
    if not words:
        return ""
    head = _find_head(words)
    before = tuple(_uninflect_adjective(word) for word in words[:head])
    return " ".join((*before, _number(words[head])[0], *words[head + 1 :]))


def inflect_verb(verb: str) -> tuple[str, ...]:
    """Return the forms of a regular (weak) verb: present, past, participles, and -e for the participles.

    Args:
        verb: The infinitive; a bar marks a particle that can be separated: "samen|werken".

    >>> inflect_verb("decentraliseren")[:3]
    ('decentraliseren', 'decentraliseer', 'decentraliseert')
    """
    particle, _, infinitive = verb.strip().lower().rpartition("|")
    stem, voiced = _find_stem(infinitive)
    past = "d" if voiced else "t"
    third = stem if stem.endswith("t") else stem + "t"
    participle = stem if stem.endswith(("d", "t")) else stem + past
    open_participle = (_open_syllable(stem) if stem.endswith(("d", "t")) else participle) + "e"
    if not _UNSTRESSED_PREFIX.match(stem):
        ge = "ge" + {"e": "ë", "i": "ï", "u": "ü"}.get(stem[:1], stem[:1])
        participle, open_participle = ge + participle[1:], ge + open_participle[1:]
    finite = [infinitive, stem, third, f"{stem}{past}e", f"{stem}{past}en"]
    if particle:
        apart = [f"{form} {particle}" for form in finite]
        apart.append(f"{particle} te {infinitive}")
    else:
        apart = []
    whole = [*finite, participle, open_participle, f"{infinitive}d", f"{infinitive}de"]
    return tuple(dict.fromkeys([particle + form for form in whole] + apart))


def inflect_adjective(word: str) -> str:
    """Return the adjective with -e: "sociaal" gives "sociale", "participatief" gives "participatieve"."""
    if word.endswith(("e", "en")):
        return word
    return _open_syllable(word, doubles=not word.endswith(("ig", "isch", "lijk"))) + "e"


def pluralise(noun: str) -> tuple[str, ...]:
    """Return the likely plurals of a lower-cased noun; none for words that have none or that look like a plural."""
    if len(noun) < 3 or not re.fullmatch(rf"[a-z{_VOWELS}-]+", noun) or noun.endswith("en"):
        return ()
    for length in range(len(noun), 2, -1):
        plurals = _NOUN_ENDINGS.get(noun[-length:])
        if plurals is not None:
            return tuple(noun[:-length] + plural for plural in plurals)
    if re.search(rf"[{_VOWELS}].*[^{_VOWELS}]e[lr]s$", noun):  # a plural already: "regels", "burgers"
        return ()
    if noun.endswith("heid"):
        return (noun[:-4] + "heden",)
    if noun[-1] in _VOWELS:
        return _pluralise_vowel(noun)
    return _pluralise_consonant(noun)


def _pluralise_vowel(noun: str) -> tuple[str, ...]:
    if noun.endswith(("cratie", "archie", "gogie", "logie", "tegie", "nomie", "sofie", "orie", "strie", "thie")):
        return (noun + "ën",)
    if noun.endswith("ergie"):
        return (noun + "ën", noun + "s")
    if noun.endswith("ee"):
        return (noun + "ën", noun + "s")
    if noun.endswith(("ie", "é", "oe", "eau", "ge", "isme")):
        return (noun + "s",)
    if re.search(r"(?:end|ig|igd|eerd)e$", noun):  # nouns made of adjectives: "leidinggevende"
        return (noun + "n",)
    if noun.endswith("e"):
        return (noun + "n", noun + "s")
    if noun.endswith(("ij", "ei", "ui", "ou", "au", "eu")):
        return (noun + "en",)
    return (noun + "'s",)


def _pluralise_consonant(noun: str) -> tuple[str, ...]:
    regular = _open_syllable(noun) + "en"
    syllables = len(re.findall(rf"[{_VOWELS}]+", noun))
    if noun.endswith("um"):
        return (noun + "s", noun[:-2] + "a")
    if noun.endswith("isis"):
        return (noun[:-2] + "es", regular)
    if noun.endswith(("iër", "eraar", "elaar")):
        return (noun + "s",)
    if noun.endswith(("aar", "aard", "ier")) and syllables > 1:
        return (regular, noun + "s")
    if noun.endswith("eur") and not noun.endswith(("deur", "geur", "kleur")):
        return (noun + "s",)
    if noun.endswith("or") and not noun.endswith("oor"):
        return (regular.replace("orren", "oren"), noun + "s")
    if syllables > 1 and re.search(rf"[^{_VOWELS}]e[lmr]$|[aeio][iïe]er$", noun):
        return (noun + "s",)
    return (regular,)


def _number(noun: str) -> tuple[str, tuple[str, ...]]:
    """Return the singular and the plurals of a noun that may itself be a plural."""
    for ending, singular_ending in _PLURAL_TO_SINGULAR:
        if noun.endswith(ending) and len(noun) > len(ending) + 2:
            return noun.removesuffix(ending) + singular_ending, (noun,)
    return noun, pluralise(noun)


def _open_syllable(word: str, *, doubles: bool = True) -> str:
    """Return the word as it is spelled before a syllable that starts with a vowel: "raad" rad-, "wet" wett-."""
    if match := _LONG.search(word):
        word = word[:-3] + match[1][0] + _voice(match[2])
    elif _DIPHTHONG.search(word):
        word = word[:-1] + _voice(word[-1])
    elif doubles and _SHORT.search(word):
        word += word[-1]
    elif word.endswith(("lf", "rf")):
        word = word[:-1] + "v"
    return word


def _voice(consonant: str) -> str:
    return {"f": "v", "s": "z"}.get(consonant, consonant)


def _find_stem(infinitive: str) -> tuple[str, bool]:
    """Return the stem and whether its last sound is voiced, so that the past takes -d ("'t kofschip")."""
    if infinitive.endswith(("iëren", "ueren")):  # "subsidiëren", "evalueren"
        return infinitive[:-4] + "eer", True
    raw = infinitive.removesuffix("en")
    voiced = not raw.endswith(("t", "k", "f", "s", "ch", "p", "x"))
    if re.search(r"([bdfgklmnprst])\1$", raw):
        return raw[:-1], voiced
    if re.search(rf"(?:^|[^{_VOWELS}])[aeou][bdgklmnprstvz]$", raw) and not _has_unstressed_end(raw):
        raw = raw[:-1] + raw[-2] + raw[-1]
    return raw[:-1] + {"v": "f", "z": "s"}.get(raw[-1], raw[-1]), voiced


def _has_unstressed_end(raw: str) -> bool:
    if raw.endswith("er"):
        return raw.endswith(_UNSTRESSED_STEMS)
    return raw.endswith(("el", "em", "en")) and len(re.findall(rf"[{_VOWELS}]+", raw)) > 1


def _uninflect_adjective(word: str) -> str:
    if not word.endswith("e"):
        return word
    bare = word[:-1]
    if re.search(r"([bdfgklmnprst])\1$", bare):
        bare = bare[:-1]
    elif re.search(rf"(?:^|[^{_VOWELS}]|[ui](?=a)|u(?=e))[aeou][bdgklmnprstvz]$", bare) and not bare.endswith("ig"):
        bare = bare[:-1] + bare[-2] + bare[-1]
    bare = bare[:-1] + {"v": "f", "z": "s"}.get(bare[-1:], bare[-1:])
    return bare if _is_attributive(bare) or word.endswith("ende") else word


def _find_head(words: tuple[str, ...]) -> int:
    """Return the position of the noun that carries the plural: the last word before "van", "op", "en" …"""
    for position, word in enumerate(words):
        if position and word in _LINKING_WORDS:
            return position - 1
    return len(words) - 1


def _is_adjective(word: str) -> bool:
    return len(word) > 5 and (word.endswith(_ADJECTIVE_ENDINGS) or bool(re.search(r"[^nk]ig$|[^i]end$", word)))


def _is_attributive(word: str) -> bool:
    return word in _ATTRIBUTIVE_WORDS or (len(word) > 4 and word.endswith(_ATTRIBUTIVE_ENDINGS))


def _words(label: str) -> tuple[str, ...]:
    return tuple(label.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").lower().split())
