"""A dataset on its way out: one snapshot, one format, one event. Page, API and command all take it from here."""

from collections.abc import Iterator, Mapping

from django.utils.http import content_disposition_header

from annotations.exports.asked import Asked, read_asked
from annotations.exports.material import Material
from annotations.exports.packing import gzipped
from annotations.exports.report import Report
from annotations.exports.writing import pieces
from annotations.models import Project, User
from annotations.queries.release_counts import Total
from annotations.queries.release_rows import open_rows
from annotations.text.counted import counted
from annotations.workflow.export import must_export, record_export

ROW_COUNT_HEADER = "X-Row-Count"
ESTIMATE_HEADER = "X-Row-Estimate"
ZIP = "application/zip"


class Download:
    """The bytes of one export, piece by piece, and what HTTP says about them. Whoever opens it closes it.

    ``total`` is known before the first byte, for readers who want to be sure or to see how far it is; with ``at_once``
    it may be reckoned, else it is counted in the snapshot however long that takes. ``seen`` says how many rows were
    read so far. ``report`` is true once all is read. A stream that breaks ends with
    ``broken_tail`` (a ZIP without its end, which nobody takes) and then raises: some servers end the response as if
    all were well.
    """

    def __init__(self, *, project: Project, asked: Asked, at_once: bool = False) -> None:
        """Open the snapshot and learn how many rows it has."""
        self.asked = asked
        self.filename = asked.filename(project)
        self.rows = open_rows(project, asked.choice)
        try:
            self.total = self.rows.total() if at_once else Total(sum(self.rows.counts().values()))
        except BaseException:
            self.rows.close()
            raise
        self.report = Report()
        self.pieces = pieces(asked, Material(self.rows.dataset, self.rows.read), self.report)
        self.error: Exception | None = None
        self.is_gzipped = False

    @property
    def seen(self) -> int:
        """Rows of the chosen views read so far."""
        return self.rows.seen

    def __iter__(self) -> Iterator[bytes]:
        """Itself: there is one pass."""
        return self

    def __next__(self) -> bytes:
        """The next piece; the snapshot ends with the last one."""
        if self.error is not None:
            raise self.error
        try:
            return next(self.pieces)
        except StopIteration:
            self.close()
            raise
        except Exception as error:
            self.close()
            if self.asked.is_packed or self.is_gzipped:
                raise
            self.error = error
            return broken_tail(self.total)

    def close(self) -> None:
        """End the snapshot and its query; a server calls this also when the reader went away."""
        self.rows.close()

    def compress_for(self, accepted: str) -> None:
        """Send gzip to a reader whose ``Accept-Encoding`` takes it; a ZIP is compressed already."""
        if takes_gzip(accepted) and not self.asked.is_packed:
            self.pieces, self.is_gzipped = gzipped(self.pieces), True

    def headers(self) -> dict[str, str]:
        """The headers of a response that streams this: what it is, its name (RFC 6266), how many rows must arrive."""
        found = {
            "Content-Type": ZIP if self.asked.is_packed else self.asked.format.content_type,
            "Content-Disposition": str(content_disposition_header(True, self.filename)),
            ROW_COUNT_HEADER if self.total.is_counted else ESTIMATE_HEADER: str(self.total.rows),
            "Vary": "Accept-Encoding",
        }
        return found | ({"Content-Encoding": "gzip"} if self.is_gzipped else {})


def takes_gzip(accepted: str) -> bool:
    """Whether an ``Accept-Encoding`` header (RFC 9110, 12.5.3) names gzip, or anything, and does not refuse it."""
    weights: dict[str, str] = {}
    for part in accepted.lower().split(","):
        name, _, weight = part.partition(";")
        weights[name.strip()] = weight.replace(" ", "") or "q=1"
    weight = weights.get("gzip", weights.get("*", "q=0"))
    return weight.rstrip("0.") not in ("q=", "q")


def broken_tail(total: Total) -> bytes:
    """A last line that says what happened and that no reader of JSON or CSV takes: its quotation mark never closes."""
    rows = ("" if total.is_counted else "about ") + counted(total.rows, "row", "rows")
    return f'"BROKEN OFF: this file is incomplete, it should hold {rows}; fetch it again\n'.encode()


def open_download(*, actor: User | None, project: Project, given: Mapping[str, str], at_once: bool = False) -> Download:
    """A download for ``actor`` (None: the operator), noted in the project's history; ``at_once`` as in ``Download``.

    ``Invalid`` names a parameter that is none; ``NotAllowed`` when the person's role does not export.
    """
    if actor is not None:
        must_export(actor, project)
    asked = read_asked(project, given)
    download = Download(project=project, asked=asked, at_once=at_once)
    try:
        record_export(
            actor=actor,
            project=project,
            format_key=asked.format.key,
            view=asked.choice.view,
            narrowed=asked.choice.narrowed(),
            total=download.total,
        )
    except BaseException:
        download.close()
        raise
    return download
