"""Many assignments at once over the API."""

import uuid
from typing import Any

import pytest

from annotations.models import Assignment, BulkAct
from tests.api.caller import Caller
from tests.factories import bulk, people, projects

pytestmark = pytest.mark.django_db
PATH = "projects/idlib/bulk"


def sent(works: list[Assignment], kind: str = "accept", **more: Any) -> dict[str, Any]:
    """An act as a client sends it."""
    ticked = [{"assignment": str(one.pk), "submitted_at": one.submitted_at.isoformat()} for one in works]
    return {"id": str(uuid.uuid4()), "kind": kind, "assignments": ticked, **more}


def test_many_are_accepted_and_that_is_undone() -> None:
    works = bulk.handed_in()
    rio = Caller(people.reviewer())

    answer = rio.post(PATH, sent(works))

    assert (answer.status_code, [one["outcome"] for one in answer.json()["items"]]) == (201, ["done", "done"])
    key = answer.json()["id"]
    assert rio.get(f"bulk/{key}").json() == answer.json()
    undone = rio.post(f"bulk/{key}/undo")
    assert (undone.status_code, [one["outcome"] for one in undone.json()["items"]]) == (200, ["undone", "undone"])
    assert rio.post(f"bulk/{key}/undo").status_code == 409


def test_one_that_is_not_there_refuses_all_of_them() -> None:
    works = bulk.handed_in()
    projects.town(projects.project("elsewhere", annotators_per_article=1), "Fartown")
    body = sent(works)
    body["assignments"].append({"assignment": str(uuid.uuid4())})

    answer = Caller(people.reviewer()).post(PATH, body)

    assert (answer.status_code, answer.json()["field"]) == (404, "assignments")
    assert (BulkAct.objects.count(), bulk.states(works)) == (0, ["submitted", "submitted"])


@pytest.mark.parametrize(
    ("more", "field"),
    [({"kind": "burn"}, "kind"), ({"kind": "return"}, "reason"), ({"assignments": []}, "assignments")],
)
def test_an_act_that_makes_no_sense_is_refused_by_name(more: dict[str, Any], field: str) -> None:
    works = bulk.handed_in(1)
    answer = Caller(people.reviewer()).post(PATH, sent(works) | more)

    assert (answer.status_code, answer.json()["field"].split(".")[0]) == (400, field)
