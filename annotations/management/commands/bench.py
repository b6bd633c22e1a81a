"""`manage.py bench`: measure."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from bench import run


class Command(BaseCommand):
    """Listed here for `manage.py help`; `manage.py` itself runs `bench.run` before Django is loaded."""

    help = "List the benchmarks, or run one and keep its figures in bench/RESULTS.md."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the options."""
        run.add_arguments(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        """Run the benchmark."""
        raise SystemExit(run.run(options["name"], options["rest"]))
