"""The geometry of plots over time: axes, columns side by side, lines with gaps, words below; each is a table."""

from itertools import pairwise

import pytest
from django.template import Context, Template
from hypothesis import given
from hypothesis import strategies as st

from annotations.templatetags.charts import Counted
from annotations.templatetags.figures import Plotted
from annotations.templatetags.plots import Line, columns, spread, ticks, trend, words


def draw(source: str, **context: object) -> str:
    """What a template renders to, without the ends of lines."""
    return Template("{% load plots %}" + source).render(Context(context)).replace("\n", "")


@pytest.mark.parametrize(
    ("highest", "axis"),
    [
        (0, [0]),
        (1, [0, 1]),
        (3, [0, 1, 2, 3]),
        (7, [0, 2, 4, 6, 8]),
        (22, [0, 10, 20, 30]),
        (131, [0, 50, 100, 150]),
        (12_345, [0, 5_000, 10_000, 15_000]),
    ],
)
def test_an_axis_has_round_numbers(highest: int, axis: list[int]) -> None:
    assert ticks(highest) == axis


@given(st.integers(1, 10**9))
def test_an_axis_holds_its_highest_number_in_four_even_steps_at_most(highest: int) -> None:
    axis = ticks(highest)
    assert len(axis) <= 5
    assert axis[-1] >= highest > axis[-2]
    assert {after - before for before, after in pairwise(axis)} == {axis[1]}


def test_columns_of_two_series_stand_side_by_side_and_nothing_takes_no_room() -> None:
    points = [("Mon", (Counted(2), Counted(0))), ("Tue", (Counted(4), Counted(1)))]
    drawn = columns(points, ("Answered", "Reviewed"), "A day", "labels", "days")
    assert [(one["kind"], one["x"], one["width"], one["y"], one["height"]) for one in drawn["columns"]] == [
        ("a", "5.00", "20.00", "50.00", "50.00"),
        ("a", "55.00", "20.00", "0.00", "100.00"),
        ("b", "75.00", "20.00", "75.00", "25.00"),
    ]
    assert (drawn["axis"], drawn["lines"][0], drawn["lines"][-1]) == (["4", "3", "2", "1", "0"], "100.00", "0.00")


def test_no_days_at_all_are_drawn_as_an_empty_plot() -> None:
    drawn = columns([], ("Answered",), "A day", "labels", "days")
    assert (drawn["columns"], drawn["words"], drawn["axis"]) == ([], [], ["0"])


def test_columns_are_a_table_whose_numbers_open_their_lists() -> None:
    points = [("29 Oct", (Counted(2, "/labels/?answered=2026-10-29"),))]
    drawn = draw('{% columns points series "A day" "labels" "days" %}', points=points, series=["Answered"])
    assert 'role="img" aria-labelledby="days-title days-desc"><title id="days-title">A day</title>' in drawn
    assert '<th scope="row">29 Oct</th><td class="n"><a href="/labels/?answered=2026-10-29">2</a></td>' in drawn


def test_words_below_are_few_and_stay_inside() -> None:
    few = words(["a", "b", "c", "d", "e"], [0, 25, 50, 75, 100])
    assert [(one.text, one.x, one.anchor) for one in few] == [
        ("a", "0.00", "start"),
        ("c", "50.00", "middle"),
        ("e", "100.00", "end"),
    ]


@pytest.mark.parametrize(("count", "places"), [(0, []), (1, [50]), (2, [0, 100]), (3, [0, 50, 100])])
def test_points_go_from_end_to_end_and_a_single_one_stands_in_the_middle(count: int, places: list[float]) -> None:
    assert spread(count) == places


def points(*values: float | None) -> list[Plotted]:
    return [Plotted(n, value, value, value) for n, value in enumerate(values)]


def test_a_gap_in_the_figures_is_a_gap_in_the_line() -> None:
    drawn = trend([Line("α", points(0.5, 1.0, None, 0.5, 0.0))], "caption", "key")["lines"][0]
    assert drawn["paths"] == ["M0.00 50.00 L25.00 0.00", "M75.00 50.00 L100.00 100.00"]
    assert len(drawn["dots"]) == 4


def test_a_lone_point_keeps_its_interval() -> None:
    drawn = trend([Line("α", [Plotted("May", 0.5, 0.25, 0.75)])], "caption", "key")["lines"][0]
    assert (drawn["dots"], drawn["whiskers"], drawn["bands"]) == (["M50.00 50.00"], ["M50.00 75.00 L50.00 25.00"], [])


def test_a_band_goes_along_the_upper_ends_and_back_along_the_lower() -> None:
    line = Line("α", [Plotted("May", 0.5, 0.25, 0.75), Plotted("June", 0.5, 0.0, 1.0)])
    assert trend([line], "caption", "key")["lines"][0]["bands"] == [
        "M0.00 25.00 L100.00 0.00 L100.00 100.00 L0.00 75.00Z"
    ]


@pytest.mark.parametrize(
    ("least", "axis", "grid"),
    [
        (0.1, ["1", "0.75", "0.5", "0.25", "0"], ["0.00", "25.00", "50.00", "75.00", "100.00"]),
        (-0.2, ["1", "0.5", "0", "−0.5"], ["0.00", "33.33", "66.67", "100.00"]),
        (-0.9, ["1", "0", "−1"], ["0.00", "50.00", "100.00"]),
    ],
)
def test_the_axis_of_coefficients_begins_where_figures_do(least: float, axis: list[str], grid: list[str]) -> None:
    drawn = trend([Line("α", points(least, 0.9))], "caption", "key")
    assert (drawn["axis"], drawn["grid"]) == (axis, grid)


def test_lines_share_a_table_with_a_column_for_each() -> None:
    lines = [Line("Stance", points(0.5)), Line("Verdict", [Plotted(0, None, None, None, "one label")])]
    drawn = draw('{% trend lines "Agreement" "weeks" True %}', lines=lines)
    assert '<td class="n">0.50</td><td class="n">0.50 – 0.50</td><td class="n">undefined</td>' in drawn
    assert '<path class="goal-line" d="M0 33.30H100"/>' in drawn
