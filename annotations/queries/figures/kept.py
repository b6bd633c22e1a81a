"""All figures of a project, counted when they are asked for and kept until something happens in the project.

Kept figures are told apart by what their reader may see and by the newest event: every act writes one, so that figures
change with the act that changes them. Where counting takes long (``SLOW``) and acts follow each other, the figures as
they were are shown for ``PATIENCE`` times as long as counting took; ``counted_at`` says of when they are. After
``OLDEST`` everything is counted anew.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from time import perf_counter

from django.core.cache import cache
from django.utils import timezone

from annotations.models import Event, Project, User
from annotations.models.project import READING_LABELS
from annotations.queries.figures import FIGURES
from annotations.queries.figures.base import Figure, Reader, Row
from annotations.queries.protocols import ProtocolInForce

SLOW = 1.0
PATIENCE = 30
OLDEST = timedelta(minutes=10)
"""Of figures whose project did not change; slow ones live no longer either."""
BLIND = ("articles", "assignments", "labels", "reviews", "throughput", "members")
"""What annotators are told, counted over what they may see: the project's articles and their own labels."""


@dataclass(frozen=True, slots=True)
class Kept:
    """The rows of each figure by its key, when they were counted, and how many seconds that took."""

    rows: Mapping[str, Sequence[Row]]
    counted_at: datetime
    seconds: float
    state: str


def figures_for(user: User, project: Project, role: str, force: ProtocolInForce) -> Kept:
    """The figures that this role of the project is told; two queries when they are kept."""
    reads = role in READING_LABELS
    key = f"figures:{project.pk}:{'all' if reads else user.pk}"
    now, state = timezone.now(), _state(project)
    kept: Kept | None = cache.get(key)
    if kept is not None and _may_stay(kept, state, now):
        return kept
    told = [one for one in FIGURES if reads or one.key in BLIND]
    counted = count(Reader(user, project, timezone.localdate(now), force), told, now, state)
    cache.set(key, counted, OLDEST.total_seconds())
    return counted


def _state(project: Project) -> str:
    newest = Event.objects.filter(project=project).order_by("-at", "-id").values_list("pk", flat=True).first()
    return f"{newest}:{timezone.localdate()}"


def _may_stay(kept: Kept, state: str, now: datetime) -> bool:
    age = now - kept.counted_at
    if kept.state == state:
        return age < OLDEST
    return kept.seconds > SLOW and age < min(OLDEST, timedelta(seconds=PATIENCE * kept.seconds))


def count(reader: Reader, told: Sequence[Figure], now: datetime, state: str) -> Kept:
    """The figures as they are now."""
    began = perf_counter()
    rows = {one.key: one.read(reader) for one in told}
    return Kept(rows, now, perf_counter() - began, state)
