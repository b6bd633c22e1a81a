"""A worker in a process of its own: killed in the middle of its work, followed by another, nothing lost or doubled."""

from collections.abc import Callable
from functools import cache

import pytest
from django.db import connection

from annotations.models import Article, Event, Import, ImportRow, Project
from annotations.queries.imports import worker_seen_at
from annotations.workflow.imports import CHECK, cancel_import, request_store, resume_lost
from annotations.workflow.later import is_asked_for
from tests.factories import imports, people, projects
from tests.foundation.waiting import until
from tests.jobs.workers import Worker, backends, is_in, killed

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
COUNT = 1_500
TOLD_TO_STOP_AT_ONCE = """
import os, signal
from procrastinate.manager import JobManager
from factcheck.work import main

register = JobManager.register_worker

async def registered(jobs):
    worker = await register(jobs)
    os.kill(os.getpid(), signal.SIGTERM)
    return worker

JobManager.register_worker = registered
main()
"""
"""A worker that is told to stop at the moment it is known to the database."""


def many(project: Project) -> Import:
    """An import of many articles, for a worker to look at."""
    return imports.started(project, imports.lines(*(imports.storm(f"Town{n}") for n in range(COUNT))))


def test_killed_while_looking_the_next_worker_goes_on_behind_what_is_staged(start: Callable[[], Worker]) -> None:
    made = many(projects.project())
    rows = ImportRow.objects.filter(file__imported=made)
    worker = start()
    assert until(rows.exists)
    killed(worker)
    staged = set(rows.values_list("pk", flat=True))
    assert 0 < len(staged) < COUNT

    start()

    assert until(lambda: is_in(made, "checked"), 120)
    assert list(rows.order_by("number").values_list("number", flat=True)) == list(range(COUNT))
    assert set(rows.values_list("outcome", flat=True)) <= {"new", "near"}
    assert staged <= set(rows.values_list("pk", flat=True))
    assert Event.objects.filter(verb="import.checked").count() == 1


def test_killed_while_storing_the_next_worker_stores_each_article_once(start: Callable[[], Worker]) -> None:
    made = many(projects.project())
    before = backends()
    worker = start()
    assert until(lambda: is_in(made, "checked"), 120)
    request_store(actor=people.lead(), imported=Import.objects.get(pk=made.pk))
    assert until(lambda: Import.objects.filter(pk=made.pk, state="storing", done__gt=0).exists(), 120)
    killed(worker)
    assert until(lambda: backends() <= before)
    assert Article.objects.count() == 0

    start()

    assert until(lambda: is_in(made, "done"), 240)
    assert Article.objects.values("text_sha256").distinct().count() == Article.objects.count() == COUNT
    assert not ImportRow.objects.filter(article=None).exists()
    assert Event.objects.filter(verb="import.stored").count() == 1


def test_when_the_database_throws_everybody_out_the_import_goes_on_later(start: Callable[[], Worker]) -> None:
    made = many(projects.project())
    worker = start()
    assert until(ImportRow.objects.exists)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )

    def goes_on() -> bool:
        if worker.poll() is not None:  # `up` starts another within two seconds
            restart()
        resume_lost()  # as a worker does once a minute
        return is_in(made, "checked")

    @cache
    def restart() -> None:
        killed(worker)
        start()

    assert until(goes_on, 120)
    assert list(ImportRow.objects.order_by("number").values_list("number", flat=True)) == list(range(COUNT))


def test_cancelled_under_a_living_worker_the_import_stores_nothing(start: Callable[[], Worker]) -> None:
    made = many(projects.project())
    start()
    assert until(ImportRow.objects.exists)
    cancel_import(actor=people.lead(), imported=made)

    assert until(lambda: not is_asked_for(CHECK, one_for=made.pk))
    assert is_in(made, "cancelled")
    assert not ImportRow.objects.filter(draft__isnull=False).exists()


def test_a_worker_gives_signs_of_life_and_takes_its_leave(start: Callable[[], Worker]) -> None:
    before = worker_seen_at()
    worker = start()
    assert until(lambda: worker_seen_at() != before)

    assert worker.stdin
    worker.stdin.close()

    assert worker.wait(timeout=60) == 0
    assert worker_seen_at() == before


def test_a_worker_that_is_told_to_stop_as_it_begins_takes_its_leave_too(start: Callable[[str, str], Worker]) -> None:
    before = worker_seen_at()

    assert start("-c", TOLD_TO_STOP_AT_ONCE).wait(timeout=60) == 0

    assert worker_seen_at() == before
