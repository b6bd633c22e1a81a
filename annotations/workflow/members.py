"""Who belongs to a project, in which role; invitations by link."""

from django.contrib.auth.password_validation import validate_password
from django.core import signing
from django.core.exceptions import ValidationError
from django.db import transaction

from annotations.models import Event, Membership, Project, Role, User
from annotations.permissions import can_manage
from annotations.workflow.errors import Duplicate, Invalid, NotAllowed, WrongState
from annotations.workflow.events import record

INVITATION_SALT = "annotations.invitation"
INVITATION_DAYS = 7


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
    except ValidationError as error:
        errors = error.message_dict if hasattr(error, "error_dict") else {"password": error.messages}
        field, messages = next(iter(errors.items()))
        shown = "" if field == "password" else getattr(user, field, "")
        raise Invalid(field, shown, " ".join(messages)) from None
    user.save()
    return user


def join(*, project: Project, user: User, role: str, actor: User | None, caused_by: Event | None = None) -> Membership:
    """Writes the membership; pseudonyms are counted per project (``p01``, ``p02``, …) and never reused."""
    number = Membership.objects.filter(project=project).count() + 1
    membership = Membership.objects.create(project=project, user=user, role=role, pseudonym=f"p{number:02d}")
    record(
        actor=actor,
        verb="member.added",
        obj=membership,
        project=project,
        after={"user": str(user.pk), "role": role},
        caused_by=caused_by,
    )
    return membership


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
    Project.objects.select_for_update().get(pk=project.pk)
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
    """Ends a membership; the labels stay. Nobody removes themselves."""
    _require_lead(actor, membership.project)
    _refuse_own(actor, membership)
    member = _locked(membership)
    return _change(member, actor, role=member.role, is_active=False, verb="member.removed")


def _locked(membership: Membership) -> Membership:
    # All changes of one project's people queue on the project's row: two leads cannot demote each other.
    project = Project.objects.select_for_update().get(pk=membership.project_id)
    member = Membership.objects.select_related("project", "user").get(pk=membership.pk)
    others = Membership.objects.filter(project=project, role=Role.LEAD, is_active=True).exclude(pk=member.pk)
    if member.role == Role.LEAD and not others.exists():
        raise WrongState("The last lead of a project stays its lead.")
    return member


def _refuse_own(actor: User, membership: Membership) -> None:
    if membership.user_id == actor.pk:
        raise NotAllowed("Nobody changes their own role: ask another lead.")


def _change(member: Membership, actor: User, *, role: str, is_active: bool, verb: str) -> Membership:
    if not can_manage(actor, member.project):
        raise NotAllowed("Only a lead changes who works in this project.")
    before = {"role": member.role, "is_active": member.is_active}
    member.role, member.is_active = role, is_active
    member.save(update_fields=["role", "is_active"])
    record(
        actor=actor,
        verb=verb,
        obj=member,
        project=member.project,
        before=before,
        after={"role": role, "is_active": is_active},
    )
    return member


def invite(*, actor: User, project: Project, role: str) -> str:
    """A signed token, good for ``INVITATION_DAYS``, with which somebody new joins in that role."""
    _require_lead(actor, project)
    token = signing.dumps({"project": str(project.pk), "role": _role(role), "by": str(actor.pk)}, salt=INVITATION_SALT)
    record(actor=actor, verb="person.invited", obj=project, project=project, after={"role": role})
    return token


def read_invitation(token: str) -> tuple[Project, str, User]:
    """Project, role and inviter of a token; ``Invalid`` if it is forged, too old or its inviter no longer leads."""
    try:
        body = signing.loads(token, salt=INVITATION_SALT, max_age=INVITATION_DAYS * 86_400)
    except signing.BadSignature:
        raise Invalid(
            "invitation", token[:12], f"is not valid; ask for a new one (they last {INVITATION_DAYS} days)"
        ) from None
    project = Project.objects.filter(pk=body["project"], deleted_at__isnull=True).first()
    inviter = User.objects.filter(pk=body["by"]).first()
    if project is None or inviter is None or not can_manage(inviter, project):
        raise Invalid("invitation", token[:12], "comes from somebody who no longer leads that project")
    return project, body["role"], inviter


@transaction.atomic
def accept_invitation(*, token: str, username: str, display_name: str, password: str) -> Membership:
    """Makes the person and their membership in one step."""
    project, role, inviter = read_invitation(token)
    Project.objects.select_for_update().get(pk=project.pk)
    user = create_person(username=username, display_name=display_name, password=password)
    return join(project=project, user=user, role=role, actor=inviter)
