"""Giving out articles: places 1..k, leases by the database's clock, nobody twice on the same article."""

from datetime import timedelta

from django.db import transaction
from django.db.models import F
from django.db.models.expressions import CombinedExpression
from django.db.models.functions import Now

from annotations.models import Article, ArticleState, Assignment, AssignmentState, Project, User
from annotations.models.assignment import HOLDS_PLACE
from annotations.permissions import can_annotate, can_manage
from annotations.workflow.errors import Duplicate, NoPlace, NotAllowed, WrongState
from annotations.workflow.events import record


@transaction.atomic
def take_next(*, actor: User, project: Project) -> Assignment | None:
    """The next article with a free place that ``actor`` has not had, by priority; None when there is none.

    Work in hand comes first: an active assignment of theirs is handed back as it is.
    """
    if not can_annotate(actor, project):
        raise NotAllowed("Your role does not label in this project.")
    expire_leases(project=project)
    in_hand = (
        Assignment.objects.filter(
            annotator=actor,
            article__project=project,
            article__deleted_at__isnull=True,
            state__in=(AssignmentState.RETURNED, AssignmentState.ACTIVE),
        )
        .select_related("article__project")
        .order_by("-state", "created_at")
        .first()
    )
    if in_hand is not None:
        return in_hand
    article = (
        Article.objects.select_for_update(skip_locked=True)
        .filter(
            project=project,
            state=ArticleState.FROZEN,
            reserved__lt=F("required"),
            deleted_at__isnull=True,
        )
        .exclude(replaced_by__isnull=False)  # an older version of a text is not begun any more
        .exclude(assignments__annotator=actor)
        .order_by("-priority", "id")
        .first()
    )
    return None if article is None else _place(article, actor, actor=actor, verb="assignment.taken")


@transaction.atomic
def give(*, actor: User, article: Article, annotator: User) -> Assignment:
    """A lead gives an article to somebody; the lease has no end."""
    if not can_manage(actor, article.project):
        raise NotAllowed("Only a lead gives out articles.")
    if not can_annotate(annotator, article.project):
        raise NotAllowed(f"{annotator} does not label in this project.")
    locked = Article.objects.select_for_update().select_related("project").get(pk=article.pk)
    if locked.state != ArticleState.FROZEN:
        raise WrongState(f"The article is “{locked.get_state_display()}”; only a frozen article is given out.")
    if Assignment.objects.filter(article=locked, annotator=annotator).exists():
        raise Duplicate(f"{annotator} has or had this article already.", field="annotator", value=str(annotator.pk))
    if locked.reserved >= locked.required:
        raise NoPlace(f"All {locked.required} places of this article are taken.")
    return _place(locked, annotator, actor=actor, verb="assignment.given", lease=False)


def _place(article: Article, annotator: User, *, actor: User, verb: str, lease: bool = True) -> Assignment:
    slot = free_slot(article)
    article.reserved = F("reserved") + 1
    article.save(update_fields=["reserved"])
    assignment = Assignment.objects.create(
        article=article,
        annotator=annotator,
        slot=slot,
        lease_expires_at=lease_end(article.project) if lease else None,
    )
    assignment.refresh_from_db()
    record(
        actor=actor,
        verb=verb,
        obj=assignment,
        project=article.project,
        after={"article": str(article.pk), "annotator": str(annotator.pk), "slot": slot},
    )
    return assignment


def free_slot(article: Article) -> int:
    """The lowest place of a locked article that nobody holds; places are numbered from 1."""
    taken = set(
        Assignment.objects.filter(article=article, state__in=HOLDS_PLACE, slot__isnull=False).values_list(
            "slot", flat=True
        )
    )
    return next(slot for slot in range(1, article.required + 1) if slot not in taken)


def lease_end(project: Project) -> CombinedExpression:
    """When a lease made now ends, by the database's clock."""
    return Now() + timedelta(minutes=project.lease_minutes)


def expire_leases(*, project: Project) -> int:
    """Frees the places of active assignments whose lease has run out; how many. Their labels stay."""
    late = list(
        Assignment.objects.select_for_update(skip_locked=True, of=("self",))
        .filter(article__project=project, state=AssignmentState.ACTIVE, lease_expires_at__lt=Now())
        .select_related("article__project")
        .order_by("article_id")
    )
    for assignment in late:
        _give_back(assignment, AssignmentState.EXPIRED)
        record(
            actor=None,
            verb="assignment.expired",
            obj=assignment,
            project=project,
            before={"slot": assignment.slot},
            after=None,
        )
    return len(late)


@transaction.atomic
def release(*, actor: User, assignment: Assignment) -> Assignment:
    """Gives an active assignment back: by its annotator or a lead. Labels made so far stay."""
    if actor.pk != assignment.annotator_id and not can_manage(actor, assignment.article.project):
        raise NotAllowed("Only the annotator or a lead gives an assignment back.")
    locked = Assignment.objects.select_for_update().select_related("article__project").get(pk=assignment.pk)
    if locked.state != AssignmentState.ACTIVE:
        raise WrongState(f"The assignment is “{locked.get_state_display()}” and cannot be given back.")
    _give_back(locked, AssignmentState.RELEASED)
    record(
        actor=actor,
        verb="assignment.released",
        obj=locked,
        project=locked.article.project,
        before={"slot": locked.slot},
        after=None,
    )
    return locked


def _give_back(assignment: Assignment, state: str) -> None:
    if assignment.slot is not None:
        Article.objects.filter(pk=assignment.article_id).update(reserved=F("reserved") - 1)
    assignment.state = state
    assignment.lease_expires_at = None
    assignment.save(update_fields=["state", "lease_expires_at"])


def take_back(assignment: Assignment) -> None:
    """Reopens a locked, expired or released assignment for late labels: a free place if there is one, else surplus."""
    article = Article.objects.select_for_update().select_related("project").get(pk=assignment.article_id)
    if article.reserved < article.required and article.state == ArticleState.FROZEN:
        assignment.slot = free_slot(article)
        article.reserved = F("reserved") + 1
        article.save(update_fields=["reserved"])
    else:
        assignment.slot = None
    assignment.state = AssignmentState.ACTIVE
    assignment.lease_expires_at = lease_end(article.project)
    assignment.save(update_fields=["state", "slot", "lease_expires_at"])
    record(
        actor=assignment.annotator,
        verb="assignment.taken",
        obj=assignment,
        project=article.project,
        after={
            "article": str(article.pk),
            "annotator": str(assignment.annotator_id),
            "slot": assignment.slot,
        },
    )
