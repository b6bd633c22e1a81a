"""What is true of every format in the registry, view by view. A new format is in here by its line in ``FORMATS``."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from annotations.exports import FORMATS, format_by_key
from annotations.exports.asked import OWN
from annotations.exports.base import ExportFormat
from annotations.queries.release_choice import PARAMETERS, Choice
from tests.factories.datasets import GOLD_ROW, PARTS, RAW_ROW, hostile_parts, written
from tests.factories.research import GOLDS, RESEARCH

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "exports.md"
HOSTILE_PARTS = hostile_parts({**RESEARCH, "gold": GOLDS[1:]})
EACH = [pytest.param(one, view, id=f"{one.key}-{view}") for one in FORMATS for view in one.views]


def files_of(export_format: ExportFormat, view: str, parts: Mapping[str, Any] = PARTS) -> dict[str, bytes]:
    """The files of one view."""
    return written(export_format, Choice(view=view), parts)[0]


@pytest.mark.parametrize("export_format", FORMATS, ids=lambda one: one.key)
def test_a_format_is_named_as_its_registry_line_promises(export_format: ExportFormat) -> None:
    assert format_by_key(export_format.key) is export_format
    assert all((export_format.title, export_format.summary, export_format.extension, export_format.content_type))
    assert not {option.key for option in export_format.options} & {*OWN, *PARAMETERS}


@pytest.mark.parametrize("export_format", FORMATS, ids=lambda one: one.key)
def test_a_format_that_leaves_things_out_says_for_what_it_has_no_place(export_format: ExportFormat) -> None:
    assert bool(export_format.left_out) == export_format.is_lossy


def test_an_unknown_format_names_those_there_are() -> None:
    with pytest.raises(KeyError, match="no format 'xml'; there are jsonl, native, csv"):
        format_by_key("xml")


@pytest.mark.parametrize(("export_format", "view"), EACH)
def test_the_same_rows_give_the_same_bytes(export_format: ExportFormat, view: str) -> None:
    assert files_of(export_format, view, HOSTILE_PARTS) == files_of(export_format, view, HOSTILE_PARTS)


@pytest.mark.parametrize(("export_format", "view"), EACH)
def test_a_format_that_is_sent_as_one_file_writes_one(export_format: ExportFormat, view: str) -> None:
    files = files_of(export_format, view)

    assert export_format.is_packed(view) or len(files) == 1
    assert not [name for name in files if name.startswith("/") or ".." in name or "\\" in name]


@pytest.mark.parametrize(("export_format", "view"), EACH)
def test_a_project_without_rows_has_its_files_too(export_format: ExportFormat, view: str) -> None:
    empty = files_of(export_format, view, {})

    assert sorted(empty) == sorted(files_of(export_format, view)) or export_format.is_lossy


@pytest.mark.parametrize(("export_format", "view"), EACH)
def test_hostile_texts_lose_no_row_that_is_not_reported(export_format: ExportFormat, view: str) -> None:
    _, report = written(export_format, Choice(view=view), HOSTILE_PARTS)

    told = report.told()
    assert told["read"] == told["written"] + sum(one["rows"] for one in told["dropped"])
    assert told["read"] > 0
    assert export_format.is_lossy or (told["dropped"], told["coerced"]) == ([], [])
    json.dumps(told)


@pytest.mark.parametrize("key", sorted({*RAW_ROW, *GOLD_ROW, *(one.key for one in FORMATS), *PARAMETERS}))
def test_every_key_format_and_parameter_is_explained(key: str) -> None:
    assert f"`{key}`" in DOCUMENT.read_text(encoding="utf-8")
