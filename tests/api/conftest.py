"""Where tests of saving begin."""

import pytest

from annotations.models import Assignment
from tests.factories import projects


@pytest.fixture
def work() -> Assignment:
    """Ada's assignment of a short article."""
    project = projects.project()
    projects.article(project)
    return projects.assignment(project)
