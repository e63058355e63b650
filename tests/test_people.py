"""Names in texts and whom they mean, on golden cases, the real lists and arbitrary input."""

from __future__ import annotations

import json
import random
import re
import unicodedata
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import ReadableError
from graph.people import NameLexicon, find_names, load_names, resolve_people, resolve_things
from graph.people.parts import agree_given, list_short_forms, split_name
from graph.rows import Alias, Mention, NameSpan, Token

ROOT = Path(__file__).parents[1]
GOLD = Path(__file__).parent / "gold"
SEEDS = ROOT.parent / "shared" / "seeds"
LEXICON = load_names(ROOT / "data" / "names")
NLP = spacy.blank("nl")
NLP.add_pipe("sentencizer")
STRAIGHT = str.maketrans("‘’“”", "''\"\"")


def tokenise(text: str) -> list[Token]:
    doc = NLP(text.translate(STRAIGHT))
    return [
        Token(
            text[word.idx : word.idx + len(word)], word.lower_, word.idx, word.idx + len(word), bool(word.is_sent_start)
        )
        for word in doc
        if not word.is_space
    ]


def find(*passages: str) -> list[NameSpan]:
    return find_names([tokenise(passage) for passage in passages], LEXICON)


def read_gold(name: str) -> Any:
    return json.loads((GOLD / name).read_text(encoding="utf-8"))


def make_mention(
    number: int, document: str, passage: int, start: int, name: str, role: str = "", kind: Any = "person"
) -> Mention:
    return Mention(
        f"{document}.m{number}", document, f"{document}.p{passage}", f"{document}.s0", start, start + len(name),
        name, kind, "", name, role,
    )  # fmt: skip


@pytest.mark.parametrize("case", read_gold("people_cases.json"), ids=lambda case: case["name"])
def test_find_names_golden(case: dict[str, Any]) -> None:
    text = case["text"]
    spans = find(text)
    assert [(text[span.start : span.end], span.kind) for span in spans] == [
        (item["surface"], item["kind"]) for item in case["expect"]
    ]
    for span, item in zip(spans, case["expect"], strict=True):
        assert span.name == item.get("as", span.name)
        assert span.role == item.get("role", span.role)


def test_find_names_over_passages() -> None:
    passages = (
        "Volgens Zijdelings kan het.",
        "Toen sprak Corrie Zijdelings, directeur van Movisie.",
        "Zijdelings glimlacht.",
    )
    spans = [(span.passage, span.name, span.role) for span in find(*passages) if span.kind == "person"]
    assert spans == [
        (0, "Zijdelings", ""),
        (1, "Corrie Zijdelings", "directeur van Movisie"),
        (2, "Zijdelings", ""),
    ]


def test_word_that_is_a_surname_stays_a_word() -> None:
    passages = ("Hanneke Roos leidt de wijk.", "Roos zegt dat het goed gaat.", "Een roos bloeit. Roos en tulp ook.")
    spans = [(span.passage, span.start) for span in find(*passages) if span.kind == "person"]
    assert spans == [(0, 0), (1, 0)]


def test_abbreviation_explained_once_is_found_again() -> None:
    passages = ("Het Platform voor Stille Straten (PSS) begon.", "De PSS groeit.")
    assert [(span.passage, span.name, span.kind) for span in find(*passages)] == [
        (0, "Platform voor Stille Straten", "organisation"),
        (0, "PSS", "organisation"),
        (1, "PSS", "organisation"),
    ]


@pytest.mark.skipif(not SEEDS.is_dir(), reason="../shared/seeds is not here: the five real articles are not shipped")
def test_people_of_the_five_articles() -> None:
    gold = read_gold("people_seeds.json")
    found = {}
    mentions = []
    for path in sorted(SEEDS.glob("*.txt")):
        passages = [line for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]
        spans = [span for span in find(*passages) if span.kind == "person"]
        found[path.name[:3]] = dict(Counter(span.name for span in spans))
        for number, span in enumerate(spans):
            mentions.append(make_mention(number, f"d:{path.name[:3]}", span.passage, span.start, span.name, span.role))
    assert found == gold
    assert sum(sum(names.values()) for names in found.values()) == 20
    people = resolve_people(mentions, LEXICON)
    assert sorted(people.labels.values()) == [
        "Andy Warhol", "Arne", "Bach", "Bob Dylan", "Hazes", "Joke Hermsen", "Klaas Abma", "Marcel Meijs", "Mondriaan",
        "Monique Jongerius", "Paul ’t Hart", "Spinoza", "Zeger van der Wal",
    ]  # fmt: skip
    assert people.roles["p:marcel-meijs"] == "gemeentesecretaris; gemeentesecretaris van Tilburg"


@pytest.mark.parametrize("case", read_gold("people_identity_cases.json"), ids=lambda case: case["name"])
def test_resolve_people_golden(case: dict[str, Any]) -> None:
    mentions = [make_mention(number, *row) for number, row in enumerate(case["mentions"])]
    people = resolve_people(mentions, LEXICON)
    expected_ids = {mentions[number].mention_id: item["id"] for item in case["expect"] for number in item["mentions"]}
    assert people.node_ids == expected_ids
    assert people.labels == {item["id"]: item["label"] for item in case["expect"]}
    assert sum(alias.n_mentions for alias in people.aliases) == len(mentions)


def test_aliases_and_roles_tell_why() -> None:
    mentions = [
        make_mention(0, "d:a", 0, 0, "Monique Jongerius", "hoofd van de afdeling"),
        make_mention(1, "d:a", 1, 0, "Jongerius"),
        make_mention(2, "d:a", 2, 0, "M. Jongerius", "adviseur"),
        make_mention(3, "d:b", 0, 0, "Monique Jongerius", "adviseur"),
    ]
    people = resolve_people(mentions, LEXICON)
    assert people.roles == {"p:monique-jongerius": "adviseur; hoofd van de afdeling"}
    assert people.aliases == (
        Alias("p:monique-jongerius", "Jongerius", 1, "achternaam van Monique Jongerius in dezelfde tekst"),
        Alias("p:monique-jongerius", "M. Jongerius", 1, "voorletters"),
        Alias("p:monique-jongerius", "Monique Jongerius", 2, "volledige naam"),
    )


def test_resolve_things_joins_explained_abbreviations() -> None:
    long_name = "Vereniging van Nederlandse Gemeenten"
    mentions = [
        make_mention(0, "d:a", 0, 0, long_name, kind="organisation"),
        make_mention(1, "d:a", 0, len(long_name) + 2, "VNG", kind="organisation"),
        make_mention(2, "d:b", 0, 0, "VNG", kind="organisation"),
        make_mention(3, "d:b", 0, 50, "NOS", kind="organisation"),
        make_mention(4, "d:b", 0, 90, "Tilburg", kind="place"),
    ]
    things = resolve_things(mentions, "organisation")
    joined = "o:vereniging-van-nederlandse-gemeenten"
    assert things.node_ids == {"d:a.m0": joined, "d:a.m1": joined, "d:b.m2": joined, "d:b.m3": "o:nos"}
    assert things.labels == {joined: long_name, "o:nos": "NOS"}
    assert resolve_things(mentions, "place").labels == {"l:tilburg": "Tilburg"}


@pytest.mark.parametrize(
    ("name", "given_names", "surname"),
    [
        ("Paul ’t Hart", ("paul",), ("'t", "hart")),
        ("Van der Wal", (), ("van", "der", "wal")),
        ("J.M. den Uyl", ("j.m.",), ("den", "uyl")),
        ("Arne", (), ("arne",)),
        ("Johan Rudolph Thorbecke", ("johan", "rudolph"), ("thorbecke",)),
    ],
)
def test_split_name(name: str, given_names: tuple[str, ...], surname: tuple[str, ...]) -> None:
    parts = split_name(name)
    assert (parts.given, parts.surname) == (given_names, surname)


def test_given_names_agree() -> None:
    assert agree_given(("j.m.",), ("johannes", "marten"))
    assert not agree_given(("j.p.",), ("johannes", "marten"))
    assert agree_given(("j.",), ("j.m.",))
    assert not agree_given(("jan",), ("jos",))


def test_short_forms() -> None:
    assert list_short_forms(split_name("Maria Garcia Lopez")) == [
        (("garcia", "lopez"), "achternaam"),
        (("lopez",), "achternaam"),
        (("maria",), "voornaam"),
        (("maria", "garcia"), "voornaam"),
    ]
    assert list_short_forms(split_name("Paul 't Hart")) == [(("'t", "hart"), "achternaam"), (("paul",), "voornaam")]
    assert list_short_forms(split_name("Arne")) == []


def test_missing_list_is_told_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(ReadableError, match=r"first_names\.txt"):
        load_names(tmp_path)


def test_lists_are_large_clean_and_without_doubles() -> None:
    assert len(LEXICON.first_names) >= 2500
    assert len(LEXICON.surnames) >= 2500
    for path in sorted((ROOT / "data" / "names").glob("*.txt")):
        entries = [
            line.split("\t")[0] for line in path.read_text(encoding="utf-8").splitlines() if line[:1] not in ("#", "")
        ]
        assert [entry for entry, count in Counter(entries).items() if count > 1] == [], path.name
        assert all(entry == entry.strip() and len(entry) < 100 for entry in entries), path.name


def test_every_answer_of_the_lexicon() -> None:
    assert LEXICON.is_first_name("Jan-Willem")
    assert not LEXICON.is_first_name("Zwarte-Piet")
    assert LEXICON.is_plain_first_name("Monique")
    assert not LEXICON.is_plain_first_name("Roos")
    assert LEXICON.is_surname("van der Wal")
    assert LEXICON.is_plain_surname("Jongerius")
    assert not LEXICON.is_plain_surname("Bakker")
    assert LEXICON.is_thing_named_after("Thorbeckeplein")
    assert not LEXICON.is_thing_named_after("Nieuwenhuis")
    assert isinstance(LEXICON, NameLexicon)


pieces = st.sampled_from(
    "Jan Piet de van der 't ’t Vries Jansen VNG ( ) . , “ ” ‘ ’ minister Van Bach tot Hazes J. A.B. Tilburg ANTON "
    "KOM Roos's zegt en & - \u00ad 🙂 Arendt3 Raad voor Stichting in Huis is wethouder prof. V II \t".split(" ")
)
texts = st.one_of(st.text(max_size=80), st.lists(pieces, max_size=25).map(" ".join))


@settings(max_examples=300, deadline=None)
@given(st.lists(texts, max_size=4))
def test_spans_are_exact_and_never_overlap(passages: list[str]) -> None:
    spans = find(*passages)
    last = (-1, 0)
    for span in spans:
        surface = passages[span.passage][span.start : span.end]
        assert surface == surface.strip() != ""
        assert (span.passage, span.start) >= last
        assert span.name.strip() == span.name != ""
        assert span.kind == "person" or span.role == ""
        last = (span.passage, span.end)


def test_offsets_with_gaps_and_unordered_sentences() -> None:
    tokens = [
        Token("Jan", "jan", 3, 6, True),
        Token("Jansen", "jansen", 9, 15, False),
        Token("zegt", "zeggen", 20, 24, False),
    ]
    assert [(span.start, span.end, span.name) for span in find_names([[], tokens], LEXICON)] == [(3, 15, "Jan Jansen")]


names = st.sampled_from(
    [
        "Jan de Vries",
        "J. de Vries",
        "De Vries",
        "Jan",
        "Els de Vries",
        "Thorbecke",
        "J.R. Thorbecke",
        "Paul 't Hart",
        "'t Hart",
        "P. 't Hart",
        "Arne",
        "Arnes",
        "Jan Willem de Vries",
        "Özlem",
        "Ozlem",
    ]
)
rows = st.tuples(
    st.sampled_from(["d:a", "d:b", "d:c"]),
    st.integers(0, 12),
    names,
    st.sampled_from(["", "wethouder", "wethouder van Ede"]),
)


@settings(max_examples=200, deadline=None)
@given(st.lists(rows, max_size=14), st.randoms(use_true_random=False))
def test_resolution_does_not_depend_on_order(found: list[tuple[str, int, str, str]], chance: random.Random) -> None:
    mentions = [make_mention(n, doc, place, 0, name, role) for n, (doc, place, name, role) in enumerate(found)]
    people = resolve_people(mentions, LEXICON)
    shuffled = mentions[:]
    chance.shuffle(shuffled)
    assert resolve_people(shuffled, LEXICON) == people
    assert set(people.node_ids) == {mention.mention_id for mention in mentions}
    assert set(people.node_ids.values()) == set(people.labels) == set(people.roles)
    for node_id in people.labels:
        assert re.fullmatch(r"p:[a-z0-9-]+", node_id)
    words = {node: set[str]() for node in people.labels}
    for mention in mentions:
        plain = unicodedata.normalize("NFKD", mention.name).encode("ascii", "ignore").decode().lower()
        words[people.node_ids[mention.mention_id]].add(plain.split()[-1].removesuffix("s"))
    # two surnames never end up in one person
    assert all(len(ends & {"vrie", "hart", "thorbecke"}) <= 1 for ends in words.values())
