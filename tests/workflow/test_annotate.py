"""Saving answers: exactly once, in order, never over a newer version."""

import uuid

import pytest

from annotations.models import Annotation, AnnotationLabel, Assignment, AssignmentState, Event, Revision, Stance
from annotations.workflow.annotate import save_revision, submit
from annotations.workflow.errors import Invalid, Missing, ReplayMismatch, Stale, WrongState
from annotations.workflow.leases import release
from annotations.workflow.rules import change_project
from tests.factories import people, projects

pytestmark = pytest.mark.django_db


@pytest.fixture
def work() -> Assignment:
    """Ada's assignment of a short article with four statements."""
    project = projects.project()
    projects.article(project)
    return projects.assignment(project)


def test_a_revision_is_written_with_its_labels_stances_and_event(work: Assignment) -> None:
    project = work.article.project
    projects.demo.import_seed(actor=people.lead(), project=project)
    body = projects.answers("refuted", stances=[projects.stance(project, "talks", "against", holder="lavrov")])
    saved = projects.label(work, projects.statements(work)[1], body)
    assert saved.created is True
    assert (saved.revision.seq, saved.revision.is_complete, saved.annotation.state) == (1, True, "complete")
    assert list(AnnotationLabel.objects.values_list("question__key", "label__key")) == [("verification", "refuted")]
    assert list(Stance.objects.values_list("holder__key", "target__key", "polarity__key")) == [
        ("lavrov", "talks", "against")
    ]
    event = Event.objects.get(verb="annotation.revised")
    assert (event.actor, event.before, event.after) == (
        people.annotator(),
        {"seq": 0},
        {"seq": 1, "revision": str(saved.revision.pk), "complete": True},
    )


def test_the_same_request_twice_is_stored_once(work: Assignment) -> None:
    statement, key = projects.statements(work)[0], uuid.uuid4()
    first, second = (
        save_revision(
            actor=work.annotator,
            assignment=work,
            statement=statement,
            revision_id=key,
            base_seq=0,
            body=projects.answers(),
        )
        for _ in range(2)
    )
    assert (first.created, second.created) == (True, False)
    assert second.revision == first.revision
    assert Revision.objects.count() == 1
    assert Event.objects.filter(verb="annotation.revised").count() == 1


def test_the_same_key_with_another_body_is_refused(work: Assignment) -> None:
    statement = projects.statements(work)[0]
    stored = projects.label(work, statement, projects.answers("supported"))
    with pytest.raises(ReplayMismatch):
        save_revision(
            actor=work.annotator,
            assignment=work,
            statement=statement,
            revision_id=stored.revision.pk,
            base_seq=0,
            body=projects.answers("refuted"),
        )
    assert Revision.objects.count() == 1


def test_a_stale_save_is_refused_and_carries_the_newest_version(work: Assignment) -> None:
    statement = projects.statements(work)[0]
    newest = projects.label(work, statement, projects.answers("supported"))
    with pytest.raises(Stale) as refusal:
        projects.label(work, statement, projects.answers("refuted"), base_seq=0)
    assert refusal.value.extra["current"]["seq"] == 1
    assert refusal.value.extra["current"]["revision"] == str(newest.revision.pk)
    assert refusal.value.extra["current"]["answers"]["labels"] == {"verification": ["supported"]}
    assert Revision.objects.count() == 1


def test_taking_an_answer_back_makes_the_statement_open_again(work: Assignment) -> None:
    statement = projects.statements(work)[0]
    projects.label(work, statement)
    saved = projects.label(work, statement, {})
    assert (saved.revision.seq, saved.annotation.state) == (2, "draft")
    assert list(Revision.objects.order_by("seq").values_list("is_complete", flat=True)) == [True, False]


def test_a_skipped_statement_counts_as_answered(work: Assignment) -> None:
    saved = projects.label(work, projects.statements(work)[0], {"skip": "unreadable"})
    assert (saved.annotation.state, saved.revision.skip_reason) == ("complete", "unreadable")


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"labels": {"verification": ["true"]}}, "answers.labels.verification"),
        ({"labels": {"verification": ["supported", "refuted"]}}, "answers.labels.verification"),
        ({"labels": {"mood": ["good"]}}, "answers.labels.mood"),
        ({"no_stance": "yes"}, "answers.no_stance"),
        ({"verdict": "true"}, "answers.verdict"),
        ({"rationale": "a\0b"}, "answers.rationale"),
        ({"stances": [{"holder_kind": "entity", "holder": "x"}]}, "answers.stances[0].holder"),
        ([], "answers"),
    ],
)
def test_bad_answers_name_their_field_and_change_nothing(work: Assignment, body: object, field: str) -> None:
    with pytest.raises(Invalid) as refusal:
        save_revision(
            actor=work.annotator,
            assignment=work,
            statement=projects.statements(work)[0],
            revision_id=uuid.uuid4(),
            base_seq=0,
            body=body,
        )
    assert refusal.value.extra["field"] == field
    assert not Annotation.objects.exists()


def test_a_holder_of_another_project_is_unknown(work: Assignment) -> None:
    other = projects.seed_project("other")
    body = projects.answers(stances=[projects.stance(other, "talks", holder="lavrov")])
    with pytest.raises(Invalid, match=r"stances\[0\]\.holder"):
        projects.label(work, projects.statements(work)[0], body)
    assert not Revision.objects.exists()


def test_nobody_labels_in_another_persons_assignment(work: Assignment) -> None:
    with pytest.raises(Missing):
        save_revision(
            actor=people.second_annotator(),
            assignment=work,
            statement=projects.statements(work)[0],
            revision_id=uuid.uuid4(),
            base_seq=0,
            body=projects.answers(),
        )


def test_a_statement_of_another_article_is_not_there(work: Assignment) -> None:
    other = projects.article(work.article.project, "Second headline\n\nIt rained all day in Paris.\n")
    with pytest.raises(Missing) as refusal:
        projects.label(work, other.statements.get(index=1))
    assert refusal.value.extra == {"field": "statement"}


def test_handing_in_lists_what_is_missing(work: Assignment) -> None:
    first, *rest = projects.statements(work)
    projects.label(work, first)
    with pytest.raises(WrongState) as refusal:
        submit(actor=work.annotator, assignment=work)
    assert refusal.value.extra["missing"] == [statement.index for statement in rest]
    work.refresh_from_db()
    assert work.state == AssignmentState.ACTIVE


def test_handing_in_twice_counts_once(work: Assignment) -> None:
    projects.label_all(work)
    for _ in range(2):
        submit(actor=work.annotator, assignment=work)
    work.article.refresh_from_db()
    assert (work.article.reserved, work.article.done) == (1, 1)
    assert Event.objects.filter(verb="assignment.submitted").count() == 1


def test_handing_in_again_what_the_review_rule_accepted_at_once_changes_nothing(work: Assignment) -> None:
    rule = {"review_mode": "sample", "review_percent": 0}
    change_project(actor=people.lead(), project=work.article.project, changes=rule)
    projects.label_all(work)
    first = submit(actor=work.annotator, assignment=work)
    again = submit(actor=work.annotator, assignment=work)
    assert (first.state, again.state, again.round) == ("accepted", "accepted", first.round)
    assert Event.objects.filter(verb="assignment.submitted").count() == 1


def test_labels_are_closed_after_handing_in(work: Assignment) -> None:
    projects.label_all(work)
    submit(actor=work.annotator, assignment=work)
    with pytest.raises(WrongState):
        projects.label(work, projects.statements(work)[0], projects.answers("refuted"))


def test_late_work_after_the_place_was_lost_is_kept_as_surplus(work: Assignment) -> None:
    project = work.article.project
    release(actor=work.annotator, assignment=work)
    for user in (people.second_annotator(), people.reviewer()):
        projects.assignment(project, user)
    projects.label(work, projects.statements(work)[0])
    work.refresh_from_db()
    work.article.refresh_from_db()
    assert (work.state, work.slot) == ("active", None)
    assert (work.article.reserved, work.article.required) == (2, 2)
