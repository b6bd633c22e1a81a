"""The look at an import's files, in steps that each end in a commit: a worker that dies is followed by another."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Sum
from django.db.models.functions import Now

from annotations.models import FileState, Import, ImportFile, ImportRow, ImportState, Outcome
from annotations.workflow.copy_rows import copy_rows
from annotations.workflow.events import record
from annotations.workflow.import_rows import Record, examine
from annotations.workflow.imports import CHECK
from annotations.workflow.later import later

FETCHES_BY_ONE, FETCHES_BY_ALL = 10, 60
WAITS = f"Waits for its turn: {FETCHES_BY_ONE} pages a minute are fetched for one person, {FETCHES_BY_ALL} for all."
"""What an address says that is not refused, only not fetched yet."""
MAX_ROWS = 100_000
"""Records of one import, over all of its files."""


@transaction.atomic
def begin_check(*, import_id: UUID) -> Import | None:
    """The import, being looked at from now on; None when there is nothing to look at (cancelled, done already)."""
    row = Import.objects.select_for_update(of=("self",)).select_related("project", "actor").filter(pk=import_id).first()
    if row is None or row.state not in (ImportState.WAITING, ImportState.CHECKING):
        return None
    row.state = ImportState.CHECKING
    row.save(update_fields=["state"])
    return row


@transaction.atomic
def reserve_fetch(*, imported: Import, file: ImportFile) -> bool:
    """Whether the file's address may be fetched now. If not, a job is asked to go on in a little while.

    10 a minute for a person and 60 for everybody together: nobody uses this server to knock on doors.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('fetches', 0))")
    lately = ImportFile.objects.filter(fetched_at__gt=Now() - timedelta(minutes=1))
    own = lately.filter(imported__actor=imported.actor).count()
    if own >= FETCHES_BY_ONE or lately.count() >= FETCHES_BY_ALL:
        ImportFile.objects.filter(pk=file.pk).update(problem=WAITS)
        later(CHECK, one_for=imported.pk, in_seconds=10, import_id=str(imported.pk))
        return False
    ImportFile.objects.filter(pk=file.pk).update(fetched_at=Now())
    return True


def rows_of_others(file: ImportFile) -> int:
    """How many records the other files of the import have so far."""
    others = ImportFile.objects.filter(imported=file.imported_id).exclude(pk=file.pk)
    return others.aggregate(n=Sum("rows_read"))["n"] or 0


@transaction.atomic
def keep_fetched(*, file: ImportFile, content: bytes, content_type: str, url: str, digest: str) -> None:
    """What a worker fetched from the file's address."""
    file.content, file.content_type, file.size, file.sha256 = content, content_type[:120], len(content), digest
    file.url = url[:2000]
    file.save(update_fields=["content", "content_type", "size", "sha256", "url"])
    total = ImportFile.objects.filter(imported=file.imported).aggregate(total=Sum("size"))["total"]
    Import.objects.filter(pk=file.imported_id).update(total=total)


@transaction.atomic
def stage(*, imported: Import, file: ImportFile, records: Sequence[Record], bytes_done: int) -> bool:
    """Examines and keeps the next records of a file; False when the import was cancelled meanwhile.

    ``bytes_done``: bytes of this file that are read, for the progress.
    """
    if not _still_checking(imported):
        return False
    rows = examine(imported, file, file.rows_read, records)
    copy_rows(ImportRow, rows)
    file.rows_read += len(rows)
    file.save(update_fields=["rows_read"])
    _show_progress(imported, file, min(bytes_done, file.size))
    return True


@transaction.atomic
def finish_file(*, imported: Import, file: ImportFile, format_key: str = "", problem: str = "") -> bool:
    """The file is read to its end, or refused whole for ``problem``; False when the import was cancelled meanwhile."""
    if not _still_checking(imported):
        return False
    file.state = FileState.REFUSED if problem else FileState.READ
    file.format, file.problem = format_key, problem[:500]
    file.save(update_fields=["state", "format", "problem"])
    _show_progress(imported, file, file.size)
    return True


@transaction.atomic
def finish_check(*, imported: Import) -> None:
    """Every file is read: the import waits for somebody to say yes."""
    if not _still_checking(imported):
        return
    Import.objects.filter(pk=imported.pk).update(state=ImportState.CHECKED, checked_at=Now())
    rows = ImportRow.objects.filter(file__imported=imported)
    record(
        actor=imported.actor,
        verb="import.checked",
        obj=imported,
        project=imported.project,
        after={outcome: rows.filter(outcome=outcome).count() for outcome in Outcome.values},
    )


@transaction.atomic
def fail_import(*, import_id: UUID, error: str) -> None:
    """The worker cannot go on; what is stored stays, and somebody may try again."""
    row = Import.objects.select_for_update(of=("self",)).select_related("project", "actor").get(pk=import_id)
    if row.state not in (ImportState.CHECKING, ImportState.STORING):
        return
    row.state, row.error = ImportState.FAILED, error[:500]
    row.save(update_fields=["state", "error"])
    record(actor=row.actor, verb="import.failed", obj=row, project=row.project, after={"error": row.error})


def _still_checking(imported: Import) -> bool:
    """Whether the import is still wanted; a cancellation waits until this step is through."""
    return Import.objects.select_for_update().filter(pk=imported.pk, state=ImportState.CHECKING).exists()


def _show_progress(imported: Import, file: ImportFile, bytes_done: int) -> None:
    before = ImportFile.objects.filter(imported=imported, position__lt=file.position).aggregate(total=Sum("size"))
    total = ImportFile.objects.filter(imported=imported).aggregate(total=Sum("size"))["total"] or 0
    Import.objects.filter(pk=imported.pk).update(done=min((before["total"] or 0) + bytes_done, total), total=total)
