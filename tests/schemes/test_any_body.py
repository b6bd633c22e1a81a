"""Whatever is sent, under whatever protocol: it is read or refused by name, and what was read is a fixed point."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.schemes import PROTOCOLS
from annotations.schemes.answers import ANSWER_KEYS, Answers, read
from annotations.schemes.base import Protocol
from annotations.schemes.check_questions import ANSWER_TYPES, CHECK_ANSWER_KEYS, CHECK_KEYS
from annotations.schemes.checks import AnswerError
from annotations.schemes.completeness import is_complete, missing
from annotations.schemes.evidence import EVIDENCE_KEYS, RELATIONS

IDS = [f"4b6f7c3e-5f0e-4c0f-9a54-0c1f6f5f2a0{n}" for n in range(3)]
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
words = st.text(max_size=12)
evidence = st.fixed_dictionaries(
    {"id": st.sampled_from(IDS), "url": st.just("https://a.example/x") | words, "relation": st.sampled_from(RELATIONS)},
    optional={
        "title": words, "quote": words, "published_at": st.dates().map(str) | words | st.none(),
        "set": st.integers(-1, 52), "is_fact_check": st.booleans(), "archived_url": st.just("http://b.example") | words,
    },
)  # fmt: skip
check_answer = st.fixed_dictionaries(
    {"type": st.sampled_from(ANSWER_TYPES)},
    optional={"text": st.sampled_from(["Yes", ""]) | words, "explanation": words, "evidence": st.sampled_from(IDS)},
)
checks = st.fixed_dictionaries({"text": words}, optional={"answers": st.lists(check_answer, max_size=4)})


def labels_of(protocol: Protocol) -> st.SearchStrategy[dict[str, Any]]:
    chosen = {
        question.key: st.lists(st.sampled_from([label.key for label in question.label_set.labels]), max_size=2)
        for question in protocol.questions
        if question.label_set and question.kind == "choice"
    }
    return st.fixed_dictionaries({}, optional=chosen)


def bodies(protocol: Protocol) -> st.SearchStrategy[Any]:
    texts = {question.key: words for question in protocol.questions if question.kind == "text"}
    return st.fixed_dictionaries(
        {},
        optional={
            "labels": labels_of(protocol), "texts": st.fixed_dictionaries({}, optional=texts),
            "evidence": st.lists(evidence, max_size=3), "checks": st.lists(checks, max_size=3),
            "searches": words, "comment": words, "no_stance": st.booleans(), "rationale": words,
        },
    )  # fmt: skip


@pytest.mark.parametrize("protocol", PROTOCOLS, ids=lambda one: one.key)
@given(data=st.data())
def test_likely_bodies_are_read_or_refused_by_name(protocol: Protocol, data: st.DataObject) -> None:
    settle(data.draw(bodies(protocol)), protocol)


@pytest.mark.parametrize("protocol", PROTOCOLS, ids=lambda one: one.key)
@given(body=st.dictionaries(st.sampled_from(ANSWER_KEYS), json_values) | json_values)
def test_any_json_is_read_or_refused_by_name(protocol: Protocol, body: object) -> None:
    settle(body, protocol)


@pytest.mark.parametrize("protocol", PROTOCOLS, ids=lambda one: one.key)
@given(
    one=st.dictionaries(st.sampled_from(EVIDENCE_KEYS), json_values),
    check=st.dictionaries(st.sampled_from(CHECK_KEYS), json_values),
    answer=st.dictionaries(st.sampled_from(CHECK_ANSWER_KEYS), json_values),
)
def test_any_json_inside_is_read_or_refused_by_name(protocol: Protocol, one: Any, check: Any, answer: Any) -> None:
    settle({"evidence": [one]}, protocol)
    settle({"checks": [check, {"text": "?", "answers": [answer]}]}, protocol)


def settle(body: object, protocol: Protocol) -> None:
    try:
        answers = read(body, protocol)
    except AnswerError as error:
        refused = error.field
    else:
        refused = "answers"
        check_fixed_point(answers, protocol)
    assert refused.startswith("answers")


def check_fixed_point(answers: Answers, protocol: Protocol) -> None:
    again = read(answers.as_body(), protocol)
    assert again == answers
    assert again.as_body() == answers.as_body()
    assert is_complete(answers, protocol) is (bool(answers.skip) or not missing(answers, protocol))
