"""Dawid and Skene: who errs less counts more, and the estimate knows how sure it is."""

from __future__ import annotations

import numpy as np
import pytest

from annotations.agreement.dawid_skene import estimate, majority
from annotations.agreement.reliability import Quadruple, Reliability, build


def planted(right: dict[str, float], units: int = 400) -> tuple[Reliability, list[str]]:
    """Labels of annotators who are right so often, on units whose truth is returned too."""
    chance = np.random.default_rng(2)
    truth = ["ab"[place % 2] for place in range(units)]
    quadruples: list[Quadruple] = [
        (unit, who, label if chance.random() < often else "ba"["ab".index(label)], unit)
        for unit, label in enumerate(truth)
        for who, often in right.items()
    ]
    return build(quadruples, "ab"), truth


def test_one_good_annotator_outweighs_two_who_guess() -> None:
    data, truth = planted({"good": 0.95, "guesses": 0.55, "guesses too": 0.55, "fair": 0.8}, units=2000)
    found = estimate(data)
    right = np.mean([data.labels[code] == label for code, label in zip(found.label, truth, strict=True)])
    by_vote = np.mean(
        [code >= 0 and data.labels[code] == label for code, label in zip(majority(data), truth, strict=True)]
    )
    assert right > 0.9 > 0.8 > by_vote


def test_the_errors_of_each_annotator_are_found() -> None:
    data, _ = planted({"good": 0.95, "fair": 0.8, "poor": 0.7})
    hits = np.diagonal(estimate(data).errors, axis1=1, axis2=2).mean(axis=1)
    assert hits.tolist() == pytest.approx([0.95, 0.8, 0.7], abs=0.06)


def test_where_all_agree_nothing_is_in_doubt() -> None:
    data = build([(unit, who, "ab"[unit % 2], unit) for unit in range(6) for who in "xyz"], "ab")
    found = estimate(data)
    assert found.label.tolist() == majority(data).tolist() == [0, 1, 0, 1, 0, 1]
    assert found.converged
    assert found.posterior.max(axis=1).min() > 0.99
    assert found.prior.tolist() == pytest.approx([0.5, 0.5], abs=0.01)


def test_probabilities_are_probabilities() -> None:
    found = estimate(planted({"good": 0.9, "fair": 0.7})[0])
    assert found.posterior.sum(axis=1) == pytest.approx(1.0)
    assert found.errors.sum(axis=2) == pytest.approx(1.0)
    assert found.prior.sum() == pytest.approx(1.0)


def test_steps_that_run_out_are_said() -> None:
    found = estimate(planted({"good": 0.9, "fair": 0.7})[0], iterations=1)
    assert (found.steps, found.converged) == (1, False)


def test_a_tie_has_no_majority() -> None:
    assert majority(build([(1, "x", "a", 1), (1, "y", "b", 1)], "ab")).tolist() == [-1]
