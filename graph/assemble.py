"""From the finds in each document to the graph of the whole corpus: nodes, links, evidence and places."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from graph.layout import make_positions
from graph.links import adjust_by_family, count_pairs, measure_pairs
from graph.mentions import drop_nested
from graph.network import make_network
from graph.nodes import NodeFacts, make_aliases, make_nodes
from graph.people import resolve_people, resolve_things
from graph.proposals import choose_proposals
from graph.rows import WINDOWS, Alias, Document, Kind, Link, Mention, Node, Passage, Sentence, Window, make_slug
from graph.thesaurus import Thesaurus
from graph.view import opening_view

TELLING = 3.84
"""Log-likelihood from which a link pulls on the map: 5 % of the chi-square distribution with one degree of freedom."""

Inside = tuple[Sequence[Passage], Sequence[Sentence], Sequence[Mention]]
Columns = dict[str, Sequence[object]]


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
    famous: Mapping[str, str],
    former_positions: Mapping[str, tuple[float, float]],
) -> Assembled:
    """Return the tables of the graph.

    Args:
        documents: the documents that were read.
        inside: for each document its passages, sentences and mentions; names and candidates do not know their node yet.
        thesaurus: gives known concepts their label, theme and definition.
        famous: names by which public figures are known, with their full names.
        former_positions: places that nodes had in an earlier build and keep.
    """
    raw = [mention for _, _, mentions in inside for mention in mentions]
    mentions, facts = _settle(documents, raw, thesaurus, famous)
    counted = [mention for mention in mentions if mention.node_id]
    nodes = make_nodes(documents, counted, facts)
    linked = _link(documents, inside, counted, nodes)
    shown = [link for link in linked.rows if link.window == "sentence"]
    positions = _place(nodes, shown, former_positions)
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
    documents: Sequence[Document], raw: Sequence[Mention], thesaurus: Thesaurus, famous: Mapping[str, str]
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
        resolved = resolve_people(raw, famous) if kind == "person" else resolve_things(raw, kind)
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
            settled.append(replace(mention, node_id=node_of[mention.mention_id]))
    standing = {mention.mention_id for mention in drop_nested([mention for mention in settled if mention.node_id])}
    return [
        mention if not mention.node_id or mention.mention_id in standing else replace(mention, node_id="")
        for mention in settled
    ], facts


@dataclass(frozen=True, slots=True)
class _Linked:
    rows: list[Link]
    n_windows: dict[Window, int]
    windows: Columns
    marginals: Columns
    links: Columns
    evidence: Columns


def _link(
    documents: Sequence[Document], inside: Sequence[Inside], counted: Sequence[Mention], nodes: Sequence[Node]
) -> _Linked:
    number = {node.node_id: place for place, node in enumerate(nodes)}
    family = ["proposed" if node.status == "proposed" else node.kind for node in nodes]
    rows: list[Link] = []
    n_windows: dict[Window, int] = {}
    windows: dict[str, list[object]] = {"document_id": [], "window": [], "n_windows": []}
    marginals: dict[str, list[object]] = {"node_id": [], "window": [], "document_id": [], "n_windows": []}
    evidence: dict[str, list[object]] = {"link_id": [], "document_id": [], "window_id": []}
    for window in WINDOWS:
        ids, owners = _window_ids(documents, inside, window)
        members: dict[str, set[int]] = {
            window_id: {number[owner]} for window_id, owner in zip(ids, owners, strict=True)
        }
        for mention in counted:
            members[_window_of(mention, window)].add(number[mention.node_id])
        found = count_pairs([members[window_id] for window_id in ids], len(nodes))
        n_windows[window] = found.n_windows
        _count_by_document(window, owners, [members[window_id] for window_id in ids], nodes, windows, marginals)
        measures = measure_pairs(
            found.count, found.marginals[found.source], found.marginals[found.target], found.n_windows
        )
        q_values = adjust_by_family(
            measures.p_value, (found.source, found.target), family, found.marginals, found.n_windows
        )
        n_documents = _count_documents(found.pair.tolist(), [owners[place] for place in found.window.tolist()])
        first_id = len(rows)
        for place in range(len(found.source)):
            rows.append(
                Link(
                    source=nodes[int(found.source[place])].node_id,
                    target=nodes[int(found.target[place])].node_id,
                    window=window,
                    count=int(found.count[place]),
                    npmi=float(measures.npmi[place]),
                    log_likelihood=float(measures.log_likelihood[place]),
                    association_strength=float(measures.association_strength[place]),
                    jaccard=float(measures.jaccard[place]),
                    q_value=float(q_values[place]),
                    expected=float(measures.expected[place]),
                    n_documents=n_documents[place],
                )
            )
        evidence["link_id"].extend((found.pair + first_id).tolist())
        evidence["document_id"].extend(owners[place] for place in found.window.tolist())
        evidence["window_id"].extend(ids[place] for place in found.window.tolist())
    names = list(Link.__dataclass_fields__)
    links: Columns = {"link_id": list(range(len(rows)))}
    links |= {name: [getattr(row, name) for row in rows] for name in names}
    return _Linked(rows, n_windows, dict(windows), dict(marginals), links, dict(evidence))


def _window_ids(documents: Sequence[Document], inside: Sequence[Inside], window: Window) -> tuple[list[str], list[str]]:
    """Return the ids of all windows and of the documents that they belong to."""
    pairs: list[tuple[str, str]] = []
    for document, (passages, sentences, _) in zip(documents, inside, strict=True):
        owner = document.document_id
        if window == "sentence":
            pairs.extend((sentence.sentence_id, owner) for sentence in sentences)
        elif window == "paragraph":
            pairs.extend((passage.passage_id, owner) for passage in passages if passage.kind != "comment")
        else:
            pairs.append((owner, owner))
    return [window_id for window_id, _ in pairs], [owner for _, owner in pairs]


def _window_of(mention: Mention, window: Window) -> str:
    if window == "sentence":
        return mention.sentence_id
    return mention.passage_id if window == "paragraph" else mention.document_id


def _count_by_document(
    window: Window,
    owners: Sequence[str],
    members: Sequence[set[int]],
    nodes: Sequence[Node],
    windows: dict[str, list[object]],
    marginals: dict[str, list[object]],
) -> None:
    n_here: dict[str, int] = {}
    counts: dict[tuple[str, int], int] = {}
    for owner, inside in zip(owners, members, strict=True):
        n_here[owner] = n_here.get(owner, 0) + 1
        for place in inside:
            counts[owner, place] = counts.get((owner, place), 0) + 1
    for owner, count in sorted(n_here.items()):
        windows["document_id"].append(owner)
        windows["window"].append(window)
        windows["n_windows"].append(count)
    for (owner, place), count in sorted(counts.items()):
        row: dict[str, object] = {
            "node_id": nodes[place].node_id,
            "window": window,
            "document_id": owner,
            "n_windows": count,
        }
        for name, value in row.items():
            marginals[name].append(value)


def _count_documents(pairs: Sequence[int], owners: Sequence[str]) -> list[int]:
    found: dict[int, set[str]] = {}
    for pair, owner in zip(pairs, owners, strict=True):
        found.setdefault(pair, set()).add(owner)
    return [len(found[pair]) for pair in sorted(found)]


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
