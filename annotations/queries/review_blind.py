"""What reviewers said of statements before they saw the label."""

import uuid
from typing import Any

from annotations.models import Assignment, BlindAnswer, User


def is_blind(assignment: Assignment) -> bool:
    """Whether the reviewer answers before the label is shown: in the first round only, for later it is known."""
    return assignment.article.project.review_blind_first and assignment.round == 1


def blind_answers(assignment: Assignment, reviewer: User) -> dict[uuid.UUID, dict[str, Any]]:
    """The reviewer's own answers on the labels of the assignment, by the revision that was hidden (one query)."""
    rows = BlindAnswer.objects.filter(annotation__assignment=assignment, reviewer=reviewer)
    return dict(rows.values_list("revision", "answers"))
