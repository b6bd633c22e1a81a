"""Which format a file has, and what every format promises."""

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.imports import FORMATS, find_format, format_by_key
from annotations.imports.base import ImportFormat, Options, Problem, file_label, stem
from tests.imports.reading import says

KEYS = ("plain_text", "html", "markdown", "jsonl", "csv_table", "label_studio", "doccano")
SNIPPETS = (
    *(mark.encode() for mark in "{}[]\"',;\t|\r\n\\\0<>#`-"),
    *(
        b"\r\n",
        b"\xff",
        b"\xef\xbb\xbf",
        b"NaN",
        b"\\ud800",
        b"text",
        b'"text"',
        b'{"text":"a b c"}',
        b'"label":[[0,1,"x"]]',
    ),
    *(
        b'{"data":{"text":"a"}}',
        b"---\n",
        b"title: x",
        b"statement,article",
        b"<p>",
        b"<!--",
        b"<article>",
        b"&#0;",
        b"![](",
    ),
)
pieces = st.lists(st.sampled_from(SNIPPETS) | st.binary(max_size=12), max_size=30).map(b"".join)


def test_the_formats_are_these() -> None:
    assert tuple(one.key for one in FORMATS) == KEYS


def test_an_unknown_key_names_those_there_are() -> None:
    with pytest.raises(KeyError, match="plain_text, html, markdown"):
        format_by_key("docx")


@pytest.mark.parametrize(
    ("name", "content_type", "head", "key"),
    [
        ("a.txt", "", b"words", "plain_text"),
        ("A.TXT", "", b"words", "plain_text"),
        ("page.txt", "text/html", b"<!doctype html><html>", "plain_text"),
        ("page.html", "", b"<html>", "html"),
        ("page.htm", "application/octet-stream", b"<html>", "html"),
        ("https://example.org/news/pier", "text/html; charset=utf-8", b"<html>", "html"),
        ("notes.md", "", b"# Head", "markdown"),
        ("a.jsonl", "", b'{"text": "a", "title": "b"}\n', "jsonl"),
        ("a.ndjson", "", b'{"text": "a", "labels": [{"label": "x"}]}\n', "jsonl"),
        ("a.jsonl", "", b'{"id": 1, "text": "a", "label": [[0, 1, "X"]]}\n', "doccano"),
        ("a.jsonl", "", b'\xef\xbb\xbf{"text": "a", "labels": ["x"]}\n', "doccano"),
        ("a.jsonl", "", b'{"text": "a long one without an end, "label": [[', "doccano"),
        ("a.jsonl", "", b"", "jsonl"),
        ("table.csv", "", b"a,b", "csv_table"),
        ("table.tsv", "", b"a\tb", "csv_table"),
        ("export.json", "", b"[{}]", "label_studio"),
        ("unknown", "text/csv", b"a,b", "csv_table"),
    ],
)
def test_a_file_is_known_by_its_extension_then_by_its_type(name: str, content_type: str, head: bytes, key: str) -> None:
    found = find_format(name, content_type, head)
    assert found is not None
    assert found.key == key


@pytest.mark.parametrize(("name", "content_type"), [("a.docx", ""), ("a", "application/pdf"), ("", "")])
def test_other_files_have_no_format(name: str, content_type: str) -> None:
    assert find_format(name, content_type, b"words") is None


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\ines\\pier.txt", "pier.txt"),
        ("a\u202etxt.exe\x00\n.txt", "a txt.exe .txt"),
        ("x" * 300 + ".txt", "x" * 119 + "…"),
    ],
)
def test_a_name_is_only_a_label(name: str, label: str) -> None:
    assert file_label(name) == label


def test_an_article_goes_by_its_files_name_without_the_extension() -> None:
    assert [stem(name) for name in ("dir/pier.2021.txt", ".txt", "pier")] == ["pier.2021", ".txt", "pier"]


def test_a_problem_names_line_field_value_and_rule_and_is_short() -> None:
    problem = Problem(7, "url", "x" * 500, "is not an address")
    assert (len(problem.value), problem.severity) == (80, "error")
    assert str(problem).startswith("line 7, url: 'xxx")


@pytest.mark.parametrize("one", [one for one in FORMATS if one.key != "html"], ids=lambda one: one.key)
@settings(max_examples=150, deadline=None)
@given(content=pieces)
def test_no_bytes_break_a_reader(one: ImportFormat, content: bytes) -> None:
    for row in one.read(io.BytesIO(content), "name", Options()):
        assert (row.draft is None) == any(problem.severity == "error" for problem in row.problems), says(row)


@settings(max_examples=60, deadline=None)
@given(content=pieces)
def test_no_bytes_break_the_reader_of_pages(content: bytes) -> None:
    (row,) = format_by_key("html").read(io.BytesIO(content), "name", Options())
    assert (row.draft is None) == any(problem.severity == "error" for problem in row.problems), says(row)


@pytest.mark.parametrize("one", FORMATS, ids=lambda one: one.key)
def test_an_empty_file_says_so_in_an_error(one: ImportFormat) -> None:
    (row,) = one.read(io.BytesIO(b""), "name", Options())
    assert row.draft is None
    assert row.problems[0].rule


@pytest.mark.parametrize("one", FORMATS, ids=lambda one: one.key)
def test_the_stream_stays_open(one: ImportFormat) -> None:
    stream = io.BytesIO(b"words")
    list(one.read(stream, "name", Options()))
    assert not stream.closed
