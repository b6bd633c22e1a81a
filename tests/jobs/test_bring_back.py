"""A worker that brings a dataset back is killed in the middle: nothing of it is there, and another brings all of it."""

from collections.abc import Callable

import pytest

from annotations.models import Article, Event, Import, ImportFile, Project
from tests.factories import moving
from tests.foundation.waiting import until
from tests.jobs.workers import Worker, backends, is_in, killed

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
COUNT = 400


def test_killed_while_a_dataset_comes_back_the_next_worker_brings_all_of_it_once(start: Callable[[], Worker]) -> None:
    dataset = moving.large_dataset(COUNT)
    made = moving.asked_back({"idlib.zip": dataset}, moving.empty_project())
    before = backends()
    worker = start()
    assert until(lambda: Import.objects.filter(pk=made.pk, done__gt=0).exists(), 120)
    killed(worker)
    assert until(lambda: backends() <= before)
    assert is_in(made, "storing")
    assert nothing_is_back(made)

    start()

    assert until(lambda: is_in(made, "done"), 240)
    project = Project.objects.get(pk=made.project_id)
    assert moving.exported(project, view="raw") == dataset
    assert Article.objects.count() == COUNT
    assert (ImportFile.objects.get().state, Event.objects.filter(verb="dataset.restored").count()) == ("stored", 1)


def nothing_is_back(made: Import) -> bool:
    """Whether the project is as empty as before, under its own address."""
    project = Project.objects.get(pk=made.project_id)
    return (project.slug, project.memberships.count(), Article.objects.exists()) == ("empty", 1, False)
