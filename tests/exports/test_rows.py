"""Rows from the database: what is in a dataset, and that it does not move while it is read."""

import json
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import Error
from django.db.backends.utils import CursorWrapper

from annotations.models import Project
from annotations.queries.release_choice import Choice
from annotations.queries.release_raw import raw_query
from annotations.queries.release_rows import Rows, open_rows
from annotations.queries.release_shapes import GoldRow, RawRow, Row
from annotations.queries.snapshot import Closed, OpenTransaction, stream_plain
from annotations.workflow.review import accept_rest, finish_review
from tests.exports import story
from tests.factories import people, projects

PUBLISHED_RAW = (
    "schema annotation_id project article_id article_sha256 statement_id statement_version start end text annotator "
    "round guideline_version status labels stance_complete stances flags confidence rationale evidence questions "
    "started_at submitted_at active_seconds supersedes"
)
PUBLISHED_GOLD = (
    "schema project release article_id statement_id start end text role voice speaker attribution claim_text labels "
    "stances flags guideline_version adjudicated_at"
)


def all_rows(project: Project, view: str = "raw") -> list[Any]:
    """Every row of a view."""
    with open_rows(project, Choice(view=view)) as rows:
        return list(rows.read(view))


def another_article(project: Project, number: int) -> None:
    """One more short article, handed in by Ada."""
    projects.article(project, f"{projects.SHORT_TEXT}It is number {number}.\n")
    projects.submitted(project)


@pytest.fixture
def queries(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The statements sent to the database, over whatever connection."""
    sent: list[str] = []
    execute = CursorWrapper.execute

    def noted(self: CursorWrapper, sql: Any, params: Any = None) -> Any:
        sent.append(str(sql))
        return execute(self, sql, params)

    monkeypatch.setattr(CursorWrapper, "execute", noted)
    return sent


def test_rows_begin_with_the_keys_of_the_published_format() -> None:
    assert " ".join(RawRow.__annotations__).startswith(f"{PUBLISHED_RAW} ")
    assert " ".join(GoldRow.__annotations__).startswith(f"{PUBLISHED_GOLD} ")


def test_the_story_is_told_in_rows(told: Project) -> None:
    raw, gold = all_rows(told), all_rows(told, "gold")

    assert list(raw[0]) == [key for key in RawRow.__annotations__ if key in RawRow.__required_keys__]
    assert list(gold[0]) == [key for key in GoldRow.__annotations__ if key in GoldRow.__required_keys__]
    assert (len(raw), len(gold)) == (48, 22)
    # The reviewer replaced Ben's label; the row still says what Ben said.
    replaced = next(row for row in raw if row["index"] == 5 and row["annotator"] == "p04")
    assert replaced["labels"] == {"verification": "unverified"}
    assert replaced["reviews"][0]["proposed"]["labels"] == {"verification": "not_checkable"}
    # Ada took the proposal; what the reviewer had seen before stays beside it.
    taken = next(row for row in raw if row["index"] == 4 and row["annotator"] == "p03")
    assert [one["decision"] for one in taken["reviews"]] == ["return", "accept"]
    assert taken["reviews"][0]["reply"]["action"] == "taken"
    assert taken["reviews"][0]["seen"] is not None
    assert taken["reviews"][1]["seen"] is None
    # Ben's bridge was never handed in.
    assert {row["annotator"] for row in raw if row["article_external_id"] == "bridge"} == {"p03"}
    # Ben's formula came through as it is.
    assert next(row for row in raw if row["rationale"])["rationale"] == story.FORMULA
    assert gold[1]["labels"] == {
        "verification": {"gold": None, "method": "open", "n": 2, "distribution": {"supported": 1, "unverified": 1}}
    }
    assert gold[0]["stances"][0]["gold"] == "favor"
    order = [(row["article_id"], row["start"], row["annotator"]) for row in raw]
    assert order == sorted(order)


def test_people_are_pseudonyms_everywhere(bridge: Project) -> None:
    work = people.annotator().assignments.get()
    accept_rest(actor=people.reviewer(), assignment=work)
    finish_review(actor=people.reviewer(), assignment=work)

    text = json.dumps(all_rows(bridge))

    assert '"annotator": "p03"' in text
    assert '"reviewer": "p02"' in text
    for user in (people.annotator(), people.reviewer()):
        assert user.display_name not in text
        assert str(user.pk) not in text


def test_a_decision_is_out_only_when_its_review_is_finished(bridge: Project) -> None:
    work = people.annotator().assignments.get()
    accept_rest(actor=people.reviewer(), assignment=work)
    before = [row["reviews"] for row in all_rows(bridge)]

    finish_review(actor=people.reviewer(), assignment=work)

    assert before == [[], [], [], []]
    assert [[one["decision"] for one in row["reviews"]] for row in all_rows(bridge)] == [["accept"]] * 4


def test_what_comes_later_is_not_in_an_open_snapshot(bridge: Project) -> None:
    with open_rows(bridge, Choice()) as rows:
        another_article(bridge, 2)

        assert (rows.total().rows, len(list(rows.read("raw")))) == (4, 4)
    assert len(all_rows(bridge)) > 4


def test_a_snapshot_cannot_write(bridge: Project) -> None:
    with (
        open_rows(bridge, Choice()) as rows,
        rows.snapshot.connection.cursor() as cursor,
        pytest.raises(Error) as refused,
    ):
        cursor.execute("DELETE FROM annotations_event")

    assert "read-only transaction" in str(refused.value)


def test_rows_wait_at_the_server_and_not_in_memory(bridge: Project) -> None:
    with open_rows(bridge, Choice()) as rows, rows.snapshot.connection.cursor() as cursor:
        reading = stream_plain(raw_query(bridge, Choice()), rows.snapshot.connection)
        next(reading)
        cursor.execute("SELECT count(*) FROM pg_cursors WHERE NOT is_holdable")

        assert cursor.fetchone() == (1,)


def test_another_thread_may_read_and_close(bridge: Project) -> None:
    rows = open_rows(bridge, Choice())
    found: list[Row] = []

    def read(rows: Rows) -> None:
        found.extend(rows.read("raw"))
        rows.close()

    reader = threading.Thread(target=read, args=(rows,))
    reader.start()
    reader.join()

    assert len(found) == 4
    assert rows.snapshot.connection.connection is None


@pytest.mark.parametrize(("view", "number"), [("raw", 9), ("gold", 9)])
def test_one_article_and_three_take_the_same_queries(
    bridge: Project, view: str, number: int, queries: list[str]
) -> None:
    all_rows(bridge, view)
    one = len(queries)
    another_article(bridge, 2)
    another_article(bridge, 3)
    queries.clear()

    all_rows(bridge, view)

    assert (one, len(queries)) == (number, number)


@pytest.mark.django_db
def test_a_snapshot_says_that_it_cannot_see_an_open_transaction() -> None:
    with pytest.raises(OpenTransaction, match="open it outside atomic"):
        open_rows(projects.project(), Choice())


def test_a_snapshot_that_is_closed_is_not_read_on_and_opens_no_other_connection(bridge: Project) -> None:
    rows = open_rows(bridge, Choice(view="raw"))
    reading = rows.snapshot.ahead(iter(range(10_000)))
    next(reading)

    rows.close()

    with pytest.raises(Closed):
        list(reading)
    assert rows.snapshot.connection.connection is None


def test_closing_ends_a_query_that_is_still_running(bridge: Project) -> None:
    rows = open_rows(bridge, Choice(view="raw"))
    began = threading.Event()

    def slow() -> Iterator[int]:
        with rows.snapshot.connection.cursor() as cursor:
            began.set()
            cursor.execute("SELECT pg_sleep(60)")
        yield 1

    def read() -> None:
        with pytest.raises(Error):
            list(rows.snapshot.ahead(slow()))

    reader = threading.Thread(target=read)
    reader.start()
    began.wait(10)
    rows.close()
    reader.join(10)

    assert not reader.is_alive()
