"""The story of ``story.tell``, committed: a snapshot sees nothing of a transaction that is still open."""

from collections.abc import Iterator

import pytest

from annotations.models import Project
from annotations.queries.snapshot import Snapshot
from tests.exports import story
from tests.factories import projects


@pytest.fixture
def snapshots(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Closes what a test that failed left open: nobody could empty the tables for the next one."""
    opened: list[Snapshot] = []
    honest = Snapshot.__init__

    def noted(self: Snapshot) -> None:
        honest(self)
        opened.append(self)

    monkeypatch.setattr(Snapshot, "__init__", noted)
    yield
    for snapshot in opened:
        snapshot.close()


@pytest.fixture
def told(snapshots: None) -> Project:
    """The project of the story."""
    return story.tell()


@pytest.fixture
def bridge(snapshots: None) -> Project:
    """A project whose one short article Ada has handed in."""
    project = projects.project()
    projects.article(project)
    projects.submitted(project)
    return project
