"""A dataset as a file: asked for, written by a worker, fetched, stopped, taken away when its time is over."""

import hashlib
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from annotations.exports import build
from annotations.exports.asked import read_asked
from annotations.exports.build import build_file
from annotations.exports.download import Download
from annotations.models import DatasetFile, Event, Project, User
from annotations.workflow.dataset_files import (
    WRITE,
    ask_for_file,
    begin_file,
    discard_file,
    expire_files,
    place,
    resume_files,
    show_progress,
)
from annotations.workflow.errors import Invalid, NotAllowed, WrongState
from annotations.workflow.later import is_asked_for
from annotations.workflow.members import change_role
from tests.factories import people

PAGE = "/projects/idlib/export/files/"
QUERIES = 8


@pytest.fixture(autouse=True)
def uploads(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def ask(project: Project, actor: User | None = None, **given: str) -> DatasetFile:
    asked = read_asked(project, given)
    return ask_for_file(
        actor=actor or people.lead(), project=project, asked=asked.query(), name=asked.filename(project)
    )


def written(project: Project, **given: str) -> DatasetFile:
    row = ask(project, **given)
    build_file(file_id=row.pk)
    row.refresh_from_db()
    return row


def in_the_folder(tmp_path: Path) -> list[Path]:
    return [path for path in tmp_path.rglob("*") if path.is_file()]


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_asking_hands_the_work_to_a_worker_and_is_recorded(bridge: Project) -> None:
    row = ask(bridge, format="csv")

    assert (row.name, row.asked) == ("idlib-raw.csv", {"format": "csv", "view": "raw"})
    assert is_asked_for(WRITE, one_for=row.pk)
    assert Event.objects.get(verb="dataset.asked").after == {"asked": {"format": "csv", "view": "raw"}}


@pytest.mark.parametrize("given", [{"format": "csv"}, {"format": "native"}, {"format": "doccano", "lossy": "true"}])
def test_the_file_has_the_bytes_of_the_page_and_their_checksum(bridge: Project, given: dict[str, str]) -> None:
    row = written(bridge, **given)

    content = place(row).read_bytes()
    assert content == b"".join(Download(project=bridge, asked=read_asked(bridge, given)))
    assert (row.state, row.size, row.sha256) == ("done", len(content), hashlib.sha256(content).hexdigest())
    assert row.done == row.total > 0
    assert Event.objects.get(verb="dataset.written").after["sha256"] == row.sha256


def test_a_file_that_is_stopped_leaves_nothing_behind(bridge: Project, tmp_path: Path) -> None:
    row = ask(bridge)
    begun = begin_file(file_id=row.pk)
    assert begun is not None

    discard_file(actor=people.viewer(), row=row)

    assert show_progress(row=begun, done=1, total=4) is False
    build_file(file_id=row.pk)
    assert (DatasetFile.objects.get().state, in_the_folder(tmp_path)) == ("cancelled", [])
    with pytest.raises(WrongState):
        discard_file(actor=people.lead(), row=row)


def test_a_file_that_is_stopped_while_it_is_written_is_not_kept(
    bridge: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = ask(bridge)
    honest = build.show_progress

    def stopped(**more: Any) -> bool:
        discard_file(actor=people.lead(), row=row)
        return honest(**more)

    monkeypatch.setattr(build, "show_progress", stopped)
    build_file(file_id=row.pk)

    assert (DatasetFile.objects.get().state, in_the_folder(tmp_path)) == ("cancelled", [])


def test_a_worker_that_died_is_followed_by_another_that_begins_anew(bridge: Project) -> None:
    row = ask(bridge)
    assert begin_file(file_id=row.pk) is not None
    place(row).parent.mkdir(parents=True)
    place(row).with_suffix(".part").write_bytes(b"half")

    build_file(file_id=row.pk)

    assert place(row).read_bytes().count(b"\n") == 4
    assert DatasetFile.objects.get().state == "done"


def test_what_breaks_fails_the_file_and_says_so(
    bridge: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = ask(bridge)

    def breaks(_self: Download) -> bytes:
        raise RuntimeError("the disk is on fire")

    monkeypatch.setattr(Download, "__next__", breaks)
    with pytest.raises(RuntimeError):
        build_file(file_id=row.pk)

    found = DatasetFile.objects.get()
    assert (found.state, found.error) == ("failed", "Writing broke off (RuntimeError).")
    assert in_the_folder(tmp_path) == []
    assert Event.objects.filter(verb="dataset.failed").count() == 1


def test_who_may_no_longer_export_gets_no_file(bridge: Project, tmp_path: Path) -> None:
    row = ask(bridge, actor=people.viewer())
    member = bridge.memberships.get(user=people.viewer())
    change_role(actor=people.lead(), membership=member, role="annotator")

    build_file(file_id=row.pk)

    found = DatasetFile.objects.get()
    assert (found.state, found.error) == ("failed", "Your role does not export the dataset.")
    assert in_the_folder(tmp_path) == []


def test_a_file_is_taken_away_when_its_time_is_over(bridge: Project, tmp_path: Path) -> None:
    row = written(bridge)
    assert expire_files() == 0

    DatasetFile.objects.update(expires_at=row.created_at)

    assert expire_files() == 1
    assert (DatasetFile.objects.get().state, in_the_folder(tmp_path)) == ("expired", [])


def test_annotators_ask_for_no_file_and_nobody_for_more_than_three_at_once(bridge: Project) -> None:
    with pytest.raises(NotAllowed):
        ask(bridge, actor=people.annotator())
    for _ in range(3):
        ask(bridge)

    with pytest.raises(Invalid, match="files: 3 are being written for you already: at most 3 at once"):
        ask(bridge)

    assert DatasetFile.objects.count() == 3


def test_the_page_asks_shows_and_sends_a_file(bridge: Project) -> None:
    vic = signed_in(people.viewer())

    asked = vic.post(PAGE, {"format": "csv", "view": "raw"})
    build_file(file_id=DatasetFile.objects.get().pk)
    shown = vic.get(PAGE).content.decode()
    row = DatasetFile.objects.get()
    sent = vic.get(f"{PAGE}{row.pk}")

    assert (asked.status_code, asked["Location"]) == (302, PAGE)
    assert all(part in shown for part in ("idlib-raw.csv", "Ready", row.sha256))
    assert (sent["Content-Type"], sent["Content-Disposition"]) == (
        "text/csv; charset=utf-8; header=present",
        'attachment; filename="idlib-raw.csv"',
    )
    assert sent.getvalue() == place(row).read_bytes()


def test_a_file_that_is_not_ready_or_was_lost_is_not_sent_and_the_page_says_why(bridge: Project) -> None:
    lea = signed_in(people.lead())
    waiting, lost = ask(bridge), written(bridge)
    place(lost).unlink()

    said = [lea.get(f"{PAGE}{row.pk}", follow=True).content.decode() for row in (waiting, lost)]

    assert "only one that is ready is sent" in said[0]
    assert "no longer in the upload folder" in said[1]


def test_a_file_is_there_only_for_those_who_may_export(bridge: Project) -> None:
    row = written(bridge)

    answers = {
        user.username: signed_in(user).get(f"{PAGE}{row.pk}").status_code
        for user in (people.lead(), people.annotator(), people.outsider())
    }

    assert answers == {"lea": 200, "ada": 403, "oz": 404}


def test_the_page_stops_a_file_that_is_not_done_and_takes_one_away_that_is(bridge: Project, tmp_path: Path) -> None:
    lea = signed_in(people.lead())
    waiting, done = ask(bridge), written(bridge)

    for row in (waiting, done):
        assert lea.post(f"{PAGE}{row.pk}").status_code == 302

    states = {row.pk: row.state for row in DatasetFile.objects.all()}
    assert (states[waiting.pk], states[done.pk], in_the_folder(tmp_path)) == ("cancelled", "expired", [])
    assert list(Event.objects.filter(verb="dataset.discarded").order_by("at").values_list("before", flat=True)) == [
        {"state": "waiting"},
        {"state": "done"},
    ]


def test_a_file_whose_job_was_lost_is_given_to_a_worker_again(bridge: Project) -> None:
    row = ask(bridge)
    assert resume_files() == 0
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")

    assert resume_files() == 1

    assert is_asked_for(WRITE, one_for=row.pk)


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_of_files_asks_as_often_for_one_as_for_three(
    bridge: Project, django_assert_num_queries: Any, rows: int
) -> None:
    lea = signed_in(people.lead())
    for _ in range(rows):
        ask(bridge)
    lea.get(PAGE)

    with django_assert_num_queries(QUERIES):
        lea.get(PAGE)
