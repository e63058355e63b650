"""Metadata: dates, names, bylines, titles and statements of appearance, right or not at all."""

from __future__ import annotations

import datetime

import pytest

from graph.corpus.blocks import Block, Extract, Properties
from graph.corpus.byline import Published, find_bylines, find_published, is_person_name
from graph.corpus.dates import parse_date, write_date
from graph.corpus.metadata import Metadata, clean_heading, find_metadata, find_title

BODY = Block(
    "paragraph",
    "De raad vergaderde tot diep in de nacht over het nieuwe plan voor de wijk, en aan het einde van de avond was er "
    "een meerderheid voor een proef van twee jaar met een eigen budget voor de bewoners.",
)


def blocks(*texts: str) -> list[Block]:
    return [Block("paragraph", text) for text in texts]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("12 september 2018", "2018-09-12"),
        ("1e mei 2020", "2020-05-01"),
        ("september 2018", "2018-09"),
        ("Sept. 2018", "2018-09"),
        ("2018-09-12T10:00:00+02:00", "2018-09-12"),
        ("2018-09", "2018-09"),
        ("3-4-2019", "2019-04-03"),
        ("31/12/1999", "1999-12-31"),
        ("May 3, 2021", "2021-05-03"),
        ("D:20231020113755+02'00'", "2023-10-20"),
        ("2018", "2018"),
        ("anno 2018", "2018"),
        ("31 februari 2018", ""),
        ("13-13-2018", ""),
        ("het jaar dat wij 2018 inwoners hadden in dit dorp", ""),
        ("mei", ""),
        ("", ""),
    ],
)
def test_parse_date(text: str, date: str) -> None:
    assert parse_date(text) == date


def test_write_date() -> None:
    assert [write_date(date) for date in ("2018-09-12", "2018-09", "2018", "")] == [
        "12 september 2018",
        "september 2018",
        "2018",
        "",
    ]


@pytest.mark.parametrize(
    "name",
    [
        "Jan Jansen",
        "Jan-Willem van der Berg",
        "P.J. Troelstra",
        "Paul ’t Hart",
        "Zeger van der Wal",
        "Dr. Els Bos",
        "Fatima El Idrissi",
    ],
)
def test_is_person_name(name: str) -> None:
    assert is_person_name(name)


@pytest.mark.parametrize(
    "text",
    [
        "Jan",
        "Sociaal Domein",
        "VNG Magazine",
        "Gemeente Tilburg",
        "de burgemeester",
        "Mei 2020",
        "DE WIJK",
        "Het Plan",
        "",
    ],
)
def test_is_no_person_name(text: str) -> None:
    assert not is_person_name(text)


@pytest.mark.parametrize(
    ("lines", "authors"),
    [
        (["Door Jan Jansen", BODY.text], ("Jan Jansen",)),
        (["De wijk", "Tekst: Els Bos en Piet van der Wal", BODY.text], ("Els Bos", "Piet van der Wal")),
        (["Door: drs. Els Bos, 12 mei 2019", BODY.text], ("Els Bos",)),
        ([BODY.text, "Els Bos, wethouder van Zandoever, en voorzitter van de buurtkas."], ("Els Bos",)),
        ([BODY.text, "Els Bos, onderzoeker bij het Instituut voor Wijken"], ("Els Bos",)),
        ([BODY.text, "Els Bos, wethouder van Zandoever, opende het feest."], ()),
        ([BODY.text, "Els Bos is wethouder van Zandoever."], ()),
        (["Door de gemeente is veel gedaan.", BODY.text], ()),
        (["Door Jan Jansen werd het plan gemaakt.", BODY.text], ()),
        (["Tekst: de redactie", BODY.text], ()),
        (["Interview: Sociaal Domein", BODY.text], ()),
        ([BODY.text] * 8 + ["Els Bos, wethouder"] + [BODY.text] * 8, ()),
    ],
)
def test_find_bylines(lines: list[str], authors: tuple[str, ...]) -> None:
    assert find_bylines(blocks(*lines)) == authors


def test_the_heading_about_the_author_makes_the_last_lines_count() -> None:
    about = [Block("paragraph", "Over de auteur", "kop van auteursblok")]
    lines = blocks(BODY.text, "Els Bos is wethouder van Zandoever en schrijft over wijken.")
    assert find_bylines(lines, about) == ("Els Bos",)


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("Dit artikel is verschenen in mei 2020", Published(date="2020-05")),
        ("Dit interview verscheen eerder in VNG Magazine, september 2018.", Published("VNG Magazine", "2018-09")),
        ("Eerder gepubliceerd in Binnenlands Bestuur van 12 mei 2020", Published("Binnenlands Bestuur", "2020-05-12")),
        ("Deze column werd gepubliceerd op https://voorbeeld.nl/column.", Published(url="https://voorbeeld.nl/column")),
        ("Bron: https://voorbeeld.nl/stuk", Published(url="https://voorbeeld.nl/stuk")),
        ("12 september 2018", Published(date="2018-09-12")),
        ("Zandoever, 3 maart 2021", Published(date="2021-03-03")),
        ("Datum: 3 maart 2021", Published(date="2021-03-03")),
        ("De gemeente anno 2018 moet wennen aan de buurt.", Published(year="2018")),
        ("Op 12 september 2018 besloot de raad om het anders te gaan doen.", Published()),
        ("Zijn boek is verschenen in Amerika.", Published()),
        ("De zon is verschenen in mei 2020.", Published()),
    ],
)
def test_find_published(line: str, published: Published) -> None:
    assert find_published([BODY, *blocks(line)], []) == published
    assert find_published([*blocks(line), BODY], []) == published


def test_the_site_is_named_in_its_newsletter_block() -> None:
    removed = [Block("paragraph", "Meld je aan voor de nieuwsbrief van Zandoever.nu", "nieuwsbriefblok")]
    assert find_published([BODY], removed).publication == "Zandoever.nu"
    assert find_published([*blocks("De site van Zandoever.nu is mooi.")], []).publication == ""


@pytest.mark.parametrize(
    ("heading", "bare"),
    [
        ("Essay: De wijk aan zet", "De wijk aan zet"),
        ("Interview | De wijk aan zet", "De wijk aan zet"),
        ("‘De wijk is aan zet’", "De wijk is aan zet"),
        ("Column: “Zo kan het ook”", "Zo kan het ook"),
        ("‘Zo’ en ‘niet zo’", "‘Zo’ en ‘niet zo’"),
        ("Wonen: een recht", "Wonen: een recht"),
    ],
)
def test_clean_heading(heading: str, bare: str) -> None:
    assert clean_heading(heading) == bare


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (["De wijk aan zet", BODY.text], "De wijk aan zet"),
        (["Wie is er aan zet?", BODY.text], "Wie is er aan zet?"),
        (["Achtergrond", "De wijk is nu echt aan zet.", BODY.text], "De wijk is nu echt aan zet"),
        (["De wijk is nu echt aan zet.", BODY.text], ""),
        ([BODY.text, "De wijk aan zet"], ""),
        (["en dan nog iets", BODY.text], ""),
        (["Alleen deze regel"], ""),
    ],
)
def test_find_title(lines: list[str], title: str) -> None:
    assert find_title(blocks(*lines)) == title


def test_front_matter_goes_before_everything() -> None:
    front = {
        "titel": "De ware titel",
        "auteurs": ["Els Bos", "Piet Mol"],
        "datum": datetime.date(2019, 5, 4),
        "uitgave": "De Wijkkrant",
        "bron": {
            "title": "Het oude stuk",
            "people": ["An Vis", "Bo Kok", "Cas Pot"],
            "publication": "Het Blad",
            "date": "2018-09",
            "url": "https://voorbeeld.nl/oud",
        },
    }
    about = Properties("Niet deze", ("Niet Deze",), "2001", "Niet dit", "https://niet.nl")
    kop = "kop van het bestand"
    assert find_metadata(Extract((), front, about, "documenteigenschappen"), [BODY], "naam") == Metadata(
        title="De ware titel",
        title_from=kop,
        authors=("Els Bos", "Piet Mol"),
        authors_from=kop,
        date="2019-05-04",
        date_from=kop,
        publication="De Wijkkrant",
        publication_from=kop,
        url="https://voorbeeld.nl/oud",
        url_from=kop,
        source="‘Het oude stuk’, An Vis, Bo Kok en Cas Pot, Het Blad, september 2018",
    )


@pytest.mark.parametrize(
    ("front", "source"),
    [
        ({"source": "Een gesprek op straat"}, "Een gesprek op straat"),
        ({"bron": ["Eerste", "Tweede"]}, "Eerste; Tweede"),
        ({"source": {"title": "Stuk", "pagina": 3}}, "‘Stuk’, pagina: 3"),
        ({"source": {"url": "https://voorbeeld.nl"}}, "https://voorbeeld.nl"),
        ({"source": None}, ""),
        ({"source": {}}, ""),
    ],
)
def test_source_is_one_line(front: dict[str, object], source: str) -> None:
    assert find_metadata(Extract((), front), [BODY], "naam").source == source


@pytest.mark.parametrize(
    ("author", "authors"),
    [
        ("Els Bos en Piet Mol", ("Els Bos", "Piet Mol")),
        ("Els Bos, Piet Mol", ("Els Bos", "Piet Mol")),
        ("Bos, Els", ("Els Bos",)),
        ("Els Bos; Piet Mol", ("Els Bos", "Piet Mol")),
        ({"name": "Els Bos"}, ("Els Bos",)),
        ("Redactie Zandoever", ("Redactie Zandoever",)),
        (None, ()),
    ],
)
def test_authors_of_front_matter(author: object, authors: tuple[str, ...]) -> None:
    assert find_metadata(Extract((), {"author": author}), [BODY], "naam").authors == authors


def test_properties_of_a_file_give_way_to_the_byline_and_those_of_a_page_do_not() -> None:
    text = blocks("De wijk aan zet", "Door Els Bos", BODY.text)
    about = Properties(authors=("Piet Mol",), date="2020-01-01")
    file = find_metadata(Extract((), properties=about, origin="documenteigenschappen"), text, "naam")
    page = find_metadata(Extract((), properties=about, origin="kop van de webpagina"), text, "naam")
    assert (file.authors, file.authors_from) == (("Els Bos",), "tekst")
    assert (page.authors, page.authors_from) == (("Piet Mol",), "kop van de webpagina")


@pytest.mark.parametrize(
    "junk",
    [
        "Microsoft Word - doc1",
        "PowerPoint-presentatie",
        "untitled",
        "Document1",
        "nota_v3.indd",
        "034bb5adc67862f7",
        "12",
    ],
)
def test_junk_titles_in_properties(junk: str) -> None:
    found = find_metadata(Extract((), properties=Properties(junk), origin="documenteigenschappen"), [BODY], "mijn-nota")
    assert (found.title, found.title_from) == ("Mijn nota", "bestandsnaam")


@pytest.mark.parametrize("junk", ["User", "python-docx", "Microsoft Office User", "els@zandoever.nl", "Beheerder"])
def test_junk_authors_in_properties(junk: str) -> None:
    about = Properties(authors=(junk,))
    assert find_metadata(Extract((), properties=about, origin="documenteigenschappen"), [BODY], "x").authors == ()


def test_a_title_that_starts_like_junk_is_kept() -> None:
    found = find_metadata(
        Extract((), properties=Properties("Word wakker"), origin="documenteigenschappen"), [BODY], "x"
    )
    assert found.title == "Word wakker"


def test_running_head_and_file_name_as_last_resorts() -> None:
    head = Block("paragraph", "de stad kijkt vooruit | 31", "kopregel met paginanummer")
    found = find_metadata(Extract(()), [BODY, head], "2019-03-01 mijn stuk")
    assert (found.title, found.title_from) == ("De stad kijkt vooruit", "kopregel")
    assert (found.date, found.date_from) == ("2019-03-01", "bestandsnaam")
    assert find_metadata(Extract(()), [BODY], "2019-03-01 mijn stuk").title == "Mijn stuk"
