"""What happens to workers."""

import subprocess

from django.db import connection

Worker = subprocess.Popen[bytes]


def killed(worker: Worker) -> None:
    """Ends a worker without a word, and lets its last sign of life be a minute old."""
    worker.kill()
    worker.communicate()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '1 minute'")
