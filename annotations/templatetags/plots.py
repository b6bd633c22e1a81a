"""Plots over time, drawn by the server as SVG: ``{% load plots %}``. Each has its axis, its unit and its table.

Columns and words stand at percent coordinates, so that nothing is stretched; lines fill a box of 100 by 100 whose
strokes do not scale. Time runs from left to right in every language.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil, log10
from typing import Any

from django import template

from annotations.templatetags.charts import Counted, percent
from annotations.templatetags.components import Context
from annotations.templatetags.figures import Plotted, at, lowest_of

register = template.Library()
TENTATIVE = 0.667
"""Krippendorff (2004): the least alpha that supports tentative conclusions."""
MOST_WORDS = 4
"""So many words stand below a plot at most; on a phone more would touch."""
STEPS = (1, 2, 5, 10)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a plot; its points are those of the other lines, one below the other."""

    name: Any
    points: Sequence[Plotted]


@dataclass(frozen=True, slots=True)
class Word:
    """A word below the plot; ``anchor`` says which end of it stands at ``x`` percent."""

    text: Any
    x: str
    anchor: str


def ticks(highest: int, most: int = 4) -> list[int]:
    """Round numbers from 0 to ``highest`` or just above, evenly spaced, ``most`` steps at most."""
    if highest <= 0:
        return [0]
    power = 10 ** max(int(log10(highest / most)) if highest > most else 0, 0)
    step = next(one * power for one in STEPS if one * power * most >= highest)
    return list(range(0, step * ceil(highest / step) + 1, step))


def words(texts: Sequence[Any], places: Sequence[float]) -> list[Word]:
    """Every so many of the ``texts``, the first always, at their ``places`` in percent."""
    every = max(1, ceil(len(texts) / MOST_WORDS))
    shown = list(zip(texts, places, strict=True))[::every]
    return [Word(text, f"{x:.2f}", "start" if x < 2 else "end" if x > 98 else "middle") for text, x in shown]


@register.inclusion_tag("components/columns.html")
def columns(
    points: Sequence[tuple[Any, Sequence[Counted]]], series: Sequence[Any], caption: str, unit: str, key: str
) -> Context:
    """Draw upright columns: for each ``(what, counts)`` of ``points`` one for each of the ``series``, side by side.

    ``unit`` names what is counted; ``key`` tells several plots of a page apart.
    """
    axis = ticks(max((one.n for _, counts in points for one in counts), default=0))
    step = 100 / max(len(points), 1)
    width = step * 0.8 / max(len(series), 1)
    drawn = [
        {
            "what": what,
            "name": series[place],
            "n": one.n,
            "kind": "ab"[place % 2],
            "x": f"{group * step + step * 0.1 + place * width:.2f}",
            "width": f"{width:.2f}",
            "y": f"{100 - percent(one.n, axis[-1]):.2f}",
            "height": f"{percent(one.n, axis[-1]):.2f}",
        }
        for group, (what, counts) in enumerate(points)
        for place, one in enumerate(counts)
        if one.n
    ]
    middles = [group * step + step / 2 for group in range(len(points))]
    return {
        "points": points,
        "series": [(name, "ab"[place % 2]) for place, name in enumerate(series)],
        "caption": caption,
        "unit": unit,
        "key": key,
        "columns": drawn,
        "axis": [f"{one:n}" for one in reversed(axis)],
        "lines": [f"{100 - percent(one, axis[-1]):.2f}" for one in axis],
        "words": words([what for what, _ in points], middles),
    }


@register.inclusion_tag("components/trend.html")
def trend(lines: Sequence[Line], caption: str, key: str, has_goal: bool = False) -> Context:
    """Draw figures over time: lines through what is defined, bands of intervals, and the same as a table.

    ``has_goal`` draws the line at ``TENTATIVE``; ``key`` tells several plots of a page apart.
    """
    lowest = lowest_of([one for line in lines for one in line.points])
    names = [one.name for one in lines[0].points] if lines else []
    places = spread(len(names))
    axis = [1.0, 0.75, 0.5, 0.25, 0.0] if lowest == 0 else [1.0, 0.5, 0.0, -0.5] if lowest == -0.5 else [1.0, 0.0, -1.0]
    return {
        "caption": caption,
        "key": key,
        "goal": f"{100 - at(TENTATIVE, lowest):.2f}" if has_goal else "",
        "axis": [f"{one:g}".replace("-", "−") for one in axis],
        "grid": [f"{100 - at(one, lowest):.2f}" for one in axis],
        "lines": [drawn(line, places, lowest, "abc"[place % 3]) for place, line in enumerate(lines)],
        "rows": list(zip(names, zip(*(line.points for line in lines), strict=True), strict=True)),
        "words": words(names, places),
    }


def spread(count: int) -> list[float]:
    """Places of ``count`` points from end to end, in percent; a single one stands in the middle."""
    return [50.0] if count == 1 else [100 * place / (count - 1) for place in range(count)]


Placed = list[tuple[float, Plotted]]


def drawn(line: Line, places: Sequence[float], lowest: float, kind: str) -> Context:
    """A line's paths: neighbours that are defined are joined, each point has its mark."""
    placed = list(zip(places, line.points, strict=True))
    return {
        "name": line.name,
        "kind": kind,
        "paths": [path(((x, one.value) for x, one in run), lowest) for run in runs(placed)],
        "bands": [band(run, lowest) for run in runs(placed, with_interval=True)],
        "whiskers": [path([(x, one.low), (x, one.high)], lowest) for x, one in alone(placed)],
        "dots": [path([(x, one.value)], lowest) for x, one in placed if one.value is not None],
    }


def runs(placed: Placed, with_interval: bool = False) -> list[Placed]:
    """Neighbouring points that are defined: a gap in the figures is a gap in the line."""
    return [run for run in stretches(placed, with_interval) if len(run) > 1]


def alone(placed: Placed) -> Placed:
    """Points with an interval and no neighbour to draw a band to."""
    return [run[0] for run in stretches(placed, with_interval=True) if len(run) == 1]


def stretches(placed: Placed, with_interval: bool = False) -> list[Placed]:
    """The points in stretches without a gap, in order; some may be empty."""
    found: list[Placed] = [[]]
    for x, one in placed:
        if one.value is None or (with_interval and one.low is None):
            found.append([])
        else:
            found[-1].append((x, one))
    return found


def path(points: Iterable[tuple[float, float | None]], lowest: float) -> str:
    """A line through the points, in a box of 100 by 100 that begins at ``lowest`` and ends at 1."""
    return "M" + " L".join(f"{x:.2f} {100 - at(value, lowest):.2f}" for x, value in points if value is not None)


def band(run: Placed, lowest: float) -> str:
    """The outline of the intervals of a run."""
    upper = [(x, one.high) for x, one in run]
    lower = [(x, one.low) for x, one in reversed(run)]
    return path([*upper, *lower], lowest) + "Z"
