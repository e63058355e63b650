"""What a comparison says, in Dutch sentences. Computed, no model."""

from __future__ import annotations

from collections.abc import Mapping

from graph.comparison.rows import ComparedLink, Comparison
from graph.messages import say
from graph.rows import Node
from graph.wording import WINDOW_WORDS, clean_label, count_words, format_chance, format_number


def describe_comparison(comparison: Comparison, nodes: Mapping[str, Node]) -> str:
    """Return what the comparison finds, in two sentences; also the text alternative of the picture."""
    if not comparison.links:
        return say(
            "In deze twee keuzes staan geen twee knopen samen; kies meer teksten, andere soorten of een ruimer venster."
        )
    text = say(
        "Van {links} staan er {here} alleen hier, {there} alleen daar en {both} in beide.",
        links=count_words(len(comparison.links), ("band", "banden")),
        here=format_number(comparison.count("here")),
        there=format_number(comparison.count("there")),
        both=format_number(comparison.count("both")),
    )
    n_clear = sum(link.is_clear for link in comparison.links)
    first = comparison.links[0]
    words = WINDOW_WORDS[comparison.window]
    pair = say(
        "{first} met {second}",
        first=clean_label(nodes[first.source].label, 50),
        second=clean_label(nodes[first.target].label, 50),
    )
    here = count_words(first.here.count, words) if first.here.count else say("geen {window}", window=say(words[0]))
    there = format_number(first.there.count) if first.there.count else say("geen")
    values = {"pair": pair, "numbers": say("{here} hier, {there} daar", here=here, there=there)}
    if not n_clear:
        found = say(
            "Geen enkel verschil is groter dan toeval verklaart; het grootst is dat van {pair}: {numbers}.", **values
        )
    elif n_clear == 1:
        found = say("1 verschil is groter dan toeval verklaart; het duidelijkst dat van {pair}: {numbers}.", **values)
    else:
        found = say(
            "{n} verschillen zijn groter dan toeval verklaart; het duidelijkst dat van {pair}: {numbers}.",
            n=format_number(n_clear),
            **values,
        )
    return f"{text} {found}"


def describe_ratio(link: ComparedLink) -> str:
    """Return how much more often a link is on one side: "4,3 keer zo vaak hier"; counts per window are compared."""
    if link.where != "both":
        return say("alleen hier") if link.where == "here" else say("alleen daar")
    factor = 2 ** abs(link.log_ratio)
    if factor < 1.05:
        return say("even vaak")
    times = format_number(factor, 1 if factor < 10 else 0)
    return say("{n} keer zo vaak hier", n=times) if link.log_ratio > 0 else say("{n} keer zo vaak daar", n=times)


def describe_measures(link: ComparedLink) -> str:
    """Return the arithmetic behind a difference, for whoever wants to check it."""
    return say(
        "Log-ratio {ratio} (95%-interval {low} tot {high}); G² van het verschil {g2}; q, kans op toeval {q}.",
        ratio=_signed(link.log_ratio),
        low=_signed(link.low),
        high=_signed(link.high),
        g2=format_number(link.log_likelihood, 1),
        q=format_chance(link.q_value),
    )


def _signed(value: float) -> str:
    text = format_number(abs(value), 1)
    return text if value >= 0 or text == format_number(0, 1) else f"−{text}"


def order_links(links: list[ComparedLink], order: str, nodes: Mapping[str, Node]) -> list[ComparedLink]:
    """Return links by difference (as they come), by how often they are here or there, or by name."""
    if order == "here":
        return sorted(links, key=lambda link: (-link.here.count, link.there.count))
    if order == "there":
        return sorted(links, key=lambda link: (-link.there.count, link.here.count))
    if order == "name":
        return sorted(links, key=lambda k: (nodes[k.source].label.casefold(), nodes[k.target].label.casefold()))
    return list(links)
