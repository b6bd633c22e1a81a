"""Saving answers over HTTP: exactly once, never over a newer version, never into the wrong hands."""

import uuid
from typing import Any

import pytest
from django.db import connection
from pytest_django import DjangoAssertNumQueries

from annotations.models import Assignment, Revision
from annotations.workflow.annotate import submit
from factcheck import sessions
from tests.api.caller import Caller, revision
from tests.factories import people, projects

pytestmark = pytest.mark.django_db
KEY = uuid.UUID("01930000-0000-7000-8000-000000000001")
OTHER_KEY = uuid.UUID("01930000-0000-7000-8000-000000000002")


@pytest.fixture
def ada(work: Assignment) -> Caller:
    """Ada's browser."""
    return Caller(work.annotator)


def body(work: Assignment, status: str = "supported", **more: Any) -> dict[str, Any]:
    """Ada's answers on the first statement."""
    return revision(work, projects.statements(work)[0], projects.answers(status), **more)


def test_a_new_revision_is_stored_and_answered_with_201_and_its_version(ada: Caller, work: Assignment) -> None:
    response = ada.save(KEY, body(work, active_ms=1500, client_time="2026-11-23T08:15:00+01:00"))

    answer = response.json()
    assert response.status_code == 201
    assert response["ETag"] == '"1"'
    assert {key: answer[key] for key in ("id", "seq", "base_seq", "is_complete", "active_ms", "client_time")} == {
        "id": str(KEY),
        "seq": 1,
        "base_seq": 0,
        "is_complete": True,
        "active_ms": 1500,
        "client_time": "2026-11-23T07:15:00Z",
    }
    assert answer["answers"] == {
        "labels": {"verification": ["supported"]},
        "stances": [],
        "no_stance": True,
        "skip": "",
        "flags": [],
        "confidence": None,
        "rationale": "",
    }


def test_the_same_request_again_is_answered_with_200_and_stores_nothing(ada: Caller, work: Assignment) -> None:
    first = ada.save(KEY, body(work))

    again = ada.save(KEY, body(work))

    assert (again.status_code, again.json()) == (200, first.json())
    assert Revision.objects.count() == 1


def test_a_replay_is_answered_as_before_even_after_newer_versions(ada: Caller, work: Assignment) -> None:
    first = ada.save(KEY, body(work))
    ada.save(OTHER_KEY, body(work, "refuted"), base=1)

    again = ada.save(KEY, body(work))

    assert (again.status_code, again.json()) == (200, first.json())


def test_the_same_id_with_other_answers_is_refused_with_422(ada: Caller, work: Assignment) -> None:
    ada.save(KEY, body(work))

    response = ada.save(KEY, body(work, "refuted"))

    assert (response.status_code, response.json()["code"]) == (422, "replay_mismatch")
    assert Revision.objects.get().answers["labels"] == {"verification": ["supported"]}


def test_of_two_windows_with_the_same_base_the_second_is_told_the_newer_version(ada: Caller, work: Assignment) -> None:
    ada.save(KEY, body(work))
    other_window = Caller(work.annotator)

    response = other_window.save(OTHER_KEY, body(work, "refuted"), base=0)

    answer = response.json()
    assert response.status_code == 412
    assert response["Content-Type"] == "application/problem+json"
    assert response["ETag"] == '"1"'
    assert (answer["code"], answer["detail"]) == ("stale", "You had version 0; the newest is 1.")
    assert answer["current"]["revision"] == str(KEY)
    assert answer["current"]["seq"] == 1
    assert answer["current"]["answers"]["labels"] == {"verification": ["supported"]}
    assert Revision.objects.count() == 1


def test_a_save_without_a_version_is_refused_with_428(ada: Caller, work: Assignment) -> None:
    response = ada.save(KEY, body(work), base=None)

    assert (response.status_code, response.json()["code"]) == (428, "precondition_required")
    assert Revision.objects.count() == 0


@pytest.mark.parametrize("version", ["0", "*", 'W/"0"', '"0", "1"', '"-1"', '"x"', '"' + "9" * 5000 + '"', '""'])
def test_a_version_that_is_none_is_refused_with_400(ada: Caller, work: Assignment, version: str) -> None:
    response = ada.save(KEY, body(work), base=version)

    assert (response.status_code, response.json()["field"]) == (400, "If-Match")


def test_a_save_into_submitted_work_is_refused_with_409(ada: Caller, work: Assignment) -> None:
    submit(actor=work.annotator, assignment=projects.label_all(work))

    response = ada.save(KEY, body(work, "refuted"), base=1)

    assert (response.status_code, response.json()["code"]) == (409, "wrong_state")


def test_answers_of_another_user_of_the_same_browser_are_refused_with_409(ada: Caller, work: Assignment) -> None:
    response = ada.save(KEY, body(work, user=str(people.second_annotator().pk)))

    assert (response.status_code, response.json()["code"]) == (409, "other_user")
    assert Revision.objects.count() == 0


def test_a_label_nobody_knows_is_refused_with_field_value_and_rule(ada: Caller, work: Assignment) -> None:
    response = ada.save(KEY, body(work, "perhaps"))

    assert response.json() == {
        "type": "urn:factcheck:problem:invalid",
        "title": "Bad Request",
        "status": 400,
        "code": "invalid",
        "detail": "answers.labels.verification: 'perhaps' is not one of 'supported', 'refuted', "
        "'not_enough_evidence', 'conflicting', 'too_vague', 'not_checkable', 'unverified'",
        "field": "answers.labels.verification",
        "value": "perhaps",
        "rule": "is not one of 'supported', 'refuted', 'not_enough_evidence', 'conflicting', 'too_vague', "
        "'not_checkable', 'unverified'",
    }


def test_an_id_that_belongs_to_somebody_else_is_refused_with_422_and_tells_nothing(
    ada: Caller, work: Assignment
) -> None:
    ada.save(KEY, body(work))
    theirs = Caller(people.second_annotator())
    other = projects.article(work.article.project, "Second text.\n\nIt rained in May. It snowed in June.\n")
    assert other.required == 2
    mine = Assignment.objects.get(pk=theirs.post(f"projects/{work.article.project.slug}/assignments/next").json()["id"])

    response = theirs.save(KEY, body(mine))

    assert response.status_code == 422
    assert "current" not in response.json()


def test_an_assignment_of_a_colleague_is_404_as_if_it_were_not_there(work: Assignment) -> None:
    ben = Caller(people.second_annotator())
    nowhere = {**body(work), "assignment": str(OTHER_KEY)}

    foreign, missing = ben.save(KEY, body(work)), ben.save(KEY, nowhere)

    assert (foreign.status_code, foreign.content) == (404, missing.content)
    assert Revision.objects.count() == 0


def test_a_statement_of_another_article_is_not_there(ada: Caller, work: Assignment) -> None:
    other = projects.article(work.article.project, "Another text.\n\nIt rained in May.\n")
    foreign = other.statements.filter(is_statement=True).first()
    assert foreign is not None

    response = ada.save(KEY, {**body(work), "statement": str(foreign.pk)})

    assert (response.status_code, response.json()["field"]) == (404, "statement")


def test_a_revision_is_read_back_with_its_version(ada: Caller, work: Assignment) -> None:
    saved = ada.save(KEY, body(work))

    response = ada.get(f"revisions/{KEY}")

    assert (response.status_code, response["ETag"], response.json()) == (200, '"1"', saved.json())


def test_a_reply_with_the_id_of_a_stored_revision_is_refused_as_another_body(work: Assignment) -> None:
    first = projects.label_all(work)
    submit(actor=first.annotator, assignment=first)
    rio, ada = Caller(people.reviewer()), Caller(first.annotator)
    label = first.annotations.order_by("statement__start").first()
    assert label is not None
    decision = {"annotation": str(label.pk), "seen": str(label.head_id), "decision": "return", "reason": "guideline"}
    review = rio.post(f"assignments/{first.pk}/reviews", decision).json()["id"]
    rio.post(f"assignments/{first.pk}/accept-rest")
    rio.post(f"assignments/{first.pk}/finish-review")

    response = ada.post(
        f"reviews/{review}/reply",
        {"action": "changed", "revision": str(label.head_id), "answers": projects.answers("refuted")},
    )

    assert (response.status_code, response.json()["code"]) == (422, "replay_mismatch")


def test_a_save_is_six_commands_and_the_next_one_too(
    ada: Caller, work: Assignment, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    answers = body(work)
    ada.save(KEY, answers)  # the session notes its first use, the process the protocol

    for seq in (1, 2):
        with django_assert_num_queries(6):  # session, person, savepoint, rows under lock, rows written, savepoint
            ada.save(uuid.uuid4(), answers, base=seq)


@pytest.mark.django_db(transaction=True)
def test_a_save_is_three_round_trips_once_the_process_knows_the_session(
    ada: Caller,
    work: Assignment,
    monkeypatch: pytest.MonkeyPatch,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    monkeypatch.setattr(sessions, "_seen", {})
    answers = body(work)
    ada.save(KEY, answers)  # the session notes its first use, the process whose it is
    ada.save(OTHER_KEY, answers, base=1)  # the process finds that it is theirs

    with django_assert_num_queries(5) as asked:  # Django notes BEGIN and COMMIT, but sends neither
        ada.save(uuid.uuid4(), answers, base=2)

    sent = [query["sql"] for query in asked.captured_queries]
    assert [words.split()[0].partition(";")[0] for words in sent] == ["EXECUTE", "BEGIN", "BEGIN", "EXECUTE", "COMMIT"]
    assert [words.count("EXECUTE") for words in sent] == [2, 0, 2, 4, 0]  # session, person; locks, rows; four tables
    assert sent[3].endswith(";COMMIT")


def test_a_saved_revision_is_answered_as_it_is_shown(ada: Caller, work: Assignment) -> None:
    saved = ada.save(KEY, body(work, active_ms=1500, client_time="2026-11-23T08:15:00+01:00"))
    replayed = ada.save(KEY, body(work, active_ms=1500, client_time="2026-11-23T08:15:00+01:00"))
    shown = ada.get(f"revisions/{KEY}")
    assert (saved.status_code, replayed.status_code) == (201, 200)
    assert saved.json() == replayed.json() == shown.json()


def test_no_command_of_a_save_is_planned_anew(ada: Caller, work: Assignment) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DEALLOCATE ALL")  # costs of plans that were made before other tests filled the tables
    del connection.connection.prepared
    for seq in range(6):  # PostgreSQL tries five plans of their own before it settles for one
        ada.save(uuid.uuid4(), body(work), base=seq)
    before = planned_anew()

    answer = ada.save(uuid.uuid4(), body(work), base=6)

    assert (answer.status_code, planned_anew()) == (201, before)


def planned_anew() -> dict[str, int]:
    """How often each prepared command of this connection got a plan for one call only."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement, custom_plans FROM pg_prepared_statements")
        return dict(cursor.fetchall())
