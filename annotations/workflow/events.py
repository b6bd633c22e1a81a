"""Writing down what was done, in the transaction that does it."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Model

from annotations.models import Event, Project, User
from annotations.models.identity import uuid7
from annotations.workflow.copy_rows import copy_rows
from annotations.workflow.notices import tell

VERBS = (
    "project.created",
    "project.changed",
    "project.trashed",
    "project.restored",
    "member.added",
    "member.changed",
    "member.removed",
    "member.limited",
    "member.trained",
    "person.invited",
    "person.renamed",
    "person.keys_chosen",
    "person.mail_chosen",
    "person.changed",
    "person.password_given",
    "guideline.published",
    "labelset.cloned",
    "labelset.edited",
    "labelset.merged",
    "labelset.parted",
    "protocol.edited",
    "import.started",
    "import.checked",
    "import.requested",
    "import.stored",
    "import.failed",
    "import.cancelled",
    "import.retried",
    "article.imported",
    "article.segmented",
    "article.frozen",
    "article.changed",
    "article.trashed",
    "article.restored",
    "batch.created",
    "batch.changed",
    "batch.shared",
    "split.edited",
    "split.undone",
    "split.redone",
    "entity.created",
    "entity.pinned",
    "assignment.taken",
    "assignment.given",
    "assignment.released",
    "assignment.expired",
    "assignment.submitted",
    "assignment.returned",
    "known.asked",
    "training.finished",
    "annotation.revised",
    "review.ruled",
    "review.opened",
    "review.answered_first",
    "review.decided",
    "review.finished",
    "review.replied",
    "statement.settled",
    "agreement.asked",
    "agreement.measured",
    "agreement.failed",
    "agreement.cancelled",
    "statement.decided",
    "statement.reopened",
    "statement.asked_back",
    "statement.approved",
    "review.undone",
    "bulk.begun",
    "bulk.undone",
    "comment.written",
    "comment.resolved",
    "comment.reopened",
    "token.issued",
    "token.revoked",
    "dataset.exported",
    "dataset.restored",
    "dataset.asked",
    "dataset.written",
    "dataset.failed",
    "dataset.discarded",
    "release.asked",
    "release.published",
    "release.failed",
    "release.withdrawn",
)


def record(
    *,
    actor: User | None,
    verb: str,
    obj: Model,
    project: Project | None,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    caused_by: Event | None = None,
) -> Event:
    """One event about ``obj`` (any row with a UUID key), told to whom it concerns; ``verb`` is one of ``VERBS``."""
    event = happened(actor=actor, verb=verb, obj=obj, project=project, before=before, after=after, caused_by=caused_by)
    event.save(force_insert=True)
    tell(event, obj)
    return event


def record_all(events: Iterable[Event]) -> None:
    """Many events that ``happened``, at once."""
    copy_rows(Event, events)


def happened(
    *,
    actor: User | None,
    verb: str,
    obj: Model,
    project: Project | None,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    caused_by: Event | None = None,
) -> Event:
    """An event that is not written yet; arguments as for ``record``."""
    return Event(actor=actor, project=project, caused_by=caused_by, **_about(verb, obj, before, after))


def event_row(
    *, actor: User, verb: str, obj: Model, project: Project, before: dict[str, Any], after: dict[str, Any]
) -> dict[str, Any]:
    """What ``happened``, as ``inserting`` takes it: an object would take longer to make than to store."""
    return {
        "id": uuid7(),
        "actor_id": actor.pk,
        "project_id": project.pk,
        "caused_by_id": None,
        **_about(verb, obj, before, after),
    }


def _about(verb: str, obj: Model, before: dict[str, Any] | None, after: dict[str, Any] | None) -> dict[str, Any]:
    if verb not in VERBS:
        raise ValueError(f"unknown verb {verb!r}: list it in VERBS first")
    return {
        "verb": verb,
        "object_type": type(obj).__name__.lower(),
        "object_id": obj.pk,
        "before": before,
        "after": after,
    }
