"""Mentions → which nodes share which windows, as the columns of the tables links, evidence, marginals and windows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graph.links import IntArray, WindowedPairs, adjust_by_family, count_pairs, measure_pairs
from graph.rows import WINDOWS, Document, Link, Mention, Node, Passage, Sentence, Window

Inside = tuple[Sequence[Passage], Sequence[Sentence], Sequence[Mention]]
"""What stands in one document."""
Columns = Mapping[str, Sequence[Any] | NDArray[Any]]
"""A table by column; all columns are equally long."""


@dataclass(frozen=True, slots=True)
class Linked:
    """The tables of links of a corpus, and the links within a sentence as rows."""

    sentence_links: list[Link]
    n_windows: dict[Window, int]
    windows: Columns
    marginals: Columns
    links: Columns
    evidence: Columns


def link_nodes(
    documents: Sequence[Document], inside: Sequence[Inside], mentions: Sequence[Mention], nodes: Sequence[Node]
) -> Linked:
    """Return all links between nodes, in every kind of window, with what they rest on.

    Args:
        documents: the documents.
        inside: passages, sentences and mentions of each document; comments of readers hold no windows.
        mentions: the mentions that count, each with its node.
        nodes: all nodes, by node id; a document is a node that is in each of its own windows.
    """
    number = {node.node_id: place for place, node in enumerate(nodes)}
    names = _texts([node.node_id for node in nodes])
    family = ["proposed" if node.status == "proposed" else node.kind for node in nodes]
    parts: dict[str, list[dict[str, NDArray[Any]]]] = {"windows": [], "marginals": [], "links": [], "evidence": []}
    n_windows: dict[Window, int] = {}
    n_links = 0
    for window in WINDOWS:
        ids, owners = _list_windows(documents, inside, window)
        members: dict[str, set[int]] = {place: {number[owner]} for place, owner in zip(ids, owners, strict=True)}
        for mention in mentions:
            members[_window_of(mention, window)].add(number[mention.node_id])
        sets = [members[window_id] for window_id in ids]
        found = count_pairs(sets, len(nodes))
        n_windows[window] = found.n_windows
        owner_numbers = np.array([number[owner] for owner in owners], dtype=np.int64)
        parts["windows"].append(_window_rows(window, owner_numbers, names))
        parts["marginals"].append(_marginal_rows(window, owner_numbers, sets, names))
        parts["links"].append(_link_rows(window, found, family, names, owner_numbers, n_links))
        parts["evidence"].append(
            {
                "link_id": found.pair + n_links,
                "document_id": names[owner_numbers[found.window]],
                "window_id": _texts(ids)[found.window],
            }
        )
        n_links += len(found.source)
    tables: dict[str, Columns] = {
        table: {name: np.concatenate([part[name] for part in found_parts]) for name in found_parts[0]}
        for table, found_parts in parts.items()
    }
    return Linked(
        sentence_links=_as_rows(parts["links"][WINDOWS.index("sentence")]),
        n_windows=n_windows,
        windows=tables["windows"],
        marginals=tables["marginals"],
        links=tables["links"],
        evidence=tables["evidence"],
    )


def _texts(values: Sequence[str]) -> NDArray[Any]:
    array = np.empty(len(values), dtype=object)
    array[:] = values
    return array


def _list_windows(
    documents: Sequence[Document], inside: Sequence[Inside], window: Window
) -> tuple[list[str], list[str]]:
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


def _window_rows(window: Window, owners: IntArray, names: NDArray[Any]) -> dict[str, NDArray[Any]]:
    documents, counts = np.unique(owners, return_counts=True)
    return {"document_id": names[documents], "window": _texts([window] * len(documents)), "n_windows": counts}


def _marginal_rows(
    window: Window, owners: IntArray, members: Sequence[set[int]], names: NDArray[Any]
) -> dict[str, NDArray[Any]]:
    """Return for every node and document in how many of the document's windows the node is."""
    sizes = np.array([len(inside) for inside in members], dtype=np.int64)
    nodes = np.array([node for inside in members for node in sorted(inside)], dtype=np.int64)
    pairs = np.column_stack([np.repeat(owners, sizes), nodes])
    rows, counts = np.unique(pairs, axis=0, return_counts=True)
    return {
        "node_id": names[rows[:, 1]],
        "window": _texts([window] * len(rows)),
        "document_id": names[rows[:, 0]],
        "n_windows": counts,
    }


def _link_rows(
    window: Window,
    found: WindowedPairs,
    family: Sequence[str],
    names: NDArray[Any],
    owners: IntArray,
    first_id: int,
) -> dict[str, NDArray[Any]]:
    measures = measure_pairs(found.count, found.marginals[found.source], found.marginals[found.target], found.n_windows)
    q_values = adjust_by_family(
        measures.p_value, (found.source, found.target), family, found.marginals, found.n_windows
    )
    # Evidence is sorted by pair, then window, and windows stand by document: a change of owner is another document.
    owner = owners[found.window]
    opens = np.ones(len(owner), dtype=bool)
    opens[1:] = (found.pair[1:] != found.pair[:-1]) | (owner[1:] != owner[:-1])
    return {
        "link_id": np.arange(len(found.source)) + first_id,
        "source": names[found.source],
        "target": names[found.target],
        "window": _texts([window] * len(found.source)),
        "count": found.count,
        "npmi": measures.npmi,
        "log_likelihood": measures.log_likelihood,
        "association_strength": measures.association_strength,
        "jaccard": measures.jaccard,
        "q_value": q_values,
        "expected": measures.expected,
        "n_documents": np.bincount(found.pair[opens], minlength=len(found.source)),
    }


def _as_rows(columns: Mapping[str, NDArray[Any]]) -> list[Link]:
    fields = list(Link.__dataclass_fields__)
    return [Link(*values) for values in zip(*(columns[name].tolist() for name in fields), strict=True)]
