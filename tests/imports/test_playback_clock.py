"""The demonstration's clock: rows get the time of the play, and afterwards nothing of it is left."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import ProgrammingError, connection, transaction
from django.db.models.functions import Now
from django.utils import timezone

from annotations.imports.playback_clock import DEFAULTS, playing
from annotations.models import Event, Project
from annotations.workflow.errors import Duplicate
from tests.factories import people, projects

pytestmark = pytest.mark.django_db

THEN = datetime(2026, 3, 2, 9, tzinfo=UTC)


def state() -> tuple[Any, ...]:
    """Column defaults, search path and schemas, as everybody sees them."""
    with connection.cursor() as cursor:
        cursor.execute(DEFAULTS)
        defaults = cursor.fetchall()
        cursor.execute("SELECT current_setting('search_path'), to_regnamespace('playback')::text")
        return defaults, cursor.fetchone()


def test_rows_and_statements_get_the_time_of_the_play() -> None:
    people.lead()
    with playing(THEN) as clock:
        projects.project()
        clock.set(THEN + timedelta(days=3))
        made = projects.article(Project.objects.get())
        leased = projects.assignment(made.project)
    assert set(Event.objects.filter(verb="project.created").values_list("at", flat=True)) == {THEN}
    made.refresh_from_db()
    assert (made.created_at, made.frozen_at) == (THEN + timedelta(days=3), THEN + timedelta(days=3))
    leased.refresh_from_db()
    assert leased.lease_expires_at == THEN + timedelta(days=3, minutes=made.project.lease_minutes)


def test_nothing_of_it_is_left_afterwards() -> None:
    before = state()
    with playing(THEN):
        projects.project()
        assert state() != before
    assert state() == before
    projects.project("other")
    newest = Event.objects.order_by("-at").values_list("at", Now()).first()
    assert newest is not None
    assert all(abs(at - timezone.now()) < timedelta(hours=1) for at in newest)


def twice_the_same_address() -> None:
    """A play that fails half way."""
    with playing(THEN):
        projects.project()
        projects.project()


def test_an_error_leaves_nothing_either() -> None:
    before = state()
    with pytest.raises(Duplicate):
        twice_the_same_address()
    assert state() == before
    assert not Project.objects.exists()


def test_a_setting_alone_moves_no_clock() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('playback.now', %s, true)", [THEN.isoformat()])
    projects.project()
    assert not Event.objects.filter(at=THEN).exists()


def test_two_plays_at_once_in_one_database_cannot_be() -> None:
    with playing(THEN), pytest.raises(ProgrammingError, match="already exists"), transaction.atomic(), playing(THEN):
        pass
