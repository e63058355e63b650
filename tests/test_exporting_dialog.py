"""What the dialog shows and saves, without a browser: harmless HTML, whole files, one sentence when it cannot be."""

import re
from pathlib import Path

import pytest

from graph.__main__ import main
from graph.errors import ReadableError
from graph.export.preview import Picture, Preview
from graph.exporting import Wanted
from graph.snapshots import Snapshot, SnapshotFolder, snapshots_folder
from graph.ui.exporting_files import Upload, make_file
from graph.ui.exporting_preview import preview_html, say_size
from graph.ui.source import graph_version
from tests.export_bundles import NASTY
from tests.fixture_graph import write_fixture_graph


@pytest.fixture(scope="module")
def graph_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_fixture_graph(tmp_path_factory.mktemp("dialog") / "graph.duckdb")


@pytest.mark.parametrize("text", NASTY.values(), ids=NASTY)
def test_nothing_that_a_text_holds_becomes_markup(text: str):
    picture = Picture("image/svg+xml", b"<svg/>", text, text)
    previews = (
        Preview(pictures=(picture,)),
        Preview(pictures=(picture, picture)),
        Preview(columns=(text, "b"), rows=((text, "2"),)),
        Preview(text=text),
    )
    known = {"figure", "img", "ol", "li", "figcaption", "span", "p", "div", "table", "thead", "tbody", "tr", "th", "td"}
    for preview in previews:
        html = preview_html(preview)
        assert set(re.findall(r"<([a-zA-Z0-9]+)", html)) <= known | {"pre"}
        assert "<script" not in html
        assert not re.search(r'alt="[^"]*"[^ >]', html)


def test_what_is_not_shown_is_counted():
    picture = Picture("image/png", b"", "Titel", "Wat er staat")
    assert "En nog 1 dia." in preview_html(Preview(pictures=(picture,), n_more=1))
    assert "En nog 1.234 rijen." in preview_html(Preview(columns=("a",), rows=(("1",),), n_more=1234))
    assert "Dit zijn alle rijen." in preview_html(Preview(columns=("a",), rows=(("1",),)))
    assert "Dit is het begin van het bestand." in preview_html(Preview(text="a", is_cut=True))
    assert "Dit is het begin" not in preview_html(Preview(text="a"))
    assert preview_html(Preview()) == ""


def test_numbers_stand_under_each_other_and_words_do_not():
    html = preview_html(Preview(columns=("a",) * 5, rows=(("1.234,5", "-0.2", "1e-9", "", "c:2-e"),)))
    assert re.findall(r"<td( class=\"numeric\")?>", html) == [' class="numeric"'] * 3 + ["", ""]


@pytest.mark.parametrize(
    ("n_bytes", "words"),
    [(0, "1 kB"), (499, "1 kB"), (92_134, "92 kB"), (999_499, "999 kB"), (999_500, "1,0 MB"), (2_449_000, "2,4 MB")],
)
def test_sizes(n_bytes: int, words: str):
    assert say_size(n_bytes) == words


@pytest.mark.parametrize("name", ["svg", "png", "csv", "json", "html"])
def test_the_file_is_the_one_of_the_command(graph_path: Path, tmp_path: Path, name: str):
    wanted = Wanted(name, Path(), view="?toeval=alles", title="Hoe het hangt", without_names=True)
    made = make_file(graph_version(graph_path), wanted)
    out = tmp_path / made.name
    words = ["--view", "?toeval=alles", "--title", "Hoe het hangt", "--without-names"]
    assert main(["export", name, "--graph", str(graph_path), "--out", str(out), *words]) == 0
    assert made.data == out.read_bytes()
    assert made.ignored == ()


def test_a_changed_snapshot_and_a_moved_node_make_another_file(tmp_path: Path):
    from graph.pins import change_pins

    path = write_fixture_graph(tmp_path / "graph.duckdb")
    shelf = SnapshotFolder(snapshots_folder(path))
    shelf.save(Snapshot("Eerst"))
    wanted = Wanted("pptx", Path(), storyboard=True)
    first = make_file(graph_version(path), wanted)
    assert make_file(graph_version(path), wanted).data == first.data
    shelf.rename("eerst", "Later")
    second = make_file(graph_version(path), wanted)
    assert [picture.title for picture in second.preview.pictures] == ["Later"]
    change_pins(path, {"c:verbinding": (-300.0, 250.0)})
    assert make_file(graph_version(path), wanted).data != second.data


@pytest.mark.parametrize("name", ["brief.txt", "", "..", "../../etc/passwd", "😀" * 200 + ".pptx", "a\x00b\n.pptx"])
def test_a_wrong_template_is_one_sentence_without_a_folder(graph_path: Path, name: str):
    wanted = Wanted("pptx", Path(), view="?toeval=alles")
    with pytest.raises(ReadableError) as error:
        make_file(graph_version(graph_path), wanted, Upload(name, b"Geachte raad,"))
    head, _, sentence = str(error.value).partition(": ")
    assert sentence == "dit is geen PowerPoint-bestand; geef een sjabloon dat op .pptx of .potx eindigt."
    assert head
    assert "/" not in head
    assert "\n" not in head
