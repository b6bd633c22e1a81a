"""Conversations about statements, made through the workflow."""

import uuid

from annotations.models import Comment, Statement, User
from annotations.workflow.comments import answer_thread, start_thread
from tests.factories import people


def begun(statement: Statement, author: User | None = None, body: str = "Who says so?", *calls: User) -> Comment:
    """The first comment of a conversation, by Ada unless somebody else begins it."""
    return start_thread(
        actor=author or people.annotator(),
        statement=statement,
        comment_id=uuid.uuid4(),
        body=body,
        mentions=[one.pk for one in calls],
    )


def answered(comment: Comment, author: User | None = None, body: str = "The mayor does.", *calls: User) -> Comment:
    """An answer in the same conversation, by Rio unless somebody else answers."""
    return answer_thread(
        actor=author or people.reviewer(),
        thread=comment.thread,
        comment_id=uuid.uuid4(),
        body=body,
        mentions=[one.pk for one in calls],
    )
