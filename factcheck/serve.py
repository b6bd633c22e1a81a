"""The web server of `up`: granian on the loopback address, for as long as `up` lives.

Run as `python -m factcheck.serve PORT` with a pipe as its standard input: the pipe closes when `up` ends,
however it ended, and then the server ends too.
"""

import os
import signal
import sys
import threading

from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

THREADS = 4


def main(port: int) -> None:
    """Serve until a signal comes or the parent is gone."""
    os.environ.setdefault("DATABASE_POOL_SIZE", str(THREADS))
    threading.Thread(target=stop_with_parent, daemon=True).start()
    Server(
        "factcheck.wsgi:application",
        address="127.0.0.1",
        port=port,
        interface=Interfaces.WSGI,
        workers=1,
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
    main(int(sys.argv[1]))
