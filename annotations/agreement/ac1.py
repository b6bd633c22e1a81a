"""Gwet's AC1, which does not collapse when nearly all labels are one.

p_e = Σ π_k (1 − π_k) / (q − 1) with q labels to choose from and π_k the mean share of label k;
AC1 = (p_a − p_e) / (1 − p_e). Source: Gwet (2008), Computing inter-rater reliability and its variance in the presence
of high agreement, BJMSP 61; with missing labels as in Gwet (2014), Handbook of Inter-Rater Reliability.
"""

from __future__ import annotations

import numpy as np

from annotations.agreement.measure import Measure
from annotations.agreement.percent import chance_corrected, observed, reason, shares, tabulate
from annotations.agreement.reliability import Floats


def value(sums: Floats) -> Floats:
    """AC1 of the sums of ``percent.tabulate``; undefined with only one label to choose from."""
    share = shares(sums)
    choices = share.shape[-1]
    if choices < 2:
        return np.full(share.shape[:-1], np.nan)
    return chance_corrected(observed(sums), (share * (1 - share)).sum(axis=-1) / (choices - 1))


AC1 = Measure("ac1", tabulate, value, reason)
