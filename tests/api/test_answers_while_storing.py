"""The answer to a save is put together while PostgreSQL stores the label, and goes out once it is stored."""

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from psycopg.pq import TransactionStatus
from pytest_django import DjangoAssertNumQueries

from annotations.api import at_once
from annotations.models import Annotation, Assignment, Event, Revision
from annotations.workflow import saving
from factcheck import sessions
from factcheck.prepared import Call, Prepared, Sent, last
from tests.api.caller import revision
from tests.api.wsgi import Heard, Wsgi, at_home
from tests.factories import projects

pytestmark = pytest.mark.django_db(transaction=True)
SLOW: Call = (Prepared("SELECT 'stored late', pg_sleep(0.2)"), [])
REFUSED: Call = (Prepared("SELECT 12 / $1, 'cannot be stored'", "int"), [0])


@pytest.fixture
def ada(work: Assignment, monkeypatch: pytest.MonkeyPatch) -> Wsgi:
    """Ada's browser, which has saved an answer, whose next one is let in at once."""
    monkeypatch.setattr(sessions, "_seen", {})
    browser = at_home(work.annotator)
    assert save(browser, work, number=0).status == 201
    browser.through.clear()
    return browser


def save(ada: Wsgi, work: Assignment, key: uuid.UUID | None = None, number: int = 1) -> Heard:
    """What is answered to a first answer on a statement."""
    answers = revision(work, projects.statements(work)[number], projects.answers("supported"))
    return ada.save(key or uuid.uuid4(), answers)


def also(monkeypatch: pytest.MonkeyPatch, *calls: Call) -> list[Sent]:
    """What is sent last from now on, with a call of these in addition each time, as long as there are any."""
    sent: list[Sent] = []

    def sending(commands: list[Call]) -> Sent:
        sent.append(last([*commands, *calls[len(sent) : len(sent) + 1]]))
        return sent[-1]

    monkeypatch.setattr(saving, "last", sending)
    return sent


def kept() -> list[int]:
    """How many revisions, labels and events of revisions are stored, none of them in an open transaction."""
    connection.ensure_connection()
    assert connection.connection.pgconn.transaction_status == TransactionStatus.IDLE
    assert not connection.in_atomic_block
    return [
        Revision.objects.count(),
        Annotation.objects.count(),
        Event.objects.filter(verb="annotation.revised").count(),
    ]


def test_a_save_that_is_let_in_at_once_is_two_round_trips(
    ada: Wsgi,
    work: Assignment,
    monkeypatch: pytest.MonkeyPatch,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    monkeypatch.setattr(connection, "close_if_unusable_or_obsolete", lambda: None)  # as a pool would keep it
    save(ada, work, number=2)
    answers = revision(work, projects.statements(work)[1], projects.answers("supported"))
    with django_assert_num_queries(4) as asked:  # Django notes BEGIN and COMMIT, but sends neither
        ada.save(uuid.uuid4(), answers)

    sent = [query["sql"] for query in asked.captured_queries]
    assert [words.split()[0].partition(";")[0] for words in sent] == ["BEGIN", "BEGIN", "EXECUTE", "COMMIT"]
    assert [words.count("EXECUTE") for words in sent] == [0, 4, 4, 0]  # session, person, locks, rows; then four tables
    assert sent[2].endswith(";COMMIT")


def test_the_answer_is_ready_before_its_label_is_stored(
    ada: Wsgi, work: Assignment, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_work: list[bool] = []
    encoded = at_once.encoded

    def look(row: Revision) -> bytes:
        at_work.append(connection.connection.pgconn.transaction_status == TransactionStatus.ACTIVE)
        return encoded(row)

    monkeypatch.setattr(at_once, "encoded", look)
    also(monkeypatch, SLOW)
    assert (save(ada, work).status, at_work, ada.through, kept()) == (201, [True], [], [2, 2, 2])


def test_the_answer_tells_the_time_that_is_stored(ada: Wsgi, work: Assignment) -> None:
    heard = save(ada, work).body
    stored = Revision.objects.get(pk=heard["id"]).created_at
    assert heard["created_at"] == stored.isoformat().replace("+00:00", "Z")


def test_a_label_that_could_not_be_stored_is_tried_once_more_before_anybody_is_told(
    ada: Wsgi, work: Assignment, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = also(monkeypatch, REFUSED)
    assert (save(ada, work).status, len(sent), len(ada.through), kept()) == (201, 2, 1, [2, 2, 2])


def test_a_label_that_cannot_be_stored_is_refused_and_nothing_of_it_is_kept(
    ada: Wsgi, work: Assignment, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = also(monkeypatch, REFUSED, REFUSED)
    assert (save(ada, work).status, len(sent), kept()) == (400, 2, [1, 1, 1])
    assert (save(ada, work).status, kept()) == (201, [2, 2, 2])


def test_a_connection_that_breaks_while_the_label_is_stored_costs_nothing(
    ada: Wsgi, work: Assignment, monkeypatch: pytest.MonkeyPatch
) -> None:
    also(monkeypatch, (Prepared("SELECT pg_terminate_backend(pg_backend_pid()), 'gone'"), []))
    assert (save(ada, work).status, len(ada.through), kept()) == (201, 1, [2, 2, 2])


def test_a_connection_that_broke_before_costs_nothing(ada: Wsgi, work: Assignment) -> None:
    answers = revision(work, projects.statements(work)[1], projects.answers("supported"))
    cut = connection.connection.info.backend_pid
    other = connection.copy()
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 10000)", [cut])
    other.close()
    assert (ada.save(uuid.uuid4(), answers).status, len(ada.through), kept()) == (201, 1, [2, 2, 2])


def raising(*_: Any) -> bytes:
    """A part of the server that has a fault."""
    raise ZeroDivisionError


def asking(_: Revision) -> bytes:
    """A part that asks the database for something."""
    return str(Revision.objects.count()).encode()


@pytest.mark.parametrize(("fault", "status"), [(raising, 200), (asking, 201)])
def test_whatever_befalls_the_answer_the_label_is_stored_and_the_connection_free(
    ada: Wsgi, work: Assignment, monkeypatch: pytest.MonkeyPatch, fault: Callable[[Revision], bytes], status: int
) -> None:
    monkeypatch.setattr(at_once, "encoded", fault)
    also(monkeypatch, SLOW)
    assert (save(ada, work).status, kept()) == (status, [2, 2, 2])
