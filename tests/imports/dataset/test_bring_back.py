"""A dataset comes back by a worker: whole, or not at all, with the row that could not; cancelled, lost, anew."""

from typing import Any

import pytest
from django.db import OperationalError, connection

from annotations.imports.dataset.bring_back import bring_back
from annotations.models import Article, Event, Import, ImportFile, ImportRow, Project
from annotations.workflow.errors import Invalid, NotAllowed, WrongState
from annotations.workflow.imports import BRING_BACK, cancel_import, resume_lost, retry_import
from annotations.workflow.later import is_asked_for
from tests.factories import moving, people, projects

pytestmark = pytest.mark.django_db


@pytest.fixture
def dataset() -> bytes:
    """One article that Ada has handed in, from another server."""
    return moving.small_dataset()


def state(made: Import) -> tuple[str, int, int]:
    """Where the import is: its state, done, total."""
    made.refresh_from_db()
    return made.state, made.done, made.total


def test_a_worker_stores_the_whole_dataset_and_ends_the_import(dataset: bytes) -> None:
    made = moving.asked_back({"idlib.zip": dataset}, moving.empty_project())
    assert (made.state, is_asked_for(BRING_BACK, one_for=made.pk), Article.objects.exists()) == ("queued", True, False)

    bring_back(made.pk)
    bring_back(made.pk)

    assert state(made) == ("done", 1, 1)
    assert Project.objects.get(pk=made.project_id).slug == "idlib"
    assert moving.exported(Article.objects.get().project, view="raw") == dataset
    assert (ImportFile.objects.get().state, ImportFile.objects.get().content) == ("stored", None)
    assert Event.objects.filter(verb="dataset.restored").count() == 1


def test_a_row_that_cannot_come_back_is_kept_beside_its_file_and_nothing_is_stored(dataset: bytes) -> None:
    files = moving.unpacked(dataset)
    files["annotations.jsonl"] = files["annotations.jsonl"].replace(b'"unverified"', b'"nonsense"', 1)
    made = moving.asked_back(files, moving.empty_project())

    bring_back(made.pk)

    row = ImportRow.objects.get()
    (flaw,) = row.problems
    assert state(made)[0] == "failed"
    assert (row.file.name, row.line, row.outcome) == ("annotations.jsonl", flaw["line"], "bad")
    assert (flaw["value"], flaw["severity"]) == ("nonsense", "error")
    assert made.error.startswith(f"annotations.jsonl, line {flaw['line']}: ")
    assert (Article.objects.exists(), Project.objects.get(pk=made.project_id).slug) == (False, "empty")


def test_what_failed_is_tried_again_from_its_beginning(dataset: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    made = moving.asked_back({"idlib.zip": dataset}, moving.empty_project())
    monkeypatch.setattr("annotations.imports.dataset.bring_back.read_dataset", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        bring_back(made.pk)
    assert state(made)[0] == "failed"
    monkeypatch.undo()

    retry_import(actor=people.lead(), imported=made)
    bring_back(made.pk)

    assert state(made) == ("done", 1, 1)


def test_a_lost_database_leaves_the_import_to_the_next_worker(dataset: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    made = moving.asked_back({"idlib.zip": dataset}, moving.empty_project())

    def lost(**_: Any) -> None:
        raise OperationalError("server closed the connection unexpectedly")

    monkeypatch.setattr("annotations.imports.dataset.bring_back.store_dataset", lost)
    with pytest.raises(OperationalError):
        bring_back(made.pk)
    assert state(made) == ("storing", 0, 1)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")
    monkeypatch.undo()

    assert (resume_lost(), resume_lost()) == (1, 0)
    bring_back(made.pk)

    assert state(made) == ("done", 1, 1)


def test_cancelled_before_its_turn_nothing_is_stored(dataset: bytes) -> None:
    made = moving.asked_back({"idlib.zip": dataset}, moving.empty_project())

    cancel_import(actor=people.lead(), imported=made)
    bring_back(made.pk)

    assert (state(made)[0], Article.objects.exists(), ImportFile.objects.get().content) == ("cancelled", False, None)


def test_cancelled_while_it_is_stored_nothing_is_left(dataset: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    made = moving.asked_back({"idlib.zip": dataset}, moving.empty_project())

    def cancelled_by_somebody(imported: Import) -> None:
        Import.objects.filter(pk=imported.pk).update(state="cancelled")

    monkeypatch.setattr("annotations.workflow.import_dataset.tell_others", cancelled_by_somebody)
    bring_back(made.pk)

    assert (Article.objects.exists(), Project.objects.get(pk=made.project_id).slug) == (False, "empty")


def test_what_is_no_dataset_or_has_no_place_is_refused_before_anything_is_taken_in(dataset: bytes) -> None:
    full = projects.project()
    projects.article(full)
    empty = moving.empty_project()

    with pytest.raises(WrongState, match="This project has articles"):
        moving.asked_back({"idlib.zip": dataset}, full)
    with pytest.raises(Invalid, match="is no file of a dataset"):
        moving.asked_back({"notes.txt": b"no"}, empty)
    with pytest.raises(Invalid, match="files: 0 are none"):
        moving.asked_back({}, empty)

    assert not Import.objects.exists()


def test_only_a_lead_cancels_what_comes_back(dataset: bytes) -> None:
    made = moving.asked_back({"idlib.zip": dataset}, moving.empty_project())

    with pytest.raises(NotAllowed):
        cancel_import(actor=people.outsider(), imported=made)
