"""Batches: articles that are given out together, and how they are shared out among people."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from annotations.models import Article, Assignment, Batch, BatchKind, BatchShare, Membership, Project, User
from annotations.permissions import can_manage
from annotations.workflow.articles import PRIORITIES, under_way
from annotations.workflow.change import between, changed_fields
from annotations.workflow.errors import Duplicate, Invalid, NotAllowed, WrongState
from annotations.workflow.events import record


@transaction.atomic
def create_batch(
    *, actor: User, project: Project, name: str, kind: str = BatchKind.PRODUCTION, priority: int = 0
) -> Batch:
    """An empty batch. ``Duplicate`` for a name that the project has."""
    _require_lead(actor, project)
    Project.objects.select_for_update(no_key=True).get(pk=project.pk)
    batch = Batch(project=project)
    _checked(batch, {"name": name.strip(), "kind": kind, "priority": priority})
    batch.save(force_insert=True)
    after = {"name": batch.name, "kind": str(batch.kind), "priority": batch.priority}
    record(actor=actor, verb="batch.created", obj=batch, project=project, after=after)
    return batch


@transaction.atomic
def change_batch(*, actor: User, batch: Batch, **changes: Any) -> Batch:
    """Changes ``name``, ``kind`` or ``priority``; a new priority goes to all articles of the batch.

    ``WrongState`` for another kind while somebody is at work in the batch.
    """
    _require_lead(actor, batch.project)
    Project.objects.select_for_update(no_key=True).get(pk=batch.project_id)
    locked = Batch.objects.select_for_update(of=("self",)).select_related("project").get(pk=batch.pk)
    before = _checked(locked, changes)
    if not before:
        return locked
    if "kind" in before and under_way(Assignment.objects.filter(article__batch=locked)):
        raise WrongState("Somebody is at work in this batch; it keeps its kind until that is reviewed.")
    locked.save(update_fields=list(before))
    if "priority" in before:
        rows = Article.objects.filter(batch=locked).order_by("pk")
        keys = list(rows.select_for_update().values_list("pk", flat=True))
        Article.objects.filter(pk__in=keys).update(priority=locked.priority)
    after = {name: getattr(locked, name) for name in before}
    record(actor=actor, verb="batch.changed", obj=locked, project=locked.project, before=before, after=after)
    return locked


@transaction.atomic
def set_share(*, actor: User, batch: Batch, member: Membership, percent: int | None) -> BatchShare | None:
    """At most so many percent of the batch's articles go to the member; None lifts that."""
    _require_lead(actor, batch.project)
    between("percent", percent, 0, 100)
    if member.project_id != batch.project_id:
        raise Invalid("member", str(member.pk), "is not a member of this project")
    Membership.objects.select_for_update(of=("self",), no_key=True).get(pk=member.pk)
    kept = BatchShare.objects.filter(batch=batch, member=member).first()
    before = kept.percent if kept else None
    if before == percent:
        return kept
    if percent is None:
        BatchShare.objects.filter(batch=batch, member=member).delete()
        share = None
    else:
        share, _ = BatchShare.objects.update_or_create(batch=batch, member=member, defaults={"percent": percent})
    told = {"member": str(member.pk)}
    record(
        actor=actor,
        verb="batch.shared",
        obj=batch,
        project=batch.project,
        before=told | {"percent": before},
        after=told | {"percent": percent},
    )
    return share


def _require_lead(actor: User, project: Project) -> None:
    if not can_manage(actor, project):
        raise NotAllowed("Only a lead changes the batches of a project.")


def _checked(batch: Batch, wanted: dict[str, Any]) -> dict[str, Any]:
    """Sets the fields; what differed, as it was."""
    if "priority" in wanted:
        between("priority", wanted["priority"], *PRIORITIES)
    if "kind" in wanted and wanted["kind"] not in BatchKind.values:
        raise Invalid("kind", wanted["kind"], f"is not one of {', '.join(BatchKind.values)}")
    before = changed_fields(batch, wanted)
    try:
        batch.clean_fields(exclude=["project"])
    except ValidationError as error:
        field, messages = next(iter(error.message_dict.items()))
        raise Invalid(field, getattr(batch, field, ""), " ".join(messages)) from None
    twin = Batch.objects.filter(project=batch.project_id, name=batch.name).exclude(pk=batch.pk)
    if twin.exists():
        raise Duplicate(f"There is a batch “{batch.name}” already.", field="name", value=batch.name)
    return before
