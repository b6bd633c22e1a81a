"""Batches and how far they are."""

from django.db.models import Count, QuerySet, Sum
from django.db.models.functions import Coalesce

from annotations.models import Article, Batch, Membership
from annotations.models.article import BULKY
from annotations.models.project import ANNOTATING
from annotations.queries.queue import has_gold, has_known_answers


def with_figures(rows: QuerySet[Batch]) -> QuerySet[Batch]:
    """Each batch with ``article_count`` and the ``places``, ``taken`` and ``finished`` places of its articles.

    Project and shares come along: two queries however many there are.
    """
    return (
        rows.select_related("project")
        .prefetch_related("shares__member__user")
        .annotate(
            article_count=Count("articles"),
            places=Coalesce(Sum("articles__required"), 0),
            taken=Coalesce(Sum("articles__reserved"), 0),
            finished=Coalesce(Sum("articles__done"), 0),
        )
        .order_by("-priority", "created_at", "pk")
    )


def articles_of(batch: Batch) -> QuerySet[Article]:
    """The batch's articles without their texts; ``is_known`` says whether a lead has given the right answers."""
    rows = Article.objects.filter(batch=batch, deleted_at__isnull=True).defer(*BULKY)
    return rows.annotate(is_known=has_known_answers(), is_gold=has_gold())


def members_with_share(batch: Batch) -> list[tuple[Membership, int | None]]:
    """Everybody who labels in the project, by name, with their share of the batch in percent (two queries)."""
    shares = dict(batch.shares.values_list("member", "percent"))
    rows = Membership.objects.filter(project=batch.project_id, is_active=True, role__in=ANNOTATING)
    return [(row, shares.get(row.pk)) for row in rows.select_related("user").order_by("user__display_name", "pk")]
