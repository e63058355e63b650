"""Filters in the address of the page: there and back, and what becomes of nonsense."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.filters import (
    Filters,
    Known,
    count_changes,
    filters_to_query,
    list_chips,
    read_query,
    read_selection,
    selection_to_query,
)
from graph.rows import KINDS, WINDOWS
from graph.wording import MEASURES

DEFAULTS = Filters()
NODES = {"c:verbinding", "p:els-brink", "d:een", "d:twee"}
KNOWN = Known(NODES, {"d:een", "d:twee"}, {"Participatie", "Stelsel, taken en geld"}, {"Els, Brink"}, {"c:verbinding"})


def test_the_opening_view_needs_no_address() -> None:
    assert filters_to_query(DEFAULTS, DEFAULTS) == {}


def test_every_choice_has_a_dutch_word() -> None:
    filters = Filters(
        kinds=frozenset(("concept", "organisation")),
        proposed=True,
        documents=("d:een",),
        window="paragraph",
        measure="npmi",
        threshold=0.25,
        max_q=None,
        max_nodes=44,
        themes=("Stelsel, taken en geld",),
        hidden=frozenset(("c:verbinding",)),
        colouring="kind",
        sizing="documents",
        projection="concept_person",
        focus=("c:verbinding", "d:een"),
        steps=2,
        path=("c:verbinding", "p:els-brink"),
        authors=("Els, Brink",),
        period=("2020", "2021-06"),
        groups=("c:verbinding",),
        backbone=True,
        opened=("d:een",),
    )
    assert filters_to_query(filters, DEFAULTS) == {
        "soorten": "begrip~organisatie~voorgesteld",
        "teksten": "d:een",
        "samen": "alinea",
        "maat": "npmi",
        "vanaf": "0,25",
        "toeval": "alles",
        "hoogstens": "44",
        "themas": "Stelsel, taken en geld",
        "verborgen": "c:verbinding",
        "kleur": "soort",
        "grootte": "breed",
        "toon": "begrip-persoon",
        "rond": "c:verbinding~d:een",
        "stappen": "2",
        "pad": "c:verbinding~p:els-brink",
        "auteurs": "Els, Brink",
        "periode": "2020~2021-06",
        "groepen": "c:verbinding",
        "ruggengraat": "ja",
        "buren": "d:een",
    }


@given(
    st.builds(
        Filters,
        kinds=st.frozensets(st.sampled_from(KINDS)),
        proposed=st.booleans(),
        documents=st.sampled_from([None, ("d:een",), ("d:een", "d:twee")]),
        window=st.sampled_from(WINDOWS),
        measure=st.sampled_from(MEASURES),
        threshold=st.none() | st.sampled_from([0.0, 0.0213, 10.8, 1234.0]),
        max_q=st.none() | st.sampled_from([0.05, 0.001, 1.0]),
        max_nodes=st.integers(5, 2000),
        themes=st.sampled_from([None, ("Participatie",), ("Participatie", "Stelsel, taken en geld")]),
        hidden=st.frozensets(st.sampled_from(sorted(NODES))),
        colouring=st.sampled_from(["theme", "kind", "group", "texts"]),
        sizing=st.sampled_from(["mentions", "documents", "degree", "betweenness", "none"]),
        projection=st.sampled_from(["all", "concepts", "concept_person", "concept_document", "persons", "documents"]),
        focus=st.sampled_from([("c:verbinding",), ("c:verbinding", "d:een")]),
        steps=st.integers(1, 3),
        path=st.sampled_from([(), ("c:verbinding", "p:els-brink")]),
        authors=st.sampled_from([None, ("Els, Brink",)]),
        period=st.sampled_from([None, ("2020", "2021-06"), ("1999-12-31", "2020")]),
        groups=st.sampled_from([None, ("c:verbinding",)]),
        backbone=st.booleans(),
        opened=st.sampled_from([(), ("d:een", "d:twee")]),
    )
)
def test_there_and_back(filters: Filters) -> None:
    assert read_query(filters_to_query(filters, DEFAULTS), DEFAULTS, KNOWN) == (filters, ())


@pytest.mark.parametrize(
    ("query", "expected", "ignored"),
    [
        ({"samen": "hoofdstuk"}, DEFAULTS, ("samen=hoofdstuk",)),
        ({"vanaf": "nan"}, DEFAULTS, ("vanaf=nan",)),
        ({"vanaf": "veel"}, DEFAULTS, ("vanaf=veel",)),
        ({"toeval": "2"}, DEFAULTS, ("toeval=2",)),
        ({"hoogstens": "-3"}, DEFAULTS, ("hoogstens=-3",)),
        ({"hoogstens": "999999"}, replace(DEFAULTS, max_nodes=2000), ("hoogstens=999999",)),
        ({"teksten": "d:een~d:weg"}, replace(DEFAULTS, documents=("d:een",)), ("teksten=d:weg",)),
        ({"teksten": "d:weg"}, DEFAULTS, ("teksten=d:weg",)),
        ({"soorten": "begrip~wolk"}, replace(DEFAULTS, kinds=frozenset(("concept",))), ("soorten=wolk",)),
        ({"soorten": "wolk"}, DEFAULTS, ("soorten=wolk",)),
        ({"soorten": "geen"}, replace(DEFAULTS, kinds=frozenset()), ()),
        ({"themas": "<script>"}, DEFAULTS, ("themas=<script>",)),
        ({"iets": "anders"}, DEFAULTS, ()),
        ({"toon": "taart"}, DEFAULTS, ("toon=taart",)),
        ({"rond": "c:verbinding~c:weg"}, replace(DEFAULTS, focus=("c:verbinding",)), ("rond=c:weg",)),
        ({"stappen": "9"}, DEFAULTS, ("stappen=9",)),
        ({"pad": "c:verbinding"}, DEFAULTS, ("pad=c:verbinding",)),
        ({"pad": "c:verbinding~c:weg"}, DEFAULTS, ("pad=c:weg", "pad=c:verbinding~c:weg")),
        ({"auteurs": "Niemand"}, DEFAULTS, ("auteurs=Niemand",)),
        ({"periode": "2021~2020"}, DEFAULTS, ("periode=2021~2020",)),
        ({"periode": "toen"}, DEFAULTS, ("periode=toen",)),
        ({"groepen": "d:een"}, DEFAULTS, ("groepen=d:een",)),
        ({"ruggengraat": "soms"}, DEFAULTS, ("ruggengraat=soms",)),
    ],
)
def test_nonsense_is_ignored_and_told(query: dict[str, str], expected: Filters, ignored: tuple[str, ...]) -> None:
    assert read_query(query, DEFAULTS, KNOWN) == (expected, ignored)


@given(
    st.dictionaries(
        st.sampled_from(
            ["soorten", "samen", "maat", "vanaf", "toeval", "hoogstens", "kies", "stappen", "periode", "pad"]
        ),
        st.text(),
    )
)
def test_no_address_breaks_the_page(query: dict[str, str]) -> None:
    filters, _ = read_query(query, DEFAULTS, KNOWN)
    assert 5 <= filters.max_nodes <= 2000
    selection, _ = read_selection(query, NODES)
    assert set(selection) <= NODES


@pytest.mark.parametrize("selection", [(), ("c:verbinding",), ("p:els-brink", "c:verbinding")])
def test_the_selection_there_and_back(selection: tuple[str, ...]) -> None:
    assert read_selection(selection_to_query(selection), NODES) == (selection, ())


def test_an_unknown_or_threefold_selection_is_none() -> None:
    assert read_selection({"kies": "c:weg"}, NODES) == ((), ("kies=c:weg",))
    assert read_selection({"kies": "d:een~d:twee~c:verbinding"}, NODES) == ((), ("kies=c:verbinding",))


def test_chips_name_what_is_left_out_and_give_it_back() -> None:
    filters = Filters(
        documents=("d:een", "d:twee"), window="document", max_nodes=44, hidden=frozenset(("c:verbinding",))
    )
    chips = list_chips(filters, 10.84, {"d:een": "Een"}, {"c:verbinding": "verbinding"})
    assert [chip.text for chip in chips] == [
        "2 teksten",
        "q < 0,05",
        "per document",
        "log-likelihood vanaf 10,8",
        "top 44",
        "zonder verbinding",
    ]
    assert [count_changes(chip.without, filters) for chip in chips] == [1] * 6
    assert chips[5].without.hidden == frozenset()


def test_every_new_choice_has_a_chip_that_takes_it_back() -> None:
    filters = Filters(
        max_q=None,
        projection="persons",
        focus=("c:verbinding",),
        steps=2,
        authors=("Els",),
        period=("2020", "2021"),
        groups=("c:verbinding",),
        backbone=True,
        opened=("p:els-brink",),
    )
    chips = list_chips(filters, 0.0, {}, {"c:verbinding": "verbinding", "p:els-brink": "Els Brink"})
    assert [chip.text for chip in chips] == [
        "2 stappen rond verbinding",
        "persoon – persoon",
        "auteur Els",
        "2020 – 2021",
        "alleen de ruggengraat",
        "groep verbinding",
        "met de buren van Els Brink",
    ]
    assert chips[0].without.focus == () and chips[0].without.steps == 1
    assert [count_changes(chip.without, filters) for chip in chips[1:]] == [1] * 6
    paths = list_chips(Filters(max_q=None, path=("c:verbinding", "d:een")), 0.0, {}, {"c:verbinding": "verbinding"})
    assert [chip.text for chip in paths] == ["wegen tussen verbinding en d:een"]
    assert paths[0].without.path == ()
