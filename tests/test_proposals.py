"""Which noun phrases are proposed as concepts."""

from graph.proposals import ProposalRules, choose_proposals
from graph.rows import Mention


def candidates(lemma: str, documents: str) -> list[Mention]:
    """Return a mention of ``lemma`` for each letter of ``documents``, the letter being the document."""
    return [
        Mention(f"d:{d}.{lemma}{n}", f"d:{d}", f"d:{d}.p0", f"d:{d}.s0", 0, 1, lemma, "concept", "", lemma)
        for n, d in enumerate(documents)
    ]


def test_only_what_is_much_more_frequent_here_is_proposed():
    found = choose_proposals(
        [
            *candidates("keetbezoek", "aabbc"),  # unknown to general Dutch
            *candidates("jaar", "aabbccdd"),  # frequent everywhere
            *candidates("zeldwoord", "ab"),  # too few
            *candidates("eenling", "aaaaaa"),  # in one document
        ],
        n_words=5000,
        n_documents=4,
    )
    assert [(p.lemma, p.n_mentions, p.n_documents) for p in found] == [("keetbezoek", 5, 3)]
    assert found[0].score > 50


def test_in_a_small_corpus_one_document_will_do():
    found = choose_proposals(candidates("keetbezoek", "aaaa"), n_words=500, n_documents=2)
    assert [p.lemma for p in found] == ["keetbezoek"]


def test_a_word_that_lives_in_one_phrase_gives_way_to_it():
    inside = [*candidates("dynamische keetzorg", "aabb"), *candidates("keetzorg", "aabbc")]
    assert [p.lemma for p in choose_proposals(inside, 5000, 3)] == ["dynamische keetzorg"]
    apart = [*candidates("dynamische keetzorg", "aabb"), *candidates("keetzorg", "aabbccddee")]
    assert {p.lemma for p in choose_proposals(apart, 5000, 5)} == {"dynamische keetzorg", "keetzorg"}


def test_the_label_is_a_word_that_is_written():
    def written(surface: str, number: int) -> Mention:
        return Mention(f"d:a.m{number}", "d:a", "d:a.p0", "d:a.s0", 0, 1, surface, "concept", "", "asielkeet")

    found = choose_proposals([written(s, n) for n, s in enumerate(["Asielketen"] * 3 + ["asielketens"])], 5000, 1)
    assert [p.label for p in found] == ["asielketen"]


def test_the_best_are_kept_and_ties_go_by_name():
    many = [m for lemma in ("xqb", "xqa", "xqc") for m in candidates(lemma, "aabb")]
    found = choose_proposals([*many, *candidates("xqd", "aabbcc")], 5000, 3, ProposalRules(most=3))
    assert [p.lemma for p in found] == ["xqd", "xqa", "xqb"]
