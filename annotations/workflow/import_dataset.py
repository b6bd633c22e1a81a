"""Exported datasets on their way back, as imports: taken in by a request, stored by a worker whole or not at all."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Now

from annotations.models import FileState, Import, ImportRow, ImportState, Outcome, Project, User
from annotations.permissions import can_manage
from annotations.workflow.errors import NotAllowed, WorkflowError
from annotations.workflow.import_check import fail_import
from annotations.workflow.import_rows import problem
from annotations.workflow.import_store import Cancelled, tell_others
from annotations.workflow.imports import BRING_BACK, DATASET, Upload, forget_contents, take_in
from annotations.workflow.later import later
from annotations.workflow.restore.restore import AT_ONCE, Restored, refuse_not_empty, restore_dataset
from annotations.workflow.restore.shapes import ArticleLines, BadRow, Dataset


@transaction.atomic
def start_dataset(*, actor: User, project: Project, origin: str, uploads: Sequence[Upload]) -> Import:
    """Takes the files of a dataset in and asks a worker to bring it back; ``Invalid`` names the file that is none.

    ``WrongState`` for a project that is not empty, which is asked again when it is stored.
    """
    if not can_manage(actor, project):
        raise NotAllowed("Only a lead brings a dataset back.")
    refuse_not_empty(project, actor)
    given = {"format": DATASET, "state": ImportState.QUEUED, "all_or_nothing": True}
    imported = take_in(actor=actor, project=project, origin=origin, uploads=uploads, given=given)
    later(BRING_BACK, one_for=imported.pk, import_id=str(imported.pk))
    return imported


@transaction.atomic
def begin_dataset(*, import_id: UUID) -> Import | None:
    """The import, being stored from now on, from its beginning; None when there is nothing to store."""
    rows = Import.objects.select_for_update(of=("self",)).select_related("project", "actor")
    row = rows.filter(pk=import_id, format=DATASET, state__in=(ImportState.QUEUED, ImportState.STORING)).first()
    if row is None:
        return None
    ImportRow.objects.filter(file__imported=row).delete()
    row.state, row.done, row.total = ImportState.STORING, 0, 0
    row.save(update_fields=["state", "done", "total"])
    return row


@transaction.atomic
def store_dataset(*, imported: Import, dataset: Dataset) -> Restored:
    """Brings the dataset back and ends the import, both or neither; ``restore_dataset`` notes it.

    ``done`` of ``total`` articles are told to others meanwhile. ``Cancelled`` when somebody did that.
    """
    watched = replace(dataset, articles=_watched(imported, dataset))
    restored = restore_dataset(actor=imported.actor, project=imported.project, dataset=watched)
    imported.files.update(state=FileState.STORED)
    Import.objects.filter(pk=imported.pk).update(state=ImportState.DONE, finished_at=Now(), done=F("total"))
    forget_contents(imported)
    return restored


@transaction.atomic
def show_total(*, imported: Import, total: int) -> None:
    """Says how many articles the dataset has."""
    Import.objects.filter(pk=imported.pk, state=ImportState.STORING).update(total=total)


@transaction.atomic
def fail_dataset(*, imported: Import, error: WorkflowError) -> None:
    """Nothing came back; the row that could not is kept beside the file that it stands in."""
    fail_import(import_id=imported.pk, error=error.message)
    if isinstance(error, BadRow):
        said, files = error.extra, imported.files.order_by("position")
        file = files.filter(name=said["file"]).first() or files[0]
        flaw = problem(said["field"], said["value"], said["rule"], "error", said["line"] or None)
        ImportRow.objects.create(
            file=file, number=0, line=said["line"] or None, outcome=Outcome.BAD, title=said["file"], problems=[flaw]
        )


def _watched(imported: Import, dataset: Dataset) -> Iterator[ArticleLines]:
    """The articles; before some of them come it is told how far it is, and asked whether they are still wanted.

    After the last one the import is held: whoever cancels from then on comes too late.
    """
    rows = Import.objects.filter(pk=imported.pk, state=ImportState.STORING)
    for number, article in enumerate(dataset.articles):
        if number % AT_ONCE == 0:
            imported.done = number
            tell_others(imported)
            if not rows.exists():
                raise Cancelled
        yield article
    if not rows.select_for_update().exists():
        raise Cancelled
