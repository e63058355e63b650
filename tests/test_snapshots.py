"""Snapshots are plain files: kept, put in order, thrown away and taken back; nothing broken stays behind."""

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import ReadableError
from graph.filters import Filters, Known, Sight
from graph.snapshots import (
    BIN,
    Broken,
    ChangedElsewhere,
    Kept,
    Snapshot,
    SnapshotFolder,
    find_kept,
    snapshot_to_query,
)
from graph.snapshots.steps import MOST_STEPS, Changed, Deleted, Moved, Step, add_step, describe_step, take_back

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


# -- more than one window ---------------------------------------------------------------------------------------------


def test_a_change_puts_all_words_in_place_and_nothing_else(shelf: SnapshotFolder):
    fill(shelf, "Een")
    kept = shelf.save(FULL)
    changed = shelf.change(kept, " Wat  bindt ", " Onder. ", "Boven.\n")
    assert changed == replace(kept, title="Wat bindt", name="wat-bindt", caption="Onder.", note="Boven.")
    assert shelf.snapshots()[1:] == [changed]


def test_a_change_keeps_the_name_of_a_title_that_stays(shelf: SnapshotFolder):
    fill(shelf, "De raad", "De raad")
    assert shelf.change(shelf.read("de-raad-2"), "De raad", "nieuw", "").name == "de-raad-2"


def test_what_another_window_wrote_is_not_overwritten(shelf: SnapshotFolder):
    mine = shelf.save(FULL)
    theirs = SnapshotFolder(shelf.folder).change(mine, mine.title, "Van een ander.", mine.note)
    with pytest.raises(ChangedElsewhere, match="ander venster veranderd") as raised:
        shelf.change(mine, mine.title, "Van mij.", mine.note)
    assert raised.value.held == theirs == shelf.read(mine.name)
    assert shelf.change(raised.value.held, mine.title, "Van mij.", mine.note).caption == "Van mij."


def test_another_place_is_no_other_snapshot(shelf: SnapshotFolder):
    mine = shelf.save(FULL)
    fill(shelf, "Ander")
    shelf.move(mine.name, 1)
    assert shelf.change(mine, mine.title, "Nieuw.", "") == replace(mine, caption="Nieuw.", note="", order=1)


@pytest.mark.parametrize("away", ["rename", "delete"])
def test_what_is_gone_meanwhile_is_not_made_anew(shelf: SnapshotFolder, away: str):
    mine = shelf.save(FULL)
    shelf.rename(mine.name, "Anders") if away == "rename" else shelf.delete(mine.name)
    before = names(shelf)
    with pytest.raises(ReadableError, match="hernoemd of verwijderd"):
        shelf.change(mine, "Nieuw", "", "")
    assert names(shelf) == before


def test_windows_that_save_at_the_same_time_lose_nothing(shelf: SnapshotFolder):
    def save(n: int) -> None:
        for _ in range(8):
            SnapshotFolder(shelf.folder).save(Snapshot("De raad", note=str(n)))

    with ThreadPoolExecutor(4) as windows:
        list(windows.map(save, range(4)))
    held = shelf.snapshots()
    assert sorted(snapshot.note for snapshot in held) == sorted("0123" * 8)
    assert sorted(snapshot.order for snapshot in held) == list(range(32))


def test_each_window_takes_back_its_own(shelf: SnapshotFolder):
    fill(shelf, "A", "B")
    shelf.delete("a")
    shelf.delete("b")
    assert [snapshot.name for snapshot in shelf.thrown()] == ["b", "a"]
    restored = shelf.undo("a")
    assert restored is not None and restored.name == "a"
    assert (names(shelf), [snapshot.name for snapshot in shelf.thrown()]) == (["a"], ["b"])
    assert shelf.undo("a") is None


@pytest.mark.parametrize("stem", ["De raad (kopie)", "De-Raad", "raad_2", "…"])
def test_a_copy_with_a_name_of_its_own_is_told_how_to_be_called(shelf: SnapshotFolder, stem: str):
    fill(shelf, "Goed", "Beter")
    (shelf.folder / f"{stem}.json").write_text('{"title": "Kopie"}', encoding="utf-8")
    [broken] = shelf.broken()
    assert broken.path.stem == stem and "noem het bestand ‘" in broken.reason
    assert [snapshot.name for snapshot in shelf.move("beter", -1)] == ["beter", "goed"]


# -- what it shows in a graph -----------------------------------------------------------------------------------------

KNOWN = Known(nodes=("c:a", "c:b", "d:x"), documents=("d:x",), themes=("Thema",))


def test_what_is_kept_is_found_again():
    asked = Snapshot("x", {"hoogstens": "44", "samen": "alinea"}, ("c:a", "c:b"), zoom=1.5, centre=(-3.0, 8.25))
    kept = find_kept(asked, Filters(), KNOWN)
    assert kept == Kept(Filters(max_nodes=44, window="paragraph"), ("c:a", "c:b"), Sight(1.5, (-3.0, 8.2)), ())


def test_what_the_graph_no_longer_has_is_told_and_the_rest_is_shown():
    asked = Snapshot("x", {"teksten": "d:x~d:weg", "themas": "Thema"}, ("c:a", "c:weg"))
    kept = find_kept(asked, Filters(), KNOWN)
    assert kept == Kept(Filters(documents=("d:x",), themes=("Thema",)), ("c:a",), None, ("teksten=d:weg", "kies=c:weg"))


def test_a_query_may_be_a_whole_address_of_the_explorer():
    asked = Snapshot("x", {"kies": "c:b", "zicht": "2,10,-20"})
    assert find_kept(asked, Filters(), KNOWN) == Kept(Filters(), ("c:b",), Sight(2.0, (10.0, -20.0)), ())
    assert snapshot_to_query(asked) == {"kies": "c:b", "zicht": "2,10,-20"}


# -- taking back ------------------------------------------------------------------------------------------------------


def test_every_kind_of_step_says_what_it_takes_back_and_that_it_did(shelf: SnapshotFolder):
    fill(shelf, "Een", "Twee", "Drie")
    former = shelf.read("een")
    change = Changed(former, shelf.change(former, "Uno", "Onder", "Boven"))
    shelf.move("drie", -2)
    moved = Moved(shelf.read("drie"), 2)
    deleted = Deleted(shelf.delete("twee"), 2)
    assert [describe_step(step) for step in (change, moved, deleted)] == [
        "Ongedaan maken: wijziging van ‘Een’",
        "Ongedaan maken: verplaatsing van ‘Drie’",
        "Ongedaan maken: verwijdering van ‘Twee’",
    ]
    assert [take_back(shelf, step) for step in (deleted, moved, change)] == [
        "‘Twee’ staat er weer.",
        "‘Drie’ staat nu op plaats 3 van 3.",
        "‘Een’ is weer zoals eerst.",
    ]
    assert names(shelf) == ["een", "twee", "drie"] and shelf.read("een") == former
    assert take_back(shelf, deleted) == "‘Twee’ is al teruggezet."


def test_a_step_does_not_take_back_what_another_window_did_since(shelf: SnapshotFolder):
    former = shelf.save(FULL)
    latter = shelf.change(former, "Anders", "", "")
    theirs = shelf.change(latter, "Anders", "Van een ander.", "")
    with pytest.raises(ReadableError, match="ander venster veranderd"):
        take_back(shelf, Changed(former, latter))
    assert shelf.snapshots() == [theirs]


def test_of_very_many_steps_the_oldest_fall_away():
    steps: tuple[Step, ...] = ()
    for n in range(MOST_STEPS + 3):
        steps = add_step(steps, Deleted(Snapshot(str(n))))
    assert (len(steps), steps[0], steps[-1]) == (
        MOST_STEPS,
        Deleted(Snapshot("3")),
        Deleted(Snapshot(str(MOST_STEPS + 2))),
    )


TITLES = st.sampled_from(["De raad", "de raad!", "Z", "A", "Een brug"])
ACTS = st.lists(
    st.one_of(
        st.tuples(st.just("change"), st.integers(0, 9), TITLES),
        st.tuples(st.just("move"), st.integers(0, 9), st.integers(-3, 3)),
        st.tuples(st.just("delete"), st.integers(0, 9), st.none()),
    ),
    max_size=12,
)


@settings(max_examples=60, deadline=None)
@given(st.lists(TITLES, min_size=1, max_size=4), ACTS)
def test_taking_everything_back_gives_what_there_was(
    tmp_path_factory: pytest.TempPathFactory, titles: list[str], acts: list[tuple[str, int, object]]
):
    shelf = SnapshotFolder(tmp_path_factory.mktemp("shelf") / "snapshots")
    for title in titles:
        shelf.save(Snapshot(title))
    before = [replace(snapshot, order=0) for snapshot in shelf.snapshots()]
    steps: tuple[Step, ...] = ()
    for act, at, value in acts:
        held = shelf.snapshots()
        if not held:
            break
        place = at % len(held)
        one = held[place]
        if act == "change":
            steps = add_step(steps, Changed(one, shelf.change(one, str(value), "", str(at))))
        elif act == "move":
            shelf.move(one.name, int(str(value)))
            steps = add_step(steps, Moved(one, place))
        else:
            steps = add_step(steps, Deleted(shelf.delete(one.name), place))
    for step in reversed(steps):
        take_back(shelf, step)
    assert [replace(snapshot, order=0) for snapshot in shelf.snapshots()] == before
