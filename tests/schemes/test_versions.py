"""Answers of older versions, read now: merged labels, questions that are gone."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations import schemes
from annotations.schemes.answers import read
from annotations.schemes.base import Condition, LabelSet, Protocol, Question
from annotations.schemes.builtin.verification_default import VERIFICATION_DEFAULT
from annotations.schemes.checks import AnswerError
from annotations.schemes.versions import as_now, merged, recall

QUICK = schemes.protocol("quick")


def changed(label_set: LabelSet, **labels: dict[str, Any]) -> LabelSet:
    """The set with members of some labels replaced."""
    return replace(label_set, labels=tuple(replace(one, **labels.get(one.key, {})) for one in label_set.labels))


def asking(protocol: Protocol, key: str, **members: Any) -> Protocol:
    """The protocol with members of one question replaced."""
    questions = tuple(replace(one, **members) if one.key == key else one for one in protocol.questions)
    return replace(protocol, questions=questions)


VAGUE_IS_NEE = asking(
    QUICK,
    "verification",
    label_set=changed(
        VERIFICATION_DEFAULT, too_vague={"merged_into": "not_enough_evidence", "is_hidden": True, "hotkey": ""}
    ),
)


def body(status: str, **more: Any) -> dict[str, Any]:
    """Stored answers of the quick protocol."""
    return read({"labels": {"verification": [status]}, "no_stance": True, **more}, QUICK).as_body()


def test_a_merged_label_counts_as_the_one_it_went_into() -> None:
    assert as_now(body("too_vague"), VAGUE_IS_NEE)["labels"] == {"verification": ["not_enough_evidence"]}
    assert recall(body("too_vague"), VAGUE_IS_NEE).labels == {"verification": ("not_enough_evidence",)}


def test_the_stored_body_is_not_touched() -> None:
    stored = body("too_vague")
    as_now(stored, VAGUE_IS_NEE)
    assert stored["labels"] == {"verification": ["too_vague"]}


def test_a_body_that_nothing_happened_to_is_the_very_same() -> None:
    stored = body("refuted")
    assert as_now(stored, QUICK) is stored


def test_a_hidden_label_is_recalled_though_nobody_can_choose_it() -> None:
    hidden = asking(QUICK, "verification", label_set=changed(VERIFICATION_DEFAULT, refuted={"is_hidden": True}))
    assert recall(body("refuted"), hidden).labels == {"verification": ("refuted",)}
    with pytest.raises(AnswerError, match="refuted"):
        read(body("refuted"), hidden)


def test_answers_to_questions_that_are_gone_are_left_out() -> None:
    only_stance = replace(QUICK, questions=QUICK.questions[:1])
    only_status = replace(QUICK, questions=QUICK.questions[1:])
    assert as_now(body("refuted"), only_stance)["labels"] == {}
    assert as_now(body("refuted"), only_status)["no_stance"] is False


def test_what_hangs_on_an_answer_that_is_not_given_is_left_out() -> None:
    if_refuted = Condition("verification", ("refuted",))
    why = Question("why", "choice", "Why", label_set=VERIFICATION_DEFAULT, condition=if_refuted)
    asked = replace(QUICK, questions=(*QUICK.questions, why))
    stored = body("supported") | {"labels": {"verification": ["supported"], "why": ["refuted"]}}
    assert as_now(stored, asked)["labels"] == {"verification": ["supported"]}


def test_two_labels_that_became_one_are_chosen_once() -> None:
    several = replace(VAGUE_IS_NEE.questions[1].label_set or VERIFICATION_DEFAULT, cardinality="multi")
    protocol = asking(VAGUE_IS_NEE, "verification", label_set=several)
    stored = body("refuted") | {"labels": {"verification": ["too_vague", "not_enough_evidence"]}}
    assert merged(stored, protocol)["labels"] == {"verification": ["not_enough_evidence"]}


@given(st.lists(st.sampled_from([one.key for one in VERIFICATION_DEFAULT.labels]), max_size=4))
def test_reading_twice_changes_nothing_more(chosen: list[str]) -> None:
    once = as_now({"labels": {"verification": chosen}, "stances": [], "no_stance": False}, VAGUE_IS_NEE)
    assert as_now(once, VAGUE_IS_NEE) == once
    assert "too_vague" not in once["labels"].get("verification", [])
