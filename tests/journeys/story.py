"""One story, told twice: by keyboard in a browser and by a program over the API. Both must leave the same behind."""

import re
from pathlib import Path

from annotations.models import AdjudicationPolicy, Event, Project
from tests.exports.story import steady
from tests.factories import projects

GOLDEN = Path(__file__).parent / "golden"
TARGET = "Russia-Turkey talks on Idlib"
SIDES = "adaodaaadadddaaoadnqod"
"""Ada's first key for each of the 22 statements: favor, against, neutral, unclear, no stance."""
STATUS_KEYS = "0060360600653666001240"
"""Her second: the verification status."""
KEYS = tuple(zip(SIDES, STATUS_KEYS, strict=True))
POLARITIES = {"a": "favor", "d": "against", "n": "neutral", "q": "unclear"}
STATUSES = (
    "unverified",
    "supported",
    "refuted",
    "not_enough_evidence",
    "conflicting",
    "too_vague",
    "not_checkable",
)
"""By hotkey, 0 to 6."""
WHY_REPLACED = "A position is not checked."
WHY_RETURNED = "Who is ready here?"
WHY_KEPT = "Lavrov says it of his country."

EVENTS = [
    ("lea", "article.imported"),
    ("lea", "article.segmented"),
    ("lea", "entity.created"),
    ("lea", "entity.pinned"),
    ("lea", "article.frozen"),
    ("ada", "assignment.taken"),
    *[("ada", "annotation.revised")] * 22,
    ("ada", "assignment.submitted"),
    *[("rio", "review.decided")] * 22,
    ("rio", "review.finished"),
    ("ada", "review.replied"),
    ("ada", "assignment.submitted"),
    ("rio", "review.decided"),
    ("rio", "review.finished"),
    *[("rio", "statement.settled")] * 22,
    ("lea", "dataset.exported"),
    ("lea", "dataset.exported"),
]


def opening() -> Project:
    """An empty project in which one reviewed reading is enough."""
    return projects.project(annotators_per_article=1, adjudication_policy=AdjudicationPolicy.SINGLE_REVIEWED)


def told() -> list[tuple[str, str]]:
    """Who did what since the project was set up, in order."""
    acts = Event.objects.order_by("at", "id").values_list("actor__username", "verb")
    set_up = ("project.created", "guideline.published", "member.added", "token.issued")
    return [(who, verb) for who, verb in acts if verb not in set_up]


def compare(name: str, exported: str) -> None:
    """The exported file equals the literal one; ids and times are named.

    Left out are the time spent, and when an answer was begun: it depends on how many of them were sent together.
    """
    plain = re.sub(r'"active_seconds":[\d.]+', '"active_seconds":"<time spent>"', exported)
    plain = re.sub(r'"started_at":"[^"]+"', '"started_at":"<when begun>"', plain)
    assert steady(plain).splitlines() == (GOLDEN / name).read_text(encoding="utf-8").splitlines()
