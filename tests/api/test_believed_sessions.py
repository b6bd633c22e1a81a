"""A label is saved by a session that the process knows: it is asked for along with it, and never taken on trust."""

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.models import Session
from django.db import connection
from django.test.utils import CaptureQueriesContext

from annotations.api import revisions
from annotations.models import Assignment, Revision, User
from factcheck import security, sessions
from tests.api.caller import Caller, revision
from tests.factories import people, projects

pytestmark = pytest.mark.django_db
HOUR = 60 * 60


@pytest.fixture
def ada(work: Assignment, monkeypatch: pytest.MonkeyPatch) -> Caller:
    """Ada's browser, which this process has served before."""
    monkeypatch.setattr(sessions, "_seen", {})
    caller = Caller(work.annotator)
    for _ in range(2):  # the first notes the session's use, so that the second reads it anew
        caller.get("projects")
    return caller


def save(ada: Caller, work: Assignment, **more: Any) -> int:
    """The status of saving a first answer."""
    answers = revision(work, projects.statements(work)[0], projects.answers("supported"), **more)
    return int(ada.save(uuid.uuid4(), answers).status_code)


def stored_session(ada: Caller) -> sessions.SessionStore:
    """Ada's session as another process has it."""
    return sessions.SessionStore(ada.client.cookies["session"].value)


def signed_out(_ada: Caller) -> None:
    Session.objects.all().delete()


def switched_off(_ada: Caller) -> None:
    User.objects.update(is_active=False)


def passed_to_bea(ada: Caller) -> None:
    bea = people.outsider()
    session = stored_session(ada)
    session.update({SESSION_KEY: str(bea.pk), HASH_SESSION_KEY: bea.get_session_auth_hash()})
    session.save()


def new_password(_ada: Caller) -> None:
    person = User.objects.get(username="ada")
    person.set_password("another horse and a battery")
    person.save()


def test_a_session_that_is_known_saves_in_two_round_trips(ada: Caller, work: Assignment) -> None:
    save(ada, work)
    answers = revision(work, projects.statements(work)[1], projects.answers("refuted"))
    with CaptureQueriesContext(connection) as queries:
        assert ada.save(uuid.uuid4(), answers).status_code == 201
    words = [query["sql"].split()[0] for query in queries]
    assert words == ["SAVEPOINT", "EXECUTE", "EXECUTE", "RELEASE"]  # the savepoint is the test's


def test_the_rows_of_a_save_are_asked_for_before_its_body_is_checked(
    ada: Caller, work: Assignment, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(revisions, "one_saved")
    assert save(ada, work) == 201


def test_a_token_beside_a_session_is_judged_alone(ada: Caller, work: Assignment) -> None:
    ada.headers = {"Authorization": "Bearer fc_unknown"}
    assert save(ada, work) == 401
    assert not Revision.objects.exists()


@pytest.mark.parametrize(
    ("change", "status"),
    [
        pytest.param(signed_out, 401, id="signed out elsewhere"),
        pytest.param(switched_off, 401, id="may no longer sign in"),
        pytest.param(new_password, 401, id="has a new password"),
        pytest.param(passed_to_bea, 404, id="somebody else's now, who does not see the assignment"),
    ],
)
def test_nothing_is_stored_for_a_session_that_ended_meanwhile(
    ada: Caller, work: Assignment, change: Callable[[Caller], None], status: int
) -> None:
    change(ada)
    assert save(ada, work) == status
    assert not Revision.objects.exists()


def test_a_bad_body_from_a_session_that_ended_is_answered_as_from_nobody(ada: Caller, work: Assignment) -> None:
    before = save(ada, work, active_ms=-1)
    Session.objects.all().delete()
    assert (before, save(ada, work, active_ms=-1)) == (400, 401)


def test_a_session_that_another_process_wrote_to_saves_as_ever_and_once(ada: Caller, work: Assignment) -> None:
    session = stored_session(ada)
    session["seen elsewhere"] = 1
    session.save()
    assert save(ada, work) == 201
    assert Revision.objects.count() == 1
    assert stored_session(ada)["seen elsewhere"] == 1


def test_a_person_who_was_renamed_meanwhile_is_answered_under_the_new_name(ada: Caller, work: Assignment) -> None:
    User.objects.filter(username="ada").update(display_name="Ada Lovelace")
    answers = revision(work, projects.statements(work)[0], projects.answers("supported"))
    assert ada.save(uuid.uuid4(), answers).json()["author"]["name"] == "Ada Lovelace"


def test_a_session_is_not_believed_beyond_its_limits(
    ada: Caller, work: Assignment, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = security.time.time()
    monkeypatch.setattr(security.time, "time", lambda: now + 13 * HOUR)
    assert save(ada, work) == 401
    assert not Session.objects.exists()


def test_a_request_that_asked_nothing_leaves_nothing_to_ask(ada: Caller, work: Assignment) -> None:
    refused = save(ada, work, active_ms=-1)
    bea = Caller(people.outsider())
    assert (refused, bea.get("projects").status_code, save(ada, work)) == (400, 200, 201)
