"""Intervals: whole articles are drawn, the same seed gives the same interval, and somebody may stop it."""

from __future__ import annotations

import numpy as np
import pytest

from annotations.agreement import bootstrap
from annotations.agreement.alpha import ALPHA_NOMINAL
from annotations.agreement.bootstrap import drawing, figures, multiplicities, resampled
from annotations.agreement.measure import Figure, tabulated
from annotations.agreement.needed import more_needed
from annotations.agreement.percent import PERCENT
from annotations.agreement.reliability import Quadruple, Reliability, build
from annotations.agreement.report import MEASURES
from tests.agreement.tables import value, with_interval


def articles(*agreeing: int, size: int = 4) -> Reliability:
    """One article for each number: so many of its statements have equal labels, the others differ."""
    quadruples: list[Quadruple] = []
    for article, equal in enumerate(agreeing):
        for place in range(size):
            label = "ab"[place % 2]
            other = label if place < equal else "ba"[place % 2]
            quadruples += [((article, place), "ann", label, article), ((article, place), "bob", other, article)]
    return build(quadruples, "ab")


def test_articles_that_are_all_alike_leave_no_doubt() -> None:
    assert with_interval(PERCENT, articles(3, 3, 3)) == Figure(0.75, 0.75, 0.75)


def test_an_interval_comes_from_the_articles_drawn_not_from_their_statements() -> None:
    """Of two articles, one wholly agreed and one wholly not, a quarter of the resamples has twice the same one."""
    assert with_interval(PERCENT, articles(4, 0)) == Figure(0.5, 0.0, 1.0)


def test_the_same_seed_gives_the_same_interval_and_another_one_another() -> None:
    tables = tabulated([PERCENT], articles(4, 3, 1, 0, 2, 2, 4, 1, 3))
    first, again, other = (figures(tables, seed=seed, resamples=50)[0] for seed in (1, 1, 2))
    assert first == again != other


def test_each_resample_is_what_its_articles_give_when_they_are_written_out() -> None:
    data, seed, resamples = articles(4, 1, 2, 3), 5, 20
    drawn = multiplicities(np.random.default_rng(seed), resamples, 4)
    found = resampled(tabulated(MEASURES, data), seed=seed, resamples=resamples, tick=lambda *_: None)
    for times, row in zip(drawn.astype(int), found, strict=True):
        written = articles(*(equal for equal, count in zip((4, 1, 2, 3), times, strict=True) for _ in range(count)))
        assert row == pytest.approx([value(measure, written).value for measure in MEASURES])


def test_many_articles_that_are_alike_are_drawn_as_one_row_with_its_weight() -> None:
    """Forty articles of two kinds: the same distribution as drawing them one by one."""
    tables = tabulated([PERCENT], articles(*[4, 0] * 20))
    rows, draw = drawing(tables[0].table, np.random.default_rng(4))
    drawn = draw(2000)
    assert (len(rows), set(drawn.sum(axis=1))) == (2, {40.0})
    one_by_one = multiplicities(np.random.default_rng(4), 2000, 40)[:, ::2].sum(axis=1)
    assert drawn[:, 0].mean() == pytest.approx(one_by_one.mean(), abs=0.4)
    assert drawn[:, 0].std() == pytest.approx(one_by_one.std(), abs=0.3)


def test_every_resample_draws_as_many_articles_as_there_are() -> None:
    drawn = multiplicities(np.random.default_rng(3), 7, 11)
    assert drawn.shape == (7, 11)
    assert drawn.sum(axis=1).tolist() == [11.0] * 7


def test_an_interval_of_agreement_that_is_right_nineteen_times_in_twenty() -> None:
    """A hundred projects of forty articles whose statements agree with probability 0.7: the interval holds it."""
    chance = np.random.default_rng(11)
    held = 0
    for _ in range(100):
        found = with_interval(PERCENT, articles(*chance.binomial(4, 0.7, size=40)), resamples=300)
        held += found.low is not None and found.high is not None and found.low <= 0.7 <= found.high
    assert 88 <= held <= 99


def test_progress_is_told_and_whoever_hears_it_may_stop(monkeypatch: pytest.MonkeyPatch) -> None:
    class Stopped(Exception):
        pass

    heard: list[tuple[int, int]] = []
    monkeypatch.setattr(bootstrap, "MULTIPLICITIES", 40)

    def tick(done: int, total: int) -> None:
        heard.append((done, total))
        if done >= 20:
            raise Stopped

    with pytest.raises(Stopped):
        figures(tabulated([ALPHA_NOMINAL], articles(4, 1, 2, 3)), seed=1, resamples=25, tick=tick)
    assert heard == [(10, 25), (20, 25)]


def test_twice_the_wanted_width_needs_four_times_the_statements() -> None:
    assert more_needed(Figure(0.6, 0.5, 0.7), 50) == 150


def test_a_narrow_interval_needs_no_more() -> None:
    assert more_needed(Figure(0.6, 0.58, 0.62), 50) == 0


def test_an_interval_of_no_width_tells_nothing() -> None:
    assert more_needed(Figure(1.0, 1.0, 1.0), 50) is None
