"""The command that measures how often each rule is right."""

from __future__ import annotations

from annotations.text.attribution import CONFIDENCE
from annotations.text.frames import FRAMES
from annotations.text.report import report
from bench.rule_precision import rule_precision

TEXT = "Bridge closed\nJane Doe said that the bridge was old. Ann Poe said that it was new."


def test_a_rule_is_right_when_content_and_source_agree_with_the_gold() -> None:
    gold = {"a": [{"content": [[29, 52]], "speaker": [[14, 22]]}, {"content": [[66, 85]], "speaker": [[0, 6]]}]}
    assert list(rule_precision([report("a", TEXT)], gold)) == [("that-clause", 0.5, 2)]


def test_a_document_without_gold_proves_nothing_right() -> None:
    assert list(rule_precision([report("a", TEXT)], {"a": []})) == [("that-clause", 0.0, 2)]


def test_every_confidence_is_a_share_and_there_is_one_for_every_frame() -> None:
    assert all(0 < confidence <= 1 for confidence in CONFIDENCE.values())
    assert len(CONFIDENCE) > len(FRAMES)
