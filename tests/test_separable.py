"""Separable verbs in two parts are put together, in sentences tagged by hand; concepts that are said with a verb."""

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc

from graph.language import load_language
from graph.language.separable import join_verbs, joined_verbs
from graph.lemma import is_infinitive
from graph.rows import LabelPattern

VOCAB = spacy.blank("nl").vocab
VERBS = {
    "brengt": "brengen", "brengen": "brengen", "legt": "leggen", "legde": "leggen", "leggen": "leggen",
    "stelt": "stellen",
    "stellen": "stellen", "neemt": "nemen", "nemen": "nemen", "genomen": "nemen", "werken": "werken", "werkt": "werken",
    "wil": "willen", "zal": "zullen", "kunnen": "kunnen", "heeft": "hebben", "vragen": "vragen", "vindt": "vinden",
    "laat": "laten", "laten": "laten", "denkt": "denken", "ziet": "zien", "komt": "komen", "spelend": "spelen",
    "voert": "voeren", "woont": "wonen", "wonen": "wonen", "staat": "staan", "liet": "laten",
    "vertrekken": "vertrekken",
    "gaat": "gaan", "loopt": "lopen", "zegt": "zeggen", "helpen": "helpen", "trekt": "trekken", "vormen": "vormen",
}  # fmt: skip
KINDS = {
    "DET": "de het een zijn elke", "ADP": "aan af in mee met om op over te toe tot uit van voor naar door na",
    "PRON": "hij zij we dat die er zich wat", "CCONJ": "en of maar", "SCONJ": "omdat",
    "ADV": "samen terug daar nog toe",
    "ADJ": "vast los goede", "NUM": "één twee", "PUNCT": ". , ( ) ;",
}  # fmt: skip
KIND_OF = {word: kind for kind, words in KINDS.items() for word in words.split()} | dict.fromkeys(VERBS, "VERB")

SENTENCES = {
    # the first part at the end of its clause
    "zij brengt bloemen mee .": ["brengt mee"],
    "de raad stelt de nota vast en het college voert de nota uit .": ["stelt vast", "voert uit"],
    "we werken samen met de bewoners .": ["werken samen"],
    "de raad neemt deel aan het gesprek .": ["neemt deel"],
    "de raad neemt het deel aan .": ["neemt aan"],
    "zij legt het aan de raad op , die dat wil .": ["legt op"],
    "hij stelt ( zegt de raad ) het beleid vast .": ["stelt vast"],
    "de raad stelt , zegt hij , het beleid vast .": ["stelt vast"],
    "het gesprek vindt plaats .": ["vindt plaats"],
    "hij ziet er goede uit .": ["ziet uit"],
    # the first part before the verbs at the end of a clause
    "zij wil bloemen mee te brengen .": ["brengen mee"],
    "om het beleid vast te kunnen stellen .": ["stellen vast"],
    "omdat hij het vast wil stellen .": ["stellen vast"],
    "omdat het over zal nemen wat hij vragen wil .": ["nemen over"],
    "hij legt uit om het op te leggen .": ["legt uit", "leggen op"],
    # the word is a preposition, or goes with something else
    "hij legt het op de tafel .": [],
    "hij woont in een huis .": [],
    "daar denkt hij nog aan .": [],
    "hij werkt om te helpen .": [],
    "hij neemt een beslissing . aan de tafel .": [],
    "hij neemt een beslissing ; over .": [],
    "hij loopt tot het huis toe .": [],
    "hij legt de verbinding tussen de mensen .": [],
    "hij neemt het op één of op twee .": [],
    "dat komt door goede mensen te helpen .": [],
    "hij liet de raad vertrekken na .": [],
    "omdat het huis waar hij in woont staat .": [],
    "hij brengt de weg , en samen met de raad .": [],
    # no verb that Dutch has, a participle, or a verb that is whole already
    "zij vragen het tot .": [],
    "een spelend kind in .": [],
    "de raad heeft genomen over .": [],
    "hij heeft het vast .": [],
}  # fmt: skip


def read(sentence: str) -> Doc:
    words = sentence.split()
    starts = [place == 0 or words[place - 1] == "." for place in range(len(words))]
    return Doc(
        VOCAB,
        words=words,
        pos=[KIND_OF.get(word, "NOUN") for word in words],
        lemmas=[VERBS.get(word, word) for word in words],
        sent_starts=starts,
    )


def list_pairs(doc: Doc) -> list[str]:
    return [f"{doc[verb]} {doc[joined.particle]}" for verb, joined in joined_verbs(doc).items()]


@pytest.mark.parametrize("sentence", SENTENCES)
def test_parts_are_put_together(sentence: str):
    assert list_pairs(join_verbs(read(sentence), is_known)) == SENTENCES[sentence]


def is_known(word: str) -> bool:
    return is_infinitive(word) or word in ("opleggen", "plaatsvinden", "uitleggen")


def test_the_lemma_is_that_of_the_whole():
    doc = join_verbs(read("zij brengt bloemen mee ."), is_infinitive)
    assert [joined.lemma for joined in joined_verbs(doc).values()] == ["meebrengen"]


def test_a_verb_that_the_list_lacks_stays_in_parts():
    assert list_pairs(join_verbs(read("zij brengt bloemen mee ."), lambda word: word == "meenemen")) == []


@given(st.lists(st.sampled_from([*KIND_OF, "huis", "raad"]), max_size=25))
def test_every_pair_is_a_verb_and_another_word_of_its_sentence(words: list[str]):
    doc = join_verbs(read(" ".join(words)), lambda _: True)
    used = [verb.particle for verb in joined_verbs(doc).values()]
    assert len(used) == len(set(used))
    for verb, joined in joined_verbs(doc).items():
        assert doc[verb].pos_ == "VERB" and verb != joined.particle
        assert "." not in words[min(verb, joined.particle) : max(verb, joined.particle)]
        assert joined.lemma == words[joined.particle] + VERBS[words[verb]]


# Concepts, through a whole pipeline without trained parts

LANGUAGE = load_language(
    [
        LabelPattern("c:verbinding", ("verbinding",), "form"),
        LabelPattern("c:verbinding", ("verbinding", "leggen"), "form"),
        LabelPattern("c:meebrengen", ("meebrengen",), "lemma"),
        LabelPattern("c:brengen", ("brengen",), "lemma"),
        LabelPattern("c:deel", ("deel",), "form"),
        LabelPattern("c:zeggenschap", ("meebeslissen",), "form"),
        LabelPattern("c:regierol", ("regie", "nemen"), "form"),
        LabelPattern("c:openbaarheid", ("openbaar", "maken"), "form"),
        LabelPattern("c:wijk", ("wijk",), "form"),
        LabelPattern("c:omroep", ("regionale", "omroepen"), "form"),
        LabelPattern("c:domein", ("sociaal", "domein"), "form"),
    ],
    "regels",
)
CONCEPTS = {
    # the verb in two parts; the whole stands for another word than the verb alone
    "Zij brengt altijd bloemen mee.": [("brengt", "c:meebrengen")],
    "Zij hoopt bloemen mee te brengen.": [("mee te brengen", "c:meebrengen")],
    "Bewoners beslissen over het geld mee.": [("beslissen", "c:zeggenschap")],
    "Bewoners besloten over het geld.": [],
    "Zij brengen bloemen.": [("brengen", "c:brengen")],
    "Zij brengt het nieuws over.": [],
    "Zij neemt deel.": [],
    "Zij neemt een deel.": [("deel", "c:deel")],
    # a noun with its verb: once, and once only
    "Zij legt altijd verbinding.": [("legt altijd verbinding", "c:verbinding")],
    "Zij wil verbinding leggen.": [("verbinding leggen", "c:verbinding")],
    "Zij komt en brengt een verbinding tot stand.": [("brengt", "c:brengen"), ("verbinding", "c:verbinding")],
    "Zij stelt het uit, en een verbinding te leggen is lastig.": [("verbinding te leggen", "c:verbinding")],
    "Zij legt, naar zij hoopt, verbinding.": [("verbinding", "c:verbinding")],
    "De gemeente neemt daarbij de regie.": [("neemt daarbij de regie", "c:regierol")],
    "Omdat zij de regie wil nemen.": [("regie wil nemen", "c:regierol")],
    "De gemeente neemt de regie over.": [],
    "De gemeente neemt in de wijk de regie.": [("wijk", "c:wijk")],
    "Zij neemt de wijk de regie af.": [("wijk", "c:wijk")],
    "De regie is goed. Nemen is dat niet.": [],
    "Het college maakt de stukken openbaar.": [("maakt de stukken openbaar", "c:openbaarheid")],
    "Zij roept de regionale omroep om.": [],
    "Het is een domein, en dat is sociaal.": [],
}


@pytest.mark.parametrize("text", CONCEPTS)
def test_concepts_said_with_a_verb(text: str):
    [analysis] = LANGUAGE.analyse([text])
    assert [(text[span.start : span.end], span.concept_id) for span in analysis.concepts] == CONCEPTS[text]


def test_tokens_have_the_lemma_of_the_whole_and_exact_offsets():
    text = "Zij brengt “bloemen” mee."
    [analysis] = LANGUAGE.analyse([text])
    assert [token.lemma for token in analysis.tokens] == ["zij", "meebrengen", '"', "bloem", '"', "mee", "."]
    assert all(text[token.start : token.end] == token.text for token in analysis.tokens)


def test_the_first_part_of_a_verb_is_no_candidate():
    with_part, without = LANGUAGE.analyse(["Zij heeft kennis.", "Zij maakt kennis met de bewoners."])
    assert "kennis" not in [candidate.lemma for candidate in without.candidates]
    assert with_part.tokens[2].lemma == "kennis"
