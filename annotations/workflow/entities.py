"""The project's list of people, bodies and topics."""

from collections.abc import Sequence
from itertools import count

from django.db import transaction
from django.db.models import Q
from django.utils.text import slugify

from annotations.models import Entity, EntityKind, Project, User
from annotations.permissions import can_annotate, can_manage
from annotations.schemes.checks import AnswerError, text
from annotations.workflow.errors import Invalid, NotAllowed
from annotations.workflow.events import record
from annotations.workflow.segmentation import EntityDraft

KEY_LENGTH = 60


def free_key(project: Project, name: str) -> str:
    """A key for ``name`` that no entity of the project has: the name in ASCII, with a number if it is taken."""
    return free_keys(project, [name])[0]


def named(project: Project, name: str) -> Entity | None:
    """The entity of that name; the one it went into if it was merged."""
    rows = Entity.objects.filter(project=project, canonical_name=name).select_related("merged_into")
    found = rows.order_by("-merged_into_id", "pk").first()  # null, which is "not merged", comes first
    while found is not None and found.merged_into is not None:
        found = found.merged_into
    return found


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
    Project.objects.select_for_update(no_key=True).get(pk=project.pk)
    if there := named(project, name):
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
    Project.objects.select_for_update(no_key=True).get(pk=entity.project_id)
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


def entities_named(project: Project, drafts: Sequence[EntityDraft]) -> dict[str, Entity]:
    """The entity behind each draft's name: the project's own where a name or alias is known, a new one otherwise.

    A name that is merged into another leads there. Part of an import's act; the import's event tells of it.
    """
    wanted = {draft.name: draft for draft in drafts}
    found = _known(project, list(wanted))
    fresh = [draft for name, draft in wanted.items() if name not in found]
    keys = free_keys(project, [draft.key or draft.name for draft in fresh])
    rows = [
        Entity(
            project=project,
            key=key,
            canonical_name=draft.name,
            kind=draft.kind,
            description=draft.description,
            aliases=list(draft.aliases),
        )
        for key, draft in zip(keys, fresh, strict=True)
    ]
    Entity.objects.bulk_create(rows, batch_size=1000)
    return found | {row.canonical_name: row for row in rows}


def _known(project: Project, names: list[str]) -> dict[str, Entity]:
    here = Entity.objects.filter(project=project).filter(Q(canonical_name__in=names) | Q(aliases__overlap=names))
    rows = list(here.select_related("merged_into").order_by("created_at", "pk"))
    wanted = set(names)
    found: dict[str, Entity] = {}
    for row in rows:
        for alias in wanted.intersection(row.aliases):
            found.setdefault(alias, row.merged_into or row)
    # A name of one's own goes before an alias of somebody else, and a living name before one that was merged.
    for row in sorted(rows, key=lambda row: row.merged_into is None):
        if row.canonical_name in wanted:
            found[row.canonical_name] = row.merged_into or row
    return found


def free_keys(project: Project, names: Sequence[str]) -> list[str]:
    """A key for each name that no entity of the project and no other of these names has."""
    stems = [slugify(name)[:KEY_LENGTH].strip("-") or "entity" for name in names]
    taken = set(Entity.objects.filter(project=project, key__in=stems).values_list("key", flat=True))
    found = []
    for stem in stems:
        key = stem if stem not in taken else _numbered(project, stem, taken)
        taken.add(key)
        found.append(key)
    return found


def _numbered(project: Project, stem: str, taken: set[str]) -> str:
    used = set(Entity.objects.filter(project=project, key__startswith=f"{stem}-").values_list("key", flat=True)) | taken
    return next(key for n in count(2) if (key := f"{stem}-{n}") not in used)
