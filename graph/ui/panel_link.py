"""The panel of a link: the sentences that it rests on, its numbers and what they mean."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from graph.filters import OPENING_Q, Filters
from graph.material import Material
from graph.rows import Excerpt, Link, Node
from graph.ui import state
from graph.ui.chrome import kind_word
from graph.ui.panel_parts import MOST, act, heading, more_button, numbers, row, show_excerpts, within
from graph.ui.source import Version, load_nodes, open_graph
from graph.view import find_link, shared_concepts
from graph.view.projection import DERIVED_KINDS
from graph.wording import (
    MEASURE_WORDS,
    MEASURES,
    WINDOW_WORDS,
    Measure,
    clean_label,
    count_words,
    format_chance,
    format_measure,
    format_number,
    start_sentence,
)

MEANINGS: dict[Measure, str] = {
    "log_likelihood": "hoe ver dit van toeval af ligt; vanaf 3,84 het vermelden waard. Meer tekst maakt hem hoger.",
    "npmi": "−1 is nooit samen, 0 zoals te verwachten, 1 altijd samen. Wat zelden voorkomt, scoort snel hoog.",
    "association_strength": "keren samen, gedeeld door het product van de keren apart; alleen om te vergelijken.",
    "jaccard": "van alles waar een van beide in staat: welk deel noemt ze allebei; 1 is altijd samen.",
    "count": "geteld, zonder te letten op hoe vaak elk apart voorkomt.",
}


def show_link(version: Version, material: Material, filters: Filters, first: Node, second: Node) -> None:
    """Show the link between two nodes, or that there is none."""
    link = find_link(material, filters, first.node_id, second.node_id)
    kinds = {first.kind, second.kind}
    title = (
        "Band tussen twee begrippen"
        if kinds == {"concept"}
        else f"Band tussen {kind_word(first)} en {kind_word(second)}"
    )
    st.html(
        f'<header class="panel"><p class="kind">{title}</p><h2>{escape(clean_label(first.label))} '
        f'<span class="dash">—</span> {escape(clean_label(second.label))}</h2></header>'
    )
    with st.container(key="ends", horizontal=True, gap="small"):
        for place, node in enumerate((first, second)):
            act(f"Open {clean_label(node.label, 28)}", f"end-{place}", state.set_selection, node.node_id)
        if filters.path != (first.node_id, second.node_id):
            act("Wegen ertussen", "routes-between", show_routes, first.node_id, second.node_id)
    if link is None:
        st.html(
            f'<p class="body">In de gekozen teksten staan deze twee nergens samen in één '
            f"{WINDOW_WORDS[filters.window][0]}. Kies een ruimer venster of meer teksten.</p>"
        )
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
    what = words[0] if link.count == 1 else words[1]
    numbers(
        [
            (format_number(link.count), what if filters.is_derived else f"{what} samen"),
            (format_number(link.expected, 1), "verwacht"),
            (format_measure(getattr(link, measure)), MEASURE_WORDS[measure]),
            (format_chance(link.q_value), "q, kans op toeval"),
        ]
    )
    st.html(f'<p class="rests">{escape(say_chance(link.q_value))}</p>')


def _show_measures(link: Link) -> None:
    rows = "".join(
        f"<tr><th scope='row'>{escape(start_sentence(MEASURE_WORDS[measure]))}</th>"
        f"<td>{format_measure(getattr(link, measure))}</td><td>{escape(MEANINGS[measure])}</td></tr>"
        for measure in MEASURES
    )
    rows += (
        f"<tr><th scope='row'>Verwacht</th><td>{format_number(link.expected, 1)}</td>"
        "<td>keren samen als beide los van elkaar over de teksten verspreid waren.</td></tr>"
        f"<tr><th scope='row'>q</th><td>{format_chance(link.q_value)}</td>"
        "<td>kans op toeval, rekening houdend met hoeveel banden er tegelijk bekeken zijn.</td></tr>"
    )
    st.html(f'<details class="measures"><summary>Alle maten, en wat ze zeggen</summary><table>{rows}</table></details>')


def say_chance(q_value: float) -> str:
    """Return in words how likely it is that links like this one are chance (Benjamini & Hochberg 1995).

    >>> say_chance(0.13)
    'Kan toeval zijn: van banden zo sterk als deze is naar schatting 13 procent toeval.'
    >>> say_chance(0.004)
    'Waarschijnlijk geen toeval: van banden zo sterk als deze is naar schatting 1 op de 250 toeval.'
    """
    if q_value >= OPENING_Q:
        share = f"{format_number(100 * min(q_value, 1.0))} procent"
        return f"Kan toeval zijn: van banden zo sterk als deze is naar schatting {share} toeval."
    share = "minder dan 1 op de 1.000" if q_value < 0.001 else f"1 op de {format_number(1 / q_value)}"
    return f"Waarschijnlijk geen toeval: van banden zo sterk als deze is naar schatting {share} toeval."


def _show_sentences(
    version: Version, material: Material, filters: Filters, link: Link, first: Node, second: Node
) -> None:
    words = WINDOW_WORDS[filters.window]
    _show_numbers(filters, link, words)
    found = open_graph(version).link_excerpts(first.node_id, second.node_id, filters.window, MOST)
    excerpts = within(version, found, filters)
    st.html(f'<p class="rests">{say_rests_on(link, excerpts, len(material.documents))}</p>')
    _show_measures(link)
    classes = {node.node_id: letter for node, letter in ((first, "a"), (second, "b")) if node.kind != "document"}
    show_excerpts(version, excerpts, classes, words if filters.window != "document" else ("zin", "zinnen"))


def say_rests_on(link: Link, excerpts: Sequence[Excerpt], n_documents: int) -> str:
    """Return in HTML in how many texts, of how many authors, the two meet; loud where it is only one."""
    if link.n_documents == 1:
        return "<strong>Rust op één tekst.</strong>" if n_documents > 1 else "Er is één tekst gekozen."
    where = f"In {format_number(link.n_documents)} van {format_number(n_documents)} teksten"
    authors = {author for excerpt in excerpts for author in excerpt.authors}
    if len(authors) == 1 and all(excerpt.authors for excerpt in excerpts):
        return f"<strong>Rust op één auteur</strong>: {escape(clean_label(authors.pop(), 60))}. {where}."
    return f"{where}, van {count_words(len(authors), ('auteur', 'auteurs'))}." if authors else f"{where}."


def _show_shared(version: Version, material: Material, filters: Filters, link: Link) -> None:
    _show_numbers(filters, link, filters.unit)
    _show_measures(link)
    near = shared_concepts(material, DERIVED_KINDS[filters.projection], proposed=filters.proposed)
    nodes = load_nodes(version)
    shared = sorted(
        near.get(link.source, set()) & near.get(link.target, set()),
        key=lambda node_id: (-nodes[node_id].n_mentions, node_id),
    )
    heading("Begrippen die zij delen")
    with st.container(key="strongest"):
        n = 20 + int(st.session_state.get("more_shared", 0))
        for place, node_id in enumerate(shared[:n]):
            count = f"{format_number(nodes[node_id].n_mentions)} keer"
            row(f"shared-{place}", clean_label(nodes[node_id].label, 50), count, (node_id,))
        more_button("more_shared", len(shared) - n, ("begrip", "begrippen"))
