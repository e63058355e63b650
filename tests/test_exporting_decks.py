"""One way from views to files: storyboards, parts of pictures, names left out, and what the app shows beforehand."""

import csv
import io
import shutil
import zipfile
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import openpyxl
import pypdfium2
import pytest
from pptx import Presentation

from graph.__main__ import main
from graph.errors import ReadableError
from graph.export.bundle import Person, make_bundle, propose_title, read_chosen_material
from graph.export.figure import PictureOptions, make_figure
from graph.export.hider import NameHider
from graph.export.preview import MOST_PICTURES, make_preview
from graph.exporting import Wanted, export_view, finish_bundles, name_file, read_bundles, write_bundles
from graph.filters import Filters
from graph.snapshots import Snapshot, SnapshotFolder, snapshots_folder
from graph.store import GraphFile
from graph.view import make_view
from tests.export_bundles import EMPTY, EVERYTHING
from tests.fixture_graph import write_fixture_graph

PERSONS = {"soorten": "begrip~persoon", "toeval": "alles", "vanaf": "0"}
BOARD = (
    Snapshot("Brink leest de straat", PERSONS, ("p:els-brink",), note="Vraag joris de waal om een voorbeeld."),
    Snapshot("De Waal en het geld", PERSONS, caption="Els Brink zat erbij."),
    Snapshot("Wat over is", {"hoogstens": "3"}, zoom=4.0, centre=(0.0, 0.0)),
)
NAMES = ("Brink", "Joris", "Waal", "brink", "joris", "waal")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_fixture_graph(tmp_path_factory.mktemp("built") / "graph.duckdb")


@pytest.fixture
def home(built: Path, tmp_path: Path) -> Path:
    """A folder with the hand-made graph and three snapshots beside it."""
    path = Path(shutil.copy(built, tmp_path / "graph.duckdb"))
    shelf = SnapshotFolder(snapshots_folder(path))
    for snapshot in BOARD:
        shelf.save(snapshot)
    return tmp_path


def export(home: Path, name: str, *words: str, out: str = "uit") -> Path:
    path = home / out
    assert main(["export", name, "--graph", str(home / "graph.duckdb"), "--out", str(path), *words]) == 0
    return path


def words_of(slide: object) -> str:
    return "\n".join(
        text.text or "" for text in slide.element.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}t")
    )


# -- a storyboard -----------------------------------------------------------------------------------------------------


def test_a_storyboard_is_a_deck_with_a_slide_for_each_snapshot_in_its_order(home: Path):
    SnapshotFolder(home / "snapshots").move("wat-over-is", -2)
    deck = Presentation(str(export(home, "pptx", "--storyboard")))
    assert [slide.shapes.title.text_frame.text for slide in deck.slides] == [
        "Wat over is",
        "Brink leest de straat",
        "De Waal en het geld",
    ]
    notes = [slide.notes_slide.notes_text_frame.text for slide in deck.slides]
    assert notes[1].startswith("Vraag joris de waal om een voorbeeld.\n\n")
    assert not notes[0].startswith("\n")
    assert "Els Brink zat erbij." in words_of(deck.slides[2])
    assert "Els Brink zat erbij." not in words_of(deck.slides[1])


def test_a_slide_of_a_storyboard_is_the_slide_of_its_snapshot(home: Path):
    whole = Presentation(str(export(home, "pptx", "--storyboard")))
    for place, snapshot in enumerate(BOARD):
        one = Presentation(str(export(home, "pptx", "--snapshot", snapshot.title, out=f"{place}.pptx")))
        assert words_of(one.slides[0]) == words_of(whole.slides[place])


def test_nobody_is_named_in_a_deck_and_everybody_has_one_number(home: Path):
    path = export(home, "pptx", "--storyboard", "--without-names")
    with zipfile.ZipFile(path) as archive:
        held = b"\n".join(archive.read(name) for name in archive.namelist()).decode("utf-8", "replace")
    assert [name for name in NAMES if name in held] == []
    deck = Presentation(str(path))
    assert [slide.shapes.title.text_frame.text for slide in deck.slides] == [
        "Persoon 1 leest de straat",
        "Persoon 2 en het geld",
        "Wat over is",
    ]
    assert deck.slides[0].notes_slide.notes_text_frame.text.startswith("Vraag persoon 2 om een voorbeeld.")
    assert "Persoon 1 zat erbij." in words_of(deck.slides[1])


def test_a_storyboard_as_pdf_has_as_many_pages(home: Path):
    document = pypdfium2.PdfDocument(export(home, "pdf", "--storyboard").read_bytes())
    texts = [page.get_textpage().get_text_bounded() for page in document]
    assert [title in text for title, text in zip([held.title for held in BOARD], texts, strict=True)] == [True] * 3


def test_the_same_deck_twice_is_the_same_file(home: Path):
    assert (
        export(home, "pptx", "--storyboard", out="a.pptx").read_bytes()
        == export(home, "pptx", "--storyboard", out="b.pptx").read_bytes()
    )


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"format": "svg"}, "Alleen een PowerPoint of een PDF kan alle momentopnamen bevatten; kies pptx of pdf."),
        (
            {"title": "Een titel"},
            "In een reeks heeft elke momentopname haar eigen titel; geef geen andere, of kies één momentopname.",
        ),
    ],
)
def test_what_cannot_be_a_deck_is_told_and_leaves_nothing(home: Path, changes: dict[str, str], message: str):
    wanted = replace(Wanted("pptx", home / "uit.pptx", storyboard=True), **changes)
    with GraphFile(home / "graph.duckdb") as graph, pytest.raises(ReadableError) as error:
        export_view(graph, wanted, home / "snapshots")
    assert str(error.value) == message
    assert not (home / "uit.pptx").exists()


def test_without_snapshots_there_is_no_deck(tmp_path: Path, capsys):
    path = write_fixture_graph(tmp_path / "graph.duckdb")
    words = ["export", "pptx", "--storyboard", "--graph", str(path), "--out", str(tmp_path / "uit.pptx")]
    assert main(words) == 1
    assert capsys.readouterr().err == (
        "begrippengraaf: Er zijn nog geen momentopnamen; bewaar er in de app eerst een.\n"
    )
    assert not (tmp_path / "uit.pptx").exists()


def test_a_broken_snapshot_and_a_gone_node_are_told_and_stop_nothing(home: Path, capsys):
    (home / "snapshots" / "stuk.json").write_text("{", encoding="utf-8")
    SnapshotFolder(home / "snapshots").save(Snapshot("Weg", {"verborgen": "c:bestaat-niet"}))
    deck = Presentation(str(export(home, "pptx", "--storyboard")))
    assert len(deck.slides) == 4
    told = capsys.readouterr().out
    assert "Overgeslagen: Weg: verborgen=c:bestaat-niet\n" in told
    assert "stuk.json" in told


# -- parts of a picture -----------------------------------------------------------------------------------------------


def test_a_part_that_is_left_out_is_gone_and_the_others_stay(home: Path):
    parts = {
        "title": "Verbinding en vertrouwen",
        "legend": "band: dikker is sterker",
        "filters": "Banden per zin",
        "documents": "8 teksten",
        "stamp": "Begrippengraaf,",
    }
    for left_out in parts:
        svg = export(home, "svg", "--leave-out", left_out, "--title", parts["title"]).read_text(encoding="utf-8")
        drawn = svg.split("</desc>")[1]
        assert {name: text in drawn for name, text in parts.items()} == {name: name != left_out for name in parts}


def test_an_address_that_looks_at_a_part_shows_that_part_unless_the_whole_is_asked_for(home: Path):
    view = f"?soorten=begrip&toeval=alles&vanaf=0&zicht={quote('6,0,0')}"
    part = export(home, "svg", "--view", view).read_text(encoding="utf-8")
    whole = export(home, "svg", "--view", view, "--whole").read_text(encoding="utf-8")
    assert 0 < part.count('id="knoop-') < whole.count('id="knoop-')
    assert whole == export(home, "svg", "--view", view.split("&zicht")[0]).read_text(encoding="utf-8")


def test_a_png_is_as_large_and_as_transparent_as_asked(home: Path):
    from PIL import Image

    plain = Image.open(export(home, "png", "--scale", "1"))
    clear = Image.open(export(home, "png", "--scale", "3", "--transparent", out="groot.png"))
    assert (plain.size, plain.mode) == ((1280, 720), "RGB")
    assert (clear.size, clear.mode) == ((3840, 2160), "RGBA")
    assert clear.getpixel((2, 2))[3] == 0


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["png", "--scale", "9"], "Een PNG kan 0,25 tot 4 keer zo groot als het scherm zijn, geen 9 keer."),
        (["png", "--scale", "groot"], "dit is geen getal: 'groot'"),
        (["svg", "--leave-out", "alles"], "dit kan niet: 'alles'"),
        (["svg", "--storyboard"], "dit wordt niet begrepen: --storyboard"),
        (["pptx", "--storyboard", "--snapshot", "x"], "bij --snapshot: kan niet samen met --storyboard"),
    ],
)
def test_words_that_make_no_sense_are_one_dutch_sentence(home: Path, capsys, words: list[str], message: str):
    arguments = ["export", words[0], "--graph", str(home / "graph.duckdb"), "--out", str(home / "uit"), *words[1:]]
    try:
        code = main(arguments)
    except SystemExit as left:
        code = left.code
    assert code in (1, 2)
    error = capsys.readouterr().err
    assert message in error
    assert len(error.strip().splitlines()) == 1
    assert not (home / "uit").exists()


def test_a_remark_makes_room_for_itself_below_the_graph(home: Path):
    with GraphFile(home / "graph.duckdb") as graph:
        bundle = make_bundle(graph, EVERYTHING)
    plain = make_figure(bundle)
    long = make_figure(replace(bundle, remark="Verbinding is geen thema apart. " * 12))
    remarks = [line for line in long.caption if line.size == 16]
    assert 2 <= len(remarks) <= 3
    assert long.graph_box[3] < plain.graph_box[3]
    assert all(long.graph_box[3] < line.y - line.size < line.y < long.rule for line in remarks)
    assert [line for line in long.caption if line.size != 16] == list(plain.caption)
    off = PictureOptions(filters=False, documents=False, stamp=False)
    only = make_figure(replace(bundle, remark="Alleen dit."), off)
    assert [line.text for line in only.caption] == ["Alleen dit."]
    assert only.caption[0].y < only.page.bottom


# -- titles and names -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("filters", "selection"),
    [
        (EVERYTHING, ()),
        (EVERYTHING, ("p:els-brink",)),
        (EVERYTHING, ("c:verbinding", "c:vertrouwen")),
        (EVERYTHING, ("d:stil",)),
        (replace(EVERYTHING, projection="persons"), ()),
        (replace(EVERYTHING, kinds=frozenset(("document",)), proposed=False), ()),
        (Filters(), ()),
        (EMPTY, ()),
    ],
)
def test_the_title_that_is_proposed_is_the_one_that_an_export_gets(home: Path, filters: Filters, selection: tuple):
    with GraphFile(home / "graph.duckdb") as graph:
        material = read_chosen_material(graph, filters)
        proposed = propose_title(make_view(material, filters, selection), material, filters, selection)
        assert proposed == make_bundle(graph, filters, selection).title


@pytest.mark.parametrize(
    ("typed", "spelled"),
    [
        ("els brink en de straat", "Els Brink en de straat"),
        ("Over ELS BRINK", "Over Els Brink"),
        ("wat brink ziet", "wat Brink ziet"),
        ("joris  de waal, wethouder", "Joris  de Waal, wethouder"),
        ("een els in het veld", "een els in het veld"),  # three letters: more often a tree
        ("bij de waal", "bij De Waal"),
        ("", ""),
    ],
)
def test_names_that_are_typed_carelessly_are_known_all_the_same(typed: str, spelled: str):
    people = (Person("p:els-brink", ("Els Brink", "Brink")), Person("p:joris-de-waal", ("Joris de Waal", "De Waal")))
    assert NameHider(people).spelled(typed) == spelled


@pytest.mark.parametrize("title", ["Els Brink en de straat", "els brink en de straat", "ELS BRINK EN DE STRAAT"])
@pytest.mark.parametrize("name", ["svg", "csv", "vosviewer", "pptx"])
def test_the_name_of_the_file_holds_no_name_either(home: Path, title: str, name: str):
    wanted = Wanted(name, Path(), view="?soorten=begrip", title=title)
    with GraphFile(home / "graph.duckdb") as graph:
        bundles, _ = read_bundles(graph, wanted, home / "snapshots")
    tail = {"svg": ".svg", "csv": ".zip", "vosviewer": "-vosviewer.json", "pptx": ".pptx"}[name]
    assert name_file(finish_bundles(bundles, wanted), wanted) == f"els-brink-en-de-straat{tail}"
    without = replace(wanted, without_names=True)
    assert name_file(finish_bundles(bundles, without), without) == f"persoon-1-en-de-straat{tail}"


def test_a_file_has_a_name_even_if_its_title_has_no_letters(home: Path):
    wanted = Wanted("svg", Path(), title="👩‍👩‍👧‍👦 שלום")
    with GraphFile(home / "graph.duckdb") as graph:
        bundles, _ = read_bundles(graph, wanted, home / "snapshots")
    assert name_file(finish_bundles(bundles, wanted), wanted) == "begrippengraaf.svg"
    deck = Wanted("pptx", Path(), storyboard=True)
    assert name_file(finish_bundles(bundles, deck), deck) == "momentopnamen.pptx"


# -- what is shown beforehand -----------------------------------------------------------------------------------------


def shown(home: Path, name: str, **options: object):
    """Return the preview of a format, with the bytes that it was made of and the views."""
    wanted = Wanted(name, home / f"uit{'.zip' if name == 'csv' else ''}", **options)  # type: ignore[arg-type]
    with GraphFile(home / "graph.duckdb") as graph:
        bundles = finish_bundles(read_bundles(graph, wanted, home / "snapshots")[0], wanted)
    write_bundles(bundles, wanted)
    data = wanted.out.read_bytes()
    return make_preview(name, data, bundles, wanted.parts), data, bundles


@pytest.mark.parametrize("name", ["svg", "png"])
def test_the_preview_of_a_picture_is_the_picture(home: Path, name: str):
    preview, data, bundles = shown(home, name, view="?soorten=begrip", title="Zo staat het")
    [picture] = preview.pictures
    assert picture.data == data
    assert picture.kind == {"svg": "image/svg+xml", "png": "image/png"}[name]
    assert picture.told == f"Zo staat het. {bundles[0].sentence}"


def test_the_preview_of_a_deck_has_the_drawing_of_every_slide(home: Path):
    preview, _, bundles = shown(home, "pptx", storyboard=True)
    assert [picture.title for picture in preview.pictures] == [snapshot.title for snapshot in BOARD]
    assert [b"band: dikker" in picture.data for picture in preview.pictures] == [True, True, True]
    bare, _, _ = shown(home, "pptx", storyboard=True, parts=PictureOptions(legend=False))
    assert [b"band: dikker" in picture.data for picture in bare.pictures] == [False, False, False]
    many = make_preview("pptx", b"", bundles * 5)
    assert (len(many.pictures), many.n_more) == (MOST_PICTURES, 3)


def test_the_preview_of_a_pdf_shows_its_pages(home: Path):
    from PIL import Image

    preview, _, _ = shown(home, "pdf", storyboard=True)
    images = [Image.open(io.BytesIO(picture.data)) for picture in preview.pictures]
    assert [image.size for image in images] == [(1280, 720)] * 3
    assert len({picture.data for picture in preview.pictures}) == 3


def test_the_preview_of_a_table_is_its_first_rows(home: Path):
    view = "?soorten=begrip~persoon~document&toeval=alles&vanaf=0"
    preview, data, _ = shown(home, "csv", view=view)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        columns, *rows = csv.reader(io.StringIO(archive.read("banden.csv").decode("utf-8"), newline=""))
    assert preview.columns == tuple(columns)
    assert [list(row) for row in preview.rows] == rows[:10]
    assert preview.n_more == len(rows) - 10 > 0

    preview, data, _ = shown(home, "xlsx", view=view)
    columns, *sheet = openpyxl.load_workbook(io.BytesIO(data))["Banden"].iter_rows(values_only=True)
    assert preview.columns == columns
    assert [row[:3] for row in preview.rows] == [(a, b, str(n)) for a, b, n, *_ in sheet[:10]]
    assert [row[4] for row in preview.rows] == [f"{row[4]:.1f}".replace(".", ",") for row in sheet[:10]]
    assert preview.n_more == len(sheet) - 10


@pytest.mark.parametrize("name", ["gexf", "graphml", "json", "vosviewer", "ttl"])
def test_the_preview_of_a_text_is_how_it_begins(home: Path, name: str):
    preview, data, _ = shown(home, name, view="?soorten=begrip~document&toeval=alles&vanaf=0")
    whole = data.decode("utf-8")
    assert preview.is_cut
    assert 200 < len(preview.text) <= 2400
    for line in preview.text.split("\n"):
        assert line.removesuffix(" …") in whole


def test_the_preview_of_a_page_is_the_page(home: Path):
    preview, data, _ = shown(home, "html")
    assert preview.page.encode("utf-8") == data
