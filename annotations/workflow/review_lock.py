"""Who holds a review: one reviewer at a time, never the annotator, for as long as the lease by the database's clock."""

from datetime import timedelta

from django.db.models.functions import Now

from annotations.models import Assignment, AssignmentState, ReviewChoice, User
from annotations.permissions import can_review
from annotations.workflow.errors import NotAllowed, WrongState

REVIEW_LEASE = timedelta(minutes=30)


def locked_review(reviewer: User, assignment: Assignment) -> Assignment:
    """The assignment, locked; refuses one's own, a closed one, and one that somebody else is reviewing."""
    locked = (
        Assignment.objects.select_for_update(of=("self",))
        .select_related("article__project", "annotator", "reviewer")
        .get(pk=assignment.pk)
    )
    if not can_review(reviewer, locked.article.project):
        raise NotAllowed("Your role does not review in this project.")
    if locked.annotator_id == reviewer.pk:
        raise NotAllowed("Nobody reviews their own labels.")
    if locked.state != AssignmentState.SUBMITTED:
        raise WrongState(f"The assignment is “{locked.get_state_display()}”; only submitted work is reviewed.")
    held = Assignment.objects.filter(pk=locked.pk, review_lease_expires_at__gt=Now()).exclude(reviewer=reviewer)
    if locked.reviewer_id and held.exists():
        raise WrongState(f"{locked.reviewer} is reviewing this.", reviewer=str(locked.reviewer_id))
    return locked


def hold(reviewer: User, locked: Assignment) -> None:
    """Takes up the review; what waited for others' labels need not wait any longer."""
    locked.reviewer = reviewer
    locked.review_lease_expires_at = Now() + REVIEW_LEASE
    locked.review_choice = ReviewChoice.CHOSEN
    locked.save(update_fields=["reviewer", "review_lease_expires_at", "review_choice"])
