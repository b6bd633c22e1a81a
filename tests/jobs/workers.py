"""What happens to workers, and to what they work at."""

import subprocess

from django.db import connection

from annotations.models import Import

Worker = subprocess.Popen[bytes]


def killed(worker: Worker) -> None:
    """Ends a worker without a word, and lets its last sign of life be a minute old."""
    worker.kill()
    worker.communicate()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '1 minute'")


def backends() -> set[int]:
    """Who is connected to the database; a worker's backend goes once the server has noticed that the worker is gone."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pid FROM pg_stat_activity WHERE datname = current_database()")
        return {pid for (pid,) in cursor.fetchall()}


def is_in(made: Import, state: str) -> bool:
    """Whether the import has come to a state."""
    return Import.objects.filter(pk=made.pk, state=state).exists()
