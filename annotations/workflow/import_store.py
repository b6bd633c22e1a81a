"""Storing what was looked at: one transaction a file, or one for all files. Nothing is half stored."""

from collections.abc import Sequence
from functools import partial
from uuid import UUID

from django.db import IntegrityError, OperationalError, connection, transaction
from django.db.models import F
from django.db.models.functions import Now

from annotations.models import FileState, Import, ImportFile, ImportRow, ImportState, Outcome
from annotations.queries.imports import to_store
from annotations.workflow.events import record
from annotations.workflow.failing import failing
from annotations.workflow.import_articles import batches, request_of, store_rows
from annotations.workflow.import_check import fail_import
from annotations.workflow.imports import forget_contents
from annotations.workflow.store import one_at_a_time

TRIES = 3
PASSING = {"40001", "40P01", "55P03"}
"""SQLSTATEs of a conflict with somebody else's transaction: trying again helps."""
TELL = """
    UPDATE annotations_import SET done = least(%s, total) WHERE id = %s AND state = 'storing'
"""


class Cancelled(Exception):
    """Somebody cancelled the import while it was being stored."""


def store_import(*, import_id: UUID) -> None:
    """Stores the good records of every file that is not stored yet; safe to call again after a crash (``failing``)."""
    imported = _begin(import_id)
    with failing(partial(fail_import, import_id=import_id), doing="Storing the articles"):
        if imported is not None:
            _store(imported)
        forget_if_cancelled(import_id=import_id)


@transaction.atomic
def _begin(import_id: UUID) -> Import | None:
    row = Import.objects.select_for_update(of=("self",)).select_related("project", "actor").filter(pk=import_id).first()
    if row is None or row.state not in (ImportState.QUEUED, ImportState.STORING):
        return None
    row.state, row.done = ImportState.STORING, _stored(row)
    row.total = row.done + to_store(row).count()
    row.save(update_fields=["state", "done", "total"])
    return row


def _stored(imported: Import) -> int:
    return ImportRow.objects.filter(file__imported=imported, article__isnull=False).count()


def _store(imported: Import) -> None:
    files = list(ImportFile.objects.filter(imported=imported, state=FileState.READ).defer("content"))
    if imported.all_or_nothing and (reason := _refusal_of_all(imported)):
        fail_import(import_id=imported.pk, error=reason)
        return
    try:
        for group in [files] if imported.all_or_nothing else [[file] for file in files]:
            _store_group(imported, group)
    except Cancelled:
        return
    _finish(imported)


def _refusal_of_all(imported: Import) -> str:
    """Why an import of all files or none stores nothing; empty when it may."""
    refused = imported.files.filter(state=FileState.REFUSED).first()
    if refused is not None:
        return f"{refused.name}: {refused.problem}"
    bad = ImportRow.objects.filter(file__imported=imported, outcome=Outcome.BAD).select_related("file").first()
    if bad is None or imported.skip_bad:
        return ""
    return f"{bad.file.name} has records with errors, and all files or none are to be stored."


def _store_group(imported: Import, files: Sequence[ImportFile]) -> None:
    """The files in one transaction, tried again when somebody else's was in the way."""
    before = imported.done
    for attempt in range(1, TRIES + 1):
        imported.done = before
        try:
            with transaction.atomic():
                one_at_a_time(imported.project)
                for file in files:
                    _store_file(imported, file)
                if not Import.objects.filter(pk=imported.pk, state=ImportState.STORING).update(done=F("done")):
                    raise Cancelled
            return
        except (OperationalError, IntegrityError) as error:
            passing = isinstance(error, IntegrityError) or getattr(error.__cause__, "sqlstate", "") in PASSING
            if attempt == TRIES or not passing:
                raise


def _store_file(imported: Import, file: ImportFile) -> None:
    """The records of one file; a file with bad records is refused unless they may be left out."""
    if not imported.skip_bad and file.rows.filter(outcome=Outcome.BAD).exists():
        file.state, file.problem = FileState.REFUSED, "has records with errors; nothing of it is stored"
        file.save(update_fields=["state", "problem"])
        return
    for rows in batches(to_store(imported).filter(file=file).order_by("number")):
        store_rows(imported, rows)
        imported.done += len(rows)
        tell_others(imported)
        if not Import.objects.filter(pk=imported.pk, state=ImportState.STORING).exists():
            raise Cancelled
    file.state = FileState.STORED
    file.save(update_fields=["state"])


def tell_others(imported: Import) -> None:
    """Shows how far the storing is, on a connection of its own: others see it before the transaction ends.

    The transaction itself touches the import's row only at its end, so the two do not wait for each other; whoever else
    holds the row for long may keep it, for this is only told.
    """
    aside = connection.copy()
    aside.settings_dict["OPTIONS"].pop("pool", None)
    try:
        with aside.cursor() as cursor:
            cursor.execute("SET lock_timeout = '500ms'")
            cursor.execute(TELL, [imported.done, imported.pk])
    except OperationalError as error:
        if getattr(error.__cause__, "sqlstate", "") not in PASSING:
            raise
    finally:
        aside.close()


@transaction.atomic
def _finish(imported: Import) -> None:
    # Another worker at the same import takes its files before the import itself; here it is the other way round.
    one_at_a_time(imported.project)
    if not Import.objects.filter(pk=imported.pk, state=ImportState.STORING).update(
        state=ImportState.DONE, finished_at=Now(), done=F("total")
    ):
        return
    forget_contents(imported)
    record(
        actor=imported.actor,
        verb="import.stored",
        obj=imported,
        project=imported.project,
        after={"articles": _stored(imported)},
        caused_by=request_of(imported),
    )


@transaction.atomic
def forget_if_cancelled(*, import_id: UUID) -> None:
    """Whoever cancels an import that is being stored leaves the clearing to this side, which holds the records."""
    row = Import.objects.select_related("project").filter(pk=import_id, state=ImportState.CANCELLED).first()
    if row is not None:
        one_at_a_time(row.project)
        forget_contents(row)
