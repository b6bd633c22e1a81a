"""Figures with their intervals, drawn by the server: ``{% load figures %}``. Every plot has its numbers beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import template

from annotations.templatetags.components import Context

register = template.Library()


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
