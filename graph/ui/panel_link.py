"""The panel of a link: the sentences that it rests on, its numbers and what they mean."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from graph.filters import OPENING_Q, Filters
from graph.insights.counts import LEAST_EVIDENCE
from graph.insights.without import Without, find_without
from graph.material import Material
from graph.messages import mark, say
from graph.rows import Excerpt, Link, Node
from graph.ui import state
from graph.ui.chrome import kind_word
from graph.ui.panel_parts import MOST, act, heading, more_button, numbers_html, row, show_excerpts, within
from graph.ui.source import Version, load_document_ids, load_documents, load_nodes, open_graph
from graph.view import find_link, shared_concepts
from graph.view.projection import DERIVED_KINDS
from graph.wording import (
    MEASURE_WORDS,
    MEASURES,
    WINDOW_WORDS,
    Measure,
    clean_label,
    count_times,
    count_words,
    format_chance,
    format_measure,
    format_number,
    start_sentence,
)

MEANINGS: dict[Measure, str] = {
    "log_likelihood": mark(
        "hoe ver dit van toeval af ligt; vanaf 3,84 het vermelden waard. Meer tekst maakt hem hoger."
    ),
    "npmi": mark("−1 is nooit samen, 0 zoals te verwachten, 1 altijd samen. Wat zelden voorkomt, scoort snel hoog."),
    "association_strength": mark("keren samen, gedeeld door het product van de keren apart; alleen om te vergelijken."),
    "jaccard": mark("van alles waar een van beide in staat: welk deel noemt ze allebei; 1 is altijd samen."),
    "count": mark("geteld, zonder te letten op hoe vaak elk apart voorkomt."),
}


def show_link(version: Version, material: Material, filters: Filters, first: Node, second: Node) -> None:
    """Show the link between two nodes, or that there is none."""
    link = find_link(material, filters, first.node_id, second.node_id)
    kinds = {first.kind, second.kind}
    title = (
        say("Band tussen twee begrippen")
        if kinds == {"concept"}
        else say("Band tussen {first} en {second}", first=kind_word(first), second=kind_word(second))
    )
    st.html(
        f'<header class="panel"><p class="kind">{escape(title)}</p><h2>{escape(clean_label(first.label))} '
        f'<span class="dash">—</span> {escape(clean_label(second.label))}</h2></header>'
    )
    with st.container(key="ends", horizontal=True, gap="small"):
        for place, node in enumerate((first, second)):
            act(say("Open {name}", name=clean_label(node.label, 28)), f"end-{place}", state.set_selection, node.node_id)
        if filters.path != (first.node_id, second.node_id):
            act(say("Wegen ertussen"), "routes-between", show_routes, first.node_id, second.node_id)
    if link is None:
        text = say(
            "In de gekozen teksten staan deze twee nergens samen in één {window}. Kies een ruimer venster of meer "
            "teksten.",
            window=say(WINDOW_WORDS[filters.window][0]),
        )
        st.html(f'<p class="body">{escape(text)}</p>')
        return
    if filters.is_derived and not link.n_documents:
        _show_shared(version, material, filters, link)
    else:
        _show_sentences(version, material, filters, link, first, second)


def show_routes(first: str, second: str) -> None:
    """Draw the strongest paths between two nodes."""
    state.change_filters(path=(first, second), focus=())
    state.set_selection()
    st.session_state["whole_page"] = True


def _show_numbers(filters: Filters, link: Link, words: tuple[str, str]) -> None:
    measure = filters.measure if filters.measure != "count" else "log_likelihood"
    what = say(words[0] if link.count == 1 else words[1])
    pairs = [
        (format_number(link.count), what if filters.is_derived else say("{windows} samen", windows=what)),
        (format_number(link.expected, 1), say("verwacht")),
        (format_measure(getattr(link, measure)), say(MEASURE_WORDS[measure])),
        (format_chance(link.q_value), say("q, kans op toeval")),
    ]
    st.html(f'{numbers_html(pairs)}<p class="rests">{escape(say_chance(link.q_value))}</p>')


def _show_measures(link: Link) -> None:
    rows = "".join(
        f"<tr><th scope='row'>{escape(start_sentence(say(MEASURE_WORDS[measure])))}</th>"
        f"<td>{format_measure(getattr(link, measure))}</td><td>{escape(say(MEANINGS[measure]))}</td></tr>"
        for measure in MEASURES
    )
    expected = say("keren samen als beide los van elkaar over de teksten verspreid waren.")
    chance = say("kans op toeval, rekening houdend met hoeveel banden er tegelijk bekeken zijn.")
    rows += (
        f"<tr><th scope='row'>{escape(say('Verwacht'))}</th><td>{format_number(link.expected, 1)}</td>"
        f"<td>{escape(expected)}</td></tr>"
        f"<tr><th scope='row'>q</th><td>{format_chance(link.q_value)}</td><td>{escape(chance)}</td></tr>"
    )
    summary = escape(say("Alle maten, en wat ze zeggen"))
    st.html(f'<details class="measures"><summary>{summary}</summary><table>{rows}</table></details>')


def say_chance(q_value: float) -> str:
    """Return in words how likely it is that links like this one are chance (Benjamini & Hochberg 1995).

    >>> say_chance(0.13)
    'Kan toeval zijn: van banden zo sterk als deze is naar schatting 13 procent toeval.'
    >>> say_chance(0.004)
    'Waarschijnlijk geen toeval: van banden zo sterk als deze is naar schatting 1 op de 250 toeval.'
    """
    if q_value >= OPENING_Q:
        return say(
            "Kan toeval zijn: van banden zo sterk als deze is naar schatting {n} procent toeval.",
            n=format_number(100 * min(q_value, 1.0)),
        )
    if q_value < 0.001:
        return say(
            "Waarschijnlijk geen toeval: van banden zo sterk als deze is naar schatting minder dan 1 op de {n} toeval.",
            n=format_number(1000),
        )
    return say(
        "Waarschijnlijk geen toeval: van banden zo sterk als deze is naar schatting 1 op de {n} toeval.",
        n=format_number(1 / q_value),
    )


def _show_sentences(
    version: Version, material: Material, filters: Filters, link: Link, first: Node, second: Node
) -> None:
    words = WINDOW_WORDS[filters.window]
    _show_numbers(filters, link, words)
    found = open_graph(version).link_excerpts(first.node_id, second.node_id, filters.window, MOST)
    excerpts = within(version, found, filters)
    rests = say_rests_on(link, excerpts, len(material.documents))
    if "document" not in (first.kind, second.kind) and link.log_likelihood >= LEAST_EVIDENCE:
        ids = load_document_ids(version, filters)
        without = find_without(open_graph(version), filters.window, link.source, link.target, ids)
        if without is not None:
            title = load_documents(version)[without.document_id].title
            rests += f" {escape(say_without(without, title, words))}"
    st.html(f'<p class="rests">{rests}</p>')
    _show_measures(link)
    classes = {node.node_id: letter for node, letter in ((first, "a"), (second, "b")) if node.kind != "document"}
    show_excerpts(version, excerpts, classes, words if filters.window != "document" else ("zin", "zinnen"))


def say_rests_on(link: Link, excerpts: Sequence[Excerpt], n_documents: int) -> str:
    """Return in HTML in how many texts, of how many authors, the two meet; loud where it is only one."""
    if link.n_documents == 1:
        if n_documents == 1:
            return escape(say("Er is één tekst gekozen."))
        return f"<strong>{escape(say('Rust op één tekst.'))}</strong>"
    texts = {"n": format_number(link.n_documents), "total": format_number(n_documents)}
    authors = {author for excerpt in excerpts for author in excerpt.authors}
    if not authors:
        return escape(say("In {n} van {total} teksten.", **texts))
    if len(authors) == 1 and all(excerpt.authors for excerpt in excerpts):
        loud, name = f"<strong>{escape(say('Rust op één auteur'))}</strong>", clean_label(authors.pop(), 60)
        return f"{loud}: {escape(name)}. {escape(say('In {n} van {total} teksten.', **texts))}"
    written_by = count_words(len(authors), ("auteur", "auteurs"))
    return escape(say("In {n} van {total} teksten, van {authors}.", **texts, authors=written_by))


def say_without(without: Without, title: str, words: tuple[str, str]) -> str:
    """Return whether a link still stands without the text that it needs most (leave-one-out); see graph.insights."""
    title = clean_label(title, 60)
    if without.stands:
        strength = format_measure(without.strength)
        return say(
            "Ook zonder de sterkste tekst, ‘{title}’, blijft deze band staan (log-likelihood {strength}).",
            title=title,
            strength=strength,
        )
    return say(
        "Zonder de sterkste tekst, ‘{title}’, valt deze band weg: dan {count} samen, {expected} te verwachten.",
        title=title,
        count=count_words(without.count, words),
        expected=format_number(without.expected, 1),
    )


def _show_shared(version: Version, material: Material, filters: Filters, link: Link) -> None:
    _show_numbers(filters, link, filters.unit)
    _show_measures(link)
    near = shared_concepts(material, DERIVED_KINDS[filters.projection], proposed=filters.proposed)
    nodes = load_nodes(version)
    shared = sorted(
        near.get(link.source, set()) & near.get(link.target, set()),
        key=lambda node_id: (-nodes[node_id].n_mentions, node_id),
    )
    heading(say("Begrippen die zij delen"))
    with st.container(key="strongest"):
        n = 20 + int(st.session_state.get("more_shared", 0))
        for place, node_id in enumerate(shared[:n]):
            count = count_times(nodes[node_id].n_mentions)
            row(f"shared-{place}", clean_label(nodes[node_id].label, 50), count, (node_id,))
        more_button("more_shared", len(shared) - n, ("begrip", "begrippen"))
