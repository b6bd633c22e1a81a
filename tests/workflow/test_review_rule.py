"""The review rule: what it does not choose is accepted by it, visibly; what it cannot choose yet waits."""

import uuid
from typing import Any

import pytest

from annotations.models import Adjudication, Assignment, Event, Project, Review, User
from annotations.queries.review_inbox import inbox, pending_count
from annotations.queries.review_rule import in_sample
from annotations.schemes.builtin import quick
from annotations.workflow.annotate import submit
from annotations.workflow.ask_back import ask_back
from annotations.workflow.errors import Invalid
from annotations.workflow.reply import reply
from annotations.workflow.review import open_review
from annotations.workflow.rules import change_project
from tests.factories import people, projects
from tests.factories.adjudications import now

pytestmark = pytest.mark.django_db


def reviewing(mode: str, *, annotators: int = 1, **rules: Any) -> Project:
    """A project with that review rule; one reviewed label is enough for gold."""
    project = projects.project(annotators_per_article=annotators, adjudication_policy="single_reviewed")
    return change_project(actor=people.lead(), project=project, changes={"review_mode": mode, **rules})


def handed_in(project: Project, user: User | None = None, *statuses: str) -> Assignment:
    """The next article, labelled with those statuses (the rest unverified) and handed in."""
    work = projects.assignment(project, user)
    for number, statement in enumerate(projects.statements(work)):
        projects.label(work, statement, projects.answers((*statuses, *["unverified"] * 9)[number]))
    return submit(actor=work.annotator, assignment=work)


def standings(*works: Assignment) -> list[tuple[str, str]]:
    """State and choice of each, as stored."""
    return [Assignment.objects.values_list("state", "review_choice").get(pk=work.pk) for work in works]


def in_inbox(project: Project) -> set[uuid.UUID]:
    """What waits for Rio."""
    return {row.pk for row in inbox(people.reviewer(), project, quick.PROTOCOL)}


def test_everything_is_reviewed_where_nothing_else_is_said_and_the_rule_writes_no_event() -> None:
    project = projects.project()
    projects.article(project)
    work = handed_in(project)
    assert standings(work) == [("submitted", "chosen")]
    assert not Event.objects.filter(verb="review.ruled").exists()


@pytest.mark.parametrize(("percent", "standing"), [(0, ("accepted", "passed")), (100, ("submitted", "chosen"))])
def test_a_random_share_is_reviewed_and_the_rest_accepted_by_the_rule(percent: int, standing: tuple[str, str]) -> None:
    project = reviewing("sample", review_percent=percent)
    projects.article(project)
    work = handed_in(project)
    event = Event.objects.get(verb="review.ruled")
    assert standings(work) == [standing]
    assert (event.actor, event.object_id, event.after) == (None, work.pk, {"rule": "sample", "review": standing[1]})
    assert event.caused_by.verb == "assignment.submitted"


def test_the_share_is_the_same_whenever_it_is_asked_and_a_larger_one_holds_the_smaller() -> None:
    works = [Assignment(pk=uuid.UUID(int=number)) for number in range(2000)]
    chosen = {percent: {work.pk for work in works if in_sample(work, percent)} for percent in (0, 20, 50, 100)}
    assert [len(chosen[percent]) for percent in (0, 100)] == [0, 2000]
    assert chosen[20] < chosen[50]
    assert 340 < len(chosen[20]) < 460


def test_what_the_rule_accepts_has_accepted_labels_gold_and_no_review() -> None:
    project = reviewing("sample", review_percent=0)
    projects.article(project)
    work = handed_in(project)
    assert set(work.annotations.values_list("state", flat=True)) == {"accepted"}
    assert Adjudication.objects.filter(statement__article=work.article).count() == 4
    assert (Review.objects.count(), in_inbox(project)) == (0, set())


def test_of_each_member_so_many_articles_a_week_are_reviewed() -> None:
    project = reviewing("quota", review_quota=1)
    for name in ("Aden", "Bonn", "Cork"):
        projects.town(project, name)
    works = [handed_in(project), handed_in(project), handed_in(project, people.second_annotator())]
    assert standings(*works) == [("submitted", "chosen"), ("accepted", "passed"), ("submitted", "chosen")]


def test_last_weeks_articles_do_not_use_up_this_weeks_quota() -> None:
    project = reviewing("quota", review_quota=1)
    for name in ("Aden", "Bonn"):
        projects.town(project, name)
    first = handed_in(project)
    Assignment.objects.filter(pk=first.pk).update(submitted_at="2020-02-12T10:00:00Z")
    assert standings(handed_in(project)) == [("submitted", "chosen")]


class TestOnlyDisagreements:
    """Two annotators an article; only where they differ somebody reviews."""

    @pytest.fixture
    def project(self) -> Project:
        """One article of four statements."""
        project = reviewing("disagreements", annotators=2)
        projects.article(project)
        return project

    def test_the_first_waits_for_the_other_and_is_in_nobodys_inbox(self, project: Project) -> None:
        work = handed_in(project)
        assert standings(work) == [("submitted", "pending")]
        assert (in_inbox(project), pending_count(people.reviewer(), project)) == (set(), 1)

    def test_two_who_agree_are_both_accepted_by_the_rule(self, project: Project) -> None:
        works = [handed_in(project), handed_in(project, people.second_annotator())]
        assert standings(*works) == [("accepted", "passed")] * 2
        assert Adjudication.objects.count() == 4

    def test_two_who_differ_anywhere_are_both_reviewed(self, project: Project) -> None:
        works = [handed_in(project), handed_in(project, people.second_annotator(), "unverified", "refuted")]
        assert standings(*works) == [("submitted", "chosen")] * 2
        assert in_inbox(project) == {work.pk for work in works}
        ruled = Event.objects.filter(verb="review.ruled").order_by("at", "id")
        assert [event.after["review"] for event in ruled] == ["pending", "chosen", "chosen"]

    def test_a_reviewer_need_not_wait(self, project: Project) -> None:
        work = handed_in(project)
        open_review(actor=people.reviewer(), assignment=work)
        assert standings(work) == [("submitted", "chosen")]

    def test_another_rule_or_fewer_annotators_send_what_waits_to_the_reviewers(self, project: Project) -> None:
        work = handed_in(project)
        change_project(actor=people.lead(), project=project, changes={"annotators_per_article": 1})
        assert standings(work) == [("submitted", "chosen")]

    def test_whoever_is_alone_with_an_article_is_reviewed(self) -> None:
        project = reviewing("disagreements")
        projects.article(project)
        assert standings(handed_in(project)) == [("submitted", "chosen")]


def test_what_a_person_asked_back_is_seen_once_more_whatever_the_rule_says() -> None:
    project = reviewing("sample", review_percent=0)
    projects.article(project)
    work = handed_in(project)
    statement = projects.statements(work)[0]
    (review,) = ask_back(
        actor=people.reviewer(), statement=statement, seen=now(statement).version, comment="Which half?"
    )
    reply(actor=work.annotator, review=review, action="kept", revision_id=uuid.uuid4(), comment="Both halves.")
    work.refresh_from_db()
    submit(actor=work.annotator, assignment=work)
    assert standings(work) == [("submitted", "chosen")]


def test_a_quota_out_of_range_is_refused_by_name() -> None:
    with pytest.raises(Invalid) as refusal:
        reviewing("quota", review_quota=0)
    assert refusal.value.extra["field"] == "review_quota"
