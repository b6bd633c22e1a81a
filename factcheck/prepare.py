"""Brings database, static files and demo up to date: `python -m factcheck.prepare migrate static demo`."""

import sys
from collections.abc import Callable

import django
from django.core.checks import ERROR, run_checks
from django.core.management import call_command, get_commands
from django.db import DatabaseError


def migrate() -> None:
    """Check the server and bring the tables up to date."""
    for problem in run_checks(databases=["default"]):
        if problem.level >= ERROR:
            sys.exit(f"{problem.msg} {problem.hint or ''}".strip())
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)


def static() -> None:
    """Collect the static files under hashed names."""
    call_command("collectstatic", verbosity=0, interactive=False)


def demo() -> None:
    """Load the demo into an empty database; it prints its log-ins on the terminal, this once."""
    if "demo" in get_commands():
        call_command("demo", if_empty=True)


STEPS: dict[str, Callable[[], None]] = {"migrate": migrate, "static": static, "demo": demo}


def main(names: list[str]) -> None:
    """Do the named steps in order."""
    django.setup()
    for name in names:
        try:
            STEPS[name]()
        except DatabaseError as error:
            sys.exit(f"The database refused `{name}`: {str(error).strip().splitlines()[0]}")


if __name__ == "__main__":
    main(sys.argv[1:])
