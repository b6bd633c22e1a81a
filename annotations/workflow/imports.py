"""Imports as people see them: start, store what was looked at, cancel, try again. The work is done by jobs."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import transaction
from django.db.models.functions import Now

from annotations.models import (
    Changed,
    FileState,
    Import,
    ImportFile,
    ImportOrigin,
    ImportRow,
    ImportState,
    Near,
    Project,
    User,
)
from annotations.models.imports import KEPT, TRANSITIONS
from annotations.permissions import can_manage
from annotations.workflow.drafts import LANGUAGE_TAG, UNDETERMINED
from annotations.workflow.errors import Invalid, NotAllowed, WrongState
from annotations.workflow.events import record
from annotations.workflow.later import again, later

MAX_FILE_BYTES = 20 * 1000 * 1000
MAX_FILES = 500
CHECK, STORE = "annotations.jobs.imports.check", "annotations.jobs.imports.store"
BRING_BACK = "annotations.jobs.imports.bring_back"
DATASET = "dataset"
"""The format of an import that is an exported dataset: nothing is looked at first, see ``import_dataset``."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it came, or an address that a worker shall fetch (then ``content`` is None)."""

    name: str
    content: bytes | None = field(default=None, repr=False)
    content_type: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Wishes:
    """How to import; the fields of ``Import`` of the same names. ``freeze`` None: as the project does it."""

    format: str = ""
    language: str = UNDETERMINED
    encoding: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    skip_bad: bool = False
    all_or_nothing: bool = False
    changed: str = Changed.SKIP.value
    near: str = Near.IMPORT.value
    freeze: bool | None = None


@transaction.atomic
def start_import(
    *, actor: User, project: Project, origin: str, uploads: Sequence[Upload], wishes: Wishes, by_worker: bool = True
) -> Import:
    """Takes the files in and asks a worker to look at them; nothing becomes an article yet.

    ``by_worker=False`` leaves the looking to the caller (a command, which waits for it). ``Invalid`` names the field.
    """
    if not can_manage(actor, project):
        raise NotAllowed("Only a lead imports articles.")
    for place, upload in enumerate(uploads):
        if upload.content == b"":
            raise Invalid(f"files[{place}]", upload.name, "is empty")
    _check_wishes(wishes)
    given = asdict(wishes) | {
        "freeze": project.freeze_on_import if wishes.freeze is None else wishes.freeze,
        "total": sum(len(upload.content or b"") for upload in uploads),
    }
    imported = take_in(actor=actor, project=project, origin=origin, uploads=uploads, given=given)
    if by_worker:
        later(CHECK, one_for=imported.pk, import_id=str(imported.pk))
    return imported


def take_in(
    *, actor: User, project: Project, origin: str, uploads: Sequence[Upload], given: Mapping[str, Any]
) -> Import:
    """The import of some files, as yet untouched. Part of the act that starts it."""
    _check_uploads(uploads)
    imported = Import.objects.create(
        project=project,
        actor=actor,
        origin=ImportOrigin(origin),
        **given,
    )
    ImportFile.objects.bulk_create(_file(imported, place, upload) for place, upload in enumerate(uploads))
    record(
        actor=actor,
        verb="import.started",
        obj=imported,
        project=project,
        after={
            "origin": imported.origin,
            "files": len(uploads),
            "bytes": sum(len(one.content or b"") for one in uploads),
        },
    )
    return imported


@transaction.atomic
def request_store(*, actor: User, imported: Import, wishes: Wishes | None = None, by_worker: bool = True) -> Import:
    """Asks a worker to store what was looked at. ``wishes`` may change what is left out; not how files were read."""
    row = _locked(actor, imported)
    if row.state != ImportState.CHECKED:
        raise WrongState(f"The import is “{row.get_state_display()}”; only one that was looked at whole is stored.")
    _move(row, ImportState.QUEUED)
    if wishes is not None:
        _check_wishes(wishes)
        row.skip_bad, row.all_or_nothing = wishes.skip_bad, wishes.all_or_nothing
        row.changed, row.near = wishes.changed, wishes.near
        row.freeze = row.freeze if wishes.freeze is None else wishes.freeze
    row.done = row.total = 0
    row.save()
    record(actor=actor, verb="import.requested", obj=row, project=row.project, after={"freeze": row.freeze})
    if by_worker:
        later(STORE, one_for=row.pk, import_id=str(row.pk))
    return row


@transaction.atomic
def cancel_import(*, actor: User, imported: Import) -> Import:
    """Ends an import that is not done; files of it that are stored already stay."""
    row = _locked(actor, imported)
    before = row.state
    _move(row, ImportState.CANCELLED)
    row.finished_at = Now()
    row.save(update_fields=["state", "finished_at"])
    if before != ImportState.STORING:  # whoever stores holds the records, and clears them once it has noticed
        forget_contents(row)
    record(
        actor=actor,
        verb="import.cancelled",
        obj=row,
        project=row.project,
        before={"state": before},
        after={"state": row.state},
    )
    row.refresh_from_db()
    return row


@transaction.atomic
def retry_import(*, actor: User, imported: Import, by_worker: bool = True) -> Import:
    """Goes on with an import that failed, where it failed."""
    row = _locked(actor, imported)
    if row.state != ImportState.FAILED:
        raise WrongState(f"The import is “{row.get_state_display()}”; only one that failed is tried again.")
    looked_at = row.checked_at is not None
    _move(row, ImportState.QUEUED if looked_at or row.format == DATASET else ImportState.WAITING)
    row.error = ""
    row.save(update_fields=["state", "error"])
    record(actor=actor, verb="import.retried", obj=row, project=row.project, after={"state": row.state})
    if by_worker:
        later(job_of(row), one_for=row.pk, import_id=str(row.pk))
    return row


JOBS = {
    ImportState.WAITING: CHECK,
    ImportState.CHECKING: CHECK,
    ImportState.QUEUED: STORE,
    ImportState.STORING: STORE,
}
"""What a worker does with an import in each running state."""


def job_of(row: Import) -> str:
    """The job that goes on with a running import."""
    return BRING_BACK if row.format == DATASET else JOBS[ImportState(row.state)]


@transaction.atomic
def resume_lost() -> int:
    """Asks for the jobs of running imports that have none any more; how many. A command looks after its own."""
    running = Import.objects.filter(state__in=JOBS).exclude(origin=ImportOrigin.COMMAND)
    return sum(again(job_of(row), for_all=[row.pk], argument="import_id") for row in running)


def forget_contents(imported: Import) -> None:
    """Empties what was kept for storing; what came of each record stays. Part of the act that ends an import."""
    ImportFile.objects.filter(imported=imported).update(content=None)
    ImportRow.objects.filter(file__imported=imported).update(**dict.fromkeys(KEPT))


def _locked(actor: User, imported: Import) -> Import:
    if not can_manage(actor, imported.project):
        raise NotAllowed("Only a lead imports articles.")
    return Import.objects.select_for_update(of=("self",)).select_related("project").get(pk=imported.pk)


def _move(row: Import, to: ImportState) -> None:
    if to not in TRANSITIONS[row.state]:
        raise WrongState(f"The import is “{row.get_state_display()}”; it cannot become “{to.label}” now.")
    row.state = to


def _file(imported: Import, place: int, upload: Upload) -> ImportFile:
    content = upload.content
    return ImportFile(
        imported=imported,
        position=place,
        name=upload.name[:200],
        content_type=upload.content_type[:120],
        url=upload.url,
        content=content,
        size=len(content or b""),
        sha256=sha256(content).hexdigest() if content is not None else "",
        state=FileState.WAITING,
    )


def _check_uploads(uploads: Sequence[Upload]) -> None:
    if not uploads:
        raise Invalid("files", 0, "are none; choose at least one")
    if len(uploads) > MAX_FILES:
        raise Invalid("files", len(uploads), f"are more than {MAX_FILES} at once")
    for place, upload in enumerate(uploads):
        where = f"files[{place}]"
        if upload.content is None:
            _check_address(upload.url)
        elif len(upload.content) > MAX_FILE_BYTES:
            raise Invalid(where, upload.name, f"is larger than {MAX_FILE_BYTES // 1_000_000} MB")


def _check_address(url: str) -> None:
    try:
        URLValidator(schemes=["http", "https"])(url)
    except ValidationError:
        raise Invalid("url", url, "is not an http or https address") from None
    if len(url) > 2000:
        raise Invalid("url", url, "is longer than 2000 characters")


def _check_wishes(wishes: Wishes) -> None:
    if len(wishes.language) > 35 or not LANGUAGE_TAG.fullmatch(wishes.language):
        raise Invalid("language", wishes.language, "is not a language tag such as en, tr or pt-BR")
    _check_choice("changed", wishes.changed, Changed.values)
    _check_choice("near", wishes.near, Near.values)
    for name, column in wishes.columns.items():
        if not isinstance(column, str) or len(name) > 100 or len(column) > 200:
            raise Invalid("columns", f"{name}={column}", "is not a short field = column")


def _check_choice(field_name: str, value: str, choices: Iterable[str]) -> None:
    known = list(choices)
    if value not in known:
        raise Invalid(field_name, value, f"is none of {', '.join(known)}")
