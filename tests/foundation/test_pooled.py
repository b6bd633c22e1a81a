"""Connections in a pool: the one that is warm is used again."""

from collections.abc import Iterator
from copy import deepcopy

import pytest
from django.db import connection, connections
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse

from factcheck import middleware
from factcheck.pooled.base import DatabaseWrapper

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def pooled() -> Iterator[DatabaseWrapper]:
    """The tests' database behind a pool of two connections."""
    settings = deepcopy(connection.settings_dict)
    settings["OPTIONS"]["pool"] = {"min_size": 2, "max_size": 2, "timeout": 10}
    connections["pooled"] = found = DatabaseWrapper(settings, alias="pooled")
    yield found
    del connections["pooled"]
    found.close()
    found.close_pool()


def test_the_connection_that_came_back_last_is_handed_out_next(pooled: DatabaseWrapper) -> None:
    pool = pooled.pool
    assert pool
    pool.open(wait=True)
    one, two = pool.getconn(), pool.getconn()
    pool.putconn(one)
    pool.putconn(two)
    first = pool.getconn()
    second = pool.getconn()
    for each in (second, first):
        pool.putconn(each)
    assert (first is two, second is one) == (True, True)


def test_a_connection_of_the_pool_reads_and_is_set_up_as_any_other(pooled: DatabaseWrapper) -> None:
    with pooled.cursor() as cursor:
        cursor.execute("SELECT current_setting('TimeZone'), current_database()")
        found = cursor.fetchone()
    assert found == ("UTC", connection.settings_dict["NAME"])


@pytest.mark.parametrize(
    ("response", "is_free"),
    [
        pytest.param(HttpResponse(b"whole"), True, id="an answer that is whole"),
        pytest.param(StreamingHttpResponse([b"piece"]), False, id="one that is still being read"),
    ],
)
def test_the_connection_is_free_before_an_answer_goes_out(
    pooled: DatabaseWrapper, monkeypatch: pytest.MonkeyPatch, response: HttpResponseBase, is_free: bool
) -> None:
    def answer(_: HttpRequest) -> HttpResponseBase:
        pooled.ensure_connection()
        return response

    monkeypatch.setattr(middleware, "connection", pooled)
    middleware.ConnectionGivenBack(answer)(HttpRequest())
    assert (pooled.connection is None) == is_free


def test_a_connection_that_postgresql_cut_is_not_handed_out(pooled: DatabaseWrapper) -> None:
    with pooled.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (cut,) = cursor.fetchone()
    pooled.close()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 10000)", [cut])
    with pooled.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        assert cursor.fetchone() != (cut,)
