"""The real articles and PDFs in ../shared, by facts and counts only: titles, people, dates, numbers, single words."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

import pytest

from graph.corpus import ReadDocument, find_files, read_document
from graph.corpus.blocks import count_words
from tests.conftest import need_shared


@cache
def read_all(*parts: str) -> dict[str, ReadDocument]:
    """Return the documents of a folder by the first letters of their file names."""
    files = find_files([need_shared(*parts)])
    return {relative.split("_")[0].split(".")[0]: read_document(path, relative) for path, relative in files}


def article(number: str) -> ReadDocument:
    return read_all("seeds")[number]


def programme(name: str) -> ReadDocument:
    return read_all("corpora", "manifestos")[name]


@pytest.mark.parametrize(
    ("number", "title", "authors", "date", "publication"),
    [
        ("000", "De overheid moet haar burgers weer gaan zien", (), "2020-05", ""),
        ("001", "Gemeenten … houden", (), "", ""),  # a whole sentence, so its first and last word only
        ("002", "De ambtenaar van de toekomst bestaat", (), "", ""),
        ("003", "Luisterende ambtenaar moet leidend zijn", (), "", "Gemeente.nu"),
        ("004", "De aanwezige secretaris", ("Marcel Meijs",), "2018", ""),
    ],
)
def test_what_the_articles_say_about_themselves(
    number: str, title: str, authors: tuple[str, ...], date: str, publication: str
) -> None:
    document = article(number).document
    first, *_, last = document.title.split()
    short = f"{first} … {last}" if " … " in title else document.title
    found = (short, document.authors, document.date, document.publication)
    assert found == (title, authors, date, publication)
    origins = {document.title_from, document.authors_from, document.date_from, document.publication_from}
    assert origins <= {"", "tekst", "kopregel"}
    assert (document.authors_from, document.date_from) == ("tekst" if authors else "", "tekst" if date else "")


@pytest.mark.parametrize(
    ("number", "kinds", "reasons", "n_words"),
    [
        (
            "000",
            {"paragraph": 1},
            {"paginanummer": 1, "kopregel met paginanummer": 2, "melding van de website": 1},
            472,
        ),
        ("001", {"heading": 4, "paragraph": 8}, {}, 795),
        (
            "002",
            {"heading": 1, "paragraph": 6},
            {"herhaalde titel": 1, "nieuwsbriefblok": 3},
            520,
        ),
        (
            "003",
            {"heading": 1, "paragraph": 22, "comment": 5},
            {
                "los getal": 1,
                "kop van auteursblok": 1,
                "kop van de reacties": 1,
                "nieuwsbriefblok": 2,
                "knop of navigatie": 1,
            },
            600,
        ),
        ("004", {"heading": 5, "paragraph": 19}, {"deelknop": 4, "dubbele alinea": 1, "wachtmelding": 1}, 1665),
    ],
)
def test_structure_of_the_articles(number: str, kinds: dict[str, int], reasons: dict[str, int], n_words: int) -> None:
    result = article(number)
    assert Counter(passage.kind for passage in result.passages) == kinds
    assert Counter(removal.reason for removal in result.removals) == reasons
    assert result.document.n_words == n_words


def test_nothing_of_the_articles_gets_lost() -> None:
    for path, relative in find_files([need_shared("seeds")]):
        result = read_document(path, relative)
        kept = sum(count_words(passage.text) for passage in result.passages)
        removed = sum(count_words(removal.text) for removal in result.removals)
        in_file = count_words(path.read_text(encoding="utf-8"))
        # The numbers before the four comments are the only thing that is neither kept nor told.
        assert 0 <= in_file - kept - removed <= 4, relative


PROGRAMMES = {
    # title, words, passages that are headings, page numbers and running lines that were removed
    "50plus": ("50PLUS wil het goede terug!", (3900, 4000), 16, {"paginanummer": 12}),
    "GL_PvdA": ("Samen voor een hoopvolle toekomst", (48_500, 49_600), 78, {"paginanummer": 101, "voetregel": 102}),
    "NSC": ("Tijd voor herstel", (33_300, 34_000), 122, {"paginanummer": 64, "voetregel": 64, "kopregel": 139}),
    "Piratenpartij": ("De mens centraal", (27_000, 27_800), 345, {"paginanummer": 92}),
    "SP": ("NU DE MENSEN", (11_000, 11_350), 18, {"paginanummer": 31, "voetregel": 14}),
}


def programme_of(name: str) -> ReadDocument:
    return programme(name.split("_")[0])


@pytest.mark.parametrize("name", sorted(PROGRAMMES))
def test_programmes(name: str) -> None:
    title, (low, high), n_headings, lines = PROGRAMMES[name]
    result = programme_of(name)
    assert result.document.title == title
    assert low < result.document.n_words < high
    headings = [passage for passage in result.passages if passage.kind == "heading"]
    assert abs(len(headings) - n_headings) <= 5
    reasons = Counter(removal.reason for removal in result.removals)
    assert {reason: reasons[reason] for reason in ("paginanummer", "voetregel", "kopregel") if reasons[reason]} == lines
    assert (reasons["inhoudsopgave"] > 0) == (name != "Piratenpartij")


@pytest.mark.parametrize("name", sorted(PROGRAMMES))
def test_no_numbers_contents_or_broken_words_are_left_in_the_programmes(name: str) -> None:
    passages = programme_of(name).passages
    assert not [passage for passage in passages if re.fullmatch(r"\W*\d{1,3}\W*", passage.text)]
    assert not [passage for passage in passages if re.search(r"\.{4,}|\t|[\u00ad\ufffe\x02]", passage.text)]
    torn = [
        word
        for p in passages
        for word in re.findall(r"\w{2,}- (?!(?:en|of|tot|als|dan|noch|maar|respectievelijk)\b)\w+", p.text)
    ]
    assert len(torn) <= 3
    # Prose that starts in the middle of a sentence shows a paragraph torn at a page or column.
    loose = [passage for passage in passages if passage.kind == "paragraph" and passage.text[:1].islower()]
    assert len(loose) <= len(passages) // 100


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("50plus", ["gepensioneerden", "gemeentenaam", "biodiversiteit", "bezuinigingsplan"]),
        ("GL_PvdA", ["cao-onderhandelingen", "niet-rechthebbenden", "EU-lidstaten", "Noord-Duitsland"]),
        ("NSC", ["bestaanszekerheid", "gezondheidszorg", "ruimtelijk-economisch"]),
        ("Piratenpartij", ["Anti-Piraterijbureau", "CO2-reductiemaatregelen", "efficiënt", "offline", "heffing"]),
        ("SP", ["veiligheidsstructuur", "overheidsinstanties", "werknemers", "buitenproportionele"]),
    ],
)
def test_words_that_were_broken_or_held_ligatures(name: str, words: list[str]) -> None:
    text = " ".join(passage.text for passage in programme_of(name).passages)
    assert [word for word in words if word not in text] == []


def test_columns_are_read_one_after_the_other() -> None:
    headings = [passage.text for passage in programme("NSC").passages if passage.kind == "heading"]
    chapters = [text for text in headings if re.match(r"Wat verwachten we van de (?:overheid|samenleving)", text)]
    assert len(chapters) >= 24
    # A heading right under two boxes side by side comes after both.
    wanted = headings.index("De mens in de digitale wereld")
    assert headings[wanted - 1].endswith("samenleving")
    assert headings.index("Goed bestuur") < headings.index("Een lerende overheid") < headings.index("Bestaanszekerheid")
