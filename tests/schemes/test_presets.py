"""The built-in protocols and label sets: whole, distinguishable, and typed with keys that are free."""

import pytest

from annotations.schemes import LABEL_SETS, PROTOCOLS, label_set, protocol
from annotations.schemes.base import KINDS, NEEDED, SCOPES, LabelSet, Protocol

STYLES = {
    "favor", "against", "neutral", "unclear",
    "supported", "refuted", "nee", "conflicting", "vague", "notcheckable", "unverified",
}  # fmt: skip
TAKEN_BY_THE_WORKBENCH = set("othwujksfcge.")


def test_there_are_four_protocols() -> None:
    assert [one.key for one in PROTOCOLS] == ["quick", "newsroom", "averitec", "stance_tuples"]


@pytest.mark.parametrize("one", LABEL_SETS, ids=lambda one: one.key)
def test_each_label_set_is_whole(one: LabelSet) -> None:
    hotkeys = [label.hotkey for label in one.labels if label.hotkey]
    keys = [label.key for label in one.labels]
    assert label_set(one.key) is one
    assert len(set(hotkeys)) == len(hotkeys)
    assert len(set(keys)) == len(keys)
    assert TAKEN_BY_THE_WORKBENCH.isdisjoint(hotkeys)
    assert {label.style for label in one.labels} <= STYLES
    assert all(label.definition and label.name for label in one.labels)
    assert one.scope in SCOPES


@pytest.mark.parametrize("one", PROTOCOLS, ids=lambda one: one.key)
def test_each_protocol_is_whole(one: Protocol) -> None:
    assert protocol(one.key) is one
    assert one.guideline.startswith("# ")
    assert one.summary
    assert len({question.key for question in one.questions}) == len(one.questions)
    assert {question.kind for question in one.questions} <= set(KINDS)
    assert all(label_set in LABEL_SETS for label_set in one.label_sets())


@pytest.mark.parametrize("one", PROTOCOLS, ids=lambda one: one.key)
def test_conditions_and_needs_name_what_there_is(one: Protocol) -> None:
    before: dict[str, set[str]] = {}
    for question in one.questions:
        own = {label.key for label in question.label_set.labels} if question.label_set else set()
        if question.condition:
            assert set(question.condition.answers) <= before[question.condition.question]
        for need in question.needs:
            assert set(need.answers) <= own
            assert set(need.what) <= set(NEEDED)
        before[question.key] = own


def test_an_unknown_key_names_the_keys_that_exist() -> None:
    with pytest.raises(KeyError, match="no protocol 'slow'; there are quick, newsroom, averitec, stance_tuples"):
        protocol("slow")
    with pytest.raises(KeyError, match="no label set 'slow'; there are verification_default, averitec4"):
        label_set("slow")
