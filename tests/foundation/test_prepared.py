"""Commands that are planned once for each connection."""

import pytest
from django.contrib.auth import get_user_model
from django.db import DataError, connection, transaction
from pytest_django import DjangoAssertNumQueries

from factcheck.accounts import People
from factcheck.prepared import Prepared, run

pytestmark = pytest.mark.django_db


def prepared(command: Prepared) -> int:
    """How many times the connection has planned a command."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_prepared_statements WHERE name = %s", [command.name])
        return int(cursor.fetchone()[0])


def test_a_command_is_planned_once_and_run_with_other_values() -> None:
    doubled = Prepared("SELECT 2 * $1, 'first test'", "int")
    before = prepared(doubled)
    found = [doubled.rows(4), doubled.rows(21)]
    assert (before, found, prepared(doubled)) == (0, [[(8, "first test")], [(42, "first test")]], 1)


def test_several_commands_run_in_their_order_as_one_query(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    kept = Prepared("INSERT INTO kept VALUES ($1)", "text")
    listed = Prepared("SELECT word FROM kept ORDER BY word")
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE kept (word text) ON COMMIT DROP")
    with django_assert_num_queries(1):
        found = run([(kept, ["oak"]), (kept, ["ash"]), (listed, [])])
    assert found == [[], [], [("ash",), ("oak",)]]


def test_a_command_that_failed_or_was_undone_runs_again() -> None:
    inverse = Prepared("SELECT 12 / $1, 'third test'", "int")
    with pytest.raises(DataError, match="division by zero"), transaction.atomic():
        inverse.rows(0)
    assert inverse.rows(3) == [(4, "third test")]


def test_the_person_of_a_session_is_the_row_that_is_kept() -> None:
    people = get_user_model()
    ann = people.objects.create_user("ann", display_name="Ann", preferences={"theme": "dark"})
    kept = people.objects.get(pk=ann.pk)
    found = People().get_user(str(ann.pk))
    assert {field.attname: getattr(found, field.attname) for field in people._meta.concrete_fields} == {
        field.attname: getattr(kept, field.attname) for field in people._meta.concrete_fields
    }


def test_nobody_is_found_behind_the_key_of_a_person_who_may_not_sign_in() -> None:
    gone = get_user_model().objects.create_user("gone", is_active=False)
    assert People().get_user(gone.pk) is None
