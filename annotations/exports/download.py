"""A dataset on its way out: one snapshot, one format, one event. Page, API and command all take it from here."""

from collections.abc import Iterator

from django.utils.http import content_disposition_header

from annotations.exports import FORMATS, format_by_key
from annotations.exports.base import ExportFormat
from annotations.models import Project, User
from annotations.queries.release_rows import open_rows
from annotations.queries.release_shapes import VIEWS
from annotations.workflow.errors import Invalid
from annotations.workflow.export import record_export

ROW_COUNT_HEADER = "X-Row-Count"


class Download:
    """The bytes of one export, piece by piece, and what HTTP says about them. Whoever opens it closes it.

    ``row_count`` was counted in the same snapshot before the first byte, for readers who want to be sure. A stream that
    breaks ends with ``broken_tail`` and then raises: some servers end the response as if all were well.
    """

    def __init__(self, *, project: Project, export_format: ExportFormat, view: str) -> None:
        """Open the snapshot and count its rows."""
        self.format = export_format
        self.filename = f"{project.slug}-{view}.{export_format.extension}"
        self.rows = open_rows(project, view)
        self.row_count = self.rows.dataset.row_count
        self.pieces = export_format.write(self.rows.dataset, self.rows)
        self.error: Exception | None = None

    def __iter__(self) -> Iterator[bytes]:
        """Itself: there is one pass."""
        return self

    def __next__(self) -> bytes:
        """The next piece, in UTF-8; the snapshot ends with the last one."""
        if self.error is not None:
            raise self.error
        try:
            return next(self.pieces).encode("utf-8")
        except StopIteration:
            self.close()
            raise
        except Exception as error:
            self.close()
            self.error = error
            return broken_tail(self.row_count)

    def close(self) -> None:
        """End the snapshot; a server calls this also when the reader went away."""
        self.rows.close()

    def headers(self) -> dict[str, str]:
        """The headers of a response that streams this: what it is, its name (RFC 6266), how many rows must arrive."""
        return {
            "Content-Type": self.format.content_type,
            "Content-Disposition": str(content_disposition_header(True, self.filename)),
            ROW_COUNT_HEADER: str(self.row_count),
        }


def broken_tail(rows: int) -> bytes:
    """A last line that says what happened and that no reader of JSON or CSV takes: its quotation mark never closes."""
    return f'"BROKEN OFF: this file is incomplete, it should hold {rows} rows; fetch it again\n'.encode()


def open_download(*, actor: User | None, project: Project, format_key: str, view: str) -> Download:
    """A download for ``actor`` (None: the operator), noted in the project's history.

    ``Invalid`` names an unknown ``format`` or ``view``; ``NotAllowed`` when the person's role does not export.
    """
    chosen = known_format(format_key)
    if view not in VIEWS:
        raise Invalid("view", view, f"is not one of {', '.join(VIEWS)}")
    download = Download(project=project, export_format=chosen, view=view)
    try:
        record_export(actor=actor, project=project, format_key=chosen.key, view=view, rows=download.row_count)
    except BaseException:
        download.close()
        raise
    return download


def known_format(key: str) -> ExportFormat:
    """The format of that key; ``Invalid`` names the ones there are."""
    try:
        return format_by_key(key)
    except KeyError:
        raise Invalid("format", key, f"is not one of {', '.join(one.key for one in FORMATS)}") from None
