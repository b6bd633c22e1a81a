"""Stances: the pair of holder and target is found or not, and only then the sides are compared."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.agreement import tuples
from annotations.agreement.measure import Undefined
from annotations.agreement.report import stance_report
from annotations.agreement.tuples import Answer, Tuples, build_tuples

FEW = settings(max_examples=40)
PIER, FUND, COUNCIL = ("mayor", "pier"), ("mayor", "fund"), ("author", "council")
POLARITIES = ("favor", "against")


def two_annotators() -> list[Answer]:
    """Of four statements both mark two, and one of each alone; of their tuples two are common, one on the same side."""
    return [
        Answer("s1", "ann", "x", {PIER: "favor", FUND: "against"}),
        Answer("s1", "bob", "x", {PIER: "favor"}),
        Answer("s2", "ann", "x", {COUNCIL: "against"}),
        Answer("s2", "bob", "x", {COUNCIL: "favor", PIER: "favor"}),
        Answer("s3", "ann", "y", {FUND: "favor"}),
        Answer("s3", "bob", "y", {}),
        Answer("s4", "ann", "y", {}),
        Answer("s4", "bob", "y", {PIER: "against"}),
        Answer("s5", "ann", "y", {PIER: "against"}),
    ]


def test_two_annotators_by_hand() -> None:
    """Statements: 2 · 2 / (3 + 3). Tuples: 2 · 2 / (4 + 4). Sides: 1 of 2. What one labelled alone does not count."""
    found = stance_report(build_tuples(two_annotators(), POLARITIES), seed=1, resamples=50)
    expected = {"sentence_f1": pytest.approx(2 / 3), "tuple_f1": 0.5, "polarity": 0.5}
    assert {key: figure.value for key, figure in found.figures.items()} == expected
    assert found.means == expected
    [pair] = found.pairs
    assert (pair.first, pair.second, pair.units) == ("ann", "bob", 4)
    assert {key: figure.value for key, figure in pair.figures.items()} == expected


def test_a_third_annotator_makes_three_pairs_whose_plain_mean_stands_beside_the_pooled_figure() -> None:
    answers = [*two_annotators(), Answer("s1", "cem", "x", {PIER: "favor", FUND: "against"})]
    found = stance_report(build_tuples(answers, POLARITIES), seed=1, resamples=50)
    assert [(pair.first, pair.second, pair.figures["tuple_f1"].value) for pair in found.pairs] == [
        ("ann", "bob", 0.5),
        ("ann", "cem", 1.0),
        ("bob", "cem", pytest.approx(2 / 3)),
    ]
    assert found.means["tuple_f1"] == pytest.approx((0.5 + 1 + 2 / 3) / 3)
    assert found.figures["tuple_f1"].value == pytest.approx((4 + 4 + 2) / (8 + 4 + 3))


def test_where_nobody_takes_sides_there_is_nothing_to_compare() -> None:
    answers = [Answer("s1", "ann", "x", {}), Answer("s1", "bob", "x", {})]
    found = stance_report(build_tuples(answers, POLARITIES), seed=1, resamples=50)
    assert {key: figure.reason for key, figure in found.figures.items()} == {
        "sentence_f1": Undefined.NO_STANCE,
        "tuple_f1": Undefined.NO_STANCE,
        "polarity": Undefined.NO_MATCH,
    }
    assert found.means == {"sentence_f1": None, "tuple_f1": None, "polarity": None}


def test_tuples_that_share_no_target_match_nothing() -> None:
    answers = [Answer("s1", "ann", "x", {PIER: "favor"}), Answer("s1", "bob", "x", {FUND: "favor"})]
    found = stance_report(build_tuples(answers, POLARITIES), seed=1, resamples=50)
    assert [found.figures[key].value for key in tuples.KEYS] == [1.0, 0.0, None]


def test_nothing_at_all() -> None:
    found = stance_report(build_tuples([], POLARITIES), seed=1, resamples=50)
    assert (found.size.units, found.pairs) == (0, ())


@st.composite
def answered(draw: st.DrawFn) -> list[Answer]:
    """Answers of up to four annotators on up to six statements, two statements to an article."""
    stances = st.dictionaries(st.sampled_from([PIER, FUND, COUNCIL]), st.sampled_from(POLARITIES))
    found = draw(st.dictionaries(st.tuples(st.integers(0, 5), st.integers(0, 3)), stances, max_size=20))
    return [Answer(unit, who, unit // 2, stances) for (unit, who), stances in found.items()]


@FEW
@given(answered())
def test_pairs_are_what_slow_loops_give(answers: list[Answer]) -> None:
    data = build_tuples(answers, POLARITIES)
    for first, second, units, figures in tuples.of_pairs(data):
        ours = [
            {one.unit: one.stances for one in answers if one.annotator == data.carries.annotators[who]}
            for who in (first, second)
        ]
        both = list(ours[0].keys() & ours[1].keys())
        one, other = ([own[unit] for unit in both] for own in ours)
        common = [(a[key], b[key]) for a, b in zip(one, other, strict=True) for key in a.keys() & b.keys()]
        expected = [
            [2 * sum(bool(a and b) for a, b in zip(one, other, strict=True)), sum(map(bool, one + other))],
            [2 * len(common), sum(map(len, one + other))],
            [sum(a == b for a, b in common), len(common)],
        ]
        assert units == len(both)
        assert [figure.table.sum(axis=0).tolist() for figure in figures] == expected


@FEW
@given(answered())
def test_pooled_figures_are_the_sums_of_the_pairs(answers: list[Answer]) -> None:
    data: Tuples = build_tuples(answers, POLARITIES)
    pairs = [[one.table.sum(axis=0) for one in figures] for _, _, _, figures in tuples.of_pairs(data)]
    pooled = [one.table.sum(axis=0).tolist() for one in tuples.pooled(data)]
    assert pooled == [
        list(map(float, sum(each))) if pairs else [0, 0] for each in (zip(*pairs, strict=True) if pairs else [()] * 3)
    ]
