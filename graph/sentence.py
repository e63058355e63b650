"""One sentence that says what is seen; also the text alternative of the picture. Computed, no model."""

from __future__ import annotations

from collections.abc import Sequence

from graph.filters import Filters
from graph.material import Material
from graph.messages import say
from graph.rows import Link, Node
from graph.view import View, find_link, read_measure
from graph.wording import (
    KIND_WORDS,
    WINDOW_WORDS,
    clean_label,
    count_texts,
    count_times,
    count_words,
    format_number,
    join_words,
    start_sentence,
)


def describe_view(view: View, material: Material, filters: Filters, selection: Sequence[str] = ()) -> str:
    """Return what the picture shows, in one sentence: the whole, the chosen node or the chosen link."""
    nodes = {node.node_id: node for node in material.nodes}
    if len(selection) == 2 and all(node_id in nodes for node_id in selection):
        return _describe_link(nodes[selection[0]], nodes[selection[1]], material, filters)
    if len(selection) == 1 and selection[0] in nodes:
        return _describe_node(nodes[selection[0]], view, material, nodes, filters)
    if filters.path:
        return _describe_routes(view, nodes, filters)
    if not view.nodes:
        return say("Met deze keuze blijft er niets over om te laten zien; haal een filter weg of kies ‘Alles terug’.")
    return _describe_whole(view, material, nodes, filters)


def _name(node: Node) -> str:
    return f"‘{clean_label(node.label, 60)}’" if node.kind == "document" else clean_label(node.label, 60)


def _describe_link(first: Node, second: Node, material: Material, filters: Filters) -> str:
    link = find_link(material, filters, first.node_id, second.node_id)
    names = {"first": start_sentence(_name(first)), "second": _name(second)}
    if link is None:
        return say(
            "{first} en {second} staan in de gekozen teksten nergens samen in één {window}.",
            **names,
            window=say(WINDOW_WORDS[filters.window][0]),
        )
    expected = format_number(link.expected, 1)
    if filters.is_derived and not link.n_documents:
        return say(
            "{first} en {second} delen {shared}, waar {expected} te verwachten was.",
            **names,
            shared=count_words(link.count, ("begrip", "begrippen")),
            expected=expected,
        )
    return say(
        "{first} en {second} staan samen in {windows}, waar {expected} te verwachten was, in {texts}.",
        **names,
        windows=count_words(link.count, WINDOW_WORDS[filters.window]),
        expected=expected,
        texts=count_texts(link.n_documents, len(material.documents)),
    )


def _describe_node(node: Node, view: View, material: Material, nodes: dict[str, Node], filters: Filters) -> str:
    near = [link for link in view.links if node.node_id in (link.source, link.target)]
    if node.kind == "document":
        opening = start_sentence(_name(node))
    else:
        opening = say(
            "{name}, {times} genoemd in {texts},",
            name=start_sentence(_name(node)),
            times=count_times(node.n_mentions),
            texts=count_texts(node.n_documents, len(material.documents)),
        )
    if not near:
        return say("{opening} heeft met deze filters geen banden in beeld.", opening=opening)
    kinds: dict[str, int] = {}
    for link in near:
        other = nodes[link.target if link.source == node.node_id else link.source]
        kinds[other.kind] = kinds.get(other.kind, 0) + 1
    parts = [count_words(kinds[kind], words) for kind, words in KIND_WORDS.items() if kind in kinds]
    best = max(near, key=lambda link: (link.value, link.count))
    partner = nodes[best.target if best.source == node.node_id else best.source]
    return say(
        "{opening} hangt hier samen met {others}; het sterkst met {partner}, {count}.",
        opening=opening,
        others=join_words(parts),
        partner=_name(partner),
        count=_with_count(best.count, filters),
    )


def _with_count(count: int, filters: Filters) -> str:
    counted = count_words(count, filters.unit)
    return say("met {counted}", counted=counted) if filters.is_derived else say("in {counted}", counted=counted)


def _describe_whole(view: View, material: Material, nodes: dict[str, Node], filters: Filters) -> str:
    kinds: dict[str, int] = {}
    for node in view.nodes:
        kinds[node.kind] = kinds.get(node.kind, 0) + 1
    parts = [count_words(kinds[kind], words) for kind, words in KIND_WORDS.items() if kind in kinds]
    texts = count_texts(len(material.documents), material.n_documents_in_all)
    named = join_words(parts)
    if around := [_name(nodes[node_id]) for node_id in filters.focus if node_id in nodes]:
        steps = count_words(filters.steps, ("stap", "stappen"))
        named = say("binnen {steps} van {around}: {named}", steps=steps, around=join_words(around), named=named)
    text = say(
        "{named} uit {texts}, met {links}",
        named=start_sentence(named),
        texts=texts,
        links=count_words(len(view.links), ("band", "banden")),
    )
    with_documents = filters.projection in ("documents", "concept_document")
    between_concepts = [
        link
        for link in view.links
        if with_documents or not (link.source.startswith("d:") or link.target.startswith("d:"))
    ]
    if not between_concepts:
        return text + "."
    best = max(between_concepts, key=lambda link: (link.value, link.count))
    return say(
        "{text}; het sterkst hangen {first} en {second} samen, {count}.",
        text=text,
        first=_name(nodes[best.source]),
        second=_name(nodes[best.target]),
        count=_with_count(best.count, filters),
    )


def _describe_routes(view: View, nodes: dict[str, Node], filters: Filters) -> str:
    ends = [_name(nodes[node_id]) for node_id in filters.path if node_id in nodes]
    if len(ends) < 2:
        return say("Een van de twee einden van dit pad komt in de gekozen teksten niet voor; kies andere teksten.")
    if not view.routes:
        return say(
            "Tussen {first} en {second} loopt met deze filters geen weg; laat ook mogelijk toeval zien, of kies een "
            "ruimer venster.",
            first=ends[0],
            second=ends[1],
        )
    between = [_name(nodes[node_id]) for node_id in view.routes[0][1:-1]]
    routes = count_words(len(view.routes), ("weg", "wegen"))
    if not between:
        return say(
            "{routes} tussen {first} en {second}; de sterkste is de band tussen hen zelf.",
            routes=routes,
            first=ends[0],
            second=ends[1],
        )
    return say(
        "{routes} tussen {first} en {second}; de sterkste loopt via {between}.",
        routes=routes,
        first=ends[0],
        second=ends[1],
        between=join_words(between),
    )


def strongest_links(links: Sequence[Link], filters: Filters) -> list[Link]:
    """Return links by the chosen measure, the strongest first; equal ones by count, then by id."""
    return sorted(links, key=lambda link: (-read_measure(link, filters.measure), -link.count, link.source, link.target))
