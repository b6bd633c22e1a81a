"""Answers beside known ones: what is judged, and what is right."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations import schemes
from annotations.schemes.base import LabelSet
from annotations.schemes.compare import Judged, Score, judged

QUICK = schemes.protocol("quick")
STANCE = {
    "holder_kind": "author",
    "holder": None,
    "target_kind": "entity",
    "target": "0190f3a0-0000-7000-8000-000000000000",
    "target_text": "",
    "polarity": "favor",
}


def body(status: str = "", stances: tuple[dict[str, Any], ...] = (), **more: Any) -> dict[str, Any]:
    """A body of answers."""
    labels = {"verification": [status]} if status else {}
    return {"labels": labels, "stances": list(stances), "no_stance": False, **more}


def right(known: dict[str, Any], answer: dict[str, Any]) -> dict[str, bool]:
    """Each judged question, and whether its answer is right."""
    return {one.question: one.right for one in judged(QUICK, known, answer)}


@pytest.mark.parametrize(
    ("known", "answer", "expected"),
    [
        (body("refuted"), body("refuted"), {"verification": True}),
        (body("refuted"), body("supported"), {"verification": False}),
        (body("refuted"), body(), {"verification": False}),
        (body(no_stance=True), body(no_stance=True), {"stance": True}),
        (body(no_stance=True), body(stances=(STANCE,)), {"stance": False}),
        (body(stances=(STANCE,)), body(stances=(STANCE | {"intensity": 3},)), {"stance": True}),
        (body(stances=(STANCE,)), body(stances=(STANCE | {"polarity": "against"},)), {"stance": False}),
        (body("refuted"), body("refuted", skip="unreadable"), {"verification": False}),
        (body(), body("refuted"), {}),
    ],
)
def test_only_what_is_known_is_judged(known: dict[str, Any], answer: dict[str, Any], expected: dict[str, bool]) -> None:
    assert right(known, answer) == expected


def test_a_merged_label_counts_as_the_one_it_went_into() -> None:
    assert right(body("refuted"), body("conflicting")) == {"verification": False}
    merging = replace(QUICK, questions=tuple(replace(q, label_set=merge(q.label_set)) for q in QUICK.questions))
    assert judged(merging, body("refuted"), body("conflicting")) == (Judged("verification", right=True),)


def merge(label_set: LabelSet | None) -> LabelSet | None:
    """The label set in which conflicting evidence counts as refuted."""
    if label_set is None:
        return None
    labels = (
        replace(one, merged_into="refuted", is_hidden=True) if one.key == "conflicting" else one
        for one in label_set.labels
    )
    return replace(label_set, labels=tuple(labels))


@given(st.sampled_from(["", "supported", "refuted", "unverified"]), st.booleans())
def test_an_answer_beside_itself_is_right_throughout(status: str, no_stance: bool) -> None:
    same = body(status, no_stance=no_stance)
    assert all(right(same, same).values())


def test_a_score_never_rounds_up_to_a_pass() -> None:
    assert [Score(right, asked).percent for right, asked in ((0, 0), (799, 1000), (4, 5), (1, 3))] == [None, 79, 80, 33]
