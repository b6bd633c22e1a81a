"""The measures give what the papers that propose them give."""

from __future__ import annotations

import pytest

from annotations.agreement import specific
from annotations.agreement.ac1 import AC1
from annotations.agreement.alpha import ALPHA_NOMINAL, ALPHA_ORDINAL
from annotations.agreement.boundaries import Boundaries, compare
from annotations.agreement.kappa import FLEISS, pair_kappa, pair_percent, pair_tables
from annotations.agreement.measure import point
from annotations.agreement.percent import PERCENT
from tests.agreement.tables import KRIPPENDORFF_2011, by_annotator, by_counts, by_pair, rounded

FLEISS_TABLE = [
    [0, 0, 0, 0, 14],
    [0, 2, 6, 4, 2],
    [0, 0, 3, 5, 6],
    [0, 3, 9, 2, 0],
    [2, 2, 8, 1, 1],
    [7, 7, 0, 0, 0],
    [3, 2, 6, 3, 0],
    [2, 5, 3, 2, 2],
    [6, 5, 2, 1, 0],
    [0, 2, 2, 3, 7],
]
"""Ten subjects, fourteen raters, five categories: the worked example that goes with Fleiss' formulas."""
COHEN_1960 = [[88, 14, 18], [10, 40, 10], [2, 6, 12]]
GWET_2008 = [[118, 5], [2, 0]]
"""125 subjects of whom two raters call nearly all positive: kappa is below zero, agreement 94 %."""


def test_krippendorff_2011_nominal_and_ordinal() -> None:
    data = by_annotator(KRIPPENDORFF_2011, "12345")
    assert (rounded(ALPHA_NOMINAL, data), rounded(ALPHA_ORDINAL, data)) == (0.743, 0.815)


def test_gwets_coefficients_on_the_same_table() -> None:
    data = by_annotator(KRIPPENDORFF_2011, "12345")
    assert [rounded(measure, data, 5) for measure in (PERCENT, AC1, FLEISS)] == [0.81818, 0.77544, 0.76117]


def test_fleiss_ten_subjects_by_fourteen_raters() -> None:
    assert rounded(FLEISS, by_counts(FLEISS_TABLE)) == 0.210


def test_cohen_1960() -> None:
    [(_, _, table)] = pair_tables(by_pair(COHEN_1960))
    assert (point(pair_percent(table)).value, round(point(pair_kappa(table)).value, 3)) == (0.7, 0.492)


def test_gwet_2008_high_agreement_and_kappa_below_zero() -> None:
    data = by_pair(GWET_2008)
    [(_, _, table)] = pair_tables(data)
    assert (rounded(PERCENT, data), rounded(AC1, data)) == (0.944, 0.941)
    assert round(point(pair_kappa(table)).value, 4) == -0.0234


def test_positive_and_negative_agreement_of_the_same_table() -> None:
    positive, negative = (point(one) for one in specific.of_labels(by_pair(GWET_2008)))
    assert (round(positive.value, 4), negative.value) == (round(236 / 243, 4), 0.0)


@pytest.mark.parametrize(("table", "alpha", "ac1"), [([[20, 2], [0, 0]], -0.02, 0.90), ([[20, 1], [0, 1]], 0.65, 0.95)])
def test_alpha_falls_and_ac1_stays_where_nearly_all_labels_are_one(
    table: list[list[int]], alpha: float, ac1: float
) -> None:
    assert (rounded(ALPHA_NOMINAL, by_pair(table), 2), rounded(AC1, by_pair(table), 2)) == (alpha, ac1)


@pytest.mark.parametrize(
    ("second", "found", "similarity"),
    [
        ([5], Boundaries(1, 0, 1), 0.5),
        ([2, 5, 8], Boundaries(2, 0, 1), 2 / 3),
        ([2, 4], Boundaries(1, 1, 0), 0.75),
        ([1, 2, 5, 6], Boundaries(2, 0, 2), 0.5),
        ([3, 6], Boundaries(0, 2, 0), 0.5),
    ],
)
def test_fournier_2013_a_near_miss_is_half_an_error(second: list[int], found: Boundaries, similarity: float) -> None:
    """Splits of eleven units after the second and the fifth, beside others."""
    assert compare([2, 5], second) == found
    assert found.similarity == pytest.approx(similarity)


def test_splits_without_any_boundary_have_no_similarity() -> None:
    assert compare([], []).similarity is None
