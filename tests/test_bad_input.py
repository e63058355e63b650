"""Texts that nobody hopes for, through the whole reading: no crash, and every surface stands where it is said to."""

import resource
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.build import build_graph, load_tools, parse_document
from graph.mentions import Span, drop_nested, make_mentions, make_sentences
from graph.rows import Mention, Passage
from graph.store import GraphFile
from tests.conftest import ROOT

MODEL = None if (ROOT / "data" / "model" / "config.cfg").is_file() else "regels"
TOOLS = load_tools(model=MODEL)
SENTENCES = [
    "De raad stelt de nota vast en het college voert haar uit",
    "Zij legt altijd weer verbinding tussen de wijk en het stadhuis",
    "Overheidsparticipatie begint met vertrouwen, en dat komt te voet",
    "In elke buurt denken bewoners mee over het omgevingsplan (Op) en de Omgevingswet",
    "Wie loslaat, laat ook de oude regels los",
]
ENGLISH = "The members of the council are of the opinion that this is not what they had asked for at the meeting. "
ODD = {
    "another language": ENGLISH * 4,
    "two languages": ENGLISH + " ".join(SENTENCES) + ". " + ENGLISH,
    "capitals": ". ".join(SENTENCES).upper() + ".",
    "no punctuation": " ".join(SENTENCES).lower().replace(",", ""),
    "emoji": " 😀 ".join(SENTENCES).replace("wijk", "w👩‍👩‍👧ijk") + " 🇳🇱",
    "soft hyphens": ". ".join(SENTENCES).replace("ver", "ver\u00ad").replace("part", "par\u00adt"),
    "mixed quotes": "„Verbinding”, zei ‘de raad’, ''verbinding'' of \"vertrouwen\" «of» `zo´, ‚dat‘ is 't.",
    "footnote marks": "Dat is vertrouwen5 en verbinding,6 zo blijkt.7 De verbinding² telt; vertrouwen* ook.‡",
    "glued": "vertrouwen/verbinding—loslaten–participatie/overheidsparticipatie…verbinding",
    "letters apart": "v e r b i n d i n g en V E R T R O U W E N",
    "combining": "De gemeente verbi\u0301ndt; de coo\u0308peratie en het vertro\u0301uwen.",
    "no spaces": "verbinding" * 900,
    "white space": "\u00a0verbinding\u2003en\u2028vertrouwen\t\u200b",
    "marks": "!!! ??? ((( ))) --- ... ,,, ;;; verbinding ]]] }}}",
    "right to left": "שלום verbinding مرحبا vertrouwen",
}


def check(path: Path) -> list[Mention]:
    """Parse a file and fail unless every mention and sentence lies in its passage, on its words."""
    parsed = parse_document(path, path.name, "d:x", TOOLS)
    texts = {passage.passage_id: passage.text for passage in parsed.passages}
    bounds = {sentence.sentence_id: sentence for sentence in parsed.sentences}
    for sentence in parsed.sentences:
        assert 0 <= sentence.start < sentence.end <= len(texts[sentence.passage_id])
    for mention in parsed.mentions:
        assert texts[mention.passage_id][mention.start : mention.end] == mention.surface != ""
        assert bounds[mention.sentence_id].start <= mention.start < bounds[mention.sentence_id].end
    return list(parsed.mentions)


@pytest.mark.parametrize("name", ODD)
def test_odd_texts_are_read(tmp_path: Path, name: str):
    path = tmp_path / "tekst.txt"
    path.write_text(ODD[name], encoding="utf-8")
    check(path)


def test_concepts_are_found_in_capitals_without_marks_and_beside_notes(tmp_path: Path):
    path = tmp_path / "tekst.txt"
    found = {}
    for name in ("capitals", "no punctuation", "mixed quotes", "footnote marks", "glued"):
        path.write_text(ODD[name], encoding="utf-8")
        found[name] = {mention.node_id for mention in check(path) if mention.node_id.startswith("c:")}
    assert {"c:verbinding", "c:vertrouwen", "c:overheidsparticipatie"} <= found["capitals"] & found["no punctuation"]
    assert {"c:verbinding", "c:vertrouwen"} <= found["mixed quotes"] & found["footnote marks"] & found["glued"]


@settings(deadline=None, max_examples=40)
@given(
    st.lists(
        st.sampled_from([*SENTENCES, ENGLISH, "\u00ad", "😀", "\n", "\n\n", "- ", "(", "”", "‘", "12", "te", "mee"])
        | st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=12),
        min_size=1,
        max_size=12,
    )
)
def test_any_mixture_keeps_its_offsets(tmp_path_factory: pytest.TempPathFactory, pieces: list[str]):
    path = tmp_path_factory.getbasetemp() / "mengsel.txt"
    path.write_text("Kop\n\nTekst. " + " ".join(pieces), encoding="utf-8", errors="replace")
    check(path)


spans = st.tuples(st.integers(0, 30), st.integers(1, 9), st.integers(0, 2))


@given(st.lists(spans, max_size=14))
def test_what_is_nested_or_overlaps_is_told_as_by_comparing_all(found: list[tuple[int, int, int]]):
    passages = [Passage("d:a.p0", "d:a", 0, "paragraph", "x" * 50)]
    sentences = make_sentences("d:a", passages, [[(0, 20), (20, 50)]])
    kept = make_mentions(
        "d:a",
        passages,
        sentences,
        [Span(0, start, start + n, "concept", rank, "", f"{rank}") for start, n, rank in found],
    )
    firm = [mention for mention in kept if mention.name != "2"]
    assert all(one is other or one.end <= other.start or other.end <= one.start for one in firm for other in kept)
    assert all(mention.sentence_id == ("d:a.s0" if mention.start < 20 else "d:a.s1") for mention in kept)
    inside = [
        one
        for one in kept
        if any(
            other.start <= one.start and one.end <= other.end and (one.start, one.end) != (other.start, other.end)
            for other in kept
        )
    ]
    assert drop_nested(kept) == [mention for mention in kept if mention not in inside]


def write_long(path: Path, size: int) -> None:
    """Write one paragraph of at least ``size`` bytes, without a name and every tenth sentence without an end."""
    random, length, parts = Random(3), 0, []
    while length < size:
        parts.append(random.choice(SENTENCES) + random.choice([". "] * 9 + [" "]))
        length += len(parts[-1].encode())
    path.write_text("".join(parts), encoding="utf-8")


def test_a_long_paragraph_is_read(tmp_path: Path):
    write_long(tmp_path / "lang.txt", 60_000)
    mentions = check(tmp_path / "lang.txt")
    assert len({mention.passage_id for mention in mentions}) == 1
    assert sum(mention.node_id == "c:verbinding" for mention in mentions) > 100


@pytest.mark.slow
def test_a_paragraph_of_two_megabytes_is_built_in_a_gigabyte_and_a_half(tmp_path: Path):
    write_long(tmp_path / "lang.txt", 2_000_000)
    out = tmp_path / "graph.duckdb"
    done = subprocess.run(
        [sys.executable, __file__, str(tmp_path / "lang.txt"), str(out)],
        cwd=ROOT, env={"PYTHONPATH": str(ROOT)}, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    assert int(done.stdout) < 1500
    graph = GraphFile(out)
    [document] = graph.documents()
    [passage] = graph.passages(document.document_id)
    mentions = graph.mentions(document.document_id, with_candidates=True)
    assert len(passage.text.encode()) >= 1_990_000
    assert all(passage.text[mention.start : mention.end] == mention.surface for mention in mentions)
    assert sum(mention.node_id == "c:verbinding" for mention in mentions) > 4_000
    graph.close()


if __name__ == "__main__":
    build_graph([Path(sys.argv[1])], Path(sys.argv[2]))
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
