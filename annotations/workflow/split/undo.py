"""Taking an edit back, and bringing it back: the rows stored with it are written as they were, or as they became."""

from dataclasses import dataclass

from annotations.models import SplitAct, SplitEdit
from annotations.permissions import can_manage
from annotations.queries.split_stacks import stacks
from annotations.workflow.errors import NotAllowed, WrongState
from annotations.workflow.split.document import Split
from annotations.workflow.split.registry import BY_KEY
from annotations.workflow.split.tables import Tables


@dataclass(frozen=True, slots=True)
class Reversal:
    """What ``undo`` or ``redo`` writes: the rows as they are now and as they shall be, and the edit this is about."""

    before: Tables
    after: Tables
    edit: SplitEdit


def reversal(split: Split, act: str) -> Reversal:
    """The next undo or redo. ``WrongState`` when there is none, or when the edit is somebody else's."""
    edit = stacks(split.article).next(act)
    if edit is None:
        raise WrongState(f"There is nothing to {act}.")
    if edit.actor_id != split.actor.pk:
        who = str(edit.actor_id)
        raise WrongState(f"{edit.actor} edited since; each takes back only their own edits.", edit=str(edit.pk), by=who)
    if BY_KEY[edit.act].is_for_leads and not can_manage(split.actor, split.article.project):
        raise NotAllowed("Only a lead does this.")
    edit = SplitEdit.objects.get(pk=edit.pk)
    if act == SplitAct.UNDO:
        return Reversal(edit.after, edit.before, edit)
    return Reversal(edit.before, edit.after, edit)
