"""Rows of a review that a script asks for by themselves: after a decision, and where the page left the form out."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from annotations.models import Assignment
from tests.factories import people, projects
from tests.web.reviewing import address, decision, labels_of, send

pytestmark = pytest.mark.django_db

FRAGMENT = {"X-Fragment": "1"}
ROW_QUERIES = 18


@pytest.fixture
def work() -> Assignment:
    """Ada's four labels, handed in; Ben answers the same."""
    project = projects.project(annotators_per_article=3)
    projects.article(project)
    projects.submitted(project, people.second_annotator())
    return projects.submitted(project)


def test_a_script_gets_the_changed_row_head_and_side(work: Assignment, rio: Client) -> None:
    label = labels_of(work)[0]
    answer = send(rio, work, label, decision(label, "accept"), **FRAGMENT)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert [page.count(f'id="{part}"') for part in ("r-1", "r-2", "rv-head", "rv-side")] == [1, 0, 1, 1]
    assert 'data-state="decided"' in page
    assert "<html" not in page


def test_a_script_fetches_the_form_of_one_row(work: Assignment, rio: Client) -> None:
    page = rio.get(address(work) + "?row=4", headers=FRAGMENT).content.decode()
    parts = ('id="r-4"', '<form class="decide"', "rv-head", "aria-current")
    assert [page.count(part) for part in parts] == [1, 1, 0, 0]


@pytest.mark.parametrize("number", [1, 2, 4])
def test_a_row_by_itself_is_the_row_of_the_page(work: Assignment, rio: Client, number: int) -> None:
    whole = rio.get(address(work)).context["sheet"].rows[number - 1]
    alone = rio.get(address(work) + f"?row={number}", headers=FRAGMENT).context["view"].row
    assert alone == whole


def test_a_row_that_is_none_leads_to_the_page(work: Assignment, rio: Client) -> None:
    answers = [rio.get(address(work) + f"?row={number}", headers=FRAGMENT) for number in ("0", "5", "999999", "x")]
    assert [(answer.status_code, answer.headers["Location"]) for answer in answers] == [(302, address(work))] * 4


def test_a_row_asks_for_nothing_but_itself(work: Assignment, rio: Client) -> None:
    with CaptureQueriesContext(connection) as asked:
        alone = rio.get(address(work) + "?row=2", headers=FRAGMENT).context["screen"].sheet
    assert (len(asked), len(alone.rows)) == (ROW_QUERIES, 1)
