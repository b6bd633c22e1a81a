"""Conversations over the API: threads with what was said, as far as the caller may read."""

import uuid
from typing import Any

import pytest
from django.db import transaction

from annotations.models import Statement
from tests.api import worlds
from tests.api.caller import Caller, listed
from tests.factories import people, talks

pytestmark = pytest.mark.django_db


@pytest.fixture
def statement() -> Statement:
    """The first statement of Ada's article."""
    return worlds.labelled().statement


def sent(body: str = "Who says so?", **more: Any) -> dict[str, Any]:
    """A comment as a client sends it."""
    return {"id": str(uuid.uuid4()), "body": body, **more}


def test_a_conversation_is_begun_gone_on_with_and_ended(statement: Statement) -> None:
    ada, rio = Caller(people.annotator()), Caller(people.reviewer())
    path = f"statements/{statement.pk}/comments"

    began = ada.post(path, sent(mentions=[str(people.reviewer().pk)]))
    thread = began.json()["id"]
    answer = rio.post(path, sent("The mayor does.", thread=thread))
    ended = rio.post(f"threads/{thread}/resolve")

    assert (began.status_code, answer.status_code, ended.status_code) == (201, 201, 200)
    shown = ended.json()
    assert [(one["author"]["name"], one["body"]) for one in shown["comments"]] == [
        ("Ada Annotator", "Who says so?"),
        ("Rio Reviewer", "The mayor does."),
    ]
    assert shown["comments"][0]["mentions"] == [{"id": str(people.reviewer().pk), "name": "Rio Reviewer"}]
    assert (shown["started_by"]["name"], shown["resolved_by"]["name"]) == ("Ada Annotator", "Rio Reviewer")
    again = Caller(people.lead()).post(f"threads/{thread}/resolve")
    assert (again.status_code, again.json()["resolved_by"]) == (409, str(people.reviewer().pk))


def test_what_a_person_may_not_read_is_not_there(statement: Statement) -> None:
    thread = talks.begun(statement, people.annotator()).thread
    ben = Caller(people.second_annotator())
    path = f"statements/{statement.pk}/comments"

    assert listed(ben, path) == []
    foreign = ben.post(path, sent(thread=str(thread.pk)))
    missing = ben.post(path, sent(thread=str(uuid.uuid4())))
    assert (foreign.status_code, foreign.content) == (404, missing.content)


def test_a_thread_of_another_statement_is_not_found(statement: Statement) -> None:
    thread = talks.begun(statement, people.annotator()).thread
    other = Statement.objects.exclude(pk=statement.pk).filter(article=statement.article)[0]

    answer = Caller(people.annotator()).post(f"statements/{other.pk}/comments", sent(thread=str(thread.pk)))

    assert (answer.status_code, answer.json()["field"]) == (404, "thread")


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"id": "x", "body": "a"}, "id"),
        ({"body": "a"}, "id"),
        (sent(""), "body"),
        (sent("a" * 4_001), "body"),
        (sent(mentions=[str(uuid.uuid4())]), "mentions"),
        (sent(mentions=["x"]), "mentions"),
        (sent(colour="red"), "colour"),
    ],
)
def test_bad_comments_are_refused_by_name(statement: Statement, body: Any, field: str) -> None:
    answer = Caller(people.annotator()).post(f"statements/{statement.pk}/comments", body)

    assert (answer.status_code, answer.json()["field"].split(".")[0]) == (400, field)


def test_open_ones_are_listed_apart(statement: Statement) -> None:
    ada = Caller(people.annotator())
    first, second = (talks.begun(statement, people.annotator(), body) for body in ("One", "Two"))
    ada.post(f"threads/{first.thread_id}/resolve")
    path = f"statements/{statement.pk}/comments"

    assert [one["id"] for one in listed(ada, f"{path}?resolved=false")] == [str(second.thread_id)]
    assert [one["id"] for one in listed(ada, f"{path}?resolved=true")] == [str(first.thread_id)]


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_as_many_queries_for_three_as_for_one(
    statement: Statement, count: int, django_assert_num_queries: Any
) -> None:
    for number in range(count):
        talks.answered(talks.begun(statement, people.annotator(), f"No. {number}", people.reviewer()))
    ada = Caller(people.annotator())
    with django_assert_num_queries(9):
        assert len(ada.get(f"statements/{statement.pk}/comments").json()["results"]) == count


def test_an_annotator_reads_the_same_bytes_whatever_others_say(statement: Statement) -> None:
    ada, ben = Caller(people.annotator()), people.second_annotator()
    talks.begun(statement, people.annotator(), "Who says so?")
    paths = (
        f"statements/{statement.pk}/comments",
        f"statements/{statement.pk}",
        "notices",
        "assignments",
        "annotations",
    )
    readings = []

    for body in ("I took the mayor.", "Refuted, surely!"):
        with transaction.atomic():
            said = talks.begun(statement, ben, body, people.reviewer())
            talks.answered(said, people.reviewer(), f"You said: {body}")
            readings.append([ada.get(path).content for path in paths])
            transaction.set_rollback(True)

    assert readings[0] == readings[1] == [ada.get(path).content for path in paths]
