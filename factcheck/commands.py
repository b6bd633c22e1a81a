"""Runs a `manage.py` command with what it needs: on a developer's machine no variable has to be set.

SECRET_KEY and DATABASE_URL are taken from the environment. Where they are missing, they come from the data
folder: its generated key, and its embedded PostgreSQL, which runs for as long as a command uses it.
"""

import os
import sys
from contextlib import ExitStack

from factcheck import data_folder, postgres
from factcheck.postgres_binaries import PostgresError

WITHOUT_DATABASE = frozenset(
    [
        "",
        "help",
        "--help",
        "-h",
        "version",
        "--version",
        "check",
        "collectstatic",
        "format",
        "spectacular",
        "split",
    ]
)

NO_TABLES = (
    "The database has no tables yet. `python3 manage.py up` makes them; where the database is your own, "
    "`python3 manage.py migrate` does.\n"
)


def run(argv: list[str]) -> int:
    """Run the command line `argv` and return its exit status; expected errors are one sentence on stderr."""
    name = argv[1] if len(argv) > 1 else ""
    if name == "up":
        from factcheck import up

        return up.main(argv[2:])
    if name == "test":
        from factcheck import testing

        return testing.main(argv[2:])
    if name == "shots":
        from factcheck import shots

        return shots.main(argv[2:])
    if name == "bench":
        from bench import run as bench

        return bench.main(argv[2:])
    return run_django(name, argv)


def run_django(name: str, argv: list[str]) -> int:
    """Run a command of Django or of the app."""
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line
    from django.db import ProgrammingError
    from psycopg.errors import UndefinedTable

    try:
        with ExitStack() as until_done:
            if os.environ.get("DJANGO_SETTINGS_MODULE", "factcheck.settings") == "factcheck.settings":
                supply(until_done, with_database=name not in WITHOUT_DATABASE)
            execute_from_command_line(argv)
    except (ImproperlyConfigured, PostgresError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    except ProgrammingError as error:
        if not isinstance(error.__cause__, UndefinedTable):
            raise
        sys.stderr.write(NO_TABLES)
        return 1
    return 0


def supply(until_done: ExitStack, with_database: bool) -> None:
    """Set the variables that are missing; start the embedded server when the command needs it."""
    folder = data_folder.default()
    data_folder.fill_environment(folder)
    if os.environ.get("DATABASE_URL"):
        return
    if with_database:
        os.environ["DATABASE_URL"] = until_done.enter_context(postgres.running(folder)).url()
    else:
        os.environ["DATABASE_URL"] = f"postgresql://{postgres.ROLE}@/{postgres.ROLE}?host={folder / 'run'}"
