"""Find a term by what somebody types: exactly, as a part of a word, or nearly so. Standard library only."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterable, Mapping

from graph.rows import Alias, Node

NEAR = 0.72  # similarity of two spellings, 1 when equal (Ratcliff & Metzener 1988)


def fold(text: str) -> str:
    """Return ``text`` as it is compared: no case, no accents, straight apostrophes, single spaces."""
    plain = unicodedata.normalize("NFKD", text.replace("’", "'").casefold())
    return " ".join("".join(sign for sign in plain if not unicodedata.combining(sign)).split())


def list_forms(nodes: Iterable[Node], aliases: Iterable[Alias]) -> dict[str, str]:
    """Return way of writing -> node id for all that can be followed; a label goes before a form of something else.

    Of two nodes with the same form the one that is named more often has it.
    """
    ordered = sorted(
        (node for node in nodes if node.kind != "document" and node.n_mentions),
        key=lambda node: (node.status == "proposed", -node.n_mentions, node.node_id),
    )
    forms: dict[str, str] = {}
    for node in ordered:
        forms.setdefault(fold(node.label), node.node_id)
    rank = {node.node_id: place for place, node in enumerate(ordered)}
    held = (alias for alias in aliases if alias.node_id in rank)
    for alias in sorted(held, key=lambda alias: (-alias.n_mentions, rank[alias.node_id], alias.alias)):
        forms.setdefault(fold(alias.alias), alias.node_id)
    forms.pop("", None)
    return forms


def find_term(text: str, forms: Mapping[str, str]) -> str | None:
    """Return the node that is written like ``text``, or None."""
    return forms.get(fold(text))


def near_spellings(text: str, forms: Mapping[str, str], limit: int = 5) -> list[str]:
    """Return nodes whose forms hold ``text`` or are spelt nearly so, the nearest first, each once."""
    asked = fold(text)
    if not asked:
        return []
    found: list[str] = []
    if len(asked) >= 3:
        holding = [form for form in forms if asked in form]
        holding.sort(key=lambda form: (not form.startswith(asked), len(form), form))
        found += [forms[form] for form in holding]
    found += [forms[form] for form in difflib.get_close_matches(asked, list(forms), n=3 * limit, cutoff=NEAR)]
    return list(dict.fromkeys(found))[:limit]
