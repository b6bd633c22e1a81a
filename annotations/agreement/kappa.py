"""Chance-corrected agreement: Fleiss' kappa over all annotators, Cohen's kappa for each pair.

κ = (p_a − p_e) / (1 − p_e). Fleiss: p_e = Σ π_k², π_k the mean share of label k (Fleiss 1971, Measuring nominal scale
agreement among many raters, Psychological Bulletin 76; with missing labels as in Gwet 2014). Cohen: p_e = Σ p_k. p_.k
from the two annotators' own margins (Cohen 1960, A coefficient of agreement for nominal scales, EPM 20).
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from annotations.agreement.measure import Measure, Tabulated, Undefined
from annotations.agreement.percent import chance_corrected, observed, reason, shares, tabulate
from annotations.agreement.reliability import Codes, Floats, Reliability, share


def fleiss(sums: Floats) -> Floats:
    """Fleiss' kappa of the sums of ``percent.tabulate``."""
    return chance_corrected(observed(sums), (shares(sums) ** 2).sum(axis=-1))


FLEISS = Measure("fleiss", tabulate, fleiss, reason)


def cohen(sums: Floats) -> Floats:
    """Cohen's kappa of contingency tables (…, labels²), the first annotator's label telling the row."""
    return chance_corrected(agreement(sums), _by_chance(_square(sums)))


def agreement(sums: Floats) -> Floats:
    """Raw agreement of contingency tables (…, labels²)."""
    table = _square(sums)
    return share(np.trace(table, axis1=-2, axis2=-1), table.sum(axis=(-2, -1)))


def _square(sums: Floats) -> Floats:
    size = round(sums.shape[-1] ** 0.5)
    return sums.reshape(*sums.shape[:-1], size, size)


def _by_chance(table: Floats) -> Floats:
    total = table.sum(axis=(-2, -1))
    return share((table.sum(axis=-1) * table.sum(axis=-2)).sum(axis=-1), total**2)


def reason_of_pair(sums: Floats) -> Undefined:
    """Nothing labelled by both, or else only one label."""
    return Undefined.ONE_LABEL if sums.any() else Undefined.NO_PAIR


def pair_tables(data: Reliability) -> Iterator[tuple[int, int, Floats]]:
    """For each pair that shares units: their codes, and contingency tables of the clusters in which they do.

    A table is clusters x labels², the first annotator's label telling the row. Pairs come one after the other, in the
    order of the annotators, so that one table is held at a time.
    """
    left, right = data.pairs()
    size = len(data.labels) ** 2
    cells = data.label[left] * len(data.labels) + data.label[right]
    cluster = data.cluster_of[data.unit[left]]
    for first, second, rows in grouped(data, left, right):
        homes, home = np.unique(cluster[rows], return_inverse=True)
        table = np.bincount(home * size + cells[rows], minlength=len(homes) * size).reshape(len(homes), size)
        yield first, second, table.astype(np.float64)


def grouped(data: Reliability, left: Codes, right: Codes) -> Iterator[tuple[int, int, Codes]]:
    """The pairs of ``data.pairs()`` by who gave the two labels: both codes, and the places of their pairs."""
    who = data.annotator[left] * len(data.annotators) + data.annotator[right]
    order = np.argsort(who, kind="stable")
    starts = np.flatnonzero(np.diff(who[order], prepend=-1))
    for rows in np.split(order, starts[1:]) if order.size else ():
        yield int(data.annotator[left[rows[0]]]), int(data.annotator[right[rows[0]]]), rows


def pair_kappa(table: Floats) -> Tabulated:
    """Cohen's kappa of one pair."""
    return Tabulated(table, cohen, reason_of_pair)


def pair_percent(table: Floats) -> Tabulated:
    """Raw agreement of one pair."""
    return Tabulated(table, agreement, reason_of_pair)
