"""What people change about themselves."""

from collections.abc import Collection, Mapping

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from annotations.models import NoticeKind, User
from annotations.queries import visibility
from annotations.queries.protocols import protocol_in_force
from annotations.schemes.checks import AnswerError
from annotations.schemes.keys import answer_keys, checked
from annotations.workflow.errors import Invalid
from annotations.workflow.events import record
from annotations.workflow.notices import MAIL, mailed_kinds

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


@transaction.atomic
def choose_keys(*, actor: User, single: bool, acts: Mapping[str, object]) -> User:
    """Gives ``actor`` other keys at the workbench, or (``single`` false) none of one character on any page.

    ``acts`` holds the key of each act that is to have another one (see ``schemes.keys``); all others have their first.
    """
    try:
        changes = checked(acts, _answering(actor))
    except AnswerError as error:
        raise Invalid(error.field, error.value, error.rule) from None
    person = User.objects.select_for_update().get(pk=actor.pk)
    before = person.preferences.get("keys", {"single": True, "acts": {}})
    after = {"single": single, "acts": changes}
    if after != before:
        person.preferences = {**person.preferences, "keys": after}
        person.save(update_fields=["preferences"])
        record(actor=person, verb="person.keys_chosen", obj=person, project=None, before=before, after=after)
    return person


def _answering(person: User) -> set[str]:
    return answer_keys(protocol_in_force(project).scheme for project in visibility.projects(person))


@transaction.atomic
def choose_mail(*, actor: User, email: str, kinds: Collection[str]) -> User:
    """Sets where mails to ``actor`` go (empty: nowhere) and which kinds of notices are worth one."""
    email = email.strip()
    if email:
        try:
            validate_email(email)
        except ValidationError:
            raise Invalid("email", email, "is not a mail address") from None
    for kind in kinds:
        if kind not in NoticeKind.values:
            raise Invalid("kinds", kind, f"is not one of {', '.join(NoticeKind.values)}")
    person = User.objects.select_for_update().get(pk=actor.pk)
    before = {"has_address": bool(person.email), "kinds": mailed_kinds(person)}
    person.email = email
    person.preferences = person.preferences | {MAIL: [kind for kind in NoticeKind.values if kind in kinds]}
    person.save(update_fields=["email", "preferences"])
    after = {"has_address": bool(email), "kinds": mailed_kinds(person)}
    record(actor=person, verb="person.mail_chosen", obj=person, project=None, before=before, after=after)
    return person
