"""What every export is made from: one view with its title, caption, numbers and the sentences that it rests on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from graph.export.evidence import Evidence, Pair, read_evidence
from graph.filters import Filters, Sight, choose_documents, list_chips
from graph.filters.choice import PROJECTION_KINDS
from graph.groups import make_groups
from graph.material import Material, read_material
from graph.messages import mark, say
from graph.rows import Alias, Document, Excerpt, Link, Node
from graph.sentence import describe_view, strongest_links
from graph.store import GraphFile
from graph.view import View, make_view, project_links, shared_concepts
from graph.wording import KIND_WORDS, MEASURE_WORDS, clean_label, count_words, format_date, start_sentence

MOST_EXCERPTS = 40
WHOLE_GRAPH = 1_000_000  # more nodes than any graph has
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
# An author with one of these words is a body, no person; its name need not be hidden.
COLLECTIVE = frozenset(
    "redactie griffie gemeente provincie college raad ministerie stichting vereniging waterschap rijk bestuur afdeling "
    "dorpsraad wijkraad commissie werkgroep universiteit hogeschool bureau partij fractie secretariaat".split()
)
WINDOW_PHRASES = {
    "sentence": mark("Banden per zin"),
    "paragraph": mark("Banden per alinea"),
    "document": mark("Banden per document"),
}


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody whom 'zonder namen' hides: a node, or an author of a document ('' as node id)."""

    node_id: str
    forms: tuple[str, ...]  # every way in which the texts write the name


@dataclass(frozen=True, slots=True)
class Bundle:
    """A view with all that an export shows of it. Mappings hold only what the view draws.

    ``people`` and ``other_names`` cover the whole graph, so that numbers of hidden persons agree between the slides
    of one deck.
    """

    view: View
    title: str  # a sentence
    sentence: str  # what is seen; the text alternative
    caption: tuple[str, ...]  # filters in words; documents with years; tool, date and corpus
    date: str  # ISO date of the build, never of today: the same view gives the same bytes
    fingerprint: str  # first six characters of the corpus fingerprint
    documents: tuple[Document, ...]  # those that the view counts
    links: Mapping[tuple[str, str], Link]
    node_excerpts: Mapping[str, tuple[Excerpt, ...]]
    link_excerpts: Mapping[tuple[str, str], tuple[Excerpt, ...]]
    nodes: Mapping[str, Node] = field(default_factory=dict)
    aliases: Mapping[str, tuple[Alias, ...]] = field(default_factory=dict)
    filters: Filters = field(default_factory=Filters)
    selection: tuple[str, ...] = ()
    people: tuple[Person, ...] = ()
    other_names: tuple[str, ...] = ()  # places and organisations of the whole graph
    shared: Mapping[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)  # concepts that a link stands for
    remark: str = ""  # what its maker tells the audience, below the picture
    note: str = ""  # what its maker wants to say, in the notes of a slide
    sight: Sight | None = None  # None: everything; pictures and the page open there, data hold the whole view


def make_bundle(
    graph: GraphFile,
    filters: Filters,
    selection: Sequence[str] = (),
    title: str = "",
    *,
    material: Material | None = None,
    max_excerpts: int = MOST_EXCERPTS,
    sight: Sight | None = None,
) -> Bundle:
    """Return the bundle of one view.

    Args:
        graph: the graph file.
        filters: the reader's choice.
        selection: ids of the chosen node (one) or link (two).
        title: a sentence; '' lets the strongest link speak.
        material: what ``read_material`` gives for these filters, when the caller has it already.
        max_excerpts: sentences to keep for each node and each link; 0 reads none (a picture needs none).
        sight: the part of the map that a picture shows; everything when None.
    """
    if material is None:
        material = read_chosen_material(graph, filters)
    chosen = tuple(selection)
    view = _clean_view(make_view(material, filters, chosen))
    drawn = {node.node_id for node in view.nodes}
    links = _pick_links(view, material, filters)
    pairs = links.keys()
    shared = _find_shared(material, filters, links)
    info = graph.build_info()
    every_node = {node.node_id: node for node in graph.nodes()}
    every_document = graph.documents()
    aliases = _read_aliases(graph)
    counted = {node.node_id: _clean_node(node) for node in material.nodes if node.node_id in drawn}
    asked = pairs - shared.keys() | {pair for held in shared.values() for steps in held for pair in steps}
    evidence = read_evidence(
        graph,
        window=filters.window,
        node_ids=drawn | {node_id for pair in asked for node_id in pair},
        pairs=asked,
        document_ids={document.document_id for document in material.documents},
        most=max_excerpts,
        clean=writable,
    )
    date, fingerprint = info.built_at[:10], info.corpus[:6]
    return Bundle(
        view=view,
        title=writable(" ".join(title.split())) or make_title(view, counted, links, chosen, filters),
        sentence=writable(describe_view(view, material, filters, chosen)),
        caption=make_caption(view, material, filters, every_document, every_node, date, fingerprint),
        date=date,
        fingerprint=fingerprint,
        documents=tuple(_clean_document(document) for document in material.documents),
        links=links,
        node_excerpts={node_id: held for node_id, held in evidence.of_nodes.items() if node_id in drawn},
        link_excerpts=_join_evidence(links, shared, evidence, max_excerpts) if max_excerpts > 0 else {},
        nodes=counted,
        aliases={node_id: aliases[node_id] for node_id in sorted(drawn) if node_id in aliases},
        filters=filters,
        selection=chosen,
        people=list_people(every_node.values(), aliases, every_document),
        other_names=tuple(
            sorted(writable(node.label) for node in every_node.values() if node.kind in ("organisation", "place"))
        ),
        shared={
            pair: tuple(writable(every_node[_concept_of(steps[0])].label) for steps in held)
            for pair, held in shared.items()
        },
        sight=sight,
    )


def propose_title(view: View, material: Material, filters: Filters, selection: Sequence[str] = ()) -> str:
    """Return the title that ``make_bundle`` gives a view, without reading what else a bundle holds."""
    view = _clean_view(view)
    drawn = {node.node_id for node in view.nodes}
    nodes = {node.node_id: _clean_node(node) for node in material.nodes if node.node_id in drawn}
    return make_title(view, nodes, _pick_links(view, material, filters), selection, filters)


def _pick_links(view: View, material: Material, filters: Filters) -> dict[tuple[str, str], Link]:
    """Return the links that a view draws, in the order of their ends."""
    by_pair = {(link.source, link.target): link for link in (*material.links, *project_links(material, filters))}
    return {pair: by_pair[pair] for pair in sorted((link.source, link.target) for link in view.links)}


def read_chosen_material(graph: GraphFile, filters: Filters) -> Material:
    """Return the material of a choice: its window, its documents (by hand, author, period), the groups of the graph."""
    material = read_material(graph, filters.window, choose_documents(filters, graph.documents()))
    if filters.colouring != "group" and filters.groups is None:
        return material
    return replace(material, groups=make_groups(graph.nodes(), graph.links("sentence")))


Steps = tuple[Pair, Pair]


def _find_shared(material: Material, filters: Filters, links: Mapping[Pair, Link]) -> dict[Pair, list[Steps]]:
    """Return, for links that are shared concepts, the two links to each of these concepts, the strongest first."""
    if not filters.is_derived:
        return {}
    [kind] = PROJECTION_KINDS[filters.projection]
    near = shared_concepts(material, kind, proposed=filters.proposed)
    strength = {(link.source, link.target): link.log_likelihood for link in material.links}

    def step(node_id: str, concept: str) -> Pair:
        return (min(node_id, concept), max(node_id, concept))

    found: dict[Pair, list[Steps]] = {}
    for (first, second), link in links.items():
        if link.n_documents:
            continue
        common = near.get(first, set()) & near.get(second, set())
        steps = [(step(first, concept), step(second, concept)) for concept in common]
        found[first, second] = sorted(steps, key=lambda two: (-min(strength[pair] for pair in two), two))
    return found


def _concept_of(pair: Pair) -> str:
    return pair[0] if pair[0].startswith("c:") else pair[1]


def _join_evidence(
    links: Mapping[Pair, Link], shared: Mapping[Pair, Sequence[Steps]], evidence: Evidence, most: int
) -> dict[Pair, tuple[Excerpt, ...]]:
    """Return the sentences of every link; a link that is shared concepts rests on those of both with each concept."""
    joined = {}
    for pair in links:
        if pair not in shared:
            joined[pair] = evidence.of_links[pair]
            continue
        held: dict[str, Excerpt] = {}
        for steps in shared[pair]:
            for step in steps:
                for excerpt in evidence.of_links[step][:1]:
                    held.setdefault(excerpt.window_id, excerpt)
        joined[pair] = tuple(held.values())[:most]
    return joined


def whole_filters(filters: Filters) -> Filters:
    """Return filters that draw everything within the window and the documents of ``filters``."""
    return replace(
        filters,
        kinds=frozenset(KIND_WORDS),
        proposed=True,
        threshold=0.0,
        max_q=None,
        max_nodes=WHOLE_GRAPH,
        themes=None,
        hidden=frozenset(),
        projection="all",
        focus=(),
        path=(),
        groups=None,
        backbone=False,
        opened=(),
    )


def writable(text: str) -> str:
    """Return ``text`` of the same length without the characters that no XML file may hold."""
    return UNWRITABLE.sub("\ufffd", text)


def make_title(
    view: View,
    nodes: Mapping[str, Node],
    links: Mapping[tuple[str, str], Link],
    selection: Sequence[str],
    filters: Filters,
) -> str:
    """Return a title that says one true thing about the view: what hangs together most strongly."""

    def name(node_id: str) -> str:
        node = nodes[node_id]
        return f"‘{clean_label(node.label, 60)}’" if node.kind == "document" else clean_label(node.label, 60)

    known = [node_id for node_id in selection if node_id in nodes]
    if not view.nodes:
        return say("Met deze keuze is er niets te zien")
    if len(known) == 2:
        return start_sentence(
            say("{first} en {second} samen in de teksten", first=name(known[0]), second=name(known[1]))
        )
    near = [link for link in links.values() if not known or known[0] in (link.source, link.target)]
    terms = [link for link in near if "d:" not in (link.source[:2], link.target[:2])] or near
    if not terms:
        if known:
            return start_sentence(say("{name} in de teksten", name=name(known[0])))
        return say("De knopen van deze keuze")
    best = strongest_links(terms, filters)[0]
    if known:
        other = best.target if best.source == known[0] else best.source
        return start_sentence(say("{name} hangt het sterkst samen met {other}", name=name(known[0]), other=name(other)))
    return start_sentence(
        say("{first} en {second} hangen het sterkst samen", first=name(best.source), second=name(best.target))
    )


def make_caption(
    view: View,
    material: Material,
    filters: Filters,
    documents: Sequence[Document],
    nodes: Mapping[str, Node],
    date: str,
    fingerprint: str,
) -> tuple[str, ...]:
    """Return the filters in words, the documents with their years, and tool, date and corpus."""
    titles = {document.document_id: document.title for document in documents}
    labels = {node_id: node.label for node_id, node in nodes.items()}
    # Window, number of nodes and number of texts have words of their own in a caption.
    own_words = {"window", "max_nodes", "documents"} | ({"threshold"} if view.threshold <= 0 else set())
    chips = list_chips(filters, view.threshold, titles, labels)
    counted = (
        say("Banden zijn {shared}", shared=say(filters.unit[1]))
        if filters.is_derived
        else say(WINDOW_PHRASES[filters.window])
    )
    words = [counted, *(chip.text for chip in chips if chip.name not in own_words)]
    measure = say(MEASURE_WORDS[filters.measure])
    if filters.measure != "log_likelihood" and measure not in " ".join(words):
        words.append(say("sterkte in {measure}", measure=measure))
    n_nodes = len(view.nodes)
    total = max(view.n_possible, n_nodes)
    words.append(say("{n} van {total}", n=n_nodes, total=count_words(total, ("knoop", "knopen"))))
    n, n_all = len(material.documents), material.n_documents_in_all
    texts = (
        count_words(n, ("tekst", "teksten"))
        if n == n_all
        else say("{n} van {total}", n=n, total=count_words(n_all, ("tekst", "teksten")))
    )
    years = sorted({document.date[:4] for document in material.documents if document.date[:4].isdigit()})
    span = "" if not years else f", {years[0]}" if len(years) == 1 else f", {years[0]}–{years[-1]}"
    return (
        writable(", ".join(words)),
        texts + span,
        f"Begrippengraaf, {format_date(date)}, corpus {fingerprint}",
    )


def list_people(
    nodes: Iterable[Node], aliases: Mapping[str, Sequence[Alias]], documents: Iterable[Document]
) -> tuple[Person, ...]:
    """Return everybody whose name the graph holds: persons by number of mentions, then authors who are no node."""
    every = list(nodes)
    persons = sorted(
        (node for node in every if node.kind == "person"), key=lambda node: (-node.n_mentions, node.node_id)
    )
    people = []
    known: set[str] = set()
    for node in persons:
        forms = dict.fromkeys([writable(node.label), *(alias.alias for alias in aliases.get(node.node_id, ()))])
        known.update(form.casefold() for form in forms)
        people.append(Person(node.node_id, tuple(form for form in forms if form)))
    authors = sorted({writable(author) for document in documents for author in document.authors})
    bodies = {node.label.casefold() for node in every if node.kind in ("organisation", "place")}
    people.extend(
        Person("", (author,))
        for author in authors
        if author.casefold() not in known | bodies and COLLECTIVE.isdisjoint(author.casefold().split())
    )
    return tuple(people)


def _read_aliases(graph: GraphFile) -> dict[str, tuple[Alias, ...]]:
    held: dict[str, list[Alias]] = {}
    for row in graph.iterate("aliases", "node_id, n_mentions DESC, alias"):
        alias = Alias(row["node_id"], writable(row["alias"]), row["n_mentions"], row["reason"])
        held.setdefault(alias.node_id, []).append(alias)
    return {node_id: tuple(found) for node_id, found in held.items()}


def _clean_view(view: View) -> View:
    return replace(
        view,
        nodes=tuple(
            replace(node, label=writable(node.label), reason=writable(node.reason), theme=writable(node.theme))
            for node in view.nodes
        ),
    )


def _clean_node(node: Node) -> Node:
    return replace(
        node,
        label=writable(node.label),
        theme=writable(node.theme),
        definition=writable(node.definition),
        role=writable(node.role),
    )


def _clean_document(document: Document) -> Document:
    return replace(
        document,
        title=writable(document.title),
        authors=tuple(writable(author) for author in document.authors),
        publication=writable(document.publication),
        url=writable(document.url),
        source=writable(document.source),
    )
