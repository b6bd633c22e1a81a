"""95 % intervals by resampling articles: statements of one article are not independent, so whole articles are drawn.

The cluster bootstrap with percentile intervals: as many articles as there are, drawn with replacement, each as often as
it comes (Davison and Hinkley 1997, Bootstrap methods and their application). Since every measure is a function of sums
over articles, resamples are multiplicities times tables: one matrix product for all measures.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from annotations.agreement.measure import Figure, Tabulated, Undefined, point
from annotations.agreement.reliability import Codes, Floats

RESAMPLES = 1000
MULTIPLICITIES = 4_000_000
"""So many are held at once (32 MB), however many articles there are."""
FEW = 10
"""Drawing different rows by their weight pays when there are so many times more articles."""
MOST_UNDEFINED = 0.05

Tick = Callable[[int, int], None]
"""(resamples done, of how many); it may raise to stop."""


def silent(done: int, total: int) -> None:
    """For those who do not want to hear how far it is."""


def figures(
    measures: Sequence[Tabulated], *, seed: int, resamples: int = RESAMPLES, tick: Tick = silent
) -> list[Figure]:
    """The value and interval of each measure; all tables have the same clusters, and all see the same resamples."""
    points = [point(one) for one in measures]
    if not measures:
        return points
    if len(measures[0].table) < 2:
        return [replace(one, no_interval=one.reason or Undefined.ONE_ARTICLE) for one in points]
    values = resampled(measures, seed=seed, resamples=resamples, tick=tick)
    return [_with_interval(one, column) for one, column in zip(points, values.T, strict=True)]


def resampled(measures: Sequence[Tabulated], *, seed: int, resamples: int, tick: Tick = silent) -> Floats:
    """Resamples x measures: the value of each measure in each resample, NaN where it is undefined there."""
    tables = {id(one.table): one.table for one in measures}
    ends = np.cumsum([table.shape[1] for table in tables.values()])
    together = np.hstack(list(tables.values())) if len(tables) > 1 else measures[0].table
    rows, draw = drawing(together, np.random.default_rng(seed))
    step = max(1, MULTIPLICITIES // len(rows))
    values = np.empty((resamples, len(measures)))
    for start in range(0, resamples, step):
        stop = min(start + step, resamples)
        sums = dict(zip(tables, np.split(draw(stop - start) @ rows, ends[:-1], axis=1), strict=True))
        for place, one in enumerate(measures):
            values[start:stop, place] = one.value(sums[id(one.table)])
        tick(stop, resamples)
    return values


def drawing(table: Floats, chance: np.random.Generator) -> tuple[Floats, Callable[[int], Floats]]:
    """The rows to draw from, and how: so many resamples give resamples x rows, how often each row was drawn.

    Articles that are alike in everything measured are drawn as one row with its weight: a corpus of a million isolated
    claims has few different ones.
    """
    different, often = _grouped(table)
    if len(different) * FEW <= len(table):
        share = often / len(table)
        return different, lambda resamples: chance.multinomial(len(table), share, size=resamples).astype(np.float64)
    return table, lambda resamples: multiplicities(chance, resamples, len(table))


def _grouped(table: Floats) -> tuple[Floats, Codes]:
    """The different rows, and how many of each there are; found by a random projection, then compared."""
    marks = table @ np.random.default_rng(0).random(table.shape[1])
    _, first, group, often = np.unique(marks, return_index=True, return_inverse=True, return_counts=True)
    different = table[first]
    if all((own == column[group]).all() for own, column in zip(table.T, different.T, strict=True)):
        return different, often
    return table, np.ones(len(table), dtype=np.int64)


def multiplicities(chance: np.random.Generator, resamples: int, clusters: int) -> Floats:
    """Resamples x clusters: how often each cluster was drawn; each row sums up to the clusters."""
    drawn = chance.integers(0, clusters, size=(resamples, clusters))
    drawn += np.arange(resamples)[:, np.newaxis] * clusters
    return np.bincount(drawn.ravel(), minlength=resamples * clusters).reshape(resamples, clusters).astype(np.float64)


def _with_interval(figure: Figure, values: Floats) -> Figure:
    if figure.value is None:
        return replace(figure, no_interval=figure.reason)
    defined = values[~np.isnan(values)]
    if len(defined) < (1 - MOST_UNDEFINED) * len(values):
        return replace(figure, no_interval=Undefined.UNSTABLE)
    low, high = np.percentile(defined, (2.5, 97.5))
    return replace(figure, low=float(low), high=float(high))
