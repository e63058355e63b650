"""Cleaning: golden cases of page furniture that goes and of prose that stays, then whole texts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.corpus.blocks import Block, normalise_text
from graph.corpus.cleaning import clean_blocks, mark_repeated_title
from graph.corpus.plain import mark_headings, read_plain

PROSE = (
    "De raad vergaderde tot diep in de nacht over het nieuwe plan voor de wijk, en aan het einde van de avond was er "
    "een meerderheid voor een proef van twee jaar met een eigen budget voor de bewoners."
)
OTHER = (
    "Een paar straten verder denken ze daar anders over: daar wil men eerst weten wie de rekening betaalt als het "
    "mislukt, en of de gemeente dan nog wel thuis geeft."
)

FURNITURE = [
    ("Even geduld a.u.b.", "wachtmelding"),
    ("Bezig met laden…", "wachtmelding"),
    ("Reageer", "deelknop"),
    ("Reageer op dit artikel", "deelknop"),
    ("Verstuur dit artikel naar Google+", "deelknop"),
    ("of 59082 LinkedIn", "deelknop"),
    ("Deel op Facebook", "deelknop"),
    ("Deel dit bericht", "deelknop"),
    ("Delen via WhatsApp en e-mail", "deelknop"),
    ("12 Tweets", ""),  # a number and a word are not enough to be sure
    ("You need Flash Player for this magazine", "melding van de website"),
    ("Uw browser ondersteunt deze video niet.", "melding van de website"),
    ("Home > Nieuws > Wonen", "kruimelpad"),
    ("U bent hier: Home / Nieuws", "kruimelpad"),
    ("Deze website gebruikt cookies om uw bezoek te verbeteren.", "cookiemelding"),
    ("Wij gebruiken alleen functionele cookies.", "cookiemelding"),
    ("© 2020 Gemeente Zandoever", "auteursrechtregel"),
    ("Tags: wonen, zorg, wijk", "trefwoorden"),
    ("Over Auteur", "kop van auteursblok"),
    ("Over de auteurs", "kop van auteursblok"),
    ("Lees ook: Waarom de wijk zelf mag kiezen", "leesverder-blok"),
    ("Lees verder", "knop of navigatie"),
    ("Meer weten? Kijk op onze website.", "leesverder-blok"),
    ("Om meer te lezen over wijkbudgetten gaat u naar onze pagina over geld.", ""),
    ("Wilt u meer lezen? Ga naar onze pagina over geld.", "leesverder-blok"),
    ("Gerelateerde artikelen", "leesverder-blok"),
    ("Meld je aan voor onze nieuwsbrief", "nieuwsbriefblok"),
    ("Schrijf u in voor de wekelijkse nieuwsbrief van Zandoever.nl.", "nieuwsbriefblok"),
    ("Elk nieuws in je mailbox? Ontvang onze nieuwsbrief.", "nieuwsbriefblok"),
    ("Aanmelden", "knop of navigatie"),
    ("Terug naar overzicht", "knop of navigatie"),
    ("7", "los getal"),
    ("- 12 -", "paginanummer"),
    ("pagina 3 van 9", "paginanummer"),
    ("de stad van morgen | 31", "kopregel met paginanummer"),
    ("31 | de stad van morgen", "kopregel met paginanummer"),
    ("32 Online Magazine Home", "kopregel met paginanummer"),
    ("Geen reacties", "knop of navigatie"),
]

STAYS = [
    "De gemeente stuurt iedere maand een nieuwsbrief naar alle inwoners van de wijk.",
    "Wij schreven daarover in onze nieuwsbrief van mei, en daar kwamen veel vragen op.",
    "De wethouder wilde niet reageren.",
    "Delen is het nieuwe hebben, zei de voorzitter van de buurtkas.",
    "Facebook",
    "Deel 2",
    "Deel van het probleem",
    "2018",
    "In 2015 kregen gemeenten er drie taken bij.",
    "Cookies bij de thee: zo begint ieder gesprek in het wijkhuis.",
    "Reacties uit de wijk",
    "Over de grens",
    "Even geduld vragen is iets anders dan niets doen.",
    "Home is waar de buurt is.",
    "Lees maar eens na wat de commissie schreef over de wijk.",
    "Verder lezen we dat de raad om een onderzoek heeft gevraagd.",
    "Print is dood, zei hij.",
    "Copyright is een recht van de maker.",
    "Het artikel is te lang | vond de redactie",
    "Zij moeten zich inschrijven bij de gemeente voordat ze een huis krijgen.",
]


@pytest.mark.parametrize(("text", "reason"), FURNITURE)
def test_furniture(text: str, reason: str) -> None:
    blocks = clean_blocks([Block("paragraph", PROSE), Block("paragraph", text), Block("paragraph", OTHER)])
    assert [(block.text, block.reason) for block in blocks] == [(PROSE, ""), (text, reason), (OTHER, "")]


@pytest.mark.parametrize("text", STAYS)
def test_prose_stays(text: str) -> None:
    blocks = [Block("paragraph", PROSE), Block("paragraph", text), Block("paragraph", OTHER)]
    assert clean_blocks(blocks) == blocks


def clean(text: str) -> list[tuple[str, str, str]]:
    return [(block.kind, block.text, block.reason) for block in clean_blocks(read_plain(text))]


def test_running_head_behind_the_last_sentence_is_split_off() -> None:
    text = f"31\n\n{PROSE} • Dit verhaal is verschenen in mei 2019 de buurt moet het zelf weten | 31\n\n"
    text += "32 Zomerkrant Zandoever"
    assert clean(text) == [
        ("paragraph", "31", "paginanummer"),
        ("paragraph", f"{PROSE} • Dit verhaal is verschenen in mei 2019", ""),
        ("paragraph", "de buurt moet het zelf weten | 31", "kopregel met paginanummer"),
        ("paragraph", "32 Zomerkrant Zandoever", "kopregel met paginanummer"),
    ]


def test_newsletter_block_is_taken_as_a_whole_but_a_heading_above_prose_is_not() -> None:
    tail = "Wij gebruiken uw e-mailadres nergens anders voor."
    head = "Elke maand sturen wij een nieuwsbrief over onze wijken. Vink aan wat u wilt ontvangen."
    assert [reason for _, _, reason in clean(f"{PROSE}\n\nNieuwsbrief\n\n{head}\n\n{tail}")] == [
        "",
        *["nieuwsbriefblok"] * 3,
    ]
    assert [reason for _, _, reason in clean(f"{PROSE}\n\nNieuwsbrief\n\n{OTHER}")] == ["", "", ""]


def test_comments_are_kept_as_comments_until_the_page_furniture_after_them() -> None:
    text = f"{PROSE}\n\n2 reacties\n\n  1. Goed stuk, dank.\n\n   Nog één ding.\n\n  2. Oneens!\n\n"
    text += "Schrijf je in voor de nieuwsbrief"
    assert clean(text) == [
        ("paragraph", PROSE, ""),
        ("paragraph", "2 reacties", "kop van de reacties"),
        ("comment", "Goed stuk, dank.", ""),
        ("comment", "Nog één ding.", ""),
        ("comment", "Oneens!", ""),
        ("paragraph", "Schrijf je in voor de nieuwsbrief", "nieuwsbriefblok"),
    ]


def test_a_counter_above_the_article_makes_no_comments() -> None:
    kinds = [(kind, reason) for kind, _, reason in clean(f"3 reacties\n\n{PROSE}\n\n{OTHER}")]
    assert kinds == [("paragraph", "kop van de reacties"), ("paragraph", ""), ("paragraph", "")]


def test_heading_reacties_needs_signatures_to_open_the_comments() -> None:
    signed = clean(f"{PROSE}\n\nReacties\n\nPiet zegt: 3 mei 2019 om 14:03\n\nMooi.")
    assert [kind for kind, _, _ in signed] == ["paragraph", "paragraph", "comment", "comment"]
    assert [kind for kind, _, _ in clean(f"{PROSE}\n\nReacties\n\n{OTHER}")] == ["paragraph"] * 3


def test_links_under_related_articles_go_along() -> None:
    text = f"{PROSE}\n\nGerelateerde artikelen\n\nDe wijk aan zet\n\nWie betaalt de straat\n\n{OTHER}"
    assert [reason for _, _, reason in clean(text)] == ["", "leesverder-blok", "leesverder-blok", "leesverder-blok", ""]


def test_a_row_of_networks_goes_and_one_network_stays() -> None:
    assert [reason for _, _, reason in clean(f"{PROSE}\n\nFacebook\n\nTwitter\n\nDeel dit artikel")][1:] == [
        "deelknop"
    ] * 3


def test_duplicates() -> None:
    nearly = PROSE.replace("nieuwe plan", "nieuwe  plan").replace(" en aan", " En aan").rstrip(".") + "!"
    year = (
        "In 2018 gaf de gemeente in totaal zes miljoen euro uit aan de wijkteams, en dat was meer dan er begroot was."
    )
    blocks = clean_blocks(
        [Block("paragraph", text) for text in (PROSE, OTHER, nearly, year, year.replace("2018", "2019"))]
    )
    assert [block.reason for block in blocks] == ["", "", "dubbele alinea", "", ""]
    short = [Block("paragraph", "Dat is nodig?"), Block("paragraph", PROSE), Block("paragraph", "Dat is nodig?")]
    assert [block.reason for block in clean_blocks(short)] == ["", "", ""]


def test_nearly_the_same_long_paragraph() -> None:
    long = " ".join(f"woord{letter}" for letter in "abcdefghijklmnopqrstuvwxyz") + " " + PROSE
    other = long.replace("woordm", "woordM2x")
    assert [block.reason for block in clean_blocks([Block("paragraph", long), Block("paragraph", other)])][
        1
    ] == "dubbele alinea"


def test_repeated_title() -> None:
    blocks = [
        Block("paragraph", "De wijk aan zet"),
        Block("paragraph", "Een inleiding over de wijk die aan zet is."),
        Block("heading", "De wijk aan zet"),
        Block("paragraph", "De wijk aan zet."),
    ]
    assert mark_repeated_title(blocks, "De wijk aan zet") == [
        Block("heading", "De wijk aan zet"),
        blocks[1],
        Block("heading", "De wijk aan zet", "herhaalde titel"),
        blocks[3],
    ]


WRAPPED = """\
De eerste alinea van deze tekst is met de hand afgebroken op ongeveer
zeventig tekens, zoals dat in oude e-mails en tekstbestanden ge-
bruikelijk was. De regel die te kort is, is de laatste.

Een kop boven iets

- een eerste punt dat over twee regels loopt en dus ook weer aan el-
  kaar moet
- een tweede punt
Hierna volgt nog een zin die op een nieuwe regel begon omdat hij daar
hoorde, en die weer doorloopt.
"""


def test_hard_wrapped_text() -> None:
    assert [(block.kind, block.text) for block in mark_headings(read_plain(WRAPPED))] == [
        (
            "paragraph",
            "De eerste alinea van deze tekst is met de hand afgebroken op ongeveer zeventig tekens, zoals dat in oude "
            "e-mails en tekstbestanden gebruikelijk was. De regel die te kort is, is de laatste.",
        ),
        ("heading", "Een kop boven iets"),
        ("list", "een eerste punt dat over twee regels loopt en dus ook weer aan elkaar moet"),
        ("list", "een tweede punt"),
        (
            "paragraph",
            "Hierna volgt nog een zin die op een nieuwe regel begon omdat hij daar hoorde, en die weer doorloopt.",
        ),
    ]


def test_one_paragraph_a_line() -> None:
    text = f"Drie vragen\n{PROSE}\nHoezo dat?\r\n“{OTHER}”\u2028• een punt\n***\n"
    assert [(block.kind, block.text) for block in mark_headings(read_plain(text))] == [
        ("heading", "Drie vragen"),
        ("paragraph", PROSE),
        ("paragraph", "Hoezo dat?"),
        ("paragraph", f"“{OTHER}”"),
        ("list", "een punt"),
    ]


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("een  twee\n\tdrie", "een twee drie"),
        ("ge\u00admeen\u200bte", "gemeente"),
        ("eﬃciënt be\u0065\u0308indigd", "efficiënt beëindigd"),
        ("‘zo’ – “dus” … m²", "‘zo’ – “dus” … m²"),
        ("ĳs en Ĳssel", "ijs en IJssel"),
        ("a\x00b\x07", "ab"),
    ],
)
def test_normalise_text(text: str, normal: str) -> None:
    assert normalise_text(text) == normal


@pytest.mark.parametrize("text", ["woord " * 350_000, "x" * 2_000_000, "a-" * 1_000_000, "| 1 " * 500_000])
def test_a_paragraph_of_two_million_characters_is_cleaned_in_one_go(text: str) -> None:
    # A rule that grew with the square of the length would not come back from this.
    assert len(read_plain(text)) == 1
    clean_blocks(read_plain(text))


@given(st.lists(st.text(max_size=80), max_size=12))
def test_cleaning_keeps_or_marks_every_character(texts: list[str]) -> None:
    blocks = [Block("paragraph", normal) for text in texts if (normal := normalise_text(text))]
    cleaned = clean_blocks(blocks)
    before, after = ("".join("".join(block.text for block in each).split()) for each in (blocks, cleaned))
    if not any(block.kind == "comment" for block in cleaned):
        assert after == before
    assert all(block.text for block in cleaned if block.kind != "comment")
