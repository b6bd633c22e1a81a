"""Approving: before a gold answer is published, as many people as the project wants stand behind it."""

from django.db import transaction

from annotations.models import GoldApproval, Statement, User
from annotations.workflow.docket_lock import locked_docket, refuse_no_third_person
from annotations.workflow.errors import NotAllowed, WrongState
from annotations.workflow.events import record


@transaction.atomic
def approve_gold(*, actor: User, statement: Statement, seen: str) -> GoldApproval:
    """Adds the actor's approval to the gold answer in force; the same person's again gives the stored one.

    The decision itself is the first approval, so nobody approves their own.
    """
    docket = locked_docket(actor, statement, seen)
    refuse_no_third_person(actor, docket)
    newest = docket.newest
    if newest is None or newest.is_open:
        raise WrongState("There is no gold answer yet that could be approved.")
    if newest.decided_by_id == actor.pk:
        raise NotAllowed("You decided this yourself; somebody else approves it.")
    approval, is_new = GoldApproval.objects.get_or_create(adjudication=newest, approver=actor)
    if is_new:
        record(
            actor=actor,
            verb="statement.approved",
            obj=docket.statement,
            project=docket.statement.article.project,
            after={"adjudication": str(newest.pk), "seq": newest.seq},
        )
    return approval
