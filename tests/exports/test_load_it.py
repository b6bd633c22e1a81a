"""The snippets of ``docs/exports.md`` and of the README run as they stand, on files of ours, offline."""

import io
import re
import shlex
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from annotations.exports.datasheet import loading
from annotations.exports.formats import hugging_face, jsonl, native, parquet
from annotations.models import Project
from annotations.queries.release_choice import BOTH, RAW, Choice
from annotations.queries.releases import file_bytes
from annotations.workflow.tokens import issue_token
from tests.factories import people
from tests.factories.datasets import HOSTILE_PARTS, written
from tests.factories.releases import published

ROOT = Path(__file__).resolve().parents[2]
LOAD_IT = (ROOT / "docs" / "exports.md").read_text().split("## Load it")[1].split("## ")[0]
GET_THE_DATA = (ROOT / "README.md").read_text().split("## Get the data")[1].split("## ")[0]
SNIPPETS = re.findall(r"```python\n(.*?)```", LOAD_IT + GET_THE_DATA, re.DOTALL)
CURL, COMMAND = re.findall(r"^(?:curl|python3 manage.py) .*$", GET_THE_DATA, re.MULTILINE)


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
    (tmp_path / "idlib-raw.parquet").write_bytes((tmp_path / "annotations.parquet").read_bytes())
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


def test_the_snippets_of_a_release_run_in_its_folder(told: Project, files: Path) -> None:
    shares = {"train": 100, "dev": 0, "test": 0}
    release = published(told, formats=["hugging_face", "parquet", "csv"], shares=shares)
    for file in release.files.all():
        (files / file.name).parent.mkdir(parents=True, exist_ok=True)
        (files / file.name).write_bytes(b"".join(file_bytes(file)))
    names: dict[str, Any] = {}

    for snippet in re.findall(r"```python\n(.*?)```", loading(release), re.DOTALL):
        exec(snippet, names)

    assert (len(names["gold"]), len(names["parts"]), len(names["test"])) == (6, 2, 0)
    assert (names["folder"].num_rows, len(names["frame"]), len(names["table"])) == ({"train": 6}, 6, 6)


def test_curl_and_the_command_of_the_readme_get_the_same_file(bridge: Project, tmp_path: Path) -> None:
    _, fail, o, name, h, header, address = shlex.split(CURL)
    token = issue_token(actor=people.viewer(), name="README", scopes=["read"])[1]
    sent = Client().get(address, headers=dict([header.replace("$TOKEN", token).split(": ")]))
    _, _, command, *options, _, output = shlex.split(COMMAND)
    call_command(command, *options, "-o", str(tmp_path / output), stderr=io.StringIO())

    assert (fail, o, h, name) == ("--fail", "-o", "-H", output)
    assert sent.getvalue() == (tmp_path / output).read_bytes() != b""
