"""The data formats: what is drawn comes back out of each, whole, safe and always the same."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import networkx as nx
import openpyxl
import pytest
import rdflib
from lxml import etree

from graph.errors import ReadableError
from graph.export.about import cite
from graph.export.bundle import Bundle, make_bundle, whole_filters
from graph.export.formats import FORMATS
from graph.export.names import remove_names
from graph.export.writing import replacing
from graph.filters import Filters
from graph.palette import Colour
from graph.rows import Document
from graph.store import GraphFile
from tests import fixture_graph
from tests.export_bundles import EMPTY, EVERYTHING, NASTY, big_bundle, fixture_bundle

ROOT = Path(__file__).resolve().parents[1]
DATA_FORMATS = ["gexf", "graphml", "csv", "json", "vosviewer", "xlsx", "ttl", "html"]
BG = rdflib.Namespace("urn:begrippengraaf:def:")
OA = rdflib.Namespace("http://www.w3.org/ns/oa#")
PROV = rdflib.Namespace("http://www.w3.org/ns/prov#")
SKOS = rdflib.Namespace("http://www.w3.org/2004/02/skos/core#")
NodeLook = tuple[float, float, str, str]  # x, y, colour, label


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Bundle:
    return fixture_bundle(tmp_path_factory.mktemp("graph"))


def write(bundle: Bundle, name: str, folder: Path) -> Path:
    path = folder / f"uitvoer{FORMATS[name].suffix}"
    FORMATS[name].write(bundle, path)
    return path


def html_data(path: Path) -> dict[str, Any]:
    text = path.read_text(encoding="utf-8")
    found = re.search(r'<script type="application/json" id="picture-data">(.*?)</script>', text, re.DOTALL)
    assert found is not None
    data: dict[str, Any] = json.loads(found.group(1))
    return data


# -- the bundle --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("window", ["sentence", "paragraph", "document"])
@pytest.mark.parametrize("documents", [None, ("d:bruggen-slaan", "d:script")])
def test_all_sentences_at_once_are_those_asked_for_one_by_one(
    tmp_path: Path, window: Any, documents: tuple[str, ...] | None
):
    bundle = fixture_bundle(tmp_path, replace(EVERYTHING, window=window, documents=documents))
    inside = {document.document_id for document in bundle.documents}
    assert any(bundle.link_excerpts.values())
    with GraphFile(tmp_path / "graph.duckdb") as graph:
        for (source, target), excerpts in bundle.link_excerpts.items():
            asked = graph.link_excerpts(source, target, window, 1000)
            assert excerpts == tuple(excerpt for excerpt in asked if excerpt.document_id in inside)
        for node_id, excerpts in bundle.node_excerpts.items():
            asked = graph.node_excerpts(node_id, 1000)
            assert excerpts == tuple(excerpt for excerpt in asked if excerpt.document_id in inside)


def test_no_more_sentences_than_asked_for(tmp_path: Path):
    some = fixture_bundle(tmp_path, max_excerpts=2)
    assert max(map(len, some.node_excerpts.values())) == 2 == max(map(len, some.link_excerpts.values()))
    assert fixture_bundle(tmp_path, max_excerpts=0).node_excerpts == {}


def test_title_caption_and_citation_of_the_hand_made_graph(bundle: Bundle):
    assert bundle.title == "Burgerparticipatie en Omgevingswet hangen het sterkst samen"
    assert bundle.caption == (
        "Banden per zin, 19 van 19 knopen",
        "8 teksten, 2023–2026",
        "Begrippengraaf, 21 november 2026, corpus 7f3a9c",
    )
    assert (bundle.date, bundle.fingerprint) == ("2026-11-21", "7f3a9c")
    assert cite(bundle) == (
        "Begrippengraaf (21 november 2026). Burgerparticipatie en Omgevingswet hangen het sterkst samen. "
        "Corpus 7f3a9c: 8 teksten, 2023–2026."
    )


def test_the_caption_says_the_filters_in_words(tmp_path: Path):
    filters = Filters(
        documents=("d:bruggen-slaan", "d:de-straat-eerst"),
        window="paragraph",
        measure="count",
        threshold=2.0,
        hidden=frozenset(("p:els-brink",)),
    )
    assert fixture_bundle(tmp_path, filters).caption == (
        "Banden per alinea, q < 0,05, aantal keren samen vanaf 2, zonder Els Brink, 5 van 5 knopen",
        "2 van 8 teksten, 2024–2025",
        "Begrippengraaf, 21 november 2026, corpus 7f3a9c",
    )


@pytest.mark.parametrize(
    ("selection", "title"),
    [
        (("c:verbinding",), "Verbinding hangt het sterkst samen met overheidsparticipatie"),
        (("c:verbinding", "p:els-brink"), "Verbinding en Els Brink samen in de teksten"),
        (("d:stil",), "‘Zonder begrip’ in de teksten"),
    ],
)
def test_the_title_follows_the_choice(tmp_path: Path, selection: tuple[str, ...], title: str):
    assert fixture_bundle(tmp_path, selection=selection).title == title


def test_whole_filters_draw_every_node_and_link(tmp_path: Path):
    bundle = fixture_bundle(tmp_path, whole_filters(Filters(hidden=frozenset(("c:verbinding",)), max_nodes=5)))
    assert len(bundle.view.nodes) == len(fixture_graph.NODES) + len(fixture_graph.TEXTS)


# -- the same picture in every format ----------------------------------------------------------------------------------


def look_gexf(path: Path) -> dict[str, NodeLook]:
    found = {}
    for node_id, held in nx.read_gexf(path).nodes(data=True):
        colour, place = held["viz"]["color"], held["viz"]["position"]
        found[node_id] = (place["x"], -place["y"], "#{r:02X}{g:02X}{b:02X}".format(**colour), held["whole_label"])
    return found


def look_graphml(path: Path) -> dict[str, NodeLook]:
    nodes = nx.read_graphml(path).nodes(data=True)
    return {node_id: (held["x"], -held["y"], held["colour"], held["label"]) for node_id, held in nodes}


def look_json(path: Path) -> dict[str, NodeLook]:
    nodes = nx.node_link_graph(json.loads(path.read_text(encoding="utf-8")), edges="edges").nodes(data=True)
    return {node_id: (held["x"], held["y"], held["colour"], held["label"]) for node_id, held in nodes}


def look_csv(path: Path) -> dict[str, NodeLook]:
    with path.with_name(f"{path.stem}-knopen.csv").open(encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle))
    return {row["id"]: (float(row["x"]), float(row["y"]), row["colour"], row["label"]) for row in rows}


def look_xlsx(path: Path) -> dict[str, NodeLook]:
    head, *rows = openpyxl.load_workbook(path)["Knopen"].iter_rows(values_only=True)
    named = [dict(zip(head, row, strict=True)) for row in rows]
    return {str(row["Id"]): (row["x"], row["y"], row["Kleur"], row["Knoop"]) for row in named}  # type: ignore[misc]


def look_ttl(path: Path) -> dict[str, NodeLook]:
    graph = rdflib.Graph().parse(path)
    found = {}
    for node, x in graph.subject_objects(BG.x):
        name = graph.value(node, SKOS.prefLabel) or graph.value(node, rdflib.RDFS.label)
        y, colour = graph.value(node, BG.y), graph.value(node, BG.colour)
        found[str(node).removeprefix("urn:begrippengraaf:")] = (float(str(x)), float(str(y)), str(colour), str(name))
    return found


def look_html(path: Path) -> dict[str, NodeLook]:
    data = html_data(path)
    labels = {node["id"]: node["label"] for node in data["nodes"]}
    return {node["id"]: (node["x"], node["y"], node["light"], labels[node["id"]]) for node in data["picture"]["nodes"]}


LOOKS: dict[str, Callable[[Path], dict[str, NodeLook]]] = {
    "gexf": look_gexf,
    "graphml": look_graphml,
    "json": look_json,
    "csv": look_csv,
    "xlsx": look_xlsx,
    "ttl": look_ttl,
    "html": look_html,
}


@pytest.mark.parametrize("name", LOOKS)
def test_places_colours_and_labels_are_those_of_the_view(bundle: Bundle, tmp_path: Path, name: str):
    assert LOOKS[name](write(bundle, name, tmp_path)) == {
        node.node_id: (node.x, node.y, node.colour.light, bundle.nodes[node.node_id].label)
        for node in bundle.view.nodes
    }


def pairs_vosviewer(path: Path) -> set[tuple[str, str]]:
    network = json.loads(path.read_text(encoding="utf-8"))["network"]
    labels = {item["id"]: item["label"] for item in network["items"]}
    return {(labels[link["source_id"]], labels[link["target_id"]]) for link in network["links"]}


def pairs_csv(path: Path) -> set[tuple[str, str]]:
    with path.open(encoding="utf-8", newline="") as handle:
        return {(row["source_label"], row["target_label"]) for row in csv.DictReader(handle)}


def pairs_xlsx(path: Path) -> set[tuple[str, str]]:
    rows = openpyxl.load_workbook(path)["Banden"].iter_rows(min_row=2, max_col=2, values_only=True)
    return {(str(first), str(second)) for first, second in rows}


def pairs_html(path: Path) -> set[tuple[str, str]]:
    data = html_data(path)
    labels = {node["id"]: node["label"] for node in data["nodes"]}
    assert {f"{link['a']}~{link['b']}" for link in data["links"]} == {edge["id"] for edge in data["picture"]["edges"]}
    return {(labels[link["a"]], labels[link["b"]]) for link in data["links"]}


def pairs_networkx(graph: Any) -> set[tuple[str, str]]:
    labels = {node_id: held.get("whole_label", held["label"]) for node_id, held in graph.nodes(data=True)}
    return {(labels[a], labels[b]) for a, b in graph.edges()}


PAIRS: dict[str, Callable[[Path], set[tuple[str, str]]]] = {
    "gexf": lambda path: pairs_networkx(nx.read_gexf(path)),
    "graphml": lambda path: pairs_networkx(nx.read_graphml(path)),
    "json": lambda path: pairs_networkx(nx.node_link_graph(json.loads(path.read_text("utf-8")), edges="edges")),
    "vosviewer": pairs_vosviewer,
    "csv": pairs_csv,
    "xlsx": pairs_xlsx,
    "html": pairs_html,
}


@pytest.mark.parametrize("name", PAIRS)
def test_links_are_those_of_the_view(bundle: Bundle, tmp_path: Path, name: str):
    found = {frozenset(pair) for pair in PAIRS[name](write(bundle, name, tmp_path))}
    label = {node_id: node.label for node_id, node in bundle.nodes.items()}
    assert found == {frozenset((label[link.source], label[link.target])) for link in bundle.view.links}


def test_measures_and_sentences_of_one_link(bundle: Bundle, tmp_path: Path):
    link = bundle.links["c:overheidsparticipatie", "c:verbinding"]
    for name, read in (("gexf", nx.read_gexf), ("graphml", nx.read_graphml)):
        held = read(write(bundle, name, tmp_path)).edges["c:overheidsparticipatie", "c:verbinding"]
        assert (held["count"], held["n_documents"]) == (3, 3)
        assert held["npmi"] == pytest.approx(link.npmi)
        assert held["sentences"].splitlines()[0] == (
            "Overheidsparticipatie vraagt om verbinding in de straat. (Bruggen slaan, Redactie, 2024-03)"
        )
    data = json.loads(write(bundle, "json", tmp_path).read_text(encoding="utf-8"))
    edge = next(edge for edge in data["edges"] if edge["source"] == "c:overheidsparticipatie")
    texts = [data["graph"]["sentences"][key] for key in edge["sentences"]]
    assert edge["q_value"] == pytest.approx(link.q_value) and len(texts) == 3
    assert texts[0]["text"] == "Overheidsparticipatie vraagt om verbinding in de straat."
    assert [texts[0]["text"][start:end] for start, end, _ in texts[0]["marks"]] == [
        "Overheidsparticipatie",
        "verbinding",
    ]


def test_turtle_leads_from_a_link_to_its_words(bundle: Bundle, tmp_path: Path):
    graph = rdflib.Graph().parse(write(bundle, "ttl", tmp_path))
    address = rdflib.URIRef("urn:begrippengraaf:band:c:overheidsparticipatie~c:verbinding")
    assert {str(member) for member in graph.objects(address, BG.member)} == {
        "urn:begrippengraaf:c:overheidsparticipatie",
        "urn:begrippengraaf:c:verbinding",
    }
    derived = set(graph.objects(address, PROV.wasDerivedFrom))
    annotation = graph.value(None, OA.hasBody, address)
    assert derived == set(graph.objects(annotation, OA.hasTarget)) and len(derived) == 3
    quotes = {
        str(exact)
        for sentence in derived
        for selector in graph.objects(sentence, OA.hasSelector)
        for exact in graph.objects(selector, OA.exact)
    }
    assert quotes == {excerpt.text for excerpt in bundle.link_excerpts["c:overheidsparticipatie", "c:verbinding"]}
    assert int(str(graph.value(address, BG["count"]))) == 3
    # Together is not related: the file states no relation between concepts.
    assert list(graph.subject_objects(SKOS.related)) == []


def test_vosviewer_clusters_have_the_colours_of_the_screen(bundle: Bundle, tmp_path: Path):
    data = json.loads(write(bundle, "vosviewer", tmp_path).read_text(encoding="utf-8"))
    items = {item["label"]: item for item in data["network"]["items"]}
    colours = {held["cluster"]: held["color"] for held in data["config"]["color_schemes"]["cluster_colors"]}
    for node in bundle.view.nodes:
        assert colours[items[bundle.nodes[node.node_id].label]["cluster"]] == node.colour.light
    assert items["verbinding"]["weights"]["Keer genoemd"] == 7 == bundle.nodes["c:verbinding"].n_mentions
    reach = max(max(abs(item["x"]), abs(item["y"])) for item in items.values())
    assert reach == 1.0
    assert items["decentralisatie"]["y"] > 0 > items["Omgevingswet"]["y"]


def test_csv_in_one_zip_file_holds_the_same_tables(bundle: Bundle, tmp_path: Path):
    FORMATS["csv"].write(bundle, tmp_path / "los.csv")
    FORMATS["csv"].write(bundle, tmp_path / "samen.zip")
    with zipfile.ZipFile(tmp_path / "samen.zip") as archive:
        assert archive.namelist() == ["knopen.csv", "banden.csv", "over.csv"]
        assert archive.read("banden.csv") == (tmp_path / "los.csv").read_bytes()
        assert archive.read("knopen.csv") == (tmp_path / "los-knopen.csv").read_bytes()
        assert archive.read("over.csv") == (tmp_path / "los-over.csv").read_bytes()


def test_the_workbook_has_its_sheets(bundle: Bundle, tmp_path: Path):
    book = openpyxl.load_workbook(write(bundle, "xlsx", tmp_path))
    assert book.sheetnames == ["Knopen", "Banden", "Zinnen", "Teksten", "Over deze graaf"]
    assert [cell.value for cell in book["Teksten"][2]] == [
        *("<script>globalThis.pwned = 1</script>", '<img src=x onerror="globalThis.pwned = 2">', None, "Proefblad"),
        *(None, None, 15, "d:script"),
    ]
    about = {str(word): text for word, text in book["Over deze graaf"].iter_rows(values_only=True)}
    assert about["Citeer als"] == cite(bundle)
    sentences = list(book["Zinnen"].iter_rows(min_row=2, max_col=3, values_only=True))
    assert (
        "overheidsparticipatie",
        "verbinding",
        "Overheidsparticipatie vraagt om verbinding in de straat.",
    ) in sentences


@pytest.mark.parametrize("name", DATA_FORMATS)
def test_the_corpus_is_cited_in_every_format(bundle: Bundle, tmp_path: Path, name: str):
    path = write(bundle, name, tmp_path)
    content = path.read_bytes()
    if name == "xlsx":
        with zipfile.ZipFile(path) as archive:
            content = b"".join(archive.read(member) for member in archive.namelist())
    if name == "csv":
        content = path.with_name(f"{path.stem}-over.csv").read_bytes()
    assert "Corpus 7f3a9c: 8 teksten, 2023–2026." in content.decode("utf-8")


# -- GEXF's own rules --------------------------------------------------------------------------------------------------

GEXF_RULES = """<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" elementFormDefault="qualified"
  targetNamespace="http://www.gexf.net/1.2draft" xmlns:g="http://www.gexf.net/1.2draft"
  xmlns:viz="http://www.gexf.net/1.2draft/viz">
 <xs:import namespace="http://www.gexf.net/1.2draft/viz" schemaLocation="viz.xsd"/>
 <xs:element name="gexf"><xs:complexType><xs:sequence>
   <xs:element name="meta" minOccurs="0"><xs:complexType><xs:choice minOccurs="0" maxOccurs="unbounded">
     <xs:element name="creator" type="xs:string"/><xs:element name="keywords" type="xs:string"/>
     <xs:element name="description" type="xs:string"/></xs:choice>
     <xs:attribute name="lastmodifieddate" type="xs:date"/></xs:complexType></xs:element>
   <xs:element name="graph"><xs:complexType><xs:choice minOccurs="0" maxOccurs="unbounded">
     <xs:element name="attributes"><xs:complexType><xs:sequence>
       <xs:element name="attribute" maxOccurs="unbounded"><xs:complexType>
         <xs:attribute name="id" type="xs:string" use="required"/><xs:attribute name="title" type="xs:string"
           use="required"/><xs:attribute name="type" use="required"><xs:simpleType><xs:restriction base="xs:string">
           <xs:enumeration value="integer"/><xs:enumeration value="double"/><xs:enumeration value="float"/>
           <xs:enumeration value="long"/><xs:enumeration value="boolean"/><xs:enumeration value="string"/>
           </xs:restriction></xs:simpleType></xs:attribute></xs:complexType></xs:element></xs:sequence>
       <xs:attribute name="class" use="required"><xs:simpleType><xs:restriction base="xs:string">
         <xs:enumeration value="node"/><xs:enumeration value="edge"/></xs:restriction></xs:simpleType></xs:attribute>
       <xs:attribute name="mode" fixed="static"/></xs:complexType></xs:element>
     <xs:element name="nodes"><xs:complexType><xs:sequence><xs:element name="node" minOccurs="0"
       maxOccurs="unbounded"><xs:complexType><xs:choice minOccurs="0" maxOccurs="unbounded">
         <xs:element ref="g:attvalues"/><xs:element ref="viz:color"/><xs:element ref="viz:position"/>
         <xs:element ref="viz:size"/><xs:element ref="viz:shape"/></xs:choice>
       <xs:attribute name="id" type="xs:string" use="required"/>
       <xs:attribute name="label" type="xs:token" use="required"/></xs:complexType></xs:element></xs:sequence>
       <xs:attribute name="count" type="xs:nonNegativeInteger"/></xs:complexType></xs:element>
     <xs:element name="edges"><xs:complexType><xs:sequence><xs:element name="edge" minOccurs="0"
       maxOccurs="unbounded"><xs:complexType><xs:choice minOccurs="0" maxOccurs="unbounded">
         <xs:element ref="g:attvalues"/><xs:element ref="viz:color"/><xs:element ref="viz:thickness"/></xs:choice>
       <xs:attribute name="id" type="xs:string" use="required"/><xs:attribute name="source" type="xs:string"
         use="required"/><xs:attribute name="target" type="xs:string" use="required"/>
       <xs:attribute name="type" fixed="undirected"/><xs:attribute name="weight" type="xs:float"/>
       </xs:complexType></xs:element></xs:sequence>
       <xs:attribute name="count" type="xs:nonNegativeInteger"/></xs:complexType></xs:element>
   </xs:choice><xs:attribute name="defaultedgetype" fixed="undirected"/><xs:attribute name="mode" fixed="static"/>
   </xs:complexType></xs:element></xs:sequence><xs:attribute name="version" fixed="1.2" use="required"/>
   </xs:complexType>
   <xs:key name="node-id"><xs:selector xpath="g:graph/g:nodes/g:node"/><xs:field xpath="@id"/></xs:key>
   <xs:keyref name="source" refer="g:node-id"><xs:selector xpath="g:graph/g:edges/g:edge"/>
     <xs:field xpath="@source"/></xs:keyref>
   <xs:keyref name="target" refer="g:node-id"><xs:selector xpath="g:graph/g:edges/g:edge"/>
     <xs:field xpath="@target"/></xs:keyref>
   <xs:key name="edge-id"><xs:selector xpath="g:graph/g:edges/g:edge"/><xs:field xpath="@id"/></xs:key>
   <xs:key name="attribute-id"><xs:selector xpath="g:graph/g:attributes/g:attribute"/>
     <xs:field xpath="@id"/></xs:key>
   <xs:keyref name="for" refer="g:attribute-id"><xs:selector xpath=".//g:attvalue"/><xs:field xpath="@for"/></xs:keyref>
 </xs:element>
 <xs:element name="attvalues"><xs:complexType><xs:sequence><xs:element name="attvalue" minOccurs="0"
   maxOccurs="unbounded"><xs:complexType><xs:attribute name="for" type="xs:string" use="required"/>
   <xs:attribute name="value" type="xs:string" use="required"/></xs:complexType></xs:element></xs:sequence>
   </xs:complexType></xs:element>
</xs:schema>"""
VIZ_RULES = """<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"
  targetNamespace="http://www.gexf.net/1.2draft/viz">
 <xs:simpleType name="channel"><xs:restriction base="xs:nonNegativeInteger"><xs:maxInclusive value="255"/>
   </xs:restriction></xs:simpleType>
 <xs:element name="color"><xs:complexType><xs:attribute name="r" type="x:channel" use="required"/>
   <xs:attribute name="g" type="x:channel" use="required"/><xs:attribute name="b" type="x:channel" use="required"/>
   </xs:complexType></xs:element>
 <xs:element name="position"><xs:complexType><xs:attribute name="x" type="xs:float" use="required"/>
   <xs:attribute name="y" type="xs:float" use="required"/><xs:attribute name="z" type="xs:float" use="required"/>
   </xs:complexType></xs:element>
 <xs:element name="size"><xs:complexType><xs:attribute name="value" use="required"><xs:simpleType>
   <xs:restriction base="xs:float"><xs:minInclusive value="0"/></xs:restriction></xs:simpleType></xs:attribute>
   </xs:complexType></xs:element>
 <xs:element name="thickness"><xs:complexType><xs:attribute name="value" use="required"><xs:simpleType>
   <xs:restriction base="xs:float"><xs:minInclusive value="0"/></xs:restriction></xs:simpleType></xs:attribute>
   </xs:complexType></xs:element>
 <xs:element name="shape"><xs:complexType><xs:attribute name="value" use="required"><xs:simpleType>
   <xs:restriction base="xs:string"><xs:enumeration value="disc"/><xs:enumeration value="square"/>
   <xs:enumeration value="triangle"/><xs:enumeration value="diamond"/></xs:restriction></xs:simpleType>
   </xs:attribute></xs:complexType></xs:element>
</xs:schema>""".replace("<xs:schema ", '<xs:schema xmlns:x="http://www.gexf.net/1.2draft/viz" ')


@pytest.fixture(scope="module")
def gexf_rules(tmp_path_factory: pytest.TempPathFactory) -> etree.XMLSchema:
    folder = tmp_path_factory.mktemp("rules")
    (folder / "gexf.xsd").write_text(GEXF_RULES, encoding="utf-8")
    (folder / "viz.xsd").write_text(VIZ_RULES, encoding="utf-8")
    return etree.XMLSchema(etree.parse(folder / "gexf.xsd"))


@pytest.mark.parametrize("filters", [EVERYTHING, Filters(), EMPTY], ids=["everything", "opening", "empty"])
def test_gexf_keeps_the_rules_of_the_format(tmp_path: Path, gexf_rules: etree.XMLSchema, filters: Filters):
    path = write(fixture_bundle(tmp_path, filters), "gexf", tmp_path)
    gexf_rules.assertValid(etree.parse(path))


def test_the_rules_see_a_link_to_nowhere(bundle: Bundle, tmp_path: Path, gexf_rules: etree.XMLSchema):
    broken = write(bundle, "gexf", tmp_path).read_text(encoding="utf-8").replace('source="c:', 'source="weg:', 1)
    assert not gexf_rules.validate(etree.fromstring(broken.encode()))


# -- what people type in -----------------------------------------------------------------------------------------------


def readable(path: Path, name: str) -> str:
    """Return all text of a written file as its own kind of reader gives it."""
    if name in ("gexf", "graphml"):
        tree = etree.parse(path)
        return "\n".join([*tree.getroot().itertext(), *(str(v) for e in tree.iter() for v in e.attrib.values())])
    if name == "xlsx":
        book = openpyxl.load_workbook(path)
        return "\n".join(str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row)
    if name == "csv":
        parts = [path, *path.parent.glob(f"{path.stem}-*.csv")]
        return "\n".join(
            cell for part in parts for row in csv.reader(io.StringIO(part.read_text("utf-8"))) for cell in row
        )
    if name == "ttl":
        return "\n".join(str(held) for triple in rdflib.Graph().parse(path) for held in triple)
    if name == "html":
        return json.dumps(html_data(path), ensure_ascii=False)
    return path.read_text(encoding="utf-8")


def expected(text: str, name: str) -> str:
    clean = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\uffff]", "\ufffd", " ".join(text.split()))
    return json.dumps(clean, ensure_ascii=False)[1:-1] if name in ("html", "json", "vosviewer") else clean


@pytest.fixture(scope="module", params=NASTY)
def nasty(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Bundle]:
    text = NASTY[request.param]
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(fixture_graph.NODES, "c:buurtplan", (text, "Participatie", "proposed"))
        return text, fixture_bundle(tmp_path_factory.mktemp("nasty"), title=text)


@pytest.mark.parametrize("name", DATA_FORMATS)
def test_any_title_and_label_arrives_as_it_was(tmp_path: Path, nasty: tuple[str, Bundle], name: str):
    text, bundle = nasty
    found = readable(write(bundle, name, tmp_path), name)
    # A title, and a label of a node or of an end of a link: both are there, whole.
    assert found.count(expected(text, name)) >= 2
    assert not list(tmp_path.glob("*.tmp"))


def test_no_cell_is_a_live_formula(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    for n, node_id in enumerate(("c:buurtplan", "c:verbinding", "p:els-brink", "l:dorpstede")):
        sign = "=+-@"[n]
        monkeypatch.setitem(fixture_graph.NODES, node_id, (f"{sign}HYPERLINK(1)", "", "known"))
    bundle = fixture_bundle(tmp_path, title='=HYPERLINK("https://voorbeeld.invalid")')
    path = write(bundle, "csv", tmp_path)
    cells = [
        cell
        for part in (path, *tmp_path.glob("uitvoer-*.csv"))
        for row in csv.reader(io.StringIO(part.read_text(encoding="utf-8")))
        for cell in row
    ]
    assert "'=HYPERLINK(1)" in cells and "'@HYPERLINK(1)" in cells
    live = [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t")) and not _is_number(cell)]
    assert live == []
    with zipfile.ZipFile(write(bundle, "xlsx", tmp_path)) as archive:
        sheets = [archive.read(member) for member in archive.namelist() if member.startswith("xl/worksheets/")]
        assert len(sheets) >= 5 and not any(b"<f>" in sheet or b"<f " in sheet for sheet in sheets)
        assert not any(b"hyperlink" in sheet.lower() for sheet in sheets)
    assert openpyxl.load_workbook(tmp_path / "uitvoer.xlsx")["Over deze graaf"]["B1"].data_type == "s"


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True


@pytest.mark.parametrize("name", DATA_FORMATS)
def test_an_empty_view_is_a_faithful_export(tmp_path: Path, name: str):
    bundle = fixture_bundle(tmp_path, EMPTY)
    assert (len(bundle.view.nodes), bundle.title) == (0, "Met deze keuze is er niets te zien")
    found = readable(write(bundle, name, tmp_path), name)
    if name != "csv":
        assert "Met deze keuze is er niets te zien" in found
    looks = LOOKS[name](tmp_path / f"uitvoer{FORMATS[name].suffix}") if name in LOOKS else {}
    assert looks == {}


def test_an_unknown_colour_is_refused_loudly(bundle: Bundle, tmp_path: Path):
    node = replace(bundle.view.nodes[0], colour=Colour("rood", "rood"))
    odd = replace(bundle, view=replace(bundle.view, nodes=(node, *bundle.view.nodes[1:])))
    with pytest.raises(ValueError, match="rood"):
        write(odd, "gexf", tmp_path)
    assert not list(tmp_path.iterdir())


# -- files -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", DATA_FORMATS)
def test_a_folder_that_cannot_be_written_is_told(bundle: Bundle, tmp_path: Path, name: str):
    (tmp_path / "bestand").write_text("ik ben geen map", encoding="utf-8")
    with pytest.raises(ReadableError, match="kan niet geschreven worden"):
        FORMATS[name].write(bundle, tmp_path / "bestand" / f"uitvoer{FORMATS[name].suffix}")
    (tmp_path / "map").mkdir()
    with pytest.raises(ReadableError, match="dit is een map"):
        FORMATS[name].write(bundle, tmp_path / "map")
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["bestand", "map"]


def test_what_was_there_stays_whole_when_writing_fails(tmp_path: Path):
    path = tmp_path / "uitvoer.gexf"
    path.write_text("vorige", encoding="utf-8")
    with pytest.raises(RuntimeError), replacing(path) as new:
        new.write_text("half", encoding="utf-8")
        raise RuntimeError("stroom weg")
    assert [(held.name, held.read_text(encoding="utf-8")) for held in tmp_path.iterdir()] == [
        ("uitvoer.gexf", "vorige")
    ]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such rights")
def test_a_new_file_has_the_rights_of_any_file(bundle: Bundle, tmp_path: Path):
    (tmp_path / "gewoon").write_text("", encoding="utf-8")
    path = write(bundle, "gexf", tmp_path)
    assert path.stat().st_mode == (tmp_path / "gewoon").stat().st_mode


DIGESTS = """
import hashlib, sys
from pathlib import Path
from graph.export.formats import FORMATS
from graph.export.names import remove_names
from tests.export_bundles import fixture_bundle
folder = Path(sys.argv[1])
bundle = fixture_bundle(folder)
for name in sys.argv[2:]:
    path = folder / f"uitvoer{FORMATS[name].suffix}"
    FORMATS[name].write(bundle, path)
    print(name, hashlib.sha256(path.read_bytes()).hexdigest())
"""


def test_the_same_view_gives_the_same_bytes_in_another_process(tmp_path: Path):
    """Sets come in another order for every seed of the hash; two seconds later every clock has moved on."""
    found = []
    for seed in ("1", "2"):
        folder = tmp_path / seed
        folder.mkdir()
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT), "TZ": f"UTC{seed}"}
        command = [sys.executable, "-c", DIGESTS, str(folder), *DATA_FORMATS]
        done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, check=True)
        found.append(done.stdout.splitlines())
        time.sleep(2.1)
    assert found[0] == found[1] and len(found[0]) == len(DATA_FORMATS)


# -- size --------------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def large() -> Bundle:
    return big_bundle(500, 2000)


@pytest.mark.parametrize("name", DATA_FORMATS)
def test_five_hundred_nodes_take_less_than_five_seconds(large: Bundle, tmp_path: Path, name: str):
    before = time.process_time()
    write(large, name, tmp_path)
    assert time.process_time() - before < 5


def test_many_documents_keep_their_dates(tmp_path: Path):
    """Dates of every precision become typed years, months and days in RDF; what is no date stays text."""
    bundle = big_bundle(10, 5)
    dates = ("2024", "2024-03", "2024-03-09", "voorjaar", "")
    documents = tuple(
        Document(f"d:{n}", f"T{n}", (), date, "", "", "", "", "md", 1, "") for n, date in enumerate(dates)
    )
    graph = rdflib.Graph().parse(write(replace(bundle, documents=documents), "ttl", tmp_path))
    found = {
        str(document): (str(date), str(getattr(date, "datatype", "")).rpartition("#")[2])
        for document, date in graph.subject_objects(rdflib.DCTERMS.date)
    }
    assert found == {
        "urn:begrippengraaf:d:0": ("2024", "gYear"),
        "urn:begrippengraaf:d:1": ("2024-03", "gYearMonth"),
        "urn:begrippengraaf:d:2": ("2024-03-09", "date"),
        "urn:begrippengraaf:d:3": ("voorjaar", "None"),
    }


def test_a_bundle_can_be_made_of_material_that_is_there_already(tmp_path: Path):
    from graph.material import read_material

    fixture_bundle(tmp_path)
    with GraphFile(tmp_path / "graph.duckdb") as graph:
        material = read_material(graph, "sentence", None)
        assert make_bundle(graph, EVERYTHING, material=material) == make_bundle(graph, EVERYTHING)


# -- other ways of looking ---------------------------------------------------------------------------------------------

WAYS = {
    "persons": Filters(projection="persons", max_q=None, threshold=0.0),
    "documents": Filters(projection="documents", max_q=None, threshold=0.0),
    "group": replace(EVERYTHING, colouring="group"),
    "texts": replace(EVERYTHING, colouring="texts", sizing="none"),
    "kind": replace(EVERYTHING, colouring="kind", measure="npmi"),
    "period": replace(EVERYTHING, period=("2024", "2025"), authors=("Redactie", "Griffie")),
    "focus": replace(EVERYTHING, focus=("c:verbinding",), backbone=True),
    "path": replace(EVERYTHING, path=("c:vertrouwen", "c:omgevingswet"), window="document"),
}


@pytest.mark.parametrize("way", WAYS)
def test_any_view_can_be_written_in_any_format(tmp_path: Path, gexf_rules: etree.XMLSchema, way: str):
    bundle = fixture_bundle(tmp_path, WAYS[way])
    for name in DATA_FORMATS:
        for held in (bundle, remove_names(bundle)):
            path = write(held, name, tmp_path)
            if name in LOOKS:
                assert len(LOOKS[name](path)) == len(bundle.view.nodes)
            if name in PAIRS:
                assert len(PAIRS[name](path)) == len(bundle.view.links)
            if name == "gexf":
                gexf_rules.assertValid(etree.parse(path))


def test_a_link_of_shared_concepts_rests_on_the_sentences_of_both(tmp_path: Path):
    bundle = fixture_bundle(tmp_path, WAYS["documents"])
    pair = ("d:bruggen-slaan", "d:de-straat-eerst")
    assert bundle.shared[pair] == ("verbinding", "overheidsparticipatie", "vertrouwen")
    assert bundle.links[pair].count == 3
    texts = {(excerpt.document_id, excerpt.text) for excerpt in bundle.link_excerpts[pair]}
    assert {document_id for document_id, _ in texts} == set(pair)
    assert ("d:bruggen-slaan", "Overheidsparticipatie vraagt om verbinding in de straat.") in texts
    assert bundle.caption[0].startswith("Banden zijn gedeelde begrippen, document – document")
    edge = json.loads(write(bundle, "json", tmp_path).read_text(encoding="utf-8"))["edges"][0]
    assert edge["window"] == "shared_concepts"
    link = next(held for held in html_data(write(bundle, "html", tmp_path))["links"] if held["a"] == pair[0])
    assert link["note"] == "3 gedeelde begrippen"
    assert link["rests"] == "Beide gaan samen met verbinding, overheidsparticipatie en vertrouwen."


def test_period_and_author_choose_the_documents(tmp_path: Path):
    bundle = fixture_bundle(tmp_path, WAYS["period"])
    assert [document.document_id for document in bundle.documents] == ["d:bruggen-slaan", "d:taken-en-geld"]
    assert bundle.caption[1] == "2 van 8 teksten, 2024"
    assert {e.document_id for held in bundle.link_excerpts.values() for e in held} == {
        "d:bruggen-slaan",
        "d:taken-en-geld",
    }


@pytest.mark.parametrize("way", ["group", "texts", "kind"])
def test_vosviewer_clusters_follow_the_legend(tmp_path: Path, way: str):
    bundle = fixture_bundle(tmp_path, WAYS[way])
    data = json.loads(write(bundle, "vosviewer", tmp_path).read_text(encoding="utf-8"))
    colours = {held["cluster"]: held["color"] for held in data["config"]["color_schemes"]["cluster_colors"]}
    items = {item["label"]: item for item in data["network"]["items"]}
    for node in bundle.view.nodes:
        assert colours[items[bundle.nodes[node.node_id].label]["cluster"]] == node.colour.light
