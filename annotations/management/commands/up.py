"""`manage.py up`: set up and run."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from factcheck import up


class Command(BaseCommand):
    """Listed here for `manage.py help`; `manage.py` itself runs `factcheck.up` before Django is loaded."""

    help = "Set up and run the whole site on this machine, until Ctrl-C."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the options."""
        up.add_arguments(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        """Run until a signal."""
        raise SystemExit(up.run(options["port"], options["data"]))
