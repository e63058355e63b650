"""The folder of texts: hostile names and files, nothing overwritten, nothing lost."""

from __future__ import annotations

import io
import os
import zipfile
from pathlib import Path

import pytest
from docx import Document as Docx
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.corpus import FORMATS, find_files, read_document
from graph.errors import ReadableError
from graph.library import (
    BIN,
    Added,
    Differences,
    add_text,
    compare_with_graph,
    find_free_set,
    list_removed,
    make_safe_name,
    make_safe_set,
    remove_text,
    restore_text,
)
from graph.rows import Unread

TEXT = "De gemeente zoekt verbinding met de wijk.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shelf = tmp_path / "teksten"
    shelf.mkdir()
    (shelf / "brug.txt").write_text(TEXT, encoding="utf-8")
    return shelf


def names(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("Memo aan de raad.docx", "Memo aan de raad.docx"),
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\Users\\els\\memo.TXT", "memo.txt"),
        ("..\\..\\memo.md", "memo.md"),
        ("/memo.md", "memo.md"),
        (".verborgen.md", "verborgen.md"),
        ("~$memo.docx", "$memo.docx"),
        (".md", "tekst.md"),
        ("....md", "tekst.md"),
        ("README.md", "tekst-README.md"),
        ("con.txt", "tekst-con.txt"),
        ("COM1.v2.txt", "tekst-COM1.v2.txt"),
        ('a<b>:"c"|d?*.html', "a-b---c--d--.html"),
        ("regel\neinde\x00\x1b[31m.txt", "regel einde [31m.txt"),
        ("om\u202egekeerd.txt", "om gekeerd.txt"),
        ("cafe\u0301.txt", "café.txt"),
        ("x" * 300 + ".pdf", "x" * 100 + ".pdf"),
        ("🙂" * 300 + ".pdf", "🙂" * 50 + ".pdf"),
        ("voorstel. .odt", "voorstel.odt"),
        ("readme-" + "x" * 200 + ".md", "tekst-readme-" + "x" * 87 + ".md"),
    ],
)
def test_a_name_is_made_safe(name: str, safe: str) -> None:
    assert make_safe_name(name) == safe


@settings(deadline=None, max_examples=60)  # files are written: how fast is not the question
@given(st.text(max_size=60), st.sampled_from(sorted(FORMATS)))
def test_every_name_becomes_a_text_in_the_folder_itself(
    tmp_path_factory: pytest.TempPathFactory, stem: str, suffix: str
) -> None:
    folder = tmp_path_factory.mktemp("names")
    safe = make_safe_name(stem + suffix)
    path = folder / safe
    path.write_bytes(b"x")
    assert path.resolve().parent == folder.resolve()
    assert [relative for _, relative in find_files([folder])] == [safe]
    assert make_safe_name(safe) == safe
    assert len(safe.encode()) <= 220


@pytest.mark.parametrize(
    "name", ["virus.exe", "geen-extensie", "", "memo.docx.exe", "tabel.xlsx", "../..", "x." + "y" * 400]
)
def test_a_type_that_is_not_read_is_refused(folder: Path, name: str) -> None:
    with pytest.raises(ReadableError, match="is niet toegevoegd, want") as caught:
        add_text(folder, name, b"iets")
    assert len(str(caught.value)) < 300
    assert names(folder) == ["brug.txt"]


def test_a_text_is_added_under_its_name(folder: Path) -> None:
    assert add_text(folder, "map/Wijk.TXT", b"Over de wijk.\n\nBewoners praten mee.") == Added("Wijk.txt", "Wijk", 6)
    assert names(folder) == ["Wijk.txt", "brug.txt"]
    assert oct((folder / "Wijk.txt").stat().st_mode)[-3:] == "644"


def test_no_text_is_overwritten_whatever_its_capitals(folder: Path) -> None:
    added = [add_text(folder, "BRUG.txt", f"Een andere tekst, nummer {n}.".encode()).relative for n in range(2)]
    assert added == ["BRUG-2.txt", "BRUG-3.txt"]
    assert (folder / "brug.txt").read_text(encoding="utf-8") == TEXT


def test_the_same_text_is_not_added_twice(folder: Path) -> None:
    with pytest.raises(ReadableError, match=r"dezelfde tekst staat er al als ‘brug\.txt’"):
        add_text(folder, "anders.txt", TEXT.encode())
    assert names(folder) == ["brug.txt"]


def bomb(part: str, megabytes: int) -> bytes:
    """Return a Word file of which one part unpacks to very much."""
    buffer = io.BytesIO()
    Docx().save(buffer)
    out = io.BytesIO()
    with zipfile.ZipFile(buffer) as former, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for info in former.infolist():
            if info.filename != part:
                archive.writestr(info, former.read(info.filename))
        with archive.open(part, "w", force_zip64=True) as stream:
            for _ in range(megabytes):
                stream.write(b" " * 1_000_000)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("leeg.txt", b"", "is leeg"),
        ("niets.md", b"   \n\n", "bevat geen"),
        ("kapot.pdf", b"%PDF-1.4 dit is niets", "geen geldig pdf-bestand"),
        ("kapot.docx", b"PK\x03\x04 en dan niets", "geen geldig Word-bestand"),
        ("plaatje.docx", b"\x89PNG\r\n\x1a\n" + bytes(300), "geen geldig Word-bestand"),
        ("oud.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "oud Office-formaat"),
        ("kapot.epub", b"geen zip", "is beschadigd"),
    ],
)
def test_a_broken_file_is_refused_and_changes_nothing(folder: Path, name: str, data: bytes, said: str) -> None:
    with pytest.raises(ReadableError, match=said):
        add_text(folder, name, data)
    assert names(folder) == ["brug.txt"]


@pytest.mark.parametrize(("part", "megabytes"), [("word/document.xml", 320), ("word/media/image1.png", 420)])
def test_a_file_that_unpacks_to_very_much_is_refused(folder: Path, part: str, megabytes: int) -> None:
    data = bomb(part, megabytes)
    assert len(data) < 2_000_000
    with pytest.raises(ReadableError, match="uitgepakt te groot"):
        add_text(folder, "bom.docx", data)
    assert names(folder) == ["brug.txt"]


def test_what_makes_a_reader_stumble_is_refused_too(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stumble(*_: object) -> None:
        raise RecursionError

    monkeypatch.setattr("graph.library.read_document", stumble)
    with pytest.raises(ReadableError, match=r"kan niet worden gelezen \(RecursionError\)"):
        add_text(folder, "diep.html", b"<p>" * 50)
    assert names(folder) == ["brug.txt"]


def test_too_large_is_refused(folder: Path) -> None:
    with pytest.raises(ReadableError, match=r"te groot \(2 MB, het maximum is 1 MB"):
        add_text(folder, "groot.txt", b"woord " * 400_000, max_mb=1)
    assert names(folder) == ["brug.txt"]


def test_a_folder_that_is_gone_is_told(tmp_path: Path) -> None:
    with pytest.raises(ReadableError, match="kan niet worden geschreven"):
        add_text(tmp_path / "weg", "memo.txt", b"Een memo.")


def test_where_links_cannot_be_made_the_file_is_copied(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    assert add_text(folder, "brug.txt", b"Een andere tekst.").relative == "brug-2.txt"
    assert (folder / "brug-2.txt").read_bytes() == b"Een andere tekst."
    assert names(folder) == ["brug-2.txt", "brug.txt"]


def test_removed_and_brought_back(folder: Path) -> None:
    (folder / "map").mkdir()
    (folder / "map" / "wijk.txt").write_text("De wijk.", encoding="utf-8")
    assert remove_text(folder, "map/wijk.txt") == "map/wijk.txt"
    assert names(folder) == [f"{BIN}/map/wijk.txt", "brug.txt"]
    assert [relative for _, relative in find_files([folder])] == ["brug.txt"]
    assert list_removed(folder) == ["map/wijk.txt"]
    # A second one of the same name does not push the first out of the bin.
    (folder / "map" / "wijk.txt").write_text("Een andere wijk.", encoding="utf-8")
    assert remove_text(folder, "map/wijk.txt") == "map/wijk-2.txt"
    assert restore_text(folder, "map/wijk.txt") == "map/wijk.txt"
    assert (folder / "map" / "wijk.txt").read_text(encoding="utf-8") == "De wijk."
    assert restore_text(folder, "map/wijk-2.txt") == "map/wijk-2.txt"
    assert list_removed(folder) == []


def test_brought_back_beside_what_took_its_place(folder: Path) -> None:
    (folder / "wijk.txt").write_text("De wijk.", encoding="utf-8")
    remove_text(folder, "wijk.txt")
    (folder / "wijk.txt").write_text("Een nieuwe wijk.", encoding="utf-8")
    assert restore_text(folder, "wijk.txt") == "wijk-2.txt"
    assert (folder / "wijk.txt").read_text(encoding="utf-8") == "Een nieuwe wijk."


@pytest.mark.parametrize("relative", ["../buiten.txt", "/etc/passwd", "weg.txt", "", ".", BIN, "brug.txt/.."])
def test_only_texts_of_the_folder_can_be_removed(folder: Path, relative: str) -> None:
    (folder.parent / "buiten.txt").write_text("Blijft.", encoding="utf-8")
    for act in (remove_text, restore_text):
        with pytest.raises(ReadableError, match="staat niet"):
            act(folder, relative)
    assert (folder.parent / "buiten.txt").is_file()
    assert names(folder) == ["brug.txt"]


def test_the_last_text_stays(folder: Path) -> None:
    with pytest.raises(ReadableError, match="de laatste tekst"):
        remove_text(folder, "brug.txt")
    assert names(folder) == ["brug.txt"]


def test_what_the_graph_does_not_know_yet(folder: Path) -> None:
    (folder / "wijk.txt").write_text("De wijk.", encoding="utf-8")
    (folder / "stuk.pdf").write_bytes(b"niets")
    documents = [read_document(path, name).document for path, name in find_files([folder]) if name != "stuk.pdf"]
    unread = [Unread("stuk.pdf", "…")]
    assert compare_with_graph([folder], documents, unread) == Differences((), (), ())
    (folder / "wijk.txt").write_text("De wijk is anders.", encoding="utf-8")
    (folder / "nieuw.txt").write_text("Nieuw.", encoding="utf-8")
    (folder / "brug.txt").unlink()
    found = compare_with_graph([folder], documents, unread)
    assert found == Differences(("nieuw.txt",), ("wijk.txt",), ("brug.txt",))
    assert found.n == 3


# -- sets ------------------------------------------------------------------------------------------------------------


def test_texts_of_a_set_stand_together_and_come_back_there(folder: Path) -> None:
    data = b"Over de wijk, ronde twee.\n"
    assert add_text(folder, "Wijk.txt", data, set_name="Ronde 1").relative == "Ronde 1/Wijk.txt"
    with pytest.raises(ReadableError, match=r"dezelfde tekst staat er al als ‘Ronde 1/Wijk\.txt’"):
        add_text(folder, "elders.txt", data, set_name="Ronde 2")
    assert names(folder) == ["Ronde 1/Wijk.txt", "brug.txt"]
    assert remove_text(folder, "Ronde 1/Wijk.txt") == "Ronde 1/Wijk.txt"
    assert restore_text(folder, "Ronde 1/Wijk.txt") == "Ronde 1/Wijk.txt"


def test_a_set_of_today_gets_a_name_of_its_own(folder: Path) -> None:
    assert find_free_set(folder, "vandaag") == "vandaag"
    (folder / "Vandaag").mkdir()
    (folder / "vandaag 2").mkdir()
    assert find_free_set(folder, "vandaag") == "vandaag 3"
    assert find_free_set(folder / "weg", "vandaag") == "vandaag"


@given(st.text())
@settings(max_examples=200)
def test_a_set_is_one_folder_within_the_folder_whatever_its_name(name: str) -> None:
    safe = make_safe_set(name)
    assert safe == make_safe_set(safe)
    assert not set(safe) & set('/\\<>:"|?*\0')
    assert not safe.startswith((".", " ", "~")) and not safe.endswith((".", " "))
    assert len(safe.encode()) <= 220
