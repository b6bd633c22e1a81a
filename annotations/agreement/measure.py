"""What every measure is: sums that add up over articles, and a function of those sums."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from annotations.agreement.reliability import Floats, Reliability


class Undefined(StrEnum):
    """Why there is no figure."""

    NO_PAIR = "no_pair"
    """No unit has two labels."""
    ONE_LABEL = "one_label"
    """Only one label occurs: nothing could have been different, so chance explains everything."""
    NEVER_CHOSEN = "never_chosen"
    """The label was chosen nowhere where two labelled."""
    NO_STANCE = "no_stance"
    """Neither took a side anywhere."""
    NO_MATCH = "no_match"
    """No two chose the same holder and target."""
    ONE_ARTICLE = "one_article"
    """An interval by article needs two articles."""
    UNSTABLE = "unstable"
    """In more than one resample in twenty the figure was undefined."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A value with its 95 % interval. ``reason`` says why the value is missing, ``no_interval`` why the interval is."""

    value: float | None
    low: float | None = None
    high: float | None = None
    reason: Undefined | None = None
    no_interval: Undefined | None = None

    @property
    def half_width(self) -> float | None:
        """Half of the interval's width."""
        return None if self.low is None or self.high is None else (self.high - self.low) / 2


Reason = Callable[[Floats], Undefined]


def always(reason: Undefined) -> Reason:
    """For a measure that is undefined for one reason only."""
    return lambda _: reason


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure by its sufficient statistics.

    ``tabulate``: clusters x columns, each a sum over the cluster's units. ``value``: (…, columns) to (…), NaN where it
    is undefined. ``reason``: the sums of all clusters to why it is undefined. Because the columns add up, a resample of
    articles is one matrix product (see ``bootstrap``).
    """

    key: str
    tabulate: Callable[[Reliability], Floats]
    value: Callable[[Floats], Floats]
    reason: Reason


@dataclass(frozen=True, slots=True, eq=False)
class Tabulated:
    """One measure on its data: ``table`` is clusters x columns."""

    table: Floats
    value: Callable[[Floats], Floats]
    reason: Reason


def point(one: Tabulated) -> Figure:
    """The value without an interval."""
    sums = one.table.sum(axis=0)
    value = float(one.value(sums[np.newaxis])[0])
    return Figure(None, reason=one.reason(sums)) if np.isnan(value) else Figure(value)


def tabulated(measures: Sequence[Measure], data: Reliability) -> list[Tabulated]:
    """Each measure on the data; measures of the same sums share one table."""
    tables = {tabulate: tabulate(data) for tabulate in {measure.tabulate: None for measure in measures}}
    return [Tabulated(tables[measure.tabulate], measure.value, measure.reason) for measure in measures]
