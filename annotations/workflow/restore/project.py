"""The project takes over what the dataset says of itself: its address and words, its people, its entities."""

import re
import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_slug

from annotations.models import Entity, EntityKind, Membership, Project, Role, User
from annotations.workflow.members import next_pseudonym
from annotations.workflow.restore.shapes import Line

WORDS = {"slug": "slug", "name": "name", "description": "description", "licence": "annotation_licence"}
"""What a project says of itself, by the name that a dataset has for it."""
NOT_OF_A_NAME = re.compile(r"[^\w.@+-]+")
LONGEST_NAME = 120


def take_words(project: Project, scheme: Line) -> dict[str, dict[str, str]]:
    """The project under the dataset's address, name, description and licence, not saved; what they were and became."""
    words = scheme.row["project"]
    _check_address(project, scheme, words["slug"])
    before = {key: getattr(project, field) for key, field in WORDS.items()}
    for key, field in WORDS.items():
        setattr(project, field, words[key])
    return {"before": before, "after": {key: words[key] for key in WORDS}}


def keep_words(project: Project) -> None:
    """Saves what ``take_words`` took over: last, for from then on everybody else at work in the project waits."""
    project.save(update_fields=list(WORDS.values()))


def _check_address(project: Project, scheme: Line, slug: str) -> None:
    try:
        validate_slug(slug)
    except ValidationError:
        raise scheme.bad("project.slug", slug, "is no address") from None
    if Project.objects.filter(slug=slug).exclude(pk=project.pk).exists():
        rule = "is the address of another project on this server (or in its trash), and the dataset keeps its address"
        raise scheme.bad("project.slug", slug, rule)


def write_people(project: Project, actor: User, scheme: Line) -> dict[str, User]:
    """An account that cannot sign in for each pseudonym, as a member who has left.

    Who they are elsewhere is not known here, so nothing of theirs becomes anybody else's: ``actor`` keeps or gets a
    name that none of them has.
    """
    if "people" not in scheme.row:
        raise scheme.bad(
            "people", None, "is missing: annotators were numbered anew in each article (people=per_article)"
        )
    cells = scheme.row["people"]
    names = [cell["pseudonym"] for cell in cells]
    for cell in cells:
        scheme.one_of("people.role", cell["role"], Role.values)
    people = _accounts(project.slug, names)
    own = Membership.objects.get(project=project, user=actor)
    before, own.pseudonym = own.pseudonym, f"={own.pk.hex}"  # out of the way of those who had theirs before
    own.save(update_fields=["pseudonym"])
    Membership.objects.bulk_create(
        Membership(
            project=project,
            user=people[cell["pseudonym"]],
            role=cell["role"],
            pseudonym=cell["pseudonym"],
            is_active=False,
        )
        for cell in cells
    )
    own.pseudonym = next_pseudonym(project) if before in people else before
    own.save(update_fields=["pseudonym"])
    return people


def write_nobody(project: Project) -> User:
    """The account that stands for annotators whose labels gold rests on and the dataset does not hold."""
    return _accounts(project.slug, ["unknown"])["unknown"]


def _accounts(slug: str, names: Sequence[str]) -> dict[str, User]:
    wanted = {name: NOT_OF_A_NAME.sub("-", f"{slug}-{name}") for name in names}
    taken = set(User.objects.filter(username__in=wanted.values()).values_list("username", flat=True))
    people = {}
    for name, username in wanted.items():
        person = User(username=username, display_name=name[:LONGEST_NAME], is_active=False)
        if username in taken:
            person.username = f"{username}-{person.pk.hex[-8:]}"
        person.set_unusable_password()
        people[name] = person
    User.objects.bulk_create(people.values())
    return people


def write_entities(project: Project, lines: Sequence[Line]) -> dict[str, uuid.UUID]:
    """The entities, those merged into others too; their ids by ``ent:<key>``."""
    rows = {line.row["entity"]: _entity(project, line) for line in lines}
    for line in lines:
        into = line.row["merged_into"]
        if into is not None and into not in rows:
            raise line.bad("merged_into", into, "is none of entities.jsonl")
        rows[line.row["entity"]].merged_into = rows[into] if into else None
    Entity.objects.bulk_create(rows.values())
    return {key: row.pk for key, row in rows.items()}


def _entity(project: Project, line: Line) -> Entity:
    row: Mapping[str, Any] = line.row
    if not row["entity"].startswith("ent:"):
        raise line.bad("entity", row["entity"], "does not begin with ent:")
    return Entity(
        project=project,
        key=row["entity"].removeprefix("ent:"),
        canonical_name=row["name"],
        kind=line.one_of("kind", row["kind"], EntityKind.values),
        description=row["description"],
        aliases=row["aliases"],
        wikidata_id=row["wikidata_id"],
        pin=row["pin"],
    )
