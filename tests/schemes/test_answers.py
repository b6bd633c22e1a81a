"""Reading answers: one canonical form, one sentence for what is wrong."""

import pytest

from annotations.schemes.answers import Answers, asked, fingerprint, read
from annotations.schemes.base import Condition, Label, LabelSet, Protocol, Question
from annotations.schemes.builtin import averitec
from annotations.schemes.builtin.quick import PROTOCOL
from annotations.schemes.checks import AnswerError
from annotations.schemes.completeness import is_complete

WORTH = LabelSet("worth", "Worth", "statement", (Label("yes", "Yes", "", "favor"), Label("no", "No", "", "against")))
VERDICT = LabelSet("verdict", "Verdict", "claim", (Label("true", "True", "", "supported"),))
GATED = Protocol(
    "gated",
    "Gated",
    (
        Question("worth", "choice", "Worth", label_set=WORTH),
        Question("verdict", "choice", "Verdict", label_set=VERDICT, condition=Condition("worth", ("yes",))),
    ),
    "",
)
BODY = {
    "labels": {"verification": ["supported"]},
    "stances": [],
    "no_stance": True,
    "skip": "",
    "flags": [],
    "confidence": None,
    "rationale": "",
}


def test_the_canonical_body_reads_as_itself() -> None:
    assert read(BODY, PROTOCOL).as_body() == BODY


def test_keys_may_be_left_out() -> None:
    assert read({}, PROTOCOL) == Answers()


def test_both_questions_make_it_complete() -> None:
    assert is_complete(read(BODY, PROTOCOL), PROTOCOL)
    assert not is_complete(read({**BODY, "no_stance": False}, PROTOCOL), PROTOCOL)
    assert not is_complete(read({**BODY, "labels": {}}, PROTOCOL), PROTOCOL)


def test_no_stance_and_a_stance_exclude_each_other() -> None:
    stance = {"holder_kind": "author", "target_kind": "proposition", "target_text": "It rains", "polarity": "favor"}
    with pytest.raises(AnswerError, match="cannot stand beside stances"):
        read({"no_stance": True, "stances": [stance]}, PROTOCOL)


def test_the_same_pair_twice_is_refused() -> None:
    stance = {"holder_kind": "author", "target_kind": "proposition", "target_text": "It rains", "polarity": "favor"}
    with pytest.raises(AnswerError, match="same holder and target twice"):
        read({"stances": [stance, {**stance, "polarity": "against"}]}, PROTOCOL)


def test_a_question_is_asked_only_when_its_condition_is_met() -> None:
    yes, no = ({"labels": {"worth": [key]}} for key in ("yes", "no"))
    assert [q.key for q in asked(GATED, read(yes, GATED))] == ["worth", "verdict"]
    assert [q.key for q in asked(GATED, read(no, GATED))] == ["worth"]
    assert is_complete(read(no, GATED), GATED)


def test_an_answer_to_a_question_that_is_not_asked_is_refused() -> None:
    with pytest.raises(AnswerError, match="not asked"):
        read({"labels": {"worth": ["no"], "verdict": ["true"]}}, GATED)


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ({"confidence": 6}, "answers.confidence: 6 is not a whole number from 1 to 5"),
        ({"confidence": True}, "answers.confidence: True is not a whole number from 1 to 5"),
        ({"flags": "paywall"}, "answers.flags: 'paywall' is not a list"),
        ({"rationale": "x" * 10_001}, "is longer than 10000 characters"),
        ({"labels": []}, "answers.labels: [] is not an object"),
        ({"stances": [{}] * 21}, "answers.stances: 21 has at most 20 entries"),
    ],
)
def test_a_bad_value_is_named_with_its_rule(body: object, message: str) -> None:
    with pytest.raises(AnswerError) as error:
        read(body, PROTOCOL)
    assert message in str(error.value)


def test_labels_stand_in_the_order_of_their_set() -> None:
    body = {"labels": {"claim_type": ["causal", "numerical", "causal"]}}
    assert read(body, averitec.PROTOCOL).as_body()["labels"] == {"claim_type": ["numerical", "causal"]}


def test_further_keys_stand_in_the_canonical_body_only_where_they_say_something() -> None:
    silent = {"texts": {"claim_text": "  "}, "evidence": [], "searches": "", "checks": [], "comment": " "}
    assert read({**BODY, "labels": {}, **silent}, averitec_with_stance()).as_body() == {**BODY, "labels": {}}
    said = {"comment": "See the second paragraph.", "searches": "The council's minutes of 2019."}
    assert read({**BODY, **said}, PROTOCOL).as_body() == {**BODY, **said}


def averitec_with_stance() -> Protocol:
    questions = (*averitec.PROTOCOL.questions, *PROTOCOL.questions[:1])
    return Protocol("both", "Both", questions, "")


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ({"texts": {"claim_text": "x" * 501}}, "answers.texts.claim_text: 'xxx"),
        ({"texts": {"claim_type": "x"}}, "answers.texts.claim_type: 'claim_type' is not a question for a text"),
        ({"texts": {"justification": "So it is."}}, "answers a question that is not asked"),
        ({"checks": [{"text": "Who voted?"}]}, "answers.checks: 1 answers a question that is not asked"),
        ({"labels": {"claim_type": ["opinion"], "verification": ["refuted"]}}, "answers a question that is not asked"),
    ],
)
def test_averitec_refuses_what_it_does_not_ask(body: object, message: str) -> None:
    with pytest.raises(AnswerError) as error:
        read(body, averitec.PROTOCOL)
    assert message in str(error.value)


def test_a_fingerprint_does_not_depend_on_the_order_of_keys() -> None:
    assert fingerprint(BODY, ["a"]) == fingerprint(dict(reversed(BODY.items())), ["a"])
    assert fingerprint(BODY, ["a"]) != fingerprint(BODY, ["b"])
