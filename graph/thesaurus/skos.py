"""SKOS files in Turtle: read a thesaurus from one, write a thesaurus to one. Fetches nothing."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from io import StringIO
from pathlib import Path

from rdflib import RDF, Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, OWL, RDFS, SKOS
from rdflib.plugins.parsers.notation3 import RDFSink, SinkParser
from rdflib.term import Node

from graph.errors import ReadableError
from graph.rows import make_slug
from graph.thesaurus.concepts import SCHEME_URI, Concept, Thesaurus, check_thesaurus, sort_key

MATCH = Namespace("https://begrippengraaf.example/def/match#")
_THES = Namespace("http://purl.org/iso25964/skos-thes#")
_BROADER = (SKOS.broader, _THES.broaderGeneric, _THES.broaderPartitive, _THES.broaderInstantial)
_NARROWER = (SKOS.narrower, _THES.narrowerGeneric, _THES.narrowerPartitive, _THES.narrowerInstantial)
_PREFIXES = f"""@prefix skos: <{SKOS}> .
@prefix dct: <{DCTERMS}> .
@prefix owl: <{OWL}> .
@prefix rdf: <{RDF}> .
@prefix rdfs: <{RDFS}> .
@prefix match: <{MATCH}> .
"""
_OWN_PROPERTIES = """match:notIn a rdf:Property ;
    rdfs:label "staat niet in"@nl ;
    rdfs:comment "Een woordgroep waarin een term van dit begrip iets anders betekent en dus niet telt. Een sterretje staat voor één tot drie willekeurige woorden: “aan de * verbonden”."@nl .

match:narrowTerm a rdf:Property ;
    rdfs:label "nauwere term"@nl ;
    rdfs:comment "Een woord met een nauwere betekenis, dat in een tekst als dit begrip telt; geen synoniem. Het wordt verbogen zoals een skos:altLabel."@nl .

match:notWhere a rdf:Property ;
    rdfs:label "telt niet waar"@nl ;
    rdfs:comment "Een omstandigheid waarin een term van dit begrip iets anders betekent. Delen met & ertussen staan in dezelfde zin hoogstens tien woorden van de term, of met + ertussen ook in de zin ervoor; een deel achter een uitroepteken staat er juist niet. Een woord staat voor al zijn vormen; a/b is een van beide, spoor* en *lijn zijn woorden die zo beginnen of eindigen, een sterretje is één tot drie woorden en … een onbekend aantal binnen de zinsnede. Achter een dubbele punt staat een soort woord: zn, ww, bn, plaats, persoon of organisatie. Voorbeeld: “aan … verbonden & !elkaar”."@nl .

match:verb a rdf:Property ;
    rdfs:label "zwak werkwoord"@nl ;
    rdfs:comment "De onbepaalde wijs van een regelmatig werkwoord dat bij dit begrip hoort; de vervoegde vormen worden gemaakt. Een streepje achter het eerste deel maakt het werkwoord scheidbaar: “samen|werken”."@nl .
"""  # noqa: E501

# What the Turtle reader of rdflib says, in Dutch; the first expression that fits is used.
_REASONS = (
    (r"expected '\.' or '\}' or '\]'", "er ontbreekt een punt, puntkomma of komma"),
    (r'Prefix "(.*?):" not bound', "het voorvoegsel “{0}:” is nergens met @prefix aangekondigd"),
    (
        r"newline found in string|Quote expected",
        "een tekst begint met een aanhalingsteken en wordt niet afgesloten",
    ),
    (r"expected directive or statement", "hier hoort een begrip te beginnen"),
    (r"objectList expected", "achter een eigenschap staat geen waarde"),
)


def read_thesaurus(path: Path) -> Thesaurus:
    """Return the concepts of a SKOS file in Turtle, checked.

    Args:
        path: A Turtle file in UTF-8. Labels marked ``@nl`` count, or else labels without a language.

    Returns:
        The thesaurus. The theme of a concept is the ``skos:Collection`` that it is a member of, or else its top-most
        broader concept.

    Raises:
        ReadableError: The file is missing, is no Turtle in UTF-8 (with the line), or is no sound list of concepts.
    """
    graph = _parse(path)
    uris = sorted({str(subject) for subject in graph.subjects(RDF.type, SKOS.Concept) if isinstance(subject, URIRef)})
    labels = {uri: _first(graph, URIRef(uri), SKOS.prefLabel) for uri in uris}
    ids = _make_ids(uris, labels)
    broader = _relations(graph, ids, _BROADER, _NARROWER)
    related = _relations(graph, ids, (SKOS.related,), (SKOS.related,))
    members = _read_collections(graph)
    concepts = []
    for uri in uris:
        subject = URIRef(uri)
        concepts.append(
            Concept(
                concept_id=ids[uri],
                uri=uri,
                label=labels[uri],
                alt_labels=_texts(graph, subject, SKOS.altLabel),
                hidden_labels=_texts(graph, subject, SKOS.hiddenLabel),
                terms=_texts(graph, subject, MATCH.narrowTerm),
                verbs=_texts(graph, subject, MATCH.verb),
                broader=broader[uri],
                related=related[uri],
                definition=_first(graph, subject, SKOS.definition),
                theme=members.get(uri, ""),
                excluded=_texts(graph, subject, MATCH.notIn),
                conditions=_texts(graph, subject, MATCH.notWhere),
            )
        )
    thesaurus = _finish(graph, _add_top_themes(concepts))
    check_thesaurus(thesaurus, path.name)
    return replace(thesaurus, fingerprint=make_fingerprint(thesaurus))


def write_thesaurus(thesaurus: Thesaurus, path: Path) -> None:
    """Write the thesaurus as Turtle; the same thesaurus always gives the same bytes, and reading gives it back."""
    check_thesaurus(thesaurus, path.name)
    path.write_text(_render(thesaurus), encoding="utf-8", newline="\n")


def make_fingerprint(thesaurus: Thesaurus) -> str:
    """Return the sha256, in hexadecimal, of the content of the thesaurus."""
    return hashlib.sha256(_render(thesaurus).encode()).hexdigest()


def _parse(path: Path) -> Graph:
    name = path.name
    try:
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise ReadableError(
            f"De begrippenlijst {name} bestaat niet. Geef met --thesaurus een SKOS-bestand op (.ttl)."
        ) from error
    except OSError as error:
        raise ReadableError(
            f"De begrippenlijst {name} kan niet worden geopend. Kijk of het een bestand is dat u mag lezen."
        ) from error
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ReadableError(
            f"De begrippenlijst {name} is geen UTF-8: op regel {line} staat een teken dat niet te lezen is. "
            "Sla het bestand opnieuw op als UTF-8."
        ) from error
    graph = Graph()
    # The parser is called by itself because it knows the line, whatever error comes out of it.
    parser = SinkParser(RDFSink(graph), baseURI="https://begrippengraaf.example/", turtle=True)
    try:
        parser.loadStream(StringIO(text))
    except Exception as error:  # besides BadSyntax come bare assertions, index errors and too deep a recursion
        raise ReadableError(
            f"De begrippenlijst {name} is bij regel {parser.lines + 1} geen geldig Turtle: "
            f"{_explain(getattr(error, '_why', str(error)))}. Verbeter die regel en probeer het opnieuw."
        ) from error
    return graph


def _explain(why: str) -> str:
    for expression, dutch in _REASONS:
        if match := re.search(expression, why):
            return dutch.format(*match.groups())
    return "wat hier staat hoort niet in een Turtle-bestand"


def _texts(graph: Graph, subject: Node, predicate: URIRef) -> tuple[str, ...]:
    """Return the Dutch values, sorted; values without a language only if no value is marked as Dutch."""
    values = [value for value in graph.objects(subject, predicate) if isinstance(value, Literal)]
    dutch = [value for value in values if (value.language or "").lower().split("-")[0] == "nl"]
    chosen = dutch or [value for value in values if not value.language]
    texts = {unicodedata.normalize("NFC", " ".join(str(value).split())) for value in chosen}
    return tuple(sorted(texts - {""}, key=sort_key))


def _first(graph: Graph, subject: Node, predicate: URIRef) -> str:
    return next(iter(_texts(graph, subject, predicate)), "")


def _make_ids(uris: Iterable[str], labels: dict[str, str]) -> dict[str, str]:
    """Return the concept id of each URI; labels that give the same slug are numbered in the order of their URIs."""
    ids: dict[str, str] = {}
    for uri in uris:
        slug = make_slug(labels[uri]) or make_slug(re.split(r"[/#:]", uri)[-1]) or "begrip"
        concept_id, number = f"c:{slug}", 1
        while concept_id in ids.values():
            number += 1
            concept_id = f"c:{slug}-{number}"
        ids[uri] = concept_id
    return ids


def _relations(
    graph: Graph, ids: dict[str, str], forward: Iterable[URIRef], backward: Iterable[URIRef]
) -> dict[str, tuple[str, ...]]:
    """Return, per URI, the sorted ids that it points to, whichever of the two directions the file states."""
    found: dict[str, set[str]] = {uri: set() for uri in ids}
    for uri, targets in found.items():
        for predicate in forward:
            targets.update(ids.get(str(target), str(target)) for target in graph.objects(URIRef(uri), predicate))
        for predicate in backward:
            targets.update(ids[str(source)] for source in graph.subjects(predicate, URIRef(uri)) if str(source) in ids)
    return {uri: tuple(sorted(targets)) for uri, targets in found.items()}


def _read_collections(graph: Graph) -> dict[str, str]:
    """Return the theme of each member URI: the first collection by name."""
    members: dict[str, str] = {}
    collections = {collection for kind in (SKOS.Collection,) for collection in graph.subjects(RDF.type, kind)}
    named = sorted(
        (_first(graph, collection, SKOS.prefLabel), str(collection), collection) for collection in collections
    )
    for label, _, collection in named:
        for member in graph.objects(collection, SKOS.member) if label else ():
            members.setdefault(str(member), label)
    return members


def _add_top_themes(concepts: Sequence[Concept]) -> Iterator[Concept]:
    by_id = {concept.concept_id: concept for concept in concepts}
    parents = {parent for concept in concepts for parent in concept.broader}
    for concept in concepts:
        top, seen = concept, {concept.concept_id}
        while top.broader and top.broader[0] in by_id and top.broader[0] not in seen:
            top = by_id[top.broader[0]]
            seen.add(top.concept_id)
        lonely = top is concept and concept.concept_id not in parents
        yield replace(concept, theme=concept.theme or ("" if lonely else top.label))


def _finish(graph: Graph, concepts: Iterable[Concept]) -> Thesaurus:
    ordered = tuple(sorted(concepts, key=lambda concept: (sort_key(concept.label), concept.uri)))
    schemes = sorted(s for s in graph.subjects(RDF.type, SKOS.ConceptScheme) if isinstance(s, URIRef))
    scheme = schemes[0] if schemes else URIRef(SCHEME_URI)
    titles = (_first(graph, scheme, name) for name in (DCTERMS.title, SKOS.prefLabel, RDFS.label))
    return Thesaurus(
        title=next((title for title in titles if title), ""),
        concepts=ordered,
        themes=tuple(sorted({concept.theme for concept in ordered if concept.theme}, key=sort_key)),
        uri=str(scheme),
        version=_first(graph, scheme, OWL.versionInfo),
        licence=str(graph.value(scheme, DCTERMS.license) or ""),
        description=_first(graph, scheme, DCTERMS.description),
    )


def _render(thesaurus: Thesaurus) -> str:
    by_id = {concept.concept_id: concept for concept in thesaurus.concepts}
    narrower: dict[str, list[str]] = {concept_id: [] for concept_id in by_id}
    for concept in thesaurus.concepts:
        for parent in concept.broader:
            narrower[parent].append(concept.concept_id)
    base = thesaurus.uri.rpartition("/")[0] + "/"

    def short(uri: str) -> str:
        local = uri.removeprefix(base)
        return f"id:{local}" if re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", local) else _iri(uri)

    tops = [concept.uri for concept in thesaurus.concepts if not concept.broader]

    def uris(concept_ids: Iterable[str]) -> list[str]:
        return [short(by_id[concept_id].uri) for concept_id in concept_ids]

    blocks = [
        f"{_PREFIXES}@prefix id: {_iri(base)} .\n",
        _block(
            short(thesaurus.uri),
            "skos:ConceptScheme",
            ("dct:title", _literals([thesaurus.title])),
            ("dct:description", _literals([thesaurus.description])),
            ("dct:license", [_iri(thesaurus.licence)] if thesaurus.licence else []),
            ("owl:versionInfo", [_quote(thesaurus.version)] if thesaurus.version else []),
            ("skos:hasTopConcept", [short(uri) for uri in tops]),
        ),
        _OWN_PROPERTIES,
    ]
    for theme in thesaurus.themes:
        members = [short(concept.uri) for concept in thesaurus.concepts if concept.theme == theme]
        uri = short(f"{base}thema-{make_slug(theme)}")
        blocks.append(_block(uri, "skos:Collection", ("skos:prefLabel", _literals([theme])), ("skos:member", members)))
    scheme = short(thesaurus.uri)
    for concept in thesaurus.concepts:
        blocks.append(
            _block(
                short(concept.uri),
                "skos:Concept",
                ("skos:inScheme", [scheme]),
                ("skos:topConceptOf", [] if concept.broader else [scheme]),
                ("skos:prefLabel", _literals([concept.label])),
                ("skos:altLabel", _literals(concept.alt_labels)),
                ("skos:hiddenLabel", _literals(concept.hidden_labels)),
                ("match:narrowTerm", _literals(concept.terms)),
                ("match:verb", _literals(concept.verbs)),
                ("match:notIn", _literals(concept.excluded)),
                ("match:notWhere", _literals(concept.conditions)),
                ("skos:definition", _literals([concept.definition])),
                ("skos:broader", uris(concept.broader)),
                ("skos:narrower", uris(sorted(narrower[concept.concept_id]))),
                ("skos:related", uris(concept.related)),
            )
        )
    return "\n".join(blocks)


def _block(name: str, kind: str, *properties: tuple[str, Sequence[str]]) -> str:
    lines = [f"{name} a {kind}"]
    lines += [f"    {predicate} " + ",\n        ".join(values) for predicate, values in properties if values]
    return " ;\n".join(lines) + " .\n"


def _literals(texts: Iterable[str]) -> list[str]:
    return [f"{_quote(text)}@nl" for text in texts if text]


def _quote(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + re.sub(r"[\x00-\x1f\x7f]", lambda match: f"\\u{ord(match[0]):04x}", escaped) + '"'


def _iri(uri: str) -> str:
    return "<" + re.sub(r'[\x00-\x20<>"{}|^`\\]', lambda match: f"\\u{ord(match[0]):04x}", uri) + ">"
