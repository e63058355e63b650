"""How a view is read, and its way through the address."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from graph.ui.reading import (
    LEAST_WORDS,
    LINK_ORDERS,
    MOST_WORDS,
    NODE_ORDERS,
    Order,
    Reading,
    read_reading,
    reading_to_query,
)


@given(
    st.builds(
        Reading,
        lines=st.sampled_from(["sentences", "text", "left", "right"]),
        n_words=st.integers(LEAST_WORDS, MOST_WORDS),
        as_table=st.booleans(),
        nodes_by=st.builds(Order, st.sampled_from(NODE_ORDERS), st.booleans()),
        links_by=st.builds(Order, st.sampled_from(LINK_ORDERS), st.booleans()),
    )
)
def test_an_address_gives_the_reading_that_made_it(reading: Reading) -> None:
    assert read_reading(reading_to_query(reading)) == (reading, ())


def test_the_usual_needs_no_address() -> None:
    assert reading_to_query(Reading()) == {}


def test_nonsense_is_told_and_changes_nothing() -> None:
    query = {
        "regels": "boven",
        "context": "-3",
        "vorm": "wolk",
        "knopen": "naam",
        "banden": "naam~op",
        "ander": "telt niet",
    }
    reading, ignored = read_reading(query)
    assert reading == Reading()
    assert ignored == ("regels=boven", "context=-3", "vorm=wolk", "knopen=naam", "banden=naam~op")


@given(st.dictionaries(st.sampled_from(["regels", "context", "vorm", "knopen", "banden"]), st.text()))
def test_no_address_breaks_the_page(query: dict[str, str]) -> None:
    reading, _ = read_reading(query)
    assert read_reading(reading_to_query(reading)) == (reading, ())
