"""A child process that measures agreement: `python -m bench.agreement_worker`.

{"work": name, "labels": n, "statements": m, "resamples": r} makes n labels, two on each statement, m statements an
article, and does the work of that name once. The answer has "seconds", "processor" and "peak_mb".
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from annotations.agreement.alpha import ALPHA_NOMINAL, ALPHA_ORDINAL
from annotations.agreement.bootstrap import figures
from annotations.agreement.dawid_skene import estimate
from annotations.agreement.measure import Measure, tabulated
from annotations.agreement.reliability import Reliability, in_order
from annotations.agreement.report import report
from bench.child import peak_mb, serve

ANNOTATORS = 64
LABELS = 7
RIGHT = 0.8
"""How often an annotator chooses the label that the statement has, instead of any."""
SEED = 1


def labels(count: int, statements: int) -> Reliability:
    """Two labels on each statement by the two annotators of its article, not yet in order."""
    chance = np.random.default_rng(SEED)
    unit = np.arange(count // 2)
    cluster_of = unit // statements
    first = chance.integers(0, ANNOTATORS, cluster_of[-1] + 1)
    second = (first + 1 + chance.integers(0, ANNOTATORS - 1, len(first))) % ANNOTATORS
    truth = chance.integers(0, LABELS, len(unit))
    chosen = [
        np.where(chance.random(len(unit)) < RIGHT, truth, chance.integers(0, LABELS, len(unit))) for _ in range(2)
    ]
    return Reliability(
        units=range(len(unit)),
        annotators=range(ANNOTATORS),
        labels=range(LABELS),
        clusters=range(len(first)),
        unit=np.tile(unit, 2),
        annotator=np.concatenate([first[cluster_of], second[cluster_of]]),
        label=np.concatenate(chosen),
        cluster_of=cluster_of,
    )


def interval(measure: Measure) -> Callable[[Reliability, int], Any]:
    """One measure with its interval."""
    return lambda data, resamples: figures(tabulated([measure], data), seed=SEED, resamples=resamples)


WORKS: Mapping[str, Callable[[Reliability, int], Any]] = {
    "count": lambda data, _: data.counts(),
    "build": lambda data, _: in_order(data),
    "alpha_nominal": interval(ALPHA_NOMINAL),
    "alpha_ordinal": interval(ALPHA_ORDINAL),
    "report": lambda data, resamples: report(data, seed=SEED, is_ordinal=True, resamples=resamples),
    "dawid_skene": lambda data, _: estimate(data),
}


def answer(request: Any) -> Any:
    """Do one work once."""
    data = labels(request["labels"], request["statements"])
    if request["work"] != "build":
        data = in_order(data)
    wall, processor = time.perf_counter(), time.process_time()
    WORKS[request["work"]](data, request["resamples"])
    return {
        "seconds": time.perf_counter() - wall,
        "processor": time.process_time() - processor,
        "peak_mb": peak_mb(),
    }


if __name__ == "__main__":
    serve(answer)
