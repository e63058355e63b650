"""Mentions that know their node → the nodes, and the forms in which each occurs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from graph.rows import Alias, Document, Kind, Mention, Node, Status


@dataclass(frozen=True, slots=True)
class NodeFacts:
    """What is known of a node besides its mentions. ``forms`` maps a way of writing to why it counts as this node."""

    kind: Kind
    label: str
    status: Status = "known"
    theme: str = ""
    definition: str = ""
    role: str = ""
    forms: Mapping[str, str] | None = None


def make_nodes(
    documents: Sequence[Document], mentions: Iterable[Mention], facts: Mapping[str, NodeFacts]
) -> list[Node]:
    """Return a node for every document and for everything mentioned, by node id."""
    counts: Counter[str] = Counter()
    places: dict[str, set[str]] = {}
    inside: Counter[str] = Counter()
    for mention in mentions:
        if mention.node_id:
            counts[mention.node_id] += 1
            places.setdefault(mention.node_id, set()).add(mention.document_id)
            inside[mention.document_id] += 1
    nodes = [
        Node(document.document_id, "document", document.title, inside[document.document_id], 1)
        for document in documents
    ]
    for node_id, count in counts.items():
        fact = facts[node_id]
        nodes.append(
            Node(
                node_id=node_id,
                kind=fact.kind,
                label=fact.label,
                n_mentions=count,
                n_documents=len(places[node_id]),
                status=fact.status,
                theme=fact.theme,
                definition=fact.definition,
                role=fact.role,
            )
        )
    return sorted(nodes, key=lambda node: node.node_id)


def make_aliases(mentions: Iterable[Mention], facts: Mapping[str, NodeFacts]) -> list[Alias]:
    """Return the forms of every mentioned node with their numbers, and the known forms that do not occur (0 times).

    Forms that differ in capitals only are one, written as they are written most.
    """
    forms: dict[str, dict[str, Counter[str]]] = {}
    for mention in mentions:
        if mention.node_id:
            written = forms.setdefault(mention.node_id, {}).setdefault(_fold(mention.surface), Counter())
            written[mention.surface] += 1
    aliases: list[Alias] = []
    for node_id, by_form in forms.items():
        fact = facts[node_id]
        reasons = {_fold(form): (form, reason) for form, reason in (fact.forms or {}).items()}
        for folded, written in by_form.items():
            surface = min(written, key=lambda form: (-written[form], form))
            reason = reasons[folded][1] if folded in reasons else _default_reason(fact, surface)
            aliases.append(Alias(node_id, surface, written.total(), reason))
        for folded, (form, reason) in reasons.items():
            if folded not in by_form:
                aliases.append(Alias(node_id, form, 0, reason))
    return sorted(aliases, key=lambda alias: (alias.node_id, -alias.n_mentions, alias.alias))


def _fold(form: str) -> str:
    return form.replace("’", "'").casefold()


def _default_reason(fact: NodeFacts, surface: str) -> str:
    if fact.kind != "concept":
        return "zo geschreven"
    is_short = len(surface) > 1 and " " not in surface and surface[1:] != surface[1:].lower() and len(surface) <= 10
    return "afkorting" if is_short and not fact.label.isupper() else "verbogen vorm"
