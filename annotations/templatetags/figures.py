"""Figures with their intervals, drawn by the server: ``{% load figures %}``. Every plot has its numbers beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import template

from annotations.templatetags.components import Context

register = template.Library()
TENTATIVE = 0.667
"""Krippendorff (2004): the least alpha that supports tentative conclusions."""


@dataclass(frozen=True, slots=True)
class Plotted:
    """A figure: ``value`` None is undefined, ``why`` says so; without ``low`` and ``high`` it has no interval."""

    name: Any
    value: float | None
    low: float | None
    high: float | None
    why: Any = ""

    @property
    def shown(self) -> str:
        """The value with two digits."""
        return "" if self.value is None else two(self.value)

    @property
    def interval(self) -> str:
        """Both ends of the interval."""
        return "" if self.low is None or self.high is None else f"{two(self.low)} – {two(self.high)}"


def two(value: float) -> str:
    """Two digits, with a true minus; never "-0.00"."""
    return f"{round(value, 2) + 0.0:.2f}".replace("-", "−")


def at(value: float, lowest: float) -> float:
    """Where a value stands between ``lowest`` and 1, in percent."""
    return min(100.0, max(0.0, 100 * (value - lowest) / (1 - lowest)))


def lowest_of(figures: Sequence[Plotted]) -> float:
    """Where the axis begins: at 0, or at -0.5 or -1 when something is below."""
    least = min((end for one in figures for end in (one.value, one.low) if end is not None), default=0.0)
    return 0.0 if least >= 0 else -0.5 if least >= -0.5 else -1.0


@register.inclusion_tag("components/whisker.html")
def whisker(figure: Plotted, among: Sequence[Plotted] = ()) -> Context:
    """Draw a value as a dot and its interval as a line, on the axis that all of ``among`` share."""
    lowest = lowest_of([figure, *among])
    placed = {name: f"{at(value, lowest):.2f}" for name, value in _ends(figure) if value is not None}
    return {"figure": figure, "zero": f"{at(0.0, lowest):.2f}" if lowest else "", **placed}


def _ends(figure: Plotted) -> list[tuple[str, float | None]]:
    return [("value", figure.value), ("low", figure.low), ("high", figure.high)]


@register.inclusion_tag("components/trend.html")
def trend(points: Sequence[Plotted], caption: str, has_goal: bool = False) -> Context:
    """Draw figures over time: a line through what is defined, a band of intervals, and the same as a table.

    ``has_goal`` draws the line at ``TENTATIVE``.
    """
    lowest = lowest_of(points)
    step = 100 / max(len(points) - 1, 1)
    placed = [(place * step, one) for place, one in enumerate(points)]
    return {
        "points": points,
        "caption": caption,
        "lowest": f"{lowest:g}".replace("-", "−"),
        "goal": f"{100 - at(TENTATIVE, lowest):.2f}" if has_goal else "",
        "lines": [_path([(x, one.value) for x, one in run], lowest) for run in _runs(placed)],
        "bands": [_band(run, lowest) for run in _runs(placed, with_interval=True)],
        "dots": [_path([(x, one.value)], lowest) for x, one in placed if one.value is not None],
    }


Placed = list[tuple[float, Plotted]]


def _runs(placed: Placed, with_interval: bool = False) -> list[Placed]:
    """Neighbouring points that are defined: a gap in the figures is a gap in the line."""
    runs: list[Placed] = [[]]
    for x, one in placed:
        if one.value is None or (with_interval and one.low is None):
            runs.append([])
        else:
            runs[-1].append((x, one))
    return [run for run in runs if len(run) > 1]


def _path(points: Sequence[tuple[float, float | None]], lowest: float) -> str:
    return "M" + " L".join(f"{x:.2f} {100 - at(value, lowest):.2f}" for x, value in points if value is not None)


def _band(run: Placed, lowest: float) -> str:
    upper = [(x, one.high) for x, one in run]
    lower = [(x, one.low) for x, one in reversed(run)]
    return _path([*upper, *lower], lowest) + "Z"
