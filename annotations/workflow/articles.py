"""What a lead changes about an article that is there: its places, its priority, its batch."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from annotations.models import Article, ArticleState, Assignment, AssignmentState, Batch, Purpose, User
from annotations.permissions import can_manage
from annotations.queries.queue import kind_of
from annotations.text.counted import counted
from annotations.workflow.change import between
from annotations.workflow.errors import Invalid, NotAllowed, WrongState
from annotations.workflow.events import record
from annotations.workflow.places import locked_article

MOST_PLACES = 20
PRIORITIES = (-1_000, 1_000)
OPEN_WORK = (AssignmentState.ACTIVE, AssignmentState.SUBMITTED, AssignmentState.RETURNED)


@transaction.atomic
def set_places(*, actor: User, article: Article, required: int) -> Article:
    """How many annotators the article needs, other than the project's rule.

    ``Invalid`` below the places that are taken; ``WrongState`` for an article that has its gold. More places open a
    labelled article again, fewer may make it labelled.
    """
    locked = _locked(actor, article)
    between("required", required, 1, MOST_PLACES)
    if required < locked.reserved:
        raise Invalid(
            "required",
            required,
            f"is less than the {counted(locked.reserved, 'place that is taken', 'places that are taken')}",
        )
    if locked.state == ArticleState.ADJUDICATED and required != locked.required:
        raise WrongState("The article has its gold; nobody more is asked.")
    before: dict[str, Any] = {"required": locked.required, "state": str(locked.state)}
    locked.required = required
    if locked.state == ArticleState.FROZEN and locked.done == required:
        locked.state = ArticleState.LABELLED
    elif locked.state == ArticleState.LABELLED and locked.done < required:
        locked.state = ArticleState.FROZEN
    return _saved(actor, locked, before, {"required": required, "state": str(locked.state)})


@transaction.atomic
def set_priority(*, actor: User, article: Article, priority: int) -> Article:
    """Where the article stands in the queue: higher ones are given out first."""
    locked = _locked(actor, article)
    between("priority", priority, *PRIORITIES)
    before = {"priority": locked.priority}
    locked.priority = priority
    return _saved(actor, locked, before, {"priority": priority})


@transaction.atomic
def put_in_batch(*, actor: User, article: Article, batch: Batch | None) -> Article:
    """Moves the article into a batch of its project, whose priority it takes; None takes it out of any.

    ``WrongState`` when that would make training or calibration of work that is under way, or the reverse.
    """
    locked = _locked(actor, article)
    if batch is not None and batch.project_id != locked.project_id:
        raise Invalid("batch", str(batch.pk), "is not a batch of this project")
    was = kind_of(locked)
    before: dict[str, Any] = {"batch": locked.batch and locked.batch.name, "priority": locked.priority}
    locked.batch, locked.priority = batch, batch.priority if batch else 0
    if kind_of(locked) != was and under_way(Assignment.objects.filter(article=locked)):
        raise WrongState("Somebody is at work on this article; it stays in a batch of its kind until that is reviewed.")
    return _saved(actor, locked, before, {"batch": batch and batch.name, "priority": locked.priority})


@transaction.atomic
def change_article(*, actor: User, article: Article, changes: Mapping[str, Any]) -> Article:
    """``required``, ``batch`` and ``priority`` in one go: all of the changes or none."""
    locked = _locked(actor, article)
    if "required" in changes:
        locked = set_places(actor=actor, article=locked, required=changes["required"])
    if "batch" in changes:
        locked = put_in_batch(actor=actor, article=locked, batch=changes["batch"])
    if "priority" in changes:
        locked = set_priority(actor=actor, article=locked, priority=changes["priority"])
    return locked


def under_way(rows: Any) -> bool:
    """Whether work or training among the assignments is not finished."""
    return bool(rows.filter(state__in=OPEN_WORK).exclude(purpose=Purpose.KNOWN).exists())


def _locked(actor: User, article: Article) -> Article:
    if not can_manage(actor, article.project):
        raise NotAllowed("Only a lead changes an article's places, priority and batch.")
    return locked_article(article.pk)


def _saved(actor: User, article: Article, before: dict[str, Any], after: dict[str, Any]) -> Article:
    if before != after:
        article.save(update_fields=[*after])
        record(actor=actor, verb="article.changed", obj=article, project=article.project, before=before, after=after)
    return article
