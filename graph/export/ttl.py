"""Write a view as SKOS and RDF (Turtle): nodes, texts, and links as resources that rest on quoted sentences.

A link is a resource of its own with two members, not a ``skos:related``: occurring together is no stated relation.
Each quoted sentence is an Open Annotation target that both the link's annotation and PROV's derivation point to.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import quote as percent

from graph.export.about import CLAIM, cite, link_row, node_labels, sorted_links, sorted_nodes, used_aliases
from graph.export.bundle import Bundle, writable
from graph.export.writing import write_file
from graph.export.xml import show
from graph.rows import Document, Excerpt
from graph.view import ViewNode

BASE = "urn:begrippengraaf:"
PREFIXES = {
    "bg": f"{BASE}def:",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
CLASSES = {
    "concept": "skos:Concept",
    "person": "foaf:Person",
    "organisation": "org:Organization",
    "place": "dct:Location",
    "document": "foaf:Document",
}
MEASURES = {
    "count": ("integer", "in hoeveel vensters de twee samen voorkomen"),
    "expected": ("double", "in hoeveel vensters dat te verwachten was"),
    "npmi": ("double", "genormaliseerde puntsgewijze wederzijdse informatie"),
    "log_likelihood": ("double", "log-likelihood"),
    "association_strength": ("double", "associatiesterkte"),
    "jaccard": ("double", "jaccard"),
    "q_value": ("double", "kans op toeval, gecorrigeerd voor het aantal vergelijkingen"),
    "n_documents": ("integer", "in hoeveel teksten"),
}
DRAWN = {
    "x": "plaats in het beeld, naar rechts",
    "y": "plaats in het beeld, naar beneden",
    "size": "straal in het beeld",
}
DATE_TYPES = {4: "gYear", 7: "gYearMonth", 10: "date"}


def export_ttl(bundle: Bundle, path: Path) -> None:
    """Write the view to ``path``.

    Raises:
        ReadableError: the folder cannot be written.
    """
    write_file(path, "\n".join(_lines(bundle)) + "\n")


def iri(node_id: str) -> str:
    """Return the address of a node, a text or a sentence."""
    return f"<{BASE}{percent(node_id, safe=':-._~')}>"


def literal(text: str, tag: str = "") -> str:
    """Return a Turtle string; ``tag`` is '@nl' or a data type."""
    escaped = writable(text).replace("\\", "\\\\").replace('"', '\\"')
    for sign, code in (("\n", "\\n"), ("\r", "\\r"), ("\t", "\\t")):
        escaped = escaped.replace(sign, code)
    return f'"{escaped}"{tag}'


def _typed(value: object, kind: str) -> str:
    return literal(show(value) if isinstance(value, int | float) else str(value), f"^^xsd:{kind}")


def _block(subject: str, pairs: Sequence[tuple[str, str]]) -> str:
    return f"{subject} " + " ;\n    ".join(f"{predicate} {value}" for predicate, value in pairs) + " ."


def _lines(bundle: Bundle) -> Iterator[str]:
    for name, space in PREFIXES.items():
        yield f"@prefix {name}: <{space}> ."
    yield ""
    graph = f"<{BASE}corpus:{percent(bundle.fingerprint)}>"
    yield _block(
        graph,
        [
            ("a", "skos:ConceptScheme , prov:Entity"),
            ("dct:title", literal(bundle.title, "@nl")),
            ("dct:description", literal(f"{bundle.sentence} {'; '.join(bundle.caption)}. {CLAIM}", "@nl")),
            ("dct:bibliographicCitation", literal(cite(bundle), "@nl")),
            ("dct:created", _date(bundle.date)),
            ("dct:creator", literal("Begrippengraaf")),
            ("bg:window", literal(bundle.filters.window)),
        ],
    )
    yield ""
    yield from _vocabulary()
    for document in bundle.documents:
        yield _document(document)
    drawn_documents = {document.document_id for document in bundle.documents}
    for node in sorted_nodes(bundle):
        yield _node(bundle, node, graph, described=node.node_id in drawn_documents)
    labels = node_labels(bundle)
    quoted: dict[str, Excerpt] = {}
    for link in sorted_links(bundle):
        row = link_row(bundle, link, labels)
        excerpts = bundle.link_excerpts.get((link.source, link.target), ())
        address = iri(f"band:{link.source}~{link.target}")
        sentences = [iri(f"zin:{excerpt.window_id}") for excerpt in excerpts]
        quoted.update((excerpt.window_id, excerpt) for excerpt in excerpts)
        pairs = [
            ("a", "bg:CoOccurrence , prov:Entity"),
            ("rdfs:label", literal(f"{row['source_label']} — {row['target_label']}", "@nl")),
            ("bg:member", f"{iri(link.source)} , {iri(link.target)}"),
            ("dct:isPartOf", graph),
            *((f"bg:{name}", _typed(row[name], kind)) for name, (kind, _) in MEASURES.items()),
        ]
        if sentences:
            pairs.append(("prov:wasDerivedFrom", " , ".join(sentences)))
        yield _block(address, pairs)
        if sentences:
            yield _block(
                iri(f"bewijs:{link.source}~{link.target}"),
                [
                    ("a", "oa:Annotation"),
                    ("oa:motivatedBy", "oa:linking"),
                    ("oa:hasBody", address),
                    ("oa:hasTarget", " , ".join(sentences)),
                ],
            )
    for node in sorted_nodes(bundle):
        excerpts = bundle.node_excerpts.get(node.node_id, ())
        quoted.update((excerpt.window_id, excerpt) for excerpt in excerpts)
        if excerpts:
            yield _block(
                iri(f"vermelding:{node.node_id}"),
                [
                    ("a", "oa:Annotation"),
                    ("oa:motivatedBy", "oa:identifying"),
                    ("oa:hasBody", iri(node.node_id)),
                    ("oa:hasTarget", " , ".join(iri(f"zin:{excerpt.window_id}") for excerpt in excerpts)),
                ],
            )
    for window_id in sorted(quoted):
        excerpt = quoted[window_id]
        yield _block(
            iri(f"zin:{window_id}"),
            [
                ("a", "oa:SpecificResource , prov:Entity"),
                ("oa:hasSource", iri(excerpt.document_id)),
                ("oa:hasSelector", f"[ a oa:TextQuoteSelector ; oa:exact {literal(excerpt.text)} ]"),
            ],
        )


def _vocabulary() -> Iterator[str]:
    yield _block(
        "bg:CoOccurrence",
        [("a", "rdfs:Class"), ("rdfs:label", literal("band", "@nl")), ("rdfs:comment", literal(CLAIM, "@nl"))],
    )
    yield _block("bg:member", [("rdfs:label", literal("een van de twee knopen van een band", "@nl"))])
    yield _block("bg:window", [("rdfs:label", literal("waarbinnen geteld is: zin, alinea of tekst", "@nl"))])
    yield _block("bg:n_mentions", [("rdfs:label", literal("keer genoemd", "@nl"))])
    yield _block("bg:colour", [("rdfs:label", literal("kleur in het beeld", "@nl"))])
    yield _block("bg:theme", [("rdfs:label", literal("thema", "@nl"))])
    yield _block("bg:role", [("rdfs:label", literal("rol", "@nl"))])
    for name, text in DRAWN.items():
        yield _block(f"bg:{name}", [("rdfs:label", literal(text, "@nl"))])
    for name, (_, text) in MEASURES.items():
        yield _block(f"bg:{name}", [("rdfs:label", literal(text, "@nl"))])
    yield ""


def _date(date: str) -> str:
    kind = DATE_TYPES.get(len(date))
    return _typed(date, kind) if kind and date.replace("-", "").isdigit() else literal(date)


def _document(document: Document) -> str:
    pairs = [("a", "foaf:Document , prov:Entity"), ("dct:title", literal(document.title, "@nl"))]
    pairs += [("dct:creator", literal(author)) for author in document.authors]
    if document.date:
        pairs.append(("dct:date", _date(document.date)))
    for predicate, value in (
        ("dct:publisher", document.publication),
        ("dct:source", document.source),
        ("dct:identifier", document.url),
    ):
        if value:
            pairs.append((predicate, literal(value)))
    return _block(iri(document.document_id), pairs)


def _node(bundle: Bundle, node: ViewNode, graph: str, *, described: bool) -> str:
    held = bundle.nodes.get(node.node_id)
    label = held.label if held else node.label
    pairs: list[tuple[str, str]] = []
    if not described:
        pairs.append(("a", CLASSES[node.kind]))
    if node.kind == "concept":
        pairs += [("skos:inScheme", graph), ("skos:prefLabel", literal(label, "@nl"))]
        others = [alias.alias for alias in used_aliases(bundle, node.node_id) if alias.alias != label]
        pairs += [("skos:altLabel", literal(alias, "@nl")) for alias in others]
        if held and held.definition:
            pairs.append(("skos:definition", literal(held.definition, "@nl")))
    else:
        pairs.append(("rdfs:label", literal(label, "@nl")))
        pairs.append(("dct:isPartOf", graph))
        if node.kind == "person":
            pairs.append(("foaf:name", literal(label)))
            others = [alias.alias for alias in used_aliases(bundle, node.node_id) if alias.alias != label]
            pairs += [("foaf:nick", literal(alias)) for alias in others]
    if held and held.role:
        pairs.append(("bg:role", literal(held.role, "@nl")))
    if node.theme:
        pairs.append(("bg:theme", literal(node.theme, "@nl")))
    if held and node.kind != "document":
        pairs.append(("bg:n_mentions", _typed(held.n_mentions, "integer")))
        pairs.append(("bg:n_documents", _typed(held.n_documents, "integer")))
    pairs += [(f"bg:{name}", _typed(getattr(node, name), "double")) for name in DRAWN]
    pairs.append(("bg:colour", literal(node.colour.light)))
    return _block(iri(node.node_id), pairs)
