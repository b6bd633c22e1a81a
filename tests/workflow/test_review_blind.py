"""Blind first: the reviewer answers before the label is shown; decisions and figures tell blind from seen."""

import uuid
from typing import Any

import pytest

from annotations.models import Annotation, Assignment, BlindAnswer, Event, Project, Review
from annotations.queries.agreement_corrections import corrections
from annotations.queries.agreement_scope import Scope
from annotations.queries.protocols import protocol_in_force
from annotations.workflow.annotate import submit
from annotations.workflow.errors import Invalid, NotAllowed, Stale, WrongState
from annotations.workflow.reply import reply
from annotations.workflow.review import accept_rest, finish_review, open_review
from annotations.workflow.review_blind import answer_first
from annotations.workflow.rules import change_project
from tests.factories import people, projects
from tests.factories.reviews import judge
from tests.models.test_guards import refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def project() -> Project:
    """Reviewers answer first."""
    made = projects.project(annotators_per_article=1)
    projects.article(made)
    return change_project(actor=people.lead(), project=made, changes={"review_blind_first": True})


@pytest.fixture
def work(project: Project) -> Assignment:
    """Ada handed in four statements, all unverified."""
    return projects.submitted(project)


def label(work: Assignment, n: int = 0) -> Annotation:
    """The label on the n-th statement, as it is now."""
    return Annotation.objects.select_related("assignment", "head").get(
        assignment=work, statement=projects.statements(work)[n]
    )


def answered(work: Assignment, n: int = 0, status: str = "unverified", **more: Any) -> BlindAnswer:
    """Rio answers the n-th statement without having seen its label."""
    one = label(work, n)
    given = {"actor": people.reviewer(), "seen": one.head_id, "body": projects.answers(status)} | more
    return answer_first(annotation=one, **given)


def test_nothing_is_decided_before_the_reviewer_has_answered(work: Assignment) -> None:
    with pytest.raises(WrongState, match="Answer this statement yourself first"):
        judge(label(work), "accept")
    with pytest.raises(WrongState, match="yourself first"):
        accept_rest(actor=people.reviewer(), assignment=work)
    assert not Review.objects.exists()


def test_a_decision_after_an_answer_is_stored_as_blind(work: Assignment) -> None:
    answered(work, 0, "refuted")
    review = judge(label(work), "accept")
    assert (review.saw_label_first, BlindAnswer.objects.get().answers["labels"]) == (
        False,
        {"verification": ["refuted"]},
    )
    assert Event.objects.filter(verb="review.answered_first").count() == 1


def test_the_first_answer_stands(work: Assignment) -> None:
    answered(work, 0, "refuted")
    again = answered(work, 0, "supported")
    assert (BlindAnswer.objects.count(), again.answers["labels"]) == (1, {"verification": ["refuted"]})


def test_an_answer_is_never_rewritten(work: Assignment) -> None:
    made = answered(work)
    refused("annotations_blindanswer_insert_only", lambda: BlindAnswer.objects.filter(pk=made.pk).update(answers={}))


def test_the_rest_is_accepted_once_all_of_it_is_answered(work: Assignment) -> None:
    for n in range(4):
        answered(work, n)
    assert accept_rest(actor=people.reviewer(), assignment=work) == 4
    assert set(Review.objects.values_list("saw_label_first", flat=True)) == {False}


def test_the_second_round_hides_nothing(work: Assignment) -> None:
    for n in range(4):
        answered(work, n)
    returned = judge(label(work), "return")
    accept_rest(actor=people.reviewer(), assignment=work)
    finish_review(actor=people.reviewer(), assignment=work)
    reply(actor=work.annotator, review=returned, action="kept", revision_id=uuid.uuid4(), comment="It says so.")
    work.refresh_from_db()
    submit(actor=work.annotator, assignment=work)
    with pytest.raises(WrongState, match="Labels are open here"):
        answered(work)
    assert accept_rest(actor=people.reviewer(), assignment=work) == 1


def test_an_answer_to_a_label_that_changed_is_stale(work: Assignment) -> None:
    with pytest.raises(Stale):
        answered(work, seen=uuid.uuid4())


def test_a_half_answer_names_its_field_and_is_not_kept(work: Assignment) -> None:
    with pytest.raises(Invalid) as refusal:
        answered(work, body={})
    assert (refusal.value.extra["field"], BlindAnswer.objects.count()) == ("answers", 0)


def test_only_reviewers_answer_and_one_at_a_time(work: Assignment) -> None:
    with pytest.raises(NotAllowed):
        answered(work, actor=people.second_annotator())
    with pytest.raises(NotAllowed):
        answered(work, actor=people.annotator())
    open_review(actor=people.lead(), assignment=work)
    with pytest.raises(WrongState, match="is reviewing this"):
        answered(work)


def test_corrections_tell_blind_from_seen(project: Project, work: Assignment) -> None:
    answered(work, 0, "refuted")
    judge(label(work, 0), "accept_with_changes", proposed=projects.answers("refuted"))
    answered(work, 1)
    judge(label(work, 1), "accept")
    change_project(actor=people.lead(), project=project, changes={"review_blind_first": False})
    judge(label(work, 2), "return")
    found = corrections(people.lead(), project, Scope(), protocol_in_force(project).scheme)
    told = [found[name] for name in ("judged", "corrected", "blind", "blind_corrected")]
    assert told == [3, 2, 2, 1]
