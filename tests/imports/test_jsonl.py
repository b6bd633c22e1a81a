"""JSON Lines: everything an article brings along, and errors that stop no other line."""

import json
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.models import ParagraphRole
from annotations.workflow.drafts import ArticleDraft, EarlierLabelDraft, GivenStatement
from tests.imports.reading import draft, errors, rows, says

TEXT = "Pier closed.\r\n“It is 😀 unsafe,” said Ines Calder.\nWork starts in May."

NO_DATE = "is not a date; write it as 2020-02-12, 2020-02 or 2020"
NO_TEXT = "which is not text. Save the file as UTF-8 again."
BEHIND = "lies behind the text, which has 12 characters"


def line(**fields: object) -> str:
    """One record."""
    return json.dumps({"text": "Pier closed.", **fields})


def test_a_line_with_every_key() -> None:
    found = draft(
        "jsonl",
        line(
            text=TEXT,
            title="Pier closed",
            subtitle="Until May",
            byline="P. Oomen",
            url="https://example.org/pier",
            source="The Coast Courier",
            language="en-GB",
            published_at="2021-03-02",
            published_is_inferred=True,
            external_id="c-17",
            licence="CC BY 4.0",
            statements=[
                "Pier closed.",
                {"start": 14, "end": 49, "speaker": "Ines Calder", "quote_type": "mixed"},
                {"start": 50, "end": 69, "role": "body", "is_statement": False},
            ],
            labels=[
                {"question": "topic", "label": "harbour", "annotator": "aiko", "tool": "sheet", "comment": "sure"},
                {"start": 14, "end": 49, "question": "stance", "label": "against"},
            ],
        ),
    )
    assert found == ArticleDraft(
        text=TEXT,
        title="Pier closed",
        subtitle="Until May",
        byline="P. Oomen",
        url="https://example.org/pier",
        source="The Coast Courier",
        language="en-GB",
        published_at=date(2021, 3, 2),
        published_precision="day",
        published_is_inferred=True,
        external_id="c-17",
        text_licence="CC BY 4.0",
        statements=(
            GivenStatement(0, 12),
            GivenStatement(13, 48, speaker="Ines Calder", quote_type="mixed"),
            GivenStatement(49, 68, is_statement=False),
        ),
        earlier_labels=(
            EarlierLabelDraft("sheet", "aiko", "topic", "harbour", comment="sure"),
            EarlierLabelDraft("jsonl", "", "stance", "against", 13, 48),
        ),
    )
    stored = TEXT.replace("\r\n", "\n")
    assert [stored[one.start : one.end] for one in found.statements] == [
        "Pier closed.",
        "“It is 😀 unsafe,” said Ines Calder.",
        "Work starts in May.",
    ]


@pytest.mark.parametrize(
    ("given_date", "day", "precision"),
    [
        ("2021", date(2021, 1, 1), "year"),
        ("2021-03", date(2021, 3, 1), "month"),
        ("2021-03-02", date(2021, 3, 2), "day"),
        ("2021-03-02T23:59:00+02:00", date(2021, 3, 2), "day"),
    ],
)
def test_a_date_is_as_exact_as_it_is_written(given_date: str, day: date, precision: str) -> None:
    found = draft("jsonl", line(published_at=given_date))
    assert (found.published_at, found.published_precision) == (day, precision)


def test_an_id_may_be_a_number_and_null_is_nothing() -> None:
    found = draft("jsonl", line(id=17, title=None, statements=None), language="tr")
    assert (found.external_id, found.title, found.language) == ("17", "", "tr")


def test_an_unknown_key_is_a_warning() -> None:
    (row,) = rows("jsonl", line(colour="red"))
    assert row.draft is not None
    assert says(row) == ["warning: line 1, colour: 'red' is not a field that is read here; it was left out"]


@pytest.mark.parametrize(
    ("record", "error"),
    [
        ('{"title": "a"}', "text: '' is missing"),
        ('{"text": 5}', "text: '5' is not text"),
        ('{"text": null}', "text: '' is missing"),
        ('{"text": "a", "text": "b"}', "text: 'b' is a key that stands twice in one object"),
        ('{"text": "a", "x": {"y": 1, "y": 2}}', "y: '2' is a key that stands twice in one object"),
        ('{"text": "a", "x": NaN}', "line: 'NaN' is no JSON number; write null for what is not known"),
        ('{"text": "a", "x": -Infinity}', "line: '-Infinity' is no JSON number; write null for what is not known"),
        ('["a"]', "line: '[\"a\"]' is not an object; each record is one {…}"),
        ('{"text": "a"', "line: 'text\": \"a\"' is not JSON: expecting ',' delimiter at character 12"),
        ('{"text": "a"} {"text": "b"}', 'line: \'xt": "a"} {"text": "b"}\' is not JSON: extra data at character 14'),
        (line(published_at="12.02.2020"), f"published_at: '12.02.2020' {NO_DATE}"),
        (line(published_at="2021-02-30"), f"published_at: '2021-02-30' {NO_DATE}"),
        (line(published_is_inferred="maybe"), "published_is_inferred: 'maybe' is neither true nor false"),
        (line(title=["a"]), "title: 'a list of 1' is not text"),
        (line(url="javascript:alert(1)"), "url: 'javascript:alert(1)' is not an http or https address"),
        (line(language="English"), "language: 'English' is not a language tag such as en, tr or pt-BR"),
        (line(title="x" * 501), f"title: '{'x' * 79}…' is longer than 500 characters"),
        (line(byline="a\0b"), "byline: 'a b' holds a NUL"),
        (line(text="\ud800"), f"text: '' Character 0 is a lone surrogate (U+D800), {NO_TEXT}"),
        (line(source="\udc00"), "source: '' holds a lone surrogate, which is not text"),
        (line(statements="Pier closed."), "statements: 'Pier closed.' is not a list"),
        (line(statements=["Pier open."]), "statements[0]: 'Pier open.' is not in the text"),
        (line(statements=["closed.", "Pier"]), "statements[1]: 'Pier' stands before the statement above it"),
        (line(statements=[7]), "statements[0]: '7' is not an object"),
        (line(statements=[{"start": 0}]), "statements[0].end: '' is missing"),
        (line(statements=[{"start": 0, "end": "4"}]), "statements[0].end: '4' is not a whole number"),
        (line(statements=[{"start": 0, "end": 99}]), f"statements[0].end: '99' {BEHIND}"),
        (line(statements=[{"start": -1, "end": 4}]), "statements[0].start: '-1' lies before the text"),
        (line(statements=[{"start": 4, "end": 4}]), "statements[0].end: '4' is not after start 4"),
        (line(statements=[{"start": 4, "end": 5}]), "statements[0].start: '4' is a span of nothing but white space"),
        (
            line(statements=[{"start": 0, "end": 4}, {"start": 3, "end": 6}]),
            "statements[1].start: '3' lies before 4, where the statement above ends",
        ),
        (
            line(statements=[{"start": 0, "end": 4, "role": "lead"}]),
            f"statements[0].role: 'lead' is none of {', '.join(ParagraphRole.values)}",
        ),
        (
            line(statements=[{"start": 0, "end": 4, "quote_type": "free"}]),
            "statements[0].quote_type: 'free' is none of direct, indirect, mixed",
        ),
        (line(labels=[{"question": "topic"}]), "labels[0].label: '' is empty"),
        (line(labels=[{"label": "x", "start": 2}]), "labels[0].end: 'None' is missing; give both ends or neither"),
    ],
)
def test_an_error_names_line_field_value_and_rule(record: str, error: str) -> None:
    assert errors("jsonl", f"\n{record}\n") == [f"line 2, {error}"]


def test_nesting_without_end_is_an_error() -> None:
    assert errors("jsonl", "[" * 100_000) == [f"line 1, line: '{'[' * 40}' is nested deeper than 32"]
    assert errors("jsonl", line(x=json.loads("[" * 30 + "]" * 30))) == []
    assert errors("jsonl", line(x="[" * 100)) == []


def test_a_bad_byte_is_an_error_of_its_line_only() -> None:
    content = b'{"text":"a"}\n{"text":"\xff"}\n{"text":"b\0"}\n{"text":"c"}\n'
    found = rows("jsonl", content)
    assert [row.draft and row.draft.text for row in found] == ["a", None, None, "c"]
    assert [says(row) for row in found[1:3]] == [
        ["line 2, line: 'byte 0xff at character 9' is not UTF-8; save the file as UTF-8"],
        ["line 3, line: 'NUL at character 10' cannot be stored; is the file's encoding another?"],
    ]


def test_three_bad_rows_of_five_thousand_leave_the_others_alone() -> None:
    lines = [line(text=f"Pier {number} is closed.", id=number) for number in range(1, 5001)]
    lines[9], lines[2499], lines[4999] = "{", line(text=""), line(url="nowhere")
    found = rows("jsonl", "\n".join(lines))
    assert len(found) == 5000
    assert [(row.line, row.problems[0].field) for row in found if row.draft is None] == [
        (10, "line"),
        (2500, "text"),
        (5000, "url"),
    ]
    assert [row.draft.external_id for row in found if row.draft] == [
        str(number) for number in range(1, 5001) if number not in (10, 2500, 5000)
    ]


spans = st.lists(st.integers(0, 40), max_size=8, unique=True).map(sorted)
marks = st.text(st.sampled_from("ab 😀é\r\n.“"), min_size=40, max_size=60).map(lambda text: f"x{text}")


@settings(deadline=None)
@given(text=marks, cuts=spans)
def test_offsets_of_a_file_point_at_the_same_words_once_stored(text: str, cuts: list[int]) -> None:
    pairs = [(a, b) for a, b in zip(cuts[::2], cuts[1::2], strict=False) if text[a:b].strip()]
    inside = [(a, b) for a, b in pairs if text[a - 1 : a + 1] != "\r\n" and text[b - 1 : b + 1] != "\r\n"]
    found = draft("jsonl", line(text=text, statements=[{"start": a, "end": b} for a, b in inside]))
    stored = text.replace("\r\n", "\n").replace("\r", "\n")
    assert [stored[one.start : one.end] for one in found.statements] == [
        text[a:b].replace("\r\n", "\n").replace("\r", "\n") for a, b in inside
    ]


texts = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=50)
words = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=20).map(str.strip)


@settings(deadline=None)
@given(
    text=st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=50),
    title=words,
    byline=words,
    source=words,
)
def test_what_is_written_is_what_is_read(text: str, title: str, byline: str, source: str) -> None:
    record = {"text": f"x{text}", "title": title, "byline": byline, "source": source}
    for ascii_only in (True, False):
        found = draft("jsonl", json.dumps(record, ensure_ascii=ascii_only))
        assert {name: getattr(found, name) for name in record} == record
