"""`manage.py shots`: pictures of every page."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from factcheck import shots


class Command(BaseCommand):
    """Takes the README's screenshots from a fresh demonstration."""

    help = "Take pictures of every page, light, dark and on a phone, from a fresh demonstration."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the options."""
        shots.add_arguments(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        """Take the pictures."""
        raise SystemExit(shots.run(options["names"], options["to"]))
