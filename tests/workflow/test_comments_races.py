"""Two at once about one conversation, on real connections."""

import uuid
from typing import Any

import pytest

from annotations.models import Comment, CommentThread, Event, Statement
from annotations.workflow.comments import answer_thread, reopen_thread, resolve_thread, start_thread
from tests.factories import people, projects, talks
from tests.workflow.test_races import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

ROUNDS = 20


def statement_of_a_project() -> Statement:
    """The first statement of a new article."""
    article = projects.article(projects.project())
    return Statement.objects.select_related("article__project").filter(article=article).order_by("start")[0]


def codes(results: list[Any]) -> list[str]:
    """What became of each act: ``done``, or the code of its refusal."""
    return sorted(getattr(result, "code", "done") for result in results)


def test_of_two_people_who_resolve_one_does_and_the_other_is_told() -> None:
    thread = talks.begun(statement_of_a_project()).thread
    for _round in range(ROUNDS):
        acts = [
            lambda: resolve_thread(actor=people.reviewer(), thread=thread),
            lambda: resolve_thread(actor=people.lead(), thread=thread),
        ]
        assert codes(at_once(acts)) == ["done", "wrong_state"]
        reopen_thread(actor=people.lead(), thread=CommentThread.objects.get())
    assert Event.objects.filter(verb="comment.resolved").count() == ROUNDS


def test_one_comment_sent_twice_at_once_is_written_once() -> None:
    statement = statement_of_a_project()
    for number in range(ROUNDS):
        key = uuid.uuid4()
        acts = [
            lambda key=key: start_thread(actor=people.annotator(), statement=statement, comment_id=key, body="Why?")
        ] * 2
        assert codes(at_once(acts)) == ["done", "done"]
        assert (Comment.objects.count(), CommentThread.objects.count()) == (number + 1, number + 1)


def test_two_annotators_are_not_called_into_one_conversation_at_once() -> None:
    statement = statement_of_a_project()
    for _round in range(ROUNDS):
        said = talks.begun(statement, people.reviewer(), "Who knows?")
        acts = [
            lambda said=said, one=one: answer_thread(
                actor=people.lead(),
                thread=said.thread,
                comment_id=uuid.uuid4(),
                body="You?",
                mentions=[one.pk],
            )
            for one in (people.annotator(), people.second_annotator())
        ]
        assert codes(at_once(acts)) == ["done", "invalid"]
