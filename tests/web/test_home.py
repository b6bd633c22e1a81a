"""My work: the one next thing, what came back and why; and what reviewers changed in one's labels."""

import uuid
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from annotations.models import Assignment, Project, User
from annotations.workflow.annotate import submit
from annotations.workflow.reply import reply
from annotations.workflow.review import accept_rest, decide, finish_review
from annotations.workflow.rules import change_project
from tests.factories import people, projects

pytestmark = pytest.mark.django_db

HOME_QUERIES = 17
OUTCOME_QUERIES = 16
OTHER_TEXT = "Council votes\n\nThe council voted on Monday. Nobody was against it."


def signed_in(user: User) -> Client:
    """A browser without script in which ``user`` is signed in."""
    client = Client()
    client.force_login(user)
    return client


def home(user: User) -> Any:
    """The start page of a person."""
    return signed_in(user).get("/")


@pytest.fixture
def project() -> Project:
    """A project with one short article of four statements."""
    made = projects.project()
    projects.article(made)
    return made


def judged(work: Assignment, *decisions: tuple[str, str, str, str]) -> Assignment:
    """Rio's finished review: (decision, reason, comment, proposed status) for the first labels, the rest accepted."""
    rio = people.reviewer()
    labels = list(work.annotations.select_related("head").order_by("statement__start"))
    for label, (decision, reason, comment, status) in zip(labels, decisions, strict=False):
        assert label.head is not None
        body = {**label.head.answers, "labels": {"verification": [status]}} if status else None
        decide(
            actor=rio,
            annotation=label,
            seen=label.head.pk,
            decision=decision,
            reason=reason,
            comment=comment,
            proposed=body,
        )
    accept_rest(actor=rio, assignment=work)
    return finish_review(actor=rio, assignment=work)


def return_first(work: Assignment, comment: str) -> None:
    """Rio returns the first label; the review goes on."""
    label = work.annotations.order_by("statement__start")[0]
    assert label.head_id is not None
    decide(actor=people.reviewer(), annotation=label, seen=label.head_id, decision="return", comment=comment)


RETURNED = ("return", "overread", "The mayor said so, nobody measured.", "not_checkable")
REPLACED = ("accept_with_changes", "not_independent", "", "not_enough_evidence")


def test_continue_leads_to_the_exact_statement(project: Project) -> None:
    work = projects.assignment(project)
    for statement in projects.statements(work)[:2]:
        projects.label(work, statement)
    page = home(people.annotator()).content.decode()
    assert f'href="/assignments/{work.pk}/?s=3#s3"' in page
    assert "Continue at statement 3" in page
    assert "2 of 4 answered" in page


def test_with_everything_answered_the_way_leads_to_handing_in(project: Project) -> None:
    work = projects.label_all(projects.assignment(project))
    page = home(people.annotator()).content.decode()
    assert f'href="/assignments/{work.pk}/"' in page
    assert "Look over it and hand it in" in page


def test_with_nothing_in_hand_the_next_article_is_taken_with_one_button(project: Project) -> None:
    client = signed_in(people.annotator())
    page = client.get("/").content.decode()
    assert ("Take the next article" in page, 'action="/projects/idlib/queue/next/"' in page) == (True, True)
    answer = client.post("/projects/idlib/queue/next/")
    assert answer.headers["Location"] == f"/assignments/{Assignment.objects.get().pk}/"


def test_returned_work_comes_first_with_the_reviewers_reason(project: Project) -> None:
    work = judged(projects.submitted(project), ("accept", "", "", ""), RETURNED)
    projects.article(project, OTHER_TEXT)
    page = home(people.annotator()).content.decode()
    assert f'class="btn btn-primary btn-big" href="/assignments/{work.pk}/?s=2#s2"' in page
    assert all(
        text in page for text in ("More than the words say", "The mayor said so, nobody measured.", "1 to answer")
    )


def test_a_review_that_is_not_finished_shows_nothing_to_the_annotator(project: Project) -> None:
    work = projects.submitted(project)
    return_first(work, "Secret so far.")
    client = signed_in(people.annotator())
    pages = client.get("/").content.decode() + client.get("/projects/idlib/outcome/").content.decode()
    assert "Secret so far." not in pages
    assert "No review is finished yet" in pages


def test_a_person_in_several_projects_sees_the_work_of_all(project: Project) -> None:
    other = projects.project("council")
    projects.article(other, OTHER_TEXT)
    projects.assignment(project)
    second = projects.assignment(other)
    work = home(people.annotator()).context["work"]
    assert [one.assignment.article.project.slug for one in work.in_hand] == ["idlib", "council"]
    assert work.in_hand[1].assignment == second


def test_the_project_visited_last_gives_the_next_article(project: Project) -> None:
    projects.article(projects.project("council"), OTHER_TEXT)
    client = signed_in(people.annotator())
    client.get("/projects/idlib/outcome/")
    assert client.get("/").context["next_project"] == project


def test_a_reviewer_sees_what_waits_for_review(project: Project) -> None:
    projects.submitted(project)
    projects.submitted(project, people.reviewer())
    work = home(people.reviewer()).context["work"]
    assert [(one.project, one.count, one.mine) for one in work.to_review] == [(project, 1, 0)]
    assert home(people.annotator()).context["work"].to_review == ()


@pytest.mark.parametrize(
    ("person", "words"),
    [(people.outsider, "You are in no project yet"), (people.viewer, "Nothing to do here"), (people.lead, "All done")],
)
def test_an_empty_page_says_what_to_do_next(person: Any, words: str) -> None:
    projects.project()
    assert words in home(person()).content.decode()


def test_whoever_has_no_training_left_is_not_told_that_all_is_done(project: Project) -> None:
    change_project(actor=people.lead(), project=project, changes={"training_pass_percent": 80})
    page = home(people.annotator()).content.decode()
    assert ("No training article is left for you" in page, "All done" in page) == (True, False)


@pytest.mark.parametrize("count", [1, 3])
def test_the_start_page_asks_the_database_the_same_for_one_article_and_three(count: int) -> None:
    made = projects.project()
    for number in range(count):
        projects.article(made, f"Council votes {number}\n\nThe council voted on day {number}. Nobody was against it.")
    for work in [projects.submitted(made) for _article in range(count)]:
        judged(work, RETURNED)
    client = signed_in(people.annotator())
    client.get("/")
    with CaptureQueriesContext(connection) as queries:
        answer = client.get("/")
    assert (len(answer.context["work"].in_hand), len(queries)) == (count, HOME_QUERIES)


def test_the_feedback_counts_decisions_reasons_and_label_pairs(project: Project) -> None:
    judged(projects.submitted(project), REPLACED, RETURNED, REPLACED)
    summary = signed_in(people.annotator()).get("/projects/idlib/outcome/").context["summary"]
    pairs = [(pair.was[0].key, pair.becomes[0].key, pair.count) for pair in summary.pairs]
    assert (summary.accepted, summary.replaced, summary.returned) == (1, 2, 1)
    assert [(code, count) for code, _name, count in summary.reasons] == [("not_independent", 2), ("overread", 1)]
    assert pairs == [("unverified", "not_enough_evidence", 2), ("unverified", "not_checkable", 1)]


def test_the_feedback_lists_statement_change_reason_and_reply(project: Project) -> None:
    work = judged(projects.submitted(project), RETURNED)
    review = work.reviews.get(decision="return")
    reply(actor=people.annotator(), review=review, action="kept", revision_id=uuid.uuid4(), comment="It was said.")
    page = signed_in(people.annotator()).get("/projects/idlib/outcome/").content.decode()
    row = page[page.index('class="table table-cards outcome"') :]
    expected = ("Mayor opens bridge", "Unverified", "Not checkable", "More than the words say", "You kept your answer:")
    assert [text for text in expected if text not in row] == []


def test_a_changed_mind_counts_once(project: Project) -> None:
    work = projects.submitted(project)
    return_first(work, "Hm.")
    judged(work, ("accept", "", "", ""))
    summary = signed_in(people.annotator()).get("/projects/idlib/outcome/").context["summary"]
    assert (summary.accepted, summary.returned, summary.total) == (4, 0, 4)


def test_nobody_reads_feedback_on_others_labels(project: Project) -> None:
    judged(projects.submitted(project), RETURNED)
    for person in (people.second_annotator(), people.reviewer()):
        assert signed_in(person).get("/projects/idlib/outcome/").context["summary"].total == 0


@pytest.mark.parametrize(("person", "status"), [(people.annotator, 200), (people.viewer, 403), (people.outsider, 404)])
def test_the_feedback_page_is_for_those_who_label(project: Project, person: Any, status: int) -> None:
    assert signed_in(person()).get("/projects/idlib/outcome/").status_code == status


@pytest.mark.parametrize("count", [1, 3])
def test_the_feedback_asks_the_database_the_same_for_one_row_and_three(project: Project, count: int) -> None:
    work = projects.assignment(project)
    target = project.entities.get(canonical_name="Jane Doe").key
    for statement in projects.statements(work):
        projects.label(work, statement, projects.answers(stances=[projects.stance(project, target)]))
    judged(submit(actor=people.annotator(), assignment=work), *([RETURNED] * count))
    client = signed_in(people.annotator())
    client.get("/projects/idlib/outcome/")
    with CaptureQueriesContext(connection) as queries:
        answer = client.get("/projects/idlib/outcome/")
    assert (len(answer.context["rows"]), len(queries)) == (count, OUTCOME_QUERIES)
