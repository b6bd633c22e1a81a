"""Where a figure means nothing there is none, and a reason."""

from __future__ import annotations

import pytest

from annotations.agreement import specific
from annotations.agreement.ac1 import AC1
from annotations.agreement.alpha import ALPHA_NOMINAL
from annotations.agreement.dawid_skene import estimate
from annotations.agreement.kappa import FLEISS, pair_kappa, pair_tables
from annotations.agreement.measure import Figure, Measure, Undefined, point
from annotations.agreement.needed import more_needed
from annotations.agreement.reliability import ReliabilityError, build
from annotations.agreement.report import MEASURES, report
from tests.agreement.tables import by_annotator, by_pair, value, with_interval

ONE_LABEL = Figure(None, reason=Undefined.ONE_LABEL)
NO_PAIR = Figure(None, reason=Undefined.NO_PAIR)


@pytest.mark.parametrize("measure", MEASURES, ids=lambda measure: measure.key)
def test_nothing_is_said_where_no_unit_has_two_labels(measure: Measure) -> None:
    assert value(measure, by_annotator("1 . 2\n. 1 .", "12")) == NO_PAIR


@pytest.mark.parametrize("measure", MEASURES, ids=lambda measure: measure.key)
def test_nothing_is_said_of_nothing(measure: Measure) -> None:
    assert value(measure, build([], "12")) == NO_PAIR


def test_with_one_label_only_alpha_and_kappa_are_undefined_and_ac1_is_one() -> None:
    data = by_annotator("1 1 1\n1 1 1", "12")
    [(_, _, table)] = pair_tables(data)
    assert [value(ALPHA_NOMINAL, data), value(FLEISS, data), point(pair_kappa(table))] == [ONE_LABEL] * 3
    assert value(AC1, data) == Figure(1.0)


def test_ac1_of_a_set_of_one_label_is_undefined() -> None:
    assert value(AC1, by_annotator("1 1\n1 1", "1")) == ONE_LABEL


def test_specific_agreement_on_a_label_that_no_pair_chose() -> None:
    never = point(specific.of_labels(by_annotator("1 1 2\n1 1 .", "12"))[1])
    assert never == Figure(None, reason=Undefined.NEVER_CHOSEN)


def test_one_article_gives_a_value_without_an_interval() -> None:
    data = build(
        [(1, "ann", "a", "only"), (1, "bob", "a", "only"), (2, "ann", "a", "only"), (2, "bob", "b", "only")], "ab"
    )
    assert with_interval(ALPHA_NOMINAL, data) == Figure(0.0, no_interval=Undefined.ONE_ARTICLE)


def test_an_interval_that_hangs_on_one_article_is_not_given() -> None:
    """Without the second article, which a third of the resamples leave out, there is one label only."""
    data = by_annotator("1 2 1\n1 2 1", "12")
    assert with_interval(ALPHA_NOMINAL, data) == Figure(1.0, no_interval=Undefined.UNSTABLE)


def test_without_an_interval_nobody_knows_how_many_more_are_needed() -> None:
    assert more_needed(Figure(0.4, no_interval=Undefined.ONE_ARTICLE), 20) is None


def test_a_report_of_nothing_is_a_report() -> None:
    empty = report(build([], "ab"), seed=1, is_ordinal=True, resamples=10)
    assert {figure.reason for figure in empty.figures.values()} == {Undefined.NO_PAIR}
    assert (empty.size.units, empty.pairs, empty.confusion) == (0, (), ((0, 0), (0, 0)))


def test_there_is_nothing_to_estimate_from_nothing() -> None:
    assert estimate(build([], "ab")) is None


@pytest.mark.parametrize(
    ("quadruples", "message"),
    [
        ([(1, "ann", "z", "x")], "label 'z' on unit 1 is not one of ['a', 'b']"),
        ([(1, "ann", "a", "x"), (1, "bob", "a", "y")], "unit 1 is in two clusters, one of them 'y'"),
        ([(1, "ann", "a", "x"), (1, "ann", "b", "x")], "annotator 'ann' labelled unit 1 twice"),
    ],
)
def test_contradictions_are_refused_with_their_place(quadruples: list, message: str) -> None:
    with pytest.raises(ReliabilityError) as refusal:
        build(quadruples, ["a", "b"])
    assert str(refusal.value) == message


def test_labels_of_a_pair_are_counted_in_the_order_of_the_annotators() -> None:
    [(first, second, table)] = pair_tables(by_pair([[0, 3], [1, 0]]))
    assert (first, second, table.sum(axis=0).tolist()) == (0, 1, [0, 3, 1, 0])
