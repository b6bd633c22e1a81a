"""What tests of review begin with, unless a module says otherwise."""

import pytest
from django.test import Client

from annotations.models import Assignment, Project
from tests.factories import people, projects
from tests.web.visits import signed_in


@pytest.fixture
def project() -> Project:
    """A project with one short article of four statements."""
    made = projects.project(annotators_per_article=3)
    projects.article(made)
    return made


@pytest.fixture
def work(project: Project) -> Assignment:
    """Ada's labels, handed in: no stance, unverified."""
    return projects.submitted(project)


@pytest.fixture
def rio() -> Client:
    """The reviewer's browser."""
    return signed_in(people.reviewer())
