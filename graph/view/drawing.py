"""How nodes and links look: size, colour, letters and the reason that a pointer shows; and the legend."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from graph.filters import Filters
from graph.material import Material
from graph.palette import NEUTRAL, theme_colours
from graph.rows import KINDS, Kind, Link, Node
from graph.view.choice import QUOTAS, read_measure
from graph.view.shapes import LegendEntry, ViewLink, ViewNode
from graph.wording import (
    KIND_WORDS,
    WINDOW_WORDS,
    Measure,
    clean_label,
    count_words,
    format_number,
    format_rank,
)

SHAPES: dict[Kind, str] = {
    "concept": "disc",
    "person": "diamond",
    "document": "sheet",
    "organisation": "triangle",
    "place": "ring",
}
KIND_COLOURS = dict(zip(KINDS, theme_colours(["1", "2", "3", "4", "5"]).values(), strict=True))
LABEL_LENGTH = 30  # the layout keeps room for as many characters
MIN_RADIUS, MAX_RADIUS = 5.0, 14.0
MIN_WIDTH, MAX_WIDTH = 0.8, 4.5


def _size_of(node: Node, filters: Filters) -> int:
    return node.n_mentions if filters.sizing == "mentions" else node.n_documents


def draw_nodes(
    material: Material,
    filters: Filters,
    chosen: Sequence[Node],
    candidates: Sequence[Node],
    themes: Mapping[str, str],
) -> tuple[ViewNode, ...]:
    """Return the chosen nodes as they are drawn, the most prominent first."""
    largest = max((_size_of(node, filters) for node in chosen if node.kind != "document"), default=1) or 1
    colours = theme_colours(material.themes)
    words = {document.document_id: document.n_words for document in material.documents}
    places = _places(candidates, filters)
    ordered = sorted(chosen, key=lambda n: (n.kind == "document", -_size_of(n, filters), n.node_id))
    n_leading = math.ceil(sum(node.kind == "concept" for node in chosen) / 9)
    leading = {node.node_id for node in [node for node in ordered if node.kind == "concept"][:n_leading]}
    drawn = []
    for rank, node in enumerate(ordered):
        share = math.sqrt(_size_of(node, filters) / largest)
        is_document = node.kind == "document"
        leads = node.node_id in leading
        theme = themes.get(node.node_id, "")
        x, y = material.positions.get(node.node_id, (0.0, 0.0))
        if filters.colouring == "kind":
            colour = KIND_COLOURS[node.kind]
        else:
            colour = NEUTRAL if is_document else colours.get(theme, NEUTRAL)
        drawn.append(
            ViewNode(
                node_id=node.node_id,
                kind=node.kind,
                label=clean_label(node.label, LABEL_LENGTH),
                x=round(x, 2),
                y=round(y, 2),
                size=8.0 if is_document else round(MIN_RADIUS + (MAX_RADIUS - MIN_RADIUS) * share, 2),
                colour=colour,
                shape=SHAPES[node.kind],
                label_size=12.5 if is_document else 16.0 if leads else round(12.5 + 1.5 * share, 1),
                label_weight=650 if leads else 400,
                rank=rank,
                theme=theme,
                proposed=node.status == "proposed",
                reason=_reason(node, places, words, theme, filters),
            )
        )
    return tuple(drawn)


def _places(nodes: Sequence[Node], filters: Filters) -> dict[str, tuple[int, int]]:
    """Return for every node its place in its kind by size, and how many there are of that kind."""
    places: dict[str, tuple[int, int]] = {}
    for kind in KINDS:
        of_kind = [node for node in nodes if node.kind == kind]
        sizes = sorted((_size_of(node, filters) for node in of_kind), reverse=True)
        first = {size: place for place, size in reversed(list(enumerate(sizes, start=1)))}
        for node in of_kind:
            places[node.node_id] = (first[_size_of(node, filters)], len(of_kind))
    return places


def _reason(
    node: Node, places: Mapping[str, tuple[int, int]], words: Mapping[str, int], theme: str, filters: Filters
) -> str:
    if node.kind == "document":
        return f"document van {format_number(words.get(node.node_id, 0))} woorden"
    text = f"{format_number(node.n_mentions)} keer in {count_words(node.n_documents, ('tekst', 'teksten'))}"
    if node.node_id in places:
        place, total = places[node.node_id]
        text += f"; {format_rank(place)} van {count_words(total, KIND_WORDS[node.kind])}"
    if filters.colouring == "theme" and theme:
        text += f"\nthema {theme}" if node.kind == "concept" else f"\nkleur: sterkst verbonden met thema {theme}"
    return text + ("\nvoorgesteld: gevonden in de teksten zelf" if node.status == "proposed" else "")


def draw_links(links: Sequence[Link], measure: Measure) -> tuple[ViewLink, ...]:
    """Return links as they are drawn, the strongest last so that it lies on top."""
    values = [read_measure(link, measure) for link in links]
    low, high = min(values, default=0.0), max(values, default=1.0)
    drawn = []
    for link, value in sorted(zip(links, values, strict=True), key=lambda pair: (pair[1], pair[0].source)):
        share = math.sqrt((value - low) / (high - low)) if high > low else 0.4
        drawn.append(
            ViewLink(
                source=link.source,
                target=link.target,
                count=link.count,
                value=value,
                width=round(MIN_WIDTH + (MAX_WIDTH - MIN_WIDTH) * share, 2),
                reason=f"samen in {count_words(link.count, WINDOW_WORDS[link.window])}, "
                f"{format_number(link.expected, 1)} verwacht",
            )
        )
    return tuple(drawn)


def make_legend(
    material: Material, filters: Filters, chosen: Sequence[Node], themes: Mapping[str, str]
) -> tuple[LegendEntry, ...]:
    """Return the kinds and themes that are in sight, with their numbers."""
    entries = []
    for kind in QUOTAS:
        n = sum(node.kind == kind for node in chosen)
        colour = KIND_COLOURS[kind] if filters.colouring == "kind" else NEUTRAL
        if n:
            entries.append(LegendEntry(KIND_WORDS[kind][0], kind, None, colour, n))
    if filters.colouring == "theme":
        colours = theme_colours(material.themes)
        for theme in colours:
            n = sum(themes.get(node.node_id) == theme for node in chosen if node.kind != "document")
            if n:
                entries.append(LegendEntry(theme, None, theme, colours[theme], n))
    return tuple(entries)
