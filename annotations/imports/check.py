"""Looks at the files of an import: finds each one's format, reads it record by record, stages what was read."""

import logging
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from hashlib import sha256
from io import BytesIO
from itertools import islice
from typing import Protocol
from uuid import UUID

from annotations.imports import find_format, format_by_key
from annotations.imports.base import ImportFormat, Options, Row
from annotations.imports.limits import HEAD_BYTES
from annotations.models import FileState, Import, ImportFile
from annotations.workflow.failing import failing
from annotations.workflow.import_check import (
    MAX_ROWS,
    begin_check,
    fail_import,
    finish_check,
    finish_file,
    keep_fetched,
    reserve_fetch,
    rows_of_others,
    stage,
)
from annotations.workflow.import_rows import Record, problem

RECORDS, CHARACTERS = 250, 500_000
"""One commit takes no more records, and ends with the record that makes their texts so long."""
logger = logging.getLogger(__name__)


class Page(Protocol):
    """What a fetcher brings: the address it ended at, the type it was told, and the bytes."""

    @property
    def url(self) -> str:
        """Where the page was in the end."""

    @property
    def content_type(self) -> str:
        """What the site says it is."""

    @property
    def charset(self) -> str:
        """The encoding the site names, or nothing."""

    @property
    def body(self) -> bytes:
        """The page."""


Fetch = Callable[[str], Page]


class FetchError(Exception):
    """An address that could not be fetched; the message is for people."""


def check(import_id: UUID, fetch: Fetch | None = None) -> None:
    """Looks at every file that is not read yet; safe to call again after a crash.

    Without ``fetch`` a file that is only an address is refused. What is unforeseen: see ``failing``.
    """
    imported = begin_check(import_id=import_id)
    if imported is None:
        return
    with failing(partial(fail_import, import_id=import_id), doing="Looking at the files"):
        for file in imported.files.filter(state=FileState.WAITING).order_by("position"):
            file.imported = imported
            if not _read(imported, file, fetch):
                return
        finish_check(imported=imported)


def _read(imported: Import, file: ImportFile, fetch: Fetch | None) -> bool:
    """Reads a file to its end; False when the import is not to go on now."""
    if file.content is None:
        if not reserve_fetch(imported=imported, file=file):
            return False
        try:
            _fetch(file, fetch)
        except FetchError as error:
            return finish_file(imported=imported, file=file, problem=str(error))
    form = _format(imported, file)
    if form is None:
        kinds = "its name and type say nothing; choose the format"
        return finish_file(imported=imported, file=file, problem=f"Its format is not known: {kinds}.")
    options = Options(
        language=imported.language,
        columns=imported.columns,
        encoding=imported.encoding or _charset(file.content_type),
        url=file.url,
    )
    stream = BytesIO(bytes(file.content or b""))
    records = islice(form.read(stream, file.name, options), file.rows_read, None)
    most = MAX_ROWS - rows_of_others(file)
    for chunk in _chunks(records):
        if file.rows_read + len(chunk) > most:
            reason = f"The import has more than {MAX_ROWS} records up to here; cut it into parts."
            return finish_file(imported=imported, file=file, format_key=form.key, problem=reason)
        if not stage(imported=imported, file=file, records=chunk, bytes_done=stream.tell()):
            return False
    nothing = "" if file.rows_read else "There is no article in it."
    return finish_file(imported=imported, file=file, format_key=form.key, problem=nothing)


def _fetch(file: ImportFile, fetch: Fetch | None) -> None:
    """Fetches the file's address and keeps what came, with the type and charset that were said."""
    if fetch is None:
        raise FetchError("Addresses are fetched by the job worker only.")
    try:
        found = fetch(file.url)
    except Exception as error:
        if not getattr(error, "code", ""):
            raise
        raise FetchError(str(error)) from error
    digest = sha256(found.body).hexdigest()
    kind = f"{found.content_type.partition(';')[0]}; charset={found.charset}" if found.charset else found.content_type
    keep_fetched(file=file, content=found.body, content_type=kind, url=found.url, digest=digest)


def _charset(content_type: str) -> str:
    """The charset that a site named, or empty."""
    return content_type.partition("; charset=")[2]


def _format(imported: Import, file: ImportFile) -> ImportFormat | None:
    if imported.format:
        return format_by_key(imported.format)
    name = "" if file.url else file.name  # an address may end in anything; what the site says of it counts
    return find_format(name, file.content_type, bytes(file.content or b"")[:HEAD_BYTES])


def _chunks(rows: Iterator[Row]) -> Iterable[list[Record]]:
    chunk: list[Record] = []
    characters = 0
    for row in rows:
        chunk.append(_record(row))
        characters += len(row.draft.text) if row.draft else 0
        if len(chunk) == RECORDS or characters >= CHARACTERS:
            yield chunk
            chunk, characters = [], 0
    if chunk:
        yield chunk


def _record(row: Row) -> Record:
    found = (problem(one.field, one.value, one.rule, one.severity, one.line) for one in row.problems)
    return Record(row.line, row.draft, tuple(found))
