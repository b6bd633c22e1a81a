"""Krippendorff's alpha, nominal and ordinal, with missing labels.

A unit with m ≥ 2 labels, n_c of them c, adds n_c (n_k − [c = k]) / (m − 1) to the coincidences o_ck; n_c are their
margins, n their total. α = 1 − (n − 1) Σ o_ck δ²_ck / Σ n_c n_k δ²_ck. δ² is 1 for any two different labels when
nominal, and (n_c / 2 + n_(c+1) + … + n_k / 2)² when ordinal. Source: Krippendorff (2011), Computing Krippendorff's
alpha-reliability.
"""

from __future__ import annotations

import numpy as np

from annotations.agreement.measure import Measure, Undefined
from annotations.agreement.reliability import Floats, Reliability, share


def coincidences(data: Reliability) -> Floats:
    """Clusters x labels²: the coincidence matrix of each cluster, row by row."""
    counts = data.counts()
    labels = counts.sum(axis=1)
    weights = np.nan_to_num(share(np.ones_like(labels), labels - 1))
    sums = np.empty((len(data.clusters), counts.shape[1], counts.shape[1]))
    for c, of_c in enumerate(counts.T):
        others = counts[:, c:].copy()
        others[:, 0] -= 1
        sums[:, c, c:] = data.by_cluster(others * (of_c * weights)[:, np.newaxis])
        sums[:, c:, c] = sums[:, c, c:]
    return sums.reshape(len(data.clusters), counts.shape[1] ** 2)


def margins(data: Reliability) -> Floats:
    """Clusters x (coincidences of a label with itself, then n of each label): all that nominal alpha needs."""
    counts = data.counts()
    labels = counts.sum(axis=1)
    same = share((counts * (counts - 1)).sum(axis=1), labels - 1)
    columns = np.hstack([np.nan_to_num(same)[:, np.newaxis], counts * (labels >= 2)[:, np.newaxis]])
    return data.by_cluster(columns)


def nominal(sums: Floats) -> Floats:
    """Nominal alpha of the sums of ``margins``."""
    of_label = sums[..., 1:]
    total = of_label.sum(axis=-1)
    expected = total**2 - (of_label**2).sum(axis=-1)
    return 1 - share((total - 1) * (total - sums[..., 0]), expected)


def ordinal(sums: Floats) -> Floats:
    """Ordinal alpha of the sums of ``coincidences``, the labels in their order."""
    size = round(sums.shape[-1] ** 0.5)
    coincidence = sums.reshape(*sums.shape[:-1], size, size)
    of_label = coincidence.sum(axis=-1)
    middle = np.cumsum(of_label, axis=-1) - of_label / 2
    apart = (middle[..., np.newaxis, :] - middle[..., :, np.newaxis]) ** 2
    seen = (coincidence * apart).sum(axis=(-2, -1))
    expected = (of_label[..., np.newaxis, :] * of_label[..., :, np.newaxis] * apart).sum(axis=(-2, -1))
    return 1 - share((of_label.sum(axis=-1) - 1) * seen, expected)


def reason(sums: Floats) -> Undefined:
    """No unit with two labels, or else only one label."""
    return Undefined.ONE_LABEL if sums.any() else Undefined.NO_PAIR


ALPHA_NOMINAL = Measure("alpha_nominal", margins, nominal, reason)
ALPHA_ORDINAL = Measure("alpha_ordinal", coincidences, ordinal, reason)
