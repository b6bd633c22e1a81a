"""Charts drawn by the server as SVG, each with its figures in words: ``{% load charts %}``.

Bars use percent coordinates, so nothing is stretched; text stays HTML.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django import template

from annotations.templatetags.components import Context, LabelLike

register = template.Library()

# Hues that carry a second sign besides colour; the others are plain grounds.
PATTERNED = frozenset(
    {"against", "neutral", "unclear", "refuted", "nee", "conflicting", "vague", "notcheckable", "unverified"}
)


@dataclass(frozen=True, slots=True)
class Segment:
    """One piece of a bar; ``x`` and ``width`` in percent of the bar."""

    label: LabelLike
    count: int
    x: str
    width: str
    patterned: bool


@dataclass(frozen=True, slots=True)
class Counted:
    """A count and the list that shows exactly what it counts; without ``href`` there is none to be shown."""

    n: int
    href: str = ""


def percent(part: float, whole: float) -> float:
    """``part`` of ``whole`` in percent, 0 when there is no whole, never outside 0 to 100."""
    return min(100.0, max(0.0, 100.0 * part / whole)) if whole else 0.0


@register.inclusion_tag("components/meter.html")
def meter(part: float, whole: float, label: str = "", size: str = "", second: float = 0) -> Context:
    """Draw how much of ``whole`` is done. ``label`` names it for screen readers (without one it is decoration);
    ``second`` is a further part in the accent colour; ``size``: ``""`` or ``lg``.
    """
    first = percent(part, whole)
    return {
        "part": part,
        "whole": whole,
        "label": label,
        "size": size,
        "width": f"{first:.2f}",
        "second_width": f"{min(percent(second, whole), 100 - first):.2f}" if second else "",
    }


@register.inclusion_tag("components/progress_bar.html")
def progress_bar(done: int, total: int, label: str, cancel_href: str = "") -> Context:
    """Show long work: a bar, a figure and, where ``cancel_href`` is given, a way to stop it (a POST)."""
    share = percent(done, total)
    return {
        "done": done,
        "total": total,
        "label": label,
        "cancel_href": cancel_href,
        "percent": int(share),
        "width": f"{share:.2f}",
    }


def segments(parts: Iterable[tuple[LabelLike, int]], scale: float, start: float = 0.0) -> list[Segment]:
    """Lay ``(label, count)`` pairs side by side; ``scale`` is the count that fills the bar, ``start`` a percentage."""
    laid: list[Segment] = []
    x = start
    for label, count in parts:
        width = percent(count, scale)
        if width:
            laid.append(Segment(label, count, f"{x:.2f}", f"{width:.2f}", label.style in PATTERNED))
            x += width
    return laid


@register.inclusion_tag("components/bar.html")
def bar(parts: Iterable[tuple[LabelLike, int]], label: str) -> Context:
    """Draw one stacked bar of ``(label, count)`` pairs that fills its width; ``label`` says what it is about."""
    pairs = list(parts)
    return {"label": label, "segments": segments(pairs, sum(count for _, count in pairs)), "pairs": pairs}


@register.inclusion_tag("components/legend.html")
def legend(labels: Iterable[LabelLike]) -> Context:
    """Name the grounds and patterns of a chart."""
    return {"items": [(label, label.style in PATTERNED) for label in labels]}


@register.inclusion_tag("components/bars.html")
def bars(rows: Iterable[tuple[Any, Sequence[Counted]]], labels: Sequence[LabelLike], caption: str) -> Context:
    """Draw a table of stacked bars, one per row, and the same figures as a table below it, each with its list.

    ``rows``: ``(heading, counts)`` with one count per label, in the order of ``labels``. Each bar shows the shares of
    its row.
    """
    drawn = []
    for heading, counts in rows:
        pairs = [(label, one.n) for label, one in zip(labels, counts, strict=True)]
        total = sum(n for _, n in pairs)
        drawn.append(
            {
                "heading": heading,
                "counts": counts,
                "total": total,
                "pairs": pairs,
                "segments": segments(pairs, total),
            }
        )
    return {"rows": drawn, "labels": labels, "caption": caption}
