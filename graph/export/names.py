"""Hide persons in a whole bundle: labels, ids, evidence, titles, authors, captions and whatever describes a text."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from graph.export.bundle import Bundle
from graph.export.hider import NameHider
from graph.rows import Alias, Document, Excerpt, Link, Node
from graph.view import View
from graph.wording import clean_label

LABEL_LENGTH = 30  # the picture's labels are cut at as many characters


def remove_names(bundle: Bundle) -> Bundle:
    """Return the bundle with 'persoon N' for every person, also for those whom the view does not draw.

    The numbers go by how often the whole graph names somebody, so that all exports of one graph agree.
    """
    hider = NameHider(bundle.people, bundle.other_names)
    ids = _rename_ids(hider, bundle)

    def rename(node_id: str) -> str:
        return ids.get(node_id) or hider.identifier(node_id)

    nodes = {ids[node_id]: _hide_node(hider, node, ids[node_id]) for node_id, node in bundle.nodes.items()}
    return replace(
        bundle,
        view=_hide_view(hider, bundle.view, rename, nodes),
        title=hider.text(bundle.title, running=True),
        remark=hider.text(bundle.remark, running=True),
        note=hider.text(bundle.note, running=True),
        sentence=hider.text(bundle.sentence, running=True),
        caption=tuple(hider.text(line) for line in bundle.caption),
        documents=tuple(_hide_document(hider, document, rename) for document in bundle.documents),
        links={(rename(a), rename(b)): _hide_link(link, rename) for (a, b), link in bundle.links.items()},
        node_excerpts={
            rename(node_id): _hide_excerpts(hider, excerpts, rename)
            for node_id, excerpts in bundle.node_excerpts.items()
        },
        link_excerpts={
            (rename(a), rename(b)): _hide_excerpts(hider, excerpts, rename)
            for (a, b), excerpts in bundle.link_excerpts.items()
        },
        nodes=nodes,
        aliases={
            rename(node_id): _hide_aliases(hider, node_id, rename(node_id), aliases)
            for node_id, aliases in bundle.aliases.items()
        },
        filters=replace(
            bundle.filters,
            documents=None if bundle.filters.documents is None else tuple(map(rename, bundle.filters.documents)),
            themes=None if bundle.filters.themes is None else tuple(map(hider.text, bundle.filters.themes)),
            hidden=frozenset(map(rename, bundle.filters.hidden)),
            authors=None
            if bundle.filters.authors is None
            else tuple(hide_author(hider, author) for author in bundle.filters.authors),
            groups=None if bundle.filters.groups is None else tuple(map(rename, bundle.filters.groups)),
            focus=tuple(map(rename, bundle.filters.focus)),
            path=tuple(map(rename, bundle.filters.path)),
            opened=tuple(map(rename, bundle.filters.opened)),
        ),
        selection=tuple(map(rename, bundle.selection)),
        people=(),
        other_names=(),
        shared={(rename(a), rename(b)): tuple(map(hider.text, held)) for (a, b), held in bundle.shared.items()},
    )


def spell_typed(bundle: Bundle) -> Bundle:
    """Return the bundle with the names in what somebody typed spelled as the texts do, so that they can be hidden."""
    spelled = NameHider(bundle.people, bundle.other_names).spelled
    return replace(bundle, title=spelled(bundle.title), remark=spelled(bundle.remark), note=spelled(bundle.note))


def _rename_ids(hider: NameHider, bundle: Bundle) -> dict[str, str]:
    """Return the new id of every node and document, all different."""
    known = {
        *bundle.nodes,
        *(node.node_id for node in bundle.view.nodes),
        *(document.document_id for document in bundle.documents),
        *(excerpt.document_id for held in bundle.node_excerpts.values() for excerpt in held),
        *(excerpt.document_id for held in bundle.link_excerpts.values() for excerpt in held),
    }
    ids: dict[str, str] = {}
    used: set[str] = set()
    for node_id in sorted(known):
        number = hider.number(node_id)
        new = wanted = f"p:persoon-{number}" if number else hider.identifier(node_id)
        again = 2
        while new in used:
            new = f"{wanted}-{again}"
            again += 1
        used.add(new)
        ids[node_id] = new
    return ids


Rename = Callable[[str], str]


def _hide_node(hider: NameHider, node: Node, node_id: str) -> Node:
    number = hider.number(node.node_id)
    return replace(
        node,
        node_id=node_id,
        label=f"persoon {number}" if number else hider.text(node.label, running=node.kind == "document"),
        theme=hider.text(node.theme),
        definition=hider.text(node.definition, running=True),
        role=hider.text(node.role),
    )


def _hide_view(hider: NameHider, view: View, rename: Rename, nodes: Mapping[str, Node]) -> View:
    def label(node_id: str, drawn: str) -> str:
        # The drawn label may be cut in the middle of a name; the whole one is not.
        node = nodes.get(rename(node_id))
        return clean_label(node.label, LABEL_LENGTH) if node else hider.text(drawn)

    return replace(
        view,
        nodes=tuple(
            replace(
                node,
                node_id=rename(node.node_id),
                label=label(node.node_id, node.label),
                theme=hider.text(node.theme),
                reason=hider.text(node.reason),
            )
            for node in view.nodes
        ),
        links=tuple(
            replace(link, source=rename(link.source), target=rename(link.target), reason=hider.text(link.reason))
            for link in view.links
        ),
        legend=tuple(
            replace(
                entry,
                text=hider.text(entry.text),
                theme=None if entry.theme is None else hider.text(entry.theme),
                group=None if entry.group is None else hider.text(hider.identifier(entry.group)),
            )
            for entry in view.legend
        ),
        routes=tuple(tuple(map(rename, route)) for route in view.routes),
    )


def _hide_link(link: Link, rename: Rename) -> Link:
    return replace(link, source=rename(link.source), target=rename(link.target))


def hide_author(hider: NameHider, author: str) -> str:
    """Return the author as 'persoon N', whatever initials and titles stand around the name."""
    hidden = hider.text(author)
    found = re.search(r"persoon \d+|een persoon", hidden) if hidden != author else None
    return found.group() if found else hidden


def _hide_document(hider: NameHider, document: Document, rename: Rename) -> Document:
    return replace(
        document,
        document_id=rename(document.document_id),
        title=hider.text(document.title, running=True),
        authors=tuple(hide_author(hider, author) for author in document.authors),
        publication=hider.text(document.publication),
        url=hider.identifier(document.url),
        source=hider.text(document.source),
        path=hider.identifier(document.path),
    )


def _hide_excerpts(hider: NameHider, excerpts: Sequence[Excerpt], rename: Rename) -> tuple[Excerpt, ...]:
    return tuple(_hide_excerpt(hider, excerpt, rename) for excerpt in excerpts)


def _hide_excerpt(hider: NameHider, excerpt: Excerpt, rename: Rename) -> Excerpt:
    text, marks = hider.marked(excerpt.text, excerpt.marks)
    document_id = rename(excerpt.document_id)

    def inside(name: str) -> str:
        if name.startswith(excerpt.document_id):
            return document_id + name[len(excerpt.document_id) :]
        return hider.identifier(name)

    return Excerpt(
        window_id=inside(excerpt.window_id),
        document_id=document_id,
        title=hider.text(excerpt.title, running=True),
        authors=tuple(hide_author(hider, author) for author in excerpt.authors),
        date=excerpt.date,
        passage_id=inside(excerpt.passage_id),
        text=text,
        marks=tuple(mark._replace(node_id=rename(mark.node_id)) for mark in marks),
    )


def _hide_aliases(hider: NameHider, old: str, new: str, aliases: Sequence[Alias]) -> tuple[Alias, ...]:
    number = hider.number(old)
    if number:
        total = sum(alias.n_mentions for alias in aliases)
        return (Alias(new, f"persoon {number}", total, "naam weggelaten"),)
    return tuple(Alias(new, hider.text(alias.alias), alias.n_mentions, hider.text(alias.reason)) for alias in aliases)
