"""Large files: the memory of a reader does not grow with the number of records."""

import io
import json
import tracemalloc
from collections.abc import Callable

import pytest

from annotations.imports import format_by_key
from annotations.imports.base import Options
from annotations.imports.limits import FILE_BYTES
from tests.imports.reading import errors

MEGABYTE = 1024 * 1024
TEXT = "The pier is closed until May, the authority said. " * 80


def jsonl(number: int) -> str:
    """A record of about 4 KB."""
    return json.dumps({"text": f"{number} {TEXT}", "id": number}) + "\n"


def task(number: int) -> str:
    """A task of about 4 KB; the first opens the array."""
    record = {"id": number, "data": {"text": f"{number} {TEXT}"}, "annotations": []}
    return ("," if number else "[") + json.dumps(record)


def row(number: int) -> str:
    """A row of about 4 KB; the first is preceded by the header."""
    return ("" if number else "id,text\n") + f'{number},"{TEXT}\n{number}"\n'


def statement(number: int) -> str:
    """A statement of about 180 bytes; ten of them are an article."""
    return ("" if number else "article,statement\n") + f'{number // 10},"{number} {TEXT[:160]}"\n'


@pytest.mark.slow
@pytest.mark.parametrize(
    ("key", "record", "end"),
    [("jsonl", jsonl, ""), ("doccano", jsonl, ""), ("label_studio", task, "]"), ("csv_table", row, "")],
)
def test_twenty_megabytes_are_read_in_two(key: str, record: Callable[[int], str], end: str) -> None:
    content = io.BytesIO("".join([*(record(number) for number in range(4_500)), end]).encode())
    assert 0.8 * FILE_BYTES < len(content.getbuffer()) < FILE_BYTES
    assert peak(key, content) == (4_500, True)


@pytest.mark.slow
def test_articles_of_statements_are_read_in_little_too() -> None:
    content = io.BytesIO("".join(statement(number) for number in range(40_000)).encode())
    assert peak("csv_table", content, megabytes=4) == (4_000, True)


def peak(key: str, content: io.BytesIO, megabytes: int = 2) -> tuple[int, bool]:
    """How many articles there are, and whether reading them needed less than so many megabytes at any time."""
    tracemalloc.start()
    found = sum(one.draft is not None for one in format_by_key(key).read(content, "file", Options()))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return found, most < megabytes * MEGABYTE


def test_a_line_without_an_end_is_an_error_and_not_memory() -> None:
    content = b'{"text": "' + b"a" * 17_000_000 + b'"}\n{"text": "b"}\n'
    shown = '{"text": "' + "a" * 30
    assert errors("jsonl", content) == [f"line 1, line: '{shown}…' is longer than 16000000 characters"]


def test_more_records_than_one_import_takes_are_an_error() -> None:
    content = "text\n" + "a\n" * 100_002
    assert errors("csv_table", content) == [
        "line 100002, file: 'record 100001' is more than the 100000 of one import; split the file"
    ]
