"""What a reader corrects: kept in a plain file, read back the same, applied again, and told when it is broken."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.corpus import find_files
from graph.errors import ReadableError
from graph.metadata import (
    EDITED,
    EDITS_FILE,
    Edit,
    apply_edits,
    check_authors,
    check_date,
    check_title,
    is_stale,
    read_all_edits,
    read_edits,
    write_edits,
)
from graph.rows import Document

FOUND = Document(
    "d:brug",
    "Brug",
    ("E. Brink",),
    "2024",
    "Blad",
    "",
    "",
    "map/brug.md",
    "md",
    10,
    "0",
    "tekst",
    "tekst",
    "bestandsnaam",
)


def test_a_correction_replaces_what_it_names_and_says_so() -> None:
    edits = {"map/brug.md": Edit(title="De brug", date="")}
    assert apply_edits(FOUND, edits) == replace(FOUND, title="De brug", title_from=EDITED, date="", date_from=EDITED)
    assert apply_edits(FOUND, {"map/brug.md": Edit(authors=("Els Brink", "Tom"))}) == replace(
        FOUND, authors=("Els Brink", "Tom"), authors_from=EDITED
    )
    assert apply_edits(FOUND, {"brug.md": Edit(title="Een andere")}) == FOUND
    # To apply it twice changes nothing more.
    assert apply_edits(apply_edits(FOUND, edits), edits) == apply_edits(FOUND, edits)


def test_a_correction_taken_back_asks_for_the_file_again() -> None:
    edits = {"map/brug.md": Edit(title="De brug")}
    built = apply_edits(FOUND, edits)
    assert not is_stale(FOUND, edits)
    assert not is_stale(built, edits)
    assert not is_stale(built, {"map/brug.md": Edit(title="Nog anders")})
    assert is_stale(built, {})
    assert is_stale(built, {"map/brug.md": Edit(date="2024")})


def test_the_file_is_plain_sorted_and_no_text(tmp_path: Path) -> None:
    (tmp_path / "brug.md").write_text("tekst", encoding="utf-8")
    write_edits(
        tmp_path, {"b.md": Edit(title='Zeg "brug" \\ pad'), "a.md": Edit(None, ("Els", "Tom"), "2024-05"), "c": Edit()}
    )
    text = (tmp_path / EDITS_FILE).read_text(encoding="utf-8")
    assert [line for line in text.splitlines() if not line.startswith("#")] == [
        "",
        '["a.md"]',
        'auteurs = ["Els", "Tom"]',
        'datum = "2024-05"',
        "",
        '["b.md"]',
        'titel = "Zeg \\"brug\\" \\\\ pad"',
    ]
    assert [relative for _, relative in find_files([tmp_path])] == ["brug.md"]
    assert [path.name for path in tmp_path.iterdir() if path.name != "brug.md"] == [EDITS_FILE]


LINE = st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=40)


@settings(deadline=None, max_examples=60)  # files are written: how fast is not the question
@given(st.dictionaries(st.text(max_size=30), st.tuples(LINE, st.lists(LINE, max_size=3), st.dates()), max_size=4))
def test_what_is_written_is_read_back(tmp_path_factory: pytest.TempPathFactory, entries: dict[str, tuple]) -> None:
    folder = tmp_path_factory.mktemp("edits")
    edits = {
        path.encode("utf-8", "replace").decode(): Edit(title, tuple(dict.fromkeys(names)), day.isoformat())
        for path, (title, names, day) in entries.items()
    }
    write_edits(folder, edits)
    assert read_edits(folder) == edits


def test_by_hand_a_year_or_a_date_needs_no_quotation_marks(tmp_path: Path) -> None:
    (tmp_path / EDITS_FILE).write_text(
        '["a.md"]\ndatum = 2024\n["b.md"]\ndatum = 2024-05-17\nauteurs = "Els  Brink"\n', encoding="utf-8"
    )
    assert read_edits(tmp_path) == {"a.md": Edit(date="2024"), "b.md": Edit(authors=("Els Brink",), date="2024-05-17")}


def test_no_file_is_no_correction_and_later_folders_win(tmp_path: Path) -> None:
    one, two = tmp_path / "een", tmp_path / "twee"
    one.mkdir()
    two.mkdir()
    assert read_edits(one) == {}
    write_edits(one, {"a.md": Edit("Een"), "b.md": Edit("Blijft")})
    write_edits(two, {"a.md": Edit("Twee")})
    assert read_all_edits([one, two, tmp_path / "weg"]) == {"a.md": Edit("Twee"), "b.md": Edit("Blijft")}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"[a.md\ntitel = 1", "kan niet worden gelezen"),
        (b"\xff\xfe", "kan niet worden gelezen"),
        (b'["a.md"]\ntitel = 3\n', "bij ‘a.md’"),
        (b'["a.md"]\nauteurs = [1]\n', "bij ‘a.md’"),
        (b'"a.md" = 1\n', "bij ‘a.md’"),
        (b'["a.md"]\ndatum = "gisteren"\n', "‘gisteren’ is geen datum"),
        (b'["a.md"]\ntitel = " "\n', "heeft een titel nodig"),
    ],
)
def test_a_broken_file_is_told_in_one_sentence(tmp_path: Path, content: bytes, said: str) -> None:
    (tmp_path / EDITS_FILE).write_bytes(content)
    with pytest.raises(ReadableError, match=said) as caught:
        read_edits(tmp_path)
    assert EDITS_FILE in str(caught.value)


def test_a_folder_that_may_not_be_written_changes_nothing(tmp_path: Path) -> None:
    with pytest.raises(ReadableError, match="kan niet worden geschreven"):
        write_edits(tmp_path / "weg", {"a.md": Edit("Titel")})


def test_a_former_file_stays_when_writing_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_edits(tmp_path, {"a.md": Edit("Eerst")})

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(ReadableError):
        write_edits(tmp_path, {"a.md": Edit("Daarna")})
    assert tomllib.loads((tmp_path / EDITS_FILE).read_text(encoding="utf-8")) == {"a.md": {"titel": "Eerst"}}
    assert [path.name for path in tmp_path.iterdir()] == [EDITS_FILE]


def test_values_are_made_fit_for_one_line() -> None:
    assert check_title(" De\nbrug\x00 en  de wijk ") == "De brug en de wijk"
    assert check_title("<script>alert(1)</script>") == "<script>alert(1)</script>"  # a title is text; pages escape it
    assert check_authors(["Els\tBrink", "", " ", "Els Brink"]) == ("Els Brink",)
    assert [check_date(text) for text in ("2024", "2024-02", "2024-02-29", " ")] == [
        "2024",
        "2024-02",
        "2024-02-29",
        "",
    ]


@pytest.mark.parametrize(
    "text", ["2024-13", "2023-02-29", "24", "2024-5", "2024-05-177", "0000", "２０２４", "mei 2020"]
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ReadableError, match="is geen datum"):
        check_date(text)


def test_what_is_too_much_is_refused() -> None:
    for refused in (
        lambda: check_title("x" * 301),
        lambda: check_authors(["x" * 121]),
        lambda: check_authors(map(str, range(41))),
    ):
        with pytest.raises(ReadableError):
            refused()
