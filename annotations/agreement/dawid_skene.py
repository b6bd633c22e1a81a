"""Dawid and Skene's estimate of the true label and of each annotator's errors.

Expectation maximisation from the vote: P(label | unit) ∝ prior × Π error(annotator, label, given); priors and errors
are the means of those probabilities. Source: Dawid and Skene (1979), Maximum likelihood estimation of observer
error-rates using the EM algorithm, Applied Statistics 28. It assumes that one answer is true, so it is for verdicts and
check-worthiness, never for stance.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from annotations.agreement.reliability import Codes, Floats, Reliability

ITERATIONS = 200
TOLERANCE = 1e-4
"""It stands still when no probability moves by more."""
SMOOTHING = 0.01
"""Added to every cell of an annotator's error table: what was never seen is rare, not impossible."""


@dataclass(frozen=True, slots=True, eq=False)
class Estimate:
    """``posterior``: units x labels; ``prior``: labels; ``errors``: annotators x true label x given label.

    ``converged`` is False when the steps ran out before the estimate stood still.
    """

    posterior: Floats
    prior: Floats
    errors: Floats
    steps: int
    converged: bool

    @property
    def label(self) -> Codes:
        """The likeliest label of each unit."""
        return np.argmax(self.posterior, axis=1)


def estimate(data: Reliability, iterations: int = ITERATIONS, tolerance: float = TOLERANCE) -> Estimate | None:
    """Estimate from all labels, also of units labelled once; None without labels."""
    if not len(data.units):
        return None
    posterior = _votes(data)
    for step in range(1, iterations + 1):
        prior, errors = _maximised(data, posterior)
        before, posterior = posterior, _expected(data, prior, errors)
        if np.abs(posterior - before).max() < tolerance:
            return Estimate(posterior, prior, errors, step, converged=True)
    return Estimate(posterior, prior, errors, iterations, converged=False)


def majority(data: Reliability) -> Codes:
    """The label with most votes on each unit, -1 where two have as many."""
    counts = data.counts()
    most = counts.max(axis=1, keepdims=True)
    return np.where((counts == most).sum(axis=1) == 1, np.argmax(counts, axis=1), -1)


def _votes(data: Reliability) -> Floats:
    counts = data.counts()
    return counts / counts.sum(axis=1, keepdims=True)


def _maximised(data: Reliability, posterior: Floats) -> tuple[Floats, Floats]:
    size = len(data.labels)
    errors = np.full((len(data.annotators), size, size), SMOOTHING)
    cells = data.annotator * size + data.label
    for true in range(size):
        weight = np.bincount(cells, weights=posterior[data.unit, true], minlength=len(data.annotators) * size)
        errors[:, true, :] += weight.reshape(-1, size)
    return posterior.mean(axis=0), errors / errors.sum(axis=2, keepdims=True)


def _expected(data: Reliability, prior: Floats, errors: Floats) -> Floats:
    logs = np.log(errors)
    score = np.empty((len(data.units), len(data.labels)))
    for true in range(len(data.labels)):
        of_label = logs[data.annotator, true, data.label]
        score[:, true] = np.bincount(data.unit, weights=of_label, minlength=len(data.units))
    score += np.log(np.maximum(prior, np.finfo(np.float64).tiny))
    score = np.exp(score - score.max(axis=1, keepdims=True))
    return score / score.sum(axis=1, keepdims=True)
