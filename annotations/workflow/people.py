"""What people change about themselves."""

from django.db import transaction

from annotations.models import User
from annotations.workflow.errors import Invalid
from annotations.workflow.events import record

NAME_LENGTH = 120


@transaction.atomic
def rename_person(*, actor: User, display_name: str) -> User:
    """Gives ``actor`` another name to be shown to colleagues; exports keep the pseudonym."""
    name = " ".join(display_name.split())
    if not name or len(name) > NAME_LENGTH or "\0" in name:
        raise Invalid("display_name", name, f"has 1 to {NAME_LENGTH} characters")
    person = User.objects.select_for_update().get(pk=actor.pk)
    before = person.display_name
    if name != before:
        person.display_name = name
        person.save(update_fields=["display_name"])
        record(
            actor=person,
            verb="person.renamed",
            obj=person,
            project=None,
            before={"display_name": before},
            after={"display_name": name},
        )
    return person
