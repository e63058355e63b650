"""Noun phrases that could become proposed concepts: by part of speech, or by a rule of thumb where there is none."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from spacy.tokens import Doc, Token

DETERMINERS = frozenset(
    """de het een 't dit dat deze die geen elke elk iedere ieder alle sommige veel meer minder mijn jouw zijn haar ons
    onze jullie hun uw welke zulke dergelijke beide enkele diens wier""".split()
)
PREPOSITIONS = frozenset(
    """van voor in met op over tussen door naar bij zonder tegen binnen buiten onder rond rondom via tijdens
    wegens""".split()
)
NO_NOUN_ENDINGS = ("en", "ig", "lijk", "baar", "isch", "loos", "zaam")
NOUN_ENDINGS = (
    "heid", "ing", "schap", "teit", "tie", "sie", "isme", "atie", "ering", "ment", "ting", "nis", "kunde", "wet",
    "beleid", "proces", "werk", "recht", "plan", "team", "domein", "zorg", "raad", "staat", "macht", "kracht",
)  # fmt: skip
SHORTEST = 4


@dataclass(frozen=True, slots=True)
class Candidate:
    """A noun phrase at characters start..end that could become a proposed concept; ``lemma`` is its base form."""

    start: int
    end: int
    lemma: str


def find_candidates(doc: Doc, taken: set[int]) -> Iterable[Candidate]:
    """Yield nouns, and nouns with the adjective before them, that use no token of ``taken``.

    With parts of speech these decide; a document without them is read by the words around a noun.
    """
    tagged = doc.has_annotation("POS")
    for place in range(len(doc)):
        noun = doc[place]
        if place in taken or noun.ent_type or not (_is_tagged_noun(noun) if tagged else _is_noun(doc, place)):
            continue
        end = noun.idx + len(noun)
        yield Candidate(noun.idx, end, noun.lemma_)
        if place == 0 or place - 1 in taken:
            continue
        before = doc[place - 1]
        if _is_tagged_adjective(before) if tagged else _is_adjective(doc, place - 1):
            yield Candidate(before.idx, end, f"{before.lower_} {noun.lemma_}")


def _is_tagged_noun(token: Token) -> bool:
    return token.pos_ == "NOUN" and _is_content(token)


def _is_tagged_adjective(token: Token) -> bool:
    return token.pos_ == "ADJ" and not token.ent_type and _is_content(token)


def _is_content(token: Token) -> bool:
    return token.is_alpha and len(token) >= SHORTEST and not token.is_stop and token.is_lower


def _is_noun(doc: Doc, place: int) -> bool:
    """Say whether the word stands where a noun stands, by a rule of thumb."""
    token = doc[place]
    if not _is_content(token) or place == 0:
        return False
    # "het terugdringen", "het nuttige": a verb or an adjective in the place of a noun is seldom a concept.
    if token.lemma_ == token.lower_ and token.lower_.endswith(NO_NOUN_ENDINGS):
        return False
    following = doc[place + 1] if place + 1 < len(doc) else None
    if following is not None and _is_content(following) and token.text.endswith("e") and not token.text.endswith("ie"):
        return False
    before = doc[place - 1]
    if before.lower_ in DETERMINERS:
        return True
    if before.lower_ in PREPOSITIONS or before.lower_ in ("en", "of"):
        return token.lower_.endswith(NOUN_ENDINGS) or token.lemma_.endswith(NOUN_ENDINGS)
    return _is_adjective(doc, place - 1)


def _is_adjective(doc: Doc, place: int) -> bool:
    token = doc[place]
    return (
        place > 0
        and _is_content(token)
        and token.text.endswith("e")
        and token.lemma_ != token.lower_
        and doc[place - 1].lower_ in DETERMINERS | PREPOSITIONS
    )
