"""Finding statements and articles by words, speaker, entity, label, state, language and date.

Lists are long and questions short, so that PostgreSQL's guess of how many rows answer decides between milliseconds and
seconds. We look before we leap: up to ``FEW`` rows are counted; if there are no more, they are fetched and then sorted,
and if there are, the list is walked in its order until a page is full.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.db import OperationalError, connection, transaction
from django.db.models import (
    BooleanField,
    Exists,
    F,
    Func,
    Model,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)

from annotations.models import (
    Annotation,
    AnnotationState,
    EntityMention,
    Label,
    LabelSetScope,
    Project,
    Protocol,
    SearchedArticle,
    SearchedStatement,
    User,
)
from annotations.queries import visibility
from annotations.queries.articles import stage
from annotations.queries.row_by_row import there_is
from annotations.queries.search_words import Question
from factcheck.prepared import Prepared

Row = TypeVar("Row", bound=Model)

FEW = 500
SORTED = 5 * FEW
"""So many statements of one speaker are fetched and sorted: who is in the news for a month is walked to for long."""
SAMPLE = 12_000
"""Statements that are looked at to tell whether words are everywhere."""
FINDS, CERTAIN = 12, 3
"""A sample with so many finds, that speaks of so many times ``FEW``, is believed."""
PATIENCE_MS = 3_000
LIMIT_TIME = Prepared("SELECT set_config('statement_timeout', $1, true)", "text")


class TooWide(Exception):
    """The search took longer than anybody waits; a narrower one will not."""


@dataclass(frozen=True, slots=True)
class AskedLabel:
    """An answer to a question: its rows in every version of the label set; ``is_stance`` for a polarity."""

    rows: tuple[UUID, ...]
    is_stance: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """What a search is for; whatever is empty does not narrow it.

    ``speakers`` and ``mentions`` are keys of entities, None when not asked for and empty when nobody bears the name.
    ``state`` is the key of a stage, ``language`` a primary tag such as ``en``.
    """

    question: Question | None = None
    speakers: list[UUID] | None = None
    mentions: list[UUID] | None = None
    label: "AskedLabel | None" = None
    state: str = ""
    language: str = ""
    since: date | None = None
    until: date | None = None


def label_named(project: Project, name: str) -> AskedLabel | None:
    """The answer that ``question:label`` names (keys), or None; one query."""
    question, _, key = name.partition(":")
    newest = Subquery(Protocol.objects.filter(project=project).order_by("-version").values("pk")[:1])
    asked = Label.objects.filter(label_set__questions__protocol=newest, label_set__questions__key=question)
    rows = Label.objects.filter(
        Q(key=key) | Q(key__in=asked.filter(merged_into=key).order_by().values("key")),
        label_set__project=project,
        label_set__questions__key=question,
    )
    found = list(rows.values_list("pk", "label_set__scope").distinct())
    if not found:
        return None
    return AskedLabel(tuple(pk for pk, _ in found), any(scope == LabelSetScope.STANCE for _, scope in found))


@dataclass(frozen=True, slots=True)
class Found(Generic[Row]):
    """The rows that answer, not fetched yet, and how many they are; a count of more than ``FEW`` stops there."""

    rows: QuerySet[Row]
    count: int


@contextmanager
def patiently() -> Iterator[None]:
    """Searches inside end after ``PATIENCE_MS`` with ``TooWide``."""
    try:
        with transaction.atomic():
            LIMIT_TIME.rows(str(PATIENCE_MS))
            yield
    except OperationalError as error:
        if getattr(error.__cause__, "sqlstate", "") != "57014":  # query_canceled
            raise
        raise TooWide from error


def statements(user: User, project: Project, asked: Asked) -> Found[SearchedStatement]:
    """Statements that answer, to be sorted by ``-article``, ``start``."""
    rows = visibility.searched_statements(user).filter(_of_article(asked), project=project)
    words = asked.question if asked == Asked(asked.question, language=asked.language) else None
    if words and not words.is_empty and _are_everywhere(rows.filter(words.answers())):
        return Found(rows.filter(words.answers_walked()), FEW + 1)
    if asked.speakers is not None:
        rows = rows.filter(statement__speaker__in=asked.speakers)
    if asked.label is not None:
        rows = rows.filter(statement__in=_labelled(user, asked.label).values("statement"))
    if asked.mentions is not None:
        return _mentioning(rows, project, asked)
    return _ready(rows, asked.question, rows, sorts=None if asked.speakers is None else SORTED)


def _are_everywhere(answers: QuerySet[SearchedStatement]) -> bool:
    """Whether far more than ``FEW`` statements answer, by a sample: an index gathers all of them before it gives one.

    The sample is the same until the table changes.
    """
    table = SearchedStatement._meta.db_table
    text, values = answers.order_by().values("pk").query.sql_with_params()
    table_rows = f"(SELECT reltuples FROM pg_class WHERE oid = '{table}'::regclass)"
    share = f"CASE WHEN {table_rows} > {SAMPLE} THEN {100 * SAMPLE} / {table_rows} ELSE 0 END"
    sampled = text.replace(f'FROM "{table}"', f'FROM "{table}" TABLESAMPLE SYSTEM ({share}) REPEATABLE (0)', 1)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*), {table_rows} FROM ({sampled}) AS found", values)
        found, rows = cursor.fetchone() or (0, 0)
    return bool(found >= FINDS and found * rows / SAMPLE >= CERTAIN * FEW)


def articles(user: User, project: Project, asked: Asked) -> Found[SearchedArticle]:
    """Articles that answer: words anywhere in title or text; the rest in one of their statements."""
    rows = visibility.searched_articles(user).filter(_of_article(asked), project=project)
    inside = visibility.searched_statements(user).filter(project=project)
    if asked.speakers is not None:
        rows = rows.filter(article__in=inside.filter(statement__speaker__in=asked.speakers).values("article"))
    if asked.mentions is not None:
        rows = rows.filter(article__in=EntityMention.objects.filter(entity__in=asked.mentions).values("article"))
    if asked.label is not None:
        rows = rows.filter(article__in=_labelled(user, asked.label).values("statement__article"))
    return _ready(rows, asked.question, rows)


def first_found(user: User, asked: Asked) -> QuerySet[SearchedStatement]:
    """For an outer query over ``Article``: the article's statements that answer, in the order of the text."""
    rows = visibility.searched_statements(user).filter(article=OuterRef("pk"))
    if asked.question is not None and not asked.question.is_empty:
        rows = rows.filter(asked.question.answers())
    if asked.speakers is not None:
        rows = rows.filter(statement__speaker__in=asked.speakers)
    return rows.order_by("start")


def _ready(
    rows: QuerySet[Row], question: Question | None, *looked_at: QuerySet[Row], sorts: int | None = None
) -> Found[Row]:
    """Those of ``rows`` that answer, in a form that is quick to sort and page.

    ``looked_at``: where more than ``FEW`` are sought, one after the other; the last of them are all of ``rows``.
    ``sorts``: up to so many (``FEW``) are sorted; more are walked in the order of the list.
    """
    most = sorts or FEW
    every = rows.model._default_manager.all()
    if question is not None and question.is_empty:
        return Found(every.none(), 0)
    keys: list[UUID] = []
    for some in looked_at:
        counted = some.filter(question.answers_few()) if question else some
        keys = list(counted.order_by().values_list("pk", flat=True)[: most + 1])
        if len(keys) > most:
            return Found(rows.filter(question.answers()) if question else rows, len(keys))
    return Found(every.filter(_OneOf(F("pk"), Value(f"{{{','.join(map(str, keys))}}}"))), len(keys))


class _OneOf(Func):
    """A key is one of an array's, which goes to PostgreSQL as one value: Django takes as long for 500 as for a page."""

    template, arg_joiner, output_field = "%(expressions)s::uuid[])", " = ANY(", BooleanField()


def _mentioning(rows: QuerySet[SearchedStatement], project: Project, asked: Asked) -> Found[SearchedStatement]:
    """Those of ``rows`` in which one of the entities' mentions begins, and which answer.

    Of somebody who is everywhere, some mentions tell that they are many; then statements are walked, not mentions.
    """
    said = EntityMention.objects.filter(entity__in=asked.mentions or []).order_by()
    here = said.filter(article=OuterRef("article"), start__gte=OuterRef("start"), start__lt=OuterRef("statement__end"))
    # One look into the index for each mention; only what that finds is asked where it ends.
    before = SearchedStatement.objects.filter(
        project=project, article=OuterRef("article"), start__lte=OuterRef("start")
    ).order_by("-start")
    nearest = said.annotate(nearest=Subquery(before.values("pk")[:1])).values("nearest")
    looked_at = [nearest[: 2 * FEW], nearest] if said[2 * FEW :].exists() else [nearest]
    walked = rows.filter(there_is(here), article__in=said.values("article"))
    return _ready(walked, asked.question, *(rows.filter(Exists(here), pk__in=some) for some in looked_at))


def _labelled(user: User, label: AskedLabel) -> QuerySet[Annotation]:
    """Visible annotations whose current answer is this label."""
    path = "head__stances__polarity__in" if label.is_stance else "head__labels__label__in"
    return visibility.annotations(user).exclude(state=AnnotationState.WITHDRAWN).filter(**{path: label.rows})


def _of_article(asked: Asked) -> Q:
    """What is asked of the article itself, as a condition on rows that have an ``article``."""
    wanted = _through_article(stage(asked.state).holds) if asked.state else Q()
    if asked.language:
        wanted &= Q(article__language=asked.language) | Q(article__language__startswith=f"{asked.language}-")
    if asked.since:
        wanted &= Q(article__published_at__gte=asked.since)
    if asked.until:
        wanted &= Q(article__published_at__lte=asked.until)
    return wanted


def _through_article(condition: Q) -> Q:
    """A condition on articles as one on rows that have an ``article``: the rows join it anyway."""
    children: list[Any] = list(condition.children)
    moved = [_through_article(one) if isinstance(one, Q) else (f"article__{one[0]}", one[1]) for one in children]
    return Q(*moved, _connector=condition.connector, _negated=condition.negated)
