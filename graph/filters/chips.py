"""The choices in words, each removable. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from graph.filters.choice import OPENING_NODES, Filters, Projection
from graph.wording import MEASURE_WORDS, clean_label, count_words, format_number

PROJECTION_WORDS: dict[Projection, str] = {
    "all": "alles",
    "concepts": "begrip – begrip",
    "concept_person": "begrip – persoon",
    "concept_document": "begrip – document",
    "persons": "persoon – persoon",
    "documents": "document – document",
}


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

    def name(node_id: str) -> str:
        return clean_label(nodes.get(node_id, node_id), 24)

    if filters.path:
        add("path", f"wegen tussen {name(filters.path[0])} en {name(filters.path[1])}", path=())
    for node_id in filters.focus:
        rest = tuple(held for held in filters.focus if held != node_id)
        steps = count_words(filters.steps, ("stap", "stappen"))
        add(f"focus-{node_id}", f"{steps} rond {name(node_id)}", focus=rest, steps=filters.steps if rest else 1)
    if filters.projection != "all":
        add("projection", PROJECTION_WORDS[filters.projection], projection="all")
    if filters.documents is not None:
        n = len(filters.documents)
        text = clean_label(documents.get(filters.documents[0], ""), 30) if n == 1 else f"{n} teksten"
        add("documents", text, documents=None)
    if filters.authors is not None:
        n = len(filters.authors)
        text = f"auteur {clean_label(filters.authors[0], 30)}" if n == 1 else f"{n} auteurs"
        add("authors", text, authors=None)
    if filters.period is not None:
        first, last = filters.period
        add("period", first if first == last else f"{first} – {last}", period=None)
    if filters.max_q is not None:
        add("max_q", f"q < {format_threshold(filters.max_q)}", max_q=None)
    if filters.window != "sentence":
        add("window", "per alinea" if filters.window == "paragraph" else "per document", window="sentence")
    if threshold > 0 or filters.threshold is not None:
        add("threshold", f"{MEASURE_WORDS[filters.measure]} vanaf {format_threshold(threshold)}", threshold=0.0)
    if filters.backbone:
        add("backbone", "alleen de ruggengraat", backbone=False)
    if filters.groups is not None:
        n = len(filters.groups)
        add("groups", f"groep {name(filters.groups[0])}" if n == 1 else f"{n} groepen", groups=None)
    if filters.themes is not None:
        add("themes", clean_label(" + ".join(filters.themes), 40), themes=None)
    if filters.max_nodes != OPENING_NODES:
        add("max_nodes", f"top {filters.max_nodes}", max_nodes=OPENING_NODES)
    for node_id in filters.opened:
        rest = tuple(held for held in filters.opened if held != node_id)
        add(f"opened-{node_id}", f"met de buren van {name(node_id)}", opened=rest)
    for node_id in sorted(filters.hidden):
        add(f"hidden-{node_id}", f"zonder {name(node_id)}", hidden=filters.hidden - {node_id})
    return chips


def format_threshold(value: float) -> str:
    """Return a threshold in Dutch notation, without needless decimals.

    >>> [format_threshold(v) for v in (10.84, 10.0, 0.05, 0.0)]
    ['10,8', '10', '0,05', '0']
    """
    digits = 1 if abs(value) >= 1 else 3
    text = format_number(value, digits)
    return text.rstrip("0").rstrip(",") if "," in text else text
