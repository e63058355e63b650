"""Whom a name means within a document: by its surroundings, by phrases that name somebody anew, by learnt weights."""

from __future__ import annotations

import doctest
import re
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import ReadableError
from graph.marked.texts import MarkedDocument, MarkedText, read_marks
from graph.people import context, load_names, naming, parts, register, resolve_people, within
from graph.people.clusters import Cluster
from graph.people.context import Surroundings, look_around
from graph.people.naming import find_phrase_before, find_phrase_between
from graph.people.observing import Option
from graph.people.parts import NameParts, split_name
from graph.people.reading import REASONS, choose_by
from graph.people.register import KINDS, compare_full, is_alike
from graph.people.weights import JOINING, load_joining, write_joining
from graph.people.within import are_one
from graph.rows import Mention
from graph.training.joining import Known, count_pairs, learn_joining, match_marks, measure_joining

ROOT = Path(__file__).parents[1]
LEXICON = load_names(ROOT / "data" / "names")


def read(*paragraphs: str) -> tuple[MarkedDocument, list[Mention], dict[str, str]]:
    """Return marked paragraphs, their persons as mentions, and the texts by passage."""
    texts = [read_marks(paragraph) for paragraph in paragraphs]
    document = MarkedDocument("d:x", "", tuple(MarkedText(text, marks, "civic", "d:x") for text, marks in texts))
    mentions: list[Mention] = []
    for place, (text, marks) in enumerate(texts):
        ends = [match.end() for match in re.finditer(r"[.!?] ", text)]
        for mark in marks:
            sentence = sum(end <= mark.start for end in ends)
            name = text[mark.start : mark.end]
            mentions.append(
                Mention(
                    f"d:x.m{len(mentions)}", "d:x", f"d:x.p{place}", f"d:x.s{place}-{sentence}", mark.start, mark.end,
                    name, "person", "", name,
                )
            )  # fmt: skip
    return document, mentions, {f"d:x.p{place}": text for place, (text, _) in enumerate(texts)}


def group(*paragraphs: str) -> set[frozenset[int]]:
    """Return which mentions, by number, are found to be one person."""
    _, mentions, texts = read(*paragraphs)
    nodes = resolve_people(mentions, LEXICON, texts).node_ids
    found: dict[str, set[int]] = {}
    for number, mention in enumerate(mentions):
        found.setdefault(nodes[mention.mention_id], set()).add(number)
    return {frozenset(numbers) for numbers in found.values()}


def expected(*paragraphs: str) -> set[frozenset[int]]:
    keys = [mark.key for paragraph in paragraphs for mark in read_marks(paragraph)[1]]
    return {frozenset(number for number, key in enumerate(keys) if key == one) for one in keys}


CASES = {
    "een familie is niet de man": (
        "[[Wim Holtkamp|PER:wim]] opende de winkel. De familie [[Holtkamp|PER:fam]] woont hier al lang.",
        "[[Holtkamp|PER:wim]] verkoopt lampen. [[Wim|PER:wim]] doet dat graag.",
    ),
    "mevrouw is niet de jongen": (
        "[[Joost Terwindt|PER:joost]] zit in groep acht. [[Joost|PER:joost]] kan goed rekenen.",
        "Mevrouw [[Terwindt|PER:mevrouw]] haalt hem op.",
    ),
    "de hoofdpersoon, niet een broer die een keer genoemd wordt": (
        "[[Lidewij Boerhof|PER:lidewij]] is burgemeester. [[Boerhof|PER:lidewij]] begon jong.",
        "[[Boerhof|PER:lidewij]] studeerde rechten. Haar broer [[Rutger Boerhof|PER:rutger]] werd boer.",
        "In 2010 werd mevrouw [[Boerhof|PER:lidewij]] wethouder. Zij bleef dat acht jaar.",
    ),
    "een andere naam, in de tekst gegeven": (
        "[[Gerard Oldenziel|PER:gerard]], bijgenaamd [[Kwast|PER:gerard]], schildert muren.",
        "[[Kwast|PER:gerard]] komt uit Almelo. [[Oldenziel|PER:gerard]] is zestig.",
    ),
    "een artiestennaam die eerst staat": (
        "[[Zilvertje|PER:tine]] is de artiestennaam van [[Tine Rozeboom|PER:tine]], zangeres.",
        "[[Rozeboom|PER:tine]] treedt op in mei.",
    ),
    "hoofdletters van wie spreekt": (
        "[[Hugo Dankelman|PER:hugo]] en [[Corine Wisse|PER:corine]] praten.",
        "[[DANKELMAN|PER:hugo]]: Hoe laat is het?",
        "[[WISSE|PER:corine]]: Tien uur.",
        "[[DANKELMAN|PER:hugo]]: Dank je.",
    ),
    "achternaam eerst, zoals in Hongarije": (
        "[[Kelemen Zsófia|PER:zsofia]] won goud.",
        "[[Zsófia Kelemen|PER:zsofia]] is twintig.",
    ),
    "dubbele naam met een tussenvoegsel in het midden": (
        "[[Nienke Smeenk-van Houten|PER:nienke]] leidt de school.",
        "[[Nienke Smeenk|PER:nienke]] is er begonnen als stagiaire.",
    ),
    "voorletters bij een naam met een roepnaam": (
        "[[Cornelis Aalders|PER:kees]] schreef een brief, ondertekend door [[C. Aalders|PER:kees]].",
        "[[Kees Aalders|PER:kees]] wacht op antwoord.",
    ),
    "een roepnaam die bij een van beide past": (
        "[[Abraham Hulshof|PER:bram]] en [[Willem Smeenk|PER:willem]] schaken.",
        "[[Bram|PER:bram]] wint.",
    ),
    "een kortere naam van het andere geslacht": (
        "[[Willemijn Baarslag|PER:willemijn]] tekent. Iedereen vindt dat [[Willemijn|PER:willemijn]] mooi tekent.",
        "[[Willem|PER:willem]] kijkt.",
    ),
    "eerst de naam van de functie, dan de mens": (
        "Wethouder [[Oldenziel|PER:gerard]] treedt af.",
        "Dat maakte [[Gerard Oldenziel|PER:gerard]] maandag bekend. [[Oldenziel|PER:gerard]] is ziek.",
    ),
    "een achternaam op -s is geen voornaam in de tweede naamval": (
        "[[Peter Bos|PER:peter]] is wethouder in Ede.",
        "Wethouder [[Peters|PER:peters]] zegt van niet. [[Peters|PER:peters]] stapt op.",
    ),
    "een voornaam op -s is geen andere voornaam": (
        "[[Han Bakker|PER:han]] zingt.",
        "Met [[Hans|PER:hans]] danst hij.",
    ),
    "een onbekende naam met de -s van het bezit": (
        "Het beleid van [[Karin Dankelman|PER:karin]] is omstreden.",
        "[[Dankelmans|PER:karin]] voorstel haalde het niet.",
    ),
    "genoemd als opvolger": (
        "[[Jan de Boer|PER:jan]] wordt genoemd als opvolger van [[Piet Bos|PER:piet]] bij de gemeente.",
    ),
    "genoemd naar een ander": (
        "[[Anna Visser|PER:anna]], genoemd naar haar oma [[Maria|PER:maria]], lacht.",
        "[[Maria|PER:maria]] was streng.",
    ),
    "welkom heten": ("[[Jan Bakker|PER:jan]] heette [[Piet Visser|PER:piet]] en de anderen van harte welkom.",),
    "een bijzin met toen": ("[[Jan Bakker|PER:jan]] was toen [[Piet Visser|PER:piet]] kwam al weg.",),
    "na een bijnaam volgt een ander": (
        "[[Gerard Oldenziel|PER:gerard]], bijgenaamd [[Kwast|PER:gerard]], en [[Piet Bos|PER:piet]] schilderen.",
    ),
    "wie een ander een naam geeft, heet niet zo": (
        "[[Piet Mol|PER:piet]] kwam. [[Jan Bakker|PER:jan]] noemt hem [[Snoek|PER:piet]].",
        "[[Snoek|PER:piet]] lacht.",
    ),
    "broers met namen die op elkaar lijken": (
        "[[Jan Jansen|PER:jan]] en [[Johan Jansen|PER:johan]] zijn broers.",
    ),
    "een zoon met de voornaam voluit": (
        "[[Henk de Vries|PER:henk]] is de vader van [[Hendrik de Vries|PER:hendrik]].",
    ),
    "een vader met een deel van de naam": (
        "[[Jan Willem de Vries|PER:jan]] en zijn vader [[Willem de Vries|PER:willem]] komen.",
    ),
}  # fmt: skip


@pytest.mark.parametrize("paragraphs", CASES.values(), ids=CASES.keys())
def test_names_find_whom_they_mean(paragraphs: tuple[str, ...]) -> None:
    assert group(*paragraphs) == expected(*paragraphs)


def test_reasons_of_joins_are_told() -> None:
    _, mentions, texts = read(
        "[[Salomon Wijnants|PER:s]] woont in Ede.",
        "Op het dorp noemden ze hem [[Zwaluw|PER:s]].",
        "[[Zwaluw|PER:s]] lacht. [[Wijnants|PER:s]] ook.",
    )
    people = resolve_people(mentions, LEXICON, texts)
    assert {(alias.alias, alias.n_mentions, alias.reason) for alias in people.aliases} == {
        ("Salomon Wijnants", 1, "volledige naam"),
        ("Zwaluw", 2, "andere naam, in de tekst verklaard"),
        ("Wijnants", 1, "achternaam van Salomon Wijnants in dezelfde tekst"),
    }


def list_reasons(*paragraphs: str) -> dict[str, str]:
    _, mentions, texts = read(*paragraphs)
    return {alias.alias: alias.reason for alias in resolve_people(mentions, LEXICON, texts).aliases}


def test_an_alias_that_stands_before_the_full_name_is_explained_as_well() -> None:
    assert list_reasons("[[Zilvertje|PER:t]] is de artiestennaam van [[Tine Rozeboom|PER:t]], zangeres.") == {
        "Tine Rozeboom": "volledige naam",
        "Zilvertje": "andere naam, in de tekst verklaard",
    }


def test_a_given_name_in_full_is_not_called_an_everyday_one() -> None:
    reasons = list_reasons("[[Cornelis Aalders|PER:k]] schrijft.", "[[Kees Aalders|PER:k]], [[Kees Aalders|PER:k]]")
    assert reasons == {
        "Cornelis Aalders": "andere vorm van de voornaam",
        "Kees Aalders": "volledige naam",
    }


@pytest.mark.parametrize("name", ["", " ", "\u0301", "’", "van de", "J.", "J. P.", "-", "van-", "(Jan)", "s", "李"])
def test_odd_names_break_nothing(name: str) -> None:
    places = ("d:x.p0", 0), ("d:x.p0", 900), ("d:x.p9", 3)
    odd = [
        Mention(f"d:x.m{n}", "d:x", passage, "s", at, at + len(name), name, "person", "", name)
        for n, (passage, at) in enumerate(places)
    ]
    person = Mention("d:x.m9", "d:x", "d:x.p0", "s", 4, 11, "Jan Mol", "person", "", "Jan Mol")
    found = resolve_people([*odd, person], LEXICON, {"d:x.p0": "Dag Jan Mol."}).node_ids
    named = {item.mention_id for item in odd} if name.strip(" \u0301") else set()
    assert set(found) == named | {"d:x.m9"}


def test_a_full_name_is_compared_with_its_namesakes_only(monkeypatch: pytest.MonkeyPatch) -> None:
    compared = []

    def compare(parts: NameParts, cluster: Cluster) -> bool:
        compared.append(parts.words)
        return are_one(parts, cluster)

    monkeypatch.setattr(within, "are_one", compare)
    marks = [f"[[Els Bos{'abcdefghij'[n % 10]}{'klmnopqrst'[n // 10]}|PER:{n}]]" for n in range(100)]
    assert len(group(", ".join(marks))) == 100
    assert compared == []


def test_every_kind_of_likeness_has_a_reason() -> None:
    assert set(KINDS) <= set(REASONS)


@pytest.mark.parametrize(
    ("before", "name", "after", "seen"),
    [
        ("Toen kwam mevrouw ", "Mol", ".", Surroundings(gender="f", title="title", word="mevrouw")),
        ("Zijn oudste broer ", "Ab", " lachte.", Surroundings(gender="m", title="kin", word="broer", own="zijn")),
        ("De familie ", "Mol", " woont hier.", Surroundings(is_family=True)),
        ("Hij zag de oude ", "Mol", ".", Surroundings(age="old")),
        ("Met Jan ", "Mol", " junior.", Surroundings(age="young")),
        ("", "MOL", ": Ja.", Surroundings(is_label=True, is_capitals=True, opens=True)),
        ("Hij kwam. ", "Mol", " zei dat hij bleef.", Surroundings(pronoun="m", opens=True)),
        ("De dokter, ", "Mol", ", kwam.", Surroundings(follows=",")),
        ("Dr. ", "Mol", " kwam.", Surroundings(title="other", word="dr")),
        ("Hij kwam met mevr. ", "Mol", ".", Surroundings(gender="f", title="title", word="mevr")),
        ("Wij noemen haar ", "Mol", ".", Surroundings(naming="call", called="f")),
    ],
)
def test_surroundings(before: str, name: str, after: str, seen: Surroundings) -> None:
    mention = Mention("m", "d", "p", "s", len(before), len(before) + len(name), name, "person", "", name)
    assert look_around(mention, before + name + after) == seen


def test_without_a_text_only_the_name_is_seen() -> None:
    mention = Mention("m", "d", "p", "s", 9, 12, "MOL", "person", "", "Mol")
    assert look_around(mention, "") == Surroundings(is_capitals=True)


@pytest.mark.parametrize(
    ("between", "after", "kind"),
    [
        (", alias ", ".", "apposition"),
        (" (roepnaam: ", ") komt.", "apposition"),
        (" is de artiestennaam van ", ".", "apposition"),
        (", bij de buren bekend als ‘", "’.", "known"),
        (" was in Gent geboren als ", ".", "known"),
        (" heet gewoon ", ".", "called"),
        (" werd ", " genoemd.", "called"),
        (" werd ", " gebeld.", ""),
        (", die eigenlijk ", " heet.", "verb"),
        (" is eigenlijk ", ".", "be"),
        (" is nog ", " aan het zoeken.", ""),
        (" was toen ", " kwam al weg.", ""),
        (" heette ", " van harte welkom.", ""),
        (", door zijn vrienden genoemd ", ".", "apposition"),
        (", genoemd door zijn vriend ", ".", ""),
        (" wordt genoemd als opvolger van ", ".", ""),
        (" werd genoemd, ", " niet.", ""),
        (" nam de achternaam van ", " aan.", ""),
        (", door zijn vriend ", " genoemd als opvolger.", ""),
        (" en ", " kwamen.", ""),
        (", de vader van ", ".", ""),
        (". Een ander, bijgenaamd ", ".", ""),
        (", alias" + " heel" * 20 + " ", ".", ""),
    ],
)
def test_phrases_between_two_names(between: str, after: str, kind: str) -> None:
    assert find_phrase_between(between, after, was_named=False) == kind


def test_a_row_of_other_names() -> None:
    assert find_phrase_between(" of in de volksmond ", ".", was_named=True) == "list"
    assert find_phrase_between(" of in de volksmond ", ".", was_named=False) == ""
    assert find_phrase_between(", bij de club ", ".", was_named=True) == "list"
    assert find_phrase_between(", en ", ".", was_named=True) == ""
    assert find_phrase_between(", naar haar overleden man ", ".", was_named=True) == ""


@pytest.mark.parametrize(
    ("sentence", "after", "found"),
    [
        ("In het dorp noemden ze haar ", ".", ("call", "f")),
        ("Zij vertelde dat ze hem vroeger ", " noemden.", ("call", "m")),
        ("Op het podium heet hij ", ".", ("he", "m")),
        ("Hij heette ", ".", ("", "")),
        ("Op het podium heet hij ", " en de anderen welkom.", ("", "")),
        ("Zijn echte naam was ", ".", ("name", "m")),
        ("Haar naam is ", ".", ("", "")),
        ("Laten we hem ", " noemen.", ("", "")),
        ("Mijn moeder noemde mij naar ", ".", ("", "")),
        ("Ik zag haar ", " groeten.", ("", "")),
    ],
)
def test_phrases_before_a_name(sentence: str, after: str, found: tuple[str, str]) -> None:
    assert find_phrase_before(sentence, after) == found


@pytest.mark.parametrize("module", [context, naming, parts, register], ids=lambda module: module.__name__)
def test_the_examples_hold(module: ModuleType) -> None:
    result = doctest.testmod(module)
    assert result.attempted
    assert not result.failed


@given(st.text(max_size=80), st.text(max_size=40))
def test_phrases_are_looked_for_in_any_text(one: str, other: str) -> None:
    assert isinstance(find_phrase_between(one, other, was_named=True), str)
    kind, gender = find_phrase_before(one, other)
    assert gender in ("", "m", "f")
    assert kind or not gender


@given(st.text(min_size=1, max_size=12), st.text(min_size=1, max_size=12))
def test_likeness_does_not_depend_on_the_order(one: str, other: str) -> None:
    assert is_alike(one, other) == is_alike(other, one)


def test_the_highest_sum_is_chosen_and_of_equals_the_first() -> None:
    options = [Option(None, "", ("a", "b")), Option(None, "", ("c",)), Option(None, "", ("a", "b"))]
    mention = Mention("m", "d", "p", "s", 0, 1, "X", "person", "", "X")
    assert choose_by({"a": 1.0, "c": 3.0})(mention, options) == 1
    assert choose_by({"a": 2.0, "c": 1.0})(mention, options) == 0
    assert choose_by({})(mention, options) == 0


def test_weights_of_joining_come_back_as_they_were_written(tmp_path: Path) -> None:
    write_joining(tmp_path, {"new:surname": -0.25, "kind:surname": 1.5, "nothing": 0.0001})
    assert load_joining(tmp_path) == {"kind:surname": 1.5, "new:surname": -0.25}
    (tmp_path / JOINING).write_text("kind:surname veel\n", encoding="utf-8")
    with pytest.raises(ReadableError, match=r"joining\.tsv"):
        load_joining(tmp_path)


def test_genders_come_from_the_headings_of_the_list() -> None:
    assert [LEXICON.genders.get(name, "") for name in ("lidewij", "rutger", "jans", "xyz")] == ["f", "m", "", ""]


def make_known(number: int, *paragraphs: str) -> Known:
    document, mentions, _ = read(*paragraphs)
    known = match_marks(document, mentions)
    return Known(f"d{number}", known.mentions, known.texts, known.keys)


def test_marks_tell_whom_the_found_names_mean() -> None:
    document, mentions, texts = read("[[Els Bos|PER:els]] en [[Ab|PER:ab]] gaan.", "[[Bos|PER:els]] blijft.")
    known = match_marks(document, mentions)
    assert known.keys == {"d:x.m0": "els", "d:x.m1": "ab", "d:x.m2": "els"}
    assert known.texts == texts
    assert known.n_mentions == {"els": 2, "ab": 1}


def test_pairs_are_counted() -> None:
    known = make_known(0, "[[Els Bos|PER:els]], [[Bos|PER:ab]], [[Els|PER:els]], [[Piet|PER:piet]].")
    one, two = Cluster(list(known.mentions[:3])), Cluster(list(known.mentions[3:]))
    assert count_pairs(known, [one, two]) == (1, 3, 1)


def test_weights_are_learnt_from_marks() -> None:
    # In these texts a surname behind "mevrouw" is always somebody else; elsewhere it is the person of the full name.
    names = ("Joost Terwindt", "Ab Holtkamp", "Rutger Boerhof", "Hugo Dankelman", "Gerard Oldenziel", "Wim Aalders")
    known = [
        make_known(
            number,
            f"[[{name}|PER:he]] komt. Toen kwam mevrouw [[{name.split()[1]}|PER:she]].",
            f"[[{name.split()[1]}|PER:he]] gaat.",
        )
        for number, name in enumerate(names)
    ]
    assert measure_joining(known, LEXICON) == (1.0, 1.0)
    assert learn_joining(known, LEXICON) == learn_joining(known, LEXICON)


def test_ways_of_writing_a_full_name() -> None:
    def compare(one: str, other: str) -> str:
        mention = Mention("m", "d", "p", "s", 0, len(other), other, "person", "", other)
        return compare_full(split_name(one), Cluster([mention]))

    assert compare("Kees Aalders", "Cornelis Aalders") == "full-everyday"
    assert compare("Ida Prins", "Ida Loggers-Prins") == "full-married"
    assert compare("I. Prins", "Ida Loggers-Prins") == "full-married-initials"
    assert compare("I. Prins", "Ida Prins") == "full-initials"
    assert compare("Ida Prins", "Ida Maria Prins") == "full-same"
    assert compare("Ab Prins", "Ida Prins") == ""
    assert compare("Ida Bos", "Ida Prins") == ""
