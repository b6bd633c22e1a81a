"""Articles of a project: where each one stands, and lists of them."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from annotations.models import Article, ArticleState, Project, Statement, StatementState, User
from annotations.queries import visibility


@dataclass(frozen=True, slots=True)
class Stage:
    """Where an article stands, in the words of people; ``holds`` picks its rows and no other stage's.

    ``kind`` is the badge's, ``needs`` says what brings the article on.
    """

    key: str
    title: str | Promise
    kind: str
    holds: Q
    needs: str | Promise


STAGES = (
    Stage(
        "split",
        _("Check the split"),
        "warn",
        Q(state__in=(ArticleState.IMPORTED, ArticleState.SEGMENTED)),
        _("A lead checks the split and freezes it."),
    ),
    Stage(
        "ready",
        _("Ready to label"),
        "",
        Q(state=ArticleState.FROZEN, reserved=0),
        _("Nobody has taken it yet."),
    ),
    Stage(
        "labelling",
        _("Being labelled"),
        "accent",
        Q(state=ArticleState.FROZEN, reserved__gt=0),
        _("Its annotators hand their labels in."),
    ),
    Stage(
        "labelled",
        _("Labelled"),
        "accent",
        Q(state=ArticleState.LABELLED),
        _("Reviews, and decisions where annotators differ, lead to gold."),
    ),
    Stage("gold", _("Gold"), "ok", Q(state=ArticleState.ADJUDICATED), _("Every statement has its gold answer.")),
)
"""Every article is in exactly one stage."""


def stage(key: str) -> Stage:
    """The stage of that key; ``KeyError`` for an unknown one."""
    return {one.key: one for one in STAGES}[key]


def stage_of(article: Article) -> Stage:
    """The stage an article is in."""
    if article.state in (ArticleState.IMPORTED, ArticleState.SEGMENTED):
        return stage("split")
    if article.state == ArticleState.FROZEN:
        return stage("labelling" if article.reserved else "ready")
    return stage("gold" if article.state == ArticleState.ADJUDICATED else "labelled")


def live_statements(article: str = "pk") -> QuerySet[Statement]:
    """What is labelled in the article that the outer query names ``article``."""
    return Statement.objects.filter(article=OuterRef(article), state=StatementState.LIVE, is_statement=True)


def statement_count(article: str = "pk") -> Coalesce:
    """How many statements the outer query's article has, as a subquery."""
    counted = live_statements(article).order_by().values("article").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted), 0)


def listed(user: User, project: Project) -> QuerySet[Article]:
    """The project's articles without their texts, each with its number of ``statement_count``."""
    rows = visibility.articles(user).filter(project=project)
    newer = Article.objects.filter(replaces=OuterRef("pk"), deleted_at__isnull=True)
    return rows.defer("text", "raw").annotate(statement_count=statement_count(), is_older=Exists(newer))


def matching(rows: QuerySet[Article], words: str) -> QuerySet[Article]:
    """Articles whose title or text holds every one of the words, in any letter case."""
    for word in words.split():
        rows = rows.filter(Q(title__icontains=word) | Q(text__icontains=word))
    return rows


def in_stage(rows: QuerySet[Article], key: str) -> QuerySet[Article]:
    """Articles of one stage."""
    return rows.filter(stage(key).holds)


def count_by_stage(user: User, project: Project) -> Mapping[str, int]:
    """How many articles are in each stage, with one query."""
    rows = visibility.articles(user).filter(project=project)
    found: dict[str, int] = rows.aggregate(**{one.key: Count("pk", filter=one.holds) for one in STAGES})
    return found


def labels_needed(user: User, project: Project) -> int:
    """How many labels are to be given: one per statement and place, one query; articles not frozen yet add none."""
    rows = visibility.statements(user).filter(
        article__project=project, article__frozen_at__isnull=False, state=StatementState.LIVE, is_statement=True
    )
    needed: int | None = rows.aggregate(needed=Sum("article__required"))["needed"]
    return needed or 0
