"""How far an article's split is the one that the machine would make: boundary similarity, counted in words.

Boundaries between paragraphs are given by the text and are no part of it; what counts is where a paragraph is cut.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from annotations.agreement.boundaries import Boundaries, compare, places
from annotations.models import Article, StatementState
from annotations.text.document import analyse
from annotations.text.results import Paragraph

AROUND = 60
"""So many characters before and behind a boundary tell where it is."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A boundary that only one of the splits has, at ``at``; ``before`` and ``after`` are the text around it."""

    at: int
    is_machines: bool
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Segmentation:
    """The machine's split beside the one in force: what they share, and every boundary of one only, in order."""

    found: Boundaries
    differences: tuple[Difference, ...]


def segmentation(article: Article) -> Segmentation:
    """Both splits of an article fetched with its text; one query."""
    live = article.statements.filter(state=StatementState.LIVE).order_by("start").values_list("end", flat=True)
    analysis = analyse(article.text, article.language)
    machine = inner(analysis.paragraphs, (one.span.end for one in analysis.statements))
    kept = inner(analysis.paragraphs, live)
    found = compare(places(article.text, machine), places(article.text, kept))
    alone = sorted(set(machine) ^ set(kept))
    return Segmentation(found, tuple(difference(article.text, end, end in machine) for end in alone))


def inner(paragraphs: Iterable[Paragraph], ends: Iterable[int]) -> list[int]:
    """Those of the ends (in order) after which their paragraph goes on."""
    starts = [one.span.start for one in paragraphs]
    return [end for end, next_end in pairwise(ends) if not any(end <= start < next_end for start in starts)]


def difference(text: str, end: int, is_machines: bool) -> Difference:
    """A boundary with the text around it, as far as the line goes."""
    before = text[max(0, end - AROUND) : end].rpartition("\n")[2]
    after = text[end : end + AROUND].lstrip(" ").partition("\n")[0]
    return Difference(end, is_machines, before, after)
