"""Specific agreement: given that one annotator chose a label, how often did another choose it too.

p_s(k) = Σ n_k (n_k − 1) / Σ n_k (m − 1) over units with m ≥ 2 labels, n_k of them k. Source: Spitzer and Fleiss (1974),
A re-analysis of the reliability of psychiatric diagnosis, BJP 125; for two annotators it is the positive agreement of
Cicchetti and Feinstein (1990), High agreement but low kappa II, JCE 43.
"""

from __future__ import annotations

import numpy as np

from annotations.agreement.measure import Tabulated, Undefined, always
from annotations.agreement.reliability import Floats, Reliability, share


def value(sums: Floats) -> Floats:
    """Specific agreement of (…, 2): pairs that agree on the label, pairs in which it occurs."""
    return share(sums[..., 0], sums[..., 1])


def of_labels(data: Reliability) -> list[Tabulated]:
    """One for each label, in their order."""
    counts = data.counts()
    others = np.maximum(counts.sum(axis=1) - 1, 0)[:, np.newaxis]
    agreeing = data.by_cluster(counts * (counts - 1))
    occurring = data.by_cluster(counts * others)
    reason = always(Undefined.NEVER_CHOSEN)
    return [Tabulated(np.stack(pair, axis=1), value, reason) for pair in zip(agreeing.T, occurring.T, strict=True)]
