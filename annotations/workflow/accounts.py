"""What operators do to other people's accounts."""

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from annotations.models import User
from annotations.workflow.errors import Invalid, NotAllowed
from annotations.workflow.events import record


def _locked(actor: User, person: User) -> User:
    if not (actor.is_active and actor.is_superuser):
        raise NotAllowed("Only operators change other people's accounts.")
    return User.objects.select_for_update().get(pk=person.pk)


@transaction.atomic
def change_person(
    *, actor: User, person: User, display_name: str, email: str, is_active: bool, is_operator: bool
) -> User:
    """Changes what an operator may change; a closed account ends its sessions and keeps its labels.

    Nobody closes their own account or gives up being an operator, so that one is always left.
    """
    row = _locked(actor, person)
    if row.pk == actor.pk and not (is_active and is_operator):
        raise NotAllowed("Nobody closes their own account or takes away their own rights: ask another operator.")
    before = _facts(row)
    row.display_name, row.email, row.is_active = " ".join(display_name.split()), email, is_active
    row.is_staff = row.is_superuser = is_operator
    try:
        row.full_clean()
    except ValidationError as error:
        field, messages = next(iter(error.message_dict.items()))
        raise Invalid(field, getattr(row, field, ""), " ".join(messages)) from None
    if _facts(row) != before:
        row.save(update_fields=["display_name", "email", "is_active", "is_staff", "is_superuser"])
        record(actor=actor, verb="person.changed", obj=row, project=None, before=before, after=_facts(row))
    return row


def _facts(person: User) -> dict[str, object]:
    return {
        "display_name": person.display_name,
        "email": person.email,
        "is_active": person.is_active,
        "is_operator": person.is_superuser,
    }


@transaction.atomic
def give_password(*, actor: User, person: User, password: str) -> User:
    """Sets a new password for somebody who lost theirs; all their sessions end. ``Invalid`` for a weak one."""
    row = _locked(actor, person)
    try:
        validate_password(password, row)
    except ValidationError as error:
        raise Invalid("password", "", " ".join(error.messages)) from None
    row.set_password(password)
    row.save(update_fields=["password"])
    record(actor=actor, verb="person.password_given", obj=row, project=None)
    return row
