"""`manage.py test`: set up and test everything."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from factcheck import testing


class Command(BaseCommand):
    """Listed here for `manage.py help`; `manage.py` itself runs `factcheck.testing` before Django is loaded."""

    help = "Set up and run every test and check of the project, or some parts of them."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the options."""
        testing.add_arguments(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        """Run the tests."""
        raise SystemExit(testing.run(options["parts"], options["k"]))
