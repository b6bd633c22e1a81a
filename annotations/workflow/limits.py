"""What one member may take at most, and letting somebody past the training."""

from django.db import transaction
from django.db.models.functions import Now

from annotations.models import Membership, User
from annotations.permissions import can_manage
from annotations.workflow.change import between
from annotations.workflow.errors import NotAllowed, WrongState
from annotations.workflow.events import record
from annotations.workflow.rules import RANGES

LIMITS = ("open_limit", "total_limit", "daily_limit")


@transaction.atomic
def set_limits(
    *, actor: User, member: Membership, open_limit: int | None, total_limit: int | None, daily_limit: int | None
) -> Membership:
    """Articles in hand at once, in all and a day for one member; None leaves it to the project's rule."""
    locked = _locked(actor, member)
    wanted = dict(zip(LIMITS, (open_limit, total_limit, daily_limit), strict=True))
    for name, value in wanted.items():
        between(name, value, *RANGES[name])
    before = {name: getattr(locked, name) for name in LIMITS}
    if before == wanted:
        return locked
    for name, value in wanted.items():
        setattr(locked, name, value)
    locked.save(update_fields=LIMITS)
    record(actor=actor, verb="member.limited", obj=locked, project=locked.project, before=before, after=wanted)
    return locked


@transaction.atomic
def let_in(*, actor: User, member: Membership) -> Membership:
    """A lead counts the training as passed, whatever its result."""
    locked = _locked(actor, member)
    if locked.trained_at is not None:
        raise WrongState(f"{locked.user} has passed the training already.")
    passed(locked)
    record(actor=actor, verb="member.trained", obj=locked, project=locked.project, after={"by": "lead"})
    return locked


def passed(member: Membership) -> None:
    """Writes that a locked member passed the training now."""
    Membership.objects.filter(pk=member.pk).update(trained_at=Now())
    member.refresh_from_db(fields=["trained_at"])


def _locked(actor: User, member: Membership) -> Membership:
    if not can_manage(actor, member.project):
        raise NotAllowed("Only a lead decides how much a member takes.")
    rows = Membership.objects.select_for_update(of=("self",), no_key=True).select_related("project", "user")
    return rows.get(pk=member.pk)
