"""How many rows a dataset has, known before the first of them is read."""

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Count, QuerySet, Value

from annotations.models import Annotation, Assignment, Project, StatementState
from annotations.queries.release_choice import GOLD, RAW, Choice
from annotations.queries.release_filter import of_articles, within
from annotations.queries.release_gold import settled
from annotations.queries.release_raw import HANDED_IN, handed_in, labels_given
from annotations.queries.snapshot import fetch


def count_rows(view: str, project: Project, choice: Choice, through: BaseDatabaseWrapper) -> int:
    """The rows of a view under a choice, through one connection. ``KeyError`` for a view that is none."""
    return {RAW: count_raw, GOLD: count_gold}[view](project, choice, through)


def count_gold(project: Project, choice: Choice, through: BaseDatabaseWrapper) -> int:
    """The number of ``settled`` decisions."""
    return count(settled(project, choice), through)


def count_raw(project: Project, choice: Choice, through: BaseDatabaseWrapper) -> int:
    """The number of ``handed_in`` labels, within some 150 ms for a million of them.

    A choice that looks at labels or speakers is counted row by row. Else an index tells how many labels each assignment
    has, and those are taken off that are handed in but in no dataset: on statements that were cut anew, or empty.
    """
    if choice.label or choice.speaker:
        return count(handed_in(project, choice), through)
    given = labels_given(project, choice)
    replaced = given.exclude(statement__state=StatementState.LIVE)
    empty = given.filter(statement__state=StatementState.LIVE, head__isnull=True)
    return _of_assignments(project, choice, through) - count(replaced, through) - count(empty, through)


def _of_assignments(project: Project, choice: Choice, through: BaseDatabaseWrapper) -> int:
    """Labels by assignment, counted in an index alone, of the assignments of the choice.

    Counting comes before joining: the other way round each label would be looked up among the assignments.
    """
    states = [state for state in HANDED_IN if choice.state in ("", state)]
    counts = Annotation.objects.filter(state__in=states).order_by().values("assignment_id").annotate(n=Count("*"))
    work = Assignment.objects.filter(
        of_articles(choice, "article__"), within(choice, "submitted_at"), article__project=project
    )
    of_each, given = _sql(counts, through)
    chosen, wanted = _sql(work.order_by().values("id"), through)
    with through.cursor() as cursor:
        cursor.execute(
            f"SELECT coalesce(sum(n), 0) FROM ({of_each}) of_each JOIN ({chosen}) chosen ON id = assignment_id",
            (*given, *wanted),
        )
        return int(cursor.fetchone()[0])


def _sql(queryset: QuerySet[Any, Any], through: BaseDatabaseWrapper) -> tuple[str, tuple[Any, ...]]:
    return queryset.query.get_compiler(connection=through).as_sql()


def count(members: QuerySet[Any, Any], through: BaseDatabaseWrapper) -> int:
    """How many rows a queryset has through one connection."""
    total = members.order_by().annotate(all=Value(1)).values("all").annotate(n=Count("*")).values_list("n")
    return next((int(n) for (n,) in fetch(total, through)), 0)
