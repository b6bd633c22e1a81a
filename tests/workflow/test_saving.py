"""Many saves in one transaction: what the database refuses hurts nothing else, and nothing is stored by half."""

import uuid
from typing import Any

import pytest
from django.db import IntegrityError, connection

from annotations.models import Annotation, AnnotationLabel, Assignment, Event, Revision
from annotations.workflow.leases import release
from annotations.workflow.saving import Save, Saved, save_revisions
from tests.factories import projects

pytestmark = pytest.mark.django_db


@pytest.fixture
def work() -> Assignment:
    """Ada's assignment of a short article with four statements."""
    project = projects.project()
    projects.article(project)
    return projects.assignment(project)


def save(work: Assignment, number: int, base_seq: int = 0, **more: Any) -> Save:
    """Complete answers on one of the article's statements."""
    statement = projects.statements(work)[number]
    return Save(uuid.uuid4(), work.pk, statement.pk, base_seq, projects.answers("refuted"), **more)


def refuse_thirteen() -> None:
    """From now on the database takes no revision that was worked on for 13 ms."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE annotations_revision ADD CONSTRAINT not_thirteen CHECK (active_ms <> 13)")


def test_what_the_database_refuses_is_refused_alone(work: Assignment) -> None:
    refuse_thirteen()
    first, bad, built_on_it, last = save(work, 0), save(work, 1, active_ms=13), save(work, 1, 1), save(work, 2)

    outcomes = save_revisions(actor=work.annotator, saves=[first, bad, built_on_it, last])

    assert [type(outcome).__name__ for outcome in outcomes] == ["Saved", "IntegrityError", "Stale", "Saved"]
    assert set(Revision.objects.values_list("pk", flat=True)) == {first.id, last.id}
    assert Event.objects.filter(verb="annotation.revised").count() == 2


def test_a_single_save_that_the_database_refuses_leaves_no_row(work: Assignment) -> None:
    refuse_thirteen()

    (outcome,) = save_revisions(actor=work.annotator, saves=[save(work, 0, active_ms=13)])

    assert isinstance(outcome, IntegrityError)
    assert not Annotation.objects.exists()


def test_when_the_process_dies_on_the_last_row_nothing_is_stored(
    work: Assignment, monkeypatch: pytest.MonkeyPatch
) -> None:
    def die(*_rows: Any, **_options: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("annotations.workflow.revisions.write_evidence", die)

    with pytest.raises(KeyboardInterrupt):
        save_revisions(actor=work.annotator, saves=[save(work, 0), save(work, 1)])

    assert [model.objects.count() for model in (Annotation, Revision, AnnotationLabel)] == [0, 0, 0]


def test_late_work_takes_its_place_again_once_whatever_the_number_of_saves(work: Assignment) -> None:
    release(actor=work.annotator, assignment=work)

    outcomes = save_revisions(actor=work.annotator, saves=[save(work, 0), save(work, 1)])

    work.refresh_from_db()
    work.article.refresh_from_db()
    assert [isinstance(outcome, Saved) for outcome in outcomes] == [True, True]
    assert (work.state, work.slot, work.article.reserved) == ("active", 1, 1)
    assert Event.objects.filter(verb="assignment.taken").count() == 2


def test_late_work_that_is_refused_takes_no_place(work: Assignment) -> None:
    release(actor=work.annotator, assignment=work)

    save_revisions(actor=work.annotator, saves=[save(work, 0, base_seq=5)])

    work.refresh_from_db()
    assert work.state == "released"
