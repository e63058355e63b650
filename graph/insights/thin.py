"""What is thin: links that are strong on paper but rest on a single text, or on a single author."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from graph.insights.counts import Counts, Weighed

FEWEST_SHARED = 2
"""Shared windows from which a link is worth telling: one sentence is no claim."""


@dataclass(frozen=True, slots=True)
class ThinLink:
    """A link that rests on little.

    ``documents``: all documents that it rests on; ``author``: the only author, '' if it rests on a single document.
    ``elsewhere``: other documents that name both, without bringing them together.
    """

    source: str
    target: str
    count: int
    expected: float
    strength: float
    documents: tuple[str, ...]
    author: str
    elsewhere: int


@dataclass(frozen=True, slots=True)
class Thinness:
    """Thin links, the strongest first, out of ``n_links`` that were looked at.

    ``one_author``: all documents are by one author (or none has one), so that authors tell nothing.
    """

    links: tuple[ThinLink, ...]
    n_links: int
    n_one_document: int
    n_one_author: int
    one_author: bool


def find_thin_links(counts: Counts, weighed: Weighed) -> Thinness:
    """Return the links of at least ``FEWEST_SHARED`` windows that rest on one document, or on documents of one author.

    Documents without an author count as by nobody in particular: a link that rests on one of them has no single author.
    """
    authors = {author for document in counts.documents for author in document.authors}
    enough = np.flatnonzero(weighed.count >= FEWEST_SHARED)
    found: list[ThinLink] = []
    for link in enough:
        held = counts.shared[[weighed.place[link]]].toarray()[0] > 0
        documents = [counts.documents[place] for place in np.flatnonzero(held)]
        author = _only_author([document.authors for document in documents]) if len(authors) > 1 else ""
        if len(documents) > 1 and not author:
            continue
        first, second = weighed.edges[link]
        both = (counts.marginals[first] > 0) & (counts.marginals[second] > 0)
        found.append(
            ThinLink(
                source=counts.nodes[first].node_id,
                target=counts.nodes[second].node_id,
                count=int(weighed.count[link]),
                expected=float(weighed.expected[link]),
                strength=float(weighed.strength[link]),
                documents=tuple(document.document_id for document in documents),
                author=author if len(documents) > 1 else "",
                elsewhere=int((both & ~held).sum()),
            )
        )
    found.sort(key=lambda thin: (-thin.strength, thin.source, thin.target))
    return Thinness(
        links=tuple(found),
        n_links=len(enough),
        n_one_document=sum(not thin.author for thin in found),
        n_one_author=sum(bool(thin.author) for thin in found),
        one_author=len(authors) <= 1,
    )


def _only_author(authors: Sequence[tuple[str, ...]]) -> str:
    everyone = set(authors)
    if len(everyone) == 1:
        (names,) = everyone
        return names[0] if len(names) == 1 else ""
    return ""
