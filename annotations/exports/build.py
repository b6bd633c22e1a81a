"""A worker writes a dataset into a file: under another name until it is whole, telling how far it is."""

import time
from contextlib import suppress
from functools import partial
from hashlib import sha256
from pathlib import Path
from uuid import UUID

from django.http import FileResponse

from annotations.exports import format_by_key
from annotations.exports.download import ROW_COUNT_HEADER, ZIP, Download, open_download
from annotations.models import DatasetFile
from annotations.workflow.dataset_files import begin_file, fail_file, finish_file, open_file, place, show_progress
from annotations.workflow.failing import failing

EVERY = 0.5
"""Seconds between two words on how far it is."""


class Stopped(Exception):
    """Somebody cancelled the file."""


def build_file(*, file_id: UUID) -> None:
    """Writes the file, unless it is done or cancelled; whoever asked for it must still be one who may export.

    For what is unforeseen see ``failing``; a later job writes it from its beginning.
    """
    row = begin_file(file_id=file_id)
    if row is None:
        return
    path = place(row)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    unfinished = path.with_suffix(".part")
    try:
        with failing(partial(fail_file, row=row), doing="Writing"), suppress(Stopped):
            size, digest, rows = _write(row, unfinished)
            unfinished.replace(path)
            if not finish_file(row=row, size=size, sha256=digest, rows=rows):
                path.unlink(missing_ok=True)
    finally:
        unfinished.unlink(missing_ok=True)


def sent(row: DatasetFile) -> FileResponse:
    """The response that sends a file; its ETag is its SHA-256. ``WrongState`` unless the file is ready."""
    return FileResponse(
        open_file(row),
        as_attachment=True,
        filename=row.name,
        content_type=ZIP if row.name.endswith(".zip") else format_by_key(row.asked["format"]).content_type,
        headers={"ETag": f'"{row.sha256}"', ROW_COUNT_HEADER: str(row.total)},
    )


def _write(row: DatasetFile, path: Path) -> tuple[int, str, int]:
    """The size, checksum and rows of what was written."""
    download = open_download(actor=row.actor, project=row.project, given=row.asked)
    size, digest, next_word = 0, sha256(), 0.0
    try:
        with path.open("wb") as file:
            for piece in download:
                file.write(piece)
                digest.update(piece)
                size += len(piece)
                if time.monotonic() >= next_word:
                    next_word = time.monotonic() + EVERY
                    _tell(row, download)
    finally:
        download.close()
    return size, digest.hexdigest(), download.total.rows


def _tell(row: DatasetFile, download: Download) -> None:
    if not show_progress(row=row, done=download.seen, total=download.total.rows):
        raise Stopped
