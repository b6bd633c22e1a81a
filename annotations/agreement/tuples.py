"""Stances as tuples (holder, target, polarity): first whether the same pair was found, then whether the sides agree.

F1 of two annotators is 2 both / (one's + the other's), of statements that carry a stance and of tuples with the same
holder and target; polarity agreement is the share of those common tuples with the same polarity. Choosing the pair is
the hard part and the side is easy, so the three figures stand apart. Pooled, a figure is the sum over all pairs of
annotators above the sum below. F1 between annotators: Hripcsak and Rothschild (2005), Agreement, the F-measure, and
reliability in information retrieval, JAMIA 12.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from annotations.agreement.kappa import grouped
from annotations.agreement.measure import Tabulated, Undefined, always
from annotations.agreement.reliability import Codes, Floats, Reliability, build, in_order, share

KEYS = ("sentence_f1", "tuple_f1", "polarity")

Target = tuple[Hashable, Hashable]
"""(holder, target)"""


@dataclass(frozen=True, slots=True)
class Answer:
    """What one annotator said of one unit: a polarity for each (holder, target); none is the answer "no stance"."""

    unit: Hashable
    annotator: Hashable
    cluster: Hashable
    stances: Mapping[Target, Hashable]


@dataclass(frozen=True, slots=True, eq=False)
class Tuples:
    """``carries``: did the unit carry a stance (False, True); ``sides``: polarities on (unit, holder, target).

    Both have the same annotators and clusters. ``home``: which unit of ``carries`` each unit of ``sides`` lies in;
    ``sizes``: how many tuples each row of ``carries`` brought.
    """

    carries: Reliability
    sides: Reliability
    home: Codes
    sizes: Codes


def build_tuples(answers: Iterable[Answer], polarities: Sequence[Hashable]) -> Tuples:
    """Both views of the answers. Raises ``ReliabilityError`` as ``reliability.build`` does."""
    given = list(answers)
    carries = build(((one.unit, one.annotator, bool(one.stances), one.cluster) for one in given), (False, True))
    sides = build(
        (
            ((one.unit, *target), one.annotator, polarity, one.cluster)
            for one in given
            for target, polarity in one.stances.items()
        ),
        polarities,
    )
    return _joined(carries, sides)


def _joined(carries: Reliability, sides: Reliability) -> Tuples:
    annotators = _translated(sides.annotators, carries.annotators)
    clusters = _translated(sides.clusters, carries.clusters)
    home = _translated([unit[0] for unit in sides.units if isinstance(unit, tuple)], carries.units)
    same = in_order(
        replace(
            sides,
            annotators=carries.annotators,
            annotator=annotators[sides.annotator],
            clusters=carries.clusters,
            cluster_of=clusters[sides.cluster_of],
        )
    )
    rows = np.searchsorted(
        _row_key(carries, carries.unit, carries.annotator), _row_key(carries, home[same.unit], same.annotator)
    )
    return Tuples(carries, same, home, np.bincount(rows, minlength=len(carries.unit)))


def _translated(names: Sequence[Hashable], known: Sequence[Hashable]) -> Codes:
    codes = {name: code for code, name in enumerate(known)}
    return np.array([codes[name] for name in names], dtype=np.int64)


def _row_key(data: Reliability, unit: Codes, annotator: Codes) -> Codes:
    return unit * len(data.annotators) + annotator


def pooled(data: Tuples) -> list[Tabulated]:
    """The three figures of ``KEYS`` over all pairs of annotators."""
    return _figures(_sums(data, np.arange(len(data.carries.clusters)), *_all_pairs(data)))


def of_pairs(data: Tuples) -> Iterator[tuple[int, int, int, list[Tabulated]]]:
    """For each pair of annotators: their codes, how many units they share, and the three figures."""
    left, right, agree_left, agree_right = _all_pairs(data)
    agreeing = {(first, second): rows for first, second, rows in grouped(data.sides, agree_left, agree_right)}
    for first, second, rows in grouped(data.carries, left, right):
        common = agreeing.get((first, second), np.zeros(0, dtype=np.int64))
        homes = np.unique(data.carries.cluster_of[data.carries.unit[left[rows]]])
        sums = _sums(data, homes, left[rows], right[rows], agree_left[common], agree_right[common])
        yield first, second, len(rows), _figures(sums)


def _all_pairs(data: Tuples) -> tuple[Codes, Codes, Codes, Codes]:
    return (*data.carries.pairs(), *data.sides.pairs())


def _sums(data: Tuples, homes: Codes, left: Codes, right: Codes, one: Codes, other: Codes) -> Floats:
    """Clusters ``homes`` x (2 both carry, carry; 2 common tuples, tuples; same side, common tuples)."""
    carries, sides = data.carries, data.sides
    at = np.searchsorted(homes, carries.cluster_of[carries.unit[left]])
    common_at = np.searchsorted(homes, sides.cluster_of[sides.unit[one]])
    columns = [
        (at, 2 * carries.label[left] * carries.label[right]),
        (at, carries.label[left] + carries.label[right]),
        (common_at, np.full(len(one), 2)),
        (at, data.sizes[left] + data.sizes[right]),
        (common_at, sides.label[one] == sides.label[other]),
        (common_at, np.ones(len(one))),
    ]
    return np.stack([np.bincount(place, weights=what, minlength=len(homes)) for place, what in columns], axis=1)


def _figures(sums: Floats) -> list[Tabulated]:
    reasons = (Undefined.NO_STANCE, Undefined.NO_STANCE, Undefined.NO_MATCH)
    return [Tabulated(sums[:, 2 * at : 2 * at + 2], _ratio, always(reason)) for at, reason in enumerate(reasons)]


def _ratio(sums: Floats) -> Floats:
    return share(sums[..., 0], sums[..., 1])
