"""All figures of a project, counted when they are asked for and kept until something happens in the project.

Kept figures are told apart by what their reader may see and by the newest event: every act writes one, so that figures
change with the act that changes them; after ``OLDEST`` they are counted anew in any case. Nobody waits for slow ones.
Where counting took longer than ``SLOW`` they stay for ``PATIENCE`` times as long, and then until a worker has counted
them (``is_old``); where nothing is kept of a ``BIG`` project there are none before a worker has counted. ``counted_at``
says of when they are.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from time import perf_counter

from django.core.cache import cache
from django.utils import timezone

from annotations.models import Event, Project, Statement, User
from annotations.models.project import READING_LABELS
from annotations.queries.figures import FIGURES
from annotations.queries.figures.base import Reader, Row, shortened
from annotations.queries.protocols import ProtocolInForce

SLOW = 1.0
PATIENCE = 30
BIG = 10_000
"""So many statements are counted in less than a second or so; more may take as long as half a minute."""
OLDEST = timedelta(minutes=10)
FORGOTTEN = timedelta(days=1)
"""However slow, figures are not kept longer."""
SHAPE = 1
"""Of what is kept; a version of the product that keeps something else counts up, so that it never reads the old."""
BLIND = ("articles", "assignments", "labels", "reviews", "throughput", "members")
"""What annotators are told, counted over what they may see: the project's articles and their own labels."""


@dataclass(frozen=True, slots=True)
class Kept:
    """The rows of each figure by its key, when they were counted, and how many seconds that took.

    ``hidden`` says how many things a figure is about besides those whose rows are here. ``is_old``: they should be
    counted anew, which takes longer than a page may.
    """

    rows: Mapping[str, Sequence[Row]]
    hidden: Mapping[str, int]
    counted_at: datetime
    seconds: float
    state: str
    is_old: bool = False


def figures_for(user: User, project: Project, role: str, force: ProtocolInForce, *, whole: bool = False) -> Kept | None:
    """The figures that this role of the project is told, None before a worker has counted; two queries when kept.

    Not ``whole``, long ones hold what is seen at a glance: the rows about what was answered most.
    """
    now, state = timezone.now(), _state(project)
    kept: Kept | None = cache.get(_key(user, project, role, whole=whole))
    if kept is not None and _may_stay(kept, state, now):
        return kept
    if kept is not None and kept.seconds > SLOW:
        return replace(kept, is_old=True)
    if kept is None and _is_big(project):
        return None
    counted = recount(user, project, role, force)
    return counted if whole else shown(counted)


def recount(user: User, project: Project, role: str, force: ProtocolInForce) -> Kept:
    """The figures as they are now, kept from now on."""
    now, state, began = timezone.now(), _state(project), perf_counter()
    reader = Reader(user, project, timezone.localdate(now), force)
    rows = {one.key: one.read(reader) for one in FIGURES if role in READING_LABELS or one.key in BLIND}
    counted = Kept(rows, {}, now, perf_counter() - began, state)
    cache.set(_key(user, project, role, whole=True), counted, FORGOTTEN.total_seconds())
    cache.set(_key(user, project, role, whole=False), shown(counted), FORGOTTEN.total_seconds())
    return counted


def shown(counted: Kept) -> Kept:
    """What is seen at a glance."""
    cut = {one.key: shortened(counted.rows[one.key], one.about) for one in FIGURES if one.key in counted.rows}
    return replace(
        counted, rows={key: rows for key, (rows, _) in cut.items()}, hidden={key: n for key, (_, n) in cut.items()}
    )


def _key(user: User, project: Project, role: str, *, whole: bool) -> str:
    reader, part = "all" if role in READING_LABELS else user.pk, "whole" if whole else "shown"
    return f"figures:{SHAPE}:{project.pk}:{reader}:{part}"


def _state(project: Project) -> str:
    newest = Event.objects.filter(project=project).order_by("-at", "-id").values_list("pk", flat=True).first()
    return f"{newest}:{timezone.localdate()}"


def _is_big(project: Project) -> bool:
    return Statement.objects.filter(article__project=project).order_by()[BIG:].exists()


def _may_stay(kept: Kept, state: str, now: datetime) -> bool:
    age = now - kept.counted_at
    if kept.state == state:
        return age < OLDEST
    return kept.seconds > SLOW and age < min(OLDEST, timedelta(seconds=PATIENCE * kept.seconds))
