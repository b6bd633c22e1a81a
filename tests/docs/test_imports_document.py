"""The page on import formats: every format is there, and its examples are read without an error."""

import io
import re
from pathlib import Path

import pytest

from annotations.imports import FORMATS, find_format
from annotations.imports.base import ImportFormat, Options
from annotations.imports.limits import (
    ARTICLE_CHARACTERS,
    FILE_BYTES,
    JSON_DEPTH,
    RECORD_CHARACTERS,
    ROWS,
    STATEMENT_CHARACTERS,
    STATEMENTS,
)
from annotations.text.pages.tree import MAX_ELEMENTS

DOCUMENT = (Path(__file__).resolve().parents[2] / "docs" / "imports.md").read_text(encoding="utf-8")
SECTIONS = {
    found.group(1): section
    for section in DOCUMENT.split("\n## ")[1:]
    if (found := re.match(r".*\(`(\w+)`\)\n", section))
}
EXAMPLES = [
    (key, place, example)
    for key, section in SECTIONS.items()
    for place, example in enumerate(re.findall(r"```\w+\n(.*?)```", section, re.DOTALL))
]
ARTICLES = {
    ("plain_text", 0): 1,
    ("html", 0): 1,
    ("markdown", 0): 1,
    ("jsonl", 0): 3,
    ("csv_table", 0): 2,
    ("csv_table", 1): 2,
    ("label_studio", 0): 1,
    ("doccano", 0): 3,
}


def test_every_format_has_its_section_and_its_line() -> None:
    assert list(SECTIONS) == [one.key for one in FORMATS]
    assert [one.key for one in FORMATS if f"| [`{one.key}`](#" not in DOCUMENT] == []


@pytest.mark.parametrize("one", FORMATS, ids=lambda one: one.key)
def test_every_extension_is_named(one: ImportFormat) -> None:
    (line,) = (line for line in DOCUMENT.split("\n") if line.startswith(f"| [`{one.key}`]"))
    assert re.findall(r"`(\.\w+)`", line) == list(one.extensions)


@pytest.mark.parametrize(("key", "place", "example"), EXAMPLES, ids=[f"{key}-{place}" for key, place, _ in EXAMPLES])
def test_every_example_is_read_by_the_format_it_stands_under(key: str, place: int, example: str) -> None:
    (extension, *_) = next(one for one in FORMATS if one.key == key).extensions
    found = find_format(f"example{extension}", "", example.encode())
    assert found is not None
    rows = list(found.read(io.BytesIO(example.encode()), f"example{extension}", Options()))
    assert (found.key, [row.problems for row in rows]) == (key, [()] * ARTICLES[key, place])


def test_every_limit_is_named() -> None:
    numbers = (FILE_BYTES, ARTICLE_CHARACTERS, ROWS, STATEMENTS, STATEMENT_CHARACTERS, JSON_DEPTH, RECORD_CHARACTERS)
    limits = DOCUMENT.split("## Limits")[1].split("\n## ")[0]
    assert [number for number in (*numbers, MAX_ELEMENTS) if f"{number:,}" not in limits] == []
