"""Separable verbs whose parts stand apart in a sentence: "brengt … mee", "mee te brengen" are the word meebrengen.

There is no parser here: words, parts of speech and a list of verbs decide. A first part and a verb belong together if
together they are a verb that Dutch has, and if they stand where the parts of such a verb stand: the first part at the
end of its clause and the finite verb before it ("legt dat vast"), or the first part right before the verbs that end
the clause ("vast te leggen", "vast moet leggen").
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import NamedTuple

from spacy.tokens import Doc, Token

from graph.language.phrases import DETERMINERS, PREPOSITIONS

CERTAIN = frozenset(
    """achterna achterover achteruit af bekend bezig bijeen deel dicht dood gevangen heen ineen kennis klaar kwijt
    lastig les los mee mis neer omhoog omlaag open opzij overeen overeind plaats samen schoon stand stil tegemoet tekort
    tentoon terecht terug teleur teweeg thuis toe uiteen vast verder vol voorbij voort vooruit vrij weg""".split()
)
"""First parts that are no preposition; what follows them says little."""
UNCERTAIN = frozenset("aan achter bij binnen door in langs mede na om onder op over rond tegen uit voor waar".split())
"""First parts that are prepositions more often; they must stand at the end of a clause."""
NOUNS = frozenset("deel kennis les plaats stand weg".split())
PLACEHOLDERS = frozenset("er daar hier waar".split())
"""Words that leave a preposition alone: "daar denk ik niet aan"."""
AROUND = {
    "van": ("af",), "tot": ("toe", "aan", "in"), "naar": ("toe",), "om": ("heen",), "tegen": ("aan", "in", "op"),
    "achter": ("aan",), "onder": ("door",), "over": ("heen",), "door": ("heen",), "met": ("mee",), "langs": ("heen",),
    "bij": ("af",), "op": ("na",), "tussen": ("door", "in"),
}  # fmt: skip
"""Prepositions that stand on both sides of a noun: "tot vandaag toe"."""
HELPERS = frozenset("zullen kunnen moeten willen mogen laten hoeven durven gaan blijven doen komen".split())
"""Verbs that go with an infinitive."""
NEVER = frozenset("hebben zijn worden zullen kunnen moeten willen mogen".split())
"""Verbs that seldom have a first part, and often stand near one."""
VERBS = ("VERB", "AUX")
MAY_FOLLOW = ("PUNCT", "CCONJ", "SCONJ", "ADP", "ADV")
RELATIVES = frozenset("die dat wat wie".split())
ENDS = frozenset(".;:?!–—…")
FARTHEST = 20
"""Words between the parts."""
LONGEST_CLUSTER = 4
"""Verbs in a row at the end of a clause."""
KEY = "joined verbs"


class Joined(NamedTuple):
    """The first part of a separable verb, as the number of its token, and the lemma of the whole verb."""

    particle: int
    lemma: str


def joined_verbs(doc: Doc) -> Mapping[int, Joined]:
    """Return the separable verbs of a document that was read, by the number of the verb's token."""
    found: Mapping[int, Joined] = doc.user_data.get(KEY, {})
    return found


def join_verbs(doc: Doc, is_verb: Callable[[str], bool]) -> Doc:
    """Note in ``doc`` which verbs have a first part elsewhere in the sentence.

    Args:
        is_verb: says whether an infinitive is a verb of Dutch.
    """
    particles = [token.i for token in doc if token.lower_ in CERTAIN or token.lower_ in UNCERTAIN]
    if not particles:
        return doc
    clause = _Reading(doc, is_verb)
    found: dict[int, tuple[bool, int]] = {}
    for place in particles:
        pair = clause.find_verb(place)
        if pair is not None:
            verb, is_beside = pair
            # A verb has one first part: the one right before the verbs that end the clause, or else the last.
            found[verb] = max(found.get(verb, (False, -1)), (is_beside, place))
    doc.user_data[KEY] = {
        verb: Joined(place, doc[place].lower_ + doc[verb].lemma_.lower()) for verb, (_, place) in sorted(found.items())
    }
    return doc


class _Reading:
    """One document, with guesses at parts of speech where it has none."""

    def __init__(self, doc: Doc, is_verb: Callable[[str], bool]) -> None:
        self._doc = doc
        self._is_known = is_verb
        self._lows = [token.lower_ for token in doc]

    @cached_property
    def _kinds(self) -> list[str]:
        if self._doc.has_annotation("POS"):
            return [token.pos_ for token in self._doc]
        return [_guess(token) for token in self._doc]

    @cached_property
    def _starts(self) -> list[int]:
        starts, start = [], 0
        for token in self._doc:
            start = token.i if token.is_sent_start else start
            starts.append(start)
        return starts

    def find_verb(self, place: int) -> tuple[int, bool] | None:
        """Return the verb that the first part at ``place`` belongs to, and whether it stands right before the verbs."""
        low = self._lows[place]
        if low in NOUNS and place and self._is_noun_after(place - 1):
            return None
        cluster = self._cluster(place + 1)
        if cluster:
            verb = self._find_in_cluster(place, cluster)
            if verb is not None:
                return verb, True
            if low in UNCERTAIN or self._low(place + 1) == "te":
                return None
        if not self._closes_clause(place) or self._goes_around(place):
            return None
        verb = self._find_before(place)
        return None if verb is None else (verb, False)

    def _is_noun_after(self, place: int) -> bool:
        return self._kind(place) in ("DET", "ADJ", "ADP", "NUM") and self._lows[place] != "om"

    def _kind(self, place: int) -> str:
        return self._kinds[place] if place < len(self._kinds) else "PUNCT"

    def _low(self, place: int) -> str:
        return self._lows[place] if place < len(self._lows) else ""

    def _opens(self, place: int) -> bool:
        return place >= len(self._lows) or self._starts[place] == place

    def _cluster(self, place: int) -> list[int]:
        """Return the verbs that stand in a row from ``place``, "te" left out; after a "te" infinitives only."""
        verbs: list[int] = []
        with_te = self._low(place) == "te"
        while not self._opens(place) and len(verbs) <= LONGEST_CLUSTER:
            if self._kind(place) in VERBS and (not with_te or self._is_base(place)):
                verbs.append(place)
            elif self._low(place) != "te":
                break
            place += 1
        return verbs

    def _find_in_cluster(self, place: int, cluster: list[int]) -> int | None:
        low = self._lows[place]
        with_te = self._lows[place + 1] == "te"
        before = self._lows[max(self._starts[place], place - 8) : place]
        if with_te and low == "om" and "om" not in before:
            return None  # "om te helpen"
        if not with_te and self._is_left_alone(place):
            return None
        for verb in reversed(cluster):
            if not self._fits(place, verb):
                continue
            # A preposition before one verb goes with what is before it: "waar hij in woont".
            if with_te or low in CERTAIN or (len(cluster) > 1 and verb > cluster[0] and self._is_base(verb)):
                return verb
        return None

    def _closes_clause(self, place: int) -> bool:
        """Say whether what follows the first part lets it be one."""
        low, after = self._lows[place], place + 1
        if low == "samen" and place and self._kind(place - 1) in ("PUNCT", "CCONJ"):
            return False
        if low == "verder":
            return False
        if low in CERTAIN or self._opens(after):
            return True
        kind = self._kind(after)
        if low == "waar" or (low == "om" and self._low(after) not in ("tot", "naar", "op", "in")):
            return kind == "PUNCT"
        if kind not in MAY_FOLLOW:
            return self._lows[after] in RELATIVES and self._kind(after + 1) not in ("NOUN", "ADJ")
        if kind == "CCONJ" and self._kind(after + 1) == "ADP":
            return False
        beyond = after
        while self._kind(beyond) == "ADV":
            beyond += 1
        if beyond > after and self._kind(beyond) in ("NUM", "ADJ", "DET", "NOUN"):
            return False  # "op nog één ronde"
        return low not in ("door", "voor", "in", "om") or kind == "PUNCT" or not self._has_te(after)

    def _has_te(self, place: int) -> bool:
        """Say whether a "te" comes before the next mark: "door met elkaar te praten"."""
        for at in range(place, place + 2 * FARTHEST):
            if self._opens(at) or self._kind(at) == "PUNCT":
                return False
            if self._lows[at] == "te":
                return True
        return False

    def _goes_around(self, place: int) -> bool:
        """Say whether the word is the second half of a preposition: "naar huis toe"."""
        back = place - 1
        while back >= max(place - FARTHEST, 0) and self._kind(back) in ("ADJ", "NOUN", "PROPN", "NUM"):
            back -= 1
        if back >= 0 and self._kind(back) in ("DET", "PRON") and self._lows[back] != "zich":
            back -= 1
        inside = self._starts[place] <= back < place - 1
        return inside and self._lows[place] in AROUND.get(self._lows[back], ())

    def _find_before(self, place: int) -> int | None:
        """Return the finite verb of the clause that the first part ends."""
        n_brackets = 0
        for verb in range(place - 1, max(self._starts[place] - 1, place - FARTHEST), -1):
            low = self._lows[verb]
            if low in ENDS or (low == "(" and not n_brackets) or (low == "," and self._kind(verb + 1) == "CCONJ"):
                return None
            n_brackets += (low == ")") - (low == "(")
            if n_brackets or self._kind(verb) not in VERBS or not self._is_finite(verb):
                continue
            if self._fits(place, verb) and not self._helps(verb, place) and not self._belongs_elsewhere(place, verb):
                return verb
        return None

    def _fits(self, place: int, verb: int) -> bool:
        low, lemma = self._lows[place], self._lemma(verb)
        return lemma not in NEVER and not self._lows[verb].startswith(low) and self._is_known(low + lemma)

    def _lemma(self, place: int) -> str:
        return self._doc[place].lemma_.lower()

    def _is_base(self, place: int) -> bool:
        return self._lows[place] == self._lemma(place)

    def _is_finite(self, place: int) -> bool:
        low, lemma = self._lows[place], self._lemma(place)
        if low in (lemma + "d", lemma + "de") or (low.startswith("ge") and not lemma.startswith("ge")):
            return False
        if place and (self._lows[place - 1] == "te" or self._kind(place - 1) == "DET"):
            return False
        return low != lemma or not self._has_helper(place)

    def _has_helper(self, place: int) -> bool:
        """Say whether a helping verb stands before the infinitive at ``place`` in its clause."""
        for back in range(place - 1, max(self._starts[place], place - 10) - 1, -1):
            if self._lows[back] == ",":
                return False
            if self._kind(back) in VERBS and self._lemma(back) in HELPERS:
                return True
        return False

    def _helps(self, verb: int, place: int) -> bool:
        """Say whether the verb goes with an infinitive before ``place``: "liet hem vertrekken naar huis"."""
        return self._lemma(verb) in HELPERS and any(
            self._kind(other) in VERBS and self._is_base(other) and self._lows[other - 1] != "te"
            for other in range(verb + 1, place)
        )

    def _is_left_alone(self, place: int) -> bool:
        nearest = self._lows[max(self._starts[place], place - 4) : place]
        return self._lows[place] in UNCERTAIN and not PLACEHOLDERS.isdisjoint(nearest)

    def _belongs_elsewhere(self, place: int, verb: int) -> bool:
        return self._is_left_alone(place) and (self._lows[place], self._lemma(verb)) != ("uit", "zien")


def _guess(token: Token) -> str:
    """Return a part of speech for a word of a document that has none."""
    if token.is_punct:
        return "PUNCT"
    if token.lower_ in DETERMINERS:
        return "DET"
    if token.lower_ in PREPOSITIONS or token.lower_ in ("aan", "af", "te", "tot", "uit"):
        return "ADP"
    if token.lower_ in ("en", "of", "maar"):
        return "CCONJ"
    return "VERB" if token.is_lower and len(token.lemma_) > 3 and token.lemma_.endswith("n") else "X"
