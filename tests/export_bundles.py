"""Bundles for the tests of the exports: the hand-made graph, a large one of any size, and what people type in."""

from __future__ import annotations

import random
from pathlib import Path

from graph.export.bundle import Bundle, Person, make_bundle
from graph.filters import Filters
from graph.palette import NEUTRAL, theme_colours
from graph.rows import Alias, Document, Excerpt, Kind, Link, Mark, Node
from graph.store import GraphFile
from graph.view import LegendEntry, View, ViewLink, ViewNode
from graph.view.drawing import SHAPES
from tests.fixture_graph import write_fixture_graph

EVERYTHING = Filters(
    kinds=frozenset(("concept", "person", "document", "organisation", "place")),
    proposed=True,
    threshold=0.0,
    max_q=None,
)
EMPTY = Filters(kinds=frozenset())
NASTY = {
    "script": "<script>globalThis.pwned = 1</script>",
    "closing": "</script></style></title>]]>-->",
    "quotes": "\"dubbel\" 'enkel' ‘krul’ & \\ schuin {{title}} %s",
    "emoji": "Samen 👩‍👩‍👧‍👦 aan tafel 🇳🇱",
    "right-to-left": "שלום עולם مرحبا بالعالم ‮omgekeerd",
    "long": "heel lang " * 50,
    "formula": '=HYPERLINK("https://voorbeeld.invalid","klik")',
    "plus": "+31 6 12345678",
    "control": "stuur\x00teken\x0bhier\x1b￿",
}


def fixture_bundle(folder: Path, filters: Filters = EVERYTHING, title: str = "", **options: object) -> Bundle:
    """Return the bundle of the hand-made graph."""
    path = folder / "graph.duckdb"
    if not path.exists():
        write_fixture_graph(path)
    with GraphFile(path) as graph:
        return make_bundle(graph, filters, title=title, **options)  # type: ignore[arg-type]


def big_bundle(n_nodes: int, n_links: int, n_sentences: int = 4) -> Bundle:
    """Return a bundle of made-up nodes and links, with sentences for each, always the same."""
    dice = random.Random(7)
    kinds: list[Kind] = ["concept"] * 7 + ["person", "document", "organisation"]
    themes = [f"Thema {n}" for n in range(8)]
    colours = theme_colours(themes)
    words = ["gemeente", "raad", "verbinding", "vertrouwen", "wijk", "straat", "overheid", "samen", "beleid", "ruimte"]
    documents = tuple(
        Document(
            f"d:tekst-{n}",
            f"Tekst {n}",
            (f"Auteur {n % 40}",),
            f"{2000 + n % 26}-05-17",
            "",
            "",
            "",
            "",
            "md",
            900,
            "0",
        )
        for n in range(max(20, n_nodes // 20))
    )
    nodes: dict[str, Node] = {}
    drawn = []
    for n in range(n_nodes):
        kind = kinds[n % len(kinds)]
        theme = themes[n % 8]
        document_id = documents[n // 10 % len(documents)].document_id
        node_id = f"x:{n}" if kind != "document" else f"{document_id}-{n}"
        label = f"{words[n % 10]} {n}"
        nodes[node_id] = Node(node_id, kind, label, 500 - n % 400, 1 + n % 30, "known", theme, "Wat het is.", "")
        drawn.append(
            ViewNode(
                node_id=node_id,
                kind=kind,
                label=label,
                x=round(dice.uniform(-900, 900), 2),
                y=round(dice.uniform(-600, 600), 2),
                size=5.0 + n % 9,
                colour=NEUTRAL if kind == "document" else colours[theme],
                shape=SHAPES[kind],
                label_size=13.0,
                label_weight=400,
                rank=n,
                theme=theme,
                proposed=False,
                reason=f"{n} keer in 3 teksten",
            )
        )
    ids = [node.node_id for node in drawn]
    links: dict[tuple[str, str], Link] = {}
    while len(links) < n_links:
        first, second = sorted(dice.sample(ids, 2))
        links.setdefault(
            (first, second),
            Link(first, second, "sentence", n_sentences, 0.4, dice.uniform(4, 90), 0.01, 0.1, 0.001, 0.5, 3),
        )

    def excerpt(n: int, marked: tuple[str, ...]) -> Excerpt:
        document = documents[n % len(documents)]
        text = f"Zin {n}: " + " ".join(words[(n * 7 + k * k) % 10] for k in range(18)) + "."
        marks = tuple(Mark(5 * k, 5 * k + 4, node_id, nodes[node_id].kind) for k, node_id in enumerate(marked))
        return Excerpt(
            f"{document.document_id}.s{n}", document.document_id, document.title, document.authors, document.date,
            f"{document.document_id}.p{n}", text, marks,
        )  # fmt: skip

    return Bundle(
        view=View(
            nodes=tuple(drawn),
            links=tuple(
                ViewLink(a, b, link.count, link.log_likelihood, 1.5, "samen in 4 zinnen, 0,5 verwacht")
                for (a, b), link in links.items()
            ),
            legend=(
                LegendEntry("begrip", "concept", None, NEUTRAL, n_nodes),
                *(LegendEntry(theme, None, theme, colours[theme], 9) for theme in themes),
            ),
            threshold=4.0,
            histogram=(),
            counts={},
            n_possible=n_nodes,
        ),
        title="Alles hangt samen",
        sentence=f"{n_nodes} knopen met {n_links} banden.",
        caption=("Banden per zin", "20 teksten, 2000–2025", "Begrippengraaf, 21 november 2026, corpus 7f3a9c"),
        date="2026-11-21",
        fingerprint="7f3a9c",
        documents=documents,
        links=links,
        node_excerpts={
            node_id: tuple(excerpt(n * 3 + k, (node_id,)) for k in range(n_sentences)) for n, node_id in enumerate(ids)
        },
        link_excerpts={
            pair: tuple(excerpt(n * 2 + k, pair) for k in range(n_sentences)) for n, pair in enumerate(links)
        },
        nodes=nodes,
        aliases={node_id: (Alias(node_id, nodes[node_id].label, 3, "vorm"),) for node_id in ids},
        people=tuple(
            Person(node_id, (f"Naam{n} Achternaam{n}", f"Achternaam{n}"))
            for n, node_id in enumerate(ids)
            if nodes[node_id].kind == "person"
        ),
    )
