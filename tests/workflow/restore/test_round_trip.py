"""A dataset leaves, comes back on another server, and leaves again: the same bytes in every format and view."""

import pytest

from annotations.models import Project
from tests.exports import story
from tests.factories import moving

pytestmark = pytest.mark.django_db(transaction=True)

VIEWS = ("raw", "gold", "both")


def everything(project: Project) -> dict[tuple[str, str], bytes]:
    """What the lossless formats give, by format and view."""
    found = {(key, view): moving.exported(project, key, view) for key in ("native", "jsonl", "csv") for view in VIEWS}
    return found | {("csv_wide", view): moving.exported(project, "csv_wide", view) for view in ("raw", "both")}


def test_a_whole_dataset_is_exported_again_as_it_was() -> None:
    before = everything(story.tell())

    restored = moving.brought_back({"idlib.zip": before["native", "both"]}, moving.another_server())

    assert restored.counts == {"articles": 2, "annotations": 48, "gold": 22}
    assert everything(restored.project) == before
