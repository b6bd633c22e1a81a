"""Raw agreement: how often two annotators of a unit chose the same label."""

from __future__ import annotations

import numpy as np

from annotations.agreement.measure import Measure, Undefined
from annotations.agreement.reliability import Floats, Reliability, share


def tabulate(data: Reliability) -> Floats:
    """Clusters x (pairable units, sum of their agreement, labelled units, sum of each label's share).

    The agreement of a unit with m ≥ 2 labels, n_k of them k, is Σ n_k (n_k − 1) / (m (m − 1)). The shares n_k / m are
    summed over all labelled units. ``kappa.FLEISS`` and ``ac1`` are functions of the same sums.
    """
    counts = data.counts()
    labels = counts.sum(axis=1)
    pairable = labels >= 2
    agreement = share((counts * (counts - 1)).sum(axis=1), labels * (labels - 1))
    columns = [pairable[:, np.newaxis], np.nan_to_num(agreement)[:, np.newaxis], (labels > 0)[:, np.newaxis]]
    return data.by_cluster(np.hstack([*columns, np.nan_to_num(share(counts, labels[:, np.newaxis]))]))


def observed(sums: Floats) -> Floats:
    """Observed agreement: the mean over pairable units (Fleiss 1971, who writes P̄)."""
    return share(sums[..., 1], sums[..., 0])


def shares(sums: Floats) -> Floats:
    """The share of each label: the mean over labelled units (Gwet 2014, who writes π_k)."""
    return share(sums[..., 3:], sums[..., 2, np.newaxis])


def chance_corrected(seen: Floats, expected: Floats) -> Floats:
    """(p_a − p_e) / (1 − p_e), undefined where chance explains everything."""
    return share(seen - expected, np.where(expected < 1 - 1e-12, 1 - expected, 0.0))


def reason(sums: Floats) -> Undefined:
    """No unit with two labels, or else only one label."""
    return Undefined.ONE_LABEL if sums[0] > 0 else Undefined.NO_PAIR


PERCENT = Measure("percent", tabulate, observed, reason)
