"""From filters to what is drawn: which nodes and links, where, how large, in which colour, and why. Pure functions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from graph.filters import Filters
from graph.material import Material
from graph.rows import KINDS, Link, Node
from graph.view.choice import (
    attribute_themes,
    choose_nodes,
    is_wanted,
    read_measure,
    select_links,
)
from graph.view.drawing import draw_links, draw_nodes, make_legend
from graph.view.groups import group_documents, read_groups
from graph.view.projection import find_link, project_links, shared_concepts
from graph.view.shapes import Bar, LegendEntry, View, ViewLink, ViewNode
from graph.view.surroundings import choose_around, choose_opened, find_routes, keep_backbone
from graph.view.threshold import choose_threshold, fit_stop, make_histogram, make_steps

__all__ = [
    "Bar",
    "LegendEntry",
    "View",
    "ViewLink",
    "ViewNode",
    "find_link",
    "group_documents",
    "make_view",
    "opening_filters",
    "opening_node_ids",
    "opening_view",
    "project_links",
    "read_groups",
    "read_measure",
    "select_links",
    "shared_concepts",
]

ENOUGH_LINKS = 0.8  # links a node; with fewer the first look would be a cloud of loose nodes


def make_view(material: Material, filters: Filters, also: Sequence[str] = ()) -> View:
    """Return what is drawn under ``filters``.

    Args:
        material: nodes and links as they count within the chosen documents.
        filters: the reader's choice.
        also: ids of chosen nodes (one: a node, two: the ends of a link); they are drawn whatever the filters say.
    """
    candidates, links = _leave_out(material, filters)
    themes = attribute_themes(material.nodes, links if not filters.is_derived else material.links)
    if filters.themes is not None:
        candidates = [node for node in candidates if themes.get(node.node_id) in filters.themes]
    chosen, inside, ties, routes = _choose(filters, candidates, links)
    steps = make_steps([read_measure(link, filters.measure) for link in inside], filters.measure)
    threshold = filters.threshold
    if threshold is None:
        threshold = choose_threshold([read_measure(link, filters.measure) for link in inside], steps, len(chosen))
    shown = _join(ties, [link for link in inside if read_measure(link, filters.measure) >= threshold])
    if filters.opened and not routes:
        more, tied = choose_opened(candidates, links, filters, {node.node_id for node in chosen})
        chosen, shown = [*chosen, *more], _join(shown, tied)
    chosen, shown = _add_selection(material, filters, links, chosen, shown, threshold, also)
    return View(
        nodes=draw_nodes(material, filters, chosen, candidates, links, themes),
        links=draw_links(shown, filters),
        legend=make_legend(material, filters, chosen, themes),
        threshold=threshold,
        histogram=make_histogram(inside, filters.measure, fit_stop(steps, threshold)),
        counts=_count_kinds(material.nodes),
        n_possible=len(candidates),
        routes=tuple(tuple(route) for route in routes),
    )


def _leave_out(material: Material, filters: Filters) -> tuple[list[Node], list[Link]]:
    """Return the nodes that the filters leave (themes aside) and the links of the projection that may be shown."""
    groups = read_groups(material) if filters.groups is not None else {}
    candidates = [
        node
        for node in material.nodes
        if is_wanted(node, filters)
        and node.node_id not in filters.hidden
        and (filters.groups is None or groups.get(node.node_id) in filters.groups)
    ]
    links = select_links(project_links(material, filters), filters)
    if filters.backbone:
        ids = {node.node_id for node in candidates}
        between = [link for link in links if link.source in ids and link.target in ids]
        links = keep_backbone(between, candidates, filters)
    return candidates, links


def _choose(
    filters: Filters, candidates: Sequence[Node], links: Sequence[Link]
) -> tuple[list[Node], list[Link], list[Link], list[list[str]]]:
    """Return the nodes to draw, the links between them, those to draw whatever the threshold, and asked paths."""
    held = {node.node_id: node for node in candidates}
    if filters.path:
        routes = find_routes(candidates, links, filters)
        ends = [held[node_id] for node_id in filters.path if node_id in held]
        chosen = list({node_id: held[node_id] for route in routes for node_id in route}.values()) or ends
        steps = {tuple(sorted(pair)) for route in routes for pair in pairwise(route)}
        inside = [link for link in links if (link.source, link.target) in steps]
        return chosen, inside, inside, routes
    if any(node_id in held for node_id in filters.focus):
        reachable = [link for link in links if link.source in held and link.target in held]
        chosen, ties = choose_around(candidates, reachable, filters)
    else:
        chosen, ties = choose_nodes(candidates, filters.max_nodes, links), []
    ids = {node.node_id for node in chosen}
    return chosen, [link for link in links if link.source in ids and link.target in ids], ties, []


def _join(first: Sequence[Link], second: Sequence[Link]) -> list[Link]:
    return list({(link.source, link.target): link for link in (*first, *second)}.values())


def _add_selection(
    material: Material,
    filters: Filters,
    links: Sequence[Link],
    chosen: list[Node],
    shown: list[Link],
    threshold: float,
    also: Sequence[str],
) -> tuple[list[Node], list[Link]]:
    """Draw what the reader chose even where the filters leave it out, with its links to what is drawn."""
    ids = {node.node_id for node in chosen}
    added = [node for node in material.nodes if node.node_id in also and node.node_id not in ids]
    new = {node.node_id for node in added}
    everywhere = ids | new
    have = {(link.source, link.target) for link in shown}
    near = [
        link
        for link in links
        if (link.source in new or link.target in new) and link.source in everywhere and link.target in everywhere
    ]
    near.sort(key=lambda link: -read_measure(link, filters.measure))
    extra = [link for place, link in enumerate(near) if place < 3 or read_measure(link, filters.measure) >= threshold]
    if len(also) == 2:
        pair = tuple(sorted(also))
        every = project_links(material, filters)
        extra += [link for link in every if (link.source, link.target) == pair]
    for link in extra:
        if (link.source, link.target) not in have:
            have.add((link.source, link.target))
            shown.append(link)
    return chosen + added, shown


def _count_kinds(nodes: Iterable[Node]) -> dict[str, int]:
    counts: dict[str, int] = {**dict.fromkeys(KINDS, 0), "proposed": 0}
    for node in nodes:
        counts["proposed" if node.status == "proposed" else node.kind] += 1
    return counts


def opening_filters(material: Material) -> Filters:
    """Return the filters of the first look: likely chance left out, unless too little would be left to look at."""
    filters = Filters()
    view = make_view(material, filters)
    return filters if len(view.links) >= ENOUGH_LINKS * len(view.nodes) else replace(filters, max_q=None)


def opening_view(nodes: Sequence[Node], links: Sequence[Link]) -> View:
    """Return the first look, without places: a layout gives its nodes the best ones and lets its links pull.

    Args:
        nodes: all nodes.
        links: their links within a sentence.
    """
    themes = {node.theme: 1 for node in nodes if node.theme}
    material = Material(tuple(nodes), tuple(links), {}, (), 0, 0, themes)
    return make_view(material, opening_filters(material))


def opening_node_ids(nodes: Sequence[Node], links: Sequence[Link]) -> list[str]:
    """Return the nodes of the opening view, the most prominent first."""
    return [node.node_id for node in opening_view(nodes, links).nodes]
