"""A dataset comes back over the API: a form of files, one answer."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from annotations.imports.dataset.bring_back import bring_back
from annotations.models import Article, Import
from tests.api.caller import ROOT, with_token
from tests.factories import moving, people

pytestmark = pytest.mark.django_db


@pytest.fixture
def dataset() -> bytes:
    """One article that Ada has handed in, from another server."""
    packed = moving.small_dataset()
    moving.empty_project()
    return packed


def sent(*files: tuple[str, bytes], **fields: str) -> Any:
    """The answer to a form with files, sent by a program of the lead."""
    caller = with_token(people.lead(), "read", "manage")
    uploads = [SimpleUploadedFile(name, content) for name, content in files]
    form = {"files": uploads, **fields}
    return caller.client.post(f"{ROOT}projects/empty/imports/dataset", form, headers=caller.headers)


def test_a_dataset_comes_back_under_its_own_address(dataset: bytes) -> None:
    answer = sent(("idlib.zip", dataset))
    made = Import.objects.get()
    bring_back(made.pk)
    found = with_token(people.lead(), "read", "manage").get(f"imports/{made.pk}").json()

    assert answer["Location"].endswith(f"/api/v1/imports/{made.pk}")
    assert (answer.status_code, answer.json()["state"], answer.json()["format"]) == (202, "queued", "dataset")
    assert (found["state"], found["project"], found["done"], found["total"]) == ("done", "idlib", 1, 1)
    assert Article.objects.get().project.slug == "idlib"


def test_a_second_time_it_is_refused_for_its_articles(dataset: bytes) -> None:
    sent(("idlib.zip", dataset))
    bring_back(Import.objects.get().pk)

    caller = with_token(people.lead(), "read", "manage")
    form = {"files": [SimpleUploadedFile("idlib.zip", dataset)]}
    answer = caller.client.post(f"{ROOT}projects/idlib/imports/dataset", form, headers=caller.headers)

    assert (answer.status_code, answer.json()["code"]) == (409, "wrong_state")


def test_a_row_that_cannot_come_back_is_named(dataset: bytes) -> None:
    files = moving.unpacked(dataset)
    files["entities.jsonl"] = b"{}\n"

    sent(*files.items())
    made = Import.objects.get()
    bring_back(made.pk)
    found = with_token(people.lead(), "read", "manage").get(f"imports/{made.pk}/rows").json()

    (row,) = found["results"]
    assert (row["file"], row["line"], row["outcome"]) == ("entities.jsonl", 1, "bad")
    assert [flaw["field"] for flaw in row["problems"]] == ["row"]
    assert not Article.objects.exists()


@pytest.mark.parametrize("fields", [{}, {"format": "native"}])
def test_a_form_without_files_or_with_more_is_refused(dataset: bytes, fields: dict[str, str]) -> None:
    assert sent(*([("idlib.zip", dataset)] if fields else []), **fields).status_code == 400
