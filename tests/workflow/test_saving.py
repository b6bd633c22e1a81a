"""Many saves in one transaction: what the database refuses hurts nothing else, and nothing is stored by half."""

import uuid
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext

from annotations.models import Annotation, AnnotationLabel, Assignment, Event, Revision
from annotations.workflow.errors import Stale
from annotations.workflow.leases import release
from annotations.workflow.saving import Opened, Save, Saved, opened, save_revisions
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


def test_a_version_built_on_an_overtaken_one_is_not_taken_for_one_built_on_what_overtook_it(work: Assignment) -> None:
    elsewhere = save(work, 0)
    save_revisions(actor=work.annotator, saves=[elsewhere])
    first, second = save(work, 0), save(work, 0, base_seq=1)

    outcomes = save_revisions(actor=work.annotator, saves=[first, second, save(work, 1)])

    assert [getattr(outcome, "message", "saved") for outcome in outcomes] == [
        "You had version 0; the newest is 1.",
        "It builds on a version that was refused.",
        "saved",
    ]
    assert isinstance(outcomes[1], Stale)
    assert outcomes[1].extra["current"]["revision"] == str(elsewhere.id)
    assert Revision.objects.filter(annotation__statement=elsewhere.statement).get().pk == elsewhere.id


def place_of(work: Assignment, save: Save) -> AbstractContextManager[Opened]:
    """Where a save goes, asked for before."""
    return opened(actor=work.annotator, assignment=work.pk, statement=save.statement, revision=save.id)


def test_a_place_that_was_asked_for_before_takes_its_save_in_two_round_trips(work: Assignment) -> None:
    first = save(work, 0)
    with place_of(work, first) as place:
        place.take(first)
    second = save(work, 1)
    with CaptureQueriesContext(connection) as queries, place_of(work, second) as place:
        saved = place.take(second)
    words = [query["sql"].split()[0] for query in queries]
    assert words == ["SAVEPOINT", "EXECUTE", "EXECUTE", "RELEASE"]  # the savepoint is the test's
    assert (saved.created, Revision.objects.count()) == (True, 2)


def test_nothing_is_kept_of_a_place_that_no_answer_came_to(work: Assignment) -> None:
    with place_of(work, save(work, 0)):
        Assignment.objects.filter(pk=work.pk).update(slot=None)
    work.refresh_from_db()
    assert work.slot == 1


def test_what_the_database_refuses_at_its_place_leaves_no_row(work: Assignment) -> None:
    release(actor=work.annotator, assignment=work)
    refuse_thirteen()
    bad = save(work, 0, active_ms=13)

    with pytest.raises(IntegrityError), place_of(work, bad) as place:
        place.take(bad)

    work.refresh_from_db()
    assert (work.state, Annotation.objects.exists()) == ("released", False)


def test_a_refusal_at_its_place_leaves_the_place_as_it_was(work: Assignment) -> None:
    release(actor=work.annotator, assignment=work)
    stale = save(work, 0, base_seq=5)

    with place_of(work, stale) as place, pytest.raises(Stale):
        place.take(stale)

    work.refresh_from_db()
    assert (work.state, place.stored) == ("released", None)


def test_a_place_takes_no_save_of_another_statement(work: Assignment) -> None:
    with place_of(work, save(work, 0)) as place, pytest.raises(ValueError, match="another place"):
        place.take(save(work, 1))


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


def test_a_version_is_never_older_than_the_one_it_follows(work: Assignment) -> None:
    # One that waited for a lock asked for the time before the other was stored; here the other is an hour ahead.
    save_revisions(actor=work.annotator, saves=[save(work, 0)])
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; ALTER TABLE annotations_revision DISABLE TRIGGER USER")
        cursor.execute("UPDATE annotations_revision SET created_at = created_at + interval '1 hour'")
        cursor.execute("ALTER TABLE annotations_revision ENABLE TRIGGER USER; SET CONSTRAINTS ALL DEFERRED")

    save_revisions(actor=work.annotator, saves=[save(work, 0, 1)])

    first, second = Revision.objects.order_by("seq").values_list("created_at", flat=True)
    assert second == first
