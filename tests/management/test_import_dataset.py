"""``manage.py import_dataset``: a ZIP or a folder, all of it or one sentence."""

import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from annotations.models import Article
from tests.factories import moving

pytestmark = pytest.mark.django_db


@pytest.fixture
def dataset() -> bytes:
    """One article that Ada has handed in, from another server."""
    packed = moving.small_dataset()
    moving.empty_project()
    return packed


def test_a_zip_comes_back(dataset: bytes, tmp_path: Path) -> None:
    out, path = io.StringIO(), tmp_path / "idlib.zip"
    path.write_bytes(dataset)

    call_command("import_dataset", "empty", str(path), stdout=out)

    assert out.getvalue() == "1 article, 4 annotations, 0 gold came back into idlib\n"
    assert moving.exported(Article.objects.get().project, view="raw") == dataset


def test_a_folder_comes_back(dataset: bytes, tmp_path: Path) -> None:
    for name, content in moving.unpacked(dataset).items():
        (tmp_path / name).write_bytes(content)

    call_command("import_dataset", "empty", str(tmp_path), stdout=io.StringIO())

    assert moving.exported(Article.objects.get().project, view="raw") == dataset


def test_one_sentence_says_why_nothing_came_back(tmp_path: Path) -> None:
    moving.empty_project()
    (tmp_path / "claims.jsonl").write_bytes(b"")

    with pytest.raises(CommandError, match=r"files: 'labelsets, entities, .*' is missing") as error:
        call_command("import_dataset", "empty", str(tmp_path))

    assert error.value.returncode == 2
