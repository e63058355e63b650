"""Files to documents: finding them, naming them, every format with its whole content, and every kind of bad file."""

from __future__ import annotations

import hashlib
import json
import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from odfdo import Document as OdfDocument
from odfdo import Header, List, Paragraph

from graph.corpus import FORMATS, find_files, hash_file, make_document_id, make_document_ids, read_document
from graph.corpus.archives import parse_xml
from graph.corpus.blocks import count_words
from graph.corpus.decoding import decode_text
from graph.errors import ReadableError

BODY = "De raad van Zandoever geeft de bewoners van elke wijk vanaf dit jaar een eigen budget voor de straat."

MORE = "Wie een plan heeft voor een bank, een boom of een buurtfeest, vraagt daar geld voor bij de andere bewoners."


def read(path: Path) -> list[tuple[str, str]]:
    return [(passage.kind, passage.text) for passage in read_document(path, path.name).passages]


def write(path: Path, content: str | bytes = BODY) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


# Finding and naming


def test_find_files_is_recursive_sorted_and_skips_what_is_no_document(tmp_path: Path) -> None:
    for name in (
        "b.txt", "a.md", "sub/c.pdf", "sub/dieper/d.xyz", ".verborgen.txt", ".git/e.txt", "README.md", "sub/readme.txt",
        "LICENSE", "LICENSE-data.txt", "~$brief.docx", ".~lock.brief.odt#", "uv.lock", "Thumbs.db", "readmenu.txt",
    ):  # fmt: skip
        write(tmp_path / name)
    assert [relative for _, relative in find_files([tmp_path])] == [
        "a.md",
        "b.txt",
        "readmenu.txt",
        "sub/c.pdf",
        "sub/dieper/d.xyz",
    ]
    assert find_files([tmp_path])[3] == (tmp_path / "sub" / "c.pdf", "sub/c.pdf")


def test_find_files_takes_single_files_once_and_tells_twins_apart(tmp_path: Path) -> None:
    one, two, readme = write(tmp_path / "een/x.txt"), write(tmp_path / "twee/x.txt"), write(tmp_path / "README.md")
    assert find_files([readme, one, one.parent]) == [(readme, "README.md"), (one, "x.txt")]
    assert find_files([one.parent, two.parent]) == [(one, "een/x.txt"), (two, "twee/x.txt")]
    assert find_files([two.parent, one.parent]) == [(one, "een/x.txt"), (two, "twee/x.txt")]


def test_find_files_says_which_path_does_not_exist(tmp_path: Path) -> None:
    with pytest.raises(ReadableError, match=r"Het pad ‘.*nergens’ bestaat niet: controleer de naam"):
        find_files([tmp_path, tmp_path / "nergens"])
    with pytest.raises(ReadableError, match="kan niet worden geopend"):
        find_files([tmp_path / ("x" * 300)])
    assert find_files([tmp_path]) == []


def test_document_ids() -> None:
    paths = ["a/Memo wonen.txt", "b/Memo wonen.txt", "b/Brief.md", "b/brief.docx", "c/?!.txt", "c/!!.txt", "Één.txt"]
    ids = make_document_ids(paths)
    assert ids["a/Memo wonen.txt"] == "d:a-memo-wonen-txt"
    assert ids["b/Memo wonen.txt"] == "d:b-memo-wonen-txt"
    assert (ids["b/Brief.md"], ids["b/brief.docx"]) == ("d:b-brief-md", "d:b-brief-docx")
    assert ids["Één.txt"] == "d:een"
    assert len(set(ids.values())) == len(paths)
    assert make_document_ids(reversed(paths)) == ids
    assert make_document_id("b/Brief.md") == "d:brief"
    assert make_document_id("b/Brief.md", paths) == "d:b-brief-md"


@given(st.lists(st.text(min_size=1, max_size=90), max_size=8, unique=True))
def test_document_ids_differ_and_have_the_shape_of_ids(paths: list[str]) -> None:
    ids = make_document_ids(paths)
    assert set(ids) == set(paths)
    assert len(set(ids.values())) == len(paths)
    assert all(
        each.startswith("d:") and len(each) > 2 and set(each[2:]) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
        for each in ids.values()
    )


def test_hash_file_is_the_sha256_of_the_bytes(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt")
    assert hash_file(path) == hashlib.sha256(BODY.encode()).hexdigest()
    assert read_document(path, "a.txt").document.content_hash == hash_file(path)
    with pytest.raises(ReadableError, match=r"‘weg\.txt’ bestaat niet"):
        hash_file(tmp_path / "weg.txt")


# Formats


def test_txt(tmp_path: Path) -> None:
    text = f"De wijk aan zet\n\n{BODY}\n\n{MORE}\n\nReageer\n\n2 reacties\n\n1. Mooi gezegd"
    result = read_document(write(tmp_path / "sub" / "wijk.txt", text), "sub/wijk.txt", "d:sub-wijk")
    assert [(p.passage_id, p.document_id, p.position, p.kind, p.text) for p in result.passages] == [
        ("d:sub-wijk.p0", "d:sub-wijk", 0, "heading", "De wijk aan zet"),
        ("d:sub-wijk.p1", "d:sub-wijk", 1, "paragraph", BODY),
        ("d:sub-wijk.p2", "d:sub-wijk", 2, "paragraph", MORE),
        ("d:sub-wijk.p3", "d:sub-wijk", 3, "comment", "Mooi gezegd"),
    ]
    assert [(r.document_id, r.position, r.reason, r.text) for r in result.removals] == [
        ("d:sub-wijk", 0, "deelknop", "Reageer"),
        ("d:sub-wijk", 1, "kop van de reacties", "2 reacties"),
    ]
    document = result.document
    assert (document.document_id, document.path, document.format) == ("d:sub-wijk", "sub/wijk.txt", "txt")
    assert (document.title, document.title_from) == ("De wijk aan zet", "tekst")
    assert document.n_words == 4 + count_words(BODY) + count_words(MORE)


def test_md(tmp_path: Path) -> None:
    path = write(
        tmp_path / "raad.md",
        """---
title: "De nieuwe raad: een begin"
author: Els Bos en Piet Mol
date: 2018-09-12
publication: De Wijkkrant
source:
  title: Het oude stuk
  people: [An Vis]
  publication: Het Blad
  date: 2018-09
---
# De nieuwe raad: een begin

Een alinea met *nadruk* en een [koppeling](https://voorbeeld.nl) op
twee regels.[^1]

Tussenkop
---------

> Een citaat van iemand.

1. punt een
2. punt **twee**

| Wijk | Budget |
|------|--------|
| Noord | 300 |

```
programma
```

<!-- weg -->

[^1]: De noot.
""",
    )
    result = read_document(path, "raad.md")
    assert [(p.kind, p.text) for p in result.passages] == [
        ("heading", "De nieuwe raad: een begin"),
        ("paragraph", "Een alinea met nadruk en een koppeling op twee regels."),
        ("heading", "Tussenkop"),
        ("quote", "Een citaat van iemand."),
        ("list", "punt een"),
        ("list", "punt twee"),
        ("paragraph", "Wijk; Budget"),
        ("paragraph", "Noord; 300"),
        ("paragraph", "De noot."),
    ]
    assert [(r.reason, r.text) for r in result.removals] == [("programmacode", "programma")]
    document = result.document
    assert (document.title, document.authors, document.date, document.publication, document.source) == (
        "De nieuwe raad: een begin",
        ("Els Bos", "Piet Mol"),
        "2018-09-12",
        "De Wijkkrant",
        "‘Het oude stuk’, An Vis, Het Blad, september 2018",
    )
    assert document.authors_from == "kop van het bestand"


def test_md_without_front_matter_may_start_with_a_rule(tmp_path: Path) -> None:
    assert read(write(tmp_path / "a.md", f"---\n\n{BODY}\n\n---\n\nSlot.")) == [
        ("paragraph", BODY),
        ("paragraph", "Slot."),
    ]


PAGE = """<!DOCTYPE html><html><head><title>De straat | Zandoever.nl</title>
<meta property="og:site_name" content="Zandoever.nl"><meta name="author" content="Els Bos">
<meta property="article:published_time" content="2020-02-03T10:00:00Z">
<link rel="canonical" href="https://zandoever.voorbeeld/straat"><style>p {{}}</style></head>
<body><nav><a href="/">Home</a> <a href="/n">Nieuws</a></nav>
{start}<h1>De straat</h1><p>{body}<br>Nog een regel<sup><a href="#n">1</a></sup>, 20 m<sup>2</sup>.</p>
<blockquote><p>Zo is het.</p></blockquote><ul><li>een</li><li>twee <b>drie</b></li></ul>
<table><tr><th>Wijk</th><th>Budget</th></tr><tr><td>Noord</td><td>300</td></tr></table>
<div class="social-share">Deel dit</div><p hidden>geheim</p><script>var x</script>{end}
<div id="comments"><p>Mooi stuk!</p></div><aside>Ander nieuws</aside><footer>© 2020</footer></body></html>"""


@pytest.mark.parametrize(("start", "end"), [("<article>", "</article>"), ("<main>", "</main>"), ("<div>", "</div>")])
def test_html(tmp_path: Path, start: str, end: str) -> None:
    path = write(tmp_path / "straat.html", PAGE.format(start=start, end=end, body=BODY))
    result = read_document(path, "straat.html")
    assert [(p.kind, p.text) for p in result.passages] == [
        ("heading", "De straat"),
        ("paragraph", f"{BODY} Nog een regel, 20 m2."),
        ("quote", "Zo is het."),
        ("list", "een"),
        ("list", "twee drie"),
        ("paragraph", "Wijk; Budget"),
        ("paragraph", "Noord; 300"),
        ("comment", "Mooi stuk!"),
    ]
    document = result.document
    assert (document.title, document.authors, document.date, document.publication, document.url) == (
        "De straat",
        ("Els Bos",),
        "2020-02-03",
        "Zandoever.nl",
        "https://zandoever.voorbeeld/straat",
    )
    assert {document.title_from, document.date_from, document.url_from} == {"kop van de webpagina"}
    assert document.n_words == sum(count_words(p.text) for p in result.passages) - 2


def test_html_with_json_and_a_long_body_without_marks(tmp_path: Path) -> None:
    paragraphs = [f"Alinea {word}. {BODY} {BODY}" for word in ("een", "twee", "drie", "vier", "vijf")]
    data = json.dumps(
        {
            "@graph": [
                {
                    "@type": "NewsArticle",
                    "headline": "Kop",
                    "author": [{"name": "Els Bos"}, {"name": "Piet Mol"}],
                    "datePublished": "2021-01-02",
                    "publisher": {"name": "Krant"},
                }
            ]
        }
    )
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    path = write(
        tmp_path / "a.html",
        f'<html><head><script type="application/ld+json">{data}</script></head><body><div class="menu">Menu een</div>'
        f"<div>{body}</div></body></html>",
    )
    result = read_document(path, "a.html")
    # The sentence that fills each paragraph twice is there on purpose: the paragraphs differ in a word only.
    assert result.passages[0].text == paragraphs[0]
    document = result.document
    assert (document.title, document.authors, document.date, document.publication) == (
        "Kop",
        ("Els Bos", "Piet Mol"),
        "2021-01-02",
        "Krant",
    )
    assert "Menu" not in " ".join(p.text for p in result.passages)


def test_html_in_an_old_encoding(tmp_path: Path) -> None:
    text = (
        f'<html><head><meta charset="iso-8859-1"></head><body><p>Eén reële keuze, ’s avonds. {BODY}</p></body></html>'
    )
    assert read(write(tmp_path / "a.htm", text.encode("cp1252"))) == [
        ("paragraph", f"Eén reële keuze, ’s avonds. {BODY}")
    ]


def test_docx(tmp_path: Path) -> None:
    file = docx.Document()
    file.core_properties.author, file.core_properties.title = "Els Bos", "Microsoft Word - doc1"
    file.add_heading("De wijk aan zet", 0)
    file.add_heading("Het begin", 1)
    paragraph = file.add_paragraph(BODY)
    deleted = paragraph._p.makeelement("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}del")
    deleted.append(paragraph.add_run(" Weg hiermee.")._r)
    paragraph._p.append(deleted)
    file.add_paragraph("Een punt", style="List Bullet")
    file.add_paragraph("Zo is het.", style="Quote")
    table = file.add_table(2, 2)
    for row, cells in enumerate([("Wijk", "Budget"), ("Noord", "300")]):
        for column, text in enumerate(cells):
            table.cell(row, column).text = text
    file.save(str(tmp_path / "wijk.docx"))
    result = read_document(tmp_path / "wijk.docx", "wijk.docx")
    assert [(p.kind, p.text) for p in result.passages] == [
        ("heading", "De wijk aan zet"),
        ("heading", "Het begin"),
        ("paragraph", BODY),
        ("list", "Een punt"),
        ("quote", "Zo is het."),
        ("paragraph", "Wijk; Budget"),
        ("paragraph", "Noord; 300"),
    ]
    document = result.document
    assert (document.title, document.title_from) == ("De wijk aan zet", "tekst")
    assert (document.authors, document.authors_from) == (("Els Bos",), "documenteigenschappen")


def test_docx_contents_and_inserted_text(tmp_path: Path) -> None:
    file = docx.Document()
    file.styles.add_style("toc 1", docx.enum.style.WD_STYLE_TYPE.PARAGRAPH)
    file.add_paragraph("Het begin\t3", style="toc 1")
    paragraph = file.add_paragraph("De raad wil ")
    inserted = paragraph._p.makeelement("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}ins")
    inserted.append(paragraph.add_run("graag")._r)
    paragraph._p.append(inserted)
    paragraph.add_run(" een gesprek met de buurt.")
    file.save(str(tmp_path / "a.docx"))
    result = read_document(tmp_path / "a.docx", "a.docx")
    assert [p.text for p in result.passages] == ["De raad wil graag een gesprek met de buurt."]
    assert [(r.reason, r.text) for r in result.removals] == [("inhoudsopgave", "Het begin 3")]


def test_odt(tmp_path: Path) -> None:
    file = OdfDocument("text")
    file.body.clear()
    file.body.append(Header(1, "De wijk aan zet"))
    file.body.append(Paragraph(BODY))
    file.body.append(List(["een punt", "nog een punt"]))
    file.meta.title, file.meta.initial_creator = "Wijken in Zandoever", "Els Bos"
    file.save(str(tmp_path / "wijk.odt"))
    result = read_document(tmp_path / "wijk.odt", "wijk.odt")
    assert [(p.kind, p.text) for p in result.passages] == [
        ("heading", "De wijk aan zet"),
        ("paragraph", BODY),
        ("list", "een punt"),
        ("list", "nog een punt"),
    ]
    assert (result.document.title, result.document.title_from) == ("Wijken in Zandoever", "documenteigenschappen")
    assert result.document.authors == ("Els Bos",)


def test_odt_tables_notes_contents_and_spaces(tmp_path: Path) -> None:
    content = (
        '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"><office:automatic-styles>'
        '<style:style style:name="P1" style:parent-style-name="Title"/>'
        '<style:style style:name="P2" style:parent-style-name="Quotations"/></office:automatic-styles>'
        "<office:body><office:text><text:tracked-changes><text:p>Oude tekst die weg is.</text:p></text:tracked-changes>"
        '<text:p text:style-name="P1">De wijk aan zet</text:p>'
        "<text:table-of-content><text:p>Begin<text:tab/>3</text:p></text:table-of-content>"
        "<text:p>De raad<text:s/>wil<text:line-break/>een <text:span>gesprek</text:span>"
        "<text:note><text:p>Noot.</text:p></text:note>.</text:p>"
        '<text:p text:style-name="P2">Zo is het.</text:p>'
        "<table:table><table:table-row><table:table-cell><text:p>Noord</text:p></table:table-cell>"
        "<table:table-cell><text:p>300</text:p></table:table-cell></table:table-row></table:table>"
        "</office:text></office:body></office:document-content>"
    )
    OdfDocument("text").save(str(tmp_path / "kaal.odt"))
    with zipfile.ZipFile(tmp_path / "kaal.odt") as old, zipfile.ZipFile(tmp_path / "a.odt", "w") as new:
        for info in old.infolist():
            new.writestr(info, content if info.filename == "content.xml" else old.read(info))
    result = read_document(tmp_path / "a.odt", "a.odt")
    assert [(p.kind, p.text) for p in result.passages] == [
        ("heading", "De wijk aan zet"),
        ("paragraph", "De raad wil een gesprek."),
        ("quote", "Zo is het."),
        ("paragraph", "Noord; 300"),
    ]
    assert [(r.reason, r.text) for r in result.removals] == [("inhoudsopgave", "Begin 3")]
    assert result.document.title == "De wijk aan zet"


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def test_docx_text_boxes_controls_and_long_cells(tmp_path: Path) -> None:
    file = docx.Document()
    body = file.element.body
    parts = (
        f'<w:sdt {W}><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
        "<w:sdtContent><w:p><w:r><w:t>Begin</w:t><w:tab/><w:t>3</w:t></w:r></w:p></w:sdtContent></w:sdt>",
        f"<w:p {W}><w:r><w:t>Noord</w:t><w:noBreakHyphen/><w:t>Holland doet mee,</w:t><w:br/><w:t>zegt de raad.</w:t>"
        "</w:r><w:r><w:pict><w:txbxContent><w:p><w:r><w:t>Een kader met een zin.</w:t></w:r></w:p></w:txbxContent>"
        "</w:pict></w:r></w:p>",
        f"<w:tbl {W}><w:tr><w:tc><w:p><w:r><w:t>{BODY}</w:t></w:r></w:p></w:tc>"
        "<w:tc><w:p><w:r><w:t>Kort.</w:t></w:r></w:p></w:tc></w:tr></w:tbl>",
        f"<w:ins {W}><w:p><w:r><w:t>Later erbij.</w:t></w:r></w:p></w:ins>",
    )
    for number, part in enumerate(parts):
        body.insert(number, parse_xml(part.encode()))
    file.save(str(tmp_path / "a.docx"))
    result = read_document(tmp_path / "a.docx", "a.docx")
    assert [(p.kind, p.text) for p in result.passages] == [
        ("paragraph", "Noord-Holland doet mee, zegt de raad."),
        ("paragraph", "Een kader met een zin."),
        ("paragraph", BODY),
        ("paragraph", "Kort."),
        ("paragraph", "Later erbij."),
    ]
    assert [(r.reason, r.text) for r in result.removals] == [("inhoudsopgave", "Begin 3")]


CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="OEBPS/boek.opf"/></rootfiles></container>'
)
PACKAGE = """<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata>
<dc:title>Een boek</dc:title><dc:creator>Els Bos</dc:creator><dc:date>2019-01-02</dc:date></metadata><manifest>
<item id="n" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="b" href="twee.xhtml" media-type="application/xhtml+xml"/>
<item id="a" href="deel%20een.xhtml" media-type="application/xhtml+xml"/></manifest>
<spine><itemref idref="n"/><itemref idref="a"/><itemref idref="b"/><itemref idref="weg"/></spine></package>"""
CHAPTER = (
    '<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml" '
    'xmlns:epub="http://www.idpf.org/2007/ops"><body><h1>Deel één</h1>'
    f'<p>{BODY}<a epub:type="noteref" href="#n">1</a></p></body></html>'
)
LOCK = (
    '<encryption><EncryptedData><CipherData><CipherReference URI="OEBPS/{}"/></CipherData></EncryptedData></encryption>'
)


def make_epub(path: Path, extra: dict[str, str] | None = None) -> Path:
    parts = {
        "META-INF/container.xml": CONTAINER,
        "OEBPS/boek.opf": PACKAGE,
        "OEBPS/nav.xhtml": "<html><body><nav>Inhoud</nav></body></html>",
        "OEBPS/deel een.xhtml": CHAPTER,
        "OEBPS/twee.xhtml": "<html><body><div class='sidebar'><p>Het slot.</p></div></body></html>",
    } | (extra or {})
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return path


def test_epub(tmp_path: Path) -> None:
    result = read_document(make_epub(tmp_path / "boek.epub"), "boek.epub")
    assert [(p.kind, p.text) for p in result.passages] == [
        ("heading", "Deel één"),
        ("paragraph", BODY),
        ("paragraph", "Het slot."),
    ]
    document = result.document
    assert (document.title, document.authors, document.date) == ("Een boek", ("Els Bos",), "2019-01-02")


def test_epub_with_scrambled_fonts_is_read_and_with_locked_chapters_is_not(tmp_path: Path) -> None:
    key = "META-INF/encryption.xml"
    assert len(read(make_epub(tmp_path / "a.epub", {key: LOCK.format("font.otf")}))) == 3
    with pytest.raises(ReadableError, match=r"‘b\.epub’ is beveiligd tegen kopiëren"):
        read(make_epub(tmp_path / "b.epub", {key: LOCK.format("twee.xhtml")}))


# Encodings


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "mac_roman", "cp850"]
)
def test_encodings(tmp_path: Path, encoding: str) -> None:
    text = "Eén reële keuze: beëindig de ruïne, coördineer de façade én de enquête."
    if encoding != "cp850":
        text += " ’s Avonds zei zij: ‘ja’ – misschien…"
    assert read(write(tmp_path / "a.txt", text.encode(encoding))) == [("paragraph", text)]


def test_a_few_stray_bytes_in_utf8(tmp_path: Path) -> None:
    data = "Eén reële keuze voor iedereen, ".encode() + "zei zij: \u2018ja\u2019.".encode("cp1252")
    assert decode_text(data, "a.txt") == "Eén reële keuze voor iedereen, zei zij: ‘ja’."


# Bad input


def locked_zip(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("content.xml", "<x/>")
    data = bytearray(path.read_bytes())
    data[data.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(bytes(data))


def other_zip(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("iets.txt", BODY)


def broken_docx(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")


def huge_epub(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("META-INF/container.xml", CONTAINER)
        with archive.open("OEBPS/a.xhtml", "w", force_zip64=True) as stream:
            for _ in range(31):
                stream.write(b" " * 10_000_000)


def content(data: str | bytes) -> Callable[[Path], None]:
    def make(path: Path) -> None:
        write(path, data)

    return make


BAD: list[tuple[str, Callable[[Path], None], str]] = [
    ("leeg.txt", content(b""), r"is leeg \(0 bytes\): zet er tekst in of haal het weg"),
    ("wit.txt", content(" \n\n\t"), "bevat geen tekst"),
    ("bom.txt", content(b"\xef\xbb\xbf"), "bevat geen tekst"),
    ("tekens.txt", content("*** … !!!"), "bevat geen woorden"),
    ("getal.md", content("31"), "bevat geen woorden"),
    ("plaatje.txt", content(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20), "bevat geen leesbare tekst"),
    ("willekeur.txt", content(bytes((i * 73 + i // 7) % 256 for i in range(4000))), "bevat geen leesbare tekst"),
    (
        "pdf.txt",
        content(b"%PDF-1.7\n"),
        r"is geen tekst maar een pdf-bestand: geef het de juiste extensie, zoals \.pdf",
    ),
    ("zip.md", content(b"PK\x03\x04rest"), "is geen tekst maar een zip-"),
    ("kop.md", content("---\ntitel: a: b\n---\ntekst"), "De kop van ‘kop.md’ klopt niet op regel 2: verbeter"),
    ("a.docx", content("gewone tekst"), r"is geen geldig Word-bestand \(\.docx\) of is beschadigd: open het"),
    (
        "oud.docx",
        content(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)),
        "wachtwoord beveiligd of in een oud Office-formaat",
    ),
    ("ander.docx", other_zip, r"is een zip-bestand maar geen Word-bestand"),
    ("half.docx", broken_docx, r"is geen geldig Word-bestand"),
    ("a.odt", content("gewone tekst"), r"is geen geldig OpenDocument-bestand"),
    ("slot.odt", locked_zip, "wachtwoord beveiligd"),
    ("a.epub", content("gewone tekst"), r"is geen geldig EPUB-bestand"),
    ("bom.epub", huge_epub, "uitgepakt te groot"),
    ("a.doc", content("iets"), r"het bestandstype \.doc wordt niet ondersteund: open het in Word"),
    ("a.xyz", content("iets"), r"het bestandstype \.xyz wordt niet ondersteund: zet de tekst om"),
    ("zonder", content("iets"), "een bestand zonder extensie wordt niet ondersteund"),
    ("map.txt", Path.mkdir, "is een map"),
    ("weg.txt", lambda path: None, "bestaat niet"),
]


@pytest.mark.parametrize(("name", "make", "words"), BAD, ids=[name for name, _, _ in BAD])
def test_bad_files_get_one_sentence_that_names_them(
    tmp_path: Path, name: str, make: Callable[[Path], None], words: str
) -> None:
    make(tmp_path / name)
    with pytest.raises(ReadableError, match=words) as caught:
        read_document(tmp_path / name, name)
    message = str(caught.value)
    assert f"‘{name}’" in message
    assert message.endswith(".")
    assert "\n" not in message
    assert ": " in message  # what is wrong: what to do


def test_broken_epub_package(tmp_path: Path) -> None:
    with pytest.raises(ReadableError, match="is een beschadigd EPUB-bestand"):
        read(make_epub(tmp_path / "a.epub", {"META-INF/container.xml": "<container/>"}))


@pytest.mark.skipif(os.name == "nt" or (hasattr(os, "geteuid") and os.geteuid() == 0), reason="root reads everything")
def test_file_without_permission(tmp_path: Path) -> None:
    path = write(tmp_path / "geheim.txt")
    path.chmod(0)
    with pytest.raises(ReadableError, match=r"‘geheim\.txt’ mag niet worden gelezen"):
        read_document(path, "geheim.txt")


def test_permission_error_becomes_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path / "geheim.txt")

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(ReadableError, match=r"‘geheim\.txt’ mag niet worden gelezen: geef uzelf leesrechten"):
        read_document(path, "geheim.txt")


def test_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graph.corpus.readers.MAX_TEXT_BYTES", 50)
    with pytest.raises(ReadableError, match=r"‘a\.txt’ is te groot"):
        read_document(write(tmp_path / "a.txt"), "a.txt")


def test_a_name_of_three_hundred_characters(tmp_path: Path) -> None:
    path = write(tmp_path / ("n" * 240 + ".txt"))
    result = read_document(path, "m" * 300 + ".txt")
    assert result.document.document_id == "d:" + "m" * 60
    assert len(result.document.title) <= 200


@pytest.mark.parametrize("suffix", [".txt", ".md", ".html"])
def test_one_paragraph_of_two_megabytes_is_read_whole(tmp_path: Path, suffix: str) -> None:
    path = write(tmp_path / f"lang{suffix}", f"{BODY} " * 20_000)
    assert read_document(path, path.name).document.n_words == 20_000 * count_words(BODY)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(suffix=st.sampled_from(sorted(FORMATS)), data=st.binary(max_size=600) | st.text(max_size=300).map(str.encode))
def test_any_bytes_are_read_or_refused_in_a_sentence(tmp_path: Path, suffix: str, data: bytes) -> None:
    path = write(tmp_path / f"x{suffix}", data)
    try:
        result = read_document(path, path.name)
    except ReadableError as error:
        said = str(error)
    else:
        said = f"‘x{suffix}’"
        assert result.document.n_words > 0
        assert [passage.position for passage in result.passages] == list(range(len(result.passages)))
        assert all(passage.text and passage.text == " ".join(passage.text.split()) for passage in result.passages)
    assert f"‘x{suffix}’" in said


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cut=st.integers(0, 3000), place=st.integers(0, 3000), byte=st.integers(0, 255))
def test_damaged_archives_never_end_in_a_traceback(tmp_path: Path, cut: int, place: int, byte: int) -> None:
    data = bytearray(make_epub(tmp_path / "heel.epub").read_bytes())
    data[place % len(data)] = byte
    path = write(tmp_path / "stuk.epub", bytes(data[: len(data) - cut % 500]))
    try:
        said = f"‘stuk.epub’ {read_document(path, 'stuk.epub').document.n_words}"
    except ReadableError as error:
        said = str(error)
    assert "‘stuk.epub’" in said
    assert not said.endswith(" 0")
