"""When answers are complete: a table of what each protocol still waits for."""

from typing import Any

import pytest

from annotations.schemes import PROTOCOLS, protocol
from annotations.schemes.answers import read
from annotations.schemes.completeness import is_complete, missing
from annotations.schemes.evidence import CheckedArticle

ID = "4b6f7c3e-5f0e-4c0f-9a54-0c1f6f5f2a01"
OWN = "https://news.example/rents"
ARTICLE = CheckedArticle((OWN,), "2020-02-01")
SOURCE = {"id": ID, "url": "https://stats.example/rents", "relation": "supports"}
UNANSWERABLE = {"text": "How many came?", "answers": [{"type": "Unanswerable"}]}
FOUND = {"text": "How many came?", "answers": [{"type": "Extractive", "text": "Four.", "evidence": ID}]}
STANCE = {"holder_kind": "author", "target_kind": "proposition", "target_text": "It rains", "polarity": "favor"}
AVERITEC = {
    "texts": {"claim_text": "Rents in Hill Town rose in 2019.", "justification": "The table says so."},
    "labels": {"claim_type": ["numerical"], "strategy": ["numerical_comparison"], "verification": ["supported"]},
    "evidence": [SOURCE],
    "checks": [FOUND],
}


def news(worth: str = "cfs", verdict: str = "", **more: Any) -> dict[str, Any]:
    labels = {"check_worthiness": [worth], **({"verification": [verdict]} if verdict else {})}
    return {"labels": labels, "no_stance": True, **more}


def open_points(key: str, body: dict[str, Any]) -> list[tuple[str | None, str, int]]:
    scheme = protocol(key)
    answers = read(body, scheme)
    found = missing(answers, scheme, ARTICLE)
    assert is_complete(answers, scheme, ARTICLE) is (not found)
    return [(one.question.key if one.question else None, "|".join(one.what), one.more) for one in found]


@pytest.mark.parametrize("one", PROTOCOLS, ids=lambda one: one.key)
def test_a_skipped_statement_is_complete(one: Any) -> None:
    assert is_complete(read({"skip": "unreadable"}, one), one)
    assert not is_complete(read({}, one), one)


@pytest.mark.parametrize(
    ("body", "waits_for"),
    [
        ({}, [("check_worthiness", "", 1), ("stance", "", 1)]),
        (news("nfs"), []),
        (news("ufs"), []),
        (news("cfs"), [("verification", "", 1)]),
        (news("cfs", "not_checkable"), []),
        (news("cfs", "supported"), [("verification", "evidence", 1)]),
        (news("cfs", "supported", evidence=[SOURCE]), []),
        (news("cfs", "supported", evidence=[{**SOURCE, "relation": "context"}]), [("verification", "evidence", 1)]),
        (news("cfs", "supported", evidence=[{**SOURCE, "is_fact_check": True}]), [("verification", "evidence", 1)]),
        (news("cfs", "refuted", evidence=[{**SOURCE, "url": OWN}]), [("verification", "evidence", 1)]),
        (news("cfs", "not_enough_evidence"), [("verification", "searches|checks", 1)]),
        (news("cfs", "not_enough_evidence", evidence=[SOURCE]), [("verification", "searches|checks", 1)]),
        (news("cfs", "not_enough_evidence", searches="The office's site."), []),
        (news("cfs", "not_enough_evidence", checks=[UNANSWERABLE]), []),
        (
            news("cfs", "not_enough_evidence", checks=[{"text": "How many?"}]),
            [("verification", "searches|checks", 1), (None, "checks", 1)],
        ),
        (news("cfs", "unverified", checks=[UNANSWERABLE, {"text": "Who?"}]), [(None, "checks", 1)]),
    ],
)  # fmt: skip
def test_newsroom_waits_for(body: dict[str, Any], waits_for: list[object]) -> None:
    assert open_points("newsroom", body) == waits_for


@pytest.mark.parametrize(
    ("body", "waits_for"),
    [
        (AVERITEC, []),
        ({"texts": {"claim_text": "It is fine."}, "labels": {"claim_type": ["opinion"]}}, []),
        ({"labels": {"claim_type": ["opinion"]}}, [("claim_text", "", 1)]),
        ({**AVERITEC, "checks": []}, [("checks", "", 1)]),
        ({**AVERITEC, "checks": [FOUND, {"text": "Who counted?"}]}, [("checks", "checks", 1)]),
        ({**AVERITEC, "texts": {"claim_text": "Rents rose."}}, [("justification", "", 1)]),
        ({**AVERITEC, "evidence": [{**SOURCE, "relation": "context"}]}, [("verification", "evidence", 1)]),
    ],
)
def test_averitec_waits_for(body: dict[str, Any], waits_for: list[object]) -> None:
    assert open_points("averitec", body) == waits_for


@pytest.mark.parametrize(
    ("body", "waits_for"),
    [
        ({"no_stance": True}, []),
        ({"stances": [STANCE]}, [("stance", "intensity", 1)]),
        ({"stances": [{**STANCE, "intensity": 2}]}, []),
        ({"stances": [{**STANCE, "polarity": "neutral"}]}, []),
        (
            {"stances": [{**STANCE, "intensity": 2}, {**STANCE, "target_text": "It snows", "polarity": "against"}]},
            [("stance", "intensity", 1)],
        ),
    ],
)
def test_stance_tuples_wait_for(body: dict[str, Any], waits_for: list[object]) -> None:
    assert open_points("stance_tuples", body) == waits_for


def test_quick_takes_evidence_and_needs_none() -> None:
    body = {"labels": {"verification": ["not_enough_evidence"]}, "no_stance": True}
    assert open_points("quick", body) == []
    assert open_points("quick", {**body, "evidence": [SOURCE]}) == []
