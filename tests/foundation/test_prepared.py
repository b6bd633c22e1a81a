"""Commands that are planned once for each connection."""

from collections.abc import Callable, Iterator

import pytest
from django.contrib.auth import get_user_model
from django.db import DataError, IntegrityError, connection, transaction
from psycopg.pq import TransactionStatus
from pytest_django import DjangoAssertNumQueries

from factcheck.accounts import People
from factcheck.prepared import Prepared, Sent, ahead, last, run

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


@pytest.fixture
def kept() -> Iterator[Prepared]:
    """A command that adds a word to a table of its own; what is committed there stays until the test is over."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE kept_words (word text UNIQUE DEFERRABLE INITIALLY DEFERRED)")
    yield Prepared("INSERT INTO kept_words VALUES ($1)", "text")
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE kept_words")


def words() -> list[str]:
    """The words that are kept."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT word FROM kept_words ORDER BY word")
        return [word for (word,) in cursor.fetchall()]


def is_in_transaction() -> bool:
    """Whether PostgreSQL is in the middle of one."""
    return bool(connection.connection.pgconn.transaction_status != TransactionStatus.IDLE)


@pytest.mark.django_db(transaction=True)
def test_a_transaction_begins_with_its_first_command_and_ends_with_its_last(kept: Prepared) -> None:
    with transaction.atomic():
        before = is_in_transaction()
        run([(kept, ["oak"])])
        between = is_in_transaction()
        last([(kept, ["ash"])]).hear()
        after = is_in_transaction()
    assert (before, between, after, words()) == (False, True, False, ["ash", "oak"])


@pytest.mark.django_db(transaction=True)
def test_what_fails_at_the_end_of_a_transaction_takes_all_of_it_back(kept: Prepared) -> None:
    with pytest.raises(IntegrityError, match="kept_words_word_key"), transaction.atomic():
        last([(kept, ["oak"]), (kept, ["oak"])]).hear()
    assert (is_in_transaction(), words()) == (False, [])


@pytest.mark.django_db(transaction=True)
def test_a_part_of_a_transaction_does_not_end_it(kept: Prepared) -> None:
    with transaction.atomic():
        with transaction.atomic():
            last([(kept, ["oak"])]).hear()
        inside = is_in_transaction()
        transaction.set_rollback(True)
    assert (inside, words()) == (True, [])


@pytest.mark.django_db(transaction=True)
def test_a_first_command_that_fails_leaves_no_transaction_behind(kept: Prepared) -> None:
    with pytest.raises(DataError), transaction.atomic():
        Prepared("SELECT 12 / $1, 'fourth test'", "int").rows(0)
    kept.rows("oak")
    assert (is_in_transaction(), words()) == (False, ["oak"])


SLOW = Prepared("SELECT 'slow', pg_sleep(0.2)")
INVERSE = Prepared("SELECT 12 / $1, 'ahead'", "int")


@pytest.mark.django_db(transaction=True)
def test_a_block_goes_on_while_commands_sent_ahead_are_at_work(kept: Prepared) -> None:
    SLOW.rows()  # planned
    with ahead([(SLOW, [])]) as sent:
        at_work = connection.connection.pgconn.transaction_status
        found = sent.rows()
        last([(kept, ["oak"])]).hear()
    assert (at_work, found, words()) == (TransactionStatus.ACTIVE, [[("slow", "")]], ["oak"])


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("ask", [words, lambda: run([(Prepared("SELECT 1"), [])])])
def test_whatever_else_is_asked_waits_for_what_was_sent_ahead(kept: Prepared, ask: Callable[[], object]) -> None:
    with ahead([(kept, ["oak"]), (SLOW, [])]) as sent:
        ask()
        assert sent.rows() == [[], [("slow", "")]]
    assert (is_in_transaction(), words()) == (False, ["oak"])


@pytest.mark.django_db(transaction=True)
def test_a_block_that_fails_takes_back_what_was_sent_ahead(kept: Prepared) -> None:
    before = connection.connection
    with pytest.raises(KeyError), ahead([(kept, ["oak"]), (SLOW, [])]):
        raise KeyError
    assert (connection.connection is before, is_in_transaction(), words()) == (True, False, [])


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("ask", [lambda sent: sent.rows(), lambda _: words()])
def test_what_went_wrong_ahead_is_raised_where_it_is_needed(kept: Prepared, ask: Callable[[Sent], object]) -> None:
    with pytest.raises(DataError, match="division by zero"), ahead([(kept, ["oak"]), (INVERSE, [0])]) as sent:
        ask(sent)
    assert (is_in_transaction(), words()) == (False, [])


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
