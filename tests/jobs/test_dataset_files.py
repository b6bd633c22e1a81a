"""A worker that writes a dataset into a file is killed: another begins it anew, and the file is whole."""

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from annotations.exports.asked import read_asked
from annotations.exports.download import Download
from annotations.models import DatasetFile
from annotations.workflow.dataset_files import ask_for_file, discard_file, place
from bench.export_corpus import fill
from tests.factories import people, projects
from tests.foundation.waiting import until
from tests.jobs.workers import Worker, killed

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
ROWS = 60_000
ASKED = {"format": "csv", "view": "raw"}


@pytest.fixture
def asked(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> DatasetFile:
    """A dataset that takes a moment to write, asked for as a file."""
    monkeypatch.setenv("DATA_DIR", str(tmp_path))  # the workers' uploads are those of this test
    settings.MEDIA_ROOT = tmp_path / "uploads"
    project = projects.project()
    with connection.cursor() as cursor:
        fill(cursor, project.pk, ROWS)
    return ask_for_file(actor=people.lead(), project=project, asked=ASKED, name="idlib-raw.csv")


def is_half(row: DatasetFile) -> bool:
    """Whether some rows are written, and not all."""
    row.refresh_from_db()
    return 0 < row.done < row.total


def is_in(row: DatasetFile, state: str) -> bool:
    """Whether the file has come to a state."""
    row.refresh_from_db()
    return row.state == state


def test_killed_while_writing_the_next_worker_writes_the_whole_file(
    asked: DatasetFile, start: Callable[[], Worker]
) -> None:
    worker = start()
    assert until(lambda: is_half(asked), 120)
    killed(worker)
    assert not place(asked).exists()

    start()

    assert until(lambda: is_in(asked, "done"), 120)
    content = place(asked).read_bytes()
    assert content == b"".join(Download(project=asked.project, asked=read_asked(asked.project, ASKED)))
    assert (asked.sha256, asked.done, list(place(asked).parent.iterdir())) == (
        sha256(content).hexdigest(),
        ROWS,
        [place(asked)],
    )


def test_discarded_while_it_is_written_the_query_ends_and_nothing_is_left(
    asked: DatasetFile, start: Callable[[], Worker]
) -> None:
    start()
    assert until(lambda: is_half(asked), 120)

    discard_file(actor=people.lead(), row=asked)

    assert until(lambda: not snapshots(), 120)
    assert until(lambda: not list(place(asked).parent.iterdir()))
    assert is_in(asked, "cancelled")


def snapshots() -> list[tuple[Any, ...]]:
    """Other backends of this database that are in a transaction, by what they were asked."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT query FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid() AND xact_start IS NOT NULL"
        )
        return cursor.fetchall()
