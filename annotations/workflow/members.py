"""Who belongs to a project, in which role; invitations by link."""

import re
from dataclasses import dataclass

from django.contrib.auth.password_validation import validate_password
from django.core import signing
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from annotations.models import Event, Membership, Project, Role, User
from annotations.models.project import ANNOTATING
from annotations.permissions import can_manage
from annotations.workflow.errors import Duplicate, Invalid, NotAllowed, WrongState
from annotations.workflow.events import record
from annotations.workflow.leases import release_all

INVITATION_SALT = "annotations.invitation"
INVITATION_DAYS = 7
COUNTED = re.compile("p([0-9]{1,9})")
"""A pseudonym that was counted."""


@transaction.atomic
def create_person(
    *, username: str, display_name: str, password: str, email: str = "", is_operator: bool = False
) -> User:
    """A person who can sign in. ``Invalid`` names the field of a bad or taken user name, or of a weak password."""
    user = User(username=username, display_name=display_name.strip(), email=email)
    user.is_staff = user.is_superuser = is_operator
    try:
        validate_password(password, user)
        user.set_password(password)
        user.full_clean()
        with transaction.atomic():
            user.save()
    except IntegrityError:  # somebody took the name at the same moment
        raise Invalid("username", username, "This user name is taken.") from None
    except ValidationError as error:
        errors = error.message_dict if hasattr(error, "error_dict") else {"password": error.messages}
        field, messages = next(iter(errors.items()))
        shown = "" if field == "password" else getattr(user, field, "")
        raise Invalid(field, shown, " ".join(messages)) from None
    return user


def join(*, project: Project, user: User, role: str, actor: User | None, caused_by: Event | None = None) -> Membership:
    """Writes the membership; pseudonyms are counted per project (``p01``, ``p02``, …) and never reused."""
    membership = Membership.objects.create(project=project, user=user, role=role, pseudonym=next_pseudonym(project))
    record(
        actor=actor,
        verb="member.added",
        obj=membership,
        project=project,
        after={"user": str(user.pk), "role": role},
        caused_by=caused_by,
    )
    return membership


def next_pseudonym(project: Project) -> str:
    """The name of the next member in exports; those that came back with a dataset may have gaps between them."""
    names = list(Membership.objects.filter(project=project).values_list("pseudonym", flat=True))
    numbers = (int(found[1]) for name in names if (found := COUNTED.fullmatch(name)))
    return f"p{max(len(names), *numbers, 0) + 1:02d}"


def _require_lead(actor: User, project: Project) -> None:
    if not can_manage(actor, project):
        raise NotAllowed("Only a lead changes who works in this project.")


def _role(value: str) -> str:
    if value not in Role.values:
        raise Invalid("role", value, f"is not one of {', '.join(Role.values)}")
    return value


@transaction.atomic
def add_member(*, actor: User, project: Project, username: str, role: str) -> Membership:
    """Adds a person who can sign in already; somebody who had left comes back with the new role."""
    _require_lead(actor, project)
    Project.objects.select_for_update(no_key=True).get(pk=project.pk)
    user = User.objects.filter(username=username, is_active=True).first()
    if user is None:
        raise Invalid("username", username, "is nobody who can sign in; send an invitation instead")
    former = Membership.objects.filter(project=project, user=user).first()
    if former is None:
        return join(project=project, user=user, role=_role(role), actor=actor)
    if former.is_active:
        raise Duplicate(f"{user} is a member already.", field="username", value=username)
    return _change(former, actor, role=_role(role), is_active=True, verb="member.added")


@transaction.atomic
def change_role(*, actor: User, membership: Membership, role: str) -> Membership:
    """Gives a member another role. Nobody changes their own, and the last lead stays lead."""
    _require_lead(actor, membership.project)
    _refuse_own(actor, membership)
    return _change(_locked(membership), actor, role=_role(role), is_active=True, verb="member.changed")


@transaction.atomic
def remove_member(*, actor: User, membership: Membership) -> Membership:
    """Ends a membership; the labels stay, places held are free again. Nobody removes themselves."""
    _require_lead(actor, membership.project)
    _refuse_own(actor, membership)
    member = _locked(membership)
    return _change(member, actor, role=member.role, is_active=False, verb="member.removed")


def _locked(membership: Membership) -> Membership:
    # All changes of one project's people queue on the project's row: two leads cannot demote each other. "No key", for
    # every row that is written meanwhile refers to the project and must not wait for it.
    project = Project.objects.select_for_update(no_key=True).get(pk=membership.project_id)
    member = Membership.objects.select_related("project", "user").get(pk=membership.pk)
    others = Membership.objects.filter(project=project, role=Role.LEAD, is_active=True).exclude(pk=member.pk)
    if member.role == Role.LEAD and not others.exists():
        raise WrongState("The last lead of a project stays its lead.")
    return member


def _refuse_own(actor: User, membership: Membership) -> None:
    if membership.user_id == actor.pk:
        raise NotAllowed("Nobody changes their own role: ask another lead.")


def _change(
    member: Membership, actor: User, *, role: str, is_active: bool, verb: str, caused_by: Event | None = None
) -> Membership:
    if not can_manage(actor, member.project):
        raise NotAllowed("Only a lead changes who works in this project.")
    before = {"role": member.role, "is_active": member.is_active}
    member.role, member.is_active = role, is_active
    member.save(update_fields=["role", "is_active"])
    event = record(
        actor=actor,
        verb=verb,
        obj=member,
        project=member.project,
        before=before,
        after={"role": role, "is_active": is_active},
        caused_by=caused_by,
    )
    if not (is_active and role in ANNOTATING):
        release_all(actor=actor, project=member.project, annotator=member.user, caused_by=event)
    return member


@transaction.atomic
def invite(*, actor: User, project: Project, role: str) -> str:
    """A signed token, good once and for ``INVITATION_DAYS``, with which somebody joins in that role."""
    _require_lead(actor, project)
    after = {"role": _role(role)}
    event = record(actor=actor, verb="person.invited", obj=project, project=project, after=after)
    return signing.dumps(str(event.pk), salt=INVITATION_SALT)


@dataclass(frozen=True, slots=True)
class Invitation:
    """What a token stands for; the event of the invitation is its memory: what it caused shows that it was used."""

    event: Event
    project: Project
    role: str
    inviter: User


def read_invitation(token: str) -> Invitation:
    """What the token stands for; ``Invalid`` if it is forged, too old, used, or its inviter no longer leads."""
    try:
        key = signing.loads(token, salt=INVITATION_SALT, max_age=INVITATION_DAYS * 86_400)
    except signing.BadSignature:
        raise _no_invitation(token, f"is not valid; ask for a new one (they last {INVITATION_DAYS} days)") from None
    event = Event.objects.select_related("project", "actor").filter(pk=key, verb="person.invited").first()
    if event is None or event.project is None or event.actor is None or event.project.deleted_at:
        raise _no_invitation(token, "is for a project that is gone")
    if not can_manage(event.actor, event.project):
        raise _no_invitation(token, "comes from somebody who no longer leads that project")
    if event.caused.exists():
        raise _no_invitation(token, "was used; each lets one person in")
    return Invitation(event, event.project, (event.after or {})["role"], event.actor)


def _no_invitation(token: str, rule: str) -> Invalid:
    return Invalid("invitation", token[:12], rule)


def _locked_invitation(token: str) -> Invitation:
    # Two people with one link queue on the project's row; the second finds the link used.
    Project.objects.select_for_update(no_key=True).get(pk=read_invitation(token).project.pk)
    return read_invitation(token)


@transaction.atomic
def accept_invitation(*, token: str, username: str, display_name: str, password: str) -> Membership:
    """Makes the person and their membership in one step."""
    asked = _locked_invitation(token)
    user = create_person(username=username, display_name=display_name, password=password)
    return join(project=asked.project, user=user, role=asked.role, actor=asked.inviter, caused_by=asked.event)


@transaction.atomic
def join_by_invitation(*, actor: User, token: str) -> Membership:
    """Lets somebody who has an account in; whoever was taken out after the invitation was made stays out."""
    asked = _locked_invitation(token)
    former = Membership.objects.select_related("project").filter(project=asked.project, user=actor).first()
    if former is None:
        return join(project=asked.project, user=actor, role=asked.role, actor=asked.inviter, caused_by=asked.event)
    if former.is_active:
        raise Duplicate("You are a member already.", field="invitation", value=token[:12])
    if Event.objects.filter(verb="member.removed", object_id=former.pk, at__gt=asked.event.at).exists():
        raise _no_invitation(token, "is older than the end of your membership; ask for a new one")
    return _change(former, asked.inviter, role=asked.role, is_active=True, verb="member.added", caused_by=asked.event)
