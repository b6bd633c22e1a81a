"""Waiting for another process."""

import threading
import time
from collections.abc import Callable


def until(condition: Callable[[], bool], seconds: float = 60) -> bool:
    """Return whether a condition came true in time; asks again at short intervals."""
    pause = threading.Event()
    deadline = time.monotonic() + seconds
    while not (met := condition()) and time.monotonic() < deadline:
        pause.wait(0.02)
    return met
