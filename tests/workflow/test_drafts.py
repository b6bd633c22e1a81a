"""The rules of a draft: given statements, earlier labels, source and date."""

from datetime import date

import pytest

from annotations.workflow.drafts import ArticleDraft, EarlierLabelDraft, GivenStatement, check_draft
from annotations.workflow.errors import Invalid

TEXT = "Pier closed.\r\nBoats are idle."


def label(words: str, start: int | None = None, end: int | None = None, tool: str = "sheet") -> EarlierLabelDraft:
    """A label that somebody made elsewhere."""
    return EarlierLabelDraft(tool, "aiko", "topic", words, start, end)


def test_spans_count_on_the_text_as_it_is_stored() -> None:
    draft = ArticleDraft(TEXT, statements=(GivenStatement(0, 12), GivenStatement(13, 28)))
    assert check_draft(draft) == "Pier closed.\nBoats are idle."


@pytest.mark.parametrize(
    ("statements", "field", "rule"),
    [
        ([(0, 29)], "statements[0].end", "lies behind the text, which has 28 characters"),
        ([(-1, 3)], "statements[0].start", "lies before the text"),
        ([(3, 3)], "statements[0].end", "is not after start 3"),
        ([(12, 13)], "statements[0].start", "is a span of nothing but white space"),
        ([(0, 5), (4, 12)], "statements[1].start", "lies before 5, where the statement above ends"),
        ([(13, 28), (0, 12)], "statements[1].start", "lies before 28, where the statement above ends"),
    ],
)
def test_a_span_that_will_not_do_is_named(statements: list[tuple[int, int]], field: str, rule: str) -> None:
    with pytest.raises(Invalid) as refused:
        check_draft(ArticleDraft(TEXT, statements=tuple(GivenStatement(*one) for one in statements)))
    assert (refused.value.extra["field"], refused.value.extra["rule"]) == (field, rule)


@pytest.mark.parametrize(
    ("draft", "message"),
    [
        (ArticleDraft(TEXT, source="x" * 201), "is longer than 200 characters"),
        (ArticleDraft(TEXT, title="\ud800"), "holds a lone surrogate, which is not text"),
        (ArticleDraft(TEXT, published_precision="week"), "is none of day, month, year, unknown"),
        (ArticleDraft(TEXT, statements=(GivenStatement(0, 4, role="lead"),)), "is none of headline, subhead, dateline"),
        (ArticleDraft(TEXT, statements=(GivenStatement(0, 4, quote_type="x"),)), "is none of direct, indirect, mixed"),
        (ArticleDraft(TEXT, statements=(GivenStatement(0, 4, speaker="\0"),)), "statements[0].speaker"),
        (ArticleDraft("x" * 20_001, statements=(GivenStatement(0, 20_001),)), "makes it longer than 20000 characters"),
        (ArticleDraft(TEXT, statements=(GivenStatement(0, 1),) * 10_001), "are more than 10000 in one article"),
        (ArticleDraft(TEXT, earlier_labels=(label(" "),)), "labels[0].label: ' ' is empty"),
        (ArticleDraft(TEXT, earlier_labels=(label("x", 1),)), "labels[0].end: None is missing"),
        (ArticleDraft(TEXT, earlier_labels=(label("x", 1, 99),)), "labels[0].end: 99 lies behind"),
        (ArticleDraft(TEXT, earlier_labels=(label("x", tool="t" * 61),)), "labels[0].tool"),
    ],
)
def test_a_value_that_will_not_do_is_named(draft: ArticleDraft, message: str) -> None:
    with pytest.raises(Invalid) as refused:
        check_draft(draft)
    assert message in refused.value.message


@pytest.mark.parametrize(
    ("day", "given", "precision"),
    [
        (None, "", "unknown"),
        (None, "day", "unknown"),
        (date(2021, 3, 1), "", "day"),
        (date(2021, 3, 1), "month", "month"),
    ],
)
def test_a_date_is_as_exact_as_it_says(day: date | None, given: str, precision: str) -> None:
    assert ArticleDraft(TEXT, published_at=day, published_precision=given).precision == precision
