"""What a comparison says, in Dutch sentences. Computed, no model."""

from __future__ import annotations

from collections.abc import Mapping

from graph.comparison.rows import ComparedLink, Comparison
from graph.rows import Node
from graph.wording import WINDOW_WORDS, clean_label, count_words, format_chance, format_number, start_sentence


def describe_comparison(comparison: Comparison, nodes: Mapping[str, Node]) -> str:
    """Return what the comparison finds, in two sentences; also the text alternative of the picture."""
    if not comparison.links:
        return (
            "In deze twee keuzes staan geen twee knopen samen; kies meer teksten, andere soorten of een ruimer venster."
        )
    counts = [format_number(comparison.count(where)) for where in ("here", "there", "both")]
    text = (
        f"Van {count_words(len(comparison.links), ('band', 'banden'))} staan er {counts[0]} alleen hier, "
        f"{counts[1]} alleen daar en {counts[2]} in beide."
    )
    n_clear = sum(link.is_clear for link in comparison.links)
    first = comparison.links[0]
    words = WINDOW_WORDS[comparison.window]
    pair = f"{clean_label(nodes[first.source].label, 50)} met {clean_label(nodes[first.target].label, 50)}"
    numbers = (
        f"{count_words(first.here.count, words) if first.here.count else f'geen {words[0]}'} hier, "
        f"{format_number(first.there.count) if first.there.count else 'geen'} daar"
    )
    if not n_clear:
        return f"{text} Geen enkel verschil is groter dan toeval verklaart; het grootst is dat van {pair}: {numbers}."
    verb = "verschil is" if n_clear == 1 else "verschillen zijn"
    return (
        f"{text} {start_sentence(format_number(n_clear))} {verb} groter dan toeval verklaart; "
        f"het duidelijkst dat van {pair}: {numbers}."
    )


def describe_ratio(link: ComparedLink) -> str:
    """Return how much more often a link is on one side: "4,3 keer zo vaak hier"; counts per window are compared."""
    if link.where != "both":
        return "alleen hier" if link.where == "here" else "alleen daar"
    factor = 2 ** abs(link.log_ratio)
    if factor < 1.05:
        return "even vaak"
    digits = 1 if factor < 10 else 0
    return f"{format_number(factor, digits)} keer zo vaak {'hier' if link.log_ratio > 0 else 'daar'}"


def describe_measures(link: ComparedLink) -> str:
    """Return the arithmetic behind a difference, for whoever wants to check it."""
    return (
        f"Log-ratio {_signed(link.log_ratio)} (95%-interval {_signed(link.low)} tot {_signed(link.high)}); "
        f"G² van het verschil {format_number(link.log_likelihood, 1)}; "
        f"q, kans op toeval {format_chance(link.q_value)}."
    )


def _signed(value: float) -> str:
    text = format_number(abs(value), 1)
    return text if value >= 0 or text == "0,0" else f"−{text}"


def order_links(links: list[ComparedLink], order: str, nodes: Mapping[str, Node]) -> list[ComparedLink]:
    """Return links by difference (as they come), by how often they are here or there, or by name."""
    if order == "here":
        return sorted(links, key=lambda link: (-link.here.count, link.there.count))
    if order == "there":
        return sorted(links, key=lambda link: (-link.there.count, link.here.count))
    if order == "name":
        return sorted(links, key=lambda k: (nodes[k.source].label.casefold(), nodes[k.target].label.casefold()))
    return list(links)
