"""A save like one that Django let in is not judged again from the start, and never let in on what is no longer so."""

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.db import connection
from django.test.utils import CaptureQueriesContext

from annotations.api import throttling
from annotations.models import Assignment, Revision, TokenScope, User
from annotations.workflow.tokens import issue_token
from factcheck import admitted, security, sessions
from tests.api.caller import revision
from tests.api.wsgi import Heard, Wsgi, at_home, sign_out_elsewhere
from tests.factories import people, projects

pytestmark = pytest.mark.django_db
HOUR = 60 * 60
WHOLE_WAY = ["PUT revisions"]


@pytest.fixture
def ada(work: Assignment, monkeypatch: pytest.MonkeyPatch) -> Wsgi:
    """Ada's browser, which has saved an answer on the first statement."""
    monkeypatch.setattr(sessions, "_seen", {})
    monkeypatch.setattr(throttling, "COUNTER", throttling.Counter())
    monkeypatch.setattr("annotations.api.at_once.COUNTER", throttling.COUNTER)
    browser = at_home(work.annotator)
    assert (save(browser, work, 0).status, browser.through) == (201, WHOLE_WAY)
    browser.through.clear()
    return browser


def body(work: Assignment, number: int = 1, status: str = "supported", **more: Any) -> dict[str, Any]:
    """An answer on one of the article's statements."""
    return revision(work, projects.statements(work)[number], projects.answers(status), **more)


def save(ada: Wsgi, work: Assignment, number: int = 1, **more: Any) -> Heard:
    """What is answered to a first answer on a statement."""
    return ada.save(uuid.uuid4(), body(work, number, **more))


def test_the_next_save_is_let_in_at_once_in_two_round_trips(ada: Wsgi, work: Assignment) -> None:
    answers = body(work)
    with CaptureQueriesContext(connection) as queries:
        heard = ada.save(uuid.uuid4(), answers)
    words = [query["sql"].split()[0] for query in queries]
    assert words == ["SAVEPOINT", "EXECUTE", "EXECUTE", "RELEASE"]  # the savepoint is the test's
    assert (heard.status, ada.through, Revision.objects.count()) == (201, [], 2)


def test_both_ways_answer_alike(ada: Wsgi, work: Assignment) -> None:
    at_once = save(ada, work, 1)
    ada.application.admissions.clear()
    whole = save(ada, work, 2)
    assert ada.through == WHOLE_WAY

    own = {"id", "annotation", "statement", "created_at"}
    assert at_once.body.keys() == whole.body.keys()
    assert [(key, at_once.body[key]) for key in at_once.body if key not in own] == [
        (key, whole.body[key]) for key in whole.body if key not in own
    ]
    assert at_once.headers.keys() == whole.headers.keys()
    differ = {name for name in whole.headers if at_once.headers[name] != whole.headers[name]}
    assert differ - {"Content-Length", "RateLimit-Reset"} == {"RateLimit-Remaining"}
    assert int(at_once.headers["Content-Length"]) == len(at_once.content)
    assert (at_once.headers["ETag"], at_once.headers["Cache-Control"]) == ('"1"', "no-store, private")
    assert int(at_once.headers["RateLimit-Remaining"]) - int(whole.headers["RateLimit-Remaining"]) == 1


def test_what_was_stored_is_replayed_at_once(ada: Wsgi, work: Assignment) -> None:
    key, answers = uuid.uuid4(), body(work)
    assert [ada.save(key, answers).status for _ in range(3)] == [201, 200, 200]
    assert (ada.through, Revision.objects.count()) == ([], 2)


def test_the_next_version_is_saved_at_once_and_a_stale_one_is_told_the_whole_way(ada: Wsgi, work: Assignment) -> None:
    first, second, stale = (ada.save(uuid.uuid4(), body(work, 1, "refuted"), base) for base in ('"0"', '"1"', '"1"'))
    assert [one.status for one in (first, second, stale)] == [201, 201, 412]
    assert (second.headers["ETag"], stale.headers["ETag"], ada.through) == ('"2"', '"2"', WHOLE_WAY)
    assert stale.body["current"]["seq"] == 2


def signed_out(_ada: Wsgi) -> None:
    sign_out_elsewhere()


def switched_off(_ada: Wsgi) -> None:
    User.objects.update(is_active=False)


def passed_to_bea(ada: Wsgi) -> None:
    bea = people.outsider()
    session = ada.stored_session()
    session.update({SESSION_KEY: str(bea.pk), HASH_SESSION_KEY: bea.get_session_auth_hash()})
    session.save()


def new_password(_ada: Wsgi) -> None:
    person = User.objects.get(username="ada")
    person.set_password("another horse and a battery")
    person.save()


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
    ada: Wsgi, work: Assignment, change: Callable[[Wsgi], None], status: int
) -> None:
    change(ada)
    assert (save(ada, work).status, ada.through, Revision.objects.count()) == (status, WHOLE_WAY, 1)


def test_a_session_that_another_process_wrote_to_saves_as_ever_and_once(ada: Wsgi, work: Assignment) -> None:
    session = ada.stored_session()
    session["seen elsewhere"] = 1
    session.save()
    assert [save(ada, work, number).status for number in (1, 2)] == [201, 201]
    assert (ada.through, Revision.objects.count()) == (WHOLE_WAY, 3)
    assert ada.stored_session()["seen elsewhere"] == 1


def test_a_person_who_was_renamed_meanwhile_is_answered_under_the_new_name(ada: Wsgi, work: Assignment) -> None:
    User.objects.filter(username="ada").update(display_name="Ada Lovelace")
    assert [save(ada, work, number).body["author"]["name"] for number in (1, 2)] == ["Ada Lovelace"] * 2
    assert ada.through == WHOLE_WAY


def test_a_session_is_not_let_in_beyond_its_limits(
    ada: Wsgi, work: Assignment, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = security.time.time()
    monkeypatch.setattr(security.time, "time", lambda: now + 13 * HOUR)
    assert (save(ada, work).status, Revision.objects.count()) == (401, 1)


@pytest.mark.parametrize(
    ("header", "status"),
    [
        pytest.param({"HTTP_X_CSRFTOKEN": ""}, 403, id="no CSRF token"),
        pytest.param({"HTTP_X_CSRFTOKEN": "d" * 32}, 403, id="another CSRF token"),
        pytest.param({"HTTP_ORIGIN": "https://evil.example"}, 403, id="from another site"),
        pytest.param({"HTTP_HOST": "evil.example"}, 400, id="to another host"),
        pytest.param({"HTTP_AUTHORIZATION": "Bearer fc_unknown"}, 401, id="with a token that is none"),
        pytest.param({"HTTP_COOKIE": "csrf=" + "c" * 32}, 401, id="without the session"),
        pytest.param({"HTTP_X_USER": str(uuid.UUID(int=7))}, 409, id="made by somebody else"),
        pytest.param({"CONTENT_TYPE": "text/plain"}, 415, id="no JSON"),
        pytest.param({"QUERY_STRING": "mode=test"}, 400, id="with a parameter"),
        pytest.param({"QUERY_STRING": "token=fc_secret"}, 401, id="with a token in the address"),
        pytest.param({"HTTP_IF_MATCH": ""}, 428, id="without the version seen"),
        pytest.param({"HTTP_IF_MATCH": "1"}, 400, id="with a version that is none"),
    ],
)
def test_a_request_that_is_not_alike_is_judged_from_the_start(
    ada: Wsgi, work: Assignment, header: dict[str, str], status: int
) -> None:
    for _ in range(2):
        heard = ada.save(uuid.uuid4(), body(work), **header)
        assert (heard.status, Revision.objects.count()) == (status, 1)
    assert ada.through == WHOLE_WAY * 2


@pytest.mark.parametrize(
    "path", ["REVISIONS/{}", "revisions/{}/", "revisions//{}", "revisions/{{{}}}", "revisions/{}x"]
)
def test_an_address_that_is_not_alike_is_not_there(ada: Wsgi, work: Assignment, path: str) -> None:
    heard = ada.call("PUT", path.format(uuid.uuid4()), body(work), HTTP_IF_MATCH='"0"')
    assert (heard.status, Revision.objects.count()) == (404, 1)


def test_the_key_of_a_revision_is_written_in_one_way(ada: Wsgi, work: Assignment) -> None:
    for key in (str(uuid.uuid4()).upper(), uuid.uuid4().hex):
        assert ada.save(key, body(work)).status == 404


BAD: list[tuple[str, Callable[[dict[str, Any]], Any], int]] = [
    ("no JSON", lambda _: b'{"assignment": ', 400),
    ("no UTF-8", lambda _: b'{"assignment": "\xff"}', 400),
    ("a list", lambda given: [given], 400),
    ("nothing", lambda _: b"", 400),
    ("an unknown field", lambda given: {**given, "note": "x"}, 400),
    ("no statement", lambda given: {key: value for key, value in given.items() if key != "statement"}, 400),
    ("a statement elsewhere", lambda given: {**given, "statement": str(uuid.UUID(int=7))}, 404),
    ("an assignment elsewhere", lambda given: {**given, "assignment": str(uuid.UUID(int=7))}, 404),
    ("nothing answered", lambda given: {**given, "answers": None}, 400),
    ("a label that is none", lambda given: {**given, "answers": {"labels": {"verification": ["maybe"]}}}, 400),
    ("too deep", lambda given: {**given, "answers": nested(40)}, 400),
    ("half a pair of surrogates", lambda given: {**given, "answers": {"rationale": "\ud83d"}}, 400),
    ("less than no time", lambda given: {**given, "active_ms": -1}, 400),
    ("half a millisecond", lambda given: {**given, "active_ms": 0.5}, 400),
    ("true milliseconds", lambda given: {**given, "active_ms": True}, 400),
    ("a time without a zone", lambda given: {**given, "client_time": "2026-11-23T08:15:00"}, 400),
    ("somebody else's", lambda given: {**given, "user": str(uuid.UUID(int=7))}, 409),
    ("nobody's", lambda given: {**given, "user": None}, 400),
    ("version nought", lambda given: {**given, "protocol": 0}, 400),
    ("a version to come", lambda given: {**given, "protocol": 7}, 400),
]


def nested(levels: int) -> dict[str, Any]:
    """Answers within answers."""
    return {} if not levels else {"labels": nested(levels - 1)}


@pytest.mark.parametrize(("make", "status"), [pytest.param(make, status, id=name) for name, make, status in BAD])
def test_a_bad_body_changes_nothing_and_is_told_the_whole_way(
    ada: Wsgi, work: Assignment, make: Callable[[dict[str, Any]], Any], status: int
) -> None:
    heard = ada.save(uuid.uuid4(), make(body(work)))
    assert (heard.status, ada.through, Revision.objects.count()) == (status, WHOLE_WAY, 1)
    assert heard.headers["Content-Type"] == "application/problem+json"
    assert save(ada, work).status == 201


def test_a_key_that_stands_twice_is_refused_though_one_reader_would_take_it(ada: Wsgi, work: Assignment) -> None:
    twice = str(body(work)).replace("'", '"').replace("True", "true").replace("{", '{"active_ms":1,"active_ms":2,', 1)
    heard = ada.save(uuid.uuid4(), twice.encode())
    assert (heard.status, heard.body["code"], Revision.objects.count()) == (400, "duplicate_key", 1)


def test_a_long_body_goes_the_whole_way(ada: Wsgi, work: Assignment) -> None:
    long = ada.save(uuid.uuid4(), str(body(work)).replace("'", '"').replace("True", "true").encode() + b" " * 100_000)
    assert (long.status, ada.through) == (201, WHOLE_WAY)


def test_the_limit_of_requests_holds_and_what_is_refused_counts_once(
    ada: Wsgi, work: Assignment, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = int(save(ada, work, 1).headers["RateLimit-Remaining"])
    assert ada.save(uuid.uuid4(), {}).status == 400
    monkeypatch.setattr(throttling, "PER_MINUTE", throttling.PER_MINUTE - left + 2)
    assert [save(ada, work, number).status for number in (2, 3)] == [201, 429]


def test_what_a_token_opened_is_open_to_nobody_else(work: Assignment, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sessions, "_seen", {})
    ada = at_home(work.annotator)
    _, secret = issue_token(actor=work.annotator, name="test", scopes=(TokenScope.READ, TokenScope.ANNOTATE))
    heard = ada.save(uuid.uuid4(), body(work), HTTP_AUTHORIZATION=f"Bearer {secret}")
    assert (heard.status, ada.application.admissions) == (201, {})


def test_a_save_that_was_refused_opens_nothing(work: Assignment, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sessions, "_seen", {})
    ada = at_home(work.annotator)
    assert (ada.save(uuid.uuid4(), {}).status, ada.application.admissions) == (400, {})
    assert [save(ada, work, number).headers["Content-Type"] for number in (1, 2)] == ["application/json"] * 2
    assert ada.through == WHOLE_WAY * 2


def test_only_so_many_kinds_of_requests_are_remembered(
    ada: Wsgi, work: Assignment, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(admitted, "MOST", 2)
    for number, agent in enumerate(("one", "two", "three"), 1):
        answers = body(work, number)
        assert ada.save(uuid.uuid4(), answers, HTTP_USER_AGENT=agent).status == 201
    assert len(ada.application.admissions) == 2
