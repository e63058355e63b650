"""What every data export says about itself: how to cite it, what the numbers mean, and which rows it holds."""

from __future__ import annotations

from collections.abc import Sequence

from graph.export.bundle import Bundle
from graph.messages import mark, say
from graph.rows import Alias, Excerpt
from graph.view import ViewLink, ViewNode
from graph.wording import WINDOW_WORDS, clean_label, format_date

Cell = str | int | float

NODE_COLUMNS = (
    *("id", "label", "kind", "theme", "status", "n_mentions", "n_documents", "role", "definition", "aliases"),
    *("x", "y", "size", "colour", "shape", "rank", "reason"),
)
LINK_COLUMNS = (
    *("source", "target", "source_label", "target_label", "window", "count", "expected", "npmi", "log_likelihood"),
    *("association_strength", "jaccard", "q_value", "n_documents", "weight", "width"),
)
MEASURE_NOTES = (
    (mark("samen"), mark("in hoeveel zinnen (of alinea’s, of teksten) twee knopen samen voorkomen")),
    (mark("verwacht"), mark("hoe vaak dat zou gebeuren als de twee niets met elkaar te maken hadden")),
    (
        mark("log-likelihood"),
        mark("hoe sterk het aantal afwijkt van wat te verwachten was (Dunning 1993); hoger is sterker"),
    ),
    (mark("npmi"), mark("van −1 (nooit samen) over 0 (zoals te verwachten) tot 1 (altijd samen) (Bouma 2009)")),
    (
        mark("associatiesterkte"),
        mark("samen gedeeld door het product van beide aantallen (Van Eck en Waltman 2009)"),
    ),
    (mark("jaccard"), mark("samen gedeeld door alle zinnen met de een of de ander")),
    (mark("q"), mark("kans op toeval, gecorrigeerd voor het aantal vergelijkingen (Benjamini en Hochberg 1995)")),
)
CLAIM = mark("Een band zegt dat twee knopen vaker samen voorkomen dan te verwachten was; hij zegt niet waarom.")


def cite(bundle: Bundle) -> str:
    """Return how to refer to this export: tool, date of the build, title, corpus and texts."""
    texts = bundle.caption[1] if len(bundle.caption) > 1 else say("{n} teksten", n=len(bundle.documents))
    title = bundle.title.rstrip(".")
    return f"Begrippengraaf ({format_date(bundle.date)}). {title}. Corpus {bundle.fingerprint}: {texts}."


def describe(bundle: Bundle) -> list[tuple[str, str]]:
    """Return what the export is about, as pairs of a word and its text."""
    unit = say(WINDOW_WORDS[bundle.filters.window][0])
    counted = (
        say("Hier zijn banden begrippen die twee knopen delen.")
        if bundle.filters.is_derived
        else say("Geteld per {window}.", window=unit)
    )
    return [
        (say("Titel"), bundle.title),
        (say("Wat u ziet"), bundle.sentence),
        (say("Filters"), bundle.caption[0] if bundle.caption else ""),
        (say("Teksten"), bundle.caption[1] if len(bundle.caption) > 1 else ""),
        (say("Gemaakt met"), bundle.caption[2] if len(bundle.caption) > 2 else ""),
        (say("Citeer als"), cite(bundle)),
        (say("Een band"), f"{say(CLAIM)} {counted}"),
        *((say("Maat: {name}", name=say(name)), say(text)) for name, text in MEASURE_NOTES),
    ]


def node_row(bundle: Bundle, node: ViewNode) -> dict[str, Cell]:
    """Return one node with its counts and how it is drawn; ``y`` grows downwards, as on a screen."""
    held = bundle.nodes.get(node.node_id)
    return {
        "id": node.node_id,
        "label": clean_label(held.label if held else node.label, 500),
        "kind": node.kind,
        "theme": node.theme,
        "status": "proposed" if node.proposed else "known",
        "n_mentions": held.n_mentions if held else 0,
        "n_documents": held.n_documents if held else 0,
        "role": held.role if held else "",
        "definition": held.definition if held else "",
        "aliases": "; ".join(alias.alias for alias in used_aliases(bundle, node.node_id)),
        "x": node.x,
        "y": node.y,
        "size": node.size,
        "colour": node.colour.light,
        "shape": node.shape,
        "rank": node.rank,
        "reason": node.reason.replace("\n", "; "),
    }


def link_row(bundle: Bundle, link: ViewLink, labels: dict[str, str]) -> dict[str, Cell]:
    """Return one link with its measures; ``weight`` is the measure that the view is drawn by."""
    held = bundle.links[link.source, link.target]
    return {
        "source": link.source,
        "target": link.target,
        "source_label": labels[link.source],
        "target_label": labels[link.target],
        "window": "shared_concepts" if (link.source, link.target) in bundle.shared else held.window,
        "count": held.count,
        "expected": held.expected,
        "npmi": held.npmi,
        "log_likelihood": held.log_likelihood,
        "association_strength": held.association_strength,
        "jaccard": held.jaccard,
        "q_value": held.q_value,
        "n_documents": held.n_documents,
        "weight": link.value,
        "width": link.width,
    }


def sorted_nodes(bundle: Bundle) -> list[ViewNode]:
    """Return the nodes in the order of their prominence."""
    return sorted(bundle.view.nodes, key=lambda node: (node.rank, node.node_id))


def sorted_links(bundle: Bundle) -> list[ViewLink]:
    """Return the links, the strongest first."""
    return sorted(bundle.view.links, key=lambda link: (-link.value, -link.count, link.source, link.target))


def node_labels(bundle: Bundle) -> dict[str, str]:
    """Return the whole label of every node, on one line."""
    return {node.node_id: str(node_row(bundle, node)["label"]) for node in bundle.view.nodes}


def used_aliases(bundle: Bundle, node_id: str) -> Sequence[Alias]:
    """Return the forms of a node that the texts use."""
    return [alias for alias in bundle.aliases.get(node_id, ()) if alias.n_mentions]


def quote(excerpt: Excerpt) -> str:
    """Return a sentence with its source on one line."""
    source = ", ".join(part for part in (excerpt.title, "; ".join(excerpt.authors), excerpt.date) if part)
    return f"{' '.join(excerpt.text.split())} ({source})"
