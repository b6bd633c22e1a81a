"""What a command says where something is missing."""

import pytest
from django.db import ProgrammingError
from psycopg.errors import UndefinedTable

from factcheck import commands


def test_a_database_without_tables_is_told_in_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def ask(_: list[str]) -> None:
        raise ProgrammingError("relation is not there") from UndefinedTable()

    monkeypatch.setattr("django.core.management.execute_from_command_line", ask)
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "settings.of.a.server")

    assert commands.run(["manage.py", "export", "idlib"]) == 1
    assert capsys.readouterr().err.startswith("The database has no tables yet. `python3 manage.py up` makes them;")
