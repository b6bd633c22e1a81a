"""Statements that a file brings along: they replace the splitter's, and attributions are laid over them."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.text.boundaries import BoundaryError
from annotations.text.document import analyse
from annotations.text.spans import Span, are_ordered, exact

TEXT = "Bridge closed\nJane Doe said that the bridge was old. It rained.\nNobody came."


def given_spans(*statements: str) -> list[Span]:
    return [Span(TEXT.index(words), TEXT.index(words) + len(words)) for words in statements]


def test_given_statements_are_taken_whatever_the_splitter_thinks() -> None:
    analysis = analyse(
        TEXT,
        boundaries=given_spans("Bridge closed", "Jane Doe said", "that the bridge was old. It rained.", "Nobody came."),
    )
    assert [(exact(TEXT, s.span), s.role, s.voice, s.speaker) for s in analysis.statements] == [
        ("Bridge closed", "headline", "author", None),
        ("Jane Doe said", "body", "author", None),
        ("that the bridge was old. It rained.", "body", "attributed", "Jane Doe"),
        ("Nobody came.", "body", "author", None),
    ]
    assert analysis.notes == ()


def test_a_statement_over_two_lines_makes_them_one_paragraph() -> None:
    across = "It rained.\nNobody came."
    analysis = analyse(TEXT, boundaries=given_spans("Bridge closed", "Jane Doe said that the bridge was old.", across))
    assert [(exact(TEXT, p.span), p.role) for p in analysis.paragraphs] == [
        ("Bridge closed", "headline"),
        ("Jane Doe said that the bridge was old. " + across, "body"),
    ]
    assert [s.paragraph for s in analysis.statements] == [0, 1, 1]


def test_what_the_given_statements_leave_out_is_counted_in_a_note() -> None:
    analysis = analyse(TEXT, boundaries=given_spans("Jane Doe said that the bridge was old."))
    assert analysis.notes == ("32 characters of the text stand outside the given statements.",)
    assert [p.role for p in analysis.paragraphs] == ["headline", "body", "body"]


def test_white_space_at_the_ends_of_a_given_statement_is_left_out() -> None:
    (statement,) = analyse(" It rained. ", boundaries=[Span(0, 12)]).statements
    assert statement.span == Span(1, 11)


@pytest.mark.parametrize(
    ("spans", "message"),
    [
        ([Span(0, 90)], "Statement 0 [0, 90) runs past the text of 76 code points."),
        ([Span(0, 9), Span(5, 13)], "Statement 1 [5, 13) begins before statement 0 ends."),
        ([Span(14, 20), Span(0, 6)], "Statement 1 [0, 6) begins before statement 0 ends."),
        ([Span(13, 14)], "Statement 0 [13, 14) holds nothing but white space."),
    ],
)
def test_impossible_statements_are_refused_by_number_and_rule(spans: list[Span], message: str) -> None:
    with pytest.raises(BoundaryError) as refused:
        analyse(TEXT, boundaries=spans)
    assert str(refused.value) == message


@settings(max_examples=60, deadline=None, database=None, derandomize=True)
@given(st.sets(st.integers(0, len(TEXT)), min_size=2, max_size=12))
def test_any_cutting_of_the_text_gives_ordered_paragraphs_that_hold_their_statements(places: set[int]) -> None:
    cuts = sorted(places)
    spans = [Span(a, b) for a, b in pairwise(cuts) if TEXT[a:b].strip()]
    analysis = analyse(TEXT, boundaries=spans)
    assert len(analysis.statements) == len(spans)
    assert are_ordered([p.span for p in analysis.paragraphs])
    assert all(analysis.paragraphs[s.paragraph].span.contains(s.span) for s in analysis.statements)
