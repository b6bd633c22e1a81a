"""What the world reads files with reads ours: the loaders themselves, offline, on plain and on hostile rows."""

import io
import json
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import duckdb
import jsonschema
import mlcroissant
import pandas as pd
import polars as pl
import pyarrow.parquet
import pytest
from jsonschema import Draft202012Validator

from annotations.exports.formats import csv_long, csv_wide, doccano, hugging_face, label_studio, native, parquet
from annotations.exports.material import Numbered
from annotations.exports.schemas import SHAPES
from annotations.imports.base import Options
from annotations.imports.formats import doccano as doccano_in
from annotations.imports.formats import label_studio as label_studio_in
from annotations.queries.release_choice import BOTH, GOLD, RAW, Choice
from tests.factories.datasets import ARTICLE_ROW, HOSTILE, HOSTILE_PARTS, PARTS, RAW_ROW, written


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A Hugging Face folder of hostile rows, gold and raw."""
    return unpacked(written(hugging_face.FORMAT, Choice(view=BOTH), HOSTILE_PARTS)[0], tmp_path)


@pytest.fixture
def load(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    """``datasets.load_dataset`` of the folder, offline."""
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    monkeypatch.setenv("HF_HOME", str(tmp_path / "cache"))
    import datasets

    return partial(datasets.load_dataset, str(tmp_path), cache_dir=str(tmp_path / "cache"))


def unpacked(files: dict[str, bytes], folder: Path) -> Path:
    """The folder with these files in it."""
    for name, content in files.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


@pytest.fixture
def raw_parquet(tmp_path: Path) -> Path:
    """A Parquet file of hostile raw rows."""
    path = tmp_path / "annotations.parquet"
    path.write_bytes(written(parquet.FORMAT, Choice(view=RAW), HOSTILE_PARTS)[0]["annotations.parquet"])
    return path


@pytest.mark.parametrize("parts", [PARTS, HOSTILE_PARTS], ids=["plain", "hostile"])
def test_every_line_of_the_native_files_is_what_its_schema_says(parts: dict[str, Any]) -> None:
    files, _ = written(native.FORMAT, Choice(view=BOTH), parts)

    for name in SHAPES:
        validator = Draft202012Validator(json.loads(files[f"schemas/{name}.schema.json"]))
        validator.check_schema(validator.schema)
        for value in values(files, name):
            validator.validate(value)


def values(files: dict[str, bytes], name: str) -> Iterator[Any]:
    """The objects of one native file."""
    if name == "labelsets":
        yield json.loads(files["labelsets.json"])
    else:
        yield from (json.loads(line) for line in files[f"{name}.jsonl"].decode().split("\n") if line)


def test_a_schema_refuses_a_row_with_a_key_that_it_does_not_know() -> None:
    files, _ = written(native.FORMAT, Choice(view=BOTH))
    row = next(values(files, "annotations")) | {"colour": "red"}

    with pytest.raises(jsonschema.ValidationError, match="'colour' was unexpected"):
        jsonschema.validate(row, json.loads(files["schemas/annotations.schema.json"]))


def test_pandas_polars_duckdb_and_pyarrow_read_the_same_texts(raw_parquet: Path) -> None:
    path = str(raw_parquet)

    assert pd.read_parquet(path)["text"].tolist() == list(HOSTILE)
    assert pl.read_parquet(path)["text"].to_list() == list(HOSTILE)
    assert [text for (text,) in duckdb.sql(f"SELECT text FROM '{path}'").fetchall()] == list(HOSTILE)
    assert pyarrow.parquet.read_table(path)["text"].to_pylist() == list(HOSTILE)


def test_labels_are_a_struct_with_a_field_for_each_question(raw_parquet: Path) -> None:
    table = pyarrow.parquet.read_table(raw_parquet)

    assert table["labels"][0].as_py() == {"topics": ["war", "talks"], "verification": "supported"}
    assert table.schema.field("start").type == pyarrow.int64()
    found = duckdb.sql(f"SELECT count(*) FROM '{raw_parquet}' WHERE labels.verification = 'supported'").fetchall()
    assert found == [(len(HOSTILE),)]


@pytest.mark.usefixtures("folder")
def test_datasets_loads_every_configuration_of_the_folder_offline(load: Callable[..., Any]) -> None:
    found = {name: load(name, split="train") for name in ("gold", "annotations", "articles")}

    assert {name: rows["text"][:] for name, rows in found.items()} == {name: list(HOSTILE) for name in found}
    assert found["gold"][0]["labels"]["verification"]["distribution"] == '{"a": 1, "b": 1}'


def test_the_parts_of_a_release_are_splits_for_datasets_and_record_sets_for_croissant(
    tmp_path: Path, load: Callable[..., Any]
) -> None:
    parts = {f"d-{place}": "dev" if place == 1 else "train" for place in range(len(HOSTILE))}
    release = Numbered("1.2.0", "Bridges", "", "CC-BY-4.0", {**parts, "an article without gold": "test"})
    unpacked(written(hugging_face.FORMAT, Choice(view=GOLD), HOSTILE_PARTS, release)[0], tmp_path)

    loaded = load("gold")
    found = mlcroissant.Dataset(tmp_path / "croissant.json")

    assert loaded.num_rows == {"train": len(HOSTILE) - 1, "validation": 1}
    assert loaded["validation"]["text"] == [HOSTILE[1]]
    assert (found.metadata.issues.errors, found.metadata.issues.warnings) == (set(), set())
    assert [record["gold-validation/text"].decode() for record in found.records("gold-validation")] == [HOSTILE[1]]


def test_croissant_is_valid_and_its_records_come_back(folder: Path) -> None:
    found = mlcroissant.Dataset(folder / "croissant.json")

    assert (found.metadata.issues.errors, found.metadata.issues.warnings) == (set(), set())
    texts = [record["gold/text"] for record in found.records("gold")]
    assert [text.decode() for text in texts] == list(HOSTILE)


@pytest.mark.parametrize("export_format", [csv_long.FORMAT, csv_wide.FORMAT], ids=lambda one: one.key)
def test_pandas_and_duckdb_lose_no_row_of_a_csv(export_format: Any, tmp_path: Path) -> None:
    files, _ = written(export_format, Choice(view=RAW), HOSTILE_PARTS)
    path = tmp_path / "rows.csv"
    path.write_bytes(next(iter(files.values())))

    assert len(pd.read_csv(path)) == len(HOSTILE)
    counted = duckdb.sql(f"SELECT count(*) FROM read_csv('{path}', header=true, quote='\"', escape='\"')").fetchall()
    assert counted == [(len(HOSTILE),)]


@pytest.mark.parametrize(
    ("export_format", "import_format", "name"),
    [
        (doccano.FORMAT, doccano_in.FORMAT, "p03.jsonl"),
        (label_studio.FORMAT, label_studio_in.FORMAT, "tasks.json"),
    ],
    ids=["doccano", "label_studio"],
)
def test_what_goes_out_to_another_tool_comes_in_again(export_format: Any, import_format: Any, name: str) -> None:
    text = "\U0001f468\u200d\U0001f469 said:\n“so”, =1+1"
    article = {**ARTICLE_ROW, "text": text}
    row = {**RAW_ROW, "start": 4, "end": 9, "text": text[4:9]}
    files, report = written(export_format, Choice(view=RAW), {**PARTS, "articles": (article,), RAW: (row,)})

    (found,) = import_format.read(io.BytesIO(files[name]), name, Options())

    assert found.problems == ()
    assert (found.draft.text, found.draft.external_id, found.draft.title) == (text, "@seed", "=Talks go on")
    labels = [(one.annotator, one.label.split(":")[-1], one.start, one.end) for one in found.draft.earlier_labels]
    assert labels == [("p03", label, 4, 9) for label in ("war", "talks", "supported")]
    assert report.told()["left_out"] != []


def test_gold_goes_out_to_doccano_as_the_file_of_everybody() -> None:
    files, report = written(doccano.FORMAT, Choice(view=GOLD))

    assert list(files) == ["all.jsonl"]
    assert report.told()["dropped"] == [
        {"why": "no question for a label was answered (skipped, or stance only)", "rows": 1, "ids": ["s-1"]}
    ]
