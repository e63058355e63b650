"""The choices in words, each removable. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from graph.filters.choice import OPENING_NODES, Filters, Projection
from graph.messages import mark, say
from graph.wording import MEASURE_WORDS, clean_label, count_words, format_number

PROJECTION_WORDS: dict[Projection, str] = {
    "all": mark("alles"),
    "concepts": mark("begrip – begrip"),
    "concept_person": mark("begrip – persoon"),
    "concept_document": mark("begrip – document"),
    "persons": mark("persoon – persoon"),
    "documents": mark("document – document"),
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
        first, second = name(filters.path[0]), name(filters.path[1])
        add("path", say("wegen tussen {first} en {second}", first=first, second=second), path=())
    for node_id in filters.focus:
        rest = tuple(held for held in filters.focus if held != node_id)
        steps = count_words(filters.steps, ("stap", "stappen"))
        text = say("{steps} rond {name}", steps=steps, name=name(node_id))
        add(f"focus-{node_id}", text, focus=rest, steps=filters.steps if rest else 1)
    if filters.projection != "all":
        add("projection", say(PROJECTION_WORDS[filters.projection]), projection="all")
    if filters.documents is not None:
        n = len(filters.documents)
        text = clean_label(documents.get(filters.documents[0], ""), 30) if n == 1 else say("{n} teksten", n=n)
        add("documents", text, documents=None)
    if filters.authors is not None:
        n = len(filters.authors)
        one = say("auteur {name}", name=clean_label(filters.authors[0] if n else "", 30))
        add("authors", one if n == 1 else say("{n} auteurs", n=n), authors=None)
    if filters.period is not None:
        start, end = filters.period
        add("period", start if start == end else f"{start} – {end}", period=None)
    if filters.max_q is not None:
        add("max_q", f"q < {format_threshold(filters.max_q)}", max_q=None)
    if filters.window != "sentence":
        text = say("per alinea") if filters.window == "paragraph" else say("per document")
        add("window", text, window="sentence")
    if threshold > 0 or filters.threshold is not None:
        measure = say(MEASURE_WORDS[filters.measure])
        text = say("{measure} vanaf {threshold}", measure=measure, threshold=format_threshold(threshold))
        add("threshold", text, threshold=0.0)
    if filters.backbone:
        add("backbone", say("alleen de ruggengraat"), backbone=False)
    if filters.groups is not None:
        n = len(filters.groups)
        one = say("groep {name}", name=name(filters.groups[0] if n else ""))
        add("groups", one if n == 1 else say("{n} groepen", n=n), groups=None)
    if filters.themes is not None:
        add("themes", clean_label(" + ".join(filters.themes), 40), themes=None)
    if filters.max_nodes != OPENING_NODES:
        add("max_nodes", say("top {n}", n=filters.max_nodes), max_nodes=OPENING_NODES)
    for node_id in filters.opened:
        rest = tuple(held for held in filters.opened if held != node_id)
        add(f"opened-{node_id}", say("met de buren van {name}", name=name(node_id)), opened=rest)
    for node_id in sorted(filters.hidden):
        add(f"hidden-{node_id}", say("zonder {name}", name=name(node_id)), hidden=filters.hidden - {node_id})
    return chips


def format_threshold(value: float) -> str:
    """Return a threshold without needless decimals.

    >>> [format_threshold(v) for v in (10.84, 10.0, 0.05, 0.0)]
    ['10,8', '10', '0,05', '0']
    """
    digits = 1 if abs(value) >= 1 else 3
    text = format_number(value, digits)
    point = format_number(0.5, 1)[1]  # a comma in Dutch
    return text.rstrip("0").rstrip(point) if point in text else text
