"""Reliability data: which annotator gave which label to which unit; most annotators see few units."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Codes = NDArray[np.int64]


class ReliabilityError(ValueError):
    """The quadruples contradict themselves; the message names the first place."""


@dataclass(frozen=True, slots=True, eq=False)
class Reliability:
    """Labels as codes, one row each, sorted by unit and annotator; what nobody labelled simply has no row.

    ``units``, ``annotators``, ``labels`` and ``clusters`` hold what the codes stand for; ``labels`` are all that could
    be chosen, in their order, not only those that were. ``cluster_of`` gives the cluster (the article) of each unit.
    """

    units: Sequence[Hashable]
    annotators: Sequence[Hashable]
    labels: Sequence[Hashable]
    clusters: Sequence[Hashable]
    unit: Codes
    annotator: Codes
    label: Codes
    cluster_of: Codes

    def counts(self) -> Floats:
        """How many chose each label on each unit: units x labels."""
        cells = self.unit * len(self.labels) + self.label
        size = len(self.units) * len(self.labels)
        return np.bincount(cells, minlength=size).reshape(len(self.units), len(self.labels)).astype(np.float64)

    def by_cluster(self, of_units: Floats) -> Floats:
        """Sums over the units of each cluster: units x columns to clusters x columns."""
        sums = [np.bincount(self.cluster_of, weights=column, minlength=len(self.clusters)) for column in of_units.T]
        return np.stack(sums, axis=1) if sums else np.zeros((len(self.clusters), 0))

    def pairs(self) -> tuple[Codes, Codes]:
        """Every two labels on one unit: the rows of one and of the other, whose annotator has the greater code."""
        left, right = [_NONE], [_NONE]
        for distance in range(1, len(self.annotators)):
            before = np.flatnonzero(self.unit[distance:] == self.unit[:-distance])
            if not before.size:
                break
            left.append(before)
            right.append(before + distance)
        return np.concatenate(left), np.concatenate(right)


_NONE: Codes = np.zeros(0, dtype=np.int64)

Quadruple = tuple[Hashable, Hashable, Hashable, Hashable]
"""(unit, annotator, label, cluster)"""


def build(quadruples: Iterable[Quadruple], labels: Sequence[Hashable]) -> Reliability:
    """Reliability data from (unit, annotator, label, cluster) in any order; ``labels`` are all that may be chosen.

    Raises ``ReliabilityError`` for a label that is not among them, for two labels by one annotator on one unit, and for
    a unit in two clusters.
    """
    units: dict[Hashable, int] = {}
    annotators: dict[Hashable, int] = {}
    clusters: dict[Hashable, int] = {}
    known = {label: code for code, label in enumerate(labels)}
    rows: list[tuple[int, int, int]] = []
    homes: list[int] = []
    for unit, annotator, label, cluster in quadruples:
        if label not in known:
            raise ReliabilityError(f"label {label!r} on unit {unit!r} is not one of {list(labels)!r}")
        home = clusters.setdefault(cluster, len(clusters))
        place = units.setdefault(unit, len(units))
        if place == len(homes):
            homes.append(home)
        elif homes[place] != home:
            raise ReliabilityError(f"unit {unit!r} is in two clusters, one of them {cluster!r}")
        rows.append((place, annotators.setdefault(annotator, len(annotators)), known[label]))
    table = np.array(rows, dtype=np.int64).reshape(-1, 3)
    unit_codes, annotator_codes, label_codes = table.T
    return in_order(
        Reliability(
            units=tuple(units),
            annotators=tuple(annotators),
            labels=tuple(labels),
            clusters=tuple(clusters),
            unit=unit_codes,
            annotator=annotator_codes,
            label=label_codes,
            cluster_of=np.array(homes, dtype=np.int64),
        )
    )


def in_order(data: Reliability) -> Reliability:
    """The same with its rows sorted. Raises ``ReliabilityError`` for two labels by one annotator on one unit."""
    order = np.lexsort((data.annotator, data.unit))
    unit, annotator = data.unit[order], data.annotator[order]
    twice = np.flatnonzero((unit[1:] == unit[:-1]) & (annotator[1:] == annotator[:-1]))
    if twice.size:
        who, where = data.annotators[annotator[twice[0]]], data.units[unit[twice[0]]]
        raise ReliabilityError(f"annotator {who!r} labelled unit {where!r} twice")
    return replace(data, unit=unit, annotator=annotator, label=data.label[order])


def share(part: Floats, whole: Floats) -> Floats:
    """``part / whole``, NaN (undefined) where the whole is nothing."""
    return np.divide(part, whole, out=np.full(np.broadcast(part, whole).shape, np.nan), where=whole > 0)
