"""Blind first on the page: the server sends nothing of a label before the reviewer has answered."""

import uuid
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from annotations.models import Annotation, Assignment, BlindAnswer, Project, Review
from annotations.workflow.annotate import submit
from annotations.workflow.rules import change_project
from tests.factories import people, projects
from tests.web.reviewing import address, decision, labels_of
from tests.web.visits import signed_in

pytestmark = pytest.mark.django_db

BLIND_PAGE_QUERIES = 20
SECRET = "Nobody but Ada knows why."


@pytest.fixture
def project() -> Project:
    """Reviewers answer first; three annotators an article."""
    made = projects.project(annotators_per_article=3)
    projects.article(made)
    return change_project(actor=people.lead(), project=made, changes={"review_blind_first": True})


@pytest.fixture
def work(project: Project) -> Assignment:
    """Ada's labels, each refuted with a reason; Ben's beside them."""
    for person in (people.second_annotator(), people.annotator()):
        taken = projects.assignment(project, person)
        for statement in projects.statements(taken):
            projects.label(taken, statement, projects.answers("refuted", rationale=SECRET))
        submit(actor=person, assignment=taken)
    return Assignment.objects.get(annotator=people.annotator())


def answer(client: Client, work: Assignment, label: Annotation, status: str, **headers: str) -> Any:
    """Rio's own answer, as the form sends it."""
    form = decision(label, "accept_with_changes", **{"label-verification": status})
    return client.post(address(work, f"answer/{label.pk}/"), form, headers=headers)


@pytest.mark.parametrize(("person", "status"), [(people.annotator, 403), (people.viewer, 403), (people.outsider, 404)])
def test_nobody_else_answers_first(work: Assignment, person: Any, status: int) -> None:
    assert answer(signed_in(person()), work, labels_of(work)[0], "refuted").status_code == status
    assert BlindAnswer.objects.count() == 0


@pytest.mark.parametrize("query", ["", "?others=show", "?row=2", "?show=flagged"])
def test_the_page_holds_nothing_of_the_label_or_of_others(work: Assignment, rio: Client, query: str) -> None:
    page = rio.get(address(work) + query).content.decode()
    assert (SECRET in page, "Same sides</dt><dd>100" in page, ">Story<" in page) == (False, False, False)
    assert "Accept the rest" not in page.replace("<dd>Accept the rest</dd>", "")


def test_the_page_is_the_same_whatever_the_label_says(work: Assignment, rio: Client) -> None:
    rows = rio.get(address(work)).context["rows"]
    shown = [
        (view.row.answers.body, view.row.others, [one.checked for one in view.form.choices[0].options]) for view in rows
    ]
    assert shown == [({}, (), [False] * 7)] * 4


def test_after_the_answer_the_label_is_shown_beside_it(work: Assignment, rio: Client) -> None:
    label = labels_of(work)[0]
    reply = answer(rio, work, label, "supported")
    assert reply.headers["Location"] == address(work) + "?row=1#r-1"
    page = rio.get(address(work) + "?row=1")
    view = page.context["rows"][0]
    assert (page.content.decode().count(SECRET) > 0, view.form.draft.decision) == (True, "accept_with_changes")
    assert view.form.draft.labels == {"verification": ("supported",)}


def test_where_both_say_the_same_accepting_is_proposed(work: Assignment, rio: Client) -> None:
    label = labels_of(work)[0]
    page = answer(rio, work, label, "refuted", **{"X-Fragment": "1"}).content.decode()
    assert '<input type="radio" name="decision" value="accept" checked>' in page
    rio.post(address(work, f"decide/{label.pk}/"), decision(label, "accept"))
    assert list(Review.objects.values_list("decision", "saw_label_first")) == [("accept", False)]


def test_an_answer_without_its_required_label_is_refused_in_place(work: Assignment, rio: Client) -> None:
    refused = answer(rio, work, labels_of(work)[0], "")
    assert (refused.status_code, "leave a required question open" in refused.content.decode()) == (409, True)
    assert SECRET not in refused.content.decode()


def test_deciding_unseen_is_refused_and_shows_nothing(work: Assignment, rio: Client) -> None:
    label = labels_of(work)[0]
    refused = rio.post(address(work, f"decide/{label.pk}/"), decision(label, "accept"))
    assert (refused.status_code, SECRET in refused.content.decode()) == (409, False)


def test_a_version_that_was_not_the_newest_is_not_shown_either(work: Assignment, rio: Client) -> None:
    label = labels_of(work)[0]
    form = decision(label, "accept_with_changes") | {"seen": str(uuid.uuid4())}
    refused = rio.post(address(work, f"answer/{label.pk}/"), form)
    assert (refused.status_code, SECRET in refused.content.decode()) == (409, False)


@pytest.mark.parametrize(("text", "count"), [("A single headline", 1), ("Rain\n\nIt rained on Monday. It snowed.", 3)])
def test_the_blind_page_asks_the_database_the_same_for_one_row_and_three(rio: Client, text: str, count: int) -> None:
    made = projects.project()
    change_project(actor=people.lead(), project=made, changes={"review_blind_first": True})
    projects.article(made, text)
    work = projects.submitted(made)
    rio.get(address(work))
    with CaptureQueriesContext(connection) as queries:
        page = rio.get(address(work))
    assert (len(page.context["rows"]), len(queries)) == (count, BLIND_PAGE_QUERIES)
