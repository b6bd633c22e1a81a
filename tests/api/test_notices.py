"""Notices over the API: the caller's own, in words, with the way to them."""

from typing import Any

import pytest

from annotations.models import Statement
from tests.api import worlds
from tests.api.caller import Caller, listed, with_token
from tests.factories import people, projects, talks

pytestmark = pytest.mark.django_db


@pytest.fixture
def statement() -> Statement:
    """A statement about which Ada has called Rio."""
    made = worlds.labelled().statement
    talks.begun(made, people.annotator(), "Rio?", people.reviewer())
    return made


def test_a_notice_says_what_happened_and_leads_there(statement: Statement) -> None:
    (found,) = listed(Caller(people.reviewer()), "notices?unread=true&kind=mentioned&project=idlib")

    assert (found["words"], found["actor"]["name"]) == ("Ada Annotator calls you in a comment", "Ada Annotator")
    assert found["href"] == f"/projects/idlib/statements/{statement.pk}/#c-{found['comment']}"
    assert Caller(people.reviewer()).client.get(found["href"].partition("#")[0]).status_code == 200


def test_notices_are_read_one_by_one_and_all_at_once(statement: Statement) -> None:
    for body in ("Two", "Three"):
        talks.begun(statement, people.annotator(), body, people.reviewer())
    rio, ada = Caller(people.reviewer()), Caller(people.annotator())
    first = listed(rio, "notices")[0]["id"]

    assert ada.post("notices/read", {"notices": [first]}).json() == {"read": 0}
    assert rio.post("notices/read", {"notices": [first]}).json() == {"read": 1}
    assert rio.post("notices/read", {}).json() == {"read": 2}
    assert listed(rio, "notices?unread=true") == []


def test_a_token_of_another_project_reads_and_marks_nothing(statement: Statement) -> None:
    token = with_token(people.reviewer(), "read", "annotate", project=projects.project("elsewhere"))

    assert listed(token, "notices") == []
    assert token.post("notices/read", {}).json() == {"read": 0}


def test_what_comes_by_mail_is_chosen(statement: Statement) -> None:
    rio = Caller(people.reviewer())
    usual = ["assigned", "returned", "asked_back", "mentioned", "answered"]
    assert rio.get("notices/mail").json() == {"email": "", "kinds": usual}

    wanted = {"email": "rio@example.org", "kinds": ["replied"]}
    assert rio.call("PUT", "notices/mail", wanted).json() == wanted
    assert rio.get("notices/mail").json() == wanted


@pytest.mark.parametrize(
    ("body", "field"),
    [({"email": "nobody", "kinds": []}, "email"), ({"email": "", "kinds": ["gossip"]}, "kinds")],
)
def test_a_choice_that_makes_no_sense_is_refused_by_name(statement: Statement, body: Any, field: str) -> None:
    answer = Caller(people.reviewer()).call("PUT", "notices/mail", body)

    assert (answer.status_code, answer.json()["field"].split(".")[0]) == (400, field)


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_as_many_queries_for_three_as_for_one(
    statement: Statement, count: int, django_assert_num_queries: Any
) -> None:
    for number in range(count - 1):
        talks.begun(statement, people.annotator(), f"No. {number}", people.reviewer())
    rio = Caller(people.reviewer())
    with django_assert_num_queries(6):
        assert len(rio.get("notices").json()["results"]) == count
