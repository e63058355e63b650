"""How a choice travels in the address of the page: to its query and back, and what becomes of nonsense. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from graph.filters.choice import MAX_NODES, MAX_STEPS, MIN_NODES, Colouring, Filters, Projection, Sizing
from graph.rows import Kind, Window
from graph.wording import KIND_WORDS, Measure, clean_label


@dataclass(frozen=True, slots=True)
class Known:
    """What exists in the graph; anything else in an address is ignored."""

    nodes: Collection[str]
    documents: Collection[str]
    themes: Collection[str]
    authors: Collection[str] = ()
    groups: Collection[str] = ()


KIND_KEYS: dict[str, Kind] = {words[0]: kind for kind, words in KIND_WORDS.items()}
WINDOW_KEYS: dict[str, Window] = {"zin": "sentence", "alinea": "paragraph", "tekst": "document"}
MEASURE_KEYS: dict[str, Measure] = {
    "log-likelihood": "log_likelihood",
    "npmi": "npmi",
    "associatiesterkte": "association_strength",
    "jaccard": "jaccard",
    "aantal": "count",
}
COLOURING_KEYS: dict[str, Colouring] = {"thema": "theme", "soort": "kind", "groep": "group", "teksten": "texts"}
SIZING_KEYS: dict[str, Sizing] = {
    "vaak": "mentions",
    "breed": "documents",
    "banden": "degree",
    "tussen": "betweenness",
    "gelijk": "none",
}
PROJECTION_KEYS: dict[str, Projection] = {
    "alles": "all",
    "begrippen": "concepts",
    "begrip-persoon": "concept_person",
    "begrip-document": "concept_document",
    "personen": "persons",
    "documenten": "documents",
}
PROPOSED_KEY = "voorgesteld"
NO_LIMIT = "alles"
YES = "ja"
DATE = re.compile(r"\d{4}(-\d{2}){0,2}", re.ASCII)
SEPARATOR = "~"
STEP_KEYS = tuple(str(n) for n in range(1, MAX_STEPS + 1))


def _key_of(keys: Mapping[str, str], value: str) -> str:
    return next(key for key, held in keys.items() if held == value)


def filters_to_query(filters: Filters, defaults: Filters) -> dict[str, str]:
    """Return the query of the page's address: only what differs from ``defaults``, in Dutch words."""
    query: dict[str, str] = {}
    if (filters.kinds, filters.proposed) != (defaults.kinds, defaults.proposed):
        words = [key for key, kind in KIND_KEYS.items() if kind in filters.kinds]
        query["soorten"] = SEPARATOR.join(words + [PROPOSED_KEY] * filters.proposed) or "geen"
    if filters.documents != defaults.documents and filters.documents is not None:
        query["teksten"] = SEPARATOR.join(filters.documents)
    if filters.window != defaults.window:
        query["samen"] = _key_of(WINDOW_KEYS, filters.window)
    if filters.measure != defaults.measure:
        query["maat"] = _key_of(MEASURE_KEYS, filters.measure)
    if filters.threshold is not None:
        query["vanaf"] = f"{filters.threshold:.6g}".replace(".", ",")
    if filters.max_q != defaults.max_q:
        query["toeval"] = NO_LIMIT if filters.max_q is None else f"{filters.max_q:g}".replace(".", ",")
    if filters.max_nodes != defaults.max_nodes:
        query["hoogstens"] = str(filters.max_nodes)
    if filters.themes != defaults.themes and filters.themes is not None:
        query["themas"] = SEPARATOR.join(filters.themes)
    if filters.hidden:
        query["verborgen"] = SEPARATOR.join(sorted(filters.hidden))
    if filters.colouring != defaults.colouring:
        query["kleur"] = _key_of(COLOURING_KEYS, filters.colouring)
    if filters.sizing != defaults.sizing:
        query["grootte"] = _key_of(SIZING_KEYS, filters.sizing)
    if filters.projection != defaults.projection:
        query["toon"] = _key_of(PROJECTION_KEYS, filters.projection)
    if filters.focus:
        query["rond"] = SEPARATOR.join(filters.focus)
        if filters.steps != 1:
            query["stappen"] = str(filters.steps)
    if filters.path:
        query["pad"] = SEPARATOR.join(filters.path)
    if filters.authors is not None:
        query["auteurs"] = SEPARATOR.join(filters.authors)
    if filters.period is not None:
        query["periode"] = SEPARATOR.join(filters.period)
    if filters.groups is not None:
        query["groepen"] = SEPARATOR.join(filters.groups)
    if filters.backbone:
        query["ruggengraat"] = YES
    if filters.opened:
        query["buren"] = SEPARATOR.join(filters.opened)
    return query


def read_query(query: Mapping[str, str], defaults: Filters, known: Known) -> tuple[Filters, tuple[str, ...]]:
    """Return the filters that an address asks for, and what in it was ignored, each as 'name=value'.

    Nonsense changes nothing: the nearest valid view is opened.
    """
    ignored: list[str] = []
    found = defaults

    def refuse(name: str, value: str) -> None:
        ignored.append(clean_label(f"{name}={value}", 60))

    for name, value in query.items():
        match name:
            case "soorten":
                parts = [] if value == "geen" else value.split(SEPARATOR)
                kinds = frozenset(KIND_KEYS[part] for part in parts if part in KIND_KEYS)
                wrong = [part for part in parts if part not in KIND_KEYS and part != PROPOSED_KEY]
                if len(wrong) < len(parts) or not parts:
                    found = replace(found, kinds=kinds, proposed=PROPOSED_KEY in parts)
                for part in wrong:
                    refuse(name, part)
            case "teksten":
                found = replace(found, documents=_choose(name, value, known.documents, refuse) or defaults.documents)
            case "themas":
                found = replace(found, themes=_choose(name, value, known.themes, refuse) or defaults.themes)
            case "verborgen":
                found = replace(found, hidden=frozenset(_choose(name, value, known.nodes, refuse)))
            case "samen" if value in WINDOW_KEYS:
                found = replace(found, window=WINDOW_KEYS[value])
            case "maat" if value in MEASURE_KEYS:
                found = replace(found, measure=MEASURE_KEYS[value])
            case "kleur" if value in COLOURING_KEYS:
                found = replace(found, colouring=COLOURING_KEYS[value])
            case "grootte" if value in SIZING_KEYS:
                found = replace(found, sizing=SIZING_KEYS[value])
            case "vanaf" if (number := _read_number(value)) is not None:
                found = replace(found, threshold=number)
            case "toeval" if value == NO_LIMIT:
                found = replace(found, max_q=None)
            case "toeval" if (number := _read_number(value)) is not None and 0 < number <= 1:
                found = replace(found, max_q=number)
            case "hoogstens" if value.isascii() and value.isdigit():
                wanted = int(value[:9])
                found = replace(found, max_nodes=min(max(wanted, MIN_NODES), MAX_NODES))
                if found.max_nodes != wanted:
                    refuse(name, value)
            case "toon" if value in PROJECTION_KEYS:
                found = replace(found, projection=PROJECTION_KEYS[value])
            case "rond":
                found = replace(found, focus=_choose(name, value, known.nodes, refuse))
            case "stappen" if value in STEP_KEYS:
                found = replace(found, steps=int(value))
            case "pad":
                ends = _choose(name, value, known.nodes, refuse)
                if len(ends) == 2:
                    found = replace(found, path=ends)
                elif ends:
                    refuse(name, value)
            case "auteurs":
                found = replace(found, authors=_choose(name, value, known.authors, refuse) or None)
            case "periode" if (period := _read_period(value)) is not None:
                found = replace(found, period=period)
            case "groepen":
                found = replace(found, groups=_choose(name, value, known.groups, refuse) or None)
            case "ruggengraat" if value == YES:
                found = replace(found, backbone=True)
            case "buren":
                found = replace(found, opened=_choose(name, value, known.nodes, refuse))
            case "toon" | "stappen" | "periode" | "ruggengraat":
                refuse(name, value)
            case "samen" | "maat" | "kleur" | "grootte" | "vanaf" | "toeval" | "hoogstens":
                refuse(name, value)
    return found, tuple(ignored)


def _choose(name: str, value: str, known: Collection[str], refuse: object) -> tuple[str, ...]:
    chosen = []
    for part in value.split(SEPARATOR):
        if part in known:
            chosen.append(part)
        elif callable(refuse):
            refuse(name, part)
    return tuple(dict.fromkeys(chosen))


def _read_period(text: str) -> tuple[str, str] | None:
    first, _, last = text.partition(SEPARATOR)
    return (first, last) if DATE.fullmatch(first) and DATE.fullmatch(last) and first <= last else None


def _read_number(text: str) -> float | None:
    try:
        number = float(text.replace(",", "."))
    except ValueError:
        return None
    return number if -1e9 < number < 1e9 else None


def selection_to_query(selection: tuple[str, ...]) -> dict[str, str]:
    """Return the part of the address that tells which node (one id) or link (two ids) is chosen."""
    return {"kies": SEPARATOR.join(selection)} if selection else {}


def read_selection(query: Mapping[str, str], nodes: Collection[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the chosen node or pair of nodes that an address asks for, and what in it was ignored."""
    value = query.get("kies", "")
    if not value:
        return (), ()
    parts = tuple(dict.fromkeys(value.split(SEPARATOR)))
    if len(parts) <= 2 and all(part in nodes for part in parts):
        return parts, ()
    wrong: Iterable[str] = [part for part in parts if part not in nodes] or parts[2:]
    return (), tuple(clean_label(f"kies={part}", 60) for part in wrong)
