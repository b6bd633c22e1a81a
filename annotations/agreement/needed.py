"""How much more must be labelled twice until a figure is known well enough."""

from __future__ import annotations

from math import ceil

from annotations.agreement.measure import Figure

WANTED = 0.05


def more_needed(figure: Figure, pairable: int, wanted: float = WANTED) -> int | None:
    """About so many more doubly labelled units for an interval of ± ``wanted``; None where there is no interval.

    An interval's width goes with 1 / √n, so n (half width / wanted)² are needed in all, of articles like these. An
    interval of no width says nothing about how many are needed: None.
    """
    half = figure.half_width
    if not half:
        return None
    return max(0, ceil(pairable * (half / wanted) ** 2 - 1e-9) - pairable)
