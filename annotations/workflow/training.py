"""The end of a training: when all of a batch is handed in, its score says whether the person passed."""

from annotations.models import Assignment, Event, Membership
from annotations.queries.training import batch_score
from annotations.workflow.events import record
from annotations.workflow.limits import passed


def judge(assignment: Assignment, member: Membership, *, caused_by: Event) -> None:
    """Part of handing training in; ``member`` is locked. Nothing happens before the last article of the batch."""
    batch = assignment.article.batch
    score = batch_score(member.user, batch) if batch else None
    if score is None or score.percent is None:
        return
    mark = member.project.training_pass_percent
    is_passed = mark is not None and score.percent >= mark
    if is_passed and member.trained_at is None:
        passed(member)
    record(
        actor=member.user,
        verb="training.finished",
        obj=member,
        project=member.project,
        after={"right": score.right, "asked": score.asked, "passed": is_passed},
        caused_by=caused_by,
    )
