"""Reviewing a member's labels through the pages: who may, what is shown, whom it waits for."""

import uuid
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from annotations.models import Assignment, Project, Review
from annotations.workflow.annotate import submit
from annotations.workflow.reply import reply
from annotations.workflow.review import decide, finish_review, open_review
from annotations.workflow.saving import Save, one_saved
from tests.factories import people, projects
from tests.web.reviewing import address, decision, labels_of, send
from tests.web.visits import signed_in

pytestmark = pytest.mark.django_db

PAGE_QUERIES = 22


ACTS = ("start/", "accept-rest/", "finish/")


@pytest.mark.parametrize(
    ("person", "status"),
    [(people.annotator, 403), (people.viewer, 403), (people.outsider, 404), (people.reviewer, 200), (people.lead, 200)],
)
def test_only_reviewers_and_leads_open_inbox_and_review(work: Assignment, person: Any, status: int) -> None:
    client = signed_in(person())
    assert [client.get(url).status_code for url in ("/projects/idlib/review/", address(work))] == [status, status]


@pytest.mark.parametrize(("person", "status"), [(people.annotator, 403), (people.viewer, 403), (people.outsider, 404)])
def test_nobody_else_acts_in_a_review(work: Assignment, person: Any, status: int) -> None:
    client = signed_in(person())
    label = labels_of(work)[0]
    answers = [client.post(address(work, act)).status_code for act in ACTS]
    assert [*answers, send(client, work, label, decision(label, "accept")).status_code] == [status] * 4
    assert Review.objects.count() == 0


def test_ones_own_assignment_is_refused_with_a_clear_page(project: Project) -> None:
    own = projects.submitted(project, people.reviewer())
    answer = signed_in(people.reviewer()).get(address(own))
    assert answer.status_code == 403
    assert "Nobody reviews their own labels." in answer.content.decode()


def test_an_assignment_of_another_project_is_not_found(work: Assignment, rio: Client) -> None:
    projects.project("other")
    assert rio.get(f"/projects/other/review/{work.pk}/").status_code == 404


def test_work_that_is_not_handed_in_is_not_found(project: Project, rio: Client) -> None:
    assert rio.get(address(projects.assignment(project))).status_code == 404


def test_drafts_of_others_count_for_nothing(project: Project, work: Assignment, rio: Client) -> None:
    projects.label_all(projects.assignment(project, people.second_annotator()), "refuted")
    assert [figures for _row, figures in rio.get("/projects/idlib/review/").context["rows"]] == [None]
    assert rio.get(address(work)).context["sheet"].rows[0].others == ()


@pytest.mark.parametrize(
    ("text", "count"), [("A single headline", 1), ("Council votes\n\nIt voted on Monday. Nobody was against it.", 3)]
)
def test_the_review_page_asks_the_database_the_same_for_one_row_and_three(rio: Client, text: str, count: int) -> None:
    made = projects.project()
    article = projects.article(made, text)
    target = made.entities.create(key="council", canonical_name="The council")
    works = []
    for person in (people.annotator(), people.second_annotator()):
        taken = projects.assignment(made, person)
        for statement in projects.statements(taken):
            projects.label(taken, statement, projects.answers(stances=[projects.stance(made, target.key)]))
        works.append(submit(actor=person, assignment=taken))
    label = labels_of(works[0])[0]
    decide(actor=people.reviewer(), annotation=label, seen=label.head_id, decision="accept")
    rio.get(address(works[0]))
    with CaptureQueriesContext(connection) as queries:
        answer = rio.get(address(works[0]) + "?others=show")
    assert article.statements.count() == count
    assert (len(answer.context["rows"]), len(queries)) == (count, PAGE_QUERIES)


def test_each_statement_says_how_long_the_member_worked_on_it(project: Project, rio: Client) -> None:
    work = projects.label_all(projects.assignment(project))
    statement = projects.statements(work)[1]
    save = Save(uuid.uuid4(), work.pk, statement.pk, 1, projects.answers("refuted"), active_ms=12_400)
    one_saved(actor=work.annotator, save=save)
    submit(actor=work.annotator, assignment=work)
    answer = rio.get(address(work))
    assert [row.seconds for row in answer.context["sheet"].rows] == [None, 12.4, None, None]
    assert answer.content.decode().count("12.4 s</p>") == 1


def test_looking_holds_nothing_and_start_review_does(work: Assignment, rio: Client) -> None:
    rio.get(address(work))
    work.refresh_from_db()
    assert work.reviewer is None
    rio.post(address(work, "start/"))
    work.refresh_from_db()
    assert work.reviewer == people.reviewer()


def test_whoever_comes_second_reads_along(work: Assignment, rio: Client) -> None:
    open_review(actor=people.lead(), assignment=work)
    page = rio.get(address(work)).content.decode()
    assert "Lea Lead is reviewing this" in page
    assert '<form class="decide"' not in page


def test_a_decision_while_somebody_else_reviews_is_refused_and_its_text_kept(work: Assignment, rio: Client) -> None:
    open_review(actor=people.lead(), assignment=work)
    label = labels_of(work)[0]
    answer = send(rio, work, label, decision(label, "return", comment="Whose bridge?"))
    assert answer.status_code == 409
    assert "Lea Lead is reviewing this." in answer.content.decode()
    assert "Whose bridge?" in answer.content.decode()


def test_the_second_round_shows_the_reply_and_opens_only_what_was_replied(work: Assignment, rio: Client) -> None:
    first, *rest = labels_of(work)
    send(rio, work, first, decision(first, "return", comment="Why unverified?"))
    rio.post(address(work, "accept-rest/"), {"seen": [f"{one.pk}:{one.head_id}" for one in rest]})
    finish_review(actor=people.reviewer(), assignment=work)
    returned = Review.objects.get(decision="return")
    reply(
        actor=people.annotator(), review=returned, action="kept", revision_id=uuid.uuid4(), comment="Nobody checked it."
    )
    work.refresh_from_db()
    submit(actor=people.annotator(), assignment=work)
    answer = rio.get(address(work))
    page = answer.content.decode()
    assert [row.is_in_round for row in answer.context["sheet"].rows] == [True, False, False, False]
    assert all(
        text in page for text in ("In round 1:", "Why unverified?", "Kept the answer, because:", "Nobody checked")
    )
    assert page.count('<form class="decide"') == 1


def test_others_answers_wait_behind_a_toggle_where_work_is_blind(
    project: Project, work: Assignment, rio: Client
) -> None:
    projects.submitted(project, people.second_annotator(), "refuted")
    hidden = rio.get(address(work))
    shown = rio.get(address(work) + "?others=show")
    assert hidden.content.decode().count('<details class="others-more">') == 4
    assert [tab for tab, _title, _count in hidden.context["tabs"]] == ["all", "flagged", "open"]
    assert '<details class="others-more">' not in shown.content.decode()
    assert ("differ", 4) in [(tab, count) for tab, _title, count in shown.context["tabs"]]
