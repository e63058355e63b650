"""Make the passport of one term from the texts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

from graph.passport.definitions import find_definition
from graph.passport.dispersion import count_per_thousand, measure_dispersion
from graph.passport.shapes import Company, Definition, Form, InText, Passport, Step, Year
from graph.passport.texts import Texts
from graph.rows import Document, Mention, Window


def make_passport(texts: Texts, node_id: str, window: Window = "sentence") -> Passport:
    """Return the passport of a node that is no document.

    Args:
        texts: all texts.
        node_id: a node of them.
        window: what a neighbour must share with the term: a sentence or a paragraph.

    Raises:
        KeyError: there is no such node.
    """
    node = texts.nodes[node_id]
    mentions = texts.mentions.get(node_id, ())
    by_document: dict[str, list[Mention]] = {}
    for mention in mentions:
        by_document.setdefault(mention.document_id, []).append(mention)
    kept = _wanted_concepts(texts, mentions, node_id, window)
    held = tuple(
        InText(
            document=texts.documents[document_id],
            n_mentions=len(here),
            per_thousand=count_per_thousand(len(here), texts.documents[document_id].n_words),
            places=tuple(texts.place(mention) for mention in here),
            neighbours=_count_shared(texts, here, window, kept),
        )
        for document_id, here in by_document.items()
    )
    dated = [text for text in held if text.document.date]
    everywhere = list(texts.documents.values())
    counts = {text.document.document_id: text.n_mentions for text in held}
    return Passport(
        node=node,
        window=window,
        n_mentions=len(mentions),
        n_texts=len(everywhere),
        texts=held,
        silent=tuple(row for row in everywhere if row.date and row.document_id not in counts),
        dispersion=measure_dispersion(
            [counts.get(row.document_id, 0) for row in everywhere], [row.n_words for row in everywhere]
        ),
        forms=_list_forms(mentions),
        neighbours=_rank_neighbours(texts, held),
        people=_find_people(texts, mentions, node_id),
        steps=_list_steps(texts, dated),
        years=_list_years(everywhere, counts),
        definitions=_list_definitions(texts, mentions, node_id),
        first=texts.excerpt(by_document[dated[0].document.document_id][0].sentence_id, node_id) if dated else None,
        last=texts.excerpt(by_document[dated[-1].document.document_id][-1].sentence_id, node_id) if dated else None,
        n_undated=len(held) - len(dated),
    )


def _members(texts: Texts, mentions: Iterable[Mention], window: Window) -> dict[str, frozenset[str]]:
    """Return the windows that hold the mentions, each once, with the nodes in them."""
    if window == "sentence":
        return {mention.sentence_id: texts.in_sentence[mention.sentence_id] for mention in mentions}
    return {mention.passage_id: texts.in_passage[mention.passage_id] for mention in mentions}


def _wanted_concepts(texts: Texts, mentions: Sequence[Mention], node_id: str, window: Window) -> frozenset[str]:
    """Return the concepts that share a window with the term; proposed ones only where there are no others."""
    near = {other for members in _members(texts, mentions, window).values() for other in members} - {node_id}
    concepts = {other for other in near if other in texts.nodes and texts.nodes[other].kind == "concept"}
    known = {other for other in concepts if texts.nodes[other].status == "known"}
    return frozenset(known or concepts)


def _count_shared(texts: Texts, mentions: Sequence[Mention], window: Window, kept: frozenset[str]) -> dict[str, int]:
    counts: Counter[str] = Counter()
    for members in _members(texts, mentions, window).values():
        counts.update(members & kept)
    return {other: counts[other] for other in sorted(counts, key=lambda other: (-counts[other], other))}


def _rank_neighbours(texts: Texts, held: Sequence[InText]) -> tuple[Company, ...]:
    windows: Counter[str] = Counter()
    documents: Counter[str] = Counter()
    for text in held:
        windows.update(text.neighbours)
        documents.update(text.neighbours.keys())
    order = sorted(windows, key=lambda other: (-windows[other], -documents[other], other))
    return tuple(Company(other, texts.nodes[other].label, windows[other], documents[other]) for other in order)


def _list_forms(mentions: Iterable[Mention]) -> tuple[Form, ...]:
    """Return the ways of writing; those that differ in capitals or apostrophes are one, as it is written most."""
    written: dict[str, Counter[str]] = {}
    for mention in mentions:
        surface = " ".join(mention.surface.split())
        written.setdefault(surface.replace("’", "'").casefold(), Counter())[surface] += 1
    forms = [
        Form(min(surfaces, key=lambda surface: (-surfaces[surface], surface.swapcase())), surfaces.total())
        for surfaces in written.values()
    ]
    return tuple(sorted(forms, key=lambda form: (-form.n_mentions, form.text.casefold())))


def _find_people(texts: Texts, mentions: Sequence[Mention], node_id: str) -> tuple[Company, ...]:
    """Return the persons who share a sentence with the term, then those who share no more than a paragraph."""
    found: list[Company] = []
    seen = {node_id}
    windows: tuple[Window, ...] = ("sentence", "paragraph")
    for window in windows:
        counts: Counter[str] = Counter()
        documents: dict[str, set[str]] = {}
        for window_id, members in _members(texts, mentions, window).items():
            place = texts.sentences[window_id] if window == "sentence" else texts.passages[window_id]
            for other in members - seen:
                if other in texts.nodes and texts.nodes[other].kind == "person":
                    counts[other] += 1
                    documents.setdefault(other, set()).add(place.document_id)
        order = sorted(counts, key=lambda other: (-counts[other], texts.nodes[other].label.casefold(), other))
        found.extend(
            Company(other, texts.nodes[other].label, counts[other], len(documents[other]), window) for other in order
        )
        seen.update(counts)
    return tuple(found)


def _list_steps(texts: Texts, dated: Sequence[InText]) -> tuple[Step, ...]:
    """Return what changes from each dated text with the term to the next; texts of one date are one."""
    groups: dict[str, list[InText]] = {}
    for text in dated:
        groups.setdefault(text.document.date, []).append(text)
    steps: list[Step] = []
    for (before, earlier), (after, later) in pairwise(groups.items()):
        old, new = _add_up(earlier), _add_up(later)
        steps.append(
            Step(
                before=before,
                after=after,
                titles=tuple(text.document.title for text in later),
                gained=_companies(texts, new, new.keys() - old.keys()),
                lost=_companies(texts, old, old.keys() - new.keys()),
            )
        )
    return tuple(steps)


def _add_up(group: Iterable[InText]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for text in group:
        counts.update(text.neighbours)
    return counts


def _companies(texts: Texts, counts: Counter[str], chosen: Iterable[str]) -> tuple[Company, ...]:
    order = sorted(chosen, key=lambda other: (-counts[other], texts.nodes[other].label.casefold(), other))
    return tuple(Company(other, texts.nodes[other].label, counts[other], 1) for other in order)


def _list_years(documents: Iterable[Document], counts: dict[str, int]) -> tuple[Year, ...]:
    by_year: dict[str, list[Document]] = {}
    for document in documents:
        if document.date:
            by_year.setdefault(document.date[:4], []).append(document)
    years: list[Year] = []
    for year, held in sorted(by_year.items()):
        n = sum(counts.get(document.document_id, 0) for document in held)
        n_words = sum(document.n_words for document in held)
        years.append(Year(year, n, len(held), n_words, count_per_thousand(n, n_words)))
    return tuple(years)


def _list_definitions(texts: Texts, mentions: Iterable[Mention], node_id: str) -> tuple[Definition, ...]:
    """Return sentences that look like a definition, each once: what names the term outright before a bare 'is'."""
    found: dict[str, tuple[int, str]] = {}
    for mention in mentions:
        sentence = texts.sentences.get(mention.sentence_id)
        if sentence is None or mention.sentence_id in found:
            continue
        text = texts.passages[mention.passage_id].text[sentence.start : sentence.end]
        rule = find_definition(text, mention.start - sentence.start, mention.end - sentence.start, mention.kind)
        if rule is not None:
            found[mention.sentence_id] = (rule.strength, rule.name)
    order = sorted(found, key=lambda sentence_id: -found[sentence_id][0])  # stable: texts stay in order
    return tuple(Definition(found[key][1], texts.excerpt(key, node_id)) for key in order)
