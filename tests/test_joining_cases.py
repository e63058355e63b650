"""Whom a name means by an office, by initials, by another letter; and the hand-made cases that teach it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.people import load_names, resolve_people
from graph.people.clusters import Cluster
from graph.people.context import Surroundings, look_around
from graph.people.observing import find_office
from graph.people.parts import split_name
from graph.people.reading import choose_by
from graph.people.register import compare_full, drop_letters, is_code, is_end, is_respelled, list_codes
from graph.people.within import resolve_document
from graph.rows import Mention
from graph.training.cases import FILE, WEIGHT, read_cases
from graph.training.joining import Known, count_pairs, learn_joining

ROOT = Path(__file__).parents[1]
LEXICON = load_names(ROOT / "data" / "names")


def read_one(folder: Path, *paragraphs: str) -> Known:
    """Return one hand-made case."""
    (folder / FILE).write_text("\n".join(paragraphs), encoding="utf-8")
    (case,) = read_cases(folder / FILE, LEXICON)
    return case


BEARERS = {
    "twee functies voor een kale achternaam": (
        "Wethouder [[De Vries|PER:een]] opent de sporthal. Raadslid [[De Vries|PER:twee]] blijft thuis.",
    ),
    "twee functies, en elk komt terug": (
        "Burgemeester [[Offringa|PER:een]] leest voor. Griffier [[Offringa|PER:twee]] telt.",
        "Dan vraagt griffier [[Offringa|PER:twee]] om stilte. Burgemeester [[Offringa|PER:een]] zwijgt.",
    ),
    "dezelfde functie voor een kale achternaam": (
        "Wethouder [[De Vries|PER:een]] opent de sporthal. Wethouder [[De Vries|PER:een]] is trots.",
    ),
    "de functie van een ander dan wie voluit genoemd is": (
        "Burgemeester [[Tjalling Offringa|PER:een]] nam afscheid. Raadslid [[Offringa|PER:twee]] hield een toespraak.",
    ),
    "meneer en mevrouw": (
        "Meneer [[Terpstra|PER:hij]] harkt. Mevrouw [[Terpstra|PER:zij]] snoeit. Meneer [[Terpstra|PER:hij]] rust.",
    ),
    "voorletters zonder punten in een verslag": (
        "Aanwezig: [[Steven van Gelder|PER:steven]], [[Mieke Tromp|PER:mieke]] en [[Paul Jan Bos|PER:paul]].",
        "[[SvG|PER:steven]] opent. [[MT|PER:mieke]] meldt dat [[PJB|PER:paul]] later komt. [[SvG|PER:steven]] sluit.",
    ),
    "een letter anders geschreven": (
        "[[Gonda Plantinga|PER:gonda]] leidt het koor. Het koor van mevrouw [[Plantenga|PER:gonda]] zong in mei.",
    ),
    "families op een rij": (
        "De families [[Aalders|PER:a]], [[Rozema|PER:r]] en [[Holtkamp|PER:h]] kwamen uit Assen.",
        "[[Wim Rozema|PER:wim]] werd bakker. [[Rozema|PER:wim]] bakt nog.",
    ),
}  # fmt: skip


@pytest.mark.parametrize("paragraphs", BEARERS.values(), ids=BEARERS.keys())
def test_names_find_their_bearer(paragraphs: tuple[str, ...], tmp_path: Path) -> None:
    case = read_one(tmp_path, *paragraphs)
    nodes = resolve_people(case.mentions, LEXICON, case.texts).node_ids
    pairs = {(nodes[mention_id], key) for mention_id, key in case.keys.items()}
    assert len(pairs) == len(set(nodes.values())) == len(set(case.keys.values()))


def test_a_full_name_with_another_letter() -> None:
    def compare(one: str, other: str) -> str:
        mention = Mention("m", "d", "p", "s", 0, len(other), other, "person", "", other)
        return compare_full(split_name(one), Cluster([mention]))

    assert compare("Hetty Decker", "Hetty Dekker") == "full-spelled"
    assert compare("Mohammed Kaya", "Mohamed Kaya") == "full-spelled"
    assert compare("Hetty Bakker", "Hetty Dekker") == ""
    assert compare("Hetty Bos", "Hetty Bas") == ""


def test_initials_without_full_stops() -> None:
    assert list_codes(split_name("Bob de Waard")) == {"bw", "bdw"}
    assert list_codes(split_name("Hilly Snippe-Wolting")) == {"hs", "hsw"}
    assert list_codes(split_name("Floris-Jan van der Wal")) >= {"fj", "fvdw", "fjvdw", "fw"}
    assert [is_code(word) for word in ("MÖ", "KJT", "BdW", "Bo", "B.", "VVDA1", "TERPSTRA")] == [True] * 3 + [False] * 4


def test_only_initials_are_read_as_initials(tmp_path: Path) -> None:
    case = read_one(tmp_path, "[[Anne Bos|PER:a]] komt. [[Ab|PER:b]] gaat.")
    assert len(set(resolve_people(case.mentions, LEXICON, case.texts).node_ids.values())) == 2


@given(st.text("abijys", max_size=9), st.text("abijys", max_size=9))
def test_another_letter_is_found_from_both_sides(one: str, other: str) -> None:
    assert is_respelled(one, other) == is_respelled(other, one)
    assert is_end(one, other) == is_end(other, one)
    if is_respelled(one, other) and min(len(one.replace("ij", "y")), len(other.replace("ij", "y"))) > 4:
        # only names that share such a key are compared at all
        assert drop_letters(one) & drop_letters(other)


def test_what_stands_behind_a_name_is_seen() -> None:
    mention = Mention("m", "d", "p", "s", 3, 6, "Mol", "person", "", "Mol")
    assert look_around(mention, "De Mol (familie) komt.") == Surroundings(is_family=True, before="de")
    assert look_around(mention, "En Mol kwam. Zij lachte.") == Surroundings(next_pronoun="f")


def test_an_office_is_seen_right_before_the_name() -> None:
    def look(before: str, role: str) -> Surroundings:
        return look_around(
            Mention("m", "d", "p", "s", len(before), len(before) + 3, "Mol", "person", "", "Mol", role), before + "Mol"
        )

    assert look("Toen sprak wethouder ", "wethouder").is_office
    assert look("Toen sprak wethouder dr. ", "wethouder").is_office
    assert not look("De wethouder zag ", "wethouder").is_office
    assert not look("Toen sprak ", "wethouder").is_office


@pytest.mark.parametrize(
    ("role", "office"),
    [("wethouder van Ede", "wethouder"), ("VVD-raadslid", "raadslid"), ("oud-wethouder", ""), ("", ""), (" ", "")],
)
def test_the_office_in_a_role(role: str, office: str) -> None:
    assert find_office(Mention("m", "d", "p", "s", 0, 3, "Mol", "person", "", "Mol", role)) == office


def test_hand_made_cases_are_read(tmp_path: Path) -> None:
    path = tmp_path / FILE
    path.write_text(
        "# uitleg\n\nWethouder [[Els Bos|PER:a]] komt.\nDan gaat [[Bos|PER:b]]. Toen [[Bos|PER:a]].\n\n"
        "= raadslid [[Ab Kos|PER:a]] [[Kos|PER:a]]\n",
        encoding="utf-8",
    )
    first, second = read_cases(path, LEXICON)
    assert [(item.name, item.role, item.passage_id[-1], item.sentence_id[-1]) for item in first.mentions] == [
        ("Els Bos", "wethouder", "0", "0"),
        ("Bos", "", "1", "0"),
        ("Bos", "", "1", "1"),
    ]
    assert list(first.keys.values()) == ["a", "b", "a"]
    assert first.weight == WEIGHT
    assert [(item.name, item.role, item.passage_id[-1]) for item in second.mentions] == [
        ("Ab Kos", "raadslid", "0"),
        ("Kos", "", "1"),
    ]
    assert second.texts == {}


def test_the_shipped_cases_come_out_as_they_should() -> None:
    cases = read_cases(ROOT / "data" / "training" / FILE, LEXICON)
    choose = choose_by(LEXICON.joining)
    counts = [count_pairs(case, resolve_document(case.mentions, case.texts, LEXICON, choose)) for case in cases]
    wanted, found, right = (sum(column) for column in zip(*counts, strict=True))
    assert len(cases) > 50
    assert right >= 0.95 * wanted
    assert right >= 0.95 * found


def test_a_hand_made_case_outweighs_a_text(tmp_path: Path) -> None:
    names = ("Joost Terwindt", "Ab Holtkamp", "Rutger Boerhof", "Hugo Dankelman", "Gerard Oldenziel", "Wim Aalders")
    texts = [read_one(tmp_path, f"[[{name}|PER:a]] komt.", f"[[{name.split()[1]}|PER:a]] gaat.") for name in names]
    cases = [replace(text, keys={key: key for key in text.keys}, weight=9.0) for text in texts]
    bare = [replace(text, weight=1.0) for text in cases]
    for others, joined in ((bare, True), (cases, False)):
        choose = choose_by(learn_joining(texts[1:] * 2, LEXICON, others))
        persons = resolve_document(texts[0].mentions, texts[0].texts, LEXICON, choose)
        assert (len(persons) == 1) is joined
