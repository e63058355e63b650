"""Which two selections are compared and how, and how that travels in the address of the page. Pure."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Literal

from graph.comparison.rows import Where
from graph.filters import KIND_KEYS, PROPOSED_KEY, SEPARATOR
from graph.messages import say
from graph.rows import Document, Kind, Window
from graph.wording import clean_label, count_words, join_words

By = Literal["documents", "sets", "authors", "period", "rest"]
Order = Literal["difference", "here", "there", "name"]

# Within a whole document everything meets everything: nothing to compare there.
WINDOW_KEYS: dict[str, Window] = {"zin": "sentence", "alinea": "paragraph"}
BY_KEYS: dict[str, By] = {
    "teksten": "documents",
    "verzamelingen": "sets",
    "auteurs": "authors",
    "periode": "period",
    "rest": "rest",
}
SHOW_KEYS: dict[str, Where] = {"hier": "here", "daar": "there", "beide": "both"}
ORDER_KEYS: dict[str, Order] = {"verschil": "difference", "hier": "here", "daar": "there", "naam": "name"}
LIKE_SEPARATOR = "∼"  # stands in an address for the separator within a name


@dataclass(frozen=True, slots=True)
class Side:
    """A selection of texts: these documents, those of these sets or authors, those of some years, or all the others."""

    by: By
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """What is compared and what of it is shown. ``show`` None is all.

    ``pair`` is the link that is open, or (); ``node`` the node whose links alone are shown, or "".
    """

    here: Side
    there: Side
    window: Window = "sentence"
    kinds: frozenset[Kind] = frozenset(("concept", "person"))
    proposed: bool = False
    show: Where | None = None
    only_clear: bool = False
    order: Order = "difference"
    pair: tuple[str, ...] = ()
    node: str = ""


def list_authors(documents: Iterable[Document]) -> list[str]:
    """Return every author once, in alphabetical order."""
    return sorted({author for document in documents for author in document.authors}, key=str.casefold)


def find_set(document: Document) -> str:
    """Return the set that a document was added in, which is the folder it stands in; '' if it is in none."""
    folder = PurePosixPath(document.path).parent.as_posix()
    return "" if folder == "." else folder


def list_sets(documents: Iterable[Document]) -> list[str]:
    """Return every set of texts once, in alphabetical order."""
    return sorted({name for document in documents if (name := find_set(document))}, key=str.casefold)


def list_years(documents: Iterable[Document]) -> list[str]:
    """Return every year that a document is from, in order."""
    return sorted({document.date[:4] for document in documents if document.date[:4].isdigit()})


def resolve_sides(here: Side, there: Side, documents: Sequence[Document]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the ids of the documents of both sides, in the order of ``documents``."""
    sides = [_find(side, documents) for side in (here, there)]
    for place in (0, 1):
        if (here, there)[place].by == "rest":
            other = set(sides[1 - place])
            sides[place] = tuple(item.document_id for item in documents if item.document_id not in other)
    return sides[0], sides[1]


def _find(side: Side, documents: Sequence[Document]) -> tuple[str, ...]:
    if side.by == "documents":
        return tuple(item.document_id for item in documents if item.document_id in side.values)
    if side.by == "sets":
        return tuple(item.document_id for item in documents if find_set(item) in side.values)
    if side.by == "authors":
        return tuple(item.document_id for item in documents if set(item.authors) & set(side.values))
    if side.by == "period" and len(side.values) == 2:
        low, high = side.values
        return tuple(item.document_id for item in documents if item.date and low <= item.date[:4] <= high)
    return ()


def choose_sides(documents: Sequence[Document]) -> tuple[Side, Side]:
    """Return the two selections that the page opens with.

    The earlier half of the texts against the later, where dates allow it; else the two authors with most texts; else
    the longest text against the others.
    """
    years = list_years(documents)
    if len(years) > 1:
        dated = [item.date[:4] for item in documents if item.date[:4].isdigit()]
        shares = [abs(sum(year <= end for year in dated) / len(dated) - 0.5) for end in years[:-1]]
        cut = shares.index(min(shares))
        return Side("period", (years[0], years[cut])), Side("period", (years[cut + 1], years[-1]))
    authors = list_authors(documents)
    if len(authors) > 1:
        counts = {author: sum(author in item.authors for item in documents) for author in authors}
        first, second = sorted(authors, key=lambda author: -counts[author])[:2]
        return Side("authors", (first,)), Side("authors", (second,))
    longest = max(documents, key=lambda item: item.n_words, default=None)
    return Side("documents", (longest.document_id,) if longest else ()), Side("rest")


def describe_side(side: Side, documents: Mapping[str, Document], n_documents: int) -> str:
    """Return a selection in words: "de teksten uit 2024 en 2025"."""
    if side.by == "rest":
        return say("de andere tekst") if n_documents == 1 else say("alle andere teksten")
    if side.by == "period" and len(side.values) == 2:
        low, high = side.values
        if low == high:
            return say("de teksten uit {year}", year=low)
        return say("de teksten van {first} tot en met {last}", first=low, last=high)
    if side.by == "sets" and side.values:
        return join_words([f"‘{clean_label(name, 40)}’" for name in side.values])
    if side.by == "authors" and side.values:
        names = [clean_label(name, 40) for name in side.values]
        who = join_words(names) if len(names) < 4 else count_words(len(names), ("auteur", "auteurs"))
        return say("de teksten van {authors}", authors=who)
    if len(side.values) == 1 and side.values[0] in documents:
        return f"‘{clean_label(documents[side.values[0]].title, 50)}’"
    return f"{count_words(n_documents, ('gekozen tekst', 'gekozen teksten'))}"


# -- in the address ---------------------------------------------------------------------------------------------------


def _key_of(keys: Mapping[str, str], value: str) -> str:
    return next(key for key, held in keys.items() if held == value)


def _write_side(side: Side) -> str:
    values = [value.replace(SEPARATOR, LIKE_SEPARATOR) for value in side.values]
    return SEPARATOR.join([_key_of(BY_KEYS, side.by), *values])


def choice_to_query(choice: Choice, defaults: Choice) -> dict[str, str]:
    """Return the query of the page's address: only what differs from ``defaults``, in Dutch words."""
    query: dict[str, str] = {}
    if choice.here != defaults.here:
        query["hier"] = _write_side(choice.here)
    if choice.there != defaults.there:
        query["daar"] = _write_side(choice.there)
    if choice.window != defaults.window:
        query["samen"] = _key_of(WINDOW_KEYS, choice.window)
    if (choice.kinds, choice.proposed) != (defaults.kinds, defaults.proposed):
        words = [key for key, kind in KIND_KEYS.items() if kind in choice.kinds]
        query["soorten"] = SEPARATOR.join(words + [PROPOSED_KEY] * choice.proposed) or "geen"
    if choice.show is not None:
        query["toon"] = _key_of(SHOW_KEYS, choice.show)
    if choice.only_clear:
        query["duidelijk"] = "ja"
    if choice.order != defaults.order:
        query["volgorde"] = _key_of(ORDER_KEYS, choice.order)
    if choice.node:
        query["knoop"] = choice.node
    if choice.pair:
        query["band"] = SEPARATOR.join(choice.pair)
    return query


def read_choice(
    query: Mapping[str, str], defaults: Choice, documents: Mapping[str, Document], nodes: Collection[str]
) -> tuple[Choice, tuple[str, ...]]:
    """Return the choice that an address asks for, and what in it was ignored, each as 'name=value'.

    Nonsense changes nothing: the nearest valid view is opened.
    """
    ignored: list[str] = []
    found = defaults

    def refuse(name: str, value: str) -> None:
        ignored.append(clean_label(f"{name}={value}", 60))

    for name, value in query.items():
        match name:
            case "hier":
                found = replace(found, here=_read_side(name, value, documents, refuse) or defaults.here)
            case "daar":
                found = replace(found, there=_read_side(name, value, documents, refuse) or defaults.there)
            case "samen" if value in WINDOW_KEYS:
                found = replace(found, window=WINDOW_KEYS[value])
            case "soorten":
                parts = [] if value == "geen" else value.split(SEPARATOR)
                kinds = frozenset(KIND_KEYS[part] for part in parts if part in KIND_KEYS) - {"document"}
                for part in parts:
                    if part != PROPOSED_KEY and KIND_KEYS.get(part, "document") == "document":
                        refuse(name, part)
                if kinds or PROPOSED_KEY in parts or not parts:
                    found = replace(found, kinds=frozenset(kinds), proposed=PROPOSED_KEY in parts)
            case "toon" if value in SHOW_KEYS:
                found = replace(found, show=SHOW_KEYS[value])
            case "duidelijk" if value == "ja":
                found = replace(found, only_clear=True)
            case "volgorde" if value in ORDER_KEYS:
                found = replace(found, order=ORDER_KEYS[value])
            case "knoop" if value in nodes:
                found = replace(found, node=value)
            case "band":
                pair = tuple(sorted(value.split(SEPARATOR)))
                if len(pair) == 2 and pair[0] != pair[1] and all(node_id in nodes for node_id in pair):
                    found = replace(found, pair=pair)
                else:
                    refuse(name, value)
            case "samen" | "toon" | "duidelijk" | "volgorde" | "knoop":
                refuse(name, value)
    if found.here.by == found.there.by == "rest":
        refuse("daar", query.get("daar", "rest"))
        found = replace(found, here=defaults.here, there=defaults.there)
    return found, tuple(ignored)


def _read_side(
    name: str, value: str, documents: Mapping[str, Document], refuse: Callable[[str, str], None]
) -> Side | None:
    by, *values = value.split(SEPARATOR)
    if by not in BY_KEYS or (by == "rest" and values):
        refuse(name, value)
        return None
    if by == "rest":
        return Side("rest")
    if by == "periode":
        years = list_years(documents.values())
        if len(values) == 2 and all(part in years for part in values) and values[0] <= values[1]:
            return Side("period", (values[0], values[1]))
        refuse(name, value)
        return None
    if by == "verzamelingen":
        known = {name.replace(SEPARATOR, LIKE_SEPARATOR): name for name in list_sets(documents.values())}
    elif by == "auteurs":
        known = {author.replace(SEPARATOR, LIKE_SEPARATOR): author for author in list_authors(documents.values())}
    else:
        known = {document_id: document_id for document_id in documents}
    for part in values:
        if part not in known:
            refuse(name, part)
    chosen = tuple(dict.fromkeys(known[part] for part in values if part in known))
    return Side(BY_KEYS[by], chosen) if chosen else None
