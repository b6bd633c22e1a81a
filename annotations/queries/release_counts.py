"""How many rows a dataset has: counted, or reckoned from some of its articles where somebody waits."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Count, Func, IntegerField, OuterRef, QuerySet, Subquery, Value

from annotations.models import Annotation, Article, Assignment, Project, StatementState
from annotations.models.annotation import HANDED_IN
from annotations.queries.release_articles import chosen_articles
from annotations.queries.release_choice import GOLD, RAW, Choice
from annotations.queries.release_filter import of_articles, within
from annotations.queries.release_gold import settled
from annotations.queries.release_raw import handed_in, labels_given
from annotations.queries.snapshot import fetch

MANY = 500
"""Articles from which on nobody waits until all of their rows are counted."""
LOOKED_AT = 200
"""So many of them stand for all then."""

Articles = Sequence[UUID] | None
"""Articles to which a count is limited; None: all of the choice."""


@dataclass(frozen=True, slots=True)
class Total:
    """Rows of all chosen views together; unless ``is_counted`` they were reckoned from a part of the articles."""

    rows: int
    is_counted: bool = True


def reckoned(project: Project, choice: Choice, through: BaseDatabaseWrapper) -> Total:
    """The total in a time that does not grow with the rows: counted below ``MANY`` articles, else from a part.

    The part is the first of them by a hash of their ids, so that new and old ones count alike.
    """
    chosen = chosen_articles(project, choice)
    among = count(chosen, through)
    by_hash = chosen.order_by(Func("pk", function="uuid_hash", output_field=IntegerField()))
    some = by_hash[:LOOKED_AT] if among >= MANY else chosen.order_by()
    keys = [key for (key,) in fetch(some.values_list("pk"), through)]
    rows = sum(count_rows(view, project, choice, through, keys) for view in choice.views)
    if len(keys) == among:
        return Total(rows)
    return Total(round(rows * among / len(keys)), is_counted=False)


def count_rows(
    view: str, project: Project, choice: Choice, through: BaseDatabaseWrapper, articles: Articles = None
) -> int:
    """The rows of a view under a choice, through one connection. ``KeyError`` for a view that is none."""
    return {RAW: count_raw, GOLD: count_gold}[view](project, choice, through, articles)


def count_gold(project: Project, choice: Choice, through: BaseDatabaseWrapper, articles: Articles = None) -> int:
    """The number of ``settled`` decisions."""
    return _count_within(settled(project, choice), articles, through)


def count_raw(project: Project, choice: Choice, through: BaseDatabaseWrapper, articles: Articles = None) -> int:
    """The number of ``handed_in`` labels, within some 150 ms for a million of them.

    A choice that looks at labels or speakers is counted row by row. Else an index tells how many labels each assignment
    has, and those are taken off that are handed in but in no dataset: on statements that were cut anew, or empty.
    """
    if choice.label or choice.speaker:
        return _count_within(handed_in(project, choice), articles, through)
    given = _within(labels_given(project, choice), articles)
    replaced = given.exclude(statement__state=StatementState.LIVE)
    empty = given.filter(statement__state=StatementState.LIVE, head__isnull=True)
    of_work = _of_assignments if articles is None else _of_some
    return of_work(project, choice, through, articles) - count(replaced, through) - count(empty, through)


def _count_within(rows: QuerySet[Any, Any], articles: Articles, through: BaseDatabaseWrapper) -> int:
    """Rows of all articles, or of some, article by article: of hundreds at once PostgreSQL reads whole tables."""
    if articles is None:
        return count(rows, through)
    of_one = _number(rows.filter(statement__article=OuterRef("pk")))
    each = Article.objects.filter(pk__in=articles).order_by().values_list(Subquery(of_one))
    return sum(n or 0 for (n,) in fetch(each, through))


def _within(rows: QuerySet[Any, Any], articles: Articles) -> QuerySet[Any, Any]:
    return rows if articles is None else rows.filter(statement__article__in=articles)


def _labels(choice: Choice) -> QuerySet[Annotation]:
    states = [state for state in HANDED_IN if choice.state in ("", state)]
    return Annotation.objects.filter(state__in=states).order_by()


def _work(project: Project, choice: Choice) -> QuerySet[Assignment]:
    return Assignment.objects.filter(
        of_articles(choice, "article__"), within(choice, "submitted_at"), article__project=project
    )


def _of_some(project: Project, choice: Choice, through: BaseDatabaseWrapper, articles: Articles) -> int:
    """Labels by assignment, of those of some articles."""
    work = _work(project, choice).filter(article__in=articles or ())
    return count(_labels(choice).filter(assignment__in=work.values("pk")), through)


def _of_assignments(project: Project, choice: Choice, through: BaseDatabaseWrapper, _: Articles) -> int:
    """Labels by assignment, counted in an index alone, of all assignments of the choice.

    Counting comes before joining: the other way round each label would be looked up among the assignments.
    """
    counts = _labels(choice).values("assignment_id").annotate(n=Count("*"))
    of_each, given = _sql(counts, through)
    chosen, wanted = _sql(_work(project, choice).order_by().values("id"), through)
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
    return int(next(fetch(_number(members), through), (0,))[0])


def _number(rows: QuerySet[Any, Any]) -> QuerySet[Any, Any]:
    """One row with the number of rows; none where there are none."""
    return rows.order_by().annotate(all=Value(1)).values("all").annotate(n=Count("*")).values_list("n")
