"""Storing what was looked at: one transaction a file, or one for all files. Nothing is half stored."""

from collections.abc import Iterator, Sequence
from uuid import UUID

from django.db import IntegrityError, OperationalError, connection, transaction
from django.db.models import F, QuerySet
from django.db.models.functions import Now

from annotations.models import (
    Article,
    Event,
    FileState,
    Import,
    ImportFile,
    ImportRow,
    ImportState,
    Outcome,
)
from annotations.queries.imports import to_store
from annotations.workflow.drafts import ArticleDraft
from annotations.workflow.events import record
from annotations.workflow.import_check import fail_import
from annotations.workflow.import_rows import draft_of, predecessor, predecessors, segmentation_of
from annotations.workflow.imports import forget_contents
from annotations.workflow.store import Prepared, one_at_a_time, store

Pair = tuple[ImportRow, ArticleDraft]

AT_ONCE = 200
"""Articles held in memory."""
TRIES = 3
PASSING = {"40001", "40P01", "55P03"}
"""SQLSTATEs of a conflict with somebody else's transaction: trying again helps."""


class Cancelled(Exception):
    """Somebody cancelled the import while it was being stored."""


def store_import(*, import_id: UUID) -> None:
    """Stores the good records of every file that is not stored yet; safe to call again after a crash."""
    imported = _begin(import_id)
    if imported is None:
        return
    files = list(ImportFile.objects.filter(imported=imported, state=FileState.READ).defer("content"))
    if imported.all_or_nothing and (reason := _refusal_of_all(imported)):
        fail_import(import_id=import_id, error=reason)
        return
    groups = [files] if imported.all_or_nothing else [[file] for file in files]
    try:
        for group in groups:
            _store_group(imported, group)
    except Cancelled:
        return
    _finish(imported)


@transaction.atomic
def _begin(import_id: UUID) -> Import | None:
    row = Import.objects.select_for_update(of=("self",)).select_related("project", "actor").filter(pk=import_id).first()
    if row is None or row.state not in (ImportState.QUEUED, ImportState.STORING):
        return None
    row.state, row.done, row.total = ImportState.STORING, 0, to_store(row).count()
    row.save(update_fields=["state", "done", "total"])
    return row


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
    for attempt in range(1, TRIES + 1):
        try:
            with transaction.atomic():
                one_at_a_time(imported.project)
                stored = sum(_store_file(imported, file) for file in files)
                if not Import.objects.filter(pk=imported.pk, state=ImportState.STORING).update(done=F("done")):
                    raise Cancelled
            _show_progress(imported, stored, final=True)
            return
        except (OperationalError, IntegrityError) as error:
            passing = isinstance(error, IntegrityError) or getattr(error.__cause__, "sqlstate", "") in PASSING
            if attempt == TRIES or not passing:
                raise


def _store_file(imported: Import, file: ImportFile) -> int:
    """How many records of the file became articles; a file with bad records is refused unless they may be left out."""
    if not imported.skip_bad and file.rows.filter(outcome=Outcome.BAD).exists():
        file.state, file.problem = FileState.REFUSED, "has records with errors; nothing of it is stored"
        file.save(update_fields=["state", "problem"])
        return 0
    count = 0
    for rows in _batches(to_store(imported).filter(file=file).order_by("number")):
        count += _store_rows(imported, rows)
        _show_progress(imported, count)
        if not Import.objects.filter(pk=imported.pk, state=ImportState.STORING).exists():
            raise Cancelled
    file.state = FileState.STORED
    file.save(update_fields=["state"])
    return count


def _batches(rows: QuerySet[ImportRow]) -> Iterator[list[ImportRow]]:
    """The rows a few at a time, by a cursor on the server: memory does not grow with the import."""
    batch: list[ImportRow] = []
    for row in rows.iterator(chunk_size=AT_ONCE):
        batch.append(row)
        if len(batch) == AT_ONCE:
            yield batch
            batch = []
    if batch:
        yield batch


def _store_rows(imported: Import, rows: Sequence[ImportRow]) -> int:
    """What has come in by another way since the look is a duplicate now; the rest becomes articles."""
    texts = [row.text_sha256 for row in rows]
    here = Article.objects.filter(project=imported.project, text_sha256__in=texts, deleted_at__isnull=True)
    known = dict(here.values_list("text_sha256", "pk"))
    late = [row for row in rows if row.text_sha256 in known]
    for row in late:
        row.outcome, row.known_id = Outcome.DUPLICATE, known[row.text_sha256]
    ImportRow.objects.bulk_update(late, ["outcome", "known"])
    fresh = [(row, draft_of(row)) for row in rows if row.text_sha256 not in known]
    for group in _apart(fresh):
        _store_new(imported, group)
    return len(rows)


def _apart(pairs: Sequence[Pair]) -> Iterator[list[Pair]]:
    """The pairs in their order, in groups in which nobody is a new version of another."""
    group: list[Pair] = []
    names: set[str] = set()
    for row, draft in pairs:
        own = {name for name in (draft.external_id, draft.url) if name}
        if names & own:
            yield group
            group, names = [], set()
        group.append((row, draft))
        names |= own
    if group:
        yield group


def _store_new(imported: Import, pairs: Sequence[Pair]) -> None:
    older = predecessors(imported, [draft for _, draft in pairs])
    versions = Article.objects.defer("text", "raw").in_bulk(set(older.values()))
    prepared = []
    for row, draft in pairs:
        key = predecessor(draft, older)
        prepared.append(Prepared(draft, draft.text, segmentation_of(row), versions.get(key) if key else None))
    articles = store(
        actor=imported.actor,
        project=imported.project,
        prepared=prepared,
        freeze=imported.freeze,
        caused_by=_cause(imported),
    )
    rows = [row for row, _ in pairs]
    for row, article in zip(rows, articles, strict=True):
        row.article = article
    ImportRow.objects.bulk_update(rows, ["article"])


def _cause(imported: Import) -> Event | None:
    """The event by which somebody asked for the storing."""
    return Event.objects.filter(object_id=imported.pk, verb="import.requested").order_by("-at", "-id").first()


def _show_progress(imported: Import, count: int, *, final: bool = False) -> None:
    """``count`` more than before this group. Inside a transaction on a connection of its own: others see it at once.

    The transaction itself never touches the import's row before its end, so that the two do not wait for each other.
    """
    if final:
        imported.done += count
        Import.objects.filter(pk=imported.pk, total__gte=imported.done).update(done=imported.done)
        return
    shown = min(imported.done + count, imported.total)
    aside = connection.copy()
    aside.settings_dict["OPTIONS"].pop("pool", None)
    try:
        with aside.cursor() as cursor:
            cursor.execute("UPDATE annotations_import SET done = %s WHERE id = %s", [shown, imported.pk])
    finally:
        aside.close()


@transaction.atomic
def _finish(imported: Import) -> None:
    if not Import.objects.filter(pk=imported.pk, state=ImportState.STORING).update(
        state=ImportState.DONE, finished_at=Now(), done=F("total")
    ):
        return
    forget_contents(imported)
    stored = ImportRow.objects.filter(file__imported=imported, article__isnull=False).count()
    record(
        actor=imported.actor,
        verb="import.stored",
        obj=imported,
        project=imported.project,
        after={"articles": stored},
        caused_by=_cause(imported),
    )
