"""The story of ``story.tell``, committed: a snapshot sees nothing of a transaction that is still open."""

import pytest

from annotations.models import Project
from tests.exports import story
from tests.factories import projects


@pytest.fixture
def told(transactional_db: None) -> Project:
    """The project of the story."""
    return story.tell()


@pytest.fixture
def bridge(transactional_db: None) -> Project:
    """A project whose one short article Ada has handed in."""
    project = projects.project()
    projects.article(project)
    projects.submitted(project)
    return project
