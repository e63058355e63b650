"""Snapshots are plain files: kept, put in order, thrown away and taken back; nothing broken stays behind."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import ReadableError
from graph.snapshots import BIN, Broken, Snapshot, SnapshotFolder

FULL = Snapshot(
    title="Verbinding raakt aan elk thema",
    query={"hoogstens": "44", "samen": "alinea"},
    selection=("c:verbinding", "c:vertrouwen"),
    zoom=1.25,
    centre=(-12.5, 40.0),
    note="Begin bij de brug.",
    caption="Verbinding is geen thema apart.",
    corpus="7f3a9c",
    saved="2026-11-21",
)


@pytest.fixture
def shelf(tmp_path: Path) -> SnapshotFolder:
    return SnapshotFolder(tmp_path / "snapshots")


def fill(shelf: SnapshotFolder, *titles: str) -> list[str]:
    return [shelf.save(Snapshot(title)).name for title in titles]


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def names(shelf: SnapshotFolder) -> list[str]:
    return [snapshot.name for snapshot in shelf.snapshots()]


def test_an_empty_folder_holds_nothing_and_is_not_made(shelf: SnapshotFolder):
    assert (shelf.snapshots(), shelf.broken(), shelf.undo()) == ([], [], None)
    assert not shelf.folder.exists()


def test_everything_comes_back(shelf: SnapshotFolder):
    kept = shelf.save(FULL)
    assert kept == replace(FULL, name="verbinding-raakt-aan-elk-thema", order=0)
    assert shelf.read("verbinding-raakt-aan-elk-thema") == kept
    assert shelf.read("VERBINDING raakt aan elk thema") == kept


def test_the_file_is_plain_and_whole(shelf: SnapshotFolder):
    shelf.save(FULL)
    assert files(shelf.folder) == ["verbinding-raakt-aan-elk-thema.json"]
    assert json.loads((shelf.folder / "verbinding-raakt-aan-elk-thema.json").read_text(encoding="utf-8")) == {
        "version": 1,
        "title": "Verbinding raakt aan elk thema",
        "query": {"hoogstens": "44", "samen": "alinea"},
        "selection": ["c:verbinding", "c:vertrouwen"],
        "zoom": 1.25,
        "centre": [-12.5, 40.0],
        "note": "Begin bij de brug.",
        "caption": "Verbinding is geen thema apart.",
        "corpus": "7f3a9c",
        "saved": "2026-11-21",
        "order": 0,
    }


def test_equal_titles_get_names_of_their_own(shelf: SnapshotFolder):
    assert fill(shelf, "De raad", "De raad", "De  raad ") == ["de-raad", "de-raad-2", "de-raad-3"]
    assert [snapshot.title for snapshot in shelf.snapshots()] == ["De raad"] * 3


def test_saving_a_known_one_again_keeps_its_place(shelf: SnapshotFolder):
    fill(shelf, "Een", "Twee", "Drie")
    shelf.save(replace(shelf.read("twee"), note="nieuw"))
    assert names(shelf) == ["een", "twee", "drie"]
    assert shelf.read("twee").note == "nieuw"


def test_rename_moves_the_file_and_keeps_place_and_content(shelf: SnapshotFolder):
    fill(shelf, "Een", "Drie")
    kept = shelf.save(FULL)
    renamed = shelf.rename(kept.name, "Wat bindt")
    assert renamed == replace(kept, title="Wat bindt", name="wat-bindt")
    assert names(shelf) == ["een", "drie", "wat-bindt"]
    assert shelf.rename("een", "EEN").name == "een"
    assert shelf.rename("een", "Drie").name == "drie-2"
    assert names(shelf) == ["drie-2", "drie", "wat-bindt"]


def test_reorder_and_move(shelf: SnapshotFolder):
    fill(shelf, "A", "B", "C", "D")
    shelf.reorder(["c", "weg", "a", "c"])
    assert names(shelf) == ["c", "a", "b", "d"]
    assert [s.name for s in shelf.move("c", 2)] == ["a", "b", "c", "d"]
    assert [s.name for s in shelf.move("d", -9)] == ["d", "a", "b", "c"]
    assert [s.name for s in shelf.move("c", 1)] == ["d", "a", "b", "c"]
    assert [s.order for s in shelf.storyboard()] == [0, 1, 2, 3]


def test_a_storyboard_is_numbered_without_gaps(shelf: SnapshotFolder):
    fill(shelf, "A", "B", "C")
    shelf.delete("b")
    assert [(s.name, s.order) for s in shelf.storyboard()] == [("a", 0), ("c", 1)]


def test_what_was_thrown_away_last_comes_back_first_and_in_its_place(shelf: SnapshotFolder):
    fill(shelf, "A", "B", "C")
    before = shelf.snapshots()
    shelf.delete("a")
    shelf.delete("b")
    assert names(shelf) == ["c"]
    assert [snapshot.name for snapshot in (shelf.undo(), shelf.undo()) if snapshot] == ["b", "a"]
    assert shelf.snapshots() == before
    assert shelf.undo() is None
    assert files(shelf.folder / BIN) == []


def test_undo_never_overwrites_a_newer_one_of_the_same_name(shelf: SnapshotFolder):
    fill(shelf, "De raad")
    shelf.delete("de-raad")
    shelf.save(Snapshot("De raad", note="nieuw"))
    restored = shelf.undo()
    assert restored is not None and restored.name == "de-raad-2"
    assert shelf.read("de-raad").note == "nieuw"


def test_the_bin_does_not_grow_for_ever(shelf: SnapshotFolder):
    for _ in range(53):
        fill(shelf, "Steeds weer")
        shelf.delete("steeds-weer")
    thrown = files(shelf.folder / BIN)
    assert (len(thrown), thrown[0], thrown[-1]) == (50, "000004.steeds-weer.json", "000053.steeds-weer.json")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("{half", "geen (heel) bestand"),
        ("[1, 2]", "ontbreekt de titel"),
        ('{"query": {}}', "ontbreekt de titel"),
        ('{"title": "x", "version": 99}', "andere versie"),
        ("[" * 100_000, "geen (heel) bestand"),
    ],
)
def test_a_broken_file_is_told_and_stops_no_other(shelf: SnapshotFolder, content: str, reason: str):
    fill(shelf, "Goed")
    (shelf.folder / "kapot.json").write_text(content, encoding="utf-8")
    assert names(shelf) == ["goed"]
    [broken] = shelf.broken()
    assert broken == Broken(shelf.folder / "kapot.json", broken.reason) and reason in broken.reason
    with pytest.raises(ReadableError, match="kapot"):
        shelf.read("kapot")


def test_nonsense_in_a_field_is_left_out(shelf: SnapshotFolder):
    shelf.folder.mkdir()
    held = {
        "title": "Goed",
        "query": [1],
        "selection": "c:x",
        "zoom": "groot",
        "centre": [1],
        "note": 4,
        "order": True,
        "later": "een veld van later",
    }
    (shelf.folder / "goed.json").write_text(json.dumps(held), encoding="utf-8")
    assert shelf.read("goed") == Snapshot("Goed", name="goed")
    (shelf.folder / "goed.json").write_text('{"title": "Goed", "zoom": 1e999, "centre": [NaN, 0]}', encoding="utf-8")
    assert shelf.read("goed") == Snapshot("Goed", name="goed")


@pytest.mark.parametrize("name", ["../geheim", "/etc/passwd", "a/b", "..", "", "prullenbak/x", "\u0000"])
def test_no_name_leads_out_of_the_folder(shelf: SnapshotFolder, name: str):
    fill(shelf, "Goed")
    (shelf.folder.parent / "geheim.json").write_text('{"title": "geheim"}', encoding="utf-8")
    with pytest.raises(ReadableError, match="geen momentopname"):
        shelf.read(name)
    with pytest.raises(ReadableError):
        shelf.delete(name)
    saved = shelf.save(Snapshot("Nieuw", name=name))
    assert (shelf.folder / f"{saved.name}.json").resolve().parent == shelf.folder.resolve()


def test_a_wrong_name_is_answered_with_the_nearest(shelf: SnapshotFolder):
    fill(shelf, "Wat bindt")
    with pytest.raises(ReadableError, match="Bedoelt u ‘wat-bindt’"):
        shelf.read("wat-bind")
    with pytest.raises(ReadableError, match="geen momentopnamen"):
        SnapshotFolder(shelf.folder / "leeg").read("iets")


@pytest.mark.parametrize("title", ["", "  \n "])
def test_a_title_is_needed(shelf: SnapshotFolder, title: str):
    fill(shelf, "Goed")
    with pytest.raises(ReadableError, match="titel"):
        shelf.save(Snapshot(title))
    with pytest.raises(ReadableError, match="titel"):
        shelf.rename("goed", title)
    assert names(shelf) == ["goed"]


@given(st.text(min_size=1, max_size=600))
def test_any_title_can_be_kept(tmp_path_factory: pytest.TempPathFactory, title: str):
    shelf = SnapshotFolder(tmp_path_factory.mktemp("shelf"))
    if not title.split():
        return
    kept = shelf.save(Snapshot(title))
    assert shelf.snapshots() == [kept]
    assert kept.title == " ".join(title.split())[:500]


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path):
    (tmp_path / "bestand").write_text("", encoding="utf-8")
    shelf = SnapshotFolder(tmp_path / "bestand" / "snapshots")
    with pytest.raises(ReadableError, match="kan niet geschreven worden"):
        shelf.save(Snapshot("Goed"))


def test_a_bin_that_cannot_be_made_is_told(shelf: SnapshotFolder):
    fill(shelf, "Goed")
    (shelf.folder / BIN).write_text("", encoding="utf-8")
    with pytest.raises(ReadableError, match="momentopnamen"):
        shelf.delete("goed")
    assert names(shelf) == ["goed"]
