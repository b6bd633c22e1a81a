"""``manage.py worker``: runs jobs until it is stopped; as many as wanted, on any machine with DATABASE_URL."""

from typing import Any

from django.core.management.base import BaseCommand

from factcheck.work import run


class Command(BaseCommand):
    """Runs a worker in the foreground; ``up`` starts one by itself."""

    help = "Run background jobs until Ctrl-C. `up` starts a worker by itself; more may run on other machines."

    def handle(self, *args: Any, **options: Any) -> None:
        """Work until a signal comes."""
        run()
