"""``manage.py demo``: loads the demonstration project with people in every role."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from annotations.imports import demo, seeds
from annotations.models import Project, User


class Command(BaseCommand):
    """Loads the demonstration once; log-ins are printed here and nowhere else."""

    help = "Load the demonstration: the seed article, a project, people in every role. Prints their log-ins once."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """``--if-empty``: do nothing, and say nothing, when there is a project already."""
        parser.add_argument("--if-empty", action="store_true", help="do nothing when there is a project already")

    def handle(self, *args: Any, **options: Any) -> None:
        """Plays the demonstration, or says why not."""
        if Project.objects.exists() or User.objects.exists():
            if options["if_empty"]:
                return
            raise CommandError("There are people or projects here already; the demonstration needs an empty database.")
        passwords = demo.play(timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0))
        width = max(len(person["display_name"]) for person in seeds.people())
        self.stdout.write("Log-ins of the demonstration (shown once, kept nowhere):")
        for person in seeds.people():
            name = person["display_name"].ljust(width)
            self.stdout.write(f"  {person['role']:<10} {name}  {person['username']:<6} {passwords[person['username']]}")
