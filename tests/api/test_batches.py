"""Many revisions in one request: each as it would be alone, none hurt by another."""

import uuid
from typing import Any

import pytest

from annotations.models import Assignment, Event, Revision
from annotations.workflow.annotate import submit
from tests.api.caller import Caller, revision, with_token
from tests.factories import people, projects

pytestmark = pytest.mark.django_db
QUERIES = 6
KEYS = [f"01930000-0000-7000-8000-00000000000{digit}" for digit in range(1, 8)]


@pytest.fixture
def ada(work: Assignment) -> Caller:
    """Ada's browser."""
    return Caller(work.annotator)


def item(work: Assignment, number: int, key: str, status: str = "supported", base: int = 0, **more: Any) -> Any:
    """Answers on one of the article's statements."""
    statement = projects.statements(work)[number]
    return {"id": key, "base_seq": base, **revision(work, statement, projects.answers(status), **more)}


def send(caller: Caller, *items: Any) -> list[dict[str, Any]]:
    """The results of a batch that is answered with 200."""
    response = caller.post("revisions", {"revisions": list(items)})
    assert response.status_code == 200
    results: list[dict[str, Any]] = response.json()["results"]
    return results


def statuses(results: list[dict[str, Any]]) -> list[int]:
    """The status of each result."""
    return [result["status"] for result in results]


def test_many_revisions_are_stored_in_one_request(ada: Caller, work: Assignment) -> None:
    results = send(
        ada,
        item(work, 0, KEYS[0], "supported", active_ms=900, client_time="2026-11-23T08:15:00Z"),
        item(work, 1, KEYS[1], "refuted"),
        item(work, 2, KEYS[2], "unverified"),
    )

    assert results == [{"id": key, "status": 201, "seq": 1} for key in KEYS[:3]]
    assert [ada.get(f"revisions/{key}").json()["answers"]["labels"]["verification"] for key in KEYS[:3]] == [
        ["supported"],
        ["refuted"],
        ["unverified"],
    ]
    assert Event.objects.filter(verb="annotation.revised").count() == 3


def test_three_versions_of_one_statement_in_one_request_follow_one_another(ada: Caller, work: Assignment) -> None:
    results = send(
        ada,
        item(work, 0, KEYS[0], "supported"),
        item(work, 0, KEYS[1], "refuted", base=1),
        item(work, 0, KEYS[2], "unverified", base=2),
    )

    label = work.annotations.get()
    assert [(result["status"], result["seq"]) for result in results] == [(201, 1), (201, 2), (201, 3)]
    assert (label.seq, str(label.head_id), label.state) == (3, KEYS[2], "complete")
    assert list(label.revisions.order_by("seq").values_list("base_seq", flat=True)) == [0, 1, 2]


def test_the_same_batch_again_is_answered_with_200_and_stores_nothing(ada: Caller, work: Assignment) -> None:
    items = [item(work, 0, KEYS[0]), item(work, 0, KEYS[1], "refuted", base=1), item(work, 1, KEYS[2])]
    send(ada, *items)

    again = send(ada, *items)

    assert [(result["status"], result["seq"]) for result in again] == [(200, 1), (200, 2), (200, 1)]
    assert Revision.objects.count() == 3


def test_a_revision_that_stands_twice_in_a_batch_is_stored_once(ada: Caller, work: Assignment) -> None:
    results = send(ada, item(work, 0, KEYS[0]), item(work, 0, KEYS[0]), item(work, 0, KEYS[0], "refuted"))

    assert statuses(results) == [201, 200, 422]
    assert Revision.objects.get().answers["labels"] == {"verification": ["supported"]}


def test_each_revision_has_its_own_outcome(ada: Caller, work: Assignment) -> None:
    send(ada, item(work, 0, KEYS[0]))

    results = send(
        ada,
        item(work, 1, KEYS[1]),
        item(work, 0, KEYS[0]),
        item(work, 0, KEYS[2], "refuted", base=0),
        item(work, 2, KEYS[0], "refuted"),
        item(work, 2, KEYS[3], "perhaps"),
        {**item(work, 2, KEYS[4]), "statement": KEYS[0]},
        item(work, 2, KEYS[5], user=str(people.second_annotator().pk)),
        item(work, 2, KEYS[6]),
    )

    assert statuses(results) == [201, 200, 412, 422, 400, 404, 409, 201]
    assert [result["id"] for result in results] == [*KEYS[1:2], KEYS[0], KEYS[2], KEYS[0], *KEYS[3:]]
    assert [result.get("problem", {}).get("code") for result in results] == [
        None,
        None,
        "stale",
        "replay_mismatch",
        "invalid",
        "not_found",
        "other_user",
        None,
    ]
    assert set(Revision.objects.values_list("pk", flat=True)) == {uuid.UUID(KEYS[at]) for at in (0, 1, 6)}


def test_what_builds_on_a_refused_revision_is_refused_as_it_would_be_alone(ada: Caller, work: Assignment) -> None:
    results = send(
        ada,
        item(work, 0, KEYS[0], "perhaps"),
        item(work, 0, KEYS[1], "refuted", base=1),
        item(work, 0, KEYS[2], "unverified", base=0),
    )

    assert statuses(results) == [400, 412, 201]
    assert results[1]["problem"]["current"] == {"revision": None, "seq": 0, "answers": None}


@pytest.mark.parametrize(
    "change", [{"answers": "perhaps"}, {"user": "somebody"}, {"statement": KEYS[6]}, {"assignment": KEYS[6]}]
)
def test_a_problem_in_a_batch_is_the_one_of_a_request_of_its_own(
    ada: Caller, work: Assignment, change: dict[str, Any]
) -> None:
    given = {**item(work, 0, KEYS[0]), **change}
    alone = {name: value for name, value in given.items() if name not in ("id", "base_seq")}

    (batched,) = send(ada, given)

    single = ada.save(KEYS[0], alone)
    assert (batched["status"], batched["problem"]) == (single.status_code, single.json())


@pytest.mark.parametrize(
    ("bad", "field"),
    [
        ({"base_seq": "0"}, "base_seq"),
        ({"base_seq": -1}, "base_seq"),
        ({"id": "one"}, "id"),
        ({"assignment": "seven"}, "assignment"),
        ({"client_time": "yesterday"}, "client_time"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_a_malformed_revision_is_refused_by_itself(
    ada: Caller, work: Assignment, bad: dict[str, Any], field: str
) -> None:
    results = send(ada, {**item(work, 0, KEYS[0]), **bad}, item(work, 1, KEYS[1]))

    assert statuses(results) == [400, 201]
    assert (results[0]["id"], results[0]["problem"]["field"]) == (bad.get("id", KEYS[0]), field)


def test_what_is_no_object_is_refused_by_itself(ada: Caller, work: Assignment) -> None:
    results = send(ada, "revision", None, item(work, 0, KEYS[0]))

    assert [(result["id"], result["status"]) for result in results] == [(None, 400), (None, 400), (KEYS[0], 201)]


def test_a_revision_without_the_version_seen_is_refused(ada: Caller, work: Assignment) -> None:
    given = {name: value for name, value in item(work, 0, KEYS[0]).items() if name != "base_seq"}

    (result,) = send(ada, given)

    assert (result["status"], result["problem"]["code"], result["problem"]["field"]) == (400, "required", "base_seq")


@pytest.mark.parametrize("body", [{}, [], {"revisions": {}}, {"revisions": None}, {"revisions": [], "more": 1}])
def test_a_malformed_list_is_refused_as_a_whole(ada: Caller, body: Any) -> None:
    assert ada.post("revisions", body).status_code == 400


def test_an_empty_list_has_no_results(ada: Caller) -> None:
    assert send(ada) == []


def test_more_than_a_hundred_are_refused_as_a_whole(ada: Caller, work: Assignment) -> None:
    response = ada.post("revisions", {"revisions": [item(work, 0, KEYS[0])] * 101})

    assert (response.status_code, response.json()["field"]) == (400, "revisions")
    assert response.json()["rule"] == "Send at most 100 at once; here are 101."
    assert Revision.objects.count() == 0


def test_work_of_several_articles_goes_into_one_batch_and_closed_work_is_refused(ada: Caller, work: Assignment) -> None:
    submit(actor=work.annotator, assignment=projects.label_all(work))
    projects.article(work.article.project, "Second text.\n\nIt rained in May. It snowed in June.\n")
    second = projects.assignment(work.article.project)

    results = send(ada, item(second, 0, KEYS[0]), item(work, 0, KEYS[1], base=1), item(second, 1, KEYS[2]))

    assert [result.get("problem", {}).get("code", "saved") for result in results] == ["saved", "wrong_state", "saved"]


def test_work_of_a_colleague_is_not_there_and_hurts_nothing(work: Assignment) -> None:
    ben = Caller(people.second_annotator())
    mine = projects.assignment(work.article.project, people.second_annotator())

    results = send(ben, item(work, 0, KEYS[0]), item(mine, 0, KEYS[1]))

    assert statuses(results) == [404, 201]
    assert Revision.objects.get().author == people.second_annotator()


def test_a_lead_who_sees_the_work_may_not_label_in_it(work: Assignment) -> None:
    (result,) = send(Caller(people.lead()), item(work, 0, KEYS[0]))

    assert (result["status"], result["problem"]["code"]) == (403, "not_allowed")


def test_a_token_of_another_project_finds_nothing(work: Assignment) -> None:
    elsewhere = projects.project("elsewhere")
    program = with_token(work.annotator, "annotate", project=elsewhere)

    (result,) = send(program, item(work, 0, KEYS[0]))

    assert result["status"] == 404


def test_a_batch_takes_as_many_queries_for_one_as_for_three(
    ada: Caller, work: Assignment, django_assert_num_queries: Any
) -> None:
    first, one = item(work, 0, KEYS[4]), item(work, 0, KEYS[0], base=1)
    three = [item(work, number, KEYS[number]) for number in (1, 2, 3)]
    send(ada, first)  # the session notes its first use, the process the protocol

    with django_assert_num_queries(QUERIES):
        send(ada, one)
    with django_assert_num_queries(QUERIES):
        send(ada, *three)
