"""The whole life of the label on the seed article, through the API alone."""

import json
import uuid
from typing import Any

import pytest

from annotations.imports import playback_stage, seeds
from annotations.models import Article, Event, GoldLabel, Project, Review, ReviewReply, Revision
from tests.api.caller import Caller, listed, with_token
from tests.factories import people, projects

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def project() -> Project:
    """The seed article, frozen, needing one annotator and one review."""
    return projects.seed_project(annotators_per_article=1, adjudication_policy="single_reviewed")


def take(ada: Caller) -> dict[str, Any]:
    """Ada takes the next article and reads all of it."""
    assignment = ada.post("projects/idlib/assignments/next").json()
    work: dict[str, Any] = ada.get(f"assignments/{assignment['id']}").json()
    return work


def label(ada: Caller, work: dict[str, Any]) -> list[int]:
    """Ada answers every statement as ``seeds/demo_labels.json`` does; the statuses."""
    ids = {f"ent:{entity['key']}": entity["id"] for entity in listed(ada, "projects/idlib/entities")}
    by_key = dict(zip([row["id"] for row in seeds.gold()["statements"]], work["statements"], strict=True))
    bodies = [
        {
            "assignment": work["assignment"]["id"],
            "statement": by_key[row["statement"]]["id"],
            "answers": playback_stage.answers_body(row, ids),
        }
        for row in seeds.demo_labels()
    ]
    return [ada.save(uuid.uuid4(), body).status_code for body in bodies]


def review(rio: Caller, path: str, row: dict[str, Any], **more: Any) -> int:
    """Rio decides about one label; the status."""
    body = {"annotation": row["id"], "seen": row["head"]["id"], **more}
    return int(rio.post(f"{path}/reviews", body).status_code)


def test_the_whole_life_of_the_label_through_the_api_alone(project: Project) -> None:
    ada = with_token(people.annotator(), "read", "annotate", project=project)
    rio = with_token(people.reviewer(), "read", "annotate", project=project)
    lea = with_token(people.lead(), "read", project=project)
    began = Event.objects.count()

    work = take(ada)
    path = f"assignments/{work['assignment']['id']}"
    assert label(ada, work) == [201] * 22
    assert ada.post(f"{path}/submit").json()["state"] == "submitted"

    assert rio.post(f"{path}/review").json()["reviewer"]["name"] == "Rio Reviewer"
    rows = listed(rio, f"annotations?assignment={work['assignment']['id']}&page_size=10")
    better = {**rows[1]["head"]["answers"], "labels": {"verification": ["not_checkable"]}}
    proposal = {**rows[2]["head"]["answers"], "labels": {"verification": ["too_vague"]}}
    assert review(rio, path, rows[0], decision="accept") == 201
    assert review(rio, path, rows[1], decision="accept_with_changes", reason="guideline", proposed=better) == 201
    assert review(rio, path, rows[2], decision="return", reason="overread", comment="Why?", proposed=proposal) == 201
    assert review(rio, path, rows[3], decision="return", reason="wrong_target", comment="Which talks?") == 201
    assert rio.post(f"{path}/accept-rest").json() == {"accepted": 18}
    assert rio.post(f"{path}/finish-review").json()["state"] == "returned"

    returned = listed(ada, "reviews?decision=return")
    taken = {"action": "taken", "revision": str(uuid.uuid4())}
    kept = {"action": "kept", "comment": "The talks of February."}
    assert [
        ada.post(f"reviews/{row['id']}/reply", body).status_code
        for row, body in zip(returned, (taken, kept), strict=True)
    ] == [200, 200]
    assert ada.post(f"{path}/submit").json()["round"] == 2
    assert rio.post(f"{path}/accept-rest").json() == {"accepted": 2}
    assert rio.post(f"{path}/finish-review").json()["state"] == "accepted"
    gold = exported(lea, "gold")
    raw = exported(lea, "raw")

    assert verbs(began) == [
        ("assignment.taken", 1),
        ("annotation.revised", 22),
        ("assignment.submitted", 1),
        ("review.opened", 1),
        ("review.decided", 22),
        ("review.finished", 1),
        ("annotation.revised", 1),
        ("review.replied", 2),
        ("assignment.submitted", 1),
        ("review.decided", 2),
        ("review.finished", 1),
        ("statement.settled", 22),
        ("dataset.exported", 2),
    ]
    assert rows_in_the_database() == {
        "revisions": 23,
        "reviews": {"accept": 21, "accept_with_changes": 1, "return": 2},
        "replies": ["taken", "kept"],
        "gold of the first three": ["unverified", "not_checkable", "too_vague"],
        "article": ("adjudicated", 1, 1, 1),
    }
    assert [(row["start"], row["end"]) for row in gold[:2]] == [
        (statement["start"], statement["end"]) for statement in work["statements"][:2]
    ]
    assert (len(gold), len(raw)) == (22, 22)


def exported(lea: Caller, view: str) -> list[dict[str, Any]]:
    """The rows of a view, as many as the header promises."""
    response = lea.get(f"projects/idlib/export?format=jsonl&view={view}")
    rows = [json.loads(line) for line in b"".join(response.streaming_content).splitlines()]
    assert response["Content-Type"] == "application/x-ndjson; charset=utf-8"
    assert int(response["X-Row-Count"]) == len(rows)
    return rows


def verbs(began: int) -> list[tuple[str, int]]:
    """The verbs of all events from number ``began`` on, repeats counted."""
    found: list[tuple[str, int]] = []
    for verb in Event.objects.order_by("at", "id").values_list("verb", flat=True)[began:]:
        if found and found[-1][0] == verb:
            found[-1] = (verb, found[-1][1] + 1)
        else:
            found.append((verb, 1))
    return found


def rows_in_the_database() -> dict[str, Any]:
    """What the story left behind."""
    decisions = list(Review.objects.values_list("decision", flat=True))
    article = Article.objects.get()
    gold = GoldLabel.objects.order_by("adjudication__statement__start").values_list("label__key", flat=True)
    return {
        "revisions": Revision.objects.count(),
        "reviews": {decision: decisions.count(decision) for decision in sorted(set(decisions))},
        "replies": list(ReviewReply.objects.values_list("action", flat=True)),
        "gold of the first three": list(gold[:3]),
        "article": (article.state, article.required, article.reserved, article.done),
    }
