"""What is thin: links that are strong on paper but rest on a single text or author, or that fall without one text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from graph.insights.counts import LEAST_EVIDENCE, Counts, Weighed
from graph.insights.without import measure_without_each

FEWEST_SHARED = 2
"""Shared windows from which a link is worth telling: one sentence is no claim."""


@dataclass(frozen=True, slots=True)
class ThinLink:
    """A link that rests on little.

    ``documents``: all documents that it rests on; ``author``: the only author, '' if there are several, or if it rests
    on a single document. ``elsewhere``: other documents that name both, without bringing them together.
    ``leans_on``: the document without which nothing is left of it, '' if it rests on a single one or on one author.
    """

    source: str
    target: str
    count: int
    expected: float
    strength: float
    documents: tuple[str, ...]
    author: str
    elsewhere: int
    leans_on: str = ""


@dataclass(frozen=True, slots=True)
class Thinness:
    """Thin links, the strongest first, out of ``n_links`` that were looked at.

    ``one_author``: all documents are by one author (or none has one), so that authors tell nothing.
    ``n_leaning``: links on several documents, of several authors, that fall when one document is left out.
    """

    links: tuple[ThinLink, ...]
    n_links: int
    n_one_document: int
    n_one_author: int
    one_author: bool
    n_leaning: int = 0


def find_thin_links(counts: Counts, weighed: Weighed) -> Thinness:
    """Return the links of at least ``FEWEST_SHARED`` windows that rest on one document, on documents of one author, or
    that do not stand when the document they need most is left out (leave-one-out).

    Documents without an author count as by nobody in particular: a link that rests on one of them has no single author.
    """
    authors = {author for document in counts.documents for author in document.authors}
    enough = np.flatnonzero(weighed.count >= FEWEST_SHARED)
    found: list[ThinLink] = []
    for link in enough:
        first, second = weighed.edges[link]
        shared = counts.shared[[weighed.place[link]]].toarray()[0]
        held = shared > 0
        documents = [counts.documents[place] for place in np.flatnonzero(held)]
        author = _only_author([document.authors for document in documents]) if len(authors) > 1 else ""
        one, other = counts.marginals[first], counts.marginals[second]
        leans_on = ""
        if len(documents) > 1 and not author:
            left = measure_without_each(shared, one, other, counts.n_windows)[2]
            worst = min(np.flatnonzero(held), key=lambda place: (left[place], counts.documents[place].document_id))
            if left[worst] >= LEAST_EVIDENCE:
                continue
            leans_on = counts.documents[worst].document_id
        found.append(
            ThinLink(
                source=counts.nodes[first].node_id,
                target=counts.nodes[second].node_id,
                count=int(weighed.count[link]),
                expected=float(weighed.expected[link]),
                strength=float(weighed.strength[link]),
                documents=tuple(document.document_id for document in documents),
                author=author if len(documents) > 1 else "",
                elsewhere=int(((one > 0) & (other > 0) & ~held).sum()),
                leans_on=leans_on,
            )
        )
    found.sort(key=lambda thin: (-thin.strength, thin.source, thin.target))
    n_leaning, n_one_author = sum(bool(thin.leans_on) for thin in found), sum(bool(thin.author) for thin in found)
    return Thinness(
        links=tuple(found),
        n_links=len(enough),
        n_one_document=len(found) - n_one_author - n_leaning,
        n_one_author=n_one_author,
        one_author=len(authors) <= 1,
        n_leaning=n_leaning,
    )


def _only_author(authors: Sequence[tuple[str, ...]]) -> str:
    everyone = set(authors)
    if len(everyone) == 1:
        (names,) = everyone
        return names[0] if len(names) == 1 else ""
    return ""
