"""What a label set and a protocol must be."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations import schemes
from annotations.schemes.base import Condition, LabelSet, Protocol, Question
from annotations.schemes.builtin.stance_news import STANCE_NEWS
from annotations.schemes.builtin.verification_default import VERIFICATION_DEFAULT
from annotations.schemes.checks import AnswerError
from annotations.schemes.rules import RESERVED_KEYS, check_hotkey, check_label_set, check_protocol

QUICK = schemes.protocol("quick")


def with_label(place: int = 0, **members: Any) -> LabelSet:
    """The verification set with one label changed."""
    labels = list(VERIFICATION_DEFAULT.labels)
    labels[place] = replace(labels[place], **members)
    return replace(VERIFICATION_DEFAULT, labels=tuple(labels))


def with_question(**members: Any) -> Protocol:
    """The quick protocol with its second question changed."""
    return replace(QUICK, questions=(QUICK.questions[0], replace(QUICK.questions[1], **members)))


@pytest.mark.parametrize("label_set", schemes.LABEL_SETS, ids=lambda one: one.key)
def test_every_built_in_label_set_keeps_the_rules(label_set: LabelSet) -> None:
    check_label_set(label_set)


@pytest.mark.parametrize("protocol", schemes.PROTOCOLS, ids=lambda one: one.key)
def test_every_built_in_protocol_keeps_the_rules(protocol: Protocol) -> None:
    check_protocol(protocol)


@pytest.mark.parametrize(
    ("bad", "message"),
    [
        (with_label(name="  "), "labels[0].name: '  ' is empty"),
        (
            with_label(key="Supported!"),
            "labels[0].key: 'Supported!' is not made of up to 60 small letters",
        ),
        (with_label(key="refuted"), "labels[1].key: 'refuted' stands in labels[0] already"),
        (with_label(hotkey="2"), "labels[1].hotkey: '2' stands in labels[0] already"),
        (with_label(hotkey="j"), "labels[0].hotkey: 'j' is a key of the workbench itself; choose another"),
        (with_label(hotkey="12"), "labels[0].hotkey: '12' is not one small letter or digit"),
        (with_label(name="refuted"), "labels[1].name: 'refuted' stands in labels[0] already"),
        (with_label(style="#f00"), "labels[0].style: '#f00' is not one of"),
        (with_label(sign=2), "labels[0].sign: 2 is not -1, 0, 1 or null"),
        (with_label(merged_into="nowhere", is_hidden=True), "labels[0].merged_into: 'nowhere' is not another label"),
        (with_label(merged_into="refuted"), "labels[0].is_hidden: False must be true for a label that was merged"),
        (replace(VERIFICATION_DEFAULT, name=""), "name: '' is empty"),
        (replace(VERIFICATION_DEFAULT, labels=VERIFICATION_DEFAULT.labels[:1]), "labels: 1 is too few"),
    ],
)
def test_a_bad_label_set_is_refused_with_field_value_and_rule(bad: LabelSet, message: str) -> None:
    with pytest.raises(AnswerError) as error:
        check_label_set(bad)
    assert str(error.value).startswith(message)


@pytest.mark.parametrize(
    ("bad", "message"),
    [
        (replace(QUICK, questions=()), "questions: 0 is not from 1 to 20"),
        (with_question(title=""), "questions[1].title: '' is empty"),
        (with_question(key="stance"), "questions[1].key: 'stance' stands in questions[0] already"),
        (with_question(kind="poem"), "questions[1].kind: 'poem' is not one of"),
        (with_question(label_set=None), "questions[1].label_set: None is needed for this kind"),
        (with_question(label_set=STANCE_NEWS), "questions[1].label_set: 'stance_news' has labels for another kind"),
        (
            with_question(kind="stance", label_set=STANCE_NEWS),
            "questions[1].kind: 'stance' stands in questions[0]",
        ),
        (
            with_question(kind="text"),
            "questions[1].label_set: 'verification_default' is for questions",
        ),
        (
            with_question(condition=Condition("stance", ("favor",))),
            "questions[1].condition.question: 'stance' is",
        ),
        (
            with_question(condition=Condition("later", ("a",))),
            "questions[1].condition.question: 'later' is",
        ),
    ],
)
def test_a_bad_protocol_is_refused_with_field_value_and_rule(bad: Protocol, message: str) -> None:
    with pytest.raises(AnswerError) as error:
        check_protocol(bad)
    assert str(error.value).startswith(message)


def test_a_condition_names_labels_of_its_question() -> None:
    why = Question("why", "text", "Why", condition=Condition("verification", ("refuted", "true")))
    with pytest.raises(AnswerError, match=r"questions\[2\]\.condition\.in: 'true' is not one of"):
        check_protocol(replace(QUICK, questions=(*QUICK.questions, why)))


@given(st.text(max_size=3))
def test_a_hotkey_is_one_free_letter_or_digit(key: str) -> None:
    free = key in set("abcdefghijklmnopqrstuvwxyz0123456789") - RESERVED_KEYS or key == ""
    try:
        check_hotkey(key, "hotkey")
    except AnswerError:
        assert not free
    else:
        assert free
