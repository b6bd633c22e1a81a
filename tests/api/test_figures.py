"""Figures over the API: what there is, the rows of one with their lists, as JSON and as CSV."""

import pytest

from annotations.queries.figures import FIGURES, kept
from tests.api.caller import Caller
from tests.factories import busy, people, projects

pytestmark = pytest.mark.django_db

PATH = "projects/idlib/figures"


def test_every_figure_is_named_with_its_columns() -> None:
    projects.project()
    named = Caller(people.viewer()).get(PATH).json()
    assert [one["key"] for one in named] == [one.key for one in FIGURES]
    assert named[0] == {"key": "articles", "unit": "articles", "columns": ["stage", "n"]}


def test_a_figure_tells_its_rows_and_the_lists_behind_them() -> None:
    projects.article(projects.project())
    told = Caller(people.viewer()).get(f"{PATH}/articles").json()
    assert (told["key"], told["unit"], told["columns"]) == ("articles", "articles", ["stage", "n"])
    assert told["rows"][1] == {"stage": "ready", "n": 1, "list": "/projects/idlib/articles/?stage=ready"}


@pytest.mark.parametrize("figure", [one.key for one in FIGURES])
def test_the_file_of_a_figure_holds_its_rows(figure: str) -> None:
    busy.busy(6)
    viewer = Caller(people.viewer())
    rows = viewer.get(f"{PATH}/{figure}").json()["rows"]
    lines = b"".join(viewer.get(f"{PATH}/{figure}?format=csv")).decode().splitlines()
    assert len(lines) == len(rows) + 1


def test_of_a_large_project_a_worker_counts_and_whoever_asked_looks_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "BIG", 2)
    projects.article(projects.project())
    viewer = Caller(people.viewer())
    told, file = viewer.get(f"{PATH}/articles"), viewer.get(f"{PATH}/articles?format=csv")
    assert (told.status_code, told.json()["counted_at"], told.json()["rows"]) == (202, None, [])
    assert (file.status_code, file.json()["code"]) == (503, "being_counted")
    assert (told.headers["Retry-After"], file.headers["Retry-After"]) == ("5", "5")


@pytest.mark.parametrize(("path", "status"), [(f"{PATH}/happiness", 404), (f"{PATH}/articles?format=xml", 400)])
def test_what_there_is_not_is_refused(path: str, status: int) -> None:
    projects.project()
    assert Caller(people.viewer()).get(path).status_code == status
