"""Check questions and their answers: the rules of AVeriTeC, one by one."""

from typing import Any

import pytest

from annotations.schemes.check_questions import read_checks
from annotations.schemes.checks import AnswerError

EVIDENCE = "4b6f7c3e-5f0e-4c0f-9a54-0c1f6f5f2a01"


def check(*answers: dict[str, Any], **more: Any) -> list[dict[str, Any]]:
    return [{"text": "How many came?", "answers": list(answers), **more}]


def is_whole(*answers: dict[str, Any], **more: Any) -> bool:
    (one,) = read_checks(check(*answers, **more), {EVIDENCE})
    return one.is_whole


def test_the_canonical_form_reads_as_itself() -> None:
    body = {
        "text": "Did the council vote?",
        "problems": ["unrelated_to_claim"],
        "answers": [
            {
                "text": "Yes",
                "type": "Boolean",
                "explanation": "Nine to four.",
                "evidence": EVIDENCE,
                "problems": ["biased_source"],
            },
            {
                "text": "No answer could be found.",
                "type": "Unanswerable",
                "explanation": "",
                "evidence": None,
                "problems": [],
            },
        ],
    }
    (one,) = read_checks([body], {EVIDENCE})
    assert one.as_body() == body


@pytest.mark.parametrize("kind", ["Extractive", "Abstractive"])
def test_an_answer_in_words_needs_words_and_evidence(kind: str) -> None:
    assert is_whole({"type": kind, "text": "Four thousand.", "evidence": EVIDENCE})
    assert not is_whole({"type": kind, "text": "Four thousand."})
    assert not is_whole({"type": kind, "text": "", "evidence": EVIDENCE})


def test_a_boolean_answer_is_yes_or_no_explained_and_with_evidence() -> None:
    assert is_whole({"type": "Boolean", "text": "No", "explanation": "Only two.", "evidence": EVIDENCE})
    assert not is_whole({"type": "Boolean", "text": "No", "evidence": EVIDENCE})
    assert not is_whole({"type": "Boolean", "text": "No", "explanation": "Only two."})
    assert not is_whole({"type": "Boolean", "text": "", "explanation": "Only two.", "evidence": EVIDENCE})


def test_an_unanswerable_question_gets_its_fixed_text() -> None:
    (one,) = read_checks(check({"type": "Unanswerable"}), ())
    assert (one.answers[0].text, one.is_whole) == ("No answer could be found.", True)


def test_a_question_without_text_or_answer_is_not_whole() -> None:
    assert not is_whole()
    assert not is_whole({"type": "Unanswerable"}, text=" ")


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        ({"type": "Guess"}, "answers.checks[0].answers[0].type: 'Guess' is not one of 'Extractive'"),
        ({}, "answers.checks[0].answers[0].type: None is not one of"),
        ({"type": "Boolean", "text": "Maybe"}, "text: 'Maybe' is not Yes or No"),
        ({"type": "Unanswerable", "text": "Nothing."}, "is not “No answer could be found.”"),
        ({"type": "Unanswerable", "evidence": EVIDENCE}, "must be empty: an unanswerable one has no evidence"),
        ({"type": "Extractive", "explanation": "So."}, "explanation: 'So.' is only for a Boolean answer"),
        ({"type": "Extractive", "evidence": EVIDENCE[:-1] + "2"}, "is no evidence of these answers"),
        ({"type": "Extractive", "evidence": "7"}, "evidence: '7' is not an id"),
        ({"type": "Extractive", "problems": ["dull"]}, "problems: 'dull' is not one of"),
        ({"type": "Extractive", "source": ""}, "answers.checks[0].answers[0].source: '' is unknown"),
    ],
)
def test_an_impossible_answer_is_refused_by_name(answer: dict[str, Any], message: str) -> None:
    with pytest.raises(AnswerError) as error:
        read_checks(check(answer), {EVIDENCE})
    assert message in str(error.value)


def test_three_answers_and_twenty_questions_are_the_most() -> None:
    with pytest.raises(AnswerError, match=r"checks\[0\].answers: 4 has at most 3 entries"):
        read_checks(check(*[{"type": "Unanswerable"}] * 4), ())
    with pytest.raises(AnswerError, match=r"answers\.checks: 21 has at most 20 entries"):
        read_checks(check() * 21, ())
