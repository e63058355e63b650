"""Organisations and places: listed ones, and names built on a head word ("Kring van gemeentesecretarissen")."""

from __future__ import annotations

from graph.people.grammar import STREETS
from graph.people.passage import PassageView
from graph.people.spans import Found, join_words

PREPOSITIONS = frozenset("van voor tegen der".split())
ARTICLES = frozenset("de het der den".split())


def find_listed(view: PassageView, at: int) -> Found | None:
    """Return the listed place or organisation that starts at token ``at``."""
    phrase = view.phrase_at(at)
    if phrase is None or phrase[1] == "nothing" or view.word(at - 1).lower().endswith(("-van", "-de", "-der")):
        return None
    end, kind, name = phrase
    word = view.word(at)
    marks = view.lexicon.places.get(name, frozenset()) if kind == "place" else frozenset()
    if end == at + 1 and _is_doubtful(view, at, kind, "woord" in marks):
        return None
    if view.is_capital(end) and view.form(end) in view.lexicon.heads_after and not view.begins_sentence(end):
        return Found(at, end + 1, "organisation", f"{name} {view.form(end)}")
    if kind == "place" and at > 0 and view.word(at - 1) in ("Gemeente", "Provincie") and word[:1].isupper():
        return Found(at - 1, end, "organisation", f"{view.word(at - 1)} {name}")
    return Found(at, end, "place" if kind == "place" else "organisation", name)


def _is_doubtful(view: PassageView, at: int, kind: str, is_word: bool) -> bool:
    """Return whether a listed name of one word is more likely an ordinary word here: "Best", "Groen"."""
    if kind == "place":
        before = view.word(at - 1) in ("in", "te", "uit", "gemeente", "bij", "naar")
        return is_word and (view.opens(at) or not before or view.is_capital(at + 1))
    return view.opens(at) and view.is_word(at) and not view.is_abbreviation(at)


def skip_saying(view: PassageView, at: int) -> int:
    """Return the token after a saying that holds a name but means nobody ("Jan Modaal"), or ``at``."""
    phrase = view.phrase_at(at)
    return phrase[0] if phrase and phrase[1] == "nothing" else at


def find_headed(view: PassageView, at: int) -> Found | None:
    """Return the organisation whose name starts with a head word at token ``at``: "Stichting …", "Raad voor …"."""
    word = view.word(at)
    if view.is_capital(at) and word.endswith("e") and word != "De" and not view.opens(at) and view.is_capital(at + 1):
        inner = find_headed(view, at + 1) if view.word(at + 1) in view.lexicon.heads_before else None
        return Found(at, inner.end, "organisation", f"{word} {inner.name}") if inner else None
    if word not in view.lexicon.heads_before or (word[:1].islower() and word not in ("ministerie", "stichting")):
        return None
    here = at + 1
    if view.begins_sentence(here):
        return None
    if view.word(here) in PREPOSITIONS:
        here += 1
        while view.word(here) in ARTICLES:
            here += 1
        if not view.word(here)[:1].isalpha() or view.begins_sentence(here) or here >= len(view):
            return None
        if view.word(here).islower() and (view.opens(at) or word.islower() or view.word(here - 1) in ARTICLES):
            return None
        here += 1
    elif not (view.is_capital(here) or view.is_abbreviation(here)):
        return None
    end = _extend(view, here)
    return Found(at, end, "organisation", join_words([view.word(index) for index in range(at, end)]))


def find_street(view: PassageView, at: int) -> Found | None:
    """Return a street or square of one word: "Thorbeckeplein"."""
    word = view.form(at)
    if not view.is_capital(at) or view.opens(at) or len(word) < 7 or word in view.lexicon.surnames:
        return None
    if word.endswith(STREETS[:6]) and not view.is_abbreviation(at):
        return Found(at, at + 1, "place", word)
    return None


def _extend(view: PassageView, here: int) -> int:
    """Return the end of a name that goes on with capitals, "en" and prepositions between capitals."""
    end = here
    while end < len(view) and end - here < 8 and not view.begins_sentence(end):
        if (view.is_capital(end) and view.word(end).lower() not in ARTICLES) or view.is_abbreviation(end):
            end += 1
            continue
        ahead = end
        while ahead - end < 2 and view.word(ahead) in ("en", "&", "van", "voor", "der", "de", "het"):
            ahead += 1
        if ahead > end and view.is_capital(ahead) and not view.begins_sentence(ahead) and view.is_word(ahead):
            end = ahead + 1
            continue
        break
    return max(end, here)
