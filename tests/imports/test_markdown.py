"""Markdown: its words, one line a paragraph."""

from datetime import date

import pytest

from annotations.text.pages.markdown import plain_lines
from tests.imports.reading import draft, errors, rows, says


@pytest.mark.parametrize(
    ("markdown", "lines"),
    [
        ("# Pier *closed*\n\nIt is **unsafe**\nsince May.\n", ["Pier closed", "It is unsafe since May."]),
        ("A [link](https://example.org 'x') and <https://example.org>.", ["A link and https://example.org."]),
        ("One  \ntwo\\\nthree", ["One", "two", "three"]),
        ("> A quotation\n> over two lines.\n>\n> And more.", ["A quotation over two lines.", "And more."]),
        ("- one\n- two\n  - three\n\n1. four", ["one", "two", "three", "four"]),
        ("Before.\n\n```python\ncode\n```\n\n    code\n\nAfter `this`.", ["Before.", "After this."]),
        ("A <b>bold</b> word.\n\n<script>alert(1)</script>\n\n<!-- x -->", ["A bold word."]),
        ("![A pier](pier.png)\n\nText &amp; \\*more\\*.", ["Text & *more*."]),
        ("| a | b |\n|---|---|\n| 1 | 2 |\n| | |", ["a | b", "1 | 2"]),
        ("~~gone~~ here\n***\nSetext\n======", ["gone here", "Setext"]),
        ("“Nobody,” said Calder.\n\nنص عربي.", ["“Nobody,” said Calder.", "نص عربي."]),
    ],
)
def test_words_stay_and_marks_go(markdown: str, lines: list[str]) -> None:
    assert plain_lines(markdown) == lines


def test_the_head_gives_the_facts() -> None:
    raw = (
        b"---\r\ntitle: 'Pier: closed'\r\ndate: 2021-03\r\nauthors: [\"Ines Calder\", P. Oomen]\r\nlang: en-GB\r\n"
        b"url: https://example.org/pier\r\npublisher: Courier\r\n# a remark\r\n---\r\nIt is unsafe.\r\n"
    )
    found = draft("markdown", raw, name="pier.md")
    assert (found.text, found.title, found.raw) == ("Pier: closed\nIt is unsafe.", "Pier: closed", raw)
    assert (found.published_at, found.published_precision) == (date(2021, 3, 1), "month")
    assert (found.byline, found.language, found.url, found.source, found.external_id) == (
        "Ines Calder, P. Oomen",
        "en-GB",
        "https://example.org/pier",
        "Courier",
        "",
    )


def test_a_headline_that_is_there_is_not_put_there_again() -> None:
    found = draft("markdown", "---\ntitle: Pier closed\n---\n# Pier closed!\n\nIt is unsafe.\n", name="pier.md")
    assert (found.text, found.external_id) == ("Pier closed!\nIt is unsafe.", "pier")


def test_what_the_head_says_besides_is_a_warning() -> None:
    (row,) = rows("markdown", "---\ntags:\n  - harbour\nmood: bad\n---\nText.\n")
    assert row.draft is not None
    assert says(row) == [
        "warning: line 3: '- harbour' is no “key: value”; it was left out",
        "warning: mood: 'bad' is not a field that is read here; it was left out",
    ]


def test_three_dashes_that_nothing_closes_are_a_rule() -> None:
    assert draft("markdown", "---\nText: more.\n").text == "Text: more."


@pytest.mark.parametrize(
    ("content", "error"),
    [
        ("---\ndate: soon\n---\nText.", "published_at: 'soon' is not a date; write it as 2020-02-12, 2020-02 or 2020"),
        ("```\nonly code\n```", "text: '' The text holds nothing but white space."),
        (b"caf\xe9", "file: 'byte 3 (0xe9)' is not UTF-8; save it as UTF-8, or choose the encoding"),
        ("a" * 2_000_001, "text: '2000001 characters' is longer than 2000000 characters"),
    ],
)
def test_what_will_not_do_is_an_error(content: bytes | str, error: str) -> None:
    assert errors("markdown", content) == [error]


@pytest.mark.parametrize(
    "hostile", ["> " * 5000, "[" * 5000, "*a **b " * 2000, "![" * 3000, "`" * 5000 + "a", "- " * 5000]
)
def test_bottomless_markup_is_no_trouble(hostile: str) -> None:
    assert draft("markdown", f"Text.\n\n{hostile}\n").text.startswith("Text.")
