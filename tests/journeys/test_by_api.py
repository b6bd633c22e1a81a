"""The whole life of a label on the seed article, told by a program: the same rows and events as by keyboard."""

import json
import uuid
from collections.abc import Callable
from typing import Any

import pytest

from annotations.imports import seeds
from annotations.models import User
from tests.api.caller import with_token
from tests.factories import people
from tests.journeys import story

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

Call = Callable[..., Any]


def program(user: User) -> Call:
    """``call(method, path, body, **headers)`` with a token of ``user``: the answer's JSON, or the text of a file."""
    caller = with_token(user, "read", "annotate", "manage")

    def call(method: str, path: str, body: Any = None, **headers: str) -> Any:
        response = caller.call(method, path, body, **headers)
        content = b"".join(response) if response.streaming else response.content
        assert response.status_code < 300, content.decode()
        return content.decode() if response.streaming else json.loads(content)

    return call


def test_the_seed_article_from_import_to_export_over_the_api() -> None:
    story.opening()
    lea, ada, rio = (program(user) for user in (people.lead(), people.annotator(), people.reviewer()))
    lea_imports(lea)
    assignment = ada_labels(ada)
    rio_reviews(rio, assignment)
    ada_answers(ada, assignment)
    rio_accepts(rio, assignment)
    for view in ("raw", "gold"):
        story.compare(f"{view}.jsonl", lea("GET", f"projects/idlib/export?format=jsonl&view={view}"))
    assert story.told() == story.EVENTS


def lea_imports(call: Call) -> None:
    """Import, pin the target, freeze."""
    article = call("POST", "projects/idlib/articles", {"text": seeds.article_text()})
    target = call("POST", "projects/idlib/entities", {"name": story.TARGET, "kind": "topic"})
    call("POST", f"entities/{target['id']}/pin", {"place": 0})
    call("POST", f"articles/{article['id']}/freeze")


def ada_labels(call: Call) -> str:
    """Take the article, save one revision a statement, hand it in; the assignment's id."""
    assignment = str(call("POST", "projects/idlib/assignments/next")["id"])
    work = call("GET", f"assignments/{assignment}")
    for statement, (side, status) in zip(labelled(work), story.KEYS, strict=True):
        body = {
            "assignment": assignment,
            "statement": statement["id"],
            "answers": answers(work, statement, side, status),
        }
        call("PUT", f"revisions/{uuid.uuid4()}", body, If_Match='"0"')
    call("POST", f"assignments/{assignment}/submit")
    return assignment


def labelled(work: Any) -> list[Any]:
    """The statements that are labelled, without the dateline."""
    return [statement for statement in work["statements"] if statement["is_statement"]]


def answers(work: Any, statement: Any, side: str, status: str) -> dict[str, Any]:
    """What the two keys mean: the speaker, or the article's voice, for or against the pinned target."""
    speaker = statement["speaker"]
    stance = {
        "holder_kind": "entity" if speaker else "author",
        "holder": speaker["id"] if speaker else None,
        "target_kind": "entity",
        "target": work["targets"][0],
        "polarity": story.POLARITIES.get(side),
    }
    return {
        "labels": {"verification": [story.STATUSES[int(status)]]},
        "stances": [] if side == "o" else [stance],
        "no_stance": side == "o",
    }


def rio_reviews(call: Call, assignment: str) -> None:
    """Accept the first, replace the second, return the third, accept the rest."""
    labels = {row["statement"]: row for row in call("GET", f"annotations?assignment={assignment}")["results"]}
    statements = labelled(call("GET", f"assignments/{assignment}"))
    first, second, third = (labels[statement["id"]] for statement in statements[:3])
    better = {**second["head"]["answers"], "labels": {"verification": ["not_checkable"]}}
    for label, decision in (
        (first, {"decision": "accept"}),
        (second, {"decision": "accept_with_changes", "comment": story.WHY_REPLACED, "proposed": better}),
        (third, {"decision": "return", "comment": story.WHY_RETURNED}),
    ):
        body = {"annotation": label["id"], "seen": label["head"]["id"], **decision}
        call("POST", f"assignments/{assignment}/reviews", body)
    call("POST", f"assignments/{assignment}/accept-rest")
    call("POST", f"assignments/{assignment}/finish-review")


def ada_answers(call: Call, assignment: str) -> None:
    """Keep the returned label and say why, hand in again."""
    reviews = call("GET", f"reviews?assignment={assignment}&decision=return")["results"]
    body = {"action": "kept", "revision": str(uuid.uuid4()), "comment": story.WHY_KEPT}
    call("POST", f"reviews/{reviews[0]['id']}/reply", body)
    call("POST", f"assignments/{assignment}/submit")


def rio_accepts(call: Call, assignment: str) -> None:
    """Accept what came back, finish."""
    call("POST", f"assignments/{assignment}/accept-rest")
    call("POST", f"assignments/{assignment}/finish-review")
