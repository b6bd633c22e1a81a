"""Which labels agreement is measured on: current, complete, not skipped, on statements as they were labelled.

Skipped statements, stale labels, and the known answers that others are judged by are no answers to compare. What a
reviewer decided is no label of an annotator: it is told apart, as a rate of corrections.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime, time, timedelta
from hashlib import sha256
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from annotations.models import Annotation, BatchKind, Event, Project, Purpose, User
from annotations.queries.progress import ANSWERED, labels_of

ALL = "all"
ARTICLES = (BatchKind.PRODUCTION.value, BatchKind.CALIBRATION.value, BatchKind.TRAINING.value, ALL)
WITHOUT_EFFECT = ("agreement.", "dataset.", "token.")
"""Events that leave labels as they are; all others count as a change."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What narrows the labels. Empty means everything; ``articles`` production leaves calibration and training out.

    ``batch`` and ``guideline`` are ids, ``since`` and ``until`` days of the labels, ``first`` and ``second`` the ids of
    a pair of annotators. ``model`` asks for the estimate of Dawid and Skene beside the majority.
    """

    articles: str = BatchKind.PRODUCTION.value
    batch: str = ""
    guideline: str = ""
    since: str = ""
    until: str = ""
    first: str = ""
    second: str = ""
    model: bool = False

    @property
    def key(self) -> str:
        """The same for the same choice, whoever makes it."""
        return sha256(json.dumps(asdict(self), sort_keys=True).encode()).hexdigest()

    @property
    def pair(self) -> tuple[str, str] | None:
        """Both annotators, when there are two."""
        return (self.first, self.second) if self.first and self.second else None

    def query(self) -> dict[str, str]:
        """What is not left at its default, as parameters of an address."""
        default = asdict(Scope())
        return {name: "1" if value is True else value for name, value in asdict(self).items() if value != default[name]}


def scope_from(kept: Mapping[str, Any]) -> Scope:
    """The scope that ``asdict`` made ``kept`` from."""
    return Scope(**{name: kept[name] for name in asdict(Scope()) if name in kept})


def annotations(user: User, project: Project, scope: Scope) -> QuerySet[Annotation]:
    """The annotations in scope that the person may see."""
    rows = labels_of(user, project, ANSWERED).filter(
        assignment__purpose__in=(Purpose.WORK, Purpose.TRAINING),
        is_stale=False,
        claim__isnull=True,
        head__is_complete=True,
        head__skip_reason="",
        statement__article__deleted_at__isnull=True,
    )
    return rows.filter(_of_articles(scope), _of_labels(scope))


def _of_articles(scope: Scope) -> Q:
    wanted = Q()
    if scope.batch:
        wanted &= Q(statement__article__batch=scope.batch)
    if scope.articles == BatchKind.PRODUCTION:
        wanted &= Q(statement__article__batch__isnull=True) | Q(statement__article__batch__kind=scope.articles)
    elif scope.articles != ALL:
        wanted &= Q(statement__article__batch__kind=scope.articles)
    return wanted


def _of_labels(scope: Scope) -> Q:
    wanted = Q()
    if scope.guideline:
        wanted &= Q(head__guideline=scope.guideline)
    if scope.since:
        wanted &= Q(head__created_at__gte=midnight(scope.since))
    if scope.until:
        wanted &= Q(head__created_at__lt=midnight(scope.until) + timedelta(days=1))
    if scope.pair:
        wanted &= Q(annotator__in=scope.pair)
    return wanted


def midnight(day: str) -> datetime:
    """When an ISO day begins, in the time zone of the installation."""
    return timezone.make_aware(datetime.combine(date.fromisoformat(day), time.min))


def events_so_far(project: Project) -> int:
    """How many acts that may change labels the project has seen; grows with each, so equal means unchanged."""
    harmless = Q()
    for prefix in WITHOUT_EFFECT:
        harmless |= Q(verb__startswith=prefix)
    return Event.objects.filter(project=project).exclude(harmless).count()
