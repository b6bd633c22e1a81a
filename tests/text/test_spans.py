"""Spans and normalisation: the small promises that everything else rests on."""

from __future__ import annotations

import pytest

from annotations.text.normalise import TextError, normalise
from annotations.text.spans import Span, any_overlap, are_ordered, exact, sha256, trimmed


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (3, 3), (4, 2)])
def test_an_empty_or_reversed_span_is_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="0 <= start < end"):
        Span(start, end)


def test_exact_counts_code_points_not_code_units() -> None:
    assert exact("🕊️ peace", Span(3, 8)) == "peace"


def test_exact_refuses_a_span_past_the_end() -> None:
    with pytest.raises(ValueError, match=r"\[2, 9\) runs past the text of 4"):
        exact("four", Span(2, 9))


def test_trimmed_drops_white_space_of_every_kind_at_both_ends() -> None:
    assert trimmed(" \u00a0\u2003word\r\n", 0, 9) == Span(3, 7)
    assert trimmed(" \t ", 0, 3) is None


def test_touching_spans_are_ordered_and_do_not_overlap() -> None:
    assert are_ordered([Span(0, 2), Span(2, 5)])
    assert not are_ordered([Span(0, 3), Span(2, 5)])
    assert not any_overlap([Span(0, 2)], [Span(2, 5)])


def test_the_hash_is_that_of_the_utf8_bytes() -> None:
    assert sha256("é") == "4a99557e4033c3539de2eb65472017cad5f9557f7a0625a09f1c3f6e2ba69c4c"


def test_newlines_become_uniform_and_nothing_else_changes() -> None:
    assert normalise("a\r\nb\rc\n\n\u00a0d\u2028e  ") == "a\nb\nc\n\n\u00a0d\u2028e  "


@pytest.mark.parametrize(
    ("text", "rule", "position"), [("ab\0c", "nul", 2), ("a\ud800", "lone-surrogate", 1), (" \n\t", "empty", 0)]
)
def test_a_text_that_cannot_be_stored_is_refused_with_rule_and_position(text: str, rule: str, position: int) -> None:
    with pytest.raises(TextError) as refused:
        normalise(text)
    assert (refused.value.rule, refused.value.position) == (rule, position)
