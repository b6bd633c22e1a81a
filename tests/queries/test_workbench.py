"""What the workbench is told about a protocol: every question with what it needs."""

from typing import Any

import pytest

from annotations.queries.workbench import assignment_payload
from tests.factories import projects

pytestmark = pytest.mark.django_db


def questions(protocol: str) -> dict[str, dict[str, Any]]:
    """The payload's questions by key, without their labels."""
    project = projects.project(protocol=protocol)
    projects.article(project, url="https://news.example/bridge")
    payload = assignment_payload(projects.assignment(project))
    assert payload["article"]["addresses"] == ["https://news.example/bridge"]
    return {q["key"]: {k: v for k, v in q.items() if k != "labels"} for q in payload["protocol"]["questions"]}


def test_the_verdict_of_a_newsroom_says_when_it_is_asked_and_what_it_needs() -> None:
    told = questions("newsroom")
    assert list(told) == ["check_worthiness", "verification", "evidence", "stance", "subjectivity"]
    assert told["verification"] == {
        "key": "verification",
        "kind": "choice",
        "title": "Verification",
        "hint": "of what is said",
        "required": True,
        "label_set": {"key": "verification_default", "cardinality": "single", "scale": "nominal"},
        "several": False,
        "condition": {"question": "check_worthiness", "in": ["cfs"]},
        "needs": [
            {"in": ["supported", "refuted", "conflicting"], "what": "evidence", "at_least": 1},
            {"in": ["not_enough_evidence"], "what": "searches|checks", "at_least": 1},
        ],
        "max_length": 10_000,
    }


def test_averitec_asks_for_texts_types_and_questions() -> None:
    told = questions("averitec")
    assert {key: question["kind"] for key, question in told.items()} == {
        "claim_text": "text",
        "claim_type": "choice",
        "checks": "checks",
        "evidence": "evidence",
        "strategy": "choice",
        "verification": "choice",
        "justification": "text",
    }
    assert told["claim_text"]["max_length"] == 500
    assert told["claim_text"]["label_set"] is None
    assert told["claim_type"]["several"] is True


def test_stance_tuples_need_their_intensity() -> None:
    (stance,) = questions("stance_tuples").values()
    assert stance["needs"] == [{"in": ["favor", "against"], "what": "intensity", "at_least": 1}]
