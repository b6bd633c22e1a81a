"""The web server of `up`: granian on the loopback address, for as long as `up` lives.

Run as `python -m factcheck.serve PORT [APPLICATION]` with a pipe as its standard input: the pipe closes when `up` ends,
however it ended, and then the server ends too.
"""

import os
import signal
import sys
import threading

from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

WORKERS = min(4, os.cpu_count() or 1)
"""Python runs one thread at a time in each process, so every core gets one; more than four want more memory."""
THREADS = 4
"""Of each worker; each has a connection of its own."""
APPLICATION = "factcheck.wsgi:application"


def main(port: int, application: str = APPLICATION) -> None:
    """Serve until a signal comes or the parent is gone; a benchmark serves its floor the same way."""
    os.environ.setdefault("DATABASE_POOL_SIZE", str(THREADS))
    threading.Thread(target=stop_with_parent, daemon=True).start()
    Server(
        application,
        address="127.0.0.1",
        port=port,
        interface=Interfaces.WSGI,
        workers=WORKERS,
        blocking_threads=THREADS,
        websockets=False,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
        workers_kill_timeout=5,
    ).serve()


def stop_with_parent() -> None:
    """Wait for the end of the pipe, then stop this process the way a signal does."""
    os.read(0, 1)
    os.kill(os.getpid(), signal.SIGTERM)


if __name__ == "__main__":
    main(int(sys.argv[1]), *sys.argv[2:])
