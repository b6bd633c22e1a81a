"""The snippets of ``docs/exports.md`` run as they stand, on files of ours, offline."""

import re
from pathlib import Path
from typing import Any

import pytest

from annotations.exports.formats import hugging_face, jsonl, native, parquet
from annotations.queries.release_choice import BOTH, RAW, Choice
from tests.factories.datasets import HOSTILE_PARTS, written

SECTION = (
    (Path(__file__).resolve().parents[2] / "docs" / "exports.md").read_text().split("## Load it")[1].split("## ")[0]
)
SNIPPETS = re.findall(r"```python\n(.*?)```", SECTION, re.DOTALL)


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The files that the snippets name, and nothing of the network."""
    for folder, export_format, view in (
        ("", jsonl.FORMAT, RAW),
        ("", parquet.FORMAT, RAW),
        ("hugging_face", hugging_face.FORMAT, BOTH),
        ("native", native.FORMAT, BOTH),
    ):
        for name, content in written(export_format, Choice(view=view), HOSTILE_PARTS)[0].items():
            path = tmp_path / folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    monkeypatch.setenv("HF_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("HF_DATASETS_CACHE", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("snippet", SNIPPETS, ids=lambda code: re.findall(r"(?:import|from) (\w+)", code)[-1])
@pytest.mark.usefixtures("files")
def test_a_snippet_runs(snippet: str) -> None:
    names: dict[str, Any] = {}

    exec(snippet, names)

    found = [value for name, value in names.items() if name in ("answers", "verdicts", "counts", "gold", "schema")]
    assert [len(one) > 0 for one in found] == [True]
