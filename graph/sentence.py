"""One Dutch sentence that says what is seen; also the text alternative of the picture. Computed, no model."""

from __future__ import annotations

from collections.abc import Sequence

from graph.filters import Filters
from graph.material import Material
from graph.rows import Link, Node
from graph.view import View, find_link, read_measure
from graph.wording import (
    KIND_WORDS,
    WINDOW_WORDS,
    clean_label,
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
        return "Met deze keuze blijft er niets over om te laten zien; haal een filter weg of kies ‘Alles terug’."
    return _describe_whole(view, material, nodes, filters)


def _texts(n: int, total: int) -> str:
    return (
        count_words(n, ("tekst", "teksten")) if n == total else f"{format_number(n)} van {format_number(total)} teksten"
    )


def _name(node: Node) -> str:
    return f"‘{clean_label(node.label, 60)}’" if node.kind == "document" else clean_label(node.label, 60)


def _describe_link(first: Node, second: Node, material: Material, filters: Filters) -> str:
    link = find_link(material, filters, first.node_id, second.node_id)
    names = f"{start_sentence(_name(first))} en {_name(second)}"
    if link is None:
        return f"{names} staan in de gekozen teksten nergens samen in één {WINDOW_WORDS[filters.window][0]}."
    if filters.is_derived and not link.n_documents:
        return (
            f"{names} delen {count_words(link.count, ('begrip', 'begrippen'))}, "
            f"waar {format_number(link.expected, 1)} te verwachten was."
        )
    return (
        f"{names} staan samen in {count_words(link.count, WINDOW_WORDS[filters.window])}, "
        f"waar {format_number(link.expected, 1)} te verwachten was, "
        f"in {_texts(link.n_documents, len(material.documents))}."
    )


def _describe_node(node: Node, view: View, material: Material, nodes: dict[str, Node], filters: Filters) -> str:
    near = [link for link in view.links if node.node_id in (link.source, link.target)]
    if node.kind == "document":
        opening = start_sentence(_name(node))
    else:
        opening = (
            f"{start_sentence(_name(node))}, {format_number(node.n_mentions)} keer genoemd "
            f"in {_texts(node.n_documents, len(material.documents))},"
        )
    if not near:
        return f"{opening} heeft met deze filters geen banden in beeld."
    kinds: dict[str, int] = {}
    for link in near:
        other = nodes[link.target if link.source == node.node_id else link.source]
        kinds[other.kind] = kinds.get(other.kind, 0) + 1
    parts = [count_words(kinds[kind], words) for kind, words in KIND_WORDS.items() if kind in kinds]
    best = max(near, key=lambda link: (link.value, link.count))
    partner = nodes[best.target if best.source == node.node_id else best.source]
    return (
        f"{opening} hangt hier samen met {join_words(parts)}; het sterkst met {_name(partner)}, "
        f"{_with_count(best.count, filters)}."
    )


def _with_count(count: int, filters: Filters) -> str:
    return f"{'met' if filters.is_derived else 'in'} {count_words(count, filters.unit)}"


def _describe_whole(view: View, material: Material, nodes: dict[str, Node], filters: Filters) -> str:
    kinds: dict[str, int] = {}
    for node in view.nodes:
        kinds[node.kind] = kinds.get(node.kind, 0) + 1
    parts = [count_words(kinds[kind], words) for kind, words in KIND_WORDS.items() if kind in kinds]
    texts = _texts(len(material.documents), material.n_documents_in_all)
    named = join_words(parts)
    if around := [_name(nodes[node_id]) for node_id in filters.focus if node_id in nodes]:
        steps = count_words(filters.steps, ("stap", "stappen"))
        named = f"binnen {steps} van {join_words(around)}: {named}"
    text = f"{start_sentence(named)} uit {texts}, met {count_words(len(view.links), ('band', 'banden'))}"
    with_documents = filters.projection in ("documents", "concept_document")
    between_concepts = [
        link
        for link in view.links
        if with_documents or not (link.source.startswith("d:") or link.target.startswith("d:"))
    ]
    if not between_concepts:
        return text + "."
    best = max(between_concepts, key=lambda link: (link.value, link.count))
    return (
        f"{text}; het sterkst hangen {_name(nodes[best.source])} en {_name(nodes[best.target])} samen, "
        f"{_with_count(best.count, filters)}."
    )


def _describe_routes(view: View, nodes: dict[str, Node], filters: Filters) -> str:
    ends = [_name(nodes[node_id]) for node_id in filters.path if node_id in nodes]
    if len(ends) < 2:
        return "Een van de twee einden van dit pad komt in de gekozen teksten niet voor; kies andere teksten."
    if not view.routes:
        return (
            f"Tussen {ends[0]} en {ends[1]} loopt met deze filters geen weg; "
            "laat ook mogelijk toeval zien, of kies een ruimer venster."
        )
    best = view.routes[0]
    between = [_name(nodes[node_id]) for node_id in best[1:-1]]
    via = f"loopt via {join_words(between)}" if between else "is de band tussen hen zelf"
    n = count_words(len(view.routes), ("weg", "wegen"))
    return f"{n} tussen {ends[0]} en {ends[1]}; de sterkste {via}."


def strongest_links(links: Sequence[Link], filters: Filters) -> list[Link]:
    """Return links by the chosen measure, the strongest first; equal ones by count, then by id."""
    return sorted(links, key=lambda link: (-read_measure(link, filters.measure), -link.count, link.source, link.target))
