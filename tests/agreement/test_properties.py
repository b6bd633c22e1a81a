"""What must hold for any labels, and the oracles: a library for alpha, slow loops for the rest."""

from __future__ import annotations

from itertools import combinations
from random import Random

import krippendorff
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.agreement import confusion, specific
from annotations.agreement.alpha import ALPHA_NOMINAL, ALPHA_ORDINAL
from annotations.agreement.boundaries import compare
from annotations.agreement.measure import Measure, point, tabulated
from annotations.agreement.percent import PERCENT
from annotations.agreement.reliability import Quadruple, Reliability, build
from annotations.agreement.report import MEASURES
from tests.agreement.tables import LABELS, labelled, value

FEW = settings(max_examples=40)
NOMINAL = tuple(measure for measure in MEASURES if measure is not ALPHA_ORDINAL)


def values(quadruples: list[Quadruple], measures: tuple[Measure, ...] = MEASURES, labels: str = LABELS) -> list:
    """Every measure's value, undefined as None."""
    data = build(quadruples, labels)
    return [pytest.approx(found) if (found := value(measure, data).value) is not None else None for measure in measures]


def oracle(data: Reliability, level: str) -> float | None:
    """Alpha by the library; undefined where it refuses."""
    table = np.full((len(data.annotators) or 1, len(data.units) or 1), np.nan)
    table[data.annotator, data.unit] = data.label
    try:
        return krippendorff.alpha(
            reliability_data=table, level_of_measurement=level, value_domain=list(range(len(data.labels)))
        )
    except (ValueError, RuntimeWarning):  # the latter where it divides by nothing
        return None


@FEW
@given(labelled(), st.randoms(use_true_random=False))
def test_the_order_of_units_and_annotators_changes_nothing(quadruples: list[Quadruple], chance: Random) -> None:
    shuffled = quadruples[:]
    chance.shuffle(shuffled)
    assert values(shuffled) == values(quadruples)


@FEW
@given(labelled(), st.permutations(LABELS))
def test_other_names_for_the_labels_change_no_nominal_measure(quadruples: list, names: list[str]) -> None:
    renamed = [(unit, who, names[LABELS.index(label)], home) for unit, who, label, home in quadruples]
    assert values(renamed, NOMINAL) == values(quadruples, NOMINAL)


@FEW
@given(labelled())
def test_a_scale_read_backwards_changes_nothing(quadruples: list[Quadruple]) -> None:
    assert values(quadruples, labels=LABELS[::-1]) == values(quadruples)


@FEW
@given(labelled())
def test_alpha_is_what_the_library_gives(quadruples: list[Quadruple]) -> None:
    data = build(quadruples, LABELS)
    for measure, level in ((ALPHA_NOMINAL, "nominal"), (ALPHA_ORDINAL, "ordinal")):
        expected = oracle(data, level)
        assert value(measure, data).value == (None if expected is None else pytest.approx(expected, abs=1e-9))


@FEW
@given(labelled())
def test_percent_and_specific_agreement_are_what_slow_loops_give(quadruples: list[Quadruple]) -> None:
    data = build(quadruples, LABELS)
    units = [[row[2] for row in quadruples if row[0] == unit] for unit in data.units]
    pairs = [list(combinations(unit, 2)) for unit in units if len(unit) > 1]
    shares = [sum(a == b for a, b in found) / len(found) for found in pairs]
    assert value(PERCENT, data).value == (pytest.approx(sum(shares) / len(shares)) if shares else None)
    for label, one in zip(LABELS, specific.of_labels(data), strict=True):
        with_label = [pair for found in pairs for pair in found if label in pair]
        both = 2 * sum(a == b for a, b in with_label)
        either = both + sum(a != b for a, b in with_label)
        assert point(one).value == (pytest.approx(both / either) if either else None)


@FEW
@given(labelled())
def test_a_confusion_cell_counts_the_units_on_which_the_two_labels_met(quadruples: list[Quadruple]) -> None:
    data = build(quadruples, LABELS)
    given_on = [[row[2] for row in quadruples if row[0] == unit] for unit in data.units]
    met = [{frozenset(pair) for pair in combinations(unit, 2)} for unit in given_on]
    expected = [[sum(frozenset((a, b)) in pairs for pairs in met) for b in LABELS] for a in LABELS]
    assert confusion.statements(data).tolist() == expected


@FEW
@given(labelled())
def test_the_confusion_of_a_pair_is_turned_when_the_pair_is(quadruples: list[Quadruple]) -> None:
    data = build(quadruples, LABELS)
    for first, second in combinations(range(len(data.annotators)), 2):
        assert (confusion.of_pair(data, first, second) == confusion.of_pair(data, second, first).T).all()


@FEW
@given(labelled())
def test_tables_add_up_over_articles_to_the_table_of_one_article(quadruples: list[Quadruple]) -> None:
    apart, together = build(quadruples, LABELS), build([(*row[:3], "all") for row in quadruples], LABELS)
    for one, other in zip(tabulated(MEASURES, apart), tabulated(MEASURES, together), strict=True):
        assert one.table.sum(axis=0) == pytest.approx(other.table.sum(axis=0))


places = st.sets(st.integers(1, 30))


@FEW
@given(places, places)
def test_boundary_similarity_is_symmetrical_between_nothing_and_everything(first: set[int], second: set[int]) -> None:
    found = compare(first, second)
    assert found == compare(second, first)
    assert found.similarity is None if not first | second else 0.0 <= (found.similarity or 0.0) <= 1.0
    assert 2 * (found.matches + found.near_misses) + found.additions == len(first) + len(second)
