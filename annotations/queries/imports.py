"""Imports as their list, their page and their rows show them. Everything takes the same few queries at any size."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import (
    BigIntegerField,
    Count,
    Exists,
    F,
    Func,
    IntegerField,
    Max,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
)
from django.db.models.functions import Cast, Coalesce
from procrastinate.contrib.django.models import ProcrastinateWorker

from annotations.models import Changed, FileState, Import, ImportFile, ImportRow, Near, Outcome, Project, User
from annotations.models.article import BULKY
from annotations.models.imports import ENDED_WITHOUT, KEPT
from annotations.queries import visibility

FILE_STRIDE = 1_000_000
"""More than the records of a file: ``place`` sorts records by file first."""


class _Problems(Func):
    """How many of a row's problems have a severity."""

    template = "jsonb_array_length(jsonb_path_query_array(%(expressions)s, '$[*] ? (@.severity == \"%(severity)s\")'))"
    output_field = IntegerField()


@dataclass(frozen=True, slots=True)
class ImportSummary:
    """What looking at an import found, and what storing it makes of it.

    ``outcomes`` has every key of ``Outcome``. ``errors`` and ``warnings`` are what is said of records; one may have
    several. ``stored`` records are articles now, ``to_store`` would become some; ``refused`` counts whole files.
    """

    outcomes: Mapping[str, int]
    records: int
    errors: int
    warnings: int
    refused: int
    stored: int
    to_store: int


def listed(user: User, project: Project) -> QuerySet[Any]:
    """The project's imports, newest first, counted."""
    return counted(visibility.imports(user).filter(project=project)).select_related("actor")


def counted(found: QuerySet[Import]) -> QuerySet[Any]:
    """Imports, each with ``files_count``, ``records`` (looked at) and ``first_name``; the same query."""
    files = ImportFile.objects.filter(imported=OuterRef("pk")).order_by()
    totals = files.values("imported")
    return found.annotate(
        files_count=Subquery(totals.annotate(n=Count("pk")).values("n")),
        records=Coalesce(Subquery(totals.annotate(n=Sum("rows_read")).values("n")), 0),
        first_name=Subquery(files.order_by("position").values("name")[:1]),
    )


def files(imported: Import) -> QuerySet[Any]:
    """The import's files in their order, without their contents, each with ``bad`` and ``stored`` records.

    ``sent_before`` is the first import of the project that holds the very same bytes, ``sent_at`` when it started; None
    when there is none, or all of them failed or were cancelled.
    """
    rows = ImportRow.objects.filter(file=OuterRef("pk")).order_by().values("file").annotate(n=Count("pk")).values("n")
    return (
        ImportFile.objects.filter(imported=imported)
        .defer("content")
        .annotate(
            bad=Coalesce(Subquery(rows.filter(outcome=Outcome.BAD)), 0),
            stored=Coalesce(Subquery(rows.filter(article__isnull=False)), 0),
            sent_before=Subquery(_senders(imported).values("imported")[:1]),
            sent_at=Subquery(_senders(imported).values("imported__created_at")[:1]),
        )
        .order_by("position")
    )


def _senders(imported: Import) -> QuerySet[ImportFile]:
    """Files of the same bytes in the project's earlier imports that are open or stored, the first one first."""
    same = ImportFile.objects.filter(sha256=OuterRef("sha256"), imported__project=imported.project_id)
    earlier = same.filter(imported__created_at__lt=imported.created_at).exclude(sha256="")
    return earlier.exclude(imported__state__in=ENDED_WITHOUT).order_by("imported__created_at", "imported")


def rows(imported: Import, outcome: str = "") -> QuerySet[ImportRow]:
    """The import's records in the order of the files, all or those of one outcome, with the articles they are about.

    ``place`` is unique within the import and sorts them; drafts and splits are not fetched.
    """
    found = ImportRow.objects.filter(file__imported=imported)
    if outcome:
        found = found.filter(outcome=outcome)
    unread = (*KEPT, "file__content")
    texts = (f"{path}__{field}" for path in ("known", "article") for field in BULKY)
    copies = (f"same_as__{field}" for field in unread)
    return (
        found.select_related("file", "known", "article", "same_as__file")
        .defer(*unread, *texts, *copies)
        .annotate(place=Cast("file__position", BigIntegerField()) * FILE_STRIDE + F("number"))
        .order_by("place")
    )


def to_store(imported: Import) -> QuerySet[ImportRow]:
    """The records that storing the import makes into articles: good, wanted, not stored yet, in files not refused.

    A record that repeats or changes one of a refused file is as good as new.
    """
    refused = refused_files(imported)
    wanted = Q(outcome=Outcome.NEW)
    wanted |= Q(outcome__in=LIKE_ANOTHER, known__isnull=True, same_as__file__in=refused)
    if imported.changed == Changed.IMPORT:
        wanted |= Q(outcome=Outcome.CHANGED)
    if imported.near == Near.IMPORT:
        wanted |= Q(outcome=Outcome.NEAR)
    found = ImportRow.objects.filter(wanted, file__imported=imported, article__isnull=True)
    return found.exclude(file__in=refused)


LIKE_ANOTHER = (Outcome.DUPLICATE, Outcome.CHANGED, Outcome.NEAR)


def refused_files(imported: Import) -> QuerySet[ImportFile]:
    """Files of which nothing is stored: those refused whole and, unless bad records are left out, those with one."""
    refused = Q(state=FileState.REFUSED)
    if not imported.skip_bad:
        refused |= Q(Exists(ImportRow.objects.filter(file=OuterRef("pk"), outcome=Outcome.BAD)))
    return ImportFile.objects.filter(refused, imported=imported).order_by()


def summary(imported: Import) -> ImportSummary:
    """The counts of an import, with three queries."""
    found = ImportRow.objects.filter(file__imported=imported)
    counts = found.aggregate(
        records=Count("pk"),
        stored=Count("article"),
        errors=Coalesce(Sum(_Problems("problems", severity="error")), 0),
        warnings=Coalesce(Sum(_Problems("problems", severity="warning")), 0),
        **{f"is_{outcome}": Count("pk", filter=Q(outcome=outcome)) for outcome in Outcome.values},
    )
    return ImportSummary(
        outcomes={outcome: counts[f"is_{outcome}"] for outcome in Outcome.values},
        records=counts["records"],
        errors=counts["errors"],
        warnings=counts["warnings"],
        refused=ImportFile.objects.filter(imported=imported, state=FileState.REFUSED).count(),
        stored=counts["stored"],
        to_store=to_store(imported).count(),
    )


def outcomes_by_file(imported: Import) -> dict[UUID, dict[str, int]]:
    """How many records of each file have each outcome that occurs, with one query."""
    counted = ImportRow.objects.filter(file__imported=imported).order_by().values_list("file", "outcome")
    found: dict[UUID, dict[str, int]] = {}
    for file, outcome, count in counted.annotate(n=Count("pk")):
        found.setdefault(file, {})[outcome] = count
    return found


def count_by_file(rows: QuerySet[ImportRow]) -> dict[UUID, int]:
    """How many of ``rows`` each file has, with one query."""
    return dict(rows.order_by().values_list("file").annotate(n=Count("pk")))


def worker_seen_at() -> datetime | None:
    """When a job worker last gave a sign of life; None when there was none since they were last tidied up."""
    seen: datetime | None = ProcrastinateWorker.objects.aggregate(seen=Max("last_heartbeat"))["seen"]
    return seen
