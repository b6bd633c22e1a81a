"""Writing down what was done, in the transaction that does it."""

from typing import Any

from django.db.models import Model

from annotations.models import Event, Project, User

VERBS = (
    "project.created",
    "member.added",
    "member.changed",
    "member.removed",
    "person.invited",
    "person.renamed",
    "person.changed",
    "person.password_given",
    "guideline.published",
    "article.imported",
    "article.segmented",
    "article.frozen",
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
    "annotation.revised",
    "review.opened",
    "review.decided",
    "review.finished",
    "review.replied",
    "statement.settled",
    "token.issued",
    "token.revoked",
    "dataset.exported",
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
    """One event about ``obj`` (any row with a UUID key); ``verb`` must be listed in ``VERBS``."""
    if verb not in VERBS:
        raise ValueError(f"unknown verb {verb!r}: list it in VERBS first")
    return Event.objects.create(
        actor=actor,
        verb=verb,
        object_type=type(obj).__name__.lower(),
        object_id=obj.pk,
        project=project,
        before=before,
        after=after,
        caused_by=caused_by,
    )
