"""Counts and measures against values worked out by hand and against independent implementations."""

import itertools
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from graph.links import (
    adjust_by_family,
    adjust_p_values,
    count_pairs,
    count_tests,
    measure_pairs,
    smallest_p_values,
)


def test_count_pairs_keeps_the_windows_each_pair_rests_on():
    found = count_pairs([[0, 2, 2], [], [2, 0, 1], [1], [1, 2]], n_nodes=4)
    pairs = list(zip(found.source.tolist(), found.target.tolist(), found.count.tolist(), strict=True))
    assert pairs == [(0, 1, 1), (0, 2, 2), (1, 2, 2)]
    assert list(zip(found.pair.tolist(), found.window.tolist(), strict=True)) == [
        (0, 2),
        (1, 0),
        (1, 2),
        (2, 2),
        (2, 4),
    ]
    assert found.marginals.tolist() == [2, 3, 3, 0]
    assert found.n_windows == 5


def test_count_pairs_of_nothing():
    found = count_pairs([], n_nodes=0)
    assert found.source.tolist() == [] and found.pair.tolist() == [] and found.n_windows == 0


def test_measures_worked_out_by_hand():
    # 20 windows; x in 5, y in 4, together in 3: the table is 3, 2, 1, 14.
    found = measure_pairs([3], [5], [4], 20)
    assert found.expected[0] == pytest.approx(1.0)
    assert found.npmi[0] == pytest.approx(math.log((3 / 20) / ((5 / 20) * (4 / 20))) / -math.log(3 / 20))
    assert found.npmi[0] == pytest.approx(0.57909, abs=1e-5)
    g2 = 2 * (3 * math.log(3 / 1) + 2 * math.log(2 / 4) + 1 * math.log(1 / 3) + 14 * math.log(14 / 12))
    assert found.log_likelihood[0] == pytest.approx(g2)
    assert found.log_likelihood[0] == pytest.approx(5.93808, abs=1e-4)
    assert found.association_strength[0] == pytest.approx(3 / 20)
    assert found.jaccard[0] == pytest.approx(3 / 6)
    # C(5,3)·C(15,1) + C(5,4)·C(15,0) of the C(20,4) ways to place y
    assert found.p_value[0] == pytest.approx((10 * 15 + 5) / 4845)


def test_measures_at_the_edges():
    found = measure_pairs([4, 0, 1], [4, 2, 1], [4, 2, 1], 4)
    assert found.npmi.tolist() == pytest.approx([1.0, -1.0, 1.0])
    assert found.log_likelihood[0] == 0.0
    assert found.p_value.tolist() == pytest.approx([1.0, 1.0, 0.25])
    with pytest.raises(ValueError, match="more windows"):
        measure_pairs([3], [2], [5], 10)


tables = st.tuples(*(st.integers(0, 40) for _ in range(4))).filter(lambda t: t[0] + t[1] > 0 and t[0] + t[2] > 0)


@given(tables)
def test_measures_agree_with_scipy(table):
    both, only_x, only_y, neither = table
    n = sum(table)
    found = measure_pairs([both], [both + only_x], [both + only_y], n)
    exact = stats.fisher_exact([[both, only_x], [only_y, neither]], alternative="greater")
    assert found.p_value[0] == pytest.approx(exact.pvalue, rel=1e-6, abs=1e-12)
    if all(sum(pair) for pair in ((both, only_x), (only_y, neither), (both, only_y), (only_x, neither))):
        g2 = stats.chi2_contingency([[both, only_x], [only_y, neither]], correction=False, lambda_="log-likelihood")
        assert found.log_likelihood[0] == pytest.approx(g2.statistic, rel=1e-6, abs=1e-8)
    assert -1.0 <= found.npmi[0] <= 1.0 and 0.0 <= found.jaccard[0] <= 1.0


def test_adjust_p_values_counts_the_pairs_that_never_met():
    assert adjust_p_values([0.01, 0.04, 0.03], 3).tolist() == pytest.approx([0.03, 0.04, 0.04])
    assert adjust_p_values([0.01, 0.04, 0.03], 6).tolist() == pytest.approx([0.06, 0.08, 0.08])
    with pytest.raises(ValueError, match="more p-values"):
        adjust_p_values([0.1, 0.2], 1)


@given(st.lists(st.floats(0, 1), max_size=30))
def test_adjust_p_values_agrees_with_scipy(p_values):
    expected = stats.false_discovery_control(p_values) if p_values else []
    np.testing.assert_allclose(adjust_p_values(p_values, len(p_values)), expected, rtol=1e-9)


def test_pairs_that_cannot_show_anything_are_no_tests():
    # 100 windows; nodes in 1, 1, 10 and 10 of them. Once and once: p at best 1/100; once and ten: 10/100; ten and ten:
    # 1 in C(100, 10). At K = 1 (p <= 0.05) two pairs can get there, at K = 2 (p <= 0.025) two: so two tests.
    assert count_tests([1, 1, 10, 10], None, 100) == (2, 0.025)
    # Ten pairs of once and once (p 1/100): at K = 5 (p <= 0.01) all ten, at K = 6 none.
    assert count_tests([1] * 5, None, 100) == (0, pytest.approx(0.05 / 6))
    assert count_tests([10], [10, 1], 100) == (1, 0.05)


@given(st.lists(st.integers(1, 30), min_size=1, max_size=12), st.lists(st.integers(1, 30), max_size=6), st.booleans())
def test_number_of_tests_is_the_smallest_that_holds(first, second, apart):
    pairs = list(itertools.product(first, second)) if apart else list(itertools.combinations(first, 2))
    best = smallest_p_values([a for a, _ in pairs], [b for _, b in pairs], 40)
    k = next(k for k in itertools.count(1) if (best <= 0.05 / k).sum() <= k)
    assert count_tests(first, second if apart else None, 40) == (int((best <= 0.05 / k).sum()), 0.05 / k)


def test_adjust_by_family_keeps_kinds_apart():
    # 200 windows; four concepts in 20 each and two persons in 10 each: six and eight pairs, all of them tests.
    found = adjust_by_family(
        [0.001, 0.002, 0.004],
        (np.array([0, 0, 1]), np.array([1, 4, 5])),
        ["concept"] * 4 + ["person"] * 2,
        [20] * 4 + [10] * 2,
        200,
    )
    assert found.tolist() == pytest.approx([0.006, 0.016, 0.016])


def test_a_pair_that_could_not_have_shown_anything_gets_no_credit():
    found = adjust_by_family([0.01], (np.array([0]), np.array([1])), ["concept"] * 5, [1] * 5, 100)
    assert found.tolist() == [1.0]


@given(st.lists(st.lists(st.integers(0, 6), max_size=6), max_size=12))
def test_counts_equal_counting_one_by_one(windows):
    found = count_pairs(windows, n_nodes=7)
    sets = [set(members) for members in windows]
    expected = {
        (x, y): sum(x in members and y in members for members in sets)
        for x in range(7)
        for y in range(x + 1, 7)
        if any(x in members and y in members for members in sets)
    }
    assert (
        dict(zip(zip(found.source.tolist(), found.target.tolist(), strict=True), found.count.tolist(), strict=True))
        == expected
    )
    assert found.marginals.tolist() == [sum(x in members for members in sets) for x in range(7)]
