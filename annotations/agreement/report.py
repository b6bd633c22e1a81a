"""The one registry of measures, and everything that is said about a question's agreement at once."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass

from annotations.agreement import confusion, specific, tuples
from annotations.agreement.ac1 import AC1
from annotations.agreement.alpha import ALPHA_NOMINAL, ALPHA_ORDINAL
from annotations.agreement.bootstrap import RESAMPLES, Tick, figures, silent
from annotations.agreement.kappa import FLEISS, pair_kappa, pair_percent, pair_tables
from annotations.agreement.measure import Figure, Measure, tabulated
from annotations.agreement.needed import more_needed
from annotations.agreement.percent import PERCENT
from annotations.agreement.reliability import Reliability

MEASURES: tuple[Measure, ...] = (PERCENT, ALPHA_NOMINAL, ALPHA_ORDINAL, AC1, FLEISS)
"""In the order in which they are shown. ``ALPHA_ORDINAL`` is for label sets with an order only."""


@dataclass(frozen=True, slots=True)
class Size:
    """How much there is: ``pairable`` units have two labels or more."""

    units: int
    pairable: int
    labels: int
    annotators: int
    clusters: int


@dataclass(frozen=True, slots=True)
class LabelReport:
    """One label: how often it was chosen, and the specific agreement on it."""

    label: Hashable
    chosen: int
    agreement: Figure


@dataclass(frozen=True, slots=True)
class PairReport:
    """Two annotators on the units that both labelled."""

    first: Hashable
    second: Hashable
    units: int
    figures: Mapping[str, Figure]


@dataclass(frozen=True, slots=True)
class Report:
    """A question with one label per unit. ``confusion``: units by the two labels that met on them."""

    size: Size
    figures: Mapping[str, Figure]
    labels: tuple[LabelReport, ...]
    pairs: tuple[PairReport, ...]
    confusion: tuple[tuple[int, ...], ...]
    more_needed: int | None


@dataclass(frozen=True, slots=True)
class StanceReport:
    """Stances: the three figures of ``tuples.KEYS`` pooled, the plain mean of the pairs, each pair."""

    size: Size
    figures: Mapping[str, Figure]
    means: Mapping[str, float | None]
    pairs: tuple[PairReport, ...]
    carries: Report
    sides: Report


def measures(is_ordinal: bool) -> tuple[Measure, ...]:
    """Those that fit the label set."""
    return tuple(one for one in MEASURES if is_ordinal or one is not ALPHA_ORDINAL)


def report(
    data: Reliability, *, seed: int, is_ordinal: bool = False, resamples: int = RESAMPLES, tick: Tick = silent
) -> Report:
    """All that is said of labels; ``tick`` hears how many resamples are done and may raise to stop."""
    asked = measures(is_ordinal)
    found = figures([*tabulated(asked, data), *specific.of_labels(data)], seed=seed, resamples=resamples, tick=tick)
    overall = {measure.key: figure for measure, figure in zip(asked, found, strict=False)}
    size = size_of(data)
    return Report(
        size=size,
        figures=overall,
        labels=_labels(data, found[len(asked) :]),
        pairs=_pairs(data, seed, resamples, tick),
        confusion=tuple(tuple(int(cell) for cell in row) for row in confusion.statements(data)),
        more_needed=more_needed(overall[headline(is_ordinal)], size.pairable),
    )


def headline(is_ordinal: bool) -> str:
    """The measure that stands for the question where there is room for one."""
    return ALPHA_ORDINAL.key if is_ordinal else ALPHA_NOMINAL.key


def stance_report(data: tuples.Tuples, *, seed: int, resamples: int = RESAMPLES, tick: Tick = silent) -> StanceReport:
    """All that is said of stances."""
    pooled = figures(tuples.pooled(data), seed=seed, resamples=resamples, tick=tick)
    pairs = []
    for first, second, units, tables in tuples.of_pairs(data):
        found = figures(tables, seed=seed, resamples=resamples)
        names = data.carries.annotators
        pairs.append(PairReport(names[first], names[second], units, dict(zip(tuples.KEYS, found, strict=True))))
        tick(resamples, resamples)
    return StanceReport(
        size=size_of(data.carries),
        figures=dict(zip(tuples.KEYS, pooled, strict=True)),
        means={key: _mean([pair.figures[key] for pair in pairs]) for key in tuples.KEYS},
        pairs=tuple(pairs),
        carries=report(data.carries, seed=seed, resamples=resamples, tick=tick),
        sides=report(data.sides, seed=seed, resamples=resamples, tick=tick),
    )


def size_of(data: Reliability) -> Size:
    """How much there is of it."""
    labels = data.counts().sum(axis=1)
    return Size(
        units=int((labels > 0).sum()),
        pairable=int((labels >= 2).sum()),
        labels=len(data.label),
        annotators=len(data.annotators),
        clusters=len(data.clusters),
    )


def _labels(data: Reliability, found: list[Figure]) -> tuple[LabelReport, ...]:
    chosen = data.counts().sum(axis=0)
    return tuple(
        LabelReport(label, int(count), figure) for label, count, figure in zip(data.labels, chosen, found, strict=True)
    )


def _pairs(data: Reliability, seed: int, resamples: int, tick: Tick) -> tuple[PairReport, ...]:
    pairs = []
    for first, second, table in pair_tables(data):
        percent, kappa = figures([pair_percent(table), pair_kappa(table)], seed=seed, resamples=resamples)
        names = data.annotators
        both = {PERCENT.key: percent, "cohen": kappa}
        pairs.append(PairReport(names[first], names[second], int(table.sum()), both))
        tick(resamples, resamples)
    return tuple(pairs)


def _mean(found: list[Figure]) -> float | None:
    values = [figure.value for figure in found if figure.value is not None]
    return sum(values) / len(values) if values else None
