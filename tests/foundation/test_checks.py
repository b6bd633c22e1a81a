"""A database server that may lose a saved label is refused."""

import pytest
from django.core.checks import run_checks
from django.db import connection
from django.test import override_settings

from factcheck.checks import durable_database


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["fsync", "full_page_writes", "synchronous_commit"])
def test_a_server_that_may_lose_a_commit_is_refused_by_name(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with connection.cursor() as cursor:
        # The server's own values are not ours to change here: a table in front of the view stands in for them.
        cursor.execute("CREATE TEMPORARY TABLE pg_settings (name text, setting text) ON COMMIT DROP")
        cursor.execute("INSERT INTO pg_settings SELECT s.name, 'on' FROM pg_catalog.pg_settings s")
        cursor.execute("UPDATE pg_settings SET setting = 'off' WHERE name = %s", [name])
        cursor.execute("SET LOCAL search_path TO pg_temp, pg_catalog, public")
    found = durable_database(databases=["default"])
    assert [(message.id, message.msg, message.hint) for message in found] == [
        (
            "factcheck.E001",
            f"The PostgreSQL server has {name}=off and may lose committed labels in a crash.",
            f"Set {name}=on in postgresql.conf and restart the server.",
        )
    ]


@override_settings(SILENCED_SYSTEM_CHECKS=[])
def test_the_check_runs_only_where_the_database_is_asked_for() -> None:
    assert [message for message in run_checks() if message.id == "factcheck.E001"] == []
