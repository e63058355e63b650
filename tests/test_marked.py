"""Reading marked texts: the civic corpus, treebanks, and files with a word a line."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from graph.marked.texts import (
    Mark,
    MarkedText,
    join_words,
    only_entities,
    read_conll,
    read_document,
    read_europeana,
    read_marks,
    read_wikiann,
)
from graph.marked.treebank import mark_sentence, plain_lemma, read_entities, read_treebank

DOCUMENT = """---
title: 'Een brug'
genre: column
invented: true
---

[[Els de Wit|PER:els]] zei
tegen [[De Wit|PER:els]]s zoon:

- lid van de [[gemeente Ede|ORG]]
- over [[verbinding|CON:verbinding]]
"""
TREE = """# sent_id = x.p.1.s.1
# text = Els brengt foto's mee.
1	Els	Els	PROPN	_	_	2	nsubj	_	_
2	brengt	mee_brengen	VERB	_	_	0	root	_	_
3	foto's	foto	NOUN	_	_	2	obj	_	_
4	mee	mee	ADP	_	_	2	compound:prt	_	SpaceAfter=No
5	.	.	PUNCT	_	_	2	punct	_	_
"""
LEMMAS = {
    ("gezondheidszorg", "gezondheid_zorg", "NOUN"): "gezondheidszorg",
    ("drankenconcern", "drank_concern", "NOUN"): "drankenconcern",
    ("ontwikkelingslanden", "ontwikkeling_land", "NOUN"): "ontwikkelingsland",
    ("BSE-onderzoek", "BSE_onderzoek", "NOUN"): "BSE-onderzoek",
    ("24-jarige", "24_jarig", "ADJ"): "24-jarig",
    ("brengt", "mee_brengen", "VERB"): "brengen",
    ("meegebracht", "mee_brengen", "VERB"): "meebrengen",
    ("_", "_", "PUNCT"): "_",
    ("huis", "huis", "NOUN"): "huis",
}


def test_marks_are_taken_out_and_kept():
    text, marks = read_marks("[[Els|PER:els]] en [[VNG|ORG]]")
    assert text == "Els en VNG"
    assert marks == (Mark(0, 3, "PER", "els"), Mark(7, 10, "ORG"))


@given(st.lists(st.tuples(st.text("ab ", max_size=4), st.text("XY", min_size=1, max_size=4)), max_size=6))
def test_every_mark_holds_its_surface(pieces: list[tuple[str, str]]):
    text, marks = read_marks("".join(f"{plain}[[{surface}|LOC]]" for plain, surface in pieces))
    assert [text[mark.start : mark.end] for mark in marks] == [surface for _, surface in pieces]
    assert text == "".join(plain + surface for plain, surface in pieces)


def test_a_document_has_paragraphs(tmp_path: Path):
    path = tmp_path / "train-x" / "column-01.txt"
    path.parent.mkdir()
    path.write_text(DOCUMENT, encoding="utf-8")
    document = read_document(path)
    assert (document.name, document.genre) == ("train-x/column-01", "column")
    first, second = document.paragraphs
    assert first.text == "Els de Wit zei tegen De Wits zoon:"
    assert [(first.text[m.start : m.end], m.key) for m in first.marks] == [("Els de Wit", "els"), ("De Wit", "els")]
    assert second.text == "- lid van de gemeente Ede\n- over verbinding"
    assert [mark.label for mark in only_entities(second).marks] == ["ORG"]


def test_words_are_joined_as_they_are_written():
    joined = join_words([("De", "O"), ("heer", "O"), ("Jan", "B-PER"), ("Smit", "I-PER"), ("(", "O"), ("Ede", "B-LOC"),
                         (")", "O"), (".", "O")], "x")  # fmt: skip
    assert joined == MarkedText("De heer Jan Smit (Ede).", (Mark(8, 16, "PER"), Mark(18, 21, "LOC")), "x")


def test_a_mark_that_holds_its_comma_loses_it():
    assert join_words([("Amsterdam,", "B-LOC"), ("dus", "O")], "x").marks == (Mark(0, 9, "LOC"),)


def test_sentences_end_at_an_empty_line(tmp_path: Path):
    path = tmp_path / "a.bio"
    path.write_text("Jan B-PER\nziet O\n\nEde B-LOC\n", encoding="utf-8")
    assert list(read_conll(path, 0, 1)) == [[("Jan", "B-PER"), ("ziet", "O")], [("Ede", "B-LOC")]]


def test_wikiann_keeps_sentences_and_drops_adjectives(tmp_path: Path):
    rows = [("De", "O"), ("Zweedse", "B-LOC"), ("koning", "O"), ("bezoekt", "O"), ("Ede", "B-LOC"), (".", "O")]
    heading = [("Ede", "B-LOC"), ("Noord", "I-LOC")]
    blocks = ["\n".join(f"{n}\t{word}\t{tag}" for n, (word, tag) in enumerate(block)) for block in (rows, heading)]
    path = tmp_path / "w.conllu"
    path.write_text("\n\n".join(blocks) + "\n", encoding="utf-8")
    [text] = read_wikiann(path)
    assert [text.text[mark.start : mark.end] for mark in text.marks] == ["Ede"]


def test_old_newspapers_keep_pieces_with_a_person_without_the_title(tmp_path: Path):
    words = ["Het O", "volk. O", *(f"woord{n} O" for n in range(15)), "slot. O", "keizer B-PER", "Napoleon I-PER"]
    words += [f"nog{n} O" for n in range(14)] + ["einde. O"]
    path = tmp_path / "e.bio"
    path.write_text("\n".join(words) + "\n", encoding="utf-8")
    [text] = read_europeana(path)
    assert [text.text[mark.start : mark.end] for mark in text.marks] == ["Napoleon"]


def test_lemmas_are_written_as_words():
    assert {key: plain_lemma(*key) for key in LEMMAS} == LEMMAS


def test_a_separable_verb_is_one_whose_lemma_joins_its_parts(tmp_path: Path):
    path = tmp_path / "t.conllu"
    rows = """1\tHet\thet\tPRON\t_\t_\t2\tnsubj\t_\t_
2\tziet\tuit_zien\tVERB\t_\t_\t0\troot\t_\t_
3\ter\ter\tADV\t_\t_\t2\tcompound:prt\t_\t_
4\tuit\tuit\tADP\t_\t_\t3\tfixed\t_\t_

1\tDat\tdat\tPRON\t_\t_\t2\tnsubj\t_\t_
2\tkomt\tkomen\tVERB\t_\t_\t0\troot\t_\t_
3\ttot\ttot\tADP\t_\t_\t2\tcompound:prt\t_\t_
4\tstand\tstand\tNOUN\t_\t_\t3\tfixed\t_\t_
"""
    path.write_text(rows, encoding="utf-8")
    assert [sentence.particles for sentence in read_treebank([path])] == [(-1, 3, -1, -1), (-1, -1, -1, -1)]


def test_a_treebank_sentence_with_our_marks(tmp_path: Path):
    tree, table = tmp_path / "t.conllu", tmp_path / "e.tsv"
    tree.write_text(TREE, encoding="utf-8")
    table.write_text(
        "# kop\nx.p.1.s.1\t0\t1\tPER\t0\t3\t1\t1\t1\nx.p.1.s.1\t2\t3\tORG\t11\t17\t1\t0\t0\n", encoding="utf-8"
    )
    [sentence] = read_treebank([tree])
    assert sentence.words == ("Els", "brengt", "foto's", "mee", ".")
    assert sentence.lemmas == ("Els", "brengen", "foto", "mee", ".")
    assert sentence.starts == (0, 4, 11, 18, 21)
    assert sentence.particles == (-1, 3, -1, -1, -1)
    assert sentence.document == "x"
    assert mark_sentence(sentence, read_entities(table)).marks == (Mark(0, 3, "PER"),)
