"""How nodes and links look: size, colour, letters and the reason that a pointer shows; and the legend."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graph.filters import OPENING_Q, Filters
from graph.groups import name_groups
from graph.material import Material
from graph.messages import say
from graph.palette import NEUTRAL, Colour, theme_colours
from graph.rows import KINDS, Kind, Link, Node
from graph.view.choice import QUOTAS, read_measure
from graph.view.groups import NAMELESS, attribute_texts, colour_groups, group_documents, read_groups
from graph.view.shapes import LegendEntry, ViewLink, ViewNode
from graph.view.standing import Standing, measure_standing
from graph.wording import (
    KIND_WORDS,
    WINDOW_WORDS,
    clean_label,
    count_times,
    count_words,
    format_chance,
    format_number,
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


@dataclass(frozen=True)
class Paint:
    """What colours tell. ``of``: node id -> theme, kind or group; ``colours``, ``words``: for each of these."""

    of: Mapping[str, str]
    colours: Mapping[str, Colour]
    words: Mapping[str, str]


def choose_paint(material: Material, filters: Filters, themes: Mapping[str, str]) -> Paint:
    """Return what the nodes are coloured by. Documents have a colour of their own only where they are what is told."""
    if filters.colouring == "kind":
        kinds: dict[str, str] = {kind: say(KIND_WORDS[kind][0]) for kind in KINDS}
        kind_colours: dict[str, Colour] = {kind: KIND_COLOURS[kind] for kind in KINDS}
        return Paint({node.node_id: node.kind for node in material.nodes}, kind_colours, kinds)
    if filters.colouring == "group":
        groups = read_groups(material)
        sizes = Counter(groups.values())
        leaders = sorted(sizes, key=lambda leader: (-sizes[leader], leader))
        return Paint(groups, colour_groups(leaders), name_groups(groups, material.nodes, 2))
    if filters.colouring == "texts":
        of_document = group_documents(material.documents)
        names = sorted(set(of_document.values()), key=str.casefold)
        words = {name: clean_label(say(NAMELESS) if name == NAMELESS else name, 32) for name in names}
        return Paint(attribute_texts(material.links, of_document), colour_groups(names), words)
    colours = theme_colours(material.themes)
    documents = {node.node_id for node in material.nodes if node.kind == "document"}
    of = {node_id: theme for node_id, theme in themes.items() if node_id not in documents}
    return Paint(of, colours, {theme: theme for theme in colours})


def draw_nodes(
    material: Material,
    filters: Filters,
    chosen: Sequence[Node],
    candidates: Sequence[Node],
    links: Sequence[Link],
    themes: Mapping[str, str],
) -> tuple[ViewNode, ...]:
    """Return the chosen nodes as they are drawn, the most prominent first."""
    standing = measure_standing(material, filters, candidates, links)
    if any(node.node_id not in standing.values for node in chosen):
        # What is drawn only because it was chosen has its size too, but no place among those that the filters leave.
        extra = measure_standing(material, filters, chosen, links).values
        standing = Standing({**extra, **standing.values}, standing.places)
    size = standing.values
    largest = max((size.get(node.node_id, 0) for node in chosen if node.kind != "document"), default=1) or 1
    paint = choose_paint(material, filters, themes)
    words = {document.document_id: document.n_words for document in material.documents}
    # Without sizes what is named most still leads.
    prominence = size if filters.sizing != "none" else {node.node_id: float(node.n_mentions) for node in chosen}
    ordered = sorted(chosen, key=lambda n: (n.kind == "document", -prominence.get(n.node_id, 0), n.node_id))
    n_leading = math.ceil(sum(node.kind == "concept" for node in chosen) / 9)
    leading = {node.node_id for node in [node for node in ordered if node.kind == "concept"][:n_leading]}
    leading.update(filters.path or filters.focus)
    drawn = []
    for rank, node in enumerate(ordered):
        share = 0.4 if filters.sizing == "none" else math.sqrt(size.get(node.node_id, 0) / largest)
        is_document = node.kind == "document"
        leads = node.node_id in leading
        theme = themes.get(node.node_id, "")
        x, y = material.positions.get(node.node_id, (0.0, 0.0))
        colour = paint.colours.get(paint.of.get(node.node_id, ""), NEUTRAL)
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
                reason=_reason(node, standing, words, theme, paint, filters),
            )
        )
    return tuple(drawn)


def _reason(
    node: Node, standing: Standing, words: Mapping[str, int], theme: str, paint: Paint, filters: Filters
) -> str:
    if node.kind == "document":
        return say("document van {n} woorden", n=format_number(words.get(node.node_id, 0)))
    texts = count_words(node.n_documents, ("tekst", "teksten"))
    lines = [say("{times} in {texts}", times=count_times(node.n_mentions), texts=texts)]
    if node.node_id in standing.places:
        lines[0] += f"; {standing.places[node.node_id]}"
    if filters.colouring == "theme" and theme:
        lines.append(
            say("thema {theme}", theme=theme)
            if node.kind == "concept"
            else say("kleur: sterkst verbonden met thema {theme}", theme=theme)
        )
    own = paint.words.get(paint.of.get(node.node_id, ""), "")
    if filters.colouring == "group":
        lines.append(say("groep rond {name}", name=own) if own else say("hoort bij geen groep"))
    elif filters.colouring == "texts" and own:
        lines.append(say("kleur: meest tekenend voor {name}", name=own))
    if node.status == "proposed":
        lines.append(say("voorgesteld: gevonden in de teksten zelf"))
    return "\n".join(lines)


def draw_links(links: Sequence[Link], filters: Filters) -> tuple[ViewLink, ...]:
    """Return links as they are drawn, the strongest last so that it lies on top."""
    values = [read_measure(link, filters.measure) for link in links]
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
                reason=_link_reason(link, filters),
                doubtful=link.q_value >= OPENING_Q,
            )
        )
    return tuple(drawn)


def _link_reason(link: Link, filters: Filters) -> str:
    derived = filters.is_derived and not link.n_documents
    text = count_words(link.count, filters.unit if derived else WINDOW_WORDS[link.window])
    expected = format_number(link.expected, 1)
    text = (
        say("{windows}, {expected} verwacht", windows=text, expected=expected)
        if derived
        else say("samen in {windows}, {expected} verwacht", windows=text, expected=expected)
    )
    if link.q_value < OPENING_Q:
        return text
    return f"{text}\n{say('kan toeval zijn: q = {chance}', chance=format_chance(link.q_value))}"


def make_legend(
    material: Material, filters: Filters, chosen: Sequence[Node], themes: Mapping[str, str]
) -> tuple[LegendEntry, ...]:
    """Return the kinds that are in sight, and what the colours tell, with their numbers."""
    entries = []
    for kind in QUOTAS:
        n = sum(node.kind == kind for node in chosen)
        colour = KIND_COLOURS[kind] if filters.colouring == "kind" else NEUTRAL
        if n:
            entries.append(LegendEntry(say(KIND_WORDS[kind][0]), kind, None, colour, n))
    if filters.colouring == "kind":
        return tuple(entries)
    paint = choose_paint(material, filters, themes)
    counts = Counter(paint.of[node.node_id] for node in chosen if node.node_id in paint.of)
    is_theme = filters.colouring == "theme"
    for name, colour in paint.colours.items():
        if counts[name] and colour != NEUTRAL:
            words = paint.words.get(name, name)
            entries.append(
                LegendEntry(words, None, name if is_theme else None, colour, counts[name], None if is_theme else name)
            )
    rest = sum(count for name, count in counts.items() if paint.colours.get(name) == NEUTRAL)
    if rest:
        others = {"group": say("kleinere groepen"), "theme": say("andere thema’s")}.get(
            filters.colouring, say("andere teksten")
        )
        entries.append(LegendEntry(others, None, None, NEUTRAL, rest))
    return tuple(entries)
