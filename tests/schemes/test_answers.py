"""Reading answers: one canonical form, one sentence for what is wrong."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.schemes import PROTOCOLS
from annotations.schemes.answers import Answers, asked, fingerprint, is_complete, read
from annotations.schemes.base import Condition, Label, LabelSet, Protocol, Question
from annotations.schemes.builtin.quick import PROTOCOL
from annotations.schemes.checks import AnswerError

STYLES = {
    "favor", "against", "neutral", "unclear",
    "supported", "refuted", "nee", "conflicting", "vague", "notcheckable", "unverified",
}  # fmt: skip
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


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from(sorted(BODY)), json_values) | json_values)
def test_any_json_is_read_or_refused_by_name(body: object) -> None:
    try:
        answers = read(body, PROTOCOL)
    except AnswerError as error:
        named = error.field
    else:
        named = "answers"
        assert read(answers.as_body(), PROTOCOL) == answers
    assert named.startswith("answers")


def test_a_fingerprint_does_not_depend_on_the_order_of_keys() -> None:
    assert fingerprint(BODY, ["a"]) == fingerprint(dict(reversed(BODY.items())), ["a"])
    assert fingerprint(BODY, ["a"]) != fingerprint(BODY, ["b"])


@pytest.mark.parametrize("protocol", PROTOCOLS, ids=lambda p: p.key)
def test_each_protocol_is_whole(protocol: Protocol) -> None:
    hotkeys = [label.hotkey for label_set in protocol.label_sets() for label in label_set.labels]
    assert len(set(hotkeys)) == len(hotkeys)
    assert {label.style for label_set in protocol.label_sets() for label in label_set.labels} <= STYLES
    assert all(label.definition for label_set in protocol.label_sets() for label in label_set.labels)
    assert protocol.guideline.startswith("# ")
