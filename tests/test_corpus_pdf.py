"""PDF: reading order, paragraphs, words over line ends, running heads, contents; on pages made here, line by line."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from graph.corpus import read_document
from graph.corpus.joining import join_lines, keeps_hyphen
from graph.corpus.pdf_lines import Line, attach_marks
from graph.errors import ReadableError

FONTS = {"regular": "Helvetica", "bold": "Helvetica-Bold", "italic": "Helvetica-Oblique"}


@dataclass(frozen=True)
class Put:
    """A piece of text at a place on the page."""

    x: float
    y: float
    text: str
    size: float = 10
    font: str = "regular"
    matrix: str = "1 0 0 1"


def make_pdf(path: Path, pages: list[list[Put]], info: dict[str, str] | None = None, locked: bool = False) -> Path:
    """Write a PDF with the given pieces of text and return its path."""
    names = list(FONTS)
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    objects += [
        f"<< /Type /Font /Subtype /Type1 /BaseFont /{base} /Encoding /WinAnsiEncoding >>".encode()
        for base in FONTS.values()
    ]
    kids = []
    for puts in pages:
        stream = b"BT\n"
        for put in puts:
            text = put.text.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
            place = f"/F{names.index(put.font)} {put.size} Tf {put.matrix} {put.x} {put.y} Tm (".encode()
            stream += place + text + b") Tj\n"
        stream += b"ET"
        objects.append(b"<< /Length %d >>\nstream\n" % len(stream) + stream + b"\nendstream")
        fonts = " ".join(f"/F{i} {i + 3} 0 R" for i in range(len(names)))
        kids.append(len(objects) + 1)
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {len(objects)} 0 R "
            f"/Resources << /Font << {fonts} >> >> >>".encode()
        )
    objects[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(f'{kid} 0 R' for kid in kids)}] >>".encode()
    entries = " ".join(f"/{key} ({value})" for key, value in (info or {}).items())
    objects.append(f"<< {entries} >>".encode("cp1252"))
    trailer = f"/Root 1 0 R /Info {len(objects)} 0 R"
    if locked:
        objects.append(b"<< /Filter /Standard /V 1 /R 2 /P -44 /O <" + b"41" * 32 + b"> /U <" + b"42" * 32 + b"> >>")
        trailer += f" /Encrypt {len(objects)} 0 R /ID [<{'00' * 16}> <{'00' * 16}>]"
    data = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    start = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    data += b"".join(b"%010d 00000 n \n" % place for place in places)
    data += f"trailer << /Size {len(objects) + 1} {trailer} >>\nstartxref\n{start}\n%%EOF".encode()
    path.write_bytes(data)
    return path


def put_lines(x: float, y: float, lines: list[str], size: float = 10, font: str = "regular") -> list[Put]:
    """Return lines under each other at 1.2 times their size."""
    return [Put(x, y - i * size * 1.2, line, size, font) for i, line in enumerate(lines)]


def read(path: Path) -> list[tuple[str, str]]:
    return [(passage.kind, passage.text) for passage in read_document(path, path.name).passages]


FIRST = [
    "De gemeente Zandoever wil dat inwoners meer te zeggen krijgen over hun eigen straat. De gemeente-",
    "raad koos daarom voor een sociaal-economisch plan, dat samen met de provincie Noord-",
    "Holland is gemaakt. Het plan kost niet veel: zorg-",
    "en welzijnsgeld wordt anders verdeeld.",
]
SECOND = [
    "Niet iedereen is het ermee eens. Een lid van de raad vindt dat het plan te snel is gegaan en wil",
    "eerst een gesprek met de buurt.",
]


def test_paragraphs_headings_and_words_over_line_ends(tmp_path: Path) -> None:
    page = [
        *put_lines(60, 780, ["Een plan voor de straat"], 20, "bold"),
        *put_lines(60, 740, FIRST),
        *put_lines(60, 678, ["Tegenstemmen"], 12, "bold"),
        *put_lines(60, 660, SECOND),
    ]
    random.Random(1).shuffle(page)  # the order in which a program writes lines says nothing
    path = make_pdf(tmp_path / "plan.pdf", [page])
    assert read(path) == [
        ("heading", "Een plan voor de straat"),
        (
            "paragraph",
            "De gemeente Zandoever wil dat inwoners meer te zeggen krijgen over hun eigen straat. De gemeenteraad koos "
            "daarom voor een sociaal-economisch plan, dat samen met de provincie Noord-Holland is gemaakt. Het plan "
            "kost niet veel: zorg- en welzijnsgeld wordt anders verdeeld.",
        ),
        ("heading", "Tegenstemmen"),
        (
            "paragraph",
            "Niet iedereen is het ermee eens. Een lid van de raad vindt dat het plan te snel is gegaan en wil eerst "
            "een gesprek met de buurt.",
        ),
    ]
    assert read_document(path, "plan.pdf").document.title == "Een plan voor de straat"


def test_two_columns_under_a_heading_across_the_page(tmp_path: Path) -> None:
    left = [f"Links regel {number} met genoeg woorden erin" for number in range(1, 9)]
    right = [f"rechts regel {number} met genoeg woorden erin" for number in range(1, 9)]
    rows = [put for pair in zip(put_lines(60, 700, left), put_lines(320, 700, right), strict=True) for put in pair]
    wide = "Deze slotalinea loopt over de volle breedte van de bladzijde en hoort dus na beide kolommen te komen."
    page = [
        *put_lines(60, 760, ["Twee kolommen naast elkaar op een blad"], 18, "bold"),
        *rows,
        *put_lines(60, 560, [wide]),
    ]
    passages = read(make_pdf(tmp_path / "kolommen.pdf", [page]))
    text = " ".join(text for _, text in passages)
    found = [word for word in text.split() if word in ("Links", "rechts", "Twee", "Deze")]
    assert found == ["Twee", *["Links"] * 8, *["rechts"] * 8, "Deze"]
    assert passages[-1] == ("paragraph", wide)


def test_a_heading_under_two_columns_belongs_to_the_wide_text_below_it(tmp_path: Path) -> None:
    left = [f"Links regel {number} met genoeg woorden erin" for number in range(1, 7)]
    right = [f"rechts regel {number} met genoeg woorden erin" for number in range(1, 5)]
    page = [
        *put_lines(60, 700, left),
        *put_lines(320, 700, right),
        Put(60, 600, "Het vervolg", 10, "bold"),
        *put_lines(60, 586, FIRST),
    ]
    passages = read(make_pdf(tmp_path / "kop.pdf", [page]))
    assert [kind for kind, _ in passages][-2:] == ["heading", "paragraph"]
    assert passages[-2][1] == "Het vervolg"
    assert "rechts regel 4" in passages[-3][1]


def test_references_stay_apart_and_in_their_order(tmp_path: Path) -> None:
    page = put_lines(60, 780, ["Bronnen bij dit stuk over de wijk"], 14, "bold")
    for number in range(1, 31):
        page += [
            Put(60, 750 - 20 * number + 4, str(number), 5),
            Put(66, 750 - 20 * number, f"Bron met nummer {number * 7}"),
        ]
    texts = [text for _, text in read(make_pdf(tmp_path / "bronnen.pdf", [page]))]
    assert texts[1:] == [f"Bron met nummer {number * 7}" for number in range(1, 31)]


def body_page(number: int) -> list[Put]:
    """Return a page with a running head, a page number and a paragraph that goes on over the page end."""
    words = (
        f"Bladzijde {number} vertelt over de buurt en over de mensen die er wonen, en dat gaat maar door tot het einde"
    )
    rest = "ofwel {} keer dezelfde woorden omdat wij willen weten of het lezen van dit blad wel echt goed gaat"
    lines = [words, *(rest.format("abcdefgh"[number] * count) for count in range(1, 5))]
    return [
        Put(60, 810, f"Jaarverslag 2023 | hoofdstuk {number}", 8),
        *put_lines(60, 760, lines),
        Put(290, 30, str(number + 4), 8),
    ]


def test_running_heads_and_page_numbers_are_removed_and_told(tmp_path: Path) -> None:
    path = make_pdf(tmp_path / "verslag.pdf", [body_page(number) for number in range(1, 6)])
    result = read_document(path, "verslag.pdf")
    assert Counter(removal.reason for removal in result.removals) == {"kopregel": 5, "paginanummer": 5}
    assert [removal.text for removal in result.removals if removal.reason == "paginanummer"] == [
        "5",
        "6",
        "7",
        "8",
        "9",
    ]
    text = " ".join(passage.text for passage in result.passages)
    assert "Jaarverslag" not in text
    assert [word for word in text.split() if word.isdigit()] == ["1", "2", "3", "4", "5"]


def test_a_sentence_goes_on_over_the_page_end(tmp_path: Path) -> None:
    one = put_lines(
        60, 200, ["De wethouder zegt dat het plan pas kan beginnen als iedereen in de wijk heeft", "meegepraat over de"]
    )
    two = put_lines(60, 780, ["verdeling van het geld, en dat kan nog wel een tijdje gaan duren zegt zij erbij."])
    passages = read(make_pdf(tmp_path / "door.pdf", [one, two]))
    assert [text for _, text in passages] == [
        "De wethouder zegt dat het plan pas kan beginnen als iedereen in de wijk heeft meegepraat over de verdeling "
        "van het geld, en dat kan nog wel een tijdje gaan duren zegt zij erbij."
    ]


def test_heading_at_the_top_of_each_page_is_no_running_head(tmp_path: Path) -> None:
    names = ["Wonen", "Zorg", "Werk", "Groen"]
    pages = [
        [*put_lines(60, 790, [name.upper()], 14, "bold"), *put_lines(60, 760, FIRST), Put(290, 30, str(number))]
        for number, name in enumerate(names, 1)
    ]
    pages = [[*page, *put_lines(60, 600, [f"Slotzin {i} over het vraagstuk."])] for i, page in enumerate(pages)]
    passages = read(make_pdf(tmp_path / "koppen.pdf", pages))
    assert [text for kind, text in passages if kind == "heading"] == ["WONEN", "ZORG", "WERK", "GROEN"]


def test_text_that_returns_at_the_top_by_chance_stays(tmp_path: Path) -> None:
    pages = []
    for number in range(12):
        first = (
            "Wij willen dit:" if number % 4 == 0 else f"Regel {number} is een gewone eerste regel van het blad hier."
        )
        pages.append(
            [*put_lines(60, 790, [first, f"En dit is regel {number} die daarna komt, met een punt erachter."])]
        )
    text = " ".join(text for _, text in read(make_pdf(tmp_path / "toeval.pdf", pages)))
    assert text.count("Wij willen dit:") == 3


def test_table_of_contents_is_removed(tmp_path: Path) -> None:
    contents = [Put(60, 760, "Inhoudsopgave", 16, "bold")]
    for i, (name, number) in enumerate([("Wonen", 2), ("Werken in de wijk", 2), ("Zorg", 3), ("Tot slot", 3)]):
        contents += [Put(60, 720 - 20 * i, name), Put(500, 720 - 20 * i, str(number))]
    result = read_document(
        make_pdf(tmp_path / "inhoud.pdf", [contents, put_lines(60, 760, FIRST), put_lines(60, 760, SECOND)]),
        "inhoud.pdf",
    )
    assert [(removal.reason, removal.text) for removal in result.removals] == [
        ("inhoudsopgave", "Inhoudsopgave; Wonen 2; Werken in de wijk 2; Zorg 3; Tot slot 3")
    ]
    assert [passage.kind for passage in result.passages] == ["paragraph", "paragraph"]


def test_list_items_and_footnote_marks(tmp_path: Path) -> None:
    page = [
        *put_lines(60, 760, ["Wij stellen drie dingen voor aan de raad van deze gemeente en aan haar inwoners:"]),
        Put(60, 740, "•"),
        *put_lines(
            72, 740, ["een wijkbudget voor iedere buurt die daar zelf om vraagt en die het geld", "samen verdeelt;"]
        ),
        Put(60, 712, "•"),
        Put(72, 712, "een vast gezicht in de wijk"),
        Put(200, 716, "3", 5),
        Put(206, 712, "bij het loket."),
        Put(60, 690, "De oppervlakte is 20 km"),
        Put(166, 694, "2", 5),
        Put(172, 690, "groot."),
        Put(60, 80, "3 Zie het verslag van de bijeenkomst.", 7),
    ]
    result = read_document(make_pdf(tmp_path / "lijst.pdf", [page]), "lijst.pdf")
    assert [(passage.kind, passage.text) for passage in result.passages] == [
        ("paragraph", "Wij stellen drie dingen voor aan de raad van deze gemeente en aan haar inwoners:"),
        ("list", "een wijkbudget voor iedere buurt die daar zelf om vraagt en die het geld samen verdeelt;"),
        ("list", "een vast gezicht in de wijk bij het loket."),
        ("paragraph", "De oppervlakte is 20 km2 groot."),
        ("paragraph", "3 Zie het verslag van de bijeenkomst."),
    ]
    assert [(removal.reason, removal.text) for removal in result.removals] == [("nootverwijzingen", "3")]


def test_properties_of_the_file(tmp_path: Path) -> None:
    info = {"Title": "Microsoft Word - nota.docx", "Author": "Els Bos", "CreationDate": "D:20210304120000+01'00'"}
    document = read_document(
        make_pdf(tmp_path / "Nota wonen.pdf", [put_lines(60, 700, FIRST)], info), "Nota wonen.pdf"
    ).document
    assert (document.title, document.title_from) == ("Nota wonen", "bestandsnaam")
    assert (document.authors, document.authors_from) == (("Els Bos",), "documenteigenschappen")
    assert (document.date, document.date_from) == ("2021-03-04", "documenteigenschappen")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"%PDF-1.4\nkapot", "geen geldig pdf-bestand"),
        (b"dit is gewone tekst", "geen geldig pdf-bestand"),
    ],
)
def test_broken_pdf(tmp_path: Path, data: bytes, words: str) -> None:
    path = tmp_path / "kapot.pdf"
    path.write_bytes(data)
    with pytest.raises(ReadableError, match=words) as caught:
        read_document(path, "map/kapot.pdf")
    assert "‘map/kapot.pdf’" in str(caught.value)


def test_locked_pdf(tmp_path: Path) -> None:
    path = make_pdf(tmp_path / "slot.pdf", [put_lines(60, 700, FIRST)], locked=True)
    with pytest.raises(ReadableError, match=r"‘slot\.pdf’ is met een wachtwoord beveiligd: sla een kopie"):
        read_document(path, "slot.pdf")


def test_scanned_pdf(tmp_path: Path) -> None:
    path = make_pdf(tmp_path / "scan.pdf", [[], []])
    with pytest.raises(ReadableError, match=r"‘scan\.pdf’ bevat geen tekst maar alleen afbeeldingen.*OCR"):
        read_document(path, "scan.pdf")


@pytest.mark.parametrize("turn", [0, 1, 2, 3])
def test_a_page_on_its_side_is_read_upright_without_the_note_along_its_edge(tmp_path: Path, turn: int) -> None:
    def place(x: float, y: float) -> tuple[float, float]:
        return [(x, y), (595 - y, x), (595 - x, 842 - y), (y, 842 - x)][turn]

    matrices = ["1 0 0 1", "0 1 -1 0", "-1 0 0 -1", "0 -1 1 0"]
    page = [Put(*place(60, 500 - 12 * i), line, 10, "regular", matrices[turn]) for i, line in enumerate(FIRST)]
    page.append(Put(*place(20, 300), "Aantekening langs de rand", 8, "regular", matrices[(turn + 1) % 4]))
    passages = read(make_pdf(tmp_path / "gedraaid.pdf", [page]))
    assert [text[:44] for _, text in passages] == ["De gemeente Zandoever wil dat inwoners meer "]
    assert "gemeenteraad" in passages[0][1]
    assert passages[0][1].endswith("welzijnsgeld wordt anders verdeeld.")


def test_a_large_first_letter_is_put_before_its_word(tmp_path: Path) -> None:
    lines = [
        "e gemeente Zandoever wil dat inwoners meer te",
        "zeggen krijgen over hun eigen straat, en dat",
        "wil ook de provincie.",
    ]
    rest = ["Daarom komt er een plan voor de wijk dat veel", "geld kost en waar nog veel over gepraat wordt."]
    page = [Put(60, 660, "D", 36), *put_lines(88, 684, lines), *put_lines(60, 648, rest)]
    text = " ".join(text for _, text in read(make_pdf(tmp_path / "letter.pdf", [page])))
    assert text.startswith(
        "De gemeente Zandoever wil dat inwoners meer te zeggen krijgen over hun eigen straat, en dat wil"
    )


def test_a_footnote_number_set_apart_counts_with_the_words_before_it() -> None:
    line = Line(0, 60, 200, 100, 12, "Sans", False, False, "De naam was er al.")
    mark = Line(0, 201, 207, 104, 8, "Sans", False, False, "3)")
    lonely = Line(0, 400, 406, 104, 8, "Sans", False, False, "4)")
    assert attach_marks([mark, line, lonely]) == [replace(line, marks=("3)",), x1=207), lonely]


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        (["de gemeente-", "raad"], "de gemeenteraad"),
        (["een sociaal-", "economisch plan"], "een sociaal-economisch plan"),
        (["in Noord-", "Holland"], "in Noord-Holland"),
        (["zorg-", "en welzijn"], "zorg- en welzijn"),
        (["werk-", "of schooltijd"], "werk- of schooltijd"),
        (["de 80-", "jarige"], "de 80-jarige"),
        (["de e-", "mail"], "de e-mail"),
        (["de EU-", "lidstaten"], "de EU-lidstaten"),
        (["een mbo-", "scholier"], "een mbo-scholier"),
        (["beter co-", "ordineren"], "beter coördineren"),
        (["te be-", "invloeden"], "te beïnvloeden"),
        (["een niet-", "doelgerichte zoektocht"], "een niet-doelgerichte zoektocht"),
        (["de ex-", "burgemeester"], "de ex-burgemeester"),
        (["het be\u00ad", "stuur"], "het bestuur"),
        (["het jaar 2019-", "2023 was goed"], "het jaar 2019-2023 was goed"),
        (["een streep -", "zo dus"], "een streep - zo dus"),
        (["gewoon", "", "door"], "gewoon door"),
        (["de (over-", "heids)taak"], "de (overheids)taak"),
    ],
)
def test_join_lines(lines: list[str], joined: str) -> None:
    assert join_lines(lines) == joined


def test_the_rest_of_the_document_decides_about_a_hyphen() -> None:
    assert not keeps_hyphen("kennis", "uitwisselaar", Counter())
    assert keeps_hyphen("kennis", "uitwisselaar", Counter({"kennis-uitwisselaar": 2}))
    assert not keeps_hyphen("publiek", "civielig", Counter({"publiekcivielig": 1}))
    assert keeps_hyphen("Frontex", "operatie", Counter({"frontex-": 2}))
