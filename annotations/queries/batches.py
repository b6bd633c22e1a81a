"""Batches and how far they are."""

from django.db.models import Count, QuerySet, Sum
from django.db.models.functions import Coalesce

from annotations.models import Batch


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
