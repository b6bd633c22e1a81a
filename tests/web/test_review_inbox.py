"""The review inbox and the review rule on its pages: what waits, what the rule did, how far labels agree."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from annotations.models import Assignment, Project
from annotations.queries.protocols import protocol_in_force
from annotations.queries.review_rule import agreeing
from annotations.workflow.annotate import submit
from annotations.workflow.comments import resolve_thread
from annotations.workflow.label_sets import edit_label_set, merge_labels
from annotations.workflow.rules import change_project
from tests.factories import people, projects, talks

pytestmark = pytest.mark.django_db

INBOX = "/projects/idlib/review/"
INBOX_QUERIES = 13


@pytest.fixture
def project() -> Project:
    """A project with one short article of four statements, each labelled twice."""
    made = projects.project()
    projects.article(made)
    return made


def only_disagreements(project: Project) -> None:
    """The rule that lets the first one wait."""
    change_project(actor=people.lead(), project=project, changes={"review_mode": "disagreements"})


def merge(project: Project, label: str, into: str, **more: Any) -> None:
    """Lea merges two labels; of the verification unless ``more`` names another set."""
    wanted: dict[str, Any] = {"key": "verification_default", "base_version": 1} | more
    merge_labels(actor=people.lead(), project=project, label=label, into=into, **wanted)


def test_the_inbox_lists_members_and_never_ones_own(project: Project, work: Assignment, rio: Client) -> None:
    projects.submitted(project, people.reviewer())
    listed = rio.get(INBOX).context["shown"].rows
    assert [(row.annotator.username, row.size, row.flags) for row in listed] == [("ada", 4, 0)]


def test_the_inbox_counts_flags_and_agreement_with_the_others(project: Project, work: Assignment, rio: Client) -> None:
    second = projects.assignment(project, people.second_annotator())
    for number, statement in enumerate(projects.statements(second)):
        status = "supported" if number == 0 else "unverified"
        flags = ["needs_context"] if number < 2 else []
        projects.label(second, statement, projects.answers(status, flags=flags) | {"no_stance": True})
    submit(actor=people.second_annotator(), assignment=second)
    rows = rio.get(f"{INBOX}?sort=member").context["rows"]
    seen = [(row.annotator.username, row.flags, figures.pairs, figures.stance, figures.labels) for row, figures in rows]
    assert seen == [("ada", 0, 4, 100, 75), ("ben", 2, 4, 100, 75)]


def test_most_disagreement_comes_first_when_asked(project: Project, work: Assignment, rio: Client) -> None:
    projects.article(project, "Council votes\n\nThe council voted on Monday. Nobody was against it.")
    calm = projects.submitted(project)
    projects.submitted(project, people.second_annotator(), "refuted")
    projects.submitted(project, people.second_annotator())
    listed = rio.get(INBOX + "?sort=differing").context["shown"].rows
    assert {row.pk for row in listed[:2]} == set(work.article.assignments.values_list("pk", flat=True))
    assert {row.pk for row in listed[2:]} == set(calm.article.assignments.values_list("pk", flat=True))
    assert [row.differing for row in listed] == [50, 50, 0, 0]


@pytest.mark.parametrize("count", [1, 3])
def test_the_inbox_asks_the_database_the_same_for_one_row_and_three(project: Project, rio: Client, count: int) -> None:
    projects.submitted(project)
    for number in range(count - 1):
        projects.article(project, f"Council votes {number}\n\nThe council voted on day {number}.")
        projects.submitted(project)
    rio.get(INBOX)
    with CaptureQueriesContext(connection) as queries:
        answer = rio.get(INBOX)
    assert (len(answer.context["rows"]), len(queries)) == (count, INBOX_QUERIES)


def test_what_waits_for_others_labels_is_told_and_shown_when_asked(project: Project, rio: Client) -> None:
    only_disagreements(project)
    work = projects.submitted(project)
    closed, opened = rio.get(INBOX), rio.get(INBOX + "?state=pending")
    assert "1 more article is handed in and waits" in closed.content.decode()
    assert [[row.pk for row, _figures in answer.context["rows"]] for answer in (closed, opened)] == [[], [work.pk]]


def test_work_that_the_rule_accepted_says_that_nobody_looked_at_it(project: Project, rio: Client) -> None:
    change_project(actor=people.lead(), project=project, changes={"review_mode": "sample", "review_percent": 0})
    work = projects.submitted(project)
    page = rio.get(f"{INBOX}{work.pk}/").content.decode()
    assert "Accepted by the project’s review rule, which did not choose it: nobody looked at it." in page
    assert "Accepted by the rule" in rio.get(f"/projects/idlib/articles/{work.article_id}/").content.decode()


def test_open_conversations_are_counted_and_found_resolved_ones_are_not(project: Project, rio: Client) -> None:
    work = projects.submitted(project)
    projects.town(project, "Homs")
    projects.submitted(project)
    first, second, *_rest = projects.statements(work)
    talks.answered(talks.begun(first))
    talks.begun(second)
    resolve_thread(actor=people.reviewer(), thread=talks.begun(second).thread)
    counted = [(row.pk == work.pk, row.talks) for row, _figures in rio.get(INBOX).context["rows"]]
    found = [row.pk for row, _figures in rio.get(INBOX + "?state=talks").context["rows"]]
    assert (counted, found) == ([(True, 2), (False, 0)], [work.pk])


def test_a_merged_label_equals_the_one_it_went_into(project: Project, rio: Client) -> None:
    projects.submitted(project, status="too_vague")
    other = projects.label_all(projects.assignment(project, people.second_annotator()), "not_checkable")
    projects.label(other, projects.statements(other)[0], projects.answers("refuted"))
    submit(actor=other.annotator, assignment=other)
    before = [figures.labels for _row, figures in rio.get(INBOX).context["rows"]]
    merge(project, "too_vague", "not_checkable")
    after = rio.get(INBOX).context["rows"]
    assert (before, [figures.labels for _row, figures in after]) == ([0, 0], [75, 75])
    assert [row.differing for row, _figures in after] == [12, 12]
    sheet = rio.get(f"{INBOX}{other.pk}/").context["sheet"]
    assert [row.differs for row in sheet.rows] == [True, False, False, False]


def test_the_rule_compares_merged_labels_alike(project: Project) -> None:
    projects.submitted(project, status="too_vague")
    projects.submitted(project, people.second_annotator(), "not_checkable")
    article = Assignment.objects.latest("pk").article
    before = agreeing(article, protocol_in_force(project).scheme)
    merge(project, "too_vague", "not_checkable")
    after = agreeing(article, protocol_in_force(project).scheme)
    assert (before, after) == (set(), {people.annotator().pk, people.second_annotator().pk})


def test_a_merged_side_equals_the_one_it_went_into(project: Project, rio: Client) -> None:
    stances = protocol_in_force(project).scheme.question("stance")
    assert stances is not None
    assert stances.label_set is not None
    kept = [{"key": one.key, "name": one.name, "style": one.style} for one in stances.label_set.labels]
    balanced = {"key": "", "name": "Balanced", "style": "neutral", "sign": 0}
    edit_label_set(
        actor=people.lead(),
        project=project,
        key="stance_news",
        base_version=1,
        name="Stance",
        labels=[*kept, balanced],
    )
    for person, side in ((people.annotator(), "neutral"), (people.second_annotator(), "balanced")):
        work = projects.assignment(project, person)
        for statement in projects.statements(work):
            projects.label(work, statement, projects.answers(stances=[projects.stance(project, "jane-doe", side)]))
        submit(actor=person, assignment=work)
    merge(project, "balanced", "neutral", key="stance_news", base_version=2)
    assert [figures.stance for _row, figures in rio.get(INBOX).context["rows"]] == [100, 100]
