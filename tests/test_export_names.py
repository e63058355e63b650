"""'Zonder namen': in no byte of any export stands a name of a person, and the same person has the same number."""

from __future__ import annotations

import base64
import binascii
import gzip
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pptx import Presentation
from pptx.oxml.ns import qn

from graph.export.bundle import Bundle, Person, make_bundle, whole_filters
from graph.export.comma import export_csv
from graph.export.formats import FORMATS
from graph.export.hider import NameHider
from graph.export.names import remove_names
from graph.export.pdf import export_pdf
from graph.export.pptx import export_pptx
from graph.filters import Filters
from graph.rows import Mark, make_slug
from graph.store import GraphFile
from tests import fixture_graph
from tests.export_bundles import EVERYTHING, fixture_bundle

PEOPLE = (
    Person("p:johan-rudolf-thorbecke", ("Johan Rudolf Thorbecke", "Thorbecke", "J.R. Thorbecke")),
    Person("p:paul-t-hart", ("Paul ’t Hart", "’t Hart", "'t Hart")),
    Person("p:elinor-ostrom", ("Elinor Ostrom", "Ostrom", "Ostroms")),
    Person("p:zeger-van-der-wal", ("Zeger van der Wal", "Van der Wal")),
    Person("p:jane-jacobs", ("Jane Jacobs", "Jacobs")),
    Person("p:aletta-jacobs", ("Aletta Jacobs", "Jacobs")),
    Person("p:arne", ("Arne",)),
    Person("", ("Noor Bakker-Visser",)),
)
OTHERS = ("Hart van Brabant", "Thorbecke Academie", "Utrecht")
HIDER = NameHider(PEOPLE, OTHERS)


# -- texts -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("Niemand hier.", "Niemand hier."),
        ("Dat zei Johan Rudolf Thorbecke in 1848.", "Dat zei persoon 1 in 1848."),
        ("Thorbecke schreef. Thorbecke zweeg.", "Persoon 1 schreef. Persoon 1 zweeg."),
        ("Volgens dr. Thorbecke en prof. Ostrom.", "Volgens dr. persoon 1 en prof. persoon 3."),
        ("J. R. Thorbecke, J.R.Thorbecke", "Persoon 1, persoon 1"),
        ("Thorbeckes huis en Ostroms regels", "Persoon 1’s huis en persoon 3’s regels"),
        ("het Thorbeckeplein, het Thorbecke-huis", "het persoon 1-plein, het persoon 1-huis"),
        ("DE LES VAN THORBECKE", "DE LES VAN persoon 1"),
        ("Johan zag Rudolf.", "Persoon 1 zag persoon 1."),
        ("Hij las 't Hart en ’t Hart.", "Hij las persoon 2 en persoon 2."),
        ("Zo zei Paul\u00a0’t\u00a0Hart het", "Zo zei persoon 2 het"),
        ("vanuit het hart, in Hart van Brabant", "vanuit het hart, in Hart van Brabant"),
        ("Met Hart bedoelt men iemand", "Met persoon 2 bedoelt men iemand"),
        ("de Thorbecke Academie", "de persoon 1 Academie"),
        ("van der Wal of Van der Wal of Wal", "Persoon 4 of persoon 4 of persoon 4"),
        ("Jane en Jacobs en Aletta Jacobs", "Persoon 5 en een persoon en persoon 6"),
        ("Arnes vraag; Arnhem blijft", "Persoon 7’s vraag; Arnhem blijft"),
        ("Noor Bakker-Visser; mevrouw Visser", "Persoon 8; mevrouw persoon 8"),
        ("Wat Thorbec…", "Wat persoon 1…"),
        (
            "mail thorbecke@voorbeeld.nl of www.jane-jacobs.org/arne",
            "mail persoon-1@voorbeeld.nl of www.persoon-5.org/persoon-7",
        ),
        ("Ostrom, Elinor", "Persoon 3, persoon 3"),
    ],
)
def test_names_in_running_text(text: str, hidden: str):
    assert HIDER.text(text, running=True) == hidden


@pytest.mark.parametrize(
    ("name", "hidden"),
    [
        ("d:wat-thorbecke-niet-kon-weten", "d:wat-persoon-1-niet-kon-weten"),
        ("https://voorbeeld.nl/Ostrom_2024.pdf", "https://voorbeeld.nl/persoon-3_2024.pdf"),
        ("map/zeger-van-der-wal.md", "map/persoon-4.md"),
        ("l:hart-van-brabant", "l:hart-van-brabant"),
        ("o:commissie-jacobs", "o:commissie-een-persoon"),
        ("thorbeckeplein.docx", "persoon-1-plein.docx"),
        ("d:tussen-loket-en-straat", "d:tussen-loket-en-straat"),
    ],
)
def test_names_in_ids_and_addresses(name: str, hidden: str):
    assert HIDER.identifier(name) == hidden


def test_marks_move_along_and_tell_who_is_meant():
    text = "Daar zag Jacobs dat vertrouwen groeit in het huis van Thorbecke."
    marks = (
        Mark(9, 15, "p:aletta-jacobs", "person"),
        Mark(20, 30, "c:vertrouwen", "concept"),
        Mark(45, 63, "c:huis-van-thorbecke", "concept"),
    )
    hidden, moved = HIDER.marked(text, marks)
    assert hidden == "Daar zag persoon 6 dat vertrouwen groeit in het huis van persoon 1."
    assert [(hidden[mark.start : mark.end], mark.node_id) for mark in moved] == [
        ("persoon 6", "p:aletta-jacobs"),
        ("vertrouwen", "c:vertrouwen"),
        ("huis van persoon 1", "c:huis-van-thorbecke"),
    ]


WORDS = st.sampled_from(
    [
        "Thorbecke",
        "Johan",
        "’t Hart",
        "Hart",
        "de",
        "raad",
        "Jacobs",
        "Van der Wal",
        "zag.",
        "Ostroms",
        "THORBECKE",
        "en,",
    ]
)


@given(st.lists(WORDS, max_size=14), st.data())
def test_no_name_is_left_and_marks_stay_in_order(words: list[str], data: st.DataObject):
    text = " ".join(words)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    hidden, [mark] = HIDER.marked(text, (Mark(start, end, "c:x", "concept"),))
    for name in ("Thorbecke", "Johan", "Hart", "Jacobs", "Wal", "Ostrom"):
        assert not re.search(rf"\b{name}", hidden, re.IGNORECASE)
    assert 0 <= mark.start <= mark.end <= len(hidden)
    assert HIDER.text(hidden) == hidden


# -- a bundle ----------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def hidden_fixture(tmp_path_factory: pytest.TempPathFactory) -> Bundle:
    folder = tmp_path_factory.mktemp("graph")
    filters = replace(EVERYTHING, hidden=frozenset(("p:joris-de-waal",)))
    return remove_names(
        fixture_bundle(folder, filters, title="Els Brink staat naast verbinding", selection=("p:els-brink",))
    )


def test_a_bundle_loses_names_everywhere(hidden_fixture: Bundle):
    bundle = hidden_fixture
    assert bundle.title == "Persoon 1 staat naast verbinding"
    assert bundle.sentence.startswith("Persoon 1, 2 keer genoemd in 2 van")
    assert bundle.selection == ("p:persoon-1",)
    assert "zonder persoon 2" in bundle.caption[0]
    assert bundle.filters.hidden == frozenset(("p:persoon-2",))
    [person] = [node for node in bundle.view.nodes if node.kind == "person"]
    assert (person.node_id, person.label) == ("p:persoon-1", "persoon 1")
    assert (bundle.nodes["p:persoon-1"].label, bundle.nodes["p:persoon-1"].role) == ("persoon 1", "wethouder")
    assert [alias.alias for alias in bundle.aliases["p:persoon-1"]] == ["persoon 1"]
    texts = [(e.text, [e.text[m.start : m.end] for m in e.marks]) for e in bundle.node_excerpts["p:persoon-1"]]
    assert texts == [
        ("Wie verbindt, deelt ook zeggenschap, zegt persoon 1.", ["persoon 1"]),
        ("Persoon 1 ziet vertrouwen groeien waar men elkaar verbindt.", ["Persoon 1"]),
    ]
    assert {d.document_id: d.authors for d in bundle.documents}["d:de-straat-eerst"] == ("persoon 4",)
    assert {d.document_id: d.authors for d in bundle.documents}["d:bruggen-slaan"] == ("Redactie",)
    assert bundle.people == ()
    assert not re.search(r"Brink|Els\b|Waal|Joris|Akkers|els-brink|joris|waal", repr(bundle))


def test_links_and_nodes_still_fit_together(hidden_fixture: Bundle):
    drawn = {node.node_id for node in hidden_fixture.view.nodes}
    assert drawn == set(hidden_fixture.nodes)
    assert {(link.source, link.target) for link in hidden_fixture.view.links} == set(hidden_fixture.links)
    assert set(hidden_fixture.links) == set(hidden_fixture.link_excerpts)
    assert {end for pair in hidden_fixture.links for end in pair} <= drawn
    for pair, link in hidden_fixture.links.items():
        assert pair == (link.source, link.target)


def test_a_person_keeps_the_number_in_every_view_of_a_graph(tmp_path: Path):
    whole = remove_names(fixture_bundle(tmp_path))
    few = remove_names(fixture_bundle(tmp_path, Filters(documents=("d:minder-loketten",), max_q=None, threshold=0.0)))
    [in_few] = [node for node in few.view.nodes if node.kind == "person"]
    [in_whole] = [node for node in whole.view.nodes if node.node_id == in_few.node_id]
    assert in_few.node_id == "p:persoon-2"
    assert (in_few.x, in_few.y) == (in_whole.x, in_whole.y) == fixture_graph.POSITIONS["p:joris-de-waal"]


def test_two_texts_whose_ids_become_equal_stay_apart(tmp_path: Path):
    bundle = fixture_bundle(tmp_path)
    first, second, *others = bundle.documents
    twins = (replace(first, document_id="d:jane-spreekt"), replace(second, document_id="d:aletta-spreekt"))
    hidden = remove_names(
        replace(bundle, documents=(*twins, *others), people=(Person("p:x", ("Jane", "Aletta")),), other_names=())
    )
    assert [document.document_id for document in hidden.documents[:2]] == [
        "d:persoon-1-spreekt-2",
        "d:persoon-1-spreekt",
    ]


# -- every byte of every format ----------------------------------------------------------------------------------------


def all_bytes(path: Path) -> Iterator[bytes]:
    """Yield the file, and whatever is packed in it: zip members, streams of a PDF, base64 and gzip in a page."""
    yield from _unpack(path.read_bytes())
    for beside in path.parent.glob(f"{path.stem}-*"):
        yield from _unpack(beside.read_bytes())


def _unpack(content: bytes, depth: int = 0) -> Iterator[bytes]:
    if depth > 3:
        return
    if content[:4] == b"PK\x03\x04":
        with zipfile.ZipFile(BytesIO(content)) as archive:
            assert archive.comment == b""
            for info in archive.infolist():
                yield info.filename.encode() + b" " + info.comment + info.extra
                yield from _unpack(archive.read(info), depth + 1)
        return
    if content[:2] == b"\x1f\x8b":
        yield from _unpack(gzip.decompress(content), depth + 1)
        return
    if content[:5] == b"%PDF-":
        # The letters in its streams are numbers of a font; as words they come out only through a reader of PDF.
        yield from _read_pdf(content)
        for stream in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", content, re.DOTALL):
            try:
                yield zlib.decompress(stream)
            except zlib.error:
                continue
        yield content
        return
    # What looks like base64 is no text: letters in it that spell a name are chance; what it holds is looked at instead.
    for packed in re.findall(rb"[A-Za-z0-9+/]{200,}={0,2}", content):
        try:
            yield from _unpack(base64.b64decode(packed, validate=True), depth + 1)
        except binascii.Error:
            continue
    yield re.sub(rb"[A-Za-z0-9+/]{200,}={0,2}", b"", content)


def _read_pdf(content: bytes) -> Iterator[bytes]:
    document = pypdfium2.PdfDocument(content)
    for key, value in document.get_metadata_dict().items():
        yield f"{key}: {value}".encode()
    for mark in document.get_toc():
        yield mark.get_title().encode()
    for page in document:
        # Where a name is cut into lines or pieces, the whole of it is looked for too.
        text = page.get_textpage().get_text_range()
        yield text.encode(errors="replace")
        yield " ".join(text.split()).encode(errors="replace")


def forms_of(graph: GraphFile) -> set[str]:
    """Return every name and alias of every person and author, each also as it stands in an id."""
    persons = {node.node_id: node.label for node in graph.nodes() if node.kind == "person"}
    forms = set(persons.values())
    forms |= {str(row["alias"]) for row in graph.iterate("aliases", "node_id, alias") if row["node_id"] in persons}
    forms |= {form for person in make_bundle(graph, Filters()).people for form in person.forms}
    forms |= {form.replace("’", "'") for form in forms}
    return forms | {make_slug(form) for form in forms if " " in form}


def find_names(content: bytes, forms: set[str]) -> set[str]:
    found = set()
    for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
        text = content.decode(encoding, errors="ignore")
        plain = text.replace("&#x27;", "'").replace("&apos;", "'").replace("\\u2019", "’")
        for form in forms:
            if form in plain and re.search(rf"(?<!\w){re.escape(form)}(?!\w)", plain):
                found.add(form)
    return found


@pytest.fixture(scope="module")
def essay_bundles(essay_graph: GraphFile) -> tuple[list[Bundle], set[str]]:
    """The whole graph of the shipped essays and two views of it, without names, with the names that are gone."""
    forms = forms_of(essay_graph)
    whole = make_bundle(essay_graph, whole_filters(Filters()), title="Wat " + " en ".join(sorted(forms)[:9]))
    documents = replace(whole_filters(Filters()), window="document")
    persons = sorted(
        (node for node in whole.nodes.values() if node.kind == "person"), key=lambda node: -node.n_mentions
    )
    chosen = make_bundle(essay_graph, Filters(hidden=frozenset((persons[1].node_id,))), (persons[0].node_id,))
    return [remove_names(bundle) for bundle in (whole, make_bundle(essay_graph, documents), chosen)], forms


def test_the_search_for_names_finds_them_where_they_are(essay_graph: GraphFile, tmp_path: Path):
    """With names, each format shows some: else the test below could not fail."""
    forms = forms_of(essay_graph)
    assert len(forms) > 30
    bundle = make_bundle(essay_graph, whole_filters(Filters()))
    # Of the pixels of a PNG no names can be read; they are those of the PDF.
    for name in FORMATS.keys() - {"png"}:
        path = tmp_path / name / f"met{FORMATS[name].suffix}"
        FORMATS[name].write(bundle, path)
        found = set().union(*(find_names(content, forms) for content in all_bytes(path)))
        assert len(found) > (5 if name in ("svg", "pdf", "pptx") else 20), name


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("which", [0, 1, 2], ids=["whole", "documents", "opening"])
def test_no_name_in_any_byte(essay_bundles: tuple[list[Bundle], set[str]], tmp_path: Path, name: str, which: int):
    bundles, forms = essay_bundles
    path = tmp_path / f"zonder{FORMATS[name].suffix}"
    FORMATS[name].write(bundles[which], path)
    left = {form for content in all_bytes(path) for form in find_names(content, forms)}
    assert left == set()


@pytest.mark.parametrize("name", ["storyboard.pptx", "storyboard.pdf", "tabellen.zip"])
def test_no_name_in_what_holds_several_views_or_files(
    essay_bundles: tuple[list[Bundle], set[str]], tmp_path: Path, name: str
):
    bundles, forms = essay_bundles
    path = tmp_path / name
    {".pptx": export_pptx, ".pdf": export_pdf}.get(path.suffix, lambda held, to: export_csv(held[0], to))(bundles, path)
    left = {form for content in all_bytes(path) for form in find_names(content, forms)}
    assert left == set()
    if path.suffix == ".pptx":
        slides = Presentation(str(path)).slides
        told = [
            [str(shape.get("descr")) for shape in slide._element.iter(qn("p:cNvPr")) if shape.get("descr")]
            for slide in slides
        ]
        assert len(slides) == 3
        assert all(any("persoon 1" in text for text in texts) for texts in told), "nobody is described at all"
        assert all("persoon" in slide.notes_slide.notes_text_frame.text.casefold() for slide in slides)
