"""Files of a dataset are told apart and read row by row, without a database."""

import io
import json
import zipfile
from typing import Any

import pytest

from annotations.exports.formats import csv_long, jsonl, native
from annotations.imports.dataset.files import told_apart
from annotations.imports.dataset.read import read_dataset
from annotations.imports.dataset.rows import rows
from annotations.queries.release_choice import BOTH, GOLD, RAW, Choice
from annotations.workflow.restore.shapes import BadRow
from tests.factories.datasets import HOSTILE_PARTS, PARTS, written
from tests.factories.moving import given

WHOLE = {
    name: content for name, content in written(native.FORMAT, Choice(view=BOTH), PARTS)[0].items() if "/" not in name
}


@pytest.mark.parametrize(("view", "part"), [(RAW, "annotations"), (GOLD, "gold")])
@pytest.mark.parametrize("parts", [PARTS, HOSTILE_PARTS], ids=["plain", "hostile"])
def test_a_table_holds_the_rows_of_the_json_lines(view: str, part: str, parts: Any) -> None:
    table, _ = written(csv_long.FORMAT, Choice(view=view), parts)
    lines, _ = written(jsonl.FORMAT, Choice(view=view), parts)
    (table_file,), (lines_file,) = given(table), given(lines)

    as_table = [line.row for line in rows(part, table_file)]
    as_lines = [line.row for line in rows(part, lines_file)]

    said = [{key: row[key] for key in other} for row, other in zip(as_lines, as_table, strict=True)]
    assert as_table == said
    assert {key for row in as_lines for key in row} - {key for row in as_table for key in row} <= {
        "comment",
        "searches",
    }


def test_files_are_known_by_name_or_by_their_first_row() -> None:
    renamed = {"idlib-raw.jsonl" if name == "annotations.jsonl" else f"x/{name}": one for name, one in WHOLE.items()}

    found = told_apart(given(renamed))

    assert {part: one.name for part, one in found.items()} == {
        "annotations": "idlib-raw.jsonl",
        "gold": "x/gold.jsonl",
        "articles": "x/articles.jsonl",
        "attributions": "x/attributions.jsonl",
        "claims": "x/claims.jsonl",
        "entities": "x/entities.jsonl",
        "labelsets": "x/labelsets.json",
    }


def test_two_files_of_one_part_are_refused() -> None:
    with pytest.raises(BadRow, match=r"b\.jsonl: file: 'b\.jsonl' holds annotations, as annotations\.jsonl does"):
        told_apart(given(WHOLE | {"b.jsonl": WHOLE["annotations.jsonl"]}))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b'{"schema":"annotation/2"}\n', r"a\.jsonl, line 1: "),
        (b"[1]\n", r"a\.jsonl, line 1: row: \[1\] fits no row: Expected `object`, got `array`"),
        (b"\xff\n", r"a\.jsonl, line 1: line: '.*' is no JSON: "),
        (b'\n\n{"a":\n', r"a\.jsonl, line 3: line: '\{\"a\":.*' is no JSON"),
    ],
)
def test_a_line_that_is_no_row_is_named(content: bytes, said: str) -> None:
    (file,) = given({"a.jsonl": content})
    with pytest.raises(BadRow, match=said):
        list(rows("annotations", file))


def test_a_path_into_a_row_leads_to_the_value() -> None:
    first = json.loads(WHOLE["annotations.jsonl"].splitlines()[0])
    first["labels"] = {"verification": 7}
    (file,) = given({"a.jsonl": json.dumps(first).encode()})

    with pytest.raises(BadRow) as error:
        list(rows("annotations", file))

    assert error.value.extra == {
        "file": "a.jsonl",
        "line": 1,
        "field": "labels[...]",
        "value": {"verification": 7},
        "rule": "fits no row: Expected `str | array`, got `int`",
    }


@pytest.mark.parametrize(
    ("table", "said"),
    [
        (b"schema,annotation_id\r\nannotation/1\r\n", "line 2: row: 1 cell stands in it, and 2 in the header"),
        (b'schema,reviews\r\nannotation/1,"[{"\r\n', r"line 2: reviews: '\[\{' is no JSON"),
        (b'schema\r\n"annotation/1', "line 2: row: '' is no CSV: unexpected end of data"),
    ],
)
def test_a_cell_that_cannot_be_read_is_named(table: bytes, said: str) -> None:
    (file,) = given({"a.csv": table})
    with pytest.raises(BadRow, match=said):
        list(rows("annotations", file))


def test_rows_of_no_article_and_rows_out_of_order_are_refused() -> None:
    article = json.loads(WHOLE["articles.jsonl"].splitlines()[0])
    other = json.dumps({**article, "article_id": "another"}).encode()
    with pytest.raises(BadRow, match=r"line 1: article_id: '.*' is none of articles\.jsonl, or its rows do not come"):
        list(read_dataset(given(WHOLE | {"articles.jsonl": other})).articles)


def test_articles_come_one_by_one_with_what_is_theirs() -> None:
    dataset = read_dataset(given({"d.zip": zipped(WHOLE)}))
    (first, *_) = dataset.articles
    assert {line.row["article_id"] for line in (*first.raw, *first.gold, *first.claims, *first.attributions)} == {
        first.article.row["article_id"]
    }


def zipped(files: dict[str, bytes]) -> bytes:
    """The files as one ZIP."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return packed.getvalue()
