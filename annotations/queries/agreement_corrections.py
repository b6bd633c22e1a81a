"""How often reviewers correct labels. Apart from agreement: mostly a reviewer saw the label before judging it."""

from typing import Any

from django.db.models import Count, Q

from annotations.models import Decision, Project, Review, ReviewItem, User
from annotations.queries import visibility
from annotations.queries.agreement_scope import Scope, annotations
from annotations.schemes.base import Protocol

BLIND = Q(saw_label_first=False)
CORRECTING = (Decision.ACCEPT_WITH_CHANGES, Decision.RETURN)


def corrections(user: User, project: Project, scope: Scope, scheme: Protocol) -> dict[str, Any]:
    """The last decision on each label in scope: how many were judged, replaced, returned; three queries.

    ``blind`` of them were judged by a reviewer who had answered before seeing the label, ``blind_corrected`` of those
    were replaced or returned. ``questions``: in how many of the judged labels the reviewer would have another answer to
    that question.
    """
    judged = visibility.reviews(user).filter(annotation__in=annotations(user, project, scope).values("pk"))
    last = judged.order_by("annotation_id", "-created_at", "-pk").distinct("annotation_id").values("pk")
    rows = Review.objects.filter(pk__in=last).order_by().values("decision").annotate(n=Count("pk"))
    decisions = dict.fromkeys(Decision.values, 0) | dict(rows.values_list("decision", "n"))
    items = ReviewItem.objects.filter(review__in=last).order_by().values("question")
    changed = dict(items.annotate(n=Count("review", distinct=True)).values_list("question", "n"))
    apart = Review.objects.filter(pk__in=last).aggregate(
        blind=Count("pk", filter=BLIND), blind_corrected=Count("pk", filter=BLIND & Q(decision__in=CORRECTING))
    )
    total = sum(decisions.values())
    corrected = sum(decisions[one] for one in CORRECTING)
    return {
        "judged": total,
        "corrected": corrected,
        "replaced": decisions[Decision.ACCEPT_WITH_CHANGES],
        "returned": decisions[Decision.RETURN],
        "rate": corrected / total if total else None,
        **apart,
        "questions": [
            {"key": one.key, "title": one.title, "changed": changed.get(one.key, 0)} for one in scheme.questions
        ],
    }
