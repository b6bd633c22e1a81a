"""A download: who may, what is noted, and what happens when it breaks off."""

import csv
import io
import json
from collections.abc import Iterator

import pytest

from annotations.exports.asked import Asked
from annotations.exports.base import Export, ExportFormat, File
from annotations.exports.download import Download, broken_tail, open_download
from annotations.models import Event, Project
from annotations.queries.release_choice import Choice
from annotations.queries.release_counts import Total
from annotations.workflow.errors import NotAllowed
from tests.factories import people, projects


def breaks_after_two(export: Export) -> Iterator[File]:
    """Two lines, then an accident."""

    def lines() -> Iterator[bytes]:
        for number, row in enumerate(export.material.rows()):
            if number == 2:
                raise RuntimeError("the disk is on fire")
            yield f"{row['index']}\n".encode()

    yield File("breaking.txt", lines())


BREAKING = ExportFormat("breaking", "Breaking", "", "txt", "text/plain", breaks_after_two)


def is_closed(download: Download) -> bool:
    """Whether the download's connection is gone."""
    return download.rows.snapshot.connection.connection is None


def test_the_headers_say_name_kind_and_number_of_rows(bridge: Project) -> None:
    download = open_download(actor=people.viewer(), project=bridge, given={"format": "csv", "view": "raw"})

    assert download.headers() == {
        "Content-Type": "text/csv; charset=utf-8; header=present",
        "Content-Disposition": 'attachment; filename="idlib-raw.csv"',
        "X-Row-Count": "4",
        "Vary": "Accept-Encoding",
    }
    download.close()


def test_a_download_is_noted_at_its_start(bridge: Project) -> None:
    download = open_download(actor=people.viewer(), project=bridge, given={"format": "jsonl", "view": "raw"})

    event = Event.objects.get(verb="dataset.exported")
    assert (event.actor, event.object_type, event.object_id) == (people.viewer(), "project", bridge.pk)
    assert event.after == {"format": "jsonl", "view": "raw", "filter": {}, "rows": 4}
    download.close()


def test_a_whole_download_has_as_many_rows_as_it_promised_and_ends_its_snapshot(bridge: Project) -> None:
    download = open_download(actor=people.lead(), project=bridge, given={"format": "jsonl", "view": "raw"})

    assert b"".join(download).count(b"\n") == download.total.rows == 4
    assert is_closed(download)


@pytest.mark.parametrize("view", ["raw", "gold"])
def test_a_large_project_is_not_counted_before_the_first_byte_but_reckoned(
    snapshots: None, monkeypatch: pytest.MonkeyPatch, view: str
) -> None:
    monkeypatch.setattr("annotations.queries.release_counts.MANY", 3)
    monkeypatch.setattr("annotations.queries.release_counts.LOOKED_AT", 1)
    three = projects.project(annotators_per_article=1, adjudication_policy="single_reviewed")
    for name in ("Ada", "Bath", "Cork"):  # two rows each, and two of gold
        projects.town(three, name)
        projects.reviewed(projects.submitted(three))
    given = {"format": "jsonl", "view": view}

    with_haste = open_download(actor=people.viewer(), project=three, given=given, at_once=True)
    counted = open_download(actor=people.viewer(), project=three, given=given)

    assert (with_haste.total, counted.total) == (Total(6, is_counted=False), Total(6))
    assert (with_haste.headers()["X-Row-Estimate"], "X-Row-Count" in with_haste.headers()) == ("6", False)
    assert list(Event.objects.filter(verb="dataset.exported").order_by("at").values_list("after", flat=True)) == [
        {"format": "jsonl", "view": view, "filter": {}, "about_rows": 6},
        {"format": "jsonl", "view": view, "filter": {}, "rows": 6},
    ]
    for download in (with_haste, counted):
        download.close()


def test_a_stream_that_breaks_says_so_in_a_last_line_and_raises(bridge: Project) -> None:
    download = Download(project=bridge, asked=Asked(BREAKING, Choice(), lossy=False))
    got: list[bytes] = []

    with pytest.raises(RuntimeError, match="the disk is on fire"):
        got.extend(download)

    assert got == [
        b"0\n",
        b"1\n",
        b'"BROKEN OFF: this file is incomplete, it should hold 4 rows; fetch it again\n',
    ]
    assert is_closed(download)


def test_no_loader_takes_the_last_line_of_a_broken_file() -> None:
    tail = broken_tail(Total(4)).decode()

    with pytest.raises(json.JSONDecodeError):
        json.loads(tail)
    with pytest.raises(csv.Error, match="unexpected end of data"):
        list(csv.reader(io.StringIO(f"a,b\r\n1,2\r\n{tail}", newline=""), strict=True))


def test_a_reader_who_never_starts_leaves_no_connection(bridge: Project) -> None:
    download = open_download(actor=people.lead(), project=bridge, given={"format": "jsonl", "view": "gold"})

    download.close()

    assert is_closed(download)


def test_an_annotator_takes_nothing_out_for_their_work_is_blind(bridge: Project) -> None:
    with pytest.raises(NotAllowed):
        open_download(actor=people.annotator(), project=bridge, given={"format": "jsonl", "view": "raw"})

    assert not Event.objects.filter(verb="dataset.exported").exists()


def test_a_download_knows_how_far_it_is(bridge: Project) -> None:
    download = open_download(actor=people.lead(), project=bridge, given={"format": "jsonl"})
    before = download.seen

    b"".join(download)

    assert (before, download.seen, download.report.told()["written"]) == (0, 4, 4)


def test_a_filter_is_noted_in_the_history(bridge: Project) -> None:
    open_download(actor=people.lead(), project=bridge, given={"language": "en", "view": "gold"}).close()

    assert Event.objects.get(verb="dataset.exported").after == {
        "format": "jsonl", "view": "gold", "filter": {"language": "en"}, "rows": 0,
    }  # fmt: skip
