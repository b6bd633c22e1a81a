"""The project's list of people, bodies and topics."""

from django.db import transaction
from django.utils.text import slugify

from annotations.models import Entity, EntityKind, Project, User
from annotations.permissions import can_annotate, can_manage
from annotations.schemes.checks import AnswerError, text
from annotations.workflow.errors import Invalid, NotAllowed
from annotations.workflow.events import record

KEY_LENGTH = 60


def free_key(project: Project, name: str) -> str:
    """A key for ``name`` that no entity of the project has: the name in ASCII, with a number if it is taken."""
    stem = slugify(name)[:KEY_LENGTH].strip("-") or "entity"
    taken = set(Entity.objects.filter(project=project, key__startswith=stem).values_list("key", flat=True))
    if stem not in taken:
        return stem
    return next(key for n in range(2, len(taken) + 3) if (key := f"{stem}-{n}") not in taken)


@transaction.atomic
def create_entity(*, actor: User, project: Project, name: str, kind: str = EntityKind.OTHER) -> Entity:
    """The entity of that name, made if it is new; annotators need it to name a holder or target."""
    if not can_annotate(actor, project):
        raise NotAllowed("Only people who label here add entities.")
    try:
        name = " ".join(text(name, 200, "name").split())
    except AnswerError as error:
        raise Invalid(error.field, error.value, error.rule) from None
    if not name:
        raise Invalid("name", name, "is empty")
    if kind not in EntityKind.values:
        raise Invalid("kind", kind, f"is not one of {', '.join(EntityKind.values)}")
    Project.objects.select_for_update().get(pk=project.pk)
    there = Entity.objects.filter(project=project, canonical_name=name, merged_into__isnull=True).first()
    if there is not None:
        return there
    entity = Entity.objects.create(project=project, key=free_key(project, name), canonical_name=name, kind=kind)
    record(actor=actor, verb="entity.created", obj=entity, project=project, after={"name": name, "kind": kind})
    return entity


@transaction.atomic
def pin_entity(*, actor: User, entity: Entity, place: int | None) -> Entity:
    """Puts the entity at ``place`` (from 0) among the targets that are offered first; None takes it off the list.

    The others close up, so pins are always 0, 1, 2, …; a place beyond the end means the end.
    """
    if not can_manage(actor, entity.project):
        raise NotAllowed("Only a lead pins targets.")
    Project.objects.select_for_update().get(pk=entity.project_id)
    if place is not None and place < 0:
        raise Invalid("place", place, "is not a place: they are numbered from 0")
    pinned = list(Entity.objects.filter(project=entity.project, pin__isnull=False).order_by("pin", "pk"))
    before = next((row.pin for row in pinned if row.pk == entity.pk), None)
    pinned = [row for row in pinned if row.pk != entity.pk]
    entity.pin = None
    if place is not None:
        pinned.insert(place, entity)
    for number, row in enumerate(pinned):
        row.pin = number
    Entity.objects.filter(pk=entity.pk).update(pin=entity.pin)
    Entity.objects.bulk_update(pinned, ["pin"])
    record(
        actor=actor,
        verb="entity.pinned",
        obj=entity,
        project=entity.project,
        before={"pin": before},
        after={"pin": entity.pin},
    )
    return entity
