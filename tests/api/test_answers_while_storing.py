"""The answer to a save is put together while PostgreSQL stores the label, and goes out once it is stored."""

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from psycopg.pq import TransactionStatus

from annotations.models import Annotation, Assignment, Event, Revision
from annotations.workflow import saving
from factcheck import middleware, sessions
from factcheck.prepared import Call, Prepared, Sent, last
from tests.api.caller import Caller, revision
from tests.factories import projects

pytestmark = pytest.mark.django_db(transaction=True)
SLOW: Call = (Prepared("SELECT 'stored late', pg_sleep(0.2)"), [])
REFUSED: Call = (Prepared("SELECT 12 / $1, 'cannot be stored'", "int"), [0])


@pytest.fixture
def ada(work: Assignment, monkeypatch: pytest.MonkeyPatch) -> Caller:
    """Ada's browser, whose session this process knows and believes."""
    monkeypatch.setattr(sessions, "_seen", {})
    caller = Caller(work.annotator)
    for _ in range(2):
        caller.get("projects")
    # A second try is a request of its own, which has to prove again where it comes from.
    caller.client.handler.enforce_csrf_checks = True
    caller.client.cookies["csrf"] = caller.headers["X-CSRFToken"] = "c" * 32
    caller.client.raise_request_exception = False
    return caller


def save(ada: Caller, work: Assignment, key: uuid.UUID | None = None) -> Any:
    """The response to saving a first answer."""
    answers = revision(work, projects.statements(work)[0], projects.answers("supported"))
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
    assert connection.connection.pgconn.transaction_status == TransactionStatus.IDLE
    assert not connection.in_atomic_block
    return [
        Revision.objects.count(),
        Annotation.objects.count(),
        Event.objects.filter(verb="annotation.revised").count(),
    ]


def test_the_view_is_through_before_its_label_is_stored(
    ada: Caller, work: Assignment, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_work: list[bool] = []
    process_response = middleware.Languages.process_response

    def look(*given: Any) -> Any:
        at_work.append(connection.connection.pgconn.transaction_status == TransactionStatus.ACTIVE)
        return process_response(*given)

    monkeypatch.setattr(middleware.Languages, "process_response", look)
    also(monkeypatch, SLOW)
    assert (save(ada, work).status_code, at_work, kept()) == (201, [True], [1, 1, 1])


def test_the_answer_tells_the_time_that_is_stored(ada: Caller, work: Assignment) -> None:
    told = save(ada, work).json()["created_at"]
    assert told == Revision.objects.get().created_at.isoformat().replace("+00:00", "Z")


def test_a_label_that_could_not_be_stored_is_tried_once_more_before_anybody_is_told(
    ada: Caller, work: Assignment, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = also(monkeypatch, REFUSED)
    assert (save(ada, work).status_code, len(sent), kept()) == (201, 2, [1, 1, 1])


def test_a_label_that_cannot_be_stored_is_refused_and_nothing_of_it_is_kept(
    ada: Caller, work: Assignment, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = also(monkeypatch, REFUSED, REFUSED)
    assert (save(ada, work).status_code, len(sent), kept()) == (400, 2, [0, 0, 0])
    assert (save(ada, work).status_code, kept()) == (201, [1, 1, 1])


def test_a_connection_that_breaks_while_the_label_is_stored_costs_nothing(
    ada: Caller, work: Assignment, monkeypatch: pytest.MonkeyPatch
) -> None:
    also(monkeypatch, (Prepared("SELECT pg_terminate_backend(pg_backend_pid()), 'gone'"), []))
    assert (save(ada, work).status_code, kept()) == (201, [1, 1, 1])


def raising(*_: Any) -> None:
    """A part of the server that has a fault."""
    raise ZeroDivisionError


def asking(_: Any, __: Any, response: Any) -> Any:
    """A part that asks the database for something."""
    Revision.objects.count()
    return response


@pytest.mark.parametrize(("fault", "status"), [(raising, 500), (asking, 201)])
def test_whatever_befalls_the_answer_the_label_is_stored_and_the_connection_free(
    ada: Caller, work: Assignment, monkeypatch: pytest.MonkeyPatch, fault: Callable[..., Any], status: int
) -> None:
    monkeypatch.setattr(middleware.Languages, "process_response", fault)
    also(monkeypatch, SLOW)
    assert (save(ada, work).status_code, kept()) == (status, [1, 1, 1])


def test_what_was_stored_is_replayed_by_the_same_key(ada: Caller, work: Assignment) -> None:
    key = uuid.uuid4()
    assert [save(ada, work, key).status_code for _ in range(3)] == [201, 200, 200]
    assert kept() == [1, 1, 1]
