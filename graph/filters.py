"""What the reader chose to see, and how that travels in the address of the page. Pure; no Streamlit, no database."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Literal

from graph.rows import Kind, Window
from graph.wording import KIND_WORDS, MEASURE_WORDS, Measure, clean_label, format_number

Colouring = Literal["theme", "kind"]
Sizing = Literal["mentions", "documents"]

MIN_NODES, MAX_NODES = 5, 2000
OPENING_NODES = 60
OPENING_Q = 0.05


@dataclass(frozen=True, slots=True)
class Filters:
    """A choice of what is drawn. ``None`` for documents and themes is all of them.

    ``threshold`` None lets the view choose one at which the picture stays readable; ``max_q`` None shows links that
    may well be chance too.
    """

    kinds: frozenset[Kind] = frozenset(("concept", "person", "document"))
    proposed: bool = False
    documents: tuple[str, ...] | None = None
    window: Window = "sentence"
    measure: Measure = "log_likelihood"
    threshold: float | None = None
    max_q: float | None = OPENING_Q
    max_nodes: int = OPENING_NODES
    themes: tuple[str, ...] | None = None
    hidden: frozenset[str] = frozenset()
    colouring: Colouring = "theme"
    sizing: Sizing = "mentions"


@dataclass(frozen=True, slots=True)
class Known:
    """What exists in the graph; anything else in an address is ignored."""

    nodes: Collection[str]
    documents: Collection[str]
    themes: Collection[str]


KIND_KEYS: dict[str, Kind] = {words[0]: kind for kind, words in KIND_WORDS.items()}
WINDOW_KEYS: dict[str, Window] = {"zin": "sentence", "alinea": "paragraph", "tekst": "document"}
MEASURE_KEYS: dict[str, Measure] = {
    "log-likelihood": "log_likelihood",
    "npmi": "npmi",
    "associatiesterkte": "association_strength",
    "jaccard": "jaccard",
    "aantal": "count",
}
COLOURING_KEYS: dict[str, Colouring] = {"thema": "theme", "soort": "kind"}
SIZING_KEYS: dict[str, Sizing] = {"vaak": "mentions", "breed": "documents"}
PROPOSED_KEY = "voorgesteld"
NO_LIMIT = "alles"
SEPARATOR = "~"


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


@dataclass(frozen=True, slots=True)
class Chip:
    """One choice in words, and the filters without it."""

    name: str
    text: str
    without: Filters


def list_chips(
    filters: Filters, threshold: float, documents: Mapping[str, str], nodes: Mapping[str, str]
) -> list[Chip]:
    """Return the choices that leave something out, each removable.

    Args:
        threshold: the threshold in force (chosen by the reader or by the view).
        documents, nodes: titles and labels by id.
    """
    chips: list[Chip] = []

    def add(name: str, text: str, **changes: object) -> None:
        chips.append(Chip(name, text, replace(filters, **changes)))  # type: ignore[arg-type]

    if filters.documents is not None:
        n = len(filters.documents)
        text = clean_label(documents.get(filters.documents[0], ""), 30) if n == 1 else f"{n} teksten"
        add("documents", text, documents=None)
    if filters.max_q is not None:
        add("max_q", f"q < {format_threshold(filters.max_q)}", max_q=None)
    if filters.window != "sentence":
        add("window", "per alinea" if filters.window == "paragraph" else "per document", window="sentence")
    if threshold > 0 or filters.threshold is not None:
        add("threshold", f"{MEASURE_WORDS[filters.measure]} vanaf {format_threshold(threshold)}", threshold=0.0)
    if filters.themes is not None:
        add("themes", clean_label(" + ".join(filters.themes), 40), themes=None)
    if filters.max_nodes != OPENING_NODES:
        add("max_nodes", f"top {filters.max_nodes}", max_nodes=OPENING_NODES)
    for node_id in sorted(filters.hidden):
        label = clean_label(nodes.get(node_id, node_id), 24)
        add(f"hidden-{node_id}", f"zonder {label}", hidden=filters.hidden - {node_id})
    return chips


def format_threshold(value: float) -> str:
    """Return a threshold in Dutch notation, without needless decimals.

    >>> [format_threshold(v) for v in (10.84, 10.0, 0.05, 0.0)]
    ['10,8', '10', '0,05', '0']
    """
    digits = 1 if abs(value) >= 1 else 3
    text = format_number(value, digits)
    return text.rstrip("0").rstrip(",") if "," in text else text


def count_changes(filters: Filters, defaults: Filters) -> int:
    """Return how many choices differ from the opening view."""
    return sum(getattr(filters, field.name) != getattr(defaults, field.name) for field in fields(Filters))
