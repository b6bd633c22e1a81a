"""Formats alone: rows in, text out. No database."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.exports import FORMATS, format_by_key
from annotations.exports.base import ExportFormat
from annotations.exports.cells import guard, unguard
from annotations.exports.formats import csv_long, jsonl
from annotations.queries.release_shapes import GOLD, RAW, Dataset, GoldRow, RawRow

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "exports.md"

RAW_DATASET = Dataset("idlib", RAW, ("topics", "verification"), 1)
GOLD_DATASET = Dataset("idlib", GOLD, ("topics", "verification"), 1)

RAW_ROW: RawRow = {
    "schema": "annotation/1",
    "annotation_id": "a-1",
    "project": "idlib",
    "article_id": "d-1",
    "article_sha256": "00",
    "statement_id": "s-1",
    "statement_version": 1,
    "start": 0,
    "end": 9,
    "text": 'He said:\n"so"',
    "annotator": "p03",
    "round": 1,
    "guideline_version": None,
    "status": "submitted",
    "labels": {"topics": ["war", "talks"], "verification": "supported"},
    "stance_complete": True,
    "stances": [],
    "flags": ["too_vague"],
    "confidence": None,
    "rationale": "",
    "evidence": [],
    "questions": [],
    "started_at": "2026-01-05T09:00:00.000000Z",
    "submitted_at": None,
    "active_seconds": 1.5,
    "supersedes": None,
    "offset_unit": "codepoint",
    "index": 0,
    "article_external_id": "@seed",
    "revision_id": "r-1",
    "seq": 1,
    "skip": "",
    "surplus": False,
    "reviews": [],
}
GOLD_ROW: GoldRow = {
    "schema": "gold/1",
    "project": "idlib",
    "release": None,
    "article_id": "d-1",
    "statement_id": "s-1",
    "start": 0,
    "end": 9,
    "text": "=1+1, she said",
    "role": "body",
    "voice": "attributed",
    "speaker": {"id": "ent:doe", "name": "Jane Doe"},
    "attribution": {"quote_type": "direct", "cue": None, "source": "she"},
    "claim_text": None,
    "labels": {"verification": {"gold": None, "method": "open", "n": 2, "distribution": {"a": 1, "b": 1}}},
    "stances": [],
    "flags": [],
    "guideline_version": "1.0.0",
    "adjudicated_at": "2026-01-06T10:00:00.000000Z",
    "offset_unit": "codepoint",
    "index": 0,
    "article_external_id": "seed",
    "article_sha256": "00",
    "statement_version": 1,
    "adjudication_id": "j-1",
    "seq": 1,
    "adjudicator": None,
    "rationale": "",
    "too_vague": False,
    "basis": ["r-1"],
}


def written(export_format: ExportFormat, dataset: Dataset, *rows: Any) -> str:
    """The whole file."""
    return "".join(export_format.write(dataset, rows))


def read_cells(file: str) -> list[list[str]]:
    """A CSV as the csv module reads it, the guard undone."""
    return [[unguard(cell) for cell in row] for row in csv.reader(io.StringIO(file, newline=""))]


@pytest.mark.parametrize("export_format", FORMATS, ids=lambda one: one.key)
def test_a_format_is_named_as_its_registry_line_promises(export_format: ExportFormat) -> None:
    assert format_by_key(export_format.key) is export_format
    assert all((export_format.title, export_format.summary, export_format.extension, export_format.content_type))


@pytest.mark.parametrize("export_format", FORMATS, ids=lambda one: one.key)
@pytest.mark.parametrize("dataset", [RAW_DATASET, GOLD_DATASET], ids=lambda one: one.view)
def test_a_dataset_without_rows_is_a_file_too(export_format: ExportFormat, dataset: Dataset) -> None:
    assert written(export_format, dataset).count("\n") <= 1


def test_an_unknown_format_names_those_there_are() -> None:
    with pytest.raises(KeyError, match="no format 'xml'; there are jsonl, csv"):
        format_by_key("xml")


def test_json_lines_keep_every_row_as_it_is_on_a_line_of_its_own() -> None:
    row: RawRow = {**RAW_ROW, "text": "line\nend\u2028“é” 𝔘"}

    file = written(jsonl.FORMAT, RAW_DATASET, row, RAW_ROW)

    assert [json.loads(line) for line in file.removesuffix("\n").split("\n")] == [row, RAW_ROW]
    assert "“é” 𝔘" in file


def test_a_raw_csv_has_a_column_for_each_question_and_safe_cells() -> None:
    file = written(csv_long.FORMAT, RAW_DATASET, RAW_ROW)

    assert file == (
        "schema,annotation_id,project,article_id,article_sha256,statement_id,statement_version,start,end,text,annotator,"
        "round,guideline_version,status,labels.topics,labels.verification,stance_complete,stances,flags,confidence,"
        "rationale,evidence,questions,started_at,submitted_at,active_seconds,supersedes,offset_unit,index,"
        "article_external_id,revision_id,seq,skip,surplus,reviews\r\n"
        'annotation/1,a-1,idlib,d-1,00,s-1,1,0,9,"He said:\n""so""",p03,1,,submitted,"[""war"", ""talks""]",supported,'
        'true,[],"[""too_vague""]",,,[],[],2026-01-05T09:00:00.000000Z,,1.5,,codepoint,0,\'@seed,r-1,1,,false,[]\r\n'
    )


def test_a_gold_csv_spreads_speaker_attribution_and_labels() -> None:
    header, cells = read_cells(written(csv_long.FORMAT, GOLD_DATASET, GOLD_ROW))

    row = dict(zip(header, cells, strict=True))
    assert {name: row[name] for name in header if "." in name} == {
        "speaker.id": "ent:doe",
        "speaker.name": "Jane Doe",
        "attribution.quote_type": "direct",
        "attribution.cue": "",
        "attribution.source": "she",
        "labels.topics.gold": "",
        "labels.topics.method": "",
        "labels.topics.n": "",
        "labels.topics.distribution": "",
        "labels.verification.gold": "",
        "labels.verification.method": "open",
        "labels.verification.n": "2",
        "labels.verification.distribution": '{"a": 1, "b": 1}',
    }
    assert row["text"] == "=1+1, she said"


@pytest.mark.parametrize("first", ["=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠", "'"])
def test_a_cell_that_could_be_a_formula_gets_an_apostrophe(first: str) -> None:
    assert guard(f"{first}1+1") == f"'{first}1+1"


ANY_TEXT = st.text() | st.builds("{}{}".format, st.sampled_from("=+-@\t\r\n\0＝＋－＠'"), st.text())


@given(ANY_TEXT)
def test_every_text_comes_back_from_its_cell_and_none_starts_a_formula(text: str) -> None:
    row: RawRow = {**RAW_ROW, "text": text, "rationale": text}
    file = written(csv_long.FORMAT, RAW_DATASET, row)

    header, cells = read_cells(file)

    read = dict(zip(header, cells, strict=True))
    assert (read["text"], read["rationale"]) == (text, text)
    raw_cells = list(csv.reader(io.StringIO(file, newline="")))[1]
    assert not [cell for cell in raw_cells if cell[:1] in set("=+-@\t\r\n\0＝＋－＠") - {""}]


@given(st.lists(st.text(max_size=20), min_size=1, max_size=4))
def test_odd_quotes_and_line_ends_lose_no_row(texts: list[str]) -> None:
    rows = [{**RAW_ROW, "text": text + '"'} for text in texts]

    assert len(read_cells(written(csv_long.FORMAT, RAW_DATASET, *rows))) == len(texts) + 1


def test_a_long_csv_comes_in_pieces() -> None:
    rows: list[RawRow] = [{**RAW_ROW, "text": "x" * 10_000} for _ in range(20)]

    assert len(list(csv_long.write(RAW_DATASET, rows))) > 2


@pytest.mark.parametrize("key", sorted({*RAW_ROW, *GOLD_ROW, *(one.key for one in FORMATS)}))
def test_every_key_and_format_is_explained(key: str) -> None:
    assert f"`{key}`" in DOCUMENT.read_text(encoding="utf-8")
