"""The review inbox and the review rule on its pages: what waits, what the rule did, how far labels agree."""

from typing import Any

import pytest
from django.test import Client

from annotations.models import Assignment, Project
from annotations.queries.protocols import protocol_in_force
from annotations.queries.review_rule import agreeing
from annotations.workflow.annotate import submit
from annotations.workflow.label_sets import edit_label_set, merge_labels
from annotations.workflow.rules import change_project
from tests.factories import people, projects
from tests.web.test_review import signed_in

pytestmark = pytest.mark.django_db

INBOX = "/projects/idlib/review/"


@pytest.fixture
def project() -> Project:
    """A project with one short article of four statements, each labelled twice."""
    made = projects.project()
    projects.article(made)
    return made


@pytest.fixture
def rio() -> Client:
    """The reviewer's browser."""
    return signed_in(people.reviewer())


def only_disagreements(project: Project) -> None:
    """The rule that lets the first one wait."""
    change_project(actor=people.lead(), project=project, changes={"review_mode": "disagreements"})


def merge(project: Project, label: str, into: str, **more: Any) -> None:
    """Lea merges two labels; of the verification unless ``more`` names another set."""
    wanted: dict[str, Any] = {"key": "verification_default", "base_version": 1} | more
    merge_labels(actor=people.lead(), project=project, label=label, into=into, **wanted)


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
