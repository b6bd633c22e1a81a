"""Taking a bulk act back: what nothing has happened to since is as it was before; the rest stays, and it is told why.

Decisions stay in the history, as rows of a round that has passed; the work waits in a new one. Gold that the policy
settled with these labels rests on nothing now, and is settled anew when they are reviewed again.
"""

from django.db import transaction
from django.db.models import F, Max, Q
from django.db.models.functions import Now

from annotations.models import (
    Annotation,
    AnnotationState,
    Article,
    Assignment,
    AssignmentState,
    BulkAct,
    BulkItem,
    BulkKind,
    BulkOutcome,
    Event,
    Review,
    User,
)
from annotations.permissions import can_manage, can_review
from annotations.queries.review import latest_decisions
from annotations.workflow.adjudicate import close_if_decided
from annotations.workflow.compare import compare_article
from annotations.workflow.errors import NotAllowed, WorkflowError, WrongState
from annotations.workflow.events import record
from annotations.workflow.give import reassign
from annotations.workflow.leases import lock

LEFT = {BulkKind.ACCEPT: AssignmentState.ACCEPTED, BulkKind.RETURN: AssignmentState.RETURNED}
"""In which state an act leaves its assignments."""


def undo_bulk(*, actor: User, bulk: BulkAct) -> BulkAct:
    """Takes back each item that was done, the last one first; by whoever did it, or a lead.

    An item to which something has happened since stays done, with the reason in ``why``.
    """
    begun = _begin(actor, bulk)
    for item in bulk.items.filter(outcome=BulkOutcome.DONE).order_by("-id"):
        _one(actor, bulk, item, begun)
    bulk.refresh_from_db()
    return bulk


@transaction.atomic
def _begin(actor: User, bulk: BulkAct) -> Event:
    locked = BulkAct.objects.select_for_update(of=("self",)).select_related("project").get(pk=bulk.pk)
    may = can_manage if locked.kind == BulkKind.REASSIGN or locked.actor_id != actor.pk else can_review
    if not may(actor, locked.project):
        raise NotAllowed("An act on many is undone by whoever did it, or by a lead.")
    count = locked.items.filter(outcome=BulkOutcome.DONE).count()
    if not count:
        raise WrongState("Nothing of this is left to undo.")
    BulkAct.objects.filter(pk=locked.pk).update(undone_by=actor, undone_at=Now())
    return record(actor=actor, verb="bulk.undone", obj=locked, project=locked.project, after={"n": count})


def _one(actor: User, bulk: BulkAct, item: BulkItem, begun: Event) -> None:
    try:
        with transaction.atomic():
            work = lock(item.made or item.assignment)
            _refuse_later_acts(item, work)
            if item.made is not None:
                former = item.assignment.annotator
                reassign(actor=actor, assignment=work, annotator=former, caused_by=begun)
            else:
                _reopen(actor, work, LEFT[BulkKind(bulk.kind)], begun)
            BulkItem.objects.filter(pk=item.pk).update(outcome=BulkOutcome.UNDONE, why="")
    except WorkflowError as error:
        BulkItem.objects.filter(pk=item.pk).update(why=error.message)


def _refuse_later_acts(item: BulkItem, work: Assignment) -> None:
    """Refuses where somebody has done something since to the work, its labels, or the gold of its statements.

    What the policy settled is nobody's act, and what this bulk act did to others' work on the article is part of it.
    """
    assert item.event is not None
    about = Q(object_type="assignment", object_id=work.pk)
    about |= Q(object_type="annotation", object_id__in=work.annotations.values("pk"))
    about |= Q(object_type="statement", object_id__in=work.article.statements.values("pk"))
    later = Event.objects.filter(about, id__gt=item.event_id, actor__isnull=False).exclude(verb="statement.settled")
    if newest := later.select_related("actor").order_by("-id").first():
        raise WrongState(f"{newest.actor} has gone on with it since ({newest.verb}).", verb=newest.verb)


def _reopen(actor: User, work: Assignment, left: AssignmentState, begun: Event) -> None:
    """The work waits for review as before, in a round of its own."""
    if work.state != left:
        raise WrongState(f"The assignment is “{work.get_state_display()}” by now.")
    labels = list(latest_decisions(work))
    Annotation.objects.filter(pk__in=labels).update(state=AnnotationState.SUBMITTED)
    earlier = Review.objects.filter(assignment=work, round__lt=work.round).aggregate(at=Max("created_at"))["at"]
    Assignment.objects.filter(pk=work.pk).update(
        state=AssignmentState.SUBMITTED,
        return_reason="",
        round=F("round") + 1,
        reviewer=None,
        reviewed_at=earlier,
        review_lease_expires_at=None,
    )
    article = Article.objects.select_for_update(of=("self",)).select_related("project").get(pk=work.article_id)
    close_if_decided(article)
    compare_article(article.pk, article.project)
    record(
        actor=actor,
        verb="review.undone",
        obj=work,
        project=article.project,
        before={"state": str(left)},
        after={"state": str(AssignmentState.SUBMITTED)},
        caused_by=begun,
    )
