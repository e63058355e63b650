"""What speaks for and against a candidate being a person, as a list of named observations.

The observations are looked up in a table of weights that was learnt (see :mod:`graph.people.judging`); each is a short
text, so that the table can be read: "prior:title" stands for a title or role right before the name.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from wordfreq import zipf_frequency

from graph.people.lexicon import is_ordinary_word
from graph.people.passage import PassageView
from graph.people.persons import ARTICLES, PLACE_WORDS, THING_NOUNS
from graph.people.roles import find_role, shows_person
from graph.people.spans import Found

Place = tuple[int, int]  # first token, token after the last
RARITIES = (1.5, 2.5, 3.5, 4.5)
"""Zipf frequencies that part the words into five classes."""
SHORT = 150
"""Tokens; how many persons a shorter text names tells nothing."""
ENGLISH = 1.0
"""How much more common, on the Zipf scale, an English word is in English than in Dutch."""
ACTING = frozenset(
    "door aan met voor tegen over volgens aldus tussen bij namens dat als toen want of maar omdat".split()
)
HELPING = frozenset(
    "is was heeft had wil kan zal moet wordt werd zou kon wilde gaat ging komt kwam liet deed doet krijgt kreeg".split()
)
PLURAL = re.compile(r"[A-Z]{2,}['’]\w+")
COMPOUND = re.compile(r".*[^\W_]+\+?-[a-zß-ÿ]{3,}")
MIXED = re.compile(r"(?!Mc|Mac|De|Van|IJ)[A-ZÀ-Þ]?[a-zß-ÿ]+[A-ZÀ-Þ]|[A-Z]{2}.*[a-z]")
MARKS_BEFORE = {"'": "quote", '"': "quote", "(": "(", ":": ":"}
MARKS_AFTER = {
    "'": "quote",
    '"': "quote",
    "(": "(",
    ":": ":",
    ",": ",",
    ".": ".",
    "en": "en",
    "-": "-",
    "/": "-",
    "&": "-",
}


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the rules, the pipeline and the whole document say of the names in it."""

    ruled: Sequence[frozenset[Place]]  # by passage: the persons of the rules
    seen: Sequence[Mapping[Place, str]]  # by passage: the kinds that the pipeline saw
    kinds: Mapping[str, Counter[str]]  # by word: how often the pipeline took it for part of which kind
    small: frozenset[str]  # words that the document writes in small letters
    full: frozenset[str]  # words of persons whom rules and pipeline both see, named in full
    surnames: frozenset[str]  # theirs, with particles
    heads: frozenset[str]  # the last words of those
    family: frozenset[str]  # the surnames that are nobody's given name there
    given: frozenset[str]  # their given names
    announced: frozenset[str]  # names that somewhere follow a title or precede a verb of saying
    counts: Mapping[str, int]  # candidates by name
    density: str  # how many persons the document names in full


def gather_evidence(
    views: Sequence[PassageView],
    ruled: Sequence[Sequence[Found]],
    seen: Sequence[Sequence[Found]],
    candidates: Sequence[Sequence[Found]],
) -> Evidence:
    """Return what is known of a document, by passage: finds of the rules, of the pipeline, and all candidates."""
    kinds: dict[str, Counter[str]] = {}
    for view, items in zip(views, seen, strict=True):
        for item in items:
            for at in range(item.start, item.end):
                kinds.setdefault(view.form(at), Counter())[item.kind] += 1
    by_rule = [frozenset((item.start, item.end) for item in items if item.kind == "person") for items in ruled]
    by_sight = [{(item.start, item.end): str(item.kind) for item in items} for items in seen]
    full: set[str] = set()
    surnames: set[str] = set()
    given: set[str] = set()
    announced: set[str] = set()
    counts: Counter[str] = Counter()
    n_full = 0
    for view, items, places, sights in zip(views, candidates, by_rule, by_sight, strict=True):
        for item in items:
            counts[item.name] += 1
            place = (item.start, item.end)
            if item.given and item.surname and place in places and sights.get(place) == "person":
                full |= {view.form(at) for at in range(item.start, item.end)}
                n_full += 1
                surnames.add(item.surname)
                given.update(item.given)
            if view.is_speech(item.end) or (
                not view.begins_sentence(item.start) and shows_person(view, item.start - 1) == "strong"
            ):
                announced.add(item.name)
    small = frozenset(word for view in views for word in view.words if word.islower())
    density = _measure_density(sum(map(len, views)), n_full)
    return Evidence(
        by_rule,
        by_sight,
        kinds,
        small,
        frozenset(full),
        frozenset(surnames),
        frozenset(name.split()[-1] for name in surnames),
        frozenset(surnames - given),
        frozenset(given),
        frozenset(announced),
        counts,
        density,
    )


def _measure_density(n_tokens: int, n_full: int) -> str:
    if n_tokens < SHORT:
        return "short"
    often = 1000 * n_full / n_tokens
    return "0" if n_full == 0 else "rare" if often < 2 else "some" if often < 8 else "many"


def observe(view: PassageView, item: Found, number: int, evidence: Evidence) -> list[str]:
    """Return what is to be seen at a candidate in passage ``number`` and, of its words, in the document."""
    start, end = item.start, item.end
    n = end - start
    size = str(n) if n < 3 else "3+"
    model, rule = _find_sources(item, number, evidence)
    flags = [_list_flags(view, at) for at in range(start, end)]
    first, last = flags[0], flags[-1]
    heads = [at for at in range(start, end) if flags[at - start] not in ("p", "i")]
    rarities = [_rate(view.form(at)) for at in heads] or [0]
    opens = "opens" if view.opens(start) else "mid"
    prior, follow = _look_before(view, start), _look_after(view, end)
    share = _count_votes([view.form(at) for at in heads], evidence.kinds)
    count = evidence.counts.get(item.name, 0)
    many = str(max(count, 1)) if count < 3 else "3+"
    known = [view.form(at) in evidence.full for at in heads]
    doc = "all" if known and all(known) else "part" if any(known) else "no"
    shape = "full" if item.given and item.surname else "given" if item.given else "surname" if item.surname else "other"
    last_named = view.form(end - 1) in evidence.heads
    english = any(_is_english(view.form(at)) for at in heads)
    quoted = view.word(start - 1) in ("'", '"') and view.word(end) in ("'", '"')
    low = any(view.form(at).lower() in evidence.small for at in heads)
    words = [view.word(at) for at in range(start, end)]
    inner = any(word.islower() and not view.is_particle(start + at) for at, word in enumerate(words))
    return [
        "always",
        f"model:{model}", f"rule:{rule}", f"source:{model}:{rule}", f"source:{model}:{rule}:{size}",
        f"source+doc:{model}:{rule}:{doc}", f"source+first:{model}:{rule}:{first}",
        f"source+prior:{model}:{rule}:{prior}", f"source+share:{model}:{rule}:{share}:{many}",
        f"shape:{shape}:{size}", f"length:{min(n, 6)}",
        f"opens:{opens}", f"opens:{opens}:{size}:{rule}",
        f"first:{first}", f"last:{last}", f"pair:{first}:{last}" if n > 1 else f"only:{first}:{opens}",
        f"rarest:{min(rarities)}:{size}", f"commonest:{max(rarities)}:{size}",
        f"prior:{prior}", f"prior:{prior}:{size}", f"follow:{follow}", f"follow:{follow}:{size}",
        f"share:{share}", f"share:{share}:{size}", f"many:{many}:{rule}", f"doc:{doc}:{size}", f"small:{low}:{size}",
        f"order:{view.form(start) in evidence.family}:{view.form(end - 1) in evidence.given}:{size}",
        f"named:{item.surname in evidence.surnames}:{last_named}:{size}",
        f"announced:{item.name in evidence.announced}", f"role:{bool(find_role(view, start, end))}",
        f"headline:{view.is_title_case}", f"shouted:{view.is_shouted}", f"capitals:{words[-1].isupper()}",
        f"ending:{view.form(end - 1)[-3:].lower()}" if n == 1 else "ending",
        f"figures:{any(char.isdigit() for word in words for char in word)}",
        f"hyphen:{any('-' in word for word in words)}:{rule}", f"inner:{inner}", f"spelling:{_spell(words)}:{rule}",
        f"density:{evidence.density}:{model}:{rule}",
        f"density:{evidence.density}:{size}", f"english:{english}:{size}:{rule}",
        f"foreign:{_is_foreign(view, start - 1) or _is_foreign(view, end)}:{size}",
        f"quoted:{quoted}:{rule}", f"glued:{view.is_glued(end - 1) and view.word(end)[:1] in ('-', '/')}",
    ]  # fmt: skip


def _spell(words: Sequence[str]) -> str:
    """Return what is odd about the capitals: "EPD's", "BNPL-diensten", "TiSA", or nothing."""
    if any(PLURAL.fullmatch(word) for word in words):
        return "plural"
    if any(COMPOUND.fullmatch(word) for word in words):
        return "compound"
    return "mixed" if any(MIXED.search(word) for word in words) else "plain"


def _is_english(word: str) -> bool:
    low = word.lower()
    return zipf_frequency(low, "en", wordlist="small") > zipf_frequency(low, "nl") + ENGLISH


def _is_foreign(view: PassageView, at: int) -> bool:
    """Return whether the word is written small and unknown in Dutch: what stands next to it is no Dutch either."""
    word = view.word(at)
    return len(word) > 3 and word.islower() and word.isalpha() and _rate(word) < 2 and not is_ordinary_word(word)


def _find_sources(item: Found, number: int, evidence: Evidence) -> tuple[str, str]:
    start, end = item.start, item.end
    seen, ruled = evidence.seen[number], evidence.ruled[number]
    model = seen.get((start, end))
    if model is None:
        touching = [kind for (first, last), kind in sorted(seen.items()) if first < end and start < last]
        model = f"in-{touching[0]}" if touching else "none"
    touched = any(first < end and start < last for first, last in ruled)
    return model, "same" if (start, end) in ruled else "touching" if touched else "none"


def _list_flags(view: PassageView, at: int) -> str:
    """Return what the lists say of a word, a letter a list; capitals where the word is nothing else."""
    lexicon, word = view.lexicon, view.form(at)
    if view.is_initials(at):
        return "i"
    if view.is_particle(at) and view.word(at).islower():
        return "p"
    given = "F" if lexicon.is_plain_first_name(word) else "f" if lexicon.is_first_name(word) else ""
    family = "S" if lexicon.is_plain_surname(word) else "s" if lexicon.is_surname(word) else ""
    rest = (
        ("C", word in lexicon.famous),
        ("P", word in lexicon.places),
        ("O", word in lexicon.organisations),
        ("H", word in lexicon.heads_before or word in lexicon.heads_after),
        ("N", lexicon.is_excluded(word)),
    )
    found = given + family + "".join(letter for letter, holds in rest if holds)
    return found or lexicon.elsewhere.get(word) or ("w" if view.is_word(at) else "?")


def _rate(word: str) -> int:
    return sum(zipf_frequency(word.lower(), "nl") >= step for step in RARITIES)


def _look_before(view: PassageView, start: int) -> str:
    if view.begins_sentence(start):
        return "^"
    before = view.word(start - 1)
    low = before.lower()
    strength = shows_person(view, start - 1)
    if strength:
        return "title" if strength == "strong" else "weak"
    if low in ARTICLES or low in PLACE_WORDS:
        return "article" if low in ARTICLES else "place"
    if before.islower() and low.endswith(THING_NOUNS):
        return "thing"
    if low == "van" or low in ACTING:
        return "van" if low == "van" else "acting"
    if low in ("en", ",", "&"):
        return "row"
    if view.is_capital(start - 1):
        return "capital"
    if before in MARKS_BEFORE:
        return MARKS_BEFORE[before]
    return "verb" if view.is_speech(start - 1) else "word" if before.islower() else "mark"


def _look_after(view: PassageView, end: int) -> str:
    if end >= len(view) or view.begins_sentence(end):
        return "$"
    after = view.word(end)
    if view.is_speech(end):
        return "speech"
    if after in HELPING:
        return "helping"
    if view.is_capital(end):
        return "capital"
    if after in MARKS_AFTER:
        return MARKS_AFTER[after]
    if after in ("van", "de", "den", "der"):
        return "van"
    return "number" if after[:1].isdigit() else "word" if after.islower() else "mark"


def _count_votes(words: Sequence[str], kinds: Mapping[str, Counter[str]]) -> str:
    """Return how many of the pipeline's sightings of these words in the document were persons."""
    votes: Counter[str] = Counter()
    for word in words:
        votes.update(kinds.get(word, Counter()))
    total = sum(votes.values())
    if not total:
        return "none"
    return "all" if votes["person"] == total else "most" if 2 * votes["person"] > total else "few"
