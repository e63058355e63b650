"""Which finds stand where they overlap, and the nodes and forms that come of them; whole rows."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from graph.build import load_tools, parse_document
from graph.language import RULES
from graph.mentions import Span, drop_nested, make_mentions, make_sentences, span_names
from graph.nodes import NodeFacts, make_aliases, make_nodes
from graph.rows import Alias, Document, Mention, NameSpan, Node, Passage, Sentence

TEXT = "De Raad van State ziet verbinding. Thorbecke en de raad zwijgen."
PASSAGES = [Passage("d:a.p0", "d:a", 0, "paragraph", TEXT)]
BOUNDS = [[(0, 34), (35, 64)]]
DOCUMENT = Document("d:a", "Een tekst", (), "", "", "", "", "a.txt", "txt", 11, "")


def concept(start: int, end: int, node_id: str) -> Span:
    return Span(0, start, end, "concept", 0, node_id)


def test_sentences_are_numbered_through_the_document():
    more = [*PASSAGES, Passage("d:a.p1", "d:a", 1, "paragraph", "Ja.")]
    assert make_sentences("d:a", more, [*BOUNDS, [(0, 3)]]) == [
        Sentence("d:a.s0", "d:a", "d:a.p0", 0, 0, 34),
        Sentence("d:a.s1", "d:a", "d:a.p0", 1, 35, 64),
        Sentence("d:a.s2", "d:a", "d:a.p1", 2, 0, 3),
    ]


def test_the_longest_find_stands_and_offsets_are_exact():
    sentences = make_sentences("d:a", PASSAGES, BOUNDS)
    names = [
        NameSpan(0, 3, 17, "organisation", "Raad van State"),
        NameSpan(0, 35, 44, "person", "Thorbecke", role="staatsman"),
    ]
    spans = [
        *span_names(names),
        concept(3, 7, "c:raad"),
        concept(23, 33, "c:verbinding"),
        concept(51, 55, "c:raad"),
        Span(0, 48, 55, "concept", 2, "", "de raad"),
    ]
    assert make_mentions("d:a", PASSAGES, sentences, spans) == [
        Mention("d:a.m0", "d:a", "d:a.p0", "d:a.s0", 3, 17, "Raad van State", "organisation", "", "Raad van State"),
        Mention("d:a.m1", "d:a", "d:a.p0", "d:a.s0", 23, 33, "verbinding", "concept", "c:verbinding"),
        Mention("d:a.m2", "d:a", "d:a.p0", "d:a.s1", 35, 44, "Thorbecke", "person", "", "Thorbecke", "staatsman"),
        Mention("d:a.m3", "d:a", "d:a.p0", "d:a.s1", 51, 55, "raad", "concept", "c:raad"),
    ]


def test_candidates_may_nest_until_the_corpus_decides():
    sentences = make_sentences("d:a", PASSAGES, BOUNDS)
    spans = [Span(0, 18, 33, "concept", 2, "", "ziet verbinding"), Span(0, 23, 33, "concept", 2, "", "verbinding")]
    found = make_mentions("d:a", PASSAGES, sentences, spans)
    assert [mention.surface for mention in found] == ["ziet verbinding", "verbinding"]
    assert [mention.surface for mention in drop_nested(found)] == ["ziet verbinding"]


def test_a_find_outside_every_sentence_is_left_out():
    assert make_mentions("d:a", PASSAGES, [], [concept(3, 7, "c:raad")]) == []


spans = st.builds(
    lambda start, length, rank: Span(0, start, start + length, "concept", rank, f"c:{start}"),
    st.integers(0, 30),
    st.integers(1, 12),
    st.integers(0, 1),
)


@given(st.lists(spans, max_size=12))
def test_mentions_never_overlap_and_a_longest_find_is_kept(found):
    text = "x" * 50
    passages = [Passage("d:a.p0", "d:a", 0, "paragraph", text)]
    kept = make_mentions("d:a", passages, make_sentences("d:a", passages, [[(0, 50)]]), found)
    places = [place for mention in kept for place in range(mention.start, mention.end)]
    assert len(places) == len(set(places))
    assert not found or max(m.end - m.start for m in kept) == max(s.end - s.start for s in found)


def mention(number: int, surface: str, node_id: str, document: str = "d:a") -> Mention:
    return Mention(
        f"{document}.m{number}", document, f"{document}.p0", f"{document}.s0", 0, 1, surface, "concept", node_id
    )


FACTS = {
    "c:raad": NodeFacts(
        "concept", "raad", theme="Democratie", forms={"raad": "voorkeursterm", "gemeenteraad": "andere term"}
    ),
    "p:thorbecke": NodeFacts("person", "Thorbecke", role="staatsman"),
}


def test_nodes_count_mentions_and_documents():
    other = Document("d:b", "Nog een", (), "", "", "", "", "b.txt", "txt", 3, "")
    mentions = [
        mention(0, "Raad", "c:raad"),
        mention(1, "raden", "c:raad"),
        mention(0, "raad", "c:raad", "d:b"),
        mention(2, "Thorbecke", "p:thorbecke"),
        mention(3, "los", ""),
    ]
    assert make_nodes([DOCUMENT, other], mentions, FACTS) == [
        Node("c:raad", "concept", "raad", 3, 2, theme="Democratie"),
        Node("d:a", "document", "Een tekst", 3, 1),
        Node("d:b", "document", "Nog een", 1, 1),
        Node("p:thorbecke", "person", "Thorbecke", 1, 1, role="staatsman"),
    ]


def test_aliases_say_why_and_name_forms_that_do_not_occur():
    mentions = [
        *(mention(number, surface, "c:raad") for number, surface in enumerate(["raad", "Raad", "raad", "raden"])),
        mention(9, "Thorbeckes", "p:thorbecke"),
    ]
    assert make_aliases(mentions, FACTS) == [
        Alias("c:raad", "raad", 3, "voorkeursterm"),
        Alias("c:raad", "raden", 1, "verbogen vorm"),
        Alias("c:raad", "gemeenteraad", 0, "andere term"),
        Alias("p:thorbecke", "Thorbeckes", 1, "zo geschreven"),
    ]


def test_a_person_called_like_a_common_word_is_no_concept(tmp_path: Path):
    path = tmp_path / "a.txt"
    path.write_text("Willem Vissers schreef erover. Vissers zegt: de vissers vragen de Omgevingswet.", encoding="utf-8")
    parsed = parse_document(path, "a.txt", "d:a", load_tools(model=RULES))
    assert [(m.start, m.surface, m.kind) for m in parsed.mentions if m.node_id or m.kind == "person"] == [
        (0, "Willem Vissers", "person"),
        (31, "Vissers", "person"),
        (48, "vissers", "concept"),
        (66, "Omgevingswet", "concept"),
    ]
