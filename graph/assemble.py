"""From the finds in each document to the graph of the whole corpus: nodes, links, evidence and places."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from graph.cooccurrence import Columns, Inside, link_nodes
from graph.language.spreading import is_spread, spread_abbreviations
from graph.layout import make_positions
from graph.mentions import drop_nested
from graph.network import make_network
from graph.nodes import NodeFacts, make_aliases, make_nodes
from graph.people import NameLexicon, resolve_people, resolve_things
from graph.proposals import choose_proposals
from graph.rows import Alias, Document, Kind, Link, Mention, Node, Window, make_slug
from graph.thesaurus import Thesaurus
from graph.view import opening_view

TELLING = 3.84
"""Log-likelihood from which a link pulls on the map: 5 % of the chi-square distribution with one degree of freedom."""


@dataclass(frozen=True, slots=True)
class Assembled:
    """The tables that only the whole corpus can fill. ``mentions`` holds the candidates too, without a node."""

    mentions: list[Mention]
    counted: list[Mention]
    nodes: list[Node]
    aliases: list[Alias]
    n_windows: dict[Window, int]
    windows: Columns
    marginals: Columns
    links: Columns
    evidence: Columns
    positions: Columns


def assemble(
    documents: Sequence[Document],
    inside: Sequence[Inside],
    thesaurus: Thesaurus,
    names: NameLexicon,
    former_positions: Mapping[str, tuple[float, float]],
) -> Assembled:
    """Return the tables of the graph.

    Args:
        documents: the documents that were read.
        inside: for each document its passages, sentences and mentions; names and candidates do not know their node yet.
        thesaurus: gives known concepts their label, theme and definition.
        names: the lists of names, by which persons are told apart.
        former_positions: places that nodes had in an earlier build and keep.
    """
    raw = [mention for _, _, mentions in inside for mention in mentions if not is_spread(mention)]
    raw += spread_abbreviations(documents, inside)
    texts = {passage.passage_id: passage.text for passages, _, _ in inside for passage in passages}
    mentions, facts = _settle(documents, raw, thesaurus, names, texts)
    counted = [mention for mention in mentions if mention.node_id]
    nodes = make_nodes(documents, counted, facts)
    linked = link_nodes(documents, inside, counted, nodes)
    positions = _place(nodes, linked.sentence_links, former_positions)
    return Assembled(
        mentions=mentions,
        counted=counted,
        nodes=nodes,
        aliases=make_aliases(counted, facts),
        n_windows=linked.n_windows,
        windows=linked.windows,
        marginals=linked.marginals,
        links=linked.links,
        evidence=linked.evidence,
        positions={
            "node_id": list(positions),
            "x": [x for x, _ in positions.values()],
            "y": [y for _, y in positions.values()],
        },
    )


def _settle(
    documents: Sequence[Document],
    raw: Sequence[Mention],
    thesaurus: Thesaurus,
    names: NameLexicon,
    texts: Mapping[str, str],
) -> tuple[list[Mention], dict[str, NodeFacts]]:
    """Give every mention its node; candidates that were not chosen keep an empty one."""
    facts: dict[str, NodeFacts] = {}
    for concept in thesaurus.concepts:
        forms = {concept.label: "voorkeursterm"} | dict.fromkeys(concept.alt_labels, "andere term")
        facts[concept.concept_id] = NodeFacts(
            "concept", concept.label, theme=concept.theme, definition=concept.definition, forms=forms
        )
    node_of: dict[str, str] = {}
    kinds: tuple[Kind, ...] = ("person", "organisation", "place")
    for kind in kinds:
        resolved = resolve_people(raw, names, texts) if kind == "person" else resolve_things(raw, kind)
        node_of.update(resolved.node_ids)
        written: dict[str, dict[str, str]] = {}
        for alias in resolved.aliases:
            written.setdefault(alias.node_id, {})[alias.alias] = alias.reason
        for node_id, label in resolved.labels.items():
            role = resolved.roles.get(node_id, "")
            facts[node_id] = NodeFacts(kind, label, role=role, forms=written.get(node_id, {}))
    candidates = [mention for mention in raw if mention.kind == "concept" and not mention.node_id]
    chosen: dict[str, str] = {}
    n_words = sum(document.n_words for document in documents)
    for proposal in choose_proposals(candidates, n_words, len(documents)):
        node_id = "c:" + make_slug(proposal.label)
        if node_id not in facts:
            chosen[proposal.lemma] = node_id
            facts[node_id] = NodeFacts("concept", proposal.label, status="proposed", forms={})
    settled = []
    for mention in raw:
        if mention.node_id:
            settled.append(mention)
        elif mention.kind == "concept":
            settled.append(replace(mention, node_id=chosen.get(mention.name, "")))
        else:
            settled.append(replace(mention, node_id=node_of.get(mention.mention_id, "")))
    standing = {mention.mention_id for mention in drop_nested([mention for mention in settled if mention.node_id])}
    return [
        mention if not mention.node_id or mention.mention_id in standing else replace(mention, node_id="")
        for mention in settled
    ], facts


def _place(
    nodes: Sequence[Node], links: Sequence[Link], former: Mapping[str, tuple[float, float]]
) -> dict[str, tuple[float, float]]:
    first_look = opening_view(nodes, links)
    leading = [node.node_id for node in first_look.nodes]
    middle = set(leading)
    drawn = {(link.source, link.target) for link in first_look.links}
    # Among the leading nodes only what is drawn pulls: a reader takes nearness for a link.
    telling = [
        link
        for link in links
        if (link.source, link.target) in drawn
        or (link.count > link.expected and link.log_likelihood >= TELLING and not {link.source, link.target} <= middle)
    ]
    ranked = sorted(nodes, key=lambda node: (node.status, -node.n_documents, -node.n_mentions, node.node_id))
    return make_positions(make_network(nodes, telling), leading, [node.node_id for node in ranked], former)
