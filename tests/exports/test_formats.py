"""Formats alone: rows in, files out. No database. ``test_contract`` holds what is true of every format."""

import csv
import io
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.exports.base import Export
from annotations.exports.cells import guard, unguard
from annotations.exports.formats import csv_long, jsonl
from annotations.exports.report import Report
from annotations.exports.table import csv_pieces
from annotations.queries.release_choice import GOLD, RAW, Choice
from annotations.queries.release_shapes import RawRow
from tests.factories.datasets import RAW_ROW, material, view_parts, written

RAWS = Choice(view=RAW)
GOLDS = Choice(view=GOLD)


def raw_csv(*rows: RawRow) -> str:
    """A CSV file of raw rows."""
    files, _ = written(csv_long.FORMAT, RAWS, view_parts(RAW, *rows))
    return files["annotations.csv"].decode()


def read_cells(file: str) -> list[list[str]]:
    """A CSV as the csv module reads it, the guard undone."""
    return [[unguard(cell) for cell in row] for row in csv.reader(io.StringIO(file, newline=""))]


def test_json_lines_keep_every_row_as_it_is_on_a_line_of_its_own() -> None:
    row: RawRow = {**RAW_ROW, "text": "line\nend\u2028“é” 𝔘"}

    files, report = written(jsonl.FORMAT, RAWS, view_parts(RAW, row, RAW_ROW))

    file = files["annotations.jsonl"].decode()
    assert [json.loads(line) for line in file.removesuffix("\n").split("\n")] == [row, RAW_ROW]
    assert (report.written, report.rows_dropped) == (2, 0)
    assert "“é” 𝔘" in file


def test_a_raw_csv_has_a_column_for_each_question_and_safe_cells() -> None:
    file = raw_csv(RAW_ROW)

    assert file == (
        "schema,annotation_id,project,article_id,article_sha256,statement_id,statement_version,start,end,text,annotator,"
        "round,guideline_version,status,labels.topics,labels.verification,stance_complete,stances,flags,confidence,"
        "rationale,evidence,questions,started_at,submitted_at,active_seconds,supersedes,offset_unit,index,"
        "article_external_id,revision_id,seq,skip,surplus,reviews\r\n"
        'annotation/1,a-1,idlib,d-1,00,s-1,1,0,9,"He said:\n""so""",p03,1,,submitted,"[""war"", ""talks""]",supported,'
        'true,[],"[""too_vague""]",,,[],[],2026-01-05T09:00:00.000000Z,,1.5,,codepoint,0,\'@seed,r-1,1,,false,[]\r\n'
    )


def test_a_gold_csv_spreads_speaker_attribution_and_labels() -> None:
    header, cells = read_cells(written(csv_long.FORMAT, GOLDS)[0]["gold.csv"].decode())

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
    file = raw_csv(row)

    header, cells = read_cells(file)

    read = dict(zip(header, cells, strict=True))
    assert (read["text"], read["rationale"]) == (text, text)
    raw_cells = list(csv.reader(io.StringIO(file, newline="")))[1]
    assert not [cell for cell in raw_cells if cell[:1] in set("=+-@\t\r\n\0＝＋－＠") - {""}]


@given(st.lists(st.text(max_size=20), min_size=1, max_size=4))
def test_odd_quotes_and_line_ends_lose_no_row(texts: list[str]) -> None:
    rows = [{**RAW_ROW, "text": text + '"'} for text in texts]

    assert len(read_cells(raw_csv(*rows))) == len(texts) + 1


SOUND_TEXT = st.text(st.characters(exclude_categories=["Cs"])) | st.sampled_from(["a,b", '"', "\r", "\n", "", " x "])
VALUES = SOUND_TEXT | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.booleans() | st.none()
CELLS = VALUES | st.lists(VALUES, max_size=2) | st.dictionaries(SOUND_TEXT, VALUES, max_size=2)


@given(st.lists(st.tuples(CELLS, CELLS, CELLS), max_size=3))
def test_csv_lines_are_those_of_the_csv_module(lines: list[tuple[Any, ...]]) -> None:
    lines *= 4  # where few values are different, each is written once

    found = b"".join(csv_pieces(["a", "b", "c"], [dict(zip("abc", line, strict=True)) for line in lines]))

    expected = io.StringIO()
    csv.writer(expected, lineterminator="\r\n").writerows([("a", "b", "c"), *(map(plain_cell, line) for line in lines)])
    assert found.decode() == expected.getvalue()


def plain_cell(value: Any) -> str:
    """A value as the docs of the format say: null empty, a text guarded, all else as JSON."""
    return "" if value is None else guard(value) if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def test_a_long_csv_comes_in_pieces() -> None:
    rows: list[RawRow] = [RAW_ROW] * 500
    export = Export(material(RAWS, view_parts(RAW, *rows)), {}, Report())

    assert [piece.count(b"\r\n") for piece in next(csv_long.write(export)).pieces] == [1, 200, 200, 100]
