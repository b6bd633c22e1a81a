"""Tables as papers print them, made into reliability data."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from hypothesis import strategies as st

from annotations.agreement.bootstrap import figures
from annotations.agreement.measure import Figure, Measure, point, tabulated
from annotations.agreement.reliability import Quadruple, Reliability, build

KRIPPENDORFF_2011 = """
    1 2 3 3 2 1 4 1 2 . . .
    1 2 3 3 2 2 4 1 2 5 . 3
    . 3 3 3 2 3 4 2 2 5 1 .
    1 2 3 3 2 4 4 1 2 5 1 .
"""
"""Krippendorff (2011), section C: four observers, twelve units, five values, a dot for missing."""


def by_annotator(table: str, labels: Sequence[Hashable]) -> Reliability:
    """One line for each annotator, one column for each unit, a dot for missing; each unit is its own cluster."""
    lines = [line.split() for line in table.strip().splitlines()]
    return build(
        [
            (unit, annotator, label, unit)
            for annotator, line in enumerate(lines)
            for unit, label in enumerate(line)
            if label != "."
        ],
        labels,
    )


def by_counts(table: Sequence[Sequence[int]]) -> Reliability:
    """One line for each unit: how many chose each label."""
    return build(
        [
            (unit, f"{unit}-{annotator}", label, unit)
            for unit, line in enumerate(table)
            for annotator, label in enumerate(label for label, count in enumerate(line) for _ in range(count))
        ],
        range(len(table[0])),
    )


def by_pair(table: Sequence[Sequence[int]]) -> Reliability:
    """A contingency table: rows are the first annotator's labels, columns the second's."""
    cells = [(row, column) for row, line in enumerate(table) for column, count in enumerate(line) for _ in range(count)]
    quadruples: list[Quadruple] = []
    for unit, (row, column) in enumerate(cells):
        quadruples += [(unit, "first", row, unit), (unit, "second", column, unit)]
    return build(quadruples, range(len(table)))


def value(measure: Measure, data: Reliability) -> Figure:
    """The measure on the data, without an interval."""
    return point(tabulated([measure], data)[0])


def rounded(measure: Measure, data: Reliability, digits: int = 3) -> float:
    """The measure's value."""
    return round(value(measure, data).value, digits)


def with_interval(measure: Measure, data: Reliability, resamples: int = 200) -> Figure:
    """The measure with its interval from a fixed seed."""
    return figures(tabulated([measure], data), seed=7, resamples=resamples)[0]


LABELS = "abcd"


@st.composite
def labelled(draw: st.DrawFn) -> list[Quadruple]:
    """Up to forty labels by up to five annotators on up to nine units, three units to an article."""
    places = st.tuples(st.integers(0, 8), st.integers(0, 4))
    found = draw(st.dictionaries(places, st.sampled_from(LABELS), max_size=40))
    return [(unit, annotator, label, unit // 3) for (unit, annotator), label in found.items()]
