"""A dataset as a file: somebody asks for it, a worker writes it, somebody may discard it; it is kept for some days."""

from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import BinaryIO
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models.functions import Now

from annotations.models import DatasetFile, Project, User
from annotations.models.dataset_file import TRANSITIONS, UNFINISHED, DatasetState
from annotations.workflow.errors import Invalid, WrongState
from annotations.workflow.events import record
from annotations.workflow.export import must_export
from annotations.workflow.later import again, later

WRITE = "annotations.jobs.dataset_files.write"
KEPT = timedelta(days=7)
MOST_UNFINISHED = 3
"""Files that one person may have under way at once in a project."""
FOLDER = "exports"
DISCARDED = (DatasetState.CANCELLED, DatasetState.EXPIRED)
"""What a file becomes that somebody discards: the one that its state may move to."""


def place(row: DatasetFile) -> Path:
    """Where the file lies once it is whole."""
    return Path(settings.MEDIA_ROOT) / FOLDER / str(row.pk)


def open_file(row: DatasetFile) -> BinaryIO:
    """The bytes of a file that is ready; ``WrongState`` before, and once it is no longer kept."""
    try:
        if row.state == DatasetState.DONE:
            return place(row).open("rb")
    except FileNotFoundError:  # an upload folder that was emptied, or is not that of the worker
        raise WrongState("The file is no longer in the upload folder; ask for it again.") from None
    raise WrongState(f"The file is “{row.get_state_display()}”; only one that is ready is sent.")


@transaction.atomic
def ask_for_file(*, actor: User, project: Project, asked: Mapping[str, str], name: str) -> DatasetFile:
    """A file that a worker will write; ``asked`` was read by ``exports.asked``, ``name`` is what it will be called.

    ``Invalid`` when the person has ``MOST_UNFINISHED`` under way already.
    """
    must_export(actor, project)
    Project.objects.select_for_update(no_key=True).get(pk=project.pk)  # two who ask at once are counted one by one
    mine = DatasetFile.objects.filter(project=project, actor=actor, state__in=UNFINISHED).count()
    if mine >= MOST_UNFINISHED:
        raise Invalid("files", mine, f"are being written for you already: at most {MOST_UNFINISHED} at once")
    row = DatasetFile.objects.create(project=project, actor=actor, asked=dict(asked), name=name)
    record(actor=actor, verb="dataset.asked", obj=row, project=project, after={"asked": row.asked})
    later(WRITE, one_for=row.pk, file_id=str(row.pk))
    row.refresh_from_db()
    return row


@transaction.atomic
def discard_file(*, actor: User, row: DatasetFile) -> DatasetFile:
    """Stops a file that is not done, which its worker notices within a moment, or takes one away that is kept."""
    must_export(actor, row.project)
    found = DatasetFile.objects.select_for_update(of=("self",)).select_related("project").get(pk=row.pk)
    to = next((one for one in DISCARDED if one in TRANSITIONS[found.state]), None)
    if to is None:
        raise WrongState(f"The file is “{found.get_state_display()}”; there is nothing to discard.")
    before, found.state, found.finished_at = found.state, to, Now()
    found.save(update_fields=["state", "finished_at"])
    place(found).unlink(missing_ok=True)
    record(
        actor=actor,
        verb="dataset.discarded",
        obj=found,
        project=found.project,
        before={"state": before},
        after={"state": to},
    )
    found.refresh_from_db()
    return found


@transaction.atomic
def begin_file(*, file_id: UUID) -> DatasetFile | None:
    """The file, being written from now on, from its beginning; None when there is nothing to do."""
    rows = DatasetFile.objects.select_for_update(of=("self",)).select_related("project", "actor")
    row = rows.filter(pk=file_id, state__in=UNFINISHED).first()
    if row is None:
        return None
    row.state, row.done, row.total = DatasetState.RUNNING, 0, 0
    row.save(update_fields=["state", "done", "total"])
    return row


@transaction.atomic
def show_progress(*, row: DatasetFile, done: int, total: int) -> bool:
    """Says how far it is; False when the file is no longer wanted."""
    rows = DatasetFile.objects.filter(pk=row.pk, state=DatasetState.RUNNING)
    return bool(rows.update(done=min(done, total), total=total))


@transaction.atomic
def finish_file(*, row: DatasetFile, size: int, sha256: str, rows: int) -> bool:
    """The file is whole; False when it was cancelled meanwhile, and is not wanted."""
    found = _still_running(row)
    if found is None:
        return False
    found.state, found.size, found.sha256, found.done, found.total = DatasetState.DONE, size, sha256, rows, rows
    found.finished_at, found.expires_at = Now(), Now() + KEPT
    found.save()
    after = {"asked": found.asked, "rows": rows, "sha256": sha256}
    record(actor=found.actor, verb="dataset.written", obj=found, project=found.project, after=after)
    return True


@transaction.atomic
def fail_file(*, row: DatasetFile, error: str) -> None:
    """The worker cannot go on; somebody may ask again."""
    found = _still_running(row)
    if found is None:
        return
    found.state, found.error, found.finished_at = DatasetState.FAILED, error[:500], Now()
    found.save(update_fields=["state", "error", "finished_at"])
    record(actor=found.actor, verb="dataset.failed", obj=found, project=found.project, after={"error": found.error})


@transaction.atomic
def expire_files() -> int:
    """Takes files away whose time is over, and says how many; what was asked and its checksum stay."""
    over = DatasetFile.objects.select_for_update().filter(state=DatasetState.DONE, expires_at__lt=Now())
    rows = list(over)
    for row in rows:
        place(row).unlink(missing_ok=True)
    DatasetFile.objects.filter(pk__in=[row.pk for row in rows]).update(state=DatasetState.EXPIRED)
    return len(rows)


@transaction.atomic
def resume_files() -> int:
    """Asks for the jobs of unfinished files that have none any more; how many."""
    unfinished = DatasetFile.objects.filter(state__in=UNFINISHED).values_list("pk", flat=True)
    return again(WRITE, for_all=unfinished, argument="file_id")


def _still_running(row: DatasetFile) -> DatasetFile | None:
    rows = DatasetFile.objects.select_for_update(of=("self",)).select_related("project", "actor")
    return rows.filter(pk=row.pk, state=DatasetState.RUNNING).first()
