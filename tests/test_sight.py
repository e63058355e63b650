"""Where one looks, in the address of the page: there and back, and what becomes of nonsense."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.filters import Sight, read_sight, sight_to_query


def test_everything_in_sight_needs_no_address() -> None:
    assert sight_to_query(None) == {}
    assert read_sight({"samen": "zin"}) == (None, ())


def test_an_address_tells_zoom_and_middle() -> None:
    assert sight_to_query(Sight(1.42, (-30.0, 112.0))) == {"zicht": "1.42,-30,112"}
    assert sight_to_query(Sight(0.98765, (-0.04, 1234.56))) == {"zicht": "0.9877,0,1234.6"}
    assert read_sight({"zicht": "1.42,-30.5,112"}) == (Sight(1.42, (-30.5, 112.0)), ())


@given(
    st.floats(0.01, 15),
    st.floats(-1e6, 1e6),
    st.floats(-1e6, 1e6),
)
def test_what_is_written_is_read_and_written_the_same(zoom: float, x: float, y: float) -> None:
    query = sight_to_query(Sight(zoom, (x, y)))
    sight, ignored = read_sight(query)
    assert sight is not None and ignored == ()
    assert sight.zoom == pytest.approx(zoom, rel=1e-3)
    assert sight.centre == pytest.approx((x, y), abs=0.051)
    assert sight_to_query(sight) == query


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1",
        "1,2",
        "1,2,3,4",
        "a,b,c",
        "0,0,0",
        "-1,0,0",
        "nan,0,0",
        "inf,0,0",
        "1e3,0,0",
        "99,0,0",
        "1,1e9,0",
        "٣,0,0",
    ],
)
def test_nonsense_is_ignored_and_said(text: str) -> None:
    assert read_sight({"zicht": text}) == (None, (f"zicht={text}",))


@given(st.text(max_size=30))
def test_no_text_breaks_it(text: str) -> None:
    sight, ignored = read_sight({"zicht": text})
    assert (sight is None) == bool(ignored)
