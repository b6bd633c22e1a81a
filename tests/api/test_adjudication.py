"""Adjudicating over the API: what was seen travels as ETag, changes come back as 412, annotators learn nothing."""

from typing import Any

import pytest

from annotations.models import Statement
from tests.api.caller import Caller
from tests.factories import adjudications, people, projects
from tests.factories.adjudications import now

pytestmark = pytest.mark.django_db


@pytest.fixture
def statement() -> Statement:
    """Ada says supported, Ben refuted."""
    return adjudications.contested()


@pytest.fixture
def rio(statement: Statement) -> Caller:
    """The reviewer's program."""
    return Caller(people.reviewer())


def test_what_get_shows_is_what_a_decision_names(rio: Caller, statement: Statement) -> None:
    path = f"statements/{statement.pk}/adjudication"
    seen = rio.call("GET", path)
    assert seen.headers["ETag"] == f'"{now(statement).version}"'
    answers = sorted(side["answers"]["labels"]["verification"][0] for side in seen.json()["sides"])
    assert (answers, seen.json()["is_waiting"], len(seen.json()["history"])) == (["refuted", "supported"], False, 1)
    body = {"answers": projects.answers("refuted"), "rationale": "The minutes."}
    made = rio.call("POST", path, body, If_Match=seen.headers["ETag"])
    assert made.status_code == 201
    assert made.headers["ETag"] == f'"{now(statement).version}"'
    assert made.json()["labels"] == [
        {
            "question": "verification",
            "method": "adjudicated",
            "n_annotations": 2,
            "distribution": {"refuted": 1, "supported": 1},
            "label": "refuted",
        }
    ]
    assert made.json()["decided_by"]["name"] == "Rio Reviewer"


def test_an_old_etag_is_answered_with_what_is_there_now(rio: Caller, statement: Statement) -> None:
    path = f"statements/{statement.pk}/adjudication"
    etag = rio.call("GET", path).headers["ETag"]
    body = {"answers": projects.answers("refuted")}
    rio.call("POST", path, body, If_Match=etag)
    refusal = rio.call("POST", path, body, If_Match=etag)
    assert (refusal.status_code, refusal.json()["code"]) == (412, "stale")
    assert refusal.json()["current"]["version"] == now(statement).version
    assert refusal.headers["ETag"] == f'"{now(statement).version}"'


@pytest.mark.parametrize(("header", "status"), [({}, 428), ({"If_Match": "3"}, 400), ({"If_Match": '"zebra"'}, 400)])
def test_a_decision_says_what_it_has_seen(
    rio: Caller, statement: Statement, header: dict[str, str], status: int
) -> None:
    answer = rio.call("POST", f"statements/{statement.pk}/adjudication", {"answers": projects.answers()}, **header)
    assert answer.status_code == status
    assert now(statement).seq == 1


def test_the_queue_shows_what_is_open_or_what_is_asked_for(rio: Caller, statement: Statement) -> None:
    def count(query: str) -> int:
        return len(rio.call("GET", f"projects/idlib/adjudication{query}").json()["results"])

    assert [count(one) for one in ("", "?state=away", "?state=decided", "?state=all")] == [1, 0, 0, 4]
    assert rio.call("GET", "projects/idlib/adjudication?state=lost").json()["field"] == "state"


@pytest.mark.parametrize("count", [1, 3])
def test_the_queue_costs_the_same_for_one_row_and_for_three(count: int, django_assert_num_queries: Any) -> None:
    adjudications.contested_rows(count)
    rio = Caller(people.reviewer())
    rio.call("GET", "projects/idlib/adjudication")
    with django_assert_num_queries(7):
        assert len(rio.call("GET", "projects/idlib/adjudication").json()["results"]) == count


def test_what_an_annotator_gets_is_the_same_byte_for_byte_whatever_colleagues_answered() -> None:
    def got(second: str, slug: str) -> list[bytes]:
        statement = adjudications.contested(("supported", second), slug=slug)
        ada = Caller(people.annotator())
        paths = (f"projects/{slug}/adjudication", f"statements/{statement.pk}/adjudication")
        return [ada.call("GET", path).content for path in paths]

    assert got("supported", "one") == got("refuted", "two")
